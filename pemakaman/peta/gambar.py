"""The map of a region's parts: by their boundaries where somebody uploaded them, else as squares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.grafik.lukis import Bentuk, Gambar, Titik, choropleth, tiles
from pemakaman.peta.models import PetaBerkas
from pemakaman.peta.queries import bingkai_of, find_berlaku, list_shapes
from pemakaman.peta.rules.proyeksi import Bingkai
from pemakaman.peta.rules.ubin import lay_tiles
from pemakaman.wilayah.sebutan import short_name


@dataclass(frozen=True)
class Lokasi:
    """A place to be marked, in degrees."""

    nama: str
    bujur: float
    lintang: float
    jenis: str = ""


def make_map(
    session: Session,
    kunci: str,
    judul: str,
    wilayah: Sequence[tuple[str, str]],
    nilai: Mapping[str, float | None],
    *,
    satuan: str = "",
    persen: bool = False,
    kata: Mapping[str, str] | None = None,
    tautan: Mapping[str, str] | None = None,
    lokasi: Iterable[Lokasi] = (),
    catatan: str = "",
    besar: bool = False,
) -> Gambar:
    """A map of (code, name) pairs of one level: kab/kota of a province, or kecamatan of a kab/kota.

    `nilai` is by code (per cent as 0 to 100 with `persen`), `kata` what is written instead of it; a region without a
    figure is hatched. Places are marked only where boundaries are there.
    """
    shown: dict[str, Any] = {"satuan": satuan, "persen": persen, "kata": kata, "tautan": dict(tautan or {})}
    shown["besar"] = besar
    berkas, shapes = _find_shapes(session, wilayah)
    known = [replace(shapes[kode], nama=short_name(nama)) for kode, nama in wilayah if kode in shapes]
    if berkas is None or not known:
        petak = lay_tiles((kode, short_name(nama)) for kode, nama in wilayah)
        return tiles(kunci, judul, petak, nilai, catatan=catatan, **shown)
    without = _missing([nama for kode, nama in wilayah if kode not in shapes])
    notes = " ".join(note for note in (catatan, without, f"Batas: {berkas.sumber.rstrip('.')}.") if note)
    points = _points(lokasi, bingkai_of(berkas))
    return choropleth(kunci, judul, known, nilai, titik=points, catatan=notes, **shown)


def _find_shapes(session: Session, wilayah: Sequence[tuple[str, str]]) -> tuple[PetaBerkas | None, dict[str, Bentuk]]:
    """The file in use for regions of one level, and its shapes inside what they lie in."""
    if not wilayah:
        return None, {}
    kode = wilayah[0][0]
    berkas = find_berlaku(session, kode[:2], kode.count(".") + 1)
    if berkas is None:
        return None, {}
    return berkas, {one.kode: one for one in list_shapes(session, berkas.id, induk=kode.rpartition(".")[0])}


def _points(lokasi: Iterable[Lokasi], bingkai: Bingkai) -> list[Titik]:
    """Places as points of the picture; one far outside the frame has a wrong coordinate and is left out."""
    return [
        Titik(one.nama, *bingkai.place(one.bujur, one.lintang), one.jenis)
        for one in lokasi
        if bingkai.holds(one.bujur, one.lintang)
    ]


def _missing(names: list[str]) -> str:
    """What has no boundaries in the file."""
    if not names:
        return ""
    more = f" dan {len(names) - 5} lagi" if len(names) > 5 else ""
    return f"Tanpa batas di berkas, lihat tabel: {', '.join(names[:5])}{more}."
