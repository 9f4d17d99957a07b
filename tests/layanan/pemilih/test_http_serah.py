"""The pages of an ordered package, its password, KPU's receipt, and the calendar."""

import io
from datetime import timedelta

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from pemakaman import db
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import now, reading, today_in
from pemakaman.pemilih import serah
from pemakaman.pemilih.models import Paket, PaketUsul, PesananPaket, TandaTerima
from pemakaman.pemilih.sandi import password_of
from tests.pabrik import METRO, PROVINSI, make_actor, sign_in
from tests.pabrik_pemilih import Kantor
from tests.pabrik_serah import add_proven, build, refuse_first
from tests.pekerja import work


@pytest.fixture
def kantor(database: object) -> Kantor:
    return Kantor()


@pytest.fixture
def kpu(database: object) -> Actor:
    return make_actor(Peran.PETUGAS_KPU)


def day() -> dict[str, str]:
    today = today_in("18.71")
    return {"tanggal": f"{today:%d-%m-%Y}", "tanggal-hari": str(today.day), "tanggal-bulan": str(today.month)} | {
        "tanggal-tahun": str(today.year)
    }


def typed(**more: str) -> dict[str, str]:
    return {"versi": "0", "nomor": "12/PL.02/2026", "diterima": "1", "ditolak": "1", **day(), **more}


def test_an_order_leads_over_its_progress_to_the_package(app: Flask, kantor: Kantor) -> None:
    add_proven(kantor)
    client = sign_in(app, kantor.pejabat)
    page = client.get("/paket/baru").text
    periode = serah.list_periods("18.71")[0]
    assert f'value="{periode}" selected' in page
    answer = client.post("/paket/baru", data={"isi": "baru", "periode": periode})
    waiting = client.get(answer.headers["Location"])
    assert waiting.headers["Refresh"] == "3"
    assert "Menunggu giliran" in waiting.text
    assert "Menunggu giliran".lower() in client.get("/paket").text
    work("berkas")
    done = client.get(answer.headers["Location"])
    assert done.status_code == 303
    shown = client.get(done.headers["Location"]).text
    assert "USUL-00001.xlsx" in shown
    assert "Lihat sandi" in shown


def test_a_failed_order_can_be_tried_again(app: Flask, kantor: Kantor) -> None:
    add_proven(kantor)
    client = sign_in(app, kantor.pejabat)
    client.post("/paket/baru", data={"isi": "baru", "periode": serah.list_periods("18.71")[0]})
    with db.transaction() as session:
        order = session.scalars(select(PesananPaket.id)).one()
        serah.fail_pesanan(session, order, "Simpanan penuh.")
    assert "Simpanan penuh." in client.get(f"/paket/pesanan/{order}").text
    assert client.post(f"/paket/pesanan/{order}/ulang").status_code == 303
    assert client.post(f"/paket/pesanan/{order}/ulang").status_code == 409
    stranger = sign_in(app, make_actor(Peran.PEJABAT, METRO))
    assert stranger.get(f"/paket/pesanan/{order}").status_code == 404


def test_kpu_never_sees_the_password(app: Flask, kantor: Kantor, kpu: Actor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    own = sign_in(app, kantor.pejabat).post(f"/paket/{made.id}/sandi")
    assert password_of(made.id) in own.text
    assert own.headers["Cache-Control"] == "no-store"
    client = sign_in(app, kpu)
    assert client.post(f"/paket/{made.id}/sandi").status_code == 403
    assert password_of(made.id) not in client.get(f"/paket/{made.id}").text
    assert client.get(f"/paket/{made.id}/unduh").headers["Content-Type"] == "application/zip"


def make_two(kantor: Kantor) -> Paket:
    add_proven(kantor)
    add_proven(kantor, kec_kode="18.71.02", kecamatan="Sukarame")
    return build(kantor.pejabat)


def rows() -> list[tuple[int | None, str | None, str | None]]:
    with reading() as session:
        found = session.scalars(select(PaketUsul).order_by(PaketUsul.nomor)).all()
        return [(row.nomor, row.hasil, row.sebab) for row in found]


def test_a_receipt_with_pasted_rows_and_kecamatan_is_kept(app: Flask, kantor: Kantor, kpu: Actor) -> None:
    made, client = make_two(kantor), sign_in(app, kpu)
    places = {"terima_0": "1", "tolak_0": "0", "terima_1": "0", "tolak_1": "1"}
    answer = client.post(f"/paket/{made.id}/tanda-terima", data=typed(baris="NO;SEBAB\n2;NIK tidak ada", **places))
    assert answer.status_code == 303
    assert rows() == [(1, "diterima", None), (2, "ditolak", "NIK tidak ada")]
    page = client.get(f"/paket/{made.id}").text
    assert "12/PL.02/2026" in page
    assert "NIK tidak ada" in page
    again = client.get(f"/paket/{made.id}/tanda-terima").text
    assert "2;NIK tidak ada" in again
    assert "1 ditolak" in client.get("/paket").text


def test_rows_come_from_a_file_or_from_ticks_too(app: Flask, kantor: Kantor, kpu: Actor) -> None:
    made, client = make_two(kantor), sign_in(app, kpu)
    file = (io.BytesIO("\ufeffNO;SEBAB\r\n1;Sudah pindah\r\n".encode()), "ditolak.csv")
    assert client.post(f"/paket/{made.id}/tanda-terima", data={**typed(), "berkas_baris": file}).status_code == 303
    assert rows()[0] == (1, "ditolak", "Sudah pindah")
    ticks = typed(versi="1", centang="2", sebab_centang="NIK tidak ada")
    assert client.post(f"/paket/{made.id}/tanda-terima", data=ticks).status_code == 303
    assert rows() == [(1, "diterima", None), (2, "ditolak", "NIK tidak ada")]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"baris": "3;NIK tidak ada"}, "Nomor 3 tidak ada di paket ini"),
        ({"baris": "2"}, "Tulis sebab penolakan nomor 2"),
        ({"baris": "dua;NIK"}, "bukan nomor"),
        ({"baris": "2;a", "diterima": "5"}, "berjumlah 6, padahal paket ini berisi 2"),
        ({"baris": ""}, "nomor baris yang disebut 0"),
        ({"centang": "2"}, "Tulis sebab untuk baris yang dicentang"),
        ({"baris": "2;a", "terima_0": "1"}, "Isi jumlah semua kecamatan"),
        ({"baris": "2;a", "nomor": ""}, "Tulis nomor tanda terima"),
        ({"baris": "2;a", "versi": "7"}, "berubah sejak Anda membukanya"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    app: Flask, kantor: Kantor, kpu: Actor, more: dict[str, str], told: str
) -> None:
    made, client = make_two(kantor), sign_in(app, kpu)
    data = {**typed(), "catatan": "Diantar Budi", **more}
    answer = client.post(f"/paket/{made.id}/tanda-terima", data=data)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Diantar Budi" in answer.text
    assert more.get("baris", "") in answer.text
    with reading() as session:
        assert session.scalars(select(TandaTerima)).all() == []


