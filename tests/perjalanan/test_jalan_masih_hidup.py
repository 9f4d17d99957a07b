"""A living person recorded as dead: raised, frozen, decided, put back at KPU; and the alarm that was false."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path
from time import monotonic, sleep
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update

from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import SISTEM
from pemakaman.berkas.models import Berkas
from pemakaman.db import now, reading, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pemilih import services
from pemakaman.pemilih.models import Paket, Penarikan
from tests.pabrik_laporan import hari_ini, make_laporan
from tests.pabrik_pemilih import make_daftar, make_pemilih
from tests.pabrik_perbaikan import approve
from tests.pabrik_serah import build
from tests.pabrik_verifikasi import status_of
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.pengisian import make_photo
from tests.perjalanan.peramban import DESK, PHONE, Peramban
from tests.perjalanan.petugas import Kantor

NAMA, NIK, LAHIR = "Sumarni", "1871015203500021", date(1950, 3, 12)
SALAH_LAPOR, NIK_DUA = "Suparjo", "1871011203510022"
HIDUP = "Bukti bahwa orangnya masih hidup (datang sendiri, foto dengan KTP-el, atau surat)"
JUDUL = "KEMBALIKAN KE DAFTAR: nama di bawah ini jangan dihapus"


def make_consequences(kantor: Kantor, **isian: object) -> UUID:
    """An approved report with its document, and its voter proposed, confirmed and handed over to KPU."""
    with reading() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    actors = kantor.actors
    laporan = make_laporan(actors["pengelola.kedaton"], makam, tempat_lahir="Metro", **isian)
    approve(actors["verif.bandarlampung"], actors["pejabat.bandarlampung"], laporan.id)
    pemilih = {"nama": str(isian["nama"]).upper(), "jenis_kelamin": isian["jenis_kelamin"]}
    lahir = isian["lahir"]
    assert isinstance(lahir, TanggalTakLengkap)
    daftar_id = make_daftar()
    pemilih_id = make_pemilih(daftar_id, str(isian["nik"]), tanggal_lahir=lahir.earliest(), **pemilih)
    with transaction() as session:
        usul = services.propose(
            session,
            laporan_id=laporan.id,
            daftar_id=daftar_id,
            pemilih_id=pemilih_id,
            actor=actors["verif.bandarlampung"],
        )
    with transaction() as session:
        services.confirm(session, usul.id, versi=usul.versi, actor=actors["pejabat.bandarlampung"])
    return laporan.id


@pytest.fixture(scope="module")
def tercatat_mati(kantor: Kantor) -> UUID:
    """Sumarni's report with a certificate, in KPU's hands."""
    laporan_id = make_consequences(
        kantor, nama=NAMA, nik=NIK, jenis_kelamin="P", lahir=TanggalTakLengkap(LAHIR.year, LAHIR.month, LAHIR.day)
    )
    with transaction() as session:
        record_akta(
            session,
            laporan_id,
            nomor=f"1871-KM-{hari_ini():%d%m%Y}-0021",
            tanggal=hari_ini(),
            actor=kantor.actors["verif.bandarlampung"],
        )
    return laporan_id


def berkas_of(laporan_id: UUID) -> UUID:
    """The report's document, as soon as the worker has made it."""
    query, limit = select(Berkas.id).where(Berkas.laporan_id == laporan_id, Berkas.status == "jadi"), monotonic() + 20
    while monotonic() < limit:
        with reading() as session:
            if (found := session.scalar(query)) is not None:
                return found
        sleep(0.2)
    raise AssertionError("berkas belum jadi")


