"""A made-up voter list of any length, in the columns of Sidalih; the same seed gives the same bytes."""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

HEADER = (
    *("KECAMATAN", "DESA", "DPID", "NKK", "NIK", "NAMA", "JK", "TMPT_LHR", "TGL_LHR", "STS", "ALAMAT"),
    *("RT", "RW", "DIS", "KTPel", "SUMBER", "KET", "TPS", "LastUpdate", "rank"),
)
# Two real kecamatan of Bandar Lampung with desa whose names are unique there.
TEMPAT = (
    ("Kedaton", "Kedaton"),
    ("Kedaton", "Sukamenanti"),
    ("Sukarame", "Sukarame"),
    ("Sukarame", "Way Dadi"),
)
DEPAN_L = ("Ahmad", "Budi", "Hendri", "I Made", "Joko", "Muhammad", "Rahmat", "Slamet", "Suparman", "Zulkifli")
DEPAN_P = ("Aminah", "Dewi", "Fatimah", "Maryati", "Ni Ketut", "Nurhayati", "Ratna", "Siti", "Sumarni", "Yuliana")
BELAKANG = ("Hartono", "Kusuma", "Lestari", "Pratiwi", "Rohani", "Saputra", "Suhaimi", "Wibowo", "Wijaya", "Zainuddin")


def voter_rows(jumlah: int, *, benih: int = 1) -> Iterator[Sequence[str]]:
    """Rows of voters who do not exist; every NIK is another."""
    dice = random.Random(benih)
    for nomor in range(jumlah):
        yield _row(dice, nomor)


def write_voter_csv(path: Path, jumlah: int, *, pemisah: str = ",", benih: int = 1) -> Path:
    """A CSV of `jumlah` voters."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=pemisah)
        writer.writerow(HEADER)
        writer.writerows(voter_rows(jumlah, benih=benih))
    return path


def _row(dice: random.Random, nomor: int) -> Sequence[str]:
    kecamatan, desa = TEMPAT[nomor % len(TEMPAT)]
    perempuan = bool(dice.getrandbits(1))
    hari, bulan, tahun = dice.randint(1, 28), dice.randint(1, 12), dice.randint(1930, 2005)
    nik = f"1871{nomor // 10_000 % 100:02}{hari + 40 * perempuan:02}{bulan:02}{tahun % 100:02}{nomor % 10_000:04}"
    nama = f"{dice.choice(DEPAN_P if perempuan else DEPAN_L)} {dice.choice(BELAKANG)}"
    return (
        *(kecamatan, desa, str(1_000_000 + nomor), f"1871{nomor // 3:012}", nik, nama.upper()),
        *("P" if perempuan else "L", "Bandar Lampung", f"{hari:02}|{bulan:02}|{tahun}", dice.choice("BSP")),
        *(f"JL. MELATI NO. {dice.randint(1, 200)}", f"{dice.randint(1, 20):03}", f"{dice.randint(1, 9):03}"),
        *("0", "S", "dp4", "", f"{nomor // 250 % 30 + 1:03}", "", "Aktif"),
    )
