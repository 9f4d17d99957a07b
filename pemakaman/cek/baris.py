"""A file of answers: NO and HASIL, if wanted SAMA, CATATAN, DARI. Faults are told by row; nothing is guessed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pemakaman.cek.rules import LONGEST_NAME, LONGEST_NOTE, MOST_ROWS, Jawaban, clean, read_hasil, read_yes
from pemakaman.pemilih.rules import HasilLapangan
from pemakaman.sel import bare
from pemakaman.tabel import Cell, TableError, cell_text, open_table

MOST_CELLS = 100_000
HEADER_WITHIN = 20
MOST_FAULTS = 20
COLUMNS: dict[str, tuple[str, ...]] = {
    "no": ("no", "nomor", "nourut", "nomorurut", "baris"),
    "hasil": ("hasil", "hasilcek", "hasilceklapangan", "keadaan"),
    "sama": ("sama", "orangsama", "orangyangsama"),
    "catatan": ("catatan", "keterangan", "ket"),
    "dari": ("dari", "keterangandari", "sumber", "narasumber"),
}
_BY_NAME = {name: column for column, names in COLUMNS.items() for name in names}


class _RowError(Exception):
    """Why one row cannot be taken."""


def read_answers(path: Path) -> tuple[list[Jawaban], list[str]]:
    """(answers, faults by row) of a file; rows without HASIL are left out. Raises TableError for no such table."""
    rows = open_table(path, most_cells=MOST_CELLS).rows()
    positions = _find_header(rows)
    found: dict[int, Jawaban] = {}
    faults: list[str] = []
    for number, cells in rows:
        if number > MOST_ROWS * 10:
            raise TableError("Berkas ini terlalu panjang untuk satu daftar. Periksa berkasnya.")
        try:
            jawaban = _read(positions, cells)
            if jawaban and jawaban.urutan in found:
                raise _RowError(f"nomor {jawaban.urutan} sudah ada di baris di atasnya.")
        except _RowError as error:
            faults.append(f"Baris {number}: {error}")
            continue
        if jawaban:
            found[jawaban.urutan] = jawaban
    if not found and not faults:
        raise TableError("Kolom HASIL di berkas ini kosong semua.")
    return list(found.values()), _shown(faults)


def _shown(faults: list[str]) -> list[str]:
    more = len(faults) - MOST_FAULTS
    return faults if more <= 0 else [*faults[:MOST_FAULTS], f"Dan {more} kesalahan lain."]


def _find_header(rows: Iterator[tuple[int, list[Cell]]]) -> dict[str, int]:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        positions: dict[str, int] = {}
        for place, cell in enumerate(cells):
            column = _BY_NAME.get(bare(cell_text(cell)))
            if column is not None and column in positions:
                raise TableError(f"Kolom {cell_text(cell)} ada dua kali. Hapus salah satunya, lalu unggah lagi.")
            if column is not None:
                positions[column] = place
        if {"no", "hasil"} <= positions.keys():
            return positions
    raise TableError("Judul kolom tidak ditemukan. Perlu kolom NO dan HASIL.")


def _read(positions: dict[str, int], cells: Sequence[Cell]) -> Jawaban | None:
    texts = {name: cell_text(cells[place]) if place < len(cells) else "" for name, place in positions.items()}
    if not texts["hasil"]:
        return None
    hasil = read_hasil(texts["hasil"])
    if hasil is None:
        kata = "meninggal, hidup, pindah, atau tidak dikenal (M, H, P, T)"
        raise _RowError(f"HASIL “{texts['hasil'][:30]}” tidak dikenal. Tulis {kata}.")
    try:
        sama = read_yes(texts.get("sama", ""))
    except ValueError:
        raise _RowError("SAMA harus ya atau tidak, atau kosong.") from None
    return Jawaban(
        urutan=_number(texts["no"]),
        hasil=hasil,
        orang_sama=sama if hasil is HasilLapangan.MENINGGAL else None,
        catatan=_line(texts.get("catatan"), "CATATAN", LONGEST_NOTE),
        keterangan_dari=_line(texts.get("dari"), "DARI", LONGEST_NAME),
    )


def _number(text: str) -> int:
    text = text.rstrip(".")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 7):
        raise _RowError("NO harus angka, seperti di daftar yang dicetak.")
    return int(text)


def _line(text: str | None, nama: str, longest: int) -> str | None:
    try:
        return clean(text, longest)
    except ValueError:
        raise _RowError(f"{nama} paling banyak {longest} huruf.") from None