def test_a_living_person_is_raised_frozen_decided_and_put_back(
    open_browser: OpenBrowser, kantor: Kantor, tercatat_mati: UUID, tmp_path: Path
) -> None:
    serahan, berkas_id = build(kantor.actors["pejabat.bandarlampung"]), berkas_of(tercatat_mati)
    warga = open_browser("20-hidup-warga", PHONE)
    nomor = _raise(warga)

    verifikator = open_browser("21-hidup-verifikator", DESK)
    kantor.enter(verifikator, "verif.bandarlampung")
    _see_frozen(verifikator, tercatat_mati, berkas_id)
    _propose(verifikator, nomor, tmp_path)

    pejabat = open_browser("22-hidup-pejabat", DESK)
    kantor.enter(pejabat, "pejabat.bandarlampung")
    pejabat.look("beranda")
    _see_handed_over(pejabat, serahan)
    _decide(pejabat)
    assert status_of(tercatat_mati) == Status.DIBATALKAN
    _see_annulled(pejabat, tercatat_mati)
    _follow_status(warga, nomor, "Selesai diperiksa")
    sandi = _build(pejabat)

    _make_old()
    _see_overdue(pejabat, open_browser("23-hidup-admin", DESK), kantor)
    kpu = open_browser("24-hidup-kpu", DESK)
    kantor.enter(kpu, "kpu.bandarlampung")
    _take_withdrawal(kpu, sandi, tmp_path)
    _record_receipt(kpu)

    pengelola = open_browser("25-hidup-pelapor", PHONE)
    kantor.enter(pengelola, "pengelola.kedaton")
    _report_as_reporter(pengelola, kantor)


def _raise(warga: Peramban) -> str:
    """Without an account, on a phone; returns the case number."""
    warga.open("/masuk")
    warga.follow("Orang ini masih hidup?")
    warga.look("lapor-kosong")
    warga.press("Kirim laporan")
    warga.look("lapor-salah")
    warga.fill("Nama orang yang masih hidup", NAMA)
    warga.fill("NIK orang itu (boleh kosong)", NIK)
    warga.pick("Provinsi", "Lampung")
    warga.press("Lanjut: pilih kabupaten/kota")
    warga.pick("Kabupaten/Kota", "Kota Bandar Lampung")
    warga.fill("Apa yang terjadi?", "Rekening bank saya tertutup karena tercatat meninggal.")
    warga.tick("Saya sendiri orangnya")
    warga.fill("Nama Anda", NAMA)
    warga.fill("Nomor HP Anda", "0812-9876-5432")
    warga.look("lapor-terisi")
    warga.press("Kirim laporan")
    assert warga.judul == "Laporan Anda diterima"
    warga.look("diterima")
    nomor = warga.page.get_by_role("region", name="Nomor kasus").locator(".nomor").inner_text()
    _follow_status(warga, nomor, "Diterima dan sedang diperiksa")
    return nomor


def _follow_status(warga: Peramban, nomor: str, langkah: str) -> None:
    warga.open("/masih-hidup/status")
    warga.fill("Nomor kasus", nomor)
    warga.press("Lihat")
    assert langkah in warga.isi
    assert NAMA not in warga.isi
    warga.look("status")


def _see_frozen(verifikator: Peramban, laporan_id: UUID, berkas_id: UUID) -> None:
    verifikator.look("beranda")
    verifikator.open(f"/meja/{laporan_id}")
    assert "Dibekukan, mungkin masih hidup" in verifikator.isi
    verifikator.look("meja-beku")
    verifikator.open(f"/laporan/{laporan_id}/berkas")
    assert "Unduh PDF" not in verifikator.isi
    verifikator.look("berkas-beku")
    assert verifikator.open(f"/berkas/{berkas_id}/unduh") == 403
    verifikator.look("unduh-ditolak")


def _see_handed_over(pejabat: Peramban, serahan: Paket) -> None:
    """What KPU was given is shown as taken back, and the notice waits for the next package."""
    pejabat.open("/paket")
    assert "Penarikan yang belum selesai: 1 nama" in pejabat.isi
    pejabat.look("paket")
    pejabat.follow(f"Nomor {serahan.nomor}")
    assert "ditarik kembali sesudah paket dibuat" in pejabat.isi
    pejabat.look("paket-ditarik")
    pejabat.open("/paket/penarikan")
    assert NAMA.upper() in pejabat.isi
    pejabat.look("penarikan-menunggu")


