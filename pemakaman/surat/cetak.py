"""Prints letters. Call from a worker process only."""

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from markupsafe import Markup

from pemakaman import store
from pemakaman.berkas.cetak_contoh import mark_pages
from pemakaman.berkas.contoh import CONTOH, SAAT
from pemakaman.berkas.services import Cetakan
from pemakaman.berkas.setelan import Setelan, from_json
from pemakaman.dokumen.formulir.kertas import KERTAS
from pemakaman.dokumen.gambar import code_svg
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Kode
from pemakaman.dokumen.mesin import render_arsip
from pemakaman.dokumen.pengantar import BarisPengantar, SuratPengantar, render_pengantar
from pemakaman.surat.naskah import fields_of, render_body
from pemakaman.surat.rules import RUAS, sample_of
from pemakaman.surat.services.cetakan import PesananSurat

SISI_KODE = 62.0
CSS = "surat/surat.css"


def print_surat(pesanan: PesananSurat) -> Cetakan:
    """A letter of a report; the same order gives the same bytes."""
    body = render_body(str(pesanan.masukan["naskah"]), pesanan.masukan["nilai"])
    values = _values(pesanan.setelan, pesanan.nomor, str(pesanan.masukan["tanggal_surat"]))
    return _counted(
        pesanan,
        _render(
            {**values, "isi": Markup(body)},  # noqa: S704
            pesanan.keterangan,
            kertas=pesanan.kertas,
            logo=pesanan.logo,
            periksa=pesanan.periksa,
        ),
    )


def print_pengantar(pesanan: PesananSurat) -> Cetakan:
    """A covering letter with its list of files."""
    given, setelan = pesanan.masukan, pesanan.setelan
    surat = SuratPengantar(
        kop=setelan.kop,
        tempat_tanggal=f"{setelan.tempat_tanda_tangan}, {given['tanggal_surat']}",
        kepada=given["tujuan"],
        baris=[BarisPengantar(**one) for one in given["baris"]],
        nomor=pesanan.nomor,
        keperluan=given["keperluan"],
        jabatan=setelan.mengetahui.jabatan,
        nama=setelan.mengetahui.nama or "",
        nip=setelan.mengetahui.nip or "",
        kertas=pesanan.kertas,
        kode_periksa=pesanan.periksa["periksa.kode"],
        alamat_periksa=pesanan.periksa["periksa.alamat"],
        logo=pesanan.logo,
    )
    return _counted(pesanan, render_pengantar(surat, pesanan.keterangan))


def _counted(pesanan: PesananSurat, content: bytes) -> Cetakan:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return Cetakan(pesanan.dokumen_id, content, len(pdf.pages))


def print_templat(isi: Mapping[str, Any]) -> bytes:
    """A template with sample data, the word CONTOH across it."""
    setelan, naskah = from_json(isi["setelan"]), str(isi["isi"])
    nilai = {nama: sample_of(nama) for nama in fields_of(naskah)}
    values = _values(setelan, RUAS["nomor_surat"].contoh, RUAS["tanggal_surat"].contoh)
    values |= {"isi": Markup(render_body(naskah, nilai))}  # noqa: S704
    logo = store.get(setelan.logo) if setelan.logo else None
    judul = Keterangan(str(isi["judul"]), SAAT)
    return mark_pages(_render(values, judul, kertas=setelan.kertas, logo=logo, periksa={"periksa.alamat": CONTOH}))


def _values(setelan: Setelan, nomor: str, tanggal: str) -> dict[str, Any]:
    return {
        "kop": setelan.kop,
        "tempat": setelan.tempat_tanda_tangan,
        "pejabat": setelan.mengetahui,
        "nomor": nomor,
        "tanggal": tanggal,
    }


def _render(
    values: Mapping[str, Any],
    keterangan: Keterangan,
    *,
    kertas: str,
    logo: bytes | None,
    periksa: Mapping[str, str],
) -> bytes:
    pictures: dict[str, str | bytes] = {"logo": logo} if logo else {}
    if keterangan.kode:
        pictures["kode"] = code_svg(keterangan.kode, Kode(0, 0, SISI_KODE))
    more = {
        "ada_logo": logo is not None,
        "ada_kode": "kode" in pictures,
        "periksa": {name.rpartition(".")[2]: teks for name, teks in periksa.items()},
    }
    lebar, tinggi = KERTAS[kertas]
    page = f"@page {{ size: {lebar:.2f}pt {tinggi:.2f}pt; }}"
    return render_arsip("surat/surat.html", CSS, {**values, **more}, keterangan, gambar=pictures, more_css=[page])
