"""The trail in plain Indonesian: an event's sentence, a field's name, a value as people write it."""

import re
from collections.abc import Container, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pemakaman.jejak.kalimat import READ_SENTENCES, SENTENCES
from pemakaman.nilai.digit import mask_digits
from pemakaman.nilai.kata import lower_first
from pemakaman.nilai.tanggal import NAMA_BULAN

WIB = ZoneInfo("Asia/Jakarta")

LABELS = {
    "nik": "NIK",
    "no_kk": "Nomor KK",
    "nik_pilihan": "NIK di data penduduk",
    "penduduk_id": "Nomor di data penduduk",
    "nik_alasan": "Alasan NIK kosong",
    "rt": "RT",
    "rw": "RW",
    "tps": "TPS",
    "sha256": "Sidik berkas (SHA-256)",
    "lahir_tahun": "Tahun lahir",
    "lahir_bulan": "Bulan lahir",
    "lahir_hari": "Hari lahir",
    "meninggal_tanggal": "Tanggal meninggal",
    "meninggal_pukul": "Pukul meninggal",
    "meninggal_tempat": "Tempat meninggal",
    "dimakamkan_tanggal": "Tanggal dimakamkan",
    "dimakamkan_pukul": "Pukul dimakamkan",
    "buku_nomor": "Nomor buku",
    "buku_tahun": "Tahun buku",
    "desa_kode": "Kode desa/kelurahan",
    "wilayah_kode": "Wilayah",
    "alamat_desa_kode": "Desa/kelurahan alamat",
    "dibuat_oleh": "Dibuat oleh",
    "makam_id": "Makam",
    "akun_id": "Akun",
    "aktif": "Aktif",
    "alasan_nik_sama": "Alasan NIK sama",
    "alasan_terlambat": "Alasan terlambat",
    "kotak_nama": "Jumlah kotak nama",
    "saksi1": "Saksi I",
    "saksi2": "Saksi II",
    "dugaan": "Yang membuatnya diduga",
    "nomor_surat": "Nomor surat",
    "tanggal_surat": "Tanggal surat",
    "dikirim_tanggal": "Tanggal dikirim",
    "dikirim_cara": "Cara dikirim",
    "hari_lapor": "Tanggal tenggat laporan",
    "hari_ingat": "Tanggal tenggat makam",
    "nip": "NIP",
    "ke_buku": "Digabung ke buku",
    "dari_buku": "Dari buku",
    "iptm_tahun": "Masa izin makam (tahun)",
    "iptm_ingat_hari": "Ingatkan sebelum izin habis (hari)",
    "cari_umum": "Pencarian makam untuk umum",
    "keberatan_cari": "Keluarga keberatan ditemukan umum",
    "sebab_ganti": "Sebab diganti",
    "koreksi_buku": "Koreksi buku nomor",
    "sha256_tertanda": "Sidik lembar bertanda tangan",
    "nomor_lama": "Nomor di buku lama",
    "tidak_terbaca": "Tidak terbaca di buku",
    "diisi_pada": "Diisi menurut jam HP",
    "dikirim_pada": "Dikirim menurut jam HP",
    "jam_hp": "Jam HP",
    "pemilik_hp": "Diketik oleh",
    "jumlah_foto": "Jumlah foto",
    "hasil_cek": "Hasil cek lapangan",
    "tugas_untuk": "Ditugaskan kepada",
    "prr": "PRR",
    "sfe": "SFE",
    "wajib_ktp": "Wajib KTP",
    "wajib_dinamis": "Wajib KTP dinamis",
    "rekam_hari": "Rekam hari ini",
    "dari_kab": "Dari kabupaten/kota",
    "ke_kab": "Ke kabupaten/kota",
    "hari_h": "Hari pemungutan suara",
    "hari_suket": "Suket boleh dicetak sebelum hari H (hari)",
}

# Fields that tell a reader of the timeline nothing; the auditor still sees them.
TEKNIS = frozenset(
    {"versi", "sha256", "lawan", "digabung_ke", "dari_laporan", "status_sebelum", "perbaikan", "petak_id", "pemindahan"}
    | {"selisih_detik", "versi_masuk"}
)
# Field → its codes and their words. Filled at start: the tables lie in folders above this one.
KODE: dict[str, Mapping[Any, str]] = {}

_SIXTEEN = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_CLOCK = re.compile(r"(\d{2}):(\d{2}):\d{2}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CODE_WORD = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def sentence(peristiwa: str) -> str:
    """What happened; an event without a sentence of its own falls back to its code in words."""
    known = SENTENCES.get(peristiwa) or READ_SENTENCES.get(peristiwa)
    return known or _words(peristiwa.replace(".", ": ", 1))


def label(ruas: str) -> str:
    """A field's name; 'saksi1_nama' becomes 'Saksi I: nama'."""
    if ruas in LABELS:
        return LABELS[ruas]
    head, _, tail = ruas.replace(".", "_").partition("_")
    if tail and head in {"saksi1", "saksi2", "pelapor", "ayah", "ibu"}:
        rest = label(tail)
        return f"{LABELS.get(head, head.capitalize())}: {rest if rest.isupper() else lower_first(rest)}"
    return _words(ruas)


def details(rincian: Mapping[str, Any], *, tanpa: Container[str] = ()) -> list[str]:
    """One line a field, 'Nama: A → B'; a NIK or No KK shows its last four digits only."""
    return [f"{label(ruas)}: {_change(value, ruas)}" for ruas, value in rincian.items() if ruas not in tanpa]


def mask(text: str) -> str:
    """Hide all but the last four digits of every run of sixteen."""
    return _SIXTEEN.sub(lambda found: mask_digits(found.group()), text)


def _change(value: Any, ruas: str) -> str:
    if isinstance(value, list) and len(value) == 2 and (_no_lists(value) or _old_and_new_list(value)):
        return f"{_value(value[0], ruas)} → {_value(value[1], ruas)}"
    return _value(value, ruas)


def _no_lists(value: list[Any]) -> bool:
    return not any(isinstance(one, list | dict) for one in value)


def _old_and_new_list(value: list[Any]) -> bool:
    return all(one is None or (isinstance(one, list) and _no_lists(one)) for one in value)


def _value(value: Any, ruas: str) -> str:
    if value is None or value == "":
        return "kosong"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Mapping):
        return "; ".join(f"{lower_first(label(str(key)))}: {_change(one, str(key))}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_value(one, ruas) for one in value) or "kosong"
    return KODE.get(ruas, {}).get(value) or _text(str(value))


def _text(text: str) -> str:
    if _DATE.fullmatch(text):
        return _tanggal(text)
    if _MOMENT.fullmatch(text):
        return _moment(text)
    if clock := _CLOCK.fullmatch(text):
        return f"{clock[1]}.{clock[2]}"
    if _UUID.fullmatch(text):
        return f"kode {text[:8]}"
    return text.replace("_", " ") if _CODE_WORD.fullmatch(text) else mask(text)


def _tanggal(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {NAMA_BULAN[day.month - 1]} {day.year}"


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return mask(text)
    local = moment.astimezone(WIB) if moment.tzinfo else moment
    return f"{_tanggal(local.date().isoformat())} pukul {local:%H.%M}"


def _words(code: str) -> str:
    words = code.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
