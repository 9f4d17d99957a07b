"""What the database refuses, told at the field: constraint name → field and sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.errors import Conflict, Invalid

_NIK = "NIK harus 16 angka."
_KK = "Nomor KK harus 16 angka."
_LAHIR = "Tanggal lahir tidak lengkap: bulan perlu tahun, hari perlu bulan."
RUAS_BATASAN: dict[str, tuple[str, str]] = {
    "ck_laporan_nik": ("nik", _NIK),
    "ck_laporan_orang_nik": ("pelapor_nik", _NIK),
    "ck_laporan_no_kk": ("no_kk", _KK),
    "ck_laporan_orang_no_kk": ("pelapor_no_kk", _KK),
    "ck_laporan_nik_alasan": ("nik_alasan", "Pilih alasan NIK kosong dari pilihan yang ada."),
    "ck_laporan_jenis_kelamin": ("jenis_kelamin", "Pilih laki-laki atau perempuan."),
    "ck_laporan_kasus": ("kasus", "Pilih keadaan kematian dari pilihan yang ada."),
    "ck_laporan_sebab": ("sebab", "Pilih sebab kematian dari pilihan yang ada."),
    "ck_laporan_menerangkan": ("menerangkan", "Pilih yang menerangkan dari pilihan yang ada."),
    "ck_laporan_umur": ("umur", "Umur harus 0 sampai 130."),
    "ck_laporan_lahir_bulan": ("lahir", _LAHIR),
    "ck_laporan_lahir_hari": ("lahir", _LAHIR),
    "ck_laporan_lahir_batas": ("lahir", _LAHIR),
    "ck_laporan_urutan_tanggal": (
        "dimakamkan_tanggal",
        "Tanggal dimakamkan mendahului tanggal meninggal. Periksa kedua tanggal.",
    ),
    "ck_laporan_meninggal_terlalu_lama": (
        "meninggal_tanggal",
        "Tanggal meninggal sebelum tahun 1900. Periksa tahunnya.",
    ),
    "ck_laporan_nama": ("nama", "Tulis nama almarhum, atau centang “nama tidak diketahui”."),
    "ck_laporan_dimakamkan": ("dimakamkan_tanggal", "Isi tanggal dimakamkan."),
    "ck_laporan_koordinat": ("lintang", "Lintang atau bujur di luar batas."),
    "ck_laporan_koordinat_lengkap": ("lintang", "Isi lintang dan bujur keduanya, atau kosongkan keduanya."),
    "fk_laporan_alamat_desa_kode": ("alamat_desa_kode", "Pilih desa/kelurahan dari daftar."),
    "fk_laporan_makam_id": ("makam_id", "Pilih makam dari daftar."),
    "ck_bukti_jenis": ("jenis", "Pilih jenis bukti dari pilihan yang ada."),
    "ck_bukti_mime": ("berkas", "Berkas harus JPEG, PNG, atau PDF."),
    "ck_bukti_ukuran": ("berkas", "Berkas paling besar 10 MB."),
}
DIDAHULUI: dict[str, str] = {
    "pk_laporan": "Nomor kiriman ini sudah dipakai laporan lain. Buka laporan baru, lalu isi lagi.",
    "uq_laporan_nomor_buku": "Nomor buku ini baru saja dipakai. Tekan kirim sekali lagi.",
    "uq_laporan_satu_kematian": (
        "Untuk NIK ini sudah ada laporan lain yang disetujui. Satu orang hanya meninggal satu kali; bandingkan dulu "
        "kedua laporan itu."
    ),
    "uq_laporan_satu_penduduk": (
        "Orang ini sudah dipilih pada laporan lain yang disetujui. Satu orang hanya meninggal satu kali; bandingkan "
        "dulu kedua laporan itu."
    ),
    "uq_laporan_nomor_terima": "Nomor tanda terima ini baru saja dipakai. Tekan kirim sekali lagi.",
    "fk_kasus_bukti_bukti_id": "Bukti ini dipakai untuk memutus sebuah kasus, jadi tidak dapat dihapus.",
    "uq_bukti_isi": "Berkas ini sudah ada pada laporan.",
    "fk_perbaikan_bukti_bukti_id": "Bukti ini dipakai permintaan perbaikan, jadi tidak dapat dihapus.",
}


@contextmanager
def explaining_constraints() -> Iterator[None]:
    """Turn a refusal by a known constraint into Invalid or Conflict; the caller's transaction is lost either way."""
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.orig, "diag", None), "constraint_name", None) or ""
        if name in RUAS_BATASAN:
            ruas, pesan = RUAS_BATASAN[name]
            raise Invalid({ruas: [pesan]}) from None
        if name in DIDAHULUI:
            raise Conflict(DIDAHULUI[name]) from None
        raise


def flush(session: Session) -> None:
    """Write what is pending, with refusals told at the field."""
    with explaining_constraints():
        session.flush()
