"""Reports that wait on a phone: each arrives once, and nobody else sees or sends them."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route
from sqlalchemy import func, select

from pemakaman.db import reading
from pemakaman.lapangan.models import KirimanHp
from pemakaman.laporan.models import Laporan
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.kotak import call, item, put, receipts, send, until
from tests.perjalanan.peramban import PHONE, Peramban
from tests.perjalanan.petugas import SANDI, Kantor

BANNER = "1 laporan di HP ini belum terkirim"


def _in_book(nama: str) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Laporan).where(Laporan.nama == nama)) or 0


def _phone(open_browser: OpenBrowser, kantor: Kantor, nama: str) -> Peramban:
    phone = open_browser(nama, PHONE)
    phone.context.add_init_script("addEventListener('unhandledrejection', (p) => console.error(p.reason))")
    kantor.enter(phone, "pengelola.kedaton")
    assert until(lambda: bool(call(phone.page, "return k.siapaPemilik();")))
    return phone


def _sign_out(phone: Peramban) -> None:
    """Without a question when nothing of this person waits."""
    menu = phone.page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
    phone.page.get_by_role("button", name="Keluar", exact=True).click()
    phone.page.wait_for_load_state()


def _no_line(route: Route) -> None:
    route.abort("internetdisconnected")


def _quiet(phone: Peramban) -> None:
    """A cut line is what the test does; the browser's own words about it are no complaint."""
    phone.keluhan[:] = [text for text in phone.keluhan if "net::ERR_" not in text]


@pytest.fixture
def modul(open_browser: OpenBrowser) -> Page:
    """A page with the sender's module, nobody signed in."""
    peramban = open_browser("60-jawaban", PHONE)
    peramban.open("/masuk")
    return peramban.page


def test_only_an_answer_that_names_the_item_counts(modul: Page) -> None:
    body = """const cocok = k.jawaban.cocokLaporan("x");
      const { bacaJawaban, uraikan } = k.jawaban;
      return a.map(([status, jenis, teks]) => bacaJawaban({ status, ...uraikan(jenis, teks) }, cocok).hasil);"""
    json, terima = "application/json", '{"hasil":"diterima","kiriman":"x","laporan":"y","nomor":"1/2026"}'
    asked: list[tuple[int, str, str, str]] = [
        (200, json, terima, "diterima"),
        (200, f"{json}; charset=utf-8", terima, "diterima"),
        (200, "text/html", terima, "gagal"),
        (200, "text/html", "<h1>Wi-Fi Gratis</h1>", "gagal"),
        (200, json, terima[:-3], "gagal"),
        (200, json, terima.replace('"x"', '"z"'), "gagal"),
        (200, json, "null", "gagal"),
        (200, json, '{"hasil":"diterima","kiriman":"x"}', "gagal"),
        (200, json, terima.replace('"1/2026"', "null"), "gagal"),
        (500, json, terima, "gagal"),
        (502, "text/html", "<h1>Bad Gateway</h1>", "gagal"),
        (204, "", "", "gagal"),
        (422, json, '{"hasil":"perbaiki","kiriman":"x"}', "perbaiki"),
        (200, json, '{"hasil":"perbaiki","kiriman":"x"}', "gagal"),
        (403, json, '{"hasil":"ditolak","kiriman":"x"}', "ditolak"),
        (403, json, '{"galat":"Tidak diizinkan","pesan":""}', "gagal"),
        (401, json, '{"galat":"Belum masuk","pesan":""}', "sesi"),
        (401, "text/html", "<h1>Login</h1>", "gagal"),
        (400, "text/html", "<h1>Kedaluwarsa</h1>", "basi"),
        (413, json, '{"galat":"Kiriman terlalu besar"}', "gagal"),
    ]
    assert call(modul, body, [one[:3] for one in asked]) == [one[3] for one in asked]


