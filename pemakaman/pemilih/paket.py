"""Packages for KPU: which confirmed proposals of an area one takes, the packages there are, and their bytes."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from pemakaman import store
from pemakaman.akta.models import Akta
from pemakaman.akta.queries import living_akta
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import APPROVED
from pemakaman.nilai.kode_wilayah import is_within, level
from pemakaman.pemilih.lapangan import is_contested
from pemakaman.pemilih.models import Paket, PaketUsul, Pemilih, Usul
from pemakaman.pemilih.paket_penarikan import ASAL
from pemakaman.pemilih.penarikan import held_by_kpu
from pemakaman.pemilih.pencari import ground_stands, is_one_person
from pemakaman.pemilih.queries import inside
from pemakaman.pemilih.rules import BUKTI_USUL_LABEL, StatusUsul
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import get_wilayah

PAGE = 25
AnySelect = Select[*tuple[Any, ...]]
BEKU = "Dibekukan: ada laporan bahwa orangnya masih hidup"
NIK_LAIN = "NIK di laporan sudah dibetulkan; bukan orang ini"


def take_rows(session: Session, wilayah_kode: str, tps: str | None, *, baru: bool) -> list[Any]:
    """(Usul, Pemilih, Laporan, nomor, tanggal of the akta) for a package, locked; the caller locked the kab/kota."""
    found = session.execute(_rows_query(wilayah_kode, tps, baru=baru)).all()
    return [row for row in found if is_one_person(row.Laporan, row.Pemilih, row.Usul)]


def check_area(session: Session, wilayah_kode: str, *, actor: Actor) -> Wilayah:
    """The area of a package; raises NotFound unless it lies in the actor's kab/kota."""
    kab_kode = actor.kab_kode
    wilayah = get_wilayah(session, wilayah_kode)
    if kab_kode is None or not is_within(wilayah_kode, kab_kode):
        raise NotFound()
    return wilayah


def count_proposals(session: Session, wilayah_kode: str, tps: str | None, *, baru: bool) -> int:
    """How many confirmed proposals an area holds."""
    query = select(func.count()).select_from(_chosen(wilayah_kode, tps, baru=baru).subquery())
    return session.scalar(query) or 0


def count_below(session: Session, wilayah_kode: str, *, baru: bool) -> list[tuple[str, str, int]]:
    """(kode or TPS, name, number) one level down, only where there is something to hand over."""
    if level(wilayah_kode) == 4:
        query = _narrowed(wilayah_kode, baru, func.ltrim(Pemilih.tps, "0"))
        return [(key, f"TPS {key}", number) for key, number in session.execute(query) if key]
    column = Pemilih.kec_kode if level(wilayah_kode) == 2 else Pemilih.desa_kode
    found = {key: number for key, number in session.execute(_narrowed(wilayah_kode, baru, column)) if key}
    names = session.execute(select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(found)))
    return sorted(((row.kode, row.nama, found[row.kode]) for row in names), key=lambda item: item[1])


def list_paket(session: Session, *, actor: Actor, sesudah: str | None = None) -> tuple[list[Any], str | None]:
    """The packages of the actor's area, the newest first, each with how many of its rows were undone since."""
    query = (
        select(Paket, Wilayah.nama.label("wilayah"), _withdrawn_count().label("ditarik"))
        .join(Wilayah, Wilayah.kode == Paket.wilayah_kode)
        .where(inside(Paket.kab_kode, actor.wilayah_kode))
        .order_by(Paket.nomor.desc())
        .limit(PAGE + 1)
    )
    if sesudah:
        if not (sesudah.isascii() and sesudah.isdigit() and len(sesudah) < 19):
            raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.")
        query = query.where(Paket.nomor < int(sesudah))
    rows = list(session.execute(query))
    return rows[:PAGE], str(rows[PAGE - 1].Paket.nomor) if len(rows) > PAGE else None


def get_paket(session: Session, paket_id: UUID, *, actor: Actor) -> Paket:
    """One package; raises NotFound outside the actor's area."""
    query = select(Paket).where(Paket.id == paket_id, inside(Paket.kab_kode, actor.wilayah_kode))
    paket = session.scalar(query)
    if paket is None:
        raise NotFound("Paket ini tidak ada, atau di luar wilayah tugas Anda.")
    return paket


