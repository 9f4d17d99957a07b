"""The client of BSrE against a real server that signs, delays, refuses, dies and lies."""

import logging
from collections.abc import Iterator

import pytest

from pemakaman.tandatangan.bsre import FAILURES, PenandaBsre
from pemakaman.tandatangan.penanda import Ditolak, Rahasia, Rusak, TandaError, TidakTerjawab, TidakTerkirim
from pemakaman.tandatangan.periksa import verify
from tests import peladen_bsre as uji
from tests.pabrik_tanda import NAMA, NIK, PASSPHRASE, make_pdf, perintah
from tests.peladen_bsre import NOMOR, SANDI_AKUN, Peladen, serving


@pytest.fixture
def peladen() -> Iterator[Peladen]:
    with serving() as running:
        yield running


def client(peladen: Peladen, **ganti: float) -> PenandaBsre:
    return PenandaBsre(peladen.bsre(**ganti))  # type: ignore[arg-type]


def refused(peladen: Peladen, kind: type[TandaError]) -> TandaError:
    with pytest.raises(kind) as caught:
        client(peladen, jawab=0.4).sign(make_pdf(), perintah())
    return caught.value


def test_the_document_comes_back_signed_with_its_number(peladen: Peladen) -> None:
    tertanda = client(peladen).sign(make_pdf(), perintah())
    assert tertanda.nomor_penyedia == NOMOR
    assert verify(make_pdf(), tertanda.isi).penanda_tangan == NAMA


def test_the_call_has_the_fields_of_the_service(peladen: Peladen) -> None:
    client(peladen).sign(make_pdf(), perintah())
    (diminta,) = peladen.diminta
    assert diminta.berkas == make_pdf()
    assert diminta.isian == {
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "invisible",
        "reason": "Surat keterangan pemakaman",
        "location": "Kota Bandar Lampung",
    }


def test_a_visible_signature_has_its_place(peladen: Peladen) -> None:
    PenandaBsre(peladen.bsre(tampak=True)).sign(make_pdf(), perintah())
    isian = peladen.diminta[0].isian
    place = [isian[name] for name in ("tampilan", "page", "xAxis", "yAxis", "width", "height", "image")]
    assert place == ["visible", "1", "355", "40", "200", "46", "false"]


def test_a_refusal_is_told_in_the_providers_words(peladen: Peladen) -> None:
    peladen.tetap = uji.refuse("Dokumen terkunci")
    error = refused(peladen, Ditolak)
    assert "“Dokumen terkunci” (kode 2011)" in error.pesan
    assert not getattr(error, "untuk_semua", True)


def test_a_wrong_passphrase_counts_for_all_documents(peladen: Peladen) -> None:
    with pytest.raises(Ditolak, match="Passphrase anda salah") as caught:
        client(peladen).sign(make_pdf(), perintah(rahasia=Rahasia(NIK, "keliru")))
    assert caught.value.untuk_semua


def test_a_refusal_with_status_200_is_a_refusal(peladen: Peladen) -> None:
    peladen.tetap = uji.refuse("Sertifikat kedaluwarsa", status=200)
    assert "Sertifikat kedaluwarsa" in refused(peladen, Ditolak).pesan


def test_numbers_in_the_providers_words_are_hidden(peladen: Peladen) -> None:
    peladen.tetap = uji.refuse(f"NIK {NIK} tidak terdaftar")
    assert NIK not in refused(peladen, Ditolak).pesan


def test_our_own_account_refused_is_said_so(peladen: Peladen) -> None:
    with pytest.raises(Ditolak, match="akun aplikasi") as caught:
        PenandaBsre(peladen.bsre(sandi="lain")).sign(make_pdf(), perintah())
    assert caught.value.untuk_semua


def test_a_slow_service_leaves_the_outcome_open(peladen: Peladen) -> None:
    peladen.tetap = uji.late(1.5)
    assert "Belum diketahui" in refused(peladen, TidakTerjawab).pesan


def test_a_dripping_answer_ends_in_its_time(peladen: Peladen) -> None:
    peladen.tetap = uji.dripping(40, 0.1)
    assert "Belum diketahui" in refused(peladen, TidakTerjawab).pesan
    assert len(peladen.diminta) == 1


