"""The printed application: cold, warm, a hundred; beside an empty page, the bare values, and a table of cells."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from datetime import time as clock
from functools import lru_cache, partial
from html import escape
from multiprocessing import get_context
from statistics import median

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.hasil import Hasil
from pemakaman.config import ROOT
from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.formulir.kertas import KERTAS
from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.dokumen.jalan import print_lembar
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Kotak, Lembar, Varian
from pemakaman.dokumen.mesin import BundledFetcher
from pemakaman.nilai.tanggal import TanggalTakLengkap

KERTAS_UJI = "A4"
FORMULIR_UJI = ("F-2.01A", "F-2.01")
MOMENT = datetime(2026, 11, 2, 3, tzinfo=UTC)
HANGAT, DINGIN, BANYAK, SEL = 30, 5, 100, 8
KOSONG = "from weasyprint import HTML; HTML(string='<p>Kosong</p>').write_pdf()"
CSS_LAWAN = (
    "@font-face{font-family:Mono;src:url(berkas:font/DejaVuSansMono.ttf)}"
    f"@page{{size:{KERTAS[KERTAS_UJI][0]}pt {KERTAS[KERTAS_UJI][1]}pt;margin:12mm}}"
    "body{font:8pt Mono}table{border-collapse:collapse}"
    "td{border:.6pt solid #000;width:4mm;height:4mm;padding:0;text-align:center}p{margin:0}"
)
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


def _form(formulir: str) -> Lembar:
    return arrange(Jenis(formulir), Varian(kertas=KERTAS_UJI))


def render(formulir: str, nomor: int = 0) -> bytes:
    """One application as the worker prints it."""
    return print_lembar(_form(formulir), flatten_isian(sample(nomor)), Keterangan(formulir, MOMENT))


@lru_cache(maxsize=1)
def _rival_style() -> tuple[FontConfiguration, CSS, BundledFetcher]:
    fonts, fetcher = FontConfiguration(), BundledFetcher({})
    return fonts, CSS(string=CSS_LAWAN, base_url="berkas:", url_fetcher=fetcher, font_config=fonts), fetcher


def _render_rival(body: str) -> bytes:
    fonts, style, fetcher = _rival_style()
    html = f'<html lang="id"><title>Pembanding</title><body>{body}</body></html>'
    document = HTML(string=html, base_url="berkas:", url_fetcher=fetcher)
    return bytes(document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"))


def render_values(formulir: str, nomor: int = 0) -> bytes:
    """The floor: only the values, a line each, on as many pages as the form has."""
    lines = [f"<p>{escape(value)}</p>" for value in flatten_isian(sample(nomor)).values()]
    pages = len(_form(formulir).halaman)
    step = -(-len(lines) // pages)
    cut = '<div style="break-before:page"></div>'
    return _render_rival(cut.join("".join(lines[at : at + step]) for at in range(0, len(lines), step)))


def render_cells(formulir: str, nomor: int = 0) -> bytes:
    """The naive way: a table cell around every character, as many cells as the form has boxes."""
    drawn = (one for page in _form(formulir).halaman for one in page.gambar)
    boxes = sum(len(one.batas) - 1 for one in drawn if isinstance(one, Kotak))
    text = "".join(flatten_isian(sample(nomor)).values()).ljust(boxes)[:boxes]
    rows = [text[at : at + 26] for at in range(0, boxes, 26)]
    cells = ["".join(f"<td>{escape(letter)}</td>" for letter in row) for row in rows]
    return _render_rival("".join(f"<table><tr>{row}</tr></table>" for row in cells))


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
    return [_cold(formulir, skala), *_warm(formulir, skala), *_hundred(formulir, many)]


def _cold(formulir: str, skala: float) -> Hasil:
    """A new process, its imports, one document."""
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
    times = max(5, int(HANGAT * skala))
    for function in (render, render_values, render_cells):
        function(formulir)
    ours, values, cells = [], [], []
    for index in range(times):
        ours.append(cpu_ms(partial(render, formulir, index)))
        values.append(cpu_ms(partial(render_values, formulir, index)))
        if index < SEL:
            cells.append(cpu_ms(partial(render_cells, formulir, index)))
    name = f"dokumen: {formulir} hangat, CPU"
    return [
        Hasil(name, median(ours), "ms", median(values), "isi saja tanpa kotak"),
        Hasil(name, median(ours), "ms", median(cells), "sel tabel per huruf", (None, 0.33)),
    ]


def _hundred(formulir: str, many: int) -> list[Hasil]:
    numbers = list(range(many))
    floor = wall_ms(lambda: b"".join(render_values(formulir, nomor) for nomor in numbers)) / 1000
    alone = wall_ms(lambda: b"".join(render(formulir, nomor) for nomor in numbers)) / 1000
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(render, [formulir] * 4, chunksize=2))
        together = wall_ms(lambda: b"".join(pool.map(render, [formulir] * many, numbers, chunksize=5))) / 1000
    name = f"dokumen: {many} × {formulir}"
    return [
        Hasil(f"{name}, satu proses", alone, "s", floor, "isi saja tanpa kotak"),
        Hasil(f"{name}, dua proses", together, "s", alone, "satu proses"),
    ]
