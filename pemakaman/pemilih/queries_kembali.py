"""Reading struck names that came back; every query starts from what the actor may see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from pemakaman.akta.models import Akta
from pemakaman.akta.queries import find_akta
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.nilai.kode_wilayah import level
from pemakaman.pemilih.models import DaftarPemilih, MunculLagi, Paket, PaketUsul, Pemilih, TandaTerima, Usul
from pemakaman.pemilih.queries import LIVE, inside, read_key
from pemakaman.pemilih.rules_kembali import RUAS_BANDING, Sebab, StatusMuncul, compare_field
from pemakaman.wilayah.models import Wilayah

PAGE = 20
AnySelect = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class SaringMuncul:
    """Filters of the list; '' means all."""

    status: str = StatusMuncul.BARU
    sebab: str = ""
    desa: str = ""


@dataclass(frozen=True)
class Muncul:
    """One alarm with everything that is known of it."""

    muncul: MunculLagi
    usul: Usul
    lama: Pemilih
    baru: Pemilih
    daftar_lama: DaftarPemilih
    daftar_baru: DaftarPemilih
    paket: Sequence[Any]
    akta: Akta | None
    laporan: Laporan | None
    usul_baru: Usul | None
    penindak: str | None

    @property
    def ruas(self) -> list[tuple[str, Any, Any, str]]:
        """(field, value then, value now, outcome in a word) of every field that either list fills."""
        rows = [(label, getattr(self.lama, name), getattr(self.baru, name)) for name, label in RUAS_BANDING.items()]
        return [(label, a, b, compare_field(a, b)) for label, a, b in rows if a or b]


def count_alarms(session: Session, *, actor: Actor) -> int:
    """How many struck names came back that nobody has dealt with."""
    query = select(func.count()).select_from(MunculLagi).where(*_of(actor), MunculLagi.status == StatusMuncul.BARU)
    return session.scalar(query) or 0


def count_by_status(session: Session, *, actor: Actor) -> dict[str, int]:
    """How many alarms stand in each state."""
    query = select(MunculLagi.status, func.count()).where(*_of(actor)).group_by(MunculLagi.status)
    found = {row[0]: row[1] for row in session.execute(query)}
    return {status.value: found.get(status.value, 0) for status in StatusMuncul}


def count_by_place(session: Session, status: str, *, actor: Actor) -> list[tuple[str, str, dict[str, int]]]:
    """(kode, name, number by cause) of each village, for a province of each kab/kota; '' where it is not known."""
    place = MunculLagi.kab_kode if level(actor.wilayah_kode) == 1 else MunculLagi.desa_kode
    kode = func.coalesce(place, "").label("kode")
    query = select(kode, Wilayah.nama, MunculLagi.sebab, func.count())
    query = query.outerjoin(Wilayah, Wilayah.kode == place).where(*_of(actor), MunculLagi.status == status)
    found: dict[str, tuple[str, str, dict[str, int]]] = {}
    for kode_, nama, sebab, jumlah in session.execute(query.group_by(kode, Wilayah.nama, MunculLagi.sebab)):
        entry = found.setdefault(kode_, (kode_, nama or "Desa/kelurahan tidak dikenal", dict.fromkeys(Sebab, 0)))
        entry[2][sebab] = jumlah
    return sorted(found.values(), key=lambda entry: (-sum(entry[2].values()), entry[1]))


def list_muncul(
    session: Session, saring: SaringMuncul, *, actor: Actor, sesudah: str | None = None
) -> tuple[list[Any], str | None]:
    """A page of alarms, the newest first, and the key of the next."""
    query = _rows(saring, actor).limit(PAGE + 1)
    key = read_key(sesudah)
    if key is not None:
        query = query.where(tuple_(MunculLagi.dibuat_pada, MunculLagi.id) < tuple_(*key))
    rows = list(session.execute(query))
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], f"{last.dibuat_pada.isoformat()}_{last.id}"


def iter_muncul(session: Session, saring: SaringMuncul, *, actor: Actor) -> Iterator[Any]:
    """All alarms of the filter, for a file."""
    yield from session.execute(_rows(saring, actor).execution_options(yield_per=1000))


def get_muncul(session: Session, muncul_id: UUID, *, actor: Actor, for_update: bool = False) -> MunculLagi:
    """One alarm; raises NotFound outside the actor's area."""
    query = select(MunculLagi).where(MunculLagi.id == muncul_id, *_of(actor))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    muncul = session.scalar(query)
    if muncul is None:
        raise NotFound("Peringatan ini tidak ada, atau di luar wilayah tugas Anda.")
    return muncul


