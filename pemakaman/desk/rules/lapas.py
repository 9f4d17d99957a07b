"""Prisons and detention houses: what their figures are refused for, and where inmates from elsewhere belong."""

import re
from collections.abc import Mapping

from pemakaman.desk.rules.kolom import LAPAS, Angka
from pemakaman.desk.rules.periksa import Galat, Hari, find_galat, ribuan
from pemakaman.nilai.galat import NilaiError

_BARIS = re.compile(r"(?P<tempat>.+?)[\s:=;,\t]+(?P<jumlah>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:\s*(?:orang|jiwa))?")


def find_galat_lapas(
    angka: Angka, sebelum: Angka | None, *, luar: Mapping[str, int], keterangan: str, hari: Hari
) -> Galat:
    """Column → sentences of what is wrong with a day of one place.

    Inmates come and go: a sum that does not meet, or fewer recorded than before, is taken when the remark says why.
    """
    galat = find_galat(LAPAS, hari, None)
    if galat:
        return galat
    if angka["sudah_rekam"] > angka["terdaftar"]:
        pesan = (
            f"Sudah rekam {ribuan(angka['sudah_rekam'])} lebih besar daripada terdaftar {ribuan(angka['terdaftar'])}."
        )
        galat["sudah_rekam"] = [pesan]
    told = sum(luar.values())
    if luar and told != angka["domisili_luar"]:
        pesan = f"Rincian menurut daerah asal berjumlah {ribuan(told)}, domisili luar {ribuan(angka['domisili_luar'])}."
        galat["luar"] = [pesan]
    if len(keterangan.strip()) < 3:
        needed = [*difference(angka), *fallen(angka, sebelum)]
        if needed:
            galat["keterangan"] = [f"{' '.join(needed)} Tulis sebabnya di sini."]
    return galat


def difference(angka: Angka) -> list[str]:
    """How far those who live inside and outside are from those who must have a KTP; empty when they meet."""
    inside, outside, must = angka["domisili_dalam"], angka["domisili_luar"], angka["wajib_ktp"]
    if inside + outside == must:
        return []
    sums = f"Domisili dalam {ribuan(inside)} ditambah luar {ribuan(outside)} = {ribuan(inside + outside)}"
    return [f"{sums}, wajib KTP {ribuan(must)}: selisih {ribuan(abs(inside + outside - must))}."]


def fallen(angka: Angka, sebelum: Angka | None) -> list[str]:
    """By how much fewer are recorded than on the day before; empty when none."""
    if sebelum is None or angka["sudah_rekam"] >= sebelum["sudah_rekam"]:
        return []
    now, old = ribuan(angka["sudah_rekam"]), ribuan(sebelum["sudah_rekam"])
    return [f"Sudah rekam {now} lebih kecil daripada laporan sebelumnya {old}."]


def parse_luar(text: str) -> list[tuple[str, int]]:
    """(place as typed, inmates) of each line, such as 'Pringsewu 12' or '18.10: 12'; raises NilaiError."""
    found: list[tuple[str, int]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _BARIS.fullmatch(line.strip())
        if match is None:
            raise NilaiError(f"Baris {number} tidak terbaca. Tulis daerah asal lalu jumlahnya, misalnya Pringsewu 12.")
        found.append((match["tempat"].strip(" :=;,"), int(match["jumlah"].replace(".", ""))))
    return found
