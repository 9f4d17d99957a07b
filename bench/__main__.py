"""`python -m bench [--hanya nama] [--skala 0.05]`: measure, print a table, write build/bench.json."""

import argparse
import time
from collections.abc import Callable

from bench import (
    buku,
    buku_lama,
    calon,
    calon_pemilih,
    daftar,
    dokumen,
    ganda,
    halaman,
    impor,
    ktp,
    kumpulan,
    meja,
    muncul,
    nomor,
    penduduk_impor,
    ringan,
    ukuran,
)
from bench.hasil import Hasil, table, write_json
from pemakaman.config import ROOT

UKUR: dict[str, Callable[..., list[Hasil]]] = {
    "buku": buku.measure,
    "calon": calon.measure,
    "calon_pemilih": calon_pemilih.measure,
    "dokumen": dokumen.measure,
    "kumpulan": kumpulan.measure,
    "halaman": halaman.measure,
    "ganda": ganda.measure,
    "meja": meja.measure,
    "muncul": muncul.measure,
    "ukuran": ukuran.measure,
    "ringan": ringan.measure,
    "impor": impor.measure,
    "daftar": daftar.measure,
    "buku_lama": buku_lama.measure,
    "penduduk_impor": penduduk_impor.measure,
    "nomor": nomor.measure,
    "ktp": ktp.measure,
}


def main() -> None:
    """Measure everything, or the one that is named."""
    parser = argparse.ArgumentParser(prog="bench", description="Mengukur; setiap angka di samping pembandingnya.")
    parser.add_argument("--hanya", choices=UKUR, help="satu pengukuran saja")
    parser.add_argument(
        "--skala", type=float, default=1.0, help="bagian dari ukuran penuh, misalnya 0.05 untuk mencoba"
    )
    chosen = parser.parse_args()
    names = [chosen.hanya] if chosen.hanya else list(UKUR)
    found: list[Hasil] = []
    for name in names:
        start = time.monotonic()
        found += UKUR[name](skala=chosen.skala)
        print(f"{name}: selesai dalam {time.monotonic() - start:.0f} s", flush=True)
    target = ROOT / "build" / "bench.json"
    write_json(target, found, kept=[name for name in UKUR if name not in names])
    print(f"\n{table(found)}\n\nTercatat di {target.relative_to(ROOT)}; banding rasionya, bukan angka mutlaknya.")


if __name__ == "__main__":
    main()
