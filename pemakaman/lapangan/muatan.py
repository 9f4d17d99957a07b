"""The payload of an item: reading it strictly, lifting what an older program wrote, and its fingerprint. Pure."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from pemakaman.lapangan.rules import VERSI_MUATAN, Relatif
from pemakaman.lapangan.tolak import MuatanRusak

Mentah = dict[str, Any]
Langkah = Callable[[Mentah], Mentah]

# From the format of this number to the next one. A step is never taken out again: some phone may still have to send.
LANGKAH: dict[int, Langkah] = {}

RUAS_PALING_BANYAK = 300
TEKS_PALING_BANYAK = 20
DAFTAR_PALING_PANJANG = 100
_NAMA_RUAS = re.compile(r"[a-z0-9_\-]{1,60}")
_SIDIK = re.compile(r"[0-9a-f]{64}")
_KODE = re.compile(r"[a-z_]{1,30}")
# What a device may call the present; outside of it one cannot even reckon with it.
PALING_AWAL = datetime(1970, 1, 1, tzinfo=UTC)
PALING_AKHIR = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FotoMuatan:
    """A photo that belongs to the item; its bytes came before."""

    sidik: str
    jenis: str
    nama: str


@dataclass(frozen=True)
class DrafMuatan:
    """The server's draft that the item completes, at the version the phone knew."""

    laporan: UUID
    versi: int


@dataclass(frozen=True)
class Muatan:
    """One item in today's format. `versi` is the format it was sent in; times are the device's, None when unusable."""

    versi: int
    kiriman: UUID
    akun: UUID
    makam: UUID
    ruas: Mapping[str, tuple[str, ...]]
    foto: tuple[FotoMuatan, ...]
    diisi: datetime | None
    dikirim: datetime | None
    relatif: Relatif | None
    perangkat: UUID | None
    draf: DrafMuatan | None
    pastikan: frozenset[str]
    sidik: str


def parse_json(body: bytes) -> Mentah:
    """The JSON object of a body; raises MuatanRusak for anything else."""
    try:
        found = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise MuatanRusak("Kiriman tidak terbaca: bukan JSON yang utuh. Kirim sekali lagi.") from None
    return _mapping(found, "isi kiriman")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def naikkan(mentah: Mentah, *, langkah: Mapping[int, Langkah] = LANGKAH, sampai: int = VERSI_MUATAN) -> Mentah:
    """The payload in format `sampai`, step by step; raises MuatanRusak for a format nobody can lift."""
    versi = _whole(mentah.get("v"), "v")
    if versi > sampai:
        pesan = "Kiriman ini ditulis program yang lebih baru daripada server. Tunggu sebentar, lalu kirim lagi."
        raise MuatanRusak(pesan)
    while versi < sampai:
        if versi not in langkah:
            raise MuatanRusak(f"Bentuk kiriman nomor {versi} tidak dikenal.")
        mentah = {**langkah[versi](mentah), "v": versi + 1}
        versi += 1
    return mentah


def read_muatan(mentah: Mentah) -> Muatan:
    """The item of a raw payload; raises MuatanRusak where it is not built as the program builds it.

    Keys that this format does not have are left out: a page may send more than the server asks for, and the fields
    of the report, where something could be lost, are checked by name elsewhere.
    """
    baru = naikkan(mentah)
    waktu = _mapping(baru.get("waktu"), "waktu")
    isi: Mentah = {
        "kiriman": _uuid(baru.get("kiriman"), "kiriman"),
        "akun": _uuid(baru.get("akun"), "akun"),
        "makam": _uuid(baru.get("makam"), "makam"),
        "ruas": _ruas(baru.get("ruas")),
        "foto": _foto(baru.get("foto")),
    }
    return Muatan(
        versi=_whole(mentah.get("v"), "v"),
        **isi,
        diisi=_moment(waktu.get("isi"), "waktu isi"),
        dikirim=_moment(waktu.get("kirim"), "waktu kirim"),
        relatif=_relatif(baru.get("relatif")),
        perangkat=None if baru.get("perangkat") is None else _uuid(baru["perangkat"], "perangkat"),
        draf=_draf(baru.get("draf")),
        pastikan=_pastikan(baru.get("pastikan")),
        sidik=fingerprint(isi),
    )


