"""The signed statement in a square code: there and back, and nothing else is taken for one."""

import string
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.pernyataan import (
    AWAL,
    NOMOR_JENIS,
    NOMOR_TERPANJANG,
    Fakta,
    PernyataanRusak,
    code_text,
    fact_bytes,
    key_id,
    letters_of,
    sign,
    verify,
)
from pemakaman.nilai.inisial import initials

KUNCI = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
LAIN = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
DIKENAL = {key_id(KUNCI.public_key()): KUNCI.public_key()}
KODE = "ABCDEFGHIJKLMNOPQRSTUVWX23"
CONTOH = Fakta(KODE, Jenis.F_2_01A, "TPU01 12/2026 v1", date(2026, 3, 5), "18.71", "AS")

facts = st.builds(
    Fakta,
    kode=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=26, max_size=26),
    jenis=st.sampled_from(Jenis),
    nomor=st.text(st.characters(exclude_categories=("Cs",)), max_size=NOMOR_TERPANJANG // 4),
    tanggal=st.integers(0, 2**16 - 1).map(lambda days: AWAL + timedelta(days=days)),
    kab_kode=st.from_regex(r"\A[0-9]{2}\.[0-9]{2}\Z"),
    huruf=st.one_of(st.just("?"), st.text(string.ascii_uppercase, max_size=5)),
)


@given(facts)
def test_what_was_signed_is_read_back(fakta: Fakta) -> None:
    assert verify(fakta.kode, sign(fakta, KUNCI), DIKENAL) == fakta


def test_the_same_facts_give_the_same_text() -> None:
    assert sign(CONTOH, KUNCI) == sign(CONTOH, KUNCI)


@given(facts, st.data())
def test_any_changed_letter_is_refused(fakta: Fakta, data: st.DataObject) -> None:
    teks = sign(fakta, KUNCI)
    at = data.draw(st.integers(0, len(teks) - 1))
    other = data.draw(st.sampled_from(string.ascii_letters + string.digits + "-_=+/ é").filter(lambda c: c != teks[at]))
    with pytest.raises(PernyataanRusak):
        verify(fakta.kode, teks[:at] + other + teks[at + 1 :], DIKENAL)


@given(facts, st.data())
def test_any_changed_bit_is_refused(fakta: Fakta, data: st.DataObject) -> None:
    teks = sign(fakta, KUNCI)
    content = bytearray(urlsafe_b64decode(teks + "=" * (-len(teks) % 4)))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(PernyataanRusak):
        verify(fakta.kode, urlsafe_b64encode(bytes(content)).decode().rstrip("="), DIKENAL)


@given(st.one_of(st.text(), st.binary(max_size=300).map(lambda b: urlsafe_b64encode(b).decode().rstrip("="))))
def test_garbage_is_refused_with_the_modules_own_error(teks: str) -> None:
    with pytest.raises(PernyataanRusak):
        verify(KODE, teks, DIKENAL)


def test_the_statement_of_one_document_does_not_hold_for_another() -> None:
    with pytest.raises(PernyataanRusak, match="tidak cocok"):
        verify("7" * 26, sign(CONTOH, KUNCI), DIKENAL)


def test_another_key_is_refused_and_an_old_one_kept() -> None:
    with pytest.raises(PernyataanRusak, match="tidak dikenal"):
        verify(KODE, sign(CONTOH, LAIN), DIKENAL)
    both = {**DIKENAL, key_id(LAIN.public_key()): LAIN.public_key()}
    assert verify(KODE, sign(CONTOH, LAIN), both) == CONTOH


def test_the_longest_text_stays_coarse_enough_for_paper() -> None:
    longest = Fakta(KODE, Jenis.SURAT, "9" * 200, date(2100, 1, 1), "94.71", "ABCDE")
    assert len(code_text("https://pemakaman.kabupatenpanjang.go.id", longest, KUNCI)) <= 230


def test_a_long_number_is_signed_as_its_beginning() -> None:
    said = verify(KODE, sign(Fakta(KODE, Jenis.SURAT, "é" * 40, date(2026, 1, 1), "18.71"), KUNCI), DIKENAL)
    assert said.nomor == "é" * 14 + "…"


@pytest.mark.parametrize(
    ("nama", "huruf"),
    [("Ahmad Suhaimi", "AS"), ("Élodie", "E"), (None, "?"), ("I Gusti Ngurah Made Agung Putra", "IGNMA")],
)
def test_letters_of_a_name_are_those_that_the_register_shows(nama: str | None, huruf: str) -> None:
    assert letters_of(initials(nama)) == huruf


def test_a_paper_about_nobody_has_no_letters() -> None:
    assert letters_of(None) == ""


@pytest.mark.parametrize("change", [{"kab_kode": "18"}, {"kode": "abc"}, {"tanggal": date(1999, 12, 31)}])
def test_facts_that_do_not_fit_are_not_signed(change: dict[str, object]) -> None:
    with pytest.raises(PernyataanRusak):
        fact_bytes(Fakta(**{**vars(CONTOH), **change}))


def test_every_kind_has_a_number_of_its_own() -> None:
    assert set(NOMOR_JENIS) == set(Jenis)
    assert len(set(NOMOR_JENIS.values())) == len(NOMOR_JENIS)