def test_conflict_and_lost_reply_leave_nothing_without_a_way(modul: Page) -> None:
    body = """const akun = crypto.randomUUID(), waktu = new Date().toISOString();
      globalThis.fetch = async (url, { method }) => {
        const n = url.split("n=")[1], oleh = { id: akun, nama: "A" };
        const salam = { layanan: "pemakaman", n, akun: oleh, csrf: "t", boleh: true };
        if (url.includes("salam")) return Response.json({ ...salam, waktu });
        return Response.json({ ...a.jawab, kiriman: "x", waktu }, { status: a.jawab.hasil === "diterima" ? 200 : 409 });
      };
      await k.kenali();
      const foto = { id: "f", kiriman: "x", akun, isi: new Blob(["a"]), sidik: "s", urut: 0, terkirim: true };
      const { keadaan: dulu, laporan: punya } = a;
      await k.gudang.simpanKiriman({ id: "x", akun, keadaan: dulu, laporan: punya, ruas: { nama: ["Budi"] } }, [foto]);
      await k.kirimSemua({ paksa: true });
      if (a.lalu) await k[a.lalu]("x");
      const { keadaan, laporan, versiDraf, bentrok } = (await k.gudang.ambilKiriman("x")) ?? {};
      const tanda = (await k.gudang.daftarTanda(akun))[0];
      return [keadaan, laporan, versiDraf, bentrok, tanda?.tertinggal, (await k.gudang.daftarFoto("x")).length];"""
    bentrok = {"hasil": "bentrok", "versi": 7, "laporan": "y", "pesan": "-"}
    dari_berkas = {"keadaan": "mengirim", "jawab": bentrok, "lalu": "pakaiIsianIni"}
    assert call(modul, body, dari_berkas) == ["antre", "y", 7, None, None, 1]
    sudah_masuk = {"keadaan": "antre", "laporan": "y", "jawab": {**bentrok, "versi": None}}
    assert call(modul, body, sudah_masuk)[3] == {"versi": None, "laporan": "y"}
    terima = {"hasil": "diterima", "nomor": "1/2026", "laporan": "y", "catatan": "Yang diubah belum tersimpan."}
    tertinggal = call(modul, body, {"keadaan": "antre", "jawab": terima})
    assert tertinggal[0] is None
    assert tertinggal[4:] == [{"ruas": {"nama": ["Budi"]}}, 1]


def test_item_of_a_tab_that_died_waits_again(modul: Page) -> None:
    body = """await k.gudang.aturPemilik({ akun: "a", nama: "A" });
      await k.gudang.simpanKiriman({ id: "m", akun: "a", keadaan: "mengirim", ruas: {} });
      await k.kirimSemua();
      return (await k.gudang.ambilKiriman("m")).keadaan;"""
    assert call(modul, body) == "antre"


def test_thrown_away_is_not_said_to_be_received(modul: Page) -> None:
    body = """await k.gudang.aturPemilik({ akun: "a", nama: "A" });
      await k.gudang.simpanKiriman({ id: "m", akun: "a", keadaan: "antre", ruas: {} });"""
    call(modul, f"{body} await k.pasangHalaman();")
    modul.get_by_text("Masuk lagi untuk mengirim 1 laporan").wait_for()
    call(modul, "await k.gudang.buang('m');")
    modul.get_by_text("Masuk lagi untuk mengirim 1 laporan").wait_for(state="detached")
    assert modul.get_by_text("sudah diterima").count() == 0


def test_pauses_grow_to_ten_minutes(modul: Page) -> None:
    pauses = call(modul, "return [1, 2, 3, 4, 5, 6, 60].map((ke) => k.jawaban.jeda(ke, 0.5) / 1000);")
    assert pauses == [5, 15, 45, 120, 300, 600, 600]


def test_clock_set_back_does_not_hold_an_item(modul: Page) -> None:
    body = """const kini = 1e12, lagi = (ms) => new Date(kini + ms).toISOString();
      const pada = (ms) => ({ keadaan: "gagal", sebabJenis: "layanan", lagi: lagi(ms) });
      return [pada(-1), pada(5000), pada(3e10), { keadaan: "gagal" }, { keadaan: "mengirim" }, { keadaan: "draf" },
        { keadaan: "perbaiki" }].map((satu) => k.jawaban.jatuhTempo(satu, kini));"""
    assert call(modul, body) == [True, False, True, True, True, False, False]


