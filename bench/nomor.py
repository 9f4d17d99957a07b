"""Numbers of the burial book under parallel senders, beside a bare sequence that may leave gaps."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bench.hasil import Hasil
from bench.isi import MAKE_MAKAM
from bench.peladen import Gugus, cluster
from pemakaman import db
from pemakaman.makam.services import next_number

PENGIRIM, NOMOR, TAHUN = 8, 2000, 2026


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Numbers a second: all senders in one book, and each in a book of its own."""
    with cluster() as gugus:
        return compare(gugus, max(200, int(NOMOR * skala)))


def compare(gugus: Gugus, jumlah: int) -> list[Hasil]:
    """Our counter and the sequence in turns, twice; the second turn counts."""
    with gugus.database("bench_nomor") as url:
        with psycopg.connect(url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(MAKE_MAKAM)
            connection.execute("CREATE TABLE bench_urut (nomor bigserial PRIMARY KEY, makam uuid, tahun int)")
            connection.execute("GRANT ALL ON bench_urut, bench_urut_nomor_seq TO pemakaman_app")
            rows = connection.execute("SELECT id FROM makam ORDER BY kode LIMIT %s", [PENGIRIM + 1]).fetchall()
        makam = [row[0] for row in rows]
        engine = db.make_engine(url, pool_size=PENGIRIM)
        try:
            return _compare(engine, makam[0], makam[1:], jumlah)
        finally:
            engine.dispose()


def _compare(engine: Engine, satu: UUID, banyak: list[UUID], jumlah: int) -> list[Hasil]:
    one, own, bare = 0.0, 0.0, 0.0
    for _ in range(2):
        one = _rate(engine, [partial(_ours, makam_id=satu)] * PENGIRIM, jumlah)
        own = _rate(engine, [partial(_ours, makam_id=makam_id) for makam_id in banyak], jumlah)
        bare = _rate(engine, [_sequence] * PENGIRIM, jumlah)
    _check_no_gap(engine, satu, 2 * jumlah)
    name = f"nomor: {PENGIRIM} pengirim"
    return [
        Hasil(f"{name}, satu buku", one, "nomor/s", bare, "deret biasa yang boleh berlubang"),
        Hasil(f"{name}, masing-masing satu buku", own, "nomor/s", bare, "deret biasa yang boleh berlubang"),
    ]


def _ours(session: Session, makam_id: UUID) -> None:
    next_number(session, makam_id, TAHUN)


def _sequence(session: Session) -> None:
    session.execute(text("INSERT INTO bench_urut (tahun) VALUES (2026)"))


def _rate(engine: Engine, work: list[Callable[[Session], None]], jumlah: int) -> float:
    def send(one: Callable[[Session], None]) -> None:
        for _ in range(jumlah // PENGIRIM):
            with Session(engine) as session, session.begin():
                one(session)

    start = time.perf_counter()
    with ThreadPoolExecutor(PENGIRIM) as pool:
        list(pool.map(send, work))
    return jumlah // PENGIRIM * PENGIRIM / (time.perf_counter() - start)


def _check_no_gap(engine: Engine, makam_id: UUID, jumlah: int) -> None:
    with Session(engine) as session:
        last = next_number(session, makam_id, TAHUN) - 1
    expected = jumlah // 2 // PENGIRIM * PENGIRIM * 2
    if last != expected:
        raise ValueError(f"Buku berlubang: nomor terakhir {last}, seharusnya {expected}.")
