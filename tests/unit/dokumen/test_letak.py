"""Placing values: whatever is typed, it stands whole in its room or whole in the place for continuations."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.huruf import width_of
from pemakaman.dokumen.lanjutan import add_continuations, lines_of, overlong, share
from pemakaman.dokumen.lembar import (
    CENTANG,
    Baris,
    Centang,
    Halaman,
    Huruf,
    Kata,
    Lanjutan,
    Lembar,
    Rata,
    RuangBaris,
    RuangKotak,
)
from pemakaman.dokumen.letak import (
    SAMBUNG,
    Kepanjangan,
    letters_of,
    place_boxes,
    place_line,
    place_tick,
    wrap,
)

MONO = Huruf(8.0, mono=True)
KOTAK = RuangKotak("nama", 100.0, (10.0, 22.0, 30.0, 45.0, 57.0, 70.0), "Nama")
BARIS = RuangBaris("alamat", 10.0, 100.0, 80.0, "Alamat", MONO, baris=2)
TEMPAT = Lanjutan(10.0, 200.0, 200.0, 3)
KALIMAT = st.lists(st.text("abcÄé1,.-»M", min_size=1, max_size=30), min_size=1, max_size=12).map(" ".join)


def squeeze(words: str) -> str:
    """Without white space: a line break stands for a space, or for nothing within a long word."""
    return "".join(words.split())


@given(KALIMAT)
def test_boxes_show_a_value_whole_or_hand_it_on_whole(value: str) -> None:
    shown, longer = place_boxes(KOTAK, value)
    assert shown is not None
    assert shown.utuh == value
    if longer:
        assert (longer.label, longer.nilai) == ("Nama", value)
        assert shown.teks == value[:4] + SAMBUNG
    else:
        assert shown.teks == value


@given(KALIMAT)
def test_letters_stand_in_the_middle_of_their_boxes(value: str) -> None:
    shown, _ = place_boxes(KOTAK, value)
    assert shown is not None
    sides = zip(KOTAK.batas, KOTAK.batas[1:], strict=False)
    for letter, left, (start, end) in zip(letters_of(shown.teks), shown.langkah, sides, strict=False):
        assert left + width_of(letter[0], KOTAK.huruf) / 2 == pytest.approx((start + end) / 2)


@given(KALIMAT, st.booleans(), st.booleans(), st.sampled_from(list(Rata)))
def test_lines_show_a_value_whole_or_hand_it_on_whole(value: str, naik: bool, rapat: bool, rata: Rata) -> None:
    room = replace(BARIS, naik=naik, rata=rata)
    if rapat:
        room = with_smaller(room, 6.0, 5.5, baris=3, naik=naik)
    shown, longer = place_line(room, value)
    room = next(one for one in _chain(room) if one.huruf == shown[0].huruf)
    assert len(shown) <= room.baris
    if longer:
        assert longer.nilai == value
        assert shown[-1].teks.endswith(SAMBUNG)
    else:
        assert squeeze("".join(one.teks for one in shown)) == squeeze(value)
    for one in shown:
        assert one.x >= room.x - 0.01
        assert one.x + width_of(one.teks, one.huruf) <= room.x + room.lebar + 0.01
    heights = [one.y for one in shown]
    assert heights == sorted(heights)
    assert (heights[-1] if naik else heights[0]) == room.y


def _chain(ruang: RuangBaris | None) -> Iterator[RuangBaris]:
    """The room, then the same for smaller letters."""
    if ruang:
        yield ruang
        yield from _chain(ruang.rapat)


@pytest.mark.parametrize(("value", "size", "lines"), [("A" * 16, 8.0, 1), ("A" * 20, 6.0, 1), ("A " * 20, 5.0, 2)])
def test_letters_are_as_large_as_the_value_lets_them(value: str, size: float, lines: int) -> None:
    shown, longer = place_line(with_smaller(replace(BARIS, baris=1), 6.0, 5.0, baris=2), value.strip())
    assert [(one.huruf.ukuran, one.y) for one in shown][-1] == (size, BARIS.y)
    assert (len(shown), longer) == (lines, None)


@given(KALIMAT, st.floats(20, 300))
def test_wrapping_loses_nothing_and_keeps_to_its_width(words: str, lebar: float) -> None:
    lines = wrap(words, lebar, MONO)
    assert squeeze("".join(lines)) == squeeze(words)
    assert all(width_of(line, MONO) <= lebar for line in lines)


def test_value_says_where_its_lines_end() -> None:
    shown, longer = place_line(replace(BARIS, naik=True, rata=Rata.TENGAH), "satu\ndua")
    assert [one.teks for one in shown] == ["satu", "dua"]
    assert [one.y for one in shown] == [90.0, 100.0]
    assert longer is None


def test_empty_room_shows_its_dots_and_no_pattern() -> None:
    shown, longer = place_line(replace(BARIS, kosong="……", pola="({})"), "")
    assert [one.teks for one in shown] == ["……"]
    assert longer is None
    assert place_boxes(KOTAK, "") == (None, None)


def test_pattern_frames_a_value() -> None:
    shown, _ = place_line(replace(BARIS, pola="({})"), "Ani")
    assert shown[0].teks == "(Ani)"


def test_tick_stands_only_at_its_code() -> None:
    centang = Centang("sebab", "2", 50.0, 100.0)
    found = place_tick(centang, "2")
    assert found is not None
    assert found.teks == CENTANG
    assert place_tick(centang, "1") is None


def test_mark_on_a_letter_takes_no_box() -> None:
    shown, longer = place_boxes(KOTAK, "q\u0323bcde")
    assert shown is not None
    assert len(shown.langkah) == 5
    assert longer is None


def _form(isian: tuple[str, ...], lanjutan: Lanjutan | None = TEMPAT) -> Lembar:
    rooms = tuple(Baris((replace(KOTAK, isian=one, label=f"Nama {one}"),)) for one in isian)
    return Lembar("F-0", "Uji", "", 1, "A4", 595.0, 842.0, (Halaman(rooms, lanjutan=lanjutan),))


def _words(halaman: tuple[Halaman, ...]) -> str:
    return "".join(
        unsur.teks for page in halaman for baris in page.baris for unsur in baris.unsur if isinstance(unsur, Kata)
    )


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), KALIMAT), st.sampled_from([None, TEMPAT]))
def test_no_value_is_lost_however_many_are_too_long(values: dict[str, str], tempat: Lanjutan | None) -> None:
    form = _form(tuple("abcde"), tempat)
    printed = squeeze(_words(add_continuations(form, values).halaman))
    for value in values.values():
        if len(value) > 5:
            assert squeeze(f": {value}") in printed
    if all(len(value) <= 5 for value in values.values()):
        assert printed == ""


def test_one_value_of_two_rooms_is_printed_once() -> None:
    values = {"a": "Sulaiman", "b": "Sulaiman", "c": "Ani"}
    form = _form(("a", "b", "c"))
    assert overlong(form.halaman[0], values) == [Kepanjangan("Nama a, Nama b", "Sulaiman")]


@given(st.lists(KALIMAT, min_size=1, max_size=6))
def test_place_is_never_overfull_and_says_when_more_follows(found: list[str]) -> None:
    longer = [Kepanjangan(f"Nama {index}", value) for index, value in enumerate(found)]
    lines, left = share(longer, TEMPAT)
    assert len(lines) <= TEMPAT.baris
    assert (lines[-1] == "» selebihnya di lembar lanjutan") == bool(left)
    assert lines_of(longer[: len(longer) - len(left)], TEMPAT) == (lines[:-1] if left else lines)
    assert longer[len(longer) - len(left) :] == left


def test_extra_sheet_says_of_which_form_and_which_death_it_is() -> None:
    values = {"a": "M" * 400, "nomor_buku": "12/2026"}
    pages = add_continuations(_form(("a",)), values).halaman
    assert len(pages) == 2
    words = _words(pages[1:])
    assert words.startswith("LEMBAR LANJUTAN F-0")
    assert "Nomor buku: 12/2026" in words


def test_very_many_values_take_several_sheets_within_their_margins() -> None:
    values = {"a": "Q" * 9000}
    pages = add_continuations(_form(("a",)), values).halaman
    assert len(pages) > 2
    assert _words(pages).count("Q") == 9000
    assert all(unsur.y <= 842 - 50 for page in pages[1:] for baris in page.baris for unsur in baris.unsur)
