"""The engine, the declarative base, and the one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID

from psycopg.errors import DeadlockDetected
from sqlalchemy import TIMESTAMP, Engine, MetaData, Text, Uuid, create_engine, make_url, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

from pemakaman.errors import ConfigError
from pemakaman.nilai.tanggal import WILAYAH_TIMUR, zone_of

APP_ROLE = "pemakaman_app"
LOWEST_SERVER = 150000

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables: text is Text, time is timestamptz, mappings are JSONB."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: TIMESTAMP(timezone=True),
        UUID: Uuid(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
    }


class _Engines:
    url: str | None = None
    engine: Engine | None = None


def sqlalchemy_url(url: str) -> str:
    """The same address for the psycopg 3 driver."""
    parsed = make_url(url)
    if parsed.get_backend_name() not in {"postgresql", "postgres"}:
        raise ConfigError("DATABASE_URL harus alamat PostgreSQL (postgresql://…).")
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def libpq_url(url: str) -> str:
    """The same address as libpq reads it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def make_engine(url: str, *, role: str | None = APP_ROLE, pool_size: int = 5) -> Engine:
    """An engine whose every connection acts as `role`, so that the audit log stays append-only at run time."""
    options = "-c timezone=UTC" + (f" -c role={role}" if role else "")
    return create_engine(
        sqlalchemy_url(url),
        connect_args={"options": options},
        pool_size=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def configure(url: str) -> None:
    """Name the database of this process; connections open at first use."""
    if _Engines.engine is not None:
        _Engines.engine.dispose()
    _Engines.url, _Engines.engine = url, make_engine(url)


def engine() -> Engine:
    """The engine of this process; raises ConfigError before `configure`."""
    if _Engines.engine is None:
        raise ConfigError("Basis data belum ditentukan.")
    return _Engines.engine


def database_url() -> str:
    """The configured address; raises ConfigError before `configure`."""
    if _Engines.url is None:
        raise ConfigError("Basis data belum ditentukan.")
    return _Engines.url


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work: commits when the block ends well, rolls everything back when it raises."""
    with Session(engine(), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A session in which PostgreSQL itself refuses to write."""
    with Session(engine(), expire_on_commit=False, autoflush=False) as session:
        session.execute(text("SET TRANSACTION READ ONLY"))
        yield session


@contextmanager
def knowing(session: Session, kunci: str, nilai: object) -> Iterator[None]:
    """Let look-ups of this session find `nilai` in `session.info` inside the block: asked once for many rows.

    What rests on locks taken in a savepoint must be forgotten when that is rolled back, so the block lies inside it.
    """
    session.info[kunci] = nilai
    try:
        yield
    finally:
        del session.info[kunci]


def is_deadlock(error: OperationalError) -> bool:
    """Did PostgreSQL end this transaction because two waited for each other? Done again it goes through."""
    return isinstance(error.orig, DeadlockDetected)


_clock: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The server's clock, aware, in UTC."""
    return _clock.get() or datetime.now(UTC)


def today_in(kode_wilayah: str = WILAYAH_TIMUR) -> date:
    """Today where a region lies; without one, where the day begins first. The UTC day lags 7 to 9 hours behind."""
    return now().astimezone(zone_of(kode_wilayah)).date()


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let `now` stand at a moment inside the block, for records of things that happened earlier."""
    token = _clock.set(moment)
    try:
        yield
    finally:
        _clock.reset(token)
