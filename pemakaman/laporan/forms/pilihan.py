"""What one may choose from, in the words of the counter."""

from collections.abc import Iterable

from pemakaman.laporan.rules import BUKTI_LABEL, KASUS_LABEL, MENERANGKAN_LABEL, SEBAB_LABEL, JenisBukti, Kasus
from pemakaman.ruas.pilihan import Choice

KASUS_PETUNJUK = {
    Kasus.RUMAH: "Di rumah, di jalan, atau di tempat lain.",
    Kasus.RUMAH_SAKIT: "Ada surat kematian dari dokter atau rumah sakit.",
    Kasus.TIDAK_DIKENAL: "Identitas tidak jelas; ada surat polisi.",
    Kasus.HILANG: "Ada penetapan pengadilan.",
    Kasus.PESAWAT: "Ada surat pernyataan maskapai.",
    Kasus.LUAR_NEGERI: "Ada surat kematian dari Perwakilan RI.",
    Kasus.ORANG_ASING: "Punya paspor, KITAS, atau KITAP.",
    Kasus.TIDAK_TERDAFTAR: "Namanya tidak ada di KK mana pun.",
    Kasus.BAYI: "Lahir hidup, lalu meninggal sebelum punya NIK.",
    Kasus.LAHIR_MATI: "Hanya dicatat di buku makam, bukan laporan kematian.",
}
KASUS: list[Choice] = [(kasus.value, KASUS_LABEL[kasus], KASUS_PETUNJUK[kasus]) for kasus in Kasus]
KASUS_PENDEK: list[Choice] = [(kasus.value, KASUS_LABEL[kasus]) for kasus in Kasus]
BUKTI: list[Choice] = [(jenis.value, teks) for jenis, teks in BUKTI_LABEL.items()]
# What one photographs at the grave; the field of the page that takes each kind.
FOTO: dict[str, tuple[JenisBukti, str]] = {
    "foto_makam": (JenisBukti.FOTO_MAKAM, "Foto makam"),
    "foto_ktp": (JenisBukti.KK_KTP, "KTP atau KK"),
    "foto_surat": (JenisBukti.SURAT_KEMATIAN, "Surat kematian"),
    "foto_lain": (JenisBukti.LAINNYA, "Lainnya"),
}
SEBAB: list[Choice] = [(str(kode), teks) for kode, teks in SEBAB_LABEL.items()]
MENERANGKAN: list[Choice] = [(str(kode), teks) for kode, teks in MENERANGKAN_LABEL.items()]
KELAMIN: list[Choice] = [("L", "Laki-laki"), ("P", "Perempuan")]
ALASAN_NIK: list[Choice] = [
    ("tidak_diketahui", "Tidak diketahui"),
    ("tidak_punya", "Tidak punya NIK"),
    ("tidak_terbaca", "Tidak terbaca di KTP atau KK"),
    ("wna", "Orang asing"),
    ("bayi", "Bayi, belum dibuatkan NIK"),
]
WARGA: list[Choice] = [("WNI", "WNI"), ("WNA", "WNA")]


def same(texts: Iterable[str]) -> list[Choice]:
    """Choices whose stored value is what one reads."""
    return [(text, text) for text in texts]


AGAMA = same(("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan kepada Tuhan YME"))
KAWIN = same(("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati"))
TEMPAT_JENIS: list[Choice] = [
    ("rumah", "Rumah"),
    ("rumah_sakit", "Rumah sakit"),
    ("puskesmas", "Puskesmas atau klinik"),
    ("jalan", "Jalan atau tempat umum"),
    ("lainnya", "Lainnya"),
]
HUBUNGAN = same(
    ("Suami", "Istri", "Anak", "Orang tua", "Saudara", "Keluarga lain", "Ketua RT", "Tetangga", "Petugas", "Lainnya")
)


def with_stored(choices: Iterable[Choice], stored: object) -> list[Choice]:
    """The choices and, if it is none of them, what an import or an older version stored."""
    found = list(choices)
    text = "" if stored is None else str(stored)
    known = not text or any(choice[0] == text for choice in found)
    return found if known else [*found, (text, text)]
