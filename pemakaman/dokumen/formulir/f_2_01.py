"""F-2.01, annex of Permendagri 109/2019: sixteen kinds of report on one form of several pages."""

from pemakaman.dokumen.formulir import f_2_01_peristiwa as peristiwa
from pemakaman.dokumen.formulir.alir import JARAK_BINGKAI, Aliran, Bingkai
from pemakaman.dokumen.formulir.kisi import (
    ANGKA,
    X_KOTAK,
    Deret,
    Judul,
    Larik,
    Pilih,
    Teks,
    boxes,
    date_row,
    even_sides,
    name_sides,
    ticks,
    time_row,
)
from pemakaman.dokumen.formulir.orang import (
    birth_date,
    child_rows,
    contact_rows,
    parent_rows,
    person_rows,
    region_rows,
)
from pemakaman.dokumen.formulir.tanda import (
    JUDUL,
    LABEL_JENIS,
    TENGAH,
    TURUN_SAKSI,
    letterhead,
    signatures,
)
from pemakaman.dokumen.lembar import Huruf, Kata, Lembar, Varian

BARIS = 10.8
HURUF, HURUF_ISI = Huruf(7.47), Huruf(7.8, mono=True)
DOKUMEN = "Nomor Dokumen Perjalanan*"
ORANG_TUA_HANYA = "(hanya diisi untuk keperluan pencatatan kelahiran, lahir mati dan kematian)"
CATATAN = (
    "* Jika ada",
    "** Hanya diisi untuk keperluan pencatatan kelahiran, lahir mati dan kematian",
    "*** Coret yang tidak perlu",
)
Y_TTD, TINGGI_TTD = 900.0, 104.0
"""Where the annex of 2026, whose signatures this form shares, has them, and how much room they take."""

JENIS = (
    (("kelahiran", "Kelahiran"), ("pengakuan_anak", "Pengakuan Anak")),
    (("lahir_mati", "Lahir Mati"), ("pengesahan_anak", "Pengesahan Anak")),
    (("perkawinan", "Perkawinan"), ("perubahan_nama", "Perubahan Nama")),
    (
        ("pembatalan_perkawinan", "Pembatalan Perkawinan"),
        ("perubahan_kewarganegaraan", "Perubahan Status Kewarganegaraan"),
    ),
    (("perceraian", "Perceraian"), ("peristiwa_lain", "Pencatatan Peristiwa Penting Lainnya")),
    (("pembatalan_perceraian", "Pembatalan Perceraian"), ("pembetulan_akta", "Pembetulan Akta")),
    (("kematian", "Kematian"), ("pembatalan_akta", "Pembatalan Akta")),
    (
        ("pengangkatan_anak", "Pengangkatan Anak"),
        ("luar_negeri", "Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI"),
    ),
)

X_PILIHAN: dict[int, tuple[float, ...]] = {
    2: (X_KOTAK, 295.9),
    3: (X_KOTAK, 330.8, 420.1),
    4: (X_KOTAK, 282.7, 372.0, 450.0),
    5: (X_KOTAK, 271.8, 353.0, 420.1, 486.6),
    6: (X_KOTAK, 264.0, 323.0, 382.0, 435.0, 487.0),
}
X_YANG_MENENTUKAN = (X_KOTAK, 264.0, 344.0, 440.0, 507.0)
X_LUAR_NEGERI = (X_KOTAK, 310.0, 412.0)
X_MENERANGKAN = (X_KOTAK, 283.8, 392.0, 474.4)


def _weekday_row(label: str, nomor: str) -> Larik:
    return Larik(
        label,
        (
            Teks(212.1, "Hari :"),
            Deret(even_sides(6, 236.0, 312.8)),
            Teks(325.1, "Tgl :"),
            Deret(even_sides(2, 348.0, 373.6)),
            Teks(378.9, "Bln :"),
            Deret(even_sides(2, 402.0, 427.6)),
            Teks(433.8, "Thn :"),
            Deret(even_sides(4, 459.1, 510.3)),
        ),
        nomor,
    )


