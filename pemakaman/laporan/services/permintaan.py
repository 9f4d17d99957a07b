"""Asking the manager something about a report, and his answer. Every writer locks the report first."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan, Permintaan
from pemakaman.laporan.permintaan import DAPAT_DIJAWAB, get_permintaan, open_requests
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti, Status

PALING_TEKS = 1000
# Proof of a living person is no proof of a death; it belongs to a case of its own.
DAPAT_DIMINTA = tuple(jenis for jenis in JenisBukti if jenis is not JenisBukti.BUKTI_HIDUP)


def ask_question(session: Session, laporan_id: UUID, *, teks: str, actor: Actor) -> Permintaan:
    """Put a question to the manager of the report."""
    laporan = _lock(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    teks = _given(teks, "teks", "Tulis pertanyaannya.")
    return _ask(session, laporan, "laporan.ditanyakan", actor, jenis="tanya", teks=teks)


def ask_proof(
    session: Session, laporan_id: UUID, *, bukti_jenis: str, teks: str | None = None, actor: Actor
) -> Permintaan:
    """Ask for one kind of proof by its name; raises Conflict while the same kind is already asked for."""
    laporan = _lock(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    if bukti_jenis not in set(DAPAT_DIMINTA):
        raise Invalid({"bukti_jenis": ["Pilih lampiran yang diminta."]})
    if any(row.bukti_jenis == bukti_jenis for row in open_requests(session, laporan_id)):
        raise Conflict(f"“{BUKTI_LABEL[JenisBukti(bukti_jenis)]}” sudah diminta dan masih ditunggu.")
    more = (teks or "").strip()[:PALING_TEKS] or None
    return _ask(
        session, laporan, "laporan.lampiran_diminta", actor, jenis="lampiran", bukti_jenis=bukti_jenis, teks=more
    )


def answer_question(session: Session, permintaan_id: int, *, jawaban: str, actor: Actor) -> Permintaan:
    """The manager's answer; raises Conflict when the question was answered or taken back meanwhile."""
    permintaan, laporan = _lock_request(session, permintaan_id, Izin.LAPORAN_TULIS, actor)
    if permintaan.jenis != "tanya":
        raise Invalid({"jawaban": ["Yang diminta lampiran. Unggah berkasnya."]})
    _check_answerable(laporan)
    permintaan.jawaban = _given(jawaban, "jawaban", "Tulis jawabannya.")
    _close(session, laporan, permintaan, actor)
    rincian = {"pertanyaan": permintaan.teks, "jawaban": permintaan.jawaban}
    _tell(session, laporan, "laporan.dijawab", rincian, actor)
    return permintaan


def withdraw_request(session: Session, permintaan_id: int, *, actor: Actor) -> Permintaan:
    """Take a request back; raises Conflict when it was answered first."""
    permintaan, laporan = _lock_request(session, permintaan_id, Izin.LAPORAN_PERIKSA, actor)
    _withdraw(session, laporan, permintaan, actor)
    return permintaan


def withdraw_all(session: Session, laporan: Laporan, *, actor: Actor) -> None:
    """Take back whatever is still asked about a locked report, because its answer no longer matters."""
    for permintaan in open_requests(session, laporan.id):
        _withdraw(session, laporan, permintaan, actor)


def fulfil_proof(session: Session, laporan: Laporan, bukti_jenis: str, *, actor: Actor) -> None:
    """A proof of this kind came in: whoever asked for it has his answer. The report is locked."""
    for permintaan in open_requests(session, laporan.id):
        if permintaan.bukti_jenis == bukti_jenis:
            _close(session, laporan, permintaan, actor)
            _tell(session, laporan, "laporan.dijawab", {"lampiran": BUKTI_LABEL[JenisBukti(bukti_jenis)]}, actor)


def _ask(session: Session, laporan: Laporan, peristiwa: str, actor: Actor, **values: Any) -> Permintaan:
    if actor.id is None:
        raise Forbidden()
    _check_answerable(laporan)
    permintaan = Permintaan(laporan_id=laporan.id, dibuat_oleh=actor.id, **values)
    session.add(permintaan)
    told = {"pertanyaan": permintaan.teks} if permintaan.jenis == "tanya" else _proof_words(permintaan)
    _tell(session, laporan, peristiwa, told, actor)
    return permintaan


def _proof_words(permintaan: Permintaan) -> dict[str, Any]:
    words: dict[str, Any] = {"lampiran": BUKTI_LABEL[JenisBukti(permintaan.bukti_jenis or JenisBukti.LAINNYA)]}
    return {**words, "keterangan": permintaan.teks} if permintaan.teks else words


def _withdraw(session: Session, laporan: Laporan, permintaan: Permintaan, actor: Actor) -> None:
    permintaan.dicabut = True
    _close(session, laporan, permintaan, actor)
    told = {"pertanyaan": permintaan.teks} if permintaan.jenis == "tanya" else _proof_words(permintaan)
    _tell(session, laporan, "laporan.permintaan_dicabut", told, actor)


def _close(session: Session, laporan: Laporan, permintaan: Permintaan, actor: Actor) -> None:
    permintaan.selesai_pada, permintaan.selesai_oleh = db.now(), actor.id


def _lock(session: Session, laporan_id: UUID, izin: Izin, actor: Actor) -> Laporan:
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    require(actor, izin)
    return laporan


def _lock_request(session: Session, permintaan_id: int, izin: Izin, actor: Actor) -> tuple[Permintaan, Laporan]:
    permintaan = get_permintaan(session, permintaan_id, actor=actor)
    laporan = _lock(session, permintaan.laporan_id, izin, actor)
    session.refresh(permintaan)
    if permintaan.selesai_pada is not None:
        what = "ditarik kembali" if permintaan.dicabut else "dijawab"
        raise Conflict(f"Permintaan ini sudah {what}. Muat ulang halamannya.")
    return permintaan, laporan


def _check_answerable(laporan: Laporan) -> None:
    if Status(laporan.status) not in DAPAT_DIJAWAB:
        raise Conflict(f"Laporan ini sekarang: {label_status(laporan.status)}, jadi tidak ada yang perlu dijawab.")


def _given(text: str, ruas: str, pesan: str) -> str:
    text = text.strip()
    if not text:
        raise Invalid({ruas: [pesan]})
    if len(text) > PALING_TEKS:
        raise Invalid({ruas: [f"Tulis paling banyak {PALING_TEKS} huruf."]})
    return text


def _tell(session: Session, laporan: Laporan, peristiwa: str, rincian: dict[str, Any], actor: Actor) -> None:
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
    session.flush()
