"""People of some villages as columns: households with a head, a spouse, grown children, parents."""

from dataclasses import dataclass

import numpy as np

from pemakaman.pencocokan.pembangkit import nama as nm
from pemakaman.pencocokan.pembangkit.nama import Bools, Floats, Ints, Rng
from pemakaman.pencocokan.pembangkit.nomor import draw_nik, draw_nkk
from pemakaman.pencocokan.pembangkit.tempat import Desa, asal_luar

KEPALA, PASANGAN, ANAK1, ANAK2, ANAK3, ORTU1, ORTU2 = range(7)
HARI_DAFTAR = np.datetime64("2025-01-01")
_UMUR_KEPALA = (
    (20, 30, 0.12),
    (30, 40, 0.24),
    (40, 50, 0.25),
    (50, 60, 0.19),
    (60, 70, 0.12),
    (70, 80, 0.06),
    (80, 96, 0.02),
)
# Years of birth from which a date that nobody knew was more often written as a round one.
_BAKU_MENURUT_TAHUN = ((1900, 0.35), (1950, 0.22), (1960, 0.12), (1970, 0.05), (1980, 0.01))
_HARI_BAKU = ("12-31", "07-01", "01-01", "08-17", "06-30", "05-05", "10-10")
_BAGIAN_BAKU = (0.40, 0.33, 0.15, 0.03, 0.04, 0.02, 0.03)


@dataclass
class Penduduk:
    """One entry a person; a household's people stand together. Dates are days since 1970; -1 is no person."""

    keluarga: Ints
    peran: Ints
    desa: Ints
    suku: Ints
    perempuan: Bools
    lahir: Ints
    nama: Ints
    ayah_baris: Ints
    ayah_nama: Ints
    kembar: Bools
    nik: Ints
    nkk: Ints
    tempat_lahir: Ints
    awal: Ints
    alamat: dict[str, Ints]

    def __len__(self) -> int:
        return len(self.peran)


def draw_population(rng: Rng, desa: list[Desa], jumlah: int, nomor_kelompok: int) -> Penduduk:
    """`jumlah` people of the villages, with names and numbers."""
    sizes = rng.uniform(0.75, 1.25, len(desa))
    ends = np.round(np.cumsum(sizes) / sizes.sum() * jumlah).astype(np.int64)
    ages, present, head_female = _households(rng, int(jumlah / 2.2) + 50)
    row, peran = np.nonzero(present)
    row, peran = row[:jumlah].astype(np.int64), peran[:jumlah].astype(np.int64)
    awal = np.searchsorted(row, np.arange(row[-1] + 2))
    desa_kk = np.minimum(np.searchsorted(ends, awal[:-1], side="right"), len(desa) - 1)
    suku_kk = np.concatenate([nm.draw_people(rng, int(n)) for n in np.bincount(desa_kk, minlength=len(desa))])
    suku = suku_kk[row]
    stranger = (peran == PASANGAN) & (rng.random(jumlah) < 0.15)
    suku[stranger] = nm.draw_people(rng, int(stranger.sum()))
    perempuan = _sex(rng, row, peran, head_female)
    kembar = np.zeros(jumlah, dtype=np.bool_)
    lahir = _births(rng, ages[row, peran], peran, kembar)
    ayah = _fathers(peran, perempuan, awal, row)
    kin = _kin_heads(rng, suku, awal[:-1])
    names, ayah_nama = _names(rng, suku, perempuan, lahir, peran=peran, ayah=ayah, kin=kin)
    _alike_siblings(rng, names, _sibling_pairs(peran, perempuan, kin), kembar)
    kec = np.array([d.kec_kode for d in desa], dtype=np.int64)[desa_kk]
    first, tempat = _origins(rng, kec[row], lahir, desa, desa_kk[row])
    nik = draw_nik(rng, first, lahir, perempuan, elsewhere=first != kec[row], keluarga=row, kelompok=nomor_kelompok)
    return Penduduk(
        row,
        peran,
        desa_kk[row],
        suku,
        perempuan,
        lahir,
        names,
        ayah,
        ayah_nama,
        kembar,
        nik,
        draw_nkk(rng, kec)[row],
        tempat,
        awal.astype(np.int64),
        _addresses(rng, desa_kk, row, awal),
    )


