"""KPU's own figures of a list: a typed total, or a table by kecamatan, desa and TPS. A bad file changes nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Invalid
from pemakaman.impor import wait_alone
from pemakaman.jejak.services import record
from pemakaman.pemilih.kolom import COLUMNS, HEADER_WITHIN
from pemakaman.pemilih.models import DaftarPemilih, RekapPemilih
from pemakaman.pemilih.queries import get_daftar
from pemakaman.pemilih.rekap import KPU, OURS, Angka, Tempat, is_counted
from pemakaman.sel import bare
from pemakaman.tabel import Cell, Row, TableError, cell_text, open_table
from pemakaman.wilayah.peta import place_form

JUDUL: dict[str, tuple[str, ...]] = {
    **{name: COLUMNS[name] for name in ("kecamatan", "desa")},
    "tps": ("tps", "notps", "nomortps", "namatps"),
    "laki": ("l", "lk", "laki", "lakilaki", "pria", "pemilihl", "pemilihlakilaki", "jumlahl"),
    "perempuan": ("p", "pr", "perempuan", "wanita", "pemilihp", "pemilihperempuan", "jumlahp"),
    "jumlah": ("jumlah", "jml", "lp", "total", "jumlahlp", "jumlahpemilih", "totalpemilih", "jumlahtotal"),
}
JUMLAH_KATA = frozenset(
    {"jumlah", "total", "grandtotal", "jumlahtotal", "totaljumlah", "jumlahseluruhnya", "jumlahakhir"}
)
PALING_BANYAK = 5
SATU_BILANGAN = re.compile(r"[0-9]+|[0-9]{1,3}(?:[.,][0-9]{3})+")
_BY_NAME = {name: column for column, names in JUDUL.items() for name in names}
TANPA_JUDUL = (
    "Judul kolom tidak ditemukan. Baris judul harus memuat KECAMATAN dan JUMLAH, atau KECAMATAN, L, dan P; "
    "DESA dan TPS bila ada."
)


@dataclass
class Tabel:
    """Figures by place, keyed as places are compared, with the names as the file writes them."""

    angka: dict[Tempat, Angka]
    nama: dict[Tempat, Tempat]


def read_angka(path: Path) -> Tabel:
    """The figures of a file; raises TableError or Invalid (`berkas`) with what is wrong and where."""
    rows = open_table(path).rows()
    header, found, wrong = _find_header(rows), Tabel({}, {}), []
    last: Tempat = ("", "", "")
    for number, cells in rows:
        try:
            names = _place(header, cells, last)
            if names is None:
                continue
            last = names
            _add(found, names, _figures(header, cells))
        except ValueError as error:
            wrong.append(f"Baris {number}: {error}")
    if wrong:
        more = f" Masih ada {len(wrong) - PALING_BANYAK} baris lain yang salah." if len(wrong) > PALING_BANYAK else ""
        raise Invalid({"berkas": [" ".join(wrong[:PALING_BANYAK]) + more]})
    if not found.angka:
        raise TableError("Tidak ada baris angka di bawah judul. Periksa berkasnya.")
    return _with_sums(found)


def save_angka(session: Session, daftar_id: UUID, tabel: Tabel, *, nama_berkas: str, sha256: str, actor: Actor) -> int:
    """Replace KPU's figures of a list; a total in the file replaces the one that was typed. How many places."""
    daftar = _open(session, daftar_id, actor)
    if not is_counted(session, daftar_id):
        raise Conflict("Daftar ini belum dihitung. Tunggu hitungannya selesai, lalu unggah lagi.")
    ours = select(RekapPemilih.kecamatan, RekapPemilih.desa, RekapPemilih.tps)
    ours = ours.where(RekapPemilih.daftar_id == daftar_id, RekapPemilih.asal == OURS)
    # A place that both sides know bears our spelling, so that they stand in one line.
    known = {key_of(*row): tuple(row) for row in session.execute(ours)}
    names = {key: known.get(key, _spelled(key, tabel.nama[key], known)) for key in tabel.angka}
    session.execute(delete(RekapPemilih).where(RekapPemilih.daftar_id == daftar_id, RekapPemilih.asal == KPU))
    rows = [
        {"daftar_id": daftar_id, "asal": KPU, **dict(zip(("kecamatan", "desa", "tps"), names[key], strict=True))}
        | {"laki": angka.laki, "perempuan": angka.perempuan, "jumlah": angka.jumlah}
        for key, angka in tabel.angka.items()
    ]
    session.execute(insert(RekapPemilih), rows)
    total = tabel.angka.get(("", "", ""))
    rincian = {"tempat": len(rows), "berkas": nama_berkas, "sha256": sha256}
    _set_total(session, daftar, total.jumlah if total else daftar.jumlah_disebut, rincian, actor)
    return len(rows)


def save_total(session: Session, daftar_id: UUID, jumlah: int | None, *, actor: Actor) -> None:
    """Note KPU's total as it was typed; a total from a file gives way, figures of the places below stay."""
    daftar = _open(session, daftar_id, actor)
    whole = delete(RekapPemilih).where(RekapPemilih.daftar_id == daftar_id, RekapPemilih.asal == KPU)
    session.execute(whole.where(RekapPemilih.kecamatan == ""))
    _set_total(session, daftar, jumlah, {}, actor)


def key_of(kecamatan: str, desa: str, tps: str) -> Tempat:
    """How places are compared: 'Kec. Way Dadi' is 'WAYDADI', TPS 'TPS 003' is '3'."""
    number = bare(tps).removeprefix("tps").lstrip("0") or ("0" if tps else "")
    return place_form(kecamatan), place_form(desa), number