def fingerprint(isi: Mapping[str, Any]) -> str:
    """SHA-256 of what was filled in, as canonical JSON: the same whenever and however often it is sent."""
    ruas = {name: texts for name, texts in isi["ruas"].items() if any(texts)}
    foto = sorted([satu.sidik, satu.jenis] for satu in isi["foto"])
    told = {**{name: str(isi[name]) for name in ("kiriman", "akun", "makam")}, "ruas": ruas, "foto": foto}
    # Escaped: half of a character pair is no UTF-8.
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def is_sidik(text: object) -> bool:
    """Is this a SHA-256 in small hexadecimal digits?"""
    return isinstance(text, str) and _SIDIK.fullmatch(text) is not None


def _broken(bagian: str) -> MuatanRusak:
    return MuatanRusak(f"Kiriman tidak terbaca pada bagian “{bagian}”. Muat ulang halaman, lalu kirim lagi.")


def _mapping(value: object, bagian: str) -> Mentah:
    if not isinstance(value, dict):
        raise _broken(bagian)
    return value


def _list(value: object, bagian: str, longest: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > longest:
        raise _broken(bagian)
    return value


def _text(value: object, bagian: str, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise _broken(bagian)
    return value


def _whole(value: object, bagian: str) -> int:
    if type(value) is not int or not 1 <= value <= 2_147_483_647:
        raise _broken(bagian)
    return value


def _uuid(value: object, bagian: str) -> UUID:
    text = _text(value, bagian, 36)
    try:
        found = UUID(text)
    except ValueError:
        raise _broken(bagian) from None
    if str(found) != text.lower():
        raise _broken(bagian)
    return found


def _moment(value: object, bagian: str) -> datetime | None:
    """What a clock says may be any nonsense; it is shown, not trusted, so it never keeps an item out."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(_text(value, bagian, 60))
        if found.tzinfo is None:
            return None
        return found.astimezone(UTC) if PALING_AWAL <= found <= PALING_AKHIR else None
    except (ValueError, OverflowError):
        return None


def _ruas(value: object) -> dict[str, tuple[str, ...]]:
    found = _mapping(value, "ruas")
    if len(found) > RUAS_PALING_BANYAK or not all(_NAMA_RUAS.fullmatch(name) for name in found):
        raise _broken("ruas")
    for texts in found.values():
        if not all(isinstance(text, str) for text in _list(texts, "ruas", TEKS_PALING_BANYAK)):
            raise _broken("ruas")
    return {name: tuple(texts) for name, texts in found.items()}


def _foto(value: object) -> tuple[FotoMuatan, ...]:
    found = []
    for satu in _list(value, "foto", DAFTAR_PALING_PANJANG):
        raw = _mapping(satu, "foto")
        if not is_sidik(raw.get("sidik")):
            raise _broken("foto")
        found.append(FotoMuatan(raw["sidik"], _text(raw.get("jenis"), "foto", 40), _text(raw.get("nama"), "foto", 300)))
    return tuple({(satu.sidik, satu.jenis): satu for satu in found}.values())


def _relatif(value: object) -> Relatif | None:
    if value is None:
        return None
    try:
        return Relatif(_text(value, "relatif", 20))
    except ValueError:
        raise _broken("relatif") from None


def _draf(value: object) -> DrafMuatan | None:
    if value is None:
        return None
    raw = _mapping(value, "draf")
    return DrafMuatan(_uuid(raw.get("laporan"), "draf"), _whole(raw.get("versi"), "draf"))


def _pastikan(value: object) -> frozenset[str]:
    found = _list([] if value is None else value, "pastikan", DAFTAR_PALING_PANJANG)
    if not all(isinstance(kode, str) and _KODE.fullmatch(kode) for kode in found):
        raise _broken("pastikan")
    return frozenset(found)


def gap_seconds(selisih: timedelta | None) -> int | None:
    """The difference as the table keeps it; a clock that is wrong by a lifetime is told as the widest there is."""
    if selisih is None:
        return None
    return max(-2_147_483_647, min(2_147_483_647, round(selisih.total_seconds())))
