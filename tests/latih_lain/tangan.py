"""The hands that write a burial book, and how often each does what; the table of habits of this model.

A burial is written by one hand, so slips come together: who knows no NIK knows no date either.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tangan:
    """One kind of writer. Every number is the share of the rows of this hand."""

    bagian: float
    # What stands in the NIK column, if anything; the rest of `nik` is the right NIK.
    nik: float
    nik_pelapor: float = 0.0
    nik_pasangan: float = 0.0
    nik_kk: float = 0.0
    nik_salah: float = 0.0
    nik_ekor: float = 0.0
    nik_geser: float = 0.0
    nik_ocr: float = 0.0
    # The name.
    nama_dengar: float = 0.0
    nama_ketik: float = 0.0
    nama_ocr: float = 0.0
    nama_panggilan: float = 0.0
    nama_suami: float = 0.0
    nama_anak: float = 0.0
    nama_potong: float = 0.0
    nama_alias: float = 0.0
    nama_gelar: float = 0.0
    nama_balik: float = 0.0
    nama_singkat: float = 0.0
    nama_spasi: float = 0.0
    nama_bin: float = 0.0
    # The birth date; the rest is the right one, in some form.
    tgl_kosong: float = 0.0
    tgl_tahun: float = 0.0
    tgl_tukar: float = 0.0
    tgl_salah: float = 0.0
    tgl_duga: float = 0.0
    tgl_rumah: float = 0.0
    umur_kira: float = 0.0
    umur_kosong: float = 0.0
    # Place, sex, reporter.
    desa_dusun: float = 0.0
    desa_lama: float = 0.0
    desa_kosong: float = 0.0
    desa_ketik: float = 0.0
    kec_lama: float = 0.0
    kec_kosong: float = 0.0
    alamat_kosong: float = 0.0
    jk_salah: float = 0.0
    jk_kosong: float = 0.0
    bin: float = 0.0
    nik_lapor: float = 0.0


TANGAN = {
    # An old gravedigger: by ear, by what everybody called the dead, age by fives, no papers.
    "juru_kunci": Tangan(
        bagian=0.17, nik=0.15, nik_pelapor=0.02, nik_salah=0.012,
        nama_dengar=0.30, nama_panggilan=0.05, nama_suami=0.02, nama_anak=0.008, nama_potong=0.10, nama_alias=0.05,
        nama_gelar=0.06, nama_spasi=0.03, nama_bin=0.12, tgl_kosong=0.5, tgl_tahun=0.14, tgl_duga=0.03,
        tgl_salah=0.03,
        tgl_rumah=0.6, umur_kira=0.5, umur_kosong=0.08, desa_dusun=0.13, desa_lama=0.07, desa_kosong=0.05,
        desa_ketik=0.05,
        kec_lama=0.06, kec_kosong=0.3, alamat_kosong=0.3, jk_salah=0.004, jk_kosong=0.15, bin=0.7, nik_lapor=0.05,
    ),
    # A clerk of the desa with the card of the family before him.
    "kaur": Tangan(
        bagian=0.33, nik=0.90, nik_pelapor=0.02, nik_pasangan=0.012, nik_kk=0.010, nik_salah=0.025, nik_ekor=0.006,
        nama_ketik=0.05, nama_dengar=0.02, nama_gelar=0.06, nama_singkat=0.03, nama_spasi=0.02, nama_alias=0.02,
        tgl_kosong=0.03, tgl_tahun=0.01, tgl_tukar=0.01, tgl_salah=0.015, tgl_rumah=0.1, umur_kosong=0.15,
        umur_kira=0.02,
        desa_dusun=0.02, desa_kosong=0.03, desa_ketik=0.02, kec_lama=0.02, kec_kosong=0.06, alamat_kosong=0.08,
        jk_salah=0.006, jk_kosong=0.02, bin=0.45, nik_lapor=0.7,
    ),
    # A grandchild with a telephone: knows the nickname and the birthday feast, puts his own NIK in.
    "cucu": Tangan(
        bagian=0.14, nik=0.66, nik_pelapor=0.12, nik_pasangan=0.03, nik_kk=0.02, nik_salah=0.03,
        nama_dengar=0.08, nama_ketik=0.08, nama_panggilan=0.02, nama_suami=0.012, nama_anak=0.004, nama_alias=0.04,
        nama_balik=0.02, nama_gelar=0.09, nama_spasi=0.03, tgl_kosong=0.10, tgl_tahun=0.08, tgl_salah=0.03,
        tgl_tukar=0.02,
        tgl_duga=0.02, tgl_rumah=0.7, umur_kira=0.12, umur_kosong=0.2, desa_dusun=0.06, desa_lama=0.01,
        desa_kosong=0.08,
        desa_ketik=0.04, kec_kosong=0.15, alamat_kosong=0.15, jk_salah=0.004, jk_kosong=0.05, bin=0.3, nik_lapor=0.8,
    ),
    # A village secretary with Excel: all in capitals, numbers eaten by the program, columns slipped.
    "sekdes": Tangan(
        bagian=0.18, nik=0.86, nik_pelapor=0.02, nik_kk=0.03, nik_salah=0.02, nik_ekor=0.22, nik_geser=0.025,
        nama_ketik=0.05, nama_potong=0.03, nama_gelar=0.07, nama_singkat=0.05, nama_spasi=0.03, nama_bin=0.04,
        tgl_kosong=0.05, tgl_tahun=0.02, tgl_tukar=0.05, tgl_salah=0.015, tgl_rumah=0.1, umur_kosong=0.3,
        umur_kira=0.02,
        desa_dusun=0.02, desa_kosong=0.06, desa_ketik=0.02, kec_lama=0.03, kec_kosong=0.1, alamat_kosong=0.12,
        jk_salah=0.008, jk_kosong=0.02, bin=0.35, nik_lapor=0.5,
    ),
    # An old book read by a scanner.
    "pindai": Tangan(
        bagian=0.07, nik=0.45, nik_salah=0.05, nik_ocr=0.3, nik_pelapor=0.01,
        nama_ocr=0.40, nama_dengar=0.12, nama_alias=0.03, nama_potong=0.05, nama_bin=0.08, tgl_kosong=0.3,
        tgl_tahun=0.1,
        tgl_salah=0.08, tgl_rumah=0.3, umur_kira=0.25, umur_kosong=0.1, desa_dusun=0.06, desa_lama=0.05,
        desa_kosong=0.06,
        desa_ketik=0.2, kec_lama=0.05, kec_kosong=0.2, alamat_kosong=0.2, jk_salah=0.006, jk_kosong=0.08, bin=0.5,
        nik_lapor=0.2,
    ),
    # The officer of a cemetery in town: forms, blocks, strangers.
    "tpu": Tangan(
        bagian=0.11, nik=0.76, nik_pelapor=0.06, nik_pasangan=0.02, nik_salah=0.03,
        nama_ketik=0.05, nama_dengar=0.05, nama_gelar=0.10, nama_suami=0.012, nama_balik=0.02, nama_alias=0.03,
        tgl_kosong=0.07, tgl_tahun=0.04, tgl_salah=0.02, tgl_tukar=0.015, tgl_rumah=0.2, umur_kosong=0.05,
        umur_kira=0.05,
        desa_kosong=0.05, desa_ketik=0.03, kec_kosong=0.08, alamat_kosong=0.04, jk_salah=0.006, jk_kosong=0.03,
        bin=0.6,
        nik_lapor=0.75,
    ),
}  # fmt: skip
