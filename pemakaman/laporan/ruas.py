"""Fields in the words of the counter, and changes told as sentences. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from pemakaman.laporan.rules import KASUS_LABEL, MENERANGKAN_LABEL, SEBAB_LABEL, STATUS_LABEL, Kasus, Status
from pemakaman.nilai.nik import NIK_KOSONG_ALASAN
from pemakaman.nilai.tanggal import format_tanggal

_ORANG = {
    "nama": "nama",
    "nik": "NIK",
    "no_kk": "nomor KK",
    "dokumen_perjalanan": "nomor paspor",
    "kewarganegaraan": "kewarganegaraan",
    "tempat_lahir": "tempat lahir",
    "lahir": "tanggal lahir",
    "lahir_tahun": "tahun lahir",
    "lahir_bulan": "bulan lahir",
    "lahir_hari": "hari lahir",
    "hubungan": "hubungan dengan almarhum",
    "telepon": "nomor telepon",
    "alamat": "alamat",
}
PERAN_ORANG_LABEL = {
    "pelapor": "pelapor",
    "saksi1": "saksi I",
    "saksi2": "saksi II",
    "ayah": "ayah",
    "ibu": "ibu",
}

RUAS_LABEL: dict[str, str] = {
    "status": "status",
    "kasus": "keadaan kematian",
    "tidak_dikenal": "nama tidak diketahui",
    "nama": "nama almarhum",
    "bin_binti": "bin/binti",
    "nik": "NIK almarhum",
    "nik_alasan": "alasan NIK kosong",
    "no_kk": "nomor KK",
    "jenis_kelamin": "jenis kelamin",
    "tempat_lahir": "tempat lahir",
    "lahir": "tanggal lahir",
    "lahir_tahun": "tahun lahir",
    "lahir_bulan": "bulan lahir",
    "lahir_hari": "hari lahir",
    "umur": "umur saat meninggal",
    "agama": "agama",
    "kewarganegaraan": "kewarganegaraan",
    "dokumen_perjalanan": "nomor paspor",
    "izin_tinggal": "nomor KITAS/KITAP",
    "status_kawin": "status perkawinan",
    "pekerjaan": "pekerjaan",
    "anak_ke": "anak ke",
    "alamat": "alamat",
    "rt": "RT",
    "rw": "RW",
    "dusun": "dusun",
    "alamat_desa_kode": "desa/kelurahan tempat tinggal",
    "meninggal_tanggal": "tanggal meninggal",
    "meninggal_pukul": "pukul meninggal",
    "meninggal_tempat_jenis": "jenis tempat meninggal",
    "meninggal_tempat": "tempat meninggal",
    "sebab": "sebab kematian",
    "menerangkan": "yang menerangkan",
    "surat_nomor": "nomor surat kematian",
    "surat_tanggal": "tanggal surat kematian",
    "surat_penerbit": "penerbit surat kematian",
    "dimakamkan_tanggal": "tanggal dimakamkan",
    "dimakamkan_pukul": "pukul dimakamkan",
    "blok": "blok",
    "petak": "petak",
    "nomor_makam": "nomor makam",
    "petak_id": "petak di denah",
    "lintang": "lintang makam",
    "bujur": "bujur makam",
    "tumpang": "makam tumpang",
    "tumpang_persetujuan": "ahli waris yang menyetujui makam tumpang",
    "tumpang_surat": "nomor surat persetujuan tumpang",
    "izin_nomor": "nomor izin makam",
    "petugas_makam": "petugas makam",
    "keterangan": "keterangan",
    "nomor_lama": "nomor di buku lama",
    "tidak_terbaca": "isian yang tidak terbaca di buku",
    "alasan_terlambat": "alasan terlambat",
    "alasan_nik_sama": "alasan NIK sama",
    "bukti": "bukti",
    **{
        f"{peran}_{name}": f"{label} {sebutan}"
        for peran, sebutan in PERAN_ORANG_LABEL.items()
        for name, label in _ORANG.items()
    },
    "pelapor_hubungan": "hubungan pelapor dengan almarhum",
}

_NILAI: dict[str, Mapping[Any, str]] = {
    "status": {status.value: label for status, label in STATUS_LABEL.items()},
    "kasus": {kasus.value: KASUS_LABEL[kasus] for kasus in Kasus},
    "sebab": SEBAB_LABEL,
    "menerangkan": MENERANGKAN_LABEL,
    "nik_alasan": NIK_KOSONG_ALASAN,
    "jenis_kelamin": {"L": "laki-laki", "P": "perempuan"},
}


def _degrees(value: Any) -> str:
    return f"{float(value):.6f}".replace(".", ",")


_TERTULIS: dict[str, Callable[[Any], str]] = {
    "petak_id": lambda _: "dipilih dari daftar petak",  # blok and petak beside it say which
    "lintang": _degrees,
    "bujur": _degrees,
}


def show_value(ruas: str, value: Any) -> str:
    """A stored value as one reads it."""
    if value is None or value == "":
        return "kosong"
    if ruas in _TERTULIS:
        return _TERTULIS[ruas](value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return ", ".join(RUAS_LABEL.get(str(name), str(name)) for name in value)
    if ruas.endswith("_tanggal"):
        return format_tanggal(value if isinstance(value, date) else date.fromisoformat(str(value)))
    return _NILAI.get(ruas, {}).get(value, str(value))


def tell_changes(rincian: Mapping[str, Any]) -> list[str]:
    """The old → new pairs of one event as 'nama almarhum dari “A” menjadi “B”'; all else in it is left out."""
    return [
        f"{RUAS_LABEL[ruas]} dari “{show_value(ruas, pair[0])}” menjadi “{show_value(ruas, pair[1])}”"
        for ruas, pair in rincian.items()
        if ruas in RUAS_LABEL and isinstance(pair, list) and len(pair) == 2
    ]


def tell_events(events: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Sentences 'Siti mengubah …' for (who, details) of the events since a form was opened."""
    return [f"{pelaku} mengubah {change}." for pelaku, rincian in events for change in tell_changes(rincian)]


def label_status(status: str) -> str:
    """A state in the middle of a sentence."""
    return STATUS_LABEL[Status(status)].lower()
