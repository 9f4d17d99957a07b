"""The blocks of F-2.01A about the event. Births and stillbirths are printed and left empty for a death."""

from dataclasses import replace

from pemakaman.dokumen.formulir.kisi import (
    ANGKA,
    KANAN,
    X_KOTAK,
    Bagian,
    Deret,
    Larik,
    Pilih,
    Teks,
    boxes,
    date_row,
    time_row,
)

Sisi = tuple[float, ...]
Pilihan = tuple[float, float, float, str, float, str]
"""Left and right side of a box, its number at, the number, its words at, the words."""
_SATU = (X_KOTAK, 223.64)


def _tick(kiri: float, kanan: float, x: float, teks: str) -> Pilih:
    return Pilih(kiri, kanan, x, teks)


def _units(label: str, sisi: Sisi, satuan: str, x: float, nomor: str) -> Larik:
    return Larik(label, (Deret(sisi), Teks(x, satuan)), nomor)


def birth_rows(sisi: Sisi) -> tuple[Larik, ...]:
    """KELAHIRAN, eleven items."""
    gender = (_tick(*_SATU, 224.92, "1. Laki-Laki"), *_split((295.98, 308.11, 312.29, "2.", 325.07, "Perempuan")))
    place, kind, helper = _birth_choices()
    return (
        boxes("Nama", "", sisi, nomor="1."),
        Larik("Jenis kelamin", gender, "2."),
        Larik("Tempat dilahirkan", place, "3."),
        boxes("Tempat kelahiran", "", sisi, nomor="4."),
        _birth_day(),
        time_row("Pukul", "", nomor="6.", rata=False),
        Larik("Jenis kelahiran", kind, "7."),
        Larik(
            "Kelahiran ke",
            (Deret(_SATU), Teks(224.92, "1. 2."), Teks(246.88, "3."), Teks(259.6, "4."), Teks(274.8, ".........")),
            "8.",
        ),
        Larik("Penolong kelahiran", helper, "9."),
        _units("Berat bayi", (*_SATU, 233.14, 245.27), "Kg", 251.62, "10."),
        _units("Panjang bayi", (*_SATU, 233.14, 245.27), "cm", 250.82, "11."),
    )


def _birth_choices() -> tuple[tuple[Bagian, ...], tuple[Bagian, ...], tuple[Bagian, ...]]:
    """Where, of which kind, with whose help."""
    place: tuple[Bagian, ...] = (
        _tick(*_SATU, 224.92, "1. RS/RB"),
        *_split(
            (267.45, 283.84, 286.42, "2.", 297.58, "Puskesmas"),
            (353.04, 365.18, 367.75, "3.", 378.92, "Polindes"),
            (420.06, 432.20, 437.66, "4.", 451.72, "Rumah"),
            (486.62, 498.75, 501.32, "5.", 512.49, "Lainnya"),
        ),
    )
    kind: tuple[Bagian, ...] = (
        _tick(*_SATU, 225.08, "1. Tunggal"),
        _tick(283.84, 295.98, 297.58, "2. Kembar 2"),
        _tick(353.04, 365.18, 366.79, "3. Kembar 3"),
        _tick(420.06, 432.20, 433.8, "4. Kembar 4"),
        _tick(486.62, 498.75, 500.36, "5. Lainnya"),
    )
    helper: tuple[Bagian, ...] = (
        _tick(*_SATU, 224.92, "1. Dokter"),
        Teks(285.45, "2."),
        Teks(297.58, "Bidan/Perawat"),
        Teks(378.92, "3."),
        Teks(393.7, "Dukun"),
        Teks(433.8, "4."),
        Teks(451.72, "Lainnya"),
    )
    return place, kind, helper


def _split(*pilihan: Pilihan, isian: str = "", mulai: int = 2) -> tuple[Pilih, ...]:
    """Boxes whose number stands apart from its words."""
    return tuple(
        Pilih(kiri, kanan, x, words, isian, str(kode), nomor, x_teks)
        for kode, (kiri, kanan, x, nomor, x_teks, words) in enumerate(pilihan, mulai)
    )


def _birth_day() -> Larik:
    return Larik(
        "Hari dan tanggal lahir",
        (
            Teks(212.07, "Hari :"),
            Deret((233.14, 245.27, 267.45, 283.84, 295.98, 308.11, 323.46)),
            Teks(325.07, "Tgl"),
            Teks(344.61, ":"),
            Deret((353.04, 365.18, 377.31)),
            Teks(378.92, "Bln:"),
            Deret((404.23, 420.06, 432.20)),
            Teks(433.8, "Thn"),
            Teks(451.72, ":"),
            Deret((459.13, 471.27, 486.62, 498.75, 510.88)),
        ),
        "5.",
    )


