"""Names: what may be typed, and how two spellings of one name are recognised.

A name is stored as typed. The keys made here only serve to search and compare; they are never shown.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from pemakaman.nilai.galat import NilaiError, name_character
from pemakaman.nilai.gelar import drop_titles, split_words

PANJANG_NAMA = 100
_PUNCTUATION = frozenset(" '’.,-/()")
_OUTER = " \t\r\n\u00a0\u3000"
_SPACE_RUN = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

# Letters that Unicode does not take apart into base and mark.
_UNMARKED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ŋ": "ng"}
)

_PLAIN = re.compile(r"[A-Za-z ]*")
_PATRONYM = re.compile(r"\s+(?:bin\.?|binti|binte|bte\.?|bt\.?)\s+", re.IGNORECASE)

_ALIAS = re.compile(r"\s+\(?(?:gelar|glr\.?|alias|als\.?)\s+", re.IGNORECASE)
# The article takes the sound of the consonant after it: Abdul Rahman is Abdurrahman.
_ARTICLE = re.compile(r"^abdul(?=[rstdnz])")

_MUHAMAD = re.compile(r"m[uo](?:h|ch|kh|hk)?am+[aeu][dt]|moeham+ad|m[uo]c?hd?|m[uo]kh|mhm?d|mohd")
_AHMAD = re.compile(r"a(?:h|ch|kh|k|c|hk)m[ae][dt]|ahmd|achd")
_SHORT = {
    "abdul": "abd abdl abdoel abdul",
    "siti": "st sitti sity siti",
    "nyoman": "nym nymn nioman",
    "ketut": "kt ktt",
    "wayan": "wy wyn",
    "putu": "pt",
    "kadek": "kdk",
    "komang": "kmg kmng",
    "gede": "gd gde",
    "gusti": "gst igst",
    "dewa": "dw",
    "agung": "agg",
}
_WHOLE = {short: word for word, known in _SHORT.items() for short in known.split()}
# Stands for either; nobody can tell which, so it is left as it is and resembles both.
_AMBIGUOUS = {"md": frozenset({"muhamad", "made"})}

# Old "j" is today's "y" (Joesoef/Yusuf), but only a word with "oe" shows that it is old; others are left.
_OLD_Y = re.compile(r"(?<![dtsn])j")

# In this order.
_SPELLINGS = (
    ("oe", "u"),
    ("ndj", "nj"),
    ("nj", "ny"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "s"),
    ("sy", "s"),
    ("sh", "s"),
    ("ch", "h"),
    ("kh", "h"),
    ("dh", "d"),
    ("th", "t"),
    ("gh", "g"),
    ("ts", "s"),
    ("dz", "s"),
    ("z", "s"),
    ("x", "ks"),
    ("q", "k"),
    ("f", "p"),
    ("v", "p"),
    ("ie", "i"),
    ("y", "i"),
)
_DOUBLED = re.compile(r"(.)\1+")

# In the spelling of the sound keys: words and adat titles that half a people bears prove little.
_COMMON = (
    "muhamad siti ahmad abdul nur sri md bin binti "
    "waian made nioman ketut putu kadek komang gede luh gusti dewa aiu ni ida "
    "ratu sutan pangeran radin batin minak dalom gelar mas kemas kiagus nimas"
)
COMMON_WORDS = frozenset(_COMMON.split())
_SAME_TOKEN = 0.75
_SAME_JOINED = 0.9


def check_nama(text: str) -> str:
    """Return the name in NFC with single spaces, case as typed, or raise `NilaiError`.

    Allowed: Latin letters with their marks, digits, space and ' ’ . , - / ( ); 1 to 100, one letter at least.
    """
    nama = _SPACE_RUN.sub(" ", unicodedata.normalize("NFC", text).strip(_OUTER)).strip()
    if not nama:
        raise NilaiError("Nama belum diisi.")
    if len(nama) > PANJANG_NAMA:
        raise NilaiError(f"Nama paling banyak {PANJANG_NAMA} huruf. Yang diketik {len(nama)}; singkat gelarnya.")
    _refuse_foreign_character(nama)
    if not any(ch.isalpha() for ch in nama):
        raise NilaiError("Nama harus memuat huruf. Bila namanya tidak diketahui, pilih “tidak dikenal”.")
    return nama


def bin_binti_split(nama: str) -> tuple[str, str | None]:
    """Part 'Ahmad bin Yusuf' into the own name and the father's; None when no father is named."""
    parts = _PATRONYM.split(nama.strip(), maxsplit=1)
    if len(parts) == 2 and all(part.strip(" .,") for part in parts):
        return parts[0].strip(), parts[1].strip()
    return nama.strip(), None


