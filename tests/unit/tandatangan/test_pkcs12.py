"""Signing with a certificate of this server: the archive-grade file stays one, and a wrong setting stops the start."""

import io
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pypdf
import pytest
from asn1crypto import tsp
from click.testing import CliRunner
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from pemakaman.cli import main
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import ConfigError
from pemakaman.tandatangan.letak import place_on_last_page
from pemakaman.tandatangan.penanda import Ditolak, Rahasia, TidakTerkirim
from pemakaman.tandatangan.periksa import verify
from pemakaman.tandatangan.pkcs12 import PenandaPkcs12
from tests.pabrik_tanda import NAMA, SANDI_P12, make_p12, make_pdf, p12_settings, perintah


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("jenis", ["ec", "rsa"])
def test_both_kinds_of_keys_sign_over_the_bytes_as_they_are(tmp_path: Path, jenis: str) -> None:
    penanda = PenandaPkcs12(p12_settings(tmp_path, make_p12(jenis)))
    bukti = verify(make_pdf(), penanda.sign(make_pdf(), perintah()).isi)
    assert (bukti.penanda_tangan, bukti.utuh, bukti.stempel) == (NAMA, True, False)


@pytest.mark.parametrize("tampak", [False, True])
def test_the_signed_file_stays_archive_grade(tmp_path: Path, tampak: bool) -> None:
    signed = PenandaPkcs12(p12_settings(tmp_path, tampak=tampak)).sign(make_pdf(), perintah()).isi
    assert verify(make_pdf(), signed).arsip
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        with pikepdf.open(io.BytesIO(make_pdf())) as before:
            assert pdf.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes(), (
                "keterangan PDF/A tidak disentuh"
            )
            assert dict(pdf.docinfo) == dict(before.docinfo)
        assert list(pdf.attachments) == ["permohonan.json"]
        (field,) = pdf.Root.AcroForm.Fields
        assert int(field.F) & 4, "dicetak"
        if tampak:
            font = field.AP.N.Resources.Font.F1
            assert font.FontDescriptor.FontFile2.read_bytes(), "huruf tertanam"


def test_qpdf_and_pdfsig_find_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "tertanda.pdf"
    file.write_bytes(PenandaPkcs12(p12_settings(tmp_path)).sign(make_pdf(), perintah()).isi)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(file))
    said = run("pdfsig", "-nocert", str(file))
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert NAMA in said


def test_a_visible_signature_tells_who_when_and_why(tmp_path: Path) -> None:
    pdf = make_pdf(halaman=2)
    halaman, kotak = place_on_last_page(pdf, Jenis.SURAT)
    signed = PenandaPkcs12(p12_settings(tmp_path)).sign(pdf, perintah(halaman=halaman, kotak=kotak)).isi
    page = pypdf.PdfReader(io.BytesIO(signed)).pages[1]
    (annotation,) = page["/Annots"]  # type: ignore[misc]
    field = annotation.get_object()
    drawn = field["/AP"]["/N"].get_object().get_data()
    words = b"".join(bytes.fromhex(one.split(b">")[0].decode()) + b"\n" for one in drawn.split(b"<")[1:])
    assert words.decode("cp1252").splitlines() == [
        "Ditandatangani secara elektronik oleh",
        NAMA.upper(),
        "2 November 2026 pukul 03.00 WIB",
        "Surat keterangan pemakaman",
    ]
    assert [round(float(side)) for side in field["/Rect"]] == [355, 40, 555, 86]


@pytest.mark.parametrize(("tampak", "teks"), [(False, "Tanda tangan elektronik"), (True, NAMA.upper())])
def test_readers_are_told_of_the_signature(tmp_path: Path, tampak: bool, teks: str) -> None:
    signed = PenandaPkcs12(p12_settings(tmp_path, tampak=tampak)).sign(make_pdf(), perintah()).isi
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        tree = pdf.Root.StructTreeRoot
        form = tree.K[0].K[-1]
        assert (form.S, teks in str(form.Alt)) == ("/Form", True)
        numbers = list(tree.ParentTree.Nums)
        (field,) = pdf.Root.AcroForm.Fields
        at = [int(one) for one in numbers[::2]].index(int(field.StructParent))
        assert numbers[2 * at + 1].objgen == form.objgen
        assert form.K.Obj.objgen == field.objgen
        assert pdf.pages[0].obj.Tabs == "/S"


def test_a_certificate_out_of_date_signs_nothing(tmp_path: Path) -> None:
    penanda = PenandaPkcs12(p12_settings(tmp_path, make_p12(hari=-1)))
    with pytest.raises(Ditolak, match="tidak berlaku") as caught:
        penanda.check_signer(Rahasia())
    assert caught.value.untuk_semua


def test_a_good_certificate_is_not_refused(tmp_path: Path) -> None:
    PenandaPkcs12(p12_settings(tmp_path)).check_signer(Rahasia())


def test_a_wrong_passphrase_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="sandinya salah") as caught:
        PenandaPkcs12(p12_settings(tmp_path, sandi="keliru"))
    assert "keliru" not in str(caught.value)


def test_a_file_of_another_kind_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="bukan PKCS#12"):
        PenandaPkcs12(p12_settings(tmp_path, b"bukan sertifikat"))


def test_a_missing_file_stops_the_start(tmp_path: Path) -> None:
    settings = p12_settings(tmp_path)
    settings.berkas.unlink()
    with pytest.raises(ConfigError, match="tidak dapat dibaca"):
        PenandaPkcs12(settings)


def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path: Path) -> None:
    settings = p12_settings(tmp_path, b"bukan sertifikat")
    environ = {
        "PEMAKAMAN_TTE_P12": str(settings.berkas),
        "PEMAKAMAN_SECRET_KEY": "x" * 40,
        "PEMAKAMAN_ALAMAT": "https://contoh.go.id",
        "PEMAKAMAN_KUNCI_PERIKSA": str(tmp_path / "kunci.pem"),
        "DATABASE_URL": "postgresql:///x",
    }
    result = CliRunner(env={**environ, "PEMAKAMAN_INSTANCE": str(tmp_path)}).invoke(main, ["web"])
    assert result.exit_code == 1
    assert result.output.startswith("Error: PEMAKAMAN_TTE_P12 tidak dapat dibuka")


@contextmanager
def time_stamps(status: int = 200) -> Iterator[str]:
    """A time-stamp service of our own."""
    tsa = SimpleSigner.load_pkcs12_data(make_p12("rsa", "Stempel Uji"), (), SANDI_P12.encode())
    stamper = DummyTimeStamper(tsa.signing_cert, tsa.signing_key, fixed_dt=datetime.now(UTC) - timedelta(minutes=1))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()


def test_a_time_stamp_service_makes_it_b_t(tmp_path: Path) -> None:
    with time_stamps() as url:
        signed = PenandaPkcs12(p12_settings(tmp_path, stempel=url)).sign(make_pdf(), perintah()).isi
    assert verify(make_pdf(), signed).stempel


def test_without_its_time_stamp_nothing_is_signed(tmp_path: Path) -> None:
    with time_stamps(503) as url:
        penanda = PenandaPkcs12(p12_settings(tmp_path, stempel=url))
        with pytest.raises(TidakTerkirim, match="stempel waktu"):
            penanda.sign(make_pdf(), perintah())
