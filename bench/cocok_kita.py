"""Our matcher in a process of its own: the task is a JSON text, see `main`."""

import json
import resource
import sys
import time
from pathlib import Path

from bench.cocok_bersih import Row
from bench.cocok_febrl import load_febrl4
from pemakaman.pencocokan.belajar import hasil_rows
from pemakaman.pencocokan.mesin import match_files

Hasil = list[dict[str, str]]


def match_book(pemilih: Path, pemakaman: Path) -> tuple[Hasil, float]:
    """Rows of HASIL, and the seconds of everything from reading on."""
    start = time.perf_counter()
    found = match_files(pemilih, pemakaman)
    return hasil_rows(found), time.perf_counter() - start


def match_febrl4(folder: Path) -> tuple[Hasil, float]:
    """FEBRL 4 in our columns; it has neither sex nor NIK, and its suburb stands for the village."""
    pemakaman, pemilih = load_febrl4()
    _write(folder / "PEMAKAMAN.csv", "NO", "TANGGAL_LAHIR", pemakaman)
    _write(folder / "PEMILIH.csv", "DPID", "TGL_LHR", pemilih)
    return match_book(folder / "PEMILIH.csv", folder / "PEMAKAMAN.csv")


def _write(path: Path, key: str, born: str, rows: list[Row]) -> None:
    lines = [f"{key};NAMA;{born};ALAMAT;DESA"]
    for row in rows:
        nama = _text(row, "given_name", "surname")
        alamat = _text(row, "street_number", "address_1", "address_2")
        lines.append(f"{row['unique_id']};{nama};{_date(row['date_of_birth'])};{alamat};{_text(row, 'suburb')}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _text(row: Row, *columns: str) -> str:
    return " ".join(" ".join(filter(None, (row[column] for column in columns))).replace(";", " ").split())


def _date(text: str | None) -> str:
    return f"{text[6:8]}|{text[4:6]}|{text[:4]}" if text and len(text) == 8 else ""


def main() -> None:
    """The task is one JSON text: what to match, and where to write."""
    tugas = json.loads(sys.argv[1])
    if tugas["data"] == "febrl4":
        hasil, detik = match_febrl4(Path(tugas["keluar"]).parent)
    else:
        hasil, detik = match_book(Path(tugas["pemilih"]), Path(tugas["pemakaman"]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Path(tugas["keluar"]).write_text(json.dumps({"hasil": hasil, "detik": detik, "mb": peak}))


if __name__ == "__main__":
    main()
