"""Lists for the check in the field, for tests."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from pemakaman.akun.rules import Actor
from pemakaman.cek import services
from pemakaman.cek.rules import Jawaban
from pemakaman.db import reading, transaction
from pemakaman.pemilih.models import ButirLapangan, CekLapangan, Usul
from pemakaman.pemilih.rules import HasilLapangan
from tests.pabrik import BANDAR_LAMPUNG, DESA
from tests.pabrik_pemilih import Kantor

KEDATON = DESA[BANDAR_LAMPUNG]


def make_cek(actor: Actor, tps: str | None = None, desa: str = KEDATON) -> CekLapangan:
    """A list of the open proposals of Kedaton."""
    with transaction() as session:
        return services.make_cek(session, desa, tps, actor=actor)


def rows_of(cek_id: UUID) -> list[ButirLapangan]:
    """The rows of a list, as they are kept."""
    with reading() as session:
        query = select(ButirLapangan).where(ButirLapangan.cek_id == cek_id).order_by(ButirLapangan.urutan)
        return list(session.scalars(query))


def usul_of(usul_id: UUID) -> Usul:
    """A proposal as it is kept."""
    with reading() as session:
        return session.get_one(Usul, usul_id)


def answer(cek_id: UUID, actor: Actor, hasil: HasilLapangan | None, urutan: int = 1, **isi: Any) -> services.Tercatat:
    """Record the answer of one row on the version that is there."""
    versi = isi.pop("versi", None) or rows_of(cek_id)[urutan - 1].versi
    with transaction() as session:
        jawaban = Jawaban(urutan, hasil, versi=versi, **isi)
        return services.record_answers(session, cek_id, [jawaban], actor=actor)


class Lapangan(Kantor):
    """An office with one proposal on a running list."""

    def __init__(self, *, confirmed: bool = True) -> None:
        super().__init__()
        usul = self.propose()
        self.usul_id = (self.confirm(usul) if confirmed else usul).id
        self.cek = make_cek(self.verifikator)

    def answer(self, hasil: HasilLapangan | None, **isi: Any) -> services.Tercatat:
        return answer(self.cek.id, self.verifikator, hasil, **isi)

    def decide(self, actor: Actor | None = None, alasan: str = "Keluarga menunjukkan akta.") -> Usul:
        (row,) = rows_of(self.cek.id)
        with transaction() as session:
            return services.decide_answer(session, row.id, versi=row.versi, alasan=alasan, actor=actor or self.pejabat)

    def usul(self) -> Usul:
        return usul_of(self.usul_id)
