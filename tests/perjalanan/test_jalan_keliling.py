"""Every role walks through all it can reach by links; each page is seen once, in both sizes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.isi_kantor import Pengisi
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import AKUN, Kantor

UUID_IN_PATH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
MONTH_IN_PATH = re.compile(r"/[0-9.]+/[0-9]{4}/[0-9]{1,2}$|/[0-9]{4}-[0-9]{2}(?=/|$)")
# A kab/kota or a day of the desk.
KAB_OR_DAY = re.compile(r"(?<=/)(?:[0-9]{2}\.[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?=/|$)")
# The code of a document; the small form of a paper, of which one stands for all.
ONE_OF_MANY = re.compile(r"(?<=/periksa/)[A-Z2-7]{26}$|(?<=/dokumen/)[A-Z][A-Z0-9.\-]+$")
FILES = re.compile(
    r"/(unduh|kesalahan|ekspor|kecil|gabungan)\b|^/bukti/|^/berkas/.+/dokumen/"
    r"|[./](csv|xlsx|pdf|svg|png)$|/tutupan/.+/"
)
STARTS = ("/", "/tidak-ada", "/wilayah", "/meja/cari", "/akun")
VISITS, FORBIDDEN = 2, 403
# In a picture a link's `href` is no text.
ADDRESSES = 'all => all.map((one) => new URL(one.getAttribute("href"), document.baseURI).href)'
STATED = {"/buku/tutup/satu/bulan", "/kasus/satu", "/laporan/satu", "/meja/satu", "/perbaikan/satu"}
FIELD_WORKERS = ("pengelola.kedaton", "operator.kedaton")
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
# Asked for on purpose although it is not there.
MISSING: defaultdict[str, tuple[int, ...]] = defaultdict(tuple, {"/tidak-ada": (404,)})
# A page is looked at with the first account that reaches it.
SEEN: set[str] = set()


@pytest.fixture(scope="module")
def isi(kantor: Kantor, tmp_path_factory: pytest.TempPathFactory) -> Kantor:
    """An office in the middle of its work."""
    Pengisi(kantor).fill(tmp_path_factory.mktemp("isi"))
    return kantor


def pattern_of(path: str) -> str:
    """The address without what names one row."""
    path = KAB_OR_DAY.sub("satu", MONTH_IN_PATH.sub("/bulan", path))
    return UUID_IN_PATH.sub("satu", ONE_OF_MANY.sub("satu", path))


def kind_of(peramban: Peramban, pattern: str) -> str:
    """The pattern, for what looks different in each state with its first tag."""
    tags = peramban.page.locator("main .status").all_inner_texts() if pattern in STATED else []
    return f"{pattern} {tags[0]}" if tags else pattern


def links(peramban: Peramban) -> Iterator[str]:
    """Addresses of pages of the program that this page leads to."""
    return pages_of(peramban, peramban.page.eval_on_selector_all("a[href]", ADDRESSES))


def pages_of(peramban: Peramban, targets: Iterable[str]) -> Iterator[str]:
    """Those of the addresses that are pages of the program."""
    for href in targets:
        if href.startswith(peramban.situs.url):
            parts = urlsplit(href)
            if not FILES.search(parts.path):
                yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def fetch(peramban: Peramban, address: str) -> list[str]:
    """The links of a page as this account gets it, without drawing it; none where it is refused."""
    answer = peramban.page.request.get(peramban.situs.url + address)
    assert answer.status in (200, FORBIDDEN, *MISSING[address]), (address, answer.status)
    targets = [urljoin(answer.url, unescape(href)) for href in LINK.findall(answer.text())]
    return list(pages_of(peramban, targets)) if answer.status != FORBIDDEN else []


def walk(peramban: Peramban) -> None:
    """Look at each kind of page once; refused pages are seen with the account that may open them."""
    waiting, visits = list(STARTS), Counter[str]()
    known = set(waiting)
    while waiting:
        address = waiting.pop(0)
        pattern = pattern_of(urlsplit(address).path)
        visits[pattern] += 1
        most = VISITS if pattern in STATED else 1
        if visits[pattern] > most:
            continue
        if pattern in SEEN and pattern not in STATED:
            # Looked at with another account: here it only has to answer, and its links to lead somewhere.
            found = fetch(peramban, address)
        elif peramban.open(address) == FORBIDDEN:
            continue
        else:
            found = list(links(peramban))
            seen = kind_of(peramban, pattern)
            if seen not in SEEN:
                SEEN.add(seen)
                peramban.look(pattern.strip("/").replace("/", "-") or "beranda")
        for target in found:
            if target not in known:
                known.add(target)
                waiting.append(target)


# The second officer sees what the first one sees.
@pytest.mark.parametrize("nama_pengguna", [nama for nama in AKUN if nama != "verif.dua"])
def test_every_page_is_sound_in_both_sizes(open_browser: OpenBrowser, isi: Kantor, nama_pengguna: str) -> None:
    size = PHONE if nama_pengguna in FIELD_WORKERS else DESK
    peramban = open_browser(f"12-keliling-{nama_pengguna.partition('.')[0]}", size)
    peramban.teliti = True
    isi.enter(peramban, nama_pengguna)
    assert "Selamat datang" in peramban.judul
    walk(peramban)
    assert len(SEEN) > len(STARTS)
