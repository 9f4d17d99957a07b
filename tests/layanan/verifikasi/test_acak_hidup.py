"""The same random desk, with what comes after the approval: certificates, voters, packages, alarms, the archive.

No order of actions leads to a voter proposal without an approved report, to a frozen or undone name among those to
strike, to a name that KPU keeps striking unasked, or to a frozen report about which nobody decides.
"""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import ColumnElement, Engine, func, select, text
from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor
from pemakaman.db import today_in, transaction
from pemakaman.errors import Forbidden
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import APPROVED, Action, JenisBukti, Status
from pemakaman.pembatalan import services as pembatalan
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.rules import OPEN, Putusan, StatusKasus
from pemakaman.pemilih import penarikan
from pemakaman.pemilih import services as pemilih
from pemakaman.pemilih.models import Paket, PaketUsul, Pemilih, Penarikan, Usul
from pemakaman.pemilih.penarikan import held_by_kpu
from pemakaman.pemilih.rules import StatusPenarikan, StatusUsul
from tests.layanan.verifikasi.test_acak_meja import _PNG, OFFICES, PERSON, PERSONS, REPORT, Kantor, MejaAcak
from tests.pabrik import DESA
from tests.pabrik_pembatalan import aduan, kpu
from tests.pabrik_pemilih import make_daftar, make_pemilih
from tests.pabrik_serah import build_in

MORE = (
    *("paket_penarikan", "penarikan", "paket_usul", "paket", "usul", "kasus_bukti", "kasus_hidup"),
    *("akta", "berkas"),
)
KEPT = (Usul, Paket, PaketUsul, Penarikan, KasusHidup, Akta)
OFFICE = st.integers(0, 1)


class KantorPemilih(Kantor):
    """The offices, each with a voter list in which every person with a NIK stands once."""

    def __init__(self, owner: Engine) -> None:
        super().__init__(owner)
        self.kpu = kpu()
        self.daftar = [make_daftar(kab) for kab in OFFICES]
        self.pemilih = [
            {str(one["nik"]): _voter(daftar, kab, one) for one in reversed(PERSONS) if one["nik"]}
            for daftar, kab in zip(self.daftar, OFFICES, strict=True)
        ]

    def clear(self) -> None:
        """Nothing of the run before; the voters stay."""
        with self.owner.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in MORE:
                connection.execute(text(f"DELETE FROM {table}"))
        super().clear()


def _voter(daftar: UUID, kab: str, one: dict[str, Any]) -> int:
    jenis = one.get("jenis_kelamin", "L")
    desa, nama, lahir = DESA[kab], str(one["nama"]).upper(), one["lahir"].earliest()
    where = {"desa_kode": desa, "kec_kode": desa[:8]}
    return make_pemilih(daftar, one["nik"], nama=nama, jenis_kelamin=jenis, tanggal_lahir=lahir, **where)


