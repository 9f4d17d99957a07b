"""What stands in the NIK column."""

from random import Random

from tests.latih_lain.kubur import Kubur
from tests.latih_lain.tangan import Tangan
from tests.latih_lain.warga import Orang

_OCR_ANGKA = {"0": "O", "1": "l", "5": "S", "8": "B", "6": "G", "2": "Z", "7": "T"}


def nik_cell(dice: Random, tangan: Tangan, kubur: Kubur) -> tuple[str, str | None]:
    """The cell and the word for its trouble."""
    one = kubur.orang
    if dice.random() >= tangan.nik:
        return dice.choice(("", "", "", "-", "tidak ada", "0")), "nik_kosong"
    chance = dice.random()
    for kind in ("nik_pelapor", "nik_pasangan", "nik_kk", "nik_salah", "nik_ekor", "nik_ocr", "nik_geser"):
        chance -= getattr(tangan, kind)
        if chance < 0:
            cell = _spoiled(dice, kind, kubur)
            return (cell, kind) if cell is not None else (_form(dice, one.nik), None)
    if not one.is_dewasa and dice.random() < 0.4:
        return kubur.pelapor.nik, "nik_pelapor"
    return _form(dice, one.nik), None


def _spoiled(dice: Random, kind: str, kubur: Kubur) -> str | None:
    one, nik = kubur.orang, kubur.orang.nik
    if kind == "nik_pelapor":
        return kubur.pelapor.nik if kubur.pelapor is not one else None
    if kind == "nik_pasangan":
        return one.pasangan.nik if one.pasangan else None
    if kind == "nik_kk":
        return one.nkk
    if kind == "nik_ekor":
        return dice.choice((f"{nik[:15]}0", f"{nik[0]},{nik[1:6]}E+15", f"{nik[:15]}0", nik[:15]))
    if kind == "nik_ocr":
        return _scanned(dice, nik)
    return _wrong_digit(dice, nik) if kind == "nik_salah" else nik


def _wrong_digit(dice: Random, nik: str) -> str:
    place = dice.randrange(16)
    kind = dice.randrange(4)
    if kind == 0:
        return nik[:place] + nik[place + 1 :]
    if kind == 1 and place:
        return nik[: place - 1] + nik[place] + nik[place - 1] + nik[place + 1 :]
    if kind == 2:
        return nik[:place] + nik[place] + nik[place:]
    return f"{nik[:place]}{(int(nik[place]) + dice.randint(1, 9)) % 10}{nik[place + 1 :]}"


def _scanned(dice: Random, nik: str) -> str:
    letters = [place for place, digit in enumerate(nik) if digit in _OCR_ANGKA]
    for place in dice.sample(letters, min(len(letters), dice.choice((1, 1, 2)))):
        nik = nik[:place] + _OCR_ANGKA[nik[place]] + nik[place + 1 :]
    return nik


def _form(dice: Random, nik: str) -> str:
    chance = dice.random()
    if chance < 0.03:
        return " ".join(nik[at : at + 4] for at in range(0, 16, 4))
    if chance < 0.05:
        return f"'{nik}"
    return f"{nik[:6]}.{nik[6:12]}.{nik[12:]}" if chance < 0.06 else nik


def reporter_cells(dice: Random, tangan: Tangan, pelapor: Orang, hubungan: str) -> dict[str, str]:
    """Who told it."""
    phone = f"08{dice.choice(('12', '13', '21', '52', '57', '78'))}0000{dice.randint(1000, 9999)}"
    return {
        "NAMA_PELAPOR": pelapor.nama.title() if dice.random() < 0.9 else "",
        "NIK_PELAPOR": pelapor.nik if dice.random() < tangan.nik_lapor else "",
        "HUBUNGAN": hubungan if dice.random() < 0.8 else "",
        "NO_HP": phone if dice.random() < 0.4 else "",
    }
