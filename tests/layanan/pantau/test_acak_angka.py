"""No order of actions, with counting at any moment, leaves a kept figure that differs from a new count."""

from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from pemakaman.berkas.models import Berkas
from pemakaman.berkas.services.unduh import count_print
from pemakaman.db import now, today_in, transaction
from pemakaman.jejak.services import record
from pemakaman.makam.models import TutupBuku
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.services import angka
from pemakaman.pemilih import tanda_terima
from pemakaman.pemilih.models import Paket, TandaTerima
from pemakaman.pemilih.rules_tanda_terima import IsianTerima
from tests.layanan.verifikasi.test_acak_hidup import OFFICES, HidupAcak, KantorPemilih
from tests.layanan.verifikasi.test_acak_meja import REPORT
from tests.pabrik_angka import TABLES, check_figures
from tests.pabrik_bulanan import close_month


class KantorAngka(KantorPemilih):
    """The offices, whose figures begin with nothing too."""

    def clear(self) -> None:
        """Rows of the run before are deleted without triggers, so their figures must go as well."""
        with self.owner.begin() as connection:
            for table in ("tanda_terima", "tutup_buku", *TABLES):
                connection.execute(text(f"DELETE FROM {table}"))
        super().clear()


class AngkaAcak(HidupAcak):
    """Whatever happens to reports and voters, counted now and then, in small batches or large."""

    @rule(batch=st.sampled_from((1, 3, 5000)))
    def count_some(self, batch: int) -> None:
        """One batch only: the rest waits."""
        with transaction() as session:
            angka.count_marked(session, batch=batch)

    @rule(index=REPORT, what=st.sampled_from(("cancel", "take", "certify", "receipt", "return", "enter")))
    def one_change_between_two_counts(self, index: int, what: str) -> None:
        """No later change of the same report may hide that this one was not seen."""
        count_everything()
        steps: dict[str, Callable[[], None]] = {
            "cancel": lambda: self.cancel_usul(index),
            "take": lambda: self.take_away(index),
            "certify": lambda: self.certify(index),
            "receipt": lambda: self.receipt_of_package(index, False),
            "return": lambda: self.send_back(index, "return"),
            "enter": lambda: self.enter(index, 1, True, 3),
        }
        steps[what]()
        count_everything()
        check_figures()

    @rule()
    def count_anew(self) -> None:
        """An operator throws all figures away."""
        with transaction() as session:
            angka.recount_all(session)

    @rule(office=st.integers(0, 1), bulan=st.integers(7, 9))
    def close_or_open_a_month(self, office: int, bulan: int) -> None:
        """A month without burials is closed, or opened again."""
        makam, actor = self.makam[office], self.pejabat[office]
        with transaction() as session:
            in_force = TutupBuku.dibuka_pada.is_(None)
            query = select(TutupBuku).where(TutupBuku.makam_id == makam.id, TutupBuku.bulan == bulan, in_force)
            if closed := session.scalar(query):
                closed.dibuka_pada, closed.dibuka_oleh, closed.alasan_buka = now(), actor.id, "Salah tanggal"
                record(session, "makam.buku_dibuka", "makam", makam.id, actor=actor)
        if closed is None:
            close_month(actor, makam, Bulan(2026, bulan))

    @rule(index=REPORT)
    def take_away(self, index: int) -> None:
        """The papers are handed out."""
        if (laporan_id := self.report(index)) is not None:
            self.try_(lambda session: self._take_away(session, laporan_id))

    def _take_away(self, session: Session, laporan_id: UUID) -> None:
        officer = self._office(laporan_id)[0]
        for berkas in session.scalars(select(Berkas).where(Berkas.laporan_id == laporan_id)):
            count_print(berkas, now())
            record(session, "laporan.berkas_diunduh", "laporan", laporan_id, actor=officer)

    @rule(index=REPORT, refused=st.booleans())
    def receipt_of_package(self, index: int, refused: bool) -> None:
        """KPU accepts all names of a package, or all but the first."""
        paket: Paket | None = self._row(select(Paket).order_by(Paket.nomor), index)
        if paket is None or not paket.jumlah:
            return
        with transaction() as session:
            old = session.get(TandaTerima, paket.id)
        rows = {1: "NIK tidak ditemukan"} if refused else {}
        isian = IsianTerima("BA-1", today_in("18"), paket.jumlah - len(rows), len(rows), baris=rows)
        actor, versi = self.pejabat[OFFICES.index(paket.kab_kode)], old.versi if old else 0
        self.try_(lambda session: tanda_terima.record_receipt(session, paket.id, isian, versi=versi, actor=actor))

    def teardown(self) -> None:
        """At the end of every run all of it is counted."""
        count_everything()
        check_figures()


@pytest.fixture
def kantor(database: Engine, owner: Engine) -> KantorAngka:
    return KantorAngka(owner)


def test_no_order_of_actions_leaves_a_figure_that_a_new_count_does_not_give(kantor: KantorAngka) -> None:
    AngkaAcak.kantor = kantor
    run_state_machine_as_test(
        AngkaAcak,
        settings=settings(
            max_examples=4,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
