"""Fifty thousand rows of an old book through the services, beside the floor: reading the file and copying it."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta

import psycopg
from sqlalchemy import select

from bench.hasil import Hasil
from bench.impor import KANTOR_KEC, Tempat, actor_as, place, seconds
from bench.isi import KANTOR, unlike_names
from pemakaman import store
from pemakaman.akun.rules import Peran
from pemakaman.db import libpq_url, transaction
from pemakaman.makam.services import create_makam
from pemakaman.pertukaran import services
from pemakaman.pertukaran.models import Impor
from pemakaman.tabel import open_table

BUKU = 50_000
KEPALA = (
    *("NO", "NIK", "NAMA", "TEMPAT, TANGGAL MENINGGAL", "TANGGAL PEMAKAMAN", "NAMA PELAPOR", "NIK PELAPOR"),
    *("NAMA KELUARGA YANG DAPAT DIHUBUNGI", "ALAMAT"),
)
HARI = 20_000
MAKAM = {"nama": "TPU Buku Lama", "jenis": "tpu", "pengelolaan": "pemda", "desa_kode": f"{KANTOR}.01.1003"}


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """One book."""
    with place() as tempat:
        return [_book(tempat, max(50, int(BUKU * skala)))]


def book_rows(jumlah: int) -> Iterator[list[str]]:
    """Burials of six decades in Badung's columns, every NIK once."""
    for index, nama in enumerate(unlike_names(jumlah, 21), 1):
        day = date(1965, 1, 1) + timedelta(days=index * 7919 % HARI)
        born = date(1920, 1, 1) + timedelta(days=index * 31 % 16_000)
        nik = f"{KANTOR_KEC}{born:%d%m%y}{index % 9000 + 1000:04}"
        where = f"Rumah, {day:%d-%m-%Y}"
        yield [str(index), nik, nama, where, f"{day:%d-%m-%Y}", "Siti Aminah", "", "Sutrisno", "Jalan Melati 5"]


def book_csv(jumlah: int) -> bytes:
    """The rows as a file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(KEPALA)
    writer.writerows(book_rows(jumlah))
    return out.getvalue().encode()


def _book(tempat: Tempat, jumlah: int) -> Hasil:
    actor, sha256 = actor_as(tempat, Peran.ADMIN_KAB), store.put(book_csv(jumlah))
    with transaction() as session:
        # A cemetery of its own: those of the filled office have rows whose books were never counted.
        makam = create_makam(session, MAKAM, actor=actor)
        impor = services.start_impor(
            session, makam_id=makam.id, nama_berkas="buku.csv", sha256=sha256, uji=False, actor=actor
        )
    ours = seconds(lambda: services.run_impor(impor.id, unit=transaction))
    with transaction() as session:
        done = session.scalars(select(Impor).where(Impor.id == impor.id)).one()
    if done.masuk != jumlah:
        raise ValueError(f"Hanya {done.masuk} dari {jumlah} baris buku yang masuk: {done.galat}")
    floor = seconds(lambda: _copy(tempat.url, sha256))
    return Hasil(
        f"impor: buku lama {jumlah} baris",
        jumlah / ours,
        "baris/s",
        jumlah / floor,
        "baca berkas dan COPY ke satu tabel",
    )


def _copy(url: str, sha256: str) -> None:
    columns = ", ".join(f"k{place} text" for place in range(len(KEPALA)))
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute(f"CREATE TABLE bench_buku ({columns})")  # type: ignore[call-overload]
        with connection.cursor().copy("COPY bench_buku FROM STDIN") as copy:
            for _, cells in open_table(store.path_of(sha256)).rows():
                copy.write_row(cells)