def test_wrong_clock_is_noticed_also_without_a_line(modul: Page) -> None:
    clock = """const jam = (selisih) => ({ selisih, server: 1e12, perangkat: 1e12 - selisih * 1000 }), lewat = 36e5;
      return [k.periksaJam(undefined, 1), k.periksaJam(jam(3), 1e12 + lewat),
        k.periksaJam(jam(7200), 1e12 - 72e5 + lewat),
        k.periksaJam(jam(3), 1e12 - 864e5), k.periksaJam(jam(-31536000), 1e12 + 31536e6 + lewat),
        k.periksaJam(jam(-31536000), 1e12 + lewat)].map((satu) => satu?.sebab ?? null);"""
    assert call(modul, clock) == [None, None, "selisih", "mundur", "selisih", None]


def test_reply_lost_after_the_commit_gives_one_report_and_its_number(open_browser: OpenBrowser, kantor: Kantor) -> None:
    phone = _phone(open_browser, kantor, "62-jawaban-hilang")
    lost: list[Any] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().json())
        route.abort("connectionreset")

    phone.page.route("**/lapangan/kirim", lose_first)
    kiriman = put(phone.page, kantor.makam_id, "Wayan Hilang", foto=2)
    rusak = put(phone.page, kantor.makam_id, "", lain={"jenis_kelamin": []})
    send(phone.page)
    assert until(lambda: item(phone.page, rusak).get("keadaan") == "perbaiki")
    assert item(phone.page, rusak)["galat"]
    assert until(lambda: kiriman in receipts(phone.page))
    assert lost[0]["hasil"] == "diterima"
    assert receipts(phone.page)[kiriman]["nomor"] == lost[0]["nomor"]
    assert _in_book("Wayan Hilang") == 1
    assert item(phone.page, kiriman) == {}
    assert call(phone.page, "return (await k.gudang.daftarFoto(a)).length;", kiriman) == 0
    with reading() as session:
        assert session.get_one(KirimanHp, kiriman).jumlah_foto == 2
    _quiet(phone)


def test_ended_session_keeps_everything_and_signing_in_sends_it(open_browser: OpenBrowser, kantor: Kantor) -> None:
    phone = _phone(open_browser, kantor, "63-masuk-lagi")
    kantor.end_sessions("pengelola.kedaton")
    kiriman = put(phone.page, kantor.makam_id, "Sesi Berakhir", foto=1)
    send(phone.page)
    assert item(phone.page, kiriman)["keadaan"] == "antre"
    phone.open("/masuk")
    phone.page.get_by_role("link", name="Masuk lagi untuk mengirim 1 laporan").wait_for()
    phone.look("masuk-lagi")
    phone.give_password("pengelola.kedaton", SANDI)
    assert until(lambda: kiriman in receipts(phone.page))
    phone.page.get_by_text("Semua laporan di HP ini sudah diterima").wait_for()
    assert _in_book("Sesi Berakhir") == 1


def test_another_account_on_the_phone_neither_sees_nor_sends(open_browser: OpenBrowser, kantor: Kantor) -> None:
    phone = _phone(open_browser, kantor, "64-akun-lain")
    phone.page.route("**/lapangan/kirim", _no_line)
    kiriman = put(phone.page, kantor.makam_id, "Milik Sukirman")
    phone.open("/laporan")
    phone.page.get_by_text(BANNER).wait_for()
    _sign_out(phone)
    phone.page.get_by_role("button", name="Kirim dulu").wait_for()
    phone.look("tanya-keluar")
    assert "/laporan" in phone.page.url
    phone.press("Tetap keluar")
    phone.page.get_by_text("Anda sudah keluar").wait_for()
    assert call(phone.page, "return [await k.siapaPemilik(), k.gudang.hitungan(), await k.hitungLain()];") == [
        None,
        0,
        1,
    ]
    phone.page.unroute("**/lapangan/kirim")
    kantor.enter(phone, "operator.kedaton")
    assert until(lambda: bool(call(phone.page, "return k.siapaPemilik();")))
    send(phone.page)
    assert "belum terkirim" not in phone.isi
    assert call(phone.page, "return [k.gudang.hitungan(), await k.hitungLain()];") == [0, 1]
    assert _in_book("Milik Sukirman") == 0
    _sign_out(phone)
    kantor.enter(phone, "pengelola.kedaton")
    assert until(lambda: kiriman in receipts(phone.page))
    assert _in_book("Milik Sukirman") == 1
    _quiet(phone)


