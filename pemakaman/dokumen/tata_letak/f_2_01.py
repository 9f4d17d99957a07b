"""F-2.01, annex of Permendagri 109/2019: sixteen kinds of report on one form of several pages."""

from pemakaman.dokumen.tata_letak import f_2_01_peristiwa as peristiwa
from pemakaman.dokumen.tata_letak.baris import (
    X_DUA,
    X_LIMA,
    X_SEBAB,
    date_row,
    death_rows,
    parent_rows,
    person_rows,
    row,
    tick_boxes,
    time_row,
)
from pemakaman.dokumen.tata_letak.f_2_01a import WILAYAH
from pemakaman.dokumen.tata_letak.unsur import (
    LEBAR_KOTAK_NAMA,
    X_KOTAK,
    Baris,
    Bingkai,
    Formulir,
    Judul,
    Kepala,
    Kotak,
    Pilihan,
    Teks,
)

BARIS = 10.8
DOKUMEN = "Nomor Dokumen Perjalanan*"
KODE_WILAYAH = 10
ORANG_TUA_HANYA = "(hanya diisi untuk keperluan pencatatan kelahiran, lahir mati dan kematian)"

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
    2: X_DUA,
    3: X_SEBAB,
    4: (X_KOTAK, 282.7, 372.0, 450.0),
    5: X_LIMA,
    6: (X_KOTAK, 264.0, 323.0, 382.0, 435.0, 487.0),
}
X_YANG_MENENTUKAN = (X_KOTAK, 264.0, 344.0, 440.0, 507.0)


def _weekday_row(label: str, nomor: str) -> Baris:
    day = (Teks(212.1, "Hari :"), Kotak(236.0, 6, 12.8))
    parts = (Teks(325.1, "Tgl :"), Kotak(348.0, 2, 12.8), Teks(378.9, "Bln :"), Kotak(402.0, 2, 12.8))
    return Baris(label, (*day, *parts, Teks(433.8, "Thn :"), Kotak(459.1, 4, 12.8)), nomor)


def _choice_row(label: str, daftar: str, nomor: str) -> Baris:
    first, *rest = label.split("\n")
    x = X_YANG_MENENTUKAN if "Kepolisian" in daftar else X_PILIHAN[daftar.count("|") + 1]
    start = 1 if label else 4
    return Baris(first, tick_boxes(daftar, x=x, mulai=start), nomor, tuple(rest), titik_dua=bool(label))


def _table_row(label: str, kind: int | str, nomor: str, kotak_nama: int) -> Baris:
    if isinstance(kind, int):
        return row(label, min(kind, kotak_nama), kotak_nama=kotak_nama, nomor=nomor)
    if kind == peristiwa.NAMA:
        return row(label, kotak_nama, kotak_nama=kotak_nama, nomor=nomor)
    if kind == peristiwa.TANGGAL:
        return date_row(label, nomor=nomor)
    if kind == peristiwa.WAKTU:
        return time_row(label, nomor=nomor)
    return _weekday_row(label, nomor) if kind == "hari" else _choice_row(label, kind, nomor)


def _table_rows(tabel: peristiwa.Tabel, kotak_nama: int) -> tuple[Baris, ...]:
    rows: list[Baris] = []
    number = 0
    for label, kind in tabel:
        number += bool(label)
        rows.append(_table_row(label, kind, f"{number}." if label else "", kotak_nama))
    return tuple(rows)


def _people(kotak_nama: int) -> tuple[Bingkai, ...]:
    def person(role: str, dokumen: str | None = DOKUMEN) -> tuple[Baris, ...]:
        return person_rows(role, dokumen=dokumen, kotak_nama=kotak_nama)

    saksi1, saksi2 = person("saksi1", None), person("saksi2", None)
    return (
        Bingkai((Judul("DATA PELAPOR", BARIS), *person("pelapor")), BARIS),
        Bingkai((Judul("DATA SUBJEK AKTA KESATU", BARIS), *person("subjek")), BARIS),
        Bingkai((Judul("DATA SUBJEK AKTA KEDUA (JIKA ADA)", BARIS), *person("")), BARIS),
        Bingkai((Judul("DATA SAKSI I", BARIS), *saksi1, Judul("DATA SAKSI II", BARIS), *saksi2), BARIS),
        Bingkai((Judul("DATA ORANG TUA**", BARIS, keterangan=ORANG_TUA_HANYA), *parent_rows(kotak_nama)), BARIS),
    )


def _part(teks: str) -> Judul:
    return Judul(teks, BARIS, tingkat=3)


def _events(kotak_nama: int) -> tuple[Bingkai, ...]:
    def block(judul: str, *isi: peristiwa.Tabel | Judul) -> Bingkai:
        parts: list[Judul | Baris] = [Judul(judul, BARIS)]
        for part in isi:
            parts += (part,) if isinstance(part, Judul) else _table_rows(part, kotak_nama)
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
        Bingkai((Judul("KEMATIAN", BARIS), *death_rows(kotak_nama, "Nama Lengkap", "Sebab kematian")), BARIS),
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


def _kepala(kotak_nama: int) -> Kepala:
    kode_wilayah = Kotak(X_KOTAK, KODE_WILAYAH, LEBAR_KOTAK_NAMA / kotak_nama, "kode_wilayah.angka")
    ticks = tuple(
        tuple(
            Pilihan(x, x + 15.0, teks, f"jenis.{jenis}", "1")
            for (jenis, teks), x in zip(pair, (65.5, 300.0), strict=True)
        )
        for pair in JENIS
    )
    return Kepala(
        kode="F-2.01",
        wilayah=(*WILAYAH[:-1], Baris("Kode Wilayah", (kode_wilayah,))),
        jenis=ticks,
        y_kop=94.2,
        y_wilayah=97.0,
        tinggi_wilayah=10.2,
        y_judul=158.0,
        y_label_jenis=169.5,
        y_jenis=176.0,
        tinggi_jenis=10.2,
    )


def build_f_2_01(kotak_nama: int) -> Formulir:
    """The form with `kotak_nama` boxes for a name: 26 in the annex, 34 in a widespread village print."""
    return Formulir(
        kode="F-2.01",
        dasar="Permendagri 109/2019",
        versi="1",
        kepala=_kepala(kotak_nama),
        bingkai=_people(kotak_nama) + _events(kotak_nama),
        catatan=(
            "* Jika ada",
            "** Hanya diisi untuk keperluan pencatatan kelahiran, lahir mati dan kematian",
            "*** Coret yang tidak perlu",
        ),
        tetap=False,
    )
