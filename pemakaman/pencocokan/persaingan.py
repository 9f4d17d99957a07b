"""From pairs that are judged alone to chances: candidates compete, and "not on the list" competes with them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bilangan = NDArray[Any]
ENOUGH_DEATHS = 200
_MOST_SHIFT = 3.0
_ROUNDS = 25


@dataclass(frozen=True)
class Peluang:
    """Chance of each pair, and the bits by which this book's share of listed dead moved all of them."""

    peluang: Bilangan
    geser: float


def compete(bobot: Bilangan, almarhum: Bilangan, terdaftar: float, jumlah_almarhum: int) -> Peluang:
    """Chance of each pair from its bits: one death is at most one voter, and may be none.

    `terdaftar` is the share of listed dead the weights were learned with; with enough deaths the share of this book is
    learned from it. `almarhum` numbers the death of each pair.
    """
    if not len(bobot):
        return Peluang(np.zeros(0), 0.0)
    _, which = np.unique(almarhum, return_inverse=True)
    shift = 0.0
    if jumlah_almarhum >= ENOUGH_DEATHS:
        known = np.log2(terdaftar / (1 - terdaftar))
        for _ in range(_ROUNDS):
            share = float(np.clip(_posterior(bobot + shift, which).sum() / jumlah_almarhum, 0.02, 0.98))
            following = float(np.clip(np.log2(share / (1 - share)) - known, -_MOST_SHIFT, _MOST_SHIFT))
            if abs(following - shift) < 1e-3:
                break
            shift = following
    return Peluang(_posterior(bobot + shift, which), shift)


def _posterior(bobot: Bilangan, which: Bilangan) -> Bilangan:
    odds = np.exp2(np.clip(bobot, -60, 60))
    chance: Bilangan = odds / (1 + np.bincount(which, odds)[which])
    return chance


def ranks(peluang: Bilangan, bobot: Bilangan, almarhum: Bilangan, seri: Bilangan) -> Bilangan:
    """Place of each pair among those of its death, 1 the best; `seri` decides between equals."""
    order = np.lexsort((seri, -bobot, -peluang, almarhum))
    ordered = almarhum[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    place = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)])) + 1
    found = np.empty(len(order), dtype=np.int64)
    found[order] = place
    return found