class HidupAcak(MejaAcak):
    """Whatever offices, families and KPU do with reports that may be wrong about a living person."""

    kantor: KantorPemilih

    def __init__(self) -> None:
        super().__init__()
        self.counts = dict.fromkeys(KEPT, 0)
        self.certificates = 0

    @initialize(first=PERSON, second=PERSON, office=OFFICE, whole=st.booleans(), certified=st.booleans())
    def begin(self, first: int, second: int, office: int, whole: bool, certified: bool) -> None:
        """A report that is approved and whose voter is in KPU's hands; another of the same man; and a third."""
        self.enter(first, 0, True, 0)
        self.decide(0, "approve")
        if certified:
            self.certify(0)
        self.hand_over(0, "pack")
        self.enter(first, office, whole, 3)
        self.enter(second, 1, True, 0)

    def _office(self, laporan_id: UUID) -> tuple[Actor, Actor]:
        number = self.office[laporan_id]
        return self.verifikator[number], self.pejabat[number]

    @rule(index=REPORT)
    def certify(self, index: int) -> None:
        """The number of the certificate is recorded."""
        if (laporan_id := self.report(index)) is not None:
            self.certificates += 1
            nomor = f"1871-KM-05102026-{self.certificates:04}"
            officer, day = self._office(laporan_id)[0], today_in("18")
            self.try_(
                lambda session: record_akta(
                    session, laporan_id, nomor=nomor, tanggal=day, actor=officer, diterima=("pola_akta", "akta_beda")
                )
            )

    @rule(index=REPORT, until=st.sampled_from(("propose", "confirm", "pack", "pack")))
    def hand_over(self, index: int, until: str) -> None:
        """One proposes, another confirms, and the package is built."""
        if (laporan_id := self.report(index)) is None:
            return
        number, (officer, head) = self.office[laporan_id], self._office(laporan_id)
        with transaction() as session:
            nik = session.get_one(Laporan, laporan_id).nik_identitas
        voter, daftar = self.kantor.pemilih[number].get(nik or ""), self.kantor.daftar[number]
        if voter is None:
            return
        self.try_(
            lambda session: pemilih.propose(
                session, laporan_id=laporan_id, daftar_id=daftar, pemilih_id=voter, actor=officer
            )
        )
        if until != "propose":
            self._settle(laporan_id, head)
        if until == "pack":
            self.build(number, True)

    def _settle(self, laporan_id: UUID, head: Actor) -> None:
        def work(session: Session) -> None:
            waiting = Usul.laporan_id == laporan_id, Usul.status == StatusUsul.DIUSULKAN
            for usul in session.scalars(select(Usul).where(*waiting)):
                pemilih.confirm(session, usul.id, versi=usul.versi, actor=head)

        self.try_(work)

    @rule(index=REPORT)
    def cancel_usul(self, index: int) -> None:
        """An officer takes a proposal back."""
        if (usul := self._row(select(Usul).order_by(Usul.diusulkan_pada, Usul.id), index)) is not None:
            officer = self._office(usul.laporan_id)[0]
            self.try_(
                lambda session: pemilih.cancel(session, usul.id, versi=usul.versi, alasan="Keliru", actor=officer)
            )

    @rule(office=OFFICE, baru=st.booleans())
    def build(self, office: int, baru: bool) -> None:
        """The next package; what it names to strike is looked at in the same breath."""

        def work(session: Session) -> None:
            made = build_in(session, self.pejabat[office], OFFICES[office], baru=baru)
            self._check_strikes(session, made.id)

        self.try_(work)

    def _check_strikes(self, session: Session, paket_id: UUID) -> None:
        query = (
            select(Usul.status, Laporan.status, Laporan.nik_identitas, Pemilih.nik)
            .join(PaketUsul, PaketUsul.usul_id == Usul.id)
            .join(Laporan, Laporan.id == Usul.laporan_id)
            .join(Pemilih, Pemilih.id == Usul.pemilih_id)
            .where(PaketUsul.paket_id == paket_id)
        )
        for usul, laporan, identity, voter in session.execute(query):
            assert usul == StatusUsul.DIKONFIRMASI, f"usul {usul} di paket baru"
            assert laporan in APPROVED, f"laporan {laporan} di paket baru"
            assert identity == voter, "paket menyebut orang lain dari laporannya"

    @rule(index=REPORT)
    def receipt(self, index: int) -> None:
        """KPU confirms that a name is back."""
        sent = select(Penarikan).where(Penarikan.status == StatusPenarikan.DIKIRIM).order_by(Penarikan.dibuat_pada)
        if (notice := self._row(sent, index)) is not None:
            actor = self.pejabat[OFFICES.index(notice.kab_kode)]
            self.try_(
                lambda session: penarikan.receive(
                    session, {notice.id}, tanda_terima="BA-1", tanggal=today_in("18"), actor=actor
                )
            )

    @rule(index=REPORT, person=PERSON, public=st.booleans())
    def alarm(self, index: int, person: int, public: bool) -> None:
        """A stranger names a NIK, or a manager points at a report."""
        laporan_id = self.report(index)
        if public:
            told = aduan(nik=PERSONS[person]["nik"], nama=PERSONS[person]["nama"])
            self.try_(lambda session: pembatalan.raise_public(session, told))
        elif laporan_id is not None:
            actor = self.pengelola[self.office[laporan_id]]
            self.try_(
                lambda session: pembatalan.raise_for_laporan(session, laporan_id, keterangan="Terlihat", actor=actor)
            )

    @rule(
        index=REPORT,
        putusan=st.sampled_from(Putusan),
        until=st.sampled_from(("propose", "decide", "decide")),
        raised=st.booleans(),
    )
    def judge(self, index: int, putusan: Putusan, until: str, raised: bool) -> None:
        """Two persons decide a case with proof, one raised just now or an older one; the first alone never can."""
        if raised:
            self.alarm(index, 0, False)
        waiting = select(KasusHidup).where(KasusHidup.status == StatusKasus.TERBUKA)
        newest = waiting.order_by(KasusHidup.dibuat_pada.desc(), KasusHidup.nomor)
        kasus = self._row(newest, 0 if raised else index)
        if kasus is None:
            return
        number = OFFICES.index(kasus.kab_kode)
        officer, head = self.verifikator[number], self.pejabat[number]
        self.try_(lambda session: self._propose(session, kasus.id, putusan, officer))
        if until == "decide":
            with pytest.raises(Forbidden):
                self._decide(kasus.id, officer)
            self.try_(lambda session: self._decide_in(session, kasus.id, head))

    def _propose(self, session: Session, kasus_id: UUID, putusan: Putusan, officer: Actor) -> None:
        jenis = JenisBukti.BUKTI_HIDUP if putusan is Putusan.KABULKAN else JenisBukti.SURAT_KEMATIAN
        pembatalan.add_kasus_bukti(session, kasus_id, jenis=jenis, nama_berkas="a.png", content=_PNG, actor=officer)
        versi = session.get_one(KasusHidup, kasus_id).versi
        pembatalan.propose_putusan(session, kasus_id, putusan=putusan, alasan="Cocok", versi=versi, actor=officer)

    def _decide(self, kasus_id: UUID, actor: Actor) -> None:
        with transaction() as session:
            self._decide_in(session, kasus_id, actor)

    def _decide_in(self, session: Session, kasus_id: UUID, actor: Actor) -> None:
        versi = session.get_one(KasusHidup, kasus_id).versi
        pembatalan.decide(session, kasus_id, versi=versi, actor=actor)

    @rule(index=REPORT, action=st.sampled_from((Action.ARCHIVE, Action.UNARCHIVE, Action.REINSTATE)))
    def set_aside(self, index: int, action: Action) -> None:
        """The archive, and the way back of what was annulled wrongly."""
        if (laporan_id := self.report(index)) is not None:
            services = {
                Action.ARCHIVE: pembatalan.archive,
                Action.UNARCHIVE: pembatalan.unarchive,
                Action.REINSTATE: pembatalan.reinstate,
            }
            head = self._office(laporan_id)[1]
            self.try_(
                lambda session: services[action](
                    session, laporan_id, alasan="Sebab", versi=self._versi(session, laporan_id), actor=head
                )
            )

    def _row(self, query: Any, index: int) -> Any:
        with transaction() as session:
            rows = session.scalars(query).all()
        return rows[index % len(rows)] if rows else None

    @invariant()
    def a_living_proposal_has_an_approved_report(self) -> None:
        with transaction() as session:
            query = select(Usul.status, Laporan.status).join(Laporan, Laporan.id == Usul.laporan_id)
            for usul, laporan in session.execute(query):
                if usul in {StatusUsul.DIUSULKAN, StatusUsul.DIKONFIRMASI}:
                    assert laporan in APPROVED
                assert usul != StatusUsul.DIBEKUKAN or laporan == Status.DIBEKUKAN

    @invariant()
    def kpu_is_asked_to_put_back_every_name_it_holds_wrongly(self) -> None:
        undone: ColumnElement[bool] = Usul.status.in_((StatusUsul.DIBEKUKAN, StatusUsul.DIBATALKAN))
        waiting = select(Penarikan.usul_id).where(Penarikan.status == StatusPenarikan.MENUNGGU)
        with transaction() as session:
            assert session.scalars(select(Usul.id).where(undone, held_by_kpu(), Usul.id.not_in(waiting))).all() == []

    @invariant()
    def a_report_is_frozen_as_long_as_a_case_of_it_is_open(self) -> None:
        with transaction() as session:
            frozen = set(session.scalars(select(Laporan.id).where(Laporan.status == Status.DIBEKUKAN)))
            cases = session.scalars(select(KasusHidup.laporan_id).where(KasusHidup.status.in_(OPEN)))
            assert {one for one in cases if one is not None} == frozen

    @invariant()
    def a_certificate_stands_with_its_report(self) -> None:
        with transaction() as session:
            living = set(session.scalars(select(Akta.laporan_id).where(Akta.dibatalkan_pada.is_(None))))
            standing = func.coalesce(Laporan.status_sebelum, Laporan.status)
            assert living == set(session.scalars(select(Laporan.id).where(standing == Status.AKTA_TERBIT)))

    @invariant()
    def nothing_that_was_written_is_lost(self) -> None:
        with transaction() as session:
            found = {table: session.scalar(select(func.count()).select_from(table)) or 0 for table in KEPT}
            trail = session.scalar(select(func.count()).select_from(Jejak)) or 0
        assert all(found[table] >= self.counts[table] for table in KEPT)
        assert trail >= found[KasusHidup] + found[Usul]
        self.counts = found


@pytest.fixture
def kantor_pemilih(database: Engine, owner: Engine) -> KantorPemilih:
    return KantorPemilih(owner)


def test_no_order_of_alarms_and_packages_breaks_what_must_hold(kantor_pemilih: KantorPemilih) -> None:
    HidupAcak.kantor = kantor_pemilih
    run_state_machine_as_test(
        HidupAcak,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
