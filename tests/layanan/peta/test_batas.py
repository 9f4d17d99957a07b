"""Boundaries from the upload to the map."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.peta.gambar import Lokasi, make_map
from pemakaman.peta.models import PetaBerkas
from pemakaman.peta.queries import get_berkas, shapes_of
from pemakaman.peta.services import Kiriman, drop_boundaries, register_boundaries, use_boundaries
from tests.pabrik import make_actor, sign_in
from tests.pabrik_peta import TIGA, collection, feature, file_of, polygon, put_in_use, send_boundaries
from tests.pekerja import work

KAB = [("18.71", "Kota Bandar Lampung"), ("18.72", "Kota Metro"), ("18.01", "Kabupaten Lampung Selatan")]
KEC = {"18.71.01": TIGA["18.71"], "18.72.01": TIGA["18.72"]}


@pytest.fixture
def actor(database: Engine) -> Actor:
    """The officer who keeps the province's maps."""
    return make_actor(Peran.PETUGAS_PROVINSI)


def kept(peta_id: UUID) -> PetaBerkas:
    with reading() as session:
        return session.get_one(PetaBerkas, peta_id)


def codes(tingkat: int = 2, **inside: str) -> list[str]:
    with reading() as session:
        return [one.kode for one in shapes_of(session, "18", tingkat, **inside)]


def test_a_file_is_read_by_the_worker_and_changes_no_map(actor: Actor) -> None:
    content = file_of(TIGA)
    with transaction() as session:
        kiriman = Kiriman("batas.geojson", store.put(content), len(content), 2, "BIG", "")
        peta_id = register_boundaries(session, kiriman, actor=actor).id
    work("impor")
    berkas = kept(peta_id)
    assert (berkas.status, berkas.hasil["keadaan"], berkas.hasil["wilayah"]) == ("coba", "jadi", 3)
    assert (berkas.barat, berkas.selatan, berkas.timur, berkas.utara) == (105.0, -6.0, 106.0, -5.0)
    assert berkas.hasil["temuan"]["tidak_ada"]["jumlah"] == 12
    assert codes() == []


def test_reading_twice_makes_one(actor: Actor) -> None:
    from pemakaman.peta.jobs import read_boundaries  # noqa: PLC0415

    peta_id = send_boundaries(file_of(TIGA), actor)
    read_boundaries(str(peta_id))
    assert kept(peta_id).versi == 2


def test_a_file_of_no_use_says_why(actor: Actor) -> None:
    berkas = kept(send_boundaries(b'{"type": "FeatureCollection"', actor))
    assert berkas.hasil["keadaan"] == "gagal"
    assert "baris 1" in berkas.hasil["galat"]


def test_boundaries_in_use_replace_the_ones_before_which_can_come_back(actor: Actor) -> None:
    first = put_in_use(file_of(TIGA), actor)
    second = put_in_use(file_of({"18.71": TIGA["18.71"]}), actor)
    assert (kept(first).status, kept(second).status, codes()) == ("lama", "berlaku", ["18.71"])
    with transaction() as session:
        use_boundaries(session, first, versi=kept(first).versi, actor=actor)
    assert (kept(second).status, codes()) == ("lama", ["18.01", "18.71", "18.72"])


def test_two_who_use_different_files_at_once_leave_one_in_use(actor: Actor) -> None:
    files = [send_boundaries(file_of({kode: TIGA[kode]}), actor) for kode in ("18.71", "18.72")]

    def use(peta_id: UUID) -> None:
        with transaction() as session:
            use_boundaries(session, peta_id, versi=2, actor=actor)

    with ThreadPoolExecutor(2) as both:
        list(both.map(use, files))
    assert sorted(kept(peta_id).status for peta_id in files) == ["berlaku", "lama"]


def test_boundaries_laid_aside_leave_squares(actor: Actor) -> None:
    peta_id = put_in_use(file_of(TIGA), actor)
    with transaction() as session:
        drop_boundaries(session, peta_id, versi=3, actor=actor)
    assert codes() == []


def test_a_stale_page_changes_nothing(actor: Actor) -> None:
    peta_id = send_boundaries(file_of(TIGA), actor)
    with pytest.raises(StaleVersion), transaction() as session:
        use_boundaries(session, peta_id, versi=1, actor=actor)


def test_a_file_that_could_not_be_read_is_never_used(actor: Actor) -> None:
    peta_id = send_boundaries(b"{}", actor)
    with pytest.raises(Conflict), transaction() as session:
        use_boundaries(session, peta_id, versi=2, actor=actor)


