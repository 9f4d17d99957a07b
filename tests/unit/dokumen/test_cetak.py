"""The printed application: labels, values, ticks, paper, determinism, no network."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pemakaman.dokumen.cetak import render_permohonan
from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.dokumen.mesin import BundledFetcher, FetchRefusedError
from pemakaman.dokumen.tata_letak.kertas import KERTAS
from tests.unit.dokumen.conftest import TANGGAL_DOKUMEN, pages_of, squeezed

Cetak = Callable[..., bytes]
NAMA_100 = "Raden Mas Haji Ahmad Sulaiman Kusumawardhana Prawirodirdjo Sastronegoro bin Abdurrahman Al-Palembani"

NOT_PRINTED_AS_TEXT = {
    "kematian.sebab",
    "kematian.yang_menerangkan",
    "kode_wilayah",
    "kode_wilayah.angka",
    "ayah.no_kk",
    "ibu.no_kk",
}
# Names of values that these two forms print.
ON_BOTH_FORMS = re.compile(
    r"(provinsi|kabupaten_kota|kecamatan|desa_kelurahan|nomor_buku|kop\.\d|ttd\.(tempat_tanggal|pejabat|pelapor|mengetahui))"
    r"|(pelapor|subjek|ayah|ibu|saksi\d)\.(nama|nik|no_kk|kewarganegaraan|tempat_lahir|lahir\.\w+)"
    r"|kematian\.(nik|nama|tempat|tgl|bln|thn|jam|menit)"
)

LABEL_F_2_01A = """
F-2.01 A | Provinsi | Kabupaten/Kota | Kecamatan | Desa/Kelurahan | Kode Wilayah
FORMULIR PELAPORAN PENCATATAN SIPIL DI DALAM WILAYAH NKRI | Jenis Pelaporan Pencatatan Sipil
Kelahiran | Lahir Mati | Kematian
DATA PELAPOR | Nama | NIK | Nomor Dokumen Perjalanan RI* | Nomor Kartu Keluarga | Kewarganegaraan
DATA SUBJEK AKTA | Nama | NIK | Nomor Dokumen Perjalanan RI* | Nomor Kartu Keluarga | Kewarganegaraan
DATA ORANG TUA | Nama Ayah | NIK Ayah | Tempat Lahir Ayah | Tanggal Lahir Ayah | Tgl : | Bln : | Thn :
Kewarganegaraan | Nama Ibu | NIK Ibu | Tempat Lahir Ibu | Tanggal Lahir Ibu | Tgl : | Bln : | Thn :
Kewarganegaraan | DATA SAKSI I | Nama | NIK | Nomor Kartu Keluarga | Kewarganegaraan
DATA SAKSI II | Nama | NIK | Nomor Kartu Keluarga | Kewarganegaraan
KELAHIRAN | 1. Nama | 2. Jenis kelamin | 1. Laki-Laki | 2. Perempuan
3. Tempat dilahirkan | 1. RS/RB | 2. Puskesmas | 3. Polindes | 4. Rumah | 5. Lainnya | 4. Tempat kelahiran
5. Hari dan tanggal lahir | Hari : | Tgl : | Bln : | Thn : | 6. Pukul
7. Jenis kelahiran | 1. Tunggal | 2. Kembar 2 | 3. Kembar 3 | 4. Kembar 4 | 5. Lainnya
8. Kelahiran ke | 1. 2. 3. 4. ......... | 9. Penolong kelahiran | 1. Dokter | 2. Bidan/Perawat | 3. Dukun
4. Lainnya | 10. Berat bayi | Kg | 11. Panjang bayi | cm
YANG LAHIR MATI | 1. Lamanya dalam kandungan | Bulan | 2. Jenis Kelamin | 1. Laki-laki | 2. Perempuan
3. Tanggal lahir mati | Tgl : | Bln : | Thn : | 4. Jenis Kelahiran | 1. Tunggal | 5. Lainnya | 5. Anak Ke-
6. Tempat dilahirkan | 7. Penolong Kelahiran | 8. Sebab Lahir Mati | 9. Yang Menentukan | 1. Dokter
2. Bidan/Perawat | 3. Tenaga Kesehatan | 4. Kepolisian | 5. Lainnya | 10. Tempat Kelahiran
KEMATIAN | 1. NIK | 2. Nama lengkap | 3. Tanggal kematian | Tgl : | Bln : | Thn : | 4. Pukul
5. Sebab Kematian | 1. Sakit biasa / tua | 2. Wabah Penyakit | 3. Kecelakaan | 4. Kriminalitas
5. Bunuh Diri | 6. Lainnya | 6. Tempat kematian | 7. Yang menerangkan | 1. Dokter | 2. Tenaga Kesehatan
3. Kepolisian | 4. Lainnya | Mengetahui : | Pejabat Dukcapil yang Membidangi | Pelapor | * Jika Ada
"""

LABEL_F_2_01 = """
F-2.01 | Provinsi | Kode Wilayah | FORMULIR PELAPORAN PENCATATAN SIPIL DI DALAM WILAYAH NKRI
Kelahiran | Lahir Mati | Perkawinan | Pembatalan Perkawinan | Perceraian | Pembatalan Perceraian
Kematian | Pengangkatan Anak | Pengakuan Anak | Pengesahan Anak | Perubahan Nama
Perubahan Status Kewarganegaraan | Pencatatan Peristiwa Penting Lainnya | Pembetulan Akta | Pembatalan Akta
Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI
DATA PELAPOR | Nomor Dokumen Perjalanan* | DATA SUBJEK AKTA KESATU | DATA SUBJEK AKTA KEDUA (JIKA ADA)
DATA SAKSI I | DATA SAKSI II | DATA ORANG TUA** | KELAHIRAN | YANG LAHIR MATI
PERKAWINAN ATAU PEMBATALAN PERKAWINAN | PERCERAIAN ATAU PEMBATALAN PERCERAIAN | KEMATIAN | 1. NIK
2. Nama Lengkap | 7. Yang menerangkan | PENGANGKATAN ANAK | PENGAKUAN ANAK | PENGESAHAN ANAK
PERUBAHAN NAMA | PERUBAHAN STATUS KEWARGANEGARAAN | PENCATATAN PERISTIWA PENTING LAINNYA
PEMBETULAN AKTA | PEMBATALAN AKTA | PELAPORAN PENCATATAN SIPIL DARI LUAR WILAYAH NKRI | Mengetahui : | Pelapor
* Jika ada | ** Hanya diisi untuk keperluan pencatatan kelahiran, lahir mati dan kematian
"""


def _assert_in_order(text: str, labels: str) -> None:
    position = 0
    for label in labels.strip().replace("\n", " | ").split(" | "):
        found = text.find(label, position)
        assert found >= 0, f"{label!r} tidak ada sesudah {text[max(0, position - 40) : position]!r}"
        position = found + len(label)


def test_labels_of_f_2_01a_stand_in_official_order(cetak: Cetak) -> None:
    _assert_in_order(pages_of(cetak(IsianPermohonan()))[0], LABEL_F_2_01A)


def test_labels_of_f_2_01_stand_in_order(cetak: Cetak) -> None:
    _assert_in_order(" ".join(pages_of(cetak(IsianPermohonan(), "F-2.01"))), LABEL_F_2_01)


@pytest.mark.parametrize("formulir", ["F-2.01A", "F-2.01"])
def test_every_value_is_printed(isian: IsianPermohonan, cetak: Cetak, formulir: str) -> None:
    text = squeezed(cetak(isian, formulir))
    values = flatten_isian(isian)
    for path, value in values.items():
        if path not in NOT_PRINTED_AS_TEXT and ON_BOTH_FORMS.fullmatch(path):
            assert "".join(value.split()) in text, path


def test_region_code_is_printed_as_the_form_wants_it(isian: IsianPermohonan, cetak: Cetak) -> None:
    assert "KodeWilayah:18.02.05.2003" in squeezed(cetak(isian))
    assert "KodeWilayah:1802052003" in squeezed(cetak(isian, "F-2.01"))


@pytest.mark.parametrize("kertas", sorted(KERTAS))
@pytest.mark.parametrize("nama", ["Ani", NAMA_100])
def test_f_2_01a_is_one_page_on_every_paper(isian: IsianPermohonan, cetak: Cetak, kertas: str, nama: str) -> None:
    full = replace(isian, pelapor_nama=nama, pejabat_nama=nama, subjek=IsianOrang(nama=nama))
    with pikepdf.open(io.BytesIO(cetak(full, kertas=kertas))) as pdf:
        assert len(pdf.pages) == 1
        box = [float(side) for side in pdf.pages[0].mediabox]
    assert box[2:] == pytest.approx([KERTAS[kertas].lebar, KERTAS[kertas].tinggi], abs=0.5)


@pytest.mark.parametrize(("kertas", "jumlah"), [("A4", 5), ("F4", 4), ("legal", 4)])
def test_f_2_01_needs_few_pages_and_numbers_them(
    isian: IsianPermohonan, cetak: Cetak, kertas: str, jumlah: int
) -> None:
    pages = pages_of(cetak(isian, "F-2.01", kertas))
    assert len(pages) == jumlah
    assert all(f"halaman {i} dari {jumlah}" in page for i, page in enumerate(pages, 1))


def test_only_death_is_ticked_among_the_kinds(isian: IsianPermohonan, cetak: Cetak) -> None:
    for formulir in ("F-2.01A", "F-2.01"):
        text = squeezed(cetak(isian, formulir))
        assert "✓Kematian" in text
        assert text.count("✓") == 3


SEBAB = ("Sakit biasa / tua", "Wabah Penyakit", "Kecelakaan", "Kriminalitas", "Bunuh Diri", "Lainnya")
MENERANGKAN = ("Dokter", "Tenaga Kesehatan", "Kepolisian", "Lainnya")


@pytest.mark.parametrize(("sebab", "words"), list(enumerate(SEBAB, 1)))
def test_cause_of_death_is_ticked_before_its_words(cetak: Cetak, sebab: int, words: str) -> None:
    text = pages_of(cetak(IsianPermohonan(kematian=IsianKematian(sebab=sebab))))[0]
    assert f"✓ {sebab}. {words}" in text


@pytest.mark.parametrize(("kode", "words"), list(enumerate(MENERANGKAN, 1)))
def test_declarant_is_ticked_before_its_words(cetak: Cetak, kode: int, words: str) -> None:
    text = pages_of(cetak(IsianPermohonan(kematian=IsianKematian(yang_menerangkan=kode))))[0]
    assert f"✓ {kode}. {words}" in text[text.index("7. Yang menerangkan") :]


@pytest.mark.parametrize("formulir", ["F-2.01A", "F-2.01"])
@pytest.mark.parametrize("kertas", sorted(KERTAS))
def test_name_of_a_hundred_letters_is_printed_whole(cetak: Cetak, formulir: str, kertas: str) -> None:
    assert len(NAMA_100) == 100
    isian = IsianPermohonan(subjek=IsianOrang(nama=NAMA_100), kematian=IsianKematian(nama=NAMA_100))
    assert " ".join(pages_of(cetak(isian, formulir, kertas))).count(NAMA_100) == 2


def test_name_without_spaces_is_printed_whole(cetak: Cetak) -> None:
    assert "Q" * 100 in squeezed(cetak(IsianPermohonan(ayah=IsianOrang(nama="Q" * 100))))


def test_letters_with_marks_are_printed(cetak: Cetak) -> None:
    name = "Ñoña Čiček Đặng Øyvind Şule"
    assert "".join(name.split()) in squeezed(cetak(IsianPermohonan(pelapor=IsianOrang(nama=name))))


def test_decomposed_letters_are_composed(cetak: Cetak) -> None:
    assert "Andr\u00e9" in squeezed(cetak(IsianPermohonan(ibu=IsianOrang(nama="Andre\u0301"))))


def test_markup_in_a_name_is_text(cetak: Cetak) -> None:
    assert "<b>Ani</b>" in squeezed(cetak(IsianPermohonan(pelapor=IsianOrang(nama="<b>Ani</b>"))))


def test_unknown_day_leaves_its_boxes_empty(isian: IsianPermohonan, cetak: Cetak) -> None:
    assert "TanggalLahirIbu:Tgl:Bln:Thn:1930" in squeezed(cetak(isian))


def test_empty_application_prints_dotted_lines_and_no_tick_but_death(cetak: Cetak) -> None:
    text = squeezed(cetak(IsianPermohonan()))
    assert text.count("✓") == 1
    assert text.count("(………") == 2
    assert "KOPSURATKANTORDINASDUKCAPILKABUPATEN/KOTA" in text


def test_same_input_gives_same_bytes(isian: IsianPermohonan, cetak: Cetak) -> None:
    assert cetak(isian) == cetak(isian)


def test_document_carries_its_own_date_title_and_language(isian: IsianPermohonan, cetak: Cetak) -> None:
    with pikepdf.open(io.BytesIO(cetak(isian))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261105093000")
        assert "F-2.01A" in str(pdf.docinfo["/Title"])
        assert str(pdf.Root.Lang) == "id"
        assert pdf.Root.MarkInfo.Marked


def test_another_date_gives_other_bytes(isian: IsianPermohonan, cetak: Cetak) -> None:
    later = TANGGAL_DOKUMEN + timedelta(days=1)
    again = render_permohonan(isian, formulir="F-2.01A", kertas="legal", tanggal_dokumen=later)
    assert again != cetak(isian)


def test_every_font_is_embedded(isian: IsianPermohonan, cetak: Cetak) -> None:
    with pikepdf.open(io.BytesIO(cetak(isian))) as pdf:
        fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and "/FontFile2" in font]
        names = {
            str(entry.FontName)
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
        }
    assert fonts
    assert {name.split("+")[1] for name in names} == {"Bonum", "Bonum-Bold", "Kotak"}


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.ttf",
        "file:///etc/passwd",
        "berkas:font/../cetak.py",
        "berkas:../../wsgi.py",
        "berkas:font/../../../x.ttf",
        "data:text/plain,x",
        "berkas:gambar/lain",
    ],
)
def test_fetcher_refuses_what_is_not_bundled(url: str) -> None:
    with pytest.raises(FetchRefusedError):
        BundledFetcher({}).fetch(url)


def test_unknown_form_and_paper_are_refused(cetak: Cetak) -> None:
    for formulir, kertas in (("F-9.99", "A4"), ("F-2.01", "A3")):
        with pytest.raises(ValueError, match="tidak dikenal"):
            cetak(IsianPermohonan(), formulir, kertas)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "Zs")), max_size=100))
def test_any_name_leaves_one_page(cetak: Cetak, nama: str) -> None:
    person = IsianOrang(nama=nama, tempat_lahir=nama, kewarganegaraan=nama)
    content = cetak(IsianPermohonan(pelapor=person, ayah=person, saksi2=person, pelapor_nama=nama))
    assert len(pages_of(content)) == 1
