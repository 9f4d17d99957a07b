"""Seeing who is missing: the province, the kab/kota with its desk, a citizen, and the officer of KPU."""

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest

from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.periode import bulan_kode
from tests.pabrik_laporan import hari_ini
from tests.pabrik_peta import TIGA, file_of
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.isi_pantau import DISETUJUI, KUMULATIF, NAMA, Terpantau, bulan_lalu, make_terpantau
from tests.perjalanan.peramban import DESK, PHONE, TAKES_PICTURES, Peramban
from tests.perjalanan.petugas import KAB, Kantor

OK, SAMA, DILARANG = 200, 304, 403
PUTARAN, JEDA_MS = 60, 1_000
"""The figures are kept every twenty seconds."""
TAK_BOLEH_KPU = (
    *("/pantau", "/pantau/baris", "/pantau/belum-akta", "/pantau/tugas", "/pantau/kematian", "/pantau/kelengkapan"),
    *("/pantau/makam-sunyi", "/pantau/peta", "/pantau/mutu", "/pantau/layanan", "/layar", "/setelan/acuan"),
    *("/setelan/peta", "/setelan/angka-terbuka", "/desk", f"/desk/{KAB}", f"/desk/{KAB}/perekaman", "/desk/pemilihan"),
)


@pytest.fixture(scope="module")
def isi(kantor: Kantor) -> Terpantau:
    """Its figures are counted."""
    return make_terpantau(kantor)


def step(peramban: Peramban, langkah: str) -> int:
    """A step of the funnel on the page that is open, from the table below its picture."""
    row = peramban.page.locator("#gambar-corong tbody tr").filter(has_text=langkah)
    return number_in(row.locator("td").first.text_content())


def number_in(text: str | None) -> int:
    """The first number of a text."""
    found = re.search(r"\d[\d.]*", text or "")
    assert found, text
    return int(found[0].replace(".", ""))


def show(peramban: Peramban, judul: str) -> None:
    """A page that the walk over all links looks at; here it is only for a picture."""
    if TAKES_PICTURES:
        peramban.look(judul)


def click_in_table(peramban: Peramban, nama: str) -> None:
    """Go down to a place of the table."""
    peramban.page.locator("main table").get_by_role("link", name=nama, exact=True).first.click()
    peramban.page.wait_for_load_state()


def test_the_province_goes_from_its_biggest_loss_down_to_the_rows(
    open_browser: OpenBrowser, isi: Terpantau, tmp_path: Path
) -> None:
    provinsi = open_browser("80-pantau-provinsi")
    isi.kantor.enter(provinsi, "provinsi.lampung")
    provinsi.follow("Pantauan")
    provinsi.look("corong")
    before = {name: step(provinsi, name) for name in ("Disetujui", "Akta terbit")}
    _see_loss(provinsi)
    _go_down(provinsi, before["Disetujui"])
    # An approval and an akta meanwhile; the worker counts them while other pages are looked at.
    isi.approve(DISETUJUI)
    isi.record_akta(DISETUJUI)
    _see_deaths(provinsi)
    _see_completeness(provinsi)
    _see_quiet(provinsi)
    _bring_boundaries(provinsi, tmp_path)
    _see_wall(provinsi)
    _wait_for(provinsi, "Akta terbit", before["Akta terbit"] + 1)
    assert step(provinsi, "Disetujui") == before["Disetujui"] + 1


def _see_loss(provinsi: Peramban) -> None:
    """The sentence leads to as many as it names."""
    loss = provinsi.page.get_by_text("Paling banyak tertahan di")
    jumlah = number_in(loss.get_by_role("link").inner_text())
    loss.get_by_role("link").click()
    provinsi.page.get_by_text(f"{jumlah} laporan").wait_for()
    click_in_table(provinsi, "Kota Bandar Lampung")
    assert _count_rows(provinsi) == jumlah
    provinsi.page.go_back()
    provinsi.page.go_back()


def _count_rows(peramban: Peramban) -> int:
    return peramban.page.locator("main tbody tr").count()


