"""Loading the region table from the shipped file."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman.errors import ConfigError
from pemakaman.wilayah.rules import search_form

DATA = Path(__file__).parent / "data"
FILE = DATA / "wilayah.tsv.gz"
MANIFEST = DATA / "wilayah.json"

MAKE_DRAFT = """
CREATE TEMPORARY TABLE wilayah_baru (kode text PRIMARY KEY, nama text, nama_cari text, tingkat int, induk text,
kode_pos text) ON COMMIT DROP
"""
UPSERT = """
INSERT INTO wilayah AS lama (kode, nama, nama_cari, tingkat, induk, kode_pos, berlaku_dari)
SELECT kode, nama, nama_cari, tingkat, induk, kode_pos, :tanggal FROM wilayah_baru ORDER BY kode
ON CONFLICT (kode) DO UPDATE SET nama = EXCLUDED.nama, nama_cari = EXCLUDED.nama_cari,
    kode_pos = EXCLUDED.kode_pos, berlaku_sampai = NULL
WHERE (lama.nama, lama.kode_pos, lama.berlaku_sampai)
    IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.kode_pos, NULL::date)
"""
RETIRE = """
UPDATE wilayah SET berlaku_sampai = greatest(:tanggal, berlaku_dari + 1)
WHERE berlaku_sampai IS NULL AND NOT EXISTS (SELECT FROM wilayah_baru b WHERE b.kode = wilayah.kode)
"""


@dataclass(frozen=True)
class Loaded:
    """What a load changed."""

    baru_atau_berubah: int
    tidak_berlaku: int


def read_manifest() -> dict[str, Any]:
    """Source, date, counts and checksum of the shipped file."""
    manifest: dict[str, Any] = json.loads(MANIFEST.read_text())
    return manifest


def read_rows() -> list[tuple[str, str, str | None]]:
    """(kode, nama, kode_pos) of every region; raises ConfigError when the file is not the one checked in."""
    content = FILE.read_bytes()
    if hashlib.sha256(content).hexdigest() != read_manifest()["sha256"]:
        raise ConfigError("Berkas wilayah rusak: sidiknya tidak cocok. Ambil lagi dari repositori.")
    lines = gzip.decompress(content).decode().splitlines()
    rows = [line.split("\t") for line in lines]
    return [(kode, nama, kode_pos or None) for kode, nama, kode_pos in rows]


def load_wilayah(session: Session) -> Loaded:
    """Bring the table to the shipped file; a code that is gone stays, marked as no longer valid."""
    session.execute(text(MAKE_DRAFT))
    driver: Any = session.connection().connection.driver_connection
    columns = "kode, nama, nama_cari, tingkat, induk, kode_pos"
    with driver.cursor().copy(f"COPY wilayah_baru ({columns}) FROM STDIN") as copy:
        for kode, nama, kode_pos in read_rows():
            induk = kode.rpartition(".")[0] or None
            copy.write_row((kode, nama, search_form(nama), kode.count(".") + 1, induk, kode_pos))
    tanggal = {"tanggal": date.fromisoformat(read_manifest()["tanggal"])}
    changed: Any = session.execute(text(UPSERT), tanggal)
    retired: Any = session.execute(text(RETIRE), tanggal)
    return Loaded(changed.rowcount, retired.rowcount)


def ensure_wilayah(session: Session) -> Loaded | None:
    """Load the table unless the shipped file is in it already; as the owner, who leaves its hash as a comment."""
    sha256 = str(read_manifest()["sha256"])
    if session.scalar(text("SELECT obj_description('wilayah'::regclass, 'pg_class')")) == sha256:
        return None
    loaded = load_wilayah(session)
    session.execute(text(f"COMMENT ON TABLE wilayah IS '{int(sha256, 16):064x}'"))
    return loaded
