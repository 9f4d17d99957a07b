"""Numbers of akta kematian, recorded back from the issuing office.

No source fixes their form, and old akta have other numbers, so the pattern only warns.
"""

import re
from datetime import date

from pemakaman.nilai.galat import NilaiError, Peringatan, name_character

_SPACES = re.compile(r"\s+")
_ALLOWED = re.compile(r"[A-Za-z0-9./ \-]")
_PATTERN = re.compile(r"(?P<kab>[0-9]{4})-KM-(?P<tanggal>[0-9]{8})-[0-9]{4}")


def check_nomor_akta(text: str) -> str:
    """Return the number without outer and double spaces, or raise `NilaiError`."""
    nomor = _SPACES.sub(" ", text).strip()
    if not nomor:
        raise NilaiError("Nomor akta belum diisi. Salin dari kutipan akta kematian.")
    for ch in nomor:
        if not _ALLOWED.fullmatch(ch):
            raise NilaiError(
                f"Nomor akta hanya boleh berisi huruf, angka, spasi dan tanda - / . tetapi ada {name_character(ch)}."
            )
    if not 3 <= len(nomor) <= 40:
        raise NilaiError(
            f"Nomor akta harus 3 sampai 40 tanda. Yang diketik {len(nomor)}; periksa lagi di kutipan akta."
        )
    return nomor


def nomor_akta_warning(text: str, kab_kode: str, tanggal: date) -> Peringatan | None:
    """Warn when the number has not the usual form, or names another kab/kota or another date."""
    match = _PATTERN.fullmatch(_SPACES.sub(" ", text).strip())
    if match is None:
        return Peringatan(
            "pola_akta",
            "Nomor akta tidak seperti bentuk yang biasa (misalnya 1871-KM-15032024-0001). "
            "Periksa lagi di kutipan akta; lanjutkan bila memang begitu tertulis.",
        )
    odd = []
    if match["kab"] != kab_kode.replace(".", ""):
        odd.append(f"kode kabupaten/kota di nomor akta ({match['kab']}) bukan {kab_kode}")
    if match["tanggal"] != f"{tanggal:%d%m}{tanggal.year:04d}":
        odd.append(f"tanggal di nomor akta ({match['tanggal']}) bukan tanggal kutipan {tanggal:%d-%m-%Y}")
    if not odd:
        return None
    isi = " dan ".join(odd)
    return Peringatan("akta_beda", f"{isi[0].upper()}{isi[1:]}. Periksa lagi di kutipan akta.")
