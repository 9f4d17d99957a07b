"""Files and documents as tests look at them."""

from typing import Any
from uuid import UUID

from pemakaman import store
from pemakaman.akun.rules import SISTEM
from pemakaman.berkas import queries
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.services.dokumen import keep_bytes, new_dokumen
from pemakaman.berkas.services.pesanan import Cetakan
from pemakaman.db import transaction
from pemakaman.dokumen.jenis import Jenis
from tests.pabrik import BANDAR_LAMPUNG


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


def make_dokumen(isi: bytes | None = b"%PDF-1.7 contoh", jenis: Jenis = Jenis.SK_PEMAKAMAN, **rest: Any) -> Dokumen:
    """A committed document on its own with these bytes, or one that waits; `rest` are further columns."""
    values: dict[str, Any] = {"kab_kode": BANDAR_LAMPUNG, "nomor": "474/12/2026", "inisial": "A. S.", **rest}
    with transaction() as session:
        dokumen = new_dokumen(session, jenis, actor=SISTEM, **values)
        session.flush()
        if isi is not None:
            keep_bytes(session, Cetakan(dokumen.id, isi, 1))
        return dokumen
