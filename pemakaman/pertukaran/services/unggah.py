"""Taking the file of an old book in: its tables, the choice of columns, trial and import, stopping and going on."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, Peran, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.impor import plain_name
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.makam.queries import get_makam, is_recording
from pemakaman.pertukaran.buku import find_heads
from pemakaman.pertukaran.kolom import (
    BANYAK,
    RUAS,
    TANGGAL_MAKAM,
    TANGGAL_MENINGGAL,
    WAJIB,
    fingerprint,
    recognize,
    suggest,
)
from pemakaman.pertukaran.models import Impor, PemetaanBuku
from pemakaman.pertukaran.queries import find_pemetaan, get_impor, is_queued
from pemakaman.pertukaran.rules import RESUMABLE, UNFINISHED
from pemakaman.pertukaran.susunan.kepala import Kepala, is_error_column
from pemakaman.tabel import TableError

JOB, JOB_JUDUL = "pertukaran.impor_buku", "pertukaran.buka_buku"
Tables = Sequence[Sequence[Kepala]]
TANPA_TANGGAL = (
    "Pilih kolom yang memuat tanggal pemakaman. Bila tidak ada, pilih kolom tanggal meninggal dan centang “tanggal "
    "pemakaman sama dengan tanggal meninggal”."
)


def register_impor(
    session: Session, *, makam_id: UUID, nama_berkas: str, sha256: str, tabel: Tables | None, actor: Actor
) -> Impor:
    """Note a stored file whose columns are to be chosen; without `tabel` a worker looks for its headings."""
    require(actor, Izin.BUKU_IMPOR)
    check_recording(session, makam_id, actor)
    impor = Impor(
        id=uuid4(),
        makam_id=makam_id,
        susunan="",
        pemetaan={"tabel": [[head.as_dict() for head in group] for group in tabel]} if tabel else {},
        uji=True,
        tanggal_makam_sama=False,
        nama_berkas=plain_name(nama_berkas),
        sha256=sha256,
        status="diunggah",
        dibuat_oleh=actor.id,
    )
    session.add(impor)
    rincian = {"makam": makam_id, "berkas": impor.nama_berkas}
    record(session, "impor.diunggah", "impor", impor.id, actor=actor, rincian=rincian)
    session.flush()
    if tabel is None:
        defer(session, JOB_JUDUL, queueing_lock=f"buka:{impor.id}", impor_id=str(impor.id))
    return impor


def look_inside(session: Session, impor_id: UUID, *, actor: Actor) -> None:
    """Find the headings of a file too large to be opened while somebody waits; a bad file ends the import."""
    impor = session.get_one(Impor, impor_id, with_for_update=True)
    if impor.status != "diunggah" or impor.pemetaan:
        return
    try:
        tabel = find_heads(store.path_of(impor.sha256 or ""))
    except TableError as error:
        impor.status, impor.galat, impor.selesai_pada = "gagal", error.pesan, now()
        record(session, "impor.gagal", "impor", impor_id, actor=actor, rincian={"sebab": error.pesan})
        return
    impor.pemetaan = {"tabel": [[head.as_dict() for head in group] for group in tabel]}
    record(session, "impor.dibuka", "impor", impor_id, actor=actor)


def choose_columns(
    session: Session,
    impor_id: UUID,
    *,
    tabel: int,
    lembar: Sequence[str],
    kolom: Mapping[str, str],
    tanggal_makam_sama: bool,
    terima_sebagian: bool,
    actor: Actor,
    uji: bool = True,
    later: bool = True,
) -> Impor:
    """Settle what each column (place → field) holds, remember it for these headings, and let a worker try the file.

    Raises Invalid at 'kolom-<place>', 'lembar', or 'kolom' as a whole.
    """
    require(actor, Izin.BUKU_IMPOR)
    impor = get_impor(session, impor_id, actor=actor, for_update=True)
    check_own(impor, actor)
    tables = impor.pemetaan.get("tabel", [])
    if impor.status != "diunggah" or not 0 <= tabel < len(tables):
        raise Conflict("Kolom berkas ini sudah dipilih, atau berkasnya belum selesai dibuka.")
    heads = [head for head in tables[tabel] if head["lembar"] in lembar or len(tables[tabel]) == 1]
    judul = tables[tabel][0]["judul"]
    chosen = {place: field for place, field in kolom.items() if field in RUAS and _is_column(place, judul)}
    _check_columns(chosen, judul, heads, tanggal_makam_sama)
    rules = {"tanggal_makam_sama": tanggal_makam_sama, "terima_sebagian": terima_sebagian}
    impor.pemetaan = {"tabel": tables, "terpilih": tabel, "kepala": heads, "kolom": chosen, **rules}
    impor.tanggal_makam_sama, impor.susunan = tanggal_makam_sama, recognize(chosen.values())
    impor.status, impor.uji = "antre", uji
    _remember(session, actor, judul, {"kolom": chosen, **rules})
    rincian = {"uji": uji, "kolom": sorted(set(chosen.values())), **rules}
    record(session, "impor.dipetakan", "impor", impor.id, actor=actor, rincian=rincian)
    session.flush()
    if later:
        enqueue(session, impor)
    return impor


def start_impor(
    session: Session,
    *,
    makam_id: UUID,
    nama_berkas: str,
    sha256: str,
    uji: bool,
    actor: Actor,
    tanggal_makam_sama: bool = False,
    terima_sebagian: bool = False,
) -> Impor:
    """Take a file in with the columns its headings name, or as this account last chose them; no worker is called."""
    tables = find_heads(store.path_of(sha256))
    impor = register_impor(
        session, makam_id=makam_id, nama_berkas=nama_berkas, sha256=sha256, tabel=tables, actor=actor
    )
    judul = tables[0][0].judul
    known = find_pemetaan(session, actor.id, fingerprint(judul)) or {}
    return choose_columns(
        session,
        impor.id,
        tabel=0,
        lembar=[head.lembar for head in tables[0]],
        kolom=known.get("kolom") or suggest(judul),
        tanggal_makam_sama=tanggal_makam_sama,
        terima_sebagian=terima_sebagian,
        actor=actor,
        uji=uji,
        later=False,
    )


def repeat_impor(session: Session, impor_id: UUID, *, uji: bool, actor: Actor) -> Impor:
    """After a trial: bring the same file in as it was tried; with `uji`, choose its columns anew."""
    require(actor, Izin.BUKU_IMPOR)
    trial = get_impor(session, impor_id, actor=actor, for_update=True)
    if not trial.uji or trial.status not in {"jadi", *RESUMABLE} or not trial.pemetaan:
        raise Conflict("Percobaan ini belum selesai, atau sudah dimasukkan.")
    if not uji and trial.status != "jadi":
        raise Conflict("Hanya percobaan yang sudah selesai yang dapat dimasukkan.")
    check_recording(session, trial.makam_id, actor)
    impor = Impor(
        id=uuid4(),
        makam_id=trial.makam_id,
        susunan=trial.susunan,
        pemetaan={"tabel": trial.pemetaan["tabel"]} if uji else trial.pemetaan,
        uji=uji,
        tanggal_makam_sama=trial.tanggal_makam_sama,
        nama_berkas=trial.nama_berkas,
        sha256=trial.sha256,
        status="diunggah" if uji else "antre",
        jumlah=None if uji else trial.jumlah,
        dibuat_oleh=actor.id,
    )
    session.add(impor)
    rincian = {"percobaan": trial.id, "uji": uji, "berkas": impor.nama_berkas}
    record(session, "impor.diunggah", "impor", impor.id, actor=actor, rincian=rincian)
    session.flush()
    if not uji:
        enqueue(session, impor)
    return impor


def ask_stop(session: Session, impor_id: UUID, *, actor: Actor) -> Impor:
    """Let the worker stop after the rows it has in hand; one that waits for its turn stops at once."""
    impor = _own(session, impor_id, actor)
    if impor.status not in UNFINISHED:
        raise Conflict("Impor ini sudah tidak berjalan.")
    impor.minta_berhenti = True
    if impor.status == "antre":
        impor.status = "dihentikan"
    record(session, "impor.diminta_berhenti", "impor", impor.id, actor=actor, rincian={"dibaca": impor.dibaca})
    session.flush()
    return impor


def resume_impor(session: Session, impor_id: UUID, *, actor: Actor) -> Impor:
    """Go on after the last row that was read; what is in the book stays there once."""
    impor = _own(session, impor_id, actor)
    is_lost = impor.status in UNFINISHED and not is_queued(session, impor.id)
    if not (impor.status in RESUMABLE and impor.pemetaan.get("kolom")) and not is_lost:
        raise Conflict("Impor ini tidak sedang terhenti.")
    check_recording(session, impor.makam_id, actor)
    impor.status, impor.minta_berhenti, impor.galat, impor.selesai_pada = "antre", False, None, None
    record(session, "impor.dilanjutkan", "impor", impor.id, actor=actor, rincian={"dibaca": impor.dibaca})
    session.flush()
    if not is_queued(session, impor.id):
        enqueue(session, impor)
    return impor


def enqueue(session: Session, impor: Impor) -> None:
    """Let a worker do it as soon as this transaction is through."""
    defer(session, JOB, queueing_lock=f"impor:{impor.id}", impor_id=str(impor.id))


def check_recording(session: Session, makam_id: UUID, actor: Actor) -> None:
    """Raise NotFound or Forbidden unless the actor records burials at this cemetery."""
    get_makam(session, makam_id, actor=actor)
    if not is_recording(session, makam_id, actor=actor):
        raise Forbidden("Anda tidak mencatat pemakaman di makam ini.")


def check_own(impor: Impor, actor: Actor) -> None:
    """One's own batches, or as the admin of the kab/kota all of them; raises Forbidden otherwise."""
    if impor.dibuat_oleh != actor.id and actor.peran != Peran.ADMIN_KAB:
        raise Forbidden("Impor ini diunggah akun lain. Minta dia atau admin kabupaten/kota.")


