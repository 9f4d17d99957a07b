"""The kept sums as one definition each: added to by differences, made anew from all facts, and compared with them."""

from dataclasses import dataclass

from pemakaman.pantau.rules.langkah import JEDA, LANGKAH, TENGGAT
from pemakaman.pantau.rules.mutu import HARI_LAMBAT

# Places and months that a fact counts in. Below a kecamatan the facts themselves are counted.
_OFFICES = "(left(f.kab_kode, 2)), (f.kab_kode)"
# By month of entry a fact belongs to the month of its death: `milik`.
_MONTHS = (
    "('meninggal', f.bulan_meninggal, f.bulan_meninggal), ('dimakamkan', f.bulan_dimakamkan, f.bulan_dimakamkan), "
    "('masuk', f.bulan_masuk, f.bulan_meninggal)"
)
# Quality is that of entries made here, not of old books.
_FRESH = "NOT f.lahir_mati AND NOT f.kertas"
_QUALITY = {
    "tanpa_nik": f"{_FRESH} AND NOT f.ada_nik",
    "tanpa_kelamin": f"{_FRESH} AND f.kelamin = ''",
    "tanpa_umur": f"{_FRESH} AND f.umur = 'umur_tidak_diketahui'",
    "dikembalikan": f"{_FRESH} AND f.dikembalikan > 0",
    "diperbaiki": f"{_FRESH} AND f.diperbaiki > 0",
    "terlambat": f"{_FRESH} AND f.masuk > f.dimakamkan + {HARI_LAMBAT}",
}
_TIMES = f"coalesce(sum(f.tanda * f.dikembalikan) FILTER (WHERE {_FRESH}), 0)::int AS kali"


@dataclass(frozen=True)
class Jumlah:
    """One table of sums: its key, its figures, and the SQL that makes it from facts with a sign (`tanda`)."""

    tabel: str
    kunci: tuple[str, ...]
    nilai: tuple[str, ...]
    sql: str

    def query(self, rows: str) -> str:
        """SQL over a table or subquery of signed facts."""
        return self.sql.replace("{rows}", rows)


def step_conditions(tepat: str = " AND m.bulan <= m.milik", milik: str = "m.milik") -> dict[str, str]:
    """Figure → SQL that says whether a fact `f` counts in it.

    `milik` is the month it belongs to, `tepat` keeps deaths of an earlier month out of the month of their entry: old
    ones entered now never swell it, and stand in `susulan` alone.
    """
    alive = f"NOT f.lahir_mati{tepat}"
    reached = {name: f"f.{name} IS NOT NULL" for name in LANGKAH[2:]}
    conditions = {"dimakamkan": alive, "ada_nik": f"f.ada_nik AND {alive}"}
    conditions |= {name: f"{condition} AND {alive}" for name, condition in reached.items()}
    conditions |= {
        "lahir_mati": "f.lahir_mati",
        "lapor30": f"{alive} AND f.diajukan <= f.meninggal + {TENGGAT}",
        "akta30": f"{alive} AND f.akta <= f.dimakamkan + {TENGGAT}",
        "kertas": f"{alive} AND f.kertas",
        "susulan": f"NOT f.lahir_mati AND f.bulan_masuk > {milik}",
    }
    return conditions


def _summed(conditions: dict[str, str]) -> str:
    return ", ".join(
        f"coalesce(sum(f.tanda) FILTER (WHERE {condition}), 0)::int AS {name}" for name, condition in conditions.items()
    )


def quality_condition(ukuran: str) -> str:
    """SQL that says whether a fact `f` counts in a measure of quality; 'baris': in all of them."""
    return _FRESH if ukuran == "baris" else _QUALITY[ukuran]


def wait_days(langkah: str) -> str:
    """SQL of the days that one fact `f` took for a step; null where it did not get there."""
    starts, end = JEDA[langkah]
    return f"f.{end} - coalesce({', '.join(f'f.{start}' for start in starts)})"


def wait_condition(langkah: str) -> str:
    """SQL that says whether the days of a fact `f` count."""
    return f"{wait_days(langkah)} IS NOT NULL AND {_FRESH}"


def wait_values() -> str:
    """SQL rows (step, days) of one fact `f`."""
    return ", ".join(f"('{name}', {wait_days(name)})" for name in JEDA)


STEPS = tuple(step_conditions())
CORONG = Jumlah(
    "pantau_corong",
    ("tempat", "sumbu", "bulan"),
    (*STEPS, *_QUALITY, "kali"),
    f"SELECT w.tempat, m.sumbu, m.bulan, {_summed(step_conditions() | _QUALITY)}, {_TIMES} FROM {{rows}} f "
    f"CROSS JOIN LATERAL (VALUES {_OFFICES}, (f.kec_kode)) w(tempat) "
    f"CROSS JOIN LATERAL (VALUES {_MONTHS}) m(sumbu, bulan, milik) GROUP BY 1, 2, 3",
)
SEBARAN = Jumlah(
    "pantau_sebaran",
    ("tempat", "sumbu", "bulan", "ukuran", "nilai"),
    ("jumlah",),
    "SELECT w.tempat, m.sumbu, m.bulan, u.ukuran, u.nilai, sum(f.tanda)::int AS jumlah FROM {rows} f "
    f"CROSS JOIN LATERAL (VALUES {_OFFICES}) w(tempat) CROSS JOIN LATERAL (VALUES {_MONTHS}) m(sumbu, bulan, milik) "
    "CROSS JOIN LATERAL (VALUES ('umur', f.kelamin || '|' || f.umur), ('sebab', f.sebab::text), ('tempat', f.tempat)) "
    "u(ukuran, nilai) WHERE NOT f.lahir_mati GROUP BY 1, 2, 3, 4, 5",
)
JEDA_HARI = Jumlah(
    "pantau_jeda",
    ("tempat", "bulan", "langkah", "hari"),
    ("jumlah",),
    "SELECT w.tempat, f.bulan_dimakamkan AS bulan, j.langkah, greatest(j.hari, 0) AS hari, sum(f.tanda)::int AS jumlah "
    f"FROM {{rows}} f CROSS JOIN LATERAL (VALUES {_OFFICES}) w(tempat) "
    f"CROSS JOIN LATERAL (VALUES {wait_values()}) j(langkah, hari) "
    "WHERE j.hari IS NOT NULL AND NOT f.kertas AND NOT f.lahir_mati GROUP BY 1, 2, 3, 4",
)
MAKAM_BULAN = Jumlah(
    "pantau_makam_bulan",
    ("makam_id", "bulan"),
    ("jumlah", "baris", *_QUALITY, "kali"),
    f"SELECT f.makam_id, f.bulan_dimakamkan AS bulan, sum(f.tanda)::int AS jumlah, "
    f"{_summed({'baris': _FRESH} | _QUALITY)}, {_TIMES} FROM {{rows}} f GROUP BY 1, 2",
)
JUMLAH = (CORONG, SEBARAN, JEDA_HARI, MAKAM_BULAN)
