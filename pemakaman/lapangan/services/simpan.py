"""The row under which an item is found when it comes again, and the events that show whose clock said what."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.lapangan.muatan import Muatan, gap_seconds
from pemakaman.lapangan.rules import Cara, words_of_gap
from pemakaman.laporan.isian import BAGIAN
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import EDITABLE, Status
from pemakaman.laporan.services import save_bagian

PERISTIWA = {Cara.KIRIM: "laporan.dari_hp", Cara.BERKAS: "laporan.dari_berkas_hp"}
DIBETULKAN = "laporan.dari_hp_dibetulkan"


def keep_delivery(
    session: Session,
    muatan: Muatan,
    laporan: Laporan,
    selisih: timedelta | None,
    jumlah_foto: int,
    *,
    actor: Actor,
    cara: Cara,
) -> None:
    """Write the row and the event; the photos wait no more."""
    pemilik = session.get(Akun, muatan.akun)
    session.add(
        KirimanHp(
            id=muatan.kiriman,
            laporan_id=laporan.id,
            akun_id=pemilik.id if pemilik is not None else actor.id,
            cara=cara,
            perangkat=muatan.perangkat,
            versi_muatan=muatan.versi,
            sidik=muatan.sidik,
            diisi_pada=muatan.diisi,
            dikirim_pada=muatan.dikirim,
            diterima_pada=db.now(),
            selisih_detik=gap_seconds(selisih),
            jumlah_foto=jumlah_foto,
        )
    )
    told = {
        "diisi_pada": muatan.diisi,
        "dikirim_pada": muatan.dikirim,
        "jam_hp": words_of_gap(selisih) if selisih is not None else None,
        "selisih_detik": gap_seconds(selisih),
        "jumlah_foto": jumlah_foto or None,
        "pemilik_hp": pemilik.nama if pemilik is not None and pemilik.id != actor.id else None,
    }
    _tell(session, PERISTIWA[cara], laporan, told, actor)
    _forget_used(session, muatan, actor)


def keep_amendment(session: Session, ada: KirimanHp, muatan: Muatan, laporan: Laporan, *, actor: Actor) -> None:
    """The item now stands for what was sent last."""
    ada.sidik, ada.jumlah_foto = muatan.sidik, len({foto.sidik for foto in muatan.foto})
    _tell(session, DIBETULKAN, laporan, {}, actor)
    _forget_used(session, muatan, actor)


def find_untouched(session: Session, ada: KirimanHp, muatan: Muatan, actor: Actor) -> Laporan | None:
    """The report of a delivered item, locked, as long as nobody has worked on it since; None after that."""
    query = select(Laporan).where(Laporan.id == ada.laporan_id, visible_filter(actor)).with_for_update(key_share=True)
    laporan = session.scalar(query.execution_options(populate_existing=True))
    if laporan is None or Status(laporan.status) not in EDITABLE or laporan.makam_id != muatan.makam:
        return None
    events = select(Jejak.rincian).where(
        Jejak.objek == "laporan",
        Jejak.objek_id == str(laporan.id),
        Jejak.peristiwa.in_((*PERISTIWA.values(), DIBETULKAN)),
    )
    last = session.scalar(events.order_by(Jejak.id.desc()).limit(1)) or {}
    return laporan if last.get("versi_masuk") == laporan.versi else None


def save_all(session: Session, laporan_id: UUID, isian: Mapping[str, Any], *, actor: Actor) -> None:
    """Keep fields of every page group in a report that the caller has locked."""
    for bagian, names in BAGIAN.items():
        own = {name: value for name, value in isian.items() if name in names}
        if own:
            versi = session.get_one(Laporan, laporan_id).versi
            save_bagian(session, laporan_id, bagian, own, versi=versi, actor=actor)


def _tell(session: Session, peristiwa: str, laporan: Laporan, told: Mapping[str, Any], actor: Actor) -> None:
    rincian = {name: value for name, value in told.items() if value not in (None, "")}
    rincian["versi_masuk"] = laporan.versi
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
    session.flush()


def _forget_used(session: Session, muatan: Muatan, actor: Actor) -> None:
    """What was taken anew on the phone stays for the night's tidying, which also frees its bytes."""
    own = (FotoHp.kiriman_id == muatan.kiriman, FotoHp.akun_id == actor.id)
    session.execute(delete(FotoHp).where(*own, FotoHp.sidik.in_([foto.sidik for foto in muatan.foto])))
