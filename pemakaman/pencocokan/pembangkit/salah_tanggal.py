"""How the day of birth and the age of the dead stand in the book."""

from datetime import date
from random import Random

from pemakaman.nilai.tanggal import NAMA_BULAN

LAHIR = {"tgl_kosong": 0.10, "umur_saja": 0.14, "tahun_saja": 0.08, "tgl_tukar": 0.025, "tgl_salah": 0.075}
UMUR_DITULIS = 0.5


def write_birth(luck: Random, lahir: date, mati: date, gaya: str) -> tuple[str, str, str]:
    """(date, age, kind of trouble or '')."""
    kind = luck.choices([*LAHIR, ""], [*LAHIR.values(), 1 - sum(LAHIR.values())])[0]
    umur = age_at(lahir, mati)
    if kind == "tgl_kosong":
        return "", "", kind
    if kind == "umur_saja":
        return "", _age_text(luck, umur), kind
    if kind == "tahun_saja":
        return str(lahir.year), _maybe(luck, str(umur)), kind
    if kind == "tgl_tukar" and lahir.day <= 12 and lahir.day != lahir.month:
        return write_day(luck, date(lahir.year, lahir.day, lahir.month), gaya), _maybe(luck, str(umur)), kind
    if kind == "tgl_salah":
        wrong = _wrong_day(luck, lahir, mati)
        return write_day(luck, wrong, gaya), _maybe(luck, str(age_at(wrong, mati))), kind
    return write_day(luck, lahir, gaya), _maybe(luck, str(umur)), ""


def age_at(lahir: date, hari: date) -> int:
    """Full years."""
    return max(0, hari.year - lahir.year - ((hari.month, hari.day) < (lahir.month, lahir.day)))


def write_day(luck: Random, hari: date, gaya: str) -> str:
    """A day as this clerk writes it, or now and then as another would."""
    if luck.random() < 0.15:
        gaya = luck.choice(GAYA)
    d, m, y = hari.day, hari.month, hari.year
    return {
        "dmy": f"{d:02}-{m:02}-{y}",
        "garis": f"{d}/{m}/{y}",
        "pendek": f"{d}/{m}/{y % 100:02}",
        "kata": f"{d} {NAMA_BULAN[m - 1]} {y}",
        "iso": hari.isoformat(),
        "titik": f"{d:02}.{m:02}.{y}",
        "singkat": f"{d:02}-{NAMA_BULAN[m - 1][:3]}-{y}",
    }[gaya]


GAYA = ("dmy", "garis", "pendek", "kata", "iso", "titik", "singkat")
GAYA_BAGIAN = (0.34, 0.18, 0.06, 0.18, 0.10, 0.06, 0.08)


def _maybe(luck: Random, text: str) -> str:
    return text if luck.random() < UMUR_DITULIS else ""


def _age_text(luck: Random, umur: int) -> str:
    """Families round the age of the old to fives and tens."""
    kind = luck.random()
    if umur > 30 and kind < 0.30:
        umur = round(umur / 10) * 10
    elif umur > 20 and kind < 0.60:
        umur = round(umur / 5) * 5
    elif kind < 0.80:
        umur = max(0, umur + luck.choice((-3, -2, -1, 1, 2, 3)))
    return luck.choice((f"{umur}", f"{umur}", f"{umur}", f"{umur} TH", f"{umur} Tahun", f"± {umur}"))


def _wrong_day(luck: Random, lahir: date, mati: date) -> date:
    kind = luck.random()
    day = min(lahir.day, 28)
    if kind < 0.35:
        found = date(lahir.year + luck.choice((-1, 1)), lahir.month, day)
    elif kind < 0.50:
        found = date(lahir.year + luck.choice((-10, 10)), lahir.month, day)
    elif kind < 0.65:
        month, number = luck.choice(((12, 31), (7, 1), (1, 1)))
        found = date(lahir.year, month, number)
    elif kind < 0.85:
        found = date(lahir.year, lahir.month, luck.choice([n for n in range(1, 29) if n != lahir.day]))
    else:
        found = date(lahir.year, lahir.month % 12 + 1, day)
    if found == lahir or found > mati:
        found = date(lahir.year - 1, lahir.month, day)
    return found
