"""How well a run of matching did, held against the key: what a proposal is worth, what was missed, and of which kind.

A pair is a burial and a voter. Three words in PITA: `usul` goes out as a proposal, `periksa` is shown to a person,
`tolak` is nothing. A burial whose key has no DPID is right when nobody is proposed for it.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

USUL, PERIKSA, TOLAK = "usul", "periksa", "tolak"
HASIL, KUNCI = "HASIL.csv", "KUNCI.csv"
# Any class with this word in it says that the NIK in the book is the reporter's.
KATA_PELAPOR = "pelapor"
PRESISI, RECALL_USUL, RECALL_CALON, CALON, SUSUT_SAMAR = 0.998, 0.955, 0.988, 1.3, 0.02
TANPA_KELAS = "(none)"
_PEMISAH = re.compile(r"[\s,;|+]+")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Ukuran:
    """The figures of one run.

    `salah_*` count pairs in `usul`; `luput_*` count burials that are on the list and were not found. A burial with
    several classes counts under each of them, so these do not add up to the totals.
    """

    pemakaman: int
    terdaftar: int
    usul: int
    usul_benar: int
    ditemukan_usul: int
    ditemukan_calon: int
    calon: int
    berisi: int
    jebakan_pelapor: int
    salah_tak_terdaftar: int
    salah_orang_lain: int
    kelas: Mapping[str, int] = field(default_factory=dict)
    salah_kelas: Mapping[str, int] = field(default_factory=dict)
    luput_usul_kelas: Mapping[str, int] = field(default_factory=dict)
    luput_calon_kelas: Mapping[str, int] = field(default_factory=dict)

    @property
    def presisi(self) -> float:
        """The share of right pairs in `usul`; 1 where nothing was proposed, so read it beside the recall."""
        return _share(self.usul_benar, self.usul)

    @property
    def recall_usul(self) -> float:
        """Of the burials on the list, those whose voter is in `usul`."""
        return _share(self.ditemukan_usul, self.terdaftar)

    @property
    def recall_calon(self) -> float:
        """Of the burials on the list, those whose voter is in `usul` or `periksa`."""
        return _share(self.ditemukan_calon, self.terdaftar)

    @property
    def calon_rata(self) -> float:
        """Pairs in `usul` and `periksa` for each burial of the book."""
        return self.calon / self.pemakaman if self.pemakaman else 0.0

    @property
    def calon_rata_berisi(self) -> float:
        """The same for each burial that has at least one."""
        return self.calon / self.berisi if self.berisi else 0.0

    @property
    def misses(self) -> list[str]:
        """The aims that were not reached; the mean of candidates is the stricter one."""
        aims = (
            (self.presisi >= PRESISI, f"usul precision {self.presisi:.4f} < {PRESISI}"),
            (self.recall_usul >= RECALL_USUL, f"usul recall {self.recall_usul:.4f} < {RECALL_USUL}"),
            (self.recall_calon >= RECALL_CALON, f"usul+periksa recall {self.recall_calon:.4f} < {RECALL_CALON}"),
            (self.calon_rata_berisi <= CALON, f"candidates {self.calon_rata_berisi:.3f} > {CALON}"),
            (self.jebakan_pelapor == 0, f"reporter's NIK in usul: {self.jebakan_pelapor}"),
        )
        return [text for reached, text in aims if not reached]


def measure(hasil: Iterable[Row], kunci: Iterable[Row]) -> Ukuran:
    """Hold a result against its key; raises ValueError for a burial the key does not know or another PITA."""
    truth, kelas = _read_key(kunci)
    bands = _read_bands(hasil, truth)
    usul = [(nomor, dpid) for nomor, pairs in bands.items() for dpid, band in pairs.items() if band == USUL]
    wrong = [nomor for nomor, dpid in usul if truth[nomor] != dpid]
    listed = [nomor for nomor, dpid in truth.items() if dpid]
    missed_usul = [nomor for nomor in listed if bands[nomor].get(truth[nomor]) != USUL]
    missed = [nomor for nomor in listed if truth[nomor] not in bands[nomor]]
    return Ukuran(
        pemakaman=len(truth),
        terdaftar=len(listed),
        usul=len(usul),
        usul_benar=len(usul) - len(wrong),
        ditemukan_usul=len(listed) - len(missed_usul),
        ditemukan_calon=len(listed) - len(missed),
        calon=sum(len(pairs) for pairs in bands.values()),
        berisi=sum(bool(pairs) for pairs in bands.values()),
        jebakan_pelapor=sum(any(KATA_PELAPOR in word for word in kelas[nomor]) for nomor in wrong),
        salah_tak_terdaftar=sum(not truth[nomor] for nomor in wrong),
        salah_orang_lain=sum(bool(truth[nomor]) for nomor in wrong),
        kelas=_count(truth, kelas),
        salah_kelas=_count(wrong, kelas),
        luput_usul_kelas=_count(missed_usul, kelas),
        luput_calon_kelas=_count(missed, kelas),
    )


def read_csvs(folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """HASIL.csv and KUNCI.csv of a folder, for `measure(*read_csvs(folder))`."""
    return read_csv(folder / HASIL), read_csv(folder / KUNCI)


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of one file with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def format_ukuran(ukuran: Ukuran, *, samar: Ukuran | None = None, most: int = 20) -> str:
    """The figures as a table; with `samar`, the run on the masked list of the same people beside it."""
    parts = [_figures(ukuran, samar), _classes(ukuran, most)]
    misses = [*ukuran.misses, *_lost(ukuran, samar)]
    parts.append("\n".join(["aims missed:", *(f"  {text}" for text in misses)]) if misses else "all aims reached")
    return "\n\n".join(parts)


def _lost(ukuran: Ukuran, samar: Ukuran | None) -> list[str]:
    if samar is None:
        return []
    pairs = (
        ("usul", ukuran.recall_usul - samar.recall_usul),
        ("usul+periksa", ukuran.recall_calon - samar.recall_calon),
    )
    return [f"{name} recall lost by masking {lost:.4f} > {SUSUT_SAMAR}" for name, lost in pairs if lost > SUSUT_SAMAR]


def _figures(ukuran: Ukuran, samar: Ukuran | None) -> str:
    def line(name: str, *values: str) -> str:
        return f"{name:<38}" + "".join(f"{value:>14}" for value in values)

    runs = [ukuran] if samar is None else [ukuran, samar]
    head = [line("", "list", "masked list")] if samar is not None else []
    rows = (
        ("burials (of them on the list)", [f"{one.pemakaman} ({one.terdaftar})" for one in runs]),
        ("usul: right / pairs", [f"{one.usul_benar} / {one.usul}" for one in runs]),
        ("usul: precision", [f"{one.presisi:.4f}" for one in runs]),
        ("usul: recall", [f"{one.recall_usul:.4f}" for one in runs]),
        ("usul+periksa: recall", [f"{one.recall_calon:.4f}" for one in runs]),
        ("candidates a burial", [f"{one.calon_rata:.3f}" for one in runs]),
        ("candidates a burial that has any", [f"{one.calon_rata_berisi:.3f}" for one in runs]),
        ("wrong in usul: reporter's NIK", [str(one.jebakan_pelapor) for one in runs]),
        ("wrong in usul: dead is not on the list", [str(one.salah_tak_terdaftar) for one in runs]),
        ("wrong in usul: another person", [str(one.salah_orang_lain) for one in runs]),
    )
    return "\n".join([*head, *(line(name, *values) for name, values in rows)])


def _classes(ukuran: Ukuran, most: int) -> str:
    def weight(word: str) -> tuple[int, int, int, str]:
        return (-ukuran.salah_kelas.get(word, 0), -ukuran.luput_calon_kelas.get(word, 0), -_missed(ukuran, word), word)

    shown = [word for word in sorted(ukuran.kelas, key=weight) if any(weight(word)[:3])][:most]
    head = f"{'class':<24}{'burials':>9}{'wrong in usul':>15}{'not in usul':>13}{'not found':>11}"
    lines = [
        f"{word:<24}{ukuran.kelas[word]:>9}{ukuran.salah_kelas.get(word, 0):>15}{_missed(ukuran, word):>13}"
        f"{ukuran.luput_calon_kelas.get(word, 0):>11}"
        for word in shown
    ]
    return "\n".join([head, *lines]) if lines else "no errors in any class"


def _missed(ukuran: Ukuran, word: str) -> int:
    return ukuran.luput_usul_kelas.get(word, 0)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _read_key(kunci: Iterable[Row]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    truth: dict[str, str] = {}
    kelas: dict[str, tuple[str, ...]] = {}
    for row in kunci:
        nomor = row["NO"].strip()
        if nomor in truth:
            raise ValueError(f"NO {nomor} is twice in the key.")
        truth[nomor] = (row["DPID"] or "").strip()
        kelas[nomor] = tuple(dict.fromkeys(word for word in _PEMISAH.split(row["KELAS"] or "") if word)) or (
            TANPA_KELAS,
        )
    return truth, kelas


def _read_bands(hasil: Iterable[Row], truth: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """For each burial its candidates; a pair written twice counts once, in the higher band."""
    bands: dict[str, dict[str, str]] = defaultdict(dict, {nomor: {} for nomor in truth})
    for row in hasil:
        nomor, dpid, band = row["NO"].strip(), (row["DPID"] or "").strip(), row["PITA"].strip().lower()
        if nomor not in truth:
            raise ValueError(f"NO {nomor} of the result is not in the key.")
        if band not in {USUL, PERIKSA, TOLAK}:
            raise ValueError(f"PITA of NO {nomor} is neither usul, periksa nor tolak.")
        if dpid and band != TOLAK and bands[nomor].get(dpid) != USUL:
            bands[nomor][dpid] = band
    return bands


def _count(numbers: Iterable[str], kelas: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    return dict(Counter(word for nomor in numbers for word in kelas[nomor]))
