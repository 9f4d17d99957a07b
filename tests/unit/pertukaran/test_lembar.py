"""Files: what is opened, and what is refused with a sentence."""

import csv
import io
import zipfile
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.pertukaran import lembar
from pemakaman.pertukaran.buku import laporan_id_of, read_buku
from pemakaman.pertukaran.kesalahan import Salah, write_csv, write_xlsx
from pemakaman.pertukaran.lembar import LembarError, read_lembar
from pemakaman.pertukaran.susunan.badung import BADUNG, KEPALA
from pemakaman.pertukaran.susunan.dasar import Baris, BarisError
from tests.contoh import susun_buku

CONTOH = Path(susun_buku.__file__).parent
ISI = ["1", "1871010101010001", "Siti", "Rumah, 03-02-2025", "04-02-2025", "Budi", "", "", "Jl. Mawar"]


def _csv(*rows: list[str], pemisah: str = ",", sandi: str = "utf-8") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=pemisah).writerows(rows)
    return target.getvalue().encode(sandi)


def _xlsx(**cells: object) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, value in cells.items():
            sheet.write(place, value)
    return target.getvalue()


@pytest.mark.parametrize("pemisah", [",", ";", "|", "\t"])
@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_separator_and_encoding(pemisah: str, sandi: str) -> None:
    isi = [*ISI[:2], "Andréas", *ISI[3:]]
    buku = read_buku(_csv(["Buku Pokok"], [], list(KEPALA.values()), isi, pemisah=pemisah, sandi=sandi))
    assert [row.sel["nama"] for row in buku.baris] == ["Andréas"]


@pytest.mark.parametrize(("nama", "jumlah"), [("buku_badung.xlsx", 34), ("buku_pasaman_barat.csv", 32)])
def test_sample_sheets_are_read_without_titles_totals_and_signatures(nama: str, jumlah: int) -> None:
    buku = read_buku((CONTOH / nama).read_bytes())
    assert nama == f"buku_{buku.susunan.kode}{Path(nama).suffix}"
    assert len(buku.baris) == jumlah


def test_samples_are_what_the_script_writes(tmp_path: Path) -> None:
    assert (CONTOH / "buku_pasaman_barat.csv").read_bytes() == susun_buku.pasaman_barat_csv()
    susun_buku.write_badung_xlsx(tmp_path / "b.xlsx")
    written, kept = ((p / n).read_bytes() for p, n in ((tmp_path, "b.xlsx"), (CONTOH, "buku_badung.xlsx")))
    assert read_lembar(written) == read_lembar(kept)


def test_heading_over_two_rows() -> None:
    buku = read_buku((CONTOH / "buku_pasaman_barat.csv").read_bytes())
    assert str(buku.baris[0].sel["saksi2"]).startswith("Saksi ")
    assert set(buku.baris[0].sel) == set(buku.susunan.kepala)


def test_columns_may_stand_in_any_order_and_be_spelt_otherwise() -> None:
    rows = ["Tgl. Pemakaman", "Nama Almarhum", "Tempat/Tgl Meninggal"], ["04-02-2025", "Siti", "Rumah, 03-02-2025"]
    assert read_buku(_csv(*(list(row) for row in rows))).susunan is BADUNG


def test_heading_repeated_on_each_printed_page() -> None:
    kepala = list(KEPALA.values())
    page = [kepala, ISI, ["", "", "", "Petugas"], ["", "", "I Made"]]
    assert len(read_buku(_csv(*page, [], *page)).baris) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"\xd0\xcf\x11\xe0lama", "berkas Excel lama"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"\x00\x01\x02", "bukan XLSX"),
        (b"a,b,c\n1,2,3\n", "Judul kolom tidak dikenal"),
        (b"x" * (lembar.LARGEST_FILE + 1), "10 MB"),
    ],
)
def test_unusable_file_says_why(content: bytes, words: str) -> None:
    with pytest.raises(LembarError, match=words):
        read_buku(content)


def test_heading_without_rows_is_refused() -> None:
    with pytest.raises(LembarError, match="Tidak ada baris"):
        read_buku(_csv(list(KEPALA.values()), ["JUMLAH", "0"]))


def _zip(size: int, name: str = "xl/media/a.bin") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return target.getvalue()


def test_archive_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lembar, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(LembarError, match="terlalu besar"):
        read_lembar(_zip(1_000_001))


def test_archive_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(_zip(5_000_000))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(mark) + offset
        content[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(LembarError, match="rusak"):
        read_lembar(bytes(content))


def test_cell_in_a_far_corner_does_not_take_all_memory() -> None:
    with pytest.raises(LembarError, match="terlalu banyak sel"):
        read_lembar(_xlsx(A1="x", XFD1048576="x"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    with suppress(LembarError):
        read_buku(content)


def _salah(**cells: object) -> Salah:
    return Salah(Baris("baris 7", {**dict.fromkeys(KEPALA, ""), **cells}), ["NIK: salah"])  # type: ignore[dict-item]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@x", "\tx"])
def test_error_file_never_holds_a_formula(text: str) -> None:
    rows = [_salah(nama=text)]
    assert f";'{text}" in write_csv(BADUNG, rows).decode("utf-8-sig").replace('"', "")
    with zipfile.ZipFile(io.BytesIO(write_xlsx(BADUNG, rows))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_number_nik_stays_a_number_in_the_error_file() -> None:
    again = read_buku(write_xlsx(BADUNG, [_salah(nama="Siti", nik=1871010101010001.0)]))
    assert again.baris[0].sel["nik"] == 1871010101010001.0


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_error_file_can_be_mended_and_read_again(write: object) -> None:
    rows = [_salah(nama="Siti", nik="'-", meninggal="Rumah, 3-2-2025", dimakamkan="4-2-2025")]
    again = read_buku(write(BADUNG, rows))  # type: ignore[operator]
    assert BADUNG.baca(again.baris[0].sel, False)["nama"] == "Siti"


def test_same_content_has_the_same_id_in_xlsx_and_csv() -> None:
    kepala = list(KEPALA.values())
    cells = {f"{'ABCDEFGHI'[i]}{row}": v for row, line in ((1, kepala), (2, ISI)) for i, v in enumerate(line)}
    ids = {
        laporan_id_of(UUID(int=1), BADUNG.baca(read_buku(content).baris[0].sel, False))
        for content in (_xlsx(**cells), _csv(kepala, ["9", *ISI[1:]], pemisah=";"))
    }
    assert len(ids) == 1


def test_all_faults_of_a_row_are_told_at_once() -> None:
    with pytest.raises(BarisError) as caught:
        BADUNG.baca({**dict.fromkeys(KEPALA, ""), "nik": "12", "meninggal": "31-02-2025"}, False)
    assert [text.split(":")[0] for text in caught.value.pesan] == [
        "NAMA",
        "TEMPAT, TANGGAL MENINGGAL",
        "TANGGAL PEMAKAMAN",
        "NIK",
    ]
