"""Makers of rows for tests, through the same tables and events as the program."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.akun.sessions import actor_of, open_session
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.makam.models import Makam, MakamPengelola

BANDAR_LAMPUNG, METRO, PROVINSI = "18.71", "18.72", "18"
DESA = {"18.71": "18.71.01.1003", "18.72": "18.72.01.1001", "18.01": "18.01.04.2001"}
WILAYAH = {
    Peran.PENGELOLA_MAKAM: BANDAR_LAMPUNG,
    Peran.OPERATOR_DESA: DESA[BANDAR_LAMPUNG],
    Peran.PETUGAS_PROVINSI: PROVINSI,
    Peran.ADMIN_SISTEM: None,
}
_serial = count(1)


def make_akun(session: Session, peran: Peran, wilayah: str | None = None, *, nama: str | None = None) -> Akun:
    """An active account of a role; its region is Bandar Lampung's unless named."""
    number = next(_serial)
    akun = Akun(
        id=uuid4(),
        nama_pengguna=f"{peran.value}{number}",
        nama=nama or f"Petugas {number}",
        peran=peran.value,
        wilayah_kode=wilayah or WILAYAH.get(peran, BANDAR_LAMPUNG),
        sandi=None,
    )
    session.add(akun)
    record(session, "akun.dibuat", "akun", akun.id, actor=SISTEM)
    session.flush()
    return akun


def make_actor(peran: Peran, wilayah: str | None = None, *, nama: str | None = None) -> Actor:
    """A committed account, as an actor."""
    with transaction() as session:
        return actor_of(make_akun(session, peran, wilayah, nama=nama))


def make_makam(kab: str = BANDAR_LAMPUNG, *, pengelola: Sequence[Actor] = (), desa: str | None = None) -> Makam:
    """A committed active cemetery, with its managers."""
    desa = desa or DESA[kab]
    with transaction() as session:
        makam = Makam(
            id=uuid4(),
            kode=f"M{next(_serial):06}",
            nama="TPU Uji",
            jenis="tpu",
            pengelolaan="pemda",
            status="aktif",
            kab_kode=kab,
            kec_kode=desa[:8],
            desa_kode=desa,
        )
        session.add(makam)
        record(session, "makam.dibuat", "makam", makam.id, actor=SISTEM)
        session.flush()
        session.add_all(MakamPengelola(makam_id=makam.id, akun_id=actor.id) for actor in pengelola)
    return makam


def sign_in(app: Flask, actor: Actor) -> FlaskClient:
    """A client with a living session of the actor."""
    client = app.test_client()
    with transaction() as session:
        akun = session.get_one(Akun, actor.id)
        signed = open_session(session, akun, asal="127.0.0.1", perangkat="uji")
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = signed.token, True
    return client


def at(year: int, month: int, day: int, hour: int = 3) -> datetime:
    """An aware moment in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)
