"""F-2.01A, annex of Permendagri 6/2026: births, stillbirths and deaths on one page."""

from pemakaman.dokumen.tata_letak.baris import (
    X_DUA,
    X_LIMA,
    choices,
    date_row,
    death_rows,
    parent_rows,
    person_rows,
    row,
    time_row,
)
from pemakaman.dokumen.tata_letak.unsur import (
    X_KOTAK,
    Baris,
    Bingkai,
    Formulir,
    Judul,
    Kepala,
    Kotak,
    Nilai,
    Pilihan,
    Teks,
)

BARIS = 10.2
DOKUMEN = "Nomor Dokumen Perjalanan RI*"

WILAYAH = tuple(
    Baris(label, (Nilai(X_KOTAK + 2, isian),))
    for label, isian in (
        ("Provinsi", "provinsi"),
        ("Kabupaten/Kota", "kabupaten_kota"),
        ("Kecamatan", "kecamatan"),
        ("Desa/Kelurahan", "desa_kelurahan"),
        ("Kode Wilayah", "kode_wilayah"),
    )
)

JENIS = (
    (
        Pilihan(67.0, 82.2, "Kelahiran", "jenis.kelahiran", "1"),
        Pilihan(198.3, 212.1, "Lahir Mati", "jenis.lahir_mati", "1"),
        Pilihan(353.0, 366.8, "Kematian", "jenis.kematian", "1"),
    ),
)


def _boxes_and_words(label: str, jumlah: int, satuan: str, nomor: str) -> Baris:
    return Baris(label, (Kotak(X_KOTAK, jumlah, 11.7, ""), Teks(251.2 if jumlah > 2 else 236.0, satuan)), nomor)


def _birth_date() -> Baris:
    return Baris(
        "Hari dan tanggal lahir",
        (
            Teks(212.1, "Hari :"),
            Kotak(233.1, 6, 15.05),
            Teks(325.1, "Tgl :"),
            Kotak(353.0, 2, 12.2),
            Teks(378.9, "Bln :"),
            Kotak(404.1, 2, 14.0),
            Teks(433.8, "Thn :"),
            Kotak(459.1, 4, 12.9),
        ),
        "5.",
    )


def _birth(kotak_nama: int) -> tuple[Baris, ...]:
    order = (Kotak(X_KOTAK, 1, 13.2), Teks(225.2, "1. 2. 3. 4. ........."))
    helper = (
        Kotak(X_KOTAK, 1, 13.2),
        Teks(225.2, "1. Dokter"),
        Teks(285.5, "2. Bidan/Perawat"),
        Teks(378.9, "3. Dukun"),
        Teks(433.8, "4. Lainnya"),
    )
    return (
        row("Nama", kotak_nama, kotak_nama=kotak_nama, nomor="1."),
        choices("Jenis kelamin", "Laki-Laki|Perempuan", nomor="2.", x=X_DUA),
        choices("Tempat dilahirkan", "RS/RB|Puskesmas|Polindes|Rumah|Lainnya", nomor="3.", x=X_LIMA),
        row("Tempat kelahiran", kotak_nama, kotak_nama=kotak_nama, nomor="4."),
        _birth_date(),
        time_row("Pukul", nomor="6."),
        choices(
            "Jenis kelahiran",
            "Tunggal|Kembar 2|Kembar 3|Kembar 4|Lainnya",
            nomor="7.",
            x=(X_KOTAK, 283.8, 353.0, 420.1, 486.6),
        ),
        Baris("Kelahiran ke", order, "8."),
        Baris("Penolong kelahiran", helper, "9."),
        _boxes_and_words("Berat bayi", 3, "Kg", "10."),
        _boxes_and_words("Panjang bayi", 3, "cm", "11."),
    )


def _stillbirth(kotak_nama: int) -> tuple[Baris, ...]:
    return (
        _boxes_and_words("Lamanya dalam kandungan", 2, "Bulan", "1."),
        choices("Jenis Kelamin", "Laki-laki|Perempuan", nomor="2.", x=(X_KOTAK, 283.8)),
        date_row("Tanggal lahir mati", nomor="3."),
        choices(
            "Jenis Kelahiran",
            "Tunggal|Kembar 2|Kembar 3|Kembar 4|Lainnya",
            nomor="4.",
            x=(X_KOTAK, 271.8, 341.2, 420.1, 486.6),
        ),
        Baris("Anak Ke-", (Kotak(X_KOTAK, 1, 13.2),), "5."),
        choices("Tempat dilahirkan", "RS/RB|Puskesmas|Polindes|Rumah|Lainnya", nomor="6.", x=X_LIMA),
        choices("Penolong Kelahiran", "Dokter|Bidan/Perawat|Dukun|Lainnya", nomor="7.", x=X_LIMA[:4]),
        row("Sebab Lahir Mati", kotak_nama, kotak_nama=kotak_nama, nomor="8."),
        choices(
            "Yang Menentukan",
            "Dokter|Bidan/Perawat|Tenaga Kesehatan|Kepolisian|Lainnya",
            nomor="9.",
            x=(X_KOTAK, 274.8, 355.6, 450.1, 512.2),
            lebar=9.0,
        ),
        row("Tempat Kelahiran", kotak_nama, kotak_nama=kotak_nama, nomor="10."),
    )


def _bingkai(kotak_nama: int) -> tuple[Bingkai, ...]:
    def people(role: str, dokumen: str | None) -> tuple[Baris, ...]:
        return person_rows(role, dokumen=dokumen, kotak_nama=kotak_nama)

    saksi1, saksi2 = people("saksi1", None), people("saksi2", None)
    parents = parent_rows(kotak_nama)
    return (
        Bingkai((Judul("DATA PELAPOR", 11.5, True), *people("pelapor", DOKUMEN)), 11.65, 194.5),
        Bingkai((Judul("DATA SUBJEK AKTA", 11.7, True), *people("subjek", DOKUMEN)), 10.58, 267.5),
        Bingkai((Judul("DATA ORANG TUA", 10.25, True), *parents), 10.25, 335.0),
        Bingkai(
            (Judul("DATA SAKSI I", 11.75, True), *saksi1, Judul("DATA SAKSI II", 11.6, True), *saksi2),
            10.26,
            450.5,
        ),
        Bingkai((Judul("KELAHIRAN", 10.25), *_birth(kotak_nama)), 10.25, 558.75),
        Bingkai((Judul("YANG LAHIR MATI", 10.2), *_stillbirth(kotak_nama)), 10.22, 685.0),
        Bingkai((Judul("KEMATIAN", 10.25), *death_rows(kotak_nama)), 10.25, 800.5),
    )


def build_f_2_01a(kotak_nama: int) -> Formulir:
    """The form with `kotak_nama` boxes for a name; the annex has 26."""
    kepala = Kepala(
        kode="F-2.01 A",
        wilayah=WILAYAH,
        jenis=JENIS,
        y_kop=94.2,
        y_wilayah=98.6,
        tinggi_wilayah=9.25,
        y_judul=157.4,
        y_label_jenis=168.5,
        y_jenis=179.4,
        tinggi_jenis=10.2,
    )
    return Formulir(
        kode="F-2.01A",
        dasar="Permendagri 6/2026",
        versi="1",
        kepala=kepala,
        bingkai=_bingkai(kotak_nama),
        catatan=("* Jika Ada",),
        tetap=True,
    )
