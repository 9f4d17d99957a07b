"""Forms and fields, in one place to import from; they live in `pemakaman.ruas`."""

from pemakaman.ruas.berkas import BerkasField
from pemakaman.ruas.dasar import Panjang, Ruas, WajibDiisi
from pemakaman.ruas.form import BaseForm
from pemakaman.ruas.pilihan import BanyakCentangField, CentangField, PilihanField, RadioField
from pemakaman.ruas.tanggal import TanggalField, TanggalTakLengkapField
from pemakaman.ruas.teks import (
    AngkaField,
    KkField,
    NamaField,
    NikField,
    PukulField,
    SandiField,
    TeksField,
    TeksPanjangField,
    TeleponField,
)

__all__ = [
    "AngkaField",
    "BanyakCentangField",
    "BaseForm",
    "BerkasField",
    "CentangField",
    "KkField",
    "NamaField",
    "NikField",
    "Panjang",
    "PilihanField",
    "PukulField",
    "RadioField",
    "Ruas",
    "SandiField",
    "TanggalField",
    "TanggalTakLengkapField",
    "TeksField",
    "TeksPanjangField",
    "TeleponField",
    "WajibDiisi",
]