def _go_down(provinsi: Peramban, disetujui: int) -> None:
    """Kab, kecamatan, village, cemetery; the number at the end is the number of its rows."""
    for nama in ("Kota Bandar Lampung", "Kedaton", "Kedaton"):
        click_in_table(provinsi, nama)
        assert step(provinsi, "Disetujui") == disetujui
    show(provinsi, "corong-desa")
    row = provinsi.page.locator("main tr").filter(has=provinsi.page.get_by_role("link", name="TPU Kedaton"))
    row.get_by_role("cell").nth(3).get_by_role("link").click()
    provinsi.page.get_by_role("heading", name="Disetujui").wait_for()
    assert _count_rows(provinsi) == disetujui
    show(provinsi, "baris")


def _see_deaths(provinsi: Peramban) -> None:
    """Last month by death; by entry they stand beside this month, not in it."""
    provinsi.open("/pantau")
    provinsi.follow("Kematian")
    assert f"{len(NAMA)} kematian" in " ".join(provinsi.isi.split())
    provinsi.page.locator("summary").filter(has_text="Bulan meninggal").click()
    provinsi.pick("Menurut", "Bulan masuk buku")
    provinsi.press("Tampilkan")
    provinsi.page.get_by_text(f"Disusulkan: {len(NAMA)} kematian").wait_for()
    assert "0 meninggal dan masuk buku pada bulan yang sama" in " ".join(provinsi.isi.split())
    provinsi.look("kematian-masuk")


def _see_completeness(provinsi: Peramban) -> None:
    """Where population and rate are known there is an interval, never one number."""
    provinsi.follow("Kelengkapan")
    row = provinsi.page.get_by_role("row").filter(has_text="Kota Bandar Lampung").last
    assert re.search(r"\d–\d", row.inner_text()), row.inner_text()
    click_in_table(provinsi, "Kota Bandar Lampung")
    assert re.search(r"Yang diperkirakan antara [\d.]+ dan [\d.]+ kematian", provinsi.isi)
    assert "56,7 %" in provinsi.isi
    provinsi.look("kelengkapan")


def _see_quiet(provinsi: Peramban) -> None:
    provinsi.open("/pantau")
    provinsi.follow("Makam sunyi")
    click_in_table(provinsi, "Kota Bandar Lampung")
    assert "TPU Kedaton" not in provinsi.isi
    show(provinsi, "sunyi")


def _bring_boundaries(provinsi: Peramban, tmp_path: Path) -> None:
    """Nothing is drawn with a file before somebody says so."""
    batas = tmp_path / "batas.geojson"
    batas.write_bytes(file_of(TIGA))
    provinsi.open("/pantau/peta")
    assert "Batas kabupaten/kota belum diunggah" in provinsi.isi
    provinsi.follow("Batas wilayah")
    provinsi.tick("Batas kabupaten/kota")
    provinsi.page.get_by_label("Berkas GeoJSON").set_input_files(batas)
    provinsi.fill("Sumber", "Peta uji, tiga kotak")
    provinsi.press("Unggah dan periksa")
    tombol = provinsi.page.get_by_role("button", name="Pakai batas ini")
    tombol.wait_for()
    assert "12\ntidak ada di berkas" in provinsi.isi
    provinsi.look("batas-percobaan")
    tombol.click()
    provinsi.page.get_by_text("sekarang memakai batas ini").wait_for()
    provinsi.open("/pantau/peta")
    assert "belum diunggah" not in provinsi.isi
    assert "Peta uji, tiga kotak" in provinsi.isi
    provinsi.look("peta")


def _see_wall(provinsi: Peramban) -> None:
    """Without a name of anybody."""
    provinsi.open("/pantau")
    provinsi.follow("Layar dinding")
    assert "Diperbarui sendiri tiap menit" in provinsi.page.locator("footer").inner_text()
    assert not any(nama in provinsi.page.content() for nama in NAMA)
    show(provinsi, "layar")


