"""Single papers of a report: before the approval and after, replaced by a new one, in the own jurisdiction."""

import io
from uuid import UUID, uuid4

import pypdf
import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman import store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas import jobs, queries
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.services import Cetakan, lepas
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.nilai.kode_periksa import show_kode
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_berkas import approve, current, documents, make_approved, use_small_forms
from tests.pabrik_laporan import make_laporan, make_nik
from tests.pabrik_verifikasi import act
from tests.pekerja import work

KUASA = {"kuasa_nama": "Darmo Wiyono", "kuasa_nik": "1871010101700001", "alasan": "sakit"}


@pytest.fixture(autouse=True)
def forms(monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_forms(monkeypatch, Jenis.F_1_07, Jenis.SK_PEMAKAMAN, Jenis.F_1_02, Jenis.TANDA_TERIMA)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "print_pesanan", lambda order: Cetakan(order.dokumen_id, b"%PDF-kecil", 1))


def make_report(**isian: object) -> tuple[Actor, UUID]:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    return pengelola, make_laporan(pengelola, make_makam(pengelola=[pengelola]), **isian).id


def papers(laporan_id: UUID) -> list[Dokumen]:
    with transaction() as session:
        return queries.list_lepas(session, laporan_id)


def order(laporan_id: UUID, actor: Actor, jenis: Jenis = Jenis.F_1_07, **masukan: str) -> None:
    with transaction() as session:
        lepas.order_lepas(session, laporan_id, jenis, masukan or KUASA, actor=actor)


def test_a_paper_is_printed_before_the_approval_with_what_was_typed(database: Engine) -> None:
    pengelola, laporan_id = make_report(nama="Ahmad Suhaimi")
    order(laporan_id, pengelola)
    work()
    (paper,) = papers(laporan_id)
    assert (paper.status, paper.jenis, paper.berkas_id) == ("jadi", "F-1.07", None)
    text = pypdf.PdfReader(io.BytesIO(store.get(paper.sha256 or ""))).pages[0].extract_text()
    assert "Darmo Wiyono" in text
    assert "Ahmad Suhaimi" in text


def test_only_the_counter_says_that_it_received_a_file(database: Engine, app: Flask) -> None:
    pengelola, laporan_id = make_report()
    with pytest.raises(Conflict, match="petugas loket"):
        order(laporan_id, pengelola, Jenis.TANDA_TERIMA, penyerah="Wati")
    assert "/dokumen/TANDA-TERIMA" not in sign_in(app, pengelola).get(f"/laporan/{laporan_id}/dokumen").text
    order(laporan_id, make_actor(Peran.VERIFIKATOR), Jenis.TANDA_TERIMA, penyerah="Wati")
    assert [one.jenis for one in papers(laporan_id)] == [Jenis.TANDA_TERIMA]


def test_a_new_one_replaces_the_old(database: Engine, quick: None) -> None:
    pengelola, laporan_id = make_report()
    order(laporan_id, pengelola)
    work()
    (old,) = papers(laporan_id)
    order(laporan_id, pengelola, **{**KUASA, "kuasa_nama": "Wati"})
    work()
    assert [one.masukan["kuasa_nama"] for one in papers(laporan_id)] == ["Wati"]
    with transaction() as session:
        assert session.get_one(Dokumen, old.id).keadaan == "diganti"
    with pytest.raises(Conflict, match="diganti"), transaction() as session:
        lepas.read_lepas(session, old.id, actor=pengelola)


def test_one_replaced_while_it_waited_is_not_printed(database: Engine, quick: None) -> None:
    pengelola, laporan_id = make_report()
    order(laporan_id, pengelola)
    (old,) = papers(laporan_id)
    order(laporan_id, pengelola)
    work()
    with transaction() as session:
        assert session.get_one(Dokumen, old.id).status == "antre"


def test_failure_is_shown_and_can_be_tried_again(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    pengelola, laporan_id = make_report()
    order(laporan_id, pengelola)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "print_pesanan", lambda _: 1 / 0)
        work()
    (paper,) = papers(laporan_id)
    assert (paper.status, paper.galat) == ("gagal", "Lembar gagal dibuat (ZeroDivisionError).")
    act(lepas.retry_lepas, paper.id, actor=pengelola)
    monkeypatch.setattr(jobs, "print_pesanan", lambda order: Cetakan(order.dokumen_id, b"%PDF-kecil", 1))
    work()
    assert papers(laporan_id)[0].status == "jadi"


