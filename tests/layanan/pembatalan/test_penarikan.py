"""KPU's side: a name it was given as dead comes back in a file of its own, and stays open until its receipt."""

import io
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook
from sqlalchemy import select

from pemakaman import db
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, PemakamanError
from pemakaman.jejak.services import record
from pemakaman.laporan.models import SetelanLaporan
from pemakaman.laporan.rules import APPROVED
from pemakaman.pembatalan.rules import Putusan
from pemakaman.pemilih import paket, penarikan
from pemakaman.pemilih.models import Paket, Penarikan
from pemakaman.pemilih.paket_penarikan import HEADER_PENARIKAN, JUDUL, KEMBALIKAN
from pemakaman.pemilih.rules import StatusPenarikan, StatusUsul
from tests.pabrik import METRO, PROVINSI, make_actor
from tests.pabrik_laporan import hari_ini
from tests.pabrik_pembatalan import Almarhumah, kpu
from tests.pabrik_serah import build, files_of, handed_over, rows_of

pytestmark = pytest.mark.usefixtures("database")


def receive(ids: list[Any], actor: Actor, **values: Any) -> int:
    given_ = {"tanda_terima": "BA-12/KPU/2026", "tanggal": hari_ini(), **values}
    with transaction() as session:
        return penarikan.receive(session, ids, actor=actor, **given_)


def counts(actor: Actor) -> dict[str, int]:
    with reading() as session:
        return dict(penarikan.count_open(session, actor=actor))


def test_freezing_what_kpu_holds_makes_a_notice_at_once() -> None:
    orang = Almarhumah()
    orang.hand_over()
    kasus = orang.alarm()
    (notice,) = orang.penarikan()
    assert (notice.status, kasus.nomor in notice.sebab) == (StatusPenarikan.MENUNGGU, True)


def test_a_frozen_proposal_is_in_no_package_and_shows_as_withdrawn_in_the_old_one() -> None:
    orang = Almarhumah()
    old = orang.hand_over()
    orang.alarm()
    found = build(orang.pejabat, baru=False)
    assert (found.jumlah, found.jumlah_penarikan) == (0, 1)
    with reading() as session:
        withdrawn = paket.list_withdrawn(session, old.id)
        listed = {row.Paket.id: row.ditarik for row in paket.list_paket(session, actor=kpu())[0]}
    assert [row.alasan for row in withdrawn] == [paket.BEKU]
    assert listed == {old.id: 1, found.id: 0}


def test_a_notice_goes_in_a_file_of_its_own_that_cannot_be_taken_for_names_to_strike() -> None:
    orang = Almarhumah()
    old = orang.hand_over()
    orang.alarm()
    orang.add_more()
    made = build(orang.pejabat)
    assert (made.jumlah, made.jumlah_penarikan) == (1, 1)
    rows = rows_of(made, "PENARIKAN-KEMBALIKAN-KE-DAFTAR-")
    assert rows[0] == [JUDUL]
    assert tuple(rows[1]) == HEADER_PENARIKAN
    row = dict(zip(HEADER_PENARIKAN, rows[2], strict=True))
    assert (row["NIK"], row["KET"], row["TGL_MENINGGAL"]) == (orang.nik, KEMBALIKAN, "")
    assert (row["NOMOR_PAKET_SEMULA"], row["TGL_PAKET_SEMULA"]) == (str(old.nomor), f"{hari_ini():%d-%m-%Y}")
    assert orang.nik not in handed_over(made)
    assert orang.penarikan()[0].status == StatusPenarikan.DIKIRIM


def test_the_sheet_of_an_excel_file_says_it_too() -> None:
    orang = Almarhumah()
    orang.hand_over()
    orang.alarm()
    files = files_of(build(orang.pejabat))
    book = load_workbook(io.BytesIO(files["PENARIKAN-KEMBALIKAN-KE-DAFTAR-00002.xlsx"]))
    assert book.sheet_names == [KEMBALIKAN]
    assert book.get_sheet_by_index(0).to_python()[0][0] == JUDUL


def test_undoing_a_handed_over_proposal_makes_a_notice_too() -> None:
    orang = Almarhumah()
    orang.hand_over()
    orang.cancel(orang.usul(), "NIK milik orang lain")
    assert [notice.sebab for notice in orang.penarikan()] == ["NIK milik orang lain"]


def test_an_annulled_person_s_notice_stays_until_the_receipt() -> None:
    orang = Almarhumah()
    orang.hand_over()
    kasus = orang.alarm()
    build(orang.pejabat)
    orang.decide(kasus, Putusan.KABULKAN)
    (notice,) = orang.penarikan()
    assert notice.status == StatusPenarikan.DIKIRIM
    assert receive([notice.id], kpu()) == 1
    (notice,) = orang.penarikan()
    assert (notice.status, notice.tanda_terima) == ("diterima", f"BA-12/KPU/2026, {hari_ini():%d-%m-%Y}")


def test_a_false_alarm_before_the_package_revokes_the_notice() -> None:
    orang = Almarhumah()
    orang.hand_over()
    orang.decide(orang.alarm(), Putusan.TOLAK)
    assert [notice.status for notice in orang.penarikan()] == [StatusPenarikan.DICABUT]
    with pytest.raises(Invalid):
        build(orang.pejabat)  # KPU still holds the name


