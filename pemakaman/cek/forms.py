"""Forms of the check in the field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from pemakaman.cek.rules import LONGEST_NAME, LONGEST_NOTE, Jawaban, clean
from pemakaman.pemilih.rules import HasilLapangan
from pemakaman.verifikasi.forms import VersionForm
from pemakaman.widgets import BaseForm, BerkasField, CentangField, Panjang, TeksPanjangField, WajibDiisi

KOSONG = "kosong"
"""The choice that takes a recorded answer back."""


class UnggahForm(BaseForm):
    """Answers as a file."""

    berkas = BerkasField(
        "Berkas CSV atau Excel (.xlsx)",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk="Kolom NO dan HASIL; boleh ditambah SAMA (ya/tidak), CATATAN, dan DARI. HASIL: M, H, P, atau T.",
        terima=".csv,.txt,.xlsx",
        batas_mb=2,
        paling=1,
    )


class SelesaiForm(VersionForm):
    """A list is done."""

    belum = CentangField("Nama yang belum dicatat tidak dicek; masukkan ke daftar berikutnya")


class BatalForm(VersionForm):
    """A list is given up."""

    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya."), Panjang(3, 1000)], baris=2)


class PutusForm(VersionForm):
    """A proposal goes on although the field did not find the voter dead."""

    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya."), Panjang(3, 1000)], baris=2)


@dataclass
class Terketik:
    """What was typed for one row, as the page shows it again."""

    hasil: str = ""
    sama: str = ""
    catatan: str = ""
    dari: str = ""
    galat: list[str] = field(default_factory=list)

    @property
    def sidik(self) -> str:
        """Tells whether a row was touched: equal texts, equal fingerprint."""
        texts = (self.hasil, self.sama, self.catatan, self.dari)
        return sha256("\0".join(texts).encode()).hexdigest()[:16]


@dataclass
class LembarJawaban:
    """The typed rows of one page: what can be taken, and what is wrong by row."""

    terketik: dict[int, Terketik]
    jawaban: list[Jawaban]

    @property
    def galat(self) -> list[tuple[int, str]]:
        """(row, sentence) of everything that is wrong."""
        return [(urutan, pesan) for urutan, satu in self.terketik.items() for pesan in satu.galat]

    def put_errors(self, galat: Mapping[str, list[str]]) -> None:
        """Put the sentences of the service at their rows."""
        for name, texts in galat.items():
            urutan = name.removeprefix("baris-")
            self.terketik.setdefault(int(urutan), Terketik()).galat.extend(texts)


def read_sheet(given: Mapping[str, str], rows: Iterable[int]) -> LembarJawaban:
    """The rows of a page that were sent; a row without an answer is not touched, and a note alone is told."""
    sheet = LembarJawaban({}, [])
    for urutan in rows:
        hasil, sama, catatan, dari = (
            given.get(f"{name}-{urutan}", "") for name in ("hasil", "sama", "catatan", "dari")
        )
        typed = Terketik(hasil, sama, catatan, dari)
        # What the officer left as the page showed it must not undo what a colleague wrote meanwhile.
        if given.get(f"dulu-{urutan}") == typed.sidik:
            continue
        sheet.terketik[urutan] = typed
        jawaban = _read_row(urutan, typed, given.get(f"versi-{urutan}", ""))
        if jawaban is not None:
            sheet.jawaban.append(jawaban)
    return sheet


def _read_row(urutan: int, typed: Terketik, versi: str) -> Jawaban | None:
    catatan = _line(typed, typed.catatan, f"Nomor {urutan}: catatan", LONGEST_NOTE)
    dari = _line(typed, typed.dari, f"Nomor {urutan}: nama yang memberi keterangan", LONGEST_NAME)
    if not typed.hasil:
        if catatan or dari:
            typed.galat.append(f"Nomor {urutan}: pilih dulu hasilnya.")
        return None
    if typed.hasil != KOSONG and typed.hasil not in set(HasilLapangan):
        typed.galat.append(f"Nomor {urutan}: hasil ini tidak dikenal.")
    if typed.galat:
        return None
    hasil = None if typed.hasil == KOSONG else HasilLapangan(typed.hasil)
    sama = {"ya": True, "tidak": False}.get(typed.sama) if hasil is HasilLapangan.MENINGGAL else None
    seen = int(versi) if versi.isascii() and versi.isdigit() and len(versi) < 10 else 0
    return Jawaban(urutan, hasil, sama, catatan if hasil else None, dari if hasil else None, seen)


def _line(typed: Terketik, text: str, nama: str, longest: int) -> str | None:
    try:
        return clean(text, longest)
    except ValueError:
        typed.galat.append(f"{nama} paling banyak {longest} huruf.")
        return None
