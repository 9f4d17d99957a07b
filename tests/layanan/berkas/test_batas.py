"""Papers that must not leave: beyond a role, beyond a jurisdiction, of a report that was annulled or thrown away."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.berkas import jobs, jobs_kumpulan
from pemakaman.berkas import services as files
from pemakaman.berkas.models import Berkas, Dokumen, SetelanBerkas
from pemakaman.berkas.rules import ANNULLED
from pemakaman.berkas.services import Cetakan, kumpulan, lepas
from pemakaman.berkas.services.pratinjau import keep_logo
from pemakaman.berkas.setelan import from_json, to_json
from pemakaman.db import now, transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.lupa import free_bytes
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_berkas import current, documents, make_approved, make_dokumen, use_small_forms
from tests.pabrik_laporan import make_laporan, start
from tests.pabrik_tanda import choose_cara
from tests.pekerja import work


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers of a few bytes."""
    use_small_forms(monkeypatch, Jenis.F_1_07, Jenis.SK_PEMAKAMAN)
    monkeypatch.setattr(jobs, "print_pesanan", lambda order: Cetakan(order.dokumen_id, b"%PDF-kecil", 1))


def order(laporan_id: UUID, actor: Actor, jenis: Jenis = Jenis.SK_PEMAKAMAN) -> UUID:
    with transaction() as session:
        return lepas.order_lepas(session, laporan_id, jenis, {}, actor=actor).id


def set_status(laporan_id: UUID, status: Status) -> None:
    with transaction() as session:
        row = session.get_one(Laporan, laporan_id)
        row.status, row.status_sebelum = status, Status.DISETUJUI if status is Status.DIBEKUKAN else None
        record(session, "laporan.uji", "laporan", laporan_id, actor=SISTEM)


def read(dokumen_id: UUID) -> Dokumen:
    with transaction() as session:
        return session.get_one(Dokumen, dokumen_id)


def test_a_paper_with_population_data_is_not_for_the_cemetery(database: Engine, app: Flask) -> None:
    pengelola, verifikator = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.VERIFIKATOR)
    laporan_id = make_laporan(pengelola, make_makam(pengelola=[pengelola])).id
    made = order(laporan_id, verifikator)
    work()
    with pytest.raises(Forbidden, match="Disdukcapil"), transaction() as session:
        lepas.read_lepas(session, made, actor=pengelola)
    page = sign_in(app, pengelola).get(f"/laporan/{laporan_id}/dokumen").text
    assert ("Hanya di Disdukcapil" in page, f"{made}/unduh" in page) == (True, False)
    with transaction() as session:
        assert lepas.read_lepas(session, made, actor=make_actor(Peran.PEJABAT))[1] == b"%PDF-kecil"


def test_a_draft_with_a_printed_paper_can_be_thrown_away(database: Engine, app: Flask) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    draf = start(pengelola, make_makam(pengelola=[pengelola]))
    made = order(draf, pengelola, Jenis.F_1_07)
    work()
    assert sign_in(app, pengelola).post(f"/laporan/{draf}/buang").status_code == 303
    left = read(made)
    assert (left.laporan_id, left.keadaan, left.masukan, left.status) == (None, "dibatalkan", {}, "jadi")
    assert "Dibatalkan" in app.test_client().get(f"/periksa/{left.kode_periksa}").text


def test_a_version_annulled_before_stays_in_when_the_report_is_approved_anew(database: Engine) -> None:
    verifikator, laporan_id = make_approved()
    work()
    old = current(laporan_id)
    with transaction() as session:
        files.annul_berkas(session, session.get_one(Laporan, laporan_id), sebab="Orangnya hidup", actor=SISTEM)
    with transaction() as session:
        files.ensure_berkas(session, laporan_id)
    work()
    assert current(laporan_id).versi_dokumen == 2
    with pytest.raises(Forbidden, match=ANNULLED), transaction() as session:
        files.hand_out_file(session, old.id, sebab="Lembar hilang", actor=verifikator)
    with pytest.raises(Forbidden), transaction() as session:
        files.hand_out_paper(session, old.id, documents(old)[0].id, sebab="Lembar hilang", actor=verifikator)


def test_what_asks_for_the_annulment_outlives_it(database: Engine, app: Flask) -> None:
    _, laporan_id = make_approved()
    made = [
        make_dokumen(laporan_id=laporan_id, jenis=Jenis.F_2_01F, masukan={"keperluan": why})
        for why in ("pembatalan", "pembetulan")
    ]
    with transaction() as session:
        files.annul_berkas(session, session.get_one(Laporan, laporan_id), sebab="Orangnya hidup", actor=SISTEM)
    set_status(laporan_id, Status.DIBATALKAN)
    pages = [app.test_client().get(f"/periksa/{one.kode_periksa}").text for one in made]
    assert ["tercatat dan berlaku" in page for page in pages] == [True, False]


