"""User names, regions of roles, words for devices, addresses one may be sent on to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.akun.kiriman import safe_path
from pemakaman.akun.rules import (
    PERAN_IZIN,
    Actor,
    Peran,
    check_nama_pengguna,
    check_wilayah,
    describe_device,
)
from pemakaman.nilai.galat import NilaiError

ADMIN_KAB = Actor(None, "Admin", Peran.ADMIN_KAB, "18.71")
ADMIN_SISTEM = Actor(None, "Admin", Peran.ADMIN_SISTEM, "")


def test_user_name_is_kept_in_small_letters() -> None:
    assert check_nama_pengguna(" Siti.TPU-Kemiling ") == "siti.tpu-kemiling"


@pytest.mark.parametrize("text", ["", "ab", "dua kata", "a" * 41, "é-siti", ".siti", "1871010101900001"])
def test_bad_user_name_is_refused(text: str) -> None:
    with pytest.raises(NilaiError):
        check_nama_pengguna(text)


@pytest.mark.parametrize(
    ("kode", "peran", "actor", "taken"),
    [
        ("18.71", Peran.VERIFIKATOR, ADMIN_KAB, True),
        ("18.71.01.1003", Peran.OPERATOR_DESA, ADMIN_KAB, True),
        ("18.71.01", Peran.OPERATOR_DESA, ADMIN_KAB, False),
        ("18.72", Peran.VERIFIKATOR, ADMIN_KAB, False),
        ("18.7", Peran.VERIFIKATOR, ADMIN_KAB, False),
        (None, Peran.VERIFIKATOR, ADMIN_KAB, False),
        (None, Peran.VERIFIKATOR, ADMIN_SISTEM, False),
        (None, Peran.AUDITOR, ADMIN_SISTEM, True),
        (None, Peran.ADMIN_SISTEM, ADMIN_SISTEM, True),
        ("18", Peran.ADMIN_SISTEM, ADMIN_SISTEM, False),
        ("18", Peran.PETUGAS_KPU, ADMIN_SISTEM, True),
    ],
)
def test_region_must_fit_role_and_administrator(kode: str | None, peran: Peran, actor: Actor, *, taken: bool) -> None:
    assert (check_wilayah(kode, peran, actor) is None) is taken


def test_every_role_has_permissions() -> None:
    assert set(PERAN_IZIN) == set(Peran)


def test_device_in_words() -> None:
    android = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
    assert describe_device(android) == "Chrome di Android"
    assert describe_device("") == "Peramban di perangkat lain"


@pytest.mark.parametrize(
    "text",
    ["//lain.id/", "https://lain.id", "/\\lain.id", "/\t/lain.id", "javascript:alert(1)", "", None, "/a b"],
)
def test_other_addresses_are_not_followed(text: str | None) -> None:
    assert safe_path(text) is None


def test_own_path_is_followed() -> None:
    assert safe_path("/laporan?status=draf") == "/laporan?status=draf"


@given(st.text())
def test_a_followed_path_never_leaves_the_site(text: str) -> None:
    path = safe_path(text)
    assert path is None or (path.startswith("/") and path[1:2] not in {"/", "\\"} and "\\" not in path)
