"""Prints ordered documents. Call from a worker process only."""

import io

import pikepdf

from pemakaman.berkas.services.pesanan import Cetakan, Pesanan
from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian import flatten_isian
from pemakaman.dokumen.jalan import print_lembar


def print_pesanan(pesanan: Pesanan) -> Cetakan:
    """The document as ordered; the same order gives the same bytes."""
    values = flatten_isian(pesanan.isian, pesanan.masukan)
    content = print_lembar(arrange(pesanan.jenis, pesanan.varian), values, pesanan.keterangan)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return Cetakan(pesanan.dokumen_id, content, len(pdf.pages))
