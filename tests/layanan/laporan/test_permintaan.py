"""Questions and proofs asked of the manager: who asks, who answers, and the races between them."""

from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.laporan.models import Bukti, Permintaan
from pemakaman.laporan.permintaan import count_asked
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.laporan.services.permintaan import answer_question, withdraw_request
from pemakaman.makam.models import Makam
from pemakaman.verifikasi import services
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_kiriman import teks
from tests.pabrik_laporan import add_bukti, make_laporan, make_png
from tests.pabrik_verifikasi import act, status_of


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Ani Wijaya")


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def laporan_id(petugas: Actor, pengelola: Actor) -> UUID:
    makam: Makam = make_makam(pengelola=[pengelola])
    found = make_laporan(pengelola, makam).id
    act(services.claim, found, actor=petugas)
    return found


def ask(laporan_id: UUID, petugas: Actor, teks: str | None = "Siapa ahli warisnya?", jenis: str | None = None) -> int:
    with transaction() as session:
        return services.request(session, laporan_id, teks=teks, bukti_jenis=jenis, actor=petugas).id


def read(permintaan_id: int) -> Permintaan:
    with transaction() as session:
        return session.get_one(Permintaan, permintaan_id)


def answer(permintaan_id: int, actor: Actor, jawaban: str = "Anaknya, Budi.") -> None:
    with transaction() as session:
        answer_question(session, permintaan_id, jawaban=jawaban, actor=actor)


def test_question_is_counted_and_answered(laporan_id: UUID, petugas: Actor, pengelola: Actor) -> None:
    asked = ask(laporan_id, petugas)
    with reading() as session:
        assert count_asked(session, actor=pengelola) == 1
    answer(asked, pengelola)
    with reading() as session:
        assert count_asked(session, actor=pengelola) == 0
    assert (read(asked).jawaban, read(asked).selesai_oleh) == ("Anaknya, Budi.", pengelola.id)


def test_empty_question_and_empty_answer_are_refused(laporan_id: UUID, petugas: Actor, pengelola: Actor) -> None:
    with pytest.raises(Invalid):
        ask(laporan_id, petugas, "  ")
    asked = ask(laporan_id, petugas)
    with pytest.raises(Invalid):
        answer(asked, pengelola, " \n")
    assert read(asked).selesai_pada is None


def test_only_who_holds_the_report_asks(laporan_id: UUID) -> None:
    with pytest.raises(Conflict, match="Ani Wijaya"):
        ask(laporan_id, make_actor(Peran.VERIFIKATOR))


def test_strangers_do_not_answer(laporan_id: UUID, petugas: Actor) -> None:
    asked = ask(laporan_id, petugas)
    with pytest.raises(NotFound):
        answer(asked, make_actor(Peran.PENGELOLA_MAKAM))
    with pytest.raises(NotFound):
        answer(asked, make_actor(Peran.VERIFIKATOR, METRO))
    with pytest.raises(Forbidden):
        answer(asked, petugas)


def test_open_request_stops_the_recommendation(laporan_id: UUID, petugas: Actor) -> None:
    asked = ask(laporan_id, petugas)
    values = {"cara": "tidak_ada", "tanggal_cek": None, "alasan": "Tidak ada."}
    act(services.record_check, laporan_id, actor=petugas, **values)
    with pytest.raises(Conflict, match="ditunggu"):
        act(services.recommend, laporan_id, actor=petugas, versi=None)
    with transaction() as session:
        withdraw_request(session, asked, actor=petugas)
    with pytest.raises(Invalid):
        act(services.recommend, laporan_id, actor=petugas, versi=None)


def test_proof_asked_for_may_be_added_although_the_report_lies_with_the_office(
    laporan_id: UUID, petugas: Actor, pengelola: Actor
) -> None:
    with pytest.raises(Conflict):
        add_bukti(pengelola, laporan_id, JenisBukti.SPTJM)
    asked = ask(laporan_id, petugas, None, JenisBukti.SPTJM)
    with pytest.raises(Conflict):
        add_bukti(pengelola, laporan_id, JenisBukti.SURAT_POLISI)
    add_bukti(pengelola, laporan_id, JenisBukti.SPTJM)
    assert read(asked).selesai_oleh == pengelola.id
    with pytest.raises(Conflict):
        add_bukti(pengelola, laporan_id, JenisBukti.SPTJM)


def test_same_proof_is_not_asked_twice(laporan_id: UUID, petugas: Actor) -> None:
    ask(laporan_id, petugas, None, JenisBukti.SPTJM)
    with pytest.raises(Conflict, match="sudah diminta"):
        ask(laporan_id, petugas, None, JenisBukti.SPTJM)


