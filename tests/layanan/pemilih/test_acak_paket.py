"""Whatever order proposals are confirmed, undone, frozen, packed and receipted in: a package strikes only the dead.

The small office of this machine has few names, so that steps meet.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select, text

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.errors import PemakamanError
from pemakaman.pemilih import pembekuan, serah, services, tanda_terima
from pemakaman.pemilih.models import Paket, PaketPenarikan, PaketUsul, Penarikan, TandaTerima, Usul
from pemakaman.pemilih.penarikan import held_by_kpu
from pemakaman.pemilih.rules import StatusPenarikan, StatusUsul, is_to_verify
from pemakaman.pemilih.rules_tanda_terima import IsianTerima
from tests.pabrik import make_actor
from tests.pabrik_pemilih import Kantor, make_approved, make_pemilih
from tests.pabrik_serah import plain_print

ORANG = 3
WHO = st.integers(0, ORANG - 1)
TABLES = ("tanda_terima", "paket_penarikan", "penarikan", "paket_usul", "pesanan_paket", "paket", "usul")


class Meja:
    """An office with three dead of whom one has a surat keterangan, and nothing proposed yet."""

    def __init__(self, owner: Engine) -> None:
        self.owner = owner
        self.kantor = Kantor()
        self.kpu = make_actor(Peran.PETUGAS_KPU)
        self.orang = []
        for number in range(ORANG):
            nik = f"1873{number:012}"
            surat = {"surat_nomor": "470/1", "surat_penerbit": "Kelurahan"} if number % 2 else {}
            self.orang.append((make_approved(nik=nik, **surat), make_pemilih(self.kantor.daftar_id, nik)))

    def clear(self) -> None:
        with self.owner.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in TABLES:
                connection.execute(text(f"DELETE FROM {table}"))


class PaketAcak(RuleBasedStateMachine):
    """Steps that a service refuses change nothing and are passed over."""

    meja: Meja

    @initialize()
    def begin(self) -> None:
        """KPU holds the first two names already."""
        self.meja.clear()
        self.confirm(0)
        self.confirm(1)
        self.build(True)

    def try_(self, work: Any) -> Any:
        try:
            with transaction() as session:
                return work(session)
        except PemakamanError:
            return None

    def usul_of(self, who: int) -> Usul | None:
        with transaction() as session:
            query = select(Usul).where(Usul.pemilih_id == self.meja.orang[who][1])
            return session.scalars(query.order_by(Usul.diusulkan_pada.desc())).first()

    @rule(who=WHO)
    def confirm(self, who: int) -> None:
        kantor, (laporan, pemilih) = self.meja.kantor, self.meja.orang[who]
        usul = self.try_(
            lambda session: services.propose(
                session,
                laporan_id=laporan,
                daftar_id=kantor.daftar_id,
                pemilih_id=pemilih,
                actor=kantor.verifikator,
                catatan="KK keluarga sudah dilihat",
            )
        )
        usul = usul or self.usul_of(who)
        if usul is not None:
            self.try_(lambda session: services.confirm(session, usul.id, versi=usul.versi, actor=kantor.pejabat))

    @rule(who=WHO)
    def cancel(self, who: int) -> None:
        if (usul := self.usul_of(who)) is not None:
            actor = self.meja.kantor.verifikator
            self.try_(lambda session: services.cancel(session, usul.id, versi=usul.versi, alasan="Keliru", actor=actor))

    @rule(who=WHO, pack=st.booleans())
    def think_twice(self, who: int, pack: bool) -> None:
        """Undone by mistake, proposed again, and perhaps handed over in the same breath."""
        self.cancel(who)
        self.confirm(who)
        if pack:
            self.build(True)

    @rule(who=WHO, again=st.booleans())
    def freeze(self, who: int, again: bool) -> None:
        """An alarm, or its end. Only the proposals are moved; the report's own states have a machine of their own."""
        laporan, actor = self.meja.orang[who][0], self.meja.kantor.pejabat
        step = pembekuan.restore_usul if again else pembekuan.freeze_usul
        self.try_(lambda session: step(session, laporan, sebab="Masih hidup", actor=actor))

    @rule(baru=st.booleans())
    def build(self, baru: bool) -> None:
        def work(session: Any) -> None:
            made = serah.build_serah(
                session,
                wilayah_kode="18.71",
                tps=None,
                baru=baru,
                periode="2026-T4",
                actor=self.meja.kantor.pejabat,
                cetak=plain_print,
            )
            rows = session.execute(
                select(PaketUsul, Usul).join(Usul).where(PaketUsul.paket_id == made.id).order_by(PaketUsul.nomor)
            ).all()
            carried = select(PaketPenarikan.penarikan_id).where(PaketPenarikan.paket_id == made.id)
            query = select(Usul.pemilih_id).join(Penarikan, Penarikan.usul_id == Usul.id)
            back = session.scalars(query.where(Penarikan.id.in_(carried))).all()
            assert [row.PaketUsul.nomor for row in rows] == list(range(1, len(rows) + 1))
            for row in rows:
                assert row.Usul.status == StatusUsul.DIKONFIRMASI
                assert row.Usul.pemilih_id not in back
                assert (row.PaketUsul.untuk == "verifikasi") is is_to_verify(row.Usul.kelas_bukti)

        self.try_(work)

    @rule(index=st.integers(0, 9), refused=st.sets(st.integers(1, ORANG), max_size=2), by_kpu=st.booleans())
    def receipt(self, index: int, refused: set[int], by_kpu: bool) -> None:
        with transaction() as session:
            packages = session.scalars(select(Paket).order_by(Paket.nomor)).all()
            found = packages[index % len(packages)] if packages else None
            old = session.get(TandaTerima, found.id) if found else None
        if found is None:
            return
        rows = {number: "NIK tidak ada" for number in refused if number <= found.jumlah}
        isian = IsianTerima("BA-1", today_in("18.71"), found.jumlah - len(rows), len(rows), baris=rows)
        actor: Actor = self.meja.kpu if by_kpu else self.meja.kantor.pejabat
        versi = old.versi if old else 0
        self.try_(lambda session: tanda_terima.record_receipt(session, found.id, isian, versi=versi, actor=actor))

    @invariant()
    def what_kpu_holds_wrongly_is_asked_back(self) -> None:
        undone = Usul.status.in_((StatusUsul.DIBEKUKAN, StatusUsul.DIBATALKAN))
        waiting = select(Penarikan.usul_id).where(Penarikan.status == StatusPenarikan.MENUNGGU)
        with transaction() as session:
            assert session.scalars(select(Usul.id).where(undone, held_by_kpu(), Usul.id.not_in(waiting))).all() == []

    @invariant()
    def a_refused_row_has_its_reason_and_frees_its_name(self) -> None:
        with transaction() as session:
            rows = session.execute(
                select(Usul.status).join(PaketUsul).where(PaketUsul.hasil == "ditolak", ~held_by_kpu())
            ).all()
            assert all(row.status in {StatusUsul.DITOLAK, StatusUsul.DIBATALKAN} for row in rows)


@pytest.fixture
def meja(database: Engine, owner: Engine) -> Meja:
    return Meja(owner)


def test_no_order_of_steps_puts_a_withdrawn_or_frozen_name_among_those_to_strike(meja: Meja) -> None:
    PaketAcak.meja = meja
    run_state_machine_as_test(
        PaketAcak,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
