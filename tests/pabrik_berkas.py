"""Files and documents as tests look at them."""

from typing import Any
from uuid import UUID

import pytest

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.berkas import queries
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.services.dokumen import keep_bytes, new_dokumen
from pemakaman.berkas.services.pesanan import Cetakan
from pemakaman.db import transaction
from pemakaman.dokumen.daftar import SUSUNAN
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Baris, Halaman, Kata, Lembar, RuangBaris, Varian
from pemakaman.verifikasi import services as meja
from tests.pabrik import BANDAR_LAMPUNG, make_actor, make_makam
from tests.pabrik_laporan import make_laporan
from tests.pabrik_verifikasi import act, check_identity


def approve(verifikator: Actor, laporan_id: UUID) -> None:
    """Claim, check, recommend, and approve by another person."""
    act(meja.claim, laporan_id, actor=verifikator)
    check_identity(laporan_id, verifikator)
    act(meja.recommend, laporan_id, actor=verifikator, versi=None)
    act(meja.approve, laporan_id, actor=make_actor(Peran.PEJABAT), versi=None)


def make_approved(**isian: object) -> tuple[Actor, UUID]:
    """A committed approved report, and its verifikator."""
    pengelola, verifikator = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.VERIFIKATOR)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]), **isian)
    approve(verifikator, laporan.id)
    return verifikator, laporan.id


def current(laporan_id: UUID) -> Berkas:
    """The file in force."""
    with transaction() as session:
        found = queries.find_current(session, laporan_id)
    assert found is not None
    return found


def documents(berkas: Berkas) -> list[Dokumen]:
    """The documents of a file, in print order."""
    with transaction() as session:
        return queries.list_dokumen(session, berkas.id)


def main_document(laporan_id: UUID) -> Dokumen:
    """The application form of the file in force."""
    return documents(current(laporan_id))[0]


def main_bytes(laporan_id: UUID) -> bytes:
    """The bytes of the application form."""
    return store.get(main_document(laporan_id).sha256 or "")


def _small(jenis: Jenis) -> Lembar:
    nama = RuangBaris("subjek.nama", 40, 60, 300, "Nama")
    kuasa = RuangBaris("masukan.kuasa_nama", 40, 80, 300, "Penerima kuasa")
    rows = (Baris((Kata(40, 40, f"{jenis} UJI"),), "h1"), Baris((nama,)), Baris((kuasa,)))
    return Lembar(jenis, f"{jenis} uji", "", 1, "A4", 595.28, 841.89, (Halaman(rows),))


def use_small_forms(patch: pytest.MonkeyPatch, *kinds: Jenis) -> None:
    """Companion papers of these kinds only, as a sheet with two lines; printing them is quick."""
    for jenis in set(SUSUNAN) - {Jenis.F_2_01A, Jenis.F_2_01}:
        patch.delitem(SUSUNAN, jenis)

    def arrange(jenis: Jenis, varian: Varian) -> Lembar:
        if jenis not in kinds:
            return SUSUNAN[jenis](varian)
        return _small(jenis)

    for jenis in kinds:
        patch.setitem(SUSUNAN, jenis, lambda _, jenis=jenis: _small(jenis))
    patch.setattr("pemakaman.berkas.cetak.arrange", arrange)
    patch.setattr("pemakaman.dokumen.kosong.arrange", arrange)


def make_dokumen(isi: bytes | None = b"%PDF-1.7 contoh", jenis: Jenis = Jenis.SK_PEMAKAMAN, **rest: Any) -> Dokumen:
    """A committed document on its own with these bytes, or one that waits; `rest` are further columns."""
    values: dict[str, Any] = {"kab_kode": BANDAR_LAMPUNG, "nomor": "474/12/2026", "inisial": "A. S.", **rest}
    with transaction() as session:
        dokumen = new_dokumen(session, jenis, actor=SISTEM, **values)
        session.flush()
        if isi is not None:
            keep_bytes(session, Cetakan(dokumen.id, isi, 1))
        return dokumen
