"""Bring a database to the head of the migrations, and ask where it stands."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from pemakaman.config import ROOT
from pemakaman.db import LOWEST_SERVER, make_engine
from pemakaman.errors import ConfigError


def alembic_config(url: str) -> Config:
    """Alembic's configuration for one database address."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def head() -> str:
    """The newest migration in this checkout."""
    return ScriptDirectory.from_config(alembic_config("")).get_current_head() or ""


def current(connection: Connection) -> str | None:
    """The migration this database stands at, or None for an empty one."""
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def check_server(url: str) -> None:
    """Raise ConfigError unless the server is PostgreSQL 15 or later."""
    engine = make_engine(url, role=None)
    with engine.connect() as connection:
        version = int(connection.scalar(text("SHOW server_version_num")) or 0)
    engine.dispose()
    if version < LOWEST_SERVER:
        raise ConfigError(f"PostgreSQL 15 atau lebih baru diperlukan; server ini {version // 10000}.")


def upgrade(url: str, target: str = "head") -> None:
    """Migrate up; each migration is one transaction."""
    check_server(url)
    command.upgrade(alembic_config(url), target)


def downgrade(url: str, target: str) -> None:
    """Migrate down to a named migration, or to 'base'."""
    command.downgrade(alembic_config(url), target)
