"""What the Dukcapil web service answered, read strictly: what is not exactly what was asked for is refused. Pure."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import parse_tanggal_teks
from pemakaman.penduduk.calon import LAYANAN, Calon

LARGEST = 64 * 1024
LONGEST = 200
MOST_ROWS = 5
KELAMIN = {"laki-laki": "L", "laki": "L", "l": "L", "1": "L", "perempuan": "P", "p": "P", "2": "P"}
TEKS = {
    "NAMA_LGKP": "nama",
    "TMPT_LHR": "tempat_lahir",
    "ALAMAT": "alamat",
    "NO_RT": "rt",
    "NO_RW": "rw",
    "AGAMA": "agama",
    "JENIS_PKRJN": "pekerjaan",
    "STAT_HBKEL": "hubungan_keluarga",
    "NAMA_LGKP_AYAH": "nama_ayah",
    "NAMA_LGKP_IBU": "nama_ibu",
    "EKTP_STATUS": "ktp_el",
}
ANGKA = {"NO_KK": "no_kk", "NIK_AYAH": "nik_ayah", "NIK_IBU": "nik_ibu"}


class JawabanError(Exception):
    """The answer is not to be believed; `pesan` says why, without quoting it."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


def read_answer(body: bytes, nik: str) -> list[Calon]:
    """The residents of an answer about this NIK: one, or none; raises JawabanError for anything else."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise JawabanError("Jawaban layanan Dukcapil rusak dan tidak dapat dibaca.") from None
    rows = answer.get("content") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        raise _unknown_shape()
    people = [{str(key).upper(): value for key, value in row.items()} for row in rows]
    if all("NIK" not in row for row in people):
        _check_not_found(people)
        return []
    if any(_text(row.get("NIK"), "NIK") != nik for row in people):
        raise JawabanError("Layanan Dukcapil menjawab dengan NIK orang lain. Jawabannya tidak dipakai.")
    if len(people) > 1:
        raise JawabanError("Layanan Dukcapil menjawab dengan lebih dari satu orang. Jawabannya tidak dipakai.")
    return [_person(people[0], nik)]


def _unknown_shape() -> JawabanError:
    return JawabanError("Bentuk jawaban layanan Dukcapil tidak dikenal.")


def _check_not_found(people: list[dict[str, Any]]) -> None:
    """Nobody, said in so many words; a row that says anything else is no answer."""
    for row in people:
        said = " ".join(str(value) for key, value in row.items() if key.startswith("RESPON")).lower()
        if "tidak ditemukan" not in said:
            raise JawabanError("Layanan Dukcapil menolak permintaan ini. Periksa hak aksesnya.")


def _person(row: Mapping[str, Any], nik: str) -> Calon:
    values: dict[str, Any] = {ruas: _text(row.get(key), key) for key, ruas in TEKS.items()}
    values |= {ruas: _digits(row.get(key), key) for key, ruas in ANGKA.items()}
    if not values["nama"]:
        raise JawabanError("Jawaban layanan Dukcapil tidak memuat nama.")
    values |= {"jenis_kelamin": _sex(row.get("JENIS_KLMIN")), "tanggal_lahir": _day(row.get("TGL_LHR"))}
    values["status_kawin"] = _text(row.get("STATUS_KAWIN", row.get("STAT_KWN")), "STATUS_KAWIN")
    return Calon(sumber=LAYANAN, penduduk_id=None, nik=nik, **values, **_region(row))


def _text(value: Any, name: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise JawabanError(f"Isi {name} pada jawaban layanan Dukcapil bukan teks.")
    text = " ".join(str(value).split())
    if len(text) > LONGEST or not text.isprintable():
        raise JawabanError(f"Isi {name} pada jawaban layanan Dukcapil tidak wajar.")
    return text if text.strip("-") else None


def _digits(value: Any, name: str) -> str | None:
    text = _text(value, name)
    if text is None or not text.strip("0"):
        return None
    if len(text) != 16 or not (text.isascii() and text.isdigit()):
        raise JawabanError(f"{name} pada jawaban layanan Dukcapil bukan 16 angka.")
    return text


def _sex(value: Any) -> str | None:
    text = _text(value, "JENIS_KLMIN")
    if text is None:
        return None
    if text.lower() not in KELAMIN:
        raise JawabanError("Jenis kelamin pada jawaban layanan Dukcapil tidak dikenal.")
    return KELAMIN[text.lower()]


def _day(value: Any) -> date | None:
    text = _text(value, "TGL_LHR")
    try:
        return None if text is None else parse_tanggal_teks(text)
    except NilaiError:
        raise JawabanError("Tanggal lahir pada jawaban layanan Dukcapil tidak terbaca.") from None


def _region(row: Mapping[str, Any]) -> dict[str, Any]:
    """Codes down to the first level that the answer leaves out."""
    parts: list[str] = []
    for name, width in (("NO_PROP", 2), ("NO_KAB", 2), ("NO_KEC", 2), ("NO_KEL", 4)):
        text = _text(row.get(name), name)
        if text is None or not (text.isascii() and text.isdigit() and len(text) <= width):
            break
        parts.append(text.zfill(width))
    levels = {2: "kab_kode", 3: "kec_kode", 4: "desa_kode"}
    return {ruas: ".".join(parts[:level]) if len(parts) >= level else None for level, ruas in levels.items()}
