"""The printed application: compiled, on the full road, by reportlab, as a table of cells; cold; many."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from datetime import time as clock
from functools import partial
from multiprocessing import get_context
from statistics import median

from bench.dokumen_lawan import render_cells, render_reportlab
from bench.hasil import Hasil
from pemakaman.config import ROOT
from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.dokumen.jalan import print_lembar
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Lembar, Varian
from pemakaman.dokumen.penuh import render_penuh
from pemakaman.nilai.tanggal import TanggalTakLengkap

KERTAS_UJI = "A4"
FORMULIR_UJI = ("F-2.01A", "F-2.01")
MOMENT = datetime(2026, 11, 2, 3, tzinfo=UTC)
HANGAT, DINGIN, BANYAK, JARANG = 60, 5, 1000, 8
KODE = "https://pemakaman.contoh.test/periksa/"
KOSONG = "from weasyprint import HTML; HTML(string='<p>Kosong</p>').write_pdf()"
Work = Callable[[], bytes]


def sample(nomor: int = 0) -> IsianPermohonan:
    """A full application of invented persons; every number another one."""

    def orang(nama: str, angka: int) -> IsianOrang:
        nik = f"1871011503{50 + angka:02}{9000 + nomor % 900:04}"
        return IsianOrang(
            nama=nama,
            nik=nik,
            no_kk=nik[::-1],
            kewarganegaraan="INDONESIA",
            tempat_lahir="KOTABUMI",
            lahir=TanggalTakLengkap(1950 + angka, 3, 15),
        )

    subjek = orang("SUGENG HASANUDDIN NUGROHO", 0)
    return IsianPermohonan(
        kop=("PEMERINTAH KOTA BANDAR LAMPUNG", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "Jalan Dokter Susilo 2"),
        provinsi="LAMPUNG",
        kabupaten_kota="KOTA BANDAR LAMPUNG",
        kecamatan="KEDATON",
        desa_kelurahan="KEDATON",
        kode_wilayah="18.71.01.1003",
        pelapor=orang("SITI AMINAH", 5),
        subjek=subjek,
        ayah=orang("ZAINUDDIN", 1),
        ibu=orang("ROHANI", 2),
        saksi1=orang("BUDI HARTONO", 3),
        saksi2=orang("I MADE WIRAWAN", 4),
        kematian=IsianKematian(
            nik=subjek.nik,
            nama=subjek.nama,
            tanggal=date(2026, 11, 1),
            pukul=clock(4, 30),
            sebab=1,
            tempat="RUMAH, JALAN MELATI 5",
            yang_menerangkan=2,
        ),
        tempat_ttd="Bandar Lampung",
        tanggal_ttd="2 November 2026",
        pelapor_nama="SITI AMINAH",
        nomor_buku=f"Buku pokok pemakaman M-1871-0001 TPU Kedaton: {nomor + 1}/2026",
    )


def form(formulir: str) -> Lembar:
    """The form as it is measured."""
    return arrange(Jenis(formulir), Varian(kertas=KERTAS_UJI))


def about(formulir: str, nomor: int = 0) -> Keterangan:
    """Title, code as long as a signed one, data: no document has the code of another."""
    kode = f"{KODE}{nomor:08}{formulir:>20}{'qK9z' * 18}"
    return Keterangan(formulir, MOMENT, kode, {"nomor": nomor})


def render(formulir: str, nomor: int = 0) -> bytes:
    """One application as the worker prints it."""
    return print_lembar(form(formulir), flatten_isian(sample(nomor)), about(formulir, nomor))


def render_full(formulir: str, nomor: int = 0) -> bytes:
    """The same on the full road."""
    return render_penuh(form(formulir), flatten_isian(sample(nomor)), about(formulir, nomor))


def render_rival(formulir: str, nomor: int = 0) -> bytes:
    """The same page by reportlab, without tags, archive metadata and data."""
    return render_reportlab(form(formulir), flatten_isian(sample(nomor)), about(formulir, nomor).kode)


def cpu_ms(work: Work) -> float:
    """Processor time of one piece of work in this process."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def wall_ms(work: Work) -> float:
    """Time on the wall of one piece of work."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """All documents."""
    return [one for formulir in FORMULIR_UJI for one in _measure_form(formulir, skala)]


def _measure_form(formulir: str, skala: float) -> list[Hasil]:
    many = max(4, int(BANYAK * skala))
    return [_cold(formulir, skala), *_warm(formulir, skala), _two(formulir, many)]


def _cold(formulir: str, skala: float) -> Hasil:
    """A new process, its imports, the form compiled, one document."""
    ours, floor = [], []
    for _ in range(max(2, int(DINGIN * skala))):
        floor.append(wall_ms(lambda: _fresh(KOSONG)))
        ours.append(wall_ms(lambda: _fresh(f"from bench.dokumen import render; render({formulir!r})")))
    return Hasil(
        f"dokumen: {formulir} dingin, proses baru", median(ours), "ms", median(floor), "halaman kosong di proses baru"
    )


def _fresh(code: str) -> bytes:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    return b""


def _warm(formulir: str, skala: float) -> list[Hasil]:
    times, lembar = max(5, int(HANGAT * skala)), form(formulir)
    for function in (render, render_full, render_rival):
        function(formulir)
    ours, full, rival, cells = [], [], [], []
    for index in range(times):
        ours.append(cpu_ms(partial(render, formulir, index)))
        rival.append(cpu_ms(partial(render_rival, formulir, index)))
        if index < JARANG:
            full.append(cpu_ms(partial(render_full, formulir, index)))
            cells.append(cpu_ms(partial(render_cells, lembar, flatten_isian(sample(index)))))
    name = f"dokumen: {formulir} ({len(lembar.halaman)} halaman), CPU"
    return [
        Hasil(name, median(ours), "ms", median(rival), "reportlab tanpa tag", (None, 1.0)),
        Hasil(name, median(ours), "ms", median(full), "jalan penuh WeasyPrint", (None, 0.05)),
        Hasil(f"{name}, jalan penuh", median(full), "ms", median(cells), "sel tabel per huruf"),
    ]


def _two(formulir: str, many: int) -> Hasil:
    numbers = list(range(many))
    alone = wall_ms(lambda: b"".join(render(formulir, nomor) for nomor in numbers)) / 1000
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(render, [formulir] * 4, chunksize=2))
        together = wall_ms(lambda: b"".join(pool.map(render, [formulir] * many, numbers, chunksize=25))) / 1000
    return Hasil(f"dokumen: {many} × {formulir}, dua proses", together, "s", alone, "satu proses")
