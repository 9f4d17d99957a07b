"""The burial book: each burial in one hand, with the words for all that went wrong."""

from dataclasses import dataclass
from datetime import date
from random import Random

from tests.latih_lain import kata, tulis_nama, tulis_tanggal
from tests.latih_lain.kubur import Kubur
from tests.latih_lain.tangan import TANGAN, Tangan
from tests.latih_lain.tulis_nik import nik_cell, reporter_cells
from tests.latih_lain.tulis_tempat import place_cells

HEADER = (
    *("NO", "NIK", "NAMA", "BIN_BINTI", "JENIS_KELAMIN", "TEMPAT_LAHIR", "TANGGAL_LAHIR", "UMUR", "ALAMAT", "RT", "RW"),
    *("DESA", "KECAMATAN", "TANGGAL_MENINGGAL", "TEMPAT_MENINGGAL", "SEBAB", "TANGGAL_PEMAKAMAN", "MAKAM", "BLOK"),
    *("NAMA_PELAPOR", "NIK_PELAPOR", "HUBUNGAN", "NO_HP"),
)
_JK = {
    "juru_kunci": (("L", "Laki2", "Lk"), ("P", "Pr", "Perempuan")),
    "sekdes": (("LAKI-LAKI", "L"), ("PEREMPUAN", "P")),
    "tpu": (("Pria", "Laki-laki"), ("Wanita", "Perempuan")),
}
_GANTI_NAMA = ("nama_panggilan", "nama_suami", "nama_anak")
_UBAH_NAMA = (
    *(
        "nama_potong",
        "nama_balik",
        "nama_singkat",
        "nama_dengar",
        "nama_ketik",
        "nama_spasi",
        "nama_alias",
        "nama_gelar",
    ),
    *("nama_bin", "nama_ocr"),
)
Row = dict[str, str]


@dataclass(frozen=True)
class Baris:
    """One row of the book and what is wrong with it."""

    sel: Row
    kelas: tuple[str, ...]


def write_row(dice: Random, kubur: Kubur, nomor: int) -> Baris:
    """The row as one of the hands writes it."""
    hand = dice.choices(list(TANGAN), [one.bagian for one in TANGAN.values()])[0]
    tangan = TANGAN[hand]
    nik, trouble = nik_cell(dice, tangan, kubur)
    nama, nama_kelas = _name(dice, tangan, kubur)
    lahir, umur, waktu_kelas = _birth(dice, hand, tangan, kubur)
    tempat, tempat_kelas = place_cells(dice, hand, tangan, kubur)
    jk, jk_kelas = _sex(dice, hand, tangan, kubur.orang.jk)
    row = {
        "NO": str(nomor),
        "NIK": nik,
        "NAMA": _case(dice, hand, nama),
        "BIN_BINTI": _father(dice, tangan, kubur),
        "JENIS_KELAMIN": jk,
        "TEMPAT_LAHIR": kubur.orang.tempat_lahir if dice.random() < 0.55 else "",
        "TANGGAL_LAHIR": lahir,
        "UMUR": umur,
        **tempat,
        "TANGGAL_MENINGGAL": tulis_tanggal.death_form(dice, kubur.meninggal, hand) if dice.random() < 0.96 else "",
        "TEMPAT_MENINGGAL": kubur.tempat,
        "SEBAB": kubur.sebab,
        "TANGGAL_PEMAKAMAN": tulis_tanggal.full_form(dice, kubur.dimakamkan, hand) if dice.random() < 0.9 else "",
        "MAKAM": f"{dice.choice(('TPU', 'Makam', 'Kuburan'))} {kubur.desa_makam.nama}",
        "BLOK": f"{dice.choice('ABCDE')}-{dice.randint(1, 60)}" if hand in {"tpu", "sekdes"} else "",
        **reporter_cells(dice, tangan, kubur.pelapor, kubur.hubungan),
    }
    if trouble == "nik_geser":
        # The columns slipped: what is the NIK stands under the reporter's, and the other way round.
        row["NIK"], row["NIK_PELAPOR"] = row["NIK_PELAPOR"], row["NIK"]
        trouble = "nik_geser nik_pelapor" if row["NIK"] else "nik_geser"
    kelas = [
        *kubur.kelas,
        *(trouble or "").split(),
        *nama_kelas,
        *waktu_kelas,
        *tempat_kelas,
        *jk_kelas,
        *kubur.orang.catatan,
    ]
    found = Baris(row, (hand, *dict.fromkeys(kelas)))
    return Baris(row, (*found.kelas, "hampa")) if _is_hopeless(found) else found


def _is_hopeless(baris: Baris) -> bool:
    """Another name, no number and no birthday: nobody could find this one."""
    kelas = set(baris.kelas)
    numberless = kelas & {"nik_kosong", "nik_kk", "nik_pelapor", "nik_pasangan"}
    dateless = kelas & {"tgl_kosong", "tgl_tahun", "tgl_duga", "tgl_salah"}
    return bool(numberless and dateless and kelas & {*_GANTI_NAMA, "nama_hilang"})


