"""Joins tagged PDFs of WeasyPrint into one that stays tagged, a portion in memory at a time; numbers the pages."""

import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pikepdf

from pemakaman.dokumen.tulis_pdf import Acuan, PenulisPdf, Penyalin

Label = Callable[[int, int, int], bytes]
LABEL_SEKALI = 300
SEBELUM, SESUDAH = b"q\n", b"\nQ\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\nq\n/Hal Do\nQ\nEMC\n"


class Penyambung:
    """The joined document. Every portion must be written by WeasyPrint as PDF/UA-1 and have no links or forms."""

    def __init__(self, target: Path) -> None:
        self._out = PenulisPdf(target)
        self._pages: list[Acuan] = []
        self._footers: list[Acuan] = []
        self._elements: list[Acuan] = []
        self._nums: list[tuple[int, int, Acuan]] = []
        self._bookmarks: list[tuple[str, Acuan]] = []
        self._head: dict[str, bytes] = {}
        reserve = self._out.reserve
        self._root, self._tree, self._document, self._struct = reserve(), reserve(), reserve(), reserve()
        self._before, self._after, self._info, self._metadata = reserve(), reserve(), reserve(), reserve()

    def __enter__(self) -> "Penyambung":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._out.__exit__(kind, error, at)

    def add(self, content: bytes, *, bookmark: str) -> None:
        """The pages of one portion; a new bookmark begins where the name changes."""
        with pikepdf.open(io.BytesIO(content)) as pdf:
            copier = Penyalin(self._out)
            if not self._pages:
                self._keep_head(pdf, copier)
            base = len(self._pages)
            struct = pdf.Root.StructTreeRoot
            document = struct.K[0]
            copier.place(document, self._document)
            parents = _Pohon(prefix=base)
            self._elements += [copier.refer(parents.flatten(element)) for element in document.K]
            for offset, page in enumerate(pdf.pages):
                self._add_page(page.obj, copier, base + offset)
            if not self._bookmarks or self._bookmarks[-1][0] != bookmark:
                self._bookmarks.append((bookmark, self._pages[base]))
            self._add_nums(struct.ParentTree.Nums, copier, parents, base)
            copier.copy_waiting()

    def _keep_head(self, pdf: pikepdf.Pdf, copier: Penyalin) -> None:
        self._out.write(self._info, copier.plain(pdf.trailer.Info, top=True))
        metadata = pdf.Root.Metadata.read_bytes()
        self._out.write_stream(self._metadata, b"/Type/Metadata/Subtype/XML", metadata)
        self._head = {key: copier.plain(pdf.Root[key]) for key in ("/Lang", "/ViewerPreferences", "/MarkInfo")}
        copier.copy_waiting()

    def _add_page(self, page: Any, copier: Penyalin, place: int) -> None:
        number, footer = self._out.reserve(), self._out.reserve()
        copier.place(page, number)
        self._pages.append(number)
        self._footers.append(footer)
        values: dict[str, Any] = dict(page.items())
        contents = page.Contents
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        resources = dict(page.Resources.items())
        resources["/XObject"] = {**dict(resources.get("/XObject", {}).items()), "/Hal": footer}
        values |= {
            "/Parent": self._tree,
            "/StructParents": place,
            "/Contents": [self._before, *streams, self._after],
            "/Resources": resources,
        }
        self._out.write(number, copier.plain(values))

    def _add_nums(self, nums: Any, copier: Penyalin, parents: "_Pohon", base: int) -> None:
        """One leaf of the tree from marked content to structure; pages of a portion are numbered from 0."""
        pairs: list[Any] = []
        for index in range(0, len(nums), 2):
            pairs += [base + int(nums[index]), [parents.owner(one) for one in nums[index + 1]]]
        leaf = self._out.reserve()
        last = len(self._pages) - 1
        self._out.write(leaf, copier.plain({"/Limits": [base, last], "/Nums": pairs}))
        self._nums.append((base, last, leaf))

    def finish(self, label: Label) -> int:
        """Stamp each page with what `label(first, last, total)` draws, close the file, return the pages' number."""
        total, copier = len(self._pages), Penyalin(self._out)
        self._out.write_stream(self._before, b"", SEBELUM)
        self._out.write_stream(self._after, b"", SESUDAH)
        for start in range(0, total, LABEL_SEKALI):
            last = min(start + LABEL_SEKALI, total)
            with pikepdf.open(io.BytesIO(label(start + 1, last, total))) as pdf:
                self._stamp(pdf, self._footers[start:last])
        self._write_tree(copier)
        catalog: dict[str, Any] = {"/Pages": self._tree, "/StructTreeRoot": self._struct, "/Metadata": self._metadata}
        outlines = self._write_outlines(copier)
        head = b"".join(key.encode() + b" " + value for key, value in sorted(self._head.items()))
        entries = copier.entries({**catalog, "/Outlines": outlines})
        self._out.write(self._root, b"<</Type/Catalog" + entries + head + b">>")
        self._out.finish(self._root, self._info)
        return total

    def _stamp(self, pdf: pikepdf.Pdf, footers: list[Acuan]) -> None:
        copier = Penyalin(self._out)
        for page, number in zip(pdf.pages, footers, strict=True):
            page.contents_coalesce()
            values = {"/BBox": page.obj.MediaBox, "/Resources": page.obj.Resources, "/Type": pikepdf.Name.XObject}
            entries = copier.entries({**values, "/Subtype": pikepdf.Name.Form, "/Filter": pikepdf.Name.FlateDecode})
            self._out.write_stream(number, entries, zlib.compress(page.obj.Contents.read_bytes()))
        copier.copy_waiting()

    def _write_tree(self, copier: Penyalin) -> None:
        pages: dict[str, Any] = {"/Type": pikepdf.Name.Pages, "/Kids": list(self._pages), "/Count": len(self._pages)}
        self._out.write(self._tree, copier.plain(pages))
        document = {"/Type": pikepdf.Name.StructElem, "/S": pikepdf.Name.Document, "/P": self._struct}
        self._out.write(self._document, copier.plain({**document, "/K": list(self._elements)}))
        parents = self._out.reserve()
        self._out.write(parents, copier.plain({"/Kids": [leaf for _, _, leaf in self._nums]}))
        struct: dict[str, Any] = {"/Type": pikepdf.Name.StructTreeRoot, "/K": [self._document], "/ParentTree": parents}
        self._out.write(self._struct, copier.plain({**struct, "/ParentTreeNextKey": len(self._pages)}))

    def _write_outlines(self, copier: Penyalin) -> Acuan:
        root, numbers = self._out.reserve(), [self._out.reserve() for _ in self._bookmarks]
        for index, (title, page) in enumerate(self._bookmarks):
            item: dict[str, Any] = {
                "/Title": pikepdf.String(title),
                "/Parent": root,
                "/Dest": [page, pikepdf.Name.Fit],
            }
            item |= {"/Prev": numbers[index - 1]} if index else {}
            item |= {"/Next": numbers[index + 1]} if index + 1 < len(numbers) else {}
            self._out.write(numbers[index], copier.plain(item))
        ends = {"/First": numbers[0], "/Last": numbers[-1]} if numbers else {}
        self._out.write(root, copier.plain({"/Type": pikepdf.Name.Outlines, "/Count": len(numbers), **ends}))
        return root


class _Pohon:
    """The structure tree of one portion, made small: what stands in a cell or a paragraph belongs to it directly.

    WeasyPrint makes an element of every line of text; in a book these would be most of the file.
    """

    UTUH = frozenset({"/TD", "/TH", "/P", "/H1", "/H2"})

    def __init__(self, *, prefix: int) -> None:
        self._prefix = prefix
        self._owner: dict[tuple[int, int], Any] = {}

    def flatten(self, element: Any) -> Any:
        """The element with its cells emptied of elements, and with names of heading cells that are unique."""
        stack = [element]
        while stack:
            one = stack.pop()
            self._rename(one)
            if str(one.S) in self.UTUH:
                one.K = pikepdf.Array(self._content(one, one))
            else:
                stack += [kid for kid in one.K if isinstance(kid, pikepdf.Dictionary)]
        return element

    def _content(self, element: Any, owner: Any) -> Iterator[Any]:
        for kid in element.K:
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
        return self._owner.get(element.objgen, element)
