"""How the identity of the dead was confirmed: a person chosen from the population data, SIAK, or nobody found."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import today_in
from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.pesan_batasan import DIDAHULUI
from pemakaman.laporan.rules import Action, Status, next_status
from pemakaman.laporan.services import check_versi
from pemakaman.laporan.services.langkah import record_change
from pemakaman.laporan.services.layanan import ask_service
from pemakaman.penduduk.banding import Perbandingan
from pemakaman.penduduk.calon import SUMBER_LABEL, Calon
from pemakaman.penduduk.ekstrak import list_by_nik
from pemakaman.verifikasi.models import Pemeriksaan
from pemakaman.verifikasi.queries.calon import find_candidate, is_taken
from pemakaman.verifikasi.services.dasar import flush, held, locked, own_id, tell


def record_check(
    session: Session,
    laporan_id: UUID,
    *,
    cara: str,
    tanggal_cek: date | None,
    alasan: str | None,
    actor: Actor,
) -> Pemeriksaan:
    """Keep how the identity was confirmed: seen in SIAK on a day, or why none is there."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RECOMMEND)
    held(session, laporan, actor)
    alasan = (alasan or "").strip() or None
    _check_identity_answer(cara, tanggal_cek, alasan, today=today_in(laporan.kab_kode))
    check = Pemeriksaan(
        laporan_id=laporan.id,
        cara=cara,
        tanggal_cek=tanggal_cek if cara == "siak" else None,
        alasan=alasan,
        dibuat_oleh=own_id(actor),
    )
    session.add(check)
    if cara == "tidak_ada":
        _drop_choice(session, laporan, actor)
    rincian = {"cara": cara, "tanggal_cek": check.tanggal_cek, "alasan": alasan}
    tell(session, laporan, "laporan.identitas_dicek", actor, rincian)
    flush(session)
    return check


def choose_candidate(
    session: Session,
    laporan_id: UUID,
    *,
    sumber: str,
    calon_id: int,
    versi: int,
    actor: Actor,
    yakin: bool = False,
    alasan: str | None = None,
) -> Pemeriksaan:
    """Say that the dead is this resident; only the holder may.

    Raises Conflict when another approved report stands for him already. Where something speaks strongly for it
    that he lives, the officer must say that he made sure (`yakin`), and how (`alasan`); Invalid otherwise.
    """
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RECOMMEND)
    held(session, laporan, actor)
    check_versi(session, laporan, versi)
    banding = _get_free_candidate(session, laporan, sumber, calon_id)
    calon = banding.calon
    alasan = (alasan or "").strip() or None
    if banding.tanda_hidup_kuat:
        _check_sure(yakin=yakin, alasan=alasan)
    check = Pemeriksaan(
        laporan_id=laporan.id,
        cara="calon",
        sumber=calon.sumber,
        penduduk_id=calon.penduduk_id,
        cuplikan=calon.snapshot(),
        alasan=alasan,
        dibuat_oleh=own_id(actor),
    )
    session.add(check)
    with session.no_autoflush:
        laporan.penduduk_id, laporan.nik_pilihan = calon.penduduk_id, calon.nik
        record_change(session, laporan, "laporan.calon_dipilih", actor=actor, rincian=_why(banding, alasan))
    return check


def release_choice(session: Session, laporan: Laporan, *, actor: Actor) -> None:
    """Let the chosen person go; the caller holds the report's lock. Nothing chosen: nothing happens."""
    if laporan.penduduk_id is not None or laporan.nik_pilihan is not None:
        with session.no_autoflush:
            laporan.penduduk_id = laporan.nik_pilihan = None
            record_change(session, laporan, "laporan.calon_dilepas", actor=actor)


def request_service(session: Session, laporan_id: UUID, *, actor: Actor) -> bool:
    """Have the Dukcapil web service asked about the report's NIK; False when it is being asked already."""
    laporan = locked(session, laporan_id, Izin.LAPORAN_PERIKSA, actor)
    next_status(Status(laporan.status), Action.RECOMMEND)
    held(session, laporan, actor)
    if laporan.nik is None:
        raise Conflict("Laporan ini tidak memuat NIK. Layanan Dukcapil hanya menjawab menurut NIK.")
    return ask_service(session, laporan, actor=actor)


def _get_free_candidate(session: Session, laporan: Laporan, sumber: str, calon_id: int) -> Perbandingan:
    """The candidate, unless he is gone or stands as dead in another approved report already."""
    banding = find_candidate(session, laporan, sumber, calon_id)
    if banding is None:
        raise Conflict("Calon ini tidak ada lagi di data penduduk. Pilih lagi dari daftar.")
    banding = replace(banding, calon=_with_resident(session, laporan, banding.calon))
    if is_taken(session, laporan.id, banding.calon):
        raise Conflict(DIDAHULUI["uq_laporan_satu_penduduk"])
    return banding


def _why(banding: Perbandingan, alasan: str | None) -> dict[str, object]:
    """What the trail keeps of a choice: source, reasons, signs, and how a sign of life was answered."""
    rincian: dict[str, object] = {
        "sumber": SUMBER_LABEL[banding.calon.sumber],
        "mengapa": list(banding.mengapa),
        "tanda": [tanda.teks for tanda in banding.tanda],
        "alasan": alasan,
    }
    return {name: value for name, value in rincian.items() if value}


def _with_resident(session: Session, laporan: Laporan, calon: Calon) -> Calon:
    """The web service's person with his number in the extract, so that both ways lead to one person."""
    if calon.penduduk_id is not None or calon.nik is None:
        return calon
    known = (one for one in list_by_nik(session, calon.nik) if one.kab_kode == laporan.kab_kode)
    return replace(calon, penduduk_id=next((one.penduduk_id for one in known), None))


def _drop_choice(session: Session, laporan: Laporan, actor: Actor) -> None:
    if laporan.penduduk_id is None and laporan.nik_pilihan is None:
        return
    tell(session, laporan, "laporan.calon_dilepas", actor, None)
    # Past the mapper: the answer stands beside the report's data and outdates no form that shows them.
    table = Laporan.__table__
    session.execute(update(table).where(table.c.id == laporan.id).values(penduduk_id=None, nik_pilihan=None))  # type: ignore[arg-type]
    session.expire(laporan, ["penduduk_id", "nik_pilihan", "nik_identitas"])


def _check_sure(*, yakin: bool, alasan: str | None) -> None:
    galat: dict[str, list[str]] = {}
    if not yakin:
        galat["yakin"] = ["Ada tanda orang ini masih hidup. Centang bila Anda sudah memastikan ia meninggal."]
    if alasan is None:
        galat["alasan"] = ["Tulis bagaimana Anda memastikannya, misalnya menelepon keluarga atau melihat jenazah."]
    if galat:
        raise Invalid(galat)


def _check_identity_answer(cara: str, tanggal: date | None, alasan: str | None, *, today: date) -> None:
    if cara not in {"siak", "tidak_ada"}:
        raise Invalid({"cara": ["Pilih hasil pengecekan identitas."]})
    if cara == "tidak_ada":
        if alasan is None:
            raise Invalid({"alasan": ["Tulis mengapa identitasnya tidak ada di SIAK atau data penduduk."]})
        return
    if tanggal is None:
        raise Invalid({"tanggal_cek": ["Isi tanggal pengecekan di SIAK."]})
    if tanggal > today:
        raise Invalid({"tanggal_cek": ["Tanggal pengecekan belum terjadi. Isi hari ini atau sebelumnya."]})
