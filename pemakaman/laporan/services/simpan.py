"""Putting cleaned values into the rows of a report, and looking up what its checks must know."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.db import knowing
from pemakaman.errors import Invalid
from pemakaman.jejak.services import changes
from pemakaman.laporan.checks import Konteks, Temuan, find_conflicts
from pemakaman.laporan.isian import Isian, clean_isian
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.queries import list_bukti, recorded_dead
from pemakaman.laporan.rules import EDITABLE, PERAN_ORANG, Status, is_from_paper
from pemakaman.laporan.services.serupa import tell_same_nik
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import recording_filter
from pemakaman.makam.rules import StatusMakam
from pemakaman.nilai.nama import bin_binti_split, search_key, sound_key_tokens
from pemakaman.nilai.tanggal import zone_of
from pemakaman.penduduk.banding import is_other_person
from pemakaman.penduduk.ekstrak import list_by_nik
from pemakaman.wilayah.queries import find_wilayah, is_known_kecamatan

IDENTITAS = frozenset({"nama", "bin_binti", "nik", "jenis_kelamin", "lahir", "umur", "tidak_dikenal"})
_HELD = "nik_dipegang"
_LOCK_ALL = "SELECT pg_advisory_xact_lock(hashtextextended(kunci, 44)) FROM unnest(CAST(:semua AS text[])) AS kunci"
NIK_HIDUP = ("pelapor_nik", "saksi1_nik", "saksi2_nik")


def clean_or_refuse(session: Session, bagian: str | None, isian: Isian) -> dict[str, Any]:
    """The values as they may be kept; raises Invalid at the malformed fields."""
    values, galat = clean_isian(bagian, isian)
    kode = values.get("alamat_desa_kode")
    desa = find_wilayah(session, kode)
    if kode is not None and (desa is None or desa.tingkat != 4):
        galat["alamat_desa_kode"] = ["Pilih desa/kelurahan dari daftar."]
    if galat:
        raise Invalid(galat)
    return values


def recording_makam(session: Session, makam_id: UUID, asal: str, actor: Actor) -> Makam:
    """A cemetery where the actor may record burials now; raises Invalid at 'makam_id'."""
    query = select(Makam).where(Makam.id == makam_id, recording_filter(actor))
    # Whoever corrects the village meanwhile waits for this report, or this report for him: it carries the codes.
    held = query.with_for_update(read=True, key_share=True, of=Makam).execution_options(populate_existing=True)
    makam = session.scalar(held)
    if makam is None:
        raise Invalid({"makam_id": ["Pilih makam yang Anda kelola atau yang ada di desa/kelurahan Anda."]})
    if makam.status == StatusMakam.DITUTUP and not is_from_paper(asal):
        raise Invalid({"makam_id": [f"{makam.nama} sudah ditutup, jadi tidak menerima pemakaman."]})
    return makam


def merge(lama: Isian, values: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The report after the change, and the names of the fields that really differ."""
    baru = {**lama, **values}
    if baru.get("nik"):
        baru["nik_alasan"] = None
    diubah = {name for name in values if baru[name] != lama.get(name)}
    if "tidak_terbaca" not in values and lama.get("tidak_terbaca"):
        # Somebody knows now what the paper did not tell.
        known = {name for name in diubah if baru[name] not in (None, "")}
        baru["tidak_terbaca"] = [name for name in lama["tidak_terbaca"] if name not in known] or None
        diubah |= {"tidak_terbaca"} if known & set(lama["tidak_terbaca"]) else set()
    return baru, diubah


def build_konteks(session: Session, laporan: Laporan, isian: Isian, actor: Actor, *, is_new: bool = False) -> Konteks:
    """What the checks must know of the world, as the actor may see it; a report made just now has no proofs."""
    zone = zone_of(laporan.kab_kode)
    sekarang = db.now().astimezone(zone)
    diajukan = laporan.diajukan_pada
    living = [isian[ruas] for ruas in NIK_HIDUP if isian.get(ruas)]
    return Konteks(
        sekarang=sekarang.replace(tzinfo=None),
        hari_lapor=(diajukan.astimezone(zone) if diajukan else sekarang).date(),
        known_kecamatan=lambda kode: is_known_kecamatan(session, kode),
        nik_mati=recorded_dead(session, living, exclude=laporan.id),
        nik_sama=tuple(tell_same_nik(session, laporan, isian, actor)),
        nik_orang_lain=_belongs_to_another(session, isian),
        bukti=frozenset(bukti.jenis for bukti in (() if is_new else list_bukti(session, laporan.id))),
        buku_tahun=laporan.buku_tahun,
    )


