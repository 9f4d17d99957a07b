"""Templates by version, letters of a report, covering letters."""

import io
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.berkas import services as berkas
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.services import Cetakan, keep_bytes, set_keadaan
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.surat import awal, services
from pemakaman.surat.models import TemplatSurat
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_berkas import make_dokumen
from tests.pabrik_pemilih import make_approved
from tests.pekerja import work

ISI = "Menerangkan bahwa **{{nama_almarhum}}** dimakamkan di {{nama_makam}}, untuk {{isi_tujuan}}.\n"
TANGGAL = {"tanggal-hari": "2", "tanggal-bulan": "3", "tanggal-tahun": "2026"}


def make_templat(actor: Actor, isi: str = ISI, judul: str = "Surat keterangan") -> TemplatSurat:
    with transaction() as session:
        return services.save_templat(session, None, judul, isi, versi=0, actor=actor)


def versions(seri: UUID) -> list[tuple[int, bool]]:
    with transaction() as session:
        query = select(TemplatSurat).where(TemplatSurat.seri == seri).order_by(TemplatSurat.versi)
        return [(one.versi, one.dipakai) for one in session.scalars(query)]


def letters(jenis: Jenis = Jenis.SURAT) -> list[Dokumen]:
    with transaction() as session:
        return list(session.scalars(select(Dokumen).where(Dokumen.jenis == jenis)))


def words(content: bytes) -> str:
    return "".join("".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages).split())


@pytest.fixture
def admin(database: Engine) -> Actor:
    return make_actor(Peran.ADMIN_KAB)


@pytest.fixture
def client(app: Flask, admin: Actor) -> FlaskClient:
    return sign_in(app, admin)


def test_new_template_starts_from_a_wording_that_can_be_saved(client: FlaskClient) -> None:
    page = client.get("/surat/templat/baru").text
    assert awal.ISI.splitlines()[0] in page
    assert page.count('id="isi"') == 1, "the main part of every page has this id"
    assert client.post("/surat/templat/baru", data={"judul": awal.JUDUL, "isi": awal.ISI}).status_code == 303


def test_a_template_is_saved_by_version_and_switched_off(client: FlaskClient) -> None:
    made = client.post("/surat/templat/baru", data={"judul": "Surat keterangan", "isi": ISI})
    assert made.status_code == 303
    path = made.headers["Location"]
    seri = UUID(path.rsplit("/", 1)[1])
    assert client.post(path, data={"judul": "Surat", "isi": ISI, "versi": "1"}).status_code == 303
    late = client.post(path, data={"judul": "Surat lain", "isi": ISI, "versi": "1"})
    assert (late.status_code, "Surat lain" in late.text) == (409, True)
    assert client.post(f"{path}/pakai", data={"versi": "2", "dipakai": "0"}).status_code == 303
    assert client.post(f"{path}/versi/1/pakai", data={"versi": "3"}).status_code == 303
    assert versions(seri) == [(1, True), (2, True), (3, False), (4, False)]
    assert "Versi 1" in client.get(f"{path}/riwayat").text
    assert "Tidak dipakai" in client.get("/surat/templat").text


def test_a_mistake_is_told_with_its_line_and_saves_nothing(client: FlaskClient) -> None:
    answer = client.post("/surat/templat/baru", data={"judul": "S", "isi": "a\n{{nama_almarhom}} {% x %}"})
    assert answer.status_code == 422
    assert "Baris 2" in answer.text
    assert "{{nama_almarhum}}" in answer.text
    with transaction() as session:
        assert session.scalars(select(TemplatSurat)).all() == []


