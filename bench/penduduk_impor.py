"""A population extract: the first import, the same file again, beside a bare COPY of the same rows; and its memory."""

import csv
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from bench.hasil import Hasil
from bench.isi import KANTOR, KANTOR_KEC, fill, unlike_names
from bench.peladen import cluster
from pemakaman import db, store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.akun.sessions import actor_of
from pemakaman.db import transaction
from pemakaman.penduduk import services
from pemakaman.penduduk.baris import FIELDS
from pemakaman.penduduk.impor import Hitung, run_import
from pemakaman.penduduk.judul import find_heads
from pemakaman.penduduk.kolom import OPENSID, suggest
from pemakaman.penduduk.models import ImporPenduduk

PENDUDUK = 500_000
COLUMNS = ", ".join(("kab_kode", "impor_terakhir", *FIELDS))


@dataclass
class Kantor:
    """Who imports, where, and the longest time the progress stood still."""

    actor: Actor
    url: str
    diam: list[float] = field(default_factory=list)


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """First import, re-import, bare COPY; all in one database."""
    jumlah = max(1000, int(PENDUDUK * skala))
    with (
        cluster() as gugus,
        gugus.database("bench_penduduk") as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        isi = fill(url, 100, draf=0)
        db.configure(url)
        store.configure(Path(folder))
        with transaction() as session:
            kantor = Kantor(actor_of(session.get_one(Akun, isi.akun[Peran.ADMIN_KAB])), url)
        path = Path(folder) / "penduduk.csv"
        _write(path, jumlah)
        found = _measure(kantor, path, jumlah)
        db.engine().dispose()
    return found


def _measure(kantor: Kantor, path: Path, jumlah: int) -> list[Hasil]:
    first = _bring_in(kantor, path)
    again = _bring_in(kantor, path)
    # Before the rival, which holds all rows at once.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = _copy_bare(kantor.url, jumlah)
    name = f"penduduk_impor: {jumlah} baris"
    rival = "COPY baris yang sama ke tabel berindeks"
    return [
        Hasil(name, jumlah / first, "baris/s", jumlah / bare, rival),
        Hasil(f"{name} lagi, tanpa perubahan", jumlah / again, "baris/s", jumlah / first, "impor pertama", (1.0, None)),
        Hasil(f"{name}, kemajuan paling lama diam", max(kantor.diam), "s", first, "seluruh impor", (None, 0.25)),
        Hasil(f"{name}, memori puncak", memory, "MB", jumlah / 1000, "satu KB per baris"),
    ]


def _write(path: Path, jumlah: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*OPENSID, "kecamatan", "desa"])
        writer.writeheader()
        writer.writerows(resident_rows(jumlah))


def resident_rows(jumlah: int) -> Iterator[dict[str, str]]:
    """Invented residents in OpenSID's columns; every NIK once, names of three words."""
    rng, names = Random(7), unlike_names(min(jumlah, 60_000), 7)
    empty = dict.fromkeys(OPENSID, "")
    for index in range(jumlah):
        born = date(1940, 1, 1) + timedelta(days=rng.randrange(27_000))
        yield empty | {
            "alamat": f"JALAN MELATI {index % 180}",
            "rt": f"{index % 12:03}",
            "rw": f"{index % 6:03}",
            "nama": rng.choice(names).upper(),
            "no_kk": f"{KANTOR_KEC}{index // 4:010}",
            "nik": f"{KANTOR_KEC}{index:010}",
            "sex": str(1 + index % 2),
            "tempatlahir": "KOTABUMI",
            "tanggallahir": f"{born:%Y-%m-%d}",
            "agama_id": "1",
            "pekerjaan_id": str(1 + index % 89),
            "status_kawin": str(1 + index % 4),
            "kk_level": str(1 + index % 11),
            "warganegara_id": "1",
            "nama_ayah": "SUPARMAN",
            "nama_ibu": rng.choice(names).upper(),
            "ktp_el": "2",
            "status_dasar": "1",
            "kecamatan": "KEDATON",
            "desa": ("KEDATON", "SURABAYA", "SUKAMENANTI", "SIDODADI")[index % 4],
        }


def _bring_in(kantor: Kantor, path: Path) -> float:
    impor_id = _prepare(kantor, path)
    last = start = time.perf_counter()

    def told(_: Hitung) -> None:
        nonlocal last
        now = time.perf_counter()
        kantor.diam.append(now - last)
        last = now

    run_import(impor_id, transaction, told)
    kantor.diam.append(time.perf_counter() - last)
    with transaction() as session:
        done = session.get_one(ImporPenduduk, impor_id)
    if done.status != "jadi" or done.salah:
        raise ValueError(f"Impor tidak bersih: {done.galat or done.contoh_salah[:1]}")
    return time.perf_counter() - start


def _prepare(kantor: Kantor, path: Path) -> UUID:
    heads = find_heads(path)
    with transaction() as session:
        impor = services.register_impor(
            session,
            wilayah_kode=KANTOR,
            lengkap=True,
            tanggal_data=None,
            nama_berkas=path.name,
            sha256=store.put_file(path),
            ukuran=path.stat().st_size,
            kepala=heads,
            actor=kantor.actor,
        )
        kolom = suggest(heads[0].judul)
        services.choose_columns(session, impor.id, tabel=0, kolom=kolom, actor=kantor.actor, uji=False, defer=False)
        return impor.id


def _copy_bare(url: str, jumlah: int) -> float:
    """The same rows, already read and with all their keys, into the same empty indexed table."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        rows = connection.execute(f"SELECT {COLUMNS} FROM penduduk").fetchall()
        if len(rows) != jumlah:
            raise ValueError(f"Ada {len(rows)} penduduk, bukan {jumlah}; pengukuran tidak sebanding.")
        connection.execute("CREATE TABLE bench_salinan (LIKE penduduk INCLUDING ALL)")
        start = time.perf_counter()
        with connection.transaction(), connection.cursor().copy(f"COPY bench_salinan ({COLUMNS}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([Jsonb(cell) if isinstance(cell, dict) else cell for cell in row])
        return time.perf_counter() - start
