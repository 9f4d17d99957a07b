"""Names of millions of rows as the sound words of `nilai/nama`, with how rare each word is.

A plain name (letters and spaces, no title in it) is the sum of its words, so each distinct word is folded once;
every other name is folded whole, once per distinct name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pemakaman.nilai.gelar import TITLE_WORDS
from pemakaman.nilai.kunci_nama import skeleton
from pemakaman.nilai.nama import COMMON_WORDS, sound_key_tokens, sound_of_word

Angka = NDArray[Any]
MOST_WORDS = 6
RAREST = 17.0
COMMONEST = 3.0
"""Bits a shared word may be worth; a word seen once in a small list is not proven to be rare."""
_PLAIN = "^[a-z]+( [a-z]+)*$"
_FOLDED = "\x01"
_NOT_ALONE = frozenset(["m", "bin", "binti", "binte", "bte", "bt", "gelar", "glr", "alias", "als"]) | TITLE_WORDS


@dataclass
class Kamus:
    """Every sound word met so far, how often, and what it is worth in bits."""

    nomor: dict[str, int] = field(default_factory=dict)
    kata: list[str] = field(default_factory=list)
    jumlah: Counter[int] = field(default_factory=Counter)
    bawaan: Mapping[str, float] = field(default_factory=dict)

    def number(self, kata: str) -> int:
        """The number of a word; a new one gets the next."""
        found = self.nomor.get(kata)
        if found is None:
            found = self.nomor[kata] = len(self.kata)
            self.kata.append(kata)
        return found

    def bits(self) -> Angka:
        """Worth of each word by number: -log2 of its share, between the bounds.

        A small list proves no rarity: what is known of the word beforehand counts as some thousand rows.
        """
        counts = np.zeros(len(self.kata))
        for number, count in self.jumlah.items():
            counts[number] = count
        total = max(counts.sum(), 1.0)
        before = np.array([2.0 ** -self.bawaan.get(kata, RAREST) for kata in self.kata])
        share = (counts + WEIGHT_BEFORE * before) / (total + WEIGHT_BEFORE)
        worth = np.clip(-np.log2(np.maximum(share, 1e-9)), COMMONEST, RAREST)
        common = np.array([kata in COMMON_WORDS or len(kata) == 1 for kata in self.kata], dtype=bool)
        bits: Angka = np.where(common, np.minimum(worth, 6.0), worth)
        return bits


WEIGHT_BEFORE = 20_000.0


@dataclass(frozen=True)
class Potong:
    """Names of one batch as numbers of words: row r has `isi[batas[r]:batas[r + 1]]`."""

    batas: Angka
    isi: Angka


def split_names(names: pa.Array, kamus: Kamus, *, count: bool) -> Potong:
    """Fold a batch of names; with `count` its words count towards what is rare."""
    lower = pc.utf8_lower(pc.fill_null(names, ""))
    text = _fold_the_unplain(lower, names)
    lists = pc.split_pattern(text, " ")
    if isinstance(lists, pa.ChunkedArray):
        lists = lists.combine_chunks()
    words = lists.flatten().dictionary_encode()
    if isinstance(words, pa.ChunkedArray):
        words = words.combine_chunks()
    numbers = np.array([_number_of(word, kamus) for word in words.dictionary.to_pylist()], dtype=np.int32)
    flat = numbers[words.indices.to_numpy()] if len(numbers) else np.zeros(0, np.int32)
    starts = lists.offsets.to_numpy()
    starts = starts - starts[0]
    kept = flat >= 0
    kept &= _among_first(starts, MOST_WORDS)
    batas = np.concatenate([[0], np.cumsum(kept)])[starts]
    flat = flat[kept]
    if count:
        values, amounts = np.unique(flat, return_counts=True)
        kamus.jumlah.update(dict(zip(values.tolist(), amounts.tolist(), strict=True)))
    return Potong(batas, flat)


def _among_first(starts: Angka, most: int) -> Angka:
    lengths = np.diff(starts)
    kept: Angka = np.arange(int(starts[-1])) - np.repeat(starts[:-1], lengths) < most
    return kept


def _number_of(word: str, kamus: Kamus) -> int:
    if not word:
        return -1
    return kamus.number(word[1:] if word.startswith(_FOLDED) else sound_of_word(word))


def _fold_the_unplain(lower: pa.Array, names: pa.Array) -> pa.Array:
    plain = pc.match_substring_regex(lower, _PLAIN)
    words = pc.split_pattern(lower, " ")
    if isinstance(words, pa.ChunkedArray):
        words = words.combine_chunks()
    odd_word = pc.is_in(words.flatten(), value_set=pa.array(sorted(_NOT_ALONE)))
    starts = words.offsets.to_numpy() - words.offsets.to_numpy()[0]
    odd = np.add.reduceat(np.append(odd_word.to_numpy(zero_copy_only=False), False), starts[:-1]) > 0
    odd &= np.diff(starts) > 0
    whole = ~np.asarray(plain.to_numpy(zero_copy_only=False), dtype=bool) | odd
    if not whole.any():
        return lower
    chosen = pc.fill_null(names.filter(pa.array(whole)), "").dictionary_encode()
    if isinstance(chosen, pa.ChunkedArray):
        chosen = chosen.combine_chunks()
    folded = pa.array([_folded(name) for name in chosen.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(lower, pa.array(whole), folded.take(chosen.indices))


@lru_cache(maxsize=1 << 18)
def _folded(name: str) -> str:
    return " ".join(_FOLDED + word for word in sound_key_tokens(name))


def table_of(potong: Potong, kamus: Kamus, bits: Angka, skeletons: list[str]) -> pa.Table:
    """nama (sound words as written), bit (worth of all words), k1 and k2 (keys of the two rarest words)."""
    rows = len(potong.batas) - 1
    lengths = np.diff(potong.batas)
    width = min(MOST_WORDS, int(lengths.max(initial=1)) or 1)
    grid = np.full((rows, width), -1, dtype=np.int32)
    row = np.repeat(np.arange(rows), lengths)
    place = np.arange(len(potong.isi)) - np.repeat(potong.batas[:-1], lengths)
    grid[row, place] = potong.isi
    worth = np.where(grid >= 0, bits[grid], -1.0) if len(bits) else np.full(grid.shape, -1.0)
    order = np.argsort(-worth, axis=1, kind="stable")
    first = np.take_along_axis(grid, order[:, :1], axis=1)[:, 0]
    second = np.take_along_axis(grid, order[:, 1:2], axis=1)[:, 0] if width > 1 else np.full(rows, -1, np.int32)
    words = pa.DictionaryArray.from_arrays(pa.array(potong.isi), pa.array(kamus.kata or [""])).cast(pa.string())
    lists = pa.ListArray.from_arrays(pa.array(potong.batas.astype(np.int32)), words)
    joined = pc.binary_join(lists, " ")
    keys = pa.array([*skeletons, None], pa.string())
    return pa.table(
        {
            "nama": pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined),
            "bit": np.where(grid >= 0, worth, 0.0).sum(axis=1).astype(np.float32),
            "k1": keys.take(pa.array(np.where(first >= 0, first, len(skeletons)))),
            "k2": keys.take(pa.array(np.where(second >= 0, second, len(skeletons)))),
        }
    )


def skeletons_of(kamus: Kamus) -> list[str]:
    """The coarse key of each word by number."""
    return [skeleton(kata) for kata in kamus.kata]


def known_bits(names: Iterable[str], most: int = 4000) -> dict[str, float]:
    """Worth of the commonest words among these names, to be kept with a model."""
    counts: Counter[str] = Counter()
    for name in names:
        counts.update(sound_key_tokens(name))
    total = sum(counts.values())
    return {kata: round(float(-np.log2(count / total)), 2) for kata, count in counts.most_common(most)}


def word_bits(batches: Iterable[Sequence[str]], bawaan: Mapping[str, float], most: int = 4000) -> dict[str, float]:
    """Worth of the commonest words of a whole list, as matching the list itself would count them."""
    kamus = Kamus(bawaan=bawaan)
    for names in batches:
        split_names(pa.array(names, pa.string()), kamus, count=True)
    bits = kamus.bits()
    return {kamus.kata[number]: round(float(bits[number]), 2) for number, _ in kamus.jumlah.most_common(most)}
