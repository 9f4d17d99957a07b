"""Pages about doubles: what each office sees, and what the forms do."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select, text

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import today_in, transaction
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.laporan.cli import ganda_ulang
from pemakaman.laporan.models import Bukti, DugaanGanda, Laporan
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services.langkah import record_change
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_laporan import make_laporan, read
from tests.pabrik_verifikasi import make_claimed, make_waiting, status_of, version_of

BORN = {"lahir_tahun": 1950, "lahir_bulan": 1, "lahir_hari": 2}


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Ani Wijaya")


@pytest.fixture
def klien(app: Flask, petugas: Actor) -> FlaskClient:
    return sign_in(app, petugas)


def make_pair(petugas: Actor, kab: str = "18.71") -> tuple[UUID, UUID, UUID]:
    """Hasan Basri of Bandar Lampung, sent twice; the second in another cemetery, perhaps of another office."""
    first = make_claimed(petugas, nama="Hasan Basri", nik=None, **BORN)
    other = petugas if kab == "18.71" else make_actor(Peran.VERIFIKATOR, kab)
    second = make_claimed(other, make_makam(kab), nama="Hasan Bashri", nik=None, alamat="Jalan Rahasia 7", **BORN)
    with transaction() as session:
        return first, second, session.scalars(select(DugaanGanda.id)).one()


def sidik_on(page: str) -> str:
    return re.findall(r'name="sidik" value="([0-9a-f]{64})"', page)[0]


def pair_status(dugaan: UUID) -> str:
    with transaction() as session:
        return session.get_one(DugaanGanda, dugaan).status


def test_desk_tells_the_suspicion_before_everything_else(klien: FlaskClient, petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    page = klien.get(f"/meja/{first}").text
    assert page.index("Diduga ganda</h2>") < page.index("Almarhum/almarhumah")
    assert f"/meja/{second}" in page
    assert f"/meja/ganda/{dugaan}" in page
    assert "Bandingkan dulu" in page
    assert ">Sarankan disetujui<" not in page


def test_queue_has_a_tab_and_a_tag(klien: FlaskClient, petugas: Actor) -> None:
    make_pair(petugas)
    make_waiting(nama="Rohani")
    page = klien.get("/meja?tab=ganda").text
    assert page.count("Diduga ganda</strong>") == 2
    assert "Rohani" not in page
    assert "Diduga ganda</strong>" not in klien.get("/meja?tab=menunggu").text


def test_comparison_shows_both_with_words_and_is_logged(klien: FlaskClient, petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    page = klien.get(f"/meja/ganda/{dugaan}")
    assert page.status_code == 200
    for kata in (
        "Hasan Basri",
        "Hasan Bashri",
        "Jalan Rahasia 7",
        "sama",
        "tanggal lahir sama",
        "Bukan orang yang sama",
    ):
        assert kata in page.text
    with transaction() as session:
        seen = session.scalars(select(JejakBaca.objek_id).where(JejakBaca.cara == "ganda.dibuka")).all()
    assert set(seen) == {str(first), str(second)}


def test_other_office_sees_office_cemetery_number_day_and_initials_only(klien: FlaskClient, petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas, METRO)
    for path in (f"/meja/{first}", f"/meja/ganda/{dugaan}"):
        page = klien.get(path).text
        assert "H. B." in page
        assert "Kota Metro" in page
        assert "Hasan Bashri" not in page
        assert "Jalan Rahasia" not in page
        assert f"/meja/{second}" not in page
    with transaction() as session:
        seen = session.scalars(select(JejakBaca.objek_id).where(JejakBaca.cara == "ganda.dibuka")).all()
    assert seen == [str(first)]


def test_third_office_gets_404(app: Flask, petugas: Actor) -> None:
    _, _, dugaan = make_pair(petugas)
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    for path in ("", "/gabungkan", "/bukan-sama"):
        assert klien.get(f"/meja/ganda/{dugaan}{path}").status_code == 404


def test_merge_by_the_pages(klien: FlaskClient, petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    url = f"/meja/ganda/{dugaan}/gabungkan"
    sidik = sidik_on(klien.get(url).text)
    empty = klien.post(url, data={"sidik": sidik, "alasan": "Satu orang, dua kiriman"})
    assert empty.status_code == 422
    assert "Pilih laporan mana yang tetap" in empty.text
    assert "Satu orang, dua kiriman" in empty.text
    answer = klien.post(url, data={"sidik": sidik, "tetap": str(first), "alasan": "Satu orang, dua kiriman"})
    assert answer.status_code == 303
    assert answer.location == f"/meja/{first}"
    assert status_of(second) == Status.DIGABUNG
    page = klien.get(f"/meja/{second}").text
    assert "Pisahkan lagi" in page
    assert f"/meja/{first}" in page
    assert "Digabung ke sini" in klien.get(f"/meja/{first}").text


def test_merge_into_the_younger_one_goes_on_with_that_one(klien: FlaskClient, petugas: Actor) -> None:
    _, second, dugaan = make_pair(petugas)
    url = f"/meja/ganda/{dugaan}/gabungkan"
    data = {"sidik": sidik_on(klien.get(url).text), "tetap": str(second), "alasan": "Satu orang"}
    assert klien.post(url, data=data).location == f"/meja/{second}"


def test_comparison_leads_back_to_the_report_in_hand(app: Flask, petugas: Actor) -> None:
    lain = make_actor(Peran.VERIFIKATOR)
    make_claimed(lain, nama="Hasan Basri", nik=None, **BORN)
    own = make_claimed(petugas, nama="Hasan Bashri", nik=None, **BORN)
    klien = sign_in(app, petugas)
    with transaction() as session:
        dugaan = session.scalars(select(DugaanGanda.id)).one()
    page = klien.get(f"/meja/ganda/{dugaan}").text
    back = re.search(r"<a [^>]*govuk-back-link[^>]*>", page)
    assert back is not None
    assert f'href="/meja/{own}"' in back[0]
    url = f"/meja/ganda/{dugaan}/bukan-sama"
    data = {"sidik": sidik_on(klien.get(url).text), "alasan": "Kembar"}
    assert klien.post(url, data=data).location == f"/meja/{own}"


def test_comparison_calls_a_missing_day_of_death_unknown(klien: FlaskClient, petugas: Actor) -> None:
    day = today_in("18") - timedelta(days=2)
    make_claimed(petugas, nama="Hasan Basri", nik=None, meninggal_tanggal=None, dimakamkan_tanggal=day, **BORN)
    make_claimed(petugas, nama="Hasan Basri", nik=None, dimakamkan_tanggal=day, **BORN)
    with transaction() as session:
        dugaan = session.scalars(select(DugaanGanda.id)).one()
    row = re.search(r">Meninggal</td>.*?</tr>", klien.get(f"/meja/ganda/{dugaan}").text, re.DOTALL)
    assert row is not None
    assert "tidak diketahui" in row[0]


def test_merge_of_a_pair_that_changed_meanwhile_shows_the_comparison_again(klien: FlaskClient, petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    url = f"/meja/ganda/{dugaan}/gabungkan"
    sidik = sidik_on(klien.get(url).text)
    with transaction() as session:
        laporan = session.get_one(Laporan, second)
        laporan.nama = "Hasan Basrie"
        record_change(session, laporan, "laporan.diubah", actor=petugas)
    answer = klien.post(url, data={"sidik": sidik, "tetap": str(first), "alasan": "Satu orang"})
    assert answer.status_code == 409
    assert "Alasan yang Anda ketik: Satu orang" in answer.text
    assert "berubah sejak Anda membandingkannya" in answer.text
    assert "Hasan Basrie" in answer.text
    assert pair_status(dugaan) == "terbuka"


def test_not_the_same_by_the_pages(klien: FlaskClient, petugas: Actor) -> None:
    first, _, dugaan = make_pair(petugas)
    url = f"/meja/ganda/{dugaan}/bukan-sama"
    sidik = sidik_on(klien.get(url).text)
    assert klien.post(url, data={"sidik": sidik, "alasan": " "}).status_code == 422
    assert klien.post(url, data={"sidik": sidik, "alasan": "Kembar, KK sama"}).status_code == 303
    assert pair_status(dugaan) == "bukan_sama"
    assert "Kembar, KK sama" in klien.get(f"/meja/{first}").text
    assert "Dinyatakan bukan orang yang sama oleh Ani Wijaya" in klien.get(f"/meja/ganda/{dugaan}").text


def test_same_nik_offers_no_not_the_same(klien: FlaskClient, petugas: Actor) -> None:
    nik = "1871010201500001"
    make_claimed(petugas, nama="Hasan Basri", nik=nik, **BORN)
    make_claimed(petugas, nama="Rohani", nik=nik, **BORN)
    with transaction() as session:
        dugaan = session.scalars(select(DugaanGanda.id)).one()
    page = klien.get(f"/meja/ganda/{dugaan}").text
    assert "NIK mana yang salah?" in page
    assert "bukan-sama" not in page
    url = f"/meja/ganda/{dugaan}/bukan-sama"
    answer = klien.post(url, data={"sidik": sidik_on(klien.get(url).text), "alasan": "Beda"})
    assert answer.status_code == 409
    assert "kembalikan laporan yang NIK-nya salah" in answer.text


def test_split_by_the_page(klien: FlaskClient, petugas: Actor) -> None:
    first, second, dugaan = make_pair(petugas)
    url = f"/meja/ganda/{dugaan}/gabungkan"
    klien.post(url, data={"sidik": sidik_on(klien.get(url).text), "tetap": str(first), "alasan": "Satu"})
    path, versi = f"/meja/{second}/pisahkan", str(version_of(second))
    assert klien.get(path).status_code == 200
    assert klien.post(path, data={"versi": versi, "alasan": ""}).status_code == 422
    assert klien.post(path, data={"versi": versi, "alasan": "Dua orang"}).status_code == 303
    assert status_of(second) == Status.DIAJUKAN
    assert klien.post(path, data={"versi": versi, "alasan": "Dua orang"}).status_code == 409


def test_suspicion_found_at_the_last_moment_stays_and_is_shown(klien: FlaskClient, petugas: Actor) -> None:
    first = make_claimed(petugas, nama="Hasan Basri", nik=None, **BORN)
    second = make_waiting(nama="Hasan Basri", nik=None, kunci_ganda=[], **BORN)
    with transaction() as session:
        copy = "UPDATE laporan SET kunci_ganda = (SELECT kunci_ganda FROM laporan WHERE id = :dari) WHERE id = :ke"
        session.execute(text(copy), {"dari": first, "ke": second})
        session.add(Jejak(pelaku="uji", peran="uji", peristiwa="laporan.uji", objek="laporan", objek_id=str(second)))
    data = {"versi": str(version_of(first)), "lanjut": "sarankan", "cara": "tidak_ada", "alasan": "Tidak ada di SIAK"}
    answer = klien.post(f"/meja/{first}/periksa", data=data)
    assert answer.status_code == 409
    assert "diduga ganda dengan 1 laporan lain" in answer.text
    assert f"/meja/{second}" in answer.text
    with transaction() as session:
        assert session.scalars(select(DugaanGanda.status)).all() == ["terbuka"]


def test_proofs_of_a_merged_row_are_seen_by_the_office_of_its_heir(app: Flask, petugas: Actor) -> None:
    pengelola, metro = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.PENGELOLA_MAKAM, METRO)
    first = make_laporan(pengelola, make_makam(pengelola=[pengelola])).id
    second = make_laporan(metro, make_makam(METRO, pengelola=[metro])).id
    kantor_metro = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    with transaction() as session:
        dugaan = session.scalars(select(DugaanGanda.id)).one()
        bukti = session.scalars(select(Bukti.id).where(Bukti.laporan_id == second)).first()
    klien = sign_in(app, petugas)
    assert klien.get(f"/bukti/{bukti}").status_code == 404
    url = f"/meja/ganda/{dugaan}/gabungkan"
    page = kantor_metro.get(url).text
    assert (
        kantor_metro.post(url, data={"sidik": sidik_on(page), "tetap": str(first), "alasan": "Satu"}).status_code == 303
    )
    assert read(second).digabung_ke == first
    assert klien.get(f"/bukti/{bukti}").status_code == 200
    for path in (f"/meja/{first}", f"/laporan/{first}"):
        page = klien.get(path).text
        assert f"/bukti/{bukti}" in page
        assert "laporan yang digabung, buku 1/" in page
    assert sign_in(app, pengelola).get(f"/bukti/{bukti}").status_code == 404


def test_merged_row_in_the_list_leads_to_its_heir(app: Flask, petugas: Actor) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[pengelola])
    first, second = (make_laporan(pengelola, makam).id for _ in range(2))
    klien = sign_in(app, petugas)
    with transaction() as session:
        dugaan = session.scalars(select(DugaanGanda.id)).one()
    url = f"/meja/ganda/{dugaan}/gabungkan"
    klien.post(url, data={"sidik": sidik_on(klien.get(url).text), "tetap": str(first), "alasan": "Satu"})
    own = sign_in(app, pengelola)
    assert "Lihat buku 1/" in own.get("/laporan").text
    page = own.get(f"/laporan/{second}").text
    assert "Digabung ke laporan lain" in page
    assert f"/laporan/{first}" in page


@pytest.mark.parametrize("teks", ["", "x" * 20000, "<script>alert(1)</script>", "💥", "-1"])
def test_garbage_decides_nothing(klien: FlaskClient, petugas: Actor, teks: str) -> None:
    _, _, dugaan = make_pair(petugas)
    for path in ("gabungkan", "bukan-sama"):
        answer = klien.post(f"/meja/ganda/{dugaan}/{path}", data=dict.fromkeys(("sidik", "tetap", "alasan"), teks))
        assert answer.status_code in {409, 422}
    assert pair_status(dugaan) == "terbuka"


def test_register_from_before_is_walked_once_and_again_without_change(database: Engine) -> None:
    for _ in range(2):
        make_waiting(nama="Hasan Basri", nik=None, **BORN)
    make_waiting(nama="Rohani", nik=None)
    first = CliRunner().invoke(ganda_ulang, ["--sekaligus", "2"])
    assert first.exit_code == 0, first.output
    assert "Kunci diisi: 3. Diperiksa: 3. Dugaan terbuka sekarang: 1." in first.output
    events = _events()
    again = CliRunner().invoke(ganda_ulang, [])
    assert "Kunci diisi: 0. Diperiksa: 3. Dugaan terbuka sekarang: 1." in again.output
    assert _events() == events


def _events() -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(Jejak)) or 0
