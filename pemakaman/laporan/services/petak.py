"""Who lies in which plot: written in the transaction of the change itself, under the plot's lock.

`settle_plot` is called by `record_change`, so every road into the book, out of it and back again passes here. Locks:
the report first (the caller holds it), then the plots by id.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.errors import Invalid
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record
from pemakaman.laporan.checks import Temuan
from pemakaman.laporan.isian import Isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.models_penempatan import Penempatan, RencanaMakam
from pemakaman.laporan.rules import Status
from pemakaman.laporan.rules_ganda import is_standing
from pemakaman.makam.models import Blok, Petak
from pemakaman.makam.petak import lock_petak, name_of, plot_number, tell_petak
from pemakaman.makam.rules import JenisPetak, StatusPetak, StatusRencana
from pemakaman.makam.setelan import setelan_of
from pemakaman.makam.tumpang import Permohonan, has_room, judge_tumpang
from pemakaman.nilai.tanggal import format_tanggal

KELUAR_BUKU = "keluar_buku"
RUAS_PETAK = ("petak_id", "tumpang", "tumpang_persetujuan", "tumpang_surat", "dimakamkan_tanggal")
LETAK = frozenset({"petak_id", "blok", "petak", "nomor_makam"})
PINDAH = (
    "Jenazah ini sudah dipindahkan atau digali. Batalkan dulu pemindahan yang keliru, baru petak pemakamannya diubah."
)


@dataclass(frozen=True)
class Perubahan:
    """What is pending on a report that concerns its plot: did it count before, does it count after?"""

    sebelum: bool
    sesudah: bool
    dari_draf: bool
    petak_diubah: bool
    induk_lama: UUID | None


def watch_plot(laporan: Laporan) -> Perubahan | None:
    """Read the pending change before it is written; None when nobody's place is concerned."""
    attrs = inspect(laporan).attrs

    def before(name: str) -> Any:
        history = attrs[name].history
        return history.deleted[0] if history.deleted else getattr(laporan, name)

    lama = before("status")
    sebelum, sesudah = is_standing(lama, before("status_sebelum")), is_standing(laporan.status, laporan.status_sebelum)
    touched = any(attrs[name].history.has_changes() for name in RUAS_PETAK)
    if sebelum == sesudah and not (sesudah and touched):
        return None
    return Perubahan(
        sebelum=sebelum,
        sesudah=sesudah,
        dari_draf=lama == Status.DRAF,
        petak_diubah=attrs.petak_id.history.has_changes(),
        induk_lama=before("digabung_ke"),
    )


def settle_plot(session: Session, laporan: Laporan, ubah: Perubahan, *, actor: Pelaku) -> None:
    """Bring the stays in line with what the report now says; its change and event are written already.

    Raises Invalid at 'petak_id' or at the consent when the plot cannot take this burial. A report that only comes
    back to the register is never kept out by a plot: it stays without one, and the trail says why.
    """
    stays = list_stays(session, laporan.id)
    if not ubah.sesudah:
        _leave(session, laporan, stays, actor)
    elif not ubah.sebelum:
        _enter(session, laporan, stays, ubah, actor)
    else:
        _follow(session, laporan, stays, ubah, actor)
    session.flush()


def list_stays(session: Session, laporan_id: UUID) -> list[Penempatan]:
    """All stays of one report, the first one first."""
    query = select(Penempatan).where(Penempatan.laporan_id == laporan_id)
    return list(session.scalars(query.order_by(Penempatan.id)))


def list_occupants(session: Session, petak_id: UUID, *, exclude: UUID | None) -> list[date]:
    """Since when others lie in a plot now."""
    query = select(Penempatan.sejak).where(Penempatan.petak_id == petak_id, Penempatan.sampai.is_(None))
    return list(session.scalars(query if exclude is None else query.where(Penempatan.laporan_id != exclude)))


