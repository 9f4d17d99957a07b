"""Visits: what a result says, and what it is refused for."""

from collections.abc import Mapping
from dataclasses import dataclass

from pemakaman.desk.rules.periksa import PALING_BESAR, Galat, ribuan

HASIL_LABEL = {
    "rekam": "Rekam KTP-el",
    "cetak": "Cetak KTP-el",
    "ikd": "Aktivasi IKD",
    "kia": "Cetak KIA",
    "akta": "Akta, semua jenis",
    "akta_kematian": "Di antaranya akta kematian",
}
# What counts as a service; certificates of a death are among the certificates.
LAYANAN = ("rekam", "cetak", "ikd", "kia", "akta")


@dataclass(frozen=True)
class Terlayani:
    """How many of the people on the plan were served: families of the dead, voters, others."""

    kematian: int = 0
    pemilih: int = 0
    lain: int = 0

    @property
    def semua(self) -> int:
        """All of them."""
        return self.kematian + self.pemilih + self.lain


def find_galat_hasil(hasil: Mapping[str, int | None], terlayani: Terlayani) -> Galat:
    """Column → sentences of what is wrong with a result; totals must cover the people ticked as served."""
    galat: Galat = {}
    angka: dict[str, int] = {}
    for kode, label in HASIL_LABEL.items():
        value = hasil.get(kode)
        if value is None:
            galat[kode] = [f"{label} belum diisi. Tulis 0 bila tidak ada."]
        elif not 0 <= value <= PALING_BESAR:
            galat[kode] = [f"{label} {ribuan(value)} tidak mungkin. Periksa angkanya."]
        else:
            angka[kode] = value
    return galat or _uncovered(angka, terlayani)


def _uncovered(angka: Mapping[str, int], terlayani: Terlayani) -> Galat:
    galat: Galat = {}
    if angka["akta_kematian"] > angka["akta"]:
        pesan = (
            f"Akta kematian {ribuan(angka['akta_kematian'])} lebih besar daripada semua akta {ribuan(angka['akta'])}."
        )
        galat["akta_kematian"] = [pesan]
    elif angka["akta_kematian"] < terlayani.kematian:
        pesan = f"Akta kematian {ribuan(angka['akta_kematian'])} kurang daripada {ribuan(terlayani.kematian)} keluarga "
        galat["akta_kematian"] = [f"{pesan}yang ditandai terlayani."]
    if angka["rekam"] + angka["cetak"] < terlayani.pemilih:
        sums = f"Rekam {ribuan(angka['rekam'])} ditambah cetak {ribuan(angka['cetak'])}"
        galat["rekam"] = [f"{sums} kurang daripada {ribuan(terlayani.pemilih)} pemilih yang ditandai terlayani."]
    total = sum(angka[kode] for kode in LAYANAN)
    if not galat and total < terlayani.semua:
        pesan = f"Semua layanan berjumlah {ribuan(total)}, kurang daripada {ribuan(terlayani.semua)} sasaran "
        galat["rekam"] = [f"{pesan}yang ditandai terlayani."]
    return galat
