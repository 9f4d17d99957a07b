"""Which passwords are refused, and that a kept one opens only for itself."""

import pytest

from pemakaman.akun.sandi import find_problem, hash_sandi, verify_sandi


@pytest.mark.parametrize(
    "sandi",
    [
        "sebelas-hrf",
        "passwordpassword",
        "Password12345",
        "bismillah1234!",
        "aaaaaaaaaaaa",
        "123123123123",
        "123456789012",
        "abcdefghijklm",
        "qwertyuiopas",
        "untuk SITI.AMINAH saja",
        "x" * 1001,
        "            ",
    ],
)
def test_weak_password_is_refused(sandi: str) -> None:
    assert find_problem(sandi, "siti.aminah")


@pytest.mark.parametrize("sandi", ["kuda hijau naik sepeda", "Lampung ramai sekali 7", "пароль-длинный-ещё"])
def test_long_uncommon_password_is_taken(sandi: str) -> None:
    assert find_problem(sandi, "siti.aminah") is None


def test_kept_hash_opens_for_its_password_only() -> None:
    kept = hash_sandi("kuda hijau naik sepeda")
    assert kept.startswith("$argon2id$")
    assert verify_sandi(kept, "kuda hijau naik sepeda")
    assert not verify_sandi(kept, "kuda hijau naik sepeda ")


def test_nothing_opens_an_account_without_password() -> None:
    assert not verify_sandi(None, "tidak ada akun dengan nama ini")


def test_composed_and_decomposed_letters_are_one() -> None:
    assert verify_sandi(hash_sandi("café kopi pagi hari"), "café kopi pagi hari")
