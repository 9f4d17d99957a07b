"""A file of several papers: ordered by need, whole or not there, chosen by the officer, printed again with a reason."""

import io
import zipfile
from uuid import UUID

import pikepdf
import pypdf
import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas import jobs, queries, services
from pemakaman.berkas.services import Cetakan, Pesanan
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Forbidden
from pemakaman.jejak.models import Jejak
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_berkas import current, documents, make_approved, use_small_forms
from tests.pabrik_verifikasi import act
from tests.pekerja import work


def _blank() -> bytes:
    """The smallest PDF that can be joined."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target)
    return target.getvalue()


SURAT = _blank()


@pytest.fixture(autouse=True)
def companions(monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_forms(monkeypatch, Jenis.F_1_02, Jenis.F_1_06, Jenis.SPTJM)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is rendered: what is printed does not matter to the test."""
    monkeypatch.setattr(jobs, "print_pesanan", lambda order: Cetakan(order.dokumen_id, SURAT, 1))


def kinds(laporan_id: UUID) -> list[str]:
    return [one.jenis for one in documents(current(laporan_id))]


def choose(laporan_id: UUID, actor: Actor, *ticked: Jenis) -> None:
    with transaction() as session:
        services.choose_papers(session, laporan_id, frozenset(ticked), alasan="Diminta loket", actor=actor)


def test_the_file_holds_what_the_case_needs(database: Engine, app: Flask) -> None:
    verifikator, laporan_id = make_approved(pelapor_hubungan="Istri")
    work()
    assert kinds(laporan_id) == ["F-2.01A", "F-1.02", "F-1.06"]
    assert [(one.status, one.urutan) for one in documents(current(laporan_id))] == [
        ("jadi", 1),
        ("jadi", 4),
        ("jadi", 5),
    ]
    answer = sign_in(app, verifikator).get(f"/berkas/{current(laporan_id).id}/unduh")
    reader = pypdf.PdfReader(io.BytesIO(answer.data))
    _, below = reader.outline
    assert isinstance(below, list)
    assert len(below) == len(reader.pages) == 3


