"""Are two burial reports one death? Compared field by field, with the reason for each field. Pure."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import product

from pemakaman.laporan.rules import NOT_IN_REGISTER, Kasus, Status
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.nilai.nama import bin_binti_split, names_resemble, search_key
from pemakaman.nilai.tanggal import TanggalTakLengkap, age_at

JENDELA = 30
UMUR_MELESET = 3
NAMA_MIRIP, NAMA_SAMA = 0.8, 0.97
_INFANTS = frozenset({Kasus.BAYI, Kasus.LAHIR_MATI})
# "Anak" alone begins names of Bali (Anak Agung), so it counts only before a mother or father.
_BABY = re.compile(
    r"\s*(?:(?:jabang\s+)?(?:bayi|by|orok)\b|anak(?=[\s.]+(?:dari[\s.]+)?(?:ny|nyonya|ibu|tn|tuan|bapak|bpk)\b))[\s.,]*"
    r"(?:(?:laki[\s-]*laki|perempuan|lk|pr|kembar)\b[\s.,]*)*(?:dari\b\s*)?(?:(?:ny|nyonya|ibu|tn|tuan|bapak|bpk)\b[\s.]*)?",
    re.IGNORECASE,
)


class JenisGanda(StrEnum):
    """Why two reports are suspected to be one death."""

    NIK = "nik"
    NIK_BEDA_NAMA = "nik_beda_nama"
    MIRIP = "mirip"


JENIS_LABEL = {
    JenisGanda.NIK: "NIK sama",
    JenisGanda.NIK_BEDA_NAMA: "NIK sama, orangnya berbeda",
    JenisGanda.MIRIP: "Nama dan tanggal mirip",
}
JENIS_PESAN = {
    JenisGanda.NIK: (
        "NIK-nya sama, dan satu orang hanya meninggal satu kali. Gabungkan kedua laporan; bila orangnya memang "
        "berbeda, kembalikan laporan yang NIK-nya salah (atau betulkan bila sudah disetujui)."
    ),
    JenisGanda.NIK_BEDA_NAMA: (
        "NIK sama, orangnya berbeda: NIK mana yang salah? Cocokkan keduanya dengan KK, lalu kembalikan laporan yang "
        "NIK-nya salah (atau betulkan bila sudah disetujui). Gabungkan hanya bila ternyata orangnya satu."
    ),
    JenisGanda.MIRIP: (
        "Mungkin orang yang sama dicatat dua kali. Gabungkan bila benar; bila orangnya berbeda (kembar, ayah dan anak, "
        "nama yang kebetulan sama), nyatakan bukan orang yang sama."
    ),
}
# The strongest first.
_ORDER = (JenisGanda.NIK, JenisGanda.NIK_BEDA_NAMA, JenisGanda.MIRIP)


class Hasil(StrEnum):
    """One compared field."""

    SAMA = "sama"
    MIRIP = "mirip"
    BEDA = "beda"
    TIDAK_DIKETAHUI = "tidak_diketahui"


HASIL_LABEL = {
    Hasil.SAMA: "sama",
    Hasil.MIRIP: "mirip",
    Hasil.BEDA: "berbeda",
    Hasil.TIDAK_DIKETAHUI: "tidak diketahui",
}
RUAS_GANDA = {
    "nik": "NIK",
    "nama": "nama",
    "jenis_kelamin": "jenis kelamin",
    "lahir": "kelahiran",
    "tanggal": "tanggal meninggal atau dimakamkan",
}


@dataclass(frozen=True, slots=True)
class Jati:
    """Who is dead, as one report tells it; `orang_tua` (names) is needed of infants only."""

    nik: str | None = None
    nama: str | None = None
    bin_binti: str | None = None
    jenis_kelamin: str | None = None
    lahir: TanggalTakLengkap | None = None
    umur: int | None = None
    meninggal: date | None = None
    dimakamkan: date | None = None
    kasus: str = Kasus.RUMAH.value
    orang_tua: frozenset[str] = frozenset()

    @property
    def hari(self) -> date | None:
        """The day of death, else that of burial."""
        return self.meninggal or self.dimakamkan

    @property
    def hari_makam(self) -> date | None:
        """The day of burial; of a missing person the date only says when the row entered the book."""
        return None if self.kasus == Kasus.HILANG else self.dimakamkan

    def is_infant(self) -> bool:
        """A child that may stand in a book under its mother's name."""
        if self.kasus in _INFANTS or (self.nama is not None and _BABY.match(self.nama)):
            return True
        if self.lahir is None or self.hari is None:
            return self.umur is not None and self.umur <= 1
        return self.lahir.latest() > self.hari - timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """The outcome for each field; `jenis` is None when nothing is suspected."""

    nik: Hasil
    nama: Hasil
    jenis_kelamin: Hasil
    lahir: Hasil
    tanggal: Hasil

    @property
    def jenis(self) -> JenisGanda | None:
        """What the outcomes amount to; with unlike sexes the names must be the same, not only alike."""
        if self.nik is Hasil.SAMA:
            unlike = Hasil.BEDA in {self.nama, self.jenis_kelamin, self.lahir}
            return JenisGanda.NIK_BEDA_NAMA if unlike else JenisGanda.NIK
        near = {Hasil.SAMA} if self.jenis_kelamin is Hasil.BEDA else {Hasil.SAMA, Hasil.MIRIP}
        if self.nama in near and self.lahir is not Hasil.BEDA and self.tanggal in {Hasil.SAMA, Hasil.MIRIP}:
            return JenisGanda.MIRIP
        return None

    def rincian(self) -> dict[str, str]:
        """Field → outcome, in the order in which they are shown."""
        return {ruas: getattr(self, ruas).value for ruas in RUAS_GANDA}


