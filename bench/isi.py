"""Fills a database with any number of reports, fast: rows are made by the server, indexes built at the end.

The trail and the foreign keys are off while it fills (`session_replication_role = replica`), so nothing but a
measurement may ever use it. Names are invented; their search keys are those the program itself would store.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from pemakaman.akun.rules import Peran
from pemakaman.akun.sandi import hash_sandi
from pemakaman.contoh.orang import Pencipta
from pemakaman.contoh.suku import LAKI, PEREMPUAN, SUKU
from pemakaman.db import libpq_url, today_in
from pemakaman.laporan.rules_ganda import Jati, bare_keys
from pemakaman.nilai.nama import search_key, sound_key_tokens

KANTOR = "18.71"
KANTOR_KEC = "187101"
SANDI = "empat gajah menyeberang Way Kambas"
POOL = 40_000
MAKAM_PER_KAB = 20
MENUNGGU = 160
DICARI = 300
FILLED = ("laporan", "laporan_orang", "jejak")

SECONDARY_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
WHERE i.indrelid = ANY(%s::regclass[])
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""
MAKE_MAKAM = f"""
INSERT INTO makam (id, kode, nama, jenis, pengelolaan, status, kab_kode, kec_kode, desa_kode, versi)
SELECT gen_random_uuid(), 'B' || lpad(no::text, 6, '0'), 'TPU ' || nama, 'tpu', 'pemda', 'aktif',
       left(kode, 5), left(kode, 8), kode, 1
FROM (SELECT kode, nama, row_number() OVER (PARTITION BY left(kode, 5) ORDER BY md5(kode)) AS urut,
             row_number() OVER (ORDER BY kode) AS no
      FROM wilayah WHERE tingkat = 4 AND kode LIKE '18.%') desa
WHERE urut <= {MAKAM_PER_KAB}
"""
# Each cemetery has a manager of its own, under the same id.
MAKE_PENGELOLA = """
INSERT INTO akun (id, nama_pengguna, nama, peran, wilayah_kode, versi)
SELECT id, 'pengelola-' || kode, 'Pengelola ' || nama, 'pengelola_makam', kab_kode, 1 FROM makam
"""
NUMBER_MAKAM = f"""
CREATE TEMPORARY TABLE isi_makam AS
SELECT row_number() OVER (ORDER BY kab_kode <> '{KANTOR}', kode) AS no, id, kab_kode, kec_kode, desa_kode FROM makam
"""
# The office that is measured has at least MENUNGGU waiting, whatever the size.
MAKE_LAPORAN = f"""
INSERT INTO laporan (id, makam_id, kab_kode, kec_kode, desa_kode, status, asal, dibuat_oleh, dibuat_pada, diubah_pada,
    diajukan_pada, masuk_buku_pada, buku_tahun, buku_nomor, versi, kasus, nama, nama_cari, nama_bunyi, nik, nik_alasan,
    no_kk, jenis_kelamin, tempat_lahir, lahir_tahun, lahir_bulan, lahir_hari, agama, kewarganegaraan, alamat, rt, rw,
    meninggal_tanggal, meninggal_tempat_jenis, meninggal_tempat, sebab, menerangkan, dimakamkan_tanggal, blok,
    kunci_ganda)