def test_of_two_tabs_one_sends_and_an_open_item_stays(open_browser: OpenBrowser, kantor: Kantor) -> None:
    phone = _phone(open_browser, kantor, "65-dua-tab")
    second = phone.context.new_page()
    second.goto(phone.situs.url + "/laporan")
    sent: list[str] = []
    phone.context.on("request", lambda one: sent.append(one.url) if one.url.endswith("/lapangan/kirim") else None)
    terbuka = put(phone.page, kantor.makam_id, "Sedang Diubah")
    call(second, "globalThis.lepas = await k.pegang(a);", terbuka)
    kiriman = put(phone.page, kantor.makam_id, "Dua Tab", foto=3)
    both = "k.kirimSemua({ paksa: true }); k.kirimSemua(); return 1;"
    call(second, both)
    call(phone.page, both)
    assert until(lambda: kiriman in receipts(second))
    send(second)
    assert len(sent) == 1
    assert item(second, terbuka)["keadaan"] == "antre"
    call(second, "globalThis.lepas();")
    send(second)
    assert terbuka in receipts(second)
    assert _in_book("Dua Tab") == 1


def test_photo_that_the_server_no_longer_has_is_sent_again(open_browser: OpenBrowser, kantor: Kantor) -> None:
    phone = _phone(open_browser, kantor, "66-kurang-foto")
    phone.page.route("**/lapangan/salam*", _no_line)
    kiriman = put(phone.page, kantor.makam_id, "Kurang Foto", foto=2)
    mark = "for (const f of await k.gudang.daftarFoto(a)) await k.gudang.ubahFoto(f.id, { terkirim: true });"
    call(phone.page, mark, kiriman)
    phone.page.unroute("**/lapangan/salam*")
    send(phone.page)
    assert kiriman in receipts(phone.page)
    with reading() as session:
        assert session.get_one(KirimanHp, kiriman).jumlah_foto == 2
    _quiet(phone)


def test_form_opens_once_the_owner_is_known_and_goes_when_he_signs_out(
    open_browser: OpenBrowser, kantor: Kantor
) -> None:
    phone = _phone(open_browser, kantor, "67-pemilik")
    phone.page.evaluate("localStorage.removeItem('pemakaman-pemilik')")
    phone.open("/lapangan/#baru")
    nama = phone.page.get_by_label("Nama almarhum/almarhumah")
    nama.fill("Rahasia Sukirman")
    assert until(
        lambda: (
            "Rahasia Sukirman" in str(call(phone.page, "return k.gudang.daftarKiriman((await k.siapaPemilik()).akun);"))
        )
    )
    phone.page.evaluate("document.querySelector('[data-aksi=nanti]').click()")
    phone.page.get_by_role("link", name="Rahasia Sukirman").wait_for()
    second = phone.context.new_page()
    second.goto(phone.situs.url + "/laporan")
    second.evaluate("document.querySelector('form[data-keluar]').requestSubmit()")
    phone.page.get_by_text("Belum ada yang masuk di HP ini").wait_for()
    readable = "return document.body.innerHTML + [...document.querySelectorAll('input')].map((satu) => satu.value);"
    assert "Rahasia" not in str(call(phone.page, readable))
    # Its answer changes the cookie, which signing in at the same moment would not survive.
    second.get_by_text("Anda sudah keluar").wait_for()
    kantor.enter(phone, "pengelola.kedaton")
    phone.open("/lapangan/")
    phone.page.get_by_role("link", name="Rahasia Sukirman").wait_for()
