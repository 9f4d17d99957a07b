"""KPU's own dead: import, sorting, and the work given out."""

import csv
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.rules import Status
from pemakaman.pemilih import services
from pemakaman.pemilih import tindak as layanan
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.models import Usul
from pemakaman.pemilih.queries import find_newest_daftar
from pemakaman.pemilih.queries_tms import SaringTms, list_tasks, list_tms
from tests.contoh_pemilih import HEADER, voter_rows
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_kembali import give_akta, make_tms, set_daftar, sort_out, tindak
from tests.pabrik_pemilih import make_approved, make_daftar, make_pemilih, register
from tests.pekerja import work

NIK = "1871014403500001"


@pytest.fixture
def tms(database: object) -> UUID:
    return make_tms()


def keadaan(tms: UUID, nik: str | None = NIK, **voter: Any) -> list[tuple[str, str]]:
    make_pemilih(tms, nik, **voter)
    sort_out(tms)
    return [(row.keadaan, row.status) for row in tindak()]


def test_a_death_nobody_reported_has_no_report(tms: UUID) -> None:
    assert keadaan(tms) == [("tanpa_laporan", "baru")]


def test_a_report_with_the_nik_is_found(tms: UUID) -> None:
    make_approved(nik=NIK)
    assert keadaan(tms, keterangan="1") == [("tanpa_akta", "baru")]


def test_a_report_that_still_waits_counts_too(tms: UUID) -> None:
    make_approved(nik=NIK, status=Status.DIAJUKAN)
    assert keadaan(tms) == [("tanpa_akta", "baru")]


def test_a_report_with_an_akta_needs_nothing(tms: UUID) -> None:
    give_akta(make_approved(nik=NIK), date(2026, 10, 1))
    assert keadaan(tms) == [("berakta", "selesai")]


def test_a_refused_report_is_none(tms: UUID) -> None:
    make_approved(nik=NIK, status=Status.DITOLAK)
    assert keadaan(tms) == [("tanpa_laporan", "baru")]


def test_a_report_of_another_kab_is_found_by_its_nik(tms: UUID) -> None:
    make_approved(nik=NIK, makam=make_makam(METRO))
    assert keadaan(tms) == [("tanpa_akta", "baru")]


def test_a_wrong_nik_in_the_report_is_overcome_by_name_birth_and_village(tms: UUID) -> None:
    make_approved(nik="1871019999999999")
    assert keadaan(tms) == [("tanpa_akta", "baru")]


def test_a_masked_nik_is_found_by_name_birth_and_village(tms: UUID) -> None:
    make_approved(nik=NIK)
    assert keadaan(tms, "187101440350****", nama="ST AMINAH") == [("tanpa_akta", "baru")]


def test_the_address_of_the_dead_counts_before_the_place_of_the_grave(tms: UUID) -> None:
    make_approved(nik=None, nik_alasan="tidak_diketahui", alamat_desa_kode="18.71.01.1004")
    assert keadaan(tms) == [("tanpa_laporan", "baru")]


def test_a_nik_with_everything_else_unlike_is_somebody_elses_report(tms: UUID) -> None:
    make_approved(nik=NIK, nama="Hendri Zulkifli", jenis_kelamin="L", lahir_tahun=1990)
    assert keadaan(tms) == [("tanpa_laporan", "baru")]


def test_a_day_that_no_calendar_has_stops_nothing(tms: UUID) -> None:
    make_approved(nik="1871019999999999", lahir_bulan=2, lahir_hari=31)
    assert keadaan(tms) == [("tanpa_laporan", "baru")]


def test_a_voter_struck_for_another_reason_is_no_dead(tms: UUID) -> None:
    assert keadaan(tms, keterangan="4") == []


def test_sorting_again_doubles_nothing_and_follows_the_report(tms: UUID) -> None:
    keadaan(tms)
    laporan_id = make_approved(nik=NIK)
    assert [sort_out(tms), sort_out(tms)] == [1, 0]
    give_akta(laporan_id, date(2026, 10, 1))
    sort_out(tms)
    assert [(row.keadaan, row.status, row.laporan_id) for row in tindak()] == [("berakta", "selesai", laporan_id)]


