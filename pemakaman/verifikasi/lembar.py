"""The report as the desk lays it out: groups of rows, in the order in which an officer reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pemakaman.akun.rules import Actor, Izin
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.ringkas import TAK_TERBACA, with_unread
from pemakaman.laporan.rules import BUKTI_LABEL, KASUS_LABEL, MENERANGKAN_LABEL, SEBAB_LABEL
from pemakaman.nilai.nik import mask_nik
from pemakaman.nilai.tanggal import TanggalTakLengkap, format_hari_tanggal, zone_label
from pemakaman.nilai.telepon import format_telepon
from pemakaman.tampilan import pukul, tanggal
from pemakaman.verifikasi.queries.meja import Meja
from pemakaman.verifikasi.ruas import BAGIAN_LABEL

Baris = tuple[str, Any]

NIK_ALASAN = {
    "tidak_punya": "Tidak punya NIK",
    "tidak_diketahui": "NIK tidak diketahui",
    "tidak_terbaca": "NIK tidak terbaca",
    "wna": "Orang asing, tanpa NIK",
    "bayi": "Bayi, belum dibuatkan NIK",
}
KELAMIN = {"L": "Laki-laki", "P": "Perempuan"}
# Row of the sheet → the field that the paper may not tell.
ALMARHUM_RUAS = {
    "Bin/binti": "bin_binti",
    "Jenis kelamin": "jenis_kelamin",
    "Lahir": "lahir",
    "Umur saat meninggal": "umur",
    "Alamat": "alamat",
}
KEMATIAN_RUAS = {"Meninggal": "meninggal_tanggal", "Tempat": "meninggal_tempat"}
PEMAKAMAN_RUAS = {"Dimakamkan": "dimakamkan_tanggal", "Nomor di buku lama": "nomor_lama", "Keterangan": "keterangan"}
PELAPOR_RUAS = {"Nama": "pelapor_nama", "Nomor HP": "pelapor_telepon"}


@dataclass(frozen=True)
class Kelompok:
    """One group of the sheet; `utama` groups stand open."""

    judul: str
    baris: list[Baris]
    utama: bool = True


def make_sheet(meja: Meja, *, actor: Actor) -> list[Kelompok]:
    """The groups of a report. Who only looks sees numbers of persons masked."""
    hide = not (actor.may(Izin.LAPORAN_PERIKSA) or actor.may(Izin.LAPORAN_SETUJUI))
    laporan = meja.laporan
    groups = [
        Kelompok(BAGIAN_LABEL["almarhum"], _almarhum(meja, hide=hide)),
        Kelompok(BAGIAN_LABEL["kematian"], _kematian(laporan)),
        Kelompok(BAGIAN_LABEL["pemakaman"], _pemakaman(meja)),
        Kelompok(BAGIAN_LABEL["pelapor"], _pelapor(meja, hide=hide)),
        Kelompok(BAGIAN_LABEL["saksi"], _orang(meja.orang, ("saksi1", "saksi2"), hide=hide), utama=False),
        Kelompok(BAGIAN_LABEL["orang_tua"], _orang(meja.orang, ("ayah", "ibu"), hide=hide), utama=False),
    ]
    return [group for group in groups if group.baris]


def _number(digits: str | None, *, hide: bool) -> Any:
    if not digits:
        return None
    return Markup('<span class="nomor">{}</span>').format(mask_nik(digits) if hide else digits)


def _present(rows: list[Baris]) -> list[Baris]:
    return [(kunci, nilai) for kunci, nilai in rows if nilai]


def _tell_unread(laporan: Laporan, rows: list[Baris], names: Mapping[str, str]) -> list[Baris]:
    """The rows, with what the paper did not tell in its place; `names` maps a row to its field."""
    unread = laporan.tidak_terbaca or ()
    return [
        (kunci, with_unread(nilai or "", tak_terbaca=True) if names.get(kunci) in unread else nilai)
        for kunci, nilai in rows
    ]


def _birth(row: Laporan | LaporanOrang) -> str:
    parts = [row.tempat_lahir]
    if row.lahir_tahun is not None:
        parts.append(TanggalTakLengkap(row.lahir_tahun, row.lahir_bulan, row.lahir_hari).text())
    return ", ".join(part for part in parts if part)


def _place(names: Mapping[str, str] | None) -> str:
    if not names:
        return ""
    return ", ".join(names[level] for level in ("desa", "kecamatan", "kab_kota") if names.get(level))


def _address(meja: Meja) -> str:
    laporan = meja.laporan
    rt_rw = f"RT {laporan.rt or '–'} RW {laporan.rw or '–'}" if laporan.rt or laporan.rw else ""
    return ", ".join(part for part in (laporan.alamat, rt_rw, laporan.dusun, _place(meja.wilayah_alamat)) if part)


def _almarhum(meja: Meja, *, hide: bool) -> list[Baris]:
    laporan = meja.laporan
    nik = _number(laporan.nik, hide=hide) or NIK_ALASAN.get(laporan.nik_alasan or "", "Tidak diisi")
    unread = laporan.tidak_terbaca or ()
    rows = [
        ("Nama", with_unread(laporan.nama or "", "nama" in unread) or "Tidak dikenal"),
        ("Bin/binti", laporan.bin_binti),
        ("NIK", nik),
        ("Nomor KK", _number(laporan.no_kk, hide=hide)),
        ("Jenis kelamin", KELAMIN.get(laporan.jenis_kelamin or "")),
        ("Lahir", _birth(laporan)),
        ("Umur saat meninggal", f"{laporan.umur} tahun" if laporan.umur is not None else None),
        ("Alamat", _address(meja)),
        ("Agama", laporan.agama),
        ("Status perkawinan", laporan.status_kawin),
        ("Pekerjaan", laporan.pekerjaan),
        ("Anak ke", laporan.anak_ke),
        ("Kewarganegaraan", laporan.kewarganegaraan),
        ("Dokumen perjalanan", laporan.dokumen_perjalanan),
        ("Izin tinggal", laporan.izin_tinggal),
    ]
    return _present(_tell_unread(laporan, rows, ALMARHUM_RUAS))


def _moment(day: Any, hour: Any, kab_kode: str) -> str:
    if day is None:
        return ""
    return format_hari_tanggal(day) + (f" pukul {pukul(hour)} {zone_label(kab_kode)}" if hour else "")


def _kematian(laporan: Laporan) -> list[Baris]:
    letter = [laporan.surat_nomor, tanggal(laporan.surat_tanggal) if laporan.surat_tanggal else None]
    rows = [
        ("Meninggal", _moment(laporan.meninggal_tanggal, laporan.meninggal_pukul, laporan.kab_kode)),
        ("Tempat", laporan.meninggal_tempat or laporan.meninggal_tempat_jenis),
        ("Keadaan", KASUS_LABEL.get(laporan.kasus, laporan.kasus)),  # type: ignore[call-overload]
        ("Sebab", SEBAB_LABEL.get(laporan.sebab or 0)),
        ("Yang menerangkan", MENERANGKAN_LABEL.get(laporan.menerangkan or 0)),
        ("Surat kematian", ", ".join(part for part in (*letter, laporan.surat_penerbit) if part)),
    ]
    return _present(_tell_unread(laporan, rows, KEMATIAN_RUAS))


def _pemakaman(meja: Meja) -> list[Baris]:
    laporan = meja.laporan
    grave = [("blok", laporan.blok), ("petak", laporan.petak), ("nomor", laporan.nomor_makam)]
    where = ", ".join(f"{kata} {isi}" for kata, isi in grave if isi)
    unread_grave = {"blok", "petak", "nomor_makam"} & set(laporan.tidak_terbaca or ())
    rows = [
        ("Dimakamkan", _moment(laporan.dimakamkan_tanggal, laporan.dimakamkan_pukul, laporan.kab_kode)),
        ("Makam", f"{meja.makam}, {_place(meja.wilayah_makam)}"),
        ("Nomor buku", f"{laporan.buku_nomor}/{laporan.buku_tahun}" if laporan.buku_nomor else None),
        ("Nomor di buku lama", laporan.nomor_lama),
        ("Letak", with_unread(where + (" (makam tumpang)" if laporan.tumpang else ""), bool(unread_grave))),
        ("Keterangan", laporan.keterangan),
    ]
    return _present(_tell_unread(laporan, rows, PEMAKAMAN_RUAS))


def _pelapor(meja: Meja, *, hide: bool) -> list[Baris]:
    rows = _orang(meja.orang, ("pelapor",), hide=hide)
    told = {kunci for kunci, _ in rows}
    unread = meja.laporan.tidak_terbaca or ()
    missing = [(kunci, TAK_TERBACA) for kunci, ruas in PELAPOR_RUAS.items() if ruas in unread and kunci not in told]
    return [*_tell_unread(meja.laporan, rows, PELAPOR_RUAS), *missing]


ORANG_LABEL = {"pelapor": "Nama", "saksi1": "Saksi I", "saksi2": "Saksi II", "ayah": "Ayah", "ibu": "Ibu"}


def _orang(orang: Mapping[str, LaporanOrang], peran: tuple[str, ...], *, hide: bool) -> list[Baris]:
    rows: list[Baris] = []
    for satu in peran:
        found = orang.get(satu)
        if found is not None and found.nama:
            rows += _person(found, ORANG_LABEL[satu], hide=hide)
    return rows


def _person(orang: LaporanOrang, label: str, *, hide: bool) -> list[Baris]:
    telepon = format_telepon(orang.telepon) if orang.telepon and not hide else None
    return _present(
        [
            (label, orang.nama),
            ("Hubungan", orang.hubungan),
            ("NIK", _number(orang.nik, hide=hide)),
            ("Nomor KK", _number(orang.no_kk, hide=hide)),
            ("Lahir", _birth(orang)),
            ("Nomor HP", telepon),
            ("Alamat", orang.alamat),
            ("Kewarganegaraan", orang.kewarganegaraan),
        ]
    )


def proof_label(jenis: str) -> str:
    """A kind of proof in words."""
    return str(BUKTI_LABEL.get(jenis, jenis))  # type: ignore[call-overload]
