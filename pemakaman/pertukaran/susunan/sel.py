"""Reading one cell of a burial book. Everything raises NilaiError with a sentence; nothing is guessed."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from pemakaman.laporan.rules import Kasus
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nama import check_nama
from pemakaman.nilai.nik import check_nik
from pemakaman.nilai.tanggal import TanggalTakLengkap, parse_pukul, parse_tanggal_sebagian, parse_tanggal_teks
from pemakaman.nilai.telepon import check_telepon
from pemakaman.tabel import Cell

NIK_ANGKA = "Excel menyimpan NIK sebagai angka; digit terakhir bisa hilang. Ubah kolom menjadi Teks lalu ketik ulang."
_NOTHING = frozenset({"", "-", "--", "---", "–", "—", "?", "..", "...", "/", "0"})
_NO_NIK = {
    "tidak ada": "tidak_punya",
    "tidak punya": "tidak_punya",
    "tdk ada": "tidak_punya",
    "belum punya": "tidak_punya",
    "tidak diketahui": "tidak_diketahui",
    "tidak tahu": "tidak_diketahui",
    "tidak terbaca": "tidak_terbaca",
    "wna": "wna",
    "bayi": "bayi",
}
_UNKNOWN = re.compile(
    r"(?:jenazah\s+|mayat\s+)?(?:"
    r"(?:(?:mr|mrs|ms|tn|ny|tuan|nyonya)\b\.?\s*)?x"
    r"|tidak\s+(?:di\s*)?kenali?|tak\s+(?:di\s*)?kenali?|tidak\s+diketahui|tanpa\s+(?:nama|identitas)|anonim|n\.?n\.?"
    r")(?:\s*[\d(/–-].*)?",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}|\b\d{1,2}\s+[A-Za-z]+\s+\d{2,4}\b|\b(?:19|20)\d{2}\b"
)
_BREAK = re.compile(r"[\s,;:/|-]+")
_EDGE = " \t\n,;:/|-–."
_TIME_LAST = re.compile(
    r"(?P<tanggal>.*\d{2})[\s,;/|-]+(?P<pukul>(?:pukul|jam|pkl)?\.?\s*\d{1,2}[.:]\d{2}\s*(?:wib|wita|wit)?)\.?",
    re.IGNORECASE | re.DOTALL,
)
_PHONE = re.compile(r"(?P<nama>.*?)(?P<telepon>\+?\(?\d[\d\s().+-]{2,})", re.DOTALL)
_PHONE_WORD = re.compile(r"(?:\b(?:no\.?|nomor)\s*)?\b(?:hp|telp?|wa|telepon)\b\.?\s*$", re.IGNORECASE)
_SEBAB = (
    (5, re.compile(r"bunuh\s+diri|gantung\s+diri")),
    (4, re.compile(r"kriminal|pembunuhan|dibunuh")),
    (3, re.compile(r"kecelakaan|lakalantas|\blaka\b")),
    (2, re.compile(r"wabah")),
    (1, re.compile(r"\bsakit\b|\btua\b|lanjut\s+usia|usia\s+lanjut|\blansia\b")),
    (6, re.compile(r"^lain(?:nya|-lain)?$")),
)


def read_text(sel: Cell) -> str:
    """The text of a cell on one line; '' for an empty one and for the dashes people write instead."""
    if sel is None:
        return ""
    if isinstance(sel, float) and sel.is_integer():
        sel = int(sel)
    text = unicodedata.normalize("NFC", " ".join(str(sel).split()))
    if re.fullmatch(r"'(?:[=+\-@].*|[\d ]+)", text):  # the mark with which spreadsheets say: this is text
        text = text[1:]
    return "" if text in _NOTHING else text


def read_nik(sel: Cell) -> dict[str, str]:
    """{'nik': …}, {'nik_alasan': …} where the book says why there is none, or nothing."""
    if isinstance(sel, int | float) and sel:
        raise NilaiError(NIK_ANGKA)
    text = read_text(sel)
    if not text:
        return {}
    if alasan := _NO_NIK.get(text.lower().strip(".()")):
        return {"nik_alasan": alasan}
    return {"nik": check_nik(text)}


def read_nama(sel: Cell) -> dict[str, Any]:
    """{'nama': …}, or that the dead is not known, with what the book calls him as a note."""
    text = read_text(sel)
    if not text:
        raise NilaiError("Nama kosong. Tulis namanya, atau tulis “tidak dikenal”.")
    if _UNKNOWN.fullmatch(text):
        return {
            "tidak_dikenal": True,
            "kasus": Kasus.TIDAK_DIKENAL.value,
            "keterangan": f"Nama di buku: {text}",
        }
    return {"nama": check_nama(text)}


def read_nama_orang(sel: Cell) -> str:
    """The name of a reporter or a witness; '' when there is none."""
    text = read_text(sel)
    return check_nama(text) if text else ""


def read_tanggal(sel: Cell) -> TanggalTakLengkap | None:
    """A date cell, or a date as people write it, as far as it is known; None when empty."""
    if isinstance(sel, date):
        return TanggalTakLengkap(sel.year, sel.month, sel.day)
    if isinstance(sel, int | float) and sel:
        if 1800 <= sel <= 2200 and sel == int(sel):
            return TanggalTakLengkap(int(sel))
        raise NilaiError("Tanggal tersimpan sebagai angka. Ubah kolom menjadi Tanggal atau Teks lalu ketik ulang.")
    text = read_text(sel)
    return parse_tanggal_sebagian(text) if text else None


def split_tempat_tanggal(sel: Cell, *, akhir: bool = False) -> tuple[str, TanggalTakLengkap | None]:
    """'RSUD Menggala, 3 Februari 2025' into place and date; either may be missing, a broken date is an error.

    A partial date is taken after a comma only, for 'Rumah 12' is a place; with `akhir` after any gap.
    """
    if isinstance(sel, date | int | float):
        return "", read_tanggal(sel)
    text = read_text(sel)
    for read, starts in ((_full, _starts(text)), (parse_tanggal_sebagian, _starts(text) if akhir else _commas(text))):
        for start in starts:
            tanggal = _try_tanggal(text[start:], read)
            if tanggal is not None:
                return text[:start].strip(_EDGE), tanggal
    if _DATE_LIKE.search(text):
        parse_tanggal_sebagian(text[_commas(text)[-1] :])  # says so when it is a Hijri date
        raise NilaiError("Tanggal tidak terbaca. Tulis misalnya RSUD Menggala, 3 Februari 2025.")
    return text, None


def split_waktu(sel: Cell) -> tuple[TanggalTakLengkap | None, time | None]:
    """'14.30, 3 Februari 2025', the other way round, or only the date."""
    if isinstance(sel, datetime):
        return read_tanggal(sel), sel.time().replace(second=0, microsecond=0) if sel.time() != time(0) else None
    if isinstance(sel, date | int | float):
        return read_tanggal(sel), None
    text = read_text(sel)
    if not text:
        return None, None
    if match := _TIME_LAST.fullmatch(text):
        tanggal = _try_tanggal(match["tanggal"].strip(_EDGE), _full)
        if tanggal is not None:
            return tanggal, parse_pukul(match["pukul"])
    for start in _starts(text):
        tanggal = _try_tanggal(text[start:], _full)
        if tanggal is not None:
            before = text[:start].strip(_EDGE)
            return tanggal, parse_pukul(before) if before else None
    return _partly(text), None


def _partly(text: str) -> TanggalTakLengkap:
    try:
        return parse_tanggal_sebagian(text)
    except NilaiError as error:
        if "Hijriah" in error.pesan:
            raise
        raise NilaiError("Jam dan tanggal tidak terbaca. Tulis misalnya 14.30, 3 Februari 2025.") from None


def split_pelapor(sel: Cell) -> tuple[str, str]:
    """'Budi Santoso / 0812-3456-7890' into name and E.164 number; either may be missing."""
    text = read_text(sel)
    match = _PHONE.fullmatch(text)
    if match is None:
        return (check_nama(text) if text else ""), ""
    nama = _PHONE_WORD.sub("", match["nama"].strip(_EDGE + "(&")).strip(_EDGE + "(&")
    return (check_nama(nama) if nama else ""), check_telepon(match["telepon"])


def read_sebab(sel: Cell) -> tuple[int | None, str]:
    """The code of the cause where the book uses the form's own words, and what the book says."""
    text = read_text(sel)
    if re.fullmatch(r"[1-6]\.?", text):
        return int(text[0]), ""
    lowered = text.lower()
    return next((code for code, words in _SEBAB if words.search(lowered)), None), text


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _BREAK.finditer(text))]


def _commas(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r",\s*", text))]


def _full(text: str) -> TanggalTakLengkap:
    tanggal = parse_tanggal_teks(text)
    return TanggalTakLengkap(tanggal.year, tanggal.month, tanggal.day)


def _try_tanggal(text: str, read: Callable[[str], TanggalTakLengkap]) -> TanggalTakLengkap | None:
    try:
        return read(text)
    except NilaiError:
        return None
