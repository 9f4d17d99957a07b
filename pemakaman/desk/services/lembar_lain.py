"""Sheets of service days, planned visits and GISA: their columns, how a row is read, and what takes it in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, is_within
from pemakaman.desk.models import Gisa, JemputBola, LayananHari
from pemakaman.desk.queries.jemput import find_same_plan, get_jemput
from pemakaman.desk.queries.sasaran import match_desa
from pemakaman.desk.rules.gisa import INDIKATOR
from pemakaman.desk.rules.istilah import JARINGAN_LABEL, SASARAN_LABEL
from pemakaman.desk.rules.kolom import Bentuk
from pemakaman.desk.rules.layanan import IsianLayanan
from pemakaman.desk.rules.periksa import PALING_BESAR, ribuan
from pemakaman.desk.services.gisa import IsianGisa, create_gisa, update_gisa
from pemakaman.desk.services.jemput import IsianJemput, create_jemput, update_jemput
from pemakaman.desk.services.layanan import create_layanan, update_layanan
from pemakaman.desk.services.lembar import Nasib, read_number
from pemakaman.errors import Invalid
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode
from pemakaman.nilai.tanggal import parse_pukul
from pemakaman.nilai.telepon import check_telepon
from pemakaman.sel import KolomError, bare, read_day
from pemakaman.tabel import Cell, cell_text
from pemakaman.wilayah.queries import find_wilayah

T = TypeVar("T")
Isian = TypeVar("Isian", IsianLayanan, IsianJemput, IsianGisa)
BUKA, YA_TIDAK = {"Buka": True, "Tutup": False}, {"Ya": True, "Tidak": False}
JARINGAN = {label: kode.value for kode, label in JARINGAN_LABEL.items()}
SASARAN = {label: kode.value for kode, label in SASARAN_LABEL.items()}
# A cell that holds a time of day comes as its text with seconds.
_DETIK = re.compile(r"([0-9]{2}:[0-9]{2}):[0-9]{2}(?:\.0+)?")


@dataclass(frozen=True)
class Isi:
    """What a row says: which one it is of, in words for the reader; what was filled in; why it is corrected."""

    kunci: tuple[str, ...]
    sebutan: str
    tanggal: date
    isian: Any
    alasan: str = ""


class Sel:
    """The cells of one row by column; every reading raises KolomError that names its column."""

    def __init__(self, kolom: Mapping[str, str], cells: Mapping[str, Cell]) -> None:
        self.kolom, self.cells = kolom, cells

    def kata(self, kode: str, paling: int = 200) -> str:
        """Words, line by line as typed; '' when empty."""
        cell = self.cells.get(kode)
        text = cell.replace("\r\n", "\n").strip() if isinstance(cell, str) else cell_text(cell)
        if any((char < " " and char not in "\n\t") or char in "\x7f\ufffd" for char in text):
            raise self._wrong(kode, "ada tanda yang tidak terbaca. Ketik ulang isinya.")
        if len(text) > paling:
            raise self._wrong(kode, f"paling banyak {paling} huruf, yang ditulis {len(text)}.")
        return text

    def angka(self, kode: str, paling: int = PALING_BESAR) -> int | None:
        """A whole number from 0; None when empty."""
        if not self.kata(kode):
            return None
        found = read_number(self.kolom[kode], self.cells.get(kode))
        if not 0 <= found <= paling:
            raise self._wrong(kode, f"{ribuan(found)} tidak mungkin. Tulis 0 sampai {ribuan(paling)}.")
        return found

    def hari(self, kode: str) -> date:
        """A day, which must be there."""
        try:
            found = read_day(self.cells.get(kode))
        except (KolomError, NilaiError) as error:
            raise self._wrong(kode, str(error)) from None
        if found is None:
            raise self._wrong(kode, "belum diisi.")
        if not 2000 <= found.year <= 2200:
            raise self._wrong(kode, f"tahun {found.year} tidak mungkin. Periksa tahunnya.")
        return found

    def jam(self, kode: str) -> time | None:
        """A time of day; None when empty."""
        cell = self.cells.get(kode)
        if isinstance(cell, datetime):
            return cell.time()
        text = self.kata(kode)
        match = _DETIK.fullmatch(text)
        return self._read(kode, parse_pukul, match[1] if match else text)

    def telepon(self, kode: str) -> str:
        """A telephone number as it is stored; '' when empty."""
        return self._read(kode, check_telepon, self.kata(kode)) or ""

    def pilih(self, kode: str, pilihan: Mapping[str, T]) -> T | None:
        """One of some words; None when empty."""
        text = self.kata(kode)
        for label, value in pilihan.items():
            if bare(text) in (bare(label), bare(str(value))):
                return value
        if text:
            raise self._wrong(kode, f"“{text[:40]}” tidak dikenal. Tulis salah satu: {', '.join(pilihan)}.")
        return None

    def _read(self, kode: str, parse: Callable[[str], T], text: str) -> T | None:
        try:
            return parse(text) if text else None
        except NilaiError as error:
            raise self._wrong(kode, error.pesan) from None

    def _wrong(self, kode: str, pesan: str) -> KolomError:
        return KolomError(f"{self.kolom[kode]}: {pesan}")


@dataclass(frozen=True)
class Jenis:
    """One kind of sheet. `tetap`: the columns that stand before anybody types; a row of nothing else says nothing."""

    bentuk: Bentuk
    kolom: dict[str, str]
    tetap: frozenset[str]
    wajib: tuple[str, ...]
    baca: Callable[[Sel], Isi]
    simpan: Callable[[Session, Isi, Actor], Nasib]

    def read(self, cells: Mapping[str, Cell]) -> Isi | None:
        """What a row says; None when nothing. Raises KolomError."""
        if not any(cell_text(cells.get(kode)) for kode in self.kolom if kode not in self.tetap):
            return None
        return self.baca(Sel(self.kolom, cells))

    def words(self, error: Invalid) -> str:
        """What is wrong with a row, each sentence after the name of its column."""
        pairs = [(self.kolom.get(kode, ""), text) for kode, texts in error.galat.items() for text in texts]
        return " ".join(f"{label}: {text}" if label and not text.startswith(label) else text for label, text in pairs)


def _read_layanan(sel: Sel) -> Isi:
    buka = sel.pilih("buka", BUKA)
    if buka is None:
        raise KolomError("Buka atau tutup: belum diisi. Tulis Buka atau Tutup.")
    isian = IsianLayanan(
        tempat=sel.kata("tempat"),
        buka=buka,
        jam_buka=sel.jam("jam_buka"),
        jam_tutup=sel.jam("jam_tutup"),
        petugas=sel.kata("petugas", 400),
        hp=sel.telepon("hp"),
        printer_baik=sel.pilih("printer_baik", YA_TIDAK),
        alat_rekam_baik=sel.pilih("alat_rekam_baik", YA_TIDAK),
        ribbon_cukup=sel.pilih("ribbon_cukup", YA_TIDAK),
        blangko_sisa=sel.angka("blangko_sisa"),
        jaringan=sel.pilih("jaringan", JARINGAN),
        rekam=sel.angka("rekam") or 0,
        cetak=sel.angka("cetak") or 0,
        suket=sel.angka("suket") or 0,
        kendala=sel.kata("kendala", 1000),
        tindak_lanjut=sel.kata("tindak_lanjut", 1000),
    )
    tanggal = sel.hari("tanggal")
    return Isi((tanggal.isoformat(), isian.tempat), isian.tempat, tanggal, isian, sel.kata("alasan", 500))


def _save_layanan(session: Session, isi: Isi, actor: Actor) -> Nasib:
    kab, isian = actor.wilayah_kode, isi.isian
    kept = session.scalar(
        select(LayananHari).where(
            LayananHari.kab_kode == kab, LayananHari.tanggal == isi.tanggal, LayananHari.tempat == isian.tempat
        )
    )
    if kept is None:
        create_layanan(session, kab, isi.tanggal, isian, actor=actor)
        return Nasib.BARU
    said: dict[str, Any] = {"versi": kept.versi, "actor": actor, "alasan": isi.alasan}
    _, fresh = update_layanan(session, kept.id, _as_kept(isian, kept), **said)
    return Nasib.PERBAIKAN if fresh else Nasib.SAMA


def _read_rencana(sel: Sel) -> Isi:
    target, jenis = sel.angka("target", 1_000_000), sel.pilih("jenis_sasaran", SASARAN)
    if target is None:
        raise KolomError("Target (orang): belum diisi.")
    isian = IsianJemput(
        tanggal=sel.hari("tanggal"),
        desa_kode=sel.kata("desa_kode"),
        lokasi=sel.kata("lokasi"),
        jenis_sasaran=jenis or "",
        petugas=sel.kata("petugas", 400),
        target=target,
        alat=sel.kata("alat"),
    )
    kode = sel.kata("kode")
    named = (isian.tanggal.isoformat(), bare(isian.desa_kode), isian.lokasi, isian.jenis_sasaran)
    return Isi((kode,) if kode else named, isian.lokasi, isian.tanggal, (kode, isian))


def _save_rencana(session: Session, isi: Isi, actor: Actor) -> Nasib:
    kode, isian = isi.isian
    isian = replace(isian, desa_kode=_find_desa(session, actor.wilayah_kode, isian.desa_kode))
    kept = _find_plan(session, kode, isian, actor)
    if kept is None:
        create_jemput(session, actor.wilayah_kode, isian, actor=actor)
        return Nasib.BARU
    isian = _as_kept(isian, kept)
    if all((getattr(kept, one.name) or "") == (getattr(isian, one.name) or "") for one in fields(isian)):
        return Nasib.SAMA
    update_jemput(session, kept.id, isian, versi=kept.versi, actor=actor)
    return Nasib.PERBAIKAN


def _find_plan(session: Session, kode: str, isian: IsianJemput, actor: Actor) -> JemputBola | None:
    if not kode:
        place = {"desa_kode": isian.desa_kode, "lokasi": isian.lokasi, "jenis": isian.jenis_sasaran}
        return find_same_plan(session, actor.wilayah_kode, isian.tanggal, **place)
    try:
        jemput_id = UUID(kode)
    except ValueError:
        pesan = "tidak terbaca. Pakai lembar yang diunduh dari halaman ini, atau kosongkan untuk rencana baru."
        raise Invalid({"kode": [pesan]}) from None
    return get_jemput(session, jemput_id, actor=actor)


def _find_desa(session: Session, kab_kode: str, text: str) -> str:
    if text[:1].isdigit():
        try:
            return check_kode(text)
        except NilaiError as error:
            raise Invalid({"desa_kode": [error.pesan]}) from None
    found = match_desa(session, kab_kode, text)
    if len(found) != 1:
        known = "ada di lebih dari satu kecamatan" if found else "tidak ada di kabupaten/kota Anda"
        raise Invalid({"desa_kode": [f"“{text[:40]}” {known}. Tulis kodenya; lihat lembar Kode wilayah."]})
    return found[0]


def _read_gisa(sel: Sel) -> Isi:
    try:
        kode = check_kode(sel.kata("wilayah_kode"))
    except NilaiError as error:
        raise KolomError(f"{sel.kolom['wilayah_kode']}: {error.pesan}") from None
    nilai = {name: sel.angka(name, 100) for name in INDIKATOR}
    isian = IsianGisa(sel.kata("sk_nomor", 100), sel.hari("sk_tanggal"), nilai, sel.kata("kegiatan", 2000))
    said = f"{kode}, SK {isian.sk_nomor}"
    return Isi((kode, isian.sk_nomor), said, isian.sk_tanggal, (kode, isian), sel.kata("alasan", 500))


def _save_gisa(session: Session, isi: Isi, actor: Actor) -> Nasib:
    kode, isian = isi.isian
    if find_wilayah(session, kode) is None or not is_within(kode, actor.wilayah_kode):
        raise Invalid({"wilayah_kode": [f"{kode} bukan wilayah di kabupaten/kota Anda ({actor.wilayah_kode})."]})
    kept = session.scalar(select(Gisa).where(Gisa.wilayah_kode == kode, Gisa.sk_nomor == isian.sk_nomor))
    if kept is None:
        create_gisa(session, kode, isian, actor=actor)
        return Nasib.BARU
    versi = kept.versi
    update_gisa(session, kept.id, _as_kept(isian, kept), versi=versi, actor=actor, alasan=isi.alasan)
    return Nasib.SAMA if kept.versi == versi else Nasib.PERBAIKAN


def _as_kept(isian: Isian, kept: object) -> Isian:
    """The same, with words that differ from what is stored only in their spaces as they are stored."""
    same: dict[str, Any] = {}
    for one in fields(isian):
        new, old = getattr(isian, one.name), getattr(kept, one.name, None)
        if isinstance(new, str) and isinstance(old, str) and new.split() == old.split():
            same[one.name] = old
    return replace(isian, **same)


def _bentuk(kode: str, judul: str) -> Bentuk:
    return Bentuk(kode=kode, judul=judul, singkat=judul, kolom=())


LAIN: dict[str, Jenis] = {
    "layanan": Jenis(
        _bentuk("layanan", "Hari layanan"),
        {
            "tanggal": "Tanggal",
            "sebab": "Sebab",
            "tempat": "Tempat layanan",
            "buka": "Buka atau tutup",
            "jam_buka": "Jam buka",
            "jam_tutup": "Jam tutup",
            "petugas": "Petugas piket",
            "hp": "HP petugas",
            "printer_baik": "Printer berfungsi",
            "alat_rekam_baik": "Alat rekam berfungsi",
            "ribbon_cukup": "Ribbon dan film cukup",
            "blangko_sisa": "Sisa blangko (keping)",
            "jaringan": "Jaringan",
            "rekam": "Rekam (orang)",
            "cetak": "Cetak (keping)",
            "suket": "Suket (lembar)",
            "kendala": "Kendala",
            "tindak_lanjut": "Tindak lanjut",
            "alasan": "Alasan perbaikan",
        },
        frozenset({"tanggal", "sebab", "tempat"}),
        ("tanggal", "tempat", "buka", "jam_buka", "petugas"),
        _read_layanan,
        _save_layanan,
    ),
    "rencana": Jenis(
        _bentuk("rencana", "Rencana jemput bola"),
        {
            "kode": "Kode rencana",
            "tanggal": "Tanggal",
            "desa_kode": "Desa/kelurahan",
            "lokasi": "Tempat",
            "jenis_sasaran": "Jenis sasaran",
            "petugas": "Petugas",
            "alat": "Alat",
            "target": "Target (orang)",
        },
        frozenset({"kode"}),
        ("tanggal", "desa_kode", "lokasi", "jenis_sasaran", "petugas", "target"),
        _read_rencana,
        _save_rencana,
    ),
    "gisa": Jenis(
        _bentuk("gisa", "GISA"),
        {
            "wilayah_kode": "Kode wilayah",
            "wilayah": "Wilayah",
            "sk_nomor": "Nomor SK",
            "sk_tanggal": "Tanggal SK",
            **INDIKATOR,
            "kegiatan": "Kegiatan",
            "alasan": "Alasan perbaikan",
        },
        frozenset({"wilayah_kode", "wilayah"}),
        ("wilayah_kode", "sk_nomor", "sk_tanggal", *INDIKATOR),
        _read_gisa,
        _save_gisa,
    ),
}
