"""What changed from one list to the next, found by the database itself: millions of rows never pass through here.

Rows are paired by DPID; what is left over by whole NIK; what is left then by nomor KK, name and birth, for lists whose
NIK is masked. The same key twice in a list pairs the first with the first. Only columns that both lists carry are
compared; of numbers that one list masks only the digits both show.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

# Column → how it is read before it is compared. The source of a row (SUMBER) says nothing of the person.
RUAS = {
    "nama": "upper({0}.nama)",
    "nik": "{0}.nik",
    "nkk": "{0}.nkk",
    "jenis_kelamin": "{0}.jenis_kelamin",
    "tempat_lahir": "upper({0}.tempat_lahir)",
    "tanggal_lahir": "{0}.tanggal_lahir",
    "status_kawin": "upper({0}.status_kawin)",
    "kecamatan": "upper({0}.kecamatan)",
    "desa": "upper({0}.desa)",
    "alamat": "upper({0}.alamat)",
    "rt": "ltrim({0}.rt, '0')",
    "rw": "ltrim({0}.rw, '0')",
    "tps": "ltrim({0}.tps, '0')",
    "disabilitas": "{0}.disabilitas",
    "ktp_el": "upper({0}.ktp_el)",
    "keterangan": "upper({0}.keterangan)",
}
SAMAR = ("nik", "nkk")
SELALU = frozenset({"nama", "kecamatan", "desa"})
KELUARGA = "CASE WHEN p.tanggal_lahir IS NOT NULL THEN {nkk} || upper(p.nama) || p.tanggal_lahir::text END"
WHOLE = "FROM pemilih p WHERE p.daftar_id = :{side}"
LEFT_OVER = "FROM {before} t JOIN pemilih p ON p.id = t.{side} WHERE t.{other} IS NULL"
PAIR = """
CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS
SELECT b.id AS kini, l.id AS lalu
FROM ({kini}) b FULL JOIN ({lalu}) l ON b.kunci = l.kunci AND b.urut = l.urut
WHERE b.id IS NULL OR l.id IS NULL OR b.isi <> l.isi
"""
NUMBERED = """
SELECT p.id, p.kunci, p.isi, row_number() OVER (PARTITION BY p.kunci ORDER BY p.id) AS urut
FROM (SELECT p.id, ({kunci}) COLLATE "C" AS kunci, hash_record_extended(ROW({isi}), 0) AS isi {rows}) p
"""
BOTH = "SELECT kini, lalu FROM {table} WHERE kini IS NOT NULL AND lalu IS NOT NULL"
CARRIED = "SELECT {asked}, bool_or(nik ~ '[*xX]' OR nkk ~ '[*xX]') AS samar FROM pemilih WHERE daftar_id = :id"
KEEP_CHANGED = """
INSERT INTO beda_pemilih (daftar_id, jenis, kecamatan, desa, pemilih_id, lama_id, ruas)
SELECT :kini, 'berubah', upper(b.kecamatan), upper(b.desa), b.id, l.id, r.ruas
FROM ({pairs}) t JOIN pemilih b ON b.id = t.kini JOIN pemilih l ON l.id = t.lalu
CROSS JOIN LATERAL (SELECT array_remove(ARRAY[{ruas}]::text[], NULL) AS ruas) r
WHERE cardinality(r.ruas) > 0
"""
KEEP_NEW = """
INSERT INTO beda_pemilih (daftar_id, jenis, kecamatan, desa, pemilih_id)
SELECT :kini, 'baru', upper(p.kecamatan), upper(p.desa), p.id FROM {last} t JOIN pemilih p ON p.id = t.kini
WHERE t.lalu IS NULL
"""
KEEP_GONE = """
INSERT INTO beda_pemilih (daftar_id, jenis, kecamatan, desa, lama_id)
SELECT :kini, 'hilang', upper(p.kecamatan), upper(p.desa), p.id FROM {last} t JOIN pemilih p ON p.id = t.lalu
WHERE t.kini IS NULL
"""


def compare_lists(session: Session, kini: UUID, lalu: UUID) -> dict[str, int]:
    """Write `beda_pemilih` of a list anew; the counts by kind."""
    ids = {"kini": kini, "lalu": lalu}
    session.execute(text("SET LOCAL work_mem = '64MB'"))
    session.execute(text("DELETE FROM beda_pemilih WHERE daftar_id = :kini"), ids)
    shared, masked = _shared_columns(session, kini, lalu)
    read = {name: _reading(name, masked=masked) for name in RUAS if name in SELALU | shared}
    tables = _pair(session, ids, _keys(shared, masked=masked), ", ".join(how.format("p") for how in read.values()))
    pairs = " UNION ALL ".join(BOTH.format(table=table) for table in tables)
    ruas = ", ".join(
        f"CASE WHEN {how.format('b')} IS DISTINCT FROM {how.format('l')} THEN '{name}' END"
        for name, how in read.items()
    )
    statements = {
        "baru": KEEP_NEW.format(last=tables[-1]),
        "berubah": KEEP_CHANGED.format(pairs=pairs, ruas=ruas),
        "hilang": KEEP_GONE.format(last=tables[-1]),
    }
    found = {jenis: _execute(session, statement, ids) for jenis, statement in statements.items()}
    for table in tables:
        session.execute(text(f"DROP TABLE {table}"))
    return found


def _shared_columns(session: Session, kini: UUID, lalu: UUID) -> tuple[set[str], bool]:
    """Columns that hold anything in both lists, and whether either masks its NIK."""
    optional = ["dpid", *(name for name in RUAS if name not in SELALU)]
    asked = ", ".join(f"bool_or({name} IS NOT NULL) AS {name}" for name in optional)
    query = text(CARRIED.format(asked=asked))
    rows = [session.execute(query, {"id": daftar_id}).one() for daftar_id in (kini, lalu)]
    return {name for name in optional if all(getattr(row, name) for row in rows)}, any(row.samar for row in rows)


def _reading(name: str, *, masked: bool) -> str:
    return f"left({RUAS[name]}, 8)" if masked and name in SAMAR else RUAS[name]


def _keys(shared: set[str], *, masked: bool) -> list[str]:
    """The keys worth trying, the surest first; there is always one, so that every row is told new or gone."""
    found = ["p.dpid"] if "dpid" in shared else []
    if "nik" in shared:
        found.append("CASE WHEN p.nik ~ '^[0-9]{16}$' THEN p.nik END")
    if {"nkk", "tanggal_lahir"} <= shared:
        found.append(KELUARGA.format(nkk="left(p.nkk, 8)" if masked else "p.nkk"))
    return found or ["NULL::text"]


def _pair(session: Session, ids: dict[str, UUID], keys: list[str], isi: str) -> list[str]:
    """One table a key: pairs that differ, and rows that found no partner in it."""
    tables: list[str] = []
    for number, key in enumerate(keys):
        sides: dict[str, Any] = {}
        for side, other in (("kini", "lalu"), ("lalu", "kini")):
            rows = LEFT_OVER.format(before=tables[-1], side=side, other=other) if tables else WHOLE.format(side=side)
            sides[side] = NUMBERED.format(kunci=key, isi=isi, rows=rows)
        tables.append(f"beda_tahap_{number}")
        session.execute(text(PAIR.format(table=tables[-1], **sides)), {} if number else ids)
        session.execute(text(f"ANALYZE {tables[-1]}"))
    return tables


def _execute(session: Session, statement: str, ids: dict[str, UUID]) -> int:
    count: int = session.execute(text(statement), {"kini": ids["kini"]}).rowcount  # type: ignore[attr-defined]
    return count
