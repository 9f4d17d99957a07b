"""The settings page: forms by date, emblem, versions, preview before saving."""

import io
import os
from datetime import date
from typing import Any

import pikepdf
import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import Engine, select, text

from pemakaman import store
from pemakaman.akun.rules import Peran
from pemakaman.berkas import jobs_pratinjau, queries
from pemakaman.berkas.logo import clean_logo
from pemakaman.berkas.models_pratinjau import Pratinjau
from pemakaman.berkas.setelan import Setelan, from_json
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_berkas import main_bytes, main_document, make_approved, use_small_forms
from tests.pekerja import work

KAB = "18.71"
ISIAN = {
    "formulir": "F-2.01A", "kertas": "A4", "kotak_nama": "26", "kotak_wilayah": "10", "kop": "PEMERINTAH KOTA\nDINAS",
    "tempat_tanda_tangan": "Bandar Lampung", "pejabat_jabatan": "Kepala Desa/Lurah", "versi": "0",
    "tampil_jenis": "F-2.01A", "tampil_isi": "contoh",
}  # fmt: skip


@pytest.fixture
def client(app: Flask, database: Engine) -> FlaskClient:
    return sign_in(app, make_actor(Peran.ADMIN_KAB))


def saved() -> Setelan:
    with transaction() as session:
        return queries.settings_of(session, KAB)[1]


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 360)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "darkgreen").save(out, kind)
    return out.getvalue()


def upload(content: bytes, name: str = "logo.png") -> dict[str, Any]:
    return {"logo_berkas": (io.BytesIO(content), name)}


def previews() -> list[Pratinjau]:
    with transaction() as session:
        return list(session.scalars(select(Pratinjau).order_by(Pratinjau.dibuat_pada)))


def test_a_second_form_holds_from_its_day_on(client: FlaskClient) -> None:
    later = {"formulir": "F-2.01", "formulir_2": "F-2.01A"}
    later |= {"sejak_2-hari": "1", "sejak_2-bulan": "2", "sejak_2-tahun": "2026"}
    assert client.post("/setelan/berkas", data=ISIAN | later).status_code == 303
    assert saved().formulir_pada(date(2026, 1, 31)) == Jenis.F_2_01
    assert saved().formulir_pada(date(2026, 2, 1)) == Jenis.F_2_01A
    assert 'value="2026"' in client.get("/setelan/berkas").text


@pytest.mark.parametrize("bagian", [{"formulir_2": "F-2.01"}, {"sejak_2-hari": "1", "sejak_2-tahun": "2026"}])
def test_half_a_row_is_refused_at_its_field(client: FlaskClient, bagian: dict[str, str]) -> None:
    answer = client.post("/setelan/berkas", data=ISIAN | bagian)
    assert answer.status_code == 422
    assert queries_count() == 0


def queries_count() -> int:
    with transaction() as session:
        return len(queries.list_versions(session, KAB))


def test_every_choice_comes_back_to_the_page(client: FlaskClient) -> None:
    more = {
        "telepon": "1",
        "surel": "1",
        "anak_ke": "1",
        "saksi_tanda_tangan": "1",
        "pejabat_nip": "197001011990031001",
    }
    more |= {"diminta": ["SPTJM-KEMATIAN"], "tanda_4": "bsre"}
    assert client.post("/setelan/berkas", data=ISIAN | more).status_code == 303
    setelan = saved()
    assert (setelan.telepon, setelan.surel, setelan.anak_ke, setelan.saksi_tanda_tangan) == (True,) * 4
    assert (setelan.kotak_wilayah, setelan.diminta) == (10, (Jenis.SPTJM,))
    assert (setelan.tanda_tangan, setelan.mengetahui.nip) == ({Jenis.SURAT: "bsre"}, "197001011990031001")
    page = client.get("/setelan/berkas").text
    assert page.count("checked") >= 9
    assert "197001011990031001" in page


