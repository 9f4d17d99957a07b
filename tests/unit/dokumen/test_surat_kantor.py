"""Papers without an official drawing, and F-2.29: what they say, in order, on every paper."""

from dataclasses import replace

import pytest

from pemakaman.dokumen.daftar import SUSUNAN, arrange
from pemakaman.dokumen.isian import IsianMakam, IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.dokumen.jalan import print_lembar
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Kata, Kotak, RuangBaris, RuangKotak, Varian
from pemakaman.dokumen.letak import place_row, rooms_of
from tests.unit.dokumen.conftest import TANGGAL_DOKUMEN, squeezed

MILIK = (Jenis.F_2_29, Jenis.SPTJM, Jenis.SK_PEMAKAMAN, Jenis.TANDA_TERIMA)
KERTAS = ("A4", "F4", "legal")
LABEL = {
    Jenis.F_2_29: """
F-2.29 | Pemerintah desa/kelurahan | Kecamatan | Kabupaten/Kota | Kode Wilayah | Lembar 1 | Lembar 4
SURAT KETERANGAN KEMATIAN | Nomor: | Nama Kepala Keluarga | Nomor Kartu Keluarga | JENAZAH | 1. | NIK | 2.
Nama Lengkap | 3. | Jenis Kelamin | 1. Laki-laki | 2. Perempuan | 4. | Tanggal Lahir / Umur | Tgl | Bln | Thn
Umur | 5. | Tempat Lahir | 6. | Agama | 1. Islam | 2. Kristen | 3. Katolik | 4. Hindu | 5. Budha | 6. Lainnya
7. | Pekerjaan | 8. | Alamat | a. Desa/Kelurahan | c. Kab/Kota | b. Kecamatan | d. Provinsi | 9. | Anak Ke | 10.
Tanggal Kematian | 11. | Pukul | 12. | Sebab Kematian | 1. Sakit biasa/tua | 6. Lainnya | 13. | Tempat Kematian
14. | Yang Menerangkan | 1. Dokter | 2. Bidan/Perawat | 3. Dukun | 4. Lainnya | AYAH | 5. | Alamat | IBU
PELAPOR | SAKSI I | SAKSI II | Pelapor
""",
    Jenis.SPTJM: """
SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK | KEBENARAN DATA KEMATIAN | Nama | NIK | Tempat, tanggal lahir
Pekerjaan | Alamat | menyatakan | Nama | NIK | Tempat, tanggal lahir | telah meninggal dunia pada
Hari, tanggal | Pukul | Tempat | bertanggung jawab mutlak | Yang membuat pernyataan | Meterai | Saksi-saksi | I.
NIK | II. | NIK
""",
    Jenis.SK_PEMAKAMAN: """
SURAT KETERANGAN PEMAKAMAN | Nama | NIK | Alamat terakhir | Meninggal pada | Tempat meninggal | Dimakamkan pada
Blok | Petak | Nomor makam | Nomor buku pokok | Surat ini bukan akta kematian | Pengelola makam
""",
    Jenis.TANDA_TERIMA: """
TANDA TERIMA BERKAS | Lembar untuk pelapor | Nomor untuk melacak | Berkas yang diterima | Yang menyerahkan
Petugas loket | Simpan lembar ini | TANDA TERIMA BERKAS | Lembar arsip kantor
""",
}


def words_of(jenis: Jenis, kertas: str = "A4") -> str:
    """The printed words of an empty form, in reading order."""
    lembar = arrange(jenis, Varian(kertas=kertas))
    rows = [baris for halaman in lembar.halaman for baris in halaman.baris]
    found: list[str] = []
    for baris in rows:
        placed = place_row(baris, {})[0]
        for index, unsur in enumerate(baris.unsur):
            if isinstance(unsur, RuangBaris | RuangKotak):
                found += [one.teks for one in placed.get(index, [])]
            else:
                found.append(getattr(unsur, "teks", ""))
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("jenis", MILIK)
def test_labels_stand_in_order(jenis: Jenis) -> None:
    text, position = words_of(jenis), 0
    for label in LABEL[jenis].strip().replace("\n", " | ").split(" | "):
        found = text.find(label, position)
        assert found >= 0, label
        position = found


