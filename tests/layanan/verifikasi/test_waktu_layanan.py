"""The office's clock on real rows, escalation to the head, and the settings behind both."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.contoh.langkah import follow_clock
from pemakaman.db import clock_at, reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.laporan import services as laporan_services
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import open_notes
from pemakaman.laporan.setelan import setelan_of
from pemakaman.verifikasi import services
from pemakaman.verifikasi.models import HariLibur
from pemakaman.verifikasi.queries.alasan import for_field, list_kalimat, ready_choices
from pemakaman.verifikasi.queries.antrean import Saring, list_queue
from pemakaman.verifikasi.queries.waktu import read_clocks
from pemakaman.verifikasi.rules import Tab
from pemakaman.verifikasi.services import setelan
from tests.pabrik import BANDAR_LAMPUNG, METRO, make_actor, make_makam, sign_in
from tests.pabrik_laporan import make_laporan
from tests.pabrik_verifikasi import make_claimed, make_waiting, version_of

WIB = ZoneInfo("Asia/Jakarta")
SENIN = datetime(2026, 7, 6, 9, tzinfo=WIB)


@pytest.fixture
def admin(database: Engine) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def on(day: int, hour: int = 9, month: int = 7) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=WIB)


def used(laporan_id: UUID, moment: datetime) -> int:
    with clock_at(moment), reading() as session:
        return read_clocks(session, [session.get_one(Laporan, laporan_id)])[laporan_id].terpakai


def escalate(moment: datetime, kab: str = BANDAR_LAMPUNG) -> int:
    with clock_at(moment), transaction() as session:
        follow_clock(session)
        return services.escalate(session, kab)


def is_escalated(laporan_id: UUID) -> bool:
    with transaction() as session:
        return session.get_one(Laporan, laporan_id).dieskalasi_pada is not None


def save_times(admin: Actor, hari_layanan: int = 3, versi: int = 0) -> None:
    with transaction() as session:
        isian = {"hari_layanan": hari_layanan, "jendela_ganda": 30, "hari_penarikan": 3}
        setelan.save_setelan(session, isian, versi=versi, actor=admin)


def test_escalated_on_the_first_working_day_past_the_time(petugas: Actor) -> None:
    laporan_id = make_waiting(diajukan_pada=SENIN)
    before = version_of(laporan_id)
    assert escalate(on(9)) == 0
    assert escalate(on(10)) == 1
    assert escalate(on(10)) == 0
    assert is_escalated(laporan_id)
    assert version_of(laporan_id) == before


def test_weekend_and_lebaran_do_not_escalate(petugas: Actor) -> None:
    make_waiting(diajukan_pada=on(16, month=3))
    assert escalate(on(24, month=3)) == 0
    assert escalate(on(26, month=3)) == 0
    assert escalate(on(27, month=3)) == 1


def test_longer_service_time_of_an_office(admin: Actor) -> None:
    save_times(admin, 5)
    make_waiting(diajukan_pada=SENIN)
    assert escalate(on(13)) == 0
    assert escalate(on(14)) == 1


def test_province_shuts_an_office_and_the_office_opens_it_again(admin: Actor) -> None:
    laporan_id = make_waiting(diajukan_pada=SENIN)
    with transaction() as session:
        province = make_actor(Peran.ADMIN_KAB)
        row = setelan.add_libur(session, tanggal=date(2026, 7, 7), nama="Libur", libur=True, actor=province)
        row.wilayah_kode = "18"
    assert used(laporan_id, on(8)) == 1
    with transaction() as session:
        setelan.add_libur(session, tanggal=date(2026, 7, 7), nama="Tetap buka", libur=False, actor=admin)
    assert used(laporan_id, on(8)) == 2


def test_zone_decides_the_day(database: Engine) -> None:
    moment = datetime(2026, 7, 7, 16, 30, tzinfo=UTC)
    wib = make_waiting(diajukan_pada=moment)
    wita = make_waiting(make_makam("51.71", desa="51.71.01.1001"), diajukan_pada=moment)
    later = moment.replace(hour=17, minute=30)
    assert (used(wib, later), used(wita, later)) == (1, 0)


def test_time_with_the_author_is_left_out_and_sending_again_clears_the_mark(database: Engine) -> None:
    pengelola, petugas = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.VERIFIKATOR)
    makam = make_makam(pengelola=[pengelola])
    with clock_at(SENIN):
        laporan = make_laporan(
            pengelola, makam, meninggal_tanggal=date(2026, 7, 3), dimakamkan_tanggal=date(2026, 7, 3)
        )
    _at(on(6, 10), laporan.id, services.claim, actor=petugas)
    assert escalate(on(10)) == 1
    notes = {"nama": "Samakan dengan KK."}
    _at(on(10, 11), laporan.id, services.return_laporan, actor=petugas, versi=None, notes=notes)
    _at(on(20), laporan.id, laporan_services.submit_laporan, actor=pengelola, versi=None, diterima=())
    assert not is_escalated(laporan.id)
    assert used(laporan.id, on(20, 12)) == 4
    assert used(laporan.id, on(21)) == 5
    assert escalate(on(20, 13)) == 1


def _at(moment: datetime, laporan_id: UUID, service: object, **values: object) -> None:
    with clock_at(moment), transaction() as session:
        follow_clock(session)
        if "versi" in values:
            values["versi"] = session.get_one(Laporan, laporan_id).versi
        service(session, laporan_id, **values)  # type: ignore[operator]


def test_head_sees_what_is_late(app: Flask, database: Engine) -> None:
    laporan_id = make_waiting(nama="Siti Aminah", diajukan_pada=datetime(2026, 1, 5, 3, tzinfo=UTC))
    with transaction() as session:
        services.escalate(session, BANDAR_LAMPUNG)
    head = make_actor(Peran.PEJABAT)
    with reading() as session:
        page = list_queue(session, Tab.LEWAT, actor=head, saring=Saring(), sesudah=None)
    assert [row.id for row in page.rows] == [laporan_id]
    client = sign_in(app, head)
    assert "lewat waktu layanan" in client.get("/").text
    assert "hari kerja" in client.get("/meja?tab=lewat").text


def test_settings_have_defaults_and_refuse_what_is_out_of_bounds(admin: Actor) -> None:
    with reading() as session:
        assert setelan_of(session, BANDAR_LAMPUNG).hari_layanan == 3
    with pytest.raises(Invalid):
        save_times(admin, 61)
    save_times(admin, 7)
    with reading() as session:
        assert (setelan_of(session, BANDAR_LAMPUNG).hari_layanan, setelan_of(session, METRO).hari_layanan) == (7, 3)
    with pytest.raises(Conflict):
        save_times(admin, 8)
    save_times(admin, 8, versi=1)


def test_settings_are_the_admins(petugas: Actor) -> None:
    with pytest.raises(Forbidden):
        save_times(petugas)


def test_holiday_of_another_office_is_not_found(admin: Actor) -> None:
    with transaction() as session:
        row = setelan.add_libur(session, tanggal=date(2026, 9, 1), nama="HUT", libur=True, actor=admin)
    with pytest.raises(NotFound), transaction() as session:
        setelan.remove_libur(session, row.id, actor=make_actor(Peran.ADMIN_KAB, METRO))
    with pytest.raises(Invalid), transaction() as session:
        setelan.add_libur(session, tanggal=date(2026, 9, 1), nama="Lagi", libur=True, actor=admin)
    with transaction() as session:
        setelan.remove_libur(session, row.id, actor=admin)
        assert session.get(HariLibur, row.id) is None


def _kalimat(**ganti: object) -> dict[str, object]:
    return {"untuk": "tolak", "ruas": None, "teks": "Sudah ada aktanya.", "urutan": 1, "aktif": True, **ganti}


def test_national_sentence_is_reworded_or_switched_off_for_one_office(admin: Actor) -> None:
    with reading() as session:
        before = {one.teks for one in ready_choices(session, BANDAR_LAMPUNG, "tolak")}
    with transaction() as session:
        isian = _kalimat(bawaan="tolak_sudah_akta", teks="Aktanya ada.")
        setelan.save_alasan(session, None, isian, actor=admin)
        isian = _kalimat(bawaan="tolak_bukan_wilayah", aktif=False)
        setelan.save_alasan(session, None, isian, actor=admin)
    with reading() as session:
        assert [one.teks for one in ready_choices(session, BANDAR_LAMPUNG, "tolak")] == ["Aktanya ada."]
        assert {one.teks for one in ready_choices(session, METRO, "tolak")} == before


def test_sentence_of_a_field_stands_before_the_general_ones(admin: Actor) -> None:
    with reading() as session:
        kalimat = ready_choices(session, BANDAR_LAMPUNG, "kembalikan")
    assert {one.ruas for one in for_field(kalimat, "nik")} == {"nik", None}
    assert for_field(kalimat, "nik")[0].ruas == "nik"


@pytest.mark.parametrize("ganti", [{"teks": " "}, {"untuk": "x"}, {"ruas": "nik"}, {"urutan": None}])
def test_bad_sentence_is_refused(admin: Actor, ganti: dict[str, object]) -> None:
    with pytest.raises(Invalid), transaction() as session:
        setelan.save_alasan(session, None, _kalimat(**ganti), actor=admin)


def test_ready_sentence_alone_is_the_reason(app: Flask, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas)
    client, path = sign_in(app, petugas), f"/meja/{laporan_id}/kembalikan"
    assert "Foto surat tidak terbaca" in client.get(path).text
    versi = str(version_of(laporan_id))
    data = {"versi": versi, "pilih_bukti": "bukti", "siap_bukti": "bukti_kabur", "alasan_bukti": "Halaman dua."}
    assert client.post(path, data=data).status_code == 303
    with transaction() as session:
        alasan = open_notes(session, laporan_id)[0].alasan
    assert alasan.startswith("Foto surat tidak terbaca")
    assert alasan.endswith("Halaman dua.")


def test_settings_pages(app: Flask, admin: Actor) -> None:
    client = sign_in(app, admin)
    data = {"versi": "0", "hari_layanan": "5", "jendela_ganda": "14", "hari_penarikan": "2"}
    assert client.post("/meja/setelan", data={**data, "hari_layanan": "lima"}).status_code == 422
    assert client.post("/meja/setelan", data=data).status_code == 303
    assert client.post("/meja/setelan", data=data).status_code == 409
    day = {"tanggal-hari": "1", "tanggal-bulan": "9", "tanggal-tahun": "2026", "nama": "HUT kota", "libur": "1"}
    assert client.post("/meja/setelan/libur", data={**day, "nama": ""}).status_code == 422
    assert client.post("/meja/setelan/libur", data=day).status_code == 303
    assert "HUT kota" in client.get("/meja/setelan/libur").text
    isian = {"untuk": "tolak", "teks": "Bukan warga sini.", "urutan": "1", "aktif": "1"}
    assert client.post("/meja/setelan/alasan/baru", data={**isian, "teks": ""}).status_code == 422
    assert client.post("/meja/setelan/alasan/baru", data=isian).status_code == 303
    changed = {**isian, "teks": "Sudah terbit.", "aktif": ""}
    assert client.post("/meja/setelan/alasan/bawaan/tolak_sudah_akta", data=changed).status_code == 303
    with reading() as session:
        own = [one for one in list_kalimat(session, BANDAR_LAMPUNG) if one.id]
    assert {(one.teks, one.aktif) for one in own} == {("Bukan warga sini.", True), ("Sudah terbit.", False)}
    assert client.get("/meja/setelan/alasan/bawaan/tidak-ada").status_code == 404