def test_a_person_of_two_lists_is_one_piece_of_work(tms: UUID) -> None:
    keadaan(tms)
    second = make_tms()
    assert len(keadaan(second)) == 1


def test_a_row_twice_in_one_list_is_one_piece_of_work(tms: UUID) -> None:
    make_pemilih(tms, NIK)
    assert len(keadaan(tms)) == 1


def test_a_list_of_voters_is_not_sorted(database: object) -> None:
    assert keadaan(make_daftar()) == []


def test_nobody_becomes_dead_by_a_list_of_kpu(tms: UUID) -> None:
    keadaan(tms)
    with reading() as session:
        assert [session.scalar(select(func.count()).select_from(table)) for table in (Laporan, Usul)] == [0, 0]


def test_a_report_that_is_thrown_away_takes_its_row_along_until_the_next_look(tms: UUID) -> None:
    laporan_id = make_approved(nik=NIK)
    keadaan(tms)
    with transaction() as session:
        session.execute(delete(LaporanOrang).where(LaporanOrang.laporan_id == laporan_id))
        session.execute(delete(Laporan).where(Laporan.id == laporan_id))
        record(session, "laporan.dibuang", "laporan", laporan_id, actor=SISTEM)
    sort_out(tms)
    assert [(row.keadaan, row.laporan_id) for row in tindak()] == [("tanpa_laporan", None)]


def write_tms(path: Path, jumlah: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *voter_rows(jumlah)])
    return path


def test_an_imported_list_of_the_dead_is_sorted_by_the_worker(database: object, tmp_path: Path) -> None:
    daftar_id = register(write_tms(tmp_path / "tms.csv", 4), make_actor(Peran.ADMIN_KAB))
    set_daftar(daftar_id, jenis="TMS")
    run_import(daftar_id, transaction)
    work("impor")
    assert [row.keadaan for row in tindak()] == ["tanpa_laporan"] * 4


def test_the_same_list_sent_twice_is_refused(database: object, tmp_path: Path) -> None:
    path, admin = write_tms(tmp_path / "tms.csv", 1), make_actor(Peran.ADMIN_KAB)
    register(path, admin)
    with pytest.raises(Conflict):
        register(path, admin)


def test_no_candidates_come_from_a_list_of_the_dead(tms: UUID) -> None:
    laporan_id, pemilih_id = make_approved(nik=NIK), make_pemilih(tms, NIK)
    verifikator = make_actor(Peran.VERIFIKATOR)
    with transaction() as session:
        assert find_newest_daftar(session, actor=verifikator) is None
        with pytest.raises(Conflict, match="dicoret KPU"):
            services.propose(session, laporan_id=laporan_id, daftar_id=tms, pemilih_id=pemilih_id, actor=verifikator)


def give(ke: str, actor: Actor | None = None, catatan: str = "") -> int:
    ids = [row.id for row in tindak()]
    with transaction() as session:
        return layanan.assign(session, ids, ke=ke, catatan=catatan, actor=actor or make_actor(Peran.VERIFIKATOR))


def seen(actor: Actor) -> list[Any]:
    with reading() as session:
        return list_tasks(session, actor=actor)


def test_the_operator_of_the_village_sees_what_is_given_to_villages(tms: UUID) -> None:
    keadaan(tms)
    give("desa")
    assert [row.nama for row in seen(make_actor(Peran.OPERATOR_DESA))] == ["SITI AMINAH"]


def test_another_village_and_any_cemetery_do_not_see_it(tms: UUID) -> None:
    keadaan(tms)
    give("desa")
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    make_makam(pengelola=[pengelola])
    others = [make_actor(Peran.OPERATOR_DESA, "18.71.01.1004"), pengelola]
    assert [seen(actor) for actor in others] == [[], []]


