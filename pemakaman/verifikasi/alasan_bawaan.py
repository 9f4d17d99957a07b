"""Ready sentences that every office has from the start; each kab/kota may reword or switch off any of them. Pure."""

from dataclasses import dataclass

UNTUK_LABEL = {
    "kembalikan": "Mengembalikan untuk diperbaiki",
    "tolak": "Menolak",
    "tanya": "Bertanya kepada pengelola",
    "lampiran": "Meminta lampiran",
    "urungkan": "Mengembalikan ke verifikator",
    "arsip": "Mengarsipkan",
}


@dataclass(frozen=True)
class Bawaan:
    """One national sentence; `ruas` narrows one for a return to its field."""

    untuk: str
    teks: str
    ruas: str | None = None


BAWAAN: dict[str, Bawaan] = {
    "bukti_kabur": Bawaan("kembalikan", "Foto surat tidak terbaca. Foto ulang aslinya di tempat terang.", "bukti"),
    "bukti_bukan_asli": Bawaan("kembalikan", "Yang difoto fotokopi. Foto surat aslinya.", "bukti"),
    "nik_beda_kk": Bawaan("kembalikan", "NIK berbeda dengan KK atau KTP-el. Ketik ulang sesuai dokumen.", "nik"),
    "nama_beda": Bawaan("kembalikan", "Nama berbeda dengan KK atau KTP-el. Tulis persis seperti di dokumen.", "nama"),
    "tanggal_beda": Bawaan(
        "kembalikan", "Tanggal meninggal berbeda dengan surat kematian. Samakan.", "meninggal_tanggal"
    ),
    "surat_tanpa_nomor": Bawaan("kembalikan", "Isi nomor surat kematian seperti tertulis di suratnya.", "surat_nomor"),
    "sesuai_dokumen": Bawaan("kembalikan", "Tidak sesuai dengan dokumen yang dilampirkan. Periksa lagi."),
    "tolak_sudah_akta": Bawaan("tolak", "Akta kematiannya sudah terbit."),
    "tolak_bukan_wilayah": Bawaan(
        "tolak", "Almarhum penduduk kabupaten/kota lain. Keluarga melapor ke Disdukcapil domisili."
    ),
    "tanya_hubungan": Bawaan("tanya", "Siapa ahli waris yang dapat dihubungi, dan berapa nomor teleponnya?"),
    "tanya_orang_sama": Bawaan("tanya", "Apakah orang ini sama dengan yang pernah dilaporkan sebelumnya?"),
    "lampiran_asli": Bawaan("lampiran", "Foto dokumen aslinya, seluruh halaman terlihat."),
    "lampiran_sptjm": Bawaan("lampiran", "SPTJM bermeterai, ditandatangani keluarga dan dua orang saksi."),
    "urungkan_identitas": Bawaan("urungkan", "Periksa lagi identitasnya di SIAK sebelum disarankan."),
    "urungkan_bukti": Bawaan("urungkan", "Bukti kematiannya belum meyakinkan. Minta lampiran tambahan."),
    "arsip_tidak_lanjut": Bawaan("arsip", "Pelapor tidak menanggapi permintaan perbaikan."),
}


def join_reason(siap: str | None, teks: str | None) -> str:
    """The reason that is kept: the ready sentence when nothing was typed, both when both are there."""
    return " ".join(part.strip() for part in (siap, teks) if part and part.strip())
