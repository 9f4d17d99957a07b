"""One embedded PostgreSQL a run, one template database, one copy a worker, real commits, clean tables a test."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from pemakaman import db, embedded, migrate
from pemakaman.app import create_app
from pemakaman.berkas.routes import dasar
from pemakaman.config import ROOT, Settings
from pemakaman.kunci_periksa import make_key
from pemakaman.models import metadata
from pemakaman.pantau.routes import bulanan
from pemakaman.wilayah.services import load_wilayah

KEPT = {"wilayah", "alembic_version"}


def _template_name() -> str:
    digest = hashlib.sha256()
    sources = [*sorted(ROOT.glob("migrations/versions/*.py")), ROOT / "pemakaman/wilayah/data/wilayah.tsv.gz"]
    for path in sources:
        digest.update(path.read_bytes())
    return f"templat_{digest.hexdigest()[:12]}"


def _build_template(url: str) -> None:
    migrate.upgrade(url)
    engine = db.make_engine(url, role=None)
    with Session(engine) as session, session.begin():
        load_wilayah(session)
    engine.dispose()


def _ensure_template(server: embedded.Server) -> str:
    name = _template_name()
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(4711)")
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(f"{name}_baru")))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"{name}_baru")))
            _build_template(server.url(f"{name}_baru"))
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(f"{name}_baru"), sql.Identifier(name)))
    return name


# What a test wrote is deleted from where it wrote it: TRUNCATE of every table costs twenty times as much.
QUEUE = ("procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs")
TABLES = [*(name for name in metadata.tables if name not in KEPT), *QUEUE]
FILLED = text(" UNION ALL ".join(f"SELECT '{name}' FROM (SELECT FROM {name} LIMIT 1)" for name in TABLES))
SEQUENCES = text(
    "SELECT setval(d.objid::regclass, 1, false) FROM pg_depend d JOIN pg_class c ON c.oid = d.objid "
    "WHERE c.relkind = 'S' AND d.refobjid = ANY (CAST(:tables AS regclass[])) AND d.deptype IN ('a', 'i')"
)


def empty(connection: Connection) -> None:
    """Delete what tests wrote; the regions stay."""
    filled = list(connection.scalars(FILLED))
    if not filled:
        return
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for name in filled:
        connection.execute(text(f"DELETE FROM {name}"))
    connection.execute(SEQUENCES, {"tables": filled})


@pytest.fixture(scope="session")
def server() -> Iterator[embedded.Server]:
    with embedded.holding(embedded.place(ROOT / "instance", "uji"), fsync=False) as running:
        yield running


@pytest.fixture(scope="session")
def database_url(server: embedded.Server) -> Iterator[str]:
    template, name = _ensure_template(server), f"uji_{os.getpid()}"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        connection.execute(drop)
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
        yield server.url(name)
        db.configure(server.url(name))
        connection.execute(drop)


@pytest.fixture(scope="session")
def owner(database_url: str) -> Iterator[Engine]:
    engine = db.make_engine(database_url, role=None)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    instance: Path = tmp_path_factory.mktemp("instance")
    settings = Settings(
        secret_key="kunci-rahasia-untuk-pengujian-saja-0123456789",
        instance=instance,
        simpanan=instance / "simpanan",
        database_url=database_url,
        demo=False,
        https=False,
        proxies=0,
        port=0,
        alamat="https://pemakaman.uji.go.id",
        kunci_periksa=instance / "kunci-periksa.pem",
    )
    make_key(instance / "kunci-periksa.pem")
    built = create_app(settings)
    built.testing = True
    built.config["WTF_CSRF_ENABLED"] = False
    # No worker runs beside these tests, so waiting for one only costs time.
    dasar.PATIENCE_SECONDS = bulanan.PATIENCE_SECONDS = 0.0
    return built


@pytest.fixture
def database(app: Flask, owner: Engine) -> Iterator[Engine]:
    """Empty tables (regions stay) and the app's engine; every service test asks for this."""
    with owner.begin() as connection:
        empty(connection)
    yield db.engine()
