"""Files and documents as tests look at them."""

from uuid import UUID

from pemakaman import store
from pemakaman.berkas import queries
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.db import transaction


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
