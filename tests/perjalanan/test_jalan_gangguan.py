"""A bad line, a server and browsers that die: what a phone keeps reaches the book once, or says in words why not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright
from sqlalchemy import select

from pemakaman import embedded
from pemakaman.db import reading, today_in
from pemakaman.laporan.models import Laporan
from pemakaman.serve import Supervisor
from tests.gangguan.hp import Hp, TidakSampai
from tests.gangguan.isian import Catatan, Pengarang
from tests.gangguan.kantor import KAB, make_petugas
from tests.gangguan.lapangan import Jalan, Rencana
from tests.gangguan.periksa import check_receipts, check_register
from tests.gangguan.proksi import Gangguan, Laju, Proksi
from tests.perjalanan.conftest import running

KIRIM = "/lapangan/kirim"
RENCANA = Rencana(
    laporan=6, perangkat=2, benih=11, borang=1, laju=Laju(0.4, lambat=(0.1, 0.3), tetes=0.2), server_mati=1,
    peramban_mati=1, kejadian=3, putaran=3, sabar=180.0, awal_buruk=False,
)  # fmt: skip


@pytest.fixture(scope="module")
def peladen(server: embedded.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Supervisor, Proksi]]:
    with running(server, tmp_path_factory.mktemp("gangguan")) as (situs, supervisor):
        proksi = Proksi(situs.settings.port, RENCANA.benih)
        proksi.start()
        yield supervisor, proksi
        proksi.stop()


@pytest.fixture(scope="module")
def pengarang() -> Pengarang:
    return Pengarang(5, today_in(KAB))


@pytest.fixture(scope="module")
def telepon(
    peladen: tuple[Supervisor, Proksi], playwright_instance: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hp]:
    _, proksi = peladen
    [petugas] = make_petugas(1, "juru")
    alamat = f"http://127.0.0.1:{proksi.open_port('satu')}"
    hp = Hp("satu", playwright_instance, tmp_path_factory.mktemp("hp"), alamat, petugas)
    hp.start()
    hp.sign_in()
    hp.open_shell()
    yield hp
    hp.close()


@pytest.fixture
def hp(telepon: Hp, peladen: tuple[Supervisor, Proksi]) -> Iterator[Hp]:
    """The phone in the shell with nothing waiting, on a quiet line; afterwards all of it is in the book, once."""
    peladen[1].release()
    telepon.open_shell()
    yield telepon
    peladen[1].release()
    telepon.send_all()
    found = check_register(telepon.catatan, [telepon.petugas])
    check_receipts(found, telepon.read().tanda, telepon.catatan)
    assert found.salah == []


def _is_in_book(catatan: Catatan) -> bool:
    with reading() as session:
        return session.scalar(select(Laporan.id).where(Laporan.id == catatan.id)) is not None


def _wait_for_state(hp: Hp, catatan: Catatan, keadaan: str) -> dict[str, object]:
    """The item as it lies on the phone, once it is in this state."""
    for _ in range(100):
        item = next((satu for satu in hp.read().kiriman if satu["id"] == str(catatan.id)), None)
        if item is not None and item["keadaan"] == keadaan:
            return item
        hp.pause(0.1)
    raise AssertionError(f"{keadaan} tidak datang: {item}")


def test_six_reports_survive_faults_restarts_and_a_killed_browser(
    peladen: tuple[Supervisor, Proksi], playwright_instance: Playwright, tmp_path: Path
) -> None:
    supervisor, proksi = peladen
    proksi.release()
    jalan = Jalan(RENCANA, supervisor, proksi, playwright_instance, tmp_path)
    found = jalan.run()
    assert found.salah == []
    assert (found.laporan, jalan.kejadian["server"] > 0, jalan.kejadian["bunuh"] > 0) == (RENCANA.laporan, True, True)
    assert sum(proksi.hitungan.values()) > 20


ASING = (Gangguan.PORTAL_200, Gangguan.PORTAL_302, Gangguan.JSON_ASING, Gangguan.GALAT_500, Gangguan.GALAT_503)
HILANG = (Gangguan.JAWABAN_HILANG, Gangguan.JAWABAN_TERPOTONG, Gangguan.JAWABAN_PENDEK)


def _put_each(hp: Hp, proksi: Proksi, pengarang: Pengarang, jalan: str, daftar: tuple[Gangguan, ...]) -> list[Catatan]:
    """One report for each fault: they are sent in this order, and each meets its own."""
    for gangguan in daftar:
        proksi.force("POST", jalan, gangguan)
    semua = [pengarang.write(hp.petugas.makam[0], foto=1) for _ in daftar]
    hp.put(*semua)
    return semua


def test_what_is_not_our_answer_counts_as_not_sent(
    hp: Hp, peladen: tuple[Supervisor, Proksi], pengarang: Pengarang
) -> None:
    for catatan, gangguan in zip(_put_each(hp, peladen[1], pengarang, KIRIM, ASING), ASING, strict=True):
        item = _wait_for_state(hp, catatan, "gagal")
        assert (gangguan, bool(item["sebab"]), _is_in_book(catatan)) == (gangguan, True, False)


def test_answer_lost_after_the_commit_makes_no_second_report(
    hp: Hp, peladen: tuple[Supervisor, Proksi], pengarang: Pengarang
) -> None:
    for catatan, gangguan in zip(_put_each(hp, peladen[1], pengarang, KIRIM, HILANG), HILANG, strict=True):
        _wait_for_state(hp, catatan, "gagal")
        assert (gangguan, _is_in_book(catatan)) == (gangguan, True)


def test_photo_whose_answer_is_lost_is_not_doubled(
    hp: Hp, peladen: tuple[Supervisor, Proksi], pengarang: Pengarang
) -> None:
    for catatan in _put_each(hp, peladen[1], pengarang, "/lapangan/foto/", HILANG):
        _wait_for_state(hp, catatan, "gagal")
        assert not _is_in_book(catatan)


def test_photo_that_comes_cut_is_not_kept_and_comes_again(
    hp: Hp, peladen: tuple[Supervisor, Proksi], pengarang: Pengarang
) -> None:
    catatan = pengarang.write(hp.petugas.makam[0], foto=2)
    peladen[1].force("POST", "/lapangan/foto/", Gangguan.PUTUS_TENGAH, kali=2)
    hp.put(catatan)
    _wait_for_state(hp, catatan, "gagal")
    assert not _is_in_book(catatan)


def test_item_of_before_an_update_is_still_sent_by_the_new_program(
    hp: Hp, peladen: tuple[Supervisor, Proksi], pengarang: Pengarang
) -> None:
    catatan = pengarang.write(hp.petugas.makam[0], foto=1)
    peladen[1].putus.add(hp.nama)
    hp.put(catatan)
    peladen[1].ganti["/sw.js"] = lambda isi: isi.replace(b'"versi": "', b'"versi": "baru-')
    peladen[1].putus.clear()
    hp.page.evaluate("navigator.serviceWorker.getRegistration().then((satu) => satu.update())")
    hp.page.wait_for_function("caches.keys().then((semua) => semua.some((satu) => satu.includes('baru-')))")
    hp.send_all()
    assert _is_in_book(catatan)


CLOCK_A_YEAR_BEHIND = """(() => {
  const Asli = Date, geser = 365 * 86400e3;
  globalThis.Date = class extends Asli {
    constructor(...isi) { if (isi.length) super(...isi); else super(Asli.now() - geser); }
    static now() { return Asli.now() - geser; }
  };
})()"""


def test_clock_that_is_wrong_by_a_year_asks_for_the_date(
    hp: Hp, peladen: tuple[Supervisor, Proksi], pengarang: Pengarang
) -> None:
    baru = pengarang.write(hp.petugas.makam[0], foto=1)
    catatan = replace(baru, tanggal=today_in(KAB) - timedelta(days=365), relatif="hari_ini")
    peladen[1].putus.add(hp.nama)
    hp.put(catatan)
    hp.page.goto("about:blank")
    peladen[1].putus.clear()
    assert hp.context is not None
    page = hp.context.new_page()
    page.add_init_script(CLOCK_A_YEAR_BEHIND)
    page.goto(f"{hp.alamat}/lapangan/#lihat:{catatan.id}")
    page.get_by_text("Jam HP ini mungkin salah").wait_for()
    assert not _is_in_book(catatan)
    page.get_by_role("button", name="Ya, sudah benar. Kirim").click()
    page.get_by_text("Diterima, nomor").first.wait_for()
    page.close()


def _restart(hp: Hp) -> BrowserContext:
    hp.close()
    hp.start()
    assert hp.context is not None
    return hp.context


def _leave_little_room(hp: Hp, byte: int) -> None:
    """A browser clears away what was deleted when it starts, and remembers for a while how much room it had."""
    _restart(hp)
    hp.open_shell()
    terpakai = hp.page.evaluate("navigator.storage.estimate().then((satu) => satu.usage)")
    cdp = _restart(hp).new_cdp_session(hp.page)
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": hp.alamat, "quotaSize": terpakai + byte})


def test_full_phone_says_so_and_writes_nothing_by_half(
    hp: Hp, peladen: tuple[Supervisor, Proksi], pengarang: Pengarang
) -> None:
    catatan = pengarang.write(hp.petugas.makam[0], foto=10)
    peladen[1].putus.add(hp.nama)
    _leave_little_room(hp, 12_000)
    hp.open_shell()
    with pytest.raises(TidakSampai):
        hp.fill_form(catatan)
    simpan = hp.page.locator("#borang [data-aksi=simpan]")
    for sebelum in ("1", "navigator.storage.estimate = () => Promise.resolve({ quota: 1e6, usage: 1e6 })"):
        # First the write itself is refused; then the browser tells beforehand that there is no room.
        hp.page.evaluate(f"() => {{ {sebelum} }}")
        simpan.click()
        hp.page.locator("#pesan").get_by_text("HP ini penuh, laporan belum tersimpan").wait_for()
        isi = hp.read()
        # A draft keeps what still fits; nothing stands in the queue without all its photos.
        assert ({satu["keadaan"] for satu in isi.kiriman} <= {"draf"}, isi.jumlah_foto < 10) == (True, True)
    _restart(hp)
    hp.open_shell()
    # The words are still there; with room again the missing photos are taken again and all of it is saved.
    hp.fill_form(catatan)
    assert len(hp.catatan[-1].foto) == 10
