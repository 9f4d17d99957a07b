"""What the open figures are: names, definitions and limits. Pure."""

from dataclasses import dataclass

SKEMA = "1.0"
PALING_LAMA_TAHUN = 10


@dataclass(frozen=True)
class Ukuran:
    """One published figure, in the words that stand in the metadata.

    Whoever is counted in it is counted in `induk` too, in every region and month.
    """

    kode: str
    induk: str
    label: str
    definisi: str


# Each after its `induk`; the first is its own.
UKURAN = (
    Ukuran(
        "dimakamkan",
        "dimakamkan",
        "Pemakaman tercatat",
        "Banyaknya orang yang tercatat di buku makam pada bulan pemakamannya, tanpa bayi lahir mati dan tanpa laporan "
        "yang ditolak, dibatalkan atau digabung.",
    ),
    Ukuran("ada_nik", "dimakamkan", "Ada NIK", "Bagian dari pemakaman tercatat yang NIK-nya sudah diisi."),
    Ukuran(
        "diajukan",
        "dimakamkan",
        "Diajukan ke Disdukcapil",
        "Bagian dari pemakaman tercatat yang sudah diajukan untuk dibuatkan akta kematian.",
    ),
    Ukuran(
        "akta",
        "diajukan",
        "Akta kematian terbit",
        "Bagian dari yang diajukan yang akta kematiannya sudah terbit, dihitung pada bulan pemakamannya.",
    ),
)
KODE = tuple(satu.kode for satu in UKURAN)
INDUK = tuple(KODE.index(satu.induk) for satu in UKURAN)
LABEL = {satu.kode: satu.label for satu in UKURAN}

KOLOM = (
    ("kode_wilayah", "teks", "Kode wilayah Kemendagri; beberapa kode yang dijumlahkan dipisahkan tanda +."),
    ("nama_wilayah", "teks", "Nama provinsi atau kabupaten/kota menurut daftar kode itu."),
    ("bulan", "teks", "Bulan pemakaman (2026-03), atau tahun saja (2026) untuk jumlah setahun."),
    ("ukuran", "teks", f"Salah satu dari: {', '.join(KODE)}."),
    ("nilai", "bilangan bulat", "Banyaknya orang; kosong bila disembunyikan."),
    (
        "keterangan",
        "teks",
        "Kosong; “disembunyikan” bila angkanya tidak ditampilkan; “gabungan” bila satu angka untuk beberapa "
        "kabupaten/kota.",
    ),
)
DISEMBUNYIKAN = "disembunyikan"
GABUNGAN = "gabungan"
