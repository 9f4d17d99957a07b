"""The same death written down twice: found, merged into one, the person known, and approved; and when it was wrong."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from pemakaman.db import reading
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.verifikasi import services as meja
from tests.contoh.susun_penduduk import Baris, penduduk_rows, write_xlsx
from tests.pabrik_laporan import make_laporan, make_nik
from tests.pabrik_verifikasi import act, check_identity
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import (
    Kejadian,
    add_proof,
    begin,
    fill_almarhum,
    fill_kematian,
    fill_rest,
    make_photo,
)
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor
from tests.perjalanan.test_jalan_utama import SURAT, squeeze

KEJADIAN = Kejadian(surat=False)
SINGKAT = "M. Zainal Abidin"
KK = "1871010505090012"
AYAH, IBU = "ZAINUDDIN SALEH", "SITI MARYATI"
NIK_AYAH, NIK_IBU = "1871010107300011", "1871014112340012"
PERTANYAAN = "Apakah almarhum dikenal juga dengan nama Zainal saja?"
JAWABAN = "Ya, di kampung dipanggil Pak Zainal."
SEBAB = "Satu pemakaman: dicatat singkat di makam, lalu diisi lengkap."


def residents() -> list[Baris]:
    """A small extract: the person who died, and neighbours who did not."""
    dead = {
        "nama": KEJADIAN.nama.upper(),
        "nik": KEJADIAN.nik,
        "no_kk": KK,
        "sex": 1,
        "tempatlahir": "KOTABUMI",
        "tanggallahir": KEJADIAN.lahir.isoformat(),
        "alamat": "JL. MELATI 5",
        "rt": "003",
        "rw": "001",
        "nama_ayah": AYAH,
        "ayah_nik": NIK_AYAH,
        "nama_ibu": IBU,
        "ibu_nik": NIK_IBU,
    }
    rows = list(penduduk_rows(24))
    return [*rows, {**rows[0], **dead}]


@pytest.fixture
def clean_pile(kantor: Kantor) -> list[str]:
    """Two reports of other people that wait for the pejabat."""
    names = ["Hasan Basri", "Wayan Sukarta"]
    for name, tahun in zip(names, (1945, 1948), strict=True):
        recommend_other(kantor, name, tahun)
    return names


def cemetery(kantor: Kantor) -> Makam:
    """The cemetery of the office."""
    with reading() as session:
        return session.get_one(Makam, kantor.makam_id)


def report_other(kantor: Kantor, nama: str, tahun: int, **isian: Any) -> Laporan:
    """A complete report by the manager, of somebody born in this year."""
    born = {"lahir": TanggalTakLengkap(tahun, 3, 15), "nik": make_nik(f"1503{tahun % 100:02}"), "bin_binti": None}
    return make_laporan(kantor.actors["pengelola.kedaton"], cemetery(kantor), nama=nama, **{**born, **isian})


def recommend_other(kantor: Kantor, nama: str, tahun: int) -> UUID:
    """A clean report that the second officer recommended."""
    petugas = kantor.actors["verif.dua"]
    laporan_id = report_other(kantor, nama, tahun).id
    act(meja.claim, laporan_id, actor=petugas)
    check_identity(laporan_id, petugas)
    act(meja.recommend, laporan_id, actor=petugas, versi=None)
    return laporan_id


def test_double_is_merged_and_its_heir_approved_in_bulk(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path, clean_pile: list[str]
) -> None:
    admin = open_browser("20-ganda-admin", DESK)
    kantor.enter(admin, "admin.bandarlampung")
    _import_residents(admin, write_xlsx(tmp_path / "penduduk.xlsx", residents(), judul=("DATA PENDUDUK",)))

    pengelola = open_browser("21-ganda-pengelola", PHONE)
    kantor.enter(pengelola, "pengelola.kedaton")
    awal = _report_short(pengelola)
    nomor = _report_again(pengelola, tmp_path)

    verifikator = open_browser("22-ganda-verifikator", DESK)
    kantor.enter(verifikator, "verif.bandarlampung")
    _merge(verifikator, nomor)
    _follow_heir(pengelola, awal, nomor)
    _choose_person(verifikator)
    _ask(verifikator)
    _answer(pengelola, tmp_path)
    _recommend(verifikator)

    pejabat = open_browser("23-ganda-pejabat", DESK)
    kantor.enter(pejabat, "pejabat.bandarlampung")
    _approve_pile(pejabat, [*clean_pile, KEJADIAN.salah_ketik])
    _check_document(pejabat, tmp_path)


def _import_residents(admin: Peramban, path: Path) -> None:
    admin.open("/penduduk")
    admin.follow("Unggah data penduduk")
    admin.page.get_by_label("Berkas data penduduk").set_input_files(path)
    admin.pick("Wilayah berkas", "Kedaton, Kec. Kedaton")
    admin.look("unggah")
    admin.press("Unggah dan pilih kolom")
    admin.follow("Pilih kolom")
    admin.look("kolom")
    admin.press("Coba berkas ini")
    put = admin.page.get_by_role("button", name="Masukkan 25 baris yang baik")
    put.wait_for()
    admin.look("percobaan")
    admin.press("Masukkan 25 baris yang baik")
    admin.page.get_by_role("link", name="Data penduduk").first.wait_for()
    admin.page.get_by_text("orang baru").wait_for()
    admin.open("/penduduk")
    admin.look("penduduk")
    assert "Jumlah penduduk yang dikenal: 25" in admin.isi


def _report_short(pengelola: Peramban) -> str:
    pengelola.open("/laporan/baru/singkat")
    pengelola.fill("Nama almarhum/almarhumah", SINGKAT)
    pengelola.choose("Jenis kelamin", "Laki-laki")
    pengelola.fill_date("Tanggal dimakamkan", KEJADIAN.dimakamkan)
    pengelola.press("Simpan dan ambil nomor buku")
    assert pengelola.judul == "Tanda terima"
    return _book(pengelola)


def _book(peramban: Peramban) -> str:
    """The number in the burial book on a receipt."""
    row = peramban.page.locator(".govuk-summary-list__row", has_text="Nomor buku makam")
    return row.locator("dd").inner_text().strip()


def _report_again(pengelola: Peramban, folder: Path) -> str:
    pengelola.diam = True
    begin(pengelola)
    fill_almarhum(pengelola, KEJADIAN, KEJADIAN.salah_ketik)
    fill_kematian(pengelola, KEJADIAN)
    fill_rest(pengelola, KEJADIAN)
    add_proof(pengelola, SURAT, make_photo(folder / "surat.jpg", "SURAT KETERANGAN KEMATIAN"))
    add_proof(pengelola, "KK atau KTP-el almarhum", make_photo(folder / "kk.jpg", "KARTU KELUARGA"))
    pengelola.follow("Lanjut: periksa dan ajukan")
    pengelola.diam = False
    assert SINGKAT in pengelola.isi
    pengelola.look("diperingatkan")
    pengelola.press("Ajukan")
    assert "Ada yang perlu diperbaiki" in pengelola.isi
    pengelola.tick("Ini orang lain, belum pernah dicatat")
    pengelola.press("Ajukan")
    assert pengelola.judul == "Tanda terima"
    return _book(pengelola)


def _merge(verifikator: Peramban, nomor: str) -> None:
    verifikator.open("/meja")
    row = verifikator.page.get_by_role("row", name=KEJADIAN.salah_ketik)
    assert "Diduga ganda" in row.inner_text()
    verifikator.look("antrean")
    verifikator.follow(KEJADIAN.salah_ketik)
    verifikator.press("Ambil untuk diperiksa")
    assert verifikator.page.get_by_role("button", name="Sarankan disetujui").count() == 0
    verifikator.look("meja-diduga-ganda")
    verifikator.follow("Bandingkan dulu")
    verifikator.look("banding")
    verifikator.follow("Gabungkan")
    verifikator.press("Gabungkan")
    assert "Pilih laporan mana yang tetap." in verifikator.isi
    verifikator.page.get_by_label(nomor).check()
    verifikator.fill("Mengapa keduanya satu kematian?", SEBAB)
    verifikator.look("gabungkan")
    verifikator.press("Gabungkan")
    assert "Kedua laporan digabung" in verifikator.isi
    assert verifikator.judul == KEJADIAN.salah_ketik


def _follow_heir(pengelola: Peramban, awal: str, nomor: str) -> None:
    pengelola.open("/laporan")
    pengelola.look("daftar-digabung")
    pengelola.page.get_by_role("link", name=SINGKAT, exact=True).click()
    assert f"Yang diteruskan buku {nomor}" in pengelola.isi
    pengelola.look("digabung")
    pengelola.follow(f"buku {nomor}")
    assert pengelola.judul == KEJADIAN.salah_ketik
    assert f"Dari laporan yang digabung, buku {awal}" in pengelola.isi


def _choose_person(verifikator: Peramban) -> None:
    assert verifikator.page.get_by_role("button", name="Sarankan disetujui").count() == 1
    panel = verifikator.page.get_by_role("region", name="Siapa orang ini?")
    assert KEJADIAN.nama.upper() in panel.inner_text()
    panel.get_by_role("button", name="Pilih orang ini").first.click()
    verifikator.page.wait_for_load_state()
    expect(panel.get_by_text("Dipilih")).to_be_visible()
    assert IBU in panel.inner_text()
    verifikator.look("dipilih")


def _ask(verifikator: Peramban) -> None:
    verifikator.press("Minta SPTJM")
    assert "SPTJM sudah diminta dari pengelola" in verifikator.isi
    assert verifikator.page.get_by_role("button", name="Minta SPTJM").count() == 0
    verifikator.page.get_by_text("Tanya pengelola", exact=True).first.click()
    verifikator.fill("Pertanyaan kepada pengelola", PERTANYAAN)
    verifikator.press("Kirim pertanyaan")


def _answer(pengelola: Peramban, folder: Path) -> None:
    pengelola.open("/laporan")
    pengelola.look("ditanyakan")
    pengelola.follow("Jawab")
    pengelola.look("permintaan")
    pengelola.page.get_by_label("Jawaban").fill(JAWABAN)
    pengelola.press("Kirim jawaban")
    berkas = make_photo(folder / "sptjm.jpg", "SPTJM BERMETERAI")
    pengelola.page.locator("input[type=file]").set_input_files(berkas)
    pengelola.press("Kirim lampiran")
    assert "Tanya jawab dengan petugas (2)" in pengelola.isi


def _recommend(verifikator: Peramban) -> None:
    verifikator.open("/meja?tab=diperiksa")
    assert "Sudah dijawab" in verifikator.isi
    verifikator.follow(KEJADIAN.salah_ketik)
    assert JAWABAN in verifikator.isi
    verifikator.look("sudah-dijawab")
    verifikator.press("Sarankan disetujui")
    assert "menunggu persetujuan pejabat" in verifikator.isi


def _approve_pile(pejabat: Peramban, names: list[str]) -> None:
    pejabat.open("/meja")
    pejabat.look("tumpukan")
    pejabat.follow("Setujui semua yang bersih (3)")
    pejabat.look("bersih")
    pejabat.press("Setujui yang dicentang")
    assert pejabat.page.get_by_role("table", name="Laporan yang selesai").get_by_role("link").count() == len(names)
    pejabat.look("hasil")
    before = pejabat.isi
    pejabat.page.reload()
    assert pejabat.isi == before
    pejabat.page.go_back()
    pejabat.page.go_forward()
    assert pejabat.isi == before


def _check_document(pejabat: Peramban, folder: Path) -> None:
    pejabat.follow(KEJADIAN.salah_ketik)
    pejabat.follow("Berkas permohonan")
    pejabat.page.get_by_role("link", name="Unduh PDF").wait_for()
    path = pejabat.save("Unduh PDF", folder / "berkas.pdf")
    text = squeeze("".join(page.extract_text() for page in PdfReader(path).pages)).upper()
    for expected in (KEJADIAN.nama, KEJADIAN.nik, KK, AYAH, NIK_AYAH, IBU, NIK_IBU):
        assert squeeze(expected).upper() in text, expected


def test_merge_is_undone_and_the_two_told_apart(open_browser: OpenBrowser, kantor: Kantor) -> None:
    tanpa = {"nik": None, "nik_alasan": "tidak_diketahui"}
    satu, dua = (report_other(kantor, nama, 1951, **tanpa) for nama in ("Sukarni", "Soekarni"))
    petugas = open_browser("24-pisah-verifikator", DESK)
    kantor.enter(petugas, "verif.dua")
    petugas.open(f"/meja/{satu.id}")
    petugas.press("Ambil untuk diperiksa")
    petugas.follow("Bandingkan dulu")
    petugas.follow("Gabungkan")
    petugas.page.get_by_label(f"{satu.buku_nomor}/{satu.buku_tahun}").check()
    petugas.fill("Mengapa keduanya satu kematian?", "Nama dan hari meninggalnya sama.")
    petugas.press("Gabungkan")
    petugas.open(f"/meja/{dua.id}")
    assert "Satu kematian dicatat dua kali" in petugas.isi
    petugas.look("digabung")
    petugas.follow("Pisahkan lagi")
    petugas.fill("Mengapa penggabungannya dibatalkan?", "Ternyata dua orang: yang satu tinggal di Way Halim.")
    petugas.look("pisahkan")
    petugas.press("Pisahkan")
    assert "Diduga ganda" in petugas.isi
    petugas.look("dipisahkan")
    petugas.page.get_by_role("link", name="Bandingkan").first.click()
    petugas.follow("Bukan orang yang sama")
    petugas.fill("Mengapa orangnya berbeda?", "Alamat dan pelapornya lain; sudah ditanyakan.")
    petugas.look("bukan-sama")
    petugas.press("Nyatakan bukan orang yang sama")
    assert "Dinyatakan bukan orang yang sama" in petugas.isi
    petugas.look("bukan-sama-tercatat")
    petugas.open(f"/meja/{satu.id}")
    expect(petugas.page.get_by_role("button", name="Sarankan disetujui")).to_be_visible()


def test_one_of_two_officers_gets_the_report(open_browser: OpenBrowser, kantor: Kantor) -> None:
    laporan = report_other(kantor, "Lukman Hakim", 1955)
    people = {"verif.bandarlampung": "Ratna Komala", "verif.dua": "Agus Setiawan"}
    browsers = []
    for number, nama_pengguna in enumerate(people, start=25):
        browser = open_browser(f"{number}-rebutan-{nama_pengguna}", DESK)
        kantor.enter(browser, nama_pengguna)
        browser.open(f"/meja/{laporan.id}")
        browsers.append(browser)
    for browser in browsers:  # both pages press their button by themselves, at the same moment
        browser.page.get_by_role("button", name="Ambil untuk diperiksa").evaluate(
            "button => { setTimeout(() => button.click(), 300); }"
        )
    for browser in browsers:
        browser.page.get_by_role("button", name="Ambil untuk diperiksa").wait_for(state="detached")
        browser.page.wait_for_load_state()
    winners = [browser for browser in browsers if "Dipegang Anda" in browser.isi]
    assert len(winners) == 1
    loser = next(browser for browser in browsers if browser is not winners[0])
    holder = list(people.values())[browsers.index(winners[0])]
    assert holder in loser.isi
    assert loser.page.get_by_role("button", name="Sarankan disetujui").count() == 0
    winners[0].look("menang")
    loser.look("kalah")
