"""Names by people, sex and year of birth, as a registrar would have written them."""

from random import Random

from tests.latih_lain import kata

SUKU = {
    "jawa": 57.0, "lampung": 12.0, "sunda": 9.0, "melayu": 6.0, "bali": 3.5, "minang": 2.5, "batak": 2.0, "bugis": 1.5,
    "madura": 1.2, "tionghoa": 1.0, "betawi": 1.0, "ntt": 0.8, "aceh": 0.7, "banjar": 0.6, "papua": 0.6, "dayak": 0.6,
}  # fmt: skip
_SEDERHANA = {
    "lampung": (kata.LAMPUNG_L, kata.LAMPUNG_P),
    "melayu": (kata.MELAYU_L, kata.MELAYU_P),
    "minang": (kata.MINANG_L, kata.MINANG_P),
    "bugis": (kata.BUGIS_L, kata.BUGIS_P),
    "madura": (kata.MADURA_L, kata.MADURA_P),
    "betawi": (kata.BETAWI_L, kata.BETAWI_P),
    "banjar": (kata.BANJAR_L, kata.BANJAR_P),
    "aceh": (kata.ACEH_L, kata.ACEH_P),
    "dayak": (kata.DAYAK_L, kata.DAYAK_P),
}
_BERMARGA = {
    "batak": (kata.BATAK_L, kata.BATAK_P, kata.MARGA),
    "ntt": (kata.NTT_L, kata.NTT_P, kata.NTT_MARGA),
    "papua": (kata.PAPUA_L, kata.PAPUA_P, kata.PAPUA_MARGA),
}
MUSLIM = ("jawa", "lampung", "sunda", "melayu", "minang", "bugis", "madura", "betawi", "banjar", "aceh")


def pick(dice: Random, pool: tuple[str, ...]) -> str:
    """One of the pool; the first is far commoner than the last."""
    return pool[int(len(pool) * dice.random() ** 1.8)]


def draw_suku(dice: Random) -> str:
    """A people, by its share of the province."""
    return dice.choices(list(SUKU), list(SUKU.values()))[0]


def make_name(
    dice: Random, suku: str, jk: str, tahun: int, *, urutan: int = 0, marga: str = "", awalan: str = ""
) -> str:
    """A full name in capitals; `marga` is a family's word, `awalan` the sound that brothers and sisters share."""
    if suku in _BERMARGA:
        name = _with_marga(dice, suku, jk, marga)
    elif suku == "bali":
        name = _bali(dice, jk, tahun, urutan)
    elif suku == "tionghoa":
        name = _tionghoa(dice, tahun, marga)
    elif tahun > 1982 and dice.random() < 0.72:
        name = _modern(dice, jk)
    elif suku == "jawa":
        name = _jawa(dice, jk, tahun, awalan)
    else:
        name = _daerah(dice, suku, jk, tahun)
    return name.upper()


def new_marga(dice: Random, suku: str) -> str:
    """The family word of a new family; empty where a people has none."""
    if suku in _BERMARGA:
        return pick(dice, _BERMARGA[suku][2])
    return pick(dice, kata.TIONGHOA_MARGA) if suku == "tionghoa" else ""


def new_awalan(dice: Random, suku: str) -> str:
    """A first syllable for all children of a family, in a quarter of Javanese families."""
    return pick(dice, kata.JAWA_DEPAN) if suku == "jawa" and dice.random() < 0.25 else ""


def twin_name(dice: Random, name: str, jk: str, suku: str) -> str:
    """The other twin: the first word shared, or one that rhymes with it."""
    words = name.split()
    if len(words) > 1:
        tail = pick(dice, kata.MODERN_L2 if jk == "L" else kata.MODERN_P2).upper()
        return " ".join([*words[:-1], tail]) if suku not in _BERMARGA else " ".join([words[0][:-1] + "N", *words[1:]])
    ends = ("TO", "NO", "DI", "MAN") if jk == "L" else ("TI", "NI", "MI", "SIH")
    return words[0][: max(3, len(words[0]) - 2)] + dice.choice(ends)


