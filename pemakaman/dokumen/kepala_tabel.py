"""Tells readers of a PDF which cells the header cells of its tables belong to: the column below, or the row."""

from typing import Any


def tell_scopes(_: Any, pdf: Any) -> None:
    """For `write_pdf(finisher=…)`: the engine itself says it only where a cell refers to its header.

    A header beside data belongs to its row, any other one to its column.
    """
    for row in pdf.objects:
        if _kind(row) == "/TR":
            cells = [pdf.objects[int(bytes(one).split()[0])] for one in row["K"]]
            beside = any(_kind(one) == "/TD" for one in cells)
            for one in cells:
                if _kind(one) == "/TH":
                    one["A"]["Scope"] = "/Row" if beside else "/Column"


def _kind(element: Any) -> str | None:
    return element.get("S") if isinstance(element, dict) else None
