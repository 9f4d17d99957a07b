"""The kinds of documents, by their number in the regulation or by our own name."""

from enum import StrEnum


class Jenis(StrEnum):
    """One kind of paper. Order is the order within a file."""

    F_2_01A = "F-2.01A"
    F_2_01 = "F-2.01"
    F_2_01F = "F-2.01F"
    F_1_02 = "F-1.02"
    F_1_06 = "F-1.06"
    F_1_07 = "F-1.07"
    F_1_04 = "F-1.04"
    F_2_29 = "F-2.29"
    SPTJM = "SPTJM-KEMATIAN"
    SK_PEMAKAMAN = "SK-PEMAKAMAN"
    PENGANTAR = "SURAT-PENGANTAR"
    TANDA_TERIMA = "TANDA-TERIMA"
    SURAT = "SURAT"


JENIS_LABEL = {
    Jenis.F_2_01A: "F-2.01A Pelaporan pencatatan sipil (Permendagri 6/2026)",
    Jenis.F_2_01: "F-2.01 Pelaporan pencatatan sipil (Permendagri 109/2019)",
    Jenis.F_2_01F: "F-2.01F Pembetulan atau pembatalan akta",
    Jenis.F_1_02: "F-1.02 Pendaftaran peristiwa kependudukan",
    Jenis.F_1_06: "F-1.06 Pernyataan perubahan elemen data",
    Jenis.F_1_07: "F-1.07 Surat kuasa",
    Jenis.F_1_04: "F-1.04 Pernyataan tidak memiliki dokumen",
    Jenis.F_2_29: "F-2.29 Surat keterangan kematian desa/kelurahan",
    Jenis.SPTJM: "SPTJM kebenaran data kematian",
    Jenis.SK_PEMAKAMAN: "Surat keterangan pemakaman",
    Jenis.PENGANTAR: "Surat pengantar",
    Jenis.TANDA_TERIMA: "Tanda terima",
    Jenis.SURAT: "Surat",
}
URUTAN = {jenis: nomor for nomor, jenis in enumerate(Jenis, 1)}
