"""Cases "orang ini masih hidup": their states, who decides what, and what the public may be told. Pure."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.rules import JenisBukti
from pemakaman.nilai.nomor_acak import make_nomor, read_nomor

AWALAN = "MH-"
SEMENTARA = timedelta(minutes=15)
LAPOR_PALING = 6
"""Alarms that one address may raise within a quarter of an hour."""
STATUS_PALING = 20
JEDA_SAMA = 0.7
"""Seconds that the public answer takes, whether or not a report was found."""
LONGEST = 2000


class StatusKasus(StrEnum):
    """Where a case stands."""

    BARU = "baru"
    TERBUKA = "terbuka"
    DIKABULKAN = "dikabulkan"
    DITOLAK = "ditolak"
    DITUTUP = "ditutup"


KASUS_LABEL = {
    StatusKasus.BARU: "Laporannya belum ditemukan",
    StatusKasus.TERBUKA: "Dibekukan, menunggu putusan",
    StatusKasus.DIKABULKAN: "Masih hidup, laporan dibatalkan",
    StatusKasus.DITOLAK: "Memang meninggal, laporan dipulihkan",
    StatusKasus.DITUTUP: "Ditutup tanpa laporan",
}
KASUS_SINGKAT = {
    StatusKasus.BARU: "Cari laporan",
    StatusKasus.TERBUKA: "Dibekukan",
    StatusKasus.DIKABULKAN: "Masih hidup",
    StatusKasus.DITOLAK: "Memang meninggal",
    StatusKasus.DITUTUP: "Ditutup",
}
OPEN = (StatusKasus.BARU, StatusKasus.TERBUKA)


class Putusan(StrEnum):
    """What two persons may decide."""

    KABULKAN = "kabulkan"
    TOLAK = "tolak"


PUTUSAN_LABEL = {
    Putusan.KABULKAN: "Orangnya masih hidup: batalkan laporan",
    Putusan.TOLAK: "Orangnya memang meninggal: pulihkan laporan",
}
HASIL = {Putusan.KABULKAN: StatusKasus.DIKABULKAN, Putusan.TOLAK: StatusKasus.DITOLAK}
PERISTIWA = {Putusan.KABULKAN: "kasus_hidup.dikabulkan", Putusan.TOLAK: "kasus_hidup.ditolak"}

HUBUNGAN = (
    ("sendiri", "Saya sendiri orangnya"),
    ("keluarga", "Keluarga"),
    ("tetangga", "Tetangga atau pengurus RT/RW"),
    ("petugas", "Petugas desa, kelurahan, atau kantor lain"),
    ("lainnya", "Lainnya"),
)
HUBUNGAN_LABEL = dict(HUBUNGAN)
SUMBER_LABEL = {"publik": "Laman umum", "petugas": "Pengguna program ini"}
# Codes in the trail and their words, by the names of its fields.
KODE_JEJAK: dict[str, Mapping[str, str]] = {
    "putusan": {putusan.value: label for putusan, label in PUTUSAN_LABEL.items()},
    "sumber": SUMBER_LABEL,
}
BUKTI_KASUS = (
    JenisBukti.BUKTI_HIDUP,
    JenisBukti.SURAT_KEMATIAN,
    JenisBukti.SURAT_POLISI,
    JenisBukti.PENETAPAN_PENGADILAN,
    JenisBukti.KK_KTP,
    JenisBukti.FOTO_MAKAM,
    JenisBukti.LAINNYA,
)
# Whether a report was found must not be read off the step: a case without one is "being checked" all the same.
LANGKAH_PUBLIK = {
    True: "Diterima dan sedang diperiksa",
    False: "Selesai diperiksa",
}


def make_nomor_kasus() -> str:
    """A new case number like 'MH-K7QF-3M9X-2HTA'."""
    return AWALAN + make_nomor()


def read_nomor_kasus(text: str) -> str | None:
    """The case number as it is kept, typed with or without 'MH-'; None when it is none."""
    bare = text.strip().upper().replace("–", "-")
    nomor = read_nomor(bare.removeprefix("MH").lstrip("- .") if bare.startswith("MH") else bare)
    return None if nomor is None else AWALAN + nomor


def public_step(status: StatusKasus) -> str:
    """All that a stranger with a case number is told."""
    return LANGKAH_PUBLIK[status in OPEN]


def check_open(status: StatusKasus, wanted: StatusKasus) -> None:
    """Raise Conflict unless the case stands in the state that the step begins from."""
    if status is not wanted:
        raise Conflict(f"Tindakan ini tidak dapat dilakukan. Kasus ini sekarang: {KASUS_LABEL[status].lower()}.")


def check_proof(putusan: Putusan, jenis: Collection[str]) -> None:
    """Raise Invalid unless the proofs of the case carry the decision: of life to annul, of death to restore."""
    alive = JenisBukti.BUKTI_HIDUP in jenis
    if putusan is Putusan.KABULKAN and not alive:
        pesan = "Unggah dulu paling sedikit satu bukti bahwa orangnya masih hidup."
        raise Invalid({"putusan": [pesan]})
    if putusan is Putusan.TOLAK and not set(jenis) - {JenisBukti.BUKTI_HIDUP}:
        pesan = "Centang bukti kematian yang sudah Anda cocokkan lagi, atau unggah bukti kematian yang baru."
        raise Invalid({"bukti": [pesan]})


def age_in_words(since: datetime, moment: datetime) -> str:
    """'baru saja', '5 jam', '3 hari': how long a case is open."""
    hours = max(0, int((moment - since).total_seconds() // 3600))
    if hours < 1:
        return "baru saja"
    return f"{hours} jam" if hours < 24 else f"{hours // 24} hari"


def reason(text: str, pesan: str, *, ruas: str = "alasan") -> str:
    """The reason as it is kept; raises Invalid at its field when there is none."""
    text = text.strip()
    if not text:
        raise Invalid({ruas: [pesan]})
    return text[:LONGEST]


def sentence_of(putusan: Putusan, nomor: str) -> str:
    """Why proposals, documents and a certificate changed, as each of them remembers it."""
    words: Mapping[Putusan, str] = {
        Putusan.KABULKAN: "Orangnya masih hidup",
        Putusan.TOLAK: "Orangnya memang meninggal",
    }
    return f"{words[putusan]} (kasus {nomor})"


def frozen_because(nomor: str) -> str:
    """Why a proposal was frozen, also told to KPU."""
    return f"Ada laporan bahwa orangnya masih hidup (kasus {nomor})"
