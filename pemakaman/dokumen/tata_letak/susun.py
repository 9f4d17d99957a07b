"""Lays a form out on a paper. Laid-out forms are kept: they depend on nothing but the three arguments."""

from functools import lru_cache

from pemakaman.dokumen.tata_letak.f_2_01 import build_f_2_01
from pemakaman.dokumen.tata_letak.f_2_01a import build_f_2_01a
from pemakaman.dokumen.tata_letak.kertas import KERTAS, Kertas, scale_fixed, scale_flowing
from pemakaman.dokumen.tata_letak.lembar import Lembar
from pemakaman.dokumen.tata_letak.penata import Penata
from pemakaman.dokumen.tata_letak.unsur import (
    X_BINGKAI,
    X_BINGKAI_AKHIR,
    X_LABEL,
    Baris,
    Bingkai,
    Formulir,
    Judul,
    Kepala,
)

FORMULIR = {"F-2.01A": build_f_2_01a, "F-2.01": build_f_2_01}
JUDUL = "FORMULIR PELAPORAN PENCATATAN SIPIL DI DALAM WILAYAH NKRI"
LABEL_JENIS = "Jenis Pelaporan Pencatatan Sipil"
KOP_KOSONG = "KOP SURAT KANTOR DINAS DUKCAPIL KABUPATEN/KOTA"
NAMA_KOSONG = "(" + "\N{HORIZONTAL ELLIPSIS}" * 12 + ")"
TANGGAL_KOSONG = "\N{HORIZONTAL ELLIPSIS}" * 6 + ", " + "\N{HORIZONTAL ELLIPSIS}" * 7 + " 20\N{HORIZONTAL ELLIPSIS}.."
LEBAR_BINGKAI = X_BINGKAI_AKHIR - X_BINGKAI
Y_TANDA_TANGAN, TINGGI_TANDA_TANGAN = 908.0, 108.0
JARAK_BINGKAI = 3.5
ATAS_HALAMAN, BAWAH_HALAMAN = 36.0, 34.0
Y_KAKI = 982.0


def _head(penata: Penata, kepala: Kepala) -> None:
    skala = penata.skala
    top, height = skala.y(68.3), skala.tinggi(10.2)
    penata.gambar.frame(skala.x(486.6), top, 77.9, height)
    penata.sentence("p", "kode", kepala.kode, left=skala.x(486.6), top=top, width=77.9, line_height=height)
    bottom = penata.kertas.tinggi - skala.y(kepala.y_kop)
    place = {"left": skala.x(X_BINGKAI), "bottom": bottom, "width": LEBAR_BINGKAI}
    penata.filled("kop", "kop", KOP_KOSONG, at=place)
    height = skala.tinggi(kepala.tinggi_wilayah)
    for i, baris in enumerate(kepala.wilayah):
        penata.row(baris, skala.y(kepala.y_wilayah) + i * height, height)
    y = skala.y(kepala.y_judul) - 6
    penata.sentence("h1", "judul", JUDUL, left=skala.x(X_BINGKAI), top=y, width=LEBAR_BINGKAI, line_height=12.0)
    y = skala.y(kepala.y_label_jenis) - 6
    penata.sentence("h2", "garis", LABEL_JENIS, left=skala.x(X_LABEL), top=y, line_height=12.0)
    _report_kinds(penata, kepala)


def _report_kinds(penata: Penata, kepala: Kepala) -> None:
    """The ticks, column by column, which is the order of their numbers in the regulation."""
    height = penata.skala.tinggi(kepala.tinggi_jenis)
    for column in zip(*kepala.jenis, strict=True):
        for i, pilihan in enumerate(column):
            y = penata.skala.y(kepala.y_jenis) + i * height
            penata.tick_row(pilihan, y, height)


def _heading(penata: Penata, judul: Judul, y: float, tinggi: float) -> None:
    kelas = "garis" if judul.garis_bawah else ""
    x = penata.skala.x(X_LABEL)
    penata.sentence(f"h{judul.tingkat}", kelas, judul.teks, left=x, top=y, line_height=tinggi)
    if judul.keterangan:
        penata.sentence("p", "i", judul.keterangan, left=x + 95, top=y, line_height=tinggi)


def _height(part: Judul | Baris, bingkai: Bingkai) -> float:
    return part.tinggi if isinstance(part, Judul) else bingkai.tinggi_baris * (1 + len(part.lanjutan))


def _place(penata: Penata, bingkai: Bingkai, parts: list[Judul | Baris], atas: float) -> float:
    """Draw `parts` from `atas` in one frame; returns where it ends."""
    y = atas
    for part in parts:
        if isinstance(part, Judul):
            _heading(penata, part, y, penata.skala.tinggi(part.tinggi))
        else:
            penata.row(part, y, penata.skala.tinggi(bingkai.tinggi_baris))
        y += penata.skala.tinggi(_height(part, bingkai))
    penata.gambar.frame(penata.skala.x(X_BINGKAI), atas, LEBAR_BINGKAI, y - atas)
    return y


