"""The trail in plain Indonesian: an event's sentence, a field's name, a value as people write it."""

import re
from collections.abc import Container, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pemakaman.nilai.digit import mask_digits
from pemakaman.nilai.tanggal import NAMA_BULAN

WIB = ZoneInfo("Asia/Jakarta")

SENTENCES: dict[str, str] = {
    "laporan.dibuat": "Laporan mulai diisi",
    "laporan.disimpan": "Isian disimpan",
    "laporan.diubah": "Isian diubah",
    "laporan.lapor_awal": "Masuk buku sebagai lapor awal",
    "laporan.dibuang": "Draf dibuang",
    "laporan.diajukan": "Diajukan ke Disdukcapil",
    "laporan.diambil": "Diambil untuk diperiksa",
    "laporan.dilepas": "Dilepas kembali ke antrean",
    "laporan.diambil_alih": "Pemeriksaan diambil alih",
    "laporan.dikembalikan": "Dikembalikan untuk diperbaiki",
    "laporan.disarankan": "Disarankan untuk disetujui",
    "laporan.dikembalikan_ke_verifikator": "Dikembalikan pejabat ke verifikator",
    "laporan.disetujui": "Disetujui",
    "laporan.ditolak": "Ditolak",
    "laporan.dibetulkan": "Data dibetulkan setelah disetujui",
    "laporan.dikoreksi": "Data diperbaiki setelah disetujui",
    "laporan.bukti_ditambah": "Bukti ditambahkan",
    "laporan.bukti_dihapus": "Bukti dihapus",
    "laporan.identitas_dicatat": "Hasil pengecekan identitas dicatat",
    "laporan.diambil_lagi": "Waktu pemeriksaan diperpanjang",
    "laporan.identitas_dicek": "Hasil pengecekan identitas dicatat",
    "laporan.berkas_diminta": "Pembuatan berkas permohonan diminta",
    "laporan.berkas_dikerjakan": "Berkas permohonan sedang dibuat",
    "laporan.berkas_dibuat": "Berkas permohonan dibuat",
    "laporan.berkas_gagal": "Berkas permohonan gagal dibuat",
    "laporan.berkas_diunduh": "Berkas permohonan diunduh",
    "laporan.akta_dicatat": "Nomor akta kematian dicatat",
    "laporan.akta_dibetulkan": "Nomor akta kematian dibetulkan",
    "akta.diperbaiki": "Nomor akta kematian dibetulkan",
    "laporan.akta_terbit": "Akta kematian terbit",
    "laporan.digabung": "Digabung ke laporan lain",
    "laporan.dipisahkan": "Dipisahkan lagi dari laporan lain",
    "laporan.menerima_gabungan": "Laporan lain digabung ke laporan ini",
    "laporan.gabungan_dilepas": "Laporan yang digabung dipisahkan lagi",
    "laporan.dibekukan": "Dibekukan: orangnya mungkin masih hidup",
    "laporan.dipulihkan": "Dipulihkan: orangnya memang meninggal",
    "laporan.dibatalkan": "Dibatalkan: orangnya masih hidup",
    "laporan.dipulihkan_ke_meja": "Dikembalikan ke meja untuk diperiksa dari awal",
    "laporan.diarsipkan": "Diarsipkan",
    "laporan.keluar_arsip": "Dikeluarkan dari arsip",
    "laporan.ganda_diduga": "Diduga ganda dengan laporan lain",
    "laporan.ganda_ditanyakan_lagi": "Dugaan ganda ditanyakan lagi karena datanya berubah",
    "laporan.ganda_gugur": "Dugaan ganda gugur karena datanya berubah",
    "laporan.bukan_ganda": "Dinyatakan bukan orang yang sama",
    "laporan.ganda_ditelusuri": "Disiapkan untuk pencarian ganda",
    "laporan.calon_dipilih": "Orangnya dipilih dari data penduduk",
    "laporan.calon_dilepas": "Pilihan orang dari data penduduk dilepas",
    "laporan.layanan_diminta": "Pencarian di layanan Dukcapil diminta",
    "laporan.catatan_ditulis": "Catatan internal ditulis",
    "laporan.ditanyakan": "Pertanyaan dikirim ke pengelola",
    "laporan.lampiran_diminta": "Lampiran diminta",
    "laporan.dijawab": "Permintaan dijawab",
    "laporan.permintaan_dicabut": "Permintaan ditarik kembali",
    "laporan.dibagikan": "Diserahkan kepada petugas",
    "laporan.dieskalasi": "Lewat waktu layanan, naik ke pejabat",
    "laporan.perbaikan_diminta": "Perbaikan data diminta",
    "laporan.perbaikan_disetujui": "Perbaikan data disetujui",
    "laporan.perbaikan_ditolak": "Perbaikan data ditolak",
    "laporan.perbaikan_ditarik": "Permintaan perbaikan ditarik",
    "laporan.perbaikan_diperbarui": "Permintaan perbaikan diperbarui",
    "laporan.pembetulan_akta": "Diarahkan ke pembetulan akta (F-2.01F)",
    "laporan.berkas_dibatalkan": "Berkas permohonan tidak berlaku lagi",
    "laporan.akta_dibatalkan": "Nomor akta ditandai batal",
    "laporan.ahli_waris_dicatat": "Penanggung jawab makam dicatat",
    "laporan.ahli_waris_diganti": "Penanggung jawab makam diganti",
    "laporan.ahli_waris_dibetulkan": "Data penanggung jawab makam dibetulkan",
    "laporan.iptm_dicatat": "Izin makam dicatat",
    "laporan.iptm_diperpanjang": "Izin makam diperpanjang",
    "laporan.iptm_dibetulkan": "Izin makam dibetulkan",
    "laporan.iptm_dicabut": "Izin makam dicabut",
    "laporan.iptm_diingatkan": "Pemegang izin makam diingatkan",
    "laporan.keberatan_cari": "Keluarga keberatan makam ditemukan umum",
    "laporan.keberatan_dicabut": "Keluarga tidak keberatan lagi makam ditemukan umum",
    "laporan.ditempatkan": "Ditempatkan di petak",
    "laporan.petak_dilepas": "Dilepas dari petak",
    "laporan.petak_diterima": "Petak diterima dari laporan yang digabung atau dipisahkan",
    "laporan.petak_bentrok": "Tidak mendapat petaknya lagi",
    "laporan.dipindahkan": "Jenazah dipindahkan atau digali",
    "laporan.pindah_batal": "Catatan pemindahan dibatalkan",
    "blok.dibuat": "Blok ditambahkan",
    "blok.diubah": "Blok diubah",
    "blok.dihapus": "Blok dihapus",
    "petak.dibuat": "Petak ditambahkan",
    "petak.diubah": "Petak diubah",
    "petak.dihapus": "Petak dihapus",
    "petak.terisi": "Petak terisi",
    "petak.dikosongkan": "Petak kosong lagi",
    "petak.foto_ditambah": "Foto makam ditambahkan",
    "petak.foto_dihapus": "Foto makam dihapus",
    "kasus_hidup.dibuat": "Dilaporkan masih hidup",
    "kasus_hidup.ditautkan": "Kasus ditautkan ke laporan",
    "kasus_hidup.diusulkan": "Putusan kasus diusulkan",
    "kasus_hidup.usul_ditolak": "Usul putusan kasus tidak diterima",
    "kasus_hidup.dikabulkan": "Diputus: masih hidup",
    "kasus_hidup.ditolak": "Diputus: memang meninggal",
    "kasus_hidup.ditutup": "Kasus ditutup tanpa laporan",
    "impor_penduduk.diunggah": "Data penduduk diunggah",
    "impor_penduduk.dipetakan": "Kolom data penduduk dipilih",
    "impor_penduduk.berjalan": "Data penduduk mulai dibaca",
    "impor_penduduk.dibaca": "Sebagian data penduduk dibaca",
    "impor_penduduk.jadi": "Data penduduk selesai dibaca",
    "impor_penduduk.gagal": "Data penduduk gagal dibaca",
    "setelan_laporan.diubah": "Setelan meja diubah",
    "alasan_siap.dibuat": "Kalimat siap ditambahkan",
    "alasan_siap.diubah": "Kalimat siap diubah",
    "hari_libur.dibuat": "Hari libur kantor ditambahkan",
    "hari_libur.dihapus": "Hari libur kantor dihapus",
    "makam.dibuat": "Makam didaftarkan",
    "makam.diubah": "Data makam diubah",
    "makam.pengelola_ditambah": "Pengelola ditunjuk",
    "makam.pengelola_dilepas": "Pengelola dilepas",
    "makam.pengelola_dihapus": "Pengelola dilepas",
    "makam.pengelola_diubah": "Daftar pengelola diubah",
    "makam.nomor_awal": "Nomor awal buku ditetapkan",
    "makam.nomor_awal_ditetapkan": "Nomor awal buku ditetapkan",
    "makam.status": "Status makam diubah",
    "makam.buku_ditutup": "Buku satu bulan ditutup",
    "makam.buku_dibuka": "Buku satu bulan dibuka lagi",
    "makam.buku_dicetak": "Lembar tutup buku dibuat",
    "makam.buku_gagal_dicetak": "Lembar tutup buku gagal dibuat",
    "makam.buku_dicetak_ulang": "Lembar tutup buku diminta lagi",
    "makam.buku_tertanda": "Lembar tutup buku bertanda tangan diunggah",
    "makam.ditutup": "Makam ditutup",
    "makam.dibuka": "Makam dibuka lagi",
    "makam.rencana_dibuat": "Pemakaman direncanakan",
    "makam.rencana_diubah": "Rencana pemakaman diubah",
    "makam.rencana_batal": "Rencana pemakaman dibatalkan",
    "makam.rencana_dilaksanakan": "Pemakaman yang direncanakan dicatat di buku",
    "setelan_makam.diubah": "Setelan buku dan makam diubah",
    "akun.dibuat": "Akun dibuat",
    "akun.diubah": "Data akun diubah",
    "akun.masuk": "Masuk",
    "akun.keluar": "Keluar",
    "akun.gagal_masuk": "Percobaan masuk gagal",
    "akun.gagal_ubah_sandi": "Kata sandi lama salah ketika hendak diganti",
    "akun.sandi_diubah": "Kata sandi diganti",
    "akun.sandi_ditetapkan": "Kata sandi pertama ditetapkan",
    "akun.sandi_direset": "Kata sandi diganti lewat server",
    "akun.diundang": "Tautan undangan dibuat",
    "akun.undangan_dipakai": "Kata sandi dibuat lewat tautan undangan",
    "akun.dinonaktifkan": "Akun dinonaktifkan",
    "akun.diaktifkan": "Akun diaktifkan lagi",
    "akun.sesi_dicabut": "Satu sesi dikeluarkan",
    "akun.sesi_lain_dicabut": "Semua sesi lain dikeluarkan",
    "usul.dibuat": "Diusulkan untuk dicoret dari daftar pemilih",
    "usul.diusulkan": "Diusulkan untuk dicoret dari daftar pemilih",
    "usul.dikonfirmasi": "Usul dikonfirmasi orang kedua",
    "usul.ditolak": "Usul ditolak",
    "usul.dibatalkan": "Usul dibatalkan",
    "usul.dibekukan": "Usul dibekukan: orangnya mungkin masih hidup",
    "usul.dipulihkan": "Usul dipulihkan",
    "usul.penarikan_dibuat": "Penarikan dari KPU disiapkan",
    "usul.penarikan_dikirim": "Penarikan dikirim ke KPU",
    "usul.penarikan_diterima": "Tanda terima penarikan dari KPU dicatat",
    "usul.penarikan_dicabut": "Penarikan dicabut sebelum dikirim",
    "paket.dibuat": "Paket untuk KPU dibuat",
    "paket.diunduh": "Paket untuk KPU diunduh",
    "daftar_pemilih.diunggah": "Daftar pemilih diunggah",
    "daftar_pemilih.dibuat": "Daftar pemilih diunggah",
    "daftar_pemilih.berjalan": "Daftar pemilih mulai dibaca",
    "daftar_pemilih.dibaca": "Sebagian daftar pemilih dibaca",
    "daftar_pemilih.dimulai": "Daftar pemilih mulai dibaca",
    "daftar_pemilih.jadi": "Daftar pemilih selesai dibaca",
    "daftar_pemilih.gagal": "Daftar pemilih gagal dibaca",
    "impor.diunggah": "Lembar buku diunggah",
    "impor.dibuat": "Lembar buku diunggah",
    "impor.berjalan": "Lembar buku mulai dibaca",
    "impor.jadi": "Lembar buku selesai dibaca",
    "impor.gagal": "Lembar buku gagal dibaca",
    "impor.dibuka": "Judul kolom lembar buku dicari",
    "impor.dipetakan": "Kolom lembar buku dipilih",
    "impor.diminta_berhenti": "Impor buku diminta berhenti",
    "impor.dihentikan": "Impor buku dihentikan",
    "impor.dilanjutkan": "Impor buku dilanjutkan",
    "impor.dibatalkan": "Impor buku dibatalkan seluruhnya",
    "impor.diminta_batal": "Impor buku diminta dibatalkan seluruhnya",
    "impor.batal_ditolak": "Impor buku tidak dapat dibatalkan",
    "makam.nomor_batal": "Nomor buku dinyatakan batal",
    "laporan.impor_dibatalkan": "Baris dihapus: impor bukunya dibatalkan",
    "cetak_buku.dipesan": "Cetakan buku dipesan",
    "cetak_buku.dikerjakan": "Cetakan buku sedang dibuat",
    "cetak_buku.jadi": "Cetakan buku selesai dibuat",
    "cetak_buku.gagal": "Cetakan buku gagal dibuat",
    "cetak_buku.diunduh": "Cetakan buku diunduh",
    "impor.salinan_dibuat": "Salinan buku dari foto dimulai",
    "impor.salinan_dibuka_lagi": "Salinan buku dibuka lagi sesudah dibatalkan",
    "impor.halaman_ditambah": "Foto halaman buku ditambahkan",
    "impor.halaman_dihapus": "Foto halaman buku dihapus",
    "impor.halaman_dipindah": "Urutan halaman buku diubah",
    "impor.halaman_selesai": "Halaman buku selesai diketik",
    "impor.halaman_dibuka_lagi": "Halaman buku dibuka lagi untuk diketik",
    "impor.baris_diketik": "Baris buku diketik dari foto",
    "impor.baris_diubah": "Baris yang diketik diubah",
    "impor.baris_dihapus": "Baris yang diketik dihapus",
    "impor.baris_masuk": "Baris yang diketik masuk buku",
    "setelan_berkas.dibuat": "Setelan berkas dibuat",
    "setelan_berkas.diubah": "Setelan berkas diubah",
    "setelan_pemilih.dibuat": "Setelan pemilih dibuat",
    "setelan_pemilih.diubah": "Setelan pemilih diubah",
    "laporan_bulanan.dibuat": "Laporan bulanan dihitung dan dibuat",
    "laporan_bulanan.dihitung": "Laporan bulanan dihitung ulang",
    "laporan_bulanan.surat": "Nomor dan tanggal surat diisi",
    "laporan_bulanan.cetak_ulang": "Surat dibuat ulang",
    "laporan_bulanan.dicetak": "Surat dan lampiran jadi",
    "laporan_bulanan.gagal_dicetak": "Surat gagal dibuat",
    "laporan_bulanan.ditandatangani": "Salinan tertanda diunggah",
    "laporan_bulanan.ditarik": "Ditarik kembali menjadi draf",
    "laporan_bulanan.dikirim": "Laporan bulanan dikirim",
    "setelan_bulanan.diubah": "Setelan laporan bulanan diubah",
    "jejak.diekspor": "Jejak diunduh sebagai CSV",
}
OBJEK_LABEL = {
    "laporan": "Laporan",
    "akta": "Akta",
    "makam": "Makam",
    "akun": "Akun",
    "usul": "Usul pemilih",
    "paket": "Paket KPU",
    "daftar_pemilih": "Daftar pemilih",
    "impor": "Impor buku",
    "setelan_berkas": "Setelan berkas",
    "setelan_pemilih": "Setelan pemilih",
    "jejak": "Jejak",
    "blok": "Blok makam",
    "petak": "Petak makam",
    "kasus_hidup": "Kasus masih hidup",
    "impor_penduduk": "Data penduduk",
    "cetak_buku": "Cetakan buku",
    "setelan_laporan": "Setelan meja",
    "setelan_makam": "Setelan buku dan makam",
    "alasan_siap": "Kalimat siap",
    "hari_libur": "Hari libur",
    "laporan_bulanan": "Laporan bulanan",
    "setelan_bulanan": "Setelan laporan bulanan",
}
READ_SENTENCES = {
    "laporan.dibuka": "Membuka laporan",
    "bukti.dibuka": "Membuka bukti",
    "buku.bulan_dibuka": "Membuka satu bulan buku makam",
    "buku.lembar_dibuka": "Membuka lembar tutup buku",
    "buku.tertanda_dibuka": "Membuka lembar tutup buku bertanda tangan",
    "berkas.dibuka": "Membuka berkas permohonan",
    "berkas.diunduh": "Mengunduh berkas permohonan",
    "paket.ditarik": "Melihat nama yang ditarik dari paket KPU",
    "penduduk.calon": "Melihat calon identitas dari data penduduk",
    "penduduk.layanan": "Mencari di layanan Dukcapil",
    "penduduk.contoh": "Melihat contoh baris data penduduk",
    "penduduk.kesalahan_diunduh": "Mengunduh baris salah data penduduk",
    "petak.dibuka": "Membuka petak makam",
    "pemindahan.izin_dibuka": "Membuka surat izin pemindahan",
    "ganda.dibuka": "Membandingkan dua laporan yang diduga ganda",
    "kasus.dibuka": "Membuka kasus masih hidup",
    "lacak.dibuka": "Keluarga melacak laporan",
    "lacak.tidak_cocok": "Pelacakan dengan nomor atau tanggal yang tidak cocok",
    "cari.nik": "Mencari NIK",
    "cari.nama": "Mencari nama",
    "salinan.halaman_dibuka": "Membuka foto halaman buku lama",
    "salinan.baris_dibuka": "Membuka baris yang diketik dari buku lama",
    "impor.kesalahan_diunduh": "Mengunduh baris salah buku makam",
    "impor.contoh": "Melihat contoh baris buku makam",
    "daftar_pemilih.kesalahan": "Mengunduh baris salah daftar pemilih",
    "akta.dibuka": "Membuka nomor akta",
    "buku.diunduh": "Mengunduh cetakan buku",
    "usul.dibuka": "Membuka usul pemilih",
    "pemilih.calon": "Melihat calon pemilih meninggal",
    "cari.buku": "Mencari menurut nomor buku atau tanggal",
    "kubur.dibuka": "Membuka ahli waris dan izin makam",
    "iptm.dibuka": "Membuka daftar izin makam",
    "iptm.diunduh": "Mengunduh daftar izin makam",
    "rencana.dibuka": "Membuka rencana pemakaman",
    "cari.publik": "Umum mencari makam",
    "jejak.cari_nik": "Menelusuri siapa mencari sebuah NIK",
}

