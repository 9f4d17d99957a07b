"""Dates and ages in every form a book has them."""

from datetime import date, timedelta
from random import Random

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
BULAN_PENDEK = ("Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des")
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")
HARI_JAWA = ("Senen", "Seloso", "Rebo", "Kemis", "Jemuah", "Setu", "Ahad")
PASARAN = ("Pahing", "Pon", "Wage", "Kliwon", "Legi")
_PERTAMA_EXCEL = date(1899, 12, 30)


def full_form(dice: Random, day: date, tangan: str) -> str:
    """A whole date as this hand writes it."""
    if tangan == "sekdes" and dice.random() < 0.18 and day.year >= 1901:
        return str((day - _PERTAMA_EXCEL).days)
    forms = {
        "kaur": (0, 0, 0, 0, 1, 2, 3),
        "sekdes": (0, 1, 1, 4, 4, 8),
        "cucu": (3, 3, 4, 0, 1, 6, 9),
        "tpu": (0, 0, 1, 3, 5),
    }.get(tangan, (2, 2, 3, 5, 6, 7, 9))
    return _form(dice.choice(forms), day)


def _form(kind: int, day: date) -> str:
    month, short = BULAN[day.month - 1], BULAN_PENDEK[day.month - 1]
    return (
        f"{day.day:02d}-{day.month:02d}-{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}-{day.month}-{day.year % 100:02d}",
        f"{day.day} {month} {day.year}",
        day.isoformat(),
        f"{day.day} {short} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {short}. '{day.year % 100:02d}",
        f"{day.day:02d}{day.month:02d}{day.year}",
        f"{day.day} {month.lower()} {day.year}",
    )[kind]


def year_form(dice: Random, day: date) -> str:
    """Only the year, or month and year, with what doubt goes with it."""
    tahun = day.year
    forms = (
        f"{tahun}",
        f"th {tahun}",
        f"± {tahun}",
        f"{BULAN[day.month - 1]} {tahun}",
        f"tahun {tahun}",
        f"00-00-{tahun}",
        f"-/-/{tahun}",
        f"{tahun} (?)",
    )
    return dice.choice(forms)


def guessed(dice: Random, day: date) -> str:
    """The day nobody knew."""
    return _form(dice.choice((0, 1, 3)), date(day.year, *dice.choice(((12, 31), (1, 1), (7, 1), (8, 17)))))


def swapped(day: date) -> date:
    """Day and month changed, where that is a date."""
    return date(day.year, day.day, day.month) if day.day <= 12 else day


def wrong(dice: Random, day: date) -> date:
    """One digit of it wrong."""
    kind = dice.randrange(4)
    if kind == 0:
        return day + timedelta(days=dice.choice((1, -1, 2, 10, -10, 20)))
    if kind == 1:
        return day + timedelta(days=dice.choice((30, -31, 61)))
    tahun = day.year + dice.choice((1, -1, 10, -10, 2, -3, 5))
    return date(tahun, day.month, min(day.day, 28))


def death_form(dice: Random, day: date, tangan: str) -> str:
    """The day of death; old hands add the day of the Javanese week."""
    if tangan in {"juru_kunci", "pindai"} and dice.random() < 0.45:
        week = dice.choice((HARI, HARI_JAWA))[day.weekday()]
        pasaran = PASARAN[(day.toordinal() + 4) % 5]
        night = "Malam " if dice.random() < 0.15 else ""
        return f"{night}{week} {pasaran} {_form(dice.choice((0, 2, 3, 5)), day)}"
    return full_form(dice, day, tangan)


def age_form(dice: Random, umur: int, *, roughly: bool, baby_days: int | None = None) -> str:
    """The age; babies in days or months, old people by fives."""
    if baby_days is not None:
        return f"{baby_days} hari" if baby_days < 30 else f"{baby_days // 30} bln"
    if roughly:
        belief = umur + round(dice.gauss(0, 2.5))
        five = max(1, 5 * round(belief / 5))
        ten = max(10, 10 * (belief // 10))
        return dice.choice(
            (
                f"± {five}",
                f"{five} th",
                f"{ten}an",
                f"kurang lebih {five} tahun",
                f"{five}",
                f"+-{belief}",
                f"{five}-an",
            )
        )
    return dice.choice((f"{umur}", f"{umur} th", f"{umur} tahun", f"{umur}", f"{umur} Thn", f"{umur}th"))
