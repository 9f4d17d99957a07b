"""Numbers of the burial book: no gap, no double, under parallel writers."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.makam.queries import list_buku
from pemakaman.makam.services import next_number, set_starting_number
from tests.pabrik import METRO, make_actor, make_makam


class Dibatalkan(Exception):
    """A sender whose transaction fails after it took a number."""


def _take(makam_id: UUID, sender: int) -> int | None:
    try:
        with transaction() as session:
            number = next_number(session, makam_id, 2026)
            if sender % 5 == 0:
                raise Dibatalkan
            return number
    except Dibatalkan:
        return None


def test_fifty_parallel_senders_leave_no_gap_and_no_double(database: Engine) -> None:
    makam = make_makam()
    with ThreadPoolExecutor(max_workers=12) as pool:
        taken = list(pool.map(lambda sender: _take(makam.id, sender), range(50)))
    numbers = sorted(number for number in taken if number is not None)
    assert numbers == list(range(1, 41))


def test_each_year_and_each_cemetery_has_its_own_book(database: Engine) -> None:
    first, second = make_makam(), make_makam()
    with transaction() as session:
        assert next_number(session, first.id, 2026) == 1
        assert next_number(session, first.id, 2027) == 1
        assert next_number(session, second.id, 2026) == 1
        assert next_number(session, first.id, 2026) == 2


@pytest.fixture
def admin(database: Engine) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


def test_book_from_paper_goes_on_from_its_number(admin: Actor) -> None:
    makam = make_makam()
    with transaction() as session:
        set_starting_number(session, makam.id, 2026, 118, actor=admin)
    with transaction() as session:
        assert [next_number(session, makam.id, 2026) for _ in range(2)] == [118, 119]
        assert [tuple(row) for row in list_buku(session, makam.id)] == [(2026, 118, 119)]


def test_starting_number_may_be_corrected_while_unused(admin: Actor) -> None:
    makam = make_makam()
    for nomor in (118, 119):
        with transaction() as session:
            set_starting_number(session, makam.id, 2026, nomor, actor=admin)
    with transaction() as session:
        assert next_number(session, makam.id, 2026) == 119


def test_starting_number_refused_once_a_number_is_given(admin: Actor) -> None:
    makam = make_makam()
    with transaction() as session:
        next_number(session, makam.id, 2026)
    with pytest.raises(Conflict, match="sudah memakai nomor"), transaction() as session:
        set_starting_number(session, makam.id, 2026, 7, actor=admin)


def test_starting_number_below_one_is_refused(admin: Actor) -> None:
    makam = make_makam()
    with pytest.raises(Invalid), transaction() as session:
        set_starting_number(session, makam.id, 2026, 0, actor=admin)


def test_starting_number_is_the_admins_business(database: Engine) -> None:
    manager = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[manager])
    with pytest.raises(Forbidden), transaction() as session:
        set_starting_number(session, makam.id, 2026, 5, actor=manager)


def test_admin_of_another_kab_does_not_find_the_book(database: Engine) -> None:
    makam, stranger = make_makam(), make_actor(Peran.ADMIN_KAB, METRO)
    with pytest.raises(NotFound), transaction() as session:
        set_starting_number(session, makam.id, 2026, 5, actor=stranger)