def _wait_for(peramban: Peramban, langkah: str, wanted: int) -> None:
    """The worker counts by its own clock; the page shows what is counted, by exactly so many."""
    for _ in range(PUTARAN):
        peramban.open("/pantau")
        if step(peramban, langkah) >= wanted:
            break
        peramban.page.wait_for_timeout(JEDA_MS)
    assert step(peramban, langkah) == wanted


def test_the_kab_hands_out_its_work_and_reports_its_day(open_browser: OpenBrowser, isi: Terpantau) -> None:
    admin, operator = open_browser("81-desk-admin", DESK), open_browser("82-tugas-operator", PHONE)
    isi.kantor.enter(admin, "admin.bandarlampung")
    _hand_out(admin, isi)
    isi.kantor.enter(operator, "operator.kedaton")
    _see_tasks(operator, isi)
    _report_day(admin)
    provinsi = open_browser("83-desk-provinsi", DESK)
    isi.kantor.enter(provinsi, "provinsi.lampung")
    _see_reported(provinsi)
    _correct_yesterday(admin)


DISERAHKAN = (1, 2)


def _hand_out(admin: Peramban, isi: Terpantau) -> None:
    admin.follow("Pantauan")
    admin.follow("Belum berakta")
    for number in DISERAHKAN:
        admin.page.locator(f'input[name="laporan"][value="{isi.laporan[number]}"]').check()
    admin.page.get_by_role("radio", name="Operator desa/kelurahan").check()
    admin.fill("Catatan", "Antarkan keluarganya ke loket Jumat.")
    admin.look("belum-akta")
    admin.press("Serahkan")
    admin.page.get_by_text("Diserahkan kepada operator desa/kelurahan: 2 laporan.").wait_for()


def _see_tasks(operator: Peramban, isi: Terpantau) -> None:
    """On his home page; the task of a report with its akta closes by itself."""
    assert "2 tugas akta menunggu Anda" in " ".join(operator.isi.split())
    operator.follow("tugas akta menunggu Anda")
    assert all(NAMA[number] in operator.isi for number in DISERAHKAN)
    operator.look("tugas")
    isi.record_akta(DISERAHKAN[0])
    count_everything()
    operator.open("/pantau/tugas")
    assert "1 tugas terbuka" in operator.isi
    assert NAMA[DISERAHKAN[0]] not in operator.isi
    operator.open("/pantau/tugas?status=selesai")
    operator.page.get_by_role("heading", name=NAMA[DISERAHKAN[0]]).wait_for()


def _report_day(admin: Peramban) -> None:
    """Yesterday stands beside today; a sum that falls is refused with both figures; nothing happened to the stock."""
    admin.follow("Desk Pemilu")
    show(admin, "desk")
    admin.page.locator("section").filter(has_text="Perekaman KTP-el").get_by_role("link", name="Isi").click()
    kumulatif = admin.page.get_by_label("Sudah rekam (kumulatif)", exact=True)
    assert "Kemarin: 774.000 orang" in admin.isi
    kumulatif.fill(str(KUMULATIF - 100))
    for label in ("Rekam hari ini", "Cetak hari ini"):
        admin.fill(label, "120")
    admin.press("Simpan")
    assert "Kumulatif hari ini 773.900 lebih kecil daripada kemarin 774.000." in admin.isi
    admin.look("desk-ditolak")
    kumulatif.fill(str(KUMULATIF + 120))
    admin.press("Simpan")
    assert "774.120" in admin.isi
    assert "774.000" in admin.isi
    admin.look("desk-hari")
    admin.open("/desk")
    admin.page.locator("section").filter(has_text="Blangko KTP-el").get_by_role("button", name="Nihil").click()
    admin.page.get_by_text("Blangko KTP-el: nihil disimpan.").wait_for()


def _see_reported(provinsi: Peramban) -> None:
    """Who has not reported, and what; what was reported is not asked for."""
    provinsi.open("/desk")
    belum = provinsi.page.locator(".perhatian").filter(has_text="Belum lapor").inner_text()
    assert "Kota Bandar Lampung (IKD, Suket)" in belum
    assert "Kota Metro (Perekaman, Blangko, IKD, Suket)" in belum
    provinsi.look("desk-provinsi")