def read_muncul(session: Session, muncul_id: UUID, *, actor: Actor) -> Muncul:
    """One alarm with both rows, the package, its receipt and the akta."""
    muncul = get_muncul(session, muncul_id, actor=actor)
    usul = session.get_one(Usul, muncul.usul_id)
    visible = select(Laporan).where(Laporan.id == usul.laporan_id, visible_filter(actor))
    again = select(Usul).where(Usul.pemilih_id == muncul.pemilih_id, Usul.status.in_(LIVE))
    return Muncul(
        muncul=muncul,
        usul=usul,
        lama=session.get_one(Pemilih, usul.pemilih_id),
        baru=session.get_one(Pemilih, muncul.pemilih_id),
        daftar_lama=session.get_one(DaftarPemilih, usul.daftar_id),
        daftar_baru=session.get_one(DaftarPemilih, muncul.daftar_id),
        paket=_packages(session, usul.id),
        akta=find_akta(session, usul.laporan_id),
        laporan=session.scalar(visible),
        usul_baru=session.scalar(again),
        penindak=session.scalar(select(Akun.nama).where(Akun.id == muncul.ditindak_oleh)),
    )


def _packages(session: Session, usul_id: UUID) -> Sequence[Any]:
    query = (
        select(Paket.id, Paket.nomor, Paket.dibuat_pada, PaketUsul.nomor.label("baris"), PaketUsul.hasil)
        .add_columns(PaketUsul.sebab, TandaTerima.nomor.label("tanda_terima"), TandaTerima.tanggal)
        .join(PaketUsul, PaketUsul.paket_id == Paket.id)
        .outerjoin(TandaTerima, TandaTerima.paket_id == Paket.id)
        .where(PaketUsul.usul_id == usul_id)
        .order_by(Paket.nomor.desc())
    )
    return session.execute(query).all()


def _of(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (inside(MunculLagi.kab_kode, actor.wilayah_kode),)


def _rows(saring: SaringMuncul, actor: Actor) -> AnySelect:
    lama = aliased(Pemilih)
    query = (
        select(MunculLagi.id, MunculLagi.sebab, MunculLagi.dasar, MunculLagi.status, MunculLagi.catatan)
        .add_columns(MunculLagi.dibuat_pada, Pemilih.nama, Pemilih.nik, Pemilih.desa, Pemilih.kecamatan, Pemilih.tps)
        .add_columns(DaftarPemilih.jenis, DaftarPemilih.periode, lama.nama.label("nama_lama"))
        .join(Pemilih, Pemilih.id == MunculLagi.pemilih_id)
        .join(DaftarPemilih, DaftarPemilih.id == MunculLagi.daftar_id)
        .join(Usul, Usul.id == MunculLagi.usul_id)
        .join(lama, lama.id == Usul.pemilih_id)
        .where(*_of(actor))
        .order_by(MunculLagi.dibuat_pada.desc(), MunculLagi.id.desc())
    )
    if saring.status:
        query = query.where(MunculLagi.status == saring.status)
    if saring.sebab:
        query = query.where(MunculLagi.sebab == saring.sebab)
    if saring.desa:
        query = query.where(inside(MunculLagi.desa_kode, saring.desa))
    return query