def search_key(nama: str) -> str:
    """Fold a name for searching: lower case, no marks, titles or punctuation, single spaces.

    The father's name after bin/binti is not part of it; take that from `bin_binti_split`.
    A name of nothing but titles keeps them.
    """
    key = _fold(bin_binti_split(nama)[0])
    # What dots or marks kept together may come apart into titles only now; plain letters never do.
    while not _PLAIN.fullmatch(nama) and (again := _fold(bin_binti_split(key)[0])) != key:
        key = again
    return key


def sound_key_tokens(nama: str) -> list[str]:
    """The words of `search_key`, folded for Indonesian spelling variants.

    Whole words first (the Muhammad, Ahmad, Abdul and Siti families), then the table of spellings
    (oe/u, dj/j, tj/c, sj/sy/s, ch/kh/h, f/v/p, z/s, q/k, y/i), doubled letters, a trailing h.
    Old "j" for "y" shows only beside an "oe"; elsewhere `names_resemble` and `name_keys` read it both ways.
    """
    words = search_key(nama).split()
    return [_sound(word, is_first=not index and len(words) > 1) for index, word in enumerate(words)]


def sound_of_word(word: str) -> str:
    """One lower-case word of plain letters folded like those of `sound_key_tokens`, wherever it stands but first."""
    return _sound(word, is_first=False)


def names_resemble(a: str, b: str) -> float:
    """How much two names look like one: 0 to 1, the same in both directions.

    Word order, a missing word, initials and words written together or apart cost little; a common word
    (Muhammad, Siti, Nur) proves little. Where both name a father, an unlike father lowers the score.
    """
    (own_a, father_a), (own_b, father_b) = bin_binti_split(a), bin_binti_split(b)
    score = max(_compare(x, y) for x in _readings(own_a) for y in _readings(own_b))
    if father_a and father_b:
        likeness = _compare(_words(father_a), _words(father_b))
        return score * (0.7 + 0.3 * likeness)
    if father_a or father_b:
        with_father = [_words(f"{own} {father or ''}") for own, father in ((own_a, father_a), (own_b, father_b))]
        return max(score, _compare(*with_father))
    return score


@lru_cache(maxsize=4096)
def _words(nama: str) -> tuple[str, ...]:
    """A report's name is compared with many: its words are taken apart once."""
    return tuple(sound_key_tokens(nama))


def _readings(own: str) -> list[tuple[str, ...]]:
    """The words of a name, and where an adat title or a second name is given, those of either part alone."""
    parts = _ALIAS.split(own, maxsplit=1)
    return [_words(own), *map(_words, parts)] if len(parts) == 2 else [_words(own)]


def _refuse_foreign_character(nama: str) -> None:
    for index, ch in enumerate(nama):
        is_mark = unicodedata.category(ch) == "Mn" and index > 0 and nama[index - 1] not in _PUNCTUATION
        if not (is_mark or ch in _PUNCTUATION or ch in "0123456789" or _is_latin(ch)):
            raise NilaiError(
                f"Nama tidak boleh memuat {name_character(ch)}. "
                "Pakai huruf, angka, spasi, dan tanda ' . , - / ( ) saja."
            )