def test_templates_of_another_office_are_out_of_reach(app: Flask, admin: Actor) -> None:
    seri = make_templat(admin).seri
    stranger = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO))
    for path in (f"/surat/templat/{seri}", f"/surat/templat/{seri}/riwayat"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/surat/templat/{seri}/pakai", data={"versi": "1"}).status_code == 404


def test_preview_of_a_template_shows_sample_data(client: FlaskClient) -> None:
    answer = client.post("/surat/templat/pratinjau", data={"judul": "Surat keterangan", "isi": ISI})
    work()
    frame = answer.headers["Location"]
    assert client.get(f"{frame}/1.png").data.startswith(b"\x89PNG")
    printed = words(client.get(f"{frame}/contoh.pdf").data)
    assert "CONTOHNAMAALMARHUM" in printed
    assert "CONTOHTUJUAN" in printed
    assert client.post("/surat/templat/pratinjau", data={"judul": "S", "isi": "{{x"}).status_code == 422


def write(client: FlaskClient, laporan_id: UUID, seri: UUID, **more: Any) -> Any:
    data = {"nomor": "470/12/2026", "isi_tujuan": "klaim asuransi", "aksi": "buat", **TANGGAL, **more}
    return client.post(f"/laporan/{laporan_id}/surat/{seri}", data=data)


def test_a_letter_is_shown_made_printed_and_handed_out(app: Flask, admin: Actor) -> None:
    laporan_id, templat = make_approved(nama="Siti Melinting"), make_templat(admin)
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert "Surat keterangan" in client.get(f"/laporan/{laporan_id}/surat").text
    assert client.get(f"/laporan/{laporan_id}/surat/{templat.seri}").status_code == 200
    shown = write(client, laporan_id, templat.seri, aksi="lihat")
    assert "<strong>Siti Melinting</strong>" in shown.text
    assert letters() == []
    assert write(client, laporan_id, templat.seri).status_code == 303
    work()
    (letter,) = letters()
    assert (letter.status, letter.nomor, letter.judul) == ("jadi", "470/12/2026", "Surat keterangan")
    answer = client.get(f"/surat/{letter.id}/unduh")
    printed = words(answer.data)
    for part in ("SitiMelinting", "klaimasuransi", "Nomor:470/12/2026", "2Maret2026", "Kode"):
        assert part in printed
    assert "Siti" not in answer.headers["Content-Disposition"]
    with transaction() as session:
        seen = session.scalars(select(Jejak.peristiwa).where(Jejak.objek_id == str(letter.id)).order_by(Jejak.id)).all()
    assert seen[-1] == "dokumen.diunduh"


def test_a_letter_sent_twice_is_one_letter_and_what_was_typed_stays(app: Flask, admin: Actor) -> None:
    laporan_id, templat = make_approved(), make_templat(admin)
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert write(client, laporan_id, templat.seri).status_code == 303
    again = write(client, laporan_id, templat.seri)
    assert (again.status_code, "sudah dipakai “Surat keterangan”" in again.text) == (422, True)
    assert "klaim asuransi" in again.text
    assert len(letters()) == 1


def test_a_covering_letter_takes_no_number_of_a_letter(app: Flask, admin: Actor) -> None:
    laporan_id, templat = make_approved(), make_templat(admin)
    write(sign_in(app, make_actor(Peran.VERIFIKATOR)), laporan_id, templat.seri)
    data = {"berkas": str(make_file()), "aksi": "buat", "nomor": "470/12/2026", "tujuan": "Arsip", **TANGGAL}
    page = sign_in(app, admin).post("/surat/pengantar", data=data | {"keperluan": "berkas uji"})
    assert (page.status_code, "berkas uji" in page.text) == (422, True)


def test_a_reprint_keeps_the_wording_the_letter_was_made_with(app: Flask, admin: Actor) -> None:
    laporan_id, templat = make_approved(nama="Siti Melinting"), make_templat(admin)
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    write(client, laporan_id, templat.seri)
    with transaction() as session:
        services.save_templat(session, templat.seri, "Lain", "Bunyi lain.", versi=1, actor=admin)
        session.get_one(Laporan, laporan_id)
    work()
    (letter,) = letters()
    assert "SitiMelinting" in words(store.get(letter.sha256 or ""))


def test_what_the_letter_needs_is_asked(app: Flask, admin: Actor) -> None:
    laporan_id, templat = make_approved(), make_templat(admin)
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    refused = write(client, laporan_id, templat.seri, isi_tujuan="", nomor="")
    assert refused.status_code == 422
    assert "Isi tujuan." in refused.text
    assert letters() == []


def test_letters_stay_in_their_jurisdiction(app: Flask, admin: Actor) -> None:
    laporan_id, templat = make_approved(), make_templat(admin)
    write(sign_in(app, make_actor(Peran.VERIFIKATOR)), laporan_id, templat.seri)
    (letter,) = letters()
    stranger = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert stranger.get(f"/laporan/{laporan_id}/surat").status_code == 404
    assert stranger.get(f"/surat/{letter.id}/unduh").status_code == 404
    assert write(stranger, laporan_id, templat.seri).status_code == 404
    manager = sign_in(app, make_actor(Peran.PENGELOLA_MAKAM))
    assert manager.get(f"/surat/{letter.id}/unduh").status_code == 403


def test_no_letter_of_a_template_switched_off_or_an_unknown_one(app: Flask, admin: Actor) -> None:
    laporan_id, templat = make_approved(), make_templat(admin)
    with transaction() as session:
        services.switch_templat(session, templat.seri, dipakai=False, versi=1, actor=admin)
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert write(client, laporan_id, templat.seri).status_code == 409
    assert write(client, laporan_id, uuid4()).status_code == 404


def make_file() -> UUID:
    laporan_id = make_approved(nama="Ratu Melinting")
    with transaction() as session:
        made = berkas.ensure_berkas(session, laporan_id)
        order = berkas.take_order(session, laporan_id)
        assert order is not None
        cetakan = [berkas.Cetakan(one.dokumen_id, b"%PDF-uji", 1) for one in order.pesanan]
        berkas.finish_order(session, order, cetakan)
    return made.id


def test_a_covering_letter_lists_the_files(app: Flask, admin: Actor) -> None:
    chosen, client = make_file(), sign_in(app, admin)
    assert "Ratu Melinting" in client.get("/surat/pengantar").text
    assert "1 berkas" in client.post("/surat/pengantar", data={"berkas": str(chosen)}).text
    data = {"berkas": str(chosen), "aksi": "buat", "nomor": "1/X", "tujuan": "Kepala Dinas", **TANGGAL}
    data |= {"keperluan": "berkas uji"}
    assert client.post("/surat/pengantar", data=data).status_code == 303
    work()
    (letter,) = letters(Jenis.PENGANTAR)
    printed = words(client.get(f"/surat/{letter.id}/unduh").data)
    for part in ("RatuMelinting", "KepalaDinas", "Nomor:1/X", "berkasuji"):
        assert part in printed
    stranger = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO))
    assert stranger.get(f"/surat/{letter.id}/unduh").status_code == 404
    assert stranger.post("/surat/pengantar", data=data).status_code == 404


