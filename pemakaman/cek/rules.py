"""Lists for the check in the field: what may be written into them, and how the answers are read. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from pemakaman.pemilih.rules import LAPANGAN_LABEL, HasilLapangan
from pemakaman.sel import bare

MOST_ROWS = 200
"""Names on one list; what is left over goes on the next."""
LONGEST_NOTE = 500
LONGEST_NAME = 100


class StatusCek(StrEnum):
    """Where a list stands."""

    BERJALAN = "berjalan"
    SELESAI = "selesai"
    BATAL = "batal"


CEK_LABEL = {
    StatusCek.BERJALAN: "Berjalan",
    StatusCek.SELESAI: "Selesai",
    StatusCek.BATAL: "Dibatalkan",
}
# Codes in the trail and their words, by the names of its fields.
KODE_JEJAK: dict[str, dict[str, str]] = {"hasil_cek": {hasil.value: label for hasil, label in LAPANGAN_LABEL.items()}}

_WORDS: dict[HasilLapangan, tuple[str, ...]] = {
    HasilLapangan.MENINGGAL: ("m", "meninggal", "meninggaldunia", "wafat", "mati", "sudahmeninggal"),
    HasilLapangan.HIDUP: ("h", "hidup", "masihhidup"),
    HasilLapangan.PINDAH: ("p", "pindah", "sudahpindah", "pindahalamat"),
    HasilLapangan.TIDAK_DIKENAL: ("t", "td", "tidakdikenal", "takdikenal", "tdkdikenal"),
}
_BY_WORD = {word: hasil for hasil, words in _WORDS.items() for word in words}
_YES, _NO = frozenset({"ya", "y", "sama", "1"}), frozenset({"tidak", "t", "tdk", "beda", "0"})


@dataclass(frozen=True)
class Jawaban:
    """The answer for one row; `hasil` None takes a recorded one back. `versi` None: read from a file."""

    urutan: int
    hasil: HasilLapangan | None
    orang_sama: bool | None = None
    catatan: str | None = None
    keterangan_dari: str | None = None
    versi: int | None = None

    @property
    def isi(self) -> dict[str, object]:
        """Column → value, as the row keeps it."""
        sama = self.orang_sama if self.hasil is HasilLapangan.MENINGGAL else None
        told = self.hasil is not None
        return {
            "hasil": self.hasil.value if self.hasil else None,
            "orang_sama": sama,
            "catatan": self.catatan if told else None,
            "keterangan_dari": self.keterangan_dari if told else None,
        }


def read_hasil(text: str) -> HasilLapangan | None:
    """The answer that a word or letter means (M, H, P, T); None when it means none."""
    return _BY_WORD.get(bare(text))


def read_yes(text: str) -> bool | None:
    """'ya' or 'tidak'; None when empty; raises ValueError for anything else."""
    word = bare(text)
    if not word:
        return None
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def clean(text: str | None, longest: int) -> str | None:
    """A typed line as it is kept: one line, no control characters, None when empty; raises ValueError if too long."""
    kept = "".join(char if char.isprintable() else " " for char in text or "")
    line = " ".join(kept.split())
    if len(line) > longest:
        raise ValueError(line)
    return line or None


def walking_order(rw: str | None, rt: str | None, nama: str) -> tuple[tuple[int, str], tuple[int, str], str]:
    """The order in which one walks from house to house: RW, RT, name; numbers count as numbers."""
    return (_place(rw), _place(rt), nama)


def _place(text: str | None) -> tuple[int, str]:
    text = (text or "").strip()
    digits = text.isascii() and text.isdigit() and len(text) < 10
    return (int(text), "") if digits else (10**9, text)


def alive_because(nomor: int, jawaban: Jawaban) -> str:
    """Why the alarm is raised, in the words of the field."""
    parts = [f"Cek lapangan daftar nomor {nomor}, baris {jawaban.urutan}: PPS menyatakan orangnya masih hidup."]
    if jawaban.keterangan_dari:
        parts.append(f"Keterangan dari: {jawaban.keterangan_dari}.")
    if jawaban.catatan:
        parts.append(f"Catatan: {jawaban.catatan}")
    return " ".join(parts)
