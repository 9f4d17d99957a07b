"""The board of a province, its daily letter, and who on a desk list is recorded dead here."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from flask import Flask
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, now, reading, transaction
from pemakaman.desk import jobs
from pemakaman.desk.models import Insiden, JemputBola, JemputBolaSasaran, SuratDesk
from pemakaman.desk.queries.papan import Papan, papan_of
from pemakaman.desk.rules.istilah import JenisLapas, Sasaran
from pemakaman.desk.rules.laju import Warna
from pemakaman.desk.rules.lapangan import Lapangan
from pemakaman.desk.services import surat as services
from pemakaman.desk.services.jemput import IsianJemput, create_jemput
from pemakaman.desk.services.lapas import IsianHari, IsianLapas, create_lapas, save_hari
from pemakaman.desk.surat import Surat, letter_values
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import record
from pemakaman.pemilih.models import Cocok, DaftarPemilih
from tests.pabrik import BANDAR_LAMPUNG, METRO, at, make_actor, sign_in
from tests.pabrik_desk import HARI, TERLAMBAT, blangko, make_pemilihan, nihil, perekaman, save
from tests.pabrik_laporan import make_png
from tests.pabrik_pemilih import Kantor, make_daftar, make_pemilih
from tests.rumah.test_halaman import page_problems

AKHIR = HARI + timedelta(days=6)
NOMOR: dict[str, Any] = {
    "nomor_surat": "200.2/7/DESK/2024",
    "tanggal_surat": AKHIR,
    "kepada": "Gubernur Lampung",
    "jabatan": "Ketua Desk Pemilu",
    "nama_pejabat": "",
    "nip": "",
}


@pytest.fixture
def waktu(database: Engine) -> Iterator[None]:
    # Seven in the evening: the hour due is over.
    with clock_at(at(2024, 11, 21, 12)):
        yield


@pytest.fixture
def admin(waktu: None) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def provinsi(admin: Actor) -> Actor:
    """A week of two kab/kota, of which Metro left the last day out; polling day twelve days later."""
    metro = make_actor(Peran.ADMIN_KAB, METRO)
    officer = make_actor(Peran.PETUGAS_PROVINSI)
    make_pemilihan(officer, AKHIR + timedelta(days=20))
    days = [HARI + timedelta(days=more) for more in range(7)]
    for number, day in enumerate(days):
        done = 774_000 + 100 * (number + 1)
        save(admin, "perekaman", day, perekaman(done, 100))
        save(admin, "blangko", day, blangko(700 - 100 * number, 100))
        save(admin, "ikd", day, {"aktivasi_hari": 50, "kumulatif": 9_000 + 50 * number, "target_persen": 25})
        if day != AKHIR:
            save(
                metro, "perekaman", day, perekaman(129_000 + 20 * number, 20, wajib_dinamis=131_482, wajib_ktp=131_000)
            )
    return officer


def board(actor: Actor, tanggal: date = AKHIR) -> Papan:
    with reading() as session:
        return papan_of(session, tanggal, actor=actor)


def draft(actor: Actor) -> SuratDesk:
    with transaction() as session:
        return services.make_surat(session, AKHIR, actor=actor)


def printed(surat_id: UUID) -> SuratDesk:
    jobs.print_surat(surat_id=str(surat_id))
    with reading() as session:
        return session.get_one(SuratDesk, surat_id)


def test_sum_of_rows_is_the_province(provinsi: Actor) -> None:
    papan = board(provinsi)
    reported = [one for one in papan.baris if one.kumulatif is not None]
    assert [one.kode for one in reported] == [BANDAR_LAMPUNG, METRO]
    assert papan.jumlah.sisa_rekam == (784_616 - 774_700) + (131_482 - 129_100)
    assert papan.jumlah.rekam_hari == 100
    kurang = papan.jumlah.kurang
    assert {kode: len(papan.baris) - len(nama) for kode, nama in kurang.items()} == {
        "kumulatif": 2, "rekam_hari": 1, "blangko": 1, "ikd": 1, "ikd_persen": 1
    }  # fmt: skip
    # Metro is recorded but told no digital identity: it is on neither side of the share.
    assert papan.jumlah.ikd_persen == 100 * 9_300 / 774_700


def test_row_says_what_is_missing_and_lights_up(provinsi: Actor) -> None:
    rows = {one.kode: one for one in board(provinsi).baris}
    assert rows[BANDAR_LAMPUNG].belum == ()
    assert rows[BANDAR_LAMPUNG].lampu["blangko_hari"] is Warna.MERAH
    assert rows[METRO].belum == ("perekaman", "blangko", "ikd")
    assert rows[METRO].diam is None
    assert rows["18.01"].lampu["lapor_hari"] is Warna.MERAH


def test_day_counts_as_missing_only_after_the_hour_due(provinsi: Actor) -> None:
    with clock_at(at(2024, 11, 22, 3)):
        assert {one.kode: one.diam for one in board(provinsi, date(2024, 11, 22)).baris}[BANDAR_LAMPUNG] == 0
    with clock_at(at(2024, 11, 22, 12)):
        assert {one.kode: one.diam for one in board(provinsi, date(2024, 11, 22)).baris}[BANDAR_LAMPUNG] == 1


def test_looking_back_shows_the_day_as_it_was_reported(provinsi: Actor) -> None:
    papan = board(provinsi, HARI)
    assert {one.kode: one.kumulatif for one in papan.baris}[BANDAR_LAMPUNG] == 774_100
    assert papan.jumlah.rekam_hari == 120


def test_troubles_count_until_they_are_solved(provinsi: Actor, admin: Actor) -> None:
    with transaction() as session:
        insiden = Insiden(
            kab_kode=BANDAR_LAMPUNG, judul="Alat rusak", uraian="", tingkat="tinggi", pemilik_id=admin.id,
            tenggat=now() - timedelta(hours=1), dibuat_oleh=admin.id, dibuat_pada=now() - timedelta(days=1),
        )  # fmt: skip
        insiden.id = uuid4()
        session.add(insiden)
        record(session, "insiden.dibuat", "insiden", insiden.id, actor=admin)
    papan = board(provinsi)
    assert (papan.jumlah.insiden, papan.jumlah.lewat) == (1, 1)
    assert board(provinsi, HARI).jumlah.insiden == 0


def test_province_page_shows_board_rules_and_polling_day(app: Flask, provinsi: Actor) -> None:
    page = sign_in(app, provinsi).get("/desk?urut=lampu")
    assert list(page_problems(page)) == []
    for words in (
        "■\u00a0Gawat",
        "merah di bawah 98 %",
        "dengan laju sekarang, kira-kira",
        "Metro",
        "Surat keterangan Pilkada",
    ):
        assert words in page.text


@pytest.mark.parametrize("query", ["?urut=x", "?tanggal=2024-11-15", "?urut=belum&tanggal=2000-01-01"])
def test_other_days_and_orders_are_readable(app: Flask, provinsi: Actor, query: str) -> None:
    page = sign_in(app, provinsi).get(f"/desk{query}")
    assert page.status_code == 200
    assert list(page_problems(page)) == []


@pytest.mark.parametrize("query", ["?tanggal=2024-11-22", "?tanggal=kemarin", "?unduh=csv&gambar=x"])
def test_day_to_come_or_none_is_not_found(app: Flask, provinsi: Actor, query: str) -> None:
    assert sign_in(app, provinsi).get(f"/desk{query}").status_code == 404


def test_table_and_pictures_come_as_files(app: Flask, provinsi: Actor) -> None:
    client = sign_in(app, provinsi)
    table = client.get("/desk/tabel.csv?urut=belum").text.splitlines()
    assert len(table) == len(board(provinsi).baris) + 2 + 2
    assert table[1].startswith("18.71")
    assert "Perekaman: SFE (dikirim ke pusat)" in table[0]
    assert "Blangko: Rusak" in table[0]
    assert "hanya memuat Kota Bandar Lampung, Kota Metro" in table[-2]
    assert client.get("/desk/tabel.xlsx").data[:2] == b"PK"
    assert client.get("/desk/tabel.pdf").status_code == 404
    stock = client.get("/desk/kolom/blangko.csv").text.splitlines()
    assert stock[-2].endswith("Jumlah,,100,0,100,0,0,0,0")
    assert client.get("/desk/kolom/suket.xlsx").data[:2] == b"PK"
    assert client.get("/desk/kolom/lapas.csv").status_code == 404
    assert client.get("/desk?unduh=csv&gambar=rekam-hari").status_code == 200


def test_all_columns_stand_in_four_tables(app: Flask, provinsi: Actor) -> None:
    page = sign_in(app, provinsi).get("/desk/kolom")
    assert list(page_problems(page)) == []
    for words in ("Duplikat", "Stok awal", "Aktivasi hari ini", "Dibatalkan hari ini", "belum melapor hari itu"):
        assert words in page.text


def test_visits_and_prisons_stand_on_the_board_and_in_the_letter(app: Flask, provinsi: Actor, admin: Actor) -> None:
    prison = {"penghuni": 100, "wajib_ktp": 90, "domisili_dalam": 90, "domisili_luar": 0, "terdaftar": 90}
    prison |= {"sudah_rekam": 70, "rekam_hari": 5, "nik_kosong": 0, "alat": 1, "petugas": 2}
    with transaction() as session:
        place = create_lapas(session, BANDAR_LAMPUNG, IsianLapas("Rutan Way Huwi", JenisLapas.RUTAN), actor=admin)
        before = AKHIR - timedelta(days=1)
        save_hari(session, place.id, before, IsianHari(prison, ""), versi=0, actor=admin, alasan=TERLAMBAT)
        # Thursday is the day of the board: a visit of Wednesday is overdue, one of the Friday before in another week.
        for back in (0, 1, 6):
            day = IsianJemput(AKHIR - timedelta(days=back), "18.71.01.1003", "Balai", Sasaran.UMUM, "Ana", 5)
            create_jemput(session, BANDAR_LAMPUNG, day, actor=admin)
    papan = board(provinsi)
    assert papan.lapangan[BANDAR_LAMPUNG] == Lapangan(
        lapas=1, lapas_sisa=20, lapas_diam=("Rutan Way Huwi",), lapas_terakhir=before,
        jemput_hari=1, jemput_pekan=2, jemput_lewat=2,
    )  # fmt: skip
    assert board(provinsi, before).lapangan[BANDAR_LAMPUNG].lapas_diam == ()
    page = sign_in(app, provinsi).get("/desk")
    assert list(page_problems(page)) == []
    assert "lapas: Rutan Way Huwi; hasil jemput bola: 2" in page.text
    with reading() as session:
        surat = letter_values(take_order_of(session, draft(provinsi).id))
    assert ("Penghuni lapas belum rekam", "20 orang") in surat["lapangan"]
    assert surat["lapangan_belum"] == ["Kota Bandar Lampung (lapas: Rutan Way Huwi; hasil jemput bola: 2)"]


def take_order_of(session: Session, surat_id: UUID) -> Surat:
    order = services.take_order(session, surat_id)
    assert order is not None
    return order.surat


def test_kab_sees_its_own_row_and_trend(app: Flask, provinsi: Actor, admin: Actor) -> None:
    page = sign_in(app, admin).get("/desk")
    assert list(page_problems(page)) == []
    assert "Rekam setiap hari" in page.text
    assert "Blangko diperkirakan habis" in page.text
    assert "Metro" not in sign_in(app, admin).get("/desk/tabel.csv").text


def test_nihil_days_do_not_slow_the_pace(provinsi: Actor, admin: Actor) -> None:
    with clock_at(at(2024, 11, 22, 12)):
        nihil(admin, "perekaman", date(2024, 11, 22))
        row = {one.kode: one for one in board(provinsi, date(2024, 11, 22)).baris}[BANDAR_LAMPUNG]
    assert row.laju_rekam is not None
    assert (row.laju_rekam.rata, row.laju_rekam.hari) == (100, 7)
    assert row.rekam_hari == 0


def test_letter_is_printed_with_charts_and_keeps_its_figures(provinsi: Actor, admin: Actor) -> None:
    surat = draft(provinsi)
    assert printed(surat.id).status_cetak == "jadi"
    corrected = perekaman(774_700, 100, prr=1)
    save(admin, "perekaman", AKHIR, corrected, versi=1, alasan="Salah salin")
    with reading() as session:
        content, mime, name = services.read_surat(session, surat.id, "pdf", actor=provinsi)
        assert session.get_one(SuratDesk, surat.id).isi["jumlah"]["prr"] == 800
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    words = " ".join(page.extract_text() for page in pages)
    assert (mime, name) == ("application/pdf", f"surat-desk-{AKHIR}.pdf")
    for expected in ("Gubernur Lampung", "12.298", "Belum rekam pada hari H", "Metro"):
        assert expected in words


def test_second_draft_of_a_day_is_the_first(provinsi: Actor) -> None:
    assert draft(provinsi).id == draft(provinsi).id


def test_signed_letter_never_changes(provinsi: Actor) -> None:
    surat = draft(provinsi)
    with transaction() as session, pytest.raises(Conflict, match="belum jadi"):
        services.sign_surat(session, surat.id, nama_berkas="a.png", content=make_png(), versi=1, actor=provinsi)
    with transaction() as session:
        worded = services.save_surat(session, surat.id, NOMOR, versi=1, actor=provinsi)
    printed(surat.id)
    with transaction() as session:
        named = {"nama_berkas": "a.png", "content": make_png()}
        signed = services.sign_surat(session, surat.id, **named, versi=worded.versi, actor=provinsi)
    with transaction() as session, pytest.raises(Conflict, match="tidak berubah lagi"):
        services.recount_surat(session, surat.id, versi=signed.versi, actor=provinsi)
    with transaction() as session, pytest.raises(IntegrityError, match="tidak berubah"), session.begin_nested():
        session.execute(text("UPDATE surat_desk SET nomor_surat = '1'"))
    assert draft(provinsi).id != surat.id


def test_letter_with_wrong_words_or_by_others_is_refused(provinsi: Actor, admin: Actor) -> None:
    surat = draft(provinsi)
    with transaction() as session, pytest.raises(Invalid) as refused:
        services.save_surat(session, surat.id, NOMOR | {"nomor_surat": ""}, versi=1, actor=provinsi)
    assert set(refused.value.galat) == {"nomor_surat"}
    with transaction() as session, pytest.raises(StaleVersion):
        services.save_surat(session, surat.id, NOMOR, versi=9, actor=provinsi)
    with transaction() as session, pytest.raises(Forbidden):
        services.make_surat(session, AKHIR, actor=admin)


def test_letter_goes_through_its_pages(app: Flask, provinsi: Actor) -> None:
    client = sign_in(app, provinsi)
    done = client.post("/desk/surat/buat", data={"tanggal": AKHIR.isoformat()})
    address, _, tunggu = done.headers["Location"].partition("?")
    waiting = client.get(f"{address}?{tunggu}")
    assert waiting.headers["Refresh"] == f"1; url={address}?tunggu=2"
    assert "<input" not in waiting.text.partition("<main")[2]
    # The worker may be down: then the page stops loading itself, and what is typed stays.
    for patient in (client.get(f"{address}?tunggu=9"), client.get(address)):
        assert "Refresh" not in patient.headers
        assert 'name="nomor_surat"' in patient.text
    with reading() as session:
        surat_id = session.scalars(select(SuratDesk.id)).one()
    printed(surat_id)
    assert list(page_problems(client.get(address))) == []
    wrong = client.post(
        f"{address}/isi", data={"versi": "9", "nomor_surat": "7/DESK", "kepada": "", "jabatan": "Ketua"}
    )
    assert wrong.status_code == 422
    assert 'name="versi" value="9"' in wrong.text
    assert 'value="7/DESK"' in wrong.text
    day = {"tanggal_surat-hari": "21", "tanggal_surat-bulan": "11", "tanggal_surat-tahun": "2024"}
    typed = {"versi": "1", "nomor_surat": "7/DESK", "kepada": "Gubernur Lampung", "jabatan": "Ketua", **day}
    assert client.post(f"{address}/isi", data=typed).status_code == 303
    assert client.post(f"{address}/hitung", data={"versi": "2"}).status_code == 303
    versi = printed(surat_id).versi
    page = client.get(address)
    assert list(page_problems(page)) == []
    assert "7/DESK" in page.text
    file = {"versi": str(versi), "berkas": (io.BytesIO(make_png()), "surat.png")}
    signed = client.post(f"{address}/tertanda", data=file, follow_redirects=True)
    assert list(page_problems(signed)) == []
    assert "Ditandatangani" in signed.text
    assert client.get(f"{address}/tertanda/unduh").data[:4] == b"\x89PNG"
    assert "7/DESK" in client.get("/desk/surat").text
    assert client.post("/desk/surat/buat", data={"tanggal": "2024-12-01"}).status_code == 422


def test_letters_of_the_province_are_not_for_its_kab(app: Flask, provinsi: Actor, admin: Actor) -> None:
    surat = draft(provinsi)
    client = sign_in(app, admin)
    assert client.get(f"/desk/surat/{surat.id}").status_code == 404
    assert client.post("/desk/surat/buat", data={"tanggal": AKHIR.isoformat()}).status_code == 403


@pytest.fixture
def mati(database: Engine) -> Kantor:
    """A voter without a KTP-el who is proposed as dead, on a planned visit too."""
    kantor = Kantor()
    kantor.propose()
    with transaction() as session:
        session.execute(text("UPDATE pemilih SET ktp_el = 'b'"))
        jemput = JemputBola(
            id=uuid4(), kab_kode=BANDAR_LAMPUNG, desa_kode="18.71.01.1003", tanggal=date(2026, 1, 5), lokasi="Balai",
            jenis_sasaran="rumah", petugas="Budi", target=1, dibuat_oleh=kantor.verifikator.id,
        )  # fmt: skip
        session.add(jemput)
        record(session, "jemput_bola.dibuat", "jemput_bola", jemput.id, actor=kantor.verifikator)
        session.flush()
        session.add(JemputBolaSasaran(jemput_id=jemput.id, urutan=1, pemilih_id=kantor.pemilih_id))
    return kantor


def test_dead_on_desk_lists_are_counted_for_the_province_and_named_to_the_office(app: Flask, mati: Kantor) -> None:
    province = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = province.get("/desk/meninggal")
    assert list(page_problems(page)) == []
    assert page.text.count(">1<") == 4
    assert "SITI" not in page.text
    assert province.get(f"/desk/{BANDAR_LAMPUNG}/meninggal").status_code == 403
    office = sign_in(app, mati.verifikator)
    named = office.get(f"/desk/{BANDAR_LAMPUNG}/meninggal")
    assert list(page_problems(named)) == []
    assert named.text.count("SITI AMINAH") >= 2
    assert mati.nik not in named.text
    with reading() as session:
        query = select(func.sum(JejakBaca.jumlah)).where(JejakBaca.cara == "desk.meninggal")
        assert session.scalar(query) == 2


def test_voter_who_stands_in_two_lists_is_one_death(app: Flask, mati: Kantor) -> None:
    part = make_daftar()
    with transaction() as session:
        session.get_one(DaftarPemilih, part).wilayah_kode = "18.71.01"
        record(session, "daftar_pemilih.uji", "daftar_pemilih", part, actor=mati.verifikator)
    twin = make_pemilih(part, mati.nik, ktp_el="B")
    with transaction() as session:
        who = {"laporan_id": mati.laporan_id, "daftar_id": part, "pemilih_id": twin}
        session.add(Cocok(skor=0.99, pita="usul", urutan=1, model="uji", **who))
    office = sign_in(app, mati.verifikator)
    assert ">2<" not in office.get("/desk/meninggal").text
    named = office.get(f"/desk/{BANDAR_LAMPUNG}/meninggal").text
    assert named.count("Laporan<span") == 2


def test_other_office_does_not_see_the_names(app: Flask, mati: Kantor) -> None:
    other = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert other.get(f"/desk/{BANDAR_LAMPUNG}/meninggal").status_code == 404
    assert ">1<" not in other.get("/desk/meninggal").text


@pytest.mark.parametrize(
    "change", ["UPDATE pemilih SET ktp_el = 'S'", "UPDATE usul SET status = 'dibatalkan', alasan = 'hidup'"]
)
def test_who_has_a_card_or_no_living_proposal_is_not_counted(app: Flask, mati: Kantor, change: str) -> None:
    with transaction() as session:
        session.execute(text("UPDATE jemput_bola SET status = 'batal', alasan_batal = 'hujan'"))
        session.execute(text(change))
        for table in ("jemput_bola", "usul"):
            for row in session.execute(text(f"SELECT id FROM {table}")):
                record(session, f"{table}.dibatalkan", table, row.id, actor=mati.verifikator)
    assert ">1<" not in sign_in(app, mati.verifikator).get("/desk/meninggal").text
