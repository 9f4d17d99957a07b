"""The burial book as a PDF file, laid out in portions so that memory does not grow with the rows."""

from collections.abc import Callable, Iterable
from pathlib import Path

from pemakaman.buku.baris import BagianBuku, Cetakan, KepalaBuku


def render_book(
    kepala: KepalaBuku, bagian: Iterable[BagianBuku], target: Path, *, progress: Callable[[int], None] | None = None
) -> Cetakan:
    """Write the book to `target` as tagged PDF; the same arguments give the same bytes. Worker processes only.

    `progress` is told now and then how many rows are laid out.
    """
    raise NotImplementedError
