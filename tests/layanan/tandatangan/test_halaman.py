"""The pages of electronic signatures, and that what the signer types is kept nowhere."""

import html
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from pemakaman.akun.rules import Peran
from pemakaman.berkas.setelan import Setelan
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Invalid
from pemakaman.laporan.rules import Status
from pemakaman.tandatangan import alur, cara
from tests import peladen_bsre as uji
from tests.pabrik import BANDAR_LAMPUNG, METRO, make_actor, sign_in
from tests.pabrik_tanda import (
    NAMA,
    NIK,
    PASSPHRASE,
    choose_cara,
    make_dokumen,
    make_pdf,
    p12_settings,
    pejabat,
    read_dokumen,
)
from tests.pabrik_verifikasi import make_waiting
from tests.peladen_bsre import SANDI_AKUN, Peladen, serving


@pytest.fixture
def peladen(database: Engine, app: Flask) -> Iterator[Peladen]:
    with serving() as running:
        cara.configure(replace(app.config["SETTINGS"], bsre=running.bsre(jawab=0.5)))
        choose_cara("bsre")
        yield running
        cara.configure(app.config["SETTINGS"])


@pytest.fixture
def client(peladen: Peladen, app: Flask) -> FlaskClient:
    return sign_in(app, pejabat())


def post(client: FlaskClient, *ids: UUID, sandi: str = PASSPHRASE, **more: Any) -> TestResponse:
    data = {"dokumen": [str(one) for one in ids], "sandi_nik": NIK, "sandi_tte": sandi, **more}
    return client.post("/tandatangan/bsre", data=data)


def page(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def test_what_waits_is_listed_with_its_way(client: FlaskClient) -> None:
    dokumen_id = make_dokumen()
    shown = page(client.get("/tandatangan"))
    assert "Surat keterangan pemakaman" in shown
    assert f'value="{dokumen_id}"' in shown
    assert "Passphrase BSrE" in shown


def test_a_frozen_report_hides_its_document(client: FlaskClient) -> None:
    laporan_id = make_waiting(status=Status.DIBEKUKAN, status_sebelum="disetujui")
    make_dokumen(laporan_id=laporan_id)
    assert "Tidak ada dokumen" in page(client.get("/tandatangan"))


def test_a_document_of_a_frozen_report_is_not_signed(client: FlaskClient, peladen: Peladen) -> None:
    dokumen_id = make_dokumen(laporan_id=make_waiting(status=Status.DIBEKUKAN, status_sebelum="disetujui"))
    assert "dibekukan" in page(post(client, dokumen_id))
    assert peladen.diminta == []


def test_ticked_documents_are_signed_and_told_one_by_one(client: FlaskClient, peladen: Peladen) -> None:
    peladen.jawab = [uji.sign, uji.refuse("Dokumen terkunci")]
    first, second = make_dokumen(), make_dokumen()
    shown = page(post(client, first, second))
    assert f"Oleh {NAMA}" in shown
    assert "“Dokumen terkunci”" in shown
    assert read_dokumen(first).tanda_tangan == "ditandatangani"
    assert shown.count(f'name="dokumen" value="{second}"') == 1
    assert f'name="dokumen" value="{first}"' not in shown


def test_all_of_the_page_without_ticking_each(client: FlaskClient) -> None:
    ids = [str(make_dokumen()) for _ in range(2)]
    answer = post(client, semua="1", halaman=ids)
    assert page(answer).count(f"Oleh {NAMA}") == 2


def test_what_had_no_time_can_be_continued(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alur.sign_portion, "__kwdefaults__", {"seconds": 0.0})
    ids = [make_dokumen() for _ in range(2)]
    shown = page(post(client, *ids))
    assert "Lanjutkan sisanya" in shown
    assert f'value="{ids[1]}"' in shown


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"sandi_tte": ""}, "Tulis passphrase"),
        ({"sandi_nik": "123"}, "16"),
        ({"dokumen": []}, "Centang dulu"),
        ({"dokumen": ["bukan-id"]}, "tidak dikenal"),
    ],
)
def test_a_slip_keeps_what_was_typed_but_the_passphrase(
    client: FlaskClient, peladen: Peladen, isian: dict[str, Any], pesan: str
) -> None:
    dokumen_id = make_dokumen()
    data = {"dokumen": [str(dokumen_id)], "sandi_nik": NIK, "sandi_tte": PASSPHRASE, **isian}
    answer = client.post("/tandatangan/bsre", data=data)
    assert answer.status_code == 422
    assert pesan in page(answer)
    assert PASSPHRASE not in page(answer)
    assert (f'value="{NIK}"' in page(answer)) == (data["sandi_nik"] == NIK)
    ticked = f'id="c-{dokumen_id}" checked' in page(answer)
    assert ticked == (str(dokumen_id) in data["dokumen"])
    assert peladen.diminta == []


def test_a_document_of_another_office_stops_all(client: FlaskClient, peladen: Peladen) -> None:
    choose_cara("bsre", METRO)
    assert post(client, make_dokumen(), make_dokumen(METRO)).status_code == 404
    assert peladen.diminta == []


