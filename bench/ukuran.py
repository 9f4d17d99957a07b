"""Bytes over the wire: a first visit with its stylesheet and scripts, and the pages after it."""

import re

from bench.halaman import KECIL, office
from bench.hasil import Hasil
from bench.peladen import cluster
from bench.peramban import Peramban

PERTAMA, BERIKUT = 60_000, 20_000
ASSET = re.compile(r'(?:href|src)="(/aset/[^"]+)"')
LANGKAH = ("almarhum", "kematian", "pemakaman", "pelapor", "saksi", "orang_tua", "bukti", "periksa")


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Every page an officer and a manager meet, with the limit it has to keep."""
    with cluster() as gugus, office(gugus, "bench_ukuran", max(500, int(KECIL * min(1.0, skala))), 1) as kantor:
        first = _first_visit(kantor.petugas.port)
        laporan = _sought_id(kantor.petugas)
        draf = kantor.isi.draf[0]
        officer = {
            "beranda petugas": "/",
            "antrean": "/meja",
            "meja satu laporan": f"/meja/{laporan}",
            "cari": "/meja/cari",
            "daftar laporan": "/laporan",
        }
        manager = {
            "beranda pengelola": "/",
            "mulai laporan": "/laporan/baru",
            "lapor awal": "/laporan/baru/singkat",
            **{f"langkah {bagian}": f"/laporan/{draf}/isi/{bagian}" for bagian in LANGKAH},
        }
        return [
            first,
            *(_later(kantor.petugas, nama, path) for nama, path in officer.items()),
            *(_later(kantor.pengelola, nama, path) for nama, path in manager.items()),
        ]


def _first_visit(port: int) -> Hasil:
    """The sign-in page and everything it loads, with an empty cache."""
    peramban = Peramban(port)
    page = peramban.get("/masuk")
    assets = dict.fromkeys(ASSET.findall(page.teks))
    total = page.bita + sum(peramban.get(path).bita for path in assets)
    return Hasil("ukuran: kunjungan pertama (halaman masuk, CSS, JS, ikon)", total, "B", PERTAMA, "batas", (None, 1.0))


def _later(peramban: Peramban, nama: str, path: str) -> Hasil:
    return Hasil(f"ukuran: {nama}", peramban.get(path).bita, "B", BERIKUT, "batas", (None, 1.0))


def _sought_id(petugas: Peramban) -> str:
    """Some report that waits."""
    found = re.search(r"/meja/([0-9a-f-]{36})", petugas.get("/meja?tab=menunggu").teks)
    if found is None:
        raise ValueError("Antrean kosong; tidak ada meja untuk diukur.")
    return found[1]
