"""Pages with ten thousand and with a million reports, side by side: does the register's size show?

Two databases and two web servers run at once and are asked in turns, so that whatever slows the machine slows
both. The measured office has the same pile of work in either.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg

from bench.hasil import Hasil, p50, p95
from bench.isi import KANTOR, SANDI, Terisi, fill, unlike_names
from bench.peladen import Gugus, cluster, web
from bench.peramban import Jawaban, Peramban, hidden_fields
from pemakaman.akun.rules import Peran
from pemakaman.db import today_in
from pemakaman.laporan.services.serupa import MUNGKIN_GANDA
from pemakaman.verifikasi.rules import Kursor

KECIL, BESAR = 10_000, 1_000_000
PEMANASAN, KALI = 20, 200
SASARAN = (None, 1.3)
DEEP = """
SELECT diajukan_pada, id FROM laporan WHERE kab_kode = %s AND status = 'diajukan'
ORDER BY diajukan_pada DESC, id DESC OFFSET 30 LIMIT 1
"""


@dataclass
class Kantor:
    """One filled database behind its own web server, with both persons signed in."""

    petugas: Peramban
    pengelola: Peramban
    isi: Terisi
    kursor: str
    nama: list[str]
    detik: dict[str, list[float]] = field(default_factory=dict)

    def keep(self, nama: str, seconds: float) -> None:
        """Note one measured request."""
        self.detik.setdefault(nama, []).append(seconds)


Langkah = Callable[[Kantor, int], float]


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Fill both, ask both, compare."""
    kali = max(20, int(KALI * skala))
    with cluster() as gugus:
        return compare(gugus, (KECIL, max(KECIL, int(BESAR * skala))), kali)


def compare(gugus: Gugus, jumlah: tuple[int, int], kali: int) -> list[Hasil]:
    """Every step `kali` times at both sizes, in turns."""
    with office(gugus, "bench_kecil", jumlah[0], kali) as kecil, office(gugus, "bench_besar", jumlah[1], kali) as besar:
        for nama, langkah in LANGKAH.items():
            for index in range(PEMANASAN + kali):
                pair = (kecil, besar) if index % 2 else (besar, kecil)
                for kantor in pair:
                    seconds = langkah(kantor, index)
                    if index >= PEMANASAN:
                        kantor.keep(nama, seconds)
        return list(_compare(kecil, besar, jumlah))


def _compare(kecil: Kantor, besar: Kantor, jumlah: tuple[int, int]) -> Iterator[Hasil]:
    small, large = (f"{count:,}".replace(",", ".") for count in jumlah)
    for nama in LANGKAH:
        for label, reckon, batas in (("p50", p50, (None, None)), ("p95", p95, SASARAN)):
            ours, rival = reckon(besar.detik[nama]) * 1000, reckon(kecil.detik[nama]) * 1000
            yield Hasil(f"halaman: {nama}, {label}, {large} laporan", ours, "ms", rival, f"{small} laporan", batas)


@contextmanager
def office(gugus: Gugus, nama: str, jumlah: int, kali: int) -> Iterator[Kantor]:
    """Fill a database, start the server, sign in."""
    with gugus.database(nama) as url:
        start = time.monotonic()
        isi = fill(url, jumlah, draf=PEMANASAN + kali)
        print(f"{nama}: {jumlah} laporan diisi dalam {time.monotonic() - start:.0f} s", flush=True)
        with psycopg.connect(url) as connection:
            row = connection.execute(DEEP, [KANTOR]).fetchone()
        kursor = Kursor(*row).text() if row else ""
        with web(url) as port:
            petugas, pengelola = Peramban(port), Peramban(port)
            petugas.sign_in(Peran.VERIFIKATOR.value, SANDI)
            pengelola.sign_in(Peran.PENGELOLA_MAKAM.value, SANDI)
            yield Kantor(petugas, pengelola, isi, kursor, unlike_names(PEMANASAN + kali, 13))


def _queue(kantor: Kantor, _: int) -> float:
    return _full_page(kantor.petugas.get("/meja?tab=menunggu"))


def _deep(kantor: Kantor, _: int) -> float:
    return _full_page(kantor.petugas.get(f"/meja?tab=menunggu&sesudah={kantor.kursor.replace('+', '%2B')}"))


def _full_page(page: Jawaban) -> float:
    rows = page.teks.count("/meja/") - page.teks.count("/meja/cari")
    if rows < 25:
        raise ValueError(f"Antrean hanya menampilkan {rows} baris; pengukuran tidak sebanding.")
    return page.detik


def _suspected(kantor: Kantor, _: int) -> float:
    """The pile of suspected doubles; how many there are depends on what was sent before."""
    return kantor.petugas.get("/meja?tab=ganda").detik


def _search(kantor: Kantor, found: str, **fields: str) -> float:
    page = kantor.petugas.post("/meja/cari", fields, expected=(200,))
    if found not in page.teks:
        raise ValueError("Pencarian tidak menemukan laporan yang ada.")
    return page.detik


def _by_nik(kantor: Kantor, index: int) -> float:
    target = kantor.isi.dicari[index % len(kantor.isi.dicari)]
    return _search(kantor, target.nama, nik=target.nik)


def _by_name(kantor: Kantor, index: int) -> float:
    target = kantor.isi.dicari[index % len(kantor.isi.dicari)]
    return _search(kantor, target.nama, nama=target.nama)


def _by_misspelt_name(kantor: Kantor, index: int) -> float:
    """A letter missing: found by likeness only."""
    target = kantor.isi.dicari[index % len(kantor.isi.dicari)]
    return _search(kantor, target.nama, nama=target.nama[:-3] + target.nama[-2:])


def _by_number(kantor: Kantor, index: int) -> float:
    target = kantor.isi.dicari[index % len(kantor.isi.dicari)]
    return _search(kantor, target.nama, nomor_buku=target.nomor_buku, makam=target.makam_id)


def _lapor_awal(kantor: Kantor, index: int) -> float:
    day = yesterday()
    fields = {
        "laporan_id": str(uuid4()),
        "makam_id": str(kantor.isi.makam_id),
        "kasus": "rumah",
        "nama": kantor.nama[index],
        "jenis_kelamin": "L",
        "dimakamkan_tanggal-hari": str(day.day),
        "dimakamkan_tanggal-bulan": str(day.month),
        "dimakamkan_tanggal-tahun": str(day.year),
        "pelapor_nama": "Siti Aminah",
    }
    return kantor.pengelola.post("/laporan/baru/singkat", fields).detik


def yesterday() -> date:
    """The day before today in Lampung."""
    return today_in("18") - timedelta(days=1)


def _ajukan(kantor: Kantor, index: int) -> float:
    laporan_id: UUID = kantor.isi.draf[index]
    page = kantor.pengelola.get(f"/laporan/{laporan_id}/isi/periksa")
    versi = hidden_fields(page.teks)["versi"]
    return kantor.pengelola.post(f"/laporan/{laporan_id}/ajukan", {"versi": versi, "terima": MUNGKIN_GANDA}).detik


LANGKAH: dict[str, Langkah] = {
    "antrean, halaman pertama": _queue,
    "antrean, halaman jauh": _deep,
    "antrean, diduga ganda": _suspected,
    "cari NIK": _by_nik,
    "cari nama": _by_name,
    "cari nama salah ketik": _by_misspelt_name,
    "cari nomor buku": _by_number,
    "kirim lapor awal": _lapor_awal,
    "kirim ajukan": _ajukan,
}
