"""Rows of a book in months that are over, and closing those months, for tests."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from pemakaman import store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.buku.bulan import last_month
from pemakaman.buku.masa import Masa, masa_of
from pemakaman.buku.potret import Potret, read_picture
from pemakaman.buku.services import tutup
from pemakaman.db import transaction
from pemakaman.laporan import services
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import KoreksiBuku, Makam, TutupBuku
from tests.pabrik import BANDAR_LAMPUNG, make_actor, make_makam

_serial = count(1)
NAMA = ("Siti", "Budi", "Wayan", "Ketut", "Ahmad", "Rohani", "Darmo", "Sari", "Joko", "Mulyani")


def lalu(mundur: int = 0) -> Masa:
    """The last month that is over, or one so many months before it."""
    return last_month(BANDAR_LAMPUNG).geser(-mundur)


def hari(masa: Masa, tanggal: int = 10) -> date:
    """A day of a month."""
    return masa.awal + timedelta(days=tanggal - 1)


class Buku:
    """One cemetery with its manager and the office's admin."""

    def __init__(self, kab: str = BANDAR_LAMPUNG) -> None:
        self.pengelola = make_actor(Peran.PENGELOLA_MAKAM, kab)
        self.admin = make_actor(Peran.ADMIN_KAB, kab)
        self.makam: Makam = make_makam(kab, pengelola=[self.pengelola])

    def enter(self, tanggal: date, **isian: Any) -> UUID:
        """A row of the book, as a lapor awal with a name that no other row has."""
        laporan_id = uuid4()
        number = next(_serial)
        values = {
            "nama": f"{NAMA[number % 10]} {NAMA[number // 10 % 10]} {NAMA[number // 100 % 10]}ningsih",
            "jenis_kelamin": "LP"[number % 2],
            "umur": 60,
            "dimakamkan_tanggal": tanggal,
            **isian,
        }
        with transaction() as session:
            services.quick_lapor_awal(
                session, actor=self.pengelola, laporan_id=laporan_id, makam_id=self.makam.id, isian=values
            )
        return laporan_id

    def draft(self, tanggal: date) -> UUID:
        """A draft of the manager's own."""
        laporan_id = uuid4()
        with transaction() as session:
            services.start_laporan(session, actor=self.pengelola, laporan_id=laporan_id, makam_id=self.makam.id)
        self.edit(laporan_id, "pemakaman", dimakamkan_tanggal=tanggal)
        return laporan_id

    def edit(self, laporan_id: UUID, bagian: str, **isian: Any) -> None:
        """Keep one page group of a row."""
        with transaction() as session:
            versi = session.get_one(Laporan, laporan_id).versi
            services.save_bagian(session, laporan_id, bagian, isian, versi=versi, actor=self.pengelola)

    def close(self, masa: Masa, *, nihil: bool = False, draf: bool = False, actor: Actor | None = None) -> TutupBuku:
        """Close a month."""
        actor = actor or self.pengelola
        said: dict[str, Any] = {"nihil": nihil, "draf_diterima": draf, "petugas": "Pak Darmo"}
        with transaction() as session:
            return tutup.close_month(session, self.makam.id, masa, **said, actor=actor)

    def reopen(self, masa: Masa, alasan: str = "Salah hitung") -> TutupBuku:
        """Open it again."""
        with transaction() as session:
            return tutup.reopen_month(session, self.makam.id, masa, alasan=alasan, actor=self.admin)

    def koreksi(self) -> list[KoreksiBuku]:
        """All corrections of the cemetery, in their order."""
        with transaction() as session:
            query = select(KoreksiBuku).where(KoreksiBuku.makam_id == self.makam.id)
            return list(session.scalars(query.order_by(KoreksiBuku.tahun, KoreksiBuku.nomor)))

    def entries(self) -> list[tuple[str, Masa]]:
        """What each correction says, and of which month."""
        return [(one.jenis, Masa(one.asal_tahun, one.asal_bulan)) for one in self.koreksi()]


def picture(closing: TutupBuku) -> Potret:
    """What was kept of a closed month."""
    return read_picture(store.get(closing.sha256_isi))


__all__ = ["Buku", "hari", "lalu", "masa_of", "picture"]
