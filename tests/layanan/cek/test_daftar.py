"""Lists for the field: what goes on one, in which order, and how it ends."""

import io
from typing import Any

import pypdf
import pytest
from sqlalchemy import select

from pemakaman import store
from pemakaman.akun.rules import Peran
from pemakaman.cek import jobs, queries, services
from pemakaman.cek.services import cetak
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.pemilih.models import CekLapangan
from pemakaman.pemilih.rules import HasilLapangan
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, make_actor
from tests.pabrik_cek import KEDATON, Lapangan, answer, make_cek, rows_of
from tests.pabrik_pemilih import Kantor
from tests.pabrik_serah import build
from tests.pekerja import work

pytestmark = pytest.mark.usefixtures("database")


def get(cek: CekLapangan) -> CekLapangan:
    with reading() as session:
        return session.get_one(CekLapangan, cek.id)


def end(cek: CekLapangan, lap: Lapangan, *, belum: bool = False) -> CekLapangan:
    with transaction() as session:
        return services.finish_cek(session, cek.id, versi=get(cek).versi, belum=belum, actor=lap.pejabat)


def text_of(cek: CekLapangan) -> str:
    reader = pypdf.PdfReader(io.BytesIO(store.get(get(cek).sha256 or "")))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_a_list_holds_proposed_and_confirmed_names_in_walking_order() -> None:
    kantor = Kantor()
    kantor.propose()
    for rw, rt, nama in (("002", "1", "SITI AMINAH A"), ("1", "010", "SITI AMINAH C"), ("001", "2", "SITI AMINAH B")):
        kantor.add_more(rw=rw, rt=rt, nama=nama)
    cek = make_cek(kantor.verifikator)
    with reading() as session:
        names = [row.Pemilih.nama for row in queries.list_rows(session, cek.id)]
    assert names == ["SITI AMINAH B", "SITI AMINAH C", "SITI AMINAH A", "SITI AMINAH"]


def test_a_name_on_a_running_list_is_not_listed_twice() -> None:
    lap = Lapangan()
    with pytest.raises(Invalid, match=r"perlu diperbaiki") as refused:
        make_cek(lap.pejabat)
    assert "Tidak ada usul" in refused.value.galat["wilayah"][0]


def test_what_kpu_holds_and_what_was_undone_is_not_listed() -> None:
    kantor = Kantor()
    kantor.confirm(kantor.propose())
    build(kantor.pejabat)
    kantor.cancel(kantor.add_more())
    with reading() as session:
        assert queries.count_open(session, BANDAR_LAMPUNG) == 0


def test_counts_lead_from_kecamatan_to_tps() -> None:
    kantor = Kantor()
    kantor.propose()
    kantor.add_more(tps="007")
    with reading() as session:
        found = [queries.count_below(session, kode) for kode in (BANDAR_LAMPUNG, KEDATON[:8], KEDATON)]
    assert [[(kode, number) for kode, _, number in level] for level in found] == [
        [(KEDATON[:8], 2)],
        [(KEDATON, 2)],
        [("3", 1), ("7", 1)],
    ]


def test_a_list_of_one_tps_leaves_the_others() -> None:
    kantor = Kantor()
    kantor.propose()
    kantor.add_more(tps="007")
    assert len(rows_of(make_cek(kantor.verifikator, "7").id)) == 1
    assert len(rows_of(make_cek(kantor.verifikator, "3").id)) == 1


def test_a_long_list_leaves_the_rest_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemakaman.cek.services.daftar.MOST_ROWS", 1)
    kantor = Kantor()
    kantor.propose()
    kantor.add_more()
    lists = [make_cek(kantor.verifikator), make_cek(kantor.verifikator)]
    assert [len(rows_of(cek.id)) for cek in lists] == [1, 1]


@pytest.mark.parametrize("peran", [Peran.ADMIN_KAB, Peran.PETUGAS_PROVINSI, Peran.PETUGAS_KPU])
def test_only_verifikator_and_pejabat_make_lists(peran: Peran) -> None:
    Kantor().propose()
    with pytest.raises((Forbidden, NotFound)):
        make_cek(make_actor(peran))