SELECT gen_random_uuid(), m.id, m.kab_kode, m.kec_kode, m.desa_kode, b.status, 'formulir',
    CASE m.no WHEN 1 THEN %(pengelola)s ELSE m.id END,
    b.dimakamkan + time '10:00', b.dimakamkan + time '10:00' + interval '3 days',
    CASE WHEN b.status <> 'lapor_awal' THEN b.dimakamkan + time '03:00' + b.acak * interval '20 hours' END,
    b.dimakamkan + time '10:00', extract(year FROM b.dimakamkan),
    row_number() OVER (PARTITION BY m.id, extract(year FROM b.dimakamkan) ORDER BY b.dimakamkan, b.g),
    4, 'rumah', n.nama, n.nama_cari, n.nama_bunyi,
    CASE WHEN b.acak > 0.1 THEN replace(m.kec_kode, '.', '')
        || lpad((extract(day FROM b.lahir) + CASE n.jk WHEN 'P' THEN 40 ELSE 0 END)::int::text, 2, '0')
        || to_char(b.lahir, 'MMYY') || lpad((9000 + b.g %% 1000)::text, 4, '0') END,
    CASE WHEN b.acak <= 0.1 THEN 'tidak_diketahui' END,
    replace(m.kec_kode, '.', '') || '010110' || lpad((9000 + b.g %% 999)::text, 4, '0'),
    n.jk, 'Kotabumi', extract(year FROM b.lahir), extract(month FROM b.lahir), extract(day FROM b.lahir),
    'Islam', 'WNI', 'Jalan Melati ' || b.g %% 90, '003', '001',
    b.meninggal, 'rumah', 'Rumah, Jalan Melati', 1, 2, b.dimakamkan, chr(65 + b.g %% 20),
    (SELECT array_agg(DISTINCT k || ':' || to_char(hari, 'YYYY-MM'))
     FROM unnest(n.kunci) k, unnest(ARRAY[b.meninggal, b.dimakamkan]) hari)
FROM (
    SELECT *, meninggal + (acak > 0.6)::int AS dimakamkan, meninggal - 30 - (r_umur * 33000)::int AS lahir FROM (
        SELECT *, current_date - 1 - CASE WHEN antre THEN (r_hari * 45)::int ELSE 50 + (r_hari * 10000)::int END
            AS meninggal
        FROM (
            SELECT *, status IN ('diajukan', 'diperiksa', 'disarankan', 'dikembalikan') AS antre FROM (
                SELECT g, random() AS acak, random() AS r_hari, random() AS r_umur,
                    1 + floor(random() * CASE WHEN g <= {MENUNGGU} THEN {MAKAM_PER_KAB} ELSE %(makam)s END)::int AS mno,
                    1 + floor(random() * {POOL})::int AS nno,
                    CASE WHEN g <= {MENUNGGU} THEN 'diajukan' ELSE
                        (ARRAY['diajukan', 'diperiksa', 'disarankan', 'dikembalikan', 'lapor_awal', 'ditolak',
                               'disetujui', 'akta_terbit'])[1 + width_bucket(random(),
                            ARRAY[0.008, 0.010, 0.0115, 0.013, 0.03, 0.04, 0.08]::float[])] END AS status
                FROM generate_series(1, %(jumlah)s) g) s0) s1) s2) b
JOIN isi_makam m ON m.no = b.mno JOIN isi_nama n ON n.no = b.nno
"""
# A made-up number that came twice stays with its first report.
ONE_NIK_ONE_DEATH = """
UPDATE laporan SET nik = NULL, nik_alasan = 'tidak_diketahui' WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY nik ORDER BY id) AS ke FROM laporan WHERE nik IS NOT NULL)
    AS berulang WHERE ke > 1)
"""
MAKE_ORANG = f"""
INSERT INTO laporan_orang (laporan_id, peran, nama, nik, kewarganegaraan, hubungan, telepon)
SELECT l.id, 'pelapor', n.nama,
    replace(l.kec_kode, '.', '') || '150680' || lpad((abs(hashtext(l.id::text)) %% 10000)::text, 4, '0'),
    'WNI', 'Anak', '+6281200001234'
FROM laporan l JOIN isi_nama n ON n.no = 1 + abs(hashtext(l.id::text)) %% {POOL}
"""
MAKE_JEJAK = """
INSERT INTO jejak (kapan, txid, akun_id, pelaku, peran, wilayah, peristiwa, objek, objek_id, rincian)
SELECT dibuat_pada, 1, dibuat_oleh, 'Pengelola', 'pengelola_makam', kab_kode, 'laporan.diajukan', 'laporan', id::text,
       jsonb_build_object('versi', 3, 'status', jsonb_build_array('draf', 'diajukan'))
