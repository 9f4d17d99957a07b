"""Prints ordered documents. Call from a worker process only."""

import io

import pikepdf

from pemakaman.berkas.services.pesanan import Cetakan, Pesanan
from pemakaman.dokumen.cetak import render_permohonan
from pemakaman.dokumen.daftar import SUSUNAN, arrange
from pemakaman.dokumen.isian import flatten_isian
from pemakaman.dokumen.jalan import print_lembar


def print_pesanan(pesanan: Pesanan) -> Cetakan:
    """The document as ordered; the same order gives the same bytes."""
    content = _content(pesanan)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return Cetakan(pesanan.dokumen_id, content, len(pdf.pages))


def _content(pesanan: Pesanan) -> bytes:
    if pesanan.jenis in SUSUNAN:
        values = flatten_isian(pesanan.isian, pesanan.masukan)
        return print_lembar(arrange(pesanan.jenis, pesanan.varian), values, pesanan.keterangan)
    return render_permohonan(
        pesanan.isian,
        formulir=pesanan.jenis,
        kertas=pesanan.varian.kertas,
        tanggal_dokumen=pesanan.keterangan.tanggal,
        kotak_nama=pesanan.varian.kotak_nama,
    )
