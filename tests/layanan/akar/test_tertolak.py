"""A form that comes too late is refused, and what was typed into it stands on the page to be copied."""

from flask import Flask
from psycopg.errors import AdminShutdown, DeadlockDetected
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from pemakaman.akun.rules import Peran
from pemakaman.laporan.rules import Status
from tests.pabrik import make_actor, make_makam, sign_in
from tests.pabrik_laporan import make_laporan
from tests.pabrik_perbaikan import Kantor


def test_a_page_group_of_a_report_already_sent_shows_what_was_typed(app: Flask, database: Engine) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]), status=Status.DIAJUKAN)
    form = {"versi": "1", "csrf_token": "rahasia-kecil", "sandi": "jangan tampil"}
    form["meninggal_tempat"] = "RSUD <Abdul> Moeloek"
    answer = sign_in(app, pengelola).post(f"/laporan/{laporan.id}/isi/kematian", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "RSUD &lt;Abdul&gt; Moeloek" in page
    assert "Belum tersimpan" in page
    assert "rahasia-kecil" not in page
    assert "jangan tampil" not in page


def test_settings_changed_by_somebody_else_keep_the_form(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.ADMIN_KAB))
    form = {"formulir": "F-2.01A", "kertas": "A4", "kotak_nama": "26", "kop": "DINAS", "pejabat_jabatan": "Kepala"}
    form |= {"tempat_tanda_tangan": "Bandar Lampung", "versi": "0"}
    assert client.post("/setelan/berkas", data=form).status_code == 303
    for versi in ("7", "²", "9" * 5000):
        late = client.post("/setelan/berkas", data={**form, "versi": versi, "pejabat_nama": "Hj. Rohana"})
        assert late.status_code == 409
        assert "Hj. Rohana" in late.get_data(as_text=True)


def test_a_correction_with_an_absurd_version_is_stale_and_no_crash(app: Flask, database: Engine) -> None:
    kantor = Kantor()
    client, path = sign_in(app, kantor.pejabat), f"/perbaikan/{kantor.ask().id}"
    for versi in ("9" * 5000, "²", ""):
        assert client.post(f"{path}/setujui", data={"versi": versi}).status_code == 409
        late = client.post(f"{path}/tolak", data={"versi": versi, "alasan": "Tidak terbukti"})
        assert late.status_code == 409
        assert "Tidak terbukti" in late.get_data(as_text=True)


def test_two_who_wait_for_each_other_are_told_so_and_not_that_the_database_is_down(
    app: Flask, database: Engine
) -> None:
    with app.test_request_context("/meja", method="POST"):
        answer = app.make_response(app.handle_user_exception(OperationalError("", {}, DeadlockDetected())))
        down = app.make_response(app.handle_user_exception(OperationalError("", {}, AdminShutdown())))
    assert (answer.status_code, down.status_code) == (409, 503)
    assert "pada saat yang sama" in answer.get_data(as_text=True)
