"""The named fields of letters, and limits of their wording."""

from dataclasses import dataclass

from pemakaman.laporan.rules import Status

CONTOH = "CONTOH"
ISIAN_BEBAS = "isi_"
"""Fields that begin so are asked of whoever makes the letter; the rest of the name is the question."""
JUDUL_TERPANJANG = 120
ISI_TERPANJANG = 20_000
BARIS_TERBANYAK = 600
RUAS_TERBANYAK = 200
ISIAN_BEBAS_TERBANYAK = 15
ISIAN_TERPANJANG = 300
NOMOR_TERPANJANG = 80
BELUM_ADA = "…………………"

# A report under one of these suspicions or decisions says nothing that an office may put its name to.
TERTUTUP = frozenset({Status.DRAF, Status.DIBEKUKAN, Status.DIBATALKAN, Status.DIGABUNG})
PESAN_TERTUTUP = "Laporan ini masih draf, dibekukan, digabung, atau dibatalkan, jadi suratnya tidak dapat dibuat."


@dataclass(frozen=True)
class Ruas:
    """A field: what it means, where its value stands (path of a document's values), a sample that is nobody's."""

    arti: str
    jalur: str
    contoh: str


RUAS: dict[str, Ruas] = {
    "nama_almarhum": Ruas("Nama almarhum/almarhumah", "subjek.nama", "CONTOH NAMA ALMARHUM"),
    "nik_almarhum": Ruas("NIK almarhum", "subjek.nik", "0000000000000000"),
    "no_kk_almarhum": Ruas("Nomor KK almarhum", "subjek.no_kk", "0000000000000000"),
    "ttl_almarhum": Ruas("Tempat dan tanggal lahir almarhum", "subjek.tempat_tanggal_lahir", "CONTOH, 1 Januari 1950"),
    "umur_almarhum": Ruas("Umur almarhum dalam tahun", "subjek.umur", "76"),
    "jenis_kelamin": Ruas("Jenis kelamin almarhum", "subjek.jenis_kelamin_teks", "Laki-laki"),
    "pekerjaan_almarhum": Ruas("Pekerjaan almarhum", "subjek.pekerjaan", "CONTOH PEKERJAAN"),
    "alamat_almarhum": Ruas("Alamat almarhum", "subjek.alamat", "CONTOH ALAMAT"),
    "tanggal_meninggal": Ruas("Tanggal meninggal", "kematian.tanggal_teks", "1 Februari 2026"),
    "hari_meninggal": Ruas("Hari dan tanggal meninggal", "kematian.hari_tanggal", "Minggu, 1 Februari 2026"),
    "pukul_meninggal": Ruas("Pukul meninggal", "kematian.pukul_teks", "09.00 WIB"),
    "tempat_meninggal": Ruas("Tempat meninggal", "kematian.tempat", "CONTOH TEMPAT"),
    "sebab_meninggal": Ruas("Sebab meninggal menurut formulir", "kematian.sebab_teks", "Sakit biasa / tua"),
    "nama_makam": Ruas("Nama makam", "makam.nama", "CONTOH MAKAM"),
    "alamat_makam": Ruas("Alamat makam", "makam.alamat", "CONTOH ALAMAT MAKAM"),
    "letak_makam": Ruas("Blok, petak, dan nomor makam", "makam.letak", "Blok A, nomor 1"),
    "tanggal_dimakamkan": Ruas("Tanggal dimakamkan", "makam.tanggal_teks", "1 Februari 2026"),
    "nomor_buku": Ruas("Nomor buku pokok pemakaman", "nomor_buku", "Buku pokok pemakaman CONTOH: 0/0000"),
    "nama_pelapor": Ruas("Nama pelapor", "pelapor.nama", "CONTOH NAMA PELAPOR"),
    "nik_pelapor": Ruas("NIK pelapor", "pelapor.nik", "0000000000000000"),
    "hubungan_pelapor": Ruas("Hubungan pelapor dengan almarhum", "pelapor.hubungan", "Anak"),
    "alamat_pelapor": Ruas("Alamat pelapor", "pelapor.alamat", "CONTOH ALAMAT"),
    "nama_ayah": Ruas("Nama ayah almarhum", "ayah.nama", "CONTOH NAMA AYAH"),
    "nama_ibu": Ruas("Nama ibu almarhum", "ibu.nama", "CONTOH NAMA IBU"),
    "desa": Ruas("Desa atau kelurahan", "desa_kelurahan", "CONTOH DESA"),
    "kecamatan": Ruas("Kecamatan", "kecamatan", "CONTOH KECAMATAN"),
    "kabupaten": Ruas("Kabupaten atau kota", "kabupaten_kota", "CONTOH KABUPATEN"),
    "provinsi": Ruas("Provinsi", "provinsi", "CONTOH PROVINSI"),
    "nomor_akta": Ruas("Nomor akta kematian", "akta.nomor", "CONTOH-KM-00000000-0000"),
    "tanggal_akta": Ruas("Tanggal akta kematian", "akta.tanggal_teks", "2 Februari 2026"),
    "nama_pejabat": Ruas("Nama pejabat menurut setelan berkas", "ttd.pejabat", "CONTOH NAMA PEJABAT"),
    "jabatan_pejabat": Ruas("Jabatan menurut setelan berkas", "ttd.mengetahui", "Pejabat Dukcapil"),
    "nomor_surat": Ruas("Nomor surat, diisi saat surat dibuat", "surat.nomor", "CONTOH/001/2026"),
    "tanggal_surat": Ruas("Tanggal surat, diisi saat surat dibuat", "surat.tanggal", "2 Februari 2026"),
}


def is_free(nama: str) -> bool:
    """Is this field asked of whoever makes the letter?"""
    return nama.startswith(ISIAN_BEBAS) and len(nama) > len(ISIAN_BEBAS)


def question_of(nama: str) -> str:
    """isi_nama_instansi → Nama instansi"""
    words = nama.removeprefix(ISIAN_BEBAS).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def sample_of(nama: str) -> str:
    """A value for the preview."""
    return RUAS[nama].contoh if nama in RUAS else f"{CONTOH} {question_of(nama).upper()}"
