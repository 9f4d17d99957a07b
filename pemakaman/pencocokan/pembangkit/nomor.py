"""Numbers of persons and households: right in build, never given twice."""

import numpy as np

from pemakaman.pencocokan.pembangkit.nama import Bools, Ints, Rng

_KK_MULAI, _KK_AKHIR = np.datetime64("2005-03-01"), np.datetime64("2024-11-30")
# Numbers of other kecamatan come from each part of the list with serials of its own.
_AWAL_LUAR, _PER_KELOMPOK = 400, 60


def draw_nik(
    rng: Rng, kec: Ints, lahir: Ints, perempuan: Bools, *, elsewhere: Bools, keluarga: Ints, kelompok: int
) -> Ints:
    """`PPKKCC DDMMYY SSSS`; the serials of twins stand next to each other. 1.5 % were born on another day."""
    corrected = lahir + np.where(rng.random(len(lahir)) < 0.015, rng.integers(-400, 400, len(lahir)), 0)
    # Twins keep one date.
    same = np.flatnonzero((keluarga[1:] == keluarga[:-1]) & (lahir[1:] == lahir[:-1])) + 1
    corrected[same] = corrected[same - 1]
    head = kec * 10**6 + _six_digits(corrected, perempuan)
    return head * 10**4 + _serials(rng, head, elsewhere, keluarga, kelompok)


def draw_nkk(rng: Rng, kec: Ints) -> Ints:
    """One a household, with the day the card was first given."""
    days = rng.integers(_KK_MULAI.astype(np.int64), _KK_AKHIR.astype(np.int64), len(kec))
    head = kec * 10**6 + _six_digits(days, np.zeros(len(kec), dtype=np.bool_))
    return head * 10**4 + _serials(rng, head, np.zeros(len(kec), dtype=np.bool_), np.arange(len(kec)), 0)


def _six_digits(days: Ints, perempuan: Bools) -> Ints:
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day = (dates - months).astype(np.int64) + 1 + 40 * perempuan
    month = months.astype(np.int64) % 12 + 1
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.asarray(day * 10**4 + month * 100 + year % 100, dtype=np.int64)


def _serials(rng: Rng, head: Ints, elsewhere: Bools, keluarga: Ints, kelompok: int) -> Ints:
    order = np.lexsort((keluarga, elsewhere, head))
    same = np.zeros(len(order), dtype=np.bool_)
    same[1:] = (head[order][1:] == head[order][:-1]) & (elsewhere[order][1:] == elsewhere[order][:-1])
    kin = np.zeros(len(order), dtype=np.bool_)
    kin[1:] = keluarga[order][1:] == keluarga[order][:-1]
    step = np.where(kin & same, 1, rng.geometric(0.6, len(order)))
    running = np.cumsum(step)
    begin = np.maximum.accumulate(np.where(same, 0, np.arange(len(order))))
    serial = np.empty(len(order), dtype=np.int64)
    serial[order] = running - running[begin] + step[begin]
    return serial + np.where(elsewhere, _AWAL_LUAR + kelompok * _PER_KELOMPOK, 0)
