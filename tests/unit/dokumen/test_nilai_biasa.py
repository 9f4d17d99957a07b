"""Usual values of Lampung fit into their rooms on every form and paper; only names may be longer than their boxes."""

import pytest

from pemakaman.dokumen.daftar import SUSUNAN, arrange
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Lembar, RuangBaris, RuangKotak, Varian
from pemakaman.dokumen.letak import place_boxes, place_line
from pemakaman.laporan.rules import BUKTI_LABEL

KERTAS = ("A4", "F4", "legal")
NAMA = "Muhammad Rizky Ramadhan Siregar, ST"
KAB, KECAMATAN, DESA = "Kabupaten Tulang Bawang Barat", "Bandar Negeri Semuong", "Bumi Dipasena Sejahtera"
ALAMAT = (
    "Jalan Lintas Timur Gang Melati 3, RT 004/RW 002, Kampung Bumi Dipasena Sejahtera, Kecamatan Rawajitu Timur, "
    "Kabupaten Tulang Bawang, Lampung"
)
BIDANG = "Kepala Bidang Pelayanan Pencatatan Sipil"
KOP = (f"PEMERINTAH {KAB.upper()}", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "Jalan Jenderal Sudirman 5 Panaragan")
TELEPON = "0812-3456-7890"
# By the last part of a name, where the whole name tells nothing else.
AKHIR = {
    **dict.fromkeys(("nama", "pejabat", "pelapor", "kepala_desa", "petugas", "penyerah", "pengelola"), NAMA),
    **dict.fromkeys(("nama_ibu", "nama_kepala_keluarga", "keluarga", "bin_binti"), NAMA),
    **dict.fromkeys(("nik", "no_kk"), "1802054101550002"),
    **dict.fromkeys(("nip", "kepala_desa_nip"), "196805121990032004"),
    **dict.fromkeys(("kabupaten_kota", "kab_kota"), KAB),
    **dict.fromkeys(("desa_kelurahan", "desa"), DESA),
    **dict.fromkeys(("pukul_teks",), "04.05 WIB"),
    **dict.fromkeys(("hari_tanggal",), "Selasa, 27 September 2026"),
    **dict.fromkeys(("blok", "petak", "nomor"), "Anggrek 12"),
    "provinsi": "Lampung",
    "kecamatan": KECAMATAN,
    "alamat": ALAMAT,
    "jalan": "Jalan Lintas Timur Gang Melati 3, Dusun Sumber Rejo II, RT 004/RW 002",
    "tempat_tanggal": "Tulang Bawang Barat, 27 September 2026",
    "tempat_tanggal_lahir": "Bandar Lampung, 27 September 1955",
    "tanggal_teks": "27 September 2026",
    "tempat_lahir": "Bandar Lampung",
    "pekerjaan": "Tentara Nasional Indonesia (TNI)",
    "kewarganegaraan": "INDONESIA",
    "hubungan": "Cucu dari saudara kandung",
    "telepon": TELEPON,
    "surel": "muhammad.rizky.ramadhan.siregar@contoh.example",
    "jenis_kelamin_teks": "Perempuan",
    "agama": "Kepercayaan terhadap Tuhan YME",
    "umur": "101",
    "kode": "1",
}
NILAI = {
    "kematian.tempat": "RSUD Dr. H. Abdul Moeloek",
    "kode_wilayah": "18.05.18.2008",
    "kode_wilayah.angka": "1805182008",
    "kop": "\n".join(KOP),
    **{f"kop.{i}": line for i, line in enumerate(KOP, 1)},
    "kop_desa.3": f"KAMPUNG {DESA.upper()}",
    "desa.kepala": "Kepala Kampung",
    "desa.tempat_tanggal": f"{DESA}, 27 September 2026",
    "makam.tempat_tanggal": f"{DESA}, 27 September 2026",
    "makam.nama": f"TPU {DESA}",
    "makam.alamat": f"Jalan Lintas Timur, Kampung {DESA}, Kecamatan Rawajitu Timur, Kabupaten Tulang Bawang",
    "makam.nomor_buku": "1234/2026",
    "nomor_buku": f"Buku pokok pemakaman M-1805-0001 TPU {DESA}: 1234/2026",
    "ttd.mengetahui": BIDANG,
    "masukan.nomor_surat": "400.12.3.1/0123/D.a.VI.02/2026",
    "periksa.alamat": "pemakaman.tulangbawangbaratkab.go.id/periksa",
    "periksa.kode": "ABCD-EFGH-JKLM-NPQR-STUV",
    "akta.jenis_dibatalkan": "Kematian",
    "akta.nomor_dibatalkan": "1805-KM-27092026-0001",
    "akta.nomor_dibetulkan": "1805-KM-27092026-0001",
    "putusan.nomor": "123/Pdt.P/2026/PN Mgl",
    "putusan.lembaga": "PN Menggala",
    "kuasa.hari": "Minggu",
    "kuasa.tanggal": "27",
    "kuasa.bulan": "September",
    "kuasa.tahun": "2026",
    "kuasa.tempat": "Tulang Bawang Barat",
    "kuasa.alasan": "sedang bekerja di luar kota",
    "terima.nomor": "PMK-1805-2026-000123",
    "terima.selesai": "paling lama 14 hari kerja",
    "f106.lain.yaitu": "Status perkawinan",
}
F_1_06 = {
    "shdk": "Kepala Keluarga",
    "keterangan": "1805-KM-27092026-0001",
    "semula": "Kawin",
    "menjadi": "Cerai Mati",
    "dasar": "Akta Kematian",
}
"""What a death changes; education, occupation and religion it does not."""
BUKTI = max((words.partition(" (")[0] for words in BUKTI_LABEL.values()), key=len) + " (2 lembar)"
HURUF_KOTAK = ("tgl", "bln", "thn", "jam", "menit", "anak_ke")


