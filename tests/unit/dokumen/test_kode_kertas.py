"""The square code as printed: read off the page at the resolution of an ordinary scanner."""

import io
import subprocess
from datetime import UTC, date, datetime

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from pemakaman.dokumen.gambar import code_runs
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Baris, Halaman, Kata, Kode, Lembar
from pemakaman.dokumen.penuh import render_penuh
from pemakaman.dokumen.pernyataan import Fakta, code_text

MM = 72 / 25.4
SISI = 21 * MM
KUNCI = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
FAKTA = Fakta(
    "ABCDEFGHIJKLMNOPQRSTUVWX23", Jenis.F_2_01A, "TPU-KEDATON 1234/2026 v12", date(2026, 3, 5), "18.71", "IGNMA"
)
TEKS = code_text("https://pemakaman.bandarlampungkota.go.id", FAKTA, KUNCI)


def test_the_code_is_read_off_a_printed_page() -> None:
    halaman = Halaman((Baris((Kata(60, 60, "Contoh"),)),), kode=Kode(500, 40, SISI))
    lembar = Lembar("UJI", "Contoh", "", 1, "A4", 595.28, 841.89, (halaman,))
    content = render_penuh(lembar, {}, Keterangan("Contoh", datetime(2026, 3, 5, tzinfo=UTC), kode=TEKS))
    drawn = subprocess.run(["pdftoppm", "-r", "150", "-png"], input=content, capture_output=True, check=True).stdout
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)))
    assert found.text == TEKS


@pytest.mark.parametrize("alamat", ["https://pemakaman.go.id", f"https://{'a' * 52}"])
def test_modules_stay_wide_enough_for_a_printer(alamat: str) -> None:
    modules = code_runs(code_text(alamat, FAKTA, KUNCI))[1]
    assert 21 / modules >= 0.3
