"""What the public reads of a document: how often it may ask, and plain words for each state."""

from dataclasses import dataclass
from datetime import timedelta

from pemakaman.laporan.rules import Status

TRIES_PER_ADDRESS, ADDRESS_WINDOW = 120, timedelta(minutes=15)
FILES_PER_ADDRESS = 60
LARGEST_MB = 60
TERLALU_SERING = "Sudah terlalu sering diperiksa dari sambungan internet ini."


@dataclass(frozen=True)
class Keadaan:
    """Where a document stands: a code for its colour, a headline, what it means."""

    kode: str
    judul: str
    arti: str


KEADAAN = {
    "berlaku": Keadaan(
        "berlaku",
        "Berlaku",
        "Cocokkan kertasnya dengan keterangan ini. Semuanya harus sama.",
    ),
    "diganti": Keadaan(
        "diganti",
        "Sudah diganti",
        "Ada versi yang lebih baru, misalnya karena datanya diperbaiki. Pakailah versi yang baru.",
    ),
    "dibatalkan": Keadaan(
        "dibatalkan", "Dibatalkan", "Dokumen ini tidak berlaku lagi. Jangan dipakai untuk urusan apa pun."
    ),
    "ditahan": Keadaan(
        "ditahan",
        "Ditahan sementara",
        "Ada keterangan yang harus diperiksa dulu. Dokumen ini belum boleh dipakai; tanyakan kepada Disdukcapil.",
    ),
    "belum": Keadaan("belum", "Belum jadi", "Dokumen ini sudah dipesan, tetapi belum selesai dibuat."),
}


HELD = frozenset({Status.DIBEKUKAN, Status.DITOLAK, Status.DIGABUNG, Status.DIARSIPKAN})
"""A report that stands aside or was refused says nothing for its papers."""


def state_of(status: str, keadaan: str, laporan: Status | None) -> Keadaan:
    """The state to show; a report that is held or annulled holds or annuls its papers.

    `laporan` None: of no report, or a paper that asks for the annulment itself.
    """
    if keadaan == "dibatalkan" or laporan is Status.DIBATALKAN:
        return KEADAAN["dibatalkan"]
    if laporan in HELD:
        return KEADAAN["ditahan"]
    return KEADAAN[keadaan if status == "jadi" or keadaan != "berlaku" else "belum"]


# What the bytes of a PDF turned out to be: headline and meaning.
UTUH = (
    "Berkas ini asli",
    "Isinya byte demi byte sama dengan yang kami keluarkan; tidak ada satu huruf pun yang berubah.",
)
ASAL = (
    "Asli, tetapi belum ditandatangani",
    "Isinya byte demi byte keluaran kami dari sebelum ditandatangani elektronik. "
    "Mintalah berkas yang sudah bertanda tangan.",
)
LAMA = (
    "Pernah kami keluarkan",
    "Isinya byte demi byte keluaran kami, tetapi sekarang dokumen ini tersimpan dalam bentuk yang lain.",
)
GABUNGAN = (
    "Berkas ini asli",
    "Isinya byte demi byte sama dengan satu PDF gabungan yang kami keluarkan. Dokumen di dalamnya:",
)
KUMPULAN = (
    "Berkas ini asli",
    "Isinya byte demi byte sama dengan cetakan banyak berkas sekaligus dari kantor ini. "
    "Untuk satu dokumen di dalamnya, periksa kode di kertasnya.",
)
BUKAN = (
    "Bukan keluaran kami, atau sudah berubah",
    "Tidak ada keluaran kami yang persis sama dengan berkas ini. Berkas yang dipindai, difoto, disimpan ulang, atau "
    "dicetak ke PDF selalu berubah, juga bila isinya tidak. Periksalah dengan kode yang tercetak di dokumen.",
)
