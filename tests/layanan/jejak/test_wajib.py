"""The trail is fail-closed and append-only, in the database itself."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Peran
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from tests.pabrik import make_actor


def test_change_without_event_is_refused(database: Engine) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    with pytest.raises(IntegrityError, match="tanpa jejak"), transaction() as session:
        session.get_one(Akun, actor.id).nama = "Nama Lain"
    with transaction() as session:
        assert session.get_one(Akun, actor.id).nama == actor.nama


def test_change_with_event_is_kept(database: Engine) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    with transaction() as session:
        session.get_one(Akun, actor.id).nama = "Nama Lain"
        record(session, "akun.diubah", "akun", actor.id, actor=SISTEM)
    with transaction() as session:
        assert session.get_one(Akun, actor.id).nama == "Nama Lain"


def test_event_of_another_object_does_not_count(database: Engine) -> None:
    first, second = make_actor(Peran.VERIFIKATOR), make_actor(Peran.VERIFIKATOR)
    with pytest.raises(IntegrityError, match="tanpa jejak"), transaction() as session:
        session.get_one(Akun, first.id).nama = "Nama Lain"
        record(session, "akun.diubah", "akun", second.id, actor=SISTEM)


@pytest.mark.parametrize("statement", ["UPDATE jejak SET pelaku = 'x'", "DELETE FROM jejak", "TRUNCATE jejak"])
def test_runtime_role_cannot_rewrite_the_trail(database: Engine, statement: str) -> None:
    make_actor(Peran.VERIFIKATOR)
    with pytest.raises(DBAPIError, match=r"permission denied|tidak dapat diubah"), transaction() as session:
        session.execute(text(statement))


@pytest.mark.parametrize("statement", ["UPDATE jejak SET pelaku = 'x'", "DELETE FROM jejak"])
def test_owner_cannot_rewrite_the_trail_either(database: Engine, owner: Engine, statement: str) -> None:
    make_actor(Peran.VERIFIKATOR)
    with pytest.raises(DBAPIError, match="tidak dapat diubah"), owner.begin() as connection:
        connection.execute(text(statement))