def _open_case(peramban: Peramban, nama: str = NAMA) -> None:
    peramban.open("/kasus")
    peramban.look("kasus-daftar")
    peramban.follow(nama)


def _propose(verifikator: Peramban, nomor: str, tmp_path: Path) -> None:
    _open_case(verifikator)
    assert nomor in verifikator.page.locator("body").inner_text()
    verifikator.look("kasus-terbuka")
    verifikator.tick("Orangnya masih hidup: batalkan laporan")
    verifikator.fill("Alasan", "Datang sendiri dengan KTP-el.")
    verifikator.press("Usulkan ke pejabat")
    assert "Unggah dulu paling sedikit satu bukti" in verifikator.isi
    verifikator.look("kasus-tanpa-bukti")
    verifikator.pick("Jenis bukti", HIDUP)
    verifikator.page.get_by_label("Foto atau berkas").set_input_files(
        make_photo(tmp_path / "hidup.jpg", "FOTO, KTP-EL")
    )
    verifikator.press("Unggah bukti")
    verifikator.tick("Orangnya masih hidup: batalkan laporan")
    verifikator.fill("Alasan", "Datang sendiri hari ini; wajah dan KTP-el cocok.")
    verifikator.look("kasus-siap-diusulkan")
    verifikator.press("Usulkan ke pejabat")
    assert "Menunggu pejabat" in verifikator.isi
    assert verifikator.page.get_by_role("button", name="Setuju: orangnya").count() == 0
    verifikator.look("kasus-diusulkan")


def _decide(pejabat: Peramban) -> None:
    _open_case(pejabat)
    pejabat.look("kasus-diputus")
    pejabat.press("Setuju: orangnya masih hidup: batalkan laporan")
    assert "Diputus: masih hidup" in pejabat.isi
    assert "Ajukan pembatalan akta (F-2.01F)" in pejabat.isi
    assert "(ditandai batal)" in pejabat.isi
    assert "tidak berlaku lagi" in pejabat.isi
    assert "kabulkan" not in pejabat.isi
    pejabat.look("kasus-selesai")


def _see_annulled(pejabat: Peramban, laporan_id: UUID) -> None:
    pejabat.open(f"/laporan/{laporan_id}/berkas")
    assert "Berkasnya tidak berlaku" in pejabat.isi
    assert "Unduh" not in pejabat.isi
    pejabat.look("berkas-batal")
    pejabat.open(f"/meja/{laporan_id}")
    pejabat.look("meja-batal")
    pejabat.open(f"/laporan/{laporan_id}")
    pejabat.look("laporan-batal")


def _build(pejabat: Peramban) -> str:
    pejabat.open("/paket")
    pejabat.follow("Buat paket")
    assert "penarikan menunggu" in pejabat.isi
    pejabat.look("paket-baru")
    pejabat.make_paket()
    pejabat.look("paket-dibuat")
    return pejabat.see_password()


def _make_old() -> None:
    """Forty days go by."""
    with transaction() as session:
        usul_id = session.scalars(select(Penarikan.usul_id)).one()
        session.execute(update(Penarikan).values(dibuat_pada=now() - timedelta(days=40)))
        record(session, "usul.uji", "usul", usul_id, actor=SISTEM, wilayah="18.71")


def _see_overdue(pejabat: Peramban, admin: Peramban, kantor: Kantor) -> None:
    kantor.enter(admin, "admin.bandarlampung")
    for orang in (pejabat, admin):
        orang.open("/")
        assert "1 penarikan terlambat" in orang.isi
        orang.look("beranda-terlambat")