def test_the_page_of_a_document_tells_its_attempts(client: FlaskClient, peladen: Peladen) -> None:
    peladen.jawab = [uji.dies(after_header=False)]
    dokumen_id = make_dokumen()
    post(client, dokumen_id)
    shown = page(client.get(f"/tandatangan/{dokumen_id}"))
    assert "belum terjawab" in shown
    assert "Coba lagi" in shown
    post(client, dokumen_id)
    shown = page(client.get(f"/tandatangan/{dokumen_id}"))
    assert "Sudah ditandatangani elektronik" in shown
    assert "Ditinggalkan, diulang" in shown


def test_the_bytes_before_and_after_can_be_read(client: FlaskClient) -> None:
    dokumen_id = make_dokumen()
    post(client, dokumen_id)
    assert client.get(f"/tandatangan/{dokumen_id}/unduh?asal=1").data == make_pdf()
    assert client.get(f"/tandatangan/{dokumen_id}/unduh").data.startswith(make_pdf())


def test_paper_after_all(client: FlaskClient) -> None:
    dokumen_id = make_dokumen()
    assert client.post(f"/tandatangan/{dokumen_id}/kertas").status_code == 303
    assert read_dokumen(dokumen_id).tanda_tangan == "basah"


def test_kinds_that_went_back_to_paper_stand_apart(client: FlaskClient) -> None:
    make_dokumen()
    choose_cara(None)
    shown = page(client.get("/tandatangan"))
    assert "ditandatangani di kertas menurut setelan" in shown
    assert "Passphrase" not in shown


def test_a_server_without_the_way_says_so(app: Flask, database: Engine) -> None:
    choose_cara("pkcs12")
    dokumen_id = make_dokumen()
    client = sign_in(app, pejabat())
    assert "belum diatur di server" in page(client.get("/tandatangan"))
    answer = client.post("/tandatangan/pkcs12", data={"dokumen": [str(dokumen_id)]})
    assert answer.status_code == 409
    assert read_dokumen(dokumen_id).tanda_tangan == "menunggu"


def test_a_server_certificate_asks_for_nothing(
    app: Flask, database: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cara.configure(replace(app.config["SETTINGS"], pkcs12=p12_settings(tmp_path_factory.mktemp("p12"))))
    choose_cara("pkcs12")
    dokumen_id, client = make_dokumen(), sign_in(app, pejabat())
    assert "Passphrase" not in page(client.get("/tandatangan"))
    assert f"Oleh {NAMA}" in page(client.post("/tandatangan/pkcs12", data={"dokumen": [str(dokumen_id)]}))
    cara.configure(app.config["SETTINGS"])


def test_wet_kinds_cannot_be_set(database: Engine) -> None:
    with pytest.raises(Invalid, match="perlu diperbaiki"):
        choose_cara("bsre", BANDAR_LAMPUNG, Jenis.F_2_01A)


def test_an_unknown_way_cannot_be_set(database: Engine) -> None:
    with pytest.raises(Invalid):
        choose_cara("fax")
    assert Setelan(("KOP",), "Metro").tanda_tangan == {}


def test_nik_and_passphrase_are_kept_nowhere(
    app: Flask, client: FlaskClient, peladen: Peladen, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in the log, the trail, any other table, a cookie, or a page that tells of an error."""
    caplog.set_level(logging.INFO)
    dokumen_id, other = make_dokumen(), make_dokumen()
    answers = (uji.refuse(f"NIK {NIK} dengan {PASSPHRASE} ditolak"), uji.raw(500, b"<html>"), uji.late(1), uji.unsigned)
    told = []
    for answer in answers:
        peladen.jawab = [answer]
        told.append(page(post(client, dokumen_id)))
    told.append(page(post(client, dokumen_id, other)))
    app.config["WTF_CSRF_ENABLED"] = True
    told.append(page(post(client, dokumen_id)))
    told.append(page(post(app.test_client(), dokumen_id)))
    app.config["WTF_CSRF_ENABLED"] = False
    assert not any(PASSPHRASE in one for one in told)
    assert not any(NIK in one.replace(f'value="{NIK}"', "") for one in told)
    assert not any(NIK in one for one in told[-2:])
    assert not any(secret in caplog.text for secret in (NIK, PASSPHRASE, SANDI_AKUN))
    assert len(peladen.diminta) >= len(answers)
    assert_in_no_table(NIK, PASSPHRASE, SANDI_AKUN)


def assert_in_no_table(*secrets: str) -> None:
    with transaction() as session:
        names = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        for name in [one for one in names if one not in {"wilayah", "alembic_version"}]:
            for row in session.execute(text(f"SELECT t::text FROM {name} t")).scalars():
                assert not any(secret in row for secret in secrets), name


def test_a_verifikator_has_no_list(app: Flask, database: Engine) -> None:
    assert sign_in(app, make_actor(Peran.VERIFIKATOR)).get("/tandatangan").status_code == 403
