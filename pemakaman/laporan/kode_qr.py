"""A QR code as a drawing inside the page: lines, so that it prints sharply at any size."""

import io

import segno
from markupsafe import Markup

TEPI = 4
"""White modules around the code; readers need four."""


def draw_qr(text: str, judul: str) -> Markup:
    """The code of a text as inline SVG; `judul` is what a screen reader says in its place."""
    out = io.BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(
        out, kind="svg", xmldecl=False, svgns=True, nl=False, omitsize=True, border=TEPI, light="#fff", title=judul,
        svgclass="qr", lineclass=None, svgid=None,
    )  # fmt: skip
    drawn = out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)
    return Markup(drawn)  # noqa: S704 - the only text in it is escaped by segno