def _correct_yesterday(admin: Peramban) -> None:
    """A day that is over is corrected with a reason; what it was stays on its page."""
    kemarin = hari_ini() - timedelta(days=1)
    admin.open(f"/desk/{KAB}/perekaman/{kemarin.isoformat()}/isi")
    admin.fill("SFE (dikirim ke pusat)", "25")
    admin.press("Simpan")
    assert "lasan" in admin.page.get_by_role("alert").inner_text()
    admin.fill("Alasan perbaikan", "Lima berkas SFE baru terhitung pagi ini.")
    admin.press("Simpan")
    admin.page.get_by_text("Lima berkas SFE baru terhitung pagi ini.").wait_for()
    assert "SFE (dikirim ke pusat): 20 → 25" in admin.isi
    admin.look("desk-riwayat")


def test_a_citizen_reads_and_takes_the_open_figures_without_an_account(
    open_browser: OpenBrowser, isi: Terpantau, tmp_path: Path
) -> None:
    warga = open_browser("84-angka-warga", PHONE)
    assert warga.open("/angka") == OK
    assert "ditutup Pemakaman tercatat" in " ".join(warga.isi.split())
    bulan = month_of(bulan_lalu())
    warga.follow(bulan.teks)
    assert f"{len(NAMA)} Pemakaman tercatat" in " ".join(warga.isi.split())
    warga.look("angka")
    rows = list(csv.DictReader(io.StringIO(warga.save("(CSV)", tmp_path / "data.csv").read_text("utf-8"))))
    assert {row["keterangan"] for row in rows} >= {"", "disembunyikan"}
    dimakamkan = [row for row in rows if row["ukuran"] == "dimakamkan" and row["kode_wilayah"] == "18"]
    assert (bulan_kode(bulan), str(len(NAMA))) in {(row["bulan"], row["nilai"]) for row in dimakamkan}
    assert warga.save("gambar PNG", tmp_path / "gambar.png").read_bytes().startswith(b"\x89PNG")
    for path in ("/angka", "/angka/data.json", "/angka/data.csv", "/angka/metadata.json"):
        _ask_twice(warga, path)
    assert warga.context.cookies() == []


def _ask_twice(warga: Peramban, path: str) -> None:
    """The second time there is nothing new; nobody is followed."""
    address = warga.situs.url + path
    first = warga.context.request.get(address)
    again = warga.context.request.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status) == (OK, SAMA)
    assert "set-cookie" not in {**first.headers, **again.headers}


def test_the_officer_of_kpu_sees_his_packages_and_nothing_of_the_figures(
    open_browser: OpenBrowser, isi: Terpantau
) -> None:
    kpu, pejabat = open_browser("85-pantau-kpu", DESK), open_browser("86-pantau-pejabat", DESK)
    isi.kantor.enter(kpu, "kpu.bandarlampung")
    answers = {path: kpu.context.request.get(kpu.situs.url + path).status for path in TAK_BOLEH_KPU}
    assert answers == dict.fromkeys(TAK_BOLEH_KPU, DILARANG)
    kpu.open("/paket")
    isi.kantor.enter(pejabat, "pejabat.bandarlampung")
    pejabat.open("/pantau")
    before = step(pejabat, "Diterima KPU")
    assert step(pejabat, "Diserahkan ke KPU") == before + 1
    _give_receipt(kpu)
    count_everything()
    pejabat.open("/pantau")
    assert step(pejabat, "Diterima KPU") == before + 1


def _give_receipt(kpu: Peramban) -> None:
    kpu.follow("Nomor 1")
    kpu.follow("Catat tanda terima")
    kpu.fill("Nomor tanda terima", "31/PL.02.1-BA/1871/2026")
    kpu.fill_date("Tanggal tanda terima", hari_ini())
    kpu.fill("Jumlah nama diterima", "1")
    kpu.fill("Jumlah nama ditolak", "0")
    kpu.press("Simpan tanda terima")
    kpu.page.get_by_text("31/PL.02.1-BA/1871/2026").first.wait_for()
