"""Reading a file of boundaries (GeoJSON) with what is wrong and where. Pure; the file is nobody's friend."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pemakaman.nilai.galat import NilaiError

Titik = tuple[float, float]
Cincin = list[Titik]
Bidang = list[Cincin]
"""A polygon: its outline, then its holes."""

MOST_BYTES = 30 * 1024 * 1024
MOST_POINTS = 1_000_000
MOST_FEATURES = 50_000
MOST_VALUES = 2_000_000
# Indonesia with its seas: west, south, east, north.
INDONESIA = (94.0, -12.0, 142.0, 7.0)
NAMA = ("nama", "name", "namobj", "nm", "wadmkc", "wadmkk", "nama_kec", "nama_kab", "kecamatan", "kabupaten")
RINCI = (
    "Batas ini terlalu rinci: lebih dari 1 juta titik. Sederhanakan dulu, misalnya di QGIS (Vector > Geometry Tools > "
    "Simplify) atau mapshaper, lalu unggah lagi."
)
TERTUKAR = (
    "Lintang dan bujur tertukar. GeoJSON menulis bujur dulu, misalnya [105.26, -5.41]. "
    "Ekspor ulang dengan EPSG:4326, lalu unggah lagi."
)
BUKAN_DERAJAT = (
    "Koordinatnya bukan derajat; tampaknya meter (UTM atau Web Mercator). "
    "Ekspor ulang sebagai GeoJSON dengan EPSG:4326, lalu unggah lagi."
)


@dataclass(frozen=True)
class Fitur:
    """One feature that can be drawn: where it stands in the file, its code and name as written, its polygons."""

    nomor: int
    kode: object
    nama: str
    bidang: list[Bidang]


@dataclass
class Bacaan:
    """What a file holds: features that can be drawn, and a sentence for each that cannot."""

    fitur: list[Fitur] = field(default_factory=list)
    rusak: list[str] = field(default_factory=list)
    titik: int = 0


def read_geojson(content: bytes) -> Bacaan:
    """The features of a file; raises NilaiError where the file as a whole is of no use."""
    data = _load(content)
    bacaan = Bacaan()
    for nomor, satu in enumerate(_features(data), start=1):
        kode, nama = _properties(satu)
        sebut = f"Bidang ke-{nomor}" + (f" ({_short(kode)})" if kode not in (None, "") else "")
        try:
            bidang = _read_geometry(satu.get("geometry") if isinstance(satu, dict) else None)
            _check_place(bidang)
        except _Buruk as error:
            bacaan.rusak.append(f"{sebut}: {error}")
            continue
        bacaan.titik += sum(len(cincin) for satu_bidang in bidang for cincin in satu_bidang)
        bacaan.fitur.append(Fitur(nomor, kode, nama, bidang))
    if not bacaan.fitur:
        raise NilaiError(" ".join(["Tidak ada batas yang dapat dipakai.", *bacaan.rusak[:3]]))
    return bacaan


class _Buruk(Exception):
    """Why one feature cannot be drawn."""


def _load(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise NilaiError(f"Berkas terlalu besar, paling besar {MOST_BYTES // 1024**2} MB.")
    # Counted before it is read: lists of a hostile file would take all memory.
    if content.count(b"[") > MOST_POINTS + 2 * MOST_FEATURES:
        raise NilaiError(RINCI)
    if content.count(b"{") > 4 * MOST_FEATURES or content.count(b":") > MOST_VALUES or content.count(b'"') > 6_000_000:
        raise NilaiError("Isi berkas ini terlalu banyak untuk sebuah peta. Ekspor hanya bidang dan kolom kode.")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NilaiError("Berkas ini bukan teks UTF-8. Ekspor sebagai GeoJSON, bukan Shapefile atau KMZ.") from None
    except json.JSONDecodeError as error:
        where = f"baris {error.lineno}, kolom {error.colno}"
        raise NilaiError(f"Berkas ini bukan GeoJSON yang utuh: berhenti dimengerti di {where}.") from None
    except (RecursionError, ValueError):
        raise NilaiError("Berkas ini bukan GeoJSON: kurungnya terlalu dalam atau angkanya tidak wajar.") from None


def _features(data: Any) -> list[Any]:
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "Topology":
        raise NilaiError("Ini TopoJSON. Ekspor sebagai GeoJSON (FeatureCollection), lalu unggah lagi.")
    if kind != "FeatureCollection":
        raise NilaiError('Berkas harus GeoJSON dengan "type": "FeatureCollection" paling luar.')
    found = data.get("features")
    if not isinstance(found, list) or not found:
        raise NilaiError('Daftar "features" di berkas ini kosong atau tidak ada.')
    if len(found) > MOST_FEATURES:
        raise NilaiError(
            f"Ada {len(found)} bidang; paling banyak {MOST_FEATURES}. Unggah kabupaten/kota atau kecamatan."
        )
    return found


def _properties(feature: Any) -> tuple[object, str]:
    """(code, name) as the feature writes them."""
    found = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(found, dict):
        return None, ""
    plain = {key.casefold(): value for key, value in found.items() if isinstance(key, str)}
    names = (plain.get(key) for key in NAMA)
    return plain.get("kode"), next((name for name in names if isinstance(name, str) and name.strip()), "")[:100]


def _short(value: object) -> str:
    """The code of a feature, as short as a sentence bears."""
    return str(value)[:20] if isinstance(value, str | int | float) else "kode bukan teks"


def _read_geometry(geometry: Any) -> list[Bidang]:
    if geometry is None:
        raise _Buruk("tidak punya batas.")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        inside = [one for one in parts if isinstance(one, dict)] if isinstance(parts, list) else []
        found = [b for one in inside if one.get("type") in ("Polygon", "MultiPolygon") for b in _read_geometry(one)]
        if not found:
            raise _Buruk("tidak punya batas.")
        return found
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Buruk(f"jenisnya {_kind(kind)}; yang dapat dipakai Polygon atau MultiPolygon.")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    found = [bidang for bidang in map(_polygon, _list(polygons)) if bidang]
    if not found:
        raise _Buruk("batasnya kosong.")
    return found


def _kind(kind: object) -> str:
    return kind[:20] if isinstance(kind, str) else "tidak dikenal"


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _Buruk("susunan koordinatnya salah.")
    return value


def _polygon(value: Any) -> Bidang:
    rings = [_ring(ring) for ring in _list(value)]
    if not rings or len(set(rings[0])) < 3:
        return []  # an island of fewer than three points has no area
    return [rings[0], *(ring for ring in rings[1:] if len(set(ring)) >= 3)]


def _ring(value: Any) -> Cincin:
    return [_point(point) for point in _list(value)]


def _point(value: Any) -> Titik:
    if not isinstance(value, list) or len(value) < 2:
        raise _Buruk("ada titik tanpa bujur dan lintang.")
    x, y = value[0], value[1]
    if type(x) not in (int, float) or type(y) not in (int, float):
        raise _Buruk("ada koordinat yang bukan bilangan.")
    try:
        found = float(x), float(y)
    except OverflowError:
        raise _Buruk("ada koordinat yang tidak wajar.") from None
    if not (math.isfinite(found[0]) and math.isfinite(found[1])):
        raise _Buruk("ada koordinat yang bukan bilangan (NaN atau tak hingga).")
    return found


def frame_of(bidang: Iterable[Bidang]) -> tuple[float, float, float, float]:
    """West, south, east, north of the outlines."""
    points = [point for satu in bidang for point in satu[0]]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _check_place(bidang: list[Bidang]) -> None:
    """Raise NilaiError for what is wrong with the whole file, _Buruk for a feature outside Indonesia."""
    barat, selatan, timur, utara = frame_of(bidang)
    left, bottom, right, top = INDONESIA
    if left <= barat and timur <= right and bottom <= selatan and utara <= top:
        return
    if left <= selatan and utara <= right and bottom <= barat and timur <= top:
        raise NilaiError(TERTUKAR)
    if max(abs(barat), abs(timur)) > 180 or max(abs(selatan), abs(utara)) > 180:
        raise NilaiError(BUKAN_DERAJAT)
    raise _Buruk(f"di luar Indonesia (sampai bujur {timur:.4g}, lintang {selatan:.4g}).")
