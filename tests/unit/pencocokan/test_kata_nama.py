"""Folding millions of names at once gives the words that folding each alone gives."""

import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pemakaman.nilai.kunci_nama import skeleton
from pemakaman.nilai.nama import sound_key_tokens
from pemakaman.pencocokan.kata_nama import COMMONEST, MOST_WORDS, RAREST, Kamus, known_bits, skeletons_of, split_names
from pemakaman.pencocokan.kata_nama import table_of as as_table

_WORDS = st.sampled_from(
    [
        "m",
        "M.",
        "Muh",
        "Mohd",
        "Siti",
        "St.",
        "Ahmad",
        "Achmad",
        "Abd",
        "Abdul",
        "Rahman",
        "bin",
        "Bin",
        "binti",
        "BT.",
        "alias",
        "gelar",
        "glr",
        "H.",
        "Hj.",
        "Drs.",
        "S.Pd",
        "SE",
        "ma",
        "ra",
        "R.A.",
        "alm",
        "Almh.",
        "Nurhayati",
        "Soehaimi",
        "Djoko",
        "Tjahjo",
        "Joesoef",
        "Ni",
        "Luh",
        "Ketut",
        "Kt",
        "Ngurah",
        "O'Brien",
        "André",
        "Łukasz",
        "İbrahim",
        "Budi2",
        "5iti",
        ",",
        "-",
        "/",
        "(",
        ")",
        ".",
        "&",
        "ka",
        "a",
        "md",
        "nyi",
        "buya",
    ]
)
_NAMES = st.one_of(
    st.none(),
    st.text(max_size=25),
    st.lists(_WORDS, max_size=8).map(" ".join),
    st.lists(_WORDS, max_size=8).map("".join),
    st.text(alphabet="abhjmotyz .,'", max_size=25),
)


def _folded(names: list[str | None], kamus: Kamus) -> list[list[str]]:
    found = split_names(pa.array(names, pa.string()), kamus, count=True)
    return [
        [kamus.kata[number] for number in found.isi[found.batas[row] : found.batas[row + 1]]]
        for row in range(len(names))
    ]


@settings(deadline=None)
@given(st.lists(_NAMES, max_size=6))
@example(["M Yusuf", "m", "Yusuf M", None, "", " ", "Ahmad bin Yusuf", "Drs. H. Ahmad, S.Pd", "ahmad  yusuf", "A\nB"])
@example(["\x01budi", "BUDI", "İSMAİL", "\u212aetut", "ﬁtri", "Ahmad\u00a0Yusuf", "H Siti Ma", "a b c d e f g h"])
def test_a_batch_folds_to_the_words_of_each_name_alone(names: list[str | None]) -> None:
    assert _folded(names, Kamus()) == [sound_key_tokens(name or "")[:MOST_WORDS] for name in names]


def test_a_slice_of_a_longer_column_folds_like_the_same_names_alone() -> None:
    names = pa.array(["Budi Santoso", None, "Drs. Slamet", "Siti Aminah"], pa.string())
    kamus = Kamus()
    found = split_names(names.slice(1, 3), kamus, count=False)
    assert [kamus.kata[number] for number in found.isi] == ["slamet", *sound_key_tokens("Siti Aminah")]
    assert found.batas.tolist() == [0, 0, 1, 3]


@settings(deadline=None)
@given(st.lists(_NAMES, min_size=1, max_size=6))
def test_the_two_keys_are_skeletons_of_the_rarest_words(names: list[str | None]) -> None:
    kamus = Kamus()
    parts = split_names(pa.array(names, pa.string()), kamus, count=True)
    bits = kamus.bits()
    for row, name in zip(as_table(parts, kamus, bits, skeletons_of(kamus)).to_pylist(), names, strict=True):
        words = sound_key_tokens(name or "")[:MOST_WORDS]
        assert row["nama"] == (" ".join(words) or None)
        rarest = sorted(words, key=lambda word: -bits[kamus.nomor[word]])
        assert [row["k1"], row["k2"]] == ([skeleton(word) for word in rarest] + [None, None])[:2]


def test_a_rare_word_is_worth_more_than_a_common_one_within_bounds() -> None:
    kamus = Kamus(bawaan=known_bits(["Budi Santoso"] * 99 + ["Qomarudin"]))
    _folded(["Budi Santoso"] * 500 + ["Qomarudin", "Siti"], kamus)
    bits = {word: kamus.bits()[number] for word, number in kamus.nomor.items()}
    assert COMMONEST <= bits["budi"] < bits["komarudin"] <= RAREST
    assert bits["siti"] <= 6
