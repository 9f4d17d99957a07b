"""Places: real kecamatan and desa of Lampung, with hamlets, old names and the kecamatan of before a split."""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path
from random import Random

SUMBER = Path(__file__).parents[2] / "pemakaman" / "wilayah" / "data" / "wilayah.tsv.gz"
# In this order, as many as a population needs; each has rural and town desa of other peoples.
KABUPATEN = ("18.02", "18.01", "18.71", "18.05", "18.04")
KEC_LAMA = {
    "Anak Ratu Aji": "Anak Tuha", "Bandar Surabaya": "Seputih Surabaya", "Bumi Nabung": "Rumbia",
    "Putra Rumbia": "Rumbia",
    "Way Pengubuan": "Terbanggi Besar", "Sendang Agung": "Kalirejo", "Pubian": "Padang Ratu",
    "Selagai Lingga": "Padang Ratu",
    "Anak Tuha": "Padang Ratu", "Bekri": "Gunung Sugih", "Bumi Ratu Nuban": "Gunung Sugih", "Kota Gajah": "Punggur",
    "Way Seputih": "Seputih Banyak", "Bandar Mataram": "Seputih Mataram", "Way Panji": "Sidomulyo",
    "Candipuro": "Sidomulyo",
    "Way Sulan": "Katibung", "Merbau Mataram": "Katibung", "Tanjung Sari": "Tanjung Bintang",
    "Bakauheni": "Penengahan",
    "Ketapang": "Penengahan", "Rajabasa": "Kedaton", "Langkapura": "Kemiling", "Labuhan Ratu": "Kedaton",
    "Way Halim": "Sukarame", "Bumi Waras": "Teluk Betung Selatan", "Kedamaian": "Tanjung Karang Timur",
    "Enggal": "Tanjung Karang Pusat", "Teluk Betung Timur": "Teluk Betung Barat", "Tanjung Senang": "Sukarame",
}  # fmt: skip
_DUSUN_A = (
    "Sido",
    "Suka",
    "Marga",
    "Karang",
    "Purwo",
    "Sri",
    "Mekar",
    "Tanjung",
    "Sumber",
    "Bangun",
    "Rejo",
    "Banjar",
    "Kali",
)
_DUSUN_B = (
    "rejo",
    "mulyo",
    "sari",
    "jaya",
    "maju",
    "asri",
    "agung",
    "makmur",
    "harjo",
    "waras",
    "dadi",
    "anyar",
    "wangi",
)
_JALAN = (
    "Merdeka",
    "Raya",
    "Pasar",
    "Kartini",
    "Diponegoro",
    "Ahmad Yani",
    "Masjid",
    "Pramuka",
    "Melati",
    "Irigasi",
    "Lintas",
)


@dataclass(frozen=True)
class Desa:
    """One desa; `lama` is what old people call it."""

    kode_kec: str
    kab: str
    kecamatan: str
    nama: str
    lama: str
    dusun: tuple[str, ...]
    jalan: tuple[str, ...]

    @property
    def kec_lama(self) -> str:
        """The kecamatan it belonged to before a split, or the one of today."""
        return KEC_LAMA.get(self.kecamatan, self.kecamatan)


def list_desa(dice: Random, jumlah: int) -> list[Desa]:
    """As many desa as needed, at most six of a kecamatan, one kabupaten after the other."""
    with gzip.open(SUMBER, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and row[0].startswith(KABUPATEN)]
    names = {row[0]: row[1] for row in rows}
    kecamatan = [kode for kode in names if len(kode) == 8]
    dice.shuffle(kecamatan)
    kecamatan.sort(key=lambda kode: KABUPATEN.index(kode[:5]))
    found: list[Desa] = []
    for kode in kecamatan:
        own = [one for one in names if len(one) == 13 and one.startswith(kode)]
        found += [_desa(dice, names, one) for one in own[:6]]
    return found[:jumlah]


def _desa(dice: Random, names: dict[str, str], kode: str) -> Desa:
    dusun = {dice.choice(_DUSUN_A) + dice.choice(_DUSUN_B): None for _ in range(dice.randint(3, 6))}
    old = f"{dice.choice(('Bedeng', 'Bedeng', 'Unit'))} {dice.randint(1, 69)}"
    if dice.random() < 0.3:
        old = f"Umbul {dice.choice(_DUSUN_A)}"
    if dice.random() < 0.4:
        old = dice.choice(_DUSUN_A) + " " + dice.choice(("Tuha", "Lama", "Ratu", "Dalom", "Batin"))
    return Desa(
        kode_kec=kode[:8].replace(".", ""),
        kab=names[kode[:5]],
        kecamatan=names[kode[:8]],
        nama=names[kode],
        lama=old,
        dusun=tuple(dusun),
        jalan=tuple(dice.sample(_JALAN, 3)),
    )
