"""Drawn cards, read by the real engine."""

import io
import time
from pathlib import Path
from random import Random
from threading import Barrier, Thread

import pytest
from PIL import Image

from bench.kartu_ktp import HARI, Kartu, Keadaan, invent, photograph
from pemakaman.errors import Invalid
from pemakaman.lapangan import mesin_ocr, pembaca_ktp
from pemakaman.lapangan.angka_ktp import read_digits
from pemakaman.lapangan.gambar_ktp import prepare
from pemakaman.lapangan.pembaca_ktp import SaranDiFoto, read_card


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that runs many tests at once must not look like a slow engine."""
    monkeypatch.setattr(pembaca_ktp, "LAMA_PALING", 60.0)


@pytest.fixture(scope="module")
def kartu() -> Kartu:
    return invent(5, 1)[0]


def read(photo: bytes) -> dict[str, SaranDiFoto]:
    return {satu.saran.ruas: satu for satu in read_card(photo, HARI, lambda _: True)}


def test_a_crooked_grainy_photo_is_read_and_the_box_shows_where(kartu: Kartu) -> None:
    found = read(photograph(kartu, Keadaan(putar=-3, derau=8, kabur=0.5, gelap=0.4), Random(3)))
    assert {ruas: found[ruas].saran.teks for ruas in ("nik", "nama", "tempat_lahir", "lahir")} == {
        ruas: kartu.isi()[ruas] for ruas in ("nik", "nama", "tempat_lahir", "lahir")
    }
    assert found["nik"].saran.yakin
    x, y, wide, high = found["nik"].kotak
    assert 0.2 < x < 0.4
    assert 0.25 < y < 0.4
    assert 0 < wide < 0.6
    assert 0 < high < 0.15


def test_a_card_lying_on_its_side_and_upside_down_is_read(kartu: Kartu) -> None:
    with Image.open(io.BytesIO(photograph(kartu, Keadaan(), Random(3)))) as upright:
        out = io.BytesIO()
        upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", quality=88)
    found = read(out.getvalue())
    assert found["nik"].saran.teks == kartu.orang.nik
    assert found["nik"].kotak[1] > 0.2  # what was right of the middle is now above or below it
    assert found["nik"].kotak[3] > found["nik"].kotak[2]


def test_a_photo_of_something_else_ends_in_time_with_nothing() -> None:
    out = io.BytesIO()
    Image.effect_noise((800, 600), 60).save(out, "JPEG")
    start = time.monotonic()
    assert read_card(out.getvalue(), HARI, lambda _: True, lama=0.5) == []
    assert time.monotonic() - start < 5


def test_an_unknown_kecamatan_makes_the_number_doubtful(kartu: Kartu) -> None:
    photo = photograph(kartu, Keadaan(), Random(3))
    found = {satu.saran.ruas: satu.saran for satu in read_card(photo, HARI, lambda _: False)}
    assert not found["nik"].yakin


def test_digits_are_read_by_their_shape_or_not_at_all() -> None:
    assert read_digits(Image.new("L", (900, 90), 255)) is None
    assert read_digits(Image.new("L", (900, 90), 0)) is None
    assert read_digits(Image.effect_noise((900, 90), 80)) is None
    assert read_digits(Image.new("L", (1, 1), 0)) is None


@pytest.mark.parametrize(
    "isi", [b"", b"bukan foto", b"\xff\xd8\xff rusak", b"%PDF-1.7", b"\xff\xd8\xff" + b"x" * 11_000_000]
)
def test_what_is_no_photo_is_refused_in_words(isi: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        prepare(isi)
    assert refused.value.galat["berkas"]


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_too_many_dots_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(Invalid) as refused:
        prepare(out.getvalue())
    assert "60 juta" in refused.value.galat["berkas"][0]


@pytest.mark.parametrize("ukuran", [(1, 1), (1, 3000), (3000, 1)])
def test_an_odd_shape_is_no_error(ukuran: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("L", ukuran, 128).save(out, "PNG")
    assert read_card(out.getvalue(), HARI, lambda _: True) == []


@pytest.fixture
def no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_without_the_engine_it_is_off(no_engine: None, kartu: Kartu) -> None:
    assert not mesin_ocr.is_ready()
    with pytest.raises(mesin_ocr.MesinMati):
        read_card(photograph(kartu, Keadaan(lebar=400), Random(3)), HARI, lambda _: True)


def test_the_engine_is_installed_with_indonesian() -> None:
    assert mesin_ocr.is_ready()


def test_when_the_time_is_up_nothing_is_started() -> None:
    with pytest.raises(mesin_ocr.MesinLambat):
        mesin_ocr.read(Image.new("L", (100, 100), 255), mesin_ocr.Waktu(0))


def test_whoever_comes_while_many_wait_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mesin_ocr, "LAMA_MENUNGGU", 0.4)
    busy, ready = list[bool](), Barrier(1 + mesin_ocr.ANTREAN + 2)

    def wait() -> None:
        ready.wait()
        try:
            with mesin_ocr.turn():
                busy.append(False)
        except mesin_ocr.MesinSibuk:
            busy.append(True)

    with mesin_ocr.turn():
        threads = [Thread(target=wait) for _ in range(mesin_ocr.ANTREAN + 2)]
        for thread in threads:
            thread.start()
        ready.wait()
        for thread in threads:
            thread.join()
    assert busy == [True] * (mesin_ocr.ANTREAN + 2)
    with mesin_ocr.turn():
        pass