def _jawa(dice: Random, jk: str, tahun: int, awalan: str) -> str:
    chance = dice.random()
    if awalan and chance < 0.8:
        return awalan + pick(dice, kata.JAWA_AKHIR_L if jk == "L" else kata.JAWA_AKHIR_P)
    if chance < 0.12:
        return pick(dice, kata.ARAB_L if jk == "L" else kata.ARAB_P)
    if tahun > 1958 and chance < 0.5:
        first, last = (kata.JAWA_DUA_L, kata.JAWA_DUA_L2) if jk == "L" else (kata.JAWA_DUA_P, kata.JAWA_DUA_P2)
        return f"{pick(dice, first)} {pick(dice, last)}"
    if chance < 0.72:
        return pick(dice, kata.JAWA_L if jk == "L" else kata.JAWA_P)
    return pick(dice, kata.JAWA_DEPAN) + pick(dice, kata.JAWA_AKHIR_L if jk == "L" else kata.JAWA_AKHIR_P)


def _modern(dice: Random, jk: str) -> str:
    first, last = (kata.MODERN_L, kata.MODERN_L2) if jk == "L" else (kata.MODERN_P, kata.MODERN_P2)
    parts = [pick(dice, first)]
    if dice.random() < 0.25:
        parts.insert(0, "Muhammad" if jk == "L" else "Siti")
    if dice.random() < 0.2:
        parts.append(pick(dice, first))
    return " ".join([*dict.fromkeys(parts), pick(dice, last)])


def _daerah(dice: Random, suku: str, jk: str, tahun: int) -> str:
    if suku == "sunda":
        first, last = (kata.SUNDA_L, kata.SUNDA_L2) if jk == "L" else (kata.SUNDA_P, kata.SUNDA_P2)
        name = pick(dice, first)
        return f"{name} {pick(dice, last)}" if tahun > 1950 or dice.random() < 0.4 else name
    chance = dice.random()
    if chance < 0.3:
        return pick(dice, kata.ARAB_L if jk == "L" else kata.ARAB_P)
    name = pick(dice, _SEDERHANA[suku][jk == "P"])
    if chance < 0.6 and " " not in name:
        return f"{name} {pick(dice, kata.ARAB_L2)}" if jk == "L" else f"Siti {name}"
    return name


def _with_marga(dice: Random, suku: str, jk: str, marga: str) -> str:
    first = pick(dice, _BERMARGA[suku][jk == "P"])
    if dice.random() < 0.25:
        first = f"{first} {pick(dice, _BERMARGA[suku][jk == 'P'])}"
    return f"{first} {marga or pick(dice, _BERMARGA[suku][2])}"


def _bali(dice: Random, jk: str, tahun: int, urutan: int) -> str:
    order = dice.choice(kata.BALI_URUT[urutan % 4])
    caste = dice.choice(("Gusti", "Dewa", "Ida Bagus" if jk == "L" else "Ida Ayu")) if dice.random() < 0.08 else ""
    lead = "I" if jk == "L" else "Ni"
    if tahun > 1990 and dice.random() < 0.6:
        lead = ""
    given = pick(dice, kata.BALI_L if jk == "L" else kata.BALI_P)
    extra = "Luh" if jk == "P" and dice.random() < 0.3 else ""
    return " ".join(part for part in (lead if "Ida" not in caste else "", caste, extra, order, given) if part)


def _tionghoa(dice: Random, tahun: int, marga: str) -> str:
    if tahun > 1965 and dice.random() < 0.7:
        return pick(dice, kata.TIONGHOA_BARU)
    return f"{marga or pick(dice, kata.TIONGHOA_MARGA)} {pick(dice, kata.TIONGHOA_DUA)}"
