"""Bringing files in: a voter list, the regions, a burial book; each beside the bare writing of the same rows."""

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bench.hasil import Hasil
from bench.isi import KANTOR, KANTOR_KEC, Terisi, fill, unlike_names
from bench.peladen import Gugus, cluster
from pemakaman import db, store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.akun.sessions import actor_of
from pemakaman.db import transaction
from pemakaman.pemilih import services as pemilih
from pemakaman.pemilih.impor import COPY, FIELDS, run_import
from pemakaman.pemilih.kolom import COLUMNS
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.wilayah.services import load_wilayah, read_rows

PEMILIH = 200_000
LAPORAN_ADA = 1_000
DESA = ("Kedaton", "Kedaton")


@dataclass(frozen=True)
class Tempat:
    """A database with an office in it, and its address."""

    gugus: Gugus
    url: str
    isi: Terisi


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """All imports."""
    with place() as tempat:
        return [
            _voters(tempat, max(1000, int(PEMILIH * skala))),
            _regions(tempat),
        ]


@contextmanager
def place() -> Iterator[Tempat]:
    """An office with reports, and a store of its own."""
    with (
        cluster() as gugus,
        gugus.database("bench_impor") as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        isi = fill(url, LAPORAN_ADA, draf=0)
        db.configure(url)
        store.configure(Path(folder))
        yield Tempat(gugus, url, isi)
        db.engine().dispose()


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def actor_as(tempat: Tempat, peran: Peran) -> Actor:
    """The account of a role."""
    with transaction() as session:
        return actor_of(session.get_one(Akun, tempat.isi.akun[peran]))


def voter_rows(jumlah: int) -> Iterator[dict[str, str]]:
    """Invented voters in the columns of a list; every NIK once."""
    rng, names = Random(5), unlike_names(2000, 5)
    for index in range(jumlah):
        born = date(1950, 1, 1) + timedelta(days=rng.randrange(20_000))
        yield dict.fromkeys(COLUMNS, "") | {
            "kecamatan": DESA[0],
            "desa": DESA[1],
            "nkk": f"{KANTOR_KEC}0101{index:06}",
            "nik": f"{KANTOR_KEC}{born:%d%m}{index:06}",
            "nama": rng.choice(names).upper(),
            "jenis_kelamin": "L",
            "tempat_lahir": "KOTABUMI",
            "tanggal_lahir": f"{born:%d-%m-%Y}",
            "status_kawin": "S",
            "alamat": "JALAN MELATI 5",
            "rt": "003",
            "rw": "001",
            "tps": "007",
        }


def _voters(tempat: Tempat, jumlah: int) -> Hasil:
    actor = actor_as(tempat, Peran.ADMIN_KAB)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS))
        writer.writerow({column: names[0].upper() for column, names in COLUMNS.items()})
        writer.writerows(voter_rows(jumlah))
        file.flush()
        daftar_id = _register(actor, Path(file.name))
    ours = seconds(lambda: run_import(daftar_id, transaction))
    with transaction() as session:
        count = session.get_one(DaftarPemilih, daftar_id).masuk
        bare = session.scalars(text("SELECT count(*) FROM pemilih")).one()
    if not count == bare == jumlah:
        raise ValueError(f"Hanya {count} dari {jumlah} pemilih yang masuk; pengukuran tidak sebanding.")
    rival = seconds(lambda: _copy_again(tempat.url, daftar_id, _parsed(tempat.url)))
    return Hasil(
        f"impor: daftar pemilih {jumlah} baris", jumlah / ours, "baris/s", jumlah / rival, "COPY baris yang sama"
    )


def _register(actor: Actor, path: Path) -> UUID:
    sha256 = store.put_file(path)
    with transaction() as session:
        daftar = pemilih.register_daftar(
            session,
            wilayah_kode=KANTOR,
            jenis="DPB",
            periode="2026-T4",
            nama_berkas=path.name,
            sha256=sha256,
            ukuran=path.stat().st_size,
            actor=actor,
            defer=False,
        )
        return daftar.id


def _parsed(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(f"SELECT {', '.join(FIELDS)} FROM pemilih").fetchall()


def _copy_again(url: str, daftar_id: UUID, rows: list[tuple[Any, ...]]) -> None:
    """The same rows, already read and checked, into the same indexed table."""
    with psycopg.connect(url) as connection, connection.cursor().copy(COPY) as copy:
        for row in rows:
            copy.write_row((daftar_id, *row[1:]))


def _regions(tempat: Tempat) -> Hasil:
    """All codes into an empty table, as the first start does."""
    with psycopg.connect(tempat.gugus.server.url("bench_impor"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("CREATE TABLE bench_wilayah (LIKE wilayah INCLUDING ALL)")
        rows = connection.execute("SELECT * FROM wilayah").fetchall()
        rival = seconds(lambda: _copy_regions(connection, rows))
        connection.execute("TRUNCATE bench_wilayah")
        rival = min(rival, seconds(lambda: _copy_regions(connection, rows)))
    with tempat.gugus.database("bench_wilayah") as url:
        engine = db.make_engine(url, role=None)
        with Session(engine) as session, session.begin():
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(text("DELETE FROM wilayah"))
        ours = seconds(lambda: _load_regions(engine))
        engine.dispose()
    count = len(read_rows())
    return Hasil(f"impor: {count} wilayah", count / ours, "baris/s", count / rival, "COPY baris yang sama")


def _load_regions(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        load_wilayah(session)


def _copy_regions(connection: psycopg.Connection[Any], rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor().copy("COPY bench_wilayah FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
