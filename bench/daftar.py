"""Voter lists as large as a province: import, counts, comparison with the list before; rows a second and memory.

`python -m bench --hanya daftar` takes 100,000 voters; `--skala 65` takes 6,500,000.
"""

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import text

from bench.hasil import Hasil
from bench.impor import Tempat, actor_as, place, seconds
from bench.isi import KANTOR, unlike_names
from pemakaman import store
from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.pemilih import services
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.models import DaftarPemilih

PEMILIH = 100_000
MEMORI = 120.0
SEPROVINSI, SETENGAH_JAM = 6_500_000, 1800.0
HEADER = ("KECAMATAN", "DESA", "DPID", "NKK", "NIK", "NAMA", "JK", "TMPT_LHR", "TGL_LHR", "STS", "ALAMAT", "RT", "RW")
HEADER += ("DIS", "KTPel", "SUMBER", "KET", "TPS")
BARU = HILANG = 50
"""One row of so many is new, and one is gone; one of twenty changed."""


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Two lists of one area, one after the other."""
    jumlah = max(1000, int(PEMILIH * skala))
    with place() as tempat:
        with tempfile.TemporaryDirectory() as folder:
            first = _bring_in(tempat, Path(folder) / "lalu.csv", jumlah, periode="2026-T3", benih=0)
            found = [*first, *_bring_in(tempat, Path(folder) / "kini.csv", jumlah, periode="2026-T4", benih=1)]
        with reading() as session:
            daftar = session.query(DaftarPemilih).filter_by(periode="2026-T4").one()
            print(f"  baru {daftar.baru}, berubah {daftar.berubah}, hilang {daftar.hilang}", flush=True)
    return found


def voter_rows(jumlah: int, benih: int) -> Iterator[tuple[str, ...]]:
    """Invented voters of 200 villages; another seed moves, changes and leaves out a few of them."""
    rng, names = Random(5), unlike_names(4000, 5)
    for index in range(jumlah):
        born = date(1940, 1, 1) + timedelta(days=rng.randrange(24_000))
        name, desa = rng.choice(names).upper(), index * 200 // jumlah
        if benih and index % HILANG == 7:
            continue
        kec = f"KECAMATAN {desa // 10:02}"
        tps = f"{index % 40 + 1:03}"
        nik = f"1871{desa % 100:02}{born:%d%m%y}{index % 10_000:04}"
        alamat = "JALAN MAWAR 9" if benih and index % 20 == 3 else f"JALAN MELATI {index % 97}"
        dpid = str(10_000_000 + index + (20_000_000 if benih and index % BARU == 9 else 0))
        if benih and index % BARU == 9:
            nik = f"1872{nik[4:]}"
            name = f"{name} BARU"
        yield (
            *(kec, f"DESA {desa:03}", dpid, f"187101{index // 3:010}", nik, name, "LP"[index % 2], "KOTABUMI"),
            *(f"{born:%d|%m|%Y}", "S", alamat, "003", "001", "0", "S", "dp4", "", tps),
        )


def _bring_in(tempat: Tempat, path: Path, jumlah: int, *, periode: str, benih: int) -> list[Hasil]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(voter_rows(jumlah, benih))
    actor, ukuran, sha256 = actor_as(tempat, Peran.ADMIN_KAB), path.stat().st_size, store.put_file(path)
    path.unlink()
    with transaction() as session:
        daftar_id = services.register_daftar(
            session,
            wilayah_kode=KANTOR,
            jenis="DPB",
            periode=periode,
            nama_berkas=path.name,
            sha256=sha256,
            ukuran=ukuran,
            actor=actor,
            defer=False,
        ).id
    before = _reset_peak()
    load, peak = seconds(lambda: run_import(daftar_id, transaction)), _peak()
    print(f"  impor {periode}: {load:.0f} s, {jumlah / load:.0f} baris/s, puncak {peak:.0f} MB", flush=True)
    count = seconds(lambda: run_steps(daftar_id, transaction))
    print(f"  hitung dan banding {periode}: {count:.0f} s", flush=True)
    with reading() as session:
        rows = session.scalar(
            text("SELECT jumlah FROM rekap_pemilih WHERE daftar_id = :d AND kecamatan = ''"), {"d": daftar_id}
        )
    if not rows:
        raise ValueError("Daftar tidak terhitung; pengukuran tidak sebanding.")
    nama = f"daftar: {periode}, {rows} baris"
    return [
        Hasil(
            f"{nama}, impor",
            rows / load,
            "baris/s",
            SEPROVINSI / SETENGAH_JAM,
            "seprovinsi dalam 30 menit",
            (1.0, None),
        ),
        Hasil(f"{nama}, memori di atas awal", peak - before, "MB", MEMORI, "batas", (None, 1.0)),
        Hasil(
            f"{nama}, hitung dan banding",
            rows / count,
            "baris/s",
            SEPROVINSI / SETENGAH_JAM,
            "seprovinsi dalam 30 menit",
            (1.0, None),
        ),
    ]


def _reset_peak() -> float:
    """Forget the largest memory so far; the memory of now, in MB."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _peak() -> float:
    return _status("VmHWM")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
