"""The voter list: columns as Sidalih names them, with its own few mistakes."""

import random
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pemakaman.pencocokan.pembangkit.ketik import slip
from pemakaman.pencocokan.pembangkit.nama import Bools, Ints, Rng, kosakata
from pemakaman.pencocokan.pembangkit.penduduk import ANAK1, ANAK3, HARI_DAFTAR, Penduduk, birth_places
from pemakaman.pencocokan.pembangkit.tempat import Desa

KOLOM = [
    "KECAMATAN",
    "DESA",
    "DPID",
    "NKK",
    "NIK",
    "NAMA",
    "JK",
    "TMPT_LHR",
    "TGL_LHR",
    "STS",
    "ALAMAT",
    "RT",
    "RW",
    "DIS",
    "KTPel",
    "SUMBER",
    "KET",
    "TPS",
]
NAMA_SELIP, TANGGAL_SELIP, JK_SELIP = 0.012, 0.006, 0.001
JALAN = [
    "MERDEKA",
    "PAHLAWAN",
    "SUDIRMAN",
    "DIPONEGORO",
    "KARTINI",
    "RAYA",
    "MAWAR",
    "MELATI",
    "ANGGREK",
    "KENANGA",
    "CEMPAKA",
    "DURIAN",
    "MANGGIS",
    "RAMBUTAN",
    "KELAPA",
    "KOPI",
    "LADA",
    "CENGKEH",
    "PRAMUKA",
    "PEMUDA",
    "VETERAN",
    "IMAM BONJOL",
    "HASANUDDIN",
    "RADEN INTAN",
    "AHMAD YANI",
    "GATOT SUBROTO",
    "TEUKU UMAR",
    "ANTASARI",
    "PATTIMURA",
    "SULTAN AGUNG",
    "HAYAM WURUK",
    "GAJAH MADA",
    "MASJID",
    "PASAR",
    "STASIUN",
    "BALAI DESA",
    "SEKOLAH",
    "IRIGASI",
    "WAY SEKAMPUNG",
    "WAY SEPUTIH",
    "LINTAS SUMATERA",
    "LINTAS TIMUR",
    "FLAMBOYAN",
    "BUGENVIL",
    "TERATAI",
    "NUSA INDAH",
    "JATI",
    "AKASIA",
    "KEMUNING",
    "GARUDA",
    "MERPATI",
    "CENDRAWASIH",
    "RAJAWALI",
    "ELANG",
    "SLAMET RIYADI",
    "WOLTER MONGINSIDI",
    "KH DEWANTARA",
]
DUSUN = [
    "SUKAMAJU",
    "SIDODADI",
    "SUMBER REJO",
    "MARGO MULYO",
    "TANJUNG SARI",
    "KARANG ANYAR",
    "SUKA JAYA",
    "MEKAR SARI",
    "SRI MULYO",
    "PURWODADI",
    "SIDOMULYO",
    "BANJAR SARI",
    "WONOSARI",
    "TALANG JAWA",
    "KALI PASIR",
    "UMBUL BATU",
    "REJO ASRI",
    "SUMBER AGUNG",
    "MARGA JAYA",
    "BUMI AYU",
    "KAMPUNG BARU",
    "WAY LUNIK",
    "SIMPANG TIGA",
    "TIRTO KENCONO",
    "GUNUNG SARI",
    "SINAR BANTEN",
    "CAMPANG TIGA",
    "PANCA WARNA",
]
_SEBUTAN = ("DUSUN", "DSN", "KP.", "JL.")
_SUMBER = ("dp4", "coklit", "trw3_2025", "trw2_2025", "kemendagri", "masyarakat")
_KET = ("", "U", "4", "1", "91", "2")
_KET_BAGIAN = (0.9855, 0.006, 0.003, 0.004, 0.0005, 0.001)
_AWAL_HARI = np.datetime64("1915-01-01").astype(np.int64)
_HARI = 40_000


@dataclass
class Lembar:
    """A part of the list, with what in it is not as people know it."""

    tabel: pa.Table
    nama_salah: set[int]
    tanggal_salah: set[int]


def _dates() -> pa.Array:
    days = np.datetime64("1915-01-01") + np.arange(_HARI)
    return pa.array([f"{d.day:02}|{d.month:02}|{d.year}" for d in days.astype(object)])


_TANGGAL = _dates()
_TIGA = pa.array([f"{n:03}" for n in range(1000)])
_KATA_JALAN = pa.array(JALAN)
_KATA_DUSUN = pa.array(DUSUN)


