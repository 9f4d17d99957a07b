"""From a seed to three files; the same seed gives the same bytes."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from tests.latih_lain import buku, daftar
from tests.latih_lain.kubur import Pemakaman
from tests.latih_lain.tempat import list_desa
from tests.latih_lain.warga import PEMILIH_PER_DESA, Warga

HEADER_KUNCI = ("NO", "DPID", "KELAS")
# Columns some books do not have.
_BOLEH_HILANG = ("BLOK", "NO_HP", "SEBAB", "TEMPAT_MENINGGAL", "RW", "BIN_BINTI")
Row = dict[str, str]


def make(folder: Path, *, pemilih: int, pemakaman: int, biji: int, samar: bool = False) -> None:
    """PEMILIH.csv, PEMAKAMAN.csv and KUNCI.csv in `folder`."""
    dice = Random(biji)
    warga = Warga(dice, list_desa(dice, pemilih // PEMILIH_PER_DESA + 1), pemilih)
    burials = Pemakaman(dice, warga).list_kubur(pemakaman)
    voters, dpids = daftar.list_rows(dice, warga)
    book = [buku.write_row(dice, one, number) for number, one in enumerate(burials, start=1)]
    keys = [
        {"NO": one.sel["NO"], "DPID": dpids.get(burial.orang.nomor, ""), "KELAS": " ".join(one.kelas)}
        for one, burial in zip(book, burials, strict=True)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "PEMILIH.csv", daftar.HEADER, map(daftar.mask, voters) if samar else voters)
    _write(folder / "PEMAKAMAN.csv", _columns(dice), (one.sel for one in book))
    _write(folder / "KUNCI.csv", HEADER_KUNCI, keys)


def _columns(dice: Random) -> Sequence[str]:
    """The columns of this book: one or none missing, some in another place."""
    gone = dice.sample(_BOLEH_HILANG, dice.choice((0, 1, 2)))
    kept = [name for name in buku.HEADER if name not in gone]
    for _ in range(3):
        kept.insert(dice.randrange(1, len(kept)), kept.pop(dice.randrange(1, len(kept))))
    return kept


def _write(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
