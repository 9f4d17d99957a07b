"""Prisons, service days, GISA and incidents: entered, corrected with history, and who may see them."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, now, reading, transaction
from pemakaman.desk.models import Gisa, GisaBukti, Insiden, Lapas, LaporanLapas, LayananHari, Pemilihan, RiwayatDesk
from pemakaman.desk.queries.insiden import list_insiden
from pemakaman.desk.queries.layanan import list_service_days, why_day
from pemakaman.desk.services.insiden import IsianInsiden, create_insiden, finish_insiden, take_insiden
from pemakaman.desk.services.lapas import IsianLapas, create_lapas
from pemakaman.desk.services.pemilihan import IsianPemilihan, update_pemilihan
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record
from pemakaman.verifikasi.models import HariLibur
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, at, make_actor, sign_in
from tests.pabrik_desk import make_pemilihan
from tests.pabrik_laporan import make_png
from tests.rumah.test_halaman import page_problems

ANGKA = {"penghuni": 766, "wajib_ktp": 760, "domisili_dalam": 433, "domisili_luar": 327, "terdaftar": 700}
ANGKA |= {"sudah_rekam": 600, "rekam_hari": 20, "nik_kosong": 60, "alat": 2, "petugas": 8}


@pytest.fixture
def admin(database: Engine) -> Iterator[Actor]:
    # A Monday; Christmas is ahead.
    with clock_at(at(2026, 11, 30)):
        yield make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def client(app: Flask, admin: Actor) -> FlaskClient:
    return sign_in(app, admin)


def sent(**values: object) -> dict[str, str]:
    return {name: str(value) for name, value in {"versi": 0, **values}.items()}


def make_lapas(admin: Actor, nama: str = "Rutan Kelas I") -> UUID:
    with transaction() as session:
        return create_lapas(session, admin.wilayah_kode, IsianLapas(nama, "rutan", "TPS 901"), actor=admin).id


def one(model: Any) -> Any:
    with reading() as session:
        return session.scalars(select(model)).one()


def count(model: Any) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_prison_is_added_once(client: FlaskClient) -> None:
    data = {"nama": "Lapas Rajabasa", "jenis": "lapas", "tps_loksus": "TPS 901", "aktif": "1"}
    assert list(page_problems(client.post("/desk/lapas/baru", data=data, follow_redirects=True))) == []
    again = client.post("/desk/lapas/baru", data=data)
    assert again.status_code == 422
    assert "Lapas Rajabasa sudah ada di daftar." in again.text
    assert count(Lapas) == 1


def test_day_of_a_prison_tells_homes_by_name_and_is_sent_on_as_counts(app: Flask, admin: Actor) -> None:
    client, lapas_id = sign_in(app, admin), make_lapas(admin)
    luar = "Kota Metro 300\n18.01: 27"
    done = client.post(f"/desk/lapas/{lapas_id}/2026-11-30/isi", data=sent(**ANGKA, luar=luar), follow_redirects=True)
    assert list(page_problems(done)) == []
    assert one(LaporanLapas).luar == {"18.72": 300, "18.01": 27}
    page = client.get("/desk/lapas")
    assert list(page_problems(page)) == []
    for words in ("78,95 %", "■\u00a0Gawat", "Penghuni lapas sudah rekam: merah di bawah 80 %"):
        assert words in page.text
    metro = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO)).get("/desk/lapas")
    assert "Warga Anda di lapas daerah lain" in metro.text
    assert "Rutan Kelas I" in metro.text


def test_wrong_day_of_a_prison_comes_back_as_typed(client: FlaskClient, admin: Actor) -> None:
    address = f"/desk/lapas/{make_lapas(admin)}/2026-11-30/isi"
    assert list(page_problems(client.get(address))) == []
    page = client.post(address, data=sent(**{**ANGKA, "domisili_luar": 320}, luar="Kota Antah 320"))
    assert page.status_code == 422
    assert "Kota Antah” tidak dikenal" in page.text
    page = client.post(address, data=sent(**{**ANGKA, "domisili_luar": 320}, luar="Kota Metro 320"))
    assert "selisih 7. Tulis sebabnya di sini." in page.text
    assert "Kota Metro 320" in page.text
    assert count(LaporanLapas) == 0


def test_yesterday_stands_beside_and_is_corrected_with_a_reason(client: FlaskClient, admin: Actor) -> None:
    lapas_id = make_lapas(admin)
    yesterday = f"/desk/lapas/{lapas_id}/2026-11-29/isi"
    refused = client.post(yesterday, data=sent(**ANGKA))
    assert "Alasan terlambat" in refused.text
    assert "Tulis alasan laporan 29 November 2026 terlambat." in refused.text
    first = client.post(yesterday, data=sent(**ANGKA, alasan="Sinyal putus"), follow_redirects=True)
    assert "terlambat: Sinyal putus." in first.text
    assert "Kemarin: 600 orang" in client.get(f"/desk/lapas/{lapas_id}/2026-11-30/isi").text
    changed = {**ANGKA, "petugas": 9}
    refused = client.post(yesterday, data=sent(**changed) | {"versi": "1"})
    assert "Tulis alasan angka 29 November 2026 diperbaiki." in refused.text
    done = client.post(yesterday, data=sent(**changed, alasan="Salah") | {"versi": "1"}, follow_redirects=True)
    assert list(page_problems(done)) == []
    assert "Petugas: 8 → 9" in done.text
    assert one(RiwayatDesk).terlambat


def test_prison_without_recording_is_one_tap_with_what_stood(client: FlaskClient, admin: Actor) -> None:
    lapas_id = make_lapas(admin)
    address = f"/desk/lapas/{lapas_id}/2026-11-30/isi"
    nihil = {"aksi": "nihil", "versi": "0"}
    assert "Nihil baru dapat dilaporkan sesudah ada laporan pertama." in client.post(address, data=nihil).text
    untold = {**ANGKA, "domisili_dalam": 430, "keterangan": "Tiga belum diketahui", "luar": "Kota Metro 327"}
    client.post(f"/desk/lapas/{lapas_id}/2026-11-28/isi", data=sent(**untold, alasan="Listrik padam"))
    assert 'value="nihil"' in client.get(address).text
    done = client.post(address, data=nihil, follow_redirects=True)
    assert list(page_problems(done)) == []
    assert "Nihil: tidak ada perekaman hari itu." in done.text
    with reading() as session:
        kept = session.scalars(select(LaporanLapas).where(LaporanLapas.tanggal == date(2026, 11, 30))).one()
    assert (kept.nihil, kept.rekam_hari, kept.sudah_rekam) == (True, 0, 600)
    assert (kept.luar, kept.keterangan) == ({"18.72": 327}, "Tiga belum diketahui")
    assert list(page_problems(client.get(f"/desk/lapas/{lapas_id}"))) == []


def test_history_of_a_prison_calls_homes_by_name(client: FlaskClient, admin: Actor) -> None:
    address = f"/desk/lapas/{make_lapas(admin)}/2026-11-30"
    client.post(f"{address}/isi", data=sent(**ANGKA, luar="Kota Metro 327"))
    changed = sent(**ANGKA, luar="Kota Metro 300\n18.01: 27", alasan="Dirinci") | {"versi": "1"}
    done = client.post(f"{address}/isi", data=changed, follow_redirects=True)
    assert "Asal: Kota Metro 327 → Kabupaten Lampung Selatan 27, Kota Metro 300" in done.text


def test_service_days_are_holidays_and_polling_days(client: FlaskClient, admin: Actor) -> None:
    make_pemilihan(make_actor(Peran.PETUGAS_PROVINSI), date(2026, 12, 9))
    page = client.get("/desk/layanan")
    assert list(page_problems(page)) == []
    assert "Hari H Pilkada 2024" in page.text
    assert "25 Desember 2026" in page.text
    assert client.get("/desk/layanan/2026-12-01/18.71/tambah").status_code == 404


def test_polling_day_of_an_election_that_is_inactive_is_still_corrected(app: Flask, admin: Actor) -> None:
    officer, polling = make_actor(Peran.PETUGAS_PROVINSI), date(2026, 12, 9)
    make_pemilihan(officer, polling, "18.71.01")
    point = {"tempat": "Kantor", "buka": "tidak", "alasan": "Lupa", "versi": "1"}
    with clock_at(at(2026, 12, 10)):
        client, address = sign_in(app, admin), "/desk/layanan/2026-12-09"
        asked = sign_in(app, officer).get("/desk/layanan")
        assert "Pilkada 2024 (Kota Bandar Lampung)" in asked.text
        assert "14 kabupaten/kota" not in sign_in(app, officer).get(address).text
        with transaction() as session:
            isian = IsianPemilihan("Pilkada", "pilkada", polling, ["18.71.01"], aktif=False)
            update_pemilihan(session, session.scalars(select(Pemilihan.id)).one(), isian, versi=1, actor=officer)
        assert client.post(f"{address}/18.71/tambah", data=point).status_code == 303
        with transaction() as session:
            # The day was wrong: the vote came a week later.
            isian = IsianPemilihan("Pilkada", "pilkada", date(2026, 12, 16), ["18.71.01"], aktif=False)
            update_pemilihan(session, session.scalars(select(Pemilihan.id)).one(), isian, versi=2, actor=officer)
        changed = point | {"tempat": "Kantor lama"}
        assert client.post(f"/desk/layanan/titik/{one(LayananHari).id}", data=changed).status_code == 303


def test_local_holiday_is_asked_only_of_its_kab_before_anybody_reports(app: Flask, admin: Actor) -> None:
    with transaction() as session:
        for kab, day in ((METRO, date(2026, 12, 10)), (BANDAR_LAMPUNG, date(2026, 12, 25))):
            # Kota Metro has a day of its own, Bandar Lampung works at Christmas.
            row = HariLibur(id=uuid4(), wilayah_kode=kab, tanggal=day, nama="Hari jadi", libur=kab == METRO)
            session.add(row)
            record(session, "hari_libur.dibuat", "hari_libur", row.id, actor=admin)
    province = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI))
    page = province.get("/desk/layanan")
    assert list(page_problems(page)) == []
    assert "Hari jadi (Kota Metro)" in page.text
    assert "(14 kabupaten/kota)" in page.text
    day = province.get("/desk/layanan/2026-12-10")
    assert "1 kabupaten/kota belum menyatakan buka atau tutup: Kota Metro." in day.text
    assert "Hari jadi" not in sign_in(app, admin).get("/desk/layanan").text


def test_holiday_that_falls_on_a_weekend_is_a_service_day(database: Engine) -> None:
    # Independence Day of 2025 was a Sunday.
    with reading() as session:
        found = list_service_days(session, [(METRO, "Kota Metro")], date(2025, 8, 10), date(2025, 8, 17))
        assert "Kemerdekaan" in (why_day(session, METRO, date(2025, 8, 17)) or "")
    assert [one.tanggal for one in found] == [date(2025, 8, 17)]


def test_service_point_is_said_once_and_the_province_sees_who_has_not(app: Flask, admin: Actor) -> None:
    client = sign_in(app, admin)
    address = "/desk/layanan/2026-12-25/18.71/tambah"
    assert list(page_problems(client.get(address))) == []
    data = {"tempat": "Kantor Disdukcapil", "buka": "ya", "jam_buka": "08.00", "jam_tutup": "12.00", "petugas": "Ana"}
    data |= {"hp": "081234567890", "printer_baik": "tidak", "jaringan": "putus", "blangko_sisa": "120"}
    done = client.post(address, data=data, follow_redirects=True)
    assert list(page_problems(done)) == []
    for words in ("08.00–12.00", "Masalah printer", "Jaringan putus", "120 keping"):
        assert words in done.text
    again = client.post(address, data=data)
    assert "sudah dicatat untuk hari itu" in again.text
    assert 'value="081234567890"' in again.text
    page = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI)).get("/desk/layanan/2026-12-25")
    assert "14 kabupaten/kota belum menyatakan buka atau tutup" in page.text


def test_service_of_a_past_day_is_corrected_with_a_reason(client: FlaskClient) -> None:
    data = {"tempat": "Kantor", "buka": "tidak"}
    client.post("/desk/layanan/2026-11-29/18.71/tambah", data=data)
    address = f"/desk/layanan/titik/{one(LayananHari).id}"
    opened = {"tempat": "Kantor", "buka": "ya", "jam_buka": "8", "petugas": "Ana", "rekam": "4", "versi": "1"}
    assert client.post(address, data=opened).status_code == 422
    assert client.post(address, data=opened | {"alasan": "Ternyata buka"}).status_code == 303
    assert one(LayananHari).rekam == 4
    assert one(RiwayatDesk).baru["petugas"] == "diganti"
    page = client.get(address)
    assert list(page_problems(page)) == []
    assert "Ternyata buka" in page.text


GISA = {"wilayah_kode": DESA[BANDAR_LAMPUNG], "sk_nomor": "470/12/2026", "kegiatan": "Sosialisasi RW"}
GISA |= {"sk_tanggal-hari": "2", "sk_tanggal-bulan": "11", "sk_tanggal-tahun": "2026"}
GISA |= {"kepemilikan": "90", "pemutakhiran": "80", "pemanfaatan": "70", "melayani": "60"}


def test_gisa_keeps_its_proof_and_its_history(app: Flask, admin: Actor) -> None:
    client = sign_in(app, admin)
    assert list(page_problems(client.get("/desk/gisa/baru"))) == []
    photo = {"bukti": (io.BytesIO(make_png()), "foto kegiatan.png")}
    done = client.post("/desk/gisa/baru", data={**GISA, **photo}, follow_redirects=True)
    assert list(page_problems(done)) == []
    assert "foto kegiatan.png" in done.text
    gisa, bukti = one(Gisa), one(GisaBukti)
    proof = client.get(f"/desk/gisa/bukti/{bukti.id}")
    assert (proof.status_code, proof.mimetype) == (200, "image/png")
    assert sign_in(app, make_actor(Peran.ADMIN_KAB, METRO)).get(f"/desk/gisa/bukti/{bukti.id}").status_code == 404
    changed = {**GISA, "melayani": "75", "versi": "1", "alasan": "Dinilai ulang"}
    page = client.post(f"/desk/gisa/{gisa.id}/ubah", data=changed, follow_redirects=True)
    assert list(page_problems(page)) == []
    assert "60 → 75" in page.text
    assert client.post(f"/desk/gisa/bukti/{bukti.id}/hapus").status_code == 303
    assert count(GisaBukti) == 0
    page = client.get("/desk/gisa")
    assert list(page_problems(page)) == []
    assert "1 dari 20 kecamatan punya desa/kelurahan GISA; kecamatan GISA: 0" in page.text
    page = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI)).get("/desk/gisa")
    assert list(page_problems(page)) == []
    assert "1 dari 229 kecamatan" in page.text
    assert ">1 dari 20<" in page.text


def test_gisa_over_a_hundred_or_with_a_false_file_is_refused(client: FlaskClient) -> None:
    assert client.post("/desk/gisa/baru", data={**GISA, "melayani": "101"}).status_code == 422
    page = client.post("/desk/gisa/baru", data={**GISA, "bukti": (io.BytesIO(b"MZ" * 100), "sk.pdf")})
    assert page.status_code == 422
    assert "Yang diterima hanya JPEG, PNG, dan PDF." in page.text
    assert "Sosialisasi RW" in page.text
    assert count(Gisa) == 0


INSIDEN = {"judul": "Printer rusak", "uraian": "Tidak mau mencetak.", "tingkat": "tinggi", "pukul": "16.00"}
INSIDEN |= {"tenggat-hari": "1", "tenggat-bulan": "12", "tenggat-tahun": "2026"}


def raise_one(client: FlaskClient, admin: Actor) -> UUID:
    done = client.post("/desk/insiden/baru/18.71", data={**INSIDEN, "pemilik": str(admin.id)}, follow_redirects=True)
    assert list(page_problems(done)) == []
    insiden: Insiden = one(Insiden)
    return insiden.id


def test_incident_runs_from_raised_to_done_and_back(client: FlaskClient, admin: Actor) -> None:
    assert list(page_problems(client.get("/desk/insiden/baru/18.71"))) == []
    address = f"/desk/insiden/{raise_one(client, admin)}"
    assert client.post(f"{address}/tangani", data={"versi": "1"}).status_code == 303
    assert client.post(f"{address}/catat", data={"versi": "2", "catatan": "Teknisi dipanggil"}).status_code == 303
    assert client.post(f"{address}/catat", data={"versi": "2", "catatan": "Dua kali"}).status_code == 409
    refused = client.post(f"{address}/selesai", data={"versi": "2"})
    assert (refused.status_code, 'name="versi" value="3"' in refused.text) == (422, False)
    assert 'name="versi" value="2"' in refused.text
    done = client.post(f"{address}/selesai", data={"versi": "3", "penyelesaian": "Diganti"}, follow_redirects=True)
    assert list(page_problems(done)) == []
    for words in ("Teknisi dipanggil", "Diganti"):
        assert words in done.text
    assert client.post(f"{address}/buka", data={"versi": "4", "alasan": "Rusak lagi"}).status_code == 303
    assert one(Insiden).status == "terbuka"


@pytest.mark.parametrize(
    ("catatan", "words"),
    [
        ("x" * 2001, "Tulis paling banyak 2000 huruf. Yang diketik 2001."),
        ("1871 - 0103 0450 0001", "Jangan menulis NIK"),
    ],
)
def test_note_that_cannot_be_kept_comes_back_as_typed(
    client: FlaskClient, admin: Actor, catatan: str, words: str
) -> None:
    page = client.post(f"/desk/insiden/{raise_one(client, admin)}/catat", data={"versi": "1", "catatan": catatan})
    assert page.status_code == 422
    assert words in page.text
    assert catatan in page.text


def test_overdue_incident_leads_and_stands_on_the_first_page(app: Flask, client: FlaskClient, admin: Actor) -> None:
    raise_one(client, admin)
    with clock_at(at(2026, 12, 2)):
        client = sign_in(app, admin)
        page = client.get("/desk/insiden")
        assert list(page_problems(page)) == []
        assert "Lewat tenggat" in page.text
        assert "di antaranya lewat tenggat" in client.get("/desk").text


@pytest.mark.parametrize(("selesai", "order"), [(False, [0, 1, 2]), (True, [2, 1, 0])])
def test_incidents_go_on_on_the_next_page(
    admin: Actor, monkeypatch: pytest.MonkeyPatch, selesai: bool, order: list[int]
) -> None:
    made = []
    with transaction() as session:
        for number in range(3):
            said = {"uraian": "Mati.", "tingkat": "tinggi", "pemilik": str(admin.id)}
            isian = IsianInsiden(f"Alat {number}", tenggat=now() + timedelta(hours=number + 1), **said)
            made.append(create_insiden(session, BANDAR_LAMPUNG, isian, actor=admin).id)
    if selesai:
        for number, insiden_id in enumerate(made):
            with clock_at(now() + timedelta(minutes=number)), transaction() as session:
                finish_insiden(session, insiden_id, "Diganti", versi=1, actor=admin)
    monkeypatch.setattr("pemakaman.desk.queries.halaman.PAGE", 1)
    seen, key = [], None
    with reading() as session:
        for _ in made:
            rows, after = list_insiden(session, actor=admin, selesai=selesai, sesudah=key)
            seen += [row[0].id for row in rows]
            key = UUID(after) if after else None
    assert (seen, key) == ([made[number] for number in order], None)


def test_owner_works_for_the_kab_or_its_province(client: FlaskClient, admin: Actor) -> None:
    stranger, province = make_actor(Peran.ADMIN_KAB, METRO), make_actor(Peran.PETUGAS_PROVINSI)
    page = client.post("/desk/insiden/baru/18.71", data={**INSIDEN, "pemilik": str(stranger.id)})
    assert page.status_code == 422
    assert "Printer rusak" in page.text
    assert client.post("/desk/insiden/baru/18.71", data={**INSIDEN, "pemilik": str(province.id)}).status_code == 303


def test_who_only_reads_works_on_an_incident_that_is_his(app: Flask, client: FlaskClient, admin: Actor) -> None:
    official = make_actor(Peran.PEJABAT)
    address = f"/desk/insiden/{raise_one(client, admin)}"
    reader = sign_in(app, official)
    assert list(page_problems(reader.get(address))) == []
    assert reader.post(f"{address}/tangani", data={"versi": "1"}).status_code == 403
    changed = {**INSIDEN, "pemilik": str(official.id), "versi": "1"}
    assert client.post(f"{address}/ubah", data=changed).status_code == 303
    assert reader.post(f"{address}/tangani", data={"versi": "2"}).status_code == 303


def test_incident_of_another_kab_is_not_found(client: FlaskClient, admin: Actor) -> None:
    insiden_id = raise_one(client, admin)
    with pytest.raises(NotFound), transaction() as session:
        take_insiden(session, insiden_id, versi=1, actor=make_actor(Peran.ADMIN_KAB, METRO))