FROM laporan
"""
MAKE_KLAIM = """
INSERT INTO klaim (laporan_id, akun_id, sampai)
SELECT id, %(verifikator)s, now() + interval '2 hours' FROM laporan WHERE status = 'diperiksa'
"""
MAKE_BUKU = """
INSERT INTO buku (makam_id, tahun, nomor_awal, nomor_terakhir)
SELECT makam_id, buku_tahun, 1, max(buku_nomor) FROM laporan WHERE buku_nomor IS NOT NULL GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Dicari:
    """A report that searches look for: once in every database, whatever its size."""

    nama: str
    nik: str
    nomor_buku: str
    makam_id: str


@dataclass(frozen=True)
class Terisi:
    """What a measurement must know of a filled database."""

    akun: dict[Peran, UUID]
    makam_id: UUID
    dicari: list[Dicari]
    draf: list[UUID]


def fill(url: str, jumlah: int, *, draf: int) -> Terisi:
    """Make the accounts, cemeteries, `jumlah` reports with their reporters and events, and `draf` complete drafts."""
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SET work_mem = '256MB'")
        connection.execute("SELECT setseed(0.42)")
        akun = _make_akun(connection)
        connection.execute(MAKE_MAKAM)
        connection.execute(MAKE_PENGELOLA)
        connection.execute(NUMBER_MAKAM)
        makam = [row[0] for row in connection.execute("SELECT id FROM isi_makam ORDER BY no")]
        manages = "INSERT INTO makam_pengelola (makam_id, akun_id) VALUES (%s, %s)"
        connection.execute(manages, [makam[0], akun[Peran.PENGELOLA_MAKAM]])
        _make_names(connection)
        with without_indexes(connection):
            dicari = _make_rows(connection, jumlah, akun, makam)
        drafts = _make_drafts(connection, draf, akun[Peran.PENGELOLA_MAKAM], makam[0])
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")
    return Terisi(akun, makam[0], dicari, drafts)


def _make_akun(connection: psycopg.Connection[Any]) -> dict[Peran, UUID]:
    sandi, made = hash_sandi(SANDI), {}
    roles = (Peran.PENGELOLA_MAKAM, Peran.VERIFIKATOR, Peran.PEJABAT, Peran.ADMIN_KAB)
    for peran in roles:
        made[peran] = uuid4()
        names = {"nama_pengguna": peran.value, "nama": f"Petugas {peran.value}", "peran": peran.value}
        _insert(connection, "akun", {"id": made[peran], **names, "wilayah_kode": KANTOR, "sandi": sandi, "versi": 1})
    return made


def name_keys(nama: str) -> list[str]:
    """What `kunci_ganda` holds of a grown-up's name, before the month."""
    return sorted(bare_keys(Jati(nama=nama)))


def search_keys(nama: str) -> tuple[str, list[str]]:
    """`nama_cari` and `nama_bunyi` as the program stores them for a name without a father's."""
    return search_key(nama), list(dict.fromkeys(sound_key_tokens(nama)))


@lru_cache(maxsize=1)
def name_pool() -> list[tuple[str, str, list[str], list[str], str]]:
    """Names as often as they occur among the province's peoples: few words make most of them."""
    pencipta, pool = Pencipta(benih=4711), []
    for _ in range(POOL):
        kelamin = pencipta.rng.choice((LAKI, PEREMPUAN))
        nama = pencipta.nama(pencipta.suku(KANTOR), kelamin, umur=pencipta.rng.randint(1, 90))
        pool.append((nama, *search_keys(nama), name_keys(nama), kelamin))
    return pool


def _make_names(connection: psycopg.Connection[Any]) -> None:
    connection.execute(
        "CREATE TEMPORARY TABLE isi_nama (no int, nama text, nama_cari text, nama_bunyi text[], kunci text[], jk text)"
    )
    with connection.cursor().copy("COPY isi_nama FROM STDIN") as copy:
        for number, row in enumerate(name_pool(), 1):
            copy.write_row((number, *row))
    connection.execute("CREATE UNIQUE INDEX ON isi_nama (no)")
    connection.execute("ANALYZE isi_nama")


