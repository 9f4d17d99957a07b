"""Matching a burial book with a voter list, beside plain Splink and beside the NIK alone.

`python -m bench.cocok DIR [DIR ...]` prints the rivals on folders of PEMILIH, PEMAKAMAN and KUNCI.csv, and FEBRL 4.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import cocok_bersih
from bench.cocok_bersih import Pairs
from pemakaman.config import ROOT
from pemakaman.pencocokan.nilai_hasil import KUNCI, PERIKSA, USUL, Ukuran, format_ukuran, measure, read_csv

PEMILIH, PEMAKAMAN = "PEMILIH.csv", "PEMAKAMAN.csv"
AMBANG, AMBANG_PERIKSA, PALING_BANYAK = 0.95, 0.2, 3


@dataclass(frozen=True)
class Skor:
    """Pairs against the known ones, where every pair counts."""

    presisi: float
    recall: float
    ambang: float = 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.presisi + self.recall
        return 2 * self.presisi * self.recall / total if total else 0.0


def plain_splink(pemilih_csv: Path, pemakaman_csv: Path) -> tuple[Pairs, float, float]:
    """(NO, DPID, probability) of the pairs, seconds, and peak MB of the process that found them."""
    return _run_apart(data="buku", pemilih=str(pemilih_csv), pemakaman=str(pemakaman_csv))


def _run_apart(**tugas: str) -> tuple[Pairs, float, float]:
    """Do the task in a fresh process: the pairs with their probability, seconds of matching, peak MB of the process."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "hasil.json"
        asked = json.dumps(tugas | {"keluar": str(target)})
        subprocess.run([sys.executable, "-m", "bench.cocok_lawan", asked], check=True, cwd=ROOT)
        found = json.loads(target.read_text())
    return [(left, right, score) for left, right, score in found["pasangan"]], found["detik"], found["mb"]


def exact_nik(pemilih_csv: Path, pemakaman_csv: Path) -> tuple[Pairs, float]:
    """The pairs of one NIK, and seconds; on a masked list where twelve digits belong to one voter only."""
    start = time.perf_counter()
    owners: dict[str, list[str]] = defaultdict(list)
    for voter in cocok_bersih.voters(pemilih_csv):
        owners[voter["nik"] or ""].append(voter["unique_id"] or "")
    pairs = [
        (row["unique_id"] or "", owners[row["nik"]][0], 1.0)
        for row in cocok_bersih.burials(pemakaman_csv, samar=cocok_bersih.is_samar(pemilih_csv))
        if row["nik"] and len(owners.get(row["nik"], ())) == 1
    ]
    return pairs, time.perf_counter() - start


def as_hasil(pairs: Pairs, ambang: float = AMBANG) -> list[dict[str, str]]:
    """A plain result: the best voter of a burial is `usul` from `ambang` on, the next ones are `periksa`."""
    by_burial: dict[str, Pairs] = defaultdict(list)
    for pair in sorted(pairs, key=lambda one: (-one[2], one[1])):
        by_burial[pair[0]].append(pair)
    rows = []
    for nomor, found in by_burial.items():
        for place, (_, dpid, score) in enumerate(found[:PALING_BANYAK]):
            if place == 0 and score >= ambang:
                pita = USUL
            elif score >= AMBANG_PERIKSA:
                pita = PERIKSA
            else:
                continue
            rows.append({"NO": nomor, "DPID": dpid, "SKOR": f"{score:.4f}", "PITA": pita, "ALASAN": ""})
    return rows


def best_ambang(pairs: Pairs, kunci: Sequence[dict[str, str]]) -> float:
    """The threshold with the best F1 of `usul`, chosen with the key in hand: kinder to the rival than life is."""
    truth = {row["NO"]: row["DPID"] for row in kunci}
    best: dict[str, tuple[float, str]] = {}
    for nomor, dpid, score in sorted(pairs, key=lambda one: (-one[2], one[1])):
        best.setdefault(nomor, (score, dpid))
    listed = sum(bool(dpid) for dpid in truth.values())
    ordered = sorted(((score, truth[nomor] == dpid) for nomor, (score, dpid) in best.items()), reverse=True)
    right, found = 0, (0.0, AMBANG)
    for count, (score, is_right) in enumerate(ordered, start=1):
        right += is_right
        found = max(found, (2 * right / (count + listed), score))
    return found[1]


def febrl4_splink() -> tuple[Skor, float, float]:
    """Plain Splink on FEBRL 4 at the fixed threshold, seconds and peak MB."""
    pairs, seconds, peak = _run_apart(data="febrl4")
    return score_febrl4(pairs, AMBANG), seconds, peak


def score_febrl4(pairs: Iterable[tuple[str, str, float]], ambang: float = 0.0) -> Skor:
    """Precision and recall of pairs; `rec-7-org` and `rec-7-dup-0` are one person."""
    kept = {(left, right) for left, right, score in pairs if score >= ambang}
    right_ones = sum(left.split("-")[1] == right.split("-")[1] for left, right in kept)
    return Skor(right_ones / len(kept) if kept else 1.0, right_ones / 5000, ambang)


def judge(folder: Path, *, with_nik: bool = True) -> dict[str, Ukuran]:
    """The rivals on one set, printed as they come."""
    kunci = read_csv(folder / KUNCI)
    files = (folder / PEMILIH, folder / PEMAKAMAN)
    found = {}
    if with_nik:
        pairs, seconds = exact_nik(*files)
        found["NIK alone"] = measure(as_hasil(pairs), kunci)
        _print(folder.name, "NIK alone", found["NIK alone"], f"{seconds:.1f} s")
    pairs, seconds, peak = plain_splink(*files)
    for name, ambang in (("Splink 0.95", AMBANG), ("Splink best F1", best_ambang(pairs, kunci))):
        found[name] = measure(as_hasil(pairs, ambang), kunci)
        _print(folder.name, name, found[name], f"threshold {ambang:.6f}, {seconds:.1f} s, {peak:.0f} MB")
    return found


def _print(data: str, name: str, ukuran: Ukuran, cost: str) -> None:
    print(f"\n## {data}: {name} ({cost})\n{format_ukuran(ukuran, most=8)}", flush=True)


def main() -> None:
    """Print the rivals on the sets that are named, then FEBRL 4."""
    parser = argparse.ArgumentParser(prog="bench.cocok", description="Rivals of the matcher on sets with a key.")
    parser.add_argument("folder", nargs="*", type=Path)
    parser.add_argument("--tanpa-nik", action="store_true", help="leave the NIK alone out")
    parser.add_argument("--tanpa-febrl", action="store_true", help="leave FEBRL 4 out")
    asked = parser.parse_args()
    for folder in asked.folder:
        judge(folder, with_nik=not asked.tanpa_nik)
    if not asked.tanpa_febrl:
        skor, seconds, peak = febrl4_splink()
        print(f"\n## FEBRL 4: Splink 0.95: precision {skor.presisi:.4f} recall {skor.recall:.4f} F1 {skor.f1:.4f}")
        print(f"{seconds:.1f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main()