def _name(dice: Random, tangan: Tangan, kubur: Kubur) -> tuple[str, list[str]]:
    one = kubur.orang
    if (kubur.meninggal - one.lahir).days < 60 and "bayi" in kubur.kelas and one.ayah:
        return f"Bayi {dice.choice(('', 'Ny. ', 'Tn. '))}{one.ayah.nama.title()}", ["nama_bayi"]
    for kind in _GANTI_NAMA:
        if dice.random() < getattr(tangan, kind):
            name = _replaced(dice, kind, kubur)
            if name:
                return name, [kind]
    nama, kelas = one.nama, []
    for kind in _UBAH_NAMA:
        if dice.random() < getattr(tangan, kind):
            changed = _changed(dice, kind, nama, kubur)
            if changed != nama:
                nama = changed
                kelas.append(kind)
    return nama, kelas


def _replaced(dice: Random, kind: str, kubur: Kubur) -> str | None:
    if kind == "nama_panggilan":
        return tulis_nama.nickname(dice, kubur)
    return tulis_nama.by_husband(kubur, dice) if kind == "nama_suami" else tulis_nama.by_child(kubur, dice)


def _changed(dice: Random, kind: str, nama: str, kubur: Kubur) -> str:
    one = kubur.orang
    if kind == "nama_dengar":
        return tulis_nama.heard(dice, nama, dice.choice((1, 1, 1, 2)))
    if kind == "nama_alias":
        gelar = dice.choice(kata.LAMPUNG_GELAR) if one.suku == "lampung" and dice.random() < 0.6 else ""
        return tulis_nama.aliased(dice, nama, gelar)
    if kind == "nama_gelar":
        return tulis_nama.titled(dice, nama, one.jk)
    if kind == "nama_bin":
        word = dice.choice(("bin", "Bin", "b.") if one.jk == "L" else ("binti", "Binti", "bt."))
        return f"{nama} {word} {one.ayah.nama if one.ayah else 'Abdullah'}"
    simple = {
        "nama_potong": tulis_nama.cut, "nama_balik": tulis_nama.turned, "nama_singkat": tulis_nama.shortened,
        "nama_ketik": tulis_nama.typed, "nama_spasi": tulis_nama.spaced, "nama_ocr": tulis_nama.scanned,
    }  # fmt: skip
    return simple[kind](dice, nama)


def _case(dice: Random, hand: str, nama: str) -> str:
    if hand in {"sekdes", "pindai"} or dice.random() < 0.15:
        return nama.upper()
    if hand == "cucu" and dice.random() < 0.25:
        return nama.lower()
    return " ".join(word if word[:1].islower() else word.capitalize() for word in nama.split())


def _father(dice: Random, tangan: Tangan, kubur: Kubur) -> str:
    if kubur.orang.ayah is None or dice.random() >= tangan.bin:
        return ""
    nama = kubur.orang.ayah.nama.title()
    return f"{'bin' if kubur.orang.jk == 'L' else 'binti'} {nama}" if dice.random() < 0.4 else nama


def _sex(dice: Random, hand: str, tangan: Tangan, jk: str) -> tuple[str, list[str]]:
    chance = dice.random()
    if chance < tangan.jk_kosong:
        return "", []
    if chance < tangan.jk_kosong + tangan.jk_salah:
        return "P" if jk == "L" else "L", ["jk_salah"]
    return dice.choice(_JK.get(hand, (("L",), ("P",)))[jk == "P"]), []


def _birth(dice: Random, hand: str, tangan: Tangan, kubur: Kubur) -> tuple[str, str, list[str]]:
    """The birth date, the age, and what is wrong with either."""
    one = kubur.orang
    kelas: list[str] = []
    born = one.lahir_rumah if dice.random() < tangan.tgl_rumah else one.lahir
    if born != one.lahir:
        kelas.append("tgl_rumah")
    written = tulis_tanggal.full_form(dice, born, hand)
    chance = dice.random()
    for kind in ("tgl_kosong", "tgl_tahun", "tgl_tukar", "tgl_salah", "tgl_duga"):
        chance -= getattr(tangan, kind)
        if chance < 0:
            changed = _spoiled_date(dice, hand, kind, born)
            if changed is not None:
                written = changed
                kelas.append(kind)
            break
    baby = (kubur.meninggal - one.lahir).days
    roughly = dice.random() < tangan.umur_kira and baby > 4000
    umur = tulis_tanggal.age_form(dice, kubur.umur, roughly=roughly, baby_days=baby if baby < 600 else None)
    if dice.random() < tangan.umur_kosong:
        umur = ""
    elif roughly:
        kelas.append("umur_kira")
    return written, umur, kelas


def _spoiled_date(dice: Random, hand: str, kind: str, born: date) -> str | None:
    if kind == "tgl_kosong":
        return dice.choice(("", "", "", "-", "?"))
    if kind == "tgl_tahun":
        return tulis_tanggal.year_form(dice, born)
    if kind == "tgl_duga":
        return tulis_tanggal.guessed(dice, born)
    day = tulis_tanggal.swapped(born) if kind == "tgl_tukar" else tulis_tanggal.wrong(dice, born)
    return tulis_tanggal.full_form(dice, day, hand) if day != born else None
