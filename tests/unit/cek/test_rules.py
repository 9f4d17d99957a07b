"""Reading answers from the field, and the order of houses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.cek.forms import read_sheet
from pemakaman.cek.rules import clean, read_hasil, read_yes, walking_order
from pemakaman.nilai.nik import hide_last_four
from pemakaman.pemilih.rules import HasilLapangan


@pytest.mark.parametrize(
    ("text", "hasil"),
    [
        ("M", HasilLapangan.MENINGGAL),
        (" h ", HasilLapangan.HIDUP),
        ("P.", HasilLapangan.PINDAH),
        ("Tidak Dikenal", HasilLapangan.TIDAK_DIKENAL),
        ("tidak_dikenal", HasilLapangan.TIDAK_DIKENAL),
        ("MASIH HIDUP", HasilLapangan.HIDUP),
        ("", None),
        ("tidak meninggal", None),
        ("hidup/meninggal", None),
    ],
)
def test_words_and_letters_mean_one_answer_or_none(text: str, hasil: HasilLapangan | None) -> None:
    assert read_hasil(text) is hasil


def test_yes_no_and_nothing() -> None:
    assert [read_yes(text) for text in ("Ya", "TIDAK", "")] == [True, False, None]
    with pytest.raises(ValueError, match="mungkin"):
        read_yes("mungkin")


def test_houses_are_walked_by_rw_rt_and_name() -> None:
    rows = [("10", "1", "A"), ("2", "010", "A"), ("002", "9", "Z"), (None, None, "A"), ("2", "9", "B")]
    ordered = sorted(rows, key=lambda row: walking_order(*row))
    assert ordered == [("2", "9", "B"), ("002", "9", "Z"), ("2", "010", "A"), ("10", "1", "A"), (None, None, "A")]


@pytest.mark.parametrize(
    ("nik", "shown"),
    [("1871014603500001", "187101460350****"), ("18710146035*****", "18710146035*****"), (None, "")],
)
def test_the_last_four_digits_are_hidden(nik: str | None, shown: str) -> None:
    assert hide_last_four(nik) == shown


@given(st.text(max_size=60))
def test_a_cleaned_line_is_one_printable_line(text: str) -> None:
    line = clean(text, 500)
    assert line is None or (line.isprintable() and line == line.strip() and line)
    assert clean(line, 500) == line


@given(st.dictionaries(st.sampled_from(["hasil-1", "sama-1", "catatan-1", "dari-1", "versi-1", "dulu-1"]), st.text()))
def test_whatever_is_sent_is_taken_or_told(given_: dict[str, str]) -> None:
    sheet = read_sheet(given_, [1])
    assert len(sheet.jawaban) + bool(sheet.galat) <= 1
    assert all(one.hasil in {*HasilLapangan, None} for one in sheet.jawaban)
