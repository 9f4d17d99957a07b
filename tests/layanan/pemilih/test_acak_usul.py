"""A proposal under random steps: never without an approved report, never two that live, never one the engine lost."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import func, select, text

from pemakaman.db import reading, transaction
from pemakaman.errors import PemakamanError
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import APPROVED
from pemakaman.pemilih import services
from pemakaman.pemilih.cocok_mesin import match_laporan
from pemakaman.pemilih.models import Cocok, DaftarPemilih, Usul
from pemakaman.pemilih.pembekuan import annul_usul, freeze_usul, restore_usul
from pemakaman.pemilih.queries import LIVE
from tests.pabrik_pemilih import Kantor, make_daftar, make_pemilih

pytestmark = pytest.mark.usefixtures("database")
MOVE = "UPDATE laporan SET status = :status, status_sebelum = :sebelum WHERE id = :id"


class UsulAcak(RuleBasedStateMachine):
    """One report and two voters of one name and birth, so that nobody but an officer tells which is meant."""

    def __init__(self) -> None:
        super().__init__()
        self.kantor = Kantor()
        self.kantor.daftar_id = make_daftar()
        daftar = self.kantor.daftar_id
        self.voters = [make_pemilih(daftar, None), make_pemilih(daftar, None, tps="004")]
        self.match()

    @rule()
    def match(self) -> None:
        with transaction() as session:
            match_laporan(session, self.kantor.laporan_id, session.get_one(DaftarPemilih, self.kantor.daftar_id))

    @rule()
    def propose_the_first(self) -> None:
        self._propose(0)

    @rule()
    def propose_the_second(self) -> None:
        self._propose(1)

    @rule()
    def confirm(self) -> None:
        self._decide(services.confirm, self.kantor.pejabat)

    @rule()
    def reject(self) -> None:
        self._decide(services.reject, self.kantor.pejabat, alasan="Bukan orangnya")

    @rule()
    def cancel(self) -> None:
        self._decide(services.cancel, self.kantor.verifikator, alasan="Salah")

    @precondition(lambda self: self._status() in APPROVED)
    @rule()
    def freeze(self) -> None:
        self._move("dibekukan", "disetujui", freeze_usul)

    @precondition(lambda self: self._status() == "dibekukan")
    @rule()
    def restore(self) -> None:
        self._move("disetujui", None, restore_usul)

    @precondition(lambda self: self._status() == "dibekukan")
    @rule()
    def annul(self) -> None:
        self._move("dibatalkan", "disetujui", annul_usul)

    @invariant()
    def nobody_is_struck_without_an_approved_report(self) -> None:
        with reading() as session:
            query = self._count(Usul, Usul.status.in_(("diusulkan", "dikonfirmasi")))
            assert self._status() in APPROVED or session.scalar(query) == 0

    @invariant()
    def one_death_is_one_voter(self) -> None:
        with reading() as session:
            assert (session.scalar(self._count(Usul, Usul.status.in_(LIVE))) or 0) <= 1

    @invariant()
    def candidates_are_of_approved_reports(self) -> None:
        with reading() as session:
            assert self._status() in APPROVED or session.scalar(self._count(Cocok)) == 0

    @invariant()
    def what_counts_was_confirmed_by_another(self) -> None:
        with reading() as session:
            for usul in session.scalars(
                select(Usul).where(Usul.status == "dikonfirmasi", Usul.laporan_id == self.kantor.laporan_id)
            ):
                assert usul.dikonfirmasi_oleh not in {None, usul.diusulkan_oleh}

    def _count(self, table: type[Usul] | type[Cocok], *where: Any) -> Any:
        return select(func.count()).select_from(table).where(table.laporan_id == self.kantor.laporan_id, *where)

    def _status(self) -> str:
        with reading() as session:
            return session.get_one(Laporan, self.kantor.laporan_id).status

    def _propose(self, which: int) -> None:
        self.kantor.pemilih_id = self.voters[which]
        self._try(self.kantor.propose)

    def _decide(self, service: Callable[..., Any], actor: Any, **more: str) -> None:
        with reading() as session:
            mine = select(Usul).where(Usul.laporan_id == self.kantor.laporan_id)
            usul = session.scalars(mine.order_by(Usul.diusulkan_pada.desc()).limit(1)).first()
        if usul is not None:
            self._try(lambda: self._serve(service, usul, actor, more))

    def _serve(self, service: Callable[..., Any], usul: Usul, actor: Any, more: dict[str, str]) -> None:
        with transaction() as session:
            service(session, usul.id, versi=usul.versi, actor=actor, **more)

    def _move(self, status: str, sebelum: str | None, then: Callable[..., None]) -> None:
        with transaction() as session:
            laporan_id = self.kantor.laporan_id
            session.execute(text(MOVE), {"status": status, "sebelum": sebelum, "id": laporan_id})
            record(session, f"laporan.{status}", "laporan", laporan_id, actor=self.kantor.verifikator)
            then(session, laporan_id, sebab="Uji", actor=self.kantor.verifikator)

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except PemakamanError:
            return


def test_random_steps_strike_nobody_wrongly() -> None:
    run_state_machine_as_test(
        UsulAcak,
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
