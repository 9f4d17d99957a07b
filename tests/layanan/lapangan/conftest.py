"""A manager with his cemetery, signed in."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.makam.models import Makam
from tests.pabrik import make_actor, make_makam, sign_in


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.fixture
def client(app: Flask, pengelola: Actor) -> FlaskClient:
    return sign_in(app, pengelola)