def is_standing(status: str, sebelum: str | None) -> bool:
    """Does a report say of somebody that he died? The same as `in_register()`, for one that is loaded."""
    return Status(status) not in NOT_IN_REGISTER and Status(sebelum or status) not in NOT_IN_REGISTER


def compare(a: Jati, b: Jati, jendela: int = JENDELA) -> Perbandingan:
    """Compare two persons field by field, the same in both directions; `jendela` in days."""
    return Perbandingan(
        nik=_same(a.nik, b.nik),
        nama=_names(a, b),
        jenis_kelamin=_same(a.jenis_kelamin, b.jenis_kelamin),
        lahir=_births(a, b),
        tanggal=_days(a, b, jendela),
    )


def compare_all(a: Collection[Jati], b: Collection[Jati], jendela: int = JENDELA) -> Perbandingan:
    """The strongest suspicion between two reports, each with what was merged into it; own data come first."""
    found = [compare(one, other, jendela) for one, other in product(a, b)]
    ranked = [one for jenis in _ORDER for one in found if one.jenis is jenis]
    return ranked[0] if ranked else found[0]


def fingerprint_pair(a: Iterable[Jati], b: Iterable[Jati]) -> str:
    """Fingerprint of the identity data of a pair: another way of writing a name does not change it."""
    sides = sorted(sorted(set(map(_canonical, side))) for side in (a, b))
    return sha256(json.dumps(sides).encode()).hexdigest()


def bare_keys(jati: Jati) -> set[str]:
    """Keys of a name, without a month; of an infant also those of its parents."""
    found: set[str] = set()
    if jati.nama and not _is_unnamed_baby(jati):
        own = name_keys(jati.nama)
        found |= own
        if len(own) == 1:
            found |= set(_near_keys(next(iter(own))))
    if jati.is_infant():
        found |= {f"by.{key}" for parent in _parents(jati) for key in name_keys(parent)}
    return found


def stored_keys(jati: Jati) -> list[str]:
    """What `laporan.kunci_ganda` holds: key and month of death, and of burial where that is another month."""
    months = {_month(day) for day in (jati.hari, jati.hari_makam) if day is not None}
    return sorted(f"{key}:{month}" for key in bare_keys(jati) for month in months)


def sought_keys(jati: Jati, jendela: int) -> list[str]:
    """The keys under which a report of the same death may stand: all months that the window touches."""
    span = timedelta(days=jendela)
    days = {day for day in (jati.hari, jati.hari_makam) if day is not None}
    months = {month for day in days for month in _months(day - span, day + span)}
    return sorted(f"{key}:{month}" for key in bare_keys(jati) for month in months)


def _same(a: str | None, b: str | None) -> Hasil:
    if a is None or b is None:
        return Hasil.TIDAK_DIKETAHUI
    return Hasil.SAMA if a == b else Hasil.BEDA


def _names(a: Jati, b: Jati) -> Hasil:
    if _is_unnamed_baby(a) or _is_unnamed_baby(b):
        return _babies(a, b)
    if not (a.nama and b.nama):
        return Hasil.TIDAK_DIKETAHUI
    return _outcome(names_resemble(_full_name(a), _full_name(b)))


