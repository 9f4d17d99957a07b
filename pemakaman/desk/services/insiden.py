"""The only writer of incidents: raised with an owner and a due time, taken up, noted, done, opened again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import now
from pemakaman.desk.models import Insiden
from pemakaman.desk.queries.insiden import get_insiden, list_owners
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.rules.istilah import STATUS_INSIDEN_LABEL, StatusInsiden, TingkatInsiden
from pemakaman.desk.rules.periksa import Galat
from pemakaman.desk.rules.teks import ALASAN_TERPANJANG, CATATAN_TERPANJANG, find_galat_teks
from pemakaman.desk.services.riwayat import Objek, changed, keep_history, read_teks
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.jejak.services import record

PALING_JAUH = timedelta(days=366)


@dataclass(frozen=True)
class IsianInsiden:
    """What an officer fills in; `pemilik` is the account that must solve it."""

    judul: str
    uraian: str
    tingkat: str
    pemilik: str
    tenggat: datetime


def create_insiden(session: Session, kab_kode: str, isian: IsianInsiden, *, actor: Actor) -> Insiden:
    """Raise an incident of a kab/kota the account works for or oversees."""
    _check_may(actor)
    get_kab(session, kab_kode, actor=actor)
    _check(session, kab_kode, isian, None)
    insiden = Insiden(id=uuid4(), kab_kode=kab_kode, dibuat_oleh=actor.id, dibuat_pada=now(), **_values(isian))
    session.add(insiden)
    facts = {"judul": insiden.judul, "tingkat": insiden.tingkat, "pemilik": insiden.pemilik_id}
    _tell(session, insiden, "dibuat", actor, facts | {"tenggat": insiden.tenggat})
    session.flush()
    return insiden


def update_insiden(
    session: Session, insiden_id: UUID, isian: IsianInsiden, *, versi: int, actor: Actor, alasan: str = ""
) -> Insiden:
    """Change what is not done yet: another owner, another due time; the reason goes into its history."""
    insiden = _open(session, insiden_id, versi, actor, StatusInsiden.TERBUKA, StatusInsiden.DITANGANI)
    _check(session, insiden.kab_kode, isian, insiden)
    values = _values(isian)
    ubahan = changed(insiden, values)
    reason = read_teks("alasan", alasan, ALASAN_TERPANJANG)
    if "tenggat" in ubahan and len(reason) < 3:
        raise Invalid({"alasan": ["Tulis alasan tenggatnya diubah."]})
    if ubahan:
        _keep(session, insiden, ubahan, reason, actor)
        for name, value in values.items():
            setattr(insiden, name, value)
        _tell(session, insiden, "diubah", actor, ubahan)
    session.flush()
    return insiden


def take_insiden(session: Session, insiden_id: UUID, *, versi: int, actor: Actor) -> Insiden:
    """Take it up: whoever does owns it from now on."""
    insiden = _open(session, insiden_id, versi, actor, StatusInsiden.TERBUKA, StatusInsiden.DITANGANI)
    values = {"status": StatusInsiden.DITANGANI.value, "pemilik_id": actor.id}
    ubahan = changed(insiden, values)
    if ubahan:
        _move(session, insiden, "ditangani", values, actor=actor)
    return insiden


def note_insiden(session: Session, insiden_id: UUID, catatan: str, *, versi: int, actor: Actor) -> Insiden:
    """Write down what was done so far."""
    insiden = _open(session, insiden_id, versi, actor, StatusInsiden.TERBUKA, StatusInsiden.DITANGANI)
    text = _text("catatan", catatan, "Tulis apa yang sudah dilakukan.")
    _keep(session, insiden, {}, text, actor)
    _tell(session, insiden, "diubah", actor, {"catatan": text[:200]})
    session.flush()
    return insiden


def finish_insiden(session: Session, insiden_id: UUID, penyelesaian: str, *, versi: int, actor: Actor) -> Insiden:
    """It is solved."""
    insiden = _open(session, insiden_id, versi, actor, StatusInsiden.TERBUKA, StatusInsiden.DITANGANI)
    text = _text("penyelesaian", penyelesaian, "Tulis bagaimana diselesaikan.")
    values = {"status": StatusInsiden.SELESAI.value, "penyelesaian": text, "selesai_pada": now()}
    _move(session, insiden, "selesai", values, catatan=text, actor=actor)
    return insiden


def reopen_insiden(session: Session, insiden_id: UUID, alasan: str, *, versi: int, actor: Actor) -> Insiden:
    """It was not solved after all."""
    insiden = _open(session, insiden_id, versi, actor, StatusInsiden.SELESAI)
    text = _text("alasan", alasan, "Tulis mengapa dibuka lagi.")
    values = {"status": StatusInsiden.TERBUKA.value, "penyelesaian": None, "selesai_pada": None}
    _move(session, insiden, "dibuka_lagi", values, catatan=text, actor=actor)
    return insiden


def may_handle(actor: Actor) -> bool:
    """May the account raise and work on incidents of its area?"""
    return actor.may(Izin.DESK_ISI) or actor.may(Izin.DESK_ATUR)


def _check_may(actor: Actor) -> None:
    if not may_handle(actor):
        raise Forbidden()


def _open(session: Session, insiden_id: UUID, versi: int, actor: Actor, *allowed: StatusInsiden) -> Insiden:
    insiden = get_insiden(session, insiden_id, actor=actor)
    # Whoever was asked to solve it may, also one who only reads the rest of the desk.
    if insiden.pemilik_id != actor.id:
        _check_may(actor)
    insiden = get_insiden(session, insiden_id, actor=actor, for_update=True)
    if insiden.versi != versi:
        raise StaleVersion("Insiden ini diubah orang lain sejak Anda membukanya. Buka lagi.", [insiden.judul])
    if insiden.status not in allowed:
        raise Conflict(
            f"Insiden ini {STATUS_INSIDEN_LABEL[StatusInsiden(insiden.status)].lower()}. Muat ulang halaman."
        )
    return insiden


def _move(
    session: Session, insiden: Insiden, what: str, values: Mapping[str, Any], *, catatan: str = "", actor: Actor
) -> None:
    ubahan = changed(insiden, values)
    _keep(session, insiden, ubahan, catatan, actor)
    for name, value in values.items():
        setattr(insiden, name, value)
    _tell(session, insiden, what, actor, ubahan)
    session.flush()


def _keep(session: Session, insiden: Insiden, ubahan: Mapping[str, list[Any]], catatan: str, actor: Actor) -> None:
    objek = Objek("insiden", insiden.id, insiden.kab_kode)
    late = now() > insiden.tenggat
    keep_history(session, objek, ubahan, alasan=catatan, actor=actor, late=late)
    # A note changes no column; the version moves all the same, so that two who write at once see each other.
    if not ubahan:
        flag_modified(insiden, "status")


def _values(isian: IsianInsiden) -> dict[str, Any]:
    return {
        "judul": isian.judul.strip(),
        "uraian": isian.uraian.strip(),
        "tingkat": isian.tingkat,
        "pemilik_id": UUID(isian.pemilik),
        "tenggat": isian.tenggat,
    }


def _check(session: Session, kab_kode: str, isian: IsianInsiden, insiden: Insiden | None) -> None:
    galat: Galat = find_galat_teks({"judul": isian.judul}, 200)
    galat |= find_galat_teks({"uraian": isian.uraian}, CATATAN_TERPANJANG)
    if not isian.judul.strip():
        galat["judul"] = ["Tulis judulnya."]
    if not isian.uraian.strip():
        galat["uraian"] = ["Tulis apa yang terjadi."]
    if isian.tingkat not in list(TingkatInsiden):
        galat["tingkat"] = ["Pilih tingkatnya."]
    if isian.pemilik not in {kode for kode, _ in list_owners(session, kab_kode)}:
        galat["pemilik"] = ["Pilih penanggung jawab dari kabupaten/kota ini atau provinsinya."]
    kept = insiden is not None and insiden.tenggat == isian.tenggat
    if not kept and not now() < isian.tenggat <= now() + PALING_JAUH:
        galat["tenggat"] = ["Tenggat harus sesudah sekarang dan paling jauh setahun lagi."]
    if galat:
        raise Invalid(galat)


def _text(field: str, text: str, pesan: str) -> str:
    found = read_teks(field, text, CATATAN_TERPANJANG)
    if len(found) < 3:
        raise Invalid({field: [pesan]})
    return found


def _tell(session: Session, insiden: Insiden, what: str, actor: Actor, rincian: Mapping[str, Any]) -> None:
    name = f"insiden.{what}"
    record(session, name, "insiden", insiden.id, actor=actor, wilayah=insiden.kab_kode, rincian=rincian)
