"""Many reports against one list at once: both as files, the engine for whole lists, findings written in portions.

Judging one by one takes some tenths of a second a report; a new list wants tens of thousands. Only workers import this.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from psycopg import sql
from sqlalchemy.orm import Session

from pemakaman.impor import Unit
from pemakaman.pemilih.cocok_mesin import keep_found, rows_of
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pencocokan.hasil import Pasangan
from pemakaman.pencocokan.mesin import match_files

PORTION = 200
# The same columns as `baris_cocok.voter_row`, written by the database itself.
_VOTERS = sql.SQL(
    'COPY (SELECT kecamatan AS "KECAMATAN", desa AS "DESA", id AS "DPID", nkk AS "NKK", nik AS "NIK", '
    'nama AS "NAMA", jenis_kelamin AS "JK", tempat_lahir AS "TMPT_LHR", tanggal_lahir AS "TGL_LHR", '
    'alamat AS "ALAMAT", rt AS "RT", rw AS "RW", keterangan AS "KET" FROM pemilih WHERE daftar_id = {}) '
    "TO STDOUT (FORMAT csv, HEADER)"
)


def match_at_once(unit: Unit, daftar_id: UUID, waiting: Sequence[UUID]) -> int:
    """Match these reports against a list; how many were written. What changed meanwhile is left for the next look."""
    with TemporaryDirectory(prefix="cocok-") as folder:
        voters, book = Path(folder) / "pemilih.csv", Path(folder) / "pemakaman.csv"
        with unit() as session:
            _write_voters(session, daftar_id, voters)
        prints = _write_book(unit, waiting, book)
        if not prints:
            return 0
        found: dict[UUID, list[Pasangan]] = defaultdict(list)
        for pair in match_files(voters, book).candidates():
            found[UUID(pair.no)].append(pair)
    written = 0
    for portion in _portions(sorted(prints)):
        with unit() as session:
            daftar = session.get_one(DaftarPemilih, daftar_id)
            written += sum(keep_found(session, one, daftar, prints[one], found[one]) for one in portion)
    return written


def _write_voters(session: Session, daftar_id: UUID, path: Path) -> None:
    connection = session.connection().connection.driver_connection
    if connection is None:
        raise RuntimeError("no connection")
    with path.open("wb") as file, connection.cursor().copy(_VOTERS.format(sql.Literal(daftar_id))) as copy:
        for part in copy:
            file.write(part)


def _write_book(unit: Unit, waiting: Sequence[UUID], path: Path) -> dict[UUID, str]:
    """Write the reports' rows; each report's fingerprint as it was read."""
    prints: dict[UUID, str] = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for portion in _portions(waiting):
            with unit() as session:
                rows = rows_of(session, portion)
            for laporan_id, row, sidik in rows:
                if writer is None:
                    writer = csv.DictWriter(file, row)
                    writer.writeheader()
                writer.writerow(row)
                prints[laporan_id] = sidik
    return prints


def _portions(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), PORTION):
        yield ids[start : start + PORTION]