def _choice_row(label: str, daftar: str, nomor: str) -> Larik:
    first, *rest = label.split("\n")
    x = X_YANG_MENENTUKAN if "Kepolisian" in daftar else X_PILIHAN[daftar.count("|") + 1]
    x = X_LUAR_NEGERI if "Perceraian" in daftar or "Pelepasan" in daftar else x
    start = 1 if label else 4
    return Larik(first, ticks(daftar, x, mulai=start), nomor, tuple(rest), titik_dua=bool(label))


def _table_row(label: str, kind: int | str, nomor: str, sisi: tuple[float, ...]) -> Larik:
    if isinstance(kind, int):
        return boxes(label, "", sisi, jumlah=kind, nomor=nomor)
    if kind == peristiwa.NAMA:
        return boxes(label, "", sisi, nomor=nomor)
    if kind == peristiwa.TANGGAL:
        return date_row(label, "", nomor=nomor)
    if kind == peristiwa.WAKTU:
        return time_row(label, "", nomor=nomor)
    return _weekday_row(label, nomor) if kind == "hari" else _choice_row(label, kind, nomor)


def _table_rows(tabel: peristiwa.Tabel, sisi: tuple[float, ...]) -> tuple[Larik, ...]:
    rows: list[Larik] = []
    number = 0
    for label, kind in tabel:
        number += bool(label)
        rows.append(_table_row(label, kind, f"{number}." if label else "", sisi))
    return tuple(rows)


def _people(varian: Varian) -> tuple[Bingkai, ...]:
    sides = name_sides(varian.kotak_nama)

    def person(role: str, dokumen: str | None = DOKUMEN) -> tuple[Larik, ...]:
        return person_rows(role, sides, dokumen=dokumen)

    pelapor = (*person("pelapor"), *contact_rows(varian, sides))
    subjek = (*person("subjek"), *child_rows(varian, sides))
    saksi1, saksi2 = person("saksi1", None), person("saksi2", None)
    return (
        Bingkai((Judul("DATA PELAPOR"), *pelapor), BARIS),
        Bingkai((Judul("DATA SUBJEK AKTA KESATU"), *subjek), BARIS),
        Bingkai((Judul("DATA SUBJEK AKTA KEDUA (JIKA ADA)"), *person("")), BARIS),
        Bingkai((Judul("DATA SAKSI I"), *saksi1, Judul("DATA SAKSI II"), *saksi2), BARIS),
        Bingkai((Judul("DATA ORANG TUA**", keterangan=ORANG_TUA_HANYA), *parent_rows(sides, birth_date)), BARIS),
    )


def death_rows(sisi: tuple[float, ...]) -> tuple[Larik, ...]:
    """KEMATIAN, seven items with their codes."""
    top = ticks("Sakit biasa / tua|Wabah Penyakit|Kecelakaan", X_PILIHAN[3], isian="kematian.sebab")
    below = ticks("Kriminalitas|Bunuh Diri|Lainnya", X_PILIHAN[3], isian="kematian.sebab", mulai=4)
    who = ticks("Dokter|Tenaga Kesehatan|Kepolisian|Lainnya", X_MENERANGKAN, isian="kematian.yang_menerangkan")
    return (
        boxes("NIK", "kematian.nik", sisi, jumlah=ANGKA, sebut="NIK (kematian)", nomor="1."),
        boxes("Nama Lengkap", "kematian.nama", sisi, sebut="Nama lengkap (kematian)", nomor="2."),
        date_row("Tanggal kematian", "kematian", nomor="3."),
        time_row("Pukul", "kematian", nomor="4."),
        Larik("Sebab kematian", top, "5."),
        Larik("", below, titik_dua=False),
        boxes("Tempat kematian", "kematian.tempat", sisi, nomor="6."),
        Larik("Yang menerangkan", who, "7."),
    )


def _part(teks: str) -> Judul:
    return Judul(teks, tag="h3")


