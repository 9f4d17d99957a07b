"""The voter list as it was typed: most rows right, some wrong in their own way."""

from datetime import date, timedelta
from random import Random

from tests.latih_lain.warga import Orang, Warga

HEADER = (
    *("KECAMATAN", "DESA", "DPID", "NKK", "NIK", "NAMA", "JK", "TMPT_LHR", "TGL_LHR", "STS", "ALAMAT", "RT", "RW"),
    *("DIS", "KTPel", "SUMBER", "KET", "TPS"),
)
# What is wrong in a row of the list, and how often.
LAJU_DAFTAR = {
    "daftar_pindah": 0.035,  # the row is at another address or desa, the NIK the same
    "daftar_tgl_tukar": 0.006,  # day and month swapped
    "daftar_tgl_salah": 0.006,  # another day, month or year
    "daftar_jk": 0.003,
    "daftar_potong": 0.01,  # the name cut at twenty letters
    "daftar_nikah": 0.012,  # a woman under her own and her husband's name
    "daftar_gelar": 0.03,  # H., HJ., degrees
    "daftar_ketik": 0.012,  # a slip in the name
    "daftar_nik": 0.004,  # a wrong digit in the NIK
    "daftar_satu_nama": 0.004,  # only the first word
}
Row = dict[str, str]


def list_rows(dice: Random, warga: Warga) -> tuple[list[Row], dict[int, str]]:
    """The rows in the order of desa and TPS, and the DPID of each person."""
    voters = sorted(warga.pemilih, key=lambda one: (one.desa.kode_kec, one.desa.nama, one.rw, one.rt, one.nkk))
    dpids = dice.sample(range(10_000_000, 99_999_999), len(voters))
    rows, keys = [], {}
    for place, (one, dpid) in enumerate(zip(voters, dpids, strict=True)):
        keys[one.nomor] = str(dpid)
        rows.append(_row(dice, warga, one, str(dpid), place))
    return rows, keys


def mask(row: Row) -> Row:
    """The same row as it is given out: four digits starred."""
    return row | {name: row[name][:-4] + "****" for name in ("NIK", "NKK")}


def _row(dice: Random, warga: Warga, one: Orang, dpid: str, place: int) -> Row:
    row = {
        "KECAMATAN": one.desa.kecamatan.upper(),
        "DESA": one.desa.nama.upper(),
        "DPID": dpid,
        "NKK": one.nkk,
        "NIK": one.nik,
        "NAMA": one.nama,
        "JK": one.jk,
        "TMPT_LHR": one.tempat_lahir.upper(),
        "TGL_LHR": _written(one.lahir),
        "STS": "S" if one.pasangan else dice.choice("BBP"),
        "ALAMAT": one.alamat,
        "RT": f"{one.rt:03d}",
        "RW": f"{one.rw:03d}",
        "DIS": "0" if dice.random() < 0.99 else str(dice.randint(1, 6)),
        "KTPel": "S" if dice.random() < 0.98 else "B",
        "SUMBER": dice.choice(("dp4", "dp4", "coklit", "trw2_2025", "kemendagri")),
        "KET": "",
        "TPS": f"{1 + (one.rw * 9 + one.rt) % 5:03d}",
    }
    for habit, rate in LAJU_DAFTAR.items():
        if dice.random() < rate and _spoil(dice, warga, one, row, habit):
            one.catatan.append(habit)
    return row


def _spoil(dice: Random, warga: Warga, one: Orang, row: Row, habit: str) -> bool:
    if habit == "daftar_pindah":
        return _moved(dice, warga, row)
    if habit.startswith("daftar_tgl"):
        return _wrong_date(dice, one, row, swapped=habit.endswith("tukar"))
    if habit == "daftar_jk":
        row["JK"] = "P" if one.jk == "L" else "L"
        return True
    if habit == "daftar_nik":
        place = dice.randrange(12, 16)
        row["NIK"] = f"{one.nik[:place]}{(int(one.nik[place]) + dice.randint(1, 9)) % 10}{one.nik[place + 1 :]}"
        return True
    return _wrong_name(dice, one, row, habit)


def _wrong_name(dice: Random, one: Orang, row: Row, habit: str) -> bool:
    old = row["NAMA"]
    if habit == "daftar_potong":
        row["NAMA"] = old[:20].rstrip()
    elif habit == "daftar_nikah" and one.jk == "P" and one.pasangan:
        row["NAMA"] = f"{old} {one.pasangan.nama.split()[0]}"
    elif habit == "daftar_gelar":
        front = ("H.", "HI.", "DRS.", "IR.") if one.jk == "L" else ("HJ.", "DRA.")
        row["NAMA"] = (
            f"{dice.choice(front)} {old}" if dice.random() < 0.6 else f"{old}, {dice.choice(('S.PD', 'SE', 'A.MA.PD'))}"
        )
    elif habit == "daftar_ketik":
        place = dice.randrange(1, max(2, len(old) - 1))
        row["NAMA"] = old[:place] + old[place + 1 :]
    elif habit == "daftar_satu_nama":
        row["NAMA"] = old.split()[0] if len(old.split()[0]) > 3 else old
    return row["NAMA"] != old


def _moved(dice: Random, warga: Warga, row: Row) -> bool:
    other = dice.choice(warga.desa)
    row["KECAMATAN"], row["DESA"] = other.kecamatan.upper(), other.nama.upper()
    row["ALAMAT"] = f"DUSUN {dice.choice(other.dusun)}".upper()
    row["RT"], row["RW"] = f"{dice.randint(1, 9):03d}", f"{dice.randint(1, 4):03d}"
    return True


def _wrong_date(dice: Random, one: Orang, row: Row, *, swapped: bool) -> bool:
    born = one.lahir
    if swapped:
        if born.day > 12 or born.day == born.month:
            return False
        row["TGL_LHR"] = _written(date(born.year, born.day, born.month))
        return True
    row["TGL_LHR"] = _written(born + timedelta(days=dice.choice((1, -1, 10, 31, 365, -365, 3653, -30))))
    return True


def _written(day: date) -> str:
    return f"{day.day:02d}|{day.month:02d}|{day.year}"
