"""Old lists shrink to their counts; what anything refers to stays."""

from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.impor import wait_alone
from pemakaman.jejak.models import Jejak
from pemakaman.pemilih import ringkas
from pemakaman.pemilih.cli import ringkas_daftar
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.models import KeputusanCocok, MunculLagi, TindakTms, Usul
from pemakaman.pemilih.queries import find_newest_daftar
from pemakaman.pemilih.ringkas import run_reduce, start_reduce
from pemakaman.pemilih.selisih_lihat import check_comparable
from pemakaman.pemilih.versi import check_whole
from tests.pabrik import METRO, make_actor
from tests.pabrik_daftar import Kearsipan, counts_of, grow_old, read_daftar, rows, voters_of
from tests.pabrik_pemilih import Kantor, make_approved
from tests.pekerja import work

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def arsip(database: object, tmp_path: Path) -> Kearsipan:
    return Kearsipan(make_actor(Peran.ADMIN_KAB), tmp_path)


@pytest.fixture
def lama(arsip: Kearsipan) -> UUID:
    """A list of a past period, old enough."""
    old = arsip.bring(rows(6), "2026-T2")
    grow_old(old, 200)
    arsip.bring(rows(7), "2026-T3")
    return old


def start(daftar_id: UUID, actor: Actor, *, hari: int = 90, defer: bool = False) -> None:
    with transaction() as session:
        start_reduce(session, daftar_id, actor=actor, hari=hari, defer=defer)


def events_of(daftar_id: UUID) -> list[str]:
    with reading() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(daftar_id)).order_by(Jejak.id)
        return [name for name in session.scalars(query) if "ringkas" in name]


def test_the_rows_go_and_the_counts_stay(arsip: Kearsipan, lama: UUID) -> None:
    counts = counts_of(lama)
    start(lama, arsip.admin)
    assert run_reduce(lama, transaction, porsi=4) == 6
    assert (voters_of(lama), counts_of(lama)) == ([], counts)
    assert read_daftar(lama).masuk == 6
    assert events_of(lama) == ["daftar_pemilih.diringkas", "daftar_pemilih.ringkas_selesai"]


def refer(lama: UUID) -> list[int]:
    """A proposal, a decision, a name that came back and one of KPU's dead, each on another voter."""
    kantor = Kantor()
    usul = kantor.propose()
    voters = [one.id for one in voters_of(lama)][:4]
    with transaction() as session:
        common = {"kab_kode": "18.71", "pemilih_id": voters[1]}
        session.add(
            KeputusanCocok(laporan_id=make_approved(), sama=True, asal="calon", oleh=usul.diusulkan_oleh, **common)
        )
        session.add(
            MunculLagi(
                daftar_id=lama, pemilih_id=voters[2], usul_id=usul.id, kab_kode="18.71", dasar="nik", sebab="tanpa_akta"
            )
        )
        session.add(TindakTms(daftar_id=lama, pemilih_id=voters[3], kab_kode="18.71", keadaan="tanpa_laporan"))
    return voters


def test_voters_that_anything_refers_to_stay(arsip: Kearsipan, lama: UUID) -> None:
    voters = refer(lama)
    start(lama, arsip.admin)
    assert run_reduce(lama, transaction, porsi=2) == 3
    assert [one.id for one in voters_of(lama)] == voters[1:]


def test_a_proposed_voter_stays(arsip: Kearsipan) -> None:
    kantor = Kantor()
    usul = kantor.propose()
    run_steps(kantor.daftar_id, transaction)
    grow_old(kantor.daftar_id, 200)
    arsip.bring(rows(2), "2026-T4")
    start(kantor.daftar_id, arsip.admin)
    assert run_reduce(kantor.daftar_id, transaction) == 0
    with reading() as session:
        assert session.get_one(Usul, usul.id).pemilih_id == kantor.pemilih_id


def test_a_reduction_that_died_is_taken_up(arsip: Kearsipan, lama: UUID) -> None:
    start(lama, arsip.admin)

    def die(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_reduce(lama, transaction, die, porsi=2)
    assert len(voters_of(lama)) == 4
    assert run_reduce(lama, transaction, porsi=2) == 4
    assert run_reduce(lama, transaction, porsi=2) == 0


def test_the_list_in_force_and_young_ones_stay_whole(arsip: Kearsipan) -> None:
    old, new = arsip.bring(rows(2), "2026-T2"), arsip.bring(rows(3), "2026-T3")
    for daftar_id in (old, new):
        with pytest.raises(Conflict, match="tidak dapat diringkas"):
            start(daftar_id, arsip.admin)


def test_a_list_that_was_never_counted_stays_whole(arsip: Kearsipan) -> None:
    old = arsip.bring(rows(2), "2026-T2", steps=False)
    grow_old(old, 200)
    arsip.bring(rows(3), "2026-T3", steps=False)
    with pytest.raises(Conflict, match="sudah dihitung"):
        start(old, arsip.admin)


def test_a_list_at_work_is_not_reduced(arsip: Kearsipan, lama: UUID) -> None:
    with transaction() as other:
        wait_alone(other, f"hitung:{lama}")
        with pytest.raises(Conflict, match="sedang dihitung"):
            start(lama, arsip.admin)


def test_only_the_own_admin_reduces(lama: UUID) -> None:
    with pytest.raises(Forbidden):
        start(lama, make_actor(Peran.PEJABAT))
    with pytest.raises(NotFound):
        start(lama, make_actor(Peran.ADMIN_KAB, METRO))


def test_twice_is_a_conflict(arsip: Kearsipan, lama: UUID) -> None:
    start(lama, arsip.admin)
    with pytest.raises(Conflict, match="sudah diringkas"):
        start(lama, arsip.admin)


def test_a_reduced_list_is_neither_matched_nor_compared(arsip: Kearsipan, lama: UUID) -> None:
    start(lama, arsip.admin)
    with pytest.raises(Conflict, match="tidak dapat dicocokkan"):
        check_whole(read_daftar(lama))
    with reading() as session:
        newest = find_newest_daftar(session, actor=arsip.admin)
        assert newest is not None
        assert newest.id != lama
        assert newest.sebelum_id == lama
        with pytest.raises(Conflict, match="sudah diringkas"):
            check_comparable(session, newest)


def test_the_worker_does_what_the_page_ordered(arsip: Kearsipan, lama: UUID) -> None:
    start(lama, arsip.admin, defer=True)
    work("impor")
    assert voters_of(lama) == []


def name_of(actor: Actor) -> str:
    with reading() as session:
        return session.get_one(Akun, actor.id).nama_pengguna


def test_the_command_tells_first_then_reduces_and_takes_up(arsip: Kearsipan, lama: UUID) -> None:
    options = ["--sebagai", name_of(arsip.admin)]
    told = CliRunner().invoke(ringkas_daftar, [*options, "--uji"])
    assert told.output == "18.71 DPB 2026-T2 versi 1: 6 pemilih\n"
    assert len(voters_of(lama)) == 6
    start(lama, arsip.admin)
    done = CliRunner().invoke(ringkas_daftar, options)
    assert done.output == "0 daftar diringkas, 6 nama dihapus.\n"
    with reading() as session:
        assert ringkas.list_past(session, actor=arsip.admin) == []