def find_plan(session: Session, petak_id: UUID) -> RencanaMakam | None:
    """The planned burial that holds a plot; lasting only for the holder of the plot's lock."""
    query = select(RencanaMakam).where(RencanaMakam.petak_id == petak_id)
    return session.scalar(query.where(RencanaMakam.status == StatusRencana.DIRENCANAKAN))


def judge_place(session: Session, kab_kode: str, petak: Petak, permohonan: Permohonan, *, laporan_id: UUID) -> str:
    """'pemakaman' or 'tumpang': how this report's burial may lie in the plot; raises Invalid when it may not."""
    nama = name_of(session, petak)
    if petak.status == StatusPetak.TIDAK_DIPAKAI:
        raise Invalid({"petak_id": [f"{nama} ditandai tidak dipakai. Pilih petak lain."]})
    plan = find_plan(session, petak.id)
    if plan is not None and plan.id != laporan_id:
        hari = format_tanggal(plan.tanggal)
        pesan = f"{nama} dipesan untuk rencana pemakaman {hari}. Pilih petak lain, atau ubah dulu rencana itu."
        raise Invalid({"petak_id": [pesan]})
    others = list_occupants(session, petak.id, exclude=laporan_id)
    own = petak.id in {stay.petak_id for stay in list_stays(session, laporan_id) if stay.sampai is None}
    # Marked as occupied by hand: an old grave whose report nobody has entered.
    unknown = petak.status == StatusPetak.TERISI and not others and not own
    count = len(others) + unknown
    if not count or (has_room(JenisPetak(petak.jenis), count) and not permohonan.tumpang):
        return "pemakaman"
    if galat := judge_tumpang(setelan_of(session, kab_kode).tumpang, others, permohonan, petak=nama):
        raise Invalid(galat)
    return "tumpang"


def check_plot(session: Session, laporan: Laporan, baru: Isian, diubah: Collection[str]) -> None:
    """Raise Invalid when the plot that a change names cannot take this burial as things are now; writes nothing."""
    petak_id = baru.get("petak_id")
    if petak_id is None or not set(RUAS_PETAK) & set(diubah):
        return
    petak = session.get(Petak, petak_id)
    if petak is None or petak.makam_id != laporan.makam_id:
        raise Invalid({"petak_id": ["Pilih petak dari makam ini."]})
    stays = list_stays(session, laporan.id)
    if _was_moved(stays):
        if "petak_id" in diubah:
            raise Invalid({"petak_id": [PINDAH]})
        return
    if not any(stay.petak_id == petak_id and stay.sampai is None and stay.sebab != "tumpang" for stay in stays):
        judge_place(session, laporan.kab_kode, petak, _request(baru), laporan_id=laporan.id)


def plot_findings(session: Session, laporan: Laporan, isian: Isian) -> list[Temuan]:
    """The same as findings of the last page."""
    try:
        check_plot(session, laporan, isian, RUAS_PETAK)
    except Invalid as error:
        return [Temuan(ruas, f"{ruas}.petak", pesan[0], keras=True) for ruas, pesan in error.galat.items()]
    return []


