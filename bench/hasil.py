"""What a measurement says: a value beside its rival, their ratio, and the table and file of all of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Hasil:
    """One measurement. `pembanding` is the floor or the rival in the same unit, measured in the same run.

    `batas` is the ratio aimed at, as (lowest, highest); None leaves a side open.
    """

    nama: str
    nilai: float
    satuan: str
    pembanding: float
    lawan: str
    batas: tuple[float | None, float | None] = (None, None)

    @property
    def rasio(self) -> float:
        """The value in units of its rival."""
        return self.nilai / self.pembanding if self.pembanding else 0.0

    @property
    def is_reached(self) -> bool | None:
        """Does the ratio keep the aim? None where nothing is aimed at."""
        lowest, highest = self.batas
        if lowest is None and highest is None:
            return None
        return (lowest is None or self.rasio >= lowest) and (highest is None or self.rasio <= highest)

    def record(self) -> dict[str, str | float]:
        """The row of `build/bench.json`."""
        return {
            "nama": f"{self.nama} terhadap {self.lawan}",
            "nilai": round(self.nilai, 3),
            "satuan": self.satuan,
            "pembanding": round(self.pembanding, 3),
            "rasio": round(self.rasio, 3),
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all values do not exceed, between two neighbours in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def p50(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty stay under."""
    return percentile(values, 0.95)


def write_json(path: Path, hasil: Iterable[Hasil], *, kept: Iterable[str] = ()) -> None:
    """Write the rows; rows of an earlier run under the names of `kept` measurements stay before them."""
    fresh = [one.record() for one in hasil]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_old_rows(path, tuple(kept)) + fresh, indent=1, ensure_ascii=False) + "\n")


def _old_rows(path: Path, kept: tuple[str, ...]) -> list[dict[str, str | float]]:
    if not kept or not path.exists():
        return []
    rows: list[dict[str, str | float]] = json.loads(path.read_text())
    return [row for row in rows if str(row["nama"]).partition(":")[0] in kept]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _aim(hasil: Hasil) -> str:
    if hasil.is_reached is None:
        return ""
    lowest, highest = hasil.batas
    bound = f"≤ {highest:g}" if highest is not None else f"≥ {lowest:g}"
    return f"{bound} {'tercapai' if hasil.is_reached else 'TIDAK'}"


def table(hasil: Sequence[Hasil]) -> str:
    """The measurements as aligned text: name, value, rival, ratio, aim."""
    rows = [("pengukuran", "nilai", "pembanding", "", "rasio", "sasaran")]
    for one in hasil:
        value, rival = (f"{_number(number)} {one.satuan}" for number in (one.nilai, one.pembanding))
        rows.append((one.nama, value, rival, one.lawan, f"{one.rasio:.2f}×", _aim(one)))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = []
    for row in rows:
        cells = [
            text.rjust(width) if column in {1, 2, 4} else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([lines[0], "─" * max(map(len, lines)), *lines[1:]])
