"""The burial book as a PDF file, laid out in portions so that memory does not grow with the rows."""

import gc
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from weasyprint import Document

from pemakaman.buku.baris import BagianBuku, Cetakan, KepalaBuku, MakamBuku
from pemakaman.buku.satuan import KOLOM_LAIN, Satuan, grouped, units_of
from pemakaman.buku.susunan import SUSUNAN
from pemakaman.dokumen.kepala_tabel import tell_scopes
from pemakaman.dokumen.mesin import lay_out
from pemakaman.dokumen.sambung_buku import PenyambungBuku
from pemakaman.nilai.tanggal import format_tanggal

SATUAN_SEKALI = 120
"""Units laid out at once; more makes the peak of memory higher, fewer lays more last pages out twice."""

Progress = Callable[[int], None]


def render_book(
    kepala: KepalaBuku,
    bagian: Iterable[BagianBuku],
    target: Path,
    *,
    progress: Progress | None = None,
    sekali: int = SATUAN_SEKALI,
) -> Cetakan:
    """Write the book to `target` as tagged PDF; the same arguments give the same bytes. Worker processes only.

    `progress` is told after each portion how many rows are laid out.
    """
    rows = 0
    with PenyambungBuku(target) as joined:
        for makam, portion, count in _portions(kepala, bagian, sekali):
            content = portion.write_pdf(
                pdf_variant="pdf/ua-1", pdf_identifier=makam.kode.encode(), finisher=tell_scopes
            )
            del portion
            joined.add(content, [f"{makam.nama} ({makam.kode})"])
            rows += count
            gc.collect()
            if progress is not None:
                progress(rows)
        pages = joined.finish(page_labels)
    return Cetakan(pages, rows)


def _portions(
    kepala: KepalaBuku, bagian: Iterable[BagianBuku], sekali: int
) -> Iterator[tuple[MakamBuku, Document, int]]:
    """Whole pages in order, with the number of rows that begin on them."""
    ahead: Iterator[BagianBuku | None] = chain(bagian, [None])
    one = next(ahead)
    while one is not None:
        after = next(ahead)
        satuan = units_of(one, kepala, terakhir=after is None)
        for document, count in _portions_of(kepala, one.makam, satuan, sekali):
            yield one.makam, document, count
        one = after


def _portions_of(
    kepala: KepalaBuku, makam: MakamBuku, satuan: Iterator[Satuan], sekali: int
) -> Iterator[tuple[Document, int]]:
    """The last page of a portion may have room left, so its units go into the next portion."""
    waiting: list[Satuan] = []
    first, wanted = True, sekali
    while True:
        fresh = list(islice(satuan, wanted))
        done = len(fresh) < wanted
        waiting += fresh
        document = _lay_out(kepala, makam, waiting, first=first)
        if done:
            yield document, sum(one.baris for one in waiting)
            return
        if len(document.pages) < 2:
            wanted = sekali
            continue
        last = document.pages[-1].anchors
        start = next(index for index, one in enumerate(waiting) if one.kunci in last)
        kept, waiting = waiting[:start], waiting[start:]
        yield document.copy(document.pages[:-1]), sum(one.baris for one in kept)
        first = False


def _lay_out(kepala: KepalaBuku, makam: MakamBuku, satuan: list[Satuan], *, first: bool) -> Document:
    susunan = SUSUNAN[kepala.susunan]
    desa = f"{makam.sebutan} {makam.desa}" if makam.desa else ""
    kecamatan = f"Kecamatan {makam.kecamatan}" if makam.kecamatan else ""
    values: dict[str, Any] = {
        "judul": f"{susunan.judul}, {kepala.periode}",
        "tanggal_dokumen": kepala.dibuat.isoformat(timespec="seconds"),
        "judul_buku": susunan.judul,
        "makam": makam,
        "letak": ", ".join(filter(None, [desa, kecamatan, makam.kab_kota])),
        "periode": kepala.periode,
        "kaki": "NIK ditampilkan utuh" if kepala.nik_tampak else "NIK disamarkan",
        "mulai": first,
        "kelompok": grouped(satuan, susunan),
        "tanda_kiri": makam.kepala_desa if susunan.kepala_desa else "",
        "tanda_kanan": susunan.petugas,
        "tempat": kepala.tempat,
        "tanggal": format_tanggal(kepala.tanggal),
        "petugas": kepala.petugas,
    }
    return lay_out("buku/buku.html", "buku/buku.css", values, more_css=[_widths(kepala), *([AWAL] if first else [])])


AWAL = "@page:first{margin-top:7mm;@top-left{content:none}}"


def _widths(kepala: KepalaBuku) -> str:
    sets = {"baris": SUSUNAN[kepala.susunan].kolom, **KOLOM_LAIN}
    return "".join(
        f".{jenis}{number}{{width:{one.lebar}mm}}"
        for jenis, kolom in sets.items()
        for number, one in enumerate(kolom, 1)
    )


def page_labels(first: int, last: int, total: int) -> bytes:
    """A PDF of pages that carry nothing but 'Halaman x dari y', for x from `first` to `last`."""
    labels = [f"Halaman {number} dari {total}" for number in range(first, last + 1)]
    return bytes(lay_out("buku/nomor.html", "buku/nomor.css", {"label": labels}).write_pdf())
