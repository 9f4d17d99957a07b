"""The ladder of evidence: what proves a death, from the strongest step to the weakest, and when it is too weak. Pure.

By Perpres 96/2018 Ps 45 one letter of a doctor or of the head of a desa/kelurahan suffices; police, court, airline
and mission stand for the cases where there is none. Where such a letter has no number or issuer, or nobody finds the
person in the population data, a stamped declaration of the family (SPTJM) is asked for beside it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from pemakaman.laporan.kelengkapan import required_proofs
from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti, Kasus

# The letters by which an authority says that somebody died, the strongest first.
RESMI = (
    JenisBukti.PENETAPAN_PENGADILAN,
    JenisBukti.SURAT_POLISI,
    JenisBukti.SURAT_MASKAPAI,
    JenisBukti.SKK_PERWAKILAN,
    JenisBukti.SURAT_KEMATIAN,
)
IDENTITAS = (JenisBukti.KK_KTP, JenisBukti.DOKUMEN_PERJALANAN, JenisBukti.IZIN_TINGGAL)
LEMAH = frozenset({JenisBukti.FOTO_MAKAM, JenisBukti.LAINNYA, JenisBukti.SURAT_KUASA})
# Who cannot have a NIK, or of whom none is asked (Ditjen list, cases 2 to 4).
TANPA_NIK = frozenset({Kasus.TIDAK_DIKENAL, Kasus.HILANG, Kasus.PESAWAT, Kasus.ORANG_ASING, Kasus.BAYI})
TANPA_NIK_ALASAN = frozenset({"bayi", "wna"})
NIK_TAK_TENTU = frozenset({"tidak_diketahui", "tidak_terbaca"})
MENERANGKAN_LAIN = 4
# Offices whose head, doctor or nurse may testify; a letter of one of them is what the law asks for.
_BERWENANG = re.compile(
    r"\b(desa|kelurahan|lurah|kades|pekon|tiyuh|kampung|nagari|gampong|peratin|rumah sakit|rs\w*|puskesmas|"
    r"klinik|dokter|dr|bidan|kepolisian|polres\w*|polsek|polda)\b",
    re.IGNORECASE,
)


class Kematian(Protocol):
    """What the ladder reads of a report; `Laporan` has it."""

    kasus: Any
    nik: Any
    nik_alasan: Any
    menerangkan: Any
    surat_nomor: Any
    surat_penerbit: Any


@dataclass(frozen=True)
class AnakTangga:
    """One step: what it is, whether the case needs it, whether it is there, and a word on it."""

    teks: str
    perlu: bool
    ada: bool
    catatan: str = ""


@dataclass(frozen=True)
class Tangga:
    """The ladder of one report; `kelemahan` are the reasons for which the SPTJM is asked."""

    anak: tuple[AnakTangga, ...]
    kelemahan: tuple[str, ...]
    ada_sptjm: bool

    @property
    def kurang_sptjm(self) -> bool:
        """Weak, and the family's declaration is missing."""
        return bool(self.kelemahan) and not self.ada_sptjm


def read_ladder(laporan: Kematian, ada: Collection[str], *, tidak_ada_di_data: bool = False) -> Tangga:
    """The ladder of a report with these kinds of proof; `tidak_ada_di_data` when an officer looked in vain."""
    kelemahan = tuple(_weaknesses(laporan, ada, tidak_ada_di_data=tidak_ada_di_data))
    return Tangga(tuple(_steps(laporan, ada, lemah=bool(kelemahan))), kelemahan, JenisBukti.SPTJM in ada)


def _steps(laporan: Kematian, ada: Collection[str], *, lemah: bool) -> Iterator[AnakTangga]:
    needed = {jenis for syarat in required_proofs(laporan.kasus) for jenis in syarat.jenis}
    for jenis in RESMI:
        if jenis in needed or jenis in ada:
            catatan = _letter(laporan) if jenis in ada and jenis is JenisBukti.SURAT_KEMATIAN else ""
            yield AnakTangga(BUKTI_LABEL[jenis], jenis in needed and not _replaced(jenis, ada), jenis in ada, catatan)
    identity = [jenis for jenis in IDENTITAS if jenis in needed or jenis in ada]
    if identity:
        teks = ", atau ".join(BUKTI_LABEL[jenis] for jenis in identity)
        yield AnakTangga(teks, any(j in needed for j in identity), any(j in ada for j in identity))
    supporting = JenisBukti.DOKUMEN_PENDUKUNG
    if supporting in needed or supporting in ada:
        perlu = supporting in needed and JenisBukti.PENETAPAN_PENGADILAN not in ada
        yield AnakTangga(BUKTI_LABEL[supporting], perlu, supporting in ada)
    yield AnakTangga(f"{BUKTI_LABEL[JenisBukti.SPTJM]}, bermeterai", lemah, JenisBukti.SPTJM in ada)
    if JenisBukti.FOTO_MAKAM in ada:
        yield AnakTangga(BUKTI_LABEL[JenisBukti.FOTO_MAKAM], False, True, "Membantu, tetapi bukan bukti kematian.")


def _replaced(jenis: JenisBukti, ada: Collection[str]) -> bool:
    """One of two things asked for in the alternative is there: a court ruling or supporting documents."""
    return jenis is JenisBukti.PENETAPAN_PENGADILAN and jenis not in ada and JenisBukti.DOKUMEN_PENDUKUNG in ada


def _letter(laporan: Kematian) -> str:
    parts = [f"nomor {laporan.surat_nomor}" if laporan.surat_nomor else "tanpa nomor"]
    parts.append(str(laporan.surat_penerbit) if laporan.surat_penerbit else "penerbit tidak disebut")
    return ", ".join(parts)


def _weaknesses(laporan: Kematian, ada: Collection[str], *, tidak_ada_di_data: bool) -> Iterator[str]:
    if JenisBukti.PENETAPAN_PENGADILAN in ada:
        return
    kasus = Kasus(laporan.kasus)
    yield from _weak_letter(laporan, kasus)
    if kasus is Kasus.TIDAK_TERDAFTAR:
        yield "Almarhum tidak terdaftar di KK dan data kependudukan, tanpa penetapan pengadilan."
    elif tidak_ada_di_data and kasus not in TANPA_NIK and laporan.nik_alasan not in TANPA_NIK_ALASAN:
        yield "Identitasnya tidak ditemukan di data kependudukan."
    if not laporan.nik and laporan.nik_alasan in NIK_TAK_TENTU and kasus not in TANPA_NIK:
        yield "NIK tidak diketahui atau tidak terbaca."
    if ada and set(ada) <= LEMAH:
        yield "Yang dilampirkan hanya foto makam atau berkas lain, tanpa surat."


def _weak_letter(laporan: Kematian, kasus: Kasus) -> Iterator[str]:
    asked = {jenis for syarat in required_proofs(kasus) for jenis in syarat.jenis}
    if JenisBukti.SURAT_KEMATIAN not in asked:
        return
    missing = [
        word
        for word, value in (("nomor", laporan.surat_nomor), ("penerbit", laporan.surat_penerbit))
        if not str(value or "").strip()
    ]
    if missing:
        yield f"Surat kematian tanpa {' dan '.join(missing)}."
    elif laporan.menerangkan == MENERANGKAN_LAIN and not _BERWENANG.search(str(laporan.surat_penerbit)):
        yield "Yang menerangkan bukan dokter, tenaga kesehatan, polisi, atau kepala desa/lurah."
