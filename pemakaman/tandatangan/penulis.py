"""Writes behind a PDF without touching what it says of itself, and puts the signature's field among its tags."""

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

NAMA_RUAS = "Tanda tangan elektronik"


class Penulis(IncrementalPdfFileWriter):
    """An update that leaves the metadata alone: pyHanko's own rewriting spoils the description of PDF/UA in them."""

    def _update_meta(self) -> None:
        pass


def add_field(writer: Penulis, spec: SigFieldSpec, teks: str) -> None:
    """An empty field for the signature; in a tagged document readers are told `teks` in its place."""
    append_signature_field(writer, spec)
    _, _, field = next(enumerate_sig_fields(writer, with_name=spec.sig_field_name))
    page = field.get_object().raw_get("/P")
    if "/StructTreeRoot" not in writer.root:
        return
    tree = writer.root["/StructTreeRoot"]
    if "/ParentTree" in tree and "/Nums" in tree["/ParentTree"]:
        _tag(writer, field, page, tree, teks)


def _tag(writer: Penulis, field: Any, page: Any, tree: Any, teks: str) -> None:
    numbers = tree["/ParentTree"]["/Nums"]
    key = 1 + max((int(numbers[at]) for at in range(0, len(numbers), 2)), default=-1)
    above = _first(tree.raw_get("/K"))
    widget = {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field, pdf_name("/Pg"): page}
    element = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): above,
                pdf_name("/Pg"): page,
                pdf_name("/Alt"): generic.pdf_string(teks),
                pdf_name("/K"): generic.DictionaryObject(widget),
            }
        )
    )
    document = above.get_object()
    inside = document["/K"]
    kept = list(inside) if isinstance(inside, generic.ArrayObject) else [document.raw_get("/K")]
    document[pdf_name("/K")] = generic.ArrayObject([*kept, element])
    numbers.extend([generic.NumberObject(key), element])
    annotation, sheet = field.get_object(), page.get_object()
    annotation[pdf_name("/StructParent")] = generic.NumberObject(key)
    sheet[pdf_name("/Tabs")] = pdf_name("/S")
    if "/ParentTreeNextKey" in tree:
        tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(key + 1)
    for changed in (document, numbers, tree, annotation, sheet):
        writer.update_container(changed)


def _first(children: Any) -> Any:
    found = children.get_object() if isinstance(children, generic.IndirectObject) else children
    return found.raw_get(0) if isinstance(found, generic.ArrayObject) else children
