"""Coarse keys of a name, so that an index finds every spelling of it before the names are compared.

A key is the first letter and the consonants of a word, after the spelling is folded: 'Suhaimi', 'Suhemy' and
'Soehaimi' share 'shm'. Two names that resemble nearly always share a key; names that share one need not resemble.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pemakaman.nilai.nama import COMMON_WORDS, old_j, sound_key_tokens

MOST_WORDS = 6
_PREFIXES = ("abdul", "muhamad", "nur", "siti", "sri")
_VOWELS = frozenset("aeiou")


def name_keys(nama: str) -> frozenset[str]:
    """Keys of the own name (not the father's). Words that half the country shares count only where nothing else is.

    Words written together or apart share a key: 'Nur Hayati' and 'Nurhayati'.
    """
    words = sound_key_tokens(nama)[:MOST_WORDS]
    found = {skeleton(word) for word in _forms(words) if word not in COMMON_WORDS and len(word) > 1}
    return frozenset(found or {skeleton(word) for word in words})


def name_variants(nama: str) -> list[list[str]]:
    """Sound keys under which a name may be kept: as typed, two words as one, one word as two.

    'Nur Hayati' finds Nurhayati and the other way round.
    """
    words = sound_key_tokens(nama)[:MOST_WORDS]
    found = [words]
    for index, (first, second) in enumerate(pairwise(words)):
        found.append(words[:index] + sound_key_tokens(first + second) + words[index + 2 :])
    for index, word in enumerate(words):
        found += [[*words[:index], *parts, *words[index + 1 :]] for parts in _without_prefix(word)]
    unique = {tuple(variant): variant for variant in found if variant}
    return list(unique.values())


def _forms(words: list[str]) -> Iterator[str]:
    yield from words
    for first, second in pairwise(words):
        if len(first) > 1 and len(second) > 1:
            yield _joined(first, second)
    for word in words:
        yield from (rest for _, rest in _without_prefix(word))
        if "j" in word:
            yield old_j(word)


def _without_prefix(word: str) -> Iterator[tuple[str, str]]:
    """A word that begins like a common one, parted: Nurhayati as (nur, haiati), Abdurrahman as (abdul, rahman)."""
    if word.startswith("abdu") and len(word) > 6 and word[4] in "rstdn":
        yield "abdul", word[4:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            yield prefix, word[len(prefix) :]


@lru_cache(maxsize=65536)
def _joined(first: str, second: str) -> str:
    return "".join(sound_key_tokens(first + second))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The first letter and the consonants of a sound word: one coarse key."""
    rest = "".join(letter for letter in word[1:] if letter not in _VOWELS)
    return word[:1] + rest
