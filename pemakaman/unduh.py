"""Files that a page hands out."""

from collections.abc import Iterable, Sequence

from flask import Response, make_response

from pemakaman.errors import NotFound
from pemakaman.tabel import MIME, Written, csv_bytes, xlsx_bytes


def attachment(content: bytes, mime: str, name: str) -> Response:
    """Bytes as a file to save."""
    response = make_response(content)
    response.headers["Content-Type"] = mime
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def check_format(kind: str) -> None:
    """Raise NotFound unless a table is written in this format; asked before anything is read or logged."""
    if kind not in MIME:
        raise NotFound()


def table_file(name: str, kind: str, judul: str, header: Sequence[str], rows: Iterable[Sequence[Written]]) -> Response:
    """A table as CSV or XLSX under a name without its ending; raises NotFound for another format."""
    check_format(kind)
    content = csv_bytes(header, rows) if kind == "csv" else xlsx_bytes(judul, header, rows)
    return attachment(content, MIME[kind], f"{name}.{kind}")