def _households(rng: Rng, jumlah: int) -> tuple[Floats, Bools, Bools]:
    """Ages and presence by role, and which heads are women."""
    low, high, share = (np.array(part) for part in zip(*_UMUR_KEPALA, strict=True))
    group = rng.choice(len(share), size=jumlah, p=share / share.sum())
    head = rng.uniform(low[group], high[group])
    spouse = _within(rng, head + rng.normal(-3.5, 4.5, jumlah), 18, 95)
    married = rng.random(jumlah) < np.where(head < 60, 0.80, np.where(head < 75, 0.62, 0.30))
    children = np.where(head > 37, rng.poisson(np.where(head < 50, 0.8, 1.1), jumlah), 0)
    oldest = head - rng.uniform(19, 30, jumlah)
    second, third = oldest - rng.uniform(1, 6, jumlah), oldest - rng.uniform(6.5, 11, jumlah)
    parent1 = _within(rng, head + rng.uniform(19, 36, jumlah), 40, 99)
    parent2 = _within(rng, parent1 + rng.normal(0, 5, jumlah), 40, 99)
    ages = np.stack([head, spouse, oldest, second, third, parent1, parent2], axis=1)
    has_parent = (rng.random(jumlah) < 0.12) & (head < 58)
    adult = [(children > n) & (ages[:, 2 + n] >= 17) for n in range(3)]
    present = np.stack(
        [np.ones(jumlah, dtype=np.bool_), married, *adult, has_parent, has_parent & (rng.random(jumlah) < 0.25)], axis=1
    )
    present[:, ORTU2] &= present.sum(axis=1) <= 6
    female = ~married & (rng.random(jumlah) < np.where(head > 45, 0.72, 0.35))
    return ages, present, female


def _within(rng: Rng, ages: Floats, low: float, high: float) -> Floats:
    """Ages outside are drawn near the limit, not heaped on it."""
    ages = np.where(ages < low, low + rng.random(len(ages)) * 5, ages)
    return np.asarray(np.where(ages > high, high - rng.random(len(ages)) * 8, ages), dtype=np.float64)


def _sex(rng: Rng, row: Ints, peran: Ints, head_female: Bools) -> Bools:
    sex = rng.random(len(peran)) < 0.49
    sex[peran == KEPALA] = head_female[row[peran == KEPALA]]
    sex[peran == PASANGAN] = True
    old = rng.random(len(peran)) < 0.68
    sex[peran == ORTU1] = old[peran == ORTU1]
    second = np.flatnonzero(peran == ORTU2)
    sex[second] = ~sex[second - 1]
    return sex


