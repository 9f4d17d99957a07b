"""Pages of permits: the list, its files, the reminder, the letter; and what comes back after a mistake."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Peran
from pemakaman.db import reading
from pemakaman.petak.models import Iptm
from tests.pabrik import make_actor, sign_in
from tests.pabrik_kubur import Kubur, make_iptm, set_heir
from tests.pabrik_laporan import hari_ini, make_laporan
from tests.pabrik_petak import Kubur as KuburPetak
from tests.rumah.test_halaman import page_problems


@pytest.fixture
def kubur(database: Engine) -> Kubur:
    return Kubur(nama="Ahmad Suhaimi")


@pytest.fixture
def klien(app: Flask, kubur: Kubur) -> FlaskClient:
    return sign_in(app, kubur.pengelola)


def count_permits() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Iptm)) or 0


def form(**ganti: Any) -> dict[str, Any]:
    hari = hari_ini()
    values = {"nomor": "IPTM/1", "pemegang": "Siti Aminah", "telepon": "0812-3456-7890"}
    values |= {"berlaku_dari-hari": hari.day, "berlaku_dari-bulan": hari.month, "berlaku_dari-tahun": hari.year}
    return {**values, **ganti}


def test_the_form_offers_the_person_in_charge_and_the_term_of_the_kab(klien: FlaskClient, kubur: Kubur) -> None:
    set_heir(kubur.pengelola, kubur.id, nama="Rohani", telepon="+6281234567890")
    page = klien.get(f"/laporan/{kubur.id}/iptm/baru").text
    assert all(word in page for word in ("Rohani", "0812-3456-7890", str(hari_ini().year + 3)))


def test_an_end_left_open_is_counted_from_the_term(klien: FlaskClient, kubur: Kubur) -> None:
    assert klien.post(f"/laporan/{kubur.id}/iptm/baru", data=form()).status_code == 303
    with reading() as session:
        row = session.scalars(select(Iptm)).one()
    assert 3 * 365 - 2 <= (row.berlaku_sampai - row.berlaku_dari).days <= 3 * 365 + 1


def test_a_mistake_comes_back_with_everything_typed(klien: FlaskClient, kubur: Kubur) -> None:
    page = klien.post(f"/laporan/{kubur.id}/iptm/baru", data=form(telepon="12"))
    assert page.status_code == 422
    assert all(word in page.text for word in ("IPTM/1", "Siti Aminah", 'value="12"'))
    assert count_permits() == 0


def test_a_second_permit_is_refused_on_the_page_with_what_was_typed(klien: FlaskClient, kubur: Kubur) -> None:
    make_iptm(kubur.pengelola, kubur.id, nomor="IPTM/LAMA")
    page = klien.post(f"/laporan/{kubur.id}/iptm/baru", data=form())
    assert page.status_code == 409
    assert all(word in page.text for word in ("IPTM/LAMA", "Perpanjang izin itu", "IPTM/1"))


def test_the_renewal_begins_the_day_after_the_old_term(klien: FlaskClient, kubur: Kubur) -> None:
    lama = make_iptm(kubur.pengelola, kubur.id)
    path, hari = f"/iptm/{lama.id}/perpanjang", lama.berlaku_sampai + timedelta(days=1)
    page = klien.get(path).text
    assert all(f'value="{part}"' in page for part in (hari.day, hari.month, hari.year))
    begin = {"berlaku_dari-hari": hari.day, "berlaku_dari-bulan": hari.month, "berlaku_dari-tahun": hari.year}
    assert klien.post(path, data=form(**begin)).status_code == 303
    again = klien.post(path, data=form(nomor="IPTM/2", **begin))
    assert again.status_code == 409
    assert "sudah diperpanjang dengan nomor IPTM/1" in again.text


def test_the_list_has_telephones_and_its_files_the_same_rows(klien: FlaskClient, kubur: Kubur) -> None:
    make_iptm(kubur.pengelola, kubur.id, nomor="=SUM(1)", pemegang="Siti Aminah")
    other = make_laporan(kubur.pengelola, kubur.makam, nama="Wayan Gede")
    make_iptm(kubur.pengelola, other.id, hari_ini() + timedelta(days=500), nomor="IPTM/JAUH")
    page = klien.get("/iptm").text
    assert "0812-3456-7890" in page
    assert "IPTM/JAUH" not in page
    csv = klien.get("/iptm/unduh/csv")
    assert csv.mimetype == "text/csv"
    assert all(word in csv.text for word in ("'=SUM(1)", "Ahmad Suhaimi", "0812-3456-7890", "Segera habis"))
    assert "IPTM/JAUH" not in csv.text
    xlsx = klien.get("/iptm/unduh/xlsx?keadaan=semua")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Nomor izin", "=SUM(1)", "IPTM/JAUH"]


def test_pages_of_the_list_follow_each_other(klien: FlaskClient, kubur: Kubur, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemakaman.petak.queries.iptm.PAGE_SIZE", 1)
    make_iptm(kubur.pengelola, kubur.id, nomor="IPTM/SATU")
    other = make_laporan(kubur.pengelola, kubur.makam, nama="Wayan Gede")
    last = make_iptm(kubur.pengelola, other.id, hari_ini() + timedelta(days=40), nomor="IPTM/DUA")
    first = klien.get("/iptm").text
    assert "IPTM/SATU" in first
    assert "IPTM/DUA" not in first
    (sesudah,) = [part.split('"')[0] for part in first.split("sesudah=")[1:]]
    assert "IPTM/DUA" in klien.get(f"/iptm?sesudah={sesudah}").text
    assert klien.get(f"/iptm?sesudah={last.id}").status_code == 200


@pytest.mark.parametrize(
    "query", ["keadaan=%27", "makam=bukan", "sesudah=x", "diingatkan=entah", "keadaan=" + "x" * 500]
)
def test_no_filter_breaks_the_list(klien: FlaskClient, kubur: Kubur, query: str) -> None:
    assert klien.get(f"/iptm?{query}").status_code == 200


def test_the_reminder_is_shown_marked_once_and_printed_as_a_letter(klien: FlaskClient, kubur: Kubur) -> None:
    row = make_iptm(kubur.pengelola, kubur.id)
    path = f"/iptm/{row.id}/ingatkan"
    page = klien.get(path)
    assert "Yth. Bapak/Ibu Siti Aminah" in page.text
    letter = klien.get(f"/iptm/{row.id}/surat")
    assert all(word in letter.text for word in ("Siti Aminah", row.nomor, "Ahmad Suhaimi", "akan habis"))
    assert list(page_problems(letter)) == []
    assert klien.post(path).status_code == 303
    again = klien.post(path)
    assert again.status_code == 409
    assert "Satu masa izin diingatkan satu kali" in again.text
    assert "Sudah saya ingatkan" not in again.text


def test_list_and_letter_name_the_plot_where_the_remains_lie_now(app: Flask) -> None:
    bumi = KuburPetak()
    laporan = bumi.bury("A-003")
    row = make_iptm(bumi.pengelola, laporan.id)
    bumi.move(laporan.id, jenis="pindah_petak", petak_id=bumi.plot("A-007").id)
    klien = sign_in(app, bumi.pengelola)
    for path in ("/iptm", "/iptm/unduh/csv", f"/iptm/{row.id}/surat"):
        page = klien.get(path).get_data(as_text=True)
        assert "A-007" in page
        assert "A-003" not in page


def test_home_says_how_many_end_soon(app: Flask, klien: FlaskClient, kubur: Kubur) -> None:
    assert "izin makam habis dalam" not in klien.get("/").text
    make_iptm(kubur.pengelola, kubur.id)
    page = klien.get("/").text
    assert "izin makam habis dalam 60 hari" in page
    assert "/iptm?keadaan=segera" in page
    assert "izin makam habis dalam" not in sign_in(app, make_actor(Peran.VERIFIKATOR)).get("/").text