def _take_withdrawal(kpu: Peramban, sandi: str, tmp_path: Path) -> None:
    assert "1 penarikan terlambat" in kpu.isi
    kpu.look("beranda-terlambat")
    kpu.follow("Lihat penarikan")
    assert "Terlambat" in kpu.isi
    kpu.look("penarikan-terlambat")
    kpu.open("/paket")
    kpu.look("paket")
    files = kpu.unpack(tmp_path / "penarikan.zip", sandi)
    names = [name for name in files if name.startswith("PENARIKAN-KEMBALIKAN-KE-DAFTAR-")]
    assert (len(names), [name for name in files if name.startswith("USUL")]) == (2, [])
    for name in names:
        (tmp_path / name).write_bytes(files[name])
        _check_no_strike_list(tmp_path / name)
    kpu.follow("Nomor 2")
    kpu.look("paket-penarikan")


def _check_no_strike_list(path: Path) -> None:
    """The first line is a sentence instead of headings, and every row says what to do with the name."""
    if path.suffix == ".csv":
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    else:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        assert sheet.name == "KEMBALIKAN KE DAFTAR"
        rows = [[str(cell) for cell in row] for row in sheet.to_python()]
    assert rows[0][0].startswith(JUDUL)
    assert "NIK" not in rows[0]
    (only,) = [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]
    assert (only["NIK"], only["NAMA"], only["KET"]) == (NIK, NAMA.upper(), "KEMBALIKAN KE DAFTAR")
    assert only["TGL_MENINGGAL"] == ""
    assert only["NOMOR_PAKET_SEMULA"] == "1"


def _record_receipt(kpu: Peramban) -> None:
    kpu.open("/paket/penarikan")
    kpu.press("Catat tanda terima")
    assert "Centang dulu nama" in kpu.isi
    kpu.look("terima-salah")
    kpu.tick(NAMA.upper())
    kpu.fill("Nomor tanda terima dari KPU", "BA-12/PL.02/2026")
    kpu.fill_date("Tanggal tanda terima", hari_ini())
    kpu.look("terima-terisi")
    kpu.press("Catat tanda terima")
    assert "Tidak ada penarikan yang belum selesai." in kpu.isi
    kpu.look("penarikan-selesai")
    kpu.open("/")
    assert "terlambat" not in kpu.isi


def _report_as_reporter(pengelola: Peramban, kantor: Kantor) -> None:
    """She who was called dead reports her husband's burial; her NIK raises nothing."""
    with reading() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    draf = make_laporan(kantor.actors["pengelola.kedaton"], makam, status=Status.DRAF, nama="Legiman")
    pengelola.open(f"/laporan/{draf.id}/isi/pelapor")
    pengelola.fill("Nama pelapor", NAMA)
    pengelola.fill("NIK pelapor", NIK)
    pengelola.look("pelapor")
    pengelola.press("Simpan dan lanjut")
    pengelola.open(f"/laporan/{draf.id}/isi/periksa")
    assert NAMA in pengelola.isi
    assert "tercatat sudah meninggal" not in pengelola.isi
    pengelola.look("periksa")
    pengelola.press("Ajukan")
    assert pengelola.judul == "Tanda terima"


def test_a_false_alarm_is_decided_and_everything_stands_again(
    open_browser: OpenBrowser, kantor: Kantor, tmp_path: Path
) -> None:
    lahir = TanggalTakLengkap(1951, 3, 12)
    laporan_id = make_consequences(kantor, nama=SALAH_LAPOR, nik=NIK_DUA, jenis_kelamin="L", lahir=lahir)
    berkas_of(laporan_id)
    pengelola = open_browser("26-keliru-pengelola", PHONE)
    kantor.enter(pengelola, "pengelola.kedaton")
    _raise_at_the_report(pengelola, laporan_id)
    assert status_of(laporan_id) == Status.DIBEKUKAN

    verifikator = open_browser("27-keliru-verifikator", DESK)
    kantor.enter(verifikator, "verif.bandarlampung")
    _open_case(verifikator, SALAH_LAPOR)
    verifikator.tick("Orangnya memang meninggal: pulihkan laporan")
    verifikator.press("Usulkan ke pejabat")
    verifikator.look("usul-tolak-salah")
    verifikator.tick("Orangnya memang meninggal: pulihkan laporan")
    verifikator.page.get_by_label("Surat keterangan kematian", exact=False).first.check()
    verifikator.fill("Alasan", "Yang datang saudara kembarnya. Surat kematian cocok.")
    verifikator.look("usul-tolak")
    verifikator.press("Usulkan ke pejabat")

    pejabat = open_browser("28-keliru-pejabat", DESK)
    kantor.enter(pejabat, "pejabat.bandarlampung")
    pejabat.open("/paket/baru")
    assert "0\nusul baru, belum pernah masuk paket" in pejabat.isi
    _open_case(pejabat, SALAH_LAPOR)
    pejabat.press("Setuju: orangnya memang meninggal: pulihkan laporan")
    assert "Diputus: memang meninggal. Laporan dipulihkan." in pejabat.isi
    pejabat.look("kasus-ditolak")
    assert status_of(laporan_id) == Status.DISETUJUI
    _see_restored(pejabat, laporan_id, tmp_path)


