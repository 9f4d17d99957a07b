"""The pages of returned names and of KPU's own dead."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, StaleVersion
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.pemilih import kembali, tindak
from pemakaman.pemilih.models import MunculLagi, TindakTms, Usul
from pemakaman.pemilih.rules_kembali import StatusMuncul
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_kembali import Pukulan, look, make_tms, sort_out
from tests.pabrik_pemilih import make_approved, make_pemilih
from tests.pekerja import work

NIK = "1871014403500001"


@pytest.fixture
def pukulan(database: object) -> Pukulan:
    """A strike whose voter came back in a newer list."""
    made = Pukulan()
    daftar_id = made.newer()
    make_pemilih(daftar_id, made.kantor.nik, nama="SITI AMINAH BARU")
    look(daftar_id)
    return made


@pytest.fixture
def muncul(pukulan: Pukulan) -> MunculLagi:
    with reading() as session:
        return session.scalars(select(MunculLagi)).one()


@pytest.fixture
def kerja(database: object) -> TindakTms:
    """A death of KPU's list that nobody reported."""
    daftar_id = make_tms()
    make_pemilih(daftar_id, NIK, nama="SUPARMAN", jenis_kelamin="L", alamat="JL. MELATI 7")
    sort_out(daftar_id)
    with reading() as session:
        return session.scalars(select(TindakTms)).one()


def office(app: Flask, pukulan: Pukulan) -> FlaskClient:
    return sign_in(app, pukulan.kantor.verifikator)


def reads(cara: str) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(JejakBaca).where(JejakBaca.cara == cara)) or 0


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI])
def test_the_alarm_stands_red_on_the_voters_page(app: Flask, pukulan: Pukulan, peran: Peran) -> None:
    page = sign_in(app, make_actor(peran)).get("/pemilih").text
    assert "1 nama yang sudah diserahkan muncul lagi" in page


def test_kpu_reads_the_alarm_on_the_packages_page_without_a_link(app: Flask, pukulan: Pukulan) -> None:
    page = sign_in(app, make_actor(Peran.PETUGAS_KPU)).get("/paket").text
    assert "1 nama yang sudah diserahkan muncul lagi" in page
    assert "/pemilih/kembali" not in page


def test_there_is_no_alarm_in_another_kab(app: Flask, pukulan: Pukulan) -> None:
    client = sign_in(app, make_actor(Peran.PEJABAT, METRO))
    assert "muncul lagi</p>" not in client.get("/pemilih").text + client.get("/paket").text
    assert "SITI AMINAH" not in client.get("/pemilih/kembali").text


def test_the_list_shows_cause_and_place_and_is_logged(app: Flask, pukulan: Pukulan) -> None:
    page = office(app, pukulan).get("/pemilih/kembali").text
    assert "SITI AMINAH BARU" in page
    assert "Tanda terima KPU belum ada" in page
    assert pukulan.kantor.nik not in page
    assert reads("muncul_lagi.daftar") == 1


@pytest.mark.parametrize(
    ("query", "ada"),
    [
        ("sebab=belum_diterima", True),
        ("sebab=tanpa_akta", False),
        ("desa=18.71.01.1003", True),
        ("desa=18.71.01.1004", False),
        ("status=selesai", False),
    ],
)
def test_the_list_is_filtered(app: Flask, pukulan: Pukulan, query: str, ada: bool) -> None:
    assert ("SITI AMINAH BARU" in office(app, pukulan).get(f"/pemilih/kembali?{query}").text) is ada


@pytest.mark.parametrize(
    "path",
    [
        "/pemilih/kembali?status=x",
        "/pemilih/kembali?sebab=x",
        "/pemilih/kembali?sesudah=x",
        "/pemilih/tms?keadaan=x",
        "/pemilih/tms?sesudah=x",
        "/pemilih/tms?desa=x",
        "/pemilih/tms.csv?status=x",
    ],
)
def test_a_filter_nobody_knows_is_not_found(app: Flask, pukulan: Pukulan, path: str) -> None:
    assert office(app, pukulan).get(path).status_code == 404


def test_the_file_hides_the_nik_and_is_logged(app: Flask, pukulan: Pukulan) -> None:
    text = office(app, pukulan).get("/pemilih/kembali.csv").text
    assert "SITI AMINAH BARU" in text
    assert pukulan.kantor.nik not in text
    assert reads("muncul_lagi.diunduh") == 1


