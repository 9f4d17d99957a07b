"""Finding a document by its code or by its bytes. No account asks here: who holds the paper may ask about it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.berkas.kode import facts_of
from pemakaman.berkas.models import CetakKumpulan, Dokumen, SidikKeluaran
from pemakaman.berkas.queries import asks_annulment, list_closed, list_dokumen
from pemakaman.berkas.rules import TANDA_LABEL
from pemakaman.dokumen.pernyataan import Fakta
from pemakaman.keaslian import rules
from pemakaman.keaslian.rules import Keadaan
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import full_names

KABUPATEN = 2
"""Level of a kab/kota among the regions."""


@dataclass(frozen=True)
class Tampak:
    """What a stranger reads of one document: neither NIK nor a whole name."""

    kode: str
    judul: str
    nomor: str
    kantor: str
    keadaan: Keadaan
    inisial: str | None
    tanda_tangan: str
    fakta: Fakta


@dataclass(frozen=True)
class Temuan:
    """What the bytes of a file are: words, and the documents in it."""

    judul: str
    arti: str
    dokumen: tuple[Tampak, ...] = ()
    kumpulan: tuple[str, datetime, int] | None = None
    """Office, moment and number of files of a print of many."""


def find_by_kode(session: Session, kode: str) -> Dokumen | None:
    """The document of a code."""
    return session.scalar(select(Dokumen).where(Dokumen.kode_periksa == kode))


def show(session: Session, dokumen: Dokumen) -> Tampak:
    """One document for a stranger's eyes."""
    bound = dokumen.laporan_id if not asks_annulment(dokumen) else None
    laporan = session.get(Laporan, bound) if bound else None
    status = Status(laporan.status) if laporan else Status.DIBEKUKAN if list_closed(session, dokumen) else None
    return Tampak(
        kode=dokumen.kode_periksa,
        judul=dokumen.judul,
        nomor=dokumen.nomor,
        kantor=_office(session, dokumen.kab_kode),
        keadaan=rules.state_of(dokumen.status, dokumen.keadaan, status),
        inisial=dokumen.inisial,
        tanda_tangan=TANDA_LABEL[dokumen.tanda_tangan],
        fakta=facts_of(dokumen),
    )


def _office(session: Session, kab_kode: str) -> str:
    return f"Disdukcapil {full_names(session, kab_kode)['kab_kota']}"


def find_by_bytes(session: Session, sha256: str) -> Temuan | None:
    """What left this program with these bytes; None for nothing."""
    found = session.get(SidikKeluaran, sha256)
    if found is None:
        return None
    if found.dokumen_id is not None:
        return _one(session, sha256, found.dokumen_id)
    if found.berkas_id is not None:
        documents = tuple(show(session, one) for one in list_dokumen(session, found.berkas_id))
        return Temuan(*rules.GABUNGAN, dokumen=documents)
    return _many(session, found)


def _one(session: Session, sha256: str, dokumen_id: UUID) -> Temuan:
    dokumen = session.get_one(Dokumen, dokumen_id)
    words = {dokumen.sha256: rules.UTUH, dokumen.sha256_asal: rules.ASAL}.get(sha256, rules.LAMA)
    return Temuan(*words, dokumen=(show(session, dokumen),))


def _many(session: Session, found: SidikKeluaran) -> Temuan:
    kumpulan = session.get(CetakKumpulan, found.kumpulan_id) if found.kumpulan_id else None
    if kumpulan is None:
        return Temuan(*rules.LAMA)
    told = (_office(session, kumpulan.kab_kode), kumpulan.dibuat_pada, kumpulan.jumlah)
    return Temuan(*rules.KUMPULAN, kumpulan=told)


def office_names(session: Session) -> dict[str, str]:
    """Every kab/kota by its code, also former ones: papers outlive them."""
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.tingkat == KABUPATEN, func.length(Wilayah.kode) == 5)
    return {row.kode: row.nama for row in session.execute(query.order_by(Wilayah.kode))}