def test_a_moved_account_takes_nothing_of_its_old_office(database: Engine, app: Flask) -> None:
    verifikator, laporan_id = make_approved(nama="Wayan Gede")
    work()
    berkas_id = current(laporan_id).id
    with transaction() as session:
        made, late = (
            kumpulan.order_kumpulan(session, [berkas_id], bentuk="zip", sebab="Arsip", actor=verifikator).id
            for _ in "ab"
        )
    jobs_kumpulan.print_together(str(made))
    with transaction() as session:
        session.get_one(Akun, verifikator.id).wilayah_kode = METRO
        record(session, "akun.uji", "akun", verifikator.id or "", actor=SISTEM)
    moved = Actor(verifikator.id, verifikator.nama, verifikator.peran, METRO)
    with pytest.raises(Conflict, match="wilayah tugas"), transaction() as session:
        kumpulan.read_kumpulan(session, made, actor=moved)
    with transaction() as session:
        assert kumpulan.take_kumpulan(session, late) is None
    assert "Wayan" not in sign_in(app, moved).get(f"/berkas/kumpulan/{made}").text


@pytest.mark.parametrize("status", [Status.DIBEKUKAN, Status.DIBATALKAN])
def test_no_paper_of_a_closed_report_leaves_by_the_signers_page(database: Engine, app: Flask, status: Status) -> None:
    _, laporan_id = make_approved()
    choose_cara("pkcs12")
    made, ink = make_dokumen(laporan_id=laporan_id), make_dokumen(laporan_id=laporan_id, jenis=Jenis.F_2_01A)
    client = sign_in(app, make_actor(Peran.PEJABAT))
    assert client.get(f"/tandatangan/{made.id}/unduh").status_code == 200
    assert client.get(f"/tandatangan/{ink.id}/unduh").status_code == 404
    set_status(laporan_id, status)
    assert client.get(f"/tandatangan/{made.id}/unduh").status_code == 409


def without_logo() -> None:
    """The newest settings name an emblem whose bytes are gone."""
    choose_cara(None)
    with transaction() as session:
        row = session.scalars(select(SetelanBerkas)).one()
        row.isi = {**to_json(from_json(row.isi)), "logo": "ab" * 32}
        record(session, "setelan_berkas.diubah", "setelan_berkas", row.kab_kode, actor=SISTEM)


def test_a_file_that_cannot_be_begun_says_so(database: Engine) -> None:
    without_logo()
    _, laporan_id = make_approved()
    with pytest.raises(NotFound):
        jobs.make_berkas(str(laporan_id))
    found = current(laporan_id)
    assert (found.status, found.percobaan) == ("gagal", 1)
    assert "tidak ada di penyimpanan" in (found.galat or "")


def test_a_paper_that_cannot_be_begun_says_so(database: Engine) -> None:
    without_logo()
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    made = order(make_laporan(pengelola, make_makam(pengelola=[pengelola])).id, pengelola)
    with pytest.raises(NotFound):
        jobs.make_lembar(str(made))
    assert read(made).status == "gagal"


def test_a_job_of_a_report_that_is_gone_is_done(database: Engine) -> None:
    jobs.make_berkas("00000000-0000-4000-8000-000000000000")


def test_an_emblem_is_never_freed_by_others(database: Engine) -> None:
    with transaction() as session:
        sidik = keep_logo(session, b"lambang", actor=make_actor(Peran.ADMIN_KAB))
    with transaction() as session:
        assert free_bytes(session, [sidik], before=now().replace(year=now().year + 1)) == 0
    assert store.get(sidik) == b"lambang"


def test_the_same_choice_sent_twice_makes_one_version(database: Engine) -> None:
    verifikator, laporan_id = make_approved()
    work()
    ticked = frozenset({Jenis.F_1_07})
    with transaction() as session:
        files.choose_papers(session, laporan_id, ticked, alasan="Perlu kuasa", actor=verifikator)
    with pytest.raises(Conflict), transaction() as session:
        files.choose_papers(session, laporan_id, ticked, alasan="Perlu kuasa", actor=verifikator)
    with transaction() as session:
        assert len(session.scalars(select(Berkas).where(Berkas.laporan_id == laporan_id)).all()) == 2


@pytest.mark.parametrize(("nomor", "status"), [("470/1871010101700001", 422), ("470/12", 303)])
def test_the_number_of_a_paper_is_no_nik(database: Engine, app: Flask, nomor: str, status: int) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan_id = make_laporan(pengelola, make_makam(pengelola=[pengelola])).id
    client = sign_in(app, pengelola)
    answer = client.post(f"/laporan/{laporan_id}/dokumen/SK-PEMAKAMAN", data={"nomor_surat": nomor})
    assert answer.status_code == status
