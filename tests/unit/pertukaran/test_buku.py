"""Old books of any layout and format: tables that are found, columns that are suggested, rows that count."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pemakaman.pertukaran import buku
from pemakaman.pertukaran.buku import Buku, find_heads, laporan_id_of, open_buku
from pemakaman.pertukaran.kolom import RUAS, field_of, fingerprint, heading_key, recognize, suggest
from pemakaman.pertukaran.susunan.baris import BarisError
from pemakaman.tabel import TableError
from tests.contoh import susun_buku
from tests.contoh.susun_enam import JEPARA, PAKLAY, TANGERANG, TPU, as_csv, as_ods, as_xlsx

CONTOH = Path(susun_buku.__file__).parent
MAKAM = UUID(int=1)


def open_(path: Path, kolom: dict[str, str] | None = None, **aturan: bool) -> Buku:
    heads = find_heads(path)[0]
    chosen = {**suggest(heads[0].judul), **(kolom or {})}
    return open_buku(path, {"kepala": [head.as_dict() for head in heads], "kolom": chosen, **aturan})


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "buku"
    path.write_bytes(content)
    return path


def read_all(book: Buku) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """The isian of the good rows, and the reasons of the others by line."""
    pembaca, good, bad = book.pembaca(), [], {}
    for row in book.rows():
        try:
            good.append(pembaca.read(row.sel))
        except BarisError as error:
            bad[row.nomor] = " ".join(error.pesan)
    return good, bad


def test_no_heading_names_two_fields() -> None:
    keys = [heading_key(name) for ruas in RUAS.values() for name in set(ruas.judul)]
    assert len({(heading_key(name), field) for field, ruas in RUAS.items() for name in ruas.judul}) == len(set(keys))


@pytest.mark.parametrize(
    ("judul", "field"),
    [
        ("Tgl. Mkm", "dimakamkan_tanggal"),
        ("NAMA  ALMARHUM / ALMARHUMAH", "nama"),
        ("JENIS KELAMIN (L/P)", "jenis_kelamin"),
        ("No. KTP", "nik"),
        ("SAKSI II (NAMA)", "saksi2_nama"),
        ("HARI, TANGGAL MENINGGAL", "meninggal_tanggal"),
        ("Sesuatu yang lain", None),
        ("", None),
    ],
)
def test_headings_are_known_however_they_are_written(judul: str, field: str | None) -> None:
    assert field_of(judul) == field


def test_fingerprint_ignores_spelling_and_our_own_error_column() -> None:
    assert fingerprint(["Tgl. Makam", "NAMA"]) == fingerprint(["tanggal makam", "Nama", "Kesalahan"])
    assert fingerprint(["Nama", "Blok"]) != fingerprint(["Blok", "Nama"])


def test_badung_and_pasaman_barat_are_known(tmp_path: Path) -> None:
    for nama, kode, jumlah in (("buku_badung.xlsx", "badung", 34), ("buku_pasaman_barat.csv", "pasaman_barat", 32)):
        book = open_(CONTOH / nama)
        assert (recognize(book.kolom.values()), book.count()) == (kode, jumlah)


def test_jepara_with_partial_and_hijri_dates(tmp_path: Path) -> None:
    book = open_(written(tmp_path, as_csv(JEPARA)))
    assert recognize(book.kolom.values()) == "jepara"
    good, bad = read_all(book)
    assert good[0]["bin_binti"] == "Sukardi"
    assert (good[0]["meninggal_tanggal"], good[0]["dimakamkan_tanggal"]) == (date(2019, 2, 3), date(2019, 2, 4))
    assert good[0]["lahir"].text() == "1950"
    assert "Hanya tertulis Februari 2019" in bad[6]
    assert "Hijriah" in bad[7]
    assert dict(book.dilewati) == {"jumlah": 1, "tanda_tangan": 2}


def test_partial_days_are_taken_and_told_when_the_importer_says_so(tmp_path: Path) -> None:
    good, bad = read_all(open_(written(tmp_path, as_csv(JEPARA)), terima_sebagian=True))
    kasiyem = next(row for row in good if row["nama"] == "Kasiyem")
    assert "meninggal_tanggal" not in kasiyem
    assert kasiyem["keterangan"] == "Tanggal meninggal hanya tertulis: Februari 2019"
    assert list(bad) == [7]


def test_paklay_with_merged_headings_over_two_rows(tmp_path: Path) -> None:
    path = written(tmp_path, as_xlsx(PAKLAY))
    book = open_(path, {"9": "nama", "8": "nik"}, tanggal_makam_sama=True)
    assert book.judul[8:10] == ["JENAZAH NIK", "JENAZAH NAMA"]
    assert recognize(book.kolom.values()) == "paklay"
    good, bad = read_all(book)
    assert good[0]["pelapor_telepon"] == "+6281234567890"
    assert (good[0]["saksi2_nama"], good[0]["sebab"]) == ("Joko", 1)
    assert good[0]["dimakamkan_tanggal"] == good[0]["meninggal_tanggal"] == date(2019, 2, 3)
    assert "Excel menyimpan NIK sebagai angka" in bad[7]


def test_tangerang_from_ods_with_the_plot_in_one_column(tmp_path: Path) -> None:
    book = open_(written(tmp_path, as_ods(TANGERANG)), {"4": "letak"}, terima_sebagian=True)
    good, bad = read_all(book)
    assert not bad
    assert (good[0]["blok"], good[0]["petak"], good[0]["nomor_makam"]) == ("A", "12", "3")
    assert good[1]["nomor_makam"] == "B-7"
    assert good[1]["dimakamkan_tanggal"] == date(2019, 2, 1)
    assert "Tanggal pemakaman hanya tertulis: Februari 2019" in good[1]["keterangan"]


def test_plain_cemetery_book(tmp_path: Path) -> None:
    book = open_(written(tmp_path, as_xlsx(TPU)))
    assert recognize(book.kolom.values()) == "tpu"
    good, bad = read_all(book)
    assert [row["nomor_makam"] for row in good] == ["12", "13"]
    assert good[0]["keterangan"] == "=1+1"
    assert good[1]["dimakamkan_tanggal"] == date(2018, 3, 1)
    assert "NO. HP" in bad[5]
    assert "hanya sampai tanggal 28" in bad[5]


def test_old_excel_with_a_sheet_a_year() -> None:
    book = open_(CONTOH / "buku_tpu.xls")
    assert [row.letak for row in book.rows()] == ["lembar 2018 baris 4", "lembar 2019 baris 4", "lembar 2019 baris 5"]
    good, bad = read_all(book)
    assert not bad
    assert good[2]["dimakamkan_tanggal"] == date(2019, 2, 5)


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_of_both_systems_of_excel(tmp_path: Path, date_1904: bool) -> None:
    good, _ = read_all(open_(written(tmp_path, as_xlsx(TPU, date_1904=date_1904))))
    assert good[0]["dimakamkan_tanggal"] == date(2018, 3, 1)


@pytest.mark.parametrize("pemisah", [",", ";", "|", "\t"])
@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_separator_and_encoding(tmp_path: Path, pemisah: str, sandi: str) -> None:
    rows = [["Buku", ""], [], ["Nama", "Tanggal Pemakaman"], ["Andréas", "3-2-2019"]]
    good, _ = read_all(open_(written(tmp_path, as_csv(rows, pemisah, sandi))))
    assert [row["nama"] for row in good] == ["Andréas"]


def test_same_content_is_the_same_report_in_every_format_and_order(tmp_path: Path) -> None:
    ids = set()
    for content in (as_xlsx(TPU), as_ods(TPU), as_csv(TPU), as_csv([*TPU[:2], [9, *TPU[2][1:]]])):
        good, _ = read_all(open_(written(tmp_path, content)))
        ids.add(laporan_id_of(MAKAM, good[0]))
    assert len(ids) == 1


def test_sheets_with_the_same_headings_go_together_and_others_apart(tmp_path: Path) -> None:
    groups = find_heads(written(tmp_path, as_xlsx(TPU, JEPARA, TPU)))
    assert sorted([[head.lembar for head in group] for group in groups]) == [["Lembar1", "Lembar3"], ["Lembar2"]]


def test_long_numbers_are_masked_in_the_samples(tmp_path: Path) -> None:
    head = find_heads(written(tmp_path, as_csv(JEPARA)))[0][0]
    assert susun_buku.nik(1) not in str(head.contoh)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"\xd0\xcf\x11\xe0lama", "rusak"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (as_ods(TPU, locked=True), "kata sandi"),
        (b"\x00\x01\x02", "bukan lembar kerja"),
        (b"%PDF-1.7\n1 2\n", "Judul kolom tidak ditemukan"),
        (b"1,2,3\n1,2,3\n", "Judul kolom tidak ditemukan"),
        ((CONTOH / "bom.xls").read_bytes(), "terlalu banyak sel"),
        (as_csv([[f"Judul {'x' * place}" for place in range(70)], ["a"] * 70]), "70 kolom"),
    ],
)
def test_unusable_file_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words):
        find_heads(written(tmp_path, content))


def test_locked_old_excel_says_so(tmp_path: Path) -> None:
    content = bytearray((CONTOH / "buku_tpu.xls").read_bytes())
    after_bof = content.index(b"\x09\x08\x10\x00") + 20
    content[after_bof : after_bof + 2] = b"\x2f\x00"
    with pytest.raises(TableError, match="kata sandi"):
        find_heads(written(tmp_path, bytes(content)))


@pytest.mark.parametrize(
    "more",
    [
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell></table:table-row>",
    ],
)
def test_a_small_ods_that_stands_for_millions_of_cells_is_refused(tmp_path: Path, more: str) -> None:
    with pytest.raises(TableError, match="terlalu banyak sel"):
        find_heads(written(tmp_path, as_ods(TPU, more=more)))


def test_empty_rows_to_the_end_of_an_ods_do_no_harm(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="900"/>'
    more = f'<table:table-row table:number-rows-repeated="1048000">{cell}</table:table-row>'
    assert open_(written(tmp_path, as_ods(TPU, more=more))).count() == 3


def test_a_file_over_the_limit_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buku, "LARGEST_FILE", 10)
    with pytest.raises(TableError, match="50 MB"):
        find_heads(written(tmp_path, as_csv(TPU)))


def test_too_many_rows_and_none_at_all_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TableError, match="Tidak ada baris"):
        open_(written(tmp_path, as_csv(TPU[:2]))).count()
    monkeypatch.setattr(buku, "MOST_ROWS", 2)
    with pytest.raises(TableError, match="lebih dari 2 baris"):
        open_(written(tmp_path, as_csv(TPU))).count()


def test_two_columns_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    rows = [
        ["Nama", "Tgl Meninggal", "Jam, tanggal meninggal", "Tgl Makam"],
        ["Siti", "3-2-2019", "09.00, 4-2-2019", "5-2-2019"],
    ]
    _, bad = read_all(open_(written(tmp_path, as_csv(rows))))
    assert "Tidak sama dengan kolom Tgl Meninggal" in bad[2]


def test_a_row_with_a_name_and_a_day_is_never_taken_for_a_signature(tmp_path: Path) -> None:
    rows = [["Nama", "Tgl Meninggal", "Tgl Makam"], ["Kepala Desa Amir", "", "3 Februari 2019"], ["Lurah Budi", "", ""],
            ["Siti", "", "4-2-2019"]]  # fmt: skip
    book = open_(written(tmp_path, as_csv(rows)))
    assert [row.nomor for row in book.rows()] == [2, 4]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + tail))
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with suppress(TableError):
        find_heads(written(tmp_path, content))
