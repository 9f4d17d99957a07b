"""Files and documents as tests look at them."""

from uuid import UUID

import pytest

from pemakaman import store
from pemakaman.berkas import queries
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.db import transaction
from pemakaman.dokumen.daftar import SUSUNAN
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Baris, Halaman, Kata, Lembar, RuangBaris, Varian


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