def test_a_false_alarm_after_the_package_hands_the_name_over_again() -> None:
    orang = Almarhumah()
    orang.hand_over()
    kasus = orang.alarm()
    build(orang.pejabat)
    orang.decide(kasus, Putusan.TOLAK)
    again = build(orang.pejabat)
    assert (again.jumlah, again.jumlah_penarikan) == (1, 0)
    assert orang.nik in handed_over(again)
    with pytest.raises(Invalid):
        build(orang.pejabat)


def test_a_second_alarm_withdraws_the_name_again() -> None:
    orang = Almarhumah()
    orang.hand_over()
    kasus = orang.alarm()
    build(orang.pejabat)
    orang.decide(kasus, Putusan.TOLAK)
    build(orang.pejabat)
    orang.alarm()
    assert [notice.status for notice in orang.penarikan()] == [StatusPenarikan.MENUNGGU]
    back = build(orang.pejabat)
    assert (back.jumlah, back.jumlah_penarikan) == (0, 1)


def test_a_receipt_needs_its_number_its_day_and_a_sent_notice() -> None:
    orang = Almarhumah()
    orang.hand_over()
    orang.alarm()
    (notice,) = orang.penarikan()
    with pytest.raises(Conflict):
        receive([notice.id], orang.pejabat)
    build(orang.pejabat)
    for values, ruas in (
        ({"tanda_terima": " "}, "tanda_terima"),
        ({"tanggal": None}, "tanggal"),
        ({"tanggal": hari_ini() + timedelta(days=1)}, "tanggal"),
        ({"tanggal": hari_ini() - timedelta(days=1)}, "tanggal"),
    ):
        with pytest.raises(Invalid) as refused:
            receive([notice.id], orang.pejabat, **values)
        assert list(refused.value.galat) == [ruas]
    receive([notice.id], orang.pejabat)
    with pytest.raises(Conflict):
        receive([notice.id], orang.pejabat)


def test_a_receipt_is_recorded_by_kpu_or_the_pejabat_of_the_area_only() -> None:
    orang = Almarhumah()
    orang.hand_over()
    orang.alarm()
    build(orang.pejabat)
    (notice,) = orang.penarikan()
    with pytest.raises(Forbidden):
        receive([notice.id], orang.verifikator)
    with pytest.raises(NotFound):
        receive([notice.id], make_actor(Peran.PETUGAS_KPU, METRO))
    with pytest.raises(NotFound):
        receive([], orang.pejabat)


def test_overdue_counts_calendar_days_of_the_kab_s_own_setting() -> None:
    orang = Almarhumah()
    orang.hand_over()
    with db.clock_at(db.now() - timedelta(days=4)):
        orang.alarm()
    expected = {"menunggu": 1, "dikirim": 0, "terlambat": 1}
    for actor in (orang.pejabat, kpu(), make_actor(Peran.PETUGAS_PROVINSI, PROVINSI)):
        assert counts(actor) == expected
    assert counts(make_actor(Peran.PEJABAT, METRO)) == dict.fromkeys(expected, 0)
    with transaction() as session:
        session.add(SetelanLaporan(kab_kode="18.71", hari_penarikan=5))
        record(session, "setelan_laporan.diubah", "setelan_laporan", "18.71", actor=orang.pejabat)
    assert counts(orang.pejabat)["terlambat"] == 0


def test_open_notices_are_listed_oldest_first() -> None:
    first, second = Almarhumah(), Almarhumah()
    first.hand_over()
    second.alarm()
    with db.clock_at(db.now() - timedelta(days=1)):
        first.alarm()
    with reading() as session:
        rows = penarikan.list_open(session, actor=first.pejabat)
    assert [row.nik for row in rows] == [first.nik, second.nik]


MOVES = ("serah", "serah_semua", "lapor", "hidup", "meninggal", "batal", "usulkan")


def _move(orang: Almarhumah, move: str, kasus: list[Any]) -> None:
    if move in {"serah", "serah_semua"}:
        build(orang.pejabat, baru=move == "serah")
    elif move == "lapor":
        kasus.append(orang.alarm())
    elif move == "batal":
        orang.cancel(orang.usul())
    elif move == "usulkan":
        orang.usul_id = orang.confirm(orang.propose()).id
    elif kasus:
        orang.decide(kasus[-1], Putusan.KABULKAN if move == "hidup" else Putusan.TOLAK)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(MOVES), min_size=2, max_size=9))
def test_no_order_of_actions_strikes_a_living_person(moves: list[str]) -> None:
    """Only a confirmed proposal of an approved report is handed over; what KPU holds beyond that has a notice."""
    orang, kasus = Almarhumah(), list[Any]()
    for move in moves:
        before = _packages(orang)
        usul, laporan = orang.usul(), orang.laporan()
        may = usul.status == StatusUsul.DIKONFIRMASI and laporan.status in APPROVED
        try:
            _move(orang, move, kasus)
        except PemakamanError:
            continue
        if _packages(orang) - before:
            assert may
        _check_notice(orang)


def _packages(orang: Almarhumah) -> set[int]:
    with reading() as session:
        found = session.scalars(select(Paket)).all()
    return {one.nomor for one in found if orang.nik in handed_over(one)}


def _check_notice(orang: Almarhumah) -> None:
    """Whoever KPU holds although he must not be struck has an open notice."""
    with reading() as session:
        held = session.scalars(select(penarikan.Usul).where(penarikan.held_by_kpu())).all()
        waiting = set(session.scalars(select(Penarikan.usul_id).where(Penarikan.status == "menunggu")))
    wrong = {usul.id for usul in held if usul.status in {StatusUsul.DIBEKUKAN, StatusUsul.DIBATALKAN}}
    assert wrong <= waiting
    assert orang.usul().status in set(StatusUsul)
