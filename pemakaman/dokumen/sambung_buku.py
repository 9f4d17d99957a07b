"""Joins the portions of a book, which are all of one make, and numbers its pages."""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf

from pemakaman.dokumen.objek_pdf import refer_all
from pemakaman.dokumen.petikan import ACUAN
from pemakaman.dokumen.sambung import Penyambung, Salinan, stamped
from pemakaman.dokumen.sumber import HalamanSumber
from pemakaman.dokumen.sumber_asing import BacaanAsing, entries_of
from pemakaman.dokumen.tulis_pdf import Acuan

Label = Callable[[int, int, int], bytes]
LABEL_SEKALI = 300
NAMA_KAKI = b"Hal"
SEBELUM, SESUDAH = b"q\n", b"\nQ\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\nq\n/Hal Do\nQ\nEMC\n"
_KOTAK = re.compile(rb"/MediaBox ?(\[[^\]]*\])")


class PenyambungBuku(Penyambung):
    """The joined book. Title and metadata are those of the first portion."""

    def __init__(self, target: Path) -> None:
        super().__init__(target)
        self._footers: list[Acuan] = []
        self._head = b""
        self._before, self._after, self._info, self._metadata = (self.out.reserve() for _ in range(4))

    def add(self, content: bytes, jejak: Sequence[str], *, baru: int | None = None) -> None:
        """The pages of one portion."""
        if not self.pages:
            self._keep_head(content)
        super().add(content, jejak, baru=baru)

    def _keep_head(self, content: bytes) -> None:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            self.out.write(self._info, b"<<" + entries_of(dict(pdf.trailer.Info.items())) + b">>")
            metadata = pdf.Root.Metadata.read_bytes()
            self.out.write_stream(self._metadata, b"/Type/Metadata/Subtype/XML", metadata)
            kept = {key: pdf.Root[key] for key in ("/Lang", "/ViewerPreferences", "/MarkInfo")}
            self._head = entries_of(kept) + b"/Metadata %d 0 R" % self._metadata

    def contents_of(self, streams: list[Acuan]) -> bytes:
        """What a page draws, closed in, and its footer."""
        return refer_all([self._before, *streams, self._after])

    def resources_of(self, copy: Salinan, number: int) -> bytes:
        """The resources with the footer of this page."""
        footer = self.out.reserve()
        self._footers.append(footer)
        entries, _ = copy.source(number)
        shared = ACUAN.sub(lambda found: b"%d 0 R" % copy.share(int(found[1])), entries)
        return b"<<" + stamped(shared, NAMA_KAKI, footer) + b">>"

    def finish(self, label: Label) -> int:
        """Stamp each page with what `label(first, last, total)` draws, close the file, return the pages' number."""
        total = len(self.pages)
        self.out.write_stream(self._before, b"", SEBELUM)
        self.out.write_stream(self._after, b"", SESUDAH)
        for start in range(0, total, LABEL_SEKALI):
            last = min(start + LABEL_SEKALI, total)
            with BacaanAsing(label(start + 1, last, total), awalan="") as opened:
                sumber = opened.read()
                copy = Salinan(self.out, self.shared, sumber)
                for halaman, footer in zip(sumber.halaman, self._footers[start:last], strict=True):
                    self._stamp(copy, halaman, footer)
        return self.close(self._head, self._info)

    def _stamp(self, copy: Salinan, halaman: HalamanSumber, footer: Acuan) -> None:
        (content,) = halaman.isi
        entries, data = copy.source(content)
        box = _KOTAK.search(halaman.sisa)
        frame = box[1] if box else b"[0 0 0 0]"
        form = b"/Type/XObject/Subtype/Form/BBox%s/Resources %d 0 R" % (frame, copy.share(halaman.bahan))
        self.out.write_stream(footer, form + entries, data or b"")
