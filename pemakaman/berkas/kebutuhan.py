"""Which papers a case needs, and why (the annexes of Permendagri 109/2019 and 6/2026, and what offices ask). Pure.

Not `laporan/kelengkapan.py`: those are proofs that a reporter brings, these are forms that are printed here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from pemakaman.dokumen.jenis import URUTAN, Jenis
from pemakaman.laporan.rules import JenisBukti, Kasus

PERMOHONAN = frozenset({Jenis.F_2_01A, Jenis.F_2_01})


class Kapan(StrEnum):
    """When a paper is printed: before the approval, with the file, or once a certificate exists."""

    SEBELUM = "sebelum"
    SESUDAH = "sesudah"
    SETELAH_AKTA = "setelah_akta"


KAPAN_LABEL = {
    Kapan.SEBELUM: "Dibawa bersama laporan",
    Kapan.SESUDAH: "Dicetak bersama berkas",
    Kapan.SETELAH_AKTA: "Setelah akta terbit",
}


@dataclass(frozen=True)
class FaktaKasus:
    """What decides, as plain facts. `kepala_keluarga` None: nobody knows; `dicetak` are single papers in force."""

    kasus: Kasus
    formulir: Jenis = Jenis.F_2_01A
    ada_nik: bool = True
    ada_kk: bool = True
    orang_asing: bool = False
    kawin: bool = False
    pasangan_dikenal: bool = False
    kepala_keluarga: bool | None = None
    dikuasakan: bool = False
    bukti: frozenset[JenisBukti] = frozenset()
    akta_terbit: bool = False
    pembetulan: bool = False
    pembatalan: bool = False
    diminta: frozenset[Jenis] = frozenset()
    dicetak: frozenset[Jenis] = frozenset()


@dataclass(frozen=True)
class Kebutuhan:
    """One paper of a case. Without a `wajib` one the application is sent back; `ada`: it is there already, signed."""

    jenis: Jenis
    wajib: bool
    sebab: str
    kapan: Kapan
    siapa: str
    ada: bool = False

    @property
    def dalam_berkas(self) -> bool:
        """Is it printed with the file unless the officer decides otherwise?"""
        return self.kapan is Kapan.SESUDAH or (self.kapan is Kapan.SEBELUM and self.wajib and not self.ada)


@dataclass(frozen=True)
class Pilihan:
    """What an officer adds to a file, and what he leaves out."""

    tambah: frozenset[Jenis] = frozenset()
    tanpa: frozenset[Jenis] = frozenset()


# A letter of death from a doctor or a head of a village is what the law asks for in these cases.
DENGAN_SURAT_KEMATIAN = frozenset(
    {Kasus.RUMAH, Kasus.RUMAH_SAKIT, Kasus.ORANG_ASING, Kasus.TIDAK_TERDAFTAR, Kasus.BAYI}
)
TANPA_KK = frozenset({Kasus.TIDAK_DIKENAL, Kasus.TIDAK_TERDAFTAR, Kasus.LAHIR_MATI})
BELUM_TENTU_DI_KK = frozenset({Kasus.BAYI, Kasus.ORANG_ASING})
# What an officer may add to any file.
PENDAMPING = (
    *(Jenis.F_1_02, Jenis.F_1_06, Jenis.F_1_07, Jenis.F_1_04, Jenis.F_2_29),
    *(Jenis.SPTJM, Jenis.SK_PEMAKAMAN, Jenis.TANDA_TERIMA),
)
PELAPOR = "Pelapor menandatangani"
PELAPOR_METERAI = "Pelapor menandatangani di atas meterai"

_ATURAN_FORMULIR = {
    Jenis.F_2_01A: "Permendagri 6/2026",
    Jenis.F_2_01: "Permendagri 109/2019",
}
_SEBAB_PERMOHONAN = {
    Kasus.LAHIR_MATI: "Lahir mati bukan kematian: formulirnya dicentang “Lahir Mati”, dan yang terbit surat "
    "keterangan lahir mati",
    Kasus.ORANG_ASING: "Orang asing yang meninggal di sini dilaporkan dengan formulir yang sama, beserta paspor, "
    "KITAS, atau KITAP",
    Kasus.LUAR_NEGERI: "Dipakai bila dicatat di dinas ini atas surat kematian dari Perwakilan RI; pelaporan di "
    "luar negeri memakai F-2.02",
    Kasus.TIDAK_TERDAFTAR: "Permohonan akta kematian; kutipannya terbit tanpa NIK",
}


def _permohonan(fakta: FaktaKasus) -> Kebutuhan | None:
    words = _SEBAB_PERMOHONAN.get(fakta.kasus, "Permohonan akta kematian itu sendiri")
    return Kebutuhan(
        fakta.formulir,
        wajib=True,
        sebab=f"{words} ({_ATURAN_FORMULIR[fakta.formulir]}).",
        kapan=Kapan.SESUDAH,
        siapa="Pelapor dan pejabat Dukcapil menandatangani",
    )


def _f_2_01f(fakta: FaktaKasus) -> Kebutuhan | None:
    if not fakta.akta_terbit or not (fakta.pembetulan or fakta.pembatalan):
        return None
    words = (
        "Orangnya masih hidup, jadi akta yang sudah terbit dibatalkan"
        if fakta.pembatalan
        else "Data pada akta yang sudah terbit keliru, jadi aktanya dibetulkan"
    )
    sebab = f"{words} (UU 23/2006 Ps 71 dan 72; formulir Permendagri 6/2026)."
    return Kebutuhan(Jenis.F_2_01F, wajib=True, sebab=sebab, kapan=Kapan.SETELAH_AKTA, siapa=PELAPOR)


def is_on_kk(fakta: FaktaKasus) -> bool:
    """Does he stand on a family card, as far as the case tells?"""
    if fakta.kasus in TANPA_KK:
        return False
    return fakta.ada_kk or (fakta.kasus not in BELUM_TENTU_DI_KK and not fakta.orang_asing)


_SEBAB_KK = {
    True: "Almarhum kepala keluarga, jadi KK diganti: “pergantian kepala keluarga”",
    False: "Almarhum anggota KK, jadi KK diperbarui: “peristiwa penting”",
    None: "KK diperbarui setelah kematian. Centang “pergantian kepala keluarga” bila almarhum kepala keluarga, "
    "“peristiwa penting” bila bukan",
}


def _f_1_02(fakta: FaktaKasus) -> Kebutuhan | None:
    if not is_on_kk(fakta):
        return None
    sebab = f"{_SEBAB_KK[fakta.kepala_keluarga]} (Permendagri 109/2019). Diserahkan setelah akta terbit."
    return Kebutuhan(Jenis.F_1_02, wajib=False, sebab=sebab, kapan=Kapan.SESUDAH, siapa=PELAPOR)


def _f_1_06(fakta: FaktaKasus) -> Kebutuhan | None:
    if not fakta.kawin or not is_on_kk(fakta):
        return None
    sebab = (
        "Status kawin suami atau istri yang ditinggalkan menjadi cerai mati di KK dan KTP-el (Permendagri 109/2019)."
    )
    if not fakta.pasangan_dikenal:
        sebab += " Datanya belum ada di laporan; diisi tangan."
    siapa = "Suami atau istri yang ditinggalkan menandatangani di atas meterai"
    return Kebutuhan(Jenis.F_1_06, wajib=False, sebab=sebab, kapan=Kapan.SESUDAH, siapa=siapa)


def _f_1_07(fakta: FaktaKasus) -> Kebutuhan | None:
    if not fakta.dikuasakan or fakta.kasus in (Kasus.TIDAK_DIKENAL, Kasus.LAHIR_MATI):
        return None
    return Kebutuhan(
        Jenis.F_1_07,
        wajib=True,
        sebab="Yang mengurus bukan keluarga almarhum, jadi memerlukan surat kuasa (Permendagri 109/2019).",
        kapan=Kapan.SEBELUM,
        siapa="Keluarga memberi kuasa di atas meterai, yang mengurus menandatangani",
        ada=JenisBukti.SURAT_KUASA in fakta.bukti,
    )


def _f_1_04(fakta: FaktaKasus) -> Kebutuhan | None:
    unknown = fakta.kasus is Kasus.TIDAK_TERDAFTAR
    papers = {JenisBukti.KK_KTP, JenisBukti.DOKUMEN_PENDUKUNG, JenisBukti.PENETAPAN_PENGADILAN} & fakta.bukti
    bare = fakta.kasus in (Kasus.RUMAH, Kasus.RUMAH_SAKIT) and not fakta.ada_nik and not fakta.ada_kk and not papers
    if not (unknown or bare or Jenis.F_1_04 in fakta.diminta) or fakta.orang_asing or fakta.kasus is Kasus.LAHIR_MATI:
        return None
    words = (
        "Almarhum tidak ada di KK dan data kependudukan"
        if unknown
        else "Almarhum tidak punya dokumen kependudukan"
        if bare
        else "Pernyataan tidak memiliki dokumen kependudukan"
    )
    sebab = f"{words} (Permendagri 108/2019 Ps 65; formulir Permendagri 109/2019)."
    return Kebutuhan(
        Jenis.F_1_04, wajib=unknown and not papers, sebab=sebab, kapan=Kapan.SEBELUM, siapa=PELAPOR_METERAI
    )


def _f_2_29(fakta: FaktaKasus) -> Kebutuhan | None:
    given = JenisBukti.SURAT_KEMATIAN in fakta.bukti
    if fakta.kasus not in DENGAN_SURAT_KEMATIAN or (given and Jenis.F_2_29 not in fakta.diminta):
        return None
    words = "Surat kematian dari desa atau kelurahan" if given else "Belum ada surat kematian"
    return Kebutuhan(
        Jenis.F_2_29,
        wajib=False,
        sebab=f"{words}. Ditandatangani kepala desa atau lurah yang masih memakai formulir ini "
        "(Permendagri 19/2010); surat dari dokter sama sahnya (Perpres 96/2018 Ps 45).",
        kapan=Kapan.SEBELUM,
        siapa="Kepala desa atau lurah menandatangani",
        ada=given,
    )


def _sptjm(fakta: FaktaKasus) -> Kebutuhan | None:
    unknown = fakta.kasus is Kasus.TIDAK_TERDAFTAR
    missing = fakta.kasus in DENGAN_SURAT_KEMATIAN and JenisBukti.SURAT_KEMATIAN not in fakta.bukti
    if fakta.kasus is Kasus.LAHIR_MATI or not (unknown or missing or Jenis.SPTJM in fakta.diminta):
        return None
    words = (
        "Almarhum tidak ada di data kependudukan, jadi pelapor bertanggung jawab atas kebenaran datanya"
        if unknown
        else "Belum ada surat kematian, jadi pelapor bertanggung jawab atas kebenaran datanya"
        if missing
        else "Pelapor bertanggung jawab atas kebenaran datanya"
    )
    return Kebutuhan(
        Jenis.SPTJM,
        wajib=False,
        sebab=f"{words} (kebiasaan sebagian dinas; tidak ada formulir nasionalnya).",
        kapan=Kapan.SEBELUM,
        siapa=f"{PELAPOR_METERAI}, dua saksi menandatangani",
        ada=JenisBukti.SPTJM in fakta.bukti,
    )


def _sk_pemakaman(fakta: FaktaKasus) -> Kebutuhan | None:
    if fakta.kasus is Kasus.HILANG:
        return None
    sebab = "Keterangan dari makam menurut buku pokok pemakaman; membantu petugas dan keluarga."
    siapa = "Pengelola makam menandatangani"
    return Kebutuhan(Jenis.SK_PEMAKAMAN, wajib=False, sebab=sebab, kapan=Kapan.SEBELUM, siapa=siapa)


def _tanda_terima(_: FaktaKasus) -> Kebutuhan | None:
    sebab = "Bukti bagi keluarga bahwa dokumennya sudah diterima di loket Disdukcapil."
    return Kebutuhan(
        Jenis.TANDA_TERIMA, wajib=False, sebab=sebab, kapan=Kapan.SEBELUM, siapa="Petugas loket menandatangani"
    )


ATURAN: tuple[Callable[[FaktaKasus], Kebutuhan | None], ...] = (
    *(_permohonan, _f_2_01f, _f_1_02, _f_1_06, _f_1_07, _f_1_04, _f_2_29, _sptjm, _sk_pemakaman, _tanda_terima),
)


def list_needs(fakta: FaktaKasus) -> list[Kebutuhan]:
    """The papers of a case in the order of a file; what the office asks for besides the law is obligatory too."""
    found = [need for rule in ATURAN if (need := rule(fakta)) is not None]
    return sorted((_as_asked(need, fakta) for need in found), key=lambda need: URUTAN[need.jenis])


def _as_asked(need: Kebutuhan, fakta: FaktaKasus) -> Kebutuhan:
    need = replace(need, ada=need.ada or need.jenis in fakta.dicetak)
    if need.jenis not in fakta.diminta:
        return need
    return replace(need, wajib=True, sebab=f"{need.sebab} Disdukcapil setempat memintanya.")


def papers_of_file(needs: Iterable[Kebutuhan], pilihan: Pilihan | None = None) -> list[Jenis]:
    """What is printed as the file: what the case needs, with the officer's choice; nothing obligatory is left out."""
    pilihan = pilihan or Pilihan()
    needs = list(needs)
    usual = {need.jenis for need in needs if need.dalam_berkas}
    fixed = {need.jenis for need in needs if need.dalam_berkas and need.wajib}
    wanted = (usual | (pilihan.tambah & set(PENDAMPING))) - (pilihan.tanpa - fixed)
    return sorted(wanted, key=URUTAN.__getitem__)
