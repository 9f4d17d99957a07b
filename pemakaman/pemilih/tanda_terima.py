"""KPU's receipt for a package: recorded, corrected with its history kept, and what it does to the proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now, today_in
from pemakaman.errors import Invalid, NotFound, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.laporan.berkas_bukti import clean_bukti
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import APPROVED
from pemakaman.nilai.tanggal import zone_of
from pemakaman.pemilih.models import Paket, PaketUsul, Pemilih, TandaTerima, Usul
from pemakaman.pemilih.paket import get_paket
from pemakaman.pemilih.penarikan import ensure_notice, held_by_kpu, lock_packages, revoke_waiting
from pemakaman.pemilih.pencari import is_one_person
from pemakaman.pemilih.queries import LIVE, inside
from pemakaman.pemilih.rules import AksiUsul, StatusUsul, next_usul
from pemakaman.pemilih.rules_tanda_terima import IsianTerima, Selisih, Serahan, check_receipt, compare_totals

MOST_SHOWN = 50
DIRIWAYATKAN = ("nomor", "tanggal", "jumlah_diterima", "jumlah_ditolak", "per_kecamatan", "catatan", "sha256")
DITERIMA_LAGI = "KPU menerima nama ini, padahal usulnya tidak berlaku lagi"


@dataclass(frozen=True)
class Pindaian:
    """A stored scan of the paper."""

    sha256: str
    nama: str


def keep_scan(nama: str, content: bytes) -> Pindaian:
    """Store a scan, cleaned; raises Invalid at `pindaian` for what is no PDF or JPEG."""
    try:
        clean = clean_bukti(nama, content)
    except Invalid as error:
        raise Invalid({"pindaian": error.galat["berkas"]}) from None
    if clean.mime == "image/png":
        raise Invalid({"pindaian": ["Pilih pindaian PDF atau foto JPEG."]})
    return Pindaian(store.put(clean.content), clean.nama_berkas)


def get_for_receipt(session: Session, paket_id: UUID, *, actor: Actor) -> Paket:
    """A package of which KPU gives a receipt."""
    paket = get_paket(session, paket_id, actor=actor)
    if paket.tenggat is None:
        raise NotFound("Paket ini tidak memerlukan tanda terima.")
    return paket


def find_receipt(session: Session, paket_id: UUID) -> TandaTerima | None:
    """The receipt of a package that the caller may see, or None."""
    return session.get(TandaTerima, paket_id)


def record_receipt(
    session: Session,
    paket_id: UUID,
    isian: IsianTerima,
    *,
    versi: int,
    actor: Actor,
    pindaian: Pindaian | None = None,
) -> TandaTerima:
    """Keep a receipt or correct it; refused names are free to be proposed again, accepted ones stand as before."""
    require(actor, Izin.PENARIKAN_TERIMA)
    paket = get_for_receipt(session, paket_id, actor=actor)
    # The same order as everywhere: the kab/kota, then its proposals.
    lock_packages(session, paket.kab_kode)
    terima = session.get(TandaTerima, paket_id, with_for_update=True, populate_existing=True)
    _check_version(terima, versi)
    serahan = serahan_of(session, paket)
    if galat := check_receipt(isian, serahan):
        raise Invalid(galat)
    is_new = terima is None
    if terima is None:
        terima = TandaTerima(paket_id=paket.id, dicatat_oleh=actor.id)
        session.add(terima)
    with session.no_autoflush:
        _fill(terima, isian, actor, pindaian)
        rincian = _told(terima, isian.baris, refused_of(session, paket_id), is_new=is_new)
        peristiwa = "paket.tanda_terima_dicatat" if is_new else "paket.tanda_terima_dibetulkan"
        record(session, peristiwa, "paket", paket.id, actor=actor, wilayah=paket.kab_kode, rincian=rincian)
    session.flush()
    is_complete = isian.diterima is not None and isian.diterima + len(isian.baris) == serahan.jumlah
    _settle_rows(session, paket, isian.baris, is_complete=is_complete, actor=actor)
    return terima


def _check_version(terima: TandaTerima | None, versi: int) -> None:
    if (terima.versi if terima else 0) == versi:
        return
    told = [f"Tercatat sekarang: {terima.nomor}, {terima.tanggal:%d-%m-%Y}."] if terima else []
    raise StaleVersion("Tanda terima paket ini berubah sejak Anda membukanya. Buka lagi halamannya.", told)


def _fill(terima: TandaTerima, isian: IsianTerima, actor: Actor, pindaian: Pindaian | None) -> None:
    values = {
        "nomor": isian.nomor.strip(),
        "tanggal": isian.tanggal,
        "jumlah_diterima": isian.diterima,
        "jumlah_ditolak": isian.ditolak,
        "per_kecamatan": {key: list(pair) for key, pair in isian.per_kecamatan.items()},
        "catatan": isian.catatan.strip() or None,
        "dicatat_oleh": actor.id,
        "dicatat_pada": now(),
    }
    if pindaian is not None:
        values |= {"sha256": pindaian.sha256, "nama_berkas": pindaian.nama}
    for name, value in values.items():
        setattr(terima, name, value)


def _told(
    terima: TandaTerima, refused: Mapping[int, str], before: Mapping[int, str], *, is_new: bool
) -> dict[str, Any]:
    """What the trail keeps: numbers of rows, no names."""
    numbers = ", ".join(map(str, sorted(refused))) or None
    if is_new:
        kept = {name: getattr(terima, name) for name in DIRIWAYATKAN}
        return {**kept, "baris_ditolak": numbers}
    rincian: dict[str, Any] = {name: pair for name, pair in changes(terima).items() if name in DIRIWAYATKAN}
    if dict(before) != dict(refused):
        rincian["baris_ditolak"] = [", ".join(map(str, sorted(before))) or None, numbers]
    return rincian


def _settle_rows(
    session: Session, paket: Paket, refused: Mapping[int, str], *, is_complete: bool, actor: Actor
) -> None:
    query = (
        select(PaketUsul, Usul)
        .join(Usul, Usul.id == PaketUsul.usul_id)
        .where(PaketUsul.paket_id == paket.id)
        .order_by(Usul.id)
        .with_for_update(of=Usul)
        .execution_options(populate_existing=True)
    )
    for row, usul in session.execute(query).all():
        before, sebab = row.hasil, refused.get(row.nomor or 0)
        # When KPU counts fewer names than were handed over, nobody knows which of the others it has.
        row.hasil = "ditolak" if sebab is not None else ("diterima" if is_complete else None)
        row.sebab = sebab
        session.flush()
        if sebab is not None:
            _refuse(session, paket, row, usul, actor)
        elif before == "ditolak":
            _accept_after_all(session, paket, usul, actor)


def _refuse(session: Session, paket: Paket, row: PaketUsul, usul: Usul, actor: Actor) -> None:
    """KPU does not take the name: the voter may be proposed anew, unless another package still carries it."""
    if session.scalar(select(held_by_kpu()).select_from(Usul).where(Usul.id == usul.id)):
        return
    revoke_waiting(session, usul, actor=actor)
    alasan = f"Ditolak KPU (paket {paket.nomor}, baris {row.nomor}): {row.sebab}"
    if usul.status == StatusUsul.DITOLAK and usul.alasan != alasan:
        # A corrected receipt gives another reason.
        _move(session, usul, StatusUsul.DITOLAK, "usul.ditolak_kpu", alasan=alasan, actor=actor)
    elif usul.status in {StatusUsul.DIKONFIRMASI, StatusUsul.DIBEKUKAN}:
        status = next_usul(StatusUsul(usul.status), AksiUsul.TOLAK_KPU)
        _move(session, usul, status, "usul.ditolak_kpu", alasan=alasan, actor=actor)


def _accept_after_all(session: Session, paket: Paket, usul: Usul, actor: Actor) -> None:
    """A refusal was recorded by mistake: the proposal stands again, or KPU is asked to put the name back."""
    if usul.status != StatusUsul.DITOLAK:
        if usul.status in {StatusUsul.DIBATALKAN, StatusUsul.DIBEKUKAN}:
            ensure_notice(session, usul, sebab=usul.alasan or DITERIMA_LAGI, actor=actor)
        return
    other = aliased(Usul)
    again = select(other.id).where(other.status.in_(LIVE), other.pemilih_id == usul.pemilih_id)
    if session.scalar(again.limit(1)) is not None:
        # Proposed anew meanwhile: that proposal speaks for the name, and withdraws it if it falls.
        return
    laporan = session.get_one(Laporan, usul.laporan_id, populate_existing=True)
    stands = laporan.status in APPROVED and is_one_person(laporan, session.get_one(Pemilih, usul.pemilih_id), usul)
    if not (stands and _restored(session, paket, usul, actor)):
        ensure_notice(session, usul, sebab=DITERIMA_LAGI, actor=actor)


def _restored(session: Session, paket: Paket, usul: Usul, actor: Actor) -> bool:
    status = next_usul(StatusUsul.DITOLAK, AksiUsul.TERIMA_KPU)
    try:
        with session.begin_nested():
            _move(session, usul, status, "usul.diterima_kpu", alasan=None, actor=actor)
            session.flush()
    except IntegrityError:
        # The report or the voter was taken by another proposal in this very moment.
        session.refresh(usul)
        return False
    return True


def _move(
    session: Session, usul: Usul, status: StatusUsul, peristiwa: str, *, alasan: str | None, actor: Actor
) -> None:
    with session.no_autoflush:
        usul.status, usul.status_sebelum, usul.alasan = status, None, alasan
        record(session, peristiwa, "usul", usul.id, actor=actor, wilayah=usul.kab_kode, rincian=changes(usul))
    session.flush()


def serahan_of(session: Session, paket: Paket) -> Serahan:
    """What was handed over, as the receipt is held against it."""
    query = (
        select(place_key(), func.count())
        .select_from(PaketUsul)
        .join(Usul, Usul.id == PaketUsul.usul_id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .where(PaketUsul.paket_id == paket.id)
        .group_by(place_key())
    )
    counted = {row[0]: row[1] for row in session.execute(query)}
    dibuat = paket.dibuat_pada.astimezone(zone_of(paket.kab_kode)).date()
    return Serahan(paket.jumlah, counted, dibuat, today_in(paket.kab_kode))


def place_key() -> ColumnElement[str]:
    """The kecamatan of a voter: its code, or its name where the list's name is not known."""
    return func.coalesce(Pemilih.kec_kode, Pemilih.kecamatan)