@pytest.mark.parametrize("kertas", KERTAS)
@pytest.mark.parametrize("jenis", MILIK)
def test_everything_lies_on_the_sheet_above_the_place_for_a_signature(jenis: Jenis, kertas: str) -> None:
    lembar = arrange(jenis, Varian(kertas=kertas, kotak_nama=34))
    (halaman,) = lembar.halaman
    for baris in halaman.baris:
        for unsur in baris.unsur:
            assert 14 < unsur.y < lembar.tinggi - 10
            right = unsur.batas[-1] if isinstance(unsur, RuangKotak) else unsur.x
            assert 20 < right < lembar.lebar - 20
    for one in halaman.gambar:
        if isinstance(one, Kotak):
            assert one.y + one.tinggi < lembar.tinggi - 20


@pytest.mark.parametrize("jenis", [Jenis.SK_PEMAKAMAN, Jenis.TANDA_TERIMA])
@pytest.mark.parametrize("kertas", KERTAS)
def test_the_place_of_an_electronic_signature_stays_free(jenis: Jenis, kertas: str) -> None:
    lembar = arrange(jenis, Varian(kertas=kertas))
    (halaman,) = lembar.halaman
    words = [one for baris in halaman.baris for one in baris.unsur if isinstance(one, Kata)]
    inside = [one for one in words if one.x > lembar.lebar - 240 and lembar.tinggi - 88 < one.y < lembar.tinggi - 40]
    assert inside == []
    assert halaman.lanjutan is not None
    assert halaman.lanjutan.x + halaman.lanjutan.lebar <= lembar.lebar - 240 or halaman.lanjutan.y < lembar.tinggi / 2


@pytest.mark.parametrize("jenis", MILIK)
def test_every_room_has_a_value_of_that_name(jenis: Jenis) -> None:
    known = flatten_isian(IsianPermohonan(terima=replace(IsianPermohonan().terima, berkas=("x",) * 8)))
    extra = {"ttd.kepala_desa", "ttd.kepala_desa_nip", "kop.1", "kop.2", "kop.3", "periksa.alamat", "periksa.kode"}
    unknown = {one for one in rooms_of(arrange(jenis, Varian())) if not one.startswith("masukan.")} - set(known) - extra
    assert unknown == set()


def text_of(jenis: Jenis, isian: IsianPermohonan, masukan: dict[str, str] | None = None) -> str:
    """The text of a printed document without white space."""
    keterangan = Keterangan(str(jenis), TANGGAL_DOKUMEN)
    return squeezed(print_lembar(arrange(jenis, Varian()), flatten_isian(isian, masukan), keterangan))


def test_codes_of_f_2_29_go_into_their_boxes() -> None:
    values = {
        **flatten_isian(
            IsianPermohonan(subjek=IsianOrang(nama="Ani", jenis_kelamin="P", agama="Khonghucu", anak_ke=3))
        ),
        "kematian.sebab": "6",
    }
    lembar = arrange(Jenis.F_2_29, Varian())
    placed = {
        unsur.isian: letters[0].teks
        for baris in lembar.halaman[0].baris
        for index, unsur in enumerate(baris.unsur)
        if isinstance(unsur, RuangKotak) and (letters := place_row(baris, values)[0].get(index))
    }
    assert placed == {
        "subjek.jenis_kelamin.kode": "2",
        "subjek.agama.kode": "6",
        "subjek.anak_ke": "3",
        "kematian.sebab": "6",
    }


def test_the_cemetery_letter_says_where_the_grave_is() -> None:
    makam = IsianMakam(
        nama="TPU Pujodadi", alamat="Jalan Raya", blok="Mawar", petak="7", nomor="12", nomor_buku="12/2026"
    )
    isian = IsianPermohonan(makam=makam, subjek=IsianOrang(nama="Ahmad Suhaimi"))
    text = text_of(Jenis.SK_PEMAKAMAN, isian, {"masukan.nomor_surat": "470/12"})
    for part in ("TPUPujodadi", "JalanRaya", "Nomor:470/12", "AhmadSuhaimi", "Mawar", "12/2026"):
        assert part in text


def test_a_name_of_100_letters_is_printed_whole() -> None:
    name = "Raden Mas Haji Ahmad Sulaiman Kusumawardhana Prawirodirdjo Sastronegoro bin Abdurrahman Al-Palembani"
    assert "".join(name.split()) in text_of(Jenis.TANDA_TERIMA, IsianPermohonan(subjek=IsianOrang(nama=name)))


def test_papers_are_registered() -> None:
    assert set(MILIK) <= set(SUSUNAN)
