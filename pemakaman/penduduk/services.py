"""The writers of population imports: taking a file in, choosing its columns, doing what was tried."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman import jobs
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.errors import Conflict, Invalid
from pemakaman.impor import plain_name
from pemakaman.jejak.services import record
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import is_within
from pemakaman.penduduk.judul import Kepala
from pemakaman.penduduk.kolom import REQUIRED, RUAS, fingerprint, is_opensid
from pemakaman.penduduk.models import ImporPenduduk, PemetaanPenduduk
from pemakaman.penduduk.queries import get_impor
from pemakaman.penduduk.rules import FINISHED
from pemakaman.wilayah.queries import get_wilayah

JOB, JOB_JUDUL = "penduduk.impor", "penduduk.judul"
LUAR = "Wilayah berkas harus di dalam kabupaten/kota Anda."


def register_impor(
    session: Session,
    *,
    wilayah_kode: str,
    lengkap: bool,
    tanggal_data: date | None,
    nama_berkas: str,
    sha256: str,
    ukuran: int,
    kepala: Sequence[Kepala] | None,
    actor: Actor,
) -> ImporPenduduk:
    """Note a stored file whose columns are to be chosen; without `kepala` a worker looks for its headings."""
    require(actor, Izin.PENDUDUK_IMPOR)
    _check(session, wilayah_kode, tanggal_data, actor)
    impor = ImporPenduduk(
        id=uuid4(),
        kab_kode=wilayah_kode[:5],
        wilayah_kode=wilayah_kode,
        susunan="opensid" if kepala and is_opensid(kepala[0].judul) else "biasa",
        pemetaan={"kepala": [head.as_dict() for head in kepala]} if kepala else {},
        uji=True,
        lengkap=lengkap,
        tanggal_data=tanggal_data,
        nama_berkas=plain_name(nama_berkas),
        sha256=sha256,
        ukuran=ukuran,
        status="diunggah",
        dibuat_oleh=actor.id,
    )
    session.add(impor)
    _record(session, "diunggah", impor, actor, {"lengkap": lengkap, "tanggal_data": tanggal_data, "ukuran": ukuran})
    session.flush()
    if kepala is None:
        jobs.defer(session, JOB_JUDUL, impor_id=str(impor.id))
    return impor


def _check(session: Session, wilayah_kode: str, tanggal_data: date | None, actor: Actor) -> None:
    galat: dict[str, list[str]] = {}
    if not actor.kab_kode or not _is_inside(wilayah_kode, actor.kab_kode):
        galat["wilayah"] = [LUAR]
    else:
        get_wilayah(session, wilayah_kode)
    if tanggal_data is not None and tanggal_data > today_in():
        galat["tanggal_data"] = ["Tanggal data tidak boleh sesudah hari ini."]
    if galat:
        raise Invalid(galat)


def _is_inside(wilayah_kode: str, kab_kode: str) -> bool:
    try:
        return is_within(wilayah_kode, kab_kode)
    except NilaiError:
        return False


def choose_columns(
    session: Session,
    impor_id: UUID,
    *,
    tabel: int,
    kolom: Mapping[str, int],
    actor: Actor,
    uji: bool = True,
    defer: bool = True,
) -> ImporPenduduk:
    """Settle which column holds what, remember it for the same headings, and let a worker try the file."""
    require(actor, Izin.PENDUDUK_IMPOR)
    impor = get_impor(session, impor_id, actor=actor, for_update=True)
    heads = impor.pemetaan.get("kepala", [])
    if impor.status != "diunggah" or not 0 <= tabel < len(heads):
        raise Conflict("Kolom berkas ini sudah dipilih, atau berkasnya belum selesai dibuka.")
    head = heads[tabel]
    chosen = {field: place for field, place in kolom.items() if field in RUAS and 0 <= place < len(head["judul"])}
    _check_columns(chosen, head["judul"])
    place = {"lembar": head["lembar"], "baris": head["baris"], "judul": head["judul"], "kolom": chosen}
    impor.pemetaan = {**impor.pemetaan, **place, "tabel": tabel}
    impor.susunan = "opensid" if is_opensid(head["judul"]) else "biasa"
    impor.status, impor.uji = "antre", uji
    _remember(session, impor, chosen)
    _record(session, "dipetakan", impor, actor, {"status": "antre", "uji": uji, "kolom": sorted(chosen)})
    session.flush()
    if defer:
        jobs.defer(session, JOB, impor_id=str(impor.id))
    return impor


def _check_columns(chosen: Mapping[str, int], judul: Sequence[str]) -> None:
    galat = {field: [f"Pilih kolom yang memuat {RUAS[field].label}."] for field in REQUIRED if field not in chosen}
    taken: dict[int, str] = {}
    for field, place in chosen.items():
        other = taken.setdefault(place, field)
        if other != field:
            galat[field] = [f"Kolom {judul[place]} sudah dipilih untuk {RUAS[other].label}."]
    if galat:
        raise Invalid(galat)


def _remember(session: Session, impor: ImporPenduduk, chosen: Mapping[str, int]) -> None:
    values = {"pemetaan": {"kolom": dict(chosen)}, "diubah_pada": now()}
    key = {"kab_kode": impor.kab_kode, "sidik_judul": fingerprint(impor.pemetaan["judul"])}
    statement = insert(PemetaanPenduduk).values(**key, **values)
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def repeat_impor(session: Session, impor_id: UUID, *, uji: bool, actor: Actor) -> ImporPenduduk:
    """Take the file of a finished trial once more: as it was tried, for real; or to choose its columns anew."""
    require(actor, Izin.PENDUDUK_IMPOR)
    trial = get_impor(session, impor_id, actor=actor, for_update=True)
    if not trial.uji or trial.status not in FINISHED or (not uji and trial.status != "jadi"):
        raise Conflict("Hanya percobaan yang sudah selesai yang dapat dimasukkan.")
    impor = ImporPenduduk(
        id=uuid4(),
        kab_kode=trial.kab_kode,
        wilayah_kode=trial.wilayah_kode,
        susunan=trial.susunan,
        pemetaan=trial.pemetaan,
        uji=uji,
        lengkap=trial.lengkap,
        tanggal_data=trial.tanggal_data,
        nama_berkas=trial.nama_berkas,
        sha256=trial.sha256,
        ukuran=trial.ukuran,
        status="diunggah" if uji else "antre",
        dibuat_oleh=actor.id,
    )
    session.add(impor)
    _record(session, "diunggah", impor, actor, {"percobaan": trial.id, "uji": uji})
    session.flush()
    if not uji:
        jobs.defer(session, JOB, impor_id=str(impor.id))
    return impor


def _record(
    session: Session, peristiwa: str, impor: ImporPenduduk, actor: Actor, rincian: Mapping[str, object]
) -> None:
    event, kode = f"impor_penduduk.{peristiwa}", impor.wilayah_kode
    record(session, event, "impor_penduduk", impor.id, actor=actor, wilayah=kode, rincian=rincian)
