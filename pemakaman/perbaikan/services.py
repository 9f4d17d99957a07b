"""The only writers of corrections. Each locks the report first, then the correction, so that of two one is second."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas.services import renew_berkas
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.services import record
from pemakaman.laporan import kabar
from pemakaman.laporan.isian import Isian, read_isian
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import get_laporan, get_orang, list_bukti
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import attach_bukti, check_correctable, check_correction, check_versi, correct_laporan
from pemakaman.pemilih.pembekuan import withdraw_unlike
from pemakaman.perbaikan.models import Perbaikan, PerbaikanBukti
from pemakaman.perbaikan.queries import bukti_of, find_open, get_perbaikan, list_pointable, names_of
from pemakaman.perbaikan.rules import BAGIAN_JUDUL, MOST_NOTE, MOST_REASON, StatusPerbaikan, check_open
from pemakaman.perbaikan.usulan import in_words, pack, unpack

BUKAN_ORANGNYA = "Data laporan dibetulkan; pemilih ini bukan orang yang meninggal"


def add_proof(
    session: Session, laporan_id: UUID, *, jenis: str, nama_berkas: str, content: bytes, actor: Actor
) -> Bukti:
    """Keep one file for a correction that is about to be asked for; raises Invalid at 'berkas' or 'jenis'."""
    require(actor, Izin.PERBAIKAN_MINTA)
    return attach_bukti(
        session,
        laporan_id,
        untuk="perbaikan",
        jenis=jenis,
        nama_berkas=nama_berkas,
        content=content,
        check=check_correctable,
        actor=actor,
    )


def ask(
    session: Session,
    laporan_id: UUID,
    bagian: str,
    isian: Isian,
    *,
    versi: int,
    alasan: str,
    bukti: Collection[UUID],
    actor: Actor,
) -> Perbaikan:
    """Ask for the change of one page group; raises Invalid at the fields, at 'alasan' and at 'bukti'.

    Nothing of the report changes until a second person agrees. Raises StaleVersion when the report changed since
    version `versi` was read: a field left as it was would otherwise ask to undo that change.
    """
    require(actor, Izin.PERBAIKAN_MINTA)
    if bagian not in BAGIAN_JUDUL:
        raise NotFound()
    chosen = [one for one in list_pointable(session, laporan_id, actor=actor) if one.id in set(bukti)]
    kinds = {one.jenis for one in chosen}
    laporan, usulan = check_correction(session, laporan_id, bagian, isian, bukti=kinds, actor=actor)
    check_versi(session, laporan, versi)
    _refuse_second(session, laporan_id, bagian)
    perbaikan = Perbaikan(
        laporan_id=laporan_id,
        kab_kode=laporan.kab_kode,
        bagian=bagian,
        usulan=pack(usulan),
        alasan=_text(alasan, "Tulis alasan perbaikan."),
        diminta_oleh=_own_id(actor),
        diminta_pada=now(),
    )
    _link(session, perbaikan, chosen)
    rincian = {"bagian": BAGIAN_JUDUL[bagian], **in_words(usulan), "alasan": perbaikan.alasan}
    _tell(session, "laporan.perbaikan_diminta", perbaikan, actor=actor, rincian=rincian)
    session.flush()
    return perbaikan


def _refuse_second(session: Session, laporan_id: UUID, bagian: str) -> None:
    waiting = find_open(session, laporan_id, bagian)
    if waiting is not None:
        nama = names_of(session, waiting).peminta
        raise Conflict(
            f"Bagian ini sudah diminta diperbaiki oleh {nama} dan menunggu orang kedua. "
            "Tunggu putusannya, atau minta dia menarik permintaannya."
        )


def _link(session: Session, perbaikan: Perbaikan, chosen: Collection[Bukti]) -> None:
    if not chosen:
        raise Invalid({"bukti": ["Lampirkan sedikitnya satu bukti, atau centang bukti yang sudah ada di laporan."]})
    session.add(perbaikan)
    session.flush()
    session.add_all(PerbaikanBukti(perbaikan_id=perbaikan.id, bukti_id=one.id) for one in chosen)


def agree(session: Session, perbaikan_id: UUID, *, versi: int, actor: Actor) -> Perbaikan:
    """The second person's yes: the data, the document's new version and the trail in one transaction.

    Raises StaleVersion, with the request still open, where the report has changed since it was asked for.
    """
    perbaikan, laporan = _open(session, perbaikan_id, Izin.PERBAIKAN_PUTUS, versi=versi, actor=actor)
    _refuse_own(perbaikan, actor)
    peminta, bukti = names_of(session, perbaikan).peminta, bukti_of(session, perbaikan.id)
    usulan = unpack(perbaikan.usulan)
    correct_laporan(
        session,
        laporan.id,
        perbaikan.bagian,
        usulan,
        actor=actor,
        peminta=peminta,
        alasan=perbaikan.alasan,
        bukti={one.jenis for one in bukti},
    )
    if "kasus" in usulan:
        _count_as_proof(session, laporan, bukti)
    _decide(perbaikan, StatusPerbaikan.DISETUJUI, actor)
    withdraw_unlike(session, laporan, sebab=BUKAN_ORANGNYA, actor=actor)
    renew_berkas(session, laporan.id, sebab=perbaikan.alasan, peminta=peminta, actor=actor)
    _tell(session, "laporan.perbaikan_disetujui", perbaikan, actor=actor, rincian={"diminta_oleh": peminta})
    session.flush()
    return perbaikan


def _count_as_proof(session: Session, laporan: Laporan, bukti: Iterable[Bukti]) -> None:
    """Another case of death asks for other papers: those that came with its correction are its proofs from now on."""
    there = {(one.jenis, one.sha256) for one in list_bukti(session, laporan.id)}
    for one in bukti:
        if (one.jenis, one.sha256) not in there:
            one.untuk = "kematian"


def refuse(session: Session, perbaikan_id: UUID, *, versi: int, alasan: str, actor: Actor) -> Perbaikan:
    """The second person's no, with a reason; possible in whatever state the report is by now."""
    perbaikan, _ = _open(session, perbaikan_id, Izin.PERBAIKAN_PUTUS, versi=versi, actor=actor)
    _refuse_own(perbaikan, actor)
    perbaikan.alasan_putusan = _text(alasan, "Tulis alasan menolak.")
    _decide(perbaikan, StatusPerbaikan.DITOLAK, actor)
    _tell(session, "laporan.perbaikan_ditolak", perbaikan, actor=actor, rincian={"alasan": perbaikan.alasan_putusan})
    session.flush()
    return perbaikan


