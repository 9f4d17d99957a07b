"""What is refused in a daily report, each time with the figures named."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from pemakaman.desk.rules.kolom import Angka, Bentuk, Kolom, Neraca, Paling, Persen, Sifat, balance
from pemakaman.errors import Invalid
from pemakaman.nilai.tanggal import format_hari_tanggal, format_tanggal

PALING_BESAR = 2_000_000_000
PALING_PINDAH = 10_000_000
Galat = dict[str, list[str]]


@dataclass(frozen=True)
class Hari:
    """The figures of one day."""

    tanggal: date
    angka: Angka
    nihil: bool = False


@dataclass(frozen=True)
class Patah:
    """A day that no longer fits the one before it, and why."""

    tanggal: date
    pesan: list[str] = field(default_factory=list)


def ribuan(value: int) -> str:
    """'6.528.688'."""
    return f"{value:,}".replace(",", ".")


def check_laporan(bentuk: Bentuk, hari: Hari, sebelum: Hari | None, *, lain: Mapping[str, Angka] | None = None) -> None:
    """Raise Invalid (by column) unless the day adds up and follows from the last day reported before it.

    `lain` holds the figures of other reports that a share is counted from.
    """
    galat = find_galat(bentuk, hari, sebelum, lain=lain)
    if galat:
        raise Invalid(galat)


def find_galat(bentuk: Bentuk, hari: Hari, sebelum: Hari | None, *, lain: Mapping[str, Angka] | None = None) -> Galat:
    """Column → sentences of what is wrong with a day; empty when nothing is."""
    galat = _out_of_range(bentuk, hari.angka)
    if galat:
        return galat
    for column, pesan in [*_within(bentuk, hari.angka, lain or {}), *_since(bentuk, hari, sebelum)]:
        galat.setdefault(column, []).append(pesan)
    return galat


def find_resting(bentuk: Bentuk, hari: Hari, bertumpu: Bentuk, laporan: Sequence[Hari]) -> Galat:
    """Column → why a day cannot stand: reports of another kind whose share is counted from it would be over 100 %."""
    galat: Galat = {}
    for one in bertumpu.persen:
        if one.dari_bentuk != bentuk.kode or not laporan:
            continue
        most = max(laporan, key=lambda other: other.angka[one.bagian])
        part, whole = most.angka[one.bagian], hari.angka[one.dari]
        if part > whole:
            when = f"{bertumpu.singkat} {format_tanggal(most.tanggal)}"
            pesan = f"{_over_hundred(bertumpu, one, part, whole)} Perbaiki dulu laporan {when}, atau periksa angka ini."
            galat[one.dari] = [pesan]
    return galat


def find_broken(
    bentuk: Bentuk,
    hari: Sequence[Hari],
    pindah: Collection[date] = (),
    *,
    mulai: Callable[[date], date | None] = lambda _: None,
) -> list[Patah]:
    """The days of a chain, oldest first, that do not follow from the one before.

    `pindah`: days without a report on which blank cards came or went. `mulai`: the day on which the counting of a day
    began; what lies before it is another count.
    """
    broken: list[Patah] = []
    for sebelum, sesudah in pairwise(hari):
        start = mulai(sesudah.tanggal)
        if start and sebelum.tanggal < start:
            continue
        pesan = [words for _, words in _since(bentuk, sesudah, sebelum)]
        pesan += [_moved(day) for day in sorted(pindah) if sebelum.tanggal < day < sesudah.tanggal]
        if pesan:
            broken.append(Patah(sesudah.tanggal, pesan))
    return broken


def _moved(tanggal: date) -> str:
    when = format_tanggal(tanggal)
    return f"Pindah blangko pada {when} belum masuk laporan mana pun. Isi laporan blangko {when}."


def _out_of_range(bentuk: Bentuk, angka: Angka) -> Galat:
    found: Galat = {}
    for kolom in bentuk.kolom:
        value = angka.get(kolom.kode)
        if value is None:
            found[kolom.kode] = [f"{kolom.label} belum diisi. Tulis 0 bila tidak ada."]
        elif value < 0:
            found[kolom.kode] = [_negative(bentuk, kolom, value)]
        elif kolom.satuan == "persen" and value > 100:
            found[kolom.kode] = [f"{kolom.label} {ribuan(value)} persen lebih dari 100. Tulis 0 sampai 100."]
        elif value > PALING_BESAR:
            found[kolom.kode] = [f"{kolom.label} {ribuan(value)} terlalu besar. Periksa angkanya."]
    return found


def _negative(bentuk: Bentuk, kolom: Kolom, value: int) -> str:
    if kolom.sifat is Sifat.STOK:
        return f"{kolom.label} {ribuan(value)}: stok tidak dapat kurang dari nol."
    return f"{kolom.label} {ribuan(value)}: angka tidak dapat kurang dari nol."


def _within(bentuk: Bentuk, angka: Angka, lain: Mapping[str, Angka]) -> list[tuple[str, str]]:
    found = [*_most(bentuk, angka), *_shares(bentuk, angka, lain)]
    found += [
        (
            one.hari,
            f"{bentuk.label(one.hari)} {ribuan(angka[one.hari])} lebih besar daripada "
            f"{_small(bentuk.label(one.jumlah))} {ribuan(angka[one.jumlah])}.",
        )
        for one in bentuk.tumbuh
        if angka[one.hari] > angka[one.jumlah]
    ]
    if bentuk.neraca:
        found += _unbalanced(bentuk, bentuk.neraca, angka)
    return found


def _most(bentuk: Bentuk, angka: Angka) -> list[tuple[str, str]]:
    return [
        (one.bagian[-1], _too_much(bentuk, one, angka))
        for one in bentuk.paling
        if sum(angka[kode] for kode in one.bagian) > angka[one.dari]
    ]


def _too_much(bentuk: Bentuk, one: Paling, angka: Angka) -> str:
    parts = " ditambah ".join(f"{bentuk.label(kode)} {ribuan(angka[kode])}" for kode in one.bagian)
    total = sum(angka[kode] for kode in one.bagian)
    whole = f"{_small(bentuk.label(one.dari))} {ribuan(angka[one.dari])}"
    if len(one.bagian) == 1:
        return f"{parts} lebih besar daripada {whole}."
    return f"{parts} menjadi {ribuan(total)}, lebih besar daripada {whole}."


def _shares(bentuk: Bentuk, angka: Angka, lain: Mapping[str, Angka]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for one in bentuk.persen:
        source = lain.get(one.dari_bentuk) if one.dari_bentuk else angka
        if source is not None and angka[one.bagian] > source[one.dari]:
            found.append((one.bagian, _over_hundred(bentuk, one, angka[one.bagian], source[one.dari])))
    return found


def _over_hundred(bentuk: Bentuk, one: Persen, part: int, whole: int) -> str:
    of = "yang sudah rekam KTP-el" if one.dari_bentuk else _small(bentuk.label(one.dari))
    share = f"{100 * part / whole:.2f}".replace(".", ",") + " %" if whole else "tak terhingga"
    return f"{one.label} {share} lebih dari 100: {ribuan(part)} dari {of} {ribuan(whole)}."


def _unbalanced(bentuk: Bentuk, neraca: Neraca, angka: Angka) -> list[tuple[str, str]]:
    rest = balance(neraca, angka)
    sums = f"{bentuk.label(neraca.awal)} {ribuan(angka[neraca.awal])}"
    sums += "".join(f" + {_small(bentuk.label(kode))} {ribuan(angka[kode])}" for kode in neraca.tambah)
    sums += "".join(f" − {_small(bentuk.label(kode))} {ribuan(angka[kode])}" for kode in neraca.kurang)
    whole = angka[neraca.awal] + sum(angka[kode] for kode in neraca.tambah)
    if whole > PALING_BESAR:
        most = f"lebih dari {ribuan(PALING_BESAR)} keping"
        return [(neraca.awal, f"Stok awal dengan yang datang menjadi {ribuan(whole)}: {most}. Periksa angkanya.")]
    if rest < 0:
        return [(neraca.sisa, f"Stok menjadi kurang dari nol: {sums} = {signed(rest)}.")]
    if rest != angka[neraca.sisa]:
        return [(neraca.sisa, f"{sums} = {ribuan(rest)}, bukan {ribuan(angka[neraca.sisa])}.")]
    return []


def _since(bentuk: Bentuk, hari: Hari, sebelum: Hari | None) -> list[tuple[str, str]]:
    if sebelum is None:
        return []
    found: list[tuple[str, str]] = []
    for one in bentuk.tumbuh:
        pesan = _growth(bentuk.label(one.hari), hari, sebelum, one.jumlah, one.hari)
        if pesan:
            found.append((one.jumlah, pesan))
    if bentuk.neraca:
        start, rest = hari.angka[bentuk.neraca.awal], sebelum.angka[bentuk.neraca.sisa]
        if start != rest:
            pesan = (
                f"{bentuk.label(bentuk.neraca.awal)} {ribuan(start)} tidak sama dengan sisa "
                f"{_when(hari, sebelum)} {ribuan(rest)}."
            )
            found.append((bentuk.neraca.awal, f"{pesan}{_missing(hari, sebelum)}"))
    return found


def _growth(label_hari: str, hari: Hari, sebelum: Hari, jumlah: str, tambah: str) -> str | None:
    new, old, today = hari.angka[jumlah], sebelum.angka[jumlah], hari.angka[tambah]
    when = _when(hari, sebelum)
    if new < old:
        return f"Kumulatif hari ini {ribuan(new)} lebih kecil daripada {when} {ribuan(old)}."
    if new == old + today:
        return None
    sums = f"{when} {ribuan(old)} ditambah {_small(label_hari)} {ribuan(today)} = {ribuan(old + today)}"
    if hari.tanggal - sebelum.tanggal == timedelta(days=1):
        return f"Kumulatif hari ini {ribuan(new)} tidak cocok: {sums}."
    # Days in between may still be reported; what is certain is that the sum cannot be less.
    return None if new > old + today else f"Kumulatif hari ini {ribuan(new)} kurang: {sums}."


def _when(hari: Hari, sebelum: Hari) -> str:
    if hari.tanggal - sebelum.tanggal == timedelta(days=1):
        return "kemarin"
    return f"laporan terakhir ({format_tanggal(sebelum.tanggal)})"


def _missing(hari: Hari, sebelum: Hari) -> str:
    gap = (hari.tanggal - sebelum.tanggal).days - 1
    if gap < 1:
        return ""
    first = format_hari_tanggal(sebelum.tanggal + timedelta(days=1))
    return f" Bila ada blangko keluar atau masuk sesudah itu, isi dulu hari yang belum dilaporkan, mulai {first}."


def _small(label: str) -> str:
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def signed(value: int) -> str:
    """'−6.528' or '6.528'."""
    return f"−{ribuan(-value)}" if value < 0 else ribuan(value)
