"""Reading photographed KTP: what is found exactly, and how long it takes, beside the bare engine on the same photos."""

import io
import os
import re
from collections import Counter
from random import Random

from PIL import Image

from bench.hasil import Hasil, p50, p95
from bench.kartu_ktp import HARI, Kartu, invent, photograph, situation
from pemakaman.lapangan import mesin_ocr
from pemakaman.lapangan.mesin_ocr import Waktu
from pemakaman.lapangan.pembaca_ktp import read_card

JUMLAH = 60
BENIH = 11
POLOS = {
    "nik": re.compile(r"NIK\W*([0-9]{16})\b"),
    "nama": re.compile(r"Nama\W*(.+)"),
    "tempat_lahir": re.compile(r"Lahir\W*([^,\n]+),"),
    "lahir": re.compile(r"([0-9]{2}-[0-9]{2}-[0-9]{4})"),
    "alamat": re.compile(r"Alamat\W*(.+)"),
}
RUAS = (*POLOS, "jenis_kelamin", "agama", "status_kawin", "pekerjaan", "rt", "rw", "kewarganegaraan")


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """All drawn photos, once with our reader and once with the engine alone and a line of the same name."""
    jumlah, rng = max(6, int(JUMLAH * skala)), Random(BENIH)
    cards = invent(BENIH + 2, jumlah)
    photos = [(kartu, photograph(kartu, situation(rng), rng)) for kartu in cards]
    ours, sure, plain = Counter[str](), Counter[str](), Counter[str]()
    seconds, seconds_plain = list[float](), list[float]()
    for kartu, photo in photos:
        seconds.append(_ours(kartu, photo, ours, sure))
        seconds_plain.append(_plain(kartu, photo, plain))
    return [
        *(_share(f"ktp: {ruas} tepat", ours[ruas], plain[ruas], jumlah) for ruas in RUAS if ruas in POLOS),
        *(_share(f"ktp: {ruas} tepat", ours[ruas], jumlah, jumlah, "semua foto") for ruas in RUAS if ruas not in POLOS),
        Hasil("ktp: NIK tepat, dari semua foto", 100 * ours["nik"] / jumlah, "%", 90, "sasaran", (1.0, None)),
        Hasil("ktp: NIK yakin", 100 * sure["nik"] / jumlah, "%", 100, "semua foto"),
        Hasil("ktp: yakin dan benar, NIK", _right(sure, "nik"), "%", 99, "sasaran", (1.0, None)),
        Hasil("ktp: yakin dan benar, semua ruas", _right(sure, "semua"), "%", 99, "sasaran", (1.0, None)),
        Hasil("ktp: detik inti sefoto, p50", p50(seconds), "s", p50(seconds_plain), "mesin polos"),
        Hasil("ktp: detik inti sefoto, p95", p95(seconds), "s", 8.0, "batas", (None, 1.0)),
    ]


def _busy() -> float:
    """Seconds of a core that this process and the engine have used: what else the machine does is not counted."""
    return sum(os.times()[:4])


def _share(nama: str, count: int, rival: int, jumlah: int, lawan: str = "mesin polos") -> Hasil:
    return Hasil(nama, 100 * count / jumlah, "%", 100 * rival / jumlah, lawan)


def _right(sure: Counter[str], ruas: str) -> float:
    return 100 * (1 - sure[f"{ruas} salah"] / sure[ruas]) if sure[ruas] else 0.0


def _ours(kartu: Kartu, photo: bytes, right: Counter[str], sure: Counter[str]) -> float:
    start = _busy()
    # A machine busy with something else must not look like a reader that finds nothing.
    found = [satu.saran for satu in read_card(photo, HARI, lambda _: True, lama=60)]
    seconds = _busy() - start
    for saran in found:
        read = saran.teks if saran.ruas == "lahir" else saran.isi[saran.ruas]
        is_right = read.upper() == kartu.isi()[saran.ruas].upper()
        right[saran.ruas] += is_right
        for name in (saran.ruas, "semua") if saran.yakin else ():
            sure[name] += 1
            sure[f"{name} salah"] += not is_right
    return seconds


def _plain(kartu: Kartu, photo: bytes, right: Counter[str]) -> float:
    start = _busy()
    with Image.open(io.BytesIO(photo)) as picture:
        words = mesin_ocr.read(picture.convert("L"), Waktu(60), tata=6)
    seconds = _busy() - start
    lines = dict[int, list[str]]()
    for word in sorted(words, key=lambda word: word.kiri):
        lines.setdefault(round(word.tengah / 25), []).append(word.teks)
    text = "\n".join(" ".join(line) for line in lines.values())
    for ruas, pattern in POLOS.items():
        match = pattern.search(text)
        right[ruas] += match is not None and match[1].strip() == kartu.isi()[ruas]
    return seconds
