"""What other programs say of our files: compiled, full, joined, and a letter to the public."""

import io
import json
import subprocess
from datetime import date
from pathlib import Path

import outloud
import pikepdf
import pytest

from pemakaman.dokumen.gabung import join_files
from pemakaman.dokumen.kompilasi import compile_lembar
from pemakaman.dokumen.mesin import render_pdf
from pemakaman.dokumen.penuh import render_penuh
from pemakaman.pantau.rules.angka import ANGKA_LABEL
from pemakaman.pantau.rules.bulan import Bulan, Tingkat
from pemakaman.pantau.surat import Surat, letter_values
from tests.pabrik_lembar import SAAT, keterangan_uji, kompilasi_uji, lembar_uji, nilai_acak

ARSIP = ("kompilasi", "penuh", "gabungan")
LEMBAR = lembar_uji()
NILAI = nilai_acak(LEMBAR, 1)
PANJANG = {**NILAI, "orang1.nama": "PANJANG " * 90}


def _letter() -> bytes:
    surat = Surat(
        tingkat=Tingkat.KAB,
        wilayah="Kota Metro",
        provinsi="Lampung",
        bulan=Bulan(2026, 10),
        nomor="400/1/2026",
        tanggal=date(2026, 11, 5),
        kop=("PEMERINTAH KOTA METRO",),
        tujuan=("Wali Kota Metro",),
        tempat="Metro",
        jabatan="Kepala Dinas",
        nama_pejabat=None,
        nip=None,
        angka=dict.fromkeys(ANGKA_LABEL, 3),
        rincian=[],
    )
    return render_pdf("pantau/surat.html", "pantau/surat.css", letter_values(surat), judul=surat.judul, tanggal=SAAT)


@pytest.fixture(scope="module")
def berkas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files by name; dear, so made once."""
    folder, form = tmp_path_factory.mktemp("arsip"), kompilasi_uji()
    made = {
        "kompilasi": form.print(NILAI, keterangan_uji()),
        "kosong": form.print({}, keterangan_uji(kode="")),
        "penuh": render_penuh(LEMBAR, PANJANG, keterangan_uji()),
        "surat": _letter(),
    }
    paths = {name: folder / f"{name}.pdf" for name in (*made, "gabungan")}
    for name, content in made.items():
        paths[name].write_bytes(content)
    files = [
        ("Berkas satu", [("Formulir", made["kompilasi"]), ("Surat", made["surat"])]),
        ("Dua", [("F", made["penuh"])]),
    ]
    join_files(files, paths["gabungan"], judul="Berkas Oktober", tanggal=SAAT)
    return paths


@pytest.mark.parametrize("nama", [*ARSIP, "kosong", "surat"])
def test_the_file_is_sound_and_readable_by_ear(berkas: dict[str, Path], nama: str) -> None:
    subprocess.run(["qpdf", "--check", berkas[nama]], check=True, stdout=subprocess.DEVNULL)
    # Equal forms begin with equal lines, which PAG-001 takes for running heads.
    result = outloud.check(str(berkas[nama]), layers=["conformance"], skip=["PAG-001"])
    assert (result.error, [one.to_dict() for one in result.findings]) == (None, [])
    assert result.stats["tagged"]


@pytest.mark.parametrize("nama", ["surat", "gabungan"])
def test_every_header_cell_tells_its_scope(berkas: dict[str, Path], nama: str) -> None:
    with pikepdf.open(berkas[nama]) as pdf:
        heads = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
        assert {str(one.A.Scope) for one in heads} == {"/Column", "/Row"}


@pytest.mark.parametrize("nama", [*ARSIP, "surat"])
def test_every_font_is_embedded_and_tells_its_letters(berkas: dict[str, Path], nama: str) -> None:
    table = subprocess.run(["pdffonts", berkas[nama]], check=True, capture_output=True, text=True).stdout
    assert {tuple(row.split()[-5:-2]) for row in table.splitlines()[2:]} == {("yes", "yes", "yes")}


@pytest.mark.parametrize("nama", ARSIP)
def test_an_archive_file_says_what_it_is(berkas: dict[str, Path], nama: str) -> None:
    with pikepdf.open(berkas[nama]) as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("3", "A", "1")
        assert told["dc:title"] == str(pdf.docinfo.Title)
        assert told["xmp:CreateDate"] == "2026-11-05T09:30:00+00:00"
        assert str(pdf.Root.Lang) == "id"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert pdf.Root.AF[0].AFRelationship == pikepdf.Name.Data


@pytest.mark.parametrize("nama", ["kompilasi", "penuh"])
def test_the_data_are_attached(berkas: dict[str, Path], nama: str) -> None:
    with pikepdf.open(berkas[nama]) as pdf:
        assert json.loads(pdf.attachments["permohonan.json"].get_file().read_bytes()) == {"nama": "Siti", "nomor": 1}


def test_letters_in_boxes_are_read_as_words() -> None:
    content = kompilasi_uji().print({"orang0.nama": "SITI AMINAH"}, keterangan_uji())
    words = subprocess.run(["pdftotext", "-", "-"], input=content, stdout=subprocess.PIPE, check=True).stdout.decode()
    assert "SITI AMINAH" in words
    with pikepdf.open(io.BytesIO(content)) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one]
        assert [(one.S, str(one.ActualText)) for one in elements] == [(pikepdf.Name.Span, "SITI AMINAH")]


def test_equal_orders_give_equal_bytes(berkas: dict[str, Path]) -> None:
    again = compile_lembar(lembar_uji()).print(NILAI, keterangan_uji())
    assert again == berkas["kompilasi"].read_bytes()
    assert render_penuh(lembar_uji(), PANJANG, keterangan_uji()) == berkas["penuh"].read_bytes()
