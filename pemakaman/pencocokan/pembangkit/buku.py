"""One row of the burial book, as the clerk of that cemetery writes it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pemakaman.pencocokan.pembangkit import ketik
from pemakaman.pencocokan.pembangkit.almarhum import Mendiang, Orang, relation
from pemakaman.pencocokan.pembangkit.salah_nama import GELAR, write_name
from pemakaman.pencocokan.pembangkit.salah_nik import KOSONG, write_nik
from pemakaman.pencocokan.pembangkit.salah_tanggal import GAYA, GAYA_BAGIAN, write_birth, write_day
from pemakaman.pencocokan.pembangkit.tempat import Desa

KOLOM = [
    "NO",
    "NIK",
    "NAMA",
    "BIN_BINTI",
    "JENIS_KELAMIN",
    "TEMPAT_LAHIR",
    "TANGGAL_LAHIR",
    "UMUR",
    "ALAMAT",
    "RT",
    "RW",
    "DESA",
    "KECAMATAN",
    "TANGGAL_MENINGGAL",
    "TEMPAT_MENINGGAL",
    "SEBAB",
    "TANGGAL_PEMAKAMAN",
    "MAKAM",
    "BLOK",
    "NAMA_PELAPOR",
    "NIK_PELAPOR",
    "HUBUNGAN",
    "NO_HP",
]
MAKAM_LAIN, DESA_MAKAM, DESA_KOSONG = 0.08, 0.5, 0.06
JK_SALAH, JK_KOSONG = 0.01, 0.05
PELAPOR_SERUMAH, PELAPOR_TETANGGA, NIK_PELAPOR_KOSONG = 0.82, 0.13, 0.22
_SEBAB = (
    "SAKIT",
    "SAKIT",
    "SAKIT TUA",
    "TUA",
    "SAKIT JANTUNG",
    "STROKE",
    "KECELAKAAN",
    "DIABETES",
    "SESAK NAPAS",
    "",
    "",
    "USIA LANJUT",
)
_TEMPAT = ("RUMAH", "RUMAH", "RUMAH DUKA", "RSUD", "RS ABDUL MOELOEK", "PUSKESMAS", "", "")
_ALAMAT = (
    ("JL.", "JALAN"),
    ("JL.", "JLN"),
    ("JL.", ""),
    ("DUSUN", "DSN."),
    ("DUSUN", "DS."),
    ("DSN", "DUSUN"),
    ("KP.", "KAMPUNG"),
    ("NO. ", "NO."),
    ("GG.", "GANG"),
)

# Who writes for one cemetery: the keeper, a village clerk, someone's grandchild.
_JURU_TULIS = 3


@dataclass(frozen=True)
class Gaya:
    """The habits of one clerk."""

    tanggal: str
    huruf: str
    nik_kosong: float
    gelar: float


def clerk_of(biji: int, juru_tulis: str) -> Gaya:
    """The same clerk always has the same habits; over all of them the rates are those of the model."""
    luck = Random(f"{biji} {juru_tulis}")  # noqa: S311
    kosong = luck.choices((KOSONG * 0.7, KOSONG, KOSONG * 1.45), (0.35, 0.4, 0.25))[0]
    return Gaya(
        luck.choices(GAYA, GAYA_BAGIAN)[0],
        luck.choices(("besar", "judul", "kecil"), (0.6, 0.37, 0.03))[0],
        kosong,
        luck.choice((GELAR * 0.3, GELAR, GELAR * 1.7)),
    )


def write_row(luck: Random, dead: Mendiang, biji: int, kematian: date) -> tuple[list[str], set[str]]:
    """The cells without NO, and the kinds of trouble in them."""
    kinds = set(dead.tanda) | ({"tidak_terdaftar"} if not dead.dpid else set())
    elsewhere = luck.random() < MAKAM_LAIN and dead.desa_lain != dead.desa
    ground = dead.desa_lain if elsewhere else dead.desa
    makam = f"TPU {ground.nama}"
    gaya = clerk_of(biji, f"{makam} {luck.randrange(_JURU_TULIS)}")
    pelapor, hubungan = _reporter(luck, dead)
    nik, nik_kind = write_nik(luck, dead, pelapor, gaya.nik_kosong)
    nama, name_kinds = write_name(luck, dead, gaya.huruf, gaya.gelar)
    lahir, umur, date_kind = write_birth(luck, dead.orang.lahir, kematian, gaya.tanggal)
    sex, sex_kind = _sex(luck, dead)
    desa, kec, place_kind = _place(luck, dead.desa, ground)
    kinds |= {nik_kind, *name_kinds, date_kind, sex_kind, place_kind} - {""}
    buried = kematian + timedelta(days=luck.choices((0, 1, 2), (0.6, 0.37, 0.03))[0])
    cells = [
        nik,
        nama,
        _father(luck, dead, gaya.huruf),
        sex,
        _birth_place(luck, dead),
        lahir,
        umur,
        _address(luck, dead.alamat),
        _rt(luck, dead.rt),
        _rt(luck, dead.rw),
        desa,
        kec,
        write_day(luck, kematian, gaya.tanggal),
        luck.choice(_TEMPAT),
        luck.choice(_SEBAB),
        write_day(luck, buried, gaya.tanggal),
        makam,
        luck.choice(("", "A", "B", "C", "ISLAM", "B2")),
        *_reporter_cells(luck, pelapor, hubungan, gaya.huruf),
    ]
    return [_like_clerk(cell, gaya.huruf) if place in _NAMA_TEMPAT else cell for place, cell in enumerate(cells)], kinds


_NAMA_TEMPAT = {4, 7, 10, 11, 13, 14, 16}


def _like_clerk(text: str, huruf: str) -> str:
    return text.title().replace("Tpu ", "TPU ").replace("Rsud", "RSUD") if huruf == "judul" else text


_LEBIH_MUDA = ("ANAK", "ANAK", "ANAK", "MENANTU", "KEPONAKAN", "TETANGGA")
_SEBAYA = ("TETANGGA", "KETUA RT", "SAUDARA", "SAUDARA", "KERABAT")


def _reporter(luck: Random, dead: Mendiang) -> tuple[Orang | None, str]:
    kind = luck.random()
    if kind < PELAPOR_SERUMAH and dead.serumah:
        one = luck.choice(dead.serumah)
        return one, relation(dead.orang, one)
    if kind < PELAPOR_SERUMAH + PELAPOR_TETANGGA and dead.tetangga:
        one = luck.choice(dead.tetangga)
        younger = one.lahir.year - dead.orang.lahir.year
        return one, luck.choice(_LEBIH_MUDA if younger > 18 else _SEBAYA)
    return None, ""


def _reporter_cells(luck: Random, one: Orang | None, hubungan: str, huruf: str) -> list[str]:
    if one is None:
        return ["", "", "", ""]
    nama = ketik.slip(luck, " ".join(one.nama)) if luck.random() < 0.05 else " ".join(one.nama)
    nik = "" if luck.random() < NIK_PELAPOR_KOSONG else one.nik
    phone = (
        f"08{luck.choice(('12', '13', '21', '52', '57', '95'))}{luck.randrange(10**7, 10**8)}"
        if luck.random() < 0.7
        else ""
    )
    return [_like_clerk(nama, huruf), nik, hubungan if luck.random() < 0.92 else "", phone]


def _sex(luck: Random, dead: Mendiang) -> tuple[str, str]:
    girl, kind = dead.orang.perempuan, ""
    if luck.random() < JK_KOSONG:
        return "", ""
    if luck.random() < JK_SALAH:
        girl, kind = not girl, "jk_salah"
    return luck.choices(("P", "PEREMPUAN", "Pr") if girl else ("L", "LAKI-LAKI", "Lk"), (0.75, 0.2, 0.05))[0], kind


def _place(luck: Random, home: Desa, ground: Desa) -> tuple[str, str, str]:
    if luck.random() < DESA_KOSONG:
        return "", (home.kecamatan if luck.random() < 0.4 else ""), "desa_kosong"
    written = ground if ground != home and luck.random() < DESA_MAKAM else home
    desa, kec = written.nama, written.kecamatan
    if luck.random() < 0.08:
        desa = _place_variant(luck, desa)
    if luck.random() < 0.06:
        kec = luck.choice((f"KEC. {kec}", _place_variant(luck, kec), ""))
    return desa, kec, ("desa_lain" if ground != home else "")


def _place_variant(luck: Random, nama: str) -> str:
    kind = luck.random()
    if kind < 0.3 and " " in nama:
        return nama.replace(" ", "", 1)
    if kind < 0.5:
        return f"{luck.choice(('DESA', 'DS.', 'KEL.', 'PEKON', 'KAMPUNG'))} {nama}"
    if kind < 0.75:
        changed = nama.replace("REJO", "HARJO", 1) if "REJO" in nama else nama.replace("WAY", "WAI", 1)
        return changed if changed != nama else " ".join(ketik.respell(luck, nama.split()))
    return ketik.slip(luck, nama)


def _father(luck: Random, dead: Mendiang, huruf: str) -> str:
    kind = luck.random()
    if kind < 0.30 and dead.ayah:
        words = dead.ayah if luck.random() < 0.6 else dead.ayah[:1]
        if luck.random() < 0.15:
            words = ketik.respell(luck, words)
        text = " ".join(words)
        if luck.random() < 0.3:
            text = f"{'BINTI' if dead.orang.perempuan else 'BIN'} {text}"
        return _like_clerk(text, huruf)
    if kind < 0.34 and dead.pasangan and dead.orang.perempuan:
        return _like_clerk(" ".join(dead.pasangan), huruf)
    return ""


def _birth_place(luck: Random, dead: Mendiang) -> str:
    kind = luck.random()
    if kind < 0.30:
        return ""
    if kind < 0.40:
        return luck.choice((dead.desa.kabupaten, "LAMPUNG", "JAWA", dead.desa.nama, "JAWA TENGAH"))
    return ketik.slip(luck, dead.tempat_lahir) if kind < 0.44 else dead.tempat_lahir


def _address(luck: Random, alamat: str) -> str:
    kind = luck.random()
    if kind < 0.18:
        return ""
    if kind < 0.65:
        return alamat
    for old, new in luck.sample(_ALAMAT, len(_ALAMAT)):
        if old in alamat:
            return alamat.replace(old, new, 1).strip()
    return alamat.split(" NO.", maxsplit=1)[0]


def _rt(luck: Random, number: int) -> str:
    kind = luck.random()
    if kind < 0.25:
        return ""
    if kind < 0.35:
        return luck.choice(("000", "00", "0", "-"))
    if kind < 0.39:
        number += luck.choice((-1, 1, 2))
    return luck.choice((f"{number:03}", f"{number:02}", str(number)))
