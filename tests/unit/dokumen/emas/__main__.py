"""Renew the golden pages: python -m tests.unit.dokumen.emas [kind …]. Look at what changed before committing it."""

import sys

from pemakaman.dokumen.daftar import SUSUNAN
from tests.unit.dokumen.emas.contoh import RAGAM
from tests.unit.dokumen.emas.lukis import FOLDER, draw, file_of, save

wanted = set(sys.argv[1:]) or {jenis.value for jenis in SUSUNAN}
for old in FOLDER.glob("*.png"):
    if old.name.rsplit("_", 2)[0] in wanted:
        old.unlink()
for jenis in SUSUNAN:
    if jenis.value in wanted:
        for ragam in RAGAM:
            for nomor, gambar in draw(jenis, ragam).items():
                save(gambar, file_of(jenis, ragam, nomor))