def _open(session: Session, daftar_id: UUID, actor: Actor) -> DaftarPemilih:
    require(actor, Izin.PEMILIH_IMPOR)
    get_daftar(session, daftar_id, actor=actor)
    wait_alone(session, f"angka_kpu:{daftar_id}")
    daftar = session.get_one(DaftarPemilih, daftar_id, populate_existing=True)
    if daftar.status != "jadi":
        raise Conflict("Daftar pemilih ini belum selesai diimpor.")
    return daftar


def _set_total(
    session: Session, daftar: DaftarPemilih, jumlah: int | None, rincian: dict[str, object], actor: Actor
) -> None:
    if daftar.jumlah_disebut != jumlah:
        rincian = {**rincian, "jumlah_disebut": [daftar.jumlah_disebut, jumlah]}
    daftar.jumlah_disebut = jumlah
    kode = daftar.wilayah_kode
    record(session, "daftar_pemilih.angka_kpu", "daftar_pemilih", daftar.id, actor=actor, wilayah=kode, rincian=rincian)
    session.flush()


def _spelled(key: Tempat, names: Tempat, known: dict[Tempat, tuple[str, ...]]) -> Tempat:
    """A place we do not know, under the spelling of the known place it lies in."""
    for level in (2, 1):
        above = known.get((key[0], key[1] if level == 2 else "", ""))
        if above and key[level]:
            return (above[0], above[1] if level == 2 else names[1], names[2])
    return names


def _find_header(rows: Iterator[Row]) -> dict[str, int]:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        found: dict[str, int] = {}
        for position, cell in enumerate(cells):
            column = _BY_NAME.get(bare(cell_text(cell)))
            if column in found:
                raise TableError(f"Kolom {cell_text(cell)} ada dua kali. Hapus salah satunya, lalu unggah lagi.")
            if column:
                found[column] = position
        if "kecamatan" in found and ("jumlah" in found or {"laki", "perempuan"} <= found.keys()):
            return found
    raise TableError(TANPA_JUDUL)


def _place(header: dict[str, int], cells: Sequence[Cell], last: Tempat) -> Tempat | None:
    """The place of a row; a merged cell counts for the rows below it. None for a row of column numbers."""
    texts = [_text(cells, header.get(column)) for column in ("kecamatan", "desa", "tps")]
    if texts[0].isdigit():
        return None
    is_total = any(bare(cell_text(cell)) in JUMLAH_KATA for cell in cells)
    kecamatan, desa, tps = ("" if bare(text) in JUMLAH_KATA else text for text in texts)
    if is_total and bare(texts[0]) in JUMLAH_KATA | {""} and not desa and not tps:
        return ("", "", "")
    if not kecamatan and (desa or tps or is_total):
        kecamatan = last[0]
    if not desa and (tps or bare(texts[2]) in JUMLAH_KATA):
        desa = last[1]
    if not kecamatan or (tps and not desa):
        raise ValueError("nama kecamatan atau desanya belum diisi.")
    return kecamatan, desa, tps


def _figures(header: dict[str, int], cells: Sequence[Cell]) -> Angka:
    laki, perempuan, jumlah = (_number(cells, header, column) for column in ("laki", "perempuan", "jumlah"))
    if jumlah is None:
        if laki is None or perempuan is None:
            raise ValueError("JUMLAH belum diisi.")
        return Angka(laki, perempuan, laki + perempuan)
    if laki is not None and perempuan is not None and laki + perempuan != jumlah:
        raise ValueError(f"L {laki} ditambah P {perempuan} bukan {jumlah}.")
    return Angka(laki, perempuan, jumlah)


def _number(cells: Sequence[Cell], header: dict[str, int], column: str) -> int | None:
    text = _text(cells, header.get(column)).replace(" ", "")
    if text in ("", "-", "–"):
        return 0 if text else None
    if not SATU_BILANGAN.fullmatch(text) or int(digits := re.sub("[.,]", "", text)) >= 2**31:
        raise ValueError(f"{column.upper()} {text[:20]} bukan bilangan.")
    return int(digits)


def _text(cells: Sequence[Cell], position: int | None) -> str:
    if position is None or position >= len(cells):
        return ""
    return cell_text(cells[position])[:200]


def _add(found: Tabel, names: Tempat, angka: Angka) -> None:
    key = key_of(*names)
    if found.angka.get(key, angka) != angka:
        raise ValueError(f"{', '.join(filter(None, names)) or 'jumlah seluruhnya'} sudah ada dengan angka lain.")
    found.angka[key], found.nama[key] = angka, names


def _with_sums(found: Tabel) -> Tabel:
    """A desa or kecamatan without a row of its own is what lies in it."""
    for level in (2, 1):
        sums: dict[Tempat, list[Angka]] = {}
        for key, angka in found.angka.items():
            if key[level] and not any(key[level + 1 :]):
                above: Tempat = (key[0], key[1] if level == 2 else "", "")
                sums.setdefault(above, []).append(angka)
                found.nama.setdefault(above, (found.nama[key][0], found.nama[key][1] if level == 2 else "", ""))
        for above, parts in sums.items():
            found.angka.setdefault(above, Angka(*(_sum(parts, name) for name in ("laki", "perempuan", "jumlah"))))
    return found


def _sum(parts: list[Angka], name: str) -> int | None:
    values = [getattr(angka, name) for angka in parts]
    return None if None in values else sum(values)