def list_withdrawn(session: Session, paket_id: UUID) -> Sequence[Any]:
    """What was frozen, undone, or corrected to another NIK after it went into a package: KPU must take it back."""
    told = func.coalesce(Usul.alasan, NIK_LAIN)
    query = (
        select(Pemilih.nama, Pemilih.nik, Pemilih.desa, Pemilih.tps)
        .add_columns(case((Usul.status == StatusUsul.DIBEKUKAN, BEKU), else_=told).label("alasan"))
        .join(PaketUsul, PaketUsul.usul_id == Usul.id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .join(Laporan, Laporan.id == Usul.laporan_id)
        .where(PaketUsul.paket_id == paket_id, _is_withdrawn(), PaketUsul.hasil.is_distinct_from("ditolak"))
        .order_by(Pemilih.nama, Usul.id)
    )
    return session.execute(query).all()


def take_paket(session: Session, paket_id: UUID, *, actor: Actor) -> tuple[Paket, bytes]:
    """The bytes of a package for one who may have them; every taking is in the trail."""
    require(actor, Izin.PAKET_UNDUH)
    paket = get_paket(session, paket_id, actor=actor)
    content = store.get(paket.sha256)
    rincian = {"nomor": paket.nomor, "jumlah": paket.jumlah, "sha256": paket.sha256}
    record(session, "paket.diunduh", "paket", paket.id, actor=actor, wilayah=paket.kab_kode, rincian=rincian)
    return paket, content


def file_name(paket: Paket) -> str:
    """The name a package is downloaded under."""
    tps = f"-TPS{paket.tps}" if paket.tps else ""
    word = "PENARIKAN-KEMBALIKAN-KE-DAFTAR" if paket.jenis == "penarikan" else "paket"
    return f"{word}-{paket.nomor:05}-{paket.wilayah_kode}{tps}.{paket.format}"


def _chosen(wilayah_kode: str, tps: str | None, *, baru: bool) -> AnySelect:
    query = (
        select(Usul.id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        # A report corrected after the confirmation may name another person by now.
        .join(Laporan, and_(Laporan.id == Usul.laporan_id, ground_stands()))
        .where(Usul.kab_kode == wilayah_kode[:5], Usul.status == StatusUsul.DIKONFIRMASI)
        .where(Laporan.status.in_(APPROVED), ~is_contested())
        .where(*_area(wilayah_kode, tps))
    )
    # What KPU was only asked to verify goes again, once an akta proves the death.
    akta = aliased(Akta)
    standing = select(akta.id).where(akta.laporan_id == Usul.laporan_id, akta.dibatalkan_pada.is_(None))
    proven = standing.correlate(Usul).exists()
    return query.where(or_(~held_by_kpu(), and_(proven, ~held_by_kpu(hapus=True)))) if baru else query


def _area(wilayah_kode: str, tps: str | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if level(wilayah_kode) == 3:
        found.append(Pemilih.kec_kode == wilayah_kode)
    if level(wilayah_kode) == 4:
        found.append(Pemilih.desa_kode == wilayah_kode)
    if tps:
        found.append(func.ltrim(Pemilih.tps, "0") == tps.lstrip("0"))
    return found


def _narrowed(wilayah_kode: str, baru: bool, column: ColumnElement[Any] | Any) -> AnySelect:
    chosen = _chosen(wilayah_kode, None, baru=baru).with_only_columns(column.label("kunci"), func.count())
    return chosen.group_by(column).order_by(column)


def _is_withdrawn() -> ColumnElement[bool]:
    undone = Usul.status.in_((StatusUsul.DIBATALKAN, StatusUsul.DIBEKUKAN))
    return or_(undone, ground_stands().is_not(True))


def _withdrawn_count() -> Any:
    query = (
        select(func.count())
        .select_from(PaketUsul)
        .join(Usul, Usul.id == PaketUsul.usul_id)
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .join(Laporan, Laporan.id == Usul.laporan_id)
        .where(PaketUsul.paket_id == Paket.id, _is_withdrawn(), PaketUsul.hasil.is_distinct_from("ditolak"))
    )
    return query.correlate(Paket).scalar_subquery()


def _rows_query(wilayah_kode: str, tps: str | None, *, baru: bool) -> AnySelect:
    query: AnySelect = (
        _chosen(wilayah_kode, tps, baru=baru)
        .outerjoin(Akta, living_akta())
        .with_only_columns(Usul, Pemilih, Laporan, Akta.nomor, Akta.tanggal)
        .order_by(Pemilih.desa_kode, Pemilih.tps, Pemilih.id)
        .with_for_update(read=True, of=Usul)
    )
    return query


def proof_of(row: Any) -> tuple[str, str | None, date | None]:
    """(class, number, day) of a row's proof; an akta recorded after the confirmation is the better one."""
    if row.nomor:
        return "akta", row.nomor, row.tanggal
    return row.Usul.kelas_bukti, row.Usul.bukti_nomor, row.Usul.bukti_tanggal


def voter_values(row: Any, *, ket: str | None = None) -> tuple[Any, ...]:
    """A row under HEADER; `ket` in place of the proposal's code."""
    voter = row.Pemilih
    kelas, nomor, tanggal = proof_of(row)
    return (
        *(voter.kec_kode, voter.desa_kode, voter.nkk, voter.nik, voter.nama, voter.jenis_kelamin),
        *(voter.tempat_lahir, voter.tanggal_lahir, voter.alamat, voter.rt, voter.rw, row.Laporan.meninggal_tanggal),
        *(BUKTI_USUL_LABEL[kelas], nomor, tanggal, row.Usul.kode if ket is None else ket, ASAL),
    )