def test_one_alarm_shows_both_rows_package_and_what_to_do(app: Flask, pukulan: Pukulan, muncul: MunculLagi) -> None:
    page = office(app, pukulan).get(f"/pemilih/kembali/{muncul.id}").text
    assert "minta tanda terimanya" in page
    assert "SITI AMINAH BARU" in page
    assert f"/laporan/{pukulan.kantor.laporan_id}" in page
    assert "Usulkan lagi" in page


def test_the_province_reads_an_alarm_and_may_not_settle_it(app: Flask, muncul: MunculLagi) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    assert "Catat yang sudah dilakukan" not in client.get(f"/pemilih/kembali/{muncul.id}").text
    data = {"status": "selesai", "catatan": "Sudah", "dilihat": "baru"}
    assert client.post(f"/pemilih/kembali/{muncul.id}/tindak", data=data).status_code == 403


def test_proposing_again_goes_the_ordinary_way(app: Flask, pukulan: Pukulan, muncul: MunculLagi) -> None:
    answer = office(app, pukulan).post(f"/pemilih/kembali/{muncul.id}/usulkan", data={"dilihat": "baru"})
    with reading() as session:
        usul = session.scalars(select(Usul).where(Usul.pemilih_id == muncul.pemilih_id)).one()
        status = session.get_one(MunculLagi, muncul.id).status
    assert answer.location.endswith(f"/pemilih/usul/{usul.id}")
    assert (usul.status, usul.laporan_id, status) == ("diusulkan", pukulan.kantor.laporan_id, "diusulkan")


def test_proposing_twice_is_refused_in_words(app: Flask, pukulan: Pukulan, muncul: MunculLagi) -> None:
    client = office(app, pukulan)
    codes = [
        client.post(f"/pemilih/kembali/{muncul.id}/usulkan", data={"dilihat": "baru"}).status_code for _ in range(2)
    ]
    assert codes == [303, 409]


def test_what_was_told_to_kpu_is_kept_with_its_note(app: Flask, pukulan: Pukulan, muncul: MunculLagi) -> None:
    data = {"status": "disampaikan", "catatan": "Surat 12/2026", "dilihat": "baru"}
    client = office(app, pukulan)
    assert client.post(f"/pemilih/kembali/{muncul.id}/tindak", data=data).status_code == 303
    page = client.get(f"/pemilih/kembali/{muncul.id}").text
    assert "Surat 12/2026" in page
    with reading() as session:
        event = session.scalars(select(Jejak).where(Jejak.peristiwa == "muncul_lagi.disampaikan")).one()
    assert event.objek_id == str(muncul.id)


@pytest.mark.parametrize("data", [{"status": "selesai"}, {"catatan": "Surat"}, {"status": "baru", "catatan": "Surat"}])
def test_a_step_without_note_or_state_changes_nothing(
    app: Flask, pukulan: Pukulan, muncul: MunculLagi, data: dict[str, str]
) -> None:
    answer = office(app, pukulan).post(f"/pemilih/kembali/{muncul.id}/tindak", data={**data, "dilihat": "baru"})
    assert answer.status_code == 422
    with reading() as session:
        assert session.get_one(MunculLagi, muncul.id).status == "baru"


def settle(muncul: MunculLagi, status: StatusMuncul, dilihat: str) -> None:
    with transaction() as session:
        kembali.settle(session, muncul.id, status, catatan="Surat", dilihat=dilihat, actor=make_actor(Peran.PEJABAT))


def test_who_looked_at_an_older_state_is_told(muncul: MunculLagi) -> None:
    settle(muncul, StatusMuncul.DISAMPAIKAN, "baru")
    with pytest.raises(StaleVersion):
        settle(muncul, StatusMuncul.SELESAI, "baru")


def test_a_finished_alarm_stays_finished(muncul: MunculLagi) -> None:
    settle(muncul, StatusMuncul.SELESAI, "baru")
    with pytest.raises(Conflict):
        settle(muncul, StatusMuncul.DISAMPAIKAN, "selesai")


