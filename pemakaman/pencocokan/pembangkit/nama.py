"""Names as numbers: every person has up to four words, each a place in one list of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pemakaman.pencocokan.pembangkit.kosakata import BALI, BATAK, JAWA, KELOMPOK, PANGSA, POLA, TIONGHOA, Pola

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Rng = np.random.Generator

KATA_PALING_BANYAK = 4
_ZIPF, _GESER = 1.05, 15.0
# Second and young names have fashions: their heads are heavier.
_MODE = ("muda", "dua_", "arab", "sunda2")
_ZIPF_MODE, _GESER_MODE = 1.2, 9.0
# Words of one kind that stay as common as one another: a long tail would be wrong for them.
_RATA = {"bali_urut", "adok", "kemas", "nyimas", "siti", "muhammad"}
_MUDA, _MADYA = 1985, 1960


@dataclass(frozen=True)
class Kosakata:
    """All words; by group their numbers and the running sum of how common they are."""

    kata: list[str]
    nomor: dict[str, int]
    kelompok: dict[str, tuple[Ints, Floats]]
    lama: Ints
    mirip: Ints


@lru_cache(maxsize=1)
def kosakata() -> Kosakata:
    """Word 0 is no word."""
    kata = [""]
    nomor = {"": 0}

    def number(word: str) -> int:
        if word not in nomor:
            nomor[word] = len(kata)
            kata.append(word)
        return nomor[word]

    for word in ("I", "NI", "BIN", "BINTI"):
        number(word)
    groups = {}
    for name, words in KELOMPOK.items():
        codes = np.array([number(word) for word in (words if name in _RATA else dict.fromkeys(words))], dtype=np.int64)
        weight = np.ones(len(codes)) if name in _RATA else _weights(name, len(codes))
        groups[name] = (codes, np.cumsum(weight) / weight.sum())
    modern = list(kata)
    lama = np.array([number(old_spelling(word)) for word in modern], dtype=np.int64)
    lama = np.concatenate([lama, np.arange(len(modern), len(kata))])
    return Kosakata(kata, nomor, groups, lama, _alike(kata))


def _weights(name: str, jumlah: int) -> Floats:
    shift, power = (_GESER_MODE, _ZIPF_MODE) if name.startswith(_MODE) else (_GESER, _ZIPF)
    return np.asarray(1.0 / (np.arange(jumlah) + shift) ** power, dtype=np.float64)


def old_spelling(word: str) -> str:
    """The spelling of before 1972: Soeparman, Djoko, Tjipto."""
    for new, old in (("KH", "CH"), ("SY", "SJ"), ("J", "DJ"), ("CH", "CH"), ("U", "OE")):
        word = word.replace(new, old)
    return word.replace("CI", "TJI").replace("CA", "TJA") if not word.startswith(("ACH", "MOCH")) else word


def _alike(kata: Sequence[str]) -> Ints:
    """For every word one that begins like it and ends otherwise: the name of a brother or sister."""
    by_start: dict[tuple[str, str], list[int]] = {}
    for number, word in enumerate(kata):
        by_start.setdefault((word[:3], word[-1:]), []).append(number)
    found = np.arange(len(kata), dtype=np.int64)
    for numbers in by_start.values():
        for this, following in zip(numbers, numbers[1:] + numbers[:1], strict=True):
            found[this] = following
    return found


def draw_people(rng: Rng, jumlah: int) -> Ints:
    """The people of each household of a village: one of them is at home there."""
    share = np.array(PANGSA) / sum(PANGSA)
    local = rng.dirichlet(share * 2.2)
    return rng.choice(len(share), size=jumlah, p=0.8 * local + 0.2 * share).astype(np.int64)


def draw_names(rng: Rng, suku: Ints, perempuan: Bools, tahun: Ints) -> Ints:
    """One name (row of word numbers) for every person."""
    names = np.zeros((len(suku), KATA_PALING_BANYAK), dtype=np.int64)
    masa = np.where(tahun < _MADYA, 0, np.where(tahun < _MUDA, 1, 2))
    key = (suku * 2 + perempuan) * 3 + masa
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0])
    for begin, end in zip(starts, [*starts[1:], len(order)], strict=True):
        rows = order[begin:end]
        first = rows[0]
        patterns = POLA[int(suku[first])]["P" if perempuan[first] else "L"][int(masa[first])]
        names[rows] = _by_patterns(rng, len(rows), patterns)
    _balinese(rng, names, suku, perempuan)
    return names


def _by_patterns(rng: Rng, jumlah: int, patterns: list[Pola]) -> Ints:
    groups = kosakata().kelompok
    weight = np.array([w for w, _ in patterns])
    which = rng.choice(len(patterns), size=jumlah, p=weight / weight.sum())
    names = np.zeros((jumlah, KATA_PALING_BANYAK), dtype=np.int64)
    for number, (_, parts) in enumerate(patterns):
        rows = np.flatnonzero(which == number)
        for place, part in enumerate(parts):
            codes, sums = groups[part]
            names[rows, place] = codes[np.minimum(np.searchsorted(sums, rng.random(len(rows))), len(codes) - 1)]
    # Nobody is called 'Rini Rini'.
    for place in range(1, KATA_PALING_BANYAK):
        same = (names[:, place] == names[:, place - 1]) & (names[:, place] > 0)
        names[same, place] = 0
    gap = (names[:, 1] == 0) & (names[:, 2] > 0)
    names[gap, 1], names[gap, 2] = names[gap, 2], 0
    return names


def _balinese(rng: Rng, names: Ints, suku: Ints, perempuan: Bools) -> None:
    rows = np.flatnonzero((suku == BALI) & (rng.random(len(suku)) < 0.8))
    words = kosakata().nomor
    names[rows, 1:] = names[rows, :-1]
    names[rows, 0] = np.where(perempuan[rows], words["NI"], words["I"])


def last_word(names: Ints) -> Ints:
    """Where the last word of each name stands."""
    return np.asarray((names > 0).sum(axis=1) - 1, dtype=np.int64)


def hand_down(names: Ints, suku: Ints, dari: Ints) -> None:
    """Children bear the clan or family name of the head whose row is `dari` (-1: none)."""
    rows = np.flatnonzero((dari >= 0) & ((suku == BATAK) | (suku == TIONGHOA)))
    source = dari[rows]
    names[rows, last_word(names[rows])] = names[source, last_word(names[source])]


def write_old(rng: Rng, names: Ints, suku: Ints, tahun: Ints) -> None:
    """Some of the old still write their names as before 1972."""
    rows = np.flatnonzero((tahun < _MADYA) & (suku == JAWA) & (rng.random(len(suku)) < 0.03))
    names[rows] = kosakata().lama[names[rows]]