def withdraw(session: Session, perbaikan_id: UUID, *, versi: int, actor: Actor) -> Perbaikan:
    """The requester takes it back."""
    perbaikan, _ = _open(session, perbaikan_id, Izin.PERBAIKAN_MINTA, versi=versi, actor=actor)
    _refuse_foreign(perbaikan, actor)
    perbaikan.status, perbaikan.diputus_pada = StatusPerbaikan.DITARIK, now()
    _tell(session, "laporan.perbaikan_ditarik", perbaikan, actor=actor, rincian={})
    session.flush()
    return perbaikan


def renew(session: Session, perbaikan_id: UUID, *, versi: int, actor: Actor) -> Perbaikan:
    """Ask for the same new values on top of what the report says now; the second person sees the new old ones.

    Raises Conflict when nothing is left to change.
    """
    perbaikan, laporan = _open(session, perbaikan_id, Izin.PERBAIKAN_MINTA, versi=versi, actor=actor)
    _refuse_foreign(perbaikan, actor)
    check_correctable(laporan)
    lama = read_isian(laporan, get_orang(session, laporan.id))
    wanted = {ruas: new for ruas, (_, new) in unpack(perbaikan.usulan).items() if new != lama[ruas]}
    if not wanted:
        raise Conflict("Data laporan sudah seperti yang Anda minta. Tarik saja permintaan ini.")
    kinds = {one.jenis for one in bukti_of(session, perbaikan.id)}
    _, usulan = check_correction(session, laporan.id, perbaikan.bagian, wanted, bukti=kinds, actor=actor)
    perbaikan.usulan = pack(usulan)
    _tell(session, "laporan.perbaikan_diperbarui", perbaikan, actor=actor, rincian=in_words(usulan))
    session.flush()
    return perbaikan


