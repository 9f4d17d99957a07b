"""Rows that several forms share, as functions of the number of boxes for a name."""

from pemakaman.dokumen.tata_letak.unsur import (
    LEBAR_KOTAK_NAMA,
    LEBAR_PILIHAN,
    X_KOTAK,
    Baris,
    Kotak,
    Pilihan,
    Teks,
    Unsur,
)

ANGKA = 16
KOTAK_NAMA = 26


def boxes(jumlah: int, isian: str, kotak_nama: int) -> Kotak:
    """Boxes on the form's common grid, so that columns stand under each other."""
    return Kotak(X_KOTAK, jumlah, LEBAR_KOTAK_NAMA / kotak_nama, isian)


def row(label: str, jumlah: int, isian: str = "", *, kotak_nama: int, nomor: str = "") -> Baris:
    """A row of boxes only. A line break in `label` continues it below."""
    first, *rest = label.split("\n")
    return Baris(first, (boxes(jumlah, isian, kotak_nama),), nomor, tuple(rest))


def choices(
    label: str,
    daftar: str,
    *,
    isian: str = "",
    nomor: str = "",
    x: tuple[float, ...],
    lebar: float = LEBAR_PILIHAN,
) -> Baris:
    """A row of numbered tick boxes; `daftar` separates them by '|', `x` gives their left edges."""
    return Baris(label, tick_boxes(daftar, isian=isian, x=x, lebar=lebar), nomor)


def tick_boxes(
    daftar: str, *, isian: str = "", x: tuple[float, ...], mulai: int = 1, lebar: float = LEBAR_PILIHAN
) -> tuple[Unsur, ...]:
    """Tick boxes numbered from `mulai`, the number printed with the words."""
    pairs = zip(daftar.split("|"), x, strict=True)
    return tuple(
        Pilihan(left, left + lebar + 1.8, f"{kode}. {teks}", isian, str(kode), lebar)
        for kode, (teks, left) in enumerate(pairs, mulai)
    )


X_TGL, X_BLN, X_THN = 233.1, 295.9, 353.0
LANGKAH_TANGGAL = 12.8


def date_row(label: str, isian: str = "", *, nomor: str = "") -> Baris:
    """Tgl (2) Bln (2) Thn (4); `isian` is the path before `.tgl`, `.bln` and `.thn`."""
    first, *rest = label.split("\n")
    parts: list[Unsur] = []
    for name, x_label, x, jumlah in (
        ("Tgl", 212.1, X_TGL, 2),
        ("Bln", 269.1, X_BLN, 2),
        ("Thn", 325.1, X_THN, 4),
    ):
        parts.append(Teks(x_label, f"{name} :"))
        parts.append(Kotak(x, jumlah, LANGKAH_TANGGAL, f"{isian}.{name.lower()}" if isian else ""))
    return Baris(first, tuple(parts), nomor, tuple(rest))


def time_row(label: str, isian: str = "", *, nomor: str = "") -> Baris:
    """Two boxes, a colon, two boxes."""
    hour, minute = (f"{isian}.jam", f"{isian}.menit") if isian else ("", "")
    parts = (Kotak(X_KOTAK, 2, 11.4, hour), Teks(238.6, ":"), Kotak(245.2, 2, 12.8, minute))
    return Baris(label, parts, nomor)


def person_rows(role: str, *, dokumen: str | None, kotak_nama: int) -> tuple[Baris, ...]:
    """Nama … Kewarganegaraan; `dokumen` is the label of the travel document, None leaves the row out.

    An empty `role` prints the rows without values.
    """
    fields = [("Nama", kotak_nama, "nama"), ("NIK", ANGKA, "nik")]
    if dokumen:
        fields.append((dokumen, ANGKA, "dokumen_perjalanan"))
    fields += [("Nomor Kartu Keluarga", ANGKA, "no_kk"), ("Kewarganegaraan", kotak_nama, "kewarganegaraan")]
    return tuple(
        row(label, jumlah, f"{role}.{name}" if role else "", kotak_nama=kotak_nama) for label, jumlah, name in fields
    )


def parent_rows(kotak_nama: int) -> tuple[Baris, ...]:
    """Father and mother, five rows each."""
    rows: list[Baris] = []
    for role, sebutan in (("ayah", "Ayah"), ("ibu", "Ibu")):
        rows += [
            row(f"Nama {sebutan}", kotak_nama, f"{role}.nama", kotak_nama=kotak_nama),
            row(f"NIK {sebutan}", ANGKA, f"{role}.nik", kotak_nama=kotak_nama),
            row(f"Tempat Lahir {sebutan}", kotak_nama, f"{role}.tempat_lahir", kotak_nama=kotak_nama),
            date_row(f"Tanggal Lahir {sebutan}", f"{role}.lahir"),
            row("Kewarganegaraan", kotak_nama, f"{role}.kewarganegaraan", kotak_nama=kotak_nama),
        ]
    return tuple(rows)


X_LIMA = (X_KOTAK, 271.8, 353.0, 420.1, 486.6)
X_DUA = (X_KOTAK, 295.9)
X_SEBAB = (X_KOTAK, 330.8, 420.1)
X_MENERANGKAN = (X_KOTAK, 283.8, 392.0, 474.4)


def death_rows(kotak_nama: int, nama: str = "Nama lengkap", sebab: str = "Sebab Kematian") -> tuple[Baris, ...]:
    """The seven items of KEMATIAN with their codes; two spellings differ between the forms."""
    top = tick_boxes("Sakit biasa / tua|Wabah Penyakit|Kecelakaan", isian="kematian.sebab", x=X_SEBAB)
    below = tick_boxes("Kriminalitas|Bunuh Diri|Lainnya", isian="kematian.sebab", x=X_SEBAB, mulai=4)
    menerangkan = "Dokter|Tenaga Kesehatan|Kepolisian|Lainnya"
    return (
        row("NIK", ANGKA, "kematian.nik", kotak_nama=kotak_nama, nomor="1."),
        row(nama, kotak_nama, "kematian.nama", kotak_nama=kotak_nama, nomor="2."),
        date_row("Tanggal kematian", "kematian", nomor="3."),
        time_row("Pukul", "kematian", nomor="4."),
        Baris(sebab, top, "5."),
        Baris("", below, titik_dua=False),
        row("Tempat kematian", kotak_nama, "kematian.tempat", kotak_nama=kotak_nama, nomor="6."),
        choices("Yang menerangkan", menerangkan, isian="kematian.yang_menerangkan", nomor="7.", x=X_MENERANGKAN),
    )
