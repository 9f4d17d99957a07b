"""Which proofs a case needs, told before sending (Perpres 96/2018 Ps 45; Permendagri 108/2019 Ps 65). Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti, Kasus


@dataclass(frozen=True)
class Syarat:
    """One requirement: any one of `jenis` fulfils it. `catatan` helps where the paper is hard to get."""

    jenis: tuple[JenisBukti, ...]
    catatan: str = ""

    @property
    def teks(self) -> str:
        """The requirement in words: 'A, atau B'."""
        return ", atau ".join(BUKTI_LABEL[jenis] for jenis in self.jenis)

    @property
    def pesan(self) -> str:
        """What to do while it is missing."""
        return " ".join(part for part in (f"Lampirkan: {self.teks}.", self.catatan) if part)


_SURAT_KEMATIAN = Syarat((JenisBukti.SURAT_KEMATIAN,), "Salah satu sudah cukup, foto dari aslinya.")
_KK_KTP = Syarat(
    (JenisBukti.KK_KTP,),
    "Bila almarhum tidak ada di KK mana pun, ganti keadaannya menjadi “Tidak ada di KK dan data kependudukan”.",
)

SYARAT: dict[Kasus, tuple[Syarat, ...]] = {
    Kasus.RUMAH: (_SURAT_KEMATIAN, _KK_KTP),
    Kasus.RUMAH_SAKIT: (_SURAT_KEMATIAN, _KK_KTP),
    Kasus.TIDAK_DIKENAL: (
        Syarat((JenisBukti.SURAT_POLISI,), "NIK, KK, dan KTP tidak diminta untuk jenazah tidak dikenal."),
    ),
    Kasus.HILANG: (
        Syarat((JenisBukti.PENETAPAN_PENGADILAN,), "Tanpa jenazah, akta terbit atas penetapan pengadilan."),
    ),
    Kasus.PESAWAT: (Syarat((JenisBukti.SURAT_MASKAPAI,)),),
    Kasus.LUAR_NEGERI: (
        Syarat((JenisBukti.SKK_PERWAKILAN,)),
        Syarat((JenisBukti.KK_KTP, JenisBukti.DOKUMEN_PERJALANAN)),
    ),
    Kasus.ORANG_ASING: (
        _SURAT_KEMATIAN,
        Syarat((JenisBukti.DOKUMEN_PERJALANAN, JenisBukti.IZIN_TINGGAL)),
    ),
    Kasus.TIDAK_TERDAFTAR: (
        _SURAT_KEMATIAN,
        Syarat(
            (JenisBukti.DOKUMEN_PENDUKUNG, JenisBukti.PENETAPAN_PENGADILAN),
            "Akta nanti terbit tanpa NIK.",
        ),
    ),
    Kasus.BAYI: (_SURAT_KEMATIAN,),
    Kasus.LAHIR_MATI: (),
}

# Proofs that help but are not asked for.
DIANJURKAN: dict[Kasus, tuple[JenisBukti, ...]] = {
    Kasus.TIDAK_DIKENAL: (JenisBukti.FOTO_MAKAM,),
    Kasus.TIDAK_TERDAFTAR: (JenisBukti.SPTJM, JenisBukti.FOTO_MAKAM),
    Kasus.BAYI: (JenisBukti.KK_KTP,),
}

PENJELASAN: dict[Kasus, str] = {
    Kasus.RUMAH: "Surat kematian boleh dari dokter, puskesmas, kepala desa, atau lurah. Surat RT/RW tidak diminta.",
    Kasus.RUMAH_SAKIT: "Surat kematian dari rumah sakit atau puskesmas sudah cukup.",
    Kasus.TIDAK_DIKENAL: "Nama, NIK, dan KK boleh kosong. Yang diminta surat keterangan kepolisian.",
    Kasus.HILANG: (
        "Tidak ada jenazah yang dimakamkan: tanggal dimakamkan boleh kosong, dan buku mencatat tanggal laporan ini "
        "masuk. Tanggal meninggal menurut penetapan pengadilan."
    ),
    Kasus.PESAWAT: "Yang diminta surat pernyataan maskapai; KK atau KTP tidak diminta.",
    Kasus.LUAR_NEGERI: "Yang diminta surat keterangan kematian dari Perwakilan RI di negara tempat meninggal.",
    Kasus.ORANG_ASING: "Siapkan paspor, KITAS/SKTT, atau KITAP. NIK boleh kosong dengan alasan “orang asing”.",
    Kasus.TIDAK_TERDAFTAR: (
        "Siapkan surat kematian dan dokumen pendukung: buku nikah, ijazah, KTP atau KK lama. Dua orang saksi diisi."
    ),
    Kasus.BAYI: "NIK boleh kosong dengan alasan “bayi”. Cantumkan nama orang tua di halaman orang tua.",
    Kasus.LAHIR_MATI: "Cukup lapor awal: dicatat di buku makam, tidak diajukan untuk akta kematian.",
}


def required_proofs(kasus: str) -> tuple[Syarat, ...]:
    """What the case needs."""
    return SYARAT[Kasus(kasus)]


def missing_proofs(kasus: str, ada: Collection[str]) -> list[Syarat]:
    """What the case needs and is not among the kinds of proof given."""
    return [syarat for syarat in required_proofs(kasus) if not any(jenis in ada for jenis in syarat.jenis)]
