"""The printed burial book: a book of 1,000 rows beside one of 10,000, each in a process of its own."""

import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from bench.hasil import Hasil
from bench.isi import KANTOR, fill
from bench.peladen import cluster
from pemakaman import db
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Peran
from pemakaman.akun.sessions import actor_of
from pemakaman.buku.ambil import hold_still, take_out
from pemakaman.buku.cetakan import render_book
from pemakaman.buku.services.cetak import Pesanan
from pemakaman.config import ROOT
from pemakaman.db import libpq_url, reading
from pemakaman.makam.rules import SusunanBuku

SEDIKIT, BANYAK = 1000, 10_000
# A year in which the filled database has no burial, so that no number is there twice.
TAHUN = 1990
MEMORI_PALING_BANYAK = 1.3
MOVE = f"""
UPDATE laporan SET makam_id = tujuan.makam_id, status = 'akta_terbit', buku_tahun = {TAHUN}, buku_nomor = tujuan.nomor,
    dimakamkan_tanggal = date '{TAHUN}-01-01' + (tujuan.nomor %% 360)::int, meninggal_tanggal = date '{TAHUN}-01-01'
FROM (
    SELECT id, CASE WHEN urut <= %(sedikit)s THEN %(kecil)s::uuid ELSE %(besar)s::uuid END AS makam_id,
           CASE WHEN urut <= %(sedikit)s THEN urut ELSE urut - %(sedikit)s END AS nomor
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS urut FROM laporan) semua
) tujuan WHERE tujuan.id = laporan.id
"""


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Time for each 1,000 rows and the peak of memory, of the small and of the large book."""
    few, many = max(50, int(SEDIKIT * skala)), max(500, int(BANYAK * skala))
    with cluster() as gugus, gugus.database("bench_buku") as url:
        isi = fill(url, few + many, draf=0)
        small, large = _gather(url, few)
        akun = isi.akun[Peran.VERIFIKATOR]
        first, second = (_print_elsewhere(url, makam, akun) for makam in (small, large))
    name, rival = f"buku: {many} baris", f"buku {few} baris"
    pace = [one["detik"] / one["baris"] * 1000 for one in (first, second)]
    return [
        Hasil(f"{name}, tiap 1.000 baris", pace[1], "s", pace[0], rival, (None, 1.3)),
        Hasil(f"{name}, memori puncak", second["mb"], "MB", first["mb"], rival, (None, MEMORI_PALING_BANYAK)),
        Hasil(f"{name}, ukuran PDF", second["kb"], "KB", second["baris"], "satu KB per baris"),
    ]


def _gather(url: str, few: int) -> tuple[UUID, UUID]:
    """Put all rows into two books."""
    with psycopg.connect(libpq_url(url)) as connection:
        small, large = (
            row[0]
            for row in connection.execute("SELECT id FROM makam WHERE kab_kode = %s ORDER BY kode LIMIT 2", [KANTOR])
        )
        connection.execute("SET session_replication_role = replica")
        connection.execute(MOVE, {"sedikit": few, "kecil": small, "besar": large})
    return small, large


def _print_elsewhere(url: str, makam: UUID, akun: UUID) -> dict[str, float]:
    code = f"from bench.buku import tell_print; tell_print({url!r}, {str(makam)!r}, {str(akun)!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def tell_print(url: str, makam: str, akun: str) -> None:
    """Print one book in this process and write what it took to standard output."""
    db.configure(url)
    with reading() as session:
        actor = actor_of(session.get_one(Akun, UUID(akun)))
    pesanan = Pesanan(
        cetak_id=uuid4(),
        actor=actor,
        makam_id=UUID(makam),
        wilayah_kode=None,
        dari=date(TAHUN, 1, 1),
        sampai=date(TAHUN, 12, 31),
        susunan=SusunanBuku.GABUNGAN,
        nik_tampak=True,
        petugas="Pengukur",
        dibuat=datetime(2026, 11, 2, 3, tzinfo=UTC),
    )
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "buku.pdf"
        with reading() as session:
            hold_still(session)
            found = take_out(session, pesanan, Path(folder))
        made = render_book(found.kepala, found.bagian(), target)
        size = target.stat().st_size / 1024
    seconds = time.perf_counter() - start
    print(json.dumps({"detik": seconds, "baris": made.baris, "mb": _peak_mb(), "kb": size}))


def _peak_mb() -> float:
    """The most memory this program held; unlike ru_maxrss it does not begin with that of the parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
