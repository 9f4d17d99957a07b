"""The matcher measured: beside plain Splink, at the size of a province, for one report, and on FEBRL 4.

Lists and books are generated; `--data DIR` keeps them there, and finds them there again.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench import cocok
from bench.hasil import Hasil, p50
from pemakaman.config import ROOT
from pemakaman.pencocokan.nilai_hasil import KUNCI, USUL, Ukuran, format_ukuran, measure, read_csv
from pemakaman.pencocokan.pembangkit.bangkit import PEMAKAMAN, PEMILIH, make_files
from pemakaman.pencocokan.satu import match_rows

BIJI = 29
BANDING = (1_000_000, 20_000)
BESAR = (6_500_000, 60_000)
SEPERSEPULUH = 0.1
SATU_PEMILIH, SATU_KALI, SATU_DETIK = 300, 20, 1000.0


@dataclass(frozen=True)
class Jalan:
    """One run of ours in its own process."""

    hasil: list[dict[str, str]]
    detik: float
    mb: float


def beside_splink(*, skala: float = 1.0, data: Path | None = None) -> list[Hasil]:
    """A list of a million and a book of twenty thousand, ours and plain Splink one after the other."""
    with _files(BANDING, skala, data) as folder:
        files = folder / PEMILIH, folder / PEMAKAMAN
        ours = _run(data="buku", pemilih=str(files[0]), pemakaman=str(files[1]))
        pairs, detik, mb = cocok.plain_splink(*files)
        kunci = read_csv(folder / KUNCI)
    kita = measure(ours.hasil, kunci)
    lawan = measure(cocok.as_hasil(pairs, cocok.best_ambang(pairs, kunci)), kunci)
    for name, ukuran in (("kita", kita), ("Splink polos", lawan)):
        print(f"\n## {name}\n{format_ukuran(ukuran, most=8)}\n", flush=True)
    return [
        Hasil("cocok: waktu", ours.detik, "s", detik, "Splink polos"),
        Hasil("cocok: memori puncak", ours.mb, "MB", mb, "Splink polos"),
        *_quality(kita, lawan),
    ]


def _quality(kita: Ukuran, lawan: Ukuran) -> list[Hasil]:
    return [
        Hasil("cocok: ketepatan usul", kita.presisi, "", lawan.presisi, "Splink polos"),
        Hasil("cocok: usul ditemukan", kita.recall_usul, "", lawan.recall_usul, "Splink polos"),
        Hasil("cocok: usul dan periksa ditemukan", kita.recall_calon, "", lawan.recall_calon, "Splink polos"),
    ]


def as_large_as_a_province(*, skala: float = 1.0, data: Path | None = None) -> list[Hasil]:
    """A list of 6,500,000 and a book of 60,000, beside ten times what a tenth of both takes."""
    runs = []
    for part in (SEPERSEPULUH, 1.0):
        with _files(BESAR, skala * part, data) as folder:
            runs.append(_run(data="buku", pemilih=str(folder / PEMILIH), pemakaman=str(folder / PEMAKAMAN)))
            print(f"{format_ukuran(measure(runs[-1].hasil, read_csv(folder / KUNCI)), most=8)}\n", flush=True)
    small, large = runs
    return [
        Hasil("cocok_besar: waktu", large.detik, "s", small.detik / SEPERSEPULUH, "sepuluh kali sepersepuluhnya"),
        Hasil("cocok_besar: memori puncak", large.mb / 1024, "GB", small.mb / 1024, "sepersepuluhnya"),
    ]


def one_report(*, skala: float = 1.0, data: Path | None = None) -> list[Hasil]:
    """One report against three hundred voters, as an officer waits for it."""
    with _files((10_000, 500), 1.0, data) as folder:
        deaths = read_csv(folder / PEMAKAMAN)
        voters = list(islice(read_csv(folder / PEMILIH), SATU_PEMILIH))
    match_rows(deaths[:1], voters)
    times = []
    for row in deaths[: max(3, round(SATU_KALI * skala))]:
        start = time.perf_counter()
        match_rows([row], voters)
        times.append((time.perf_counter() - start) * 1000)
    return [Hasil("cocok_satu: satu laporan, 300 pemilih", p50(times), "ms", SATU_DETIK, "satu detik", (None, 1.0))]


def febrl4(*, skala: float = 1.0, data: Path | None = None) -> list[Hasil]:
    """FEBRL 4, 5,000 people and a spoilt copy of each: our proposals beside plain Splink."""
    ours = _run(data="febrl4")
    proposed = [(row["NO"], row["DPID"], float(row["SKOR"])) for row in ours.hasil if row["PITA"] == USUL]
    kita, (lawan, detik, mb) = cocok.score_febrl4(proposed), cocok.febrl4_splink()
    return [
        Hasil("cocok_febrl: F1", kita.f1, "", lawan.f1, "Splink polos"),
        Hasil("cocok_febrl: ketepatan", kita.presisi, "", lawan.presisi, "Splink polos"),
        Hasil("cocok_febrl: ditemukan", kita.recall, "", lawan.recall, "Splink polos"),
        Hasil("cocok_febrl: waktu", ours.detik, "s", detik, "Splink polos"),
        Hasil("cocok_febrl: memori puncak", ours.mb, "MB", mb, "Splink polos"),
    ]


@contextmanager
def _files(ukuran: tuple[int, int], skala: float, data: Path | None) -> Iterator[Path]:
    pemilih, pemakaman = (max(least, round(full * skala)) for full, least in zip(ukuran, (1000, 60), strict=True))
    with tempfile.TemporaryDirectory(prefix="cocok-") as temporary:
        folder = (data or Path(temporary)) / f"{pemilih}-{pemakaman}-{BIJI}"
        # The key is written last.
        if not (folder / KUNCI).exists():
            make_files(folder, pemilih=pemilih, pemakaman=pemakaman, biji=BIJI, samar=False)
        yield folder


def _run(**tugas: str) -> Jalan:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "hasil.json"
        asked = json.dumps(tugas | {"keluar": str(target)})
        subprocess.run([sys.executable, "-m", "bench.cocok_kita", asked], check=True, cwd=ROOT)
        return Jalan(**json.loads(target.read_text()))
