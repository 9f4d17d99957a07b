"""The figures, counted from rows built for them."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor, Peran
from pemakaman.buku.bulan import count_month as count_book
from pemakaman.buku.masa import Masa
from pemakaman.db import transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Kasus, Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap, age_at
from pemakaman.pantau.queries.angka import _age
from pemakaman.pantau.queries.bulanan import count_month, count_silent
from pemakaman.pantau.rules.angka import ANGKA, Baris, sum_rows
from tests.pabrik import BANDAR_LAMPUNG, METRO, PROVINSI, make_actor, make_makam
from tests.pabrik_bulanan import DULU, LALU, build_row, close_month, draft, in_month, make_akta, make_row, noon, signed


@pytest.fixture
def tempat(database: Engine) -> tuple[Actor, Makam]:
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    return actor, make_makam(pengelola=[actor])


def angka(kode: str = BANDAR_LAMPUNG) -> dict[str, int]:
    with transaction() as session:
        return count_month(session, kode, LALU).angka


def rincian(kode: str = BANDAR_LAMPUNG) -> list[Baris]:
    with transaction() as session:
        return count_month(session, kode, LALU).rincian


def test_burials_of_the_month_by_sex(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    for jenis in ("L", "L", "P", None):
        make_row(actor, makam, in_month(LALU), jenis_kelamin=jenis)
    found = angka()
    assert (found["pemakaman"], found["laki"], found["perempuan"], found["kelamin_tidak_diketahui"]) == (4, 2, 1, 1)


def test_first_and_last_day_belong_to_the_month_and_their_neighbours_do_not(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    for hari in (LALU.awal, LALU.akhir, LALU.awal - timedelta(days=1), LALU.sesudah):
        make_row(actor, makam, hari)
    assert angka()["pemakaman"] == 2


@pytest.mark.parametrize("status", [Status.DITOLAK, Status.DIBATALKAN])
def test_what_says_of_nobody_that_he_died_is_not_counted(tempat: tuple[Actor, Makam], status: Status) -> None:
    actor, makam = tempat
    make_row(actor, makam, in_month(LALU), status=status)
    assert angka()["pemakaman"] == 0


def test_merged_row_is_counted_once_by_the_row_it_went_into(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    kept = make_row(actor, makam, in_month(LALU), status=Status.DIAJUKAN)
    aside = {"status": Status.DIGABUNG, "status_sebelum": Status.DIAJUKAN, "digabung_ke": kept.id}
    make_row(actor, makam, in_month(LALU), **aside)
    assert angka()["pemakaman"] == 1


def test_archived_row_counts_by_the_state_it_came_from(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    make_row(actor, makam, in_month(LALU), status=Status.DIARSIPKAN, status_sebelum=Status.DIAJUKAN)
    make_row(actor, makam, in_month(LALU), status=Status.DIARSIPKAN, status_sebelum=Status.DIBATALKAN)
    assert angka()["pemakaman"] == 1


def test_old_death_entered_now_is_added_later_and_never_a_burial_of_this_month(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    make_row(actor, makam, in_month(DULU), masuk_buku_pada=noon(in_month(LALU)))
    make_row(actor, makam, in_month(LALU.next(-40)), masuk_buku_pada=noon(in_month(LALU)))
    make_row(actor, makam, in_month(LALU))
    found = angka()
    assert (found["pemakaman"], found["disusulkan"]) == (1, 2)


def test_old_death_counts_in_its_own_month(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    make_row(actor, makam, in_month(LALU), masuk_buku_pada=noon(LALU.sesudah + timedelta(days=3)))
    found = angka()
    assert (found["pemakaman"], found["disusulkan"]) == (1, 0)


def test_month_of_entry_ends_at_midnight_where_the_cemetery_lies(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    midnight = noon(LALU.awal) - timedelta(hours=12)  # 5 o'clock UTC is noon in WIB
    for moment in (midnight - timedelta(seconds=1), midnight):
        make_row(actor, makam, in_month(DULU.next(-1)), masuk_buku_pada=moment)
    assert angka()["disusulkan"] == 1


def test_annulled_row_entered_now_is_not_added_later(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    make_row(actor, makam, in_month(DULU), masuk_buku_pada=noon(in_month(LALU)), status=Status.DIBATALKAN)
    assert angka()["disusulkan"] == 0


def test_nik_application_and_certificate(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    make_row(actor, makam, in_month(LALU))
    make_row(actor, makam, in_month(LALU), nik="1871011503600001")
    applied = make_row(actor, makam, in_month(LALU), nik_pilihan="1871011503600002", diajukan_pada=db.now())
    make_akta(actor, applied)
    found = angka()
    assert (found["pemakaman"], found["dengan_nik"], found["diajukan"], found["akta"]) == (3, 2, 1, 1)


def test_cancelled_certificate_counts_for_nothing_and_doubles_no_row(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    row = make_row(actor, makam, in_month(LALU))
    for _ in range(2):
        make_akta(actor, row, dibatalkan_pada=db.now(), dibatalkan_sebab="Orangnya masih hidup")
    make_akta(actor, row)
    found = angka()
    assert (found["pemakaman"], found["akta"]) == (1, 1)


def test_late_is_more_than_thirty_days_between_death_and_report(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    meninggal = in_month(LALU, 1)
    for days in (30, 31):
        told = noon(meninggal + timedelta(days=days))
        make_row(actor, makam, in_month(LALU, 2), meninggal_tanggal=meninggal, diajukan_pada=told)
    make_row(actor, makam, in_month(LALU, 2), meninggal_tanggal=None)
    assert angka()["terlambat"] == 1


DIED = in_month(LALU, 10)


@pytest.mark.parametrize(
    ("baris", "kelompok"),
    [
        ({"lahir_tahun": -1, "lahir_bulan": 0, "lahir_hari": 11}, "umur_0"),
        ({"lahir_tahun": -1, "lahir_bulan": 0, "lahir_hari": 10}, "umur_1_4"),
        ({"lahir_tahun": 0}, "umur_0"),
        ({"umur": 14}, "umur_5_14"),
        ({"lahir_tahun": -80, "umur": 30}, "umur_65"),  # the dates do not allow this age
        ({"lahir_tahun": -65, "umur": 64}, "umur_45_64"),
        ({"lahir_tahun": 1}, "umur_tidak_diketahui"),  # born after the death
        ({"kasus": Kasus.LAHIR_MATI}, "umur_tidak_diketahui"),
        ({}, "umur_tidak_diketahui"),
    ],
)
def test_age_group(tempat: tuple[Actor, Makam], baris: dict[str, int], kelompok: str) -> None:
    actor, makam = tempat
    row = dict(baris)
    if "lahir_tahun" in row:
        row["lahir_tahun"] += DIED.year
    if "lahir_bulan" in row:
        row["lahir_bulan"] += DIED.month
    make_row(actor, makam, in_month(LALU, 11), meninggal_tanggal=DIED, **row)
    assert [name for name, number in angka().items() if name.startswith("umur") and number] == [kelompok]


@given(st.dates(date(1905, 1, 1), date(2026, 12, 31)), st.sampled_from(["hari", "bulan", "tahun"]), st.integers(0, 700))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_age_of_a_birth_is_one_that_its_dates_allow(
    tempat: tuple[Actor, Makam], lahir: date, sampai: str, hari: int
) -> None:
    died = lahir + timedelta(days=hari * 40)
    birth = TanggalTakLengkap(
        lahir.year, None if sampai == "tahun" else lahir.month, lahir.day if sampai == "hari" else None
    )
    parts = {"lahir_tahun": birth.tahun, "lahir_bulan": birth.bulan, "lahir_hari": birth.hari}
    row = build_row(*tempat, died, meninggal_tanggal=died, **parts)
    with Session(db.engine()) as session:
        session.add(row)
        session.flush()
        age = session.scalar(select(_age()).where(Laporan.id == row.id))
        session.rollback()
    least, most = age_at(birth, died)
    assert age is not None
    assert least <= age <= most


def test_without_a_day_of_death_the_day_of_burial_stands_for_it_as_in_the_closed_book(
    tempat: tuple[Actor, Makam],
) -> None:
    actor, makam = tempat
    hari = in_month(LALU, 11)
    make_row(actor, makam, hari, meninggal_tanggal=None, lahir_tahun=hari.year - 70)
    with transaction() as session:
        book = count_book(session, makam.id, Masa(LALU.tahun, LALU.bulan), actor=actor)
    assert (angka()["umur_65"], book.jumlah.kelompok_umur["65+"]) == (1, 1)


def test_stillbirths_are_told_apart(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    make_row(actor, makam, in_month(LALU), kasus=Kasus.LAHIR_MATI)
    found = angka()
    assert (found["pemakaman"], found["lahir_mati"]) == (1, 1)


def test_age_groups_add_up_to_the_burials(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    for umur in (0, 1, 4, 5, 15, 25, 45, 65, 130, None):
        make_row(actor, makam, in_month(LALU), umur=umur)
    found = angka()
    assert sum(number for name, number in found.items() if name.startswith("umur")) == found["pemakaman"] == 10


def test_cemeteries_that_reported_said_nihil_or_are_silent(database: Engine) -> None:
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    buried, nihil, _silent = (make_makam(pengelola=[actor]) for _ in range(3))
    make_makam()
    make_row(actor, buried, in_month(LALU))
    close_month(actor, nihil)
    found = angka()
    names = ("makam", "berbuku", "aktif", "melapor", "nihil", "tutup", "diam")
    assert [found[name] for name in names] == [4, 3, 3, 2, 1, 1, 1]


def test_month_that_was_opened_again_is_not_closed(tempat: tuple[Actor, Makam]) -> None:
    actor, makam = tempat
    close_month(actor, makam, dibuka=True)
    assert [(row["keadaan"], row["nihil"], row["tutup"]) for row in rincian()] == [("diam", 0, 0)]
    close_month(actor, makam)
    assert [(row["keadaan"], row["nihil"], row["tutup"]) for row in rincian()] == [("nihil", 1, 1)]


def test_cemetery_out_of_use_is_not_silent(tempat: tuple[Actor, Makam], owner: Engine) -> None:
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE makam DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE makam SET status = 'ditutup'"))
        connection.execute(text("ALTER TABLE makam ENABLE TRIGGER ALL"))
    found = angka()
    assert (found["berbuku"], found["aktif"], found["diam"]) == (1, 0, 0)


def test_silent_cemeteries_are_the_same_in_the_list_and_in_the_figures(database: Engine) -> None:
    actor = make_actor(Peran.PENGELOLA_MAKAM)
    buried, closed, opened, annulled, _silent = (make_makam(pengelola=[actor]) for _ in range(5))
    make_makam()
    make_row(actor, buried, in_month(LALU))
    make_row(actor, annulled, in_month(LALU), status=Status.DIBATALKAN)
    close_month(actor, closed)
    close_month(actor, opened, dibuka=True)
    with transaction() as session:
        assert count_silent(session, BANDAR_LAMPUNG, LALU) == angka()["diam"] == 3
        assert count_silent(session, PROVINSI, LALU) == 3


def test_figures_are_the_sum_of_the_annex_and_of_one_kab_only(database: Engine) -> None:
    here, there = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.PENGELOLA_MAKAM, METRO)
    for actor, kab in ((here, BANDAR_LAMPUNG), (here, BANDAR_LAMPUNG), (there, METRO)):
        make_row(actor, make_makam(kab, pengelola=[actor]), in_month(LALU))
    rows = rincian()
    assert (len(rows), angka()["pemakaman"]) == (2, 2)
    assert angka() == sum_rows(rows)


def test_province_takes_what_was_signed_and_counts_the_rest(database: Engine) -> None:
    pejabat = make_actor(Peran.PEJABAT, METRO)
    here, there = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.PENGELOLA_MAKAM, METRO)
    makam = make_makam(METRO, pengelola=[there])
    make_row(there, makam, in_month(LALU))
    signed(pejabat)
    make_row(there, makam, in_month(LALU))  # after the signature
    make_row(here, make_makam(pengelola=[here]), in_month(LALU))
    rows = {row["kode"]: row for row in rincian(PROVINSI)}
    assert (rows[METRO]["keadaan"], rows[METRO]["pemakaman"]) == ("ditandatangani", 1)
    assert (rows[BANDAR_LAMPUNG]["keadaan"], rows[BANDAR_LAMPUNG]["pemakaman"]) == ("belum", 1)
    assert len(rows) == 15
    assert angka(PROVINSI) == {name: sum(row[name] for row in rows.values()) for name in ANGKA}


def test_draft_of_a_kab_does_not_bind_the_province(database: Engine) -> None:
    draft(make_actor(Peran.PEJABAT, METRO))
    assert {row["keadaan"] for row in rincian(PROVINSI)} == {"belum"}
