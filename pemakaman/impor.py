"""What imports of large tables share: taken up once, all rows or none, bad rows in a file of their own.

The callers (job, command) own the transactions; progress is told in small ones of its own beside the large one.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter
from sqlalchemy import text
from sqlalchemy.orm import Session

from pemakaman.tabel import Cell, Row, TableError, cell_text, safe_text

Unit = Callable[[], AbstractContextManager[Session]]
Refuse = Callable[[Row, str], None]
KESALAHAN = "Kesalahan"
TERHENTI = (
    "Impor terhenti karena kesalahan program. Tidak ada baris yang masuk. "
    "Coba lagi; bila berulang, beri tahu admin sistem."
)


def run_once(
    unit: Unit,
    *,
    begin: Callable[[Session], bool],
    work: Callable[[Session], None],
    fail: Callable[[Session, str], None],
) -> None:
    """Run `work` in one transaction after `begin` agreed in its own; a failure is told in a third one.

    An error of the program is told and raised again; when the process is killed the import stays as it is,
    to be taken up once more.
    """
    with unit() as session:
        if not begin(session):
            return
    try:
        with unit() as session:
            work(session)
    except TableError as error:
        with unit() as session:
            fail(session, error.pesan)
    except Exception:
        with unit() as session:
            fail(session, TERHENTI)
        raise


def hold_alone(session: Session, kunci: str) -> bool:
    """Hold a name until this transaction ends; False when somebody else holds it."""
    query = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:kunci, 4711))")
    return bool(session.scalar(query, {"kunci": kunci}))


def wait_alone(session: Session, kunci: str) -> None:
    """Hold a name until this transaction ends, after whoever holds it now."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:kunci, 4711))"), {"kunci": kunci})


def copying(session: Session, statement: str) -> AbstractContextManager[Any]:
    """COPY into a table inside the session's transaction."""
    driver: Any = session.connection().connection.driver_connection
    found: AbstractContextManager[Any] = driver.cursor().copy(statement)
    return found


def plain_name(text: str) -> str:
    """The name of an uploaded file without folders and signs that cannot be shown."""
    name = text.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in name if char.isprintable())[:120] or "berkas"


@contextmanager
def refusing(path: Path, judul: list[str], *, xlsx: bool = False, pemisah: str = ",") -> Iterator[Refuse]:
    """Write refused rows with the same columns and the reason, as CSV or XLSX; no cell becomes a formula."""
    if xlsx:
        with _refusing_xlsx(path, judul) as refuse:
            yield refuse
        return
    file: TextIO
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=pemisah)
        writer.writerow([*map(safe_text, judul), KESALAHAN])
        yield lambda row, why: writer.writerow([*_texts(row, len(judul)), f"Baris {row[0]}: {why}"])


def _texts(row: Row, width: int) -> list[str]:
    texts = [safe_text(cell_text(cell)) for cell in row[1][:width]]
    return [*texts, *[""] * (width - len(texts))]


@contextmanager
def _refusing_xlsx(path: Path, judul: list[str]) -> Iterator[Refuse]:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet, day = book.add_worksheet(KESALAHAN), book.add_format({"num_format": "dd-mm-yyyy"})
        plain = book.add_format({"num_format": "@"})
        for column, heading in enumerate([*judul, KESALAHAN]):
            sheet.write_string(0, column, heading)
        number = 0

        def refuse(row: Row, why: str) -> None:
            nonlocal number
            number += 1
            for column, cell in enumerate(row[1][: len(judul)]):
                _write_cell(sheet, (number, column), cell, plain, day)
            sheet.write_string(number, len(judul), f"Baris {row[0]}: {why}", plain)

        yield refuse


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, plain: Any, day: Any) -> None:
    """A number stays a number and a date a date, so that nothing is mended on the way back."""
    if isinstance(cell, bool | str) or cell is None:
        sheet.write_string(*place, cell_text(cell), plain)
    elif isinstance(cell, date):
        is_day = not isinstance(cell, datetime) or cell.time() == time(0)
        if is_day and cell.year >= 1900:
            sheet.write_datetime(*place, cell, day)
        else:
            sheet.write_string(*place, cell_text(cell), plain)
    else:
        sheet.write_number(*place, cell)