def test_a_scan_and_a_file_survive_a_mistake(app: Flask, kantor: Kantor, kpu: Actor) -> None:
    made, client = make_two(kantor), sign_in(app, kpu)
    files = {"pindaian": (_jpeg(), "tanda.jpg"), "berkas_baris": (io.BytesIO(b"2;NIK tidak ada"), "a.csv")}
    wrong = client.post(f"/paket/{made.id}/tanda-terima", data={**typed(diterima="9"), **files})
    assert wrong.status_code == 422
    assert "2;NIK tidak ada" in wrong.text
    kartu = wrong.text.split('name="kartu" value="')[1].split('"')[0]
    right = typed(kartu=kartu, baris="2;NIK tidak ada")
    assert client.post(f"/paket/{made.id}/tanda-terima", data=right).status_code == 303
    scan = client.get(f"/paket/{made.id}/tanda-terima/pindaian")
    assert scan.headers["Content-Type"] == "image/jpeg"
    forged = typed(versi="1", kartu=kartu + "x", baris="2;NIK tidak ada")
    assert client.post(f"/paket/{made.id}/tanda-terima", data=forged).status_code == 303


def test_a_scan_of_another_kind_is_refused(app: Flask, kantor: Kantor, kpu: Actor) -> None:
    made, client = make_two(kantor), sign_in(app, kpu)
    data = {**typed(baris="2;a"), "pindaian": (io.BytesIO(b"GIF89a"), "a.gif")}
    answer = client.post(f"/paket/{made.id}/tanda-terima", data=data)
    assert (answer.status_code, "JPEG" in answer.text) == (422, True)


def _jpeg() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(target, "JPEG")
    target.seek(0)
    return target


def test_late_receipts_stand_first_and_on_the_home_page(app: Flask, kantor: Kantor, kpu: Actor) -> None:
    add_proven(kantor)
    with db.clock_at(now() - timedelta(days=30)):
        made = build(kantor.pejabat)
    admin = make_actor(Peran.ADMIN_KAB)
    for actor in (kpu, kantor.pejabat, admin):
        client = sign_in(app, actor)
        assert "Tanda terima terlambat" in client.get("/paket").text
        assert "tanda terima paket KPU terlambat" in client.get("/").text
    assert "tanda terima paket KPU terlambat" not in sign_in(app, kantor.verifikator).get("/").text
    refuse_first(made, kpu)
    assert "Tanda terima terlambat" not in sign_in(app, kpu).get("/paket").text


def test_the_calendar_shows_one_office_its_quarters_and_the_province_all_of_its_own(
    app: Flask, kantor: Kantor, kpu: Actor
) -> None:
    add_proven(kantor)
    periode = serah.list_periods("18.71")[0]
    build(kantor.pejabat, periode=periode)
    page = sign_in(app, kpu).get("/paket/kalender").text
    assert f"{periode} (berjalan)" in page
    assert "1 menunggu" in page
    assert sign_in(app, kantor.verifikator).get("/paket/kalender").status_code == 403
    whole = sign_in(app, make_actor(Peran.PETUGAS_PROVINSI, PROVINSI)).get("/pemilih/kalender").text
    assert "1 paket, 1 nama" in whole
    assert whole.count('role="row"') == 16
