"""Server-side sessions: the cookie carries a random token, the row decides."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import request
from flask_login import LoginManager, UserMixin
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun, Sesi
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import now, transaction

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login carries: the actor and the token of his session."""

    token: str
    actor: Actor

    def get_id(self) -> str:
        """The token, as it lies in the signed cookie."""
        return self.token


def token_hash(token: str) -> str:
    """SHA-256 of a token: the database never holds what opens a session."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(akun: Akun) -> Actor:
    """The account as the services see it."""
    return Actor(id=akun.id, nama=akun.nama, peran=Peran(akun.peran), wilayah_kode=akun.wilayah_kode or "")


def open_session(session: Session, akun: Akun, *, asal: str, perangkat: str) -> SignedIn:
    """A new session with a new token; old tokens are never reused."""
    token, moment = secrets.token_urlsafe(32), now()
    session.add(
        Sesi(
            id=token_hash(token),
            akun_id=akun.id,
            dibuat_pada=moment,
            terakhir_pada=moment,
            asal=asal,
            perangkat=perangkat[:200],
        )
    )
    return SignedIn(token, actor_of(akun))


def find_signed_in(session: Session, token: str) -> SignedIn | None:
    """The living session of a token: not revoked, used within 30 minutes, younger than 12 hours, account active."""
    moment = now()
    found = session.execute(
        select(Sesi, Akun)
        .join(Akun, Akun.id == Sesi.akun_id)
        .where(
            Sesi.id == token_hash(token),
            Sesi.dicabut_pada.is_(None),
            Sesi.terakhir_pada > moment - IDLE,
            Sesi.dibuat_pada > moment - ABSOLUTE,
            Akun.aktif,
        )
    ).first()
    if found is None:
        return None
    sesi, akun = found
    if sesi.terakhir_pada < moment - TOUCH_EVERY:
        session.execute(update(Sesi).where(Sesi.id == sesi.id).values(terakhir_pada=moment))
    return SignedIn(token, actor_of(akun))


def revoke(session: Session, token: str) -> None:
    """End the session of a token."""
    session.execute(update(Sesi).where(Sesi.id == token_hash(token)).values(dicabut_pada=now()))


def revoke_all(session: Session, akun_id: UUID, *, except_token: str | None = None) -> None:
    """End every session of an account, but for one if named."""
    statement = update(Sesi).where(Sesi.akun_id == akun_id, Sesi.dicabut_pada.is_(None))
    if except_token is not None:
        statement = statement.where(Sesi.id != token_hash(except_token))
    session.execute(statement.values(dicabut_pada=now()))


def forget_old(session: Session) -> None:
    """Delete session rows that ended more than 90 days ago."""
    session.execute(delete(Sesi).where(Sesi.dibuat_pada < now() - timedelta(days=90)))


def _load(token: str) -> SignedIn | None:
    with transaction() as session:
        return find_signed_in(session, token)


def expired_akun_id(session: Session, token: str) -> UUID | None:
    """Whose session this token is or was, also after it ran out or was revoked."""
    return session.scalar(select(Sesi.akun_id).where(Sesi.id == token_hash(token)))


login_manager = LoginManager()
login_manager.session_protection = None
login_manager.user_loader(_load)


def client_address() -> str:
    """The address a request came from, as the trusted proxies tell it."""
    return request.remote_addr or "tidak diketahui"
