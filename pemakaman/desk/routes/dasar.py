"""The blueprint, and what several views share."""

from datetime import date
from uuid import UUID

from flask import Blueprint, request

from pemakaman.desk.rules.kolom import Bentuk, derive, percentages
from pemakaman.desk.rules.periksa import ribuan
from pemakaman.errors import NotFound

bp = Blueprint("desk", __name__)


def posted_versi() -> int:
    """The version the page was opened with; -1, which is always stale, when it is not a number."""
    text = request.form.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1


def shown_versi(kini: int) -> str | int:
    """The version a page carries: the posted one after an error, so that a form that is stale stays stale."""
    return request.form.get("versi") or kini


def read_hari(text: str) -> date:
    """The day of an address, '2024-11-15'; raises NotFound for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text or not 2000 <= found.year <= 2200:
        raise NotFound()
    return found


def read_sesudah() -> UUID | None:
    """The row after which a page of a list begins; the first page for anything that names none."""
    return request.args.get("sesudah", type=UUID)


def persen(value: float | None) -> str:
    """'98,68 %', or a dash."""
    return "–" if value is None else f"{value:.2f}".replace(".", ",") + " %"


def selisih(value: int) -> str:
    """'+1.200', '−3' or '0'."""
    return "0" if value == 0 else f"{'+' if value > 0 else '−'}{ribuan(abs(value))}"


def side_by_side(
    bentuk: Bentuk, angka: dict[str, int], sebelum: dict[str, int], lain: dict[str, dict[str, int]]
) -> list[tuple[str, str, str, str]]:
    """(name, before, now, difference) of every figure, those that follow from others last."""
    names = [(kolom.kode, kolom.label) for kolom in bentuk.kolom] + [(one.kode, one.label) for one in bentuk.turunan]
    now, before = (_with_derived(bentuk, figures) for figures in (angka, sebelum))
    rows = [
        (
            label,
            ribuan(before[kode]) if before else "–",
            ribuan(now[kode]) if now else "–",
            selisih(now[kode] - before[kode]) if now and before else "–",
        )
        for kode, label in names
    ]
    for one in bentuk.persen:
        shares = [percentages(bentuk, figures, lain).get(one.kode) if figures else None for figures in (angka, sebelum)]
        rows.append((one.label, persen(shares[1]), persen(shares[0]), "–"))
    return rows


def _with_derived(bentuk: Bentuk, angka: dict[str, int]) -> dict[str, int]:
    return {**angka, **derive(bentuk, angka)} if angka else {}
