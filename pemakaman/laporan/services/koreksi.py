"""Changing an approved report: what one person asked for, agreed to by another; the documents then need a new version.

A correction is `Usulan`: field → (old, new). The old values guard it: where the report says something else by now,
nothing is changed.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid, NotFound, StaleVersion
from pemakaman.laporan.checks import find_gaps
from pemakaman.laporan.isian import BAGIAN, Isian, read_isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.ruas import RUAS_LABEL, label_status, show_value
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services.langkah import record_change
from pemakaman.laporan.services.petak import check_plot, follow_plot
from pemakaman.laporan.services.pilihan import release_contradicted
from pemakaman.laporan.services.simpan import (
    apply,
    build_konteks,
    clean_or_refuse,
    lock_nik,
    merge,
    refuse,
    refuse_conflicts,
)

Usulan = Mapping[str, tuple[Any, Any]]


def check_correction(
    session: Session, laporan_id: UUID, bagian: str, isian: Isian, *, bukti: Collection[str], actor: Actor
) -> tuple[Laporan, dict[str, tuple[Any, Any]]]:
    """The locked report and what would change in it; raises Invalid at the fields that could not be kept.

    The same rules hold as at *ajukan*, for what is changed; `bukti` are the kinds of proof that come with the
    correction, and count besides those of the report. Writes nothing.
    """
    if bagian not in BAGIAN:
        raise NotFound()
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    check_correctable(laporan)
    lama = read_isian(laporan, get_orang(session, laporan.id))
    values = follow_plot(session, lama, clean_or_refuse(session, bagian, isian))
    baru, diubah = merge(lama, values)
    if not diubah:
        raise Invalid({"alasan": ["Tidak ada isian yang berubah, jadi tidak ada yang diperbaiki."]})
    _check(session, laporan, baru, diubah, bukti=bukti, actor=actor)
    return laporan, {name: (lama[name], baru[name]) for name in values if name in diubah}


def correct_laporan(
    session: Session,
    laporan_id: UUID,
    bagian: str,
    usulan: Usulan,
    *,
    actor: Actor,
    peminta: str,
    alasan: str,
    bukti: Collection[str] = (),
) -> Laporan:
    """Carry out what `peminta` asked for; `actor` is the second person, and the trail names both.

    Raises StaleVersion, told in words, where the report no longer says what it said when the change was asked for.
    """
    require(actor, Izin.PERBAIKAN_PUTUS)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    check_correctable(laporan)
    orang = get_orang(session, laporan.id)
    lama = read_isian(laporan, orang)
    refuse_stale(lama, usulan)
    values = clean_or_refuse(session, bagian, {name: new for name, (_, new) in usulan.items()})
    baru, diubah = merge(lama, values)
    _check(session, laporan, baru, diubah, bukti=bukti, actor=actor)
    told = apply(session, laporan, orang, {name: baru[name] for name in diubah})
    rincian = {**told, "bagian": bagian, "alasan": alasan, "diminta_oleh": peminta, "disetujui_oleh": actor.nama}
    release_contradicted(session, laporan, lama, baru, diubah, actor=actor)
    record_change(session, laporan, "laporan.dikoreksi", actor=actor, rincian=rincian)
    return laporan


def check_correctable(laporan: Laporan) -> None:
    """Raise Conflict unless the report is approved and no certificate number is recorded for it."""
    if laporan.status == Status.DISETUJUI:
        return
    if laporan.status == Status.AKTA_TERBIT:
        raise Conflict("Akta sudah terbit, jadi data tidak diperbaiki di sini. Jalannya pembetulan akta (F-2.01F).")
    label = label_status(laporan.status)
    raise Conflict(f"Laporan ini sekarang: {label}. Yang dapat diperbaiki hanya laporan yang disetujui.")


def find_stale(lama: Isian, usulan: Usulan) -> list[str]:
    """One sentence for each field that is no longer as it was when the change was asked for."""
    return [
        f"{RUAS_LABEL[name][:1].upper()}{RUAS_LABEL[name][1:]}: sewaktu diminta “{_say(name, old)}”, "
        f"sekarang “{_say(name, lama.get(name))}”."
        for name, (old, _) in usulan.items()
        if lama.get(name) != old
    ]


def refuse_stale(lama: Isian, usulan: Usulan) -> None:
    """Raise StaleVersion when `find_stale` finds anything."""
    if berubah := find_stale(lama, usulan):
        raise StaleVersion(
            "Data laporan berubah sesudah perbaikan ini diminta, jadi belum dijalankan. "
            "Mintalah peminta memperbarui permintaannya, atau tolak dengan alasan.",
            berubah,
        )


def _say(name: str, value: Any) -> str:
    return str(value.text()) if hasattr(value, "text") else show_value(name, value)


def _check(
    session: Session,
    laporan: Laporan,
    baru: dict[str, Any],
    diubah: set[str],
    *,
    bukti: Collection[str],
    actor: Actor,
) -> None:
    concerned = diubah | ({"nik_alasan", "alasan_nik_sama"} if "nik" in diubah else set())
    if "kasus" in diubah:
        concerned |= {"bukti", "nik_alasan"}  # another case asks for other proof
    if "nik" in diubah:
        lock_nik(session, baru["nik"])
    konteks = build_konteks(session, laporan, baru, actor)
    konteks = replace(konteks, bukti=frozenset(konteks.bukti) | set(bukti))
    refuse_conflicts(baru, konteks, diubah)
    check_plot(session, laporan, baru, diubah)
    refuse(found for found in find_gaps(baru, konteks) if found.ruas in concerned)