def direct_to_akta(session: Session, laporan_id: UUID, *, keperluan: str, actor: Actor) -> None:
    """Note that somebody was shown the road of mending the certificate itself (F-2.01F)."""
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    require(actor, Izin.AKTA_CATAT)
    if laporan.status != Status.AKTA_TERBIT:
        raise Conflict("Akta belum terbit, jadi datanya masih dapat diperbaiki di sini.")
    text = keperluan.strip()
    if not text:
        raise Invalid({"keperluan": ["Tulis apa yang perlu dibetulkan pada akta."]})
    if len(text) > MOST_NOTE:
        raise Invalid({"keperluan": [f"Paling banyak {MOST_NOTE} huruf. Yang diketik {len(text)}."]})
    rincian = {"keperluan": text}
    record(session, kabar.AKTA, "laporan", laporan_id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)


def _open(session: Session, perbaikan_id: UUID, izin: Izin, *, versi: int, actor: Actor) -> tuple[Perbaikan, Laporan]:
    """The correction that still waits and its report, both locked and read anew."""
    found, _ = get_perbaikan(session, perbaikan_id, actor=actor)
    require(actor, izin)
    laporan = get_laporan(session, found.laporan_id, actor=actor, for_update=True)
    locked = select(Perbaikan).where(Perbaikan.id == perbaikan_id).with_for_update()
    perbaikan = session.scalars(locked.execution_options(populate_existing=True)).one()
    check_open(perbaikan.status)
    if perbaikan.versi != versi:
        pesan = "Permintaan ini diperbarui sejak Anda membukanya. Buka lagi halamannya, lalu putuskan."
        raise StaleVersion(pesan, ["Nilai lama atau nilai baru yang diminta berubah."])
    return perbaikan, laporan


def _decide(perbaikan: Perbaikan, status: StatusPerbaikan, actor: Actor) -> None:
    perbaikan.status, perbaikan.diputus_oleh, perbaikan.diputus_pada = status, _own_id(actor), now()


def _refuse_own(perbaikan: Perbaikan, actor: Actor) -> None:
    if perbaikan.diminta_oleh == actor.id:
        raise Forbidden("Perbaikan harus diputus orang lain, bukan yang memintanya.")


def _refuse_foreign(perbaikan: Perbaikan, actor: Actor) -> None:
    if perbaikan.diminta_oleh != actor.id:
        raise Forbidden("Permintaan ini hanya dapat ditarik atau diperbarui oleh yang memintanya.")


def _own_id(actor: Actor) -> UUID:
    if actor.id is None:
        raise Forbidden()
    return actor.id


def _text(alasan: str, pesan: str) -> str:
    text = alasan.strip()
    if not text:
        raise Invalid({"alasan": [pesan]})
    if len(text) > MOST_REASON:
        raise Invalid({"alasan": [f"Paling banyak {MOST_REASON} huruf. Yang diketik {len(text)}."]})
    return text


def _tell(session: Session, peristiwa: str, perbaikan: Perbaikan, *, actor: Actor, rincian: Mapping[str, Any]) -> None:
    details, wilayah = {**rincian, "perbaikan": perbaikan.id}, perbaikan.kab_kode
    record(session, peristiwa, "laporan", perbaikan.laporan_id, actor=actor, wilayah=wilayah, rincian=details)