def test_who_may_not_make_papers_is_refused(database: Engine) -> None:
    pengelola, laporan_id = make_report()
    with pytest.raises(NotFound):
        order(laporan_id, make_actor(Peran.PENGELOLA_MAKAM))
    with pytest.raises(NotFound):
        order(laporan_id, make_actor(Peran.VERIFIKATOR, METRO))
    with pytest.raises(Forbidden):
        order(laporan_id, make_actor(Peran.PETUGAS_PROVINSI, "18"))
    with pytest.raises(Conflict, match="bersama berkas"):
        order(laporan_id, pengelola, Jenis.F_1_02)
    with pytest.raises(Conflict, match="setelah akta"):
        order(laporan_id, pengelola, Jenis.F_2_01F)
    assert papers(laporan_id) == []


def test_a_file_prints_what_was_typed_for_the_single_paper_and_not_twice(database: Engine, quick: None) -> None:
    pengelola, laporan_id = make_report(pelapor_hubungan="Tetangga")
    order(laporan_id, pengelola)
    approve(make_actor(Peran.VERIFIKATOR), laporan_id)
    work()
    assert [one.jenis for one in documents(current(laporan_id))] == ["F-2.01A", "F-1.02"]
    _, other = make_approved(pelapor_hubungan="Tetangga", nama="Wayan Gede")
    work()
    assert [one.jenis for one in documents(current(other))] == ["F-2.01A", "F-1.02", "F-1.07"]


def test_page_asks_makes_and_hands_out(database: Engine, app: Flask, quick: None) -> None:
    pengelola, laporan_id = make_report(pelapor_hubungan="Tetangga", nama="Ratu Melinting")
    client = sign_in(app, pengelola)
    page = client.get(f"/laporan/{laporan_id}").text
    assert "Dokumen yang diperlukan" in page
    assert "surat kuasa" in page
    url = f"/laporan/{laporan_id}/dokumen/F-1.07"
    assert "Siti Aminah" in client.get(url).text
    assert client.post(url, data={**KUASA, "kuasa_nik": "123"}).status_code == 422
    assert client.post(url, data={**KUASA, "alasan": "lainnya"}).status_code == 422
    assert papers(laporan_id) == []
    assert client.post(url, data=KUASA).status_code == 303
    assert client.get(f"/laporan/{laporan_id}/dokumen").headers["Refresh"] == "1"
    work()
    assert "Refresh" not in client.get(f"/laporan/{laporan_id}/dokumen").headers
    answer = client.get(f"/dokumen/{papers(laporan_id)[0].id}/unduh")
    assert (answer.status_code, answer.data) == (200, b"%PDF-kecil")
    assert "Ratu" not in answer.headers["Content-Disposition"]
    stranger = sign_in(app, make_actor(Peran.OPERATOR_DESA, "18.72.01.1001"))
    assert stranger.get(f"/dokumen/{papers(laporan_id)[0].id}/unduh").status_code == 404


@pytest.mark.parametrize("jenis", ["F-1.02", "SURAT", "F-9", "F-1.04"])
def test_other_kinds_have_no_form(database: Engine, app: Flask, jenis: str) -> None:
    pengelola, laporan_id = make_report()
    assert sign_in(app, pengelola).get(f"/laporan/{laporan_id}/dokumen/{jenis}").status_code == 404
    assert sign_in(app, pengelola).get(f"/laporan/{uuid4()}/dokumen/F-1.07").status_code == 404


def test_paper_inside_the_file_is_not_asked_for_again(database: Engine, app: Flask, quick: None) -> None:
    verifikator, laporan_id = make_approved()
    work()
    client = sign_in(app, verifikator)
    assert "Di dalam berkas" in client.get(f"/laporan/{laporan_id}/dokumen").text
    page = client.get(f"/laporan/{laporan_id}/berkas").text
    kode = documents(current(laporan_id))[0].kode_periksa
    assert show_kode(kode) in page
    assert "Di dalam berkas" not in page


def test_desk_shows_what_the_case_needs(database: Engine, app: Flask) -> None:
    _, laporan_id = make_report(pelapor_nik=make_nik("550265"), pelapor_hubungan="Tetangga")
    page = sign_in(app, make_actor(Peran.VERIFIKATOR)).get(f"/meja/{laporan_id}").text
    assert "Dokumen yang diperlukan" in page
    assert "F-1.07 Surat kuasa" in page
