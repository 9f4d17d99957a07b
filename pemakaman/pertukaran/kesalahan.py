"""The error file: the rows that did not get in, with the same columns and the reason. Pure."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter

from pemakaman.pertukaran.lembar import Sel
from pemakaman.pertukaran.susunan.dasar import Baris, Susunan

KOLOM = "Kesalahan"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Salah:
    """A row that was refused, and why."""

    baris: Baris
    pesan: Sequence[str]

    @property
    def kalimat(self) -> str:
        """Where it stood and everything that is wrong with it."""
        return f"{self.baris.letak.capitalize()}. {' '.join(_sentence(text) for text in self.pesan)}"


def write_xlsx(susunan: Susunan, rows: Sequence[Salah]) -> bytes:
    """A workbook. Text stays text and numbers stay numbers, so that nothing becomes a formula or gets repaired."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Kesalahan")
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for column, heading in enumerate([*susunan.kepala.values(), KOLOM]):
            sheet.write_string(0, column, heading, bold)
        for number, salah in enumerate(rows, start=1):
            for column, field in enumerate(susunan.kepala):
                value = salah.baris.sel.get(field, "")
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(number, column, value)
                elif isinstance(value, date) and _is_whole_day(value):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write_string(number, column, _as_text(value))
            sheet.write_string(number, len(susunan.kepala), salah.kalimat, wrap)
        sheet.set_column(0, len(susunan.kepala) - 1, 22)
        sheet.set_column(len(susunan.kepala), len(susunan.kepala), 80)
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def write_csv(susunan: Susunan, rows: Sequence[Salah]) -> bytes:
    """A CSV that Excel opens rightly (UTF-8 with mark, semicolons); formulas are defused with an apostrophe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow([*susunan.kepala.values(), KOLOM])
    for salah in rows:
        cells = _cells(susunan.kepala, salah.baris.sel)
        writer.writerow([_defuse(text) for text in (*cells, salah.kalimat)])
    return target.getvalue().encode("utf-8-sig")


def _cells(kepala: Mapping[str, str], sel: Mapping[str, Sel]) -> list[str]:
    return [_as_text(sel.get(field, "")) for field in kepala]


def _as_text(value: Sel) -> str:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if _is_whole_day(value) else f"{value:%H.%M, %d-%m-%Y}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value)


def _is_whole_day(value: date) -> bool:
    return not isinstance(value, datetime) or value.time() == time(0)


def _defuse(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
