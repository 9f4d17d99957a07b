"""Both roads side by side: equal pixels at 150 dpi, equal text.

`python -m tests.unit.dokumen.banding 500` compares many reports.
"""

import hashlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pemakaman.dokumen.daftar import SUSUNAN
from pemakaman.dokumen.kompilasi import compile_lembar
from pemakaman.dokumen.lembar import Lembar, Varian
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


def differences(form: Kompilasi, lembar: Lembar, seed: int, folder: Path) -> list[str] | None:
    """What differs between the roads for one report; None when the compiled road declines it."""
    values, about = nilai_acak(lembar, seed), keterangan_uji()
    try:
        ours = form.print(values, about)
    except TakMuatError:
        return None
    reference = render_penuh(lembar, values, about)
    found = ["teks"] if text_of(ours) != text_of(reference) else []
    return [*found, *(["gambar"] if pixels_of(ours, folder) != pixels_of(reference, folder) else [])]


def main() -> int:
    """Compare as many random reports as asked for, form after form; the exit code counts those that differ."""
    forms = [lembar_uji(lanjutan=30), *(build(Varian()) for build in SUSUNAN.values())]
    ready = [(one, compile_lembar(one)) for one in forms]
    count, wrong, declined = int(sys.argv[1]), 0, 0
    with TemporaryDirectory() as folder:
        for seed in range(count):
            lembar, form = ready[seed % len(ready)]
            found = differences(form, lembar, seed, Path(folder))
            wrong, declined = wrong + bool(found), declined + (found is None)
            sys.stdout.write(f"{lembar.kode}, laporan {seed}: {', '.join(found)}\n" if found else "")
    sys.stdout.write(f"{count} laporan, {wrong} berbeda, {declined} hanya lewat jalan penuh\n")
    return min(wrong, 100)


if __name__ == "__main__":
    sys.exit(main())
