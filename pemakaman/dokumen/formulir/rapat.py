"""Rooms whose letters grow smaller for a longer value."""

from dataclasses import replace

from pemakaman.dokumen.lembar import RuangBaris


def with_smaller(
    ruang: RuangBaris, *ukuran: float, baris: int = 1, spasi: float = 0.0, naik: bool = True
) -> RuangBaris:
    """The room, and for a value too long for it the same room in each of these sizes, the largest first.

    The smallest letters may take `baris` lines, which grow upward from the room's own unless not `naik`; `spasi` 0
    sets them close together.
    """
    found: RuangBaris | None = None
    for size in reversed(ukuran):
        lines = ruang.baris if found else max(baris, ruang.baris)
        found = replace(
            ruang,
            huruf=replace(ruang.huruf, ukuran=size),
            baris=lines,
            spasi=spasi or round(size * 1.12, 2),
            naik=naik,
            rapat=found,
        )
    return replace(ruang, rapat=found)
