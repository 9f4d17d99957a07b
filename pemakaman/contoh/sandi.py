"""Passwords of the demonstration: one a role, made anew for each instance, kept only in a file of mode 600."""

import csv
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pemakaman.akun.rules import Peran

NAMA_BERKAS = "demo-akun.csv"
KEPALA = ("peran", "nama_pengguna", "sandi", "wilayah")
# No letter or digit that a reader takes for another.
HURUF = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Baris:
    """One row of the file of accounts."""

    peran: str
    nama_pengguna: str
    sandi: str
    wilayah: str


def make_sandi() -> str:
    """Three groups of four, like 'k7mq-x2vd-9hpt': random, and typed on a phone without a slip."""
    return "-".join("".join(secrets.choice(HURUF) for _ in range(4)) for _ in range(3))


def make_all() -> dict[Peran, str]:
    """A password for each role."""
    return {peran: make_sandi() for peran in Peran}


def file_of(instance: Path) -> Path:
    """Where the accounts of an instance are written down."""
    return instance / NAMA_BERKAS


def write_rows(instance: Path, rows: Iterable[Baris]) -> None:
    """Write the file whole or not at all, readable by its owner only."""
    instance.mkdir(parents=True, exist_ok=True)
    draft = instance / f"{NAMA_BERKAS}.baru"
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(KEPALA)
        writer.writerows((row.peran, row.nama_pengguna, row.sandi, row.wilayah) for row in rows)
    draft.replace(file_of(instance))


def read_rows(instance: Path) -> list[Baris]:
    """The rows of the file; none when it is not there."""
    try:
        with file_of(instance).open(encoding="utf-8", newline="") as file:
            return [Baris(**{name: row[name] for name in KEPALA}) for row in csv.DictReader(file)]
    except FileNotFoundError:
        return []