LABELS = {
    "nik": "NIK",
    "no_kk": "Nomor KK",
    "nik_pilihan": "NIK di data penduduk",
    "penduduk_id": "Nomor di data penduduk",
    "nik_alasan": "Alasan NIK kosong",
    "rt": "RT",
    "rw": "RW",
    "tps": "TPS",
    "sha256": "Sidik berkas (SHA-256)",
    "lahir_tahun": "Tahun lahir",
    "lahir_bulan": "Bulan lahir",
    "lahir_hari": "Hari lahir",
    "meninggal_tanggal": "Tanggal meninggal",
    "meninggal_pukul": "Pukul meninggal",
    "meninggal_tempat": "Tempat meninggal",
    "dimakamkan_tanggal": "Tanggal dimakamkan",
    "dimakamkan_pukul": "Pukul dimakamkan",
    "buku_nomor": "Nomor buku",
    "buku_tahun": "Tahun buku",
    "desa_kode": "Kode desa/kelurahan",
    "wilayah_kode": "Wilayah",
    "alamat_desa_kode": "Desa/kelurahan alamat",
    "dibuat_oleh": "Dibuat oleh",
    "makam_id": "Makam",
    "akun_id": "Akun",
    "aktif": "Aktif",
    "alasan_nik_sama": "Alasan NIK sama",
    "alasan_terlambat": "Alasan terlambat",
    "kotak_nama": "Jumlah kotak nama",
    "saksi1": "Saksi I",
    "saksi2": "Saksi II",
    "dugaan": "Yang membuatnya diduga",
    "nomor_surat": "Nomor surat",
    "tanggal_surat": "Tanggal surat",
    "dikirim_tanggal": "Tanggal dikirim",
    "dikirim_cara": "Cara dikirim",
    "hari_lapor": "Tanggal tenggat laporan",
    "hari_ingat": "Tanggal tenggat makam",
    "nip": "NIP",
    "ke_buku": "Digabung ke buku",
    "dari_buku": "Dari buku",
    "iptm_tahun": "Masa izin makam (tahun)",
    "iptm_ingat_hari": "Ingatkan sebelum izin habis (hari)",
    "cari_umum": "Pencarian makam untuk umum",
    "keberatan_cari": "Keluarga keberatan ditemukan umum",
    "sebab_ganti": "Sebab diganti",
    "koreksi_buku": "Koreksi buku nomor",
    "sha256_tertanda": "Sidik lembar bertanda tangan",
    "nomor_lama": "Nomor di buku lama",
    "tidak_terbaca": "Tidak terbaca di buku",
}

