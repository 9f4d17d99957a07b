"""Where the dead lived, as people say it."""

from random import Random

from tests.latih_lain.kubur import Kubur
from tests.latih_lain.tangan import Tangan
from tests.latih_lain.tulis_nama import typed
from tests.latih_lain.warga import Orang

_DEPAN = ("Ds. ", "Desa ", "Kp. ", "Kampung ", "Pekon ", "Kel. ")


def place_cells(dice: Random, nama: str, tangan: Tangan, kubur: Kubur) -> tuple[dict[str, str], list[str]]:
    """ALAMAT, RT, RW, DESA and KECAMATAN, with the words for their troubles."""
    one = kubur.orang
    kelas: list[str] = []
    home = kubur.desa_makam if "jauh" in kubur.kelas and dice.random() < 0.4 else one.desa
    if home is not one.desa:
        kelas.append("desa_makam")
    desa, kec = _spelled(dice, home.nama), home.kecamatan
    chance = dice.random()
    for kind in ("desa_dusun", "desa_lama", "desa_kosong", "desa_ketik"):
        chance -= getattr(tangan, kind)
        if chance < 0:
            desa = {"desa_dusun": one.dusun.title(), "desa_lama": home.lama, "desa_kosong": "", "desa_ketik": ""}[kind]
            desa = typed(dice, home.nama.upper()).title() if kind == "desa_ketik" else desa
            kelas.append(kind)
            break
    chance = dice.random()
    if chance < tangan.kec_kosong:
        kec = ""
    elif chance < tangan.kec_kosong + tangan.kec_lama and home.kec_lama != home.kecamatan:
        kec = home.kec_lama
        kelas.append("kec_lama")
    alamat, rt, rw = _address(dice, tangan, one)
    cells = {"ALAMAT": alamat, "RT": rt, "RW": rw, "DESA": desa, "KECAMATAN": kec}
    if nama == "sekdes":
        cells = {key: value.upper() for key, value in cells.items()}
    return cells, kelas


def _spelled(dice: Random, desa: str) -> str:
    chance = dice.random()
    if chance < 0.12:
        return dice.choice(_DEPAN) + desa
    if chance < 0.17 and " " in desa:
        return desa.replace(" ", "", 1).title()
    return desa.replace("Way ", "Wai ") if chance < 0.4 else desa


def _address(dice: Random, tangan: Tangan, one: Orang) -> tuple[str, str, str]:
    if dice.random() < tangan.alamat_kosong:
        return "", "", ""
    street = one.alamat.title().replace("Dusun", dice.choice(("Dusun", "Dsn", "Dsn.", "Dusun", "Lingk.")))
    for roman in ("Ii", "Iii", "Iv", "Vi"):
        street = street.replace(f" {roman}", f" {roman.upper()}") if street.endswith(f" {roman}") else street
    chance = dice.random()
    if chance < 0.3:
        return f"{street} RT {one.rt} RW {one.rw}", "", ""
    if chance < 0.5:
        return f"{street} RT/RW {one.rt:03d}/{one.rw:03d}", "", ""
    if chance < 0.7:
        return street, "", ""
    return street, f"{one.rt:02d}" if chance < 0.85 else str(one.rt), str(one.rw)
