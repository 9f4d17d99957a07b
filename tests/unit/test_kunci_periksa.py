"""The key of documents' codes: made once, never overwritten, missing or broken it stops the start."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pemakaman.cli import main
from pemakaman.config import Settings
from pemakaman.errors import ConfigError
from pemakaman.kunci_periksa import LAMA, load_keys, make_key, public_pem, read_private


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        "x" * 40, tmp_path, tmp_path / "simpanan", None, False, False, 0, 8000, kunci_periksa=tmp_path / "kunci.pem"
    )


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["kunci-periksa", *words])


def test_a_key_is_made_once_for_its_owner_only(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "kunci.pem"
    assert run("buat", str(path)).exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    again = run("buat", str(path))
    assert (again.exit_code, path.read_bytes()) == (1, before)
    assert "tidak ditimpa" in again.output
    assert public_pem(load_keys(settings).pribadi) == public_pem(read_private(path))


def test_the_public_half_is_printed(tmp_path: Path) -> None:
    make_key(tmp_path / "kunci.pem")
    shown = run("publik", str(tmp_path / "kunci.pem"))
    assert public_pem(read_private(tmp_path / "kunci.pem")).decode() in shown.output
    assert "PRIVATE" not in shown.output


def test_a_missing_key_stops_the_start(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="tidak ada"):
        load_keys(settings)


@pytest.mark.parametrize(
    "content", [b"", b"bukan kunci", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"]
)
def test_a_broken_key_stops_the_start(settings: Settings, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kunci.pem").write_bytes(content)
    with pytest.raises(ConfigError, match="bukan kunci pribadi Ed25519"):
        load_keys(settings)


def test_a_demonstration_makes_its_own(settings: Settings) -> None:
    demo = replace(settings, demo=True)
    assert list(load_keys(demo).publik) == list(load_keys(demo).publik)


def test_papers_of_a_former_key_stay_checkable(settings: Settings, tmp_path: Path) -> None:
    make_key(tmp_path / "dulu.pem")
    (tmp_path / LAMA).mkdir()
    (tmp_path / LAMA / "2026.pem").write_bytes(public_pem(read_private(tmp_path / "dulu.pem")))
    make_key(tmp_path / "kunci.pem")
    keys = load_keys(settings)
    assert list(keys.publik.values()) == [keys.pribadi.public_key(), read_private(tmp_path / "dulu.pem").public_key()]


def test_a_private_key_among_the_former_ones_is_named(settings: Settings, tmp_path: Path) -> None:
    make_key(tmp_path / "kunci.pem")
    make_key(tmp_path / LAMA / "2026.pem")
    with pytest.raises(ConfigError, match="bukan kunci publik"):
        load_keys(settings)
