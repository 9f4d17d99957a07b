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


DUKCAPIL = {"PEMAKAMAN_DUKCAPIL_PENGGUNA": "kab1871", "PEMAKAMAN_DUKCAPIL_SANDI": "rahasia-sekali"}


def with_service(tmp_path: Path, url: str, **more: str) -> dict[str, str]:
    return {**in_production(tmp_path), "PEMAKAMAN_DUKCAPIL_URL": url, **DUKCAPIL, **more}


def in_production(tmp_path: Path, **more: str) -> dict[str, str]:
    address = {"PEMAKAMAN_ALAMAT": "https://contoh.go.id/", "PEMAKAMAN_KUNCI_PERIKSA": str(tmp_path / "kunci.pem")}
    return {"PEMAKAMAN_INSTANCE": str(tmp_path), "PEMAKAMAN_SECRET_KEY": SECRET, **address, **more}


def test_without_an_address_no_service_is_asked(tmp_path: Path) -> None:
    assert load_settings(with_service(tmp_path, "")).dukcapil is None


@pytest.mark.parametrize("url", ["https://layanan.contoh.id/CALL_NIK", "http://10.1.2.3/CALL_NIK"])
def test_service_address_is_https_or_inside_the_office(tmp_path: Path, url: str) -> None:
    found = load_settings(with_service(tmp_path, url)).dukcapil
    assert found is not None
    assert (found.url, found.batas_jawab) == (url, 5)
    assert "rahasia-sekali" not in repr(found)


@pytest.mark.parametrize(
    "url",
    ["http://layanan.contoh.id/", "http://8.8.8.8/", "ftp://10.1.2.3/", "https://a:b@contoh.id/", "contoh", "https://"],
)
def test_unsafe_service_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError, match="DUKCAPIL_URL"):
        load_settings(with_service(tmp_path, url))


def test_service_without_credentials_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="PENGGUNA dan"):
        load_settings(with_service(tmp_path, "https://contoh.id/", PEMAKAMAN_DUKCAPIL_SANDI=""))


def with_bsre(tmp_path: Path, url: str, **more: str) -> dict[str, str]:
    keys = {"PEMAKAMAN_BSRE_PENGGUNA": "kab1871", "PEMAKAMAN_BSRE_SANDI": "rahasia-sekali"}
    return in_production(tmp_path, **{**keys, "PEMAKAMAN_BSRE_URL": url, **more})


def test_without_settings_nothing_signs(tmp_path: Path) -> None:
    found = load_settings(with_bsre(tmp_path, ""))
    assert (found.bsre, found.pkcs12) == (None, None)


def test_bsre_is_https_or_inside_the_office(tmp_path: Path) -> None:
    found = load_settings(with_bsre(tmp_path, "https://esign.contoh.id/")).bsre
    assert found is not None
    assert (found.url, found.tampak) == ("https://esign.contoh.id", False)
    assert "rahasia-sekali" not in repr(found)
    with pytest.raises(ConfigError, match="BSRE_URL"):
        load_settings(with_bsre(tmp_path, "http://esign.contoh.id"))


@pytest.mark.parametrize(("name", "value"), [("SANDI", ""), ("BATAS_JAWAB", "60"), ("BATAS_HUBUNG", "lama")])
def test_bsre_with_half_a_setting_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"BSRE_{name}"):
        load_settings(with_bsre(tmp_path, "https://esign.contoh.id", **{f"PEMAKAMAN_BSRE_{name}": value}))


def test_the_passphrase_of_the_certificate_may_lie_in_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "sandi"
    kept.write_text("sandi dengan spasi \n")
    keys = {"PEMAKAMAN_TTE_P12": "/etc/penanda.p12", "PEMAKAMAN_TTE_P12_SANDI_BERKAS": str(kept)}
    found = load_settings(with_bsre(tmp_path, "", **keys)).pkcs12
    assert found is not None
    assert (found.sandi, found.tampak) == ("sandi dengan spasi ", True)
    assert "spasi" not in repr(found)
    kept.unlink()
    with pytest.raises(ConfigError, match="SANDI_BERKAS"):
        load_settings(with_bsre(tmp_path, "", **keys))


def test_the_offices_of_the_certificate_are_named_by_code(tmp_path: Path) -> None:
    keys = {"PEMAKAMAN_TTE_P12": "/etc/penanda.p12", "PEMAKAMAN_TTE_P12_KAB": "18.71, 18.72"}
    found = load_settings(with_bsre(tmp_path, "", **keys)).pkcs12
    assert found is not None
    assert found.kab == ("18.71", "18.72")
    with pytest.raises(ConfigError, match="P12_KAB"):
        load_settings(with_bsre(tmp_path, "", **{**keys, "PEMAKAMAN_TTE_P12_KAB": "Metro"}))


def test_an_odd_time_stamp_address_is_refused(tmp_path: Path) -> None:
    keys = {"PEMAKAMAN_TTE_P12": "/etc/penanda.p12", "PEMAKAMAN_TTE_STEMPEL_WAKTU": "ftp://stempel"}
    with pytest.raises(ConfigError, match="STEMPEL_WAKTU"):
        load_settings(with_bsre(tmp_path, "", **keys))


def test_the_public_address_loses_its_last_slash(tmp_path: Path) -> None:
    assert load_settings(in_production(tmp_path)).alamat == "https://contoh.go.id"


@pytest.mark.parametrize(
    "alamat",
    ["", "contoh.go.id", "http://contoh.go.id", "https://", "https://a@b.id", "https://a.id:x", "https://[", "x"],
)
def test_production_without_a_public_address_is_refused(tmp_path: Path, alamat: str) -> None:
    with pytest.raises(ConfigError, match="PEMAKAMAN_ALAMAT belum diisi atau salah"):
        load_settings(in_production(tmp_path, PEMAKAMAN_ALAMAT=alamat))


def test_an_address_too_long_for_a_printed_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="paling panjang 60"):
        load_settings(in_production(tmp_path, PEMAKAMAN_ALAMAT=f"https://{'a' * 60}.id"))


def test_production_without_a_key_for_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="kunci-periksa buat"):
        load_settings(in_production(tmp_path, PEMAKAMAN_KUNCI_PERIKSA=""))


def test_demo_has_an_address_and_a_key_of_its_own(tmp_path: Path) -> None:
    found = load_settings({"PEMAKAMAN_MODE": "demo", "PEMAKAMAN_INSTANCE": str(tmp_path), "PORT": "8081"})
    assert (found.alamat, found.kunci_periksa) == ("http://127.0.0.1:8081", tmp_path / "kunci-periksa.pem")