def list_places(session: Session, paket_id: UUID) -> dict[str, str]:
    """Key → name of the kecamatan that a package's rows lie in, by name."""
    query = (
        select(place_key(), func.min(Pemilih.kecamatan))
        .join(Usul, Usul.pemilih_id == Pemilih.id)
        .join(PaketUsul, PaketUsul.usul_id == Usul.id)
        .where(PaketUsul.paket_id == paket_id)
        .group_by(place_key())
        .order_by(func.min(Pemilih.kecamatan))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def list_rows(session: Session, paket_id: UUID, *, ditolak: bool = False) -> Sequence[Any]:
    """The rows of a package by number, as far as a page shows them; the caller logs that they were read."""
    query = (
        select(PaketUsul.nomor, PaketUsul.untuk, PaketUsul.sebab, PaketUsul.usul_id)
        .add_columns(Pemilih.nama, Pemilih.nik, Pemilih.desa, Pemilih.tps)
        .join(Usul, Usul.id == PaketUsul.usul_id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .where(PaketUsul.paket_id == paket_id)
        .order_by(PaketUsul.nomor)
        .limit(MOST_SHOWN)
    )
    return session.execute(query.where(PaketUsul.hasil == "ditolak") if ditolak else query).all()


def refused_of(session: Session, paket_id: UUID) -> dict[int, str]:
    """Row number → reason of everything that the receipt refuses."""
    query = select(PaketUsul.nomor, PaketUsul.sebab).where(PaketUsul.paket_id == paket_id, PaketUsul.hasil == "ditolak")
    return {number: sebab or "" for number, sebab in session.execute(query.order_by(PaketUsul.nomor)) if number}


def compare(session: Session, paket: Paket, terima: TandaTerima) -> list[Selisih]:
    """Both sides' numbers side by side."""
    kpu = {key: (pair[0], pair[1]) for key, pair in terima.per_kecamatan.items()}
    names = list_places(session, paket.id)
    return compare_totals(serahan_of(session, paket), terima.jumlah_diterima, terima.jumlah_ditolak, kpu, names)


def is_overdue(hari_ini: date) -> ColumnElement[bool]:
    """Is KPU's receipt for a package late?"""
    given = select(TandaTerima.paket_id).where(TandaTerima.paket_id == Paket.id).correlate(Paket).exists()
    return and_(Paket.tenggat < hari_ini, ~given)


def count_overdue(session: Session, *, actor: Actor) -> int:
    """How many packages of the area wait for a receipt longer than agreed."""
    late = is_overdue(today_in(actor.wilayah_kode))
    query = select(func.count()).select_from(Paket).where(inside(Paket.kab_kode, actor.wilayah_kode), late)
    return session.scalar(query) or 0


def list_overdue(session: Session, *, actor: Actor) -> Sequence[Paket]:
    """Packages whose receipt is late, the longest wait first."""
    late = is_overdue(today_in(actor.wilayah_kode))
    query = select(Paket).where(inside(Paket.kab_kode, actor.wilayah_kode), late)
    return session.scalars(query.order_by(Paket.tenggat, Paket.nomor).limit(MOST_SHOWN)).all()


def list_receipts(session: Session, ids: Sequence[UUID]) -> dict[UUID, TandaTerima]:
    """The receipts of packages that the caller may see."""
    rows = session.scalars(select(TandaTerima).where(TandaTerima.paket_id.in_(ids)))
    return {row.paket_id: row for row in rows}


def take_scan(session: Session, paket_id: UUID, *, actor: Actor) -> tuple[str, bytes]:
    """(name, bytes) of the scanned receipt."""
    require(actor, Izin.PAKET_UNDUH)
    get_paket(session, paket_id, actor=actor)
    terima = find_receipt(session, paket_id)
    if terima is None or terima.sha256 is None:
        raise NotFound("Tanda terima ini tidak punya pindaian.")
    return terima.nama_berkas or "tanda-terima", store.get(terima.sha256)