def _own(session: Session, impor_id: UUID, actor: Actor) -> Impor:
    require(actor, Izin.BUKU_IMPOR)
    impor = get_impor(session, impor_id, actor=actor, for_update=True)
    check_own(impor, actor)
    return impor


def _is_column(place: str, judul: Sequence[str]) -> bool:
    return place.isdigit() and int(place) < len(judul) and not is_error_column(judul[int(place)])


def _check_columns(
    chosen: Mapping[str, str], judul: Sequence[str], heads: Sequence[Any], tanggal_makam_sama: bool
) -> None:
    galat: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for place, field in chosen.items():
        other = first.setdefault(field, place)
        if other != place and field != BANYAK:
            galat[f"kolom-{place}"] = [f"{RUAS[field].label} sudah dipilih untuk kolom {judul[int(other)]}."]
    if not heads:
        galat["lembar"] = ["Pilih sedikitnya satu lembar."]
    if WAJIB not in first:
        galat["kolom"] = ["Pilih kolom yang memuat nama almarhum."]
    elif TANGGAL_MAKAM not in first and not (tanggal_makam_sama and first.keys() & set(TANGGAL_MENINGGAL)):
        galat["kolom"] = [TANPA_TANGGAL]
    if galat:
        raise Invalid(galat, next(iter(galat.values()))[0])


def _remember(session: Session, actor: Actor, judul: Sequence[str], pemetaan: Mapping[str, Any]) -> None:
    values = {"pemetaan": dict(pemetaan), "diubah_pada": now()}
    key = {"akun_id": actor.id, "sidik_judul": fingerprint(judul)}
    statement = insert(PemetaanBuku).values(**key, **values)
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
