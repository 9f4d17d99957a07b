"""A thousand files of three forms as one download: printed by two processes, joined by one; time and memory."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.dokumen import MOMENT, about, form, render, sample, wall_ms
from bench.dokumen_lawan import Reportlab
from bench.hasil import Hasil
from pemakaman.config import ROOT
from pemakaman.dokumen.gabung import join_files
from pemakaman.dokumen.isian import flatten_isian

BERKAS, SEKALI = 1000, 20
FORMULIR = ("F-2.01A", "F-2.29", "F-1.02")
INGATAN = "from bench.kumpulan import peak_mb; peak_mb({banyak})"


def _file(nomor: int) -> list[tuple[str, bytes]]:
    return [(formulir, render(formulir, nomor)) for formulir in FORMULIR]


def _many(numbers: range) -> list[tuple[str, list[tuple[str, bytes]]]]:
    return [(f"Berkas {nomor + 1}", _file(nomor)) for nomor in numbers]


def _join(files: Iterator[tuple[str, list[tuple[str, bytes]]]], target: Path) -> bytes:
    join_files(files, target, judul="Berkas permohonan", tanggal=MOMENT)
    return b""


def _download(banyak: int, target: Path) -> bytes:
    """All files; two processes print ahead while this one joins."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = pool.map(_many, (range(start, min(start + SEKALI, banyak)) for start in range(0, banyak, SEKALI)))
        return _join((one for part in parts for one in part), target)


def _rival(banyak: int) -> bytes:
    """reportlab draws the same pages into one file: no tags, no bookmarks, no data."""
    forms = {formulir: form(formulir) for formulir in FORMULIR}
    sheet = Reportlab(forms[FORMULIR[0]])
    for nomor in range(banyak):
        values = flatten_isian(sample(nomor))
        for formulir, lembar in forms.items():
            sheet.draw(lembar, values, about(formulir, nomor).kode)
    return sheet.finish()


def peak_mb(banyak: int) -> None:
    """Print and join in this process, and write its peak of memory to standard output."""
    with TemporaryDirectory() as folder:
        _join((one for nomor in range(banyak) for one in _many(range(nomor, nomor + 1))), Path(folder) / "semua.pdf")
    # getrusage would count the memory of the process that started this one.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{int(peak.split()[1]) / 1024:.1f}")


def _peak(banyak: int) -> float:
    code = INGATAN.format(banyak=banyak)
    return float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True).stdout)


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Time beside reportlab, memory beside that of a tenth."""
    banyak = max(20, int(BERKAS * skala))
    with TemporaryDirectory() as folder:
        ours = wall_ms(lambda: _download(banyak, Path(folder) / "semua.pdf")) / 1000
        stored = [_many(range(nomor, nomor + 1))[0] for nomor in range(min(banyak, 100))]
        joined = wall_ms(lambda: _join(iter(stored), Path(folder) / "lagi.pdf"))
        printed = wall_ms(lambda: bytes(len(_many(range(len(stored))))))
    rival = wall_ms(lambda: _rival(banyak)) / 1000
    name = f"kumpulan: {banyak} berkas × {len(FORMULIR)} formulir"
    return [
        Hasil(f"{name}, satu unduhan", ours, "s", rival, "reportlab satu proses", (None, 1.0)),
        Hasil("kumpulan: menggabung satu berkas", joined / len(stored), "ms", printed / len(stored), "mencetaknya"),
        Hasil(f"{name}, puncak ingatan", _peak(banyak), "MB", _peak(banyak // 10), "sepersepuluhnya", (None, 1.25)),
    ]