def _belongs_to_another(session: Session, isian: Isian) -> bool:
    nik = isian.get("nik")
    known = list_by_nik(session, nik) if nik and (isian.get("nama") or isian.get("jenis_kelamin")) else []
    return bool(known) and all(is_other_person(isian.get("nama"), isian.get("jenis_kelamin"), calon) for calon in known)


def lock_nik(session: Session, nik: str | None) -> None:
    """Let reports with one NIK enter one after the other, so that the second sees the first."""
    if nik is not None and nik not in session.info.get(_HELD, ()):
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 44))"), {"kunci": nik})


@contextmanager
def holding_nik(session: Session, nik: Collection[str]) -> Iterator[None]:
    """Lock many NIK at once, always in the same order, so that two who do this never wait for each other crosswise."""
    session.execute(text(_LOCK_ALL), {"semua": sorted(nik)})
    with knowing(session, _HELD, frozenset(nik)):
        yield


def refuse_conflicts(isian: Isian, konteks: Konteks, diubah: Collection[str]) -> None:
    """Raise Invalid when the change just made cannot be true beside the rest."""
    refuse(temuan for temuan in find_conflicts(isian, konteks, diubah) if temuan.ruas in diubah)


def refuse(temuan: Iterable[Temuan]) -> None:
    """Raise Invalid with the hard findings, if there are any."""
    galat: dict[str, list[str]] = {}
    for found in temuan:
        if found.keras:
            galat.setdefault(found.ruas, []).append(found.pesan)
    if galat:
        raise Invalid(galat)


def apply(
    session: Session, laporan: Laporan, orang: dict[str, LaporanOrang], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Put values into the rows; returns old → new of the persons, under their prefixed names.

    The caller still records the event: what is pending on the report itself is part of it.
    """
    told: dict[str, Any] = {}
    with session.no_autoflush:
        for name, value in values.items():
            if name.partition("_")[0] not in PERAN_ORANG:
                _put(laporan, name, value)
        if laporan.nik:
            laporan.nik_alasan = None
        if Status(laporan.status) in EDITABLE and IDENTITAS & set(values):
            # Who was chosen for the old data need not be the one whom the new data mean.
            laporan.penduduk_id = laporan.nik_pilihan = None
        if {"nama", "bin_binti"} & set(values):
            _put_search_keys(laporan)
        for peran in PERAN_ORANG:
            own = {name.removeprefix(f"{peran}_"): values[name] for name in values if name.startswith(f"{peran}_")}
            told |= _apply_person(session, laporan, orang, peran, own)
    return told


def _apply_person(
    session: Session, laporan: Laporan, orang: dict[str, LaporanOrang], peran: str, own: Mapping[str, Any]
) -> dict[str, Any]:
    row = orang.get(peran)
    if row is None:
        if not any(value is not None for value in own.values()):
            return {}
        row = orang[peran] = LaporanOrang(laporan_id=laporan.id, peran=peran)
        session.add(row)
    for name, value in own.items():
        _put(row, name, value)
    hidden = {"laporan_id", "peran"}
    return {f"{peran}_{name}": pair for name, pair in changes(row).items() if name not in hidden}


def _put(row: object, name: str, value: Any) -> None:
    if name != "lahir":
        setattr(row, name, value)
        return
    for part in ("tahun", "bulan", "hari"):
        setattr(row, f"lahir_{part}", getattr(value, part, None))


def _put_search_keys(laporan: Laporan) -> None:
    if laporan.nama is None:
        laporan.nama_cari, laporan.nama_bunyi = None, None
        return
    _, father = bin_binti_split(laporan.nama)
    tokens = sound_key_tokens(laporan.nama) + sound_key_tokens(laporan.bin_binti or father or "")
    laporan.nama_cari = search_key(laporan.nama)
    laporan.nama_bunyi = list(dict.fromkeys(tokens))
