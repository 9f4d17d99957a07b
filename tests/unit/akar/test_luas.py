"""A tiny workbook that claims a far corner is refused before anything keeps its rectangle."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from pemakaman.luas import TooFar, check_reach
from pemakaman.tabel import TableError, open_table

FAR = "XFD1048576"
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
NEAR = '<row r="1"><c r="A1"><v>1</v></c></row>'
BOMBS = {
    "bare": f'{NEAR}<row r="1048576"><c r="{FAR}"><v>1</v></c></row>',
    "other quotes": f"{NEAR}<row r='1048576'><c r='{FAR}'><v>1</v></c></row>",
    "spaces": f'{NEAR}<row r="1048576"><c r = "{FAR}"><v>1</v></c></row>',
    "small letters": f'{NEAR}<row r="1048576"><c r="{FAR.lower()}"><v>1</v></c></row>',
    "reference of the row only": '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
    "a decoy before it": f'{NEAR}<row r="2"><c x:r="A2" xmlns:x="x" r="{FAR}"><v>1</v></c></row>',
    "behind a sign": f'{NEAR}<row r="2"><c t="&gt;" r="{FAR}"><v>1</v></c></row>',
}


def workbook(rows: str, path: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook whose only sheet holds these rows."""
    made, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("A")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename == "xl/worksheets/sheet1.xml":
                new.writestr(path, SHEET.format(rows))
            else:
                target = path.removeprefix("xl/").encode()
                new.writestr(entry.filename, old.read(entry).replace(b"worksheets/sheet1.xml", target))
    return out.getvalue()


@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/lain/satu.xml"])
@pytest.mark.parametrize("rows", BOMBS.values(), ids=BOMBS)
def test_a_far_corner_is_refused_however_it_is_written(rows: str, path: str, tmp_path: Path) -> None:
    content = workbook(rows, path)
    (tmp_path / "bom.xlsx").write_bytes(content)
    with pytest.raises(TableError, match="terlalu banyak sel"):
        open_table(tmp_path / "bom.xlsx")


def test_an_empty_far_cell_that_only_carries_a_format_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "baik.xlsx"
    path.write_bytes(workbook(f'{NEAR}<row r="1048576"><c r="{FAR}" s="1"/></row>'))
    assert list(open_table(path).rows()) == [(1, [1])]


def test_the_whole_allowance_may_be_used() -> None:
    content = workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="10"><c r="J10"><v>1</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        check_reach(archive, 100)
        with pytest.raises(TooFar):
            check_reach(archive, 99)