@contextmanager
def without_indexes(connection: psycopg.Connection[Any], tables: Sequence[str] = FILLED) -> Iterator[None]:
    """The secondary indexes of the tables are built when the block ends."""
    indexes = connection.execute(SECONDARY_INDEXES, [list(tables)]).fetchall()
    for name, _ in indexes:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    for _, definition in indexes:
        connection.execute(definition)


def _make_rows(
    connection: psycopg.Connection[Any], jumlah: int, akun: dict[Peran, UUID], makam: Sequence[UUID]
) -> list[Dicari]:
    pengelola, verifikator = akun[Peran.PENGELOLA_MAKAM], akun[Peran.VERIFIKATOR]
    values = {"pengelola": pengelola, "verifikator": verifikator, "jumlah": jumlah, "makam": len(makam)}
    connection.execute(MAKE_LAPORAN, values)
    connection.execute(ONE_NIK_ONE_DEATH)
    connection.execute(MAKE_BUKU)
    dicari = _make_sought(connection, pengelola)
    connection.execute(MAKE_ORANG, values)
    connection.execute(MAKE_JEJAK)
    connection.execute(MAKE_KLAIM, values)
    return dicari


def unlike_names(jumlah: int, benih: int) -> list[str]:
    """Names of three common words, none twice: each word is in many reports, all three in hardly any."""
    rng, found = Random(benih), dict[str, None]()
    words = [suku.laki for suku in SUKU if not suku.marga]
    while len(found) < jumlah:
        first, second, third = (rng.choice(rng.choice(words)) for _ in range(3))
        if len({first, second, third}) == 3:
            found[f"{first} {second} {third}"] = None
    return list(found)


def _make_sought(connection: psycopg.Connection[Any], pengelola: UUID) -> list[Dicari]:
    """Reports in books of a year of their own, so that each has a number nobody else bears."""
    made, tahun = [], 1995
    places = connection.execute("SELECT id, kec_kode, desa_kode FROM isi_makam ORDER BY no LIMIT 5").fetchall()
    for index, nama in enumerate(unlike_names(DICARI, 11)):
        makam_id, kec, desa = places[index % len(places)]
        nomor, hari = 1 + index // len(places), date(tahun, 1, 5) + timedelta(days=index)
        nik = f"{KANTOR_KEC}150350{1000 + index}"
        values = _row(pengelola, makam_id, kec=kec, desa=desa, nama=nama, nik=nik, hari=hari)
        values |= {"kunci_ganda": [f"{key}:{hari:%Y-%m}" for key in name_keys(nama)]}
        values |= {"status": "akta_terbit", "buku_tahun": tahun, "buku_nomor": nomor, "diajukan_pada": hari}
        _insert(connection, "laporan", values)
        made.append(Dicari(nama, nik, f"{nomor}/{tahun}", str(makam_id)))
    return made


def _row(pengelola: UUID, makam_id: UUID, *, kec: str, desa: str, nama: str, nik: str, hari: date) -> dict[str, Any]:
    cari, bunyi = search_keys(nama)
    born = {"lahir_tahun": 1950, "lahir_bulan": 3, "lahir_hari": 15, "jenis_kelamin": "L"}
    place = {"makam_id": makam_id, "kab_kode": KANTOR, "kec_kode": kec, "desa_kode": desa}
    dead = {"meninggal_tanggal": hari, "meninggal_tempat": "Rumah, Jalan Melati", "sebab": 1, "menerangkan": 2}
    name = {"nama": nama, "nama_cari": cari, "nama_bunyi": bunyi, "nik": nik, "kewarganegaraan": "WNI"}
    rest = {"asal": "formulir", "dibuat_oleh": pengelola, "versi": 1, "kasus": "rumah", "dimakamkan_tanggal": hari}
    return {"id": uuid4(), **place, **name, **born, **dead, **rest}