def follow_plot(session: Session, lama: Isian, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with blok and petak as the chosen plot is called; what was typed there would contradict it."""
    petak_id = values.get("petak_id", lama.get("petak_id"))
    petak = session.get(Petak, petak_id) if petak_id and LETAK & set(values) else None
    if petak is None:
        return dict(values)
    blok = session.get_one(Blok, petak.blok_id)
    return {**values, "blok": blok.nama, "petak": plot_number(petak.baris, petak.nomor)[:40], "nomor_makam": None}


def place(session: Session, laporan: Laporan, petak: Petak, stay: Penempatan, *, actor: Pelaku) -> None:
    """Begin a stay in a locked plot, or take an ended one up again; the plot is occupied from now on."""
    stay.sampai = stay.akhir = None
    session.add(stay)
    sebelum, petak.status = petak.status, StatusPetak.TERISI
    rincian = {"buku": f"{laporan.buku_nomor}/{laporan.buku_tahun}", "status": [sebelum, petak.status]}
    tell_petak(session, petak, "petak.terisi", actor=actor, rincian=rincian)
    record(
        session,
        "laporan.ditempatkan",
        "laporan",
        laporan.id,
        actor=actor,
        wilayah=laporan.kab_kode,
        rincian={"petak": name_of(session, petak)},
    )
    session.flush()


def vacate(session: Session, petak: Petak, stay: Penempatan, *, actor: Pelaku) -> None:
    """Empty a locked plot when nobody lies there any more; the stay has ended or is gone, and that is written."""
    if list_occupants(session, petak.id, exclude=None):
        return
    ever = select(Penempatan.id).where(Penempatan.petak_id == petak.id, Penempatan.laporan_id != stay.laporan_id)
    if stay.sebab == "tumpang" and session.scalar(ever.limit(1)) is None:
        return  # the first one is known from paper only, and still lies there
    sebelum, petak.status = petak.status, StatusPetak.KOSONG
    tell_petak(session, petak, "petak.dikosongkan", actor=actor, rincian={"status": [sebelum, petak.status]})
    session.flush()


def _was_moved(stays: Sequence[Penempatan]) -> bool:
    return any(stay.akhir not in (None, KELUAR_BUKU) for stay in stays)


def _request(isian: Isian) -> Permohonan:
    return Permohonan(
        tanggal=isian.get("dimakamkan_tanggal"),
        tumpang=bool(isian.get("tumpang")),
        persetujuan=isian.get("tumpang_persetujuan"),
        surat=isian.get("tumpang_surat"),
    )


def _request_of(laporan: Laporan) -> Permohonan:
    return _request({name: getattr(laporan, name) for name in RUAS_PETAK})


def _leave(session: Session, laporan: Laporan, stays: Sequence[Penempatan], actor: Pelaku) -> None:
    """A merged report hands its place to its heir unless that has one; otherwise the stay ends today."""
    stay = next((one for one in stays if one.sampai is None), None)
    if stay is None:
        return
    heir = session.get(Laporan, laporan.digabung_ke) if laporan.digabung_ke else None
    # An heir in another cemetery says that he lies there.
    here = heir is not None and heir.makam_id == laporan.makam_id
    if heir is not None and here and heir.petak_id is None and not list_stays(session, heir.id):
        _hand_over(session, stays, heir, "laporan.petak_diterima", actor)
        return
    petak = lock_petak(session, [stay.petak_id])[stay.petak_id]
    today = db.today_in(laporan.kab_kode)
    stay.sampai, stay.akhir = max(stay.sejak, today), KELUAR_BUKU
    session.flush()
    vacate(session, petak, stay, actor=actor)


def _enter(session: Session, laporan: Laporan, stays: Sequence[Penempatan], ubah: Perubahan, actor: Pelaku) -> None:
    if ubah.induk_lama is not None and _take_back(session, laporan, ubah.induk_lama, actor):
        return
    ended = stays[-1] if stays else None
    if laporan.petak_id is None and ended is None:
        return
    if ended is not None and ended.akhir != KELUAR_BUKU:
        return
    try:
        _settle_in(session, laporan, ended, actor)
    except Invalid as error:
        if ubah.dari_draf:
            raise
        sebab = " ".join(pesan for satu in error.galat.values() for pesan in satu)
        _tell(session, laporan, "laporan.petak_bentrok", actor, {"sebab": sebab})


def _settle_in(session: Session, laporan: Laporan, ended: Penempatan | None, actor: Pelaku) -> None:
    """Take the place that the report names, or the one it had."""
    petak_id = laporan.petak_id if ended is None else ended.petak_id
    if petak_id is None or laporan.dimakamkan_tanggal is None:
        return
    petak = lock_petak(session, [petak_id])[petak_id]
    sebab = judge_place(session, laporan.kab_kode, petak, _request_of(laporan), laporan_id=laporan.id)
    stay = ended or Penempatan(
        laporan_id=laporan.id, petak_id=petak.id, sejak=laporan.dimakamkan_tanggal, sebab=sebab, dibuat_oleh=actor.id
    )
    stay.sebab = stay.sebab if stay.sebab == "pindah" else sebab
    place(session, laporan, petak, stay, actor=actor)


def _follow(session: Session, laporan: Laporan, stays: Sequence[Penempatan], ubah: Perubahan, actor: Pelaku) -> None:
    stay = stays[-1] if stays else None
    if ubah.petak_diubah and not (stay and stay.sampai is None and stay.petak_id == laporan.petak_id):
        _change_plot(session, laporan, stays, actor)
    elif stay is None or stay.akhir == KELUAR_BUKU:
        _settle_in(session, laporan, stay, actor)
    elif stays[0].petak_id == laporan.petak_id and stays[0].sebab != "pindah":
        _refresh(session, laporan, stays[0])


def _change_plot(session: Session, laporan: Laporan, stays: Sequence[Penempatan], actor: Pelaku) -> None:
    """The report says now that the burial took place elsewhere: the first stay never was."""
    if _was_moved(stays):
        raise Invalid({"petak_id": [PINDAH]})
    wanted = {stay.petak_id for stay in stays} | ({laporan.petak_id} if laporan.petak_id else set())
    plots = lock_petak(session, wanted)
    for stay in stays:
        session.delete(stay)
        session.flush()
        _tell(session, laporan, "laporan.petak_dilepas", actor, {"petak": name_of(session, plots[stay.petak_id])})
        if stay.sampai is None:
            vacate(session, plots[stay.petak_id], stay, actor=actor)
    _settle_in(session, laporan, None, actor)


def _refresh(session: Session, laporan: Laporan, stay: Penempatan) -> None:
    """Another day of burial, or another consent, of one who stays where he is."""
    hari = laporan.dimakamkan_tanggal or stay.sejak
    if stay.sampai is not None and hari > stay.sampai:
        raise Invalid({"dimakamkan_tanggal": ["Tanggal ini sesudah jenazah dipindahkan dari petaknya."]})
    if stay.sebab == "tumpang" and stay.sampai is None:
        petak = lock_petak(session, [stay.petak_id])[stay.petak_id]
        judge_place(session, laporan.kab_kode, petak, _request_of(laporan), laporan_id=laporan.id)
    stay.sejak = hari


def _hand_over(session: Session, stays: Sequence[Penempatan], heir: Laporan, peristiwa: str, actor: Pelaku) -> None:
    for stay in stays:
        stay.laporan_id = heir.id
    petak = session.get_one(Petak, stays[-1].petak_id)
    _tell(session, heir, peristiwa, actor, {"petak": name_of(session, petak)})
    session.flush()


def _take_back(session: Session, laporan: Laporan, induk_id: UUID, actor: Pelaku) -> bool:
    """What was handed to the heir returns, unless the heir names that place as its own by now."""
    heir = session.get_one(Laporan, induk_id)
    theirs = list_stays(session, heir.id)
    if heir.petak_id is not None or not theirs or theirs[0].petak_id != laporan.petak_id:
        return False
    _hand_over(session, theirs, laporan, "laporan.petak_diterima", actor)
    _tell(
        session,
        heir,
        "laporan.petak_dilepas",
        actor,
        {"petak": name_of(session, session.get_one(Petak, theirs[0].petak_id))},
    )
    return True


def _tell(session: Session, laporan: Laporan, peristiwa: str, actor: Pelaku, rincian: Mapping[str, Any]) -> None:
    record(session, peristiwa, "laporan", laporan.id, actor=actor, wilayah=laporan.kab_kode, rincian=rincian)
