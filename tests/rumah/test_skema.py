"""Migrations go up, down and up; models and the migrated schema are one."""

from collections.abc import Iterator

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql

from pemakaman import embedded, migrate
from pemakaman.db import make_engine
from pemakaman.models import metadata


@pytest.fixture
def empty_url(server: embedded.Server) -> Iterator[str]:
    name = "uji_migrasi"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(4712)")
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield server.url(name)
        connection.execute(drop)


def _differences(url: str) -> list[object]:
    engine = make_engine(url, role=None)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = list(compare_metadata(context, metadata))
    engine.dispose()
    return [one for one in found if "procrastinate" not in repr(one)]


def test_every_migration_goes_up_down_and_up(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrate.downgrade(empty_url, "base")
    with psycopg.connect(empty_url) as connection:
        left = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname !~ '^alembic'"
        ).fetchall()
    assert left == []
    migrate.upgrade(empty_url)


def test_models_equal_the_migrated_schema(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    assert _differences(empty_url) == []


DEFINITIONS = """
SELECT 'syarat ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype <> 't' AND conrelid <> 0
AND conrelid::regclass::text !~ '^(procrastinate|alembic)'
UNION SELECT 'indeks ' || indexdef FROM pg_indexes
WHERE schemaname = 'public' AND tablename !~ '^(procrastinate|alembic)'
"""


def _definitions(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        return {str(row[0]) for row in connection.execute(DEFINITIONS)}


def test_checks_and_partial_indexes_of_the_models_are_those_of_the_migrations(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrated = _definitions(empty_url)
    engine = make_engine(empty_url, role=None)
    metadata.drop_all(engine)
    metadata.create_all(engine)
    engine.dispose()
    assert migrated ^ _definitions(empty_url) == set()


def test_migrations_are_one_numbered_line() -> None:
    revisions = [script.revision for script in ScriptDirectory.from_config(migrate.alembic_config("")).walk_revisions()]
    assert sorted(revisions) == [f"{number:04}" for number in range(1, len(revisions) + 1)]