def usual(isian: str) -> str:
    """The longest usual value of a name; '' for a room that nobody fills by machine."""
    head, last = isian.split(".", 1)[0], isian.rsplit(".", 1)[-1]
    if isian in NILAI:
        return NILAI[isian]
    if head == "terima" and last.isdigit():
        return BUKTI
    if head == "f106" and last in F_1_06:
        return F_1_06[last] if isian.startswith(("f106.lain.1", "f106.1.", "f106.2.")) else ""
    return AKHIR.get(last, "")


def _sheets(jenis: Jenis) -> list[Lembar]:
    return [arrange(jenis, Varian(kertas=kertas)) for kertas in KERTAS] + [
        arrange(jenis, Varian(kertas="A4", telepon=True, surel=True, anak_ke=True, saksi_tanda_tangan=True))
    ]


@pytest.mark.parametrize("jenis", SUSUNAN)
def test_usual_values_fit_into_their_rooms(jenis: Jenis) -> None:
    long = set()
    for lembar in _sheets(jenis):
        for unsur in (one for page in lembar.halaman for row in page.baris for one in row.unsur):
            match unsur:
                case RuangBaris():
                    over = place_line(unsur, usual(unsur.isian))[1]
                case RuangKotak() if usual(unsur.isian) != NAMA:
                    over = place_boxes(unsur, usual(unsur.isian))[1]
                case _:
                    continue
            if over:
                long.add((lembar.kertas, unsur.isian, over.nilai))
    assert sorted(long) == []


@pytest.mark.parametrize("jenis", SUSUNAN)
def test_every_room_has_a_usual_value(jenis: Jenis) -> None:
    rooms = {
        unsur.isian
        for page in arrange(jenis, Varian()).halaman
        for row in page.baris
        for unsur in row.unsur
        if isinstance(unsur, RuangBaris) and unsur.isian and "{}" in unsur.pola
    }
    by_hand = ("f106.didik.", "f106.kerja.", "f106.agama.", "f106.ubah.", "f106.lain.", "f106.3", "f106.4", "f106.5")
    assert {one for one in rooms if not usual(one) and not one.startswith(by_hand)} == set()