def test_settings_stored_before_a_choice_existed_are_read() -> None:
    old = {"formulir": [{"sejak": "1900-01-01", "kode": "F-2.01"}], "kop": ["DINAS"], "tempat_tanda_tangan": "Metro"}
    setelan = from_json({**old, "dulu_ada": 1})
    assert (setelan.kertas, setelan.kotak_wilayah, setelan.diminta) == ("A4", 0, ())


def test_emblem_is_kept_removed_and_shown_only_to_its_office(client: FlaskClient, app: Flask) -> None:
    assert client.post("/setelan/berkas", data=ISIAN | upload(picture("JPEG"))).status_code == 303
    logo = saved().logo
    assert logo
    assert store.get(logo).startswith(b"\x89PNG")
    assert client.get(f"/setelan/berkas/logo/{logo}").status_code == 200
    stranger = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO))
    assert stranger.get(f"/setelan/berkas/logo/{logo}").status_code == 404
    assert stranger.post("/setelan/berkas", data=ISIAN | {"logo": logo}).status_code == 422
    assert client.post("/setelan/berkas", data=ISIAN | {"versi": "1", "logo": logo}).status_code == 303
    assert saved().logo == logo
    assert (
        client.post("/setelan/berkas", data=ISIAN | {"versi": "2", "logo": logo, "logo_hapus": "1"}).status_code == 303
    )
    assert saved().logo is None


def test_an_emblem_need_not_be_chosen_again_after_a_mistake(client: FlaskClient) -> None:
    page = client.post("/setelan/berkas", data=ISIAN | {"kop": ""} | upload(picture()))
    assert page.status_code == 422
    assert 'name="logo" value="' in page.text


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", picture()[:200], picture(size=(20, 20)), b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_what_is_no_usable_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="Logo ini"):
        clean_logo(content)


def test_preview_shows_what_is_not_saved_yet(client: FlaskClient) -> None:
    data = ISIAN | {"kop": "KOP BELUM DISIMPAN"}
    answer = client.post("/setelan/berkas/pratinjau", data=data)
    assert answer.status_code == 303
    frame = answer.headers["Location"]
    work()
    page = client.get(frame)
    assert (page.status_code, page.headers["X-Frame-Options"]) == (200, "SAMEORIGIN")
    assert client.get(f"{frame}/1.png").data.startswith(b"\x89PNG")
    assert client.get(f"{frame}/9.png").status_code == 404
    with pikepdf.open(io.BytesIO(client.get(f"{frame}/contoh.pdf").data)) as pdf:
        assert all(b"(CONTOH) Tj" in b"".join(one.read_bytes() for one in page.Contents) for page in pdf.pages)
    assert queries_count() == 0
    with transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM sidik_keluaran")) == 0


def test_the_same_preview_is_printed_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_pratinjau, "print_setelan", lambda _: b"x")
    monkeypatch.setattr(jobs_pratinjau, "page_pictures", lambda _: [b"y"])
    ask = {"Accept": "application/json"}
    first = client.post("/setelan/berkas/pratinjau", data=ISIAN, headers=ask).get_json()["url"]
    work()
    assert client.post("/setelan/berkas/pratinjau", data=ISIAN, headers=ask).get_json()["url"] == first
    other = client.post("/setelan/berkas/pratinjau", data=ISIAN | {"tampil_isi": "kosong"}, headers=ask)
    assert other.get_json()["url"] != first


def test_a_preview_that_nobody_waits_for_is_not_printed(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bool] = []
    monkeypatch.setattr(jobs_pratinjau, "print_setelan", lambda isi: printed.append(isi["kosong"]) or b"x")
    monkeypatch.setattr(jobs_pratinjau, "page_pictures", lambda _: [])
    for isi in ("contoh", "kosong"):
        client.post("/setelan/berkas/pratinjau", data=ISIAN | {"tampil_isi": isi})
    work()
    assert printed == [True]


