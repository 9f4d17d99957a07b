"""Slips of the hand, and ways of writing one name."""

from random import Random

_TETANGGA = {
    "Q": "WA",
    "W": "QES",
    "E": "WRD",
    "R": "ETF",
    "T": "RYG",
    "Y": "TUH",
    "U": "YIJ",
    "I": "UOK",
    "O": "IPL",
    "P": "O",
    "A": "QSZ",
    "S": "ADW",
    "D": "SFE",
    "F": "DGR",
    "G": "FHT",
    "H": "GJY",
    "J": "HKU",
    "K": "JLI",
    "L": "KO",
    "Z": "XA",
    "X": "ZC",
    "C": "XV",
    "V": "CB",
    "B": "VN",
    "N": "BM",
    "M": "N",
}
_MUHAMMAD = (
    "MUHAMMAD",
    "MUHAMAD",
    "MOHAMMAD",
    "MOHAMAD",
    "MOCHAMAD",
    "MUKHAMAD",
    "MUHAMMAD",
    "MOHAMMED",
    "MUH.",
    "MOH.",
    "MOCH.",
    "M.",
    "MHD.",
)
_AHMAD = ("AHMAD", "ACHMAD", "AKHMAD", "AHMAT", "A.", "AHMAD")
_GANTI = (
    ("DJ", "J"),
    ("OE", "U"),
    ("TJ", "C"),
    ("SJ", "SY"),
    ("SY", "S"),
    ("KH", "H"),
    ("KH", "K"),
    ("DD", "D"),
    ("LL", "L"),
    ("MM", "M"),
    ("Y", "I"),
    ("I", "Y"),
    ("F", "P"),
    ("V", "F"),
    ("Z", "J"),
    ("Z", "S"),
    ("U", "O"),
    ("O", "U"),
    ("I", "E"),
    ("DH", "D"),
    ("TH", "T"),
    ("Q", "K"),
    ("J", "Y"),
    ("IY", "I"),
    ("AE", "E"),
    ("DIN", "DDIN"),
    ("ULLAH", "ULLOH"),
    ("IAH", "IYAH"),
    ("IYAH", "IAH"),
    ("H", ""),
    ("D", "DH"),
    ("T", "TH"),
    ("NUR", "NOER"),
    ("S", "SY"),
    ("KO", "QO"),
)


def slip(luck: Random, text: str) -> str:
    """One slip: two letters exchanged, one dropped, doubled, or taken from the key beside."""
    places = [i for i, letter in enumerate(text) if letter.isalpha()]
    if len(places) < 4:
        return text
    place = luck.choice(places[1:])
    kind = luck.random()
    if kind < 0.25 and place + 1 < len(text) and text[place] != text[place + 1] and text[place + 1] != " ":
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind < 0.55:
        return text[:place] + text[place + 1 :]
    if kind < 0.75:
        return text[:place] + text[place] + text[place:]
    return text[:place] + luck.choice(_TETANGGA[text[place].upper()]) + text[place + 1 :]


def respell(luck: Random, words: list[str]) -> list[str]:
    """The same name as another clerk spells it; unchanged when nothing in it is spelled in two ways."""
    changed = [_respell_common(luck, word) for word in words]
    if changed != words:
        return changed
    for place in luck.sample(range(len(words)), len(words)):
        rules = [
            rule for rule in _GANTI if rule[0] in words[place][1:] or (len(rule[0]) > 1 and rule[0] in words[place])
        ]
        if rules and len(words[place]) > 3:
            old, new = luck.choice(rules)
            at = words[place].rfind(old)
            word = words[place][:at] + new + words[place][at + len(old) :]
            return [*words[:place], word, *words[place + 1 :]]
    return words


def _respell_common(luck: Random, word: str) -> str:
    if word in _MUHAMMAD:
        return luck.choice([other for other in _MUHAMMAD if other != word])
    if word in _AHMAD:
        return luck.choice([other for other in _AHMAD if other != word])
    if word == "SITI":
        return luck.choice(("ST.", "SITTI", "ST", "SITY"))
    return word


def join_or_split(luck: Random, words: list[str]) -> list[str]:
    """'NUR HAYATI' as one word, 'NURHAYATI' as two."""
    for place, word in enumerate(words):
        for start in ("NUR", "SITI", "ABDU", "SRI", "KHOI", "ROS"):
            if word.startswith(start) and len(word) >= len(start) + 4:
                return [*words[:place], start, word[len(start) :], *words[place + 1 :]]
    pairs = [i for i in range(len(words) - 1) if len(words[i]) > 1]
    if not pairs:
        if len(words[0]) < 8:
            return words
        at = luck.randint(3, len(words[0]) - 3)
        return [words[0][:at], words[0][at:]]
    place = luck.choice(pairs)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def shorten(luck: Random, words: list[str], perempuan: bool) -> list[str]:
    """A short name, initials, a nickname, or one word of two."""
    kind = luck.random()
    if len(words) > 1 and kind < 0.45:
        skip = len(words) > 1 and words[0] in {*_MUHAMMAD, *_AHMAD, "SITI", "I", "NI", "NUR", "ABDUL"}
        return [words[1]] if skip else [words[0]]
    if len(words) > 1 and kind < 0.60:
        return words[:-1]
    if len(words) > 1 and kind < 0.80:
        return [*words[:-1], words[-1][0] + "."] if luck.random() < 0.6 else [words[0][0] + ".", *words[1:]]
    if len(words[0]) < 6:
        return words
    # Javanese call the end of a name: Sukarman is Man, Sumiyati is Yati.
    end = words[0][-luck.choice((3, 4)) :]
    return [end] if perempuan or luck.random() < 0.6 else [words[0][: luck.choice((3, 4, 5))]]