def test_only_who_proposes_may_propose_again(muncul: MunculLagi) -> None:
    with transaction() as session, pytest.raises(Forbidden):
        kembali.propose_again(session, muncul.id, dilihat="baru", actor=make_actor(Peran.PEJABAT))


def verifikator(app: Flask) -> FlaskClient:
    return sign_in(app, make_actor(Peran.VERIFIKATOR))


def test_the_work_list_names_the_cemetery_of_the_village(app: Flask, kerja: TindakTms) -> None:
    make_makam()
    page = verifikator(app).get("/pemilih/tms").text
    assert "SUPARMAN" in page
    assert "TPU Uji" in page
    assert NIK not in page
    assert reads("tindak_tms.daftar") == 1


def test_paper_and_file_hold_the_row_and_are_logged(app: Flask, kerja: TindakTms) -> None:
    client = verifikator(app)
    assert all("SUPARMAN" in client.get(path).text for path in ("/pemilih/tms/cetak", "/pemilih/tms.csv"))
    assert (reads("tindak_tms.dicetak"), reads("tindak_tms.diunduh")) == (1, 1)


def test_another_kab_sees_no_work(app: Flask, kerja: TindakTms) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert all("SUPARMAN" not in client.get(path).text for path in ("/pemilih/tms", "/pemilih/tms.csv"))
    data = {"aksi": "tugaskan", "ke": "desa", "tindak": str(kerja.id)}
    assert client.post("/pemilih/tms", data=data).status_code == 404


@pytest.mark.parametrize(
    ("data", "kode"),
    [
        ({"aksi": "tugaskan", "ke": "desa"}, 422),
        ({"aksi": "tugaskan", "tindak": "1"}, 422),
        ({"aksi": "selesai", "tindak": "1"}, 422),
        ({"aksi": "hapus", "tindak": "1"}, 404),
        ({"aksi": "buka", "tindak": "99999999"}, 404),
    ],
)
def test_a_wrong_order_changes_nothing(app: Flask, kerja: TindakTms, data: dict[str, str], kode: int) -> None:
    data = {**data, **({"tindak": str(kerja.id)} if data.get("tindak") == "1" else {})}
    assert verifikator(app).post("/pemilih/tms", data=data).status_code == kode
    with reading() as session:
        assert session.get_one(TindakTms, kerja.id).status == "baru"


def test_a_village_finds_its_task_from_the_home_page_without_nik_or_address(app: Flask, kerja: TindakTms) -> None:
    verifikator(app).post("/pemilih/tms", data={"aksi": "tugaskan", "ke": "desa", "tindak": str(kerja.id)})
    client = sign_in(app, make_actor(Peran.OPERATOR_DESA))
    page = client.get("/tugas-tms").text
    assert "kematian diminta dilaporkan" in client.get("/").text
    assert "SUPARMAN" in page
    assert "Lahir tahun 1950" in page
    assert not any(hidden in page for hidden in (NIK, NIK[-4:], "MELATI", "Maret"))
    assert '/laporan/baru"' in page
    assert "/masih-hidup" in page
    assert reads("tindak_tms.tugas") == 1


def test_the_office_has_no_tasks_of_villages(app: Flask, kerja: TindakTms) -> None:
    assert verifikator(app).get("/tugas-tms").status_code == 403


def test_a_manager_starts_the_form_at_the_asked_cemetery(app: Flask, kerja: TindakTms) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola])
    with transaction() as session:
        tindak.assign(session, [kerja.id], ke=str(makam.id), catatan="", actor=make_actor(Peran.PEJABAT))
    assert f"/laporan/baru?makam={makam.id}" in sign_in(app, pengelola).get("/tugas-tms").text


def test_comparing_on_demand_finds_the_new_report(app: Flask, kerja: TindakTms) -> None:
    make_approved(nik=NIK, nama="Suparman", jenis_kelamin="L")
    assert verifikator(app).post("/pemilih/tms/hitung").status_code == 303
    work("impor")
    with reading() as session:
        assert session.get_one(TindakTms, kerja.id).keadaan == "tanpa_akta"


def test_the_admin_may_import_a_list_of_the_dead(app: Flask, database: object) -> None:
    assert 'value="TMS"' in sign_in(app, make_actor(Peran.ADMIN_KAB)).get("/pemilih/impor").text
