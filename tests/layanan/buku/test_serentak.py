"""Two sessions at the same instant: a row is in the closed month or a correction of it, never neither, never both."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from pemakaman.buku.masa import Masa
from pemakaman.buku.services import tutup
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.laporan import services
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import TutupBuku
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik_tutup import Buku, hari, lalu, picture

REPEATS = range(5)


@pytest.fixture
def buku(database: Engine) -> Buku:
    return Buku()


def entering(buku: Buku, laporan_id: UUID, nama: str = "Siti Aminah") -> Any:
    isian = {"nama": nama, "jenis_kelamin": "P", "umur": 60, "dimakamkan_tanggal": hari(lalu())}
    place = {"actor": buku.pengelola, "laporan_id": laporan_id, "makam_id": buku.makam.id}
    return lambda session: services.quick_lapor_awal(session, **place, isian=isian)


def closing(buku: Buku, masa: Masa, *, nihil: bool = False) -> Any:
    said = {"nihil": nihil, "draf_diterima": False, "petugas": "Pak Darmo"}
    return lambda session: tutup.close_month(session, buku.makam.id, masa, **said, actor=buku.pengelola)


def kept(buku: Buku) -> TutupBuku:
    with reading() as session:
        return session.query(TutupBuku).filter_by(makam_id=buku.makam.id).one()


@contextmanager
def held(work: Any) -> Iterator[Session]:
    """The work is done but not committed until the block ends."""
    with transaction() as session:
        work(session)
        session.flush()
        yield session


def is_waiting() -> bool:
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with reading() as session:
        return bool(session.scalar(text(query)))


@contextmanager
def meanwhile(work: Any) -> Iterator[Future[None]]:
    """The work runs in a session of its own and has come as far as it can when the block begins."""
    started = Event()

    def run() -> None:
        with transaction() as session:
            started.set()
            work(session)

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(run)
        started.wait()
        for _ in range(2000):
            if future.done() or is_waiting():
                break
        yield future


def test_a_row_that_is_being_added_is_waited_for_and_closed_with(buku: Buku) -> None:
    buku.enter(hari(lalu()))
    with held(entering(buku, uuid4())) as adding, meanwhile(closing(buku, lalu())) as waiting:
        assert not waiting.done()
        adding.commit()
        waiting.result(10)
    assert kept(buku).jumlah == 2
    assert buku.koreksi() == []


def test_a_row_added_while_the_month_is_being_closed_waits_and_is_a_correction(buku: Buku) -> None:
    buku.enter(hari(lalu()))
    with held(closing(buku, lalu())) as shutting, meanwhile(entering(buku, uuid4())) as waiting:
        assert not waiting.done()
        shutting.commit()
        waiting.result(10)
    assert kept(buku).jumlah == 1
    assert buku.entries() == [("susulan", lalu())]


def test_a_row_of_another_cemetery_does_not_wait(buku: Buku) -> None:
    other = Buku()
    with held(closing(buku, lalu(), nihil=True)), transaction() as session:
        session.execute(text("SET LOCAL lock_timeout = '500ms'"))
        entering(other, uuid4())(session)
    assert other.koreksi() == []


def test_two_rows_do_not_wait_for_each_other_at_the_gate(buku: Buku) -> None:
    first, second = buku.enter(hari(lalu())), buku.enter(hari(lalu()))

    def edit(laporan_id: UUID) -> Any:
        def work(session: Session) -> None:
            found = session.get_one(Laporan, laporan_id)
            services.save_bagian(
                session, laporan_id, "almarhum", {"nama": "Siti"}, versi=found.versi, actor=buku.pengelola
            )

        return work

    with held(edit(first)), transaction() as session:
        session.execute(text("SET LOCAL lock_timeout = '500ms'"))
        edit(second)(session)


@pytest.mark.parametrize("_", REPEATS)
def test_adding_and_closing_at_once_lose_nothing(buku: Buku, _: int) -> None:
    buku.enter(hari(lalu()))
    added = uuid4()
    assert at_once(entering(buku, added), closing(buku, lalu())) == [None, None]
    found = kept(buku)
    with reading() as session:
        nomor = session.get_one(Laporan, added).buku_nomor
    inside = [row["nomor"] for row in picture(found).data["baris"]]
    assert (nomor in inside) + len(buku.koreksi()) == 1
    assert found.jumlah == len(inside)


@pytest.mark.parametrize("_", REPEATS)
def test_nihil_and_a_row_at_once_are_never_both_silent(buku: Buku, _: int) -> None:
    outcome = at_once(entering(buku, uuid4()), closing(buku, lalu(), nihil=True))
    assert outcome[0] is None
    if outcome[1] is None:
        assert buku.entries() == [("susulan", lalu())]
    else:
        assert isinstance(outcome[1], Invalid)
        assert buku.koreksi() == []


@pytest.mark.parametrize("_", REPEATS)
def test_closing_twice_at_once_closes_once(buku: Buku, _: int) -> None:
    one_conflict(at_once(closing(buku, lalu(), nihil=True), closing(buku, lalu(), nihil=True)))
    assert kept(buku).nihil


@pytest.mark.parametrize("_", REPEATS)
def test_a_change_while_closing_is_in_the_picture_or_a_correction(buku: Buku, _: int) -> None:
    laporan_id = buku.enter(hari(lalu()), nama="Siti Aminah")

    def change(session: Session) -> None:
        versi = session.get_one(Laporan, laporan_id).versi
        isian = {"nama": "Siti Sari"}
        services.save_bagian(session, laporan_id, "almarhum", isian, versi=versi, actor=buku.pengelola)

    assert at_once(change, closing(buku, lalu())) == [None, None]
    (row,) = picture(kept(buku)).data["baris"]
    assert (row["nama"], len(buku.koreksi())) in {("Siti Sari", 0), ("Siti Aminah", 1)}


@pytest.mark.parametrize("_", REPEATS)
def test_corrections_made_at_once_have_numbers_without_gap(buku: Buku, _: int) -> None:
    buku.close(lalu(), nihil=True)
    names = ("Siti Aminah", "Budi Hartono", "Wayan Gede", "Joko Susilo")
    assert at_once(*(entering(buku, uuid4(), nama) for nama in names)) == [None] * 4
    assert [one.nomor for one in buku.koreksi()] == [1, 2, 3, 4]


@pytest.mark.parametrize("_", REPEATS)
def test_opening_and_adding_at_once(buku: Buku, _: int) -> None:
    buku.close(lalu(), nihil=True)

    def reopen(session: Session) -> None:
        tutup.reopen_month(session, buku.makam.id, lalu(), alasan="Keliru", actor=buku.admin)

    assert at_once(reopen, entering(buku, uuid4())) == [None, None]
    assert len(buku.koreksi()) <= 1
    assert buku.close(lalu()).jumlah == 1