def _events(sisi: tuple[float, ...]) -> tuple[Bingkai, ...]:
    def block(judul: str, *isi: peristiwa.Tabel | Judul) -> Bingkai:
        parts: list[Judul | Larik] = [Judul(judul)]
        for part in isi:
            parts += (part,) if isinstance(part, Judul) else _table_rows(part, sisi)
        return Bingkai(tuple(parts), BARIS)

    return (
        block("KELAHIRAN", peristiwa.KELAHIRAN),
        block("YANG LAHIR MATI", peristiwa.LAHIR_MATI),
        block(
            "PERKAWINAN ATAU PEMBATALAN PERKAWINAN",
            peristiwa.PERKAWINAN,
            _part("Bagi Pemohon Pembatalan Perkawinan Harap Mengisi Data di bawah ini:"),
            peristiwa.PEMBATALAN_PERKAWINAN,
        ),
        block(
            "PERCERAIAN ATAU PEMBATALAN PERCERAIAN",
            _part("Yang mengajukan perceraian/pembatalan perceraian***"),
            peristiwa.PERCERAIAN,
            _part("Bagi Pemohon Pembatalan Perceraian Harap Mengisi Data di bawah ini:"),
            peristiwa.PEMBATALAN_PERCERAIAN,
        ),
        Bingkai((Judul("KEMATIAN"), *death_rows(sisi)), BARIS),
        block("PENGANGKATAN ANAK", peristiwa.PENGANGKATAN),
        block("PENGAKUAN ANAK", peristiwa.PENGAKUAN),
        block("PENGESAHAN ANAK", peristiwa.PENGESAHAN),
        block("PERUBAHAN NAMA", peristiwa.PERUBAHAN_NAMA),
        block("PERUBAHAN STATUS KEWARGANEGARAAN", peristiwa.PERUBAHAN_KEWARGANEGARAAN),
        block("PENCATATAN PERISTIWA PENTING LAINNYA", peristiwa.PERISTIWA_LAIN),
        block("PEMBETULAN AKTA", peristiwa.PEMBETULAN_AKTA),
        block("PEMBATALAN AKTA", peristiwa.PEMBATALAN_AKTA),
        block("PELAPORAN PENCATATAN SIPIL DARI LUAR WILAYAH NKRI", peristiwa.LUAR_NEGERI),
    )


def _head(aliran: Aliran, varian: Varian) -> None:
    papan, height = aliran.papan, 10.2
    letterhead(papan, "F-2.01", 34.3, 58.0, 22.0)
    for i, larik in enumerate(region_rows(varian, name_sides(varian.kotak_nama))):
        papan.row(larik, 63.0 + i * height, height)
    papan.title(TENGAH, 126.7, JUDUL, tag="h1")
    papan.heading(Judul(LABEL_JENIS, garis_bawah=True), 138.2)
    # Column by column: the order of the numbers in the regulation.
    for column, x in zip(zip(*JENIS, strict=True), (65.24, 300.0), strict=True):
        for i, (kind, words) in enumerate(column):
            tick = Pilih(x, x + 12.13, x + 15, words, f"jenis.{kind}", "1")
            papan.row(Larik("", (tick,), titik_dua=False), 142.0 + i * height, height)
    aliran.y = 142.0 + len(JENIS) * height + JARAK_BINGKAI


def build(varian: Varian) -> Lembar:
    """The form for these choices."""
    aliran = Aliran(varian.kertas, HURUF, HURUF_ISI, 0.0)
    _head(aliran, varian)
    for bingkai in (*_people(varian), *_events(name_sides(varian.kotak_nama))):
        aliran.add(bingkai)
    more = TURUN_SAKSI if varian.saksi_tanda_tangan else 0.0
    aliran.need(TINGGI_TTD + more)
    down = aliran.y - Y_TTD
    kode = signatures(aliran.papan, lambda y: y + down, saksi=varian.saksi_tanda_tangan)
    for i, words in enumerate(CATATAN):
        aliran.papan.words(Kata(71.4, Y_TTD + 85 + down + more + i * 9, words, HURUF))
    return Lembar(
        kode="F-2.01",
        judul="Formulir Pelaporan Pencatatan Sipil",
        dasar="Permendagri 109/2019",
        versi=2,
        kertas=varian.kertas,
        lebar=aliran.lebar,
        tinggi=aliran.tinggi,
        halaman=aliran.pages(kode),
        logo=varian.logo,
    )
