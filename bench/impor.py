"""Bringing files in: a voter list, the regions, a burial book; each beside the bare writing of the same rows."""

import csv
import io
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import Engine, select, text
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
from pemakaman.pertukaran import services as pertukaran
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.susunan.badung import KEPALA
from pemakaman.wilayah.services import load_wilayah, read_rows

PEMILIH, BUKU = 200_000, 1_000
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
    with _place() as tempat:
        return [
            _voters(tempat, max(1000, int(PEMILIH * skala))),
            _regions(tempat),
            _book(tempat, max(50, int(BUKU * skala))),
        ]


@contextmanager
def _place() -> Iterator[Tempat]:
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


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _actor(tempat: Tempat, peran: Peran) -> Actor:
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
    actor = _actor(tempat, Peran.ADMIN_KAB)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS))
        writer.writerow({column: names[0].upper() for column, names in COLUMNS.items()})
        writer.writerows(voter_rows(jumlah))
        file.flush()
        daftar_id = _register(actor, Path(file.name))
    ours = _seconds(lambda: run_import(daftar_id, transaction))
    with transaction() as session:
        count = session.get_one(DaftarPemilih, daftar_id).masuk
        bare = session.scalars(text("SELECT count(*) FROM pemilih")).one()
    if not count == bare == jumlah:
        raise ValueError(f"Hanya {count} dari {jumlah} pemilih yang masuk; pengukuran tidak sebanding.")
    rival = _seconds(lambda: _copy_again(tempat.url, daftar_id, _parsed(tempat.url)))
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
        rival = _seconds(lambda: _copy_regions(connection, rows))
        connection.execute("TRUNCATE bench_wilayah")
        rival = min(rival, _seconds(lambda: _copy_regions(connection, rows)))
    with tempat.gugus.database("bench_wilayah") as url:
        engine = db.make_engine(url, role=None)
        with Session(engine) as session, session.begin():
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(text("DELETE FROM wilayah"))
        ours = _seconds(lambda: _load_regions(engine))
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


def book_csv(jumlah: int) -> bytes:
    """A sheet in Badung's columns, one burial a row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(KEPALA.values())
    for index, nama in enumerate(unlike_names(jumlah, 21), 1):
        day = date(2020, 1, 1) + timedelta(days=index)
        nik = f"{KANTOR_KEC}150350{6000 + index % 3000:04}"
        where = f"Rumah, {day:%d-%m-%Y}"
        writer.writerow([index, nik, nama, where, f"{day:%d-%m-%Y}", "Siti Aminah", "", "", "Jalan Melati"])
    return out.getvalue().encode()


def _book(tempat: Tempat, jumlah: int) -> Hasil:
    actor = _actor(tempat, Peran.PENGELOLA_MAKAM)
    with transaction() as session:
        impor = pertukaran.start_impor(
            session,
            makam_id=tempat.isi.makam_id,
            nama_berkas="buku.csv",
            content=book_csv(jumlah),
            uji=False,
            tanggal_makam_sama=False,
            actor=actor,
        )
    ours = _seconds(lambda: pertukaran.run_impor(impor.id, unit=transaction))
    with transaction() as session:
        done = session.scalars(select(Impor).where(Impor.id == impor.id)).one()
    if done.masuk != jumlah:
        raise ValueError(f"Hanya {done.masuk} dari {jumlah} baris buku yang masuk: {done.galat}")
    rival = _seconds(lambda: _insert_bare(tempat, jumlah))
    return Hasil(
        f"impor: buku makam {jumlah} baris",
        ours / jumlah * 1000,
        "ms/baris",
        rival / jumlah * 1000,
        "satu INSERT per baris tanpa periksa dan jejak",
    )


def _insert_bare(tempat: Tempat, jumlah: int) -> None:
    """One row after the other, fifty in a transaction as the import does, with nothing checked or told."""
    with psycopg.connect(tempat.url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        copied = connection.execute("SELECT * FROM laporan WHERE buku_nomor IS NOT NULL LIMIT 1").fetchone()
        columns = [column.name for column in connection.execute("SELECT * FROM laporan LIMIT 0").description or ()]
        places = dict(zip(columns, copied or (), strict=True))
        for start in range(0, jumlah, pertukaran.ROWS_AT_ONCE):
            with connection.transaction():
                for index in range(start, min(start + pertukaran.ROWS_AT_ONCE, jumlah)):
                    _insert_one(connection, places, index)


def _insert_one(connection: psycopg.Connection[Any], places: dict[str, Any], index: int) -> None:
    values = {"id": uuid4(), "buku_tahun": 2100, "buku_nomor": index + 1}
    kept = [column for column in places if column not in values]
    connection.execute(
        f"INSERT INTO laporan ({', '.join([*values, *kept])}) "
        f"SELECT %s, %s, %s, {', '.join(kept)} FROM laporan WHERE id = %s",
        [*values.values(), places["id"]],
    )