def test_wrong_choices_are_told_in_the_place_of_the_preview(client: FlaskClient) -> None:
    answer = client.post("/setelan/berkas/pratinjau", data=ISIAN | {"kop": ""})
    assert answer.status_code == 422
    assert "Isi kop surat kantor." in answer.text
    assert client.post("/setelan/berkas/pratinjau", data=ISIAN | {"tampil_jenis": "F-9"}).status_code == 422
    assert client.post("/setelan/berkas/pratinjau", data={"nomor": "7", "tampil_jenis": "F-2.01A"}).status_code == 404
    assert previews() == []


def test_previews_of_another_office_are_out_of_reach(client: FlaskClient, app: Flask) -> None:
    frame = client.post("/setelan/berkas/pratinjau", data=ISIAN).headers["Location"]
    stranger = sign_in(app, make_actor(Peran.ADMIN_KAB, METRO))
    for path in (frame, f"{frame}/1.png", f"{frame}/contoh.pdf"):
        assert stranger.get(path).status_code == 404


def test_yesterdays_previews_are_forgotten_but_not_a_saved_emblem(client: FlaskClient, owner: Engine) -> None:
    kept = client.post("/setelan/berkas", data=ISIAN | upload(picture()))
    assert kept.status_code == 303
    client.post("/setelan/berkas/pratinjau", data=ISIAN | {"kop": "LAIN"} | upload(picture(size=(90, 90))))
    gone = {one.isi["logo"] for one in previews()} - {saved().logo}
    with owner.begin() as connection:
        connection.execute(text("UPDATE pratinjau SET dibuat_pada = dibuat_pada - interval '2 days'"))
    for sidik in (*gone, saved().logo or ""):
        age(sidik)
    jobs_pratinjau.forget_old(0)
    assert previews() == []
    assert [store.path_of(one).exists() for one in (*gone, saved().logo or "")] == [False, True]


def age(sidik: str) -> None:
    os.utime(store.path_of(sidik), (1, 1))


def test_versions_are_told_shown_and_used_again(client: FlaskClient) -> None:
    client.post("/setelan/berkas", data=ISIAN)
    client.post("/setelan/berkas", data=ISIAN | {"versi": "1", "kertas": "F4"})
    history = client.get("/setelan/berkas/riwayat").text
    assert "A4 (210 × 297 mm) → F4 (210 × 330 mm)" in history
    assert "Pakai lagi versi ini" in client.get("/setelan/berkas/versi/1").text
    assert "Pakai lagi versi ini" not in client.get("/setelan/berkas/versi/2").text
    assert client.post("/setelan/berkas/versi/1/pakai", data={"versi": "1"}).status_code == 409
    assert client.post("/setelan/berkas/versi/1/pakai", data={"versi": "2"}).status_code == 303
    assert (saved().kertas, queries_count()) == ("A4", 3)
    assert client.get("/setelan/berkas/versi/9").status_code == 404


def test_who_comes_too_late_keeps_his_choices_and_sees_what_changed(client: FlaskClient) -> None:
    client.post("/setelan/berkas", data=ISIAN)
    client.post("/setelan/berkas", data=ISIAN | {"versi": "1", "kertas": "F4"})
    late = client.post("/setelan/berkas", data=ISIAN | {"versi": "1", "pejabat_nama": "Hj. Rohana"})
    assert late.status_code == 409
    assert "Hj. Rohana" in late.text
    assert "Ukuran kertas: dari A4 (210 × 297 mm) menjadi F4 (210 × 330 mm)" in late.text
    assert 'name="versi" value="2"' in late.text


def test_a_document_keeps_the_settings_it_was_ordered_with(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_small_forms(monkeypatch)
    client.post("/setelan/berkas", data=ISIAN | {"kop": "KOP LAMA"})
    _, laporan_id = make_approved()
    client.post("/setelan/berkas", data=ISIAN | {"versi": "1", "kop": "KOP BARU", "kertas": "F4"})
    work()
    pages = pypdf.PdfReader(io.BytesIO(main_bytes(laporan_id))).pages
    printed = "".join("".join(page.extract_text() for page in pages).split())
    assert ("KOPLAMA" in printed, "KOPBARU" in printed) == (True, False)
    assert main_document(laporan_id).kertas == "A4"
