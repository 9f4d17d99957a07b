"""Layout a: the burial book of Disdukcapil Badung."""

from collections.abc import Mapping
from typing import Any

from pemakaman.pertukaran.lembar import Sel
from pemakaman.pertukaran.susunan.dasar import Pembaca, Susunan
from pemakaman.pertukaran.susunan.sel import (
    read_nama,
    read_nama_orang,
    read_nik,
    read_tanggal,
    read_text,
    split_tempat_tanggal,
)

KEPALA = {
    "no": "NO",
    "nik": "NIK",
    "nama": "NAMA",
    "meninggal": "TEMPAT, TANGGAL MENINGGAL",
    "dimakamkan": "TANGGAL PEMAKAMAN",
    "pelapor": "NAMA PELAPOR",
    "nik_pelapor": "NIK PELAPOR",
    "keluarga": "NAMA KELUARGA YANG DAPAT DIHUBUNGI",
    "alamat": "ALAMAT",
}


def read_row(sel: Mapping[str, Sel], tanggal_makam_sama: bool) -> dict[str, Any]:
    """One row as an isian; raises BarisError with every fault. The layout has its own burial date."""
    baca = Pembaca(KEPALA, sel)
    nama = baca.read("nama", read_nama) or {}
    tempat, meninggal = baca.read("meninggal", split_tempat_tanggal) or ("", None)
    dimakamkan = baca.read("dimakamkan", read_tanggal)
    if dimakamkan is None and not any(text.startswith(KEPALA["dimakamkan"]) for text in baca.pesan):
        baca.refuse("dimakamkan", "Kosong. Tulis tanggal pemakaman.")
    pelapor_nik = (baca.read("nik_pelapor", read_nik) or {}).get("nik")
    keluarga = baca.read("keluarga", read_text)
    notes = [nama.pop("keterangan", ""), f"Keluarga yang dapat dihubungi: {keluarga}" if keluarga else ""]
    return baca.finish(
        {
            **nama,
            **(baca.read("nik", read_nik) or {}),
            "alamat": baca.read("alamat", read_text),
            "meninggal_tanggal": meninggal,
            "meninggal_tempat": tempat,
            "dimakamkan_tanggal": dimakamkan,
            "pelapor_nama": baca.read("pelapor", read_nama_orang),
            "pelapor_nik": pelapor_nik,
            "keterangan": "\n".join(filter(None, notes)),
        }
    )


BADUNG = Susunan(
    kode="badung",
    nama="Badung (ada kolom TANGGAL PEMAKAMAN)",
    kepala=KEPALA,
    lain={
        "no": ("NOMOR", "NOURUT", "NOMORURUT"),
        "nik": ("NIKALMARHUM", "NIKALMARHUMAH", "NIKJENAZAH", "NOMORINDUKKEPENDUDUKAN", "NOMORINDUKKEPENDUDUKANNIK"),
        "nama": ("NAMAALMARHUM", "NAMAJENAZAH", "NAMALENGKAP", "NAMAALMARHUMALMARHUMAH"),
        "meninggal": ("TEMPATTGLMENINGGAL", "TEMPATDANTANGGALMENINGGAL", "TEMPATTANGGALKEMATIAN"),
        "dimakamkan": ("TGLPEMAKAMAN", "TANGGALDIMAKAMKAN", "TGLDIMAKAMKAN"),
        "keluarga": ("KELUARGAYANGDAPATDIHUBUNGI", "NAMAKELUARGAYGDAPATDIHUBUNGI"),
    },
    wajib=frozenset({"nama", "meninggal", "dimakamkan"}),
    baca=read_row,
)
