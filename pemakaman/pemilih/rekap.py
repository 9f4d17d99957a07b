"""How many voters a list has, place by place, beside what KPU states."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.errors import NotFound
from pemakaman.pemilih.models import RekapPemilih

OURS, KPU = "daftar", "kpu"
KOLOM = ("laki", "perempuan", "jumlah")
Tempat = tuple[str, str, str]


@dataclass(frozen=True)
class Angka:
    """Voters of one place; None where a side does not say."""

    laki: int | None = None
    perempuan: int | None = None
    jumlah: int | None = None


@dataclass(frozen=True)
class Baris:
    """One place with our count and KPU's."""

    nama: str
    kami: Angka
    kpu: Angka

    @property
    def beda(self) -> dict[str, int]:
        """Column → ours less KPU's, where both are known and they differ."""
        pairs = {name: (getattr(self.kami, name), getattr(self.kpu, name)) for name in KOLOM}
        return {
            name: ours - theirs
            for name, (ours, theirs) in pairs.items()
            if ours is not None and theirs is not None and ours != theirs
        }


@dataclass(frozen=True)
class Rekap:
    """A place and what lies directly in it."""

    semua: Baris
    bawah: list[Baris]
    tanpa_tps: int

    @property
    def berbeda(self) -> int:
        """How many of the places below differ from KPU's figures."""
        return sum(1 for one in self.bawah if one.beda)

    @property
    def has_kpu(self) -> bool:
        """Does KPU state anything here?"""
        return any(one.kpu.jumlah is not None for one in (self.semua, *self.bawah))


def get_rekap(
    session: Session, daftar_id: UUID, *, kecamatan: str = "", desa: str = "", jumlah_disebut: int | None = None
) -> Rekap:
    """The counts of the whole list, a kecamatan or a desa; raises NotFound for a place nobody counted."""
    found = _rows(session, daftar_id, kecamatan, desa)
    if kecamatan and not any((kecamatan, desa, "") in side for side in found.values()):
        raise NotFound("Tempat ini tidak ada di hitungan daftar itu. Buka lagi daftarnya.")
    here: Tempat = (kecamatan, desa, "")
    stated = found[KPU].get(here, Angka(jumlah=None if kecamatan else jumlah_disebut))
    level = 2 if desa else 1 if kecamatan else 0
    names = sorted({tempat[level] for side in found.values() for tempat in side if tempat != here})
    below = []
    for name in names:
        tempat = (kecamatan or name, (desa or name) if kecamatan else "", name if desa else "")
        below.append(Baris(name, found[OURS].get(tempat, Angka(0, 0, 0)), found[KPU].get(tempat, Angka())))
    ours = found[OURS].get(here, Angka(0, 0, 0))
    without = (ours.jumlah or 0) - sum(one.kami.jumlah or 0 for one in below) if desa else 0
    return Rekap(Baris(desa or kecamatan, ours, stated), below, without)


def is_counted(session: Session, daftar_id: UUID) -> bool:
    """Were the rows of a list counted?"""
    query = select(RekapPemilih.id).where(RekapPemilih.daftar_id == daftar_id, RekapPemilih.asal == OURS)
    return session.scalar(query.where(RekapPemilih.kecamatan == "").limit(1)) is not None


def _rows(session: Session, daftar_id: UUID, kecamatan: str, desa: str) -> dict[str, dict[Tempat, Angka]]:
    """By origin: the place itself and those directly in it."""
    row = RekapPemilih
    query = select(row).where(row.daftar_id == daftar_id)
    if desa:
        query = query.where(row.kecamatan == kecamatan, row.desa == desa)
    elif kecamatan:
        query = query.where(row.kecamatan == kecamatan, row.tps == "")
    else:
        query = query.where(row.desa == "", row.tps == "")
    found: dict[str, dict[Tempat, Angka]] = {OURS: {}, KPU: {}}
    for one in session.scalars(query):
        found[one.asal][one.kecamatan, one.desa, one.tps] = Angka(one.laki, one.perempuan, one.jumlah)
    return found
