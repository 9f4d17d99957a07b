"""The web service's client against a real server that answers, delays, fails and lies."""

import logging
import time
from collections.abc import Iterator

import pytest

from pemakaman.penduduk.calon import Tanya
from pemakaman.penduduk.jawaban import LARGEST
from pemakaman.penduduk.layanan import FAILURES, TRIES, LayananDiam, LayananDukcapil, LayananError
from tests import peladen_dukcapil as uji
from tests.peladen_dukcapil import SANDI, Peladen, serving

NIK = "1871011503600001"
LAIN = "1871011503600002"


@pytest.fixture
def peladen() -> Iterator[Peladen]:
    with serving() as running:
        yield running


def client(peladen: Peladen, *, istirahat: float = 60, simpan: float = 300) -> LayananDukcapil:
    return LayananDukcapil(peladen.dukcapil(), istirahat=istirahat, simpan=simpan, jeda=0.01)


def test_a_person_is_read_with_his_parents_and_place(peladen: Peladen) -> None:
    (calon,) = client(peladen).lookup(NIK)
    assert (calon.nama, calon.nik, calon.jenis_kelamin) == ("AHMAD SUHAIMI", NIK, "L")
    assert (calon.nama_ayah, calon.nik_ayah, calon.desa_kode) == ("ZAINUDDIN", None, "18.71.01.1003")
    assert calon.tanggal_lahir is not None
    assert calon.tanggal_lahir.isoformat() == "1960-03-15"


def test_the_port_asks_nothing_without_a_nik(peladen: Peladen) -> None:
    assert client(peladen).search(Tanya("18.71", nama="Ahmad")) == []
    assert peladen.diminta == []


def test_nobody_is_an_answer(peladen: Peladen) -> None:
    peladen.jawab = [uji.not_found()]
    assert client(peladen).lookup(NIK) == []


def test_an_answer_is_kept_and_not_asked_for_again(peladen: Peladen) -> None:
    layanan = client(peladen)
    assert layanan.lookup(NIK) == layanan.lookup(NIK)
    assert len(peladen.diminta) == 1


def test_a_kept_answer_grows_old(peladen: Peladen) -> None:
    layanan = client(peladen, simpan=0.05)
    layanan.lookup(NIK)
    time.sleep(0.1)
    layanan.lookup(NIK)
    assert len(peladen.diminta) == 2


def test_a_failure_is_tried_again_and_then_read(peladen: Peladen) -> None:
    peladen.jawab = [uji.raw(500, b"oops")]
    assert client(peladen).lookup(NIK)[0].nik == NIK
    assert len(peladen.diminta) == 2


def test_a_service_that_answers_too_late_is_silent(peladen: Peladen) -> None:
    peladen.tetap = uji.late(2)
    start = time.monotonic()
    with pytest.raises(LayananDiam):
        client(peladen).lookup(NIK)
    assert time.monotonic() - start < (TRIES + 1) * 1.5


def test_a_dripping_body_does_not_hold_the_worker(peladen: Peladen) -> None:
    peladen.tetap = uji.dripping(6, 0.4)
    with pytest.raises(LayananError):
        client(peladen).lookup(NIK)


def test_a_connection_closed_without_a_word_is_silent(peladen: Peladen) -> None:
    peladen.tetap = uji.hang_up()
    with pytest.raises(LayananDiam):
        client(peladen).lookup(NIK)


def test_nobody_listening_is_silent(peladen: Peladen) -> None:
    with serving() as gone:
        layanan = client(gone)
    with pytest.raises(LayananDiam):
        layanan.lookup(NIK)


@pytest.mark.parametrize("status", [401, 403])
def test_refused_credentials_are_not_tried_again(peladen: Peladen, status: int) -> None:
    peladen.tetap = uji.raw(status, b"{}")
    with pytest.raises(LayananError, match="menolak akun"):
        client(peladen).lookup(NIK)
    assert len(peladen.diminta) == 1


def test_a_redirect_is_not_followed(peladen: Peladen) -> None:
    with serving() as other:
        peladen.tetap = uji.redirect(other.url)
        with pytest.raises(LayananError):
            client(peladen).lookup(NIK)
        assert other.diminta == []


@pytest.mark.parametrize(
    "body",
    [
        b"{rusak",
        b"[]",
        b"{}",
        b'{"content": {}}',
        b'{"content": ["x"]}',
        b'{"content": [{"RESPON": "Kuota habis"}]}',
        b'{"content": [{"NIK": "1871011503600001"}]}',
        b"\xff\xfe",
        b"[" * 20000,
    ],
)
def test_a_broken_answer_is_refused(peladen: Peladen, body: bytes) -> None:
    peladen.tetap = uji.raw(200, body)
    with pytest.raises(LayananError):
        client(peladen).lookup(NIK)


def test_a_huge_body_is_refused(peladen: Peladen) -> None:
    peladen.tetap = uji.raw(200, b'{"content": [' + b" " * (LARGEST + 10) + b"]}")
    with pytest.raises(LayananError, match="terlalu besar"):
        client(peladen).lookup(NIK)


def test_the_answer_about_another_person_is_a_lie(peladen: Peladen) -> None:
    peladen.tetap = uji.found(NIK=LAIN)
    with pytest.raises(LayananError, match="NIK orang lain") as caught:
        client(peladen).lookup(NIK)
    assert LAIN not in caught.value.pesan


@pytest.mark.parametrize(
    "ganti",
    [
        {"NIK": True},
        {"NIK": 1.871e15},
        {"NAMA_LGKP": ["A"]},
        {"NAMA_LGKP": "x" * 500},
        {"NO_KK": "123"},
        {"TGL_LHR": "kemarin"},
        {"JENIS_KLMIN": "X"},
        {"ALAMAT": "a\x00b"},
    ],
)
def test_wrong_types_and_sizes_are_refused(peladen: Peladen, ganti: dict[str, object]) -> None:
    peladen.tetap = uji.found(**ganti)
    with pytest.raises(LayananError):
        client(peladen).lookup(NIK)


def test_the_breaker_opens_and_spares_the_service(peladen: Peladen) -> None:
    peladen.tetap = uji.raw(503, b"")
    layanan = client(peladen)
    for _ in range(FAILURES):
        with pytest.raises(LayananDiam):
            layanan.lookup(NIK)
    asked = len(peladen.diminta)
    with pytest.raises(LayananDiam, match="sedang tidak menjawab"):
        layanan.lookup(LAIN)
    assert len(peladen.diminta) == asked


def test_the_breaker_closes_once_the_service_is_back(peladen: Peladen) -> None:
    peladen.tetap = uji.raw(503, b"")
    layanan = client(peladen, istirahat=0.1)
    for _ in range(FAILURES):
        with pytest.raises(LayananDiam):
            layanan.lookup(NIK)
    peladen.tetap = None
    time.sleep(0.15)
    assert layanan.lookup(NIK)[0].nik == NIK
    assert layanan.lookup(LAIN)[0].nik == LAIN


def test_neither_credentials_nor_nik_reach_the_log(peladen: Peladen, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    peladen.jawab = [uji.hang_up()] * (TRIES + 1) + [uji.raw(500, b"")] * (TRIES + 1) + [uji.raw(401, b"")]
    layanan = client(peladen)
    for _ in range(FAILURES):
        with pytest.raises(LayananError) as caught:
            layanan.lookup(NIK)
        assert SANDI not in repr(caught.value)
    said = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert "tidak menjawab" in said
    assert SANDI not in said
    assert "kab1871" not in said
    assert NIK not in said
    assert SANDI not in repr(peladen.dukcapil())
