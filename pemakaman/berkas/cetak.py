"""Prints ordered documents. Call from a worker process only."""

import io

import pikepdf

from pemakaman.berkas.services.pesanan import Cetakan, Pesanan
from pemakaman.dokumen.cetak import render_permohonan


def print_pesanan(pesanan: Pesanan) -> Cetakan:
    """The document as ordered; the same order gives the same bytes."""
    content = render_permohonan(
        pesanan.isian,
        formulir=pesanan.jenis,
        kertas=pesanan.varian.kertas,
        tanggal_dokumen=pesanan.keterangan.tanggal,
        kotak_nama=pesanan.varian.kotak_nama,
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return Cetakan(pesanan.dokumen_id, content, len(pdf.pages))
