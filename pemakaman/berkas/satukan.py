"""The documents of one file as one PDF."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pemakaman.dokumen.gabung import join_files


def join_file(judul: str, documents: Sequence[tuple[str, bytes]], tanggal: datetime) -> bytes:
    """One PDF with a bookmark for each document; a single document stays as it is. Equal input gives equal bytes."""
    if len(documents) == 1:
        return documents[0][1]
    with tempfile.TemporaryDirectory(prefix="berkas-") as folder:
        target = Path(folder) / "berkas.pdf"
        join_files([(judul, documents)], target, judul=judul, tanggal=tanggal)
        return target.read_bytes()
