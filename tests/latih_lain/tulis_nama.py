"""Names as they are heard, typed, scanned and called."""

import re
from random import Random

from tests.latih_lain.kubur import Kubur

# Pairs that sound alike; either side may have been heard. A `^` ties the sound to the beginning of a word.
DENGAR = (
    ("^YU", "JU"), ("^YU", "U"), ("^JA", "DJA"), ("^JA", "ZA"), ("SY", "S"), ("SY", "SJ"), ("F", "P"), ("V", "F"),
    ("Z", "J"),
    ("Z", "S"), ("KH", "H"), ("KH", "K"), ("DH", "D"), ("TH", "T"), ("Q", "K"), ("U", "OE"), ("J", "DJ"),
    ("UDDIN", "UDIN"),
    ("UDIN", "UDDIN"), ("IYO", "IO"), ("IO", "IYO"), ("IYA", "IA"), ("IA", "IYA"), ("IYE", "IE"), ("UWA", "UA"),
    ("EM$", "IM"), ("EM$", "ÉM"), ("INI$", "INEI"), ("AT$", "AD"), ("AH$", "A"), ("A$", "AH"), ("NJ", "NY"),
    ("^SU", "SOE"),
    ("^SL", "SEL"), ("^SR", "SER"), ("TR", "TER"), ("O$", "A"), ("HAR", "AR"), ("AI", "AE"), ("AU", "AO"),
    ("MM", "M"),
    ("LL", "L"), ("NN", "N"), ("S$", "SH"), ("IE", "I"), ("EI", "I"), ("Y$", "I"), ("I$", "Y"), ("CK", "K"),
    ("C", "TJ"),
    ("'", ""), ("'", "K"), ("'", "’"), ("'", "`"), ("NG'", "NG"), ("WI", "WIE"), ("ATI$", "ATIE"), ("TO$", "TOH"),
    ("MUHAMMAD", "MOHAMAD"),
    ("ACH", "AH"), ("AHMAD", "ACHMAD"), ("ABDUL ", "ABDUL"), ("RACH", "RAH"), ("RAH", "ROH"), ("MARI", "MERI"),
    ("KAR", "KER"),
    ("B$", "P"), ("D$", "T"), ("GH", "G"), ("OE", "U"), ("TJ", "C"), ("IN$", "EN"), ("UN$", "ON"), ("SUM", "SOM"),
)  # fmt: skip
OCR = (("RN", "M"), ("M", "RN"), ("O", "0"), ("I", "1"), ("L", "1"), ("S", "5"), ("B", "8"), ("CL", "D"), ("W",
"VV"), ("U", "LI"),
       ("H", "N"), ("E", "F"), ("G", "6"), ("I", "L"), ("A", "4"), ("NI", "M"), ("T", "7"))  # fmt: skip
SINGKAT = {
    "MUHAMMAD": ("M.", "MUH.", "MHD", "MD.", "MOCH."), "MUHAMAD": ("M.", "MUH"), "AHMAD": ("A.", "ACH.", "AHM."),
    "ABDUL": ("ABD.", "A.", "ABD"), "SITI": ("ST.", "S."), "SITTI": ("ST.",), "WAYAN": ("W.", "WYN."),
    "MADE": ("MD.", "M."),
    "NYOMAN": ("NYM.", "N."), "KETUT": ("KT.",), "GUSTI": ("GST.",), "YOHANES": ("YOH.",), "FRANSISKUS": ("FRANS",),
    "TEUKU": ("T.",), "MOH.": ("MOHAMMAD",), "DAENG": ("DG.",), "RADEN": ("R.", "RD."),
}  # fmt: skip
_DEKAT = {
    "A": "SQ",
    "I": "UO",
    "N": "MB",
    "T": "RY",
    "R": "ET",
    "S": "AD",
    "U": "YI",
    "O": "IP",
    "E": "WR",
    "M": "N",
    "K": "JL",
}
_SAPAAN = {
    "jawa": (("Mbah", "Mbah Kung", "Pak", "Lik"), ("Mbah", "Mbok", "Yu", "Bu")),
    "lampung": (("Datuk", "Minak", "Sidi", "Uwak"), ("Nyaik", "Uwo", "Minan")),
    "melayu": (("Cik", "Yai", "Wak", "Mang"), ("Cik", "Nyai", "Bik")),
    "sunda": (("Abah", "Aki", "Mang", "Kang"), ("Emak", "Nini", "Ceu", "Bi")),
    "bali": (("Pekak", "Pan", "Gurun"), ("Dadong", "Men", "Meme")),
    "minang": (("Pak Tuo", "Datuak", "Uda"), ("Amai", "Uni", "Etek")),
    "batak": (("Ompung", "Op.", "Amang"), ("Ompung", "Inang", "Namboru")),
    "betawi": (("Engkong", "Bang", "Babeh"), ("Nyak", "Mpok", "Encing")),
    "tionghoa": (("Koh", "Engku", "Om"), ("Cik", "Ci", "Tante")),
}
_GELAR = (
    ("H.", "Hi.", "Bpk.", "K.H.", "Alm.", "Alm. H.", "Ust.", "Drs.", "Pak", "(alm)"),
    ("Hj.", "Ibu", "Almh.", "Almh. Hj.", "Ny.", "Nyai", "Bu"),
)
_JULUKAN = (
    "Gondrong",
    "Kucir",
    "Gembul",
    "Kliwon",
    "Kancil",
    "Bagong",
    "Ucok",
    "Butet",
    "Acong",
    "Pendek",
    "Gendut",
    "Tukang Kayu",
)


