"""Strikes that were handed over, newer lists, and lists of KPU's own dead for tests."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pemakaman.akta.models import Akta
from pemakaman.akun.rules import SISTEM, Actor
from pemakaman.db import now, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.pemilih.models import (
    DaftarPemilih,
    MunculLagi,
    Paket,
    PaketPenarikan,
    PaketUsul,
    Penarikan,
    TandaTerima,
    TindakTms,
    Usul,
)
from pemakaman.pemilih.muncul import find_returned
from pemakaman.pemilih.tindak import assign
from pemakaman.pemilih.tms import sort_tms
from tests.pabrik import BANDAR_LAMPUNG
from tests.pabrik_pemilih import Kantor, make_daftar, make_pemilih

_serial = count(1)


class Pukulan:
    """A confirmed proposal that was handed over ten days ago, and a newer list to look into."""

    def __init__(self, **isian: Any) -> None:
        self.kantor = Kantor(**isian)
        self.usul: Usul = self.kantor.confirm(self.kantor.propose())
        self.paket_id = hand_over(self.usul.id, now() - timedelta(days=10))

    def newer(self, **columns: Any) -> UUID:
        """Another list of the same kab/kota, of today unless it has a day."""
        daftar_id = make_daftar()
        set_daftar(daftar_id, periode=f"2026-X{next(_serial)}", **columns)
        return daftar_id

    def receive(self, *, ditolak: str | None = None) -> None:
        """KPU's receipt, with this row accepted or refused."""
        receive(self.paket_id, self.usul.id, ditolak=ditolak)

    def give_akta(self, tanggal: date) -> None:
        """The akta of the death."""
        give_akta(self.kantor.laporan_id, tanggal)


def set_daftar(daftar_id: UUID, **columns: Any) -> None:
    """Change columns of a list."""
    with transaction() as session:
        daftar = session.get_one(DaftarPemilih, daftar_id)
        for name, value in columns.items():
            setattr(daftar, name, value)
        record(session, "daftar_pemilih.uji", "daftar_pemilih", daftar_id, actor=SISTEM)


def hand_over(usul_id: UUID, kapan: datetime, *, tarik: bool = False) -> UUID:
    """A package with one proposal, or one that takes it back."""
    with transaction() as session:
        usul = session.get_one(Usul, usul_id)
        paket = Paket(
            kab_kode=usul.kab_kode,
            wilayah_kode=usul.kab_kode,
            jenis="penarikan" if tarik else "usul",
            format="csv",
            jumlah=1,
            sha256="d" * 64,
            ukuran=1,
            dibuat_oleh=usul.diusulkan_oleh,
            dibuat_pada=kapan,
        )
        session.add(paket)
        record(session, "paket.dibuat", "paket", paket.id, actor=SISTEM)
        session.flush()
        record(session, "paket.uji", "paket", paket.id, actor=SISTEM)
        record(session, "usul.uji", "usul", usul_id, actor=SISTEM)
        if not tarik:
            session.add(PaketUsul(paket_id=paket.id, usul_id=usul_id, nomor=1))
            return paket.id
        notice = Penarikan(
            usul_id=usul_id, kab_kode=usul.kab_kode, status="dikirim", sebab="Masih hidup", dikirim_pada=kapan
        )
        session.add(notice)
        session.flush()
        session.add(PaketPenarikan(paket_id=paket.id, penarikan_id=notice.id))
    return paket.id


def receive(paket_id: UUID, usul_id: UUID, *, ditolak: str | None) -> None:
    """KPU's receipt for a package of one row."""
    with transaction() as session:
        paket = session.get_one(Paket, paket_id)
        row = session.get_one(PaketUsul, (paket_id, usul_id))
        row.hasil, row.sebab = ("ditolak", ditolak) if ditolak else ("diterima", None)
        session.add(
            TandaTerima(
                paket_id=paket_id,
                nomor="TT/1",
                tanggal=paket.dibuat_pada.date(),
                jumlah_diterima=0 if ditolak else 1,
                jumlah_ditolak=1 if ditolak else 0,
                dicatat_oleh=paket.dibuat_oleh,
            )
        )
        record(session, "paket.diterima", "paket", paket_id, actor=SISTEM)
        record(session, "usul.uji", "usul", usul_id, actor=SISTEM)


def give_akta(laporan_id: UUID, tanggal: date) -> None:
    """A recorded akta."""
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        laporan.status = Status.AKTA_TERBIT
        nomor = f"1871-KM-{next(_serial):08}-0001"
        session.add(Akta(laporan_id=laporan_id, nomor=nomor, tanggal=tanggal, dicatat_oleh=laporan.dibuat_oleh))
        record(session, "laporan.akta_terbit", "laporan", laporan_id, actor=SISTEM)


def look(daftar_id: UUID) -> int:
    """The work after an import, for a list of voters."""
    with transaction() as session:
        return find_returned(session, daftar_id)


def sort_out(daftar_id: UUID) -> int:
    """The work after an import, for a list of KPU's own dead."""
    with transaction() as session:
        return sort_tms(session, daftar_id)


def make_tms(kab: str = BANDAR_LAMPUNG) -> UUID:
    """A finished list of KPU's own dead."""
    daftar_id = make_daftar(kab)
    set_daftar(daftar_id, jenis="TMS")
    return daftar_id


def bring_back(makam_id: UUID, petugas: Actor) -> None:
    """One name that came back, and of KPU's own dead one that a cemetery is asked for and one without akta."""
    pukulan = Pukulan()
    daftar_id, tms = pukulan.newer(), make_tms()
    make_pemilih(daftar_id, pukulan.kantor.nik)
    look(daftar_id)
    make_pemilih(tms, "1871014403500009", nama="SUPARMAN", jenis_kelamin="L")
    make_pemilih(tms, pukulan.kantor.nik)
    sort_out(tms)
    with transaction() as session:
        ids = session.scalars(select(TindakTms.id).where(TindakTms.keadaan == "tanpa_laporan")).all()
        assign(session, ids, ke=str(makam_id), catatan="Tanya juru kunci", actor=petugas)


def alarms() -> list[MunculLagi]:
    """Every alarm, the oldest first."""
    with transaction() as session:
        return session.query(MunculLagi).order_by(MunculLagi.dibuat_pada, MunculLagi.id).all()


def tindak() -> list[TindakTms]:
    """Every row of KPU's own dead."""
    with transaction() as session:
        return session.query(TindakTms).order_by(TindakTms.id).all()
