"""Signing: what is written down before, what replaces what, and that nothing is ever half-signed."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.berkas.models import SidikKeluaran
from pemakaman.berkas.services.dokumen import set_keadaan
from pemakaman.db import clock_at, now, transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import Conflict, Forbidden, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.tandatangan import cara, services
from pemakaman.tandatangan.alur import Rekap, sign_portion
from pemakaman.tandatangan.penanda import Rahasia
from pemakaman.tandatangan.periksa import verify
from tests import peladen_bsre as uji
from tests.pabrik import BANDAR_LAMPUNG, METRO, make_actor
from tests.pabrik_tanda import (
    NAMA,
    NIK,
    PASSPHRASE,
    attempts,
    change,
    choose_cara,
    make_dokumen,
    make_p12,
    make_pdf,
    p12_settings,
    pejabat,
    read_dokumen,
)
from tests.peladen_bsre import NOMOR, Peladen, serving

RAHASIA = Rahasia(NIK, PASSPHRASE)


@pytest.fixture(scope="module")
def bersama() -> Iterator[Peladen]:
    with serving() as running:
        yield running


@pytest.fixture
def peladen(bersama: Peladen, database: Engine, app: Flask) -> Iterator[Peladen]:
    """The server of this module with nothing left of the test before."""
    bersama.jawab, bersama.tetap, bersama.diminta, bersama.jalan, bersama.simpanan = [], None, [], [], {}
    bersama.status = (200, {"status": "ISSUE"})
    cara.configure(replace(app.config["SETTINGS"], bsre=bersama.bsre(jawab=0.5)))
    choose_cara("bsre")
    yield bersama
    cara.configure(app.config["SETTINGS"])


@pytest.fixture
def penanda(peladen: Peladen) -> Actor:
    return pejabat()


@pytest.fixture
def pkcs12(database: Engine, app: Flask, tmp_path: Path) -> Iterator[None]:
    cara.configure(replace(app.config["SETTINGS"], pkcs12=p12_settings(tmp_path)))
    choose_cara("pkcs12")
    yield
    cara.configure(app.config["SETTINGS"])


def sign(actor: Actor, *ids: UUID, way: str = "bsre") -> Rekap:
    return sign_portion(ids, cara=way, rahasia=RAHASIA, actor=actor)


def events(dokumen_id: UUID) -> list[str]:
    with transaction() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(dokumen_id)).order_by(Jejak.id)
        return [one for one in session.scalars(query) if "tanda" in one]


def states(dokumen_id: UUID) -> list[str]:
    return [one.status for one in attempts(dokumen_id)]


def assert_untouched(dokumen_id: UUID) -> None:
    dokumen = read_dokumen(dokumen_id)
    assert (dokumen.tanda_tangan, dokumen.sha256_asal) == ("menunggu", None)
    assert store.get(dokumen.sha256 or "") == make_pdf()


def test_a_kind_that_is_signed_electronically_waits_from_the_start(peladen: Peladen) -> None:
    assert read_dokumen(make_dokumen()).tanda_tangan == "menunggu"


@pytest.mark.parametrize("jenis", [Jenis.F_2_01A, Jenis.F_1_07, Jenis.F_2_29, Jenis.SPTJM, Jenis.SURAT])
def test_other_kinds_carry_ink(peladen: Peladen, jenis: Jenis) -> None:
    assert read_dokumen(make_dokumen(jenis=jenis)).tanda_tangan == "basah"


def test_all_replaces_all_in_one_step(peladen: Peladen, penanda: Actor) -> None:
    dokumen_id = make_dokumen()
    before = read_dokumen(dokumen_id).sha256
    (hasil,) = sign(penanda, dokumen_id).hasil
    dokumen, (percobaan,) = read_dokumen(dokumen_id), attempts(dokumen_id)
    assert (hasil.keadaan, hasil.pesan) == ("selesai", NAMA)
    assert (dokumen.tanda_tangan, dokumen.sha256_asal) == ("ditandatangani", before)
    assert (percobaan.status, percobaan.sha256_hasil) == ("selesai", dokumen.sha256)
    assert (percobaan.penanda_tangan, percobaan.nomor_penyedia) == (NAMA, NOMOR)
    content = store.get(dokumen.sha256 or "")
    assert verify(make_pdf(), content).utuh
    assert dokumen.ukuran == len(content)
    assert events(dokumen_id) == ["dokumen.tanda_dikirim", "dokumen.ditandatangani"]
    with transaction() as session:
        known = set(session.scalars(select(SidikKeluaran.sha256).where(SidikKeluaran.dokumen_id == dokumen_id)))
    assert known == {before, dokumen.sha256}


def test_a_certificate_of_this_server_signs_too(pkcs12: None) -> None:
    dokumen_id = make_dokumen()
    assert sign(pejabat(), dokumen_id, way="pkcs12").count("selesai") == 1
    assert read_dokumen(dokumen_id).tanda_tangan == "ditandatangani"


def test_the_certificate_of_one_office_signs_for_no_other(database: Engine, app: Flask, tmp_path: Path) -> None:
    cara.configure(replace(app.config["SETTINGS"], pkcs12=p12_settings(tmp_path, kab=(METRO,))))
    choose_cara("pkcs12")
    dokumen_id = make_dokumen()
    with pytest.raises(Conflict, match="kantor lain"):
        sign(pejabat(), dokumen_id, way="pkcs12")
    assert (cara.available(METRO), cara.available(BANDAR_LAMPUNG)) == (("pkcs12",), ())
    cara.configure(app.config["SETTINGS"])


def test_a_certificate_out_of_date_sends_nothing(database: Engine, app: Flask, tmp_path: Path) -> None:
    cara.configure(replace(app.config["SETTINGS"], pkcs12=p12_settings(tmp_path, make_p12(hari=-1))))
    choose_cara("pkcs12")
    dokumen_id = make_dokumen()
    assert "tidak berlaku" in sign(pejabat(), dokumen_id, way="pkcs12").hasil[0].pesan
    assert attempts(dokumen_id) == []
    cara.configure(app.config["SETTINGS"])


BROKEN = {
    "unsigned": uji.unsigned,
    "another": uji.another(),
    "cut": uji.changed(lambda pdf: pdf[:-600]),
    "not a pdf": uji.changed(lambda _: b"%PDF-1.7 rusak"),
    "changed after": uji.changed(lambda pdf: pdf.replace(b"/Type", b"/Tipe", 1)),
    "html": uji.raw(200, b"<html></html>"),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_not_our_document_signed_replaces_nothing(peladen: Peladen, penanda: Actor, answer: uji.Answer) -> None:
    peladen.tetap = answer
    dokumen_id = make_dokumen()
    assert sign(penanda, dokumen_id).hasil[0].keadaan == "gagal"
    assert_untouched(dokumen_id)
    assert states(dokumen_id) == ["gagal"]
    assert "dokumen.tanda_gagal" in events(dokumen_id)


UNKNOWN = {
    "late": uji.late(1),
    "dies before": uji.dies(after_header=False),
    "dies within": uji.dies(after_header=True),
    "500": uji.raw(500, b"<html>error</html>"),
}


@pytest.mark.parametrize("answer", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_an_unknown_outcome_stays_in_sight_and_is_tried_again(
    peladen: Peladen, penanda: Actor, answer: uji.Answer
) -> None:
    peladen.jawab = [answer]
    dokumen_id = make_dokumen()
    assert sign(penanda, dokumen_id).hasil[0].keadaan == "tak_terjawab"
    assert_untouched(dokumen_id)
    assert states(dokumen_id) == ["dikirim"]
    assert sign(penanda, dokumen_id).hasil[0].keadaan == "selesai"
    assert states(dokumen_id) == ["ditinggalkan", "selesai"]


def test_a_number_that_came_before_the_line_was_cut_is_used(peladen: Peladen, penanda: Actor) -> None:
    peladen.jawab = [uji.dies(after_header=True)]
    dokumen_id = make_dokumen()
    sign(penanda, dokumen_id)
    kept = peladen.simpanan[NOMOR]
    sign(penanda, dokumen_id)
    assert len(peladen.diminta) == 1, "tidak ditandatangani dua kali"
    assert store.get(read_dokumen(dokumen_id).sha256 or "") == kept


def test_a_number_that_leads_to_another_document_is_not_used(peladen: Peladen, penanda: Actor) -> None:
    peladen.jawab = [uji.dies(after_header=True)]
    dokumen_id = make_dokumen()
    sign(penanda, dokumen_id)
    peladen.simpanan[NOMOR] = peladen.signed(make_pdf("Orang Lain"))
    assert sign(penanda, dokumen_id).hasil[0].keadaan == "selesai"
    assert len(peladen.diminta) == 2
    assert verify(make_pdf(), store.get(read_dokumen(dokumen_id).sha256 or ""))


def test_a_batch_goes_on_past_a_failure(peladen: Peladen, penanda: Actor) -> None:
    peladen.jawab = [uji.sign, uji.refuse("Dokumen terkunci"), uji.sign]
    ids = [make_dokumen() for _ in range(3)]
    hasil = sign(penanda, *ids).hasil
    assert [one.keadaan for one in hasil] == ["selesai", "gagal", "selesai"]
    assert "Dokumen terkunci" in hasil[1].pesan


def test_a_wrong_passphrase_is_tried_once(peladen: Peladen, penanda: Actor) -> None:
    ids = [make_dokumen() for _ in range(3)]
    rekap = sign_portion(ids, cara="bsre", rahasia=Rahasia(NIK, "keliru"), actor=penanda)
    assert [one.keadaan for one in rekap.hasil] == ["gagal", "tidak_dicoba", "tidak_dicoba"]
    assert len(peladen.diminta) == 1
    assert attempts(ids[2]) == []


def test_a_signer_without_certificate_sends_nothing(peladen: Peladen, penanda: Actor) -> None:
    peladen.status = (200, {"status": "EXPIRED", "message": "Sertifikat kedaluwarsa"})
    dokumen_id = make_dokumen()
    assert "Sertifikat kedaluwarsa" in sign(penanda, dokumen_id).hasil[0].pesan
    assert (peladen.diminta, attempts(dokumen_id)) == ([], [])


def test_what_has_no_time_left_is_named(peladen: Peladen, penanda: Actor) -> None:
    ids = [make_dokumen() for _ in range(3)]
    rekap = sign_portion(ids, cara="bsre", rahasia=RAHASIA, actor=penanda, seconds=0)
    assert [one.dokumen_id for one in rekap.hasil] == ids[:1]
    assert rekap.sisa == ids[1:]


def test_signing_again_what_is_signed_says_so(peladen: Peladen, penanda: Actor) -> None:
    dokumen_id = make_dokumen()
    sign(penanda, dokumen_id)
    assert "sudah ditandatangani" in sign(penanda, dokumen_id).hasil[0].pesan
    assert states(dokumen_id) == ["selesai"]


MEANWHILE = {
    "diganti": lambda session, dokumen: set_keadaan(session, dokumen, "diganti", actor=SISTEM),
    "dibatalkan": lambda session, dokumen: set_keadaan(session, dokumen, "dibatalkan", actor=SISTEM),
    "berubah": lambda _, dokumen: setattr(dokumen, "sha256", "f" * 64),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_happens_during_the_call_wins(peladen: Peladen, penanda: Actor, what: str) -> None:
    dokumen_id = make_dokumen()

    def answer(server: Peladen, handler: uji.BaseHTTPRequestHandler, diminta: uji.Diminta) -> None:
        change(dokumen_id, MEANWHILE[what])
        uji.sign(server, handler, diminta)

    peladen.tetap = answer
    (hasil,) = sign(penanda, dokumen_id).hasil
    assert hasil.keadaan == "gagal"
    assert what in hasil.pesan
    dokumen = read_dokumen(dokumen_id)
    assert (dokumen.tanda_tangan, dokumen.sha256_asal) == ("menunggu", None)
    assert states(dokumen_id) == ["gagal"]


@pytest.mark.parametrize("what", ["diganti", "dibatalkan"])
def test_what_counts_no_longer_is_not_sent(peladen: Peladen, penanda: Actor, what: str) -> None:
    dokumen_id = make_dokumen()
    change(dokumen_id, MEANWHILE[what])
    assert what in sign(penanda, dokumen_id).hasil[0].pesan
    assert peladen.diminta == []


def test_one_at_a_time(peladen: Peladen, penanda: Actor) -> None:
    dokumen_id, inside, go_on = make_dokumen(), threading.Event(), threading.Event()

    def answer(server: Peladen, handler: uji.BaseHTTPRequestHandler, diminta: uji.Diminta) -> None:
        inside.set()
        go_on.wait(5)
        uji.sign(server, handler, diminta)

    cara.signer("bsre", BANDAR_LAMPUNG)._bsre = peladen.bsre(jawab=5)  # type: ignore[attr-defined]
    peladen.tetap = answer
    first: list[Rekap] = []
    thread = threading.Thread(target=lambda: first.append(sign(penanda, dokumen_id)))
    thread.start()
    assert inside.wait(5)
    with pytest.raises(Conflict, match="sedang ditandatangani"), transaction() as session:
        services.start(session, dokumen_id, cara="bsre", actor=pejabat())
    go_on.set()
    thread.join()
    assert first[0].count("selesai") == 1
    assert states(dokumen_id) == ["selesai"]


def test_an_attempt_of_a_dead_process_is_left_behind_after_a_while(peladen: Peladen, penanda: Actor) -> None:
    dokumen_id = make_dokumen()
    with transaction() as session:
        services.start(session, dokumen_id, cara="bsre", actor=penanda)
    assert "sedang ditandatangani" in sign(penanda, dokumen_id).hasil[0].pesan
    with clock_at(now() + timedelta(minutes=3)):
        assert sign(penanda, dokumen_id).hasil[0].keadaan == "selesai"
    assert states(dokumen_id) == ["ditinggalkan", "selesai"]


def test_an_answer_after_its_attempt_was_left_behind_is_not_used(peladen: Peladen, penanda: Actor) -> None:
    dokumen_id = make_dokumen()
    with transaction() as session:
        mulai = services.start(session, dokumen_id, cara="bsre", actor=penanda)
    with transaction() as session:
        services.leave_open(session, mulai.percobaan_id, "diam", actor=penanda)
    sign(penanda, dokumen_id)
    signed = read_dokumen(dokumen_id).sha256
    bukti = verify(make_pdf(), store.get(signed or ""))
    with transaction() as session:
        late = services.Hasil("a" * 64, 1, None, bukti)
        assert services.finish(session, mulai.percobaan_id, late, actor=penanda)
    assert read_dokumen(dokumen_id).sha256 == signed


def test_another_office_signs_nothing_of_ours(peladen: Peladen) -> None:
    dokumen_id = make_dokumen()
    with pytest.raises(NotFound), transaction() as session:
        services.start(session, dokumen_id, cara="bsre", actor=pejabat(METRO))


def test_a_role_without_the_right_signs_nothing(peladen: Peladen) -> None:
    dokumen_id = make_dokumen()
    with pytest.raises(Forbidden), transaction() as session:
        services.start(session, dokumen_id, cara="bsre", actor=make_actor(Peran.VERIFIKATOR))


def test_the_way_is_that_of_the_newest_settings(peladen: Peladen, penanda: Actor) -> None:
    dokumen_id = make_dokumen()
    choose_cara("pkcs12")
    assert "berubah di setelan" in sign(penanda, dokumen_id).hasil[0].pesan
    assert peladen.diminta == []


def test_a_way_that_this_server_lacks_is_said_so(peladen: Peladen, penanda: Actor) -> None:
    with pytest.raises(Conflict, match="belum diatur di server ini"):
        sign(penanda, make_dokumen(), way="pkcs12")


def test_a_document_may_be_signed_on_paper_after_all(peladen: Peladen, penanda: Actor) -> None:
    dokumen_id = make_dokumen()
    with transaction() as session:
        services.sign_on_paper(session, dokumen_id, actor=penanda)
    assert read_dokumen(dokumen_id).tanda_tangan == "basah"
    assert "di kertas" in sign(penanda, dokumen_id).hasil[0].pesan


def test_a_surprise_inside_leaves_the_document_as_it_is(
    peladen: Peladen, penanda: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pemakaman.tandatangan.alur.verify", lambda *_: 1 / 0)
    dokumen_id = make_dokumen()
    assert sign(penanda, dokumen_id).hasil[0].keadaan == "tak_terjawab"
    assert_untouched(dokumen_id)
