"""One cell of a burial book: what is read, what is refused, and that nothing is invented."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pertukaran.susunan import sel
from pemakaman.tabel import Cell

TANGGAL = TanggalTakLengkap(2025, 2, 3)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("RSUD Menggala, 3 Februari 2025", ("RSUD Menggala", TANGGAL)),
        ("Rumah, Jl. Mawar No. 5, 03-02-2025", ("Rumah, Jl. Mawar No. 5", TANGGAL)),
        ("Rumah, Senin 3 Peb 2025", ("Rumah", TANGGAL)),
        ("Denpasar 3/2/2025", ("Denpasar", TANGGAL)),
        ("03-02-2025", ("", TANGGAL)),
        (datetime(2025, 2, 3), ("", TANGGAL)),
        (date(2025, 2, 3), ("", TANGGAL)),
        ("Rumah, Februari 2025", ("Rumah", TanggalTakLengkap(2025, 2))),
        ("Rumah", ("Rumah", None)),
        ("Gang 12", ("Gang 12", None)),
        ("-", ("", None)),
    ],
)
def test_place_and_date(cell: Cell, expected: tuple[str, TanggalTakLengkap | None]) -> None:
    assert sel.split_tempat_tanggal(cell) == expected


@pytest.mark.parametrize("cell", ["Rumah, 31-02-2025", "Rumah, 3 Foobar 2025", "Rumah 2025", 45691.0])
def test_broken_date_is_an_error_and_not_a_place(cell: Cell) -> None:
    with pytest.raises(NilaiError):
        sel.split_tempat_tanggal(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("14.30, 03-02-2025", (TANGGAL, time(14, 30))),
        ("14.30 WIB, 3 Februari 2025", (TANGGAL, time(14, 30))),
        ("Jam 02.30 / 3 Feb 2025", (TANGGAL, time(2, 30))),
        ("03-02-2025 jam 09.05", (TANGGAL, time(9, 5))),
        ("3 Februari 2025, 09:05 WIB", (TANGGAL, time(9, 5))),
        ("12.03.2025", (TanggalTakLengkap(2025, 3, 12), None)),
        ("3 Februari 2025", (TANGGAL, None)),
        (datetime(2025, 2, 3, 14, 30), (TANGGAL, time(14, 30))),
        (datetime(2025, 2, 3), (TANGGAL, None)),
        ("", (None, None)),
    ],
)
def test_time_of_death(cell: Cell, expected: tuple[TanggalTakLengkap | None, time | None]) -> None:
    assert sel.split_waktu(cell) == expected


@pytest.mark.parametrize("cell", ["pagi hari", "25.99, 03-02-2025", "14.30", "14.30, 31-02-2025"])
def test_unreadable_time_of_death_is_refused(cell: str) -> None:
    with pytest.raises(NilaiError):
        sel.split_waktu(cell)


@pytest.mark.parametrize("cell", [1871010101010001.0, 1871010101010001])
def test_nik_as_a_number_is_refused_never_repaired(cell: Cell) -> None:
    with pytest.raises(NilaiError, match="Excel menyimpan NIK sebagai angka"):
        sel.read_nik(cell)


@pytest.mark.parametrize("cell", ["1,87101E+15", "187101010101000.0", "187101010101000", "18710101O1010001"])
def test_rounded_or_short_nik_is_refused(cell: str) -> None:
    with pytest.raises(NilaiError):
        sel.read_nik(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1871 0101-0101.0001", {"nik": "1871010101010001"}),
        ("'1871010101010001", {"nik": "1871010101010001"}),
        ("", {}),
        ("'-", {}),
        ("Tidak punya", {"nik_alasan": "tidak_punya"}),
        ("(WNA)", {"nik_alasan": "wna"}),
    ],
)
def test_nik_or_why_there_is_none(cell: str, expected: dict[str, str]) -> None:
    assert sel.read_nik(cell) == expected


@pytest.mark.parametrize("cell", ["Mr. X", "MR X", "Mrs. X", "X", "Tidak dikenal", "tidak di kenal", "Mr. X 2", "N.N."])
def test_unknown_dead(cell: str) -> None:
    found = sel.read_nama(cell)
    assert found["tidak_dikenal"] is True
    assert found["keterangan"] == f"Nama di buku: {cell}"


@pytest.mark.parametrize("cell", ["Xaverius", "Mrs. Xenia", "Nana", "Tn. Ahmad", "Anonimah"])
def test_names_that_only_look_unknown(cell: str) -> None:
    assert sel.read_nama(cell) == {"nama": cell}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Budi Santoso / 0812-3456-7890", ("Budi Santoso", "+6281234567890")),
        ("Budi Santoso (HP. 0812 3456 7890)", ("Budi Santoso", "+6281234567890")),
        ("Budi, No HP +62 812 3456 7890", ("Budi", "+6281234567890")),
        ("Hj. Siti & 081234567890", ("Hj. Siti", "+6281234567890")),
        ("081234567890", ("", "+6281234567890")),
        ("Budi", ("Budi", "")),
        ("", ("", "")),
    ],
)
def test_reporter_and_telephone(cell: str, expected: tuple[str, str]) -> None:
    assert sel.split_pelapor(cell) == expected


def test_broken_telephone_is_refused() -> None:
    with pytest.raises(NilaiError):
        sel.split_pelapor("Syafrizal HP 0812")


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Sakit tua", 1), ("1", 1), ("Kecelakaan lalu lintas", 3), ("bunuh diri", 5), ("Stroke", None), ("", None)],
)
def test_cause_is_coded_only_from_the_forms_own_words(cell: str, code: int | None) -> None:
    assert sel.read_sebab(cell)[0] == code


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.dates(), st.datetimes(), st.booleans()))
def test_any_cell_is_read_or_refused_in_words(cell: Cell) -> None:
    readers = (sel.read_nik, sel.read_nama, sel.read_tanggal, sel.split_tempat_tanggal, sel.split_waktu)
    for reader in (*readers, sel.split_pelapor, sel.read_sebab):
        with suppress(NilaiError):
            reader(cell)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.times())
def test_a_written_time_of_death_comes_back(tanggal: date, pukul: time) -> None:
    written = f"{pukul:%H.%M}, {tanggal.day}-{tanggal.month}-{tanggal.year:04}"
    told = TanggalTakLengkap(tanggal.year, tanggal.month, tanggal.day)
    assert sel.split_waktu(written) == (told, time(pukul.hour, pukul.minute))