def test_the_managers_of_the_asked_cemetery_see_it(tms: UUID) -> None:
    keadaan(tms)
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    give(str(make_makam(pengelola=[pengelola]).id), catatan="Tanya juru kunci")
    assert [(row.nama, row.tahun, row.catatan) for row in seen(pengelola)] == [
        ("SITI AMINAH", 1950, "Tanya juru kunci")
    ]


def test_a_task_goes_when_the_report_comes(tms: UUID) -> None:
    keadaan(tms)
    give("desa")
    make_approved(nik=NIK)
    sort_out(tms)
    assert seen(make_actor(Peran.OPERATOR_DESA)) == []
    assert [(row.keadaan, row.status) for row in tindak()] == [("tanpa_akta", "baru")]


def test_a_task_stays_when_nothing_came(tms: UUID) -> None:
    keadaan(tms)
    give("desa")
    sort_out(tms)
    assert [row.status for row in tindak()] == ["ditugaskan"]


def test_a_cemetery_of_another_kab_is_not_found(tms: UUID) -> None:
    keadaan(tms)
    with pytest.raises(NotFound):
        give(str(make_makam(METRO).id))


def test_rows_of_another_kab_are_not_found(tms: UUID) -> None:
    keadaan(tms)
    with pytest.raises(NotFound):
        give("desa", make_actor(Peran.VERIFIKATOR, METRO))


def test_who_may_not_give_out_work_is_refused(tms: UUID) -> None:
    keadaan(tms)
    with pytest.raises(Forbidden):
        give("desa", make_actor(Peran.OPERATOR_DESA))


def test_a_row_with_a_report_is_not_given_out(tms: UUID) -> None:
    make_approved(nik=NIK)
    keadaan(tms)
    with pytest.raises(Conflict):
        give("desa")


def test_a_row_of_no_known_village_goes_only_to_a_cemetery(tms: UUID) -> None:
    keadaan(tms, desa_kode=None)
    with pytest.raises(Invalid):
        give("desa")
    assert give(str(make_makam().id)) == 1


def test_closing_wants_a_reason(tms: UUID) -> None:
    keadaan(tms)
    ids = [row.id for row in tindak()]
    verifikator = make_actor(Peran.VERIFIKATOR)
    with transaction() as session, pytest.raises(Invalid):
        layanan.settle(session, ids, catatan=" ", actor=verifikator)
    with transaction() as session:
        layanan.settle(session, ids, catatan="Dimakamkan di Jawa", actor=verifikator)
    sort_out(tms)
    assert [(row.status, row.catatan) for row in tindak()] == [("selesai", "Dimakamkan di Jawa")]


def test_what_was_closed_may_be_opened_again(tms: UUID) -> None:
    keadaan(tms)
    give("desa")
    with transaction() as session:
        layanan.reopen(session, [row.id for row in tindak()], actor=make_actor(Peran.PEJABAT))
    assert [(row.status, row.makam_id) for row in tindak()] == [("baru", None)]


def rows(actor: Actor) -> list[Any]:
    with reading() as session:
        return list_tms(session, SaringTms("tanpa_akta"), actor=actor)[0]


def test_the_reporters_telephone_is_for_who_may_see_the_report(tms: UUID) -> None:
    for makam in (make_makam(), make_makam(METRO)):
        laporan_id = make_approved(nik=NIK if makam.kab_kode == METRO else "1871014403500002", makam=makam)
        with transaction() as session:
            session.get_one(LaporanOrang, (laporan_id, "pelapor")).telepon = "+6281200000001"
            record(session, "laporan.uji", "laporan", laporan_id, actor=SISTEM)
    make_pemilih(tms, "1871014403500002")
    keadaan(tms)
    found = {row.nik: (row.telepon, row.laporan_lain) for row in rows(make_actor(Peran.VERIFIKATOR))}
    assert found == {"1871014403500002": ("+6281200000001", False), NIK: (None, True)}
