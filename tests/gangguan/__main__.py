"""`python -m tests.gangguan --laporan 500 --perangkat 5 --benih 7`: the proof as a table; exit code 1 if it fails."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from pemakaman import embedded
from pemakaman.config import ROOT
from tests.gangguan.lapangan import Jalan, Macet, Rencana
from tests.gangguan.periksa import Periksa
from tests.gangguan.proksi import Laju, Proksi
from tests.perjalanan.conftest import running


def _say(teks: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {teks}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gangguan", description=__doc__)
    parser.add_argument("--laporan", type=int, default=500)
    parser.add_argument("--perangkat", type=int, default=5)
    parser.add_argument("--benih", type=int, default=7)
    parser.add_argument("--borang", type=int, default=25, help="berapa laporan diketik di borang kulit")
    parser.add_argument("--kejadian", type=int, default=250, help="berapa kali sesuatu terjadi di antaranya")
    parser.add_argument("--rinci", action="store_true", help="sebut setiap langkah")
    parser.add_argument("--bagian", type=float, default=0.35, help="bagian permintaan yang diganggu")
    return parser.parse_args()


def _print_table(jalan: Jalan, found: Periksa, detik: float) -> None:
    jumlah: Counter[str] = Counter()
    for (_, gangguan), kali in jalan.proksi.hitungan.items():
        jumlah[gangguan] += kali
    _say("Gangguan, menurut jenis:")
    for gangguan, kali in jumlah.most_common():
        _say(f"  {kali:6}  {gangguan}")
    _say(f"  {sum(jalan.proksi.lewat.values()):6}  lewat tanpa gangguan")
    _say("Permintaan: terganggu / lewat")
    per_jenis: Counter[str] = Counter(dict.fromkeys(jalan.proksi.lewat, 0))
    for (jenis, _), kali in jalan.proksi.hitungan.items():
        per_jenis[jenis] += kali
    for jenis, kali in per_jenis.most_common():
        _say(f"  {kali:6} / {jalan.proksi.lewat[jenis]:6}  {jenis}")
    _say(f"Kejadian: {dict(jalan.kejadian)}; terkirim selagi gangguan: {jalan.badai}")
    _say(f"Laporan di buku: {found.laporan}; foto: {found.foto}; {detik:.0f} detik; salah: {len(found.salah)}")
    for salah in found.salah[:50]:
        _say(f"  SALAH {salah}")


def main() -> int:
    """Run it once; 0 only when every report is there exactly once and nothing else is."""
    pilihan = _arguments()
    rencana = Rencana(
        pilihan.laporan, pilihan.perangkat, pilihan.benih, borang=min(pilihan.borang, pilihan.laporan),
        kejadian=pilihan.kejadian, laju=Laju(pilihan.bagian),
    )  # fmt: skip
    place, mulai = embedded.place(ROOT / "instance", "gangguan"), time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="gangguan-", ignore_cleanup_errors=True) as folder,
        embedded.holding(place) as server,
        running(server, Path(folder) / "situs") as (situs, supervisor),
        sync_playwright() as playwright,
    ):
        proksi = Proksi(situs.settings.port, rencana.benih)
        proksi.start()
        jalan = Jalan(rencana, supervisor, proksi, playwright, Path(folder))
        if pilihan.rinci:
            jalan.lapor = _say
        try:
            found = jalan.run()
        except Macet as macet:
            found = Periksa(salah=[f"macet: {macet}"])
        finally:
            proksi.stop()
        _print_table(jalan, found, time.monotonic() - mulai)
    return 1 if found.salah else 0


if __name__ == "__main__":
    sys.exit(main())
