"""Documents: rendered by a real worker from the approval's job, kept by hash, replaced when data is corrected."""

import hashlib
import io
from uuid import UUID

import pypdf
import pytest
from flask import Flask
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas import jobs as berkas_jobs
from pemakaman.berkas import queries, services
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.services import Cetakan, Order
from pemakaman.berkas.setelan import AWAL, Setelan
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.services import correct_laporan
from pemakaman.laporan.services.koreksi import Usulan
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_berkas import current, main_bytes, main_document, make_approved, use_small_forms
from tests.pabrik_laporan import make_laporan
from tests.pabrik_verifikasi import act
from tests.pekerja import work


@pytest.fixture(autouse=True)
def only_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_forms(monkeypatch)


def words(content: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return "".join(text.split()).replace("\xa0", "")


def test_approval_makes_the_document(database: Engine) -> None:
    _, laporan_id = make_approved(nama="Ahmad Suhaimi")
    work()
    assert (current(laporan_id).status, current(laporan_id).formulir) == ("jadi", "F-2.01A")
    dokumen = main_document(laporan_id)
    assert (dokumen.status, dokumen.halaman, dokumen.jenis) == ("jadi", 1, "F-2.01A")
    assert "AhmadSuhaimi" in words(main_bytes(laporan_id))


def test_stored_bytes_match_their_hash(database: Engine) -> None:
    _, laporan_id = make_approved()
    work()
    dokumen, content = main_document(laporan_id), main_bytes(laporan_id)
    assert hashlib.sha256(content).hexdigest() == dokumen.sha256
    assert len(content) == dokumen.ukuran


def test_second_run_of_the_job_changes_nothing(database: Engine) -> None:
    _, laporan_id = make_approved()
    work()
    before = main_document(laporan_id)
    berkas_jobs.make_berkas(str(laporan_id))
    after = main_document(laporan_id)
    assert (after.sha256, after.jadi_pada) == (before.sha256, before.jadi_pada)
    assert current(laporan_id).versi_dokumen == 1


def test_form_and_paper_follow_the_settings(database: Engine) -> None:
    with transaction() as session:
        setelan = Setelan(("KOP UJI",), "Bandar Lampung", formulir=((AWAL, Jenis.F_2_01),), kertas="legal")
        services.save_settings(session, "18.71", setelan, versi=0, actor=make_actor(Peran.ADMIN_KAB))
    _, laporan_id = make_approved()
    work()
    dokumen = main_document(laporan_id)
    assert (dokumen.jenis, dokumen.kertas) == ("F-2.01", "legal")
    assert "KOPUJI" in words(main_bytes(laporan_id))


def test_failure_is_shown_and_never_counts_as_finished(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    _, laporan_id = make_approved()

    def broken(*_: object, **__: object) -> bytes:
        raise OSError("tinta habis")

    monkeypatch.setattr(berkas_jobs, "print_pesanan", broken)
    work()
    berkas = current(laporan_id)
    assert (berkas.status, main_document(laporan_id).sha256) == ("gagal", None)
    assert "OSError" in (berkas.galat or "")
    with transaction() as session:
        waiting = session.scalar(
            text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'berkas.buat'")
        )
    assert waiting == 1


def test_failed_document_can_be_tried_again(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    verifikator, laporan_id = make_approved()
    with monkeypatch.context() as patch:
        patch.setattr(berkas_jobs, "print_pesanan", lambda *_: None)
        work()
    assert current(laporan_id).status == "gagal"
    act(services.retry_berkas, laporan_id, actor=verifikator)
    work()
    assert current(laporan_id).status == "jadi"


def correct(session: Session, laporan_id: UUID, usulan: Usulan, *, actor: Actor) -> None:
    correct_laporan(session, laporan_id, "kematian", usulan, actor=actor, peminta="Pak Darmo", alasan="Salah tempat")


def test_correction_makes_a_new_version_and_keeps_the_old(database: Engine) -> None:
    _, laporan_id = make_approved()
    pejabat = make_actor(Peran.PEJABAT)
    work()
    old, old_document = current(laporan_id), main_document(laporan_id)
    with transaction() as session:
        usulan = {"meninggal_tempat": ("Rumah, Jalan Melati 5", "Puskesmas Kedaton")}
        correct(session, laporan_id, usulan, actor=pejabat)
        services.renew_berkas(session, laporan_id, sebab="Salah tempat", peminta="Pak Darmo", actor=pejabat)
    work()
    fresh = current(laporan_id)
    assert (fresh.versi_dokumen, fresh.status) == (2, "jadi")
    assert "PuskesmasKedaton" in words(main_bytes(laporan_id))
    with transaction() as session:
        kept, paper = session.get_one(Berkas, old.id), session.get_one(Dokumen, old_document.id)
    assert (kept.berlaku, kept.status) == (False, "jadi")
    assert (paper.sha256, paper.keadaan) == (old_document.sha256, "diganti")


def test_version_replaced_while_rendering_is_not_in_force(database: Engine) -> None:
    verifikator, laporan_id = make_approved()
    with transaction() as session:
        order = services.take_order(session, laporan_id)
    assert isinstance(order, Order)
    act(services.renew_berkas, laporan_id, sebab="Data dibetulkan", actor=verifikator)
    with transaction() as session:
        services.finish_order(session, order, [Cetakan(order.pesanan[0].dokumen_id, b"%PDF-lama", 1)])
    assert (current(laporan_id).versi_dokumen, current(laporan_id).status) == (2, "antre")


def test_no_document_before_approval(database: Engine) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    with pytest.raises(Conflict, match="disetujui"), transaction() as session:
        services.ensure_berkas(session, laporan.id)


def test_download_gives_the_same_bytes_and_is_told(database: Engine, app: Flask) -> None:
    verifikator, laporan_id = make_approved()
    work()
    berkas, client = current(laporan_id), sign_in(app, verifikator)
    first = client.get(f"/berkas/{berkas.id}/unduh")
    second = client.post(f"/berkas/{berkas.id}/unduh", data={"sebab": "rusak"})
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.data == second.data == main_bytes(laporan_id)
    with transaction() as session:
        events = session.scalars(select(Jejak.peristiwa).where(Jejak.objek_id == str(laporan_id))).all()
    assert events.count("laporan.berkas_diunduh") == 2


def test_other_kabupaten_gets_404(database: Engine, app: Flask) -> None:
    _, laporan_id = make_approved()
    work()
    client = sign_in(app, make_actor(Peran.VERIFIKATOR, METRO))
    assert client.get(f"/berkas/{current(laporan_id).id}/unduh").status_code == 404
    assert client.get(f"/laporan/{laporan_id}/berkas").status_code == 404


def test_page_waits_then_shows_the_document(database: Engine, app: Flask) -> None:
    verifikator, laporan_id = make_approved()
    client = sign_in(app, verifikator)
    assert client.get(f"/laporan/{laporan_id}/berkas").headers["Refresh"] == "1"
    work()
    page = client.get(f"/laporan/{laporan_id}/berkas")
    assert "Refresh" not in page.headers
    assert "Unduh PDF" in page.text


def test_ready_list_shows_what_nobody_has_downloaded(database: Engine, app: Flask) -> None:
    verifikator, laporan_id = make_approved(nama="Ratu Melinting")
    work()
    client = sign_in(app, verifikator)
    assert "Ratu Melinting" in client.get("/berkas").text
    client.get(f"/berkas/{current(laporan_id).id}/unduh")
    assert "Ratu Melinting" not in client.get("/berkas").text
    assert "Ratu Melinting" in client.get("/berkas?saring=semua").text


def test_settings_page_saves_and_shows(database: Engine, app: Flask) -> None:
    client = sign_in(app, make_actor(Peran.ADMIN_KAB))
    data = {
        "formulir": "F-2.01", "kertas": "F4", "kotak_nama": "34", "kop": "PEMERINTAH KOTA\nDINAS",
        "tempat_tanda_tangan": "Bandar Lampung", "pejabat_jabatan": "Kepala Bidang", "versi": "0",
    }  # fmt: skip
    assert client.post("/setelan/berkas", data=data).status_code == 303
    with transaction() as session:
        _, setelan = queries.settings_of(session, "18.71")
    assert (setelan.formulir_pada(AWAL), setelan.kertas, setelan.kotak_nama) == ("F-2.01", "F4", 34)
    assert client.post("/setelan/berkas", data=data).status_code == 409
    assert client.post("/setelan/berkas", data={"formulir": "palsu"}).status_code == 422


def test_settings_of_another_kabupaten_are_out_of_reach(database: Engine) -> None:
    with pytest.raises(NotFound), transaction() as session:
        services.save_settings(session, METRO, Setelan(("KOP",), "Metro"), versi=0, actor=make_actor(Peran.ADMIN_KAB))


def test_verifikator_may_not_change_settings(database: Engine) -> None:
    with pytest.raises(Forbidden), transaction() as session:
        services.save_settings(
            session, "18.71", Setelan(("KOP",), "Metro"), versi=0, actor=make_actor(Peran.VERIFIKATOR)
        )


def test_documents_of_another_office_are_neither_renewed_nor_retried(database: Engine) -> None:
    _, laporan_id = make_approved()
    stranger = make_actor(Peran.VERIFIKATOR, METRO)
    for service, more in ((services.renew_berkas, {"sebab": "Iseng"}), (services.retry_berkas, {})):
        with pytest.raises(NotFound):
            act(service, laporan_id, actor=stranger, **more)


def test_correcting_the_case_asks_for_the_proof_of_the_new_case(database: Engine) -> None:
    _, laporan_id = make_approved()
    with pytest.raises(Invalid) as refused, transaction() as session:
        correct(session, laporan_id, {"kasus": ("rumah", "hilang")}, actor=make_actor(Peran.PEJABAT))
    assert "bukti" in refused.value.galat


@pytest.mark.parametrize("moment", ["nan", "inf", "-1", "1e308", "x"])
def test_a_page_key_of_no_time_means_the_first_page(database: Engine, app: Flask, moment: str) -> None:
    verifikator, _ = make_approved()
    key = f"{moment}_00000000-0000-0000-0000-000000000000"
    assert sign_in(app, verifikator).get("/berkas", query_string={"sesudah": key}).status_code == 200
