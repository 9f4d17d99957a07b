"""What a family reads of its report: the line of steps, and where it stands, in plain and careful words."""

from dataclasses import dataclass
from datetime import timedelta

from pemakaman.laporan.rules import SET_ASIDE, Kasus, Status

LANGKAH = (
    "Dicatat di buku makam",
    "Diajukan ke Disdukcapil",
    "Diperiksa petugas",
    "Disetujui, berkas dibuat",
    "Akta kematian terbit",
)
# How many steps are behind a report in each state.
_SELESAI: dict[Status, int] = {
    Status.LAPOR_AWAL: 1,
    Status.DIAJUKAN: 2,
    Status.DIPERIKSA: 2,
    Status.DISARANKAN: 3,
    Status.DIKEMBALIKAN: 2,
    Status.DISETUJUI: 4,
    Status.AKTA_TERBIT: 5,
    Status.DITOLAK: 2,
    Status.DIBATALKAN: 1,
}
# Only while nothing is decided does it help to know what is missing.
WAITING = frozenset({Status.LAPOR_AWAL, Status.DIAJUKAN, Status.DIPERIKSA, Status.DIKEMBALIKAN, Status.DISARANKAN})
AT_CEMETERY = frozenset({Status.LAPOR_AWAL, Status.DIKEMBALIKAN})
ON_DESK = frozenset({Status.DIAJUKAN, Status.DIPERIKSA, Status.DISARANKAN})

TRIES_PER_ADDRESS, ADDRESS_WINDOW = 60, timedelta(minutes=15)
MISSES_PER_RECEIPT, RECEIPT_WINDOW = 6, timedelta(hours=1)
TERLALU_SERING = "Sudah terlalu sering dicoba."
TIDAK_COCOK = (
    "Nomor dan tanggal itu tidak cocok dengan laporan mana pun. Periksa keduanya di tanda terima, lalu coba lagi."
)


@dataclass(frozen=True)
class Langkah:
    """One step of the line: 'selesai', 'kini' or 'belum'."""

    teks: str
    keadaan: str


@dataclass(frozen=True)
class Keadaan:
    """Where the report stands: a headline and what it means for the family."""

    judul: str
    arti: str


KEADAAN: dict[Status, Keadaan] = {
    Status.LAPOR_AWAL: Keadaan(
        "Sudah dicatat di buku makam, belum diajukan",
        "Pengelola makam masih melengkapi laporan. Bantulah dengan surat dan data yang diminta.",
    ),
    Status.DIAJUKAN: Keadaan("Menunggu diperiksa", "Laporan sudah di Disdukcapil dan menunggu giliran."),
    Status.DIPERIKSA: Keadaan("Sedang diperiksa", "Petugas Disdukcapil sedang memeriksa laporan ini."),
    Status.DISARANKAN: Keadaan("Selesai diperiksa, menunggu persetujuan", "Pejabat Disdukcapil yang memutuskan."),
    Status.DIKEMBALIKAN: Keadaan(
        "Perlu dilengkapi",
        "Ada yang perlu diperbaiki atau dilengkapi. Hubungi pengelola makam, lalu laporan diajukan lagi.",
    ),
    Status.DISETUJUI: Keadaan(
        "Disetujui, berkas permohonan dibuat",
        "Pelapor menandatangani formulir di Disdukcapil; sesudah itu akta kematian diterbitkan.",
    ),
    Status.AKTA_TERBIT: Keadaan("Akta kematian sudah terbit", "Akta dapat diambil atau diunduh lewat Disdukcapil."),
    Status.DITOLAK: Keadaan(
        "Tidak dapat dilanjutkan", "Laporan ini tidak dilanjutkan menjadi akta. Sebabnya dijelaskan Disdukcapil."
    ),
    Status.DIGABUNG: Keadaan(
        "Digabung dengan laporan lain",
        "Kejadian ini ternyata dilaporkan lebih dari sekali. Yang diteruskan laporan yang satu lagi; "
        "langkahnya terlihat di bawah.",
    ),
    Status.DIBEKUKAN: Keadaan(
        "Ditahan sementara", "Ada keterangan yang harus diperiksa dulu. Disdukcapil memutuskan kelanjutannya."
    ),
    Status.DIBATALKAN: Keadaan(
        "Dibatalkan", "Laporan ini tidak berlaku lagi. Hubungi Disdukcapil bila ada pertanyaan."
    ),
    Status.DIARSIPKAN: Keadaan(
        "Diarsipkan", "Laporan ini disimpan dan sedang tidak diproses. Disdukcapil dapat mengeluarkannya dari arsip."
    ),
}
HANYA_BUKU = Keadaan(
    "Sudah dicatat di buku makam",
    "Untuk keadaan ini cukup dicatat di buku makam. Surat selanjutnya diminta keluarga di Disdukcapil.",
)


def state_of(status: Status, kasus: str) -> Keadaan:
    """Headline and meaning of a state."""
    return HANYA_BUKU if kasus == Kasus.LAHIR_MATI and status is Status.LAPOR_AWAL else KEADAAN[status]


def steps_of(status: Status, sebelum: Status | None) -> list[Langkah]:
    """The line of steps; a report set aside stands where it was set aside, and none of its steps is 'kini'."""
    aside = status in SET_ASIDE
    done = _SELESAI.get(sebelum if aside and sebelum else status, 1)
    moving = status in WAITING | {Status.DISETUJUI}
    return [
        Langkah(teks, "selesai" if number < done else "kini" if moving and number == done else "belum")
        for number, teks in enumerate(LANGKAH)
    ]
