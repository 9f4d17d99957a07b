"""What *ajukan* still misses, case by case (domain: F-2.01A items, Perpres 96/2018 Ps 45)."""

from collections.abc import Iterator

from pemakaman.laporan.checks.temuan import Konteks, Temuan
from pemakaman.laporan.isian import Isian
from pemakaman.laporan.kelengkapan import missing_proofs
from pemakaman.laporan.rules import Kasus, is_late
from pemakaman.nilai.tanggal import TENGGAT_LAPOR, age_at

UMUR_BAYI = 5

_WAJIB = {
    "jenis_kelamin": "Pilih jenis kelamin almarhum.",
    "kewarganegaraan": "Pilih kewarganegaraan almarhum.",
    "meninggal_tanggal": "Isi tanggal meninggal.",
    "meninggal_tempat": "Tulis tempat meninggal, misalnya nama rumah sakit atau alamat rumah.",
    "sebab": "Pilih sebab kematian.",
    "menerangkan": "Pilih siapa yang menerangkan kematian.",
    "dimakamkan_tanggal": "Isi tanggal dimakamkan.",
    "pelapor_nama": "Tulis nama pelapor.",
    "pelapor_hubungan": "Pilih hubungan pelapor dengan almarhum.",
    "saksi1_nama": "Tulis nama saksi I. Dua orang saksi diperlukan untuk mengajukan.",
    "saksi2_nama": "Tulis nama saksi II. Dua orang saksi diperlukan untuk mengajukan.",
}
# Of a body without identity nobody can say these; of a missing person there is no burial.
_DIKECUALIKAN = {
    Kasus.TIDAK_DIKENAL: frozenset({"jenis_kelamin", "kewarganegaraan"}),
    Kasus.HILANG: frozenset({"dimakamkan_tanggal"}),
}
LAHIR_MATI_PESAN = (
    "Bayi lahir mati cukup dicatat di buku makam. Ini bukan kematian, jadi tidak diajukan untuk akta kematian; "
    "keluarga melaporkan lahir mati ke Disdukcapil dengan surat keterangan lahir mati."
)


def find_gaps(isian: Isian, konteks: Konteks) -> list[Temuan]:
    """Everything hard that is missing for *ajukan*; a stillbirth is refused with the reason alone."""
    kasus = Kasus(isian.get("kasus") or Kasus.RUMAH)
    if kasus is Kasus.LAHIR_MATI:
        return [_hard("kasus", "lahir_mati", LAHIR_MATI_PESAN)]
    return [
        *_empty_fields(isian, kasus),
        *_deceased(isian, kasus),
        *_nik_reason(isian, kasus),
        *_reporter(isian),
        *_lateness(isian, konteks),
        *_same_nik(isian, konteks),
        *(_hard("bukti", "bukti_kurang", syarat.pesan) for syarat in missing_proofs(kasus, konteks.bukti)),
    ]


def find_entry_gaps(isian: Isian) -> list[Temuan]:
    """What even a *lapor awal* needs: a name or the word that nobody knows it, and the day of burial."""
    found: list[Temuan] = []
    kasus = isian.get("kasus")
    if not (isian.get("nama") or isian.get("tidak_dikenal") or kasus == Kasus.TIDAK_DIKENAL):
        found.append(_hard("nama", "wajib", "Tulis nama almarhum, atau centang “nama tidak diketahui”."))
    if isian.get("dimakamkan_tanggal") is None and kasus != Kasus.HILANG:
        found.append(_hard("dimakamkan_tanggal", "wajib", _WAJIB["dimakamkan_tanggal"]))
    return found


def _empty_fields(isian: Isian, kasus: Kasus) -> Iterator[Temuan]:
    excepted = _DIKECUALIKAN.get(kasus, frozenset())
    for ruas, pesan in _WAJIB.items():
        if isian.get(ruas) is None and ruas not in excepted:
            yield _hard(ruas, "wajib", pesan)


def _deceased(isian: Isian, kasus: Kasus) -> Iterator[Temuan]:
    if kasus is Kasus.TIDAK_DIKENAL:
        return
    if isian.get("tidak_dikenal"):
        pesan = "Nama tidak diketahui. Pilih “Jenazah tidak dikenal” dan lampirkan surat polisi."
        yield _hard("kasus", "kasus_tidak_dikenal", pesan)
    elif not isian.get("nama"):
        yield _hard("nama", "wajib", "Tulis nama almarhum.")
    if isian.get("lahir") is None and isian.get("umur") is None:
        yield _hard("lahir", "wajib", "Isi tanggal lahir sejauh diketahui (tahun saja boleh), atau isi umurnya.")
    if kasus is Kasus.ORANG_ASING and not (isian.get("dokumen_perjalanan") or isian.get("izin_tinggal")):
        yield _hard("dokumen_perjalanan", "wajib", "Isi nomor paspor, atau nomor KITAS/KITAP di bawahnya.")


def _nik_reason(isian: Isian, kasus: Kasus) -> Iterator[Temuan]:
    alasan = isian.get("nik_alasan")
    if isian.get("nik"):
        return
    if alasan is None and kasus is not Kasus.TIDAK_DIKENAL:
        yield _hard("nik_alasan", "wajib", "NIK kosong. Isi NIK, atau pilih alasannya.")
    if alasan == "wna" and kasus is not Kasus.ORANG_ASING and _is_citizen(isian):
        yield _hard("nik_alasan", "alasan_wna", "Alasan “orang asing” tidak cocok dengan kewarganegaraan WNI.")
    if alasan == "bayi" and kasus is not Kasus.BAYI and _age(isian) > UMUR_BAYI:
        yield _hard("nik_alasan", "alasan_bayi", "Alasan “bayi” tidak cocok dengan umur almarhum.")


def _is_citizen(isian: Isian) -> bool:
    return str(isian.get("kewarganegaraan") or "WNI").upper() in {"WNI", "INDONESIA"}


def _age(isian: Isian) -> int:
    lahir, meninggal = isian.get("lahir"), isian.get("meninggal_tanggal")
    if lahir is not None and meninggal is not None and lahir.earliest() <= meninggal:
        return age_at(lahir, meninggal)[0]
    return int(isian.get("umur") or 0)


def _reporter(isian: Isian) -> Iterator[Temuan]:
    if not (isian.get("pelapor_nik") or isian.get("pelapor_dokumen_perjalanan")):
        yield _hard("pelapor_nik", "wajib", "Isi NIK pelapor, atau nomor paspornya bila ia orang asing.")


def _lateness(isian: Isian, konteks: Konteks) -> Iterator[Temuan]:
    if is_late(isian.get("meninggal_tanggal"), konteks.hari_lapor) and not isian.get("alasan_terlambat"):
        pesan = (
            f"Dilaporkan lebih dari {TENGGAT_LAPOR.days} hari sesudah meninggal. Tulis alasannya; "
            "laporan tetap diterima."
        )
        yield _hard("alasan_terlambat", "terlambat", pesan)


def _same_nik(isian: Isian, konteks: Konteks) -> Iterator[Temuan]:
    if konteks.nik_sama and not isian.get("alasan_nik_sama"):
        pesan = f"{' '.join(konteks.nik_sama)} Periksa NIK-nya, atau tulis mengapa ini orang yang berbeda."
        yield _hard("alasan_nik_sama", "nik_sama", pesan)


def _hard(ruas: str, kode: str, pesan: str) -> Temuan:
    return Temuan(ruas, kode, pesan, keras=True)