def _raise_at_the_report(pengelola: Peramban, laporan_id: UUID) -> None:
    pengelola.open(f"/laporan/{laporan_id}")
    pengelola.look("laporan")
    pengelola.follow("Lapor: masih hidup")
    pengelola.look("lapor-satu")
    pengelola.fill("Mengapa Anda tahu orangnya masih hidup?", "Saya kira melihatnya di pasar.")
    pengelola.press("Bekukan laporan ini")
    assert "Nomor kasus: MH-" in pengelola.isi
    pengelola.look("laporan-beku")


def _see_restored(pejabat: Peramban, laporan_id: UUID, tmp_path: Path) -> None:
    pejabat.open(f"/laporan/{laporan_id}/berkas")
    path = pejabat.save("Unduh PDF", tmp_path / "berkas.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    pejabat.look("berkas-pulih")
    pejabat.open("/paket/baru")
    pejabat.make_paket()
    sandi = pejabat.see_password()
    pejabat.open("/paket")
    files = pejabat.unpack(tmp_path / "paket.zip", sandi)
    (text,) = [content.decode("utf-8-sig") for name, content in files.items() if re.match(r"USUL-.*csv", name)]
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["NIK"], row["KET"]) for row in rows] == [(NIK_DUA, "1")]


def test_a_report_is_archived_and_taken_out_with_reasons(open_browser: OpenBrowser, kantor: Kantor) -> None:
    with reading() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    laporan = make_laporan(kantor.actors["pengelola.kedaton"], makam, nama="Sukardi")
    verifikator = open_browser("29-arsip-verifikator", DESK)
    kantor.enter(verifikator, "verif.bandarlampung")
    verifikator.open(f"/meja/{laporan.id}")
    verifikator.follow("Arsipkan")
    verifikator.press("Arsipkan")
    assert "Tulis alasan" in verifikator.isi
    verifikator.look("arsip-tanpa-alasan")
    verifikator.fill("Alasan", "Dicatat dua kali oleh petugas magang.")
    verifikator.look("arsipkan")
    verifikator.press("Arsipkan")
    assert status_of(laporan.id) == Status.DIARSIPKAN
    verifikator.look("diarsipkan")
    verifikator.open(f"/meja/{laporan.id}")
    verifikator.look("meja-arsip")
    verifikator.open("/laporan?status=diarsipkan")
    assert "Dicatat dua kali oleh petugas magang." in verifikator.isi
    verifikator.look("tab-arsip")

    pejabat = open_browser("30-arsip-pejabat", DESK)
    kantor.enter(pejabat, "pejabat.bandarlampung")
    pejabat.open(f"/meja/{laporan.id}")
    pejabat.follow("Keluarkan dari arsip")
    pejabat.fill("Alasan", "Ternyata masih diperlukan.")
    pejabat.look("keluarkan")
    pejabat.press("Keluarkan dari arsip")
    assert status_of(laporan.id) == Status.DIAJUKAN
    assert "Laporan keluar dari arsip." in pejabat.isi
