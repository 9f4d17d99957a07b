"""Whatever is done to rows in whatever order, a closed month and its corrections say together what is in the book."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM
from pemakaman.buku.bulan import count_month, list_later
from pemakaman.buku.masa import Masa
from pemakaman.db import reading, transaction
from pemakaman.errors import PemakamanError
from pemakaman.laporan import services
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import in_register
from pemakaman.laporan.rules import Action, Status
from pemakaman.makam.models import Buku as BukuTahun
from pemakaman.makam.models import KoreksiBuku, TutupBuku
from tests.pabrik_tutup import Buku, hari, lalu, picture

MONTHS = 2
MONTH = st.integers(0, MONTHS - 1)
ROW = st.integers(0, 5)
SEX = st.sampled_from(("L", "P", None))
LEFT_OUT = {Action.REGISTER, Action.MERGE, Action.RECOMMEND, Action.DECLINE, Action.APPROVE, Action.RECORD_AKTA}
STEPS = st.sampled_from([action for action in Action if action not in LEFT_OUT])
Kept = tuple[str, int, int, int, int]


class BukuAcak(RuleBasedStateMachine):
    """One cemetery with two months that are over."""

    def __init__(self) -> None:
        super().__init__()
        self.buku = Buku()
        self.rows: list[UUID] = []
        self.kept: dict[UUID, Kept] = {}

    def masa(self, number: int) -> Masa:
        return lalu(number)

    def try_(self, work: Callable[[], object]) -> None:
        """What the rules refuse changes nothing."""
        try:
            work()
        except PemakamanError:
            return

    @initialize(sex=SEX, other=SEX, closed=st.booleans())
    def begin(self, sex: str | None, other: str | None, closed: bool) -> None:
        """Two rows, and mostly a closed month."""
        self.add(0, sex)
        self.add(1, other)
        if closed:
            self.close(0)

    @rule(month=MONTH, sex=SEX)
    def add(self, month: int, sex: str | None) -> None:
        """A burial of a month that is over is recorded."""
        self.rows.append(self.buku.enter(hari(self.masa(month)), jenis_kelamin=sex))

    @rule(index=ROW, sex=SEX, nama=st.sampled_from(("Siti Aminah", "Budi Hartono", "Wayan Gede")))
    def edit(self, index: int, sex: str | None, nama: str) -> None:
        """Name and sex are written anew."""
        row = self.rows[index % len(self.rows)]
        self.try_(lambda: self.buku.edit(row, "almarhum", jenis_kelamin=sex, nama=nama))

    @rule(index=ROW, month=MONTH, day=st.integers(1, 28))
    def move(self, index: int, month: int, day: int) -> None:
        """The day of burial was another one."""
        row, other = self.rows[index % len(self.rows)], hari(self.masa(month), day)
        self.try_(lambda: self.buku.edit(row, "pemakaman", dimakamkan_tanggal=other))

    @rule(index=ROW, action=STEPS)
    def step(self, index: int, action: Action) -> None:
        """Whatever the office may do with a row."""
        self.try_(lambda: self._step(self.rows[index % len(self.rows)], action))

    def _step(self, row: UUID, action: Action) -> None:
        with transaction() as session:
            laporan = session.get_one(Laporan, row)
            if action is Action.SPLIT:
                laporan.digabung_ke = None
            services.change_status(session, laporan, action, actor=SISTEM)

    @rule(index=ROW, other=ROW)
    def merge(self, index: int, other: int) -> None:
        """One row goes into another."""
        pergi, tetap = self.rows[index % len(self.rows)], self.rows[other % len(self.rows)]
        if pergi != tetap:
            self.try_(lambda: self._merge(pergi, tetap))

    def _merge(self, pergi: UUID, tetap: UUID) -> None:
        with transaction() as session:
            laporan = session.get_one(Laporan, pergi)
            with session.no_autoflush:
                laporan.digabung_ke = tetap
                services.change_status(session, laporan, Action.MERGE, actor=SISTEM)

    @rule(index=ROW, other=ROW, month=MONTH)
    def merge_and_split(self, index: int, other: int, month: int) -> None:
        """Two were one, and after the month was closed they are two again."""
        self.merge(index, other)
        self.close(month)
        self.step(index, Action.SPLIT)

    @rule(month=MONTH)
    def close(self, month: int) -> None:
        """A month is closed as it stands."""
        masa = self.masa(month)
        with reading() as session:
            nihil = not count_month(session, self.buku.makam.id, masa, actor=self.buku.pengelola).jumlah.jumlah
        self.try_(lambda: self._remember(self.buku.close(masa, nihil=nihil)))

    def _remember(self, closing: TutupBuku) -> None:
        self.kept[closing.id] = _totals(closing)

    @rule(month=MONTH)
    def reopen(self, month: int) -> None:
        """The office opens it again."""
        self.try_(lambda: self.buku.reopen(self.masa(month)))

    @invariant()
    def closed_rows_and_corrections_are_the_present_rows(self) -> None:
        with reading() as session:
            query = select(TutupBuku).where(TutupBuku.makam_id == self.buku.makam.id, TutupBuku.dibuka_pada.is_(None))
            for closing in session.scalars(query):
                assert _replayed(session, closing) == _present(session, closing)

    @invariant()
    def numbers_of_corrections_have_no_gap(self) -> None:
        with reading() as session:
            numbers = session.scalars(
                select(KoreksiBuku.nomor).where(KoreksiBuku.makam_id == self.buku.makam.id).order_by(KoreksiBuku.nomor)
            ).all()
            books = select(BukuTahun.koreksi_terakhir).where(BukuTahun.makam_id == self.buku.makam.id)
            given = sum(session.scalars(books))
        assert list(numbers) == list(range(1, given + 1))

    @invariant()
    def what_was_closed_never_changes(self) -> None:
        with reading() as session:
            for closing in session.scalars(select(TutupBuku).where(TutupBuku.id.in_(self.kept))):
                assert _totals(closing) == self.kept[closing.id]
                assert hashlib.sha256(store.get(closing.sha256_isi)).hexdigest() == closing.sha256_isi


def _totals(closing: TutupBuku) -> Kept:
    return closing.sha256_isi, closing.jumlah, closing.laki, closing.perempuan, closing.tidak_diketahui


def _replayed(session: Session, closing: TutupBuku) -> dict[str, str | None]:
    """Number of each row that counts → its name, by what was signed and what was corrected since."""
    rows = {f"{row['nomor']}/{row['tahun']}": row for row in picture(closing).data["baris"]}
    names = {nomor: row.get("nama") for nomor, row in rows.items()}
    counted = {nomor for nomor, row in rows.items() if row["berlaku"]}
    assert len(counted) == closing.jumlah
    for entry in list_later(session, closing):
        nomor, koreksi = f"{entry.buku_nomor}/{entry.buku_tahun}", entry.KoreksiBuku
        if "nama" in koreksi.rincian and nomor in names:
            assert koreksi.rincian["nama"][0] == names[nomor]
            names[nomor] = koreksi.rincian["nama"][1]
        if koreksi.jenis in {"susulan", "kembali"}:
            assert nomor not in counted
            counted.add(nomor)
        if koreksi.jenis == "keluar":
            counted.remove(nomor)
        if koreksi.jenis == "susulan":
            # The entry brings the whole row, as it stood when it came.
            names.pop(nomor, None)
    return {nomor: names.get(nomor) for nomor in counted}


def _present(session: Session, closing: TutupBuku) -> dict[str, str | None]:
    masa = Masa(closing.tahun, closing.bulan)
    known = {f"{row['nomor']}/{row['tahun']}" for row in picture(closing).data["baris"]}
    later = [one for one in list_later(session, closing) if one.KoreksiBuku.jenis == "susulan"]
    came = {f"{one.buku_nomor}/{one.buku_tahun}" for one in later}
    query = select(Laporan).where(
        Laporan.makam_id == closing.makam_id,
        Laporan.status != Status.DRAF,
        in_register(),
        Laporan.dimakamkan_tanggal.between(masa.awal, masa.akhir),
    )
    found = {f"{row.buku_nomor}/{row.buku_tahun}": row.nama for row in session.scalars(query)}
    return {nomor: nama if nomor in known - came else None for nomor, nama in found.items()}


def test_no_order_of_changes_loses_a_row_of_a_closed_month(database: Engine) -> None:
    run_state_machine_as_test(
        BukuAcak,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
