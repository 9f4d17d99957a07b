"""Documents: choices of a kab/kota, states, file names."""

from datetime import date

from pemakaman.akun.rules import Actor, Izin
from pemakaman.berkas.kebutuhan import PERMOHONAN
from pemakaman.dokumen.daftar import SUSUNAN
from pemakaman.dokumen.jenis import Jenis
from pemakaman.laporan.rules import Status

STATUS = ("antre", "jadi", "gagal")
KEADAAN = ("berlaku", "diganti", "dibatalkan")
KEADAAN_LABEL = {"berlaku": "Berlaku", "diganti": "Diganti versi baru", "dibatalkan": "Dibatalkan"}
TANDA = ("basah", "menunggu", "ditandatangani")
TANDA_LABEL = {
    "basah": "Ditandatangani di kertas",
    "menunggu": "Menunggu tanda tangan elektronik",
    "ditandatangani": "Sudah ditandatangani elektronik",
}
# Ways to sign electronically, and the kinds of documents that an office may choose one for: what an office issues.
# Applications (F-2.01, F-2.01A, F-2.01F, F-1.xx), F-2.29 and SPTJM carry the ink of those who apply or declare.
CARA = ("pkcs12", "bsre")
CARA_LABEL = {"pkcs12": "Sertifikat di server ini", "bsre": "BSrE (Balai Sertifikasi Elektronik)"}
TANDA_ELEKTRONIK = (Jenis.SK_PEMAKAMAN, Jenis.PENGANTAR, Jenis.TANDA_TERIMA, Jenis.SURAT)
BENTUK = ("pdf", "zip")
BENTUK_LABEL = {"pdf": "Satu PDF, urut cetak", "zip": "ZIP dengan daftar"}
STATUS_KUMPULAN = (*STATUS, "dihapus")
STATUS_KUMPULAN_LABEL = {
    "antre": "Sedang dibuat",
    "jadi": "Siap diunduh",
    "gagal": "Gagal dibuat",
    "dihapus": "Dihapus setelah tujuh hari",
}
MOST_TOGETHER = 2000
"""Files in one print."""
IDENTITAS = ("KTP-el", "SIM", "Paspor", "Kartu keluarga", "Surat kuasa dan KTP-el", "Lainnya")
HUBUNGAN_PENGAMBIL = (
    "Pelapor",
    "Suami/istri",
    "Anak",
    "Orang tua",
    "Saudara",
    "Penerima kuasa",
    "Petugas desa/kelurahan",
    "Lainnya",
)
FORMULIR_LABEL = {
    "F-2.01A": "F-2.01A (Permendagri 6/2026)",
    "F-2.01": "F-2.01 (Permendagri 109/2019)",
}
KERTAS_LABEL = {"A4": "A4 (210 × 297 mm)", "F4": "F4 (210 × 330 mm)", "legal": "Legal (216 × 356 mm)"}
KOTAK_NAMA_LABEL = {26: "26 kotak (lampiran Permendagri)", 34: "34 kotak"}
KOTAK_WILAYAH_LABEL = {0: "Garis biasa", 8: "8 kotak", 10: "10 kotak"}

WITH_DOCUMENT = frozenset({Status.DISETUJUI, Status.AKTA_TERBIT})
_BEKU = "Laporan ini dibekukan karena orangnya mungkin masih hidup. Berkasnya tidak boleh dipakai sampai diputus."
_LAIN = "Laporan ini tidak lagi disetujui, jadi berkasnya tidak berlaku dan tidak dapat diunduh."
ANNULLED = "Versi berkas ini dibatalkan bersama laporannya dulu, jadi tidak dapat diunduh. Pakai versi yang berlaku."

LEPAS = (
    *(Jenis.F_1_07, Jenis.F_1_04, Jenis.F_2_29, Jenis.SPTJM, Jenis.SK_PEMAKAMAN, Jenis.TANDA_TERIMA, Jenis.F_2_01F),
)
"""Papers that are printed one at a time, from the page of a report."""
_BERJALAN = frozenset(
    {Status.LAPOR_AWAL, Status.DIAJUKAN, Status.DIPERIKSA, Status.DIKEMBALIKAN, Status.DISARANKAN} | WITH_DOCUMENT
)
_LEPAS_PADA = {
    Jenis.SK_PEMAKAMAN: _BERJALAN,
    Jenis.F_2_01F: frozenset({Status.AKTA_TERBIT, Status.DIBEKUKAN, Status.DIBATALKAN}),
}