def _rows_that_fit(bingkai: Bingkai, parts: list[Judul | Baris], room: float) -> int:
    """How many of `parts` fit into `room` without leaving a heading alone at the end."""
    count = 0
    for part in parts:
        room -= _height(part, bingkai)
        if room < 0:
            break
        count += 1
    while 0 < count < len(parts) and isinstance(parts[count - 1], Judul):
        count -= 1
    return count


def _flow(penata: Penata, bingkai: Bingkai, y: float) -> float:
    """Place a frame below `y`, over a page's end if it must; returns where the next may begin."""
    limit = penata.kertas.tinggi - BAWAH_HALAMAN
    parts = list(bingkai.isi)
    total = sum(_height(part, bingkai) for part in parts)
    if y + total > limit and total < (limit - ATAS_HALAMAN) / 3:
        penata.close_page()
        y = ATAS_HALAMAN
    while parts:
        count = _rows_that_fit(bingkai, parts, limit - y)
        if count:
            y = _place(penata, bingkai, parts[:count], y) + JARAK_BINGKAI
            parts = parts[count:]
        if parts:
            penata.close_page()
            y = ATAS_HALAMAN
    return y


def _frames(penata: Penata, formulir: Formulir) -> float:
    """All frames; returns the shift that brings the official signature place below the last one."""
    if formulir.tetap:
        for bingkai in formulir.bingkai:
            _place(penata, bingkai, list(bingkai.isi), penata.skala.y(bingkai.atas or 0.0))
        return 0.0
    kepala = formulir.kepala
    y = penata.skala.y(kepala.y_jenis + kepala.tinggi_jenis * len(kepala.jenis)) + JARAK_BINGKAI
    for bingkai in formulir.bingkai:
        y = _flow(penata, bingkai, y)
    if y + TINGGI_TANDA_TANGAN > penata.kertas.tinggi - BAWAH_HALAMAN:
        penata.close_page()
        y = ATAS_HALAMAN
    return y - penata.skala.y(Y_TANDA_TANGAN)


def _signatures(penata: Penata, catatan: tuple[str, ...], shift: float) -> None:
    skala = penata.skala

    def place(x: float, y: float) -> dict[str, float]:
        return {"left": skala.x(x) - 115, "top": skala.y(y) + shift - 5, "width": 230.0}

    penata.filled("m", "ttd.tempat_tanggal", TANGGAL_KOSONG, at=place(490.0, 916.7))
    penata.sentence("p", "m", "Mengetahui :", **place(141.0, 929.3))
    penata.filled("m", "ttd.mengetahui", "", at=place(144.7, 938.9))
    penata.filled("m", "ttd.pejabat", NAMA_KOSONG, pola="({})", at=place(141.0, 966.3))
    penata.sentence("p", "m", "Pelapor", **place(469.0, 938.1))
    penata.filled("m", "ttd.pelapor", NAMA_KOSONG, pola="({})", at=place(469.0, 966.3))
    for i, words in enumerate(catatan):
        y = skala.y(Y_KAKI) + shift - 5 + 9.4 * i
        penata.sentence("p", "catatan", words, left=skala.x(71.4), top=y)


@lru_cache(maxsize=32)
def arrange(formulir: str, kertas: str, kotak_nama: int) -> Lembar:
    """Lay out `formulir` on `kertas`; raises KeyError for a form or a paper that is not known."""
    form, paper = FORMULIR[formulir](kotak_nama), KERTAS[kertas]
    penata = Penata(paper, scale_fixed(paper) if form.tetap else scale_flowing(paper))
    _head(penata, form.kepala)
    shift = _frames(penata, form)
    _signatures(penata, form.catatan, shift)
    penata.close_page()
    css = _page_rules(paper, penata) + "".join(penata.css) + _foot_rule(penata, form, paper)
    sizes = penata.huruf, penata.huruf_kotak
    return Lembar(form.kode, form.dasar, form.versi, penata.halaman, css, *sizes)


def _foot_rule(penata: Penata, form: Formulir, kertas: Kertas) -> str:
    top = penata.skala.y(Y_KAKI) - 4 if form.tetap else kertas.tinggi - 24
    return f".kaki{{left:{penata.skala.x(150):.2f}pt;top:{top:.2f}pt;width:330pt}}"


def _page_rules(kertas: Kertas, penata: Penata) -> str:
    """Sizes that depend on the paper; what does not is in the stylesheet beside the template."""
    return (
        f"@page{{size:{kertas.css};margin:0}}"
        f".halaman{{width:{kertas.lebar}pt;height:{kertas.tinggi - 0.02:.2f}pt;"
        f"font-size:{penata.huruf:.2f}pt}}"
        f".k,.v{{font-size:{penata.huruf_kotak:.2f}pt}}"
        f".b{{width:{LEBAR_BINGKAI}pt}}"
    )
