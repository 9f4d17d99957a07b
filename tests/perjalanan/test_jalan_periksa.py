"""Somebody holds a paper: its code is scanned with a line and without one, a changed code and a PDF are told apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from pemakaman.berkas.kode import facts_of
from pemakaman.dokumen.pernyataan import sign
from pemakaman.kunci_periksa import load_keys
from tests.pabrik_berkas import make_dokumen
from tests.perjalanan.conftest import WAIT_MS
from tests.perjalanan.kabel import Kabel
from tests.perjalanan.peramban import PHONE, Peramban, Situs

ISI = b"%PDF-1.7 surat keterangan"


@pytest.fixture
def kabel(situs: Situs) -> Iterator[Kabel]:
    with Kabel(situs.settings.port) as one:
        yield one


@pytest.fixture
def orang(browser: Browser, situs: Situs, kabel: Kabel) -> Iterator[Peramban]:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="id-ID")
    context.set_default_timeout(WAIT_MS)
    at = Situs(kabel.url, situs.settings, situs.database_url)
    one = Peramban(context, context.new_page(), at, "95-periksa", PHONE)
    one.page.on("pageerror", lambda error: one.keluhan.append(f"galat skrip: {error}"))
    yield one
    context.close()
    assert one.keluhan == []


def _says(orang: Peramban, *words: str) -> None:
    for word in words:
        expect(orang.page.locator("main")).to_contain_text(word, timeout=WAIT_MS)


def test_a_paper_is_checked_with_a_line_and_without(
    orang: Peramban, situs: Situs, kabel: Kabel, tmp_path: Path
) -> None:
    dokumen = make_dokumen(ISI)
    path, pernyataan = f"/periksa/{dokumen.kode_periksa}", sign(facts_of(dokumen), load_keys(situs.settings).pribadi)
    orang.open(f"{path}#{pernyataan}")
    _says(orang, "Berlaku", "474/12/2026", "Tanda tangan kode cocok")
    orang.look("cocok")

    orang.open("/periksa")
    orang.open(f"{path}#{pernyataan[:20]}{'A' if pernyataan[20] != 'A' else 'B'}{pernyataan[21:]}")
    _says(orang, "Tanda tangan kode tidak sah")

    (tmp_path / "surat.pdf").write_bytes(ISI)
    orang.open("/periksa")
    orang.look("tanya")
    orang.page.locator("input[type=file]").set_input_files(str(tmp_path / "surat.pdf"))
    with orang.page.expect_request("**/periksa/berkas") as sent:
        orang.press("Periksa berkas")
    assert ISI not in (sent.value.post_data_buffer or b"")
    _says(orang, "byte demi byte sama")
    orang.look("berkas")

    orang.open("/periksa/luring")
    _says(orang, "sudah tersimpan di perangkat ini")
    kabel.putus()
    orang.context.set_offline(True)
    orang.open(f"{path}#{pernyataan}")
    _says(orang, "Tanda tangan sah", "Surat keterangan pemakaman", "Disdukcapil Kota Bandar Lampung", "A. S.")
    orang.look("luring")
    orang.page.get_by_label("Isi kode kotak").fill("https://palsu.example/periksa/ABC")
    orang.press("Periksa")
    _says(orang, "Tidak sah")
