"""Reads any tagged PDF of WeasyPrint, and any plain one, for joining; slower than `sumber.read_own`."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from pemakaman.dokumen.petikan import number_text
from pemakaman.dokumen.sumber import HalamanSumber, Objek, Sumber

DIBAWA = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/Rotate", "/Tabs", "/Group")
"""What a page keeps; links and fields stay behind."""


class BacaanAsing:
    """One opened file; what it gives is read before it is closed."""

    def __init__(self, content: bytes, *, awalan: str) -> None:
        self._pdf = pikepdf.open(io.BytesIO(content))
        self._prefix = awalan

    def __enter__(self) -> "BacaanAsing":
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def read(self) -> Sumber:
        """The whole document; `awalan` makes names of heading cells unique. One without tags gets none."""
        pdf, tree = self._pdf, self._pdf.Root.get("/StructTreeRoot")
        parents = _Pohon(prefix=self._prefix)
        document = _root_element(tree)
        kids = [] if document is None else [kid for kid in _kids(document) if isinstance(kid, pikepdf.Dictionary)]
        sections = tuple(parents.flatten(kid).objgen[0] for kid in kids)
        owners = {} if tree is None else _owners(tree, parents)
        pages = tuple(self._page(page.obj, owners) for page in pdf.pages)
        akar = 0 if document is None else document.objgen[0]
        return Sumber(self._object, pages, akar, sections, tuple(self._attached()))

    def _attached(self) -> Iterator[int]:
        for name in sorted(self._pdf.attachments):
            yield self._pdf.attachments[name].obj.EF.F.objgen[0]

    def _page(self, page: Any, owners: dict[int, Any]) -> HalamanSumber:
        contents = page.Contents
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        resources = page.Resources if page.Resources.is_indirect else self._pdf.make_indirect(page.Resources)
        pieces = owners.get(int(page.get("/StructParents", -1)), ())
        shown = tuple(b"%d 0 R" % one.objgen[0] if isinstance(one, pikepdf.Object) else b"null" for one in pieces)
        rest = entries_of({key: page[key] for key in DIBAWA if key in page})
        return HalamanSumber(
            page.objgen[0], rest, tuple(one.objgen[0] for one in streams), resources.objgen[0], shown
        )  # fmt: skip

    def _object(self, number: int) -> Objek:
        found = self._pdf.get_object((number, 0))
        if isinstance(found, pikepdf.Stream):
            return entries_of({key: value for key, value in found.items() if key != "/Length"}), found.read_raw_bytes()
        return (entries_of(found) if isinstance(found, pikepdf.Dictionary) else _plain(found, top=True)), None


def _root_element(tree: Any) -> Any:
    """The element Document, whether it stands in an array or alone."""
    if tree is None:
        return None
    return tree.K[0] if isinstance(tree.K, pikepdf.Array) else tree.K


def _owners(tree: Any, parents: "_Pohon") -> dict[int, Any]:
    nums = tree.ParentTree.get("/Nums", [])
    rows = ((int(nums[i]), nums[i + 1]) for i in range(0, len(nums), 2))
    return {key: [parents.owner(one) for one in row] for key, row in rows if isinstance(row, pikepdf.Array)}


def entries_of(values: Any) -> bytes:
    """Keys and values of a dictionary as PDF syntax, in a fixed order."""
    return b"".join(key.encode() + b" " + _plain(value) for key, value in sorted(values.items()))


def _plain(value: Any, *, top: bool = False) -> bytes:
    """A value as PDF syntax, strings in hexadecimal."""
    if isinstance(value, pikepdf.Object):
        if value.is_indirect and not top:
            return b"%d 0 R" % value.objgen[0]
        if isinstance(value, pikepdf.Dictionary):
            return b"<<" + entries_of(value) + b">>"
        if isinstance(value, pikepdf.Array):
            return b"[" + b" ".join(map(_plain, value)) + b"]"
        return b"<" + bytes(value).hex().encode() + b">" if isinstance(value, pikepdf.String) else value.unparse()
    if isinstance(value, bool) or value is None:
        return {True: b"true", False: b"false", None: b"null"}[value]
    return number_text(float(value)) if isinstance(value, float | Decimal) else str(value).encode()


def _kids(element: Any) -> Iterator[Any]:
    """What an element holds: elements and numbers of content, but not the links and fields that stay behind."""
    found = element.get("/K", [])
    for kid in found if isinstance(found, pikepdf.Array) else [found]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" in kid:
            yield kid


class _Pohon:
    """The structure tree made small: what stands in a cell or a paragraph belongs to it directly.

    WeasyPrint makes an element of every line of text; in a book these would be most of the file.
    """

    UTUH = frozenset({"/TD", "/TH", "/P", "/H1", "/H2"})

    def __init__(self, *, prefix: str) -> None:
        self._prefix = prefix
        self._owner: dict[tuple[int, int], Any] = {}

    def flatten(self, element: Any) -> Any:
        """The element with its cells emptied of elements, and with names of heading cells that are unique."""
        stack = [element]
        while stack:
            one = stack.pop()
            self._rename(one)
            kids = list(_kids(one))
            if str(one.S) in self.UTUH:
                kids = list(self._content(one, one))
            else:
                stack += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
            one.K = pikepdf.Array(kids)
        return element

    def _content(self, element: Any, owner: Any) -> Iterator[Any]:
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary):
                self._owner[kid.objgen] = owner
                yield from self._content(kid, owner)
            else:
                yield kid

    def _rename(self, element: Any) -> None:
        if "/ID" in element:
            element.ID = pikepdf.String(f"{self._prefix}-{element.ID}")
        attributes = element.get("/A")
        if attributes is not None and "/Headers" in attributes:
            names = [pikepdf.String(f"{self._prefix}-{one}") for one in attributes.Headers]
            attributes.Headers = pikepdf.Array(names)

    def owner(self, element: Any) -> Any:
        """The element that holds the content of one that is gone."""
        return self._owner.get(element.objgen, element) if isinstance(element, pikepdf.Object) else element
