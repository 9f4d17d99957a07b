"""No order of actions leads to two approved deaths of one identity, to a lost row, or past an open suspicion.

A few reports of a few persons; every action goes through the services, and a refusal is a legal answer. To add
actions, write another rule that calls `self.try_(...)`; what must always hold stands in the invariants.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import PemakamanError
from pemakaman.jejak.models import Jejak
from pemakaman.laporan import services as laporan
from pemakaman.laporan.isian import read_isian
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.queries_ganda import has_open_ganda
from pemakaman.laporan.rules import Action, JenisBukti, Status
from pemakaman.makam.models import Buku, Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.verifikasi import services as meja
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_laporan import BAGIAN_ISI, lengkap, make_png

HARI = date(2026, 10, 5)
PERSONS: tuple[dict[str, Any], ...] = (
    {"nama": "Ahmad Suhaimi", "nik": "1871011503600001", "lahir": TanggalTakLengkap(1960, 3, 15)},
    {"nama": "Achmad Soehaimi", "nik": None, "lahir": TanggalTakLengkap(1960)},
    {"nama": "Rohani", "nik": "1871015702550001", "lahir": TanggalTakLengkap(1955, 2, 17), "jenis_kelamin": "P"},
    {"nama": "Ahmad Suhaemi", "nik": "1871011503600002", "lahir": TanggalTakLengkap(1960, 3, 15)},
    {"nama": "Budi Hartono", "nik": "1871011503600001", "lahir": TanggalTakLengkap(1950, 1, 1)},
    {"nama": "Wayan Gede", "nik": "1871010101500003", "lahir": TanggalTakLengkap(1950, 1, 1)},
)
OFFICES = ("18.71", METRO)
FILLED = (
    *("dugaan_ganda", "klaim", "keputusan", "pemeriksaan", "catatan_kembali", "bukti", "laporan_orang", "laporan"),
    *("buku", "jejak", "procrastinate_jobs"),
)
MOST_REPORTS = 6
REPORT = st.integers(0, MOST_REPORTS - 1)
PERSON = st.integers(0, len(PERSONS) - 1)
Work = Callable[[Session], object]


class MejaAcak(RuleBasedStateMachine):
    """Two cemeteries of two offices, their managers and officers, and whatever they do."""

    kantor: "Kantor"

    def __init__(self) -> None:
        super().__init__()
        self.kantor.clear()
        self.pengelola, self.verifikator = self.kantor.pengelola, self.kantor.verifikator
        self.pejabat, self.makam = self.kantor.pejabat, self.kantor.makam
        self.ids: list[UUID] = []
        self.office: dict[UUID, int] = {}
        self.rows = self.numbers = 0

    @initialize(first=PERSON, second=PERSON, office=st.integers(0, 1), whole=st.booleans())
    def begin(self, first: int, second: int, office: int, whole: bool) -> None:
        """Three reports, two of them of one person."""
        self.enter(first, 0, True, 0)
        self.enter(first, office, whole, 3)
        self.enter(second, 1, True, 0)

    def try_(self, work: Work) -> bool:
        """Run one service; a refusal in words is an answer, anything else is a fault."""
        try:
            with transaction() as session:
                work(session)
        except PemakamanError:
            return False
        return True

    def report(self, index: int) -> UUID | None:
        """One of the reports that there are."""
        return self.ids[index % len(self.ids)] if self.ids else None

    def _versi(self, session: Session, laporan_id: UUID) -> int:
        return session.get_one(Laporan, laporan_id).versi

    @rule(person=PERSON, office=st.integers(0, 1), whole=st.booleans(), days=st.sampled_from((0, 3, 40)))
    def enter(self, person: int, office: int, whole: bool, days: int) -> None:
        """A lapor awal, or a complete report sent at once."""
        if len(self.ids) >= MOST_REPORTS:
            return
        laporan_id, day = uuid4(), HARI - timedelta(days=days)
        isian = _isian(person, day)
        actor, makam = self.pengelola[office], self.makam[office]

        def work(session: Session) -> None:
            laporan.quick_lapor_awal(session, actor=actor, laporan_id=laporan_id, makam_id=makam.id, isian=isian)
            if whole:
                self._send(session, laporan_id, actor)

        if self.try_(work):
            self.ids.append(laporan_id)
            self.office[laporan_id] = office

    def _send(self, session: Session, laporan_id: UUID, actor: Actor) -> None:
        for jenis in (JenisBukti.SURAT_KEMATIAN, JenisBukti.KK_KTP):
            laporan.add_bukti(session, laporan_id, jenis=jenis, nama_berkas="a.png", content=_PNG, actor=actor)
        found = laporan.check_laporan(session, laporan_id, actor=actor)
        soft = [one.kode for one in found if not one.keras]
        versi = self._versi(session, laporan_id)
        laporan.submit_laporan(session, laporan_id, actor=actor, versi=versi, diterima=soft)

    @rule(index=REPORT)
    def submit(self, index: int) -> None:
        if (laporan_id := self.report(index)) is not None:
            actor = self.pengelola[self.office[laporan_id]]
            self.try_(lambda session: self._send(session, laporan_id, actor))

    @rule(index=REPORT, person=PERSON)
    def edit(self, index: int, person: int) -> None:
        """The manager writes down somebody else, while he still may."""
        if (laporan_id := self.report(index)) is not None:
            actor, isian = self.pengelola[self.office[laporan_id]], _who(person)
            self.try_(
                lambda session: laporan.save_bagian(
                    session, laporan_id, "almarhum", isian, versi=self._versi(session, laporan_id), actor=actor
                )
            )

    @rule(index=REPORT, person=PERSON)
    def correct(self, index: int, person: int) -> None:
        """Two persons mend an approved report."""
        if (laporan_id := self.report(index)) is not None:
            head, isian = self.pejabat[self.office[laporan_id]], _who(person)

            def work(session: Session) -> None:
                lama = read_isian(session.get_one(Laporan, laporan_id), get_orang(session, laporan_id))
                pairs = {name: (lama[name], value) for name, value in isian.items()}
                laporan.correct_laporan(
                    session, laporan_id, "almarhum", pairs, actor=head, peminta="Pengelola", alasan="Menurut KK"
                )

            self.try_(work)

    @rule(index=REPORT, until=st.sampled_from(("claim", "recommend", "approve", "approve", "approve")))
    def decide(self, index: int, until: str) -> None:
        """The office goes as far as it can, each step in its own transaction."""
        laporan_id = self.report(index)
        if laporan_id is None:
            return
        officer, head = self.verifikator[self.office[laporan_id]], self.pejabat[self.office[laporan_id]]
        steps: dict[str, Work] = {
            "claim": lambda session: meja.claim(session, laporan_id, actor=officer),
            "check": lambda session: meja.record_check(
                session, laporan_id, cara="siak", tanggal_cek=HARI, alasan=None, actor=officer
            ),
            "recommend": lambda session: meja.recommend(
                session, laporan_id, actor=officer, versi=self._versi(session, laporan_id)
            ),
            "approve": lambda session: self._approve(session, laporan_id, head),
        }
        for name, work in steps.items():
            self.try_(work)
            if name == until:
                return

    def _approve(self, session: Session, laporan_id: UUID, head: Actor) -> None:
        suspected = has_open_ganda(session, laporan_id)
        meja.approve(session, laporan_id, actor=head, versi=self._versi(session, laporan_id))
        assert not suspected, "disetujui padahal dugaan ganda masih terbuka"
        assert not has_open_ganda(session, laporan_id)

    @rule(index=REPORT, how=st.sampled_from(("return", "reject", "decline", "release")))
    def send_back(self, index: int, how: str) -> None:
        laporan_id = self.report(index)
        if laporan_id is None:
            return
        officer, head = self.verifikator[self.office[laporan_id]], self.pejabat[self.office[laporan_id]]
        works: dict[str, Work] = {
            "return": lambda session: meja.return_laporan(
                session, laporan_id, actor=officer, versi=self._versi(session, laporan_id), notes={"nama": "Periksa"}
            ),
            "reject": lambda session: meja.reject(
                session, laporan_id, actor=officer, versi=self._versi(session, laporan_id), alasan="Salah"
            ),
            "decline": lambda session: meja.decline(
                session, laporan_id, actor=head, versi=self._versi(session, laporan_id), alasan="Cek lagi"
            ),
            "release": lambda session: meja.release(session, laporan_id, actor=officer),
        }
        self.try_(works[how])

    @rule(index=REPORT, keep_first=st.booleans(), office=st.integers(0, 1))
    def merge(self, index: int, keep_first: bool, office: int) -> None:
        pair = self._pair(index)
        if pair is not None:
            tetap = pair.laporan_a if keep_first else pair.laporan_b
            actor = self.verifikator[office]
            self.try_(
                lambda session: meja.merge_laporan(session, pair.id, tetap_id=tetap, alasan="Satu orang", actor=actor)
            )

    @rule(index=REPORT, office=st.integers(0, 1))
    def not_same(self, index: int, office: int) -> None:
        pair = self._pair(index)
        if pair is not None:
            actor = self.verifikator[office]
            self.try_(lambda session: meja.mark_not_same(session, pair.id, alasan="Kembar", actor=actor))

    @rule(index=REPORT)
    def split(self, index: int) -> None:
        if (laporan_id := self.report(index)) is not None:
            actor = self.verifikator[self.office[laporan_id]]
            self.try_(
                lambda session: meja.split_laporan(
                    session, laporan_id, actor=actor, versi=self._versi(session, laporan_id), alasan="Dua orang"
                )
            )

    @rule(
        index=REPORT,
        action=st.sampled_from((Action.FREEZE, Action.RESTORE, Action.ANNUL, Action.ARCHIVE, Action.UNARCHIVE)),
    )
    def set_aside(self, index: int, action: Action) -> None:
        """Freezing, annulling and the archive, by the table of states alone."""
        if (laporan_id := self.report(index)) is not None:
            actor = self.pejabat[self.office[laporan_id]]

            def work(session: Session) -> None:
                row = laporan_of(session, laporan_id, actor)
                laporan.change_status(session, row, action, actor=actor)

            self.try_(work)

    def _pair(self, index: int) -> DugaanGanda | None:
        with transaction() as session:
            rows = session.scalars(select(DugaanGanda).order_by(DugaanGanda.dibuat_pada, DugaanGanda.id)).all()
        return rows[index % len(rows)] if rows else None

    @invariant()
    def one_identity_dies_once(self) -> None:
        approved = text(
            "SELECT nik_identitas FROM laporan WHERE nik_identitas IS NOT NULL "
            "AND (status IN ('disetujui', 'akta_terbit') "
            "OR (status = 'dibekukan' AND status_sebelum IN ('disetujui', 'akta_terbit'))) "
            "GROUP BY 1 HAVING count(*) > 1"
        )
        with transaction() as session:
            assert session.execute(approved).all() == []

    @invariant()
    def no_row_and_no_number_is_lost(self) -> None:
        with transaction() as session:
            rows = session.execute(select(Laporan.makam_id, Laporan.buku_tahun, Laporan.buku_nomor)).all()
            books = session.execute(select(Buku.makam_id, Buku.tahun, Buku.nomor_terakhir)).all()
        numbers = [(row.makam_id, row.buku_tahun, row.buku_nomor) for row in rows if row.buku_nomor]
        assert len(rows) >= self.rows
        assert len(numbers) >= self.numbers
        self.rows, self.numbers = len(rows), len(numbers)
        expected = {(makam, tahun, nomor) for makam, tahun, last in books for nomor in range(1, last + 1)}
        assert set(numbers) == expected
        assert len(numbers) == len(expected)

    @invariant()
    def merged_rows_point_to_an_heir_that_runs_on_its_own(self) -> None:
        with transaction() as session:
            rows = {row.id: row for row in session.scalars(select(Laporan))}
        for row in rows.values():
            assert (row.status == Status.DIGABUNG) == (row.digabung_ke is not None)
            if row.digabung_ke is not None:
                assert rows[row.digabung_ke].status not in {Status.DIGABUNG, Status.DRAF}

    @invariant()
    def suspicions_are_about_reports_of_the_register(self) -> None:
        """An undecided pair has two sides that say of somebody that he died, and both trails know of it."""
        with transaction() as session:
            for pair in session.scalars(select(DugaanGanda).where(DugaanGanda.status == "terbuka")):
                for side in (pair.laporan_a, pair.laporan_b):
                    status = session.get_one(Laporan, side).status
                    assert status not in {Status.DRAF, Status.DITOLAK, Status.DIBATALKAN, Status.DIGABUNG}
                    told = select(func.count()).where(Jejak.objek_id == str(side), Jejak.peristiwa.like("%ganda%"))
                    assert session.scalar(told)

    @invariant()
    def same_nik_is_never_left_unasked(self) -> None:
        """Two reports of the register under one NIK are a pair, open or merged; never passed over."""
        with transaction() as session:
            rows = [row for row in session.scalars(select(Laporan)) if _stands(row) and row.nik_identitas]
            pairs = {(row.laporan_a, row.laporan_b): row.status for row in session.scalars(select(DugaanGanda))}
        for one in rows:
            for other in rows:
                if one.id < other.id and one.nik_identitas == other.nik_identitas:
                    assert pairs.get((one.id, other.id)) == "terbuka"


def laporan_of(session: Session, laporan_id: UUID, actor: Actor) -> Laporan:
    """The report, locked as every writer locks it."""
    return get_laporan(session, laporan_id, actor=actor, for_update=True)


_PNG = make_png(5)


def _stands(row: Laporan) -> bool:
    silent = {Status.DRAF, Status.DITOLAK, Status.DIBATALKAN, Status.DIGABUNG}
    return row.status not in silent and (row.status_sebelum or row.status) not in silent


def _who(person: int) -> dict[str, Any]:
    nik = PERSONS[person]["nik"]
    return {"jenis_kelamin": "L", **PERSONS[person], "nik_alasan": None if nik else "tidak_punya", "bin_binti": None}


def _isian(person: int, day: date) -> dict[str, Any]:
    groups = lengkap(meninggal_tanggal=day, dimakamkan_tanggal=day, pelapor_nik="1871015502650009")
    found = {name: value for bagian in BAGIAN_ISI for name, value in groups[bagian].items()}
    reasons = {"alasan_nik_sama": "Menurut pelapor orang lain", "alasan_terlambat": "Keluarga di luar kota"}
    return {**found, **_who(person), **reasons}


class Kantor:
    """The accounts and cemeteries that all runs share; each run begins with an empty register."""

    def __init__(self, owner: Engine) -> None:
        self.owner = owner
        self.pengelola = [make_actor(Peran.PENGELOLA_MAKAM, kab) for kab in OFFICES]
        self.verifikator = [make_actor(Peran.VERIFIKATOR, kab) for kab in OFFICES]
        self.pejabat = [make_actor(Peran.PEJABAT, kab) for kab in OFFICES]
        self.makam: list[Makam] = [
            make_makam(kab, pengelola=[who]) for kab, who in zip(OFFICES, self.pengelola, strict=True)
        ]

    def clear(self) -> None:
        """Nothing of the run before."""
        with self.owner.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in FILLED:
                connection.execute(text(f"DELETE FROM {table}"))


@pytest.fixture
def kantor(database: Engine, owner: Engine) -> Kantor:
    return Kantor(owner)


def test_no_order_of_actions_breaks_what_must_hold(kantor: Kantor) -> None:
    MejaAcak.kantor = kantor
    run_state_machine_as_test(
        MejaAcak,
        settings=settings(
            max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