def test_a_covering_letter_needs_known_files(client: FlaskClient) -> None:
    assert client.post("/surat/pengantar", data={"berkas": str(uuid4())}).status_code == 404
    assert client.post("/surat/pengantar", data={"berkas": "x"}).status_code == 404
    assert client.post("/surat/pengantar").status_code == 303


def freeze(berkas_id: UUID) -> None:
    with transaction() as session:
        laporan = session.get_one(Laporan, session.get_one(Berkas, berkas_id).laporan_id)
        laporan.status, laporan.status_sebelum = "dibekukan", "disetujui"
        record(session, "laporan.uji", "laporan", laporan.id, actor=SISTEM)


def test_a_covering_letter_with_a_frozen_file_stays_in(app: Flask, admin: Actor) -> None:
    chosen = make_file()
    with transaction() as session:
        made = services.make_pengantar(
            session, [chosen], nomor="1/X", tanggal=date(2026, 3, 2), tujuan=["Dinas"], keperluan="uji", actor=admin
        )
        keep_bytes(session, Cetakan(made.id, b"%PDF-uji", 1))
    with transaction() as session:
        assert services.read_letter(session, made.id, actor=admin)[1] == b"%PDF-uji"
    freeze(chosen)
    with pytest.raises(Conflict, match="dibekukan"), transaction() as session:
        services.read_letter(session, made.id, actor=admin)
    assert "Ditahan sementara" in app.test_client().get(f"/periksa/{made.kode_periksa}").text


def test_a_letter_annulled_while_it_failed_is_not_tried_again(database: Engine, admin: Actor) -> None:
    letter = make_dokumen(isi=None, jenis=Jenis.SURAT, laporan_id=make_approved())
    with transaction() as session:
        services.fail_letter(session, letter.id, "gagal")
        set_keadaan(session, session.get_one(Dokumen, letter.id), "dibatalkan", actor=SISTEM)
    with pytest.raises(Conflict, match="tidak berlaku"), transaction() as session:
        services.retry_letter(session, letter.id, actor=admin)
