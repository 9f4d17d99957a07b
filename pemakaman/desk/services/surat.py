"""The only writer of daily letters: count, word, print, sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.desk.isi_surat import take_isi
from pemakaman.desk.models import SuratDesk
from pemakaman.desk.queries.papan import papan_of
from pemakaman.desk.queries.setelan import find_setelan
from pemakaman.desk.queries.surat import find_draf, find_terakhir, get_surat
from pemakaman.desk.surat import Surat
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import changes, record
from pemakaman.jobs import defer
from pemakaman.laporan.berkas_bukti import clean_bukti
from pemakaman.pantau.queries.bulanan import settings_of
from pemakaman.wilayah.queries import full_names

JOB = "desk.cetak_surat"
DRAF, TERTANDA = "draf", "ditandatangani"
PALING_MUKA = timedelta(days=31)
_ISIAN = ("nomor_surat", "tanggal_surat", "kepada", "jabatan", "nama_pejabat", "nip")


def make_surat(session: Session, tanggal: date, *, actor: Actor) -> SuratDesk:
    """Count a day and keep it as a draft; the draft there is already when there is one."""
    require(actor, Izin.DESK_ATUR)
    kode = actor.wilayah_kode
    if tanggal > today_in(kode):
        raise Invalid({"tanggal": ["Harinya belum tiba. Pilih hari ini atau sebelumnya."]})
    wait_alone(session, f"desk:surat:{kode}:{tanggal}")
    if (draft := find_draf(session, kode, tanggal)) is not None:
        return draft
    last = find_terakhir(session, kode)
    nama = full_names(session, kode)["provinsi"]
    surat = SuratDesk(
        id=uuid4(),
        wilayah_kode=kode,
        tanggal=tanggal,
        isi=_count(session, tanggal, actor),
        dihitung_pada=now(),
        kepada=last.kepada if last else f"Gubernur {nama}\ndi tempat",
        jabatan=last.jabatan if last else f"Ketua Desk Pemilu Provinsi {nama}",
        nama_pejabat=last.nama_pejabat if last else None,
        nip=last.nip if last else None,
        dibuat_oleh=actor.id,
        dibuat_pada=now(),
    )
    session.add(surat)
    _tell(session, "dibuat", surat, actor, {"tanggal": tanggal})
    session.flush()
    defer(session, JOB, surat_id=str(surat.id))
    return surat


def recount_surat(session: Session, surat_id: UUID, *, versi: int, actor: Actor) -> SuratDesk:
    """Count the day of a draft again: a report came late or was corrected."""
    surat = _take(session, surat_id, versi=versi, actor=actor)
    surat.isi, surat.dihitung_pada = _count(session, surat.tanggal, actor), now()
    _tell(session, "dihitung", surat, actor)
    _order_print(session, surat)
    return surat


def save_surat(session: Session, surat_id: UUID, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> SuratDesk:
    """Number, date, address and who signs; the print is made anew."""
    surat = _take(session, surat_id, versi=versi, actor=actor)
    _check(isian, surat.tanggal, today_in(surat.wilayah_kode))
    with session.no_autoflush:
        for name in _ISIAN:
            setattr(surat, name, isian[name] or None)
        rincian = changes(surat)
    _tell(session, "diubah", surat, actor, rincian)
    _order_print(session, surat)
    return surat


def sign_surat(
    session: Session, surat_id: UUID, *, nama_berkas: str, content: bytes, versi: int, actor: Actor
) -> SuratDesk:
    """Keep the signed copy. From now on the letter does not change; a corrected day gets another letter."""
    require(actor, Izin.DESK_ATUR)
    get_surat(session, surat_id, actor=actor)
    # Decoding takes a while; the row is locked only after it.
    clean = clean_bukti(nama_berkas, content)
    surat = _take(session, surat_id, versi=versi, actor=actor)
    if not surat.nomor_surat or surat.status_cetak != "jadi":
        raise Conflict("Suratnya belum jadi. Isi nomor dan tanggal surat, unduh PDF-nya, tandatangani, lalu unggah.")
    surat.status, surat.tertanda_oleh, surat.tertanda_pada = TERTANDA, actor.id, now()
    surat.sha256_tertanda, surat.mime_tertanda = store.put(clean.content), clean.mime
    rincian = {"nomor_surat": surat.nomor_surat, "nama_berkas": clean.nama_berkas, "sha256": surat.sha256_tertanda}
    _tell(session, "ditandatangani", surat, actor, rincian)
    session.flush()
    return surat


_UNDUHAN = {"pdf": ("sha256_pdf", "application/pdf"), "tertanda": ("sha256_tertanda", "")}
_AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def read_surat(session: Session, surat_id: UUID, bentuk: str, *, actor: Actor) -> tuple[bytes, str, str]:
    """(bytes, MIME type, file name) of the print or the signed copy."""
    surat = get_surat(session, surat_id, actor=actor)
    column, mime = _UNDUHAN.get(bentuk, ("", ""))
    sha256 = getattr(surat, column, None)
    if sha256 is None:
        raise NotFound("Berkas ini tidak ada. Buka lagi halaman suratnya.")
    mime = mime or surat.mime_tertanda or ""
    word = "-tertanda" if bentuk == "tertanda" else ""
    return store.get(sha256), mime, f"surat-desk-{surat.tanggal}{word}.{_AKHIRAN.get(mime, 'pdf')}"


@dataclass(frozen=True)
class Order:
    """One letter as it stood when the worker took it."""

    surat_id: UUID
    versi: int
    surat: Surat
    pada: datetime


def take_order(session: Session, surat_id: UUID) -> Order | None:
    """What the worker has to print; None when that is done or no longer wanted."""
    found = session.get(SuratDesk, surat_id)
    if found is None or found.status_cetak == "jadi" or found.status != DRAF:
        return None
    setelan = settings_of(session, found.wilayah_kode)
    surat = Surat(
        kop=tuple(map(str, setelan.kop)),
        tempat=setelan.tempat,
        wilayah=f"Provinsi {full_names(session, found.wilayah_kode)['provinsi']}",
        tanggal=found.tanggal,
        nomor=found.nomor_surat,
        tanggal_surat=found.tanggal_surat,
        tujuan=tuple(found.kepada.splitlines()),
        jabatan=found.jabatan,
        nama_pejabat=found.nama_pejabat,
        nip=found.nip,
        isi=found.isi,
    )
    return Order(found.id, found.versi, surat, found.dihitung_pada)


def finish_order(session: Session, order: Order, pdf: bytes) -> bool:
    """Keep the print, unless the letter changed meanwhile: then another job makes it."""
    sha256 = store.put(pdf)
    return _write(session, order, "dicetak", {"sha256_pdf": sha256, "status_cetak": "jadi", "galat": None})


def fail_order(session: Session, order: Order, galat: str) -> None:
    """Say on the letter why it could not be printed."""
    _write(session, order, "gagal_dicetak", {"status_cetak": "gagal", "galat": galat})


def _write(session: Session, order: Order, peristiwa: str, values: dict[str, str | None]) -> bool:
    # Past the mapper: a print changes nothing that a person typed, so pages that are open stay valid.
    same = (SuratDesk.id == order.surat_id, SuratDesk.versi == order.versi, SuratDesk.status_cetak != "jadi")
    query = update(SuratDesk.__table__).where(*same, SuratDesk.status == DRAF).values(**values)  # type: ignore[arg-type]
    if not session.execute(query).rowcount:  # type: ignore[attr-defined]
        return False
    surat = session.get_one(SuratDesk, order.surat_id)
    shown = {"sha256": values["sha256_pdf"]} if "sha256_pdf" in values else {"galat": values["galat"]}
    kode = surat.wilayah_kode
    record(session, f"surat_desk.{peristiwa}", "surat_desk", surat.id, actor=SISTEM, wilayah=kode, rincian=shown)
    return True


def _count(session: Session, tanggal: date, actor: Actor) -> dict[str, Any]:
    setelan = find_setelan(session, actor.wilayah_kode)
    return take_isi(papan_of(session, tanggal, actor=actor), setelan.batas if setelan else {})


def _take(session: Session, surat_id: UUID, *, versi: int, actor: Actor) -> SuratDesk:
    require(actor, Izin.DESK_ATUR)
    surat = get_surat(session, surat_id, actor=actor, for_update=True)
    if surat.wilayah_kode != actor.wilayah_kode:
        raise Forbidden("Surat ini dibuat provinsinya sendiri.")
    if surat.status != DRAF:
        raise Conflict("Surat ini sudah ditandatangani dan tidak berubah lagi. Buat surat baru untuk hari itu.")
    if surat.versi != versi:
        raise StaleVersion("Surat ini diubah orang lain sejak Anda membukanya. Buka lagi.", [])
    return surat


def _check(isian: Mapping[str, Any], tanggal: date, hari_ini: date) -> None:
    galat: dict[str, list[str]] = {}
    for name, words in (
        ("nomor_surat", "nomor surat"),
        ("kepada", "kepada siapa surat ditujukan"),
        ("jabatan", "jabatannya"),
    ):
        if not isian.get(name):
            galat[name] = [f"Isi {words}."]  # fmt: skip
    day = isian.get("tanggal_surat")
    if day is None:
        galat["tanggal_surat"] = ["Isi tanggal surat."]
    elif not tanggal <= day <= hari_ini + PALING_MUKA:
        galat["tanggal_surat"] = [
            "Tanggal surat tidak boleh sebelum hari yang dilaporkan atau lebih dari sebulan di muka."
        ]
    if galat:
        raise Invalid(galat)


def _order_print(session: Session, surat: SuratDesk) -> None:
    surat.status_cetak, surat.galat, surat.sha256_pdf = "antre", None, None
    session.flush()
    defer(session, JOB, surat_id=str(surat.id))


def _tell(
    session: Session, peristiwa: str, surat: SuratDesk, actor: Actor, rincian: Mapping[str, Any] | None = None
) -> None:
    kode = surat.wilayah_kode
    record(session, f"surat_desk.{peristiwa}", "surat_desk", surat.id, actor=actor, wilayah=kode, rincian=rincian)
