"""From compared pairs to chances, bands and reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from pemakaman.pencocokan.banding import NIK, SEMUA
from pemakaman.pencocokan.bandingkan import Terbanding
from pemakaman.pencocokan.blok import HasilBlok
from pemakaman.pencocokan.hasil import Pasangan, Pita
from pemakaman.pencocokan.kata import reasons
from pemakaman.pencocokan.model import Model, levels
from pemakaman.pencocokan.persaingan import compete, ranks
from pemakaman.pencocokan.pita import bands

_PERIOD_DAYS = 30
NIK_LEVELS = levels(NIK)


@dataclass(frozen=True)
class Terjodoh:
    """Scored pairs, one row each, with what blocking found on the way."""

    no: NDArray[Any]
    dpid: NDArray[Any]
    terbanding: Terbanding
    peluang: NDArray[np.float64]
    bobot: NDArray[np.float64]
    urutan: NDArray[np.int64]
    pita: NDArray[Any]
    model: Model
    blok: list[HasilBlok]
    jumlah_almarhum: int
    geser: float

    def pairs(self, *pita: Pita) -> Iterator[Pasangan]:
        """Explained pairs in these bands (all when none is named), by death in the order of the book, best first."""
        return self._explained(np.isin(self.pita, [one.value for one in pita or Pita]))

    def candidates(self) -> Iterator[Pasangan]:
        """What a clerk sees: *usul*, *periksa*, and a refused voter with the dead's own NIK, who wants a warning."""
        nik = np.isin(self.terbanding.keluaran["nik"], [NIK_LEVELS.index(one) for one in ("sama", "sama_nama_lain")])
        return self._explained((self.pita != Pita.TOLAK.value) | nik)

    def _explained(self, wanted: NDArray[np.bool_]) -> Iterator[Pasangan]:
        chosen = np.flatnonzero(wanted)
        for row in chosen[np.lexsort((self.urutan[chosen], self.terbanding.almarhum[chosen]))]:
            keluaran = {nama: int(values[row]) for nama, values in self.terbanding.keluaran.items()}
            yield Pasangan(
                no=str(self.no[row]),
                dpid=str(self.dpid[row]),
                skor=float(self.peluang[row]),
                pita=Pita(self.pita[row]),
                bobot=float(self.bobot[row]),
                urutan=int(self.urutan[row]),
                alasan=reasons(keluaran, self.model),
            )


def score(con: duckdb.DuckDBPyConnection, pairs: Terbanding, model: Model, blok: list[HasilBlok]) -> Terjodoh:
    """From outcomes to chances and bands."""
    weights = total_weights(pairs, model)
    counted = con.execute("SELECT count(*) FROM almarhum").fetchone()
    number = int(counted[0]) if counted else 0
    chance = compete(weights, pairs.almarhum, model.terdaftar, number)
    found = bands(chance.peluang, pairs.keluaran, model.ambang)
    _one_death_each(con, pairs, chance.peluang, found)
    dpid = _look_up(con, "SELECT i, coalesce(dpid, i::VARCHAR) FROM calon", pairs.pemilih)
    return Terjodoh(
        no=_look_up(con, "SELECT i, no FROM almarhum", pairs.almarhum),
        dpid=dpid,
        terbanding=pairs,
        peluang=chance.peluang,
        bobot=weights,
        urutan=ranks(chance.peluang, weights, pairs.almarhum, _places(dpid, found != Pita.TOLAK.value)),
        pita=found,
        model=model,
        blok=blok,
        jumlah_almarhum=number,
        geser=chance.geser,
    )


def _places(dpid: NDArray[Any], shown: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Place of a voter in the order of DPID, where somebody will read it: two runs order equals alike."""
    found = np.zeros(len(dpid), dtype=np.int64)
    if shown.any():
        found[shown] = np.unique(dpid[shown].astype(str), return_inverse=True)[1]
    return found


def total_weights(pairs: Terbanding, model: Model) -> NDArray[np.float64]:
    """Bits of each pair: where it starts, and what each outcome adds; what is not known adds nothing."""
    total = np.full(len(pairs.almarhum), model.awal)
    for banding in SEMUA:
        # The last place is reached by -1: not known.
        total += np.array([*model.weights(banding), 0.0])[pairs.keluaran[banding.nama]]
    return total


def _look_up(con: duckdb.DuckDBPyConnection, query: str, rows: NDArray[np.int64]) -> NDArray[Any]:
    """The second column of `query` for each of these rows; its first names them."""
    known = con.execute(f"SELECT * FROM ({query}) ORDER BY 1").fetchnumpy()
    numbers, values = known.values()
    found: NDArray[Any] = np.ma.getdata(values)[np.searchsorted(np.ma.getdata(numbers), rows)]
    return found


def _one_death_each(
    con: duckdb.DuckDBPyConnection, pairs: Terbanding, peluang: NDArray[np.float64], pita: NDArray[Any]
) -> None:
    """A voter proposed for two deaths stays with the likelier one, unless the book wrote one death down twice."""
    proposed = np.flatnonzero(pita == Pita.USUL.value)
    order = proposed[np.lexsort((-peluang[proposed], pairs.pemilih[proposed]))]
    voters = pairs.pemilih[order]
    again = np.flatnonzero(np.r_[False, voters[1:] == voters[:-1]]) if len(order) else np.zeros(0, np.int64)
    if not len(again):
        return
    deaths = {row[0]: row[1:] for row in con.execute("SELECT i, k1, wafat, meninggal FROM almarhum").fetchall()}
    first = 0
    for place in range(1, len(order)):
        if voters[place] != voters[first]:
            first = place
        elif not _one_death(deaths[pairs.almarhum[order[first]]], deaths[pairs.almarhum[order[place]]]):
            pita[order[place]] = Pita.PERIKSA.value


def _one_death(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    (key_a, day_a, year_a), (key_b, day_b, year_b) = one, other
    near = abs(day_a - day_b) <= _PERIOD_DAYS if day_a and day_b else abs(year_a - year_b) <= 1
    return bool(near and key_a == key_b)
