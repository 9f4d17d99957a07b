"""Documents: choices of a kab/kota, states, file names."""

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
BENTUK = ("pdf", "zip")
FORMULIR_LABEL = {
    "F-2.01A": "F-2.01A (Permendagri 6/2026)",
    "F-2.01": "F-2.01 (Permendagri 109/2019)",
}
KERTAS_LABEL = {"A4": "A4 (210 × 297 mm)", "F4": "F4 (210 × 330 mm)", "legal": "Legal (216 × 356 mm)"}
KOTAK_NAMA_LABEL = {26: "26 kotak (lampiran Permendagri)", 34: "34 kotak"}
KOTAK_WILAYAH_LABEL = {0: "Garis biasa", 8: "8 kotak", 10: "10 kotak"}
CARA_TANDA_LABEL = {"basah": "Di kertas", "pkcs12": "Elektronik, sertifikat kantor", "bsre": "Elektronik, BSrE"}

WITH_DOCUMENT = frozenset({Status.DISETUJUI, Status.AKTA_TERBIT})
MOST_AT_ONCE = 100
_BEKU = "Laporan ini dibekukan karena orangnya mungkin masih hidup. Berkasnya tidak boleh dipakai sampai diputus."
_LAIN = "Laporan ini tidak lagi disetujui, jadi berkasnya tidak berlaku dan tidak dapat diunduh."
MOST_TRIES = 5


def why_closed(status: Status) -> str:
    """Why the documents of a report in this state may not be taken away."""
    return _BEKU if status is Status.DIBEKUKAN else _LAIN


def file_name(formulir: str, makam_kode: str, tahun: int | None, nomor: int | None, versi: int) -> str:
    """Name of a downloaded document: form, cemetery, number of the book; no person's name, no NIK."""
    return f"{formulir}_{makam_kode}_{tahun or 0}-{nomor or 0:04}_v{versi}.pdf"


def read_versi(text: str) -> int:
    """The version a form was opened with; -1, which is always stale, when it is not a number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1
