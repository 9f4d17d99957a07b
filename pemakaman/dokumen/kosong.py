"""What a form leaves empty and a person must fill by hand. Pure."""

import re
from collections.abc import Iterator, Mapping

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian import ORANG
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Baris, Centang, Kata, RuangBaris, RuangKotak, Varian

# Nobody fills these: other events, what the office or the system writes, what is written when signing.
_BUKAN_ISIAN = re.compile(
    r"(?:kelahiran|lahir_mati|subjek2|kop|kop_desa|ttd|jenis|f102|f106)\.|kode_wilayah|nomor_buku"
)
_AWAL = re.compile(r"^(?:[0-9]{1,2}|[a-z])\.\s*")
_TANPA_NIK = frozenset({"bayi", "tidak_punya", "wna"})
TIDAK_DIKENAL = "TIDAK DIKENAL"


def list_kosong(jenis: Jenis, values: Mapping[str, str], varian: Varian | None = None) -> list[str]:
    """The labels of rooms that stay empty and belong to a death, in the order of the form, each once.

    A choice to tick is listed by the words of its row. What cannot be known is left out: the number of a travel
    document beside a NIK, the NIK of a baby, everything about a person nobody knows. Empty for a kind that is no form.
    """
    try:
        lembar = arrange(jenis, varian or Varian())
    except KeyError:
        return []
    rows = [baris for halaman in lembar.halaman for baris in halaman.baris]
    found = [label for baris in rows for label in _row(baris, values)]
    return list(dict.fromkeys(found))


def _row(baris: Baris, values: Mapping[str, str]) -> Iterator[str]:
    ticks: dict[str, int] = {}
    for unsur in baris.unsur:
        match unsur:
            case RuangKotak(isian=isian, label=label) | RuangBaris(isian=isian, label=label):
                if _is_missing(isian, values):
                    yield label
            case Centang(isian=isian):
                ticks[isian] = ticks.get(isian, 0) + 1
            case _:
                pass
    label = next((_AWAL.sub("", one.teks).rstrip(" :") for one in baris.unsur if isinstance(one, Kata)), "")
    yield from (label for isian, count in ticks.items() if count > 1 and label and _is_missing(isian, values))


def _is_missing(isian: str, values: Mapping[str, str]) -> bool:
    if not isian or values.get(isian) or _BUKAN_ISIAN.match(isian):
        return False
    role, _, name = isian.partition(".")
    if role in ORANG or role == "kematian":
        return _belongs("subjek" if role == "kematian" else role, name, values)
    return True


def _belongs(role: str, name: str, values: Mapping[str, str]) -> bool:
    """Could somebody know this of the person?"""

    def has(what: str) -> bool:
        return bool(values.get(f"{role}.{what}"))

    if role in {"subjek", "ayah", "ibu"} and values.get("subjek.nama") == TIDAK_DIKENAL:
        return name in {"jenis_kelamin", "jenis_kelamin_teks"} or (role == "subjek" and name in _KEMATIAN)
    if name == "dokumen_perjalanan":
        return not has("nik") and values.get(f"{role}.nik_alasan") == "wna"
    if name in {"nik", "no_kk"} and has("dokumen_perjalanan"):
        return False
    if name == "nik":
        return values.get(f"{role}.nik_alasan") not in _TANPA_NIK
    if name.startswith("lahir.") or name == "umur":
        return not (has("umur") or has("lahir.thn"))
    return True


_KEMATIAN = frozenset(
    {"tgl", "bln", "thn", "jam", "menit", "sebab", "tempat", "yang_menerangkan", "menerangkan_f229", "hari_tanggal"}
)
