"""`python -m tests.latih_lain.beku`: write the frozen set again; only when the model has changed, and with a word why.

The four files are one compressed archive: the list in full and masked, the book and the key.
"""

import io
import tarfile
import tempfile
from pathlib import Path

from tests.latih_lain.keluar import make

BEKU = Path(__file__).parents[2] / "pemakaman" / "pencocokan" / "data" / "beku" / "lain.tar.xz"
PEMILIH, PEMAKAMAN, BIJI = 10_000, 1_000, 2024


def freeze(target: Path, *, pemilih: int, pemakaman: int, biji: int) -> None:
    """The archive of one seed; the same bytes each time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "samar", pemilih=pemilih, pemakaman=pemakaman, biji=biji, samar=True)
        make(folder, pemilih=pemilih, pemakaman=pemakaman, biji=biji)
        (folder / "samar" / "PEMILIH.csv").rename(folder / "PEMILIH-SAMAR.csv")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(target, "w:xz", preset=9) as archive:
            for file in ("KUNCI.csv", "PEMAKAMAN.csv", "PEMILIH.csv", "PEMILIH-SAMAR.csv"):
                _add(archive, file, (folder / file).read_bytes())


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o644
    archive.addfile(entry, io.BytesIO(content))


if __name__ == "__main__":
    freeze(BEKU, pemilih=PEMILIH, pemakaman=PEMAKAMAN, biji=BIJI)
