"""Back up, damage, restore."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import Engine

from pemakaman import backup, embedded, store
from pemakaman.akun.rules import Peran
from pemakaman.config import Settings
from pemakaman.errors import ConfigError
from tests.pabrik import make_actor


@pytest.fixture
def other_database(server: embedded.Server) -> Iterator[str]:
    name = "uji_pulih"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(4713)")
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield server.url(name)
        connection.execute(drop)


def settings_of(app: Flask) -> Settings:
    found: Settings = app.config["SETTINGS"]
    return found


def test_rows_and_files_come_back(
    database: Engine, app: Flask, database_url: str, other_database: str, tmp_path: Path
) -> None:
    actor, sha256 = make_actor(Peran.PEJABAT), store.put(b"isi berkas")
    backup.save(settings_of(app), database_url, tmp_path / "c.tar")
    fresh = replace(settings_of(app), simpanan=tmp_path / "simpanan-baru")
    backup.restore(fresh, other_database, tmp_path / "c.tar", overwrite=False)
    with psycopg.connect(other_database) as connection:
        assert connection.execute("SELECT nama FROM akun WHERE id = %s", [actor.id]).fetchone() == (actor.nama,)
    assert (fresh.simpanan / sha256[:2] / sha256[2:4] / sha256).read_bytes() == b"isi berkas"


def test_restored_trail_is_still_append_only(
    database: Engine, app: Flask, database_url: str, other_database: str, tmp_path: Path
) -> None:
    make_actor(Peran.PEJABAT)
    backup.save(settings_of(app), database_url, tmp_path / "c.tar")
    fresh = replace(settings_of(app), simpanan=tmp_path / "baru")
    backup.restore(fresh, other_database, tmp_path / "c.tar", overwrite=False)
    with psycopg.connect(other_database) as connection:
        connection.execute("SET ROLE pemakaman_app")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM jejak")


def test_filled_database_is_not_overwritten_by_accident(
    database: Engine, app: Flask, database_url: str, tmp_path: Path
) -> None:
    backup.save(settings_of(app), database_url, tmp_path / "c.tar")
    with pytest.raises(ConfigError, match="--timpa"):
        backup.restore(settings_of(app), database_url, tmp_path / "c.tar", overwrite=False)


@pytest.mark.parametrize("content", [b"", b"bukan tar", b"\0" * 2048])
def test_broken_backup_changes_nothing(app: Flask, other_database: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rusak.tar").write_bytes(content)
    with pytest.raises(ConfigError, match="rusak"):
        backup.restore(settings_of(app), other_database, tmp_path / "rusak.tar", overwrite=True)
