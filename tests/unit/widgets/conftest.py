"""A bare application with only what drawing a form needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from pemakaman.static_assets import register_assets

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def aplikasi() -> Flask:
    app = Flask("pemakaman", template_folder=str(ROOT / "templates"))
    app.secret_key = "hanya untuk uji"
    app.config["WTF_CSRF_ENABLED"] = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    register_assets(app)
    return app


@pytest.fixture(autouse=True)
def permintaan(aplikasi: Flask) -> Iterator[None]:
    with aplikasi.test_request_context("/"):
        yield
