"""Corrections after approval, as a registrar reads them: states, page groups, the road once a certificate exists."""

from enum import StrEnum

from pemakaman.errors import Conflict


class StatusPerbaikan(StrEnum):
    """Where an asked correction stands."""

    DIUSULKAN = "diusulkan"
    DISETUJUI = "disetujui"
    DITOLAK = "ditolak"
    DITARIK = "ditarik"


PERBAIKAN_LABEL = {
    StatusPerbaikan.DIUSULKAN: "Menunggu orang kedua",
    StatusPerbaikan.DISETUJUI: "Disetujui, data diperbaiki",
    StatusPerbaikan.DITOLAK: "Ditolak",
    StatusPerbaikan.DITARIK: "Ditarik peminta",
}

# The page groups that may be corrected after approval, in words.
BAGIAN_JUDUL = {
    "almarhum": "Almarhum/almarhumah",
    "kematian": "Kematian",
    "pemakaman": "Pemakaman",
    "pelapor": "Pelapor",
    "saksi": "Saksi",
    "orang_tua": "Orang tua",
}

# Data by which two reports are recognised as one death: a change asks for duplicates anew.
IDENTITAS = frozenset(
    {"nama", "bin_binti", "nik", "no_kk", "jenis_kelamin", "lahir", "umur", "tidak_dikenal", "kasus"}
    | {"meninggal_tanggal", "dimakamkan_tanggal", "alamat_desa_kode"}
)

MOST_REASON = 500
MOST_NOTE = 500

# Once a certificate exists its data are mended at the counter (UU 23/2006 Ps 71; form F-2.01F, Permendagri 6/2026).
BAWA_PEMBETULAN = (
    "Kutipan akta kematian yang keliru (asli)",
    "Kartu Keluarga (KK)",
    "KTP-el pemohon",
    "Dokumen yang memuat data yang benar: surat kematian, akta kelahiran, ijazah, buku nikah, atau dokumen resmi lain",
    "Formulir F-2.01F, diisi di loket",
)


def check_open(status: str) -> None:
    """Raise Conflict unless the correction still waits."""
    if status != StatusPerbaikan.DIUSULKAN:
        label = PERBAIKAN_LABEL[StatusPerbaikan(status)].lower()
        raise Conflict(f"Permintaan perbaikan ini sudah selesai: {label}. Buka lagi halamannya.")
