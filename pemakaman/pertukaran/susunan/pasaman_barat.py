"""Layout b: the report of deaths (burial book) of the nagari of Pasaman Barat."""

from collections.abc import Mapping
from typing import Any

from pemakaman.pertukaran.lembar import Sel
from pemakaman.pertukaran.susunan.dasar import Pembaca, Susunan
from pemakaman.pertukaran.susunan.sel import (
    read_nama,
    read_nama_orang,
    read_nik,
    read_sebab,
    read_text,
    split_pelapor,
    split_waktu,
)

KEPALA = {
    "no": "NO",
    "nik": "NIK",
    "nama": "NAMA",
    "tempat": "TEMPAT MENINGGAL",
    "hubungan": "HUBUNGAN KELUARGA",
    "waktu": "JAM (WIB), TGL, BLN, THN WAKTU MENINGGAL",
    "sebab": "SEBAB KEMATIAN",
    "saksi1": "SAKSI I (NAMA)",
    "saksi2": "SAKSI II",
    "pelapor": "PELAPOR & NO HP",
}
TANPA_TANGGAL = (
    "Susunan ini tidak memuat tanggal pemakaman. Ulangi dengan pilihan "
    "“tanggal pemakaman sama dengan tanggal meninggal” bila memang demikian, atau catat lewat formulir."
)


def read_row(sel: Mapping[str, Sel], tanggal_makam_sama: bool) -> dict[str, Any]:
    """One row as an isian; raises BarisError with every fault.

    There is no column for the day of burial: only the importer may say that it is the day of death.
    HUBUNGAN KELUARGA does not say whose relation it is, so it is kept as a note.
    """
    baca = Pembaca(KEPALA, sel)
    nama = baca.read("nama", read_nama) or {}
    meninggal, pukul = baca.read("waktu", split_waktu) or (None, None)
    sebab, sebab_teks = baca.read("sebab", read_sebab) or (None, "")
    hubungan = baca.read("hubungan", read_text)
    pelapor, telepon = baca.read("pelapor", split_pelapor) or ("", "")
    if not tanggal_makam_sama:
        baca.pesan.append(TANPA_TANGGAL)
    elif meninggal is None and not any(text.startswith(KEPALA["waktu"]) for text in baca.pesan):
        baca.refuse("waktu", "Kosong. Tulis jam dan tanggal meninggal.")
    notes = [
        nama.pop("keterangan", ""),
        f"Sebab kematian menurut buku: {sebab_teks}" if sebab_teks else "",
        f"Hubungan keluarga menurut buku: {hubungan}" if hubungan else "",
    ]
    return baca.finish(
        {
            **nama,
            **(baca.read("nik", read_nik) or {}),
            "meninggal_tanggal": meninggal,
            "meninggal_pukul": pukul,
            "meninggal_tempat": baca.read("tempat", read_text),
            "sebab": sebab,
            "dimakamkan_tanggal": meninggal,
            "saksi1_nama": baca.read("saksi1", read_nama_orang),
            "saksi2_nama": baca.read("saksi2", read_nama_orang),
            "pelapor_nama": pelapor,
            "pelapor_telepon": telepon,
            "keterangan": "\n".join(filter(None, notes)),
        }
    )


PASAMAN_BARAT = Susunan(
    kode="pasaman_barat",
    nama="Pasaman Barat (tanpa kolom tanggal pemakaman)",
    kepala=KEPALA,
    lain={
        "no": ("NOMOR", "NOURUT", "NOMORURUT"),
        "nama": ("NAMALENGKAP", "NAMAALMARHUM", "NAMAALMARHUMALMARHUMAH"),
        "tempat": ("TEMPATKEMATIAN",),
        "hubungan": ("HUBKELUARGA", "HUBUNGANDALAMKELUARGA"),
        "waktu": (
            "WAKTUMENINGGAL",
            "WAKTUMENINGGALJAMWIBTGLBLNTHN",
            "JAMWIBTGLBLNTHNMENINGGAL",
            "JAMTGLBLNTHNWAKTUMENINGGAL",
            "JAMTANGGALMENINGGAL",
        ),
        "sebab": ("SEBABMENINGGAL", "PENYEBABKEMATIAN"),
        "saksi1": ("SAKSII", "SAKSI1", "SAKSI1NAMA", "NAMASAKSII", "NAMASAKSI1"),
        "saksi2": ("SAKSIIINAMA", "SAKSI2", "SAKSI2NAMA", "NAMASAKSIII", "NAMASAKSI2"),
        "pelapor": ("PELAPORDANNOHP", "PELAPORNOHPPELAPOR", "NAMAPELAPORNOHP", "PELAPORNOMORHP"),
    },
    wajib=frozenset({"nama", "tempat", "waktu"}),
    baca=read_row,
)
