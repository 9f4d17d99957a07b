"""`python -m bench [--hanya nama] [--skala 0.05] [--data DIR]`: measure, print a table, write build/bench.json."""

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import (
    buku,
    buku_lama,
    calon,
    calon_pemilih,
    cocok_ukur,
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
    pantau,
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
    "pantau": pantau.measure,
    "ktp": ktp.measure,
}
COCOK: dict[str, Callable[..., list[Hasil]]] = {
    "cocok": cocok_ukur.beside_splink,
    "cocok_besar": cocok_ukur.as_large_as_a_province,
    "cocok_satu": cocok_ukur.one_report,
    "cocok_febrl": cocok_ukur.febrl4,
}


def main() -> None:
    """Measure everything, or the one that is named."""
    parser = argparse.ArgumentParser(prog="bench", description="Mengukur; setiap angka di samping pembandingnya.")
    parser.add_argument("--hanya", choices=[*UKUR, *COCOK], help="satu pengukuran saja")
    parser.add_argument(
        "--skala", type=float, default=1.0, help="bagian dari ukuran penuh, misalnya 0.05 untuk mencoba"
    )
    parser.add_argument("--data", type=Path, help="folder data rekaan untuk cocok*; dipakai lagi bila sudah ada")
    chosen = parser.parse_args()
    measures = UKUR | {name: partial(ukur, data=chosen.data) for name, ukur in COCOK.items()}
    names = [chosen.hanya] if chosen.hanya else list(measures)
    found: list[Hasil] = []
    for name in names:
        start = time.monotonic()
        found += measures[name](skala=chosen.skala)
        print(f"{name}: selesai dalam {time.monotonic() - start:.0f} s", flush=True)
    target = ROOT / "build" / "bench.json"
    write_json(target, found, kept=[name for name in measures if name not in names])
    print(f"\n{table(found)}\n\nTercatat di {target.relative_to(ROOT)}; banding rasionya, bukan angka mutlaknya.")


if __name__ == "__main__":
    main()
