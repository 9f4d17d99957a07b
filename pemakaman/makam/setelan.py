"""What a kab/kota settles for its books and graves; without a row of its own the defaults hold."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.makam.models import SetelanMakam
from pemakaman.makam.rules import SusunanBuku
from pemakaman.makam.tumpang import AturanTumpang


@dataclass(frozen=True)
class Setelan:
    """As `SetelanMakam`, its defaults included. `versi` is 0 while nothing was ever saved."""

    susunan_buku: SusunanBuku = SusunanBuku.GABUNGAN
    tumpang_boleh: bool = True
    tumpang_tahun: int = 3
    tumpang_persetujuan: bool = True
    pindah_tahun: int = 1
    iptm_tahun: int = 3
    iptm_ingat_hari: int = 60
    cari_umum: bool = False
    versi: int = 0

    @property
    def tumpang(self) -> AturanTumpang:
        """The rule of second burials in one plot."""
        return AturanTumpang(self.tumpang_boleh, self.tumpang_tahun, self.tumpang_persetujuan)


BAWAAN = Setelan()


def setelan_of(session: Session, kab_kode: str) -> Setelan:
    """The settings of one kab/kota."""
    return list_setelan(session, [kab_kode]).get(kab_kode, BAWAAN)


def list_setelan(session: Session, kab: Collection[str]) -> dict[str, Setelan]:
    """Kab/kota → settings, of those that have saved any."""
    rows = session.scalars(select(SetelanMakam).where(SetelanMakam.kab_kode.in_(kab)))
    return {row.kab_kode: _setelan(row) for row in rows}


def list_cari_umum(session: Session) -> list[str]:
    """The kab/kota that let everyone search their graves."""
    return list(
        session.scalars(select(SetelanMakam.kab_kode).where(SetelanMakam.cari_umum).order_by(SetelanMakam.kab_kode))
    )


def _setelan(row: SetelanMakam) -> Setelan:
    return Setelan(
        susunan_buku=SusunanBuku(row.susunan_buku),
        tumpang_boleh=row.tumpang_boleh,
        tumpang_tahun=row.tumpang_tahun,
        tumpang_persetujuan=row.tumpang_persetujuan,
        pindah_tahun=row.pindah_tahun,
        iptm_tahun=row.iptm_tahun,
        iptm_ingat_hari=row.iptm_ingat_hari,
        cari_umum=row.cari_umum,
        versi=row.versi,
    )
