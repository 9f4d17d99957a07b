"""The dice of the bad line: a run with the same seed meets the same faults, whoever comes first."""

import json
from collections import Counter

from tests.gangguan.proksi import Gangguan, Laju, Permintaan, Proksi


def _kirim(hp: str, nomor: int) -> Permintaan:
    isi = json.dumps({"kiriman": f"k{nomor}", "waktu": {"kirim": "kapan saja"}}).encode()
    return Permintaan(hp, "POST", "/lapangan/kirim", b"POST /lapangan/kirim HTTP/1.1\r\n\r\n", isi, len(isi))


def _decisions(benih: int, urutan: list[Permintaan], bagian: float = 0.5) -> dict[str, list[Gangguan | None]]:
    proksi, found = Proksi(1, benih, Laju(bagian)), {}
    for permintaan in urutan:
        found.setdefault(permintaan.kunci, []).append(proksi._decide(permintaan)[0])
    return found


SEMUA = [_kirim(hp, nomor) for hp in ("hp1", "hp2") for nomor in range(30) for _ in range(3)]


def test_order_of_arrival_changes_no_fault() -> None:
    assert _decisions(7, SEMUA) == _decisions(7, SEMUA[::-1])


def test_another_seed_meets_other_faults() -> None:
    assert _decisions(7, SEMUA) != _decisions(8, SEMUA)


def test_every_kind_of_fault_comes_in_about_the_share_asked_for() -> None:
    semua = [_kirim("hp1", nomor) for nomor in range(2000)]
    ada = Counter(satu for daftar in _decisions(1, semua, 0.4).values() for satu in daftar)
    assert set(ada) == {None, *Gangguan} - {Gangguan.LAYANAN_MATI}
    assert 0.35 < 1 - ada[None] / 2000 < 0.45


def test_quiet_line_spoils_nothing_but_what_is_forced() -> None:
    proksi = Proksi(1, 7)
    proksi.force("POST", "/lapangan/kirim", Gangguan.PORTAL_200, hp="hp2")
    assert [proksi._decide(_kirim(hp, 1))[0] for hp in ("hp1", "hp2", "hp2")] == [None, Gangguan.PORTAL_200, None]


def test_phone_without_a_line_reaches_nothing() -> None:
    proksi = Proksi(1, 7)
    proksi.putus.add("hp1")
    assert [proksi._decide(_kirim(hp, 1))[0] for hp in ("hp1", "hp2")] == [Gangguan.PUTUS_AWAL, None]