def heard(dice: Random, nama: str, times: int = 1) -> str:
    """The name as an ear took it."""
    for _ in range(times):
        fitting = [pair for pair in DENGAR if _finds(pair[0], nama)]
        if fitting:
            old, new = dice.choice(fitting)
            places = list(re.finditer(_pattern(old), nama))
            hit = dice.choice(places)
            nama = nama[: hit.start()] + new + nama[hit.end() :]
    return nama


def scanned(dice: Random, text: str) -> str:
    """One or two letters as a scanner takes them."""
    for _ in range(dice.choice((1, 1, 2))):
        fitting = [pair for pair in OCR if pair[0] in text]
        if fitting:
            old, new = dice.choice(fitting)
            place = dice.choice([hit.start() for hit in re.finditer(re.escape(old), text)])
            text = text[:place] + new + text[place + len(old) :]
    return text


def typed(dice: Random, nama: str) -> str:
    """One slip of a finger."""
    place = dice.randrange(1, max(2, len(nama) - 1))
    kind = dice.randrange(4)
    if kind == 0:
        return nama[:place] + nama[place + 1 :]
    if kind == 1:
        return nama[:place] + nama[place] + nama[place:]
    if kind == 2:
        return nama[: place - 1] + nama[place : place + 1] + nama[place - 1] + nama[place + 1 :]
    return nama[:place] + dice.choice(_DEKAT.get(nama[place], "AE")) + nama[place + 1 :]


def nickname(dice: Random, kubur: Kubur) -> str:
    """What the street called the dead."""
    one = kubur.orang
    call = dice.choice(_SAPAAN.get(one.suku, _SAPAAN["jawa"])[one.jk == "P"])
    word = max(one.nama.split(), key=len)
    short = word[:5] if dice.random() < 0.6 else word[-3:]
    if short[-1] not in "AIUEO" and len(word) > 5 and short == word[:5]:
        short = word[:4] if word[3] in "AIUEO" else word[:6]
    return f"{call} {short.title()}"


def by_child(kubur: Kubur, dice: Random) -> str | None:
    """Father or mother of the eldest."""
    if not kubur.orang.anak:
        return None
    child = kubur.orang.anak[0].nama.split()[0].title()
    call = dice.choice(("Bapaknya", "Pak", "Ayah") if kubur.orang.jk == "L" else ("Mamak", "Ibunya", "Bu"))
    return f"{call} {child}"


def by_husband(kubur: Kubur, dice: Random) -> str | None:
    """A woman under the name of her husband."""
    one = kubur.orang
    if one.jk == "L" or one.pasangan is None:
        return None
    husband = one.pasangan.nama.title()
    if dice.random() < 0.4:
        return f"{one.nama.split()[0].title()} (istri {husband})"
    return dice.choice(
        (f"Ny. {husband}", f"Bu {husband.split()[0]}", f"Istri Pak {husband}", f"Ny. {one.nama.title()} {husband}")
    )


def shortened(dice: Random, nama: str) -> str:
    """First words by their letters, as clerks do."""
    words = nama.split()
    for place, word in enumerate(words[:-1]):
        if word in SINGKAT:
            words[place] = dice.choice(SINGKAT[word])
        elif place > 0 and dice.random() < 0.6:
            words[place] = f"{word[0]}."
    if len(words) > 2 and dice.random() < 0.3:
        words[-1] = f"{words[-1][0]}."
    return " ".join(words)


def cut(dice: Random, nama: str) -> str:
    """A word left out, or only the first one."""
    words = nama.split()
    if len(words) == 1:
        return nama
    if len(words) > 2:
        gone = dice.randrange(len(words))
        return " ".join(words[:gone] + words[gone + 1 :])
    return words[0] if len(words[0]) > 3 else words[1]


def spaced(dice: Random, nama: str) -> str:
    """Two words written as one, or one as two."""
    if " " in nama:
        return nama.replace(" ", "", 1)
    place = len(nama) // 2 + dice.choice((-1, 0))
    return f"{nama[:place]} {nama[place:]}" if len(nama) > 7 else nama


def turned(dice: Random, nama: str) -> str:
    """The last word first, sometimes with a comma."""
    words = nama.split()
    return " ".join([words[-1] + dice.choice((",", "")), *words[:-1]]) if len(words) > 1 else nama


def titled(dice: Random, nama: str, jk: str) -> str:
    """With a title or a word for the dead before or behind it."""
    title = dice.choice(_GELAR[jk == "P"])
    return f"{nama} {title}" if title == "(alm)" or dice.random() < 0.15 else f"{title} {nama}"


def aliased(dice: Random, nama: str, gelar: str) -> str:
    """With a second name."""
    other = gelar or dice.choice((*_JULUKAN, nama.split(maxsplit=1)[0][-4:].title()))
    joint = "gelar" if gelar else dice.choice(("alias", "als", "al.", "/", "(", "@"))
    return f"{nama} ({other})" if joint == "(" else f"{nama} {joint} {other}"


def _pattern(sound: str) -> str:
    head, tail = sound.startswith("^"), sound.endswith("$")
    core = re.escape(sound.removeprefix("^").removesuffix("$"))
    return (r"\b" if head else "") + core + (r"\b" if tail else "")


def _finds(sound: str, nama: str) -> bool:
    return re.search(_pattern(sound), nama) is not None
