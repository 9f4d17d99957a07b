"""The desk: its pages with ten thousand and with a million reports, and five hundred approvals in one go.

The bulk approval stands beside the same number of approvals sent one by one, by the same browser to the same
server; both do the same checks and write the same rows.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from bench.halaman import KALI, PEMANASAN, Kantor, office
from bench.hasil import Hasil, p50, p95
from bench.isi import SANDI, make_recommended
from bench.peladen import Gugus, cluster
from bench.peramban import Peramban
from pemakaman.akun.rules import Peran
from pemakaman.db import libpq_url

KECIL, BESAR = 10_000, 1_000_000
MASSAL, SATUAN = 500, 500
SEDIKITNYA = 0.9
SASARAN_HALAMAN, SASARAN_MASSAL = (None, 1.3), (None, 1.1)


@dataclass
class Meja:
    """One filled office with its pejabat signed in, and reports for him to approve."""

    kantor: Kantor
    pejabat: Peramban
    disarankan: list[UUID]


Langkah = Callable[[Meja, int], float]


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Both sizes at once, asked in turns."""
    kali, massal = max(20, int(KALI * skala)), max(20, int(MASSAL * skala))
    with cluster() as gugus:
        return compare(gugus, (KECIL, max(KECIL, int(BESAR * skala))), kali, massal)


def compare(gugus: Gugus, jumlah: tuple[int, int], kali: int, massal: int) -> list[Hasil]:
    """The pages `kali` times each, then the approvals on the large register."""
    with (
        office(gugus, "bench_meja_kecil", jumlah[0], 1) as kecil,
        office(gugus, "bench_meja_besar", jumlah[1], 1) as besar,
    ):
        small, large = _open(gugus, "bench_meja_kecil", kecil, massal), _open(gugus, "bench_meja_besar", besar, massal)
        for nama, langkah in LANGKAH.items():
            for index in range(PEMANASAN + kali):
                for meja in (small, large) if index % 2 else (large, small):
                    seconds = langkah(meja, index)
                    if index >= PEMANASAN:
                        meja.kantor.keep(nama, seconds)
        pages = list(_compare(small, large, jumlah))
        return [*pages, *_approvals(large, massal)]


def _open(gugus: Gugus, nama: str, kantor: Kantor, massal: int) -> Meja:
    ids = make_recommended(libpq_url(gugus.server.url(nama)), kantor.isi, massal + min(massal, SATUAN))
    pejabat = Peramban(kantor.petugas.port)
    pejabat.sign_in(Peran.PEJABAT.value, SANDI)
    return Meja(kantor, pejabat, ids)


def _compare(kecil: Meja, besar: Meja, jumlah: tuple[int, int]) -> Iterator[Hasil]:
    small, large = (f"{count:,}".replace(",", ".") for count in jumlah)
    for nama in LANGKAH:
        for label, reckon, batas in (("p50", p50, (None, None)), ("p95", p95, SASARAN_HALAMAN)):
            ours, rival = reckon(besar.kantor.detik[nama]) * 1000, reckon(kecil.kantor.detik[nama]) * 1000
            yield Hasil(f"meja: {nama}, {label}, {large} laporan", ours, "ms", rival, f"{small} laporan", batas)


def _approvals(meja: Meja, massal: int) -> Iterator[Hasil]:
    in_bulk, singly = meja.disarankan[:massal], meja.disarankan[massal:]
    one_by_one = [_approve(meja, laporan_id) for laporan_id in singly]
    seconds = _approve_all(meja, in_bulk)
    per_row = seconds / massal * 1000
    single = sum(one_by_one) / len(one_by_one) * 1000
    lawan = f"{len(singly)} persetujuan satu per satu"
    yield Hasil(f"meja: setujui {massal} sekaligus, tiap laporan", per_row, "ms", single, lawan, SASARAN_MASSAL)


def _approve_all(meja: Meja, ids: list[UUID]) -> float:
    """Seconds for all of them, with every press of "Lanjutkan" that a slow machine asks for."""
    fields = {"aksi": "setujui", "kiriman": str(uuid4()), "pilih": [f"{laporan_id}:1" for laporan_id in ids]}
    answer = meja.pejabat.post("/meja/massal", fields)
    seconds = answer.detik
    while "Lanjutkan" in (page := meja.pejabat.get(answer.lokasi).teks):
        answer = meja.pejabat.post(answer.lokasi.partition("?")[0] + "/lanjutkan", {})
        seconds += answer.detik
    done = re.search(r'angka-kartu__angka">([\d.]+)<', page)
    if done is None or int(done[1].replace(".", "")) < SEDIKITNYA * len(ids):
        raise ValueError("Terlalu banyak laporan tidak disetujui; pengukuran tidak sebanding.")
    return seconds


def _approve(meja: Meja, laporan_id: UUID) -> float:
    """Among a million a new name sometimes resembles an old one: then the answer is a refusal, as it must be."""
    return meja.pejabat.post(f"/meja/{laporan_id}/setujui", {"versi": "1"}, expected=(303, 409)).detik


def _queue(meja: Meja, _: int) -> float:
    return meja.kantor.petugas.get("/meja?tab=menunggu").detik


def _approval_pile(meja: Meja, _: int) -> float:
    page = meja.pejabat.get("/meja?tab=persetujuan")
    if "Setujui semua yang bersih" not in page.teks:
        raise ValueError("Tumpukan persetujuan tidak menawarkan persetujuan massal.")
    return page.detik


def _desk(meja: Meja, index: int) -> float:
    return meja.pejabat.get(f"/meja/{meja.disarankan[index % len(meja.disarankan)]}").detik


LANGKAH: dict[str, Langkah] = {
    "antrean menunggu": _queue,
    "tumpukan persetujuan": _approval_pile,
    "satu laporan": _desk,
}