def _births(rng: Rng, ages: Floats, peran: Ints, kembar: Bools) -> Ints:
    days = HARI_DAFTAR.astype("datetime64[D]").astype(np.int64) - (ages * 365.25).astype(np.int64)
    dates = days.astype("datetime64[D]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    chance = np.zeros(len(ages))
    for since, rate in _BAKU_MENURUT_TAHUN:
        chance[year >= since] = rate
    rows = np.flatnonzero(rng.random(len(ages)) < chance)
    which = rng.choice(len(_HARI_BAKU), size=len(rows), p=_BAGIAN_BAKU)
    offset = np.array(
        [(np.datetime64(f"2001-{day}") - np.datetime64("2001-01-01")).astype(np.int64) for day in _HARI_BAKU]
    )
    days[rows] = (year[rows] - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) + offset[which]
    twin = np.flatnonzero((peran[1:] == ANAK2) & (peran[:-1] == ANAK1) & (rng.random(len(peran) - 1) < 0.03)) + 1
    days[twin] = days[twin - 1]
    kembar[twin] = kembar[twin - 1] = True
    return np.asarray(days, dtype=np.int64)


def _fathers(peran: Ints, perempuan: Bools, awal: Ints, row: Ints) -> Ints:
    """The row of the father where he is of the household."""
    head = awal[row]
    father = np.full(len(peran), -1, dtype=np.int64)
    child = (peran >= ANAK1) & (peran <= ANAK3)
    father[child] = np.where(perempuan[head[child]], -1, head[child])
    old_men = np.flatnonzero((peran >= ORTU1) & ~perempuan)
    father[head[old_men]] = old_men
    return father


def _kin_heads(rng: Rng, suku: Ints, heads: Ints) -> Ints:
    """Brothers live near each other: for each person -1, or the head some houses before who has the same father."""
    kin = (rng.random(len(heads)) < 0.35) & (np.r_[-1, suku[heads][:-1]] == suku[heads])
    kin[0] = False
    first = np.maximum.accumulate(np.where(kin, 0, np.arange(len(heads))))
    found = np.full(len(suku), -1, dtype=np.int64)
    found[heads[kin]] = heads[first[kin]]
    return found


def _names(
    rng: Rng, suku: Ints, perempuan: Bools, lahir: Ints, *, peran: Ints, ayah: Ints, kin: Ints
) -> tuple[Ints, Ints]:
    year = lahir.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    names = nm.draw_names(rng, suku, perempuan, year)
    fathers = nm.draw_names(rng, suku, np.zeros(len(suku), dtype=np.bool_), year - 28)
    fathers[kin >= 0] = fathers[kin[kin >= 0]]
    nm.hand_down(names, suku, np.where(ayah >= 0, ayah, kin))
    _like_father(rng, names, peran, perempuan, ayah)
    nm.write_old(rng, names, suku, year)
    return names, fathers


def _like_father(rng: Rng, names: Ints, peran: Ints, perempuan: Bools, ayah: Ints) -> None:
    luck = rng.random(len(names))
    child = (ayah >= 0) & (peran >= ANAK1) & (peran <= ANAK3) & ~perempuan
    whole = np.flatnonzero(child & (luck < 0.004))
    names[whole] = names[ayah[whole]]
    last = np.flatnonzero(child & (luck >= 0.004) & (luck < 0.05) & (names[:, 1] > 0))
    names[last, nm.last_word(names[last])] = names[ayah[last], 0]


def _sibling_pairs(peran: Ints, perempuan: Bools, kin: Ints) -> tuple[Ints, Ints]:
    """(younger, elder) of one sex: children of a household, and heads of one father."""
    younger = np.flatnonzero((peran == ANAK2) | (peran == ANAK3))
    younger = younger[peran[younger - 1] >= ANAK1]
    heads = np.flatnonzero(kin >= 0)
    both, elder = np.r_[younger, heads], np.r_[younger - 1, kin[heads]]
    fit = perempuan[both] == perempuan[elder]
    return both[fit], elder[fit]


def _alike_siblings(rng: Rng, names: Ints, pairs: tuple[Ints, Ints], kembar: Bools) -> None:
    """Sisters Rini and Rina, brothers Ahmad Fauzi and Ahmad Rizal; twins always."""
    younger, elder = pairs
    luck = rng.random(len(younger)) * np.where(kembar[younger] & kembar[elder], 0.25, 1.0)
    long = (luck < 0.18) & (names[younger, 1] > 0) & (names[elder, 1] > 0)
    mine, theirs = younger[long], elder[long]
    names[mine, nm.last_word(names[mine])] = names[theirs, nm.last_word(names[theirs])]
    near = (luck >= 0.18) & (luck < 0.25)
    names[younger[near]] = names[elder[near]]
    names[younger[near], 0] = nm.kosakata().mirip[names[elder[near], 0]]


def _origins(rng: Rng, kec: Ints, lahir: Ints, desa: list[Desa], di: Ints) -> tuple[Ints, Ints]:
    """The kecamatan of first registration, and the place of birth (a number of `birth_places`)."""
    codes, _ = asal_luar()
    luck = rng.random(len(kec))
    own = np.unique(kec)
    outside = rng.integers(0, len(codes), len(kec))
    away = luck >= 0.90
    first = np.where(luck < 0.80, kec, own[rng.integers(0, len(own), len(kec))])
    first = np.where(away, np.array(codes)[outside], first)
    born_here = rng.random(len(kec))
    place = np.where(born_here < 0.55, di, np.where(born_here < 0.85, len(desa) + di, 2 * len(desa) + di))
    from_java = away | ((lahir < -3650) & (rng.random(len(kec)) < 0.35))
    return first.astype(np.int64), np.where(from_java, 3 * len(desa) + outside, place).astype(np.int64)


def birth_places(desa: list[Desa]) -> list[str]:
    """Names by number: kabupaten, desa and kecamatan of each village, then places outside Lampung."""
    return [d.kabupaten for d in desa] + [d.nama for d in desa] + [d.kecamatan for d in desa] + asal_luar()[1]


def _addresses(rng: Rng, desa_kk: Ints, row: Ints, awal: Ints) -> dict[str, Ints]:
    """Kind, street and house number, RT, RW and TPS of each person, all of the household."""
    households = len(desa_kk)
    starts = np.searchsorted(desa_kk, desa_kk)
    place = np.arange(households) - starts
    rt_all = place // 28
    rw = rt_all // 4 + 1
    hamlet = rng.random(int(desa_kk.max()) + 1) < 0.6
    kind = np.where(
        hamlet[desa_kk],
        rng.choice(4, size=households, p=(0.7, 0.1, 0.05, 0.15)),
        rng.choice(4, size=households, p=(0.03, 0.02, 0.1, 0.85)),
    )
    base = (desa_kk * 37) % 997
    people = awal[:-1] - awal[starts]
    columns = {
        "jenis": kind,
        "jalan": base + np.where(kind == 3, rt_all, rw),
        "rumah": np.where(rng.random(households) < 0.4, rng.integers(1, 190, households), 0),
        "rt": rt_all % 4 + 1,
        "rw": rw,
        "tps": people // 480 + 1,
    }
    return {name: values.astype(np.int64)[row] for name, values in columns.items()}
