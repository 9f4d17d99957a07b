"""States of a monthly report."""

from datetime import date

import pytest

from pemakaman.errors import Conflict
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.status import Langkah, StatusBulanan, check_kirim, check_surat, next_status

DRAF, TTD, KIRIM = StatusBulanan
OKTOBER, HARI_INI = Bulan(2026, 10), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("status", "langkah", "sesudah"),
    [
        (DRAF, Langkah.HITUNG, DRAF),
        (DRAF, Langkah.SURAT, DRAF),
        (DRAF, Langkah.TANDATANGAN, TTD),
        (TTD, Langkah.TARIK, DRAF),
        (TTD, Langkah.KIRIM, KIRIM),
    ],
)
def test_steps_that_may_be_taken(status: StatusBulanan, langkah: Langkah, sesudah: StatusBulanan) -> None:
    assert next_status(status, langkah) is sesudah


@pytest.mark.parametrize("langkah", Langkah)
def test_what_was_sent_stays(langkah: Langkah) -> None:
    with pytest.raises(Conflict):
        next_status(KIRIM, langkah)


@pytest.mark.parametrize(
    ("status", "langkah"),
    [(DRAF, Langkah.KIRIM), (DRAF, Langkah.TARIK), (TTD, Langkah.HITUNG), (TTD, Langkah.SURAT)],
)
def test_steps_that_are_refused(status: StatusBulanan, langkah: Langkah) -> None:
    with pytest.raises(Conflict):
        next_status(status, langkah)


@pytest.mark.parametrize(
    ("tanggal", "salah"),
    [
        (None, True),
        (date(2026, 10, 31), True),
        (date(2026, 11, 1), False),
        (date(2026, 12, 21), False),
        (date(2026, 12, 22), True),
    ],
)
def test_date_of_the_letter(tanggal: date | None, salah: bool) -> None:
    found = check_surat({"nomor_surat": "470/1", "tanggal_surat": tanggal}, OKTOBER, HARI_INI)
    assert bool(found) is salah


@pytest.mark.parametrize(
    ("tanggal", "cara", "ruas"),
    [
        (date(2026, 11, 20), "srikandi", set()),
        (date(2026, 11, 21), "srikandi", {"dikirim_tanggal"}),
        (date(2026, 11, 17), "srikandi", {"dikirim_tanggal"}),
        (None, "merpati", {"dikirim_tanggal", "dikirim_cara"}),
    ],
)
def test_day_and_way_of_sending(tanggal: date | None, cara: str, ruas: set[str]) -> None:
    isian = {"dikirim_tanggal": tanggal, "dikirim_cara": cara}
    assert set(check_kirim(isian, date(2026, 11, 18), HARI_INI)) == ruas
