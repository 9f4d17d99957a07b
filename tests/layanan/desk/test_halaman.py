"""The pages of the desk: a day entered, corrected and looked at; transfers, elections and settings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, now, reading, transaction
from pemakaman.desk.models import LaporanBlangko, LaporanPerekaman, Pemilihan, PindahBlangko, RiwayatDesk, SetelanDesk
from pemakaman.desk.services.pindah import send_blangko
from tests.pabrik import METRO, at, make_actor, sign_in
from tests.pabrik_desk import HARI, blangko, make_pemilihan, perekaman, save
from tests.rumah.test_halaman import page_problems

ISI = "/desk/18.71/perekaman/2024-11-16/isi"


@pytest.fixture
def waktu(database: Engine) -> Iterator[None]:
    with clock_at(at(2024, 11, 16)):
        yield


@pytest.fixture
def admin(waktu: None) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def client(app: Flask, admin: Actor) -> FlaskClient:
    save(admin, "perekaman", HARI, perekaman())
    save(admin, "blangko", HARI, blangko(500, 100))
    return sign_in(app, admin)


def typed(figures: dict[str, int], **more: object) -> dict[str, str]:
    return {name: str(value) for name, value in {**figures, "versi": 0, **more}.items()}


def kept(tanggal: date) -> Any:
    with reading() as session:
        return session.scalar(select(LaporanPerekaman).where(LaporanPerekaman.tanggal == tanggal))


def test_form_shows_yesterday_at_each_figure_and_begins_with_what_stands(client: FlaskClient) -> None:
    page = client.get(ISI)
    assert list(page_problems(page)) == []
    assert "Kemarin: 774.000 orang" in page.text
    assert 'value="1077664"' in page.text
    assert "belum rekam 10.616" in page.text


def test_day_is_saved_and_shown_beside_yesterday(client: FlaskClient) -> None:
    done = client.post(ISI, data=typed(perekaman(kumulatif=774_050, rekam_hari=50)), follow_redirects=True)
    assert list(page_problems(done)) == []
    assert kept(date(2024, 11, 16)).kumulatif == 774_050
    for words in ("774.000", "774.050", "+50", "98,65 %", "Belum rekam", "10.566"):
        assert words in done.text


def test_figures_that_do_not_fit_come_back_with_their_words(client: FlaskClient) -> None:
    page = client.post(ISI, data=typed(perekaman(kumulatif=773_999, rekam_hari=50)))
    assert page.status_code == 422
    assert list(page_problems(page)) == []
    assert "Kumulatif hari ini 773.999 lebih kecil daripada kemarin 774.000." in page.text
    assert 'value="773999"' in page.text
    assert kept(date(2024, 11, 16)) is None


def test_letters_in_a_figure_are_refused_at_the_field(client: FlaskClient) -> None:
    page = client.post(ISI, data=typed(perekaman()) | {"prr": "lima", "sfe": ""})
    assert page.status_code == 422
    assert "Tulis dengan angka saja" in page.text


def test_nihil_takes_one_tap_from_the_first_page(client: FlaskClient) -> None:
    assert 'value="nihil"' in client.get("/desk").text
    done = client.post(ISI, data={"aksi": "nihil", "versi": "0", "dari": "beranda"}, follow_redirects=True)
    assert list(page_problems(done)) == []
    assert "Perekaman KTP-el: nihil disimpan." in done.text
    assert kept(date(2024, 11, 16)).nihil


def test_late_nihil_from_the_first_page_opens_the_form_and_asks_why(app: Flask, admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    data = {"aksi": "nihil", "versi": "0", "dari": "beranda"}
    with clock_at(at(2024, 11, 16, 10)):
        client = sign_in(app, admin)
        page = client.post(ISI, data=data)
        assert page.status_code == 422
        assert list(page_problems(page)) == []
        assert "Tulis alasan laporan 16 November 2024 terlambat." in page.text
        assert 'value="1077664"' in page.text
        done = client.post(ISI, data={"aksi": "nihil", "versi": "0", "alasan": "Jaringan putus"}, follow_redirects=True)
        assert "terlambat: Jaringan putus." in done.text
        assert client.get("/desk/18.71/perekaman").text.count(">Terlambat<") == 2


def test_past_day_asks_for_a_reason_and_keeps_its_history(client: FlaskClient) -> None:
    address = "/desk/18.71/perekaman/2024-11-15/isi"
    refused = client.post(address, data=typed(perekaman(prr=500), versi=1))
    assert refused.status_code == 422
    assert "Tulis alasan angka 15 November 2024 diperbaiki." in refused.text
    named = client.post(address, data=typed(perekaman(prr=500), versi=1, alasan="NIK 1871010304500001 salah"))
    assert "Jangan menulis NIK" in named.text
    done = client.post(address, data=typed(perekaman(prr=500), versi=1, alasan="Salah salin"), follow_redirects=True)
    assert list(page_problems(done)) == []
    for words in ("Riwayat perbaikan", "Salah salin", "PRR (siap cetak): 400 → 500", "Diperbaiki sesudah tenggat"):
        assert words in done.text


def test_correction_that_breaks_the_next_day_says_which(client: FlaskClient, admin: Actor) -> None:
    save(admin, "blangko", date(2024, 11, 16), blangko(400, 10))
    figures = typed(blangko(500, 90), versi=1, alasan="Hitung ulang")
    done = client.post("/desk/18.71/blangko/2024-11-15/isi", data=figures, follow_redirects=True)
    assert "perlu diperbaiki juga: 16 November 2024" in done.text
    assert "Stok awal 400 tidak sama dengan sisa kemarin 410." in done.text


def test_form_that_somebody_else_overtook_is_refused_with_what_was_typed(client: FlaskClient, admin: Actor) -> None:
    save(admin, "perekaman", date(2024, 11, 16), perekaman(774_100))
    page = client.post(ISI, data=typed(perekaman(774_050, 50)))
    assert page.status_code == 409
    assert "774050" in page.text


def test_stock_for_few_days_raises_the_alarm(client: FlaskClient, admin: Actor) -> None:
    save(admin, "blangko", date(2024, 11, 16), blangko(400, 300))
    page = client.get("/desk")
    assert list(page_problems(page)) == []
    assert "Cukup untuk 0 hari pelayanan pada laju 200 keping sehari" in page.text
    assert "Batas alarm 7 hari" in page.text


def test_pace_of_nothing_is_known_and_the_same_on_all_pages(client: FlaskClient, admin: Actor) -> None:
    """Days before the four weeks the board looks at do not count."""
    save(admin, "blangko", date(2024, 10, 1), blangko(900, 400))
    save(admin, "blangko", HARI, blangko(500), versi=1, alasan="Tidak ada yang dicetak")
    page = client.get("/desk").text
    assert "Tidak ada yang terpakai pada tujuh hari pelayanan terakhir." in page
    assert "Lajunya" not in page


def test_days_of_a_report_are_listed_with_their_state(client: FlaskClient) -> None:
    page = client.get("/desk/18.71/blangko")
    assert list(page_problems(page)) == []
    assert "Sisa 400" in page.text
    assert page.text.count(">Belum<") == 1
    assert client.get("/desk/18.71/blangko?sampai=2024-10-01").status_code == 200
    assert client.get("/desk/18.71/blangko?sampai=0001-01-01").status_code == 404


@pytest.mark.parametrize("address", ["perekaman/2024-13-01", "perekaman/kemarin", "gaji/2024-11-15", "gaji", "x?y=1"])
def test_day_or_report_that_is_none_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(f"/desk/18.71/{address}").status_code == 404


def test_interim_letters_name_their_first_day(client: FlaskClient, admin: Actor) -> None:
    make_pemilihan(make_actor(Peran.PETUGAS_PROVINSI), date(2024, 12, 15))
    assert "mulai Minggu, 1 Desember 2024 (H-14)" in client.get("/desk").text
    figures = typed({"cetak_hari": 1, "kumulatif": 1, "batal_hari": 0})
    page = client.post("/desk/18.71/suket/2024-11-16/isi", data=figures)
    assert page.status_code == 422
    assert "mulai Minggu, 1 Desember 2024 (H-14)" in page.text


def test_reader_sees_the_day_but_not_the_form(app: Flask, client: FlaskClient) -> None:
    reader = sign_in(app, make_actor(Peran.PEJABAT))
    page = reader.get("/desk/18.71/perekaman/2024-11-15")
    assert "774.000" in page.text
    assert "/isi" not in page.text
    assert reader.get(ISI).status_code == 403


def test_province_sees_who_has_not_reported(app: Flask, client: FlaskClient, admin: Actor) -> None:
    save(admin, "perekaman", date(2024, 11, 16), perekaman(774_100))
    page = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI)).get("/desk")
    assert list(page_problems(page)) == []
    assert "Belum lapor: 15 dari 15 kabupaten/kota" in page.text
    assert "Kota Bandar Lampung</a> (Blangko, IKD)" in page.text
    assert "Kota Metro</a> (Perekaman, Blangko, IKD)" in page.text


def test_cards_are_sent_and_received_on_two_sides(app: Flask, client: FlaskClient) -> None:
    page = client.get("/desk/pindah/kirim")
    assert list(page_problems(page)) == []
    day = {"tanggal-hari": "16", "tanggal-bulan": "11", "tanggal-tahun": "2024"}
    sent = client.post("/desk/pindah/kirim", data={"ke_kab": METRO, "jumlah": "150", **day}, follow_redirects=True)
    assert list(page_problems(sent)) == []
    with reading() as session:
        pindah = session.scalars(select(PindahBlangko)).one()
    other = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert "Buka kiriman nomor" in other.get("/desk").text
    address = f"/desk/pindah/{pindah.id}"
    assert list(page_problems(other.get(address))) == []
    when = {f"terima-{name}": value for name, value in day.items()}
    short = other.post(f"{address}/terima", data={"terima-jumlah": "149", "versi": "1", **when})
    assert "Kurang 1 dari yang dikirim 150. Tulis sebabnya." in short.text
    assert list(page_problems(short)) == []
    done = other.post(f"{address}/terima", data={"terima-jumlah": "150", "versi": "1", **when}, follow_redirects=True)
    assert "Kiriman nomor" in done.text
    assert "Diterima" in done.text
    assert list(page_problems(other.get("/desk/pindah"))) == []
    assert client.get(f"{address}/perbaiki").status_code == 403
    assert list(page_problems(other.get(f"{address}/perbaiki"))) == []
    mended = {"jumlah": "148", "selisih_alasan": "Dua rusak", "versi": "2", **day}
    assert "Tulis alasannya." in other.post(f"{address}/perbaiki", data=mended).text
    other.post(f"{address}/perbaiki", data=mended | {"alasan": "Hitung ulang"})
    for words in ("Hitung ulang", "Jumlah diterima: 150 → 148", "Sebab kurang: – → Dua rusak"):
        assert words in client.get(address).text


def test_cards_that_are_not_there_are_not_sent(client: FlaskClient) -> None:
    day = {"tanggal-hari": "16", "tanggal-bulan": "11", "tanggal-tahun": "2024"}
    page = client.post("/desk/pindah/kirim", data={"ke_kab": METRO, "jumlah": "401", **day})
    assert page.status_code == 422
    assert "lebih banyak daripada stok 16 November 2024: 400" in page.text


def test_refused_transfer_says_why(app: Flask, client: FlaskClient, admin: Actor) -> None:
    with transaction() as session:
        place = (session, "18.71", METRO, 150)
        pindah = send_blangko(*place, tanggal=date(2024, 11, 16), actor=admin).pindah
    other = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO))
    address = f"/desk/pindah/{pindah.id}/kembali"
    day = {"kembali-tanggal-hari": "16", "kembali-tanggal-bulan": "11", "kembali-tanggal-tahun": "2024"}
    wrong = other.post(address, data={"versi": "7", **day})
    assert (wrong.status_code, 'name="versi" value="7"' in wrong.text) == (422, True)
    said = {"versi": "1", "kembali-alasan": "Tidak dipesan", **day}
    done = other.post(address, data=said, follow_redirects=True)
    assert "Ditolak penerima" in done.text
    assert other.post(address, data=said).status_code == 409


def test_province_adds_and_changes_an_election(app: Flask, waktu: None) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    assert list(page_problems(client.get("/desk/pemilihan/baru"))) == []
    form: dict[str, Any] = {"nama": "PSU", "jenis": "psu", "hari_suket": "7", "target_rekam": "100", "target_ikd": "25"}
    form |= {"hari_h-hari": "1", "hari_h-bulan": "2", "hari_h-tahun": "2025", "aktif": "1", "versi": "0"}
    assert client.post("/desk/pemilihan/baru", data=form).status_code == 422
    many = client.post("/desk/pemilihan/baru", data=form | {"kode_lain": "\n".join(map(str, range(301)))})
    assert "Sebut 1 sampai 300 wilayah yang memilih." in many.text
    done = client.post("/desk/pemilihan/baru", data=form | {"kode_lain": "18.71.01\n18.72.01.1001"})
    assert done.status_code == 303
    with reading() as session:
        pemilihan = session.scalars(select(Pemilihan)).one()
    address = f"/desk/pemilihan/{pemilihan.id}"
    page = client.get(address)
    assert list(page_problems(page)) == []
    assert "18.71.01\n18.72.01.1001" in page.text
    changed = client.post(address, data=form | {"wilayah": "18.71", "versi": "1", "nama": "PSU II"})
    assert changed.status_code == 303
    listed = client.get("/desk/pemilihan")
    assert list(page_problems(listed)) == []
    assert "PSU II" in listed.text
    assert "H-77" in listed.text


def test_province_sets_alarm_and_hour_due(app: Flask, waktu: None) -> None:
    client = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = client.get("/desk/setelan/18.72")
    assert list(page_problems(page)) == []
    names = ("rekam_persen", "ikd_persen", "blangko_hari", "lapas_persen")
    form = {f"{name}_{side}": value for name in names for side, value in (("kuning", "90"), ("merah", "80"))}
    form |= {"lapor_hari_kuning": "1", "lapor_hari_merah": "3", "alarm_hari": "5", "versi": "0"}
    assert client.post("/desk/setelan/18.72", data=form | {"jam_tenggat": "25.00"}).status_code == 422
    wrong = client.post("/desk/setelan/18.72", data=form | {"jam_tenggat": "15.30", "rekam_persen_merah": "95"})
    assert "batas kuning 90 tidak boleh lebih kecil daripada merah 95" in wrong.text
    assert client.post("/desk/setelan/18.72", data=form | {"jam_tenggat": "15.30"}).status_code == 303
    with reading() as session:
        setelan = session.scalars(select(SetelanDesk)).one()
    assert (setelan.alarm_hari, setelan.jam_tenggat.isoformat("minutes")) == (5, "15:30")
    listed = client.get("/desk/setelan")
    assert list(page_problems(listed)) == []
    assert "15.30" in listed.text


def test_looking_changes_nothing(client: FlaskClient) -> None:
    before = now()
    for address in ("/desk", "/desk/18.71", "/desk/18.71/ikd", "/desk/18.71/ikd/2024-11-16", ISI, "/desk/pindah"):
        assert client.get(address).status_code == 200
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(RiwayatDesk)) == 0
        assert session.scalar(select(func.count()).select_from(LaporanBlangko)) == 1
    assert before == now()