def _is_latin(ch: str) -> bool:
    return ch.isalpha() and unicodedata.name(ch, "").startswith("LATIN ")


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower().translate(_UNMARKED))
    plain = "".join(ch for ch in apart if not unicodedata.combining(ch))
    chunks = re.findall(r"[^\s()/\-,]+|,", re.sub(r"['’‘`ʼ]", "", plain))
    words = drop_titles(chunks) or [word for chunk in chunks for word in split_words(chunk)]
    return " ".join(words)


@lru_cache(maxsize=65536)
def _sound(word: str, *, is_first: bool) -> str:
    if (is_first and word == "m") or _MUHAMAD.fullmatch(word):
        return "muhamad"
    if _AHMAD.fullmatch(word):
        return "ahmad"
    word = _WHOLE.get(word, word)
    if "oe" in word:
        word = _OLD_Y.sub("y", word)
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    word = _ARTICLE.sub("abdu", _DOUBLED.sub(r"\1", word))
    return word[:-1] if len(word) > 2 and word.endswith("h") else word


def _compare(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if not a or not b:
        return 0.0
    if sorted(a) == sorted(b):
        return 1.0
    # Below the cut-off the ratio is 0, and most pairs are found to be below it without being measured.
    cut = 100 * _SAME_JOINED
    joined = max(fuzz.ratio(x, y, score_cutoff=cut) for x, y in zip(_joined(a), _joined(b), strict=True)) / 100
    return max(_aligned(a, b), joined)


@lru_cache(maxsize=4096)
def _joined(words: tuple[str, ...]) -> tuple[str, str]:
    """The words of a name written together, as they stand and in the order of the alphabet."""
    return _ARTICLE.sub("abdu", "".join(words)), _ARTICLE.sub("abdu", "".join(sorted(words)))


def _aligned(a: Sequence[str], b: Sequence[str]) -> float:
    """Pair the words best first; the shorter name counts more than the longer one."""
    total_a, total_b = sum(map(_weight, a)), sum(map(_weight, b))
    matched = sum(likeness * min(_weight(first), _weight(second)) for likeness, first, second in _best_pairs(a, b))
    return min(1.0, 0.6 * matched / min(total_a, total_b) + 0.4 * 2 * matched / (total_a + total_b))


def _best_pairs(a: Sequence[str], b: Sequence[str]) -> list[tuple[float, str, str]]:
    likely = [
        (likeness, i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if (likeness := _token_likeness(x, y)) >= _SAME_TOKEN
    ]
    # Ties go by spelling, so that the order of the two names cannot change the outcome.
    likely.sort(key=lambda pair: (-pair[0], sorted((a[pair[1]], b[pair[2]]))))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    best = []
    for likeness, i, j in likely:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            best.append((likeness, a[i], b[j]))
    return best


def _token_likeness(x: str, y: str) -> float:
    if x == y:
        return 1.0
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    if len(short) == 1 and long.startswith(short):
        return 1.0 if len(long) == 1 else 0.9
    if y in _AMBIGUOUS.get(x, ()) or x in _AMBIGUOUS.get(y, ()):
        return 0.95
    likeness = fuzz.ratio(x, y, score_cutoff=100 * _SAME_TOKEN) / 100
    if ("j" in x) != ("j" in y):
        # Jusuf is Yusuf in the old spelling.
        likeness = max(likeness, 0.97 * fuzz.ratio(old_j(x), old_j(y)) / 100)
    return likeness


def old_j(token: str) -> str:
    """A sound key with its "j" read as today's "y"; what comes of a doubled vowel is one."""
    return _DOUBLED.sub(r"\1", token.replace("j", "i"))


def _weight(token: str) -> float:
    if len(token) == 1:
        return 0.4
    return 0.3 if token in COMMON_WORDS else 1.0