def _insert(connection: psycopg.Connection[Any], table: str, values: dict[str, Any]) -> None:
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    connection.execute(statement, list(values.values()))


def _make_drafts(connection: psycopg.Connection[Any], jumlah: int, pengelola: UUID, makam_id: UUID) -> list[UUID]:
    """Complete drafts of a burial yesterday, with both proofs, ready to be sent."""
    place = connection.execute("SELECT kec_kode, desa_kode FROM makam WHERE id = %s", [makam_id]).fetchone()
    kec, desa = place or ("", "")
    made = []
    for index, nama in enumerate(unlike_names(jumlah, 12)):
        nik = f"{KANTOR_KEC}150350{4000 + index}"
        yesterday = today_in("18") - timedelta(days=1)
        values = _row(pengelola, makam_id, kec=kec, desa=desa, nama=nama, nik=nik, hari=yesterday)
        values["status"] = "draf"
        _insert(connection, "laporan", values)
        _make_people(connection, values["id"], index)
        for jenis in ("surat_kematian", "kk_ktp"):
            _make_proof(connection, values["id"], pengelola, jenis)
        made.append(values["id"])
    return made


def make_recommended(url: str, terisi: Terisi, jumlah: int) -> list[UUID]:
    """Reports of the measured office that wait for the pejabat, identity checked and nothing against them."""
    verifikator, pengelola = terisi.akun[Peran.VERIFIKATOR], terisi.akun[Peran.PENGELOLA_MAKAM]
    made = []
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute("SET session_replication_role = replica")
        place = connection.execute("SELECT kec_kode, desa_kode FROM makam WHERE id = %s", [terisi.makam_id]).fetchone()
        kec, desa = place or ("", "")
        hari = today_in("18") - timedelta(days=2)
        for index, nama in enumerate(unlike_names(jumlah, 13)):
            nik = f"{KANTOR_KEC}{index // 9000 + 10:02}0440{1000 + index % 9000}"
            values = _row(pengelola, terisi.makam_id, kec=kec, desa=desa, nama=nama, nik=nik, hari=hari)
            values |= {"status": "disarankan", "buku_tahun": 1994, "buku_nomor": index + 1, "diajukan_pada": hari}
            _insert(connection, "laporan", values)
            checked = {"cara": "siak", "tanggal_cek": hari, "dibuat_oleh": verifikator}
            _insert(connection, "pemeriksaan", {"laporan_id": values["id"], **checked})
            _insert(connection, "keputusan", {"laporan_id": values["id"], "disarankan_oleh": verifikator})
            made.append(values["id"])
        connection.execute("ANALYZE laporan, pemeriksaan, keputusan")
    return made


def _make_people(connection: psycopg.Connection[Any], laporan_id: UUID, index: int) -> None:
    people = {"pelapor": ("Siti Aminah", "550265"), "saksi1": ("Budi Hartono", "010170"), "saksi2": ("Made", "020271")}
    for peran, (nama, birth) in people.items():
        values = {"laporan_id": laporan_id, "peran": peran, "nama": nama, "nik": f"{KANTOR_KEC}{birth}{1000 + index}"}
        hubungan = "Istri" if peran == "pelapor" else None
        _insert(connection, "laporan_orang", {**values, "kewarganegaraan": "WNI", "hubungan": hubungan})


def _make_proof(connection: psycopg.Connection[Any], laporan_id: UUID, pengelola: UUID, jenis: str) -> None:
    sidik = f"{uuid4().hex}{uuid4().hex}"
    proof = {"id": uuid4(), "laporan_id": laporan_id, "jenis": jenis, "nama_berkas": "surat.jpg", "mime": "image/jpeg"}
    marks = {"ukuran": 90_000, "sha256": sidik, "sha256_asli": sidik, "dibuat_oleh": pengelola}
    _insert(connection, "bukti", {**proof, **marks})