def test_the_same_file_is_taken_once(actor: Actor) -> None:
    send_boundaries(file_of(TIGA), actor)
    with pytest.raises(Conflict, match="sama sudah"):
        send_boundaries(file_of(TIGA), actor)


def test_a_source_is_asked_for(actor: Actor) -> None:
    with pytest.raises(Invalid):
        send_boundaries(file_of(TIGA), actor, sumber=" ")


def test_another_province_sees_nothing_of_it(actor: Actor) -> None:
    peta_id = send_boundaries(file_of(TIGA), actor)
    with pytest.raises(NotFound), reading() as session:
        get_berkas(session, peta_id, actor=make_actor(Peran.PETUGAS_PROVINSI, "17"))


def test_an_office_below_the_province_keeps_no_maps(actor: Actor) -> None:
    with pytest.raises(Forbidden):
        send_boundaries(file_of(TIGA), make_actor(Peran.ADMIN_KAB))


def test_every_step_is_in_the_trail(actor: Actor) -> None:
    peta_id = put_in_use(file_of(TIGA), actor)
    with reading() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek == "peta", Jejak.objek_id == str(peta_id)).order_by(Jejak.id)
        assert list(session.scalars(query)) == ["peta.diunggah", "peta.dibaca", "peta.dipakai"]


def draw(session: Session, wilayah: list[tuple[str, str]], **extra: Any) -> Any:
    return make_map(session, "peta", "Uji", wilayah, {kode: 1.0 for kode, _ in wilayah}, **extra)


def test_a_map_without_boundaries_is_of_squares(database: Engine) -> None:
    with reading() as session:
        gambar = draw(session, KAB)
    assert "<path d=" not in gambar.svg
    assert len(gambar.tabel.baris) == 3


def test_a_map_with_boundaries_names_what_has_none_and_its_source(actor: Actor) -> None:
    put_in_use(file_of(TIGA), actor)
    places = [Lokasi("TPU Uji", 105.2, -5.2), Lokasi("Salah ketik", 10.0, 50.0)]
    with reading() as session:
        gambar = draw(session, [*KAB, ("18.02", "Kabupaten Lampung Tengah")], lokasi=places)
    assert gambar.catatan == "Tanpa batas di berkas, lihat tabel: Kabupaten Lampung Tengah. Batas: BIG uji."
    assert ("TPU Uji" in gambar.svg, "Salah ketik" in gambar.svg) == (True, False)


def test_a_map_of_kecamatan_shows_one_kab(actor: Actor) -> None:
    put_in_use(file_of(KEC), actor, tingkat=3)
    assert codes(3) == ["18.71.01", "18.72.01"]
    assert codes(3, induk="18.72") == ["18.72.01"]


def send(client: FlaskClient, content: bytes, **fields: str) -> Any:
    data = {"tingkat": "2", "sumber": "BIG", "berkas": (io.BytesIO(content), "batas.geojson"), **fields}
    return client.post("/setelan/peta", data=data, content_type="multipart/form-data")


def test_the_pages_lead_from_upload_to_use_and_back(app: Flask, actor: Actor) -> None:
    client = sign_in(app, actor)
    sent = send(client, file_of(TIGA))
    work("impor")
    page = client.get(sent.location)
    assert "Kabupaten Lampung Tengah" in page.text
    assert page.text.count("<title>18.") == 3
    for step, words in (("pakai", "Dipakai"), ("lepas", "Tidak dipakai")):
        versi = str(kept(UUID(sent.location.rpartition("/")[2])).versi)
        client.post(f"{sent.location}/{step}", data={"versi": versi})
        assert words in client.get(sent.location).text
    assert client.get(f"{sent.location}/berkas").data == file_of(TIGA)


def test_a_file_of_no_use_is_told_on_its_page(app: Flask, actor: Actor) -> None:
    client = sign_in(app, actor)
    sent = send(client, collection([feature("32.01", polygon(TIGA["18.71"]))]))
    waiting = client.get(sent.location)
    work("impor")
    assert waiting.headers["Refresh"]
    assert "di luar provinsi ini" in client.get(sent.location).text


def test_a_form_with_gaps_and_the_same_file_again_are_refused(app: Flask, actor: Actor) -> None:
    client = sign_in(app, actor)
    assert send(client, file_of(TIGA), sumber="").status_code == 422
    assert send(client, file_of(TIGA), tingkat="9").status_code == 422
    assert send(client, file_of(TIGA)).status_code == 303
    assert send(client, file_of(TIGA)).status_code == 409
