"""Passwords: which are refused, and how they are kept."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pemakaman.errors import Invalid

PALING_PENDEK = 12
PALING_PANJANG = 1000

# Each check takes 64 MB and all of a core: a crowd at the door waits in line instead of felling the server.
_LANES = BoundedSemaphore(2)
_HASHER = PasswordHasher()

RUNS = ("0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
COMMON_STEMS = (
    *("password", "passw0rd", "p@ssw0rd", "katasandi", "sandi", "rahasia", "admin", "administrator", "welcome"),
    *("letmein", "indonesia", "merdeka", "bismillah", "alhamdulillah", "sayang", "cintaku", "iloveyou"),
    *("disdukcapil", "dukcapil", "pemakaman", "kependudukan", "lampung", "jakarta", "garuda", "qwerty", "asdfgh"),
    *("selamatdatang", "gantisandi", "ubahsandi", "sandibaru", "akuntes", "makam", "user", "operator"),
)


def normalize_sandi(sandi: str) -> str:
    """One spelling for letters that keyboards compose differently."""
    return unicodedata.normalize("NFC", sandi)


def find_problem(sandi: str, nama_pengguna: str) -> str | None:
    """Why this password is refused, as a sentence; None when it is good enough."""
    folded = normalize_sandi(sandi).casefold()
    if len(normalize_sandi(sandi)) < PALING_PENDEK:
        return f"Kata sandi paling sedikit {PALING_PENDEK} huruf, angka, atau spasi. Pakailah empat kata."
    if len(sandi) > PALING_PANJANG:
        return f"Kata sandi paling banyak {PALING_PANJANG} huruf."
    if len(nama_pengguna) > 2 and nama_pengguna.casefold() in folded:
        return "Kata sandi tidak boleh memuat nama pengguna Anda."
    if _is_pattern(folded) or _is_common(folded):
        return "Kata sandi ini terlalu mudah ditebak. Pakailah empat kata yang tidak berhubungan."
    return None


def check_sandi(sandi: str, nama_pengguna: str) -> None:
    """Raise Invalid at the field `sandi` when the password may not be used."""
    problem = find_problem(sandi, nama_pengguna)
    if problem:
        raise Invalid({"sandi": [problem]}, problem)


def hash_sandi(sandi: str) -> str:
    """The argon2id hash to keep."""
    with _LANES:
        return _HASHER.hash(normalize_sandi(sandi))


def verify_sandi(kept: str | None, sandi: str) -> bool:
    """Is this the password? Without a kept hash the same work is done, and the answer is no."""
    with _LANES:
        nobody = _nobody()
        try:
            return _HASHER.verify(kept or nobody, normalize_sandi(sandi)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(kept: str) -> bool:
    """Was the hash made with other settings than today's?"""
    return _HASHER.check_needs_rehash(kept)


def _is_pattern(folded: str) -> bool:
    """One short piece over and over, or a run along the keyboard or the alphabet."""
    repeated = any(folded == (folded[:size] * len(folded))[: len(folded)] for size in range(1, 5))
    return repeated or any(folded in run or folded in run[::-1] for run in RUNS)


def _is_common(folded: str) -> bool:
    """A word everybody tries, with nothing but digits and signs around it, or twice in a row."""
    letters = "".join(char for char in folded if char.isalpha())
    return any(letters in (stem, stem * 2) for stem in COMMON_STEMS if stem.isalpha()) or any(
        folded.startswith(stem) and not any(char.isalpha() for char in folded[len(stem) :]) for stem in COMMON_STEMS
    )


@cache
def _nobody() -> str:
    """Checked against where there is no account, at the same cost; made at first use, to start quicker."""
    return _HASHER.hash("tidak ada akun dengan nama ini")
