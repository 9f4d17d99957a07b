"""Letters of a report: made from a template, printed by the worker, handed out."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akta.queries import find_akta
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas import queries as berkas
from pemakaman.berkas.isi import compose
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.rules import sees_residents
from pemakaman.berkas.services import new_dokumen
from pemakaman.db import now
from pemakaman.dokumen.isian import IsianAkta, flatten_isian
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Invalid
from pemakaman.jejak.services import record
from pemakaman.jobs import defer
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Status
from pemakaman.nilai.inisial import initials
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.surat import queries
from pemakaman.surat.models import TemplatSurat
from pemakaman.surat.naskah import fields_of
from pemakaman.surat.rules import (
    ISIAN_TERPANJANG,
    NOMOR_TERPANJANG,
    PESAN_TERTUTUP,
    RUAS,
    TERTUTUP,
    is_free,
    question_of,
)

JOB = {Jenis.SURAT: "surat.buat", Jenis.PENGANTAR: "surat.pengantar"}


def letter_values(
    session: Session, laporan: Laporan, templat: TemplatSurat, isian: Mapping[str, str], *, actor: Actor
) -> dict[str, str]:
    """The value of every field of the template; '' where the report does not hold it.

    The population data are read only for those who may read them.
    """
    _, setelan = berkas.settings_of(session, laporan.kab_kode)
    resmi = sees_residents(actor)
    akta = find_akta(session, laporan.id)
    held = flatten_isian(
        compose(
            session, laporan, setelan, now(), akta=IsianAkta(akta.nomor, akta.tanggal) if akta else None, resmi=resmi
        )
    )
    values = {**held, "surat.nomor": isian.get("nomor_surat", ""), "surat.tanggal": isian.get("tanggal_surat", "")}
    names = fields_of(templat.isi)
    return {nama: isian.get(nama, "") if is_free(nama) else values.get(RUAS[nama].jalur, "") for nama in names}


def make_letter(
    session: Session,
    laporan_id: UUID,
    seri: UUID,
    *,
    nomor: str,
    tanggal: date,
    isian: Mapping[str, str],
    actor: Actor,
) -> Dokumen:
    """Order a letter, with its job in the same transaction. Its wording and values stay with it."""
    require(actor, Izin.SURAT_TULIS)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    if Status(laporan.status) in TERTUTUP:
        raise Conflict(PESAN_TERTUTUP)
    templat = queries.get_templat(session, seri, actor=actor)
    if not templat.dipakai:
        raise Conflict("Templat ini tidak dipakai lagi. Pilih templat lain.")
    given = _checked(templat, nomor, isian) | {"nomor_surat": nomor, "tanggal_surat": format_tanggal(tanggal)}
    masukan: dict[str, Any] = {
        "templat": str(seri),
        "versi_templat": templat.versi,
        "naskah": templat.isi,
        "nilai": letter_values(session, laporan, templat, given, actor=actor),
        "tanggal_surat": given["tanggal_surat"],
    }
    about = {"judul": templat.judul, "laporan_id": laporan.id, "inisial": initials(laporan.nama)}
    return order_letter(session, Jenis.SURAT, laporan.kab_kode, nomor, masukan, actor=actor, **about)


def order_letter(
    session: Session, jenis: Jenis, kab_kode: str, nomor: str, masukan: dict[str, Any], *, actor: Actor, **rest: Any
) -> Dokumen:
    """A letter as a document under the newest settings, with its job in the same transaction.

    Raises Invalid at 'nomor' when a letter in force of this office has that number: sent twice, it is one letter.
    """
    if other := queries.find_numbered(session, kab_kode, nomor):
        raise Invalid({"nomor": [f"Nomor ini sudah dipakai “{other.judul}”. Pakai nomor lain, atau unduh surat itu."]})
    row, setelan = berkas.settings_of(session, kab_kode)
    fresh = new_dokumen(
        session,
        jenis,
        kab_kode=kab_kode,
        nomor=nomor,
        actor=actor,
        setelan_id=row.id if row else None,
        kertas=setelan.kertas,
        masukan=masukan,
        dibuat_oleh=actor.id,
        **rest,
    )
    session.flush()
    defer(session, JOB[jenis], dokumen_id=str(fresh.id))
    return fresh


def _checked(templat: TemplatSurat, nomor: str, isian: Mapping[str, str]) -> dict[str, str]:
    wrong: dict[str, list[str]] = {}
    if not nomor or len(nomor) > NOMOR_TERPANJANG:
        wrong["nomor"] = [f"Isi nomor surat, paling panjang {NOMOR_TERPANJANG} huruf."]
    found = {}
    for nama in filter(is_free, fields_of(templat.isi)):
        found[nama] = " ".join(isian.get(nama, "").split())
        if not found[nama]:
            wrong[nama] = [f"Isi {question_of(nama).lower()}."]
        elif len(found[nama]) > ISIAN_TERPANJANG:
            wrong[nama] = [f"Paling panjang {ISIAN_TERPANJANG} huruf."]
    if wrong:
        raise Invalid(wrong)
    return found


def read_letter(session: Session, dokumen_id: UUID, *, actor: Actor) -> tuple[Dokumen, bytes]:
    """The stored bytes; every download is an event."""
    require(actor, Izin.SURAT_TULIS)
    dokumen = queries.get_surat(session, dokumen_id, actor=actor)
    if dokumen.status != "jadi" or not dokumen.sha256:
        raise Conflict("Surat ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
    if dokumen.keadaan != "berlaku":
        raise Conflict("Surat ini tidak berlaku lagi, jadi tidak dapat diunduh.")
    if dokumen.laporan_id and Status(session.get_one(Laporan, dokumen.laporan_id).status) in TERTUTUP:
        raise Conflict("Laporannya sedang dibekukan atau dibatalkan, jadi suratnya tidak dapat diunduh.")
    if closed := berkas.list_closed(session, dokumen):
        raise Conflict(
            f"Surat pengantar ini memuat berkas yang dibekukan atau dibatalkan ({', '.join(closed[:5])}), "
            "jadi tidak dapat diunduh. Buat surat pengantar baru tanpa berkas itu."
        )
    _tell(session, "dokumen.diunduh", dokumen, actor)
    return dokumen, store.get(dokumen.sha256)


def retry_letter(session: Session, dokumen_id: UUID, *, actor: Actor) -> Dokumen:
    """Put a failed letter into the queue again."""
    require(actor, Izin.SURAT_TULIS)
    dokumen = queries.get_surat(session, dokumen_id, actor=actor)
    session.refresh(dokumen, with_for_update=True)
    if dokumen.status != "gagal" or dokumen.keadaan != "berlaku":
        raise Conflict("Surat ini tidak sedang gagal, atau tidak berlaku lagi.")
    dokumen.status, dokumen.galat = "antre", None
    _tell(session, "dokumen.diminta", dokumen, actor)
    defer(session, JOB[Jenis(dokumen.jenis)], dokumen_id=str(dokumen.id))
    return dokumen


def _tell(session: Session, peristiwa: str, dokumen: Dokumen, actor: Actor) -> None:
    rincian: dict[str, Any] = {"jenis": dokumen.jenis, "nomor": dokumen.nomor}
    rincian |= {"laporan_id": str(dokumen.laporan_id)} if dokumen.laporan_id else {}
    record(session, peristiwa, "dokumen", dokumen.id, actor=actor, wilayah=dokumen.kab_kode, rincian=rincian)
