"""Titles around Indonesian names, so that a search does not trip over them."""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DEAD = _set("alm almh almarhum almarhumah")

# Hi. is how Lampung writes Haji. "St." is missing: before a name it stands for Siti or Sutan. So are the adat
# titles that are names as often (Ratu, Sutan, Pangeran, Ayu, Mas): `nama.COMMON_WORDS` lets them weigh little.
_BEFORE = _set(
    "h hj hi haji hajah kh ky kyai kiai nyai nyi eyang mbah mbh simbah datuk datok dt raden rd rr "
    "drs dra dr drg drh ir prof ust ustd ustdz ustad ustadz ustadzah ustazah pdt pdm rm tgk buya abah "
    "tn tuan ny nyonya nn nona sdr sdri saudara bpk bapak pak bp ibu ibunda kakek nenek"
)
# Raden Ajeng, Raden Mas: letters that are initials unless dots stand between them.
_BEFORE_DOTTED = _set("ra rm rngt rn")
_AFTER = _set(
    "sh se st sp sag spd spdi ssos ssosi skom sip skm skep sfarm shi sei spsi spt ssi shut sked shum ssn "
    "stp sst ssit sstp sap sakun spi sthi mm mh mt mp mpd mpdi msi mkes mkom msc mba mag mhum map mak mth "
    "phd amd amdkeb amdkep amakeb amak ama amapd apt ners ns bsc lc spog spa spb sppd spm skg skh "
    "spdsd sthg sag sfil sptk smn sab sikom str strkeb mhi mthi mhum mfarm msc mkn mtr mpsi psi mpdk mei"
)
# Short enough to be part of a name; a title only with dots ("M.A.") or after a comma.
_AFTER_DOTTED = _set("ma ba be bba")
TITLE_WORDS = _BEFORE | _BEFORE_DOTTED | _AFTER | _AFTER_DOTTED | _DEAD
"""Words that are, somewhere in a name, titles: a name without any of them is the sum of its words."""

# After a comma only degrees are written with dots between short parts: "M.Th.I", "Sp.KK".
_DEGREE = re.compile(r"[a-z]{1,5}(?:\.[a-z]{1,5})+\.?")


def drop_titles(chunks: list[str]) -> list[str]:
    """Split lower-case chunks (words and commas) into words without titles; all of them may go."""
    words: list[str] = []
    after_comma = False
    for chunk in chunks:
        if chunk == ",":
            after_comma = bool(words)
        elif not _is_title(chunk, has_name=bool(words), after_comma=after_comma):
            words += split_words(chunk) if words else _without_leading_titles(split_words(chunk))
    return words


def split_words(chunk: str) -> list[str]:
    """The letters and digits of a chunk, parted where dots or other signs stand."""
    return re.findall(r"[^\W_]+", chunk)


def _is_title(chunk: str, *, has_name: bool, after_comma: bool) -> bool:
    bare = "".join(split_words(chunk))
    if bare in _DEAD:
        return True
    if not has_name:
        return bare in _BEFORE or (bare in _BEFORE_DOTTED and "." in chunk[:-1])
    if after_comma and _DEGREE.fullmatch(chunk):
        return True
    return bare in _AFTER or (bare in _AFTER_DOTTED and (after_comma or "." in chunk))


def _without_leading_titles(words: list[str]) -> list[str]:
    # "Drs.H.Ahmad" comes as one chunk: the titles in it are cut off at the front only.
    while words and words[0] in _BEFORE | _DEAD:
        words = words[1:]
    return words
