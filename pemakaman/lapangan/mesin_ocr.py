"""The reading engine (Tesseract, a system package): find it, run it within a time limit, one at a time a process."""

import io
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from math import isfinite

from PIL import Image

from pemakaman.lapangan.kata import Kata

PROGRAM = "tesseract"
BAHASA = "ind"
ANTREAN = 2
"""How many may wait in this process while one reads; whoever comes later types."""

LAMA_MENUNGGU = 1.5
_LAMA_MENCARI = 5.0
_PALING_BANYAK_KATA = 2000
_KOLOM = 12


class MesinMati(Exception):
    """The engine is not there, or it does not run."""


class MesinSibuk(Exception):
    """Others are being read."""


class MesinLambat(Exception):
    """The time is up: a picture full of specks (grass, gravel, cloth) keeps the engine at work for minutes."""


class Waktu:
    """What is left of the seconds that one request may take."""

    def __init__(self, detik: float) -> None:
        self._akhir = time.monotonic() + detik

    def left(self) -> float:
        """Seconds until the end; below zero when it is past."""
        return self._akhir - time.monotonic()


def is_ready() -> bool:
    """Is the engine there, with Indonesian?"""
    program = shutil.which(PROGRAM)
    try:
        return program is not None and BAHASA in _languages(program)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        # Not remembered: a busy machine answers the next time.
        return False


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    done = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=_LAMA_MENCARI, check=True, env=_env()
    )
    return frozenset(done.stdout.split())


class _Giliran:
    """One reads, a few wait, the others are sent away."""

    def __init__(self) -> None:
        self.places = threading.BoundedSemaphore(1 + ANTREAN)
        self.engine = threading.Lock()


_giliran = _Giliran()


@contextmanager
def turn() -> Iterator[None]:
    """Hold the engine; raises MesinSibuk when too many wait or the one before takes too long."""
    if not _giliran.places.acquire(blocking=False):
        raise MesinSibuk
    try:
        if not _giliran.engine.acquire(timeout=LAMA_MENUNGGU):
            raise MesinSibuk
        try:
            yield
        finally:
            _giliran.engine.release()
    finally:
        _giliran.places.release()


def read(gambar: Image.Image, waktu: Waktu, *, tata: int = 11, huruf: str = "", bahasa: str = BAHASA) -> list[Kata]:
    """The words of a picture; `tata` is the engine's page mode, `huruf` the only characters it may use."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise MesinMati
    left = waktu.left()
    if left <= 0:
        raise MesinLambat
    only = ["-c", f"tessedit_char_whitelist={huruf}"] if huruf else []
    command = [program, "stdin", "stdout", "-l", bahasa, "--dpi", "300", "--psm", str(tata), *only, "tsv"]
    try:
        done = subprocess.run(command, input=_pnm(gambar), capture_output=True, timeout=left, check=False, env=_env())
    except subprocess.TimeoutExpired:
        raise MesinLambat from None
    except OSError:
        raise MesinMati from None
    if done.returncode != 0:
        raise MesinMati
    return words(done.stdout.decode("utf-8", "replace"))


def words(tsv: str) -> list[Kata]:
    """The words in the engine's table; rows that are none are left out."""
    rows = (line.split("\t") for line in tsv.splitlines())
    found = (_word(row) for row in rows if len(row) == _KOLOM and row[0] == "5")
    return list(islice((word for word in found if word is not None), _PALING_BANYAK_KATA))


def _word(row: list[str]) -> Kata | None:
    text = row[-1].strip()
    try:
        left, top, width, height, sure = (float(cell) for cell in row[6:11])
    except ValueError:
        return None
    return Kata(text, left, top, width, height, sure) if text and isfinite(left + top + width + height + sure) else None


def _pnm(gambar: Image.Image) -> bytes:
    out = io.BytesIO()
    gambar.save(out, "PPM")
    return out.getvalue()


def _env() -> dict[str, str]:
    # Its own threads gain nothing on so small a picture and would take the cores of the others.
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
