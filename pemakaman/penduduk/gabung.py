"""Joining the rows of a file, copied into a temporary table, with the residents already there. Set by set."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman.nilai.inisial import initials
from pemakaman.nilai.kode_wilayah import level
from pemakaman.nilai.nama import names_resemble
from pemakaman.penduduk.banding import BEDA_NAMA
from pemakaman.penduduk.baris import FIELDS

STEP = 10_000
COPY = f"COPY impor_baris (no, {', '.join(FIELDS)}) FROM STDIN"

_PREPARE = (
    "SET LOCAL work_mem = '64MB'",
    f"CREATE TEMP TABLE impor_baris ON COMMIT DROP AS SELECT 0 AS no, {', '.join(FIELDS)} FROM penduduk WITH NO DATA",  # noqa: S608
    "CREATE TEMP TABLE impor_kenal (no int, id bigint, tetap boolean) ON COMMIT DROP",
    "CREATE TEMP TABLE impor_tolak (nik text, nama_cari text) ON COMMIT DROP",
)
# A row finds its resident by NIK. Without NIK by its key; and one who has got a NIK since finds the row without.
_RECOGNIZE = """
INSERT INTO impor_kenal
SELECT DISTINCT ON (id) no, id, tetap FROM (
    SELECT b.no, b.nik, p.id, p.sidik = b.sidik AND p.hilang_pada IS NULL AS tetap
    FROM impor_baris b JOIN penduduk p ON p.kab_kode = :kab AND p.nik = b.nik
    UNION ALL
    SELECT b.no, b.nik, p.id, p.sidik = b.sidik AND p.hilang_pada IS NULL
    FROM impor_baris b JOIN penduduk p ON p.kab_kode = :kab AND p.nik IS NULL AND p.kunci_baris = b.kunci_baris
    WHERE NOT EXISTS (SELECT FROM penduduk q WHERE q.kab_kode = :kab AND q.nik = b.nik)
) AS cocok ORDER BY id, nik IS NOT NULL, no
"""
_INDEX = (
    "CREATE UNIQUE INDEX ON impor_baris (no)",
    "ANALYZE impor_baris",
)
_INDEX_KNOWN = ("CREATE UNIQUE INDEX ON impor_kenal (no)", "CREATE INDEX ON impor_kenal (id)", "ANALYZE impor_kenal")
_KEPT = "CASE WHEN b.nik IS NULL THEN b.kunci_baris END"
_STORED = ", ".join(_KEPT if field == "kunci_baris" else f"b.{field}" for field in FIELDS)
_INSERT = f"""
INSERT INTO penduduk (kab_kode, impor_terakhir, {", ".join(FIELDS)})
SELECT :kab, :impor, {_STORED} FROM impor_baris b
WHERE b.no > :dari AND b.no <= :sampai AND NOT EXISTS (SELECT FROM impor_kenal k WHERE k.no = b.no)
"""  # noqa: S608 (our own column names)
_UPDATE = f"""
UPDATE penduduk p SET ({", ".join(FIELDS)}) = ROW ({_STORED}), impor_terakhir = :impor, hilang_pada = NULL
FROM impor_kenal k JOIN impor_baris b ON b.no = k.no
WHERE k.no > :dari AND k.no <= :sampai AND NOT k.tetap AND p.id = k.id
"""  # noqa: S608 (our own column names)
_SAME = "SELECT count(*) FROM impor_kenal WHERE no > :dari AND no <= :sampai AND tetap"
# A NIK is mistyped more easily than a person changes name and birth together.
_UNLIKE = """
SELECT b.no, b.nik, b.nama, p.nama AS nama_lama, p.tanggal_lahir
FROM impor_kenal k JOIN impor_baris b ON b.no = k.no JOIN penduduk p ON p.id = k.id
WHERE NOT k.tetap AND b.nik = p.nik AND b.nama_cari <> p.nama_cari AND b.tanggal_lahir <> p.tanggal_lahir
"""
_COUNT = """
SELECT (SELECT count(*) FROM impor_baris) - count(*), count(*) FILTER (WHERE NOT tetap), count(*) FILTER (WHERE tetap)
FROM impor_kenal
"""
# Whoever a refused row may speak of is not gone: by its NIK, or by its name where the NIK cannot be read.
_MISSING = """
WHERE p.kab_kode = :kab AND {di_dalam} AND p.hilang_pada IS NULL AND p.impor_terakhir <> :impor
AND NOT EXISTS (SELECT FROM impor_kenal k WHERE k.id = p.id)
AND NOT EXISTS (SELECT FROM impor_tolak t WHERE t.nik = p.nik)
AND NOT EXISTS (SELECT FROM impor_tolak t WHERE t.nik IS NULL AND t.nama_cari = p.nama_cari)
"""
_INSIDE = {2: "true", 3: "p.kec_kode = :wilayah", 4: "p.desa_kode = :wilayah"}


@dataclass
class Selisih:
    """What joining changes: new, changed, unchanged and missing residents."""

    baru: int = 0
    berubah: int = 0
    tetap: int = 0
    hilang: int = 0


def prepare(session: Session) -> None:
    """Make the temporary tables of this transaction."""
    for statement in _PREPARE:
        session.execute(text(statement))


def note_refused(session: Session, refused: list[tuple[str | None, str | None]]) -> None:
    """Remember of refused rows the NIK, or else the search form of the name."""
    rows = [{"nik": nik, "nama_cari": None if nik else nama} for nik, nama in refused if nik or nama]
    if rows:
        session.execute(text("INSERT INTO impor_tolak VALUES (:nik, :nama_cari)"), rows)
    session.execute(text("ANALYZE impor_tolak"))


def recognize(session: Session, kab: str) -> None:
    """Find for every copied row the resident that it speaks of."""
    for statement in _INDEX:
        session.execute(text(statement))
    session.execute(text(_RECOGNIZE), {"kab": kab})
    for statement in _INDEX_KNOWN:
        session.execute(text(statement))


def drop_other_persons(session: Session) -> dict[str, str]:
    """Take out the rows whose NIK belongs to a resident of clearly another name and another birth.

    Returns their NIK with that resident's initials and year of birth.
    """
    rows = session.execute(text(_UNLIKE)).all()
    others = [row for row in rows if names_resemble(row.nama, row.nama_lama) < BEDA_NAMA]
    if others:
        for table in ("impor_kenal", "impor_baris"):
            session.execute(text(f"DELETE FROM {table} WHERE no = ANY(:no)"), {"no": [row.no for row in others]})  # noqa: S608
    return {row.nik: f"{initials(row.nama_lama)}, lahir {row.tanggal_lahir.year}" for row in others}


def count(session: Session) -> Selisih:
    """What joining would change, without doing it."""
    return Selisih(*session.execute(text(_COUNT)).one())


def join(session: Session, jumlah: int, *, kab: str, impor: object, tell: Callable[[Selisih], None]) -> Selisih:
    """Write the rows with a number up to `jumlah`, a part at a time, all in the caller's transaction."""
    found = Selisih()
    for start in range(0, jumlah, STEP):
        end = min(start + STEP, jumlah)
        part = {"dari": start, "sampai": end, "kab": kab, "impor": impor}
        changed = _rowcount(session, _UPDATE, part)
        added = _rowcount(session, _INSERT, part)
        found.baru, found.berubah = found.baru + added, found.berubah + changed
        found.tetap += int(session.scalar(text(_SAME), part) or 0)
        tell(found)
    return found


def mark_missing(session: Session, *, kab: str, wilayah: str, impor: object, hanya_hitung: bool) -> int:
    """Mark those of the region whom the file does not name, or only count them."""
    where = _MISSING.format(di_dalam=_INSIDE[level(wilayah)])
    values = {"kab": kab, "wilayah": wilayah, "impor": impor}
    if hanya_hitung:
        return int(session.scalar(text(f"SELECT count(*) FROM penduduk p {where}"), values) or 0)  # noqa: S608
    mark = "UPDATE penduduk p SET hilang_pada = now(), impor_terakhir = :impor"
    return _rowcount(session, f"{mark} {where}", values)


def _rowcount(session: Session, statement: str, values: dict[str, object]) -> int:
    return int(session.execute(text(statement), values).rowcount)  # type: ignore[attr-defined]
