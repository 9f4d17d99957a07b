"""The layouts as data: box counts, and everything inside the sheet."""

import re

import pytest

from pemakaman.dokumen.tata_letak.f_2_01 import build_f_2_01
from pemakaman.dokumen.tata_letak.f_2_01a import build_f_2_01a
from pemakaman.dokumen.tata_letak.kertas import KERTAS
from pemakaman.dokumen.tata_letak.susun import arrange
from pemakaman.dokumen.tata_letak.unsur import Baris, Formulir, Judul, Kotak, Pilihan


def _boxes(form: Formulir, judul: str) -> list[tuple[str, list[int]]]:
    """Label and box counts of every row below the heading `judul`."""
    rows: list[tuple[str, list[int]]] = []
    inside = False
    for part in (part for bingkai in form.bingkai for part in bingkai.isi):
        if isinstance(part, Judul):
            inside = part.teks == judul
        elif inside and isinstance(part, Baris):
            rows.append((part.label, [unsur.jumlah for unsur in part.unsur if isinstance(unsur, Kotak)]))
    return rows


LIMA = [
    ("Nama", [26]),
    ("NIK", [16]),
    ("Nomor Dokumen Perjalanan RI*", [16]),
    ("Nomor Kartu Keluarga", [16]),
    ("Kewarganegaraan", [26]),
]
EMPAT = [LIMA[0], LIMA[1], LIMA[3], LIMA[4]]
ORANG_TUA = [
    (label.format(sebutan), jumlah)
    for sebutan in ("Ayah", "Ibu")
    for label, jumlah in (
        ("Nama {}", [26]),
        ("NIK {}", [16]),
        ("Tempat Lahir {}", [26]),
        ("Tanggal Lahir {}", [2, 2, 4]),
        ("Kewarganegaraan", [26]),
    )
]
KEMATIAN = [
    ("NIK", [16]),
    ("Nama lengkap", [26]),
    ("Tanggal kematian", [2, 2, 4]),
    ("Pukul", [2, 2]),
    ("Sebab Kematian", []),
    ("", []),
    ("Tempat kematian", [26]),
    ("Yang menerangkan", []),
]


@pytest.mark.parametrize(
    ("judul", "rows"),
    [
        ("DATA PELAPOR", LIMA),
        ("DATA SUBJEK AKTA", LIMA),
        ("DATA ORANG TUA", ORANG_TUA),
        ("DATA SAKSI I", EMPAT),
        ("DATA SAKSI II", EMPAT),
        ("KEMATIAN", KEMATIAN),
    ],
)
def test_f_2_01a_has_the_official_box_counts(judul: str, rows: list[tuple[str, list[int]]]) -> None:
    assert _boxes(build_f_2_01a(26), judul) == rows


def test_f_2_01a_prints_eleven_birth_and_ten_stillbirth_items() -> None:
    form = build_f_2_01a(26)
    assert len(_boxes(form, "KELAHIRAN")) == 11
    assert len(_boxes(form, "YANG LAHIR MATI")) == 10


@pytest.mark.parametrize("jumlah", [26, 34])
def test_name_boxes_can_be_set(jumlah: int) -> None:
    assert _boxes(build_f_2_01(jumlah), "DATA PELAPOR")[0] == ("Nama", [jumlah])
    assert _boxes(build_f_2_01(jumlah), "DATA PELAPOR")[1] == ("NIK", [16])


def test_f_2_01_has_sixteen_kinds_of_report() -> None:
    kinds = [pilihan.isian for row in build_f_2_01(26).kepala.jenis for pilihan in row]
    assert len(set(kinds)) == 16


def test_causes_and_declarants_have_their_codes() -> None:
    found = {"kematian.sebab": "", "kematian.yang_menerangkan": ""}
    for part in (part for bingkai in build_f_2_01(26).bingkai for part in bingkai.isi):
        for unsur in part.unsur if isinstance(part, Baris) else ():
            if isinstance(unsur, Pilihan) and unsur.isian:
                found[unsur.isian] += unsur.kode
    assert found == {"kematian.sebab": "123456", "kematian.yang_menerangkan": "1234"}


@pytest.mark.parametrize("formulir", ["F-2.01A", "F-2.01"])
def test_number_of_boxes_does_not_depend_on_paper(formulir: str) -> None:
    totals = {sum(page.jumlah_kotak for page in arrange(formulir, kertas, 26).halaman) for kertas in KERTAS}
    assert len(totals) == 1


@pytest.mark.parametrize("kertas", sorted(KERTAS))
@pytest.mark.parametrize("formulir", ["F-2.01A", "F-2.01"])
def test_all_lines_lie_inside_the_sheet(formulir: str, kertas: str) -> None:
    paper = KERTAS[kertas]
    for page in arrange(formulir, kertas, 26).halaman:
        for x, y, across in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", page.svg):
            assert float(x) >= 20
            assert float(x) + float(across) <= paper.lebar - 20
            assert 20 <= float(y) <= paper.tinggi - 20


def test_official_paper_keeps_official_places() -> None:
    css = arrange("F-2.01A", "legal", 26).css
    assert re.search(r"left:66\.90pt;top:206\.00pt;line-height:11\.65pt", css)
    assert re.search(r"left:66\.90pt;top:810\.75pt", css)