# Why a file is printed once more, as it is usually said; `lainnya` asks for words.
CETAK_ULANG = {
    "rusak": "Lembar sebelumnya rusak atau salah cetak",
    "hilang": "Lembar sebelumnya hilang",
    "keluarga": "Diminta keluarga atau pelapor",
    "arsip": "Untuk arsip kantor",
    "lainnya": "Sebab lain",
}
SEBAB_TERPANJANG = 200


RESMI_SAJA = (
    "Lembar ini dicetak Disdukcapil dan memuat data kependudukan, jadi hanya dapat diunduh di Disdukcapil. "
    "Cetak lagi bila Anda memerlukannya."
)


def sees_residents(actor: Actor) -> bool:
    """May this account read what the population data say?"""
    return actor.may(Izin.LAPORAN_PERIKSA) or actor.may(Izin.LAPORAN_SETUJUI)


def is_printable(jenis: Jenis) -> bool:
    """Is there a layout of this kind?"""
    return jenis in PERMOHONAN or jenis in SUSUNAN


def why_closed(status: Status) -> str:
    """Why the documents of a report in this state may not be taken away."""
    return _BEKU if status is Status.DIBEKUKAN else _LAIN


def why_left_out(status: str) -> str:
    """Why a file of a selection is not printed, by the state of its report."""
    if status == Status.DIBEKUKAN:
        return "Dibekukan: orangnya mungkin masih hidup"
    return "Diganti versi baru" if status in WITH_DOCUMENT else "Laporannya tidak lagi disetujui"


def kumpulan_name(day: date, bentuk: str) -> str:
    """Name of a print of many files."""
    return f"berkas-permohonan-{day:%Y%m%d}.{bentuk}"


def why_not_lepas(jenis: Jenis, status: Status, actor: Actor) -> str:
    """Why this account prints no such paper from a report in this state; '' when it does."""
    if jenis not in LEPAS:
        return "Dokumen ini tidak dicetak sendiri; dicetak bersama berkas setelah laporan disetujui."
    if jenis is Jenis.TANDA_TERIMA and not actor.may(Izin.BERKAS_SERAHKAN):
        return "Tanda terima dicetak petugas loket Disdukcapil, yang menerima berkasnya."
    if status in _LEPAS_PADA.get(jenis, _BERJALAN | {Status.DRAF}):
        return ""
    if jenis is Jenis.SK_PEMAKAMAN and status is Status.DRAF:
        return "Surat keterangan pemakaman memerlukan nomor buku. Kirim laporannya dulu."
    if jenis is Jenis.F_2_01F:
        return "F-2.01F dipakai setelah akta terbit. Sebelum itu datanya diperbaiki di laporan."
    return why_closed(status) if status is Status.DIBEKUKAN else "Laporan ini sudah selesai diproses atau disisihkan."


def lepas_number(makam_kode: str, nomor: int | None, tahun: int | None) -> str:
    """How a single paper is numbered: by the book, or as a draft."""
    return f"{makam_kode} {nomor}/{tahun}" if nomor else f"{makam_kode} draf"


def paper_name(jenis: str, makam_kode: str, tahun: int | None, nomor: int | None, urut: int = 0) -> str:
    """Name of one downloaded paper: kind, cemetery, number of the book; no person's name, no NIK."""
    number = f"{tahun}-{nomor:04}" if tahun and nomor else "draf"
    return f"{f'{urut:02}_' if urut else ''}{jenis}_{makam_kode}_{number}.pdf"


def file_name(formulir: str, makam_kode: str, tahun: int | None, nomor: int | None, versi: int) -> str:
    """Name of a downloaded document: form, cemetery, number of the book; no person's name, no NIK."""
    return f"{formulir}_{makam_kode}_{tahun or 0}-{nomor or 0:04}_v{versi}.pdf"


def read_versi(text: str) -> int:
    """The version a form was opened with; -1, which is always stale, when it is not a number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1
