"""What a form leaves empty and a person must fill by hand. Pure."""

import re
from collections.abc import Iterator, Mapping

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian import ORANG
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Baris, Centang, RuangBaris, RuangKotak, Varian

# Not filled by hand: other events, what office or system write, what is written when signing, what may stay unknown.
_BUKAN_ISIAN = re.compile(
    r"(?:kelahiran|lahir_mati|subjek2|kop|kop_desa|ttd|jenis|periksa|wali)(?:\.|$)|f102\.|f106\.(?!(?:nama|nik|no_kk|alamat)$)"
    r"|kode_wilayah|nomor_buku|kuasa\.(?:coret|hari|tanggal|bulan|tahun|tempat)|terima\.(?:[0-9]|nomor)|(?:makam|desa)\.tempat_tanggal|makam\.(?:telepon|blok|petak|petugas)"
    r"|(?:pelapor|subjek|ayah|ibu|saksi[12])\.(?:umur|bin_binti)"
)
# Rooms that matter only for one purpose of F-2.01F.
_HANYA_UNTUK = (
    (re.compile(r"akta\.nomor_dibetulkan"), "jenis.pembetulan"),
    (re.compile(r"akta\.\w+_dibatalkan|putusan\."), "jenis.pembatalan"),
)
# Rooms that a choice makes needless: who is ill gives no other reason.
_TIDAK_BILA = {"kuasa.alasan": "kuasa.coret_lainnya"}
_CENTANG = {
    "kematian.sebab": "Sebab kematian",
    "kematian.yang_menerangkan": "Yang menerangkan",
    "subjek.jenis_kelamin": "Jenis kelamin",
}
_WAKTU = {"kematian.jam": "Pukul kematian", "kematian.menit": "Pukul kematian"}
_SAMA = {"kematian.nik": "subjek.nik", "kematian.nama": "subjek.nama"}
_BAGIAN_TANGGAL = re.compile(r" \((?:tgl|bln|thn)\)$", re.IGNORECASE)
_TANPA_NIK = frozenset({"bayi", "tidak_punya", "wna"})
_SAAT_KEMATIAN = ("tgl", "bln", "thn", "jam", "menit", "hari_tanggal", "tanggal_teks", "pukul_teks")
_KEMATIAN = frozenset({*_SAAT_KEMATIAN, "sebab", "tempat", "yang_menerangkan", "menerangkan_f229"})
TIDAK_DIKENAL = "TIDAK DIKENAL"


def list_kosong(jenis: Jenis, values: Mapping[str, str], varian: Varian | None = None) -> list[str]:
    """The labels of rooms that stay empty and belong to a death, in the order of the form, each once.

    What cannot be known is left out: the number of a travel
    document beside a NIK, the NIK of a baby, everything about a person nobody knows. Empty for a kind that is no form.
    """
    try:
        lembar = arrange(jenis, varian or Varian())
    except KeyError:
        return []
    rows = [baris for halaman in lembar.halaman for baris in halaman.baris]
    found: dict[str, str] = {}
    for baris in rows:
        for isian, label in _rooms(baris):
            if _is_missing(isian, values):
                found.setdefault(_SAMA.get(isian, isian), label)
    return list(dict.fromkeys(found.values()))


def _rooms(baris: Baris) -> Iterator[tuple[str, str]]:
    """(value, label) of the rooms in a row; a box to tick has none of its own."""
    for unsur in baris.unsur:
        match unsur:
            case RuangKotak(isian=isian, label=label) | RuangBaris(isian=isian, label=label):
                yield isian, _WAKTU.get(isian) or _BAGIAN_TANGGAL.sub("", label)
            case Centang(isian=isian) if isian in _CENTANG:
                yield isian, _CENTANG[isian]
            case _:
                pass


def _is_missing(isian: str, values: Mapping[str, str]) -> bool:
    if not isian or values.get(isian) or _BUKAN_ISIAN.match(isian):
        return False
    if values.get(_TIDAK_BILA.get(isian, "")):
        return False
    if any(rooms.match(isian) and not values.get(purpose) for rooms, purpose in _HANYA_UNTUK):
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
        return name.startswith("jenis_kelamin") or (role == "subjek" and name in _KEMATIAN)
    if name == "dokumen_perjalanan":
        return not has("nik") and values.get(f"{role}.nik_alasan") == "wna"
    if name in {"nik", "no_kk"} and has("dokumen_perjalanan"):
        return False
    if name == "nik":
        return values.get(f"{role}.nik_alasan") not in _TANPA_NIK
    if name.startswith("lahir."):
        return not (has("umur") or has("lahir.thn"))
    return True
