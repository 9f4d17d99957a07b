"""The file a phone writes when it cannot send: its items with their photos. Reading it, item by item. Pure."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pemakaman.lapangan.muatan import Muatan, is_sidik, parse_json, read_muatan
from pemakaman.lapangan.tolak import MuatanRusak

JENIS = "pemakaman-kiriman"
VERSI_BERKAS = 1
LARGEST_MB = 80
KIRIMAN_PALING_BANYAK = 300
TANPA_MAKAM = (
    "Makam laporan ini belum dipilih di HP. Pilih makamnya di HP lalu simpan lagi ke berkas, atau catat di sini."
)
TAK_TERBACA = "Isi laporan ini di dalam berkas tidak utuh. Salin lagi berkasnya dari HP."


@dataclass(frozen=True)
class FotoBerkas:
    """A photo out of the file; `isi` None: what stands there is not what the phone took."""

    sidik: str
    nama: str
    isi: bytes | None


@dataclass(frozen=True)
class KirimanBerkas:
    """One item of the file; without `muatan` it could not be read, and `galat` says why."""

    sebutan: str
    muatan: Muatan | None
    foto: tuple[FotoBerkas, ...] = ()
    galat: str = ""

    @property
    def foto_rusak(self) -> frozenset[str]:
        """Fingerprints of the photos whose bytes are not in the file as they were taken."""
        return frozenset(foto.sidik for foto in self.foto if foto.isi is None)


def read_berkas(body: bytes) -> list[KirimanBerkas]:
    """The items of a file; raises MuatanRusak with a sentence when it is none that a phone of ours wrote."""
    try:
        raw = parse_json(body)
    except MuatanRusak:
        raise MuatanRusak(
            "Berkas ini tidak utuh, atau bukan berkas kiriman dari HP. Salin lagi berkasnya dari HP."
        ) from None
    if raw.get("jenis") != JENIS:
        raise MuatanRusak("Ini bukan berkas kiriman dari HP. Pilih berkas yang dibuat tombol “Simpan ke berkas”.")
    if raw.get("versi") != VERSI_BERKAS:
        raise MuatanRusak("Berkas ini ditulis program yang lebih baru daripada server. Beri tahu admin sistem.")
    items = raw.get("kiriman")
    if not isinstance(items, list) or not items:
        raise MuatanRusak("Tidak ada laporan di dalam berkas ini.")
    if len(items) > KIRIMAN_PALING_BANYAK:
        raise MuatanRusak(
            f"Berkas ini memuat {len(items)} laporan. Paling banyak {KIRIMAN_PALING_BANYAK} sekali unggah."
        )
    return list(_items(items))


def _items(items: list[Any]) -> Iterator[KirimanBerkas]:
    seen = set[UUID]()
    for place, raw in enumerate(items, 1):
        sebutan = _called(raw, place)
        try:
            muatan = read_muatan(raw if isinstance(raw, dict) else {})
        except MuatanRusak:
            half_filled = isinstance(raw, dict) and raw.get("makam") == ""
            yield KirimanBerkas(sebutan, None, galat=TANPA_MAKAM if half_filled else TAK_TERBACA)
            continue
        if muatan.kiriman not in seen:
            seen.add(muatan.kiriman)
            yield KirimanBerkas(sebutan, muatan, tuple(_photos(raw["foto"])))


def _called(raw: object, place: int) -> str:
    """How the result names an item: by the name typed in, or by its place."""
    ruas = raw.get("ruas") if isinstance(raw, dict) else None
    texts = ruas.get("nama") if isinstance(ruas, dict) else None
    nama = texts[0] if isinstance(texts, list) and texts and isinstance(texts[0], str) else ""
    shown = "".join(char for char in nama[:100] if char.isprintable()).strip()
    return shown or f"Laporan ke-{place}"


def _photos(raw: list[Any]) -> Iterator[FotoBerkas]:
    seen = set[str]()
    for satu in raw:
        if is_sidik(satu.get("sidik")) and satu["sidik"] not in seen:
            seen.add(satu["sidik"])
            yield FotoBerkas(satu["sidik"], satu["nama"], _bytes(satu.get("isi"), satu["sidik"]))


def _bytes(text: object, sidik: str) -> bytes | None:
    try:
        isi = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except ValueError:
        return None
    return isi if hashlib.sha256(isi).hexdigest() == sidik else None