def _babies(a: Jati, b: Jati) -> Hasil:
    """A baby without a name is known by its parents; a grown-up of the mother's name is somebody else."""
    if not (a.nama and b.nama):
        return Hasil.TIDAK_DIKETAHUI
    if not (a.is_infant() and b.is_infant()):
        return Hasil.BEDA
    scores = [names_resemble(one, other) for one, other in product(_parents(a), _parents(b))]
    # Without parents on one side nothing binds two infants.
    return _outcome(max(scores, default=0.0))


def _outcome(score: float) -> Hasil:
    if score >= NAMA_SAMA:
        return Hasil.SAMA
    return Hasil.MIRIP if score >= NAMA_MIRIP else Hasil.BEDA


def _is_unnamed_baby(jati: Jati) -> bool:
    return jati.nama is not None and _BABY.match(jati.nama) is not None


def _parents(jati: Jati) -> frozenset[str]:
    found = _BABY.match(jati.nama or "")
    named = (jati.nama or "")[found.end() :].strip(" .,-()") if found else ""
    return jati.orang_tua | ({named} if search_key(named) else set())


def _full_name(jati: Jati) -> str:
    nama = jati.nama or ""
    return f"{nama} bin {jati.bin_binti}" if jati.bin_binti and bin_binti_split(nama)[1] is None else nama


def _births(a: Jati, b: Jati) -> Hasil:
    if a.lahir is not None and b.lahir is not None:
        return _birth_dates(a.lahir, b.lahir)
    one, other = _ages(a), _ages(b)
    if one is None or other is None:
        return Hasil.TIDAK_DIKETAHUI
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    return Hasil.MIRIP if gap <= UMUR_MELESET else Hasil.BEDA


def _birth_dates(a: TanggalTakLengkap, b: TanggalTakLengkap) -> Hasil:
    if a == b:
        return Hasil.SAMA
    if a.is_full and b.is_full:
        return Hasil.MIRIP if _is_slip(a.earliest(), b.earliest()) else Hasil.BEDA
    return Hasil.MIRIP if a.earliest() <= b.latest() and b.earliest() <= a.latest() else Hasil.BEDA


def _is_slip(a: date, b: date) -> bool:
    """One part mistyped, or day and month changed places."""
    unlike = (a.day != b.day) + (a.month != b.month) + (a.year != b.year)
    if unlike == 1:
        return abs(a.year - b.year) <= UMUR_MELESET
    return a.year == b.year and (a.day, a.month) == (b.month, b.day)


def _ages(jati: Jati) -> tuple[int, int] | None:
    if jati.lahir is None or jati.hari is None:
        return None if jati.umur is None else (jati.umur, jati.umur)
    try:
        return age_at(jati.lahir, jati.hari)
    except NilaiError:
        return 0, 0


def _days(a: Jati, b: Jati, jendela: int) -> Hasil:
    both = [(a.meninggal, b.meninggal), (a.hari_makam, b.hari_makam)]
    gaps = [abs((one - other).days) for one, other in both if one and other]
    if not gaps and a.hari and b.hari:
        gaps = [abs((a.hari - b.hari).days)]
    if not gaps:
        return Hasil.TIDAK_DIKETAHUI
    if min(gaps) == 0:
        return Hasil.SAMA
    return Hasil.MIRIP if min(gaps) <= jendela else Hasil.BEDA


def _near_keys(key: str) -> Iterator[str]:
    """A single name has no second word to be found by, so one wrong consonant must not hide it."""
    if len(key) < 3:
        return
    yield f"~{key}"
    yield from (f"~{key[:index]}{key[index + 1 :]}" for index in range(len(key)))


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _months(first: date, last: date) -> Iterator[str]:
    count = (last.year - first.year) * 12 + last.month - first.month
    for index in range(count + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + index, 12)
        yield f"{year}-{month + 1:02}"


def _canonical(jati: Jati) -> str:
    lahir = None if jati.lahir is None else jati.lahir.text()
    names = [search_key(jati.nama or ""), search_key(_father(jati))]
    known = [jati.nik, *names, jati.jenis_kelamin, lahir, jati.umur, str(jati.hari)]
    return json.dumps([*known, sorted(map(search_key, jati.orang_tua))])


def _father(jati: Jati) -> str:
    return jati.bin_binti or bin_binti_split(jati.nama or "")[1] or ""
