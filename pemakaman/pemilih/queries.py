"""Reading voter lists, proposals and packages; every query starts from what the actor may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from pemakaman.akta.models import Akta
from pemakaman.akta.queries import find_akta, living_akta
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Kasus
from pemakaman.pemilih.models import CocokLaporan, DaftarPemilih, Paket, PaketUsul, Pemilih, SetelanPemilih, Usul
from pemakaman.pemilih.rules import HARI_TANDA_TERIMA, StatusUsul
from pemakaman.pemilih.versi import list_berlaku
from pemakaman.wilayah.models import Wilayah

PAGE = 20
# Cases in which nobody knows who died, or the dead was never a voter.
TANPA_PEMILIH = (Kasus.TIDAK_DIKENAL, Kasus.LAHIR_MATI)
LIVE = (StatusUsul.DIUSULKAN, StatusUsul.DIKONFIRMASI, StatusUsul.DIBEKUKAN)


def inside(column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], kode: str) -> ColumnElement[bool]:
    """The region itself or anything in it; '' reaches nothing."""
    if not kode:
        return column.in_([])
    return or_(column == kode, column.startswith(f"{kode}.", autoescape=True))


def list_daftar(session: Session, *, actor: Actor) -> Sequence[Any]:
    """The lists of the actor's area, the newest first."""
    query = (
        select(DaftarPemilih, Wilayah.nama.label("wilayah"))
        .join(Wilayah, Wilayah.kode == DaftarPemilih.wilayah_kode)
        .where(inside(DaftarPemilih.wilayah_kode, actor.wilayah_kode))
        .order_by(DaftarPemilih.dibuat_pada.desc(), DaftarPemilih.id)
        .limit(50)
    )
    return session.execute(query).all()


def get_daftar(session: Session, daftar_id: UUID, *, actor: Actor) -> DaftarPemilih:
    """One list; raises NotFound outside the actor's area."""
    query = select(DaftarPemilih).where(
        DaftarPemilih.id == daftar_id, inside(DaftarPemilih.wilayah_kode, actor.wilayah_kode)
    )
    daftar = session.scalar(query)
    if daftar is None:
        raise NotFound("Daftar pemilih ini tidak ada, atau di luar wilayah tugas Anda.")
    return daftar


def find_newest_daftar(session: Session, *, actor: Actor) -> DaftarPemilih | None:
    """The list in force that candidates come from when none is chosen: of the widest area, then the newest."""
    return next(iter(list_berlaku(session, inside(DaftarPemilih.wilayah_kode, actor.wilayah_kode))), None)


def get_pemilih(session: Session, pemilih_id: int, daftar_id: UUID) -> Pemilih:
    """One voter of a list the caller may see."""
    query = select(Pemilih).where(Pemilih.id == pemilih_id, Pemilih.daftar_id == daftar_id)
    pemilih = session.scalar(query)
    if pemilih is None:
        raise NotFound("Pemilih ini tidak ada dalam daftar itu.")
    return pemilih


def find_akta_of(session: Session, laporan_id: UUID) -> Akta | None:
    """The living certificate of a report, or None."""
    return find_akta(session, laporan_id)


def list_usul(
    session: Session, status: StatusUsul, *, actor: Actor, sesudah: str | None = None
) -> tuple[list[Any], str | None]:
    """Proposals in one state, the oldest first, and the key of the next page."""
    query = (
        select(Usul.id, Usul.diusulkan_pada, Usul.kode, Usul.kelas_bukti, Usul.diusulkan_oleh)
        .add_columns(Pemilih.nama, Pemilih.nik, Pemilih.desa, Pemilih.kecamatan, Akun.nama.label("pengusul"))
        .join(Pemilih, Pemilih.id == Usul.pemilih_id)
        .join(Akun, Akun.id == Usul.diusulkan_oleh)
        .where(inside(Usul.kab_kode, actor.wilayah_kode), Usul.status == status)
        .order_by(Usul.diusulkan_pada, Usul.id)
        .limit(PAGE + 1)
    )
    key = read_key(sesudah)
    if key is not None:
        query = query.where(tuple_(Usul.diusulkan_pada, Usul.id) > tuple_(*key))
    rows = list(session.execute(query))
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], f"{last.diusulkan_pada.isoformat()}_{last.id}"


def count_usul(session: Session, *, actor: Actor) -> dict[str, int]:
    """How many proposals stand in each state."""
    query = select(Usul.status, func.count()).where(inside(Usul.kab_kode, actor.wilayah_kode)).group_by(Usul.status)
    found = {row[0]: row[1] for row in session.execute(query)}
    return {status.value: found.get(status.value, 0) for status in StatusUsul}


