"""Old books in the tests: a file brought in as a worker does, and what was refused of it."""

import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from pemakaman import store
from pemakaman.akun.rules import Actor
from pemakaman.db import reading, transaction
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.pertukaran import services
from pemakaman.pertukaran.models import Impor
from pemakaman.tabel import open_table


def start(content: bytes | Path, makam: Makam, actor: Actor, **options: Any) -> Impor:
    """A batch that waits for a worker."""
    nama = content.name if isinstance(content, Path) else options.pop("nama_berkas", "buku.csv")
    data = content.read_bytes() if isinstance(content, Path) else content
    values = {"uji": False, **options}
    with transaction() as session:
        return services.start_impor(
            session, makam_id=makam.id, nama_berkas=nama, sha256=store.put(data), actor=actor, **values
        )


def bring_in(content: bytes | Path, makam: Makam, actor: Actor, **options: Any) -> Impor:
    """A batch after its run."""
    return run(start(content, makam, actor, **options))


def run(impor: Impor) -> Impor:
    """Run a batch and read it again."""
    services.run_impor(impor.id, unit=transaction)
    return again(impor)


def again(impor: Impor) -> Impor:
    """The batch as it stands now."""
    with reading() as session:
        return session.get_one(Impor, impor.id)


def count_laporan() -> int:
    """How many reports there are."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Laporan)) or 0


def errors_of(impor: Impor) -> list[str]:
    """The last column of the error file, without its heading."""
    assert impor.sha256_salah is not None
    return [str(cells[-1]) for cells in rows_of(store.get(impor.sha256_salah))[1:]]


def rows_of(content: bytes) -> list[list[Any]]:
    """All rows of the first sheet of a file."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return [cells for _, cells in open_table(Path(file.name)).rows()]