@pytest.mark.parametrize("after_header", [False, True])
def test_a_cut_line_after_signing_leaves_the_outcome_open(peladen: Peladen, after_header: bool) -> None:
    peladen.tetap = uji.dies(after_header=after_header)
    assert refused(peladen, TidakTerjawab).nomor == (NOMOR if after_header else None)
    assert len(peladen.diminta) == 1, "tidak pernah dikirim dua kali"


def test_an_error_page_leaves_the_outcome_open(peladen: Peladen) -> None:
    peladen.tetap = uji.raw(500, b"<html>Internal Server Error</html>")
    error = refused(peladen, TidakTerjawab)
    assert "kode 500" in error.pesan
    assert "html" not in error.pesan


def test_something_else_than_a_pdf_is_broken(peladen: Peladen) -> None:
    peladen.tetap = uji.raw(200, b"<html>Login</html>")
    assert "bukan dokumen PDF" in refused(peladen, Rusak).pesan


def test_a_passphrase_is_not_carried_to_another_address(peladen: Peladen) -> None:
    with serving() as other:
        peladen.tetap = uji.redirect(f"{other.url}/api/sign/pdf")
        refused(peladen, Ditolak)
        assert other.diminta == []


def test_a_server_that_is_not_there_was_never_asked() -> None:
    with serving() as gone:
        settings = gone.bsre()
    with pytest.raises(TidakTerkirim, match="belum dikirim"):
        PenandaBsre(settings).sign(make_pdf(), perintah())


def test_a_silent_service_is_left_alone_for_a_while(peladen: Peladen) -> None:
    peladen.tetap = uji.dies(after_header=False)
    penanda = client(peladen)
    for _ in range(FAILURES):
        with pytest.raises(TidakTerjawab):
            penanda.sign(make_pdf(), perintah())
    with pytest.raises(TidakTerkirim, match="belum dikirim"):
        penanda.sign(make_pdf(), perintah())
    assert len(peladen.diminta) == FAILURES


def test_refusals_do_not_silence_the_service(peladen: Peladen) -> None:
    peladen.tetap = uji.refuse("Dokumen terkunci")
    penanda = client(peladen)
    for _ in range(FAILURES + 1):
        with pytest.raises(Ditolak):
            penanda.sign(make_pdf(), perintah())


@pytest.mark.parametrize("status", ["NOT_REGISTERED", "EXPIRED", "REVOKED"])
def test_a_signer_without_certificate_is_refused_before(peladen: Peladen, status: str) -> None:
    peladen.status = (200, {"status_code": 1110, "status": status, "message": "User belum terdaftar"})
    with pytest.raises(Ditolak, match="User belum terdaftar"):
        client(peladen).check_signer(Rahasia(NIK, PASSPHRASE))


@pytest.mark.parametrize("status", [(200, {"status": "ISSUE"}), (404, {}), (500, {"message": "?"})])
def test_an_unknown_status_is_no_reason_to_refuse(peladen: Peladen, status: tuple[int, dict[str, str]]) -> None:
    peladen.status = status
    client(peladen).check_signer(Rahasia(NIK, PASSPHRASE))
    assert peladen.jalan == [f"/api/user/status/{NIK}"]


def test_an_earlier_document_can_be_had_again(peladen: Peladen) -> None:
    penanda = client(peladen)
    signed = penanda.sign(make_pdf(), perintah()).isi
    again = penanda.fetch(NOMOR)
    assert again is not None
    assert again.isi == signed


@pytest.mark.parametrize("nomor", ["tidak-ada", "../../user/status/1", ""])
def test_what_is_not_there_is_none(peladen: Peladen, nomor: str) -> None:
    assert client(peladen).fetch(nomor) is None


def test_no_log_line_tells_who_signs_or_how(peladen: Peladen, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    penanda = client(peladen, jawab=0.4)
    penanda.check_signer(Rahasia(NIK, PASSPHRASE))
    for answer in (uji.sign, uji.late(1), uji.dies(after_header=True), uji.refuse(f"{NIK} {PASSPHRASE}")):
        peladen.tetap = answer
        try:
            penanda.sign(make_pdf(), perintah())
        except TandaError as error:
            caplog.handler.format(logging.LogRecord("x", 0, "", 0, str(error), None, None))
    assert not any(secret in caplog.text for secret in (NIK, PASSPHRASE, SANDI_AKUN))


def test_settings_and_orders_do_not_show_their_secrets(peladen: Peladen) -> None:
    shown = f"{peladen.bsre()!r} {perintah()!r}"
    assert not any(secret in shown for secret in (NIK, PASSPHRASE, SANDI_AKUN))
