"""Which voters of a list are one person with somebody already known: by NIK, or by family card, name and birth.

In one pass in the database over keys; only the few pairs whose keys agree come here to have their names compared.
A matching engine may take the place of `find_same`.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman.nilai.nama import names_resemble
from pemakaman.pemilih.rules import Kelas, Orang, birth_range, compare
from pemakaman.pemilih.rules_kembali import NAMA_SAMA, Dasar

STEP = 5_000
# Digits of a family card that must be visible to prove anything: the region, the day, no running number.
KK_TAMPAK = 12

_PREPARE = (
    "SET LOCAL work_mem = '64MB'",
    "DROP TABLE IF EXISTS pg_temp.orang_dicari, pg_temp.orang_sama",
    "CREATE TEMP TABLE orang_dicari (kunci uuid NOT NULL, nik text, nkk text, nama text NOT NULL, "
    "jenis_kelamin text, tanggal_lahir date, desa_kode text) ON COMMIT DROP",
    "CREATE TEMP TABLE orang_sama (kunci uuid NOT NULL, pemilih_id bigint NOT NULL, dasar text NOT NULL) "
    "ON COMMIT DROP",
)
_INDEX = ("CREATE INDEX ON orang_dicari (nik)", "ANALYZE orang_dicari")


def _visible(column: str) -> str:
    return f"substring({column} from '^[0-9]+')"


def _agree(a: str, b: str) -> str:
    """The visible digits of both, as far as both show them, are the same; NULL when either is not given."""
    first, second = _visible(a), _visible(b)
    return f"(starts_with({first}, {second}) OR starts_with({second}, {first}))"


_SHOWN = """o.kunci, o.nama AS nama_a, o.jenis_kelamin AS kelamin_a, o.tanggal_lahir AS lahir_a,
    p.id, p.nama AS nama_b, p.jenis_kelamin AS kelamin_b, p.tanggal_lahir AS lahir_b"""
# The plain comparison first: it settles nearly all of some million pairs of one day of birth.
_KK = (
    f"(left(o.nkk, {KK_TAMPAK}) = left(p.nkk, {KK_TAMPAK}) AND length({_visible('o.nkk')}) >= {KK_TAMPAK} "
    f"AND length({_visible('p.nkk')}) >= {KK_TAMPAK} AND {_agree('o.nkk', 'p.nkk')})"
)
_WHOLE = "'^[0-9]{16}$'"
# Two whole NIK that differ are two persons; where one is hidden, what is visible must not contradict.
_NIK_OPEN = (
    f"(o.nik IS NULL OR p.nik IS NULL OR ((o.nik !~ {_WHOLE} OR p.nik !~ {_WHOLE}) AND {_agree('o.nik', 'p.nik')}))"
)
_PAIRS = f"""
SELECT {_SHOWN}, 'nik' AS dasar
FROM orang_dicari o JOIN pemilih p ON p.nik = o.nik
WHERE p.daftar_id = :daftar AND o.nik ~ {_WHOLE}
UNION ALL
SELECT {_SHOWN}, CASE WHEN {_KK} THEN 'kk_nama_lahir' ELSE 'nama_lahir_desa' END
FROM orang_dicari o JOIN pemilih p ON p.tanggal_lahir = o.tanggal_lahir
WHERE p.daftar_id = :daftar AND p.nik IS DISTINCT FROM o.nik AND (p.desa_kode = o.desa_kode OR {_KK})
    AND (p.jenis_kelamin = o.jenis_kelamin OR p.jenis_kelamin IS NULL OR o.jenis_kelamin IS NULL)
    AND (:nik_bebas OR {_NIK_OPEN})
"""  # noqa: S608 (our own column names)
_KEEP = text("INSERT INTO orang_sama VALUES (:kunci, :id, :dasar)")


def prepare(session: Session) -> None:
    """Make the table `orang_dicari` that the caller fills; it and the answer live until the transaction ends."""
    for statement in _PREPARE:
        session.execute(text(statement))


def find_same(session: Session, daftar_id: UUID, *, nik_bebas: bool) -> int:
    """Put (kunci, pemilih_id, dasar) of everybody in `orang_dicari` who stands in the list into `orang_sama`.

    `nik_bebas`: the NIK of the known person was typed at a grave and may be wrong, so that another NIK in the
    list does not speak against one person. Returns how many pairs there are.
    """
    for statement in _INDEX:
        session.execute(text(statement))
    found = 0
    query = text(_PAIRS).execution_options(stream_results=True, yield_per=STEP)
    pairs = session.execute(query, {"daftar": daftar_id, "nik_bebas": nik_bebas})
    for part in pairs.partitions():
        same = [{"kunci": row.kunci, "id": row.id, "dasar": row.dasar} for row in part if is_same(row)]
        if same:
            session.execute(_KEEP, same)
        found += len(same)
    session.execute(text("ANALYZE orang_sama"))
    return found


def is_same(row: Any) -> bool:
    """Do the names say so too? One NIK with nothing else in common is a number written in the wrong place."""
    if row.dasar != Dasar.NIK:
        return names_resemble(row.nama_a, row.nama_b) >= NAMA_SAMA
    a = Orang(row.nama_a, row.kelamin_a, birth_range(row.lahir_a))
    b = Orang(row.nama_b, row.kelamin_b, birth_range(row.lahir_b))
    return compare(a, b).kelas is not Kelas.PERINGATAN
