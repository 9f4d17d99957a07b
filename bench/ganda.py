"""Looking for doubles of one report among ten thousand and among a million: the same question, side by side."""

import time
from random import Random
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.halaman import BESAR, KECIL
from bench.hasil import Hasil, p50, p95
from bench.isi import fill
from bench.peladen import Gugus, cluster
from pemakaman import db
from pemakaman.akun.rules import SISTEM
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.services import check_ganda

KALI = 400
BATAS_MS = 30.0
SAMPLE = "SELECT id FROM laporan WHERE kunci_ganda IS NOT NULL AND {} ORDER BY id LIMIT 3000"
BARU, LAMA = "meninggal_tanggal > current_date - 46", "status IN ('disetujui', 'akta_terbit')"


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Both sizes; reports of the last weeks, where most rows of a month lie close together, and older ones."""
    kali = max(20, int(KALI * skala))
    with cluster() as gugus:
        small, large = (_times(gugus, count, kali) for count in (KECIL, max(KECIL, int(BESAR * skala))))
    found = []
    for nama, ours in large.items():
        for label, reckon in (("p50", p50), ("p95", p95)):
            value, rival = reckon(ours) * 1000, reckon(small[nama]) * 1000
            found.append(Hasil(f"ganda: {nama}, {label}, {int(BESAR * skala)} laporan", value, "ms", rival, "10.000"))
        value = p95(ours) * 1000
        found.append(Hasil(f"ganda: {nama}, p95", value, "ms", BATAS_MS, "batas", (None, 1.0)))
    return found


def _times(gugus: Gugus, jumlah: int, kali: int) -> dict[str, list[float]]:
    with gugus.database(f"bench_ganda_{jumlah}") as url:
        fill(url, jumlah, draf=1)
        engine = db.make_engine(url)
        with Session(engine) as session:
            found = {
                nama: [_check(session, one) for one in _sample(session, condition, kali)]
                for nama, condition in (("laporan baru", BARU), ("laporan lama", LAMA))
            }
        engine.dispose()
    return found


def _sample(session: Session, condition: str, kali: int) -> list[UUID]:
    rows = list(session.scalars(text(SAMPLE.format(condition))))
    return Random(7).sample(rows, min(kali, len(rows)))


def _check(session: Session, laporan_id: UUID) -> float:
    """One look, with what it writes; nothing of it stays."""
    laporan = session.get_one(Laporan, laporan_id)
    start = time.perf_counter()
    check_ganda(session, laporan, SISTEM)
    seconds = time.perf_counter() - start
    session.rollback()
    return seconds