# Fields that tell a reader of the timeline nothing; the auditor still sees them.
TEKNIS = frozenset(
    {"versi", "sha256", "lawan", "digabung_ke", "dari_laporan", "status_sebelum", "perbaikan", "petak_id", "pemindahan"}
)
# Field → its codes and their words. Filled at start: the tables lie in folders above this one.
KODE: dict[str, Mapping[Any, str]] = {}

_SIXTEEN = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_CLOCK = re.compile(r"(\d{2}):(\d{2}):\d{2}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CODE_WORD = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def sentence(peristiwa: str) -> str:
    """What happened; an event without a sentence of its own falls back to its code in words."""
    known = SENTENCES.get(peristiwa) or READ_SENTENCES.get(peristiwa)
    return known or _words(peristiwa.replace(".", ": ", 1))


def label(ruas: str) -> str:
    """A field's name; 'saksi1_nama' becomes 'Saksi I: nama'."""
    if ruas in LABELS:
        return LABELS[ruas]
    head, _, tail = ruas.replace(".", "_").partition("_")
    if tail and head in {"saksi1", "saksi2", "pelapor", "ayah", "ibu"}:
        rest = label(tail)
        return f"{LABELS.get(head, head.capitalize())}: {rest if rest.isupper() else _lower_first(rest)}"
    return _words(ruas)


def details(rincian: Mapping[str, Any], *, tanpa: Container[str] = ()) -> list[str]:
    """One line a field, 'Nama: A → B'; a NIK or No KK shows its last four digits only."""
    return [f"{label(ruas)}: {_change(value, ruas)}" for ruas, value in rincian.items() if ruas not in tanpa]


def mask(text: str) -> str:
    """Hide all but the last four digits of every run of sixteen."""
    return _SIXTEEN.sub(lambda found: mask_digits(found.group()), text)


def _change(value: Any, ruas: str) -> str:
    if isinstance(value, list) and len(value) == 2 and (_no_lists(value) or _old_and_new_list(value)):
        return f"{_value(value[0], ruas)} → {_value(value[1], ruas)}"
    return _value(value, ruas)


def _no_lists(value: list[Any]) -> bool:
    return not any(isinstance(one, list | dict) for one in value)


def _old_and_new_list(value: list[Any]) -> bool:
    return all(one is None or (isinstance(one, list) and _no_lists(one)) for one in value)


def _value(value: Any, ruas: str) -> str:
    if value is None or value == "":
        return "kosong"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Mapping):
        return "; ".join(f"{_lower_first(label(str(key)))}: {_change(one, str(key))}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_value(one, ruas) for one in value) or "kosong"
    return KODE.get(ruas, {}).get(value) or _text(str(value))


def _text(text: str) -> str:
    if _DATE.fullmatch(text):
        return _tanggal(text)
    if _MOMENT.fullmatch(text):
        return _moment(text)
    if clock := _CLOCK.fullmatch(text):
        return f"{clock[1]}.{clock[2]}"
    if _UUID.fullmatch(text):
        return f"kode {text[:8]}"
    return text.replace("_", " ") if _CODE_WORD.fullmatch(text) else mask(text)


def _tanggal(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {NAMA_BULAN[day.month - 1]} {day.year}"


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return mask(text)
    local = moment.astimezone(WIB) if moment.tzinfo else moment
    return f"{_tanggal(local.date().isoformat())} pukul {local:%H.%M}"


def _words(code: str) -> str:
    words = code.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if text[:2] != text[:2].upper() else text