@pytest.mark.parametrize("jenis", ["", "bukti_hidup", "ijazah"])
def test_only_proofs_of_a_death_are_asked_for(laporan_id: UUID, petugas: Actor, jenis: str) -> None:
    with pytest.raises(Invalid):
        ask(laporan_id, petugas, None, jenis)


def test_rejection_takes_the_questions_back(laporan_id: UUID, petugas: Actor, pengelola: Actor) -> None:
    asked = ask(laporan_id, petugas)
    act(services.reject, laporan_id, actor=petugas, versi=None, alasan="Sudah ada aktanya.")
    assert read(asked).dicabut
    with pytest.raises(Conflict, match="ditarik kembali"):
        answer(asked, pengelola)


@pytest.mark.parametrize("_", range(5))
def test_answer_and_withdrawal_at_once_one_of_them_happens(
    laporan_id: UUID, petugas: Actor, pengelola: Actor, _: int
) -> None:
    asked = ask(laporan_id, petugas)
    outcome = at_once(
        lambda s: answer_question(s, asked, jawaban="Ya.", actor=pengelola),
        lambda s: withdraw_request(s, asked, actor=petugas),
    )
    one_conflict(outcome)
    row = read(asked)
    assert row.dicabut is (outcome[0] is not None)
    assert (row.jawaban is None) is row.dicabut


def test_manager_reads_and_answers_on_his_page(app: Flask, laporan_id: UUID, petugas: Actor, pengelola: Actor) -> None:
    asked = ask(laporan_id, petugas)
    client = sign_in(app, pengelola)
    assert "pertanyaan petugas belum dijawab" in teks(client.get("/"))
    assert "Ditanyakan petugas" in teks(client.get("/laporan"))
    assert "Siapa ahli warisnya?" in teks(client.get(f"/laporan/{laporan_id}"))
    refused = client.post(f"/permintaan/{asked}/jawab", data={f"p{asked}-jawaban": " "})
    assert refused.status_code == 422
    assert client.post(f"/permintaan/{asked}/jawab", data={f"p{asked}-jawaban": "Anaknya."}).status_code == 303
    late = client.post(f"/permintaan/{asked}/jawab", data={f"p{asked}-jawaban": "Sekali lagi."})
    assert (late.status_code, read(asked).jawaban) == (409, "Anaknya.")


def test_manager_uploads_what_was_asked_for(app: Flask, laporan_id: UUID, petugas: Actor, pengelola: Actor) -> None:
    asked = ask(laporan_id, petugas, "Bermeterai.", JenisBukti.SPTJM)
    client, path = sign_in(app, pengelola), f"/permintaan/{asked}/unggah"
    assert client.post(path, data={}).status_code == 422
    bad = client.post(path, data={f"p{asked}-berkas": (BytesIO(b"bukan gambar"), "surat.png")})
    assert (bad.status_code, read(asked).selesai_pada) == (422, None)
    assert client.post(path, data={f"p{asked}-berkas": (BytesIO(make_png()), "sptjm.png")}).status_code == 303
    with transaction() as session:
        kinds = session.scalars(select(Bukti.jenis).where(Bukti.laporan_id == laporan_id)).all()
    assert JenisBukti.SPTJM in kinds
    assert (read(asked).selesai_oleh, status_of(laporan_id)) == (pengelola.id, Status.DIPERIKSA)


def test_notes_of_the_office_stay_in_the_office(app: Flask, laporan_id: UUID, petugas: Actor, pengelola: Actor) -> None:
    with transaction() as session:
        services.add_note(session, laporan_id, teks="Curiga tetangganya.", actor=petugas)
    page = teks(sign_in(app, pengelola).get(f"/laporan/{laporan_id}"))
    assert "Curiga" not in page
    assert "Catatan internal" not in page
    assert "Curiga tetangganya." in teks(sign_in(app, petugas).get(f"/meja/{laporan_id}"))
    assert "Curiga" not in teks(sign_in(app, make_actor(Peran.PETUGAS_PROVINSI)).get(f"/meja/{laporan_id}"))


def test_advice_before_sending_never_stops_it(app: Flask, pengelola: Actor) -> None:
    makam = make_makam(pengelola=[pengelola])
    draf = make_laporan(pengelola, makam, status=Status.DRAF, surat_nomor=None)
    page = teks(sign_in(app, pengelola).get(f"/laporan/{draf.id}/isi/bukti"))
    assert "SPTJM kebenaran data kematian" in page
    assert make_laporan(pengelola, makam, surat_nomor=None).status == Status.DIAJUKAN