def test_another_kab_is_not_found() -> None:
    lap = Lapangan()
    stranger = make_actor(Peran.PEJABAT, METRO)
    with pytest.raises(NotFound):
        make_cek(stranger)
    with pytest.raises(NotFound):
        answer(lap.cek.id, stranger, HasilLapangan.MENINGGAL)
    with pytest.raises(NotFound):
        make_cek(lap.pejabat, desa=DESA[METRO])


def test_a_list_with_unrecorded_rows_ends_only_when_that_is_said() -> None:
    lap = Lapangan()
    with pytest.raises(Invalid) as refused:
        end(lap.cek, lap)
    assert "1 nama belum dicatat" in refused.value.galat["belum"][0]
    assert end(lap.cek, lap, belum=True).status == "selesai"
    assert len(rows_of(make_cek(lap.verifikator).id)) == 1


def test_a_recorded_name_does_not_go_on_the_next_list() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.MENINGGAL)
    end(lap.cek, lap)
    with pytest.raises(Invalid):
        make_cek(lap.verifikator)


def test_an_ended_list_takes_no_new_answers_but_corrections() -> None:
    lap = Lapangan()
    lap.add_more()
    second = make_cek(lap.verifikator)
    lap.answer(HasilLapangan.MENINGGAL)
    end(lap.cek, lap)
    end(second, lap, belum=True)
    assert lap.answer(HasilLapangan.PINDAH).jumlah == 1
    with pytest.raises(Invalid):
        answer(second.id, lap.verifikator, HasilLapangan.MENINGGAL)


def test_a_list_is_cancelled_with_a_reason_and_its_answers_stand() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.PINDAH)
    with pytest.raises(Invalid), transaction() as session:
        services.cancel_cek(session, lap.cek.id, versi=1, alasan=" ", actor=lap.pejabat)
    with transaction() as session:
        services.cancel_cek(session, lap.cek.id, versi=1, alasan="Lembarnya hilang", actor=lap.pejabat)
    assert (get(lap.cek).status, rows_of(lap.cek.id)[0].hasil) == ("batal", "pindah")
    with pytest.raises(Conflict), transaction() as session:
        services.finish_cek(session, lap.cek.id, versi=2, belum=True, actor=lap.pejabat)


def test_an_old_page_does_not_end_a_list() -> None:
    lap = Lapangan()
    with pytest.raises(StaleVersion), transaction() as session:
        services.finish_cek(session, lap.cek.id, versi=7, belum=True, actor=lap.pejabat)


def test_the_print_names_the_person_and_hides_the_end_of_the_nik() -> None:
    lap = Lapangan()
    work()
    printed = text_of(lap.cek)
    assert all(word in printed for word in ("SITI AMINAH", "1950", "Orang yang sama?", "Halaman 1 dari 1", "TPS 3"))
    assert lap.nik not in printed
    assert f"{lap.nik[:12]}****" in printed


def test_a_failed_print_is_told_and_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lap = Lapangan()

    def break_down(_: Any) -> bytes:
        raise MemoryError

    monkeypatch.setattr(jobs, "render", break_down)
    with pytest.raises(MemoryError):
        jobs.print_cek(cek_id=str(lap.cek.id))
    assert (get(lap.cek).status_cetak, get(lap.cek).versi) == ("gagal", 1)
    monkeypatch.undo()
    with transaction() as session:
        cetak.retry_print(session, lap.cek.id, actor=lap.verifikator)
    jobs.print_cek(cek_id=str(lap.cek.id))
    assert get(lap.cek).status_cetak == "jadi"


def test_a_print_killed_before_its_end_and_repeated_leaves_one_file() -> None:
    lap = Lapangan()
    with transaction() as session:
        pesanan = cetak.take_order(session, lap.cek.id)
    assert pesanan is not None
    assert get(lap.cek).status_cetak == "antre"
    jobs.print_cek(cek_id=str(lap.cek.id))
    made = get(lap.cek).sha256
    with transaction() as session:
        cetak.finish_order(session, pesanan, b"%PDF late")
    jobs.print_cek(cek_id=str(lap.cek.id))
    assert get(lap.cek).sha256 == made
    with reading() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(lap.cek.id), Jejak.peristiwa.endswith("dicetak"))
        assert list(session.scalars(query)) == ["cek_lapangan.dicetak"]
