"""A missing secret stops the start, and says which."""

from pathlib import Path

import pytest

from pemakaman.config import load_settings
from pemakaman.errors import ConfigError

SECRET = "x" * 40


def test_production_without_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="PEMAKAMAN_SECRET_KEY"):
        load_settings({"PEMAKAMAN_INSTANCE": str(tmp_path)})


def test_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="32 karakter"):
        load_settings({"PEMAKAMAN_INSTANCE": str(tmp_path), "PEMAKAMAN_SECRET_KEY": "pendek"})


def test_demo_makes_its_own_secret_and_keeps_it(tmp_path: Path) -> None:
    environ = {"PEMAKAMAN_MODE": "demo", "PEMAKAMAN_INSTANCE": str(tmp_path)}
    assert load_settings(environ).secret_key == load_settings(environ).secret_key


@pytest.mark.parametrize("port", ["delapan", "-1", "70000"])
def test_bad_port_is_named(tmp_path: Path, port: str) -> None:
    with pytest.raises(ConfigError, match="PORT"):
        load_settings({"PEMAKAMAN_INSTANCE": str(tmp_path), "PEMAKAMAN_SECRET_KEY": SECRET, "PORT": port})


def test_unknown_mode_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="PEMAKAMAN_MODE"):
        load_settings({"PEMAKAMAN_INSTANCE": str(tmp_path), "PEMAKAMAN_MODE": "coba"})