def list_part(
    rng: Rng, orang: Penduduk, desa: list[Desa], *, tampil: Bools, mati: Bools, dpid: Ints, samar: bool
) -> Lembar:
    """The table of those who stand on the list; `mati` are the dead of the book, of whom more are marked dead."""
    rows = np.flatnonzero(tampil)
    names, wrong_names = _slipped_names(rng, name_texts(orang.nama), rows)
    days, wrong_days = _slipped_days(rng, orang.lahir, rows)
    sex = orang.perempuan ^ (rng.random(len(orang)) < JK_SELIP)
    columns = {
        "KECAMATAN": pa.array([d.kecamatan for d in desa]).take(pa.array(orang.desa[rows])),
        "DESA": pa.array([d.nama for d in desa]).take(pa.array(orang.desa[rows])),
        "DPID": pa.array(dpid[rows]).cast(pa.string()),
        "NKK": _number_texts(orang.nkk[rows], samar=samar),
        "NIK": _number_texts(orang.nik[rows], samar=samar),
        "NAMA": names.take(pa.array(rows)),
        "JK": pa.array(["L", "P"]).take(pa.array(sex[rows].astype(np.int64))),
        "TMPT_LHR": pa.array(birth_places(desa)).take(pa.array(orang.tempat_lahir[rows])),
        "TGL_LHR": _TANGGAL.take(pa.array(days[rows] - _AWAL_HARI)),
        "STS": pa.array(["B", "S", "P"]).take(pa.array(_married(rng, orang)[rows])),
        "ALAMAT": address_texts(orang, rows),
        "RT": _TIGA.take(pa.array(orang.alamat["rt"][rows])),
        "RW": _TIGA.take(pa.array(orang.alamat["rw"][rows])),
        "DIS": pa.array(list("0123456")).take(pa.array(rng.choice(7, size=len(rows), p=(0.994, *(0.001,) * 6)))),
        "KTPel": pa.array(["S", "B"]).take(pa.array((rng.random(len(rows)) < 0.02).astype(np.int64))),
        "SUMBER": pa.array(_SUMBER).take(
            pa.array(rng.choice(6, size=len(rows), p=(0.55, 0.25, 0.08, 0.06, 0.04, 0.02)))
        ),
        "KET": pa.array(_KET).take(pa.array(_marks(rng, mati[rows]))),
        "TPS": _TIGA.take(pa.array(orang.alamat["tps"][rows])),
    }
    return Lembar(pa.table([columns[name] for name in KOLOM], names=KOLOM), wrong_names, wrong_days)


def name_texts(nama: Ints) -> pa.Array:
    """The names of all, as the list writes them."""
    words = pa.array([word or None for word in kosakata().kata])
    parts = [words.take(pa.array(nama[:, place])) for place in range(nama.shape[1])]
    return pc.binary_join_element_wise(*parts, " ", null_handling="skip")


def address_texts(orang: Penduduk, rows: Ints) -> pa.Array:
    """'JL. MAWAR NO. 12' or 'DUSUN SIDODADI'."""
    kind, street = orang.alamat["jenis"][rows], orang.alamat["jalan"][rows]
    road = _KATA_JALAN.take(pa.array(street % len(JALAN)))
    hamlet = _KATA_DUSUN.take(pa.array(street % len(DUSUN)))
    name = pc.if_else(pa.array(kind == 3), road, hamlet)
    number = orang.alamat["rumah"][rows] * (kind == 3)
    tail = pa.array([None] + [f"NO. {n}" for n in range(1, 200)]).take(pa.array(number))
    head = pa.array(_SEBUTAN).take(pa.array(kind))
    return pc.binary_join_element_wise(head, name, tail, " ", null_handling="skip")


def _number_texts(numbers: Ints, *, samar: bool) -> pa.Array:
    if not samar:
        return pa.array(numbers).cast(pa.string())
    start = pa.array(numbers // 10**4).cast(pa.string())
    return pc.binary_join_element_wise(start, pa.scalar("****"), "")


def _slipped_names(rng: Rng, names: pa.Array, rows: Ints) -> tuple[pa.Array, set[int]]:
    wrong = rows[rng.random(len(rows)) < NAMA_SELIP]
    typist = random.Random(int(rng.integers(2**62)))  # noqa: S311
    texts = [slip(typist, text) for text in names.take(pa.array(wrong)).to_pylist()]
    mask = np.zeros(len(names), dtype=np.bool_)
    mask[wrong] = True
    return pc.replace_with_mask(names, pa.array(mask), pa.array(texts, type=pa.string())), set(wrong.tolist())


def _slipped_days(rng: Rng, lahir: Ints, rows: Ints) -> tuple[Ints, set[int]]:
    """Day and month exchanged where that is a date, or a year beside."""
    wrong = rows[rng.random(len(rows)) < TANGGAL_SELIP]
    days = lahir.copy()
    dates = days[wrong].astype("datetime64[D]").astype(object)
    changed = [
        _swapped(d) if number % 2 else d.replace(year=d.year - 1, day=min(d.day, 28)) for number, d in enumerate(dates)
    ]
    days[wrong] = np.array(changed, dtype="datetime64[D]").astype(np.int64)
    return days, set(wrong[days[wrong] != lahir[wrong]].tolist())


def _swapped(day: date) -> date:
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else day


def _married(rng: Rng, orang: Penduduk) -> Ints:
    """0 not yet, 1 yes, 2 was."""
    age = (HARI_DAFTAR.astype(np.int64) - orang.lahir) / 365.25
    child = (orang.peran >= ANAK1) & (orang.peran <= ANAK3)
    single = np.where(child, rng.random(len(orang)) < np.where(age < 25, 0.95, 0.8), age < 20)
    luck = rng.random(len(orang))
    return np.where(single, 0, np.where(luck < np.where(age > 65, 0.35, 0.06), 2, 1)).astype(np.int64)


def _marks(rng: Rng, mati: Bools) -> Ints:
    marks = rng.choice(len(_KET), size=len(mati), p=_KET_BAGIAN)
    known = mati & (rng.random(len(mati)) < 0.04)
    marks[known] = np.where(rng.random(int(known.sum())) < 0.7, 3, 4)
    return np.asarray(marks, dtype=np.int64)