def stillbirth_rows(sisi: Sisi) -> tuple[Larik, ...]:
    """YANG LAHIR MATI, ten items."""
    kind = (
        _tick(*_SATU, 225.24, "1. Tunggal"),
        _tick(267.45, 283.84, 285.45, "2. Kembar 2"),
        _tick(343.00, 353.04, 354.65, "3. Kembar 3"),
        _tick(420.06, 432.20, 433.8, "4. Kembar 4"),
        _tick(486.62, 498.75, 500.36, "5. Lainnya"),
    )
    place = (
        _tick(*_SATU, 225.24, "1. RS/RB"),
        _tick(267.45, 283.84, 285.45, "2. Puskesmas"),
        _tick(353.04, 365.18, 366.79, "3. Polindes"),
        _tick(420.06, 432.20, 433.8, "4. Rumah"),
        _tick(486.62, 498.75, 500.36, "5. Lainnya"),
    )
    helper: tuple[Bagian, ...] = (
        _tick(*_SATU, 225.24, "1. Dokter"),
        _tick(267.45, 283.84, 285.45, "2. Bidan/Perawat"),
        # The annex draws only the right side of this box.
        Deret((365.18, 365.18)),
        Teks(366.79, "3. Dukun"),
        _tick(420.06, 432.20, 433.8, "4. Lainnya"),
    )
    gender = (_tick(*_SATU, 225.24, "1. Laki-laki"), _tick(283.84, 295.98, 297.58, "2. Perempuan"))
    return (
        _units("Lamanya dalam kandungan", (*_SATU, 233.14), "Bulan", 234.75, "1."),
        Larik("Jenis Kelamin", gender, "2."),
        date_row("Tanggal lahir mati", "", nomor="3.", rata=False),
        Larik("Jenis Kelahiran", kind, "4."),
        Larik("Anak Ke-", (Deret(_SATU),), "5."),
        Larik("Tempat dilahirkan", place, "6."),
        Larik("Penolong Kelahiran", helper, "7."),
        boxes("Sebab Lahir Mati", "", sisi, nomor="8."),
        Larik("Yang Menentukan", _who_decides(), "9."),
        boxes("Tempat Kelahiran", "", sisi, nomor="10."),
    )


def _who_decides() -> tuple[Bagian, ...]:
    """The annex draws a box around each of these words, and none to tick before the third and the fifth."""
    return (
        Deret((*_SATU, 267.45, 283.84, 365.18, 450.11, 459.13, 520.93, KANAN)),
        Teks(225.24, "1. Dokter"),
        Teks(285.45, "2. Bidan/Perawat"),
        Teks(366.79, "3. Tenaga Kesehatan"),
        Teks(460.74, "4. Kepolisian"),
        Teks(522.54, "5. Lainnya"),
    )


def death_rows(sisi: Sisi) -> tuple[Larik, ...]:
    """KEMATIAN, seven items with their codes."""
    top = _split(
        (*_SATU, 224.92, "1.", 235.0, "Sakit biasa / tua"),
        (323.46, 343.00, 344.53, "2.", 354.65, "Wabah Penyakit"),
        (420.06, 432.20, 437.66, "3.", 451.72, "Kecelakaan"),
        isian="kematian.sebab",
        mulai=1,
    )
    below = _split(
        (*_SATU, 224.92, "4.", 235.0, "Kriminalitas"),
        (323.46, 343.00, 344.53, "5.", 354.65, "Bunuh Diri"),
        (420.06, 432.20, 437.66, "6.", 451.72, "Lainnya"),
        isian="kematian.sebab",
        mulai=4,
    )
    return (
        boxes("NIK", "kematian.nik", sisi, jumlah=ANGKA, sebut="NIK (kematian)", nomor="1."),
        boxes("Nama lengkap", "kematian.nama", sisi, sebut="Nama lengkap (kematian)", nomor="2."),
        date_row("Tanggal kematian", "kematian", nomor="3.", rata=False),
        time_row("Pukul", "kematian", nomor="4.", rata=False),
        Larik("Sebab Kematian", top, "5."),
        Larik("", below, titik_dua=False),
        boxes("Tempat kematian", "kematian.tempat", sisi, nomor="6."),
        Larik("Yang menerangkan", _declarant(), "7."),
    )


def _declarant() -> tuple[Bagian, ...]:
    """Boxes around the words as well; 1 Dokter, 2 Tenaga Kesehatan, 3 Kepolisian, 4 Lainnya."""
    sides = (*_SATU, 283.84, 295.98, 392.10, 404.23, 471.27, 486.62, KANAN)
    choices = _split(
        (*_SATU, 224.92, "1.", 235.0, "Dokter"),
        (283.84, 295.98, 298.55, "2.", 309.72, "Tenaga Kesehatan"),
        (392.10, 404.23, 408.65, "3.", 421.67, "Kepolisian"),
        (471.27, 486.62, 489.19, "4.", 500.36, "Lainnya"),
        isian="kematian.yang_menerangkan",
        mulai=1,
    )
    return (Deret(sides), *(replace(one, garis=False) for one in choices))
