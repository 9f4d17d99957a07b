"""Desk Pemilu for the demonstration: fourteen days of every kab/kota of Lampung that end at published figures.

Published: residents of December 2024 (Kemendagri code table), voters and those not yet recorded on 15 November 2024
by kab/kota (Dukcapil and KPU Lampung in the press), 6,606,173 who must have a KTP-el, 6,616,086 with those who turn 17
before polling day, and 342,247 digital identities (June 2024). How the province's totals fall on its kab/kota, the days
before the last one, blank cards and letters are invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.contoh import desk_kerja
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import KAB, PROVINSI, slug
from pemakaman.contoh.usul import get_actor
from pemakaman.db import clock_at, now, today_in, transaction
from pemakaman.desk.models import Pemilihan
from pemakaman.desk.rules.istilah import JenisPemilihan
from pemakaman.desk.rules.kolom import BLANGKO, IKD, PEREKAMAN, SUKET, Angka
from pemakaman.desk.services.harian import save_laporan
from pemakaman.desk.services.pemilihan import IsianPemilihan, create_pemilihan
from pemakaman.desk.services.pindah import send_blangko
from pemakaman.nilai.tanggal import zone_of

HARI = 14
HARI_H = 10
BENIH = 2024
WAJIB, DINAMIS, IKD_SEMUA = 6_606_173, 6_616_086, 342_247
BELUM_LAPOR, HAMPIR_HABIS, PENGIRIM = "18.13", "18.05", "18.71"
KIRIMAN = 500
CATATAN = (
    "Contoh. Pemungutan suara ini tidak ada; tanggalnya dikarang supaya hitungan mundur dan surat keterangan terlihat."
)


@dataclass(frozen=True)
class Terbitan:
    """Residents, voters of the Pilkada, and who was not recorded."""

    penduduk: int
    dpt: int
    belum: int


TERBITAN = {
    "18.01": Terbitan(1_124_683, 790_716, 3_545),
    "18.02": Terbitan(1_394_395, 1_001_344, 9_894),
    "18.03": Terbitan(675_626, 470_052, 7_291),
    "18.04": Terbitan(313_756, 222_236, 5_557),
    "18.05": Terbitan(440_040, 309_963, 13_972),
    "18.06": Terbitan(641_036, 453_261, 4_608),
    "18.07": Terbitan(1_122_605, 823_417, 13_180),
    "18.08": Terbitan(495_058, 345_599, 4_073),
    "18.09": Terbitan(501_047, 347_979, 1_725),
    "18.10": Terbitan(444_834, 321_976, 2_331),
    "18.11": Terbitan(241_280, 170_255, 2_821),
    "18.12": Terbitan(312_516, 220_140, 4_531),
    "18.13": Terbitan(177_430, 121_267, 2_032),
    "18.71": Terbitan(1_077_664, 786_182, 10_616),
    "18.72": Terbitan(182_293, 131_482, 1_222),
}


def share_out(jumlah: int, berat: Sequence[int]) -> list[int]:
    """Whole numbers in the proportion of the weights that add up to the total: largest remainders get one more."""
    total = sum(berat)
    whole = [jumlah * one // total for one in berat]
    order = sorted(range(len(berat)), key=lambda at: (jumlah * berat[at] % total, at), reverse=True)
    for at in order[: jumlah - sum(whole)]:
        whole[at] += 1
    return whole


def fill(kab_nama: Mapping[str, str], skala: float = 1.0) -> None:
    """Elections and the days of reports, unless there is an election already; few days where `skala` is small."""
    with transaction() as session:
        follow_clock(session)
        if session.scalar(select(Pemilihan.id).limit(1)) is not None:
            return
        _elections(session)
        actors = {kab: get_actor(session, f"admin.{slug(kab_nama[kab])}") for kab in KAB}
        dpt = [TERBITAN[kab].dpt for kab in KAB]
        splits = zip(KAB, share_out(WAJIB, dpt), share_out(DINAMIS, dpt), share_out(IKD_SEMUA, dpt), strict=True)
        for kab, wajib, dinamis, ikd in splits:
            angka = {"wajib": wajib, "dinamis": dinamis, "ikd": ikd}
            _kab(session, kab, actors[kab], angka, hari=HARI if skala >= 1 else 1)
        _transfer(session, actors)
        desk_kerja.fill(session, actors)


def _elections(session: Session) -> None:
    officer = get_actor(session, "provinsi.lampung")
    past = IsianPemilihan("Pilkada Serentak 2024", JenisPemilihan.PILKADA, date(2024, 11, 27), [PROVINSI], aktif=False)
    coming = IsianPemilihan(
        "Pemungutan suara ulang (contoh)",
        JenisPemilihan.PSU,
        today_in(PROVINSI) + timedelta(days=HARI_H),
        [PROVINSI],
        catatan=CATATAN,
    )
    for isian in (past, coming):
        create_pemilihan(session, isian, actor=officer)


def _kab(session: Session, kab: str, actor: Actor, angka: Mapping[str, int], *, hari: int) -> None:
    """Backwards from the published figures, so that the last day is theirs."""
    rng = Random(f"{BENIH}{kab}")  # noqa: S311 (invented data)
    wajib, dinamis, ikd = angka["wajib"], angka["dinamis"], angka["ikd"]
    last = today_in(kab) - timedelta(days=int(kab == BELUM_LAPOR))
    days = [last - timedelta(days=back) for back in range(hari - 1, -1, -1)]
    recorded = [_of_a_day(rng, dinamis // 9000, day) for day in days]
    activated = [_of_a_day(rng, ikd // 900, day) for day in days]
    total, digital = dinamis - TERBITAN[kab].belum - sum(recorded), ikd - sum(activated)
    stock, letters = _first_stock(kab, recorded), 0
    for day, today_recorded, today_active in zip(days, recorded, activated, strict=True):
        total, digital = total + today_recorded, digital + today_active
        printed = today_recorded + rng.randint(0, 6) if today_recorded else 0
        spoiled = rng.randint(0, 2) if printed else 0
        standing = {"penduduk": TERBITAN[kab].penduduk, "wajib_ktp": wajib, "wajib_dinamis": dinamis}
        done = {"rekam_hari": today_recorded, "kumulatif": total, "cetak_hari": printed}
        blangko = {"awal": stock, "masuk": 0, "terpakai": printed, "rusak": spoiled, "kirim": 0, "terima": 0}
        stock -= printed + spoiled
        reports: list[tuple[str, Angka]] = [
            (PEREKAMAN.kode, {**standing, **done, **_waiting(rng)}),
            (BLANGKO.kode, {**blangko, "sisa": stock}),
            (IKD.kode, {"aktivasi_hari": today_active, "kumulatif": digital, "target_persen": 25}),
        ]
        if HARI_H - (day - today_in(kab)).days <= 14:
            count = rng.randint(0, 9)
            letters += count
            reports.append((SUKET.kode, {"cetak_hari": count, "kumulatif": letters, "batal_hari": 0}))
        with clock_at(min(datetime.combine(day, time(15), zone_of(kab)), now())):
            for kode, figures in reports:
                save_laporan(session, kode, kab, day, figures, versi=0, actor=actor)


def _waiting(rng: Random) -> Angka:
    return {
        "prr": rng.randint(20, 400),
        "sfe": rng.randint(0, 60),
        "duplikat": rng.randint(0, 4),
        "gagal": rng.randint(0, 3),
    }


def _of_a_day(rng: Random, mean: int, day: date) -> int:
    """Fewer on a Saturday, nobody on a Sunday."""
    usual = rng.randint(max(mean // 2, 1), mean * 3 // 2 + 2)
    return 0 if day.weekday() == 6 else usual // (2 if day.weekday() == 5 else 1)


def _first_stock(kab: str, recorded: Sequence[int]) -> int:
    used = sum(count + 8 for count in recorded)
    sent = KIRIMAN if kab == PENGIRIM else 0
    return used + 40 if kab == HAMPIR_HABIS else used * 5 + sent


def _transfer(session: Session, actors: Mapping[str, Actor]) -> None:
    """Sent by the one with the largest stock, and not yet received."""
    send_blangko(
        session, PENGIRIM, HAMPIR_HABIS, KIRIMAN, tanggal=today_in(PENGIRIM), actor=actors[PENGIRIM],
        catatan="Contoh: pinjaman blangko",
    )  # fmt: skip