def test_no_layout_no_order(database: Engine, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_forms(monkeypatch)
    _, laporan_id = make_approved(pelapor_hubungan="Istri")
    work()
    assert kinds(laporan_id) == ["F-2.01A"]


def test_one_that_fails_names_itself_and_the_file_is_not_there(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, laporan_id = make_approved()

    def printer(order: Pesanan) -> Cetakan:
        if order.jenis is Jenis.F_1_02:
            raise OSError("tinta habis")
        return Cetakan(order.dokumen_id, SURAT, 1)

    monkeypatch.setattr(jobs, "print_pesanan", printer)
    work()
    berkas = current(laporan_id)
    assert berkas.status == "gagal"
    assert (berkas.galat or "").startswith("F-1.02")
    assert {one.jenis: (one.status, one.sha256) for one in documents(berkas)} == {
        "F-2.01A": ("antre", None),
        "F-1.02": ("gagal", None),
        "F-1.06": ("antre", None),
    }


def test_officer_adds_and_leaves_out_with_a_reason(database: Engine, quick: None) -> None:
    verifikator, laporan_id = make_approved()
    work()
    choose(laporan_id, verifikator, Jenis.F_1_02, Jenis.SPTJM)
    work()
    assert kinds(laporan_id) == ["F-2.01A", "F-1.02", "SPTJM-KEMATIAN"]
    berkas = current(laporan_id)
    assert (berkas.versi_dokumen, berkas.sebab_versi) == (2, "Diminta loket")
    assert berkas.pilihan == {"tambah": ["SPTJM-KEMATIAN"], "tanpa": ["F-1.06"]}
    act(services.renew_berkas, laporan_id, sebab="Data dibetulkan", actor=verifikator)
    assert kinds(laporan_id) == ["F-2.01A", "F-1.02", "SPTJM-KEMATIAN"]


def test_the_same_choice_makes_no_new_version(database: Engine, quick: None) -> None:
    verifikator, laporan_id = make_approved()
    work()
    with pytest.raises(Conflict):
        choose(laporan_id, verifikator, Jenis.F_1_02, Jenis.F_1_06)


def test_admin_does_not_choose(database: Engine, quick: None) -> None:
    _, laporan_id = make_approved()
    work()
    with pytest.raises(Forbidden):
        choose(laporan_id, make_actor(Peran.ADMIN_KAB), Jenis.F_1_02)


def test_page_lists_papers_and_changes_them(database: Engine, app: Flask, quick: None) -> None:
    verifikator, laporan_id = make_approved()
    work()
    client = sign_in(app, verifikator)
    page = client.get(f"/laporan/{laporan_id}/berkas").text
    assert all(text in page for text in ("F-1.02 Pendaftaran", "cerai mati", "Ubah isi berkas", "Unduh ZIP"))
    form = {"kertas": ["F-1.02", "SPTJM-KEMATIAN"]}
    assert client.post(f"/laporan/{laporan_id}/berkas/isi", data=form).status_code == 422
    assert client.post(f"/laporan/{laporan_id}/berkas/isi", data={**form, "kertas": "SURAT"}).status_code == 422
    assert client.post(f"/laporan/{laporan_id}/berkas/isi", data={**form, "alasan": "Loket"}).status_code == 303
    assert kinds(laporan_id) == ["F-2.01A", "F-1.02", "SPTJM-KEMATIAN"]


def test_file_comes_as_zip_with_neutral_names(database: Engine, app: Flask, quick: None) -> None:
    verifikator, laporan_id = make_approved(nama="Ratu Melinting")
    work()
    answer = sign_in(app, verifikator).get(f"/berkas/{current(laporan_id).id}/unduh?bentuk=zip")
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert [name.split("_")[1] for name in names] == ["F-2.01A", "F-1.02", "F-1.06"]
    assert "Ratu" not in answer.headers["Content-Disposition"] + "".join(names)


def test_second_print_asks_why_and_the_log_tells_it(database: Engine, app: Flask, quick: None) -> None:
    verifikator, laporan_id = make_approved()
    work()
    client, url = sign_in(app, verifikator), f"/berkas/{current(laporan_id).id}/unduh"
    assert client.get(url).mimetype == "application/pdf"
    asked = client.get(url)
    assert (asked.mimetype, "Mengapa dicetak lagi?" in asked.text) == ("text/html", True)
    for bad in ({}, {"sebab": "lainnya"}, {"sebab": "iseng"}, {"sebab": "lainnya", "sebab_lain": "x" * 500}):
        assert client.post(url, data=bad).status_code == 422
    assert current(laporan_id).jumlah_cetak == 1
    answer = client.post(url, data={"sebab": "lainnya", "sebab_lain": "Basah kena hujan"})
    assert answer.mimetype == "application/pdf"
    with transaction() as session:
        events = select(Jejak.rincian).where(Jejak.peristiwa == "laporan.berkas_diunduh").order_by(Jejak.id)
        told = [(one["cetak_ke"], one.get("sebab")) for one in session.scalars(events)]
        prints = queries.list_prints(session, laporan_id, [])
    assert told == [(1, None), (2, "Basah kena hujan")]
    assert [(one.ke, one.sebab) for one in prints] == [(2, "Basah kena hujan"), (1, "")]
    assert "Basah kena hujan" in client.get(f"/laporan/{laporan_id}/berkas").text


def test_one_document_of_a_file_counts_apart(database: Engine, app: Flask, quick: None) -> None:
    verifikator, laporan_id = make_approved()
    work()
    berkas, client = current(laporan_id), sign_in(app, verifikator)
    first, second, _ = (f"/berkas/{berkas.id}/dokumen/{one.id}" for one in documents(berkas))
    assert client.get(first).data == SURAT
    assert client.get(second).mimetype == "application/pdf"
    assert client.get(first).mimetype == "text/html"
    assert client.post(first, data={"sebab": "hilang"}).data == SURAT
    stranger = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert stranger.get(first).status_code == 404
