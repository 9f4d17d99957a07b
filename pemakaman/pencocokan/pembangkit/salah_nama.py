"""How the name of the dead stands in the book."""

from random import Random

from pemakaman.pencocokan.pembangkit import ketik
from pemakaman.pencocokan.pembangkit.almarhum import Mendiang
from pemakaman.pencocokan.pembangkit.kosakata import LAMPUNG
from pemakaman.pencocokan.pembangkit.salah_tanggal import age_at

# Each is thrown alone; a name may have several.
NAMA = {
    "nama_ejaan": 0.16,
    "nama_ketik": 0.10,
    "nama_singkat": 0.075,
    "nama_gabung": 0.035,
    "nama_urut": 0.015,
    "nama_bin": 0.09,
}
GELAR = 0.30
ADOK = ("GLR. RATU PUNCAK", "GELAR SUTAN RAJA", "GLR PANGERAN MARGA", "GELAR RADEN JAYA", "GLR. BATIN SEMPURNA")
_SARJANA = (", S.PD", ", S.H.", ", SE", ", S.Ag", ", Drs.", ", S.Pd.I", " SH", ", M.Pd", ", A.Md")


def write_name(luck: Random, dead: Mendiang, huruf: str, gelar: float) -> tuple[str, list[str]]:
    """(text, kinds of trouble)."""
    words, kinds = list(dead.orang.nama), []
    for kind, rate in NAMA.items():
        if luck.random() >= rate:
            continue
        changed = _changed(luck, dead, words, kind)
        if changed != words:
            words = changed
            kinds.append(kind)
    text = " ".join(words)
    if luck.random() < gelar:
        text = _titled(luck, dead, text)
        kinds.append("nama_gelar")
    return _lettered(luck, text, huruf), kinds


def _changed(luck: Random, dead: Mendiang, words: list[str], kind: str) -> list[str]:
    if kind == "nama_ejaan":
        return ketik.respell(luck, words)
    if kind == "nama_ketik":
        return ketik.slip(luck, " ".join(words)).split()
    if kind == "nama_singkat":
        return ketik.shorten(luck, words, dead.orang.perempuan)
    if kind == "nama_gabung":
        return ketik.join_or_split(luck, words)
    if kind == "nama_urut":
        return [*words[1:], words[0]] if len(words) > 1 else words
    return _with_father(luck, dead, words)


def _with_father(luck: Random, dead: Mendiang, words: list[str]) -> list[str]:
    if not dead.ayah:
        return words
    father = dead.ayah if luck.random() < 0.5 else dead.ayah[:1]
    if luck.random() < 0.15:
        return [*words, *father[-1:]]
    word = ("BINTI", "BT.", "BTI") if dead.orang.perempuan else ("BIN", "BIN", "B.")
    return [*words, luck.choice(word), *father]


def _titled(luck: Random, dead: Mendiang, text: str) -> str:
    girl, umur = dead.orang.perempuan, age_at(dead.orang.lahir, dead.orang.lahir.replace(year=2025, day=1))
    before = ["ALM.", "Alm", "ALMARHUM"] if not girl else ["ALMH.", "Almh", "ALMARHUMAH", "ALM."]
    if umur > 40:
        before += (
            ["H.", "H", "HI.", "BAPAK", "BPK", "TN.", "PAK"] if not girl else ["HJ.", "HJ", "IBU", "NY.", "BU", "NY"]
        )
    if umur > 60:
        before += (
            ["MBAH", "MBAH", "KH.", "UST.", "KAKEK", "ALM. H."] if not girl else ["MBAH", "NENEK", "MBAH", "ALMH. HJ."]
        )
    if umur < 25:
        before += ["AN.", "SDR.", "ANANDA"]
    kind = luck.random()
    if kind < 0.10 and umur > 24:
        return text + luck.choice(_SARJANA)
    if kind < 0.16:
        return f"{text} ({'ALMH' if girl else 'ALM'})"
    if kind < 0.28 and umur > 40 and dead.suku == LAMPUNG and not girl:
        return f"{text} {luck.choice(ADOK)}"
    return f"{luck.choice(before)} {text}"


def _lettered(luck: Random, text: str, huruf: str) -> str:
    if luck.random() < 0.05:
        huruf = luck.choice(("besar", "judul", "kecil"))
    if huruf == "kecil":
        return text.lower()
    return text.title() if huruf == "judul" else text.upper()