def get_usul(session: Session, usul_id: UUID, *, actor: Actor, for_update: bool = False) -> Usul:
    """One proposal; raises NotFound outside the actor's area."""
    query = select(Usul).where(Usul.id == usul_id, inside(Usul.kab_kode, actor.wilayah_kode))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    usul = session.scalar(query)
    if usul is None:
        raise NotFound("Usul ini tidak ada, atau di luar wilayah tugas Anda.")
    return usul


def get_names(session: Session, usul: Usul) -> dict[UUID, str]:
    """Names of the accounts behind a proposal."""
    wanted = {akun for akun in (usul.diusulkan_oleh, usul.dikonfirmasi_oleh) if akun}
    return {row.id: row.nama for row in session.execute(select(Akun.id, Akun.nama).where(Akun.id.in_(wanted)))}


def list_paket_of_usul(session: Session, usul_id: UUID) -> list[int]:
    """Numbers of the packages that hold a proposal."""
    query = select(Paket.nomor).join(PaketUsul, PaketUsul.paket_id == Paket.id)
    return list(session.scalars(query.where(PaketUsul.usul_id == usul_id).order_by(Paket.nomor)))


def get_kode(session: Session, kab_kode: str) -> str:
    """The code a kab/kota sends today."""
    setelan = session.get(SetelanPemilih, kab_kode)
    return setelan.kode if setelan else "1"


def receipt_days(session: Session, kab_kode: str) -> int:
    """How many calendar days KPU has for the receipt of a package."""
    setelan = session.get(SetelanPemilih, kab_kode)
    return setelan.hari_tanda_terima if setelan else HARI_TANDA_TERIMA


def live_usul(daftar: type[Usul] = Usul) -> ColumnElement[bool]:
    """Proposals that still count; a frozen one holds its voter and its report."""
    return daftar.status.in_(LIVE)


def candidate_rows(
    session: Session, daftar: DaftarPemilih, *, sesudah: str | None, batas: int, belum_dicocokkan: bool = False
) -> tuple[list[Any], str | None]:
    """(report, voter, akta) of the same NIK without a live proposal, the report changed last first."""
    usul = aliased(Usul)
    taken = or_(
        usul.pemilih_id == Pemilih.id,
        and_(usul.laporan_id == Laporan.id, usul.daftar_id == daftar.id),
    )
    query = (
        select(Laporan, Pemilih, Akta)
        .join(Pemilih, and_(Pemilih.nik == Laporan.nik_identitas, Pemilih.daftar_id == daftar.id))
        .outerjoin(Akta, living_akta())
        .where(Laporan.kab_kode == daftar.wilayah_kode[:5], Laporan.nik_identitas.is_not(None))
        .where(Laporan.status.in_(("disetujui", "akta_terbit")))
        .where(~Laporan.tidak_dikenal, Laporan.kasus.not_in(TANPA_PEMILIH))
        .where(~select(usul.id).where(live_usul(usul), taken).exists())
        .order_by(Laporan.diubah_pada.desc(), Laporan.id.desc(), Pemilih.id.desc())
        .limit(batas + 1)
    )
    if belum_dicocokkan:
        seen = select(CocokLaporan.laporan_id).where(CocokLaporan.daftar_id == daftar.id)
        query = query.where(Laporan.id.not_in(seen))
    key = _read_candidate_key(sesudah)
    if key is not None:
        query = query.where(tuple_(Laporan.diubah_pada, Laporan.id, Pemilih.id) < tuple_(*key))
    rows = list(session.execute(query))
    if len(rows) <= batas:
        return rows, None
    laporan, pemilih, _ = rows[batas - 1]
    return rows[:batas], f"{laporan.diubah_pada.isoformat()}_{laporan.id}_{pemilih.id}"


def read_key(text: str | None) -> tuple[datetime, UUID] | None:
    """The place in a list that an address names; raises NotFound for anything else."""
    if not text:
        return None
    moment, _, row_id = text.partition("_")
    try:
        return datetime.fromisoformat(moment.replace(" ", "+")), UUID(row_id)
    except ValueError:
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.") from None


def _read_candidate_key(text: str | None) -> tuple[datetime, UUID, int] | None:
    head, _, number = (text or "").rpartition("_")
    key = read_key(head)
    if key is None and not text:
        return None
    if key is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.")
    return (*key, int(number))
