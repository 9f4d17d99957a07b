"""The figures of a monthly report: their names, their sums, and what changed between two counts. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Baris = dict[str, Any]

UMUR_LABEL = {
    "umur_0": "di bawah 1 tahun",
    "umur_1_4": "1–4 tahun",
    "umur_5_14": "5–14 tahun",
    "umur_15_24": "15–24 tahun",
    "umur_25_44": "25–44 tahun",
    "umur_45_64": "45–64 tahun",
    "umur_65": "65 tahun ke atas",
    "umur_tidak_diketahui": "umur tidak diketahui",
}
# First year of each group after the first.
UMUR_MULAI = (1, 5, 15, 25, 45, 65)

MAKAM_LABEL = {
    "makam": "Makam terdaftar",
    "berbuku": "Makam yang punya buku pokok pemakaman",
    "aktif": "Makam berbuku yang masih dipakai",
    "melapor": "Makam yang melapor",
    "nihil": "di antaranya menyatakan nihil",
    "tutup": "Makam yang sudah menutup buku bulan ini",
    "diam": "Makam yang belum melapor",
}
PEMAKAMAN_LABEL = {
    "pemakaman": "Pemakaman dalam bulan ini",
    "laki": "laki-laki",
    "perempuan": "perempuan",
    "kelamin_tidak_diketahui": "jenis kelamin tidak diketahui",
    "lahir_mati": "di antaranya lahir mati",
    "dengan_nik": "Pemakaman dengan NIK",
    "diajukan": "Pemakaman yang diajukan untuk akta kematian",
    "akta": "Pemakaman yang akta kematiannya terbit",
    "terlambat": "Pemakaman yang dilaporkan lewat 30 hari",
}
SUSULAN_LABEL = {"disusulkan": "Disusulkan: pemakaman bulan-bulan sebelumnya yang baru masuk buku bulan ini"}
ANGKA_LABEL = {**MAKAM_LABEL, **PEMAKAMAN_LABEL, **UMUR_LABEL, **SUSULAN_LABEL}
ANGKA = tuple(ANGKA_LABEL)
# Figures that are part of the one above them.
BAGIAN = frozenset({"nihil", "laki", "perempuan", "kelamin_tidak_diketahui", "lahir_mati", *UMUR_LABEL})

KEADAAN_LABEL = {
    "tutup": "Buku ditutup",
    "nihil": "Nihil",
    "melapor": "Melapor, belum ditutup",
    "diam": "Belum lapor",
    "tanpa_buku": "Belum punya buku",
    "tidak_dipakai": "Makam ditutup",
}
# In the annex of a province: whose figures these are.
KEADAAN_KAB_LABEL = {
    "dikirim": "Dikirim kab/kota",
    "ditandatangani": "Ditandatangani kab/kota",
    "belum": "Belum dilaporkan",
}


def sum_rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The figures of an annex added up: these are the figures of the report."""
    total = dict.fromkeys(ANGKA, 0)
    for row in rows:
        for name in ANGKA:
            total[name] += int(row.get(name, 0))
    return total


@dataclass(frozen=True)
class LetakMakam:
    """What is known of a cemetery's month besides its burials. `nihil` is None while the month is open."""

    berbuku: bool
    dipakai: bool
    nihil: bool | None


def judge_makam(letak: LetakMakam, hitungan: Mapping[str, int]) -> tuple[str, dict[str, int]]:
    """(state, figures) of one cemetery: each of the figures about cemeteries is 0 or 1."""
    burials = hitungan.get("pemakaman", 0)
    closed = letak.nihil is not None
    reported = burials > 0 or closed
    nihil = bool(letak.nihil) and burials == 0
    berbuku = letak.berbuku or reported
    silent = berbuku and letak.dipakai and not reported
    flags = {
        "makam": True,
        "berbuku": berbuku,
        "aktif": berbuku and letak.dipakai,
        "melapor": reported,
        "nihil": nihil,
        "tutup": closed,
        "diam": silent,
    }
    figures = {**dict.fromkeys(ANGKA, 0), **hitungan, **{name: int(flag) for name, flag in flags.items()}}
    return _state(letak, flags), figures


def _state(letak: LetakMakam, flags: Mapping[str, bool]) -> str:
    for name in ("nihil", "tutup", "melapor", "diam"):
        if flags[name]:
            return name
    return "tanpa_buku" if letak.dipakai else "tidak_dipakai"


def changed_figures(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> list[str]:
    """'Pemakaman dalam bulan ini: 12 → 13' of every figure that another count would give today."""
    pairs = ((ANGKA_LABEL[name], int(lama.get(name, 0)), int(baru.get(name, 0))) for name in ANGKA)
    return [f"{_upper_first(label)}: {old} → {new}" for label, old, new in pairs if old != new]


def changed_rows(lama: Sequence[Mapping[str, Any]], baru: Sequence[Mapping[str, Any]]) -> list[str]:
    """Names of the annex's rows that another count would write differently."""
    before = {row["kode"]: row for row in lama}
    after = {row["kode"]: row for row in baru}
    names = {kode: row["nama"] for kode, row in (*before.items(), *after.items())}
    return [nama for kode, nama in names.items() if before.get(kode) != after.get(kode)]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
