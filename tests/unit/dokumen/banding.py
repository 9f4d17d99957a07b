"""Both roads side by side: equal pixels at 150 dpi, equal text.

`python -m tests.unit.dokumen.banding 500` compares many reports.
"""

import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pemakaman.dokumen.kompilasi import compile_lembar
from pemakaman.dokumen.lembar import Lembar
from pemakaman.dokumen.penuh import render_penuh
from pemakaman.dokumen.tempat import Kompilasi, TakMuatError
from tests.pabrik_lembar import keterangan_uji, lembar_uji, nilai_acak

DPI = "150"


def pixels_of(content: bytes, folder: Path) -> list[str]:
    """A digest of each page as a picture."""
    (folder / "satu.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", DPI, "-gray", folder / "satu.pdf", folder / "satu"], check=True)
    pictures = sorted(folder.glob("satu-*.pgm"))
    found = [hashlib.sha256(one.read_bytes()).hexdigest() for one in pictures]
    for one in pictures:
        one.unlink()
    return found


def text_of(content: bytes) -> str:
    """The text as poppler reads it."""
    result = subprocess.run(["pdftotext", "-", "-"], input=content, stdout=subprocess.PIPE, check=True)
    return result.stdout.decode()


def differences(form: Kompilasi, lembar: Lembar, seed: int, folder: Path) -> list[str]:
    """What differs between the roads for one report; None of it when the compiled road declines."""
    values, about = nilai_acak(seed), keterangan_uji()
    try:
        ours = form.print(values, about)
    except TakMuatError:
        return []
    reference = render_penuh(lembar, values, about)
    found = ["teks"] if text_of(ours) != text_of(reference) else []
    return [*found, *(["gambar"] if pixels_of(ours, folder) != pixels_of(reference, folder) else [])]


def main() -> int:
    """Compare as many random reports as asked for; the exit code counts those that differ."""
    count, wrong, lembar = int(sys.argv[1]), 0, lembar_uji(lanjutan=30)
    form = compile_lembar(lembar)
    with TemporaryDirectory() as folder:
        for seed in range(count):
            found = differences(form, lembar, seed, Path(folder))
            wrong += bool(found)
            sys.stdout.write(f"laporan {seed}: {', '.join(found)}\n" if found else "")
    sys.stdout.write(f"{count} laporan, {wrong} berbeda\n")
    return min(wrong, 100)


if __name__ == "__main__":
    sys.exit(main())
