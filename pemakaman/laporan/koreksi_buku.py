"""What a change of a row means for the closed months of its book. Pure; a registrar can read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pemakaman.laporan.rules import Status
from pemakaman.laporan.rules_ganda import is_standing
from pemakaman.makam.rules import JenisKoreksi

# What some column set of the book prints: a change of anything else is no correction. The number of the certificate
# is printed too, but it is news of the row and not a correction of it.
DICETAK = frozenset(
    {"tidak_dikenal", "nama", "bin_binti", "nik", "nik_alasan", "no_kk", "jenis_kelamin", "tempat_lahir", "umur"}
    | {"lahir_tahun", "lahir_bulan", "lahir_hari", "agama", "kewarganegaraan", "status_kawin", "pekerjaan"}
    | {"alamat", "rt", "rw", "dusun", "alamat_desa_kode", "kasus", "sebab", "menerangkan"}
    | {"meninggal_tanggal", "meninggal_pukul", "meninggal_tempat_jenis", "meninggal_tempat"}
    | {"surat_nomor", "surat_tanggal", "surat_penerbit", "dimakamkan_tanggal", "dimakamkan_pukul"}
    | {"blok", "petak", "nomor_makam", "tumpang", "tumpang_persetujuan", "tumpang_surat", "izin_nomor"}
    | {"petugas_makam", "keterangan", "nomor_lama", "tidak_terbaca"}
    | {f"pelapor_{ruas}" for ruas in ("nama", "nik", "hubungan", "telepon", "alamat")}
    | {"saksi1_nama", "saksi2_nama"}
)
Rincian = dict[str, Any]


@dataclass(frozen=True)
class Kedudukan:
    """Where a row stands: in the book at all, under which day, and whether it counts."""

    di_buku: bool
    tanggal: date | None
    berlaku: bool


@dataclass(frozen=True)
class Koreksi:
    """One entry to be written; `tanggal` lies in the closed month that it corrects."""

    jenis: JenisKoreksi
    tanggal: date
    rincian: Rincian


def standing_of(status: str, sebelum: str | None, tanggal: date | None) -> Kedudukan:
    """The place of a row by its state, the state before it was set aside, and its day of burial."""
    return Kedudukan(status != Status.DRAF, tanggal, is_standing(status, sebelum))


def printed_changes(rincian: Mapping[str, Any]) -> Rincian:
    """The old → new pairs among an event's details that the book prints."""
    return {ruas: pair for ruas, pair in rincian.items() if ruas in DICETAK and isinstance(pair, list)}


def plan_corrections(
    lama: Kedudukan, baru: Kedudukan, berubah: Rincian, closed: Callable[[date], bool]
) -> list[Koreksi]:
    """The entries that a change calls for; none while the months it touches are open."""
    if baru.tanggal is None:
        return []
    if not lama.di_buku or lama.tanggal is None:
        return [Koreksi(JenisKoreksi.SUSULAN, baru.tanggal, {})] if closed(baru.tanggal) else []
    if _month(lama.tanggal) != _month(baru.tanggal):
        keluar = JenisKoreksi.KELUAR if lama.berlaku else JenisKoreksi.UBAH
        masuk = JenisKoreksi.SUSULAN if baru.berlaku else JenisKoreksi.UBAH
        moved = [Koreksi(keluar, lama.tanggal, berubah), Koreksi(masuk, baru.tanggal, berubah)]
        return [one for one in moved if closed(one.tanggal)]
    jenis = _jenis(lama, baru, berubah)
    return [Koreksi(jenis, baru.tanggal, berubah)] if jenis and closed(baru.tanggal) else []


def _jenis(lama: Kedudukan, baru: Kedudukan, berubah: Rincian) -> JenisKoreksi | None:
    if lama.berlaku != baru.berlaku:
        return JenisKoreksi.KEMBALI if baru.berlaku else JenisKoreksi.KELUAR
    return JenisKoreksi.UBAH if berubah else None


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
