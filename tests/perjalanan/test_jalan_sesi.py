"""An evening too long: the session is over, what was typed is not."""

from sqlalchemy import select

from pemakaman.db import reading
from pemakaman.laporan.models import Laporan
from tests.perjalanan.conftest import OpenBrowser
from tests.perjalanan.peramban import PHONE, Peramban
from tests.perjalanan.petugas import SANDI, Kantor

NAMA = "I Gusti Ngurah Wijaya"


def _type_a_page(pengelola: Peramban, kantor: Kantor) -> None:
    kantor.enter(pengelola, "pengelola.kedaton")
    pengelola.open("/laporan/baru")
    pengelola.press("Isi lengkap")
    pengelola.fill("Nama lengkap", NAMA)
    pengelola.fill("NIK", "5171011505500002")
    pengelola.choose("Jenis kelamin", "Laki-laki")


def _saved_names() -> list[str | None]:
    with reading() as session:
        return list(session.scalars(select(Laporan.nama)))


def test_expired_session_loses_nothing(open_browser: OpenBrowser, kantor: Kantor) -> None:
    pengelola = open_browser("10-sesi-berakhir", PHONE)
    _type_a_page(pengelola, kantor)
    kantor.end_sessions("pengelola.kedaton")
    pengelola.press("Simpan dan lanjut")
    assert "Yang Anda ketik masih ada" in pengelola.isi
    pengelola.look("masuk-lagi")
    pengelola.give_password("pengelola.kedaton", SANDI)
    assert pengelola.judul == "Kiriman Anda masih ada"
    assert NAMA not in _saved_names()
    pengelola.look("kirim-sekarang")
    pengelola.press("Kirim sekarang")
    assert pengelola.judul == "Kematian"
    assert NAMA in _saved_names()
    pengelola.look("tersimpan")


def test_session_that_ends_while_somebody_else_signs_in_sends_nothing(
    open_browser: OpenBrowser, kantor: Kantor
) -> None:
    pengelola = open_browser("11-orang-lain", PHONE)
    _type_a_page(pengelola, kantor)
    pengelola.fill("Nama lengkap", "Orang Yang Lain")
    kantor.end_sessions("pengelola.kedaton")
    pengelola.press("Simpan dan lanjut")
    pengelola.give_password("operator.kedaton", SANDI)
    pengelola.look("akun-lain")
    assert "Orang Yang Lain" not in _saved_names()
    assert not pengelola.page.get_by_role("button", name="Kirim sekarang").is_visible()
