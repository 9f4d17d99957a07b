"""Rows of the sheets of service days, plans and GISA: whatever stands in a cell, it is read or refused in words."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.desk.services.lembar_lain import LAIN
from pemakaman.sel import KolomError
from pemakaman.tabel import Cell

NATAL: dict[str, Cell] = {"tanggal": datetime(2026, 12, 25), "tempat": "Kantor", "buka": "Buka"}
UTUH: dict[str, dict[str, Cell]] = {
    "layanan": NATAL,
    "rencana": {"tanggal": date(2026, 12, 1), "lokasi": "Balai", "jenis_sasaran": "umum", "target": 5},
    "gisa": {"wilayah_kode": "18.71.01", "sk_nomor": "1", "sk_tanggal": "02-11-2026"},
}
SEL = (
    st.none()
    | st.integers(-(10**16), 10**16)
    | st.floats()
    | st.booleans()
    | st.dates(date(1900, 1, 1))
    | st.text("aA0123.,:-+ \n\x1f\ufffd", max_size=20)
    | st.sampled_from(["Buka", "ya", "08.30", "08:30:00", "0812-3456-7890", "18.71.01", "1.200", "Baik"])
)
KOLOM = [(kode, kolom) for kode, jenis in LAIN.items() for kolom in jenis.kolom]


@given(st.sampled_from(KOLOM), SEL)
def test_any_cell_is_read_or_refused_by_the_name_of_its_column(kolom: tuple[str, str], sel: Cell) -> None:
    jenis = LAIN[kolom[0]]
    said = jenis.kolom[kolom[1]]
    try:
        jenis.read({**UTUH[kolom[0]], kolom[1]: sel})
    except KolomError as error:
        said = str(error)
    assert said.startswith(jenis.kolom[kolom[1]])


def test_row_that_was_only_prepared_says_nothing() -> None:
    assert LAIN["layanan"].read({**NATAL, "buka": None, "sebab": "Hari Raya Natal"}) is None


@pytest.mark.parametrize("cell", ["08.30", "8:30", "08:30:00", datetime(1899, 12, 31, 8, 30)])
def test_time_of_day_is_read_as_typed_or_as_a_cell(cell: Cell) -> None:
    isi = LAIN["layanan"].read({**NATAL, "jam_buka": cell})
    assert isi is not None
    assert isi.isian.jam_buka == time(8, 30)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"buka": "mungkin"}, "Buka atau tutup: “mungkin” tidak dikenal. Tulis salah satu: Buka, Tutup."),
        ({"rekam": -1}, "Rekam (orang): -1 tidak mungkin. Tulis 0 sampai 2.000.000.000."),
        ({"hp": "12"}, "HP petugas: "),
        ({"jam_buka": "pagi"}, "Jam buka: "),
        ({"kendala": "a\ufffdb"}, "Kendala: ada tanda yang tidak terbaca. Ketik ulang isinya."),
        ({"tempat": "a" * 201}, "Tempat layanan: paling banyak 200 huruf, yang ditulis 201."),
        ({"tanggal": None}, "Tanggal: belum diisi."),
        ({"tanggal": date(1926, 12, 26)}, "Tanggal: tahun 1926 tidak mungkin. Periksa tahunnya."),
    ],
)
def test_cell_that_cannot_be_read_is_named(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(KolomError) as raised:
        LAIN["layanan"].read({**NATAL, **changed})
    assert str(raised.value).startswith(words)
