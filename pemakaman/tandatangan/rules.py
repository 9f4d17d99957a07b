"""Electronic signatures: ways, the states of an attempt, and which documents may be signed now."""

from pemakaman.berkas.rules import CARA, CARA_LABEL, WITH_DOCUMENT
from pemakaman.laporan.rules import Status

__all__ = ["CARA", "CARA_LABEL", "MOST_AT_ONCE", "PATIENCE_SECONDS", "STATUS_TANDA", "why_not"]

STATUS_TANDA = ("dikirim", "selesai", "gagal", "ditinggalkan")
STATUS_TANDA_LABEL = {
    "dikirim": "Belum terjawab",
    "selesai": "Ditandatangani",
    "gagal": "Gagal",
    "ditinggalkan": "Ditinggalkan, diulang",
}
# Documents of one press; most browsers and people lose sight beyond that.
MOST_AT_ONCE = 200
# Longer than any call can last: an attempt without an answer after that was ended by a dead process.
PATIENCE_SECONDS = 120
CLOSED = frozenset({Status.DIBEKUKAN, Status.DIBATALKAN, Status.DITOLAK, Status.DIGABUNG, Status.DIARSIPKAN})


def why_not(*, status: str, keadaan: str, tanda_tangan: str, laporan: Status | None, dalam_berkas: bool) -> str | None:
    """Why a document may not be signed now, in words; None when it may."""
    if tanda_tangan == "ditandatangani":
        return "Dokumen ini sudah ditandatangani elektronik."
    if keadaan == "dibatalkan":
        return "Dokumen ini sudah dibatalkan, jadi tidak ditandatangani."
    if keadaan != "berlaku":
        return "Dokumen ini sudah diganti versi baru, jadi tidak ditandatangani. Tandatangani versi barunya."
    if tanda_tangan != "menunggu":
        return "Dokumen ini ditandatangani di kertas, tidak elektronik."
    if status != "jadi":
        return "Dokumen ini belum selesai dicetak. Tunggu sebentar, lalu coba lagi."
    return _why_report_not(laporan, dalam_berkas=dalam_berkas)


def _why_report_not(laporan: Status | None, *, dalam_berkas: bool) -> str | None:
    if laporan is Status.DIBEKUKAN:
        return "Laporannya dibekukan karena orangnya mungkin masih hidup. Dokumennya tidak ditandatangani."
    if laporan in CLOSED or (dalam_berkas and laporan not in WITH_DOCUMENT):
        return "Laporannya tidak lagi berlaku, jadi dokumennya tidak ditandatangani."
    return None
