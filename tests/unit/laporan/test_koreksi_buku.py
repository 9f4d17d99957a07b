"""Which correction a change calls for."""

from datetime import date

import pytest

from pemakaman.laporan.koreksi_buku import DICETAK, Koreksi, Rincian, plan_corrections, printed_changes, standing_of
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.laporan.rules import PERISTIWA, Status
from pemakaman.makam.rules import JenisKoreksi

MARET, APRIL = date(2026, 3, 5), date(2026, 4, 5)
NAMA: Rincian = {"nama": ["Siti", "Sari"]}


def plan(
    lama: Status, baru: Status, *, hari: tuple[date, date] = (MARET, MARET), berubah: Rincian | None = None
) -> list[Koreksi]:
    """What is planned while March is closed."""
    before, after = (standing_of(status, None, day) for status, day in zip((lama, baru), hari, strict=True))
    return plan_corrections(before, after, berubah or {}, lambda day: day.month == 3)


@pytest.mark.parametrize("status", [Status.DITOLAK, Status.DIBATALKAN, Status.DIGABUNG])
def test_out_of_the_register_and_back(status: Status) -> None:
    assert [one.jenis for one in plan(Status.DIAJUKAN, status)] == [JenisKoreksi.KELUAR]
    assert [one.jenis for one in plan(status, Status.DIAJUKAN)] == [JenisKoreksi.KEMBALI]


@pytest.mark.parametrize("status", [Status.DIPERIKSA, Status.DISETUJUI, Status.DIBEKUKAN, Status.DIARSIPKAN])
def test_other_steps_say_nothing(status: Status) -> None:
    assert plan(Status.DIAJUKAN, status) == []


def test_a_row_set_aside_counts_by_where_it_came_from() -> None:
    gone = standing_of(Status.DIARSIPKAN, Status.DITOLAK, MARET)
    assert not gone.berlaku
    assert standing_of(Status.DIBEKUKAN, Status.DISETUJUI, MARET).berlaku


def test_a_changed_row_out_of_the_register_is_still_printed() -> None:
    assert [one.jenis for one in plan(Status.DITOLAK, Status.DITOLAK, berubah=NAMA)] == [JenisKoreksi.UBAH]


def test_a_row_without_weight_that_moves_counts_nowhere() -> None:
    moved = plan(Status.DITOLAK, Status.DITOLAK, hari=(APRIL, MARET), berubah=NAMA)
    assert [one.jenis for one in moved] == [JenisKoreksi.UBAH]


def test_a_row_enters_without_a_list_of_its_fields() -> None:
    assert plan(Status.DRAF, Status.LAPOR_AWAL, berubah=NAMA) == [Koreksi(JenisKoreksi.SUSULAN, MARET, {})]
    assert plan(Status.DRAF, Status.LAPOR_AWAL, hari=(MARET, APRIL)) == []


def test_only_what_is_printed_is_kept() -> None:
    told = {"nama": ["Siti", "Sari"], "anak_ke": [1, 2], "versi": 3, "alasan": "Salah", "saksi1_nama": [None, "Budi"]}
    assert printed_changes(told) == {"nama": ["Siti", "Sari"], "saksi1_nama": [None, "Budi"]}


def test_printed_fields_have_names() -> None:
    later = {"tumpang_persetujuan", "tumpang_surat", "nomor_lama", "tidak_terbaca"}
    assert DICETAK - later <= set(RUAS_LABEL)
    assert not DICETAK & set(PERISTIWA)
