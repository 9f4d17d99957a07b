"""The figures of a day with all their columns: a page of four tables, each as a file, and the whole board as one."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading
from pemakaman.desk.queries.harian import get_bentuk
from pemakaman.desk.queries.papan import Papan, papan_of
from pemakaman.desk.routes.dasar import bp
from pemakaman.desk.routes.provinsi import asked_day
from pemakaman.desk.rules.kolom import HARIAN
from pemakaman.desk.rules.lampu import KATA
from pemakaman.desk.rules.lapangan import Lapangan, add_field
from pemakaman.desk.rules.papan import Baris, arrange, missing_words
from pemakaman.desk.rules.semua_kolom import TabelKolom
from pemakaman.unduh import table_file
from pemakaman.web import requires, show_page

_LAPANGAN = {
    "lapas": "Lapas dan rutan",
    "lapas_lapor": "Lapas melapor hari itu",
    "lapas_sisa": "Lapas: belum rekam",
    "jemput_hari": "Jemput bola hari itu",
    "jemput_hari_hasil": "Di antaranya ada hasil",
    "jemput_pekan": "Jemput bola pekan itu",
    "jemput_pekan_hasil": "Di antaranya ada hasil (pekan)",
    "jemput_lewat": "Hasil jemput bola belum dicatat",
}


@bp.get("/desk/kolom")
@requires(Izin.DESK_LIHAT)
def columns() -> ResponseReturnValue:
    """Every column of the four reports of a day."""
    papan = _board()
    return show_page("desk/kolom.html", papan=papan, tabel=papan.all_columns())


@bp.get("/desk/kolom/<harian>.<format>")
@requires(Izin.DESK_LIHAT)
def columns_file(harian: str, format: str) -> ResponseReturnValue:  # noqa: A002
    """One of them as CSV or XLSX."""
    bentuk, papan = get_bentuk(harian), _board()
    tabel = next(one for one in papan.all_columns() if one.bentuk == bentuk)
    rows: list[list[Any]] = [[one.kode, one.nama, _day(one.tanggal), *one.nilai] for one in tabel.baris]
    if len(rows) > 1:
        rows += [["", "Jumlah", "", *tabel.jumlah], *_notes(tabel.kurang)]
    kepala = ("Kode", "Kabupaten/kota", "Angka per", *tabel.kepala)
    return table_file(f"desk-{harian}-{papan.tanggal}", format, bentuk.singkat, kepala, rows)


@bp.get("/desk/tabel.<format>")
@requires(Izin.DESK_LIHAT)
def board_file(format: str) -> ResponseReturnValue:  # noqa: A002
    """The whole board of a day with all columns; a kab/kota has its own row."""
    papan = _board()
    tabel = papan.all_columns()
    at = {one.kode: number for number, one in enumerate(papan.baris)}
    ordered = arrange(papan.baris, request.args.get("urut", "kode"))
    rows = [_cells(one, tabel, at[one.kode], papan.lapangan[one.kode]) for one in ordered]
    if len(rows) > 1:
        rows += [_total(papan, tabel), *_notes(missing_words(papan.jumlah.kurang, [one.nama for one in ordered]))]
    return table_file(f"desk-pemilu-{papan.tanggal}", format, "Desk Pemilu", _heads(tabel), rows)


def _board() -> Papan:
    actor = current_actor()
    with reading() as session:
        return papan_of(session, asked_day(actor), actor=actor)


def _heads(tabel: Sequence[TabelKolom]) -> list[str]:
    found = ["Kode", "Kabupaten/kota", "Keadaan"]
    for one in tabel:
        name = one.bentuk.singkat
        found += [f"{name}: angka per", *(f"{name}: {label}" for label in one.kepala)]
    return [
        *found,
        "Blangko cukup (hari)",
        "Belum lapor",
        "Insiden belum selesai",
        "Lewat tenggat",
        *_LAPANGAN.values(),
    ]


def _cells(one: Baris, tabel: Sequence[TabelKolom], nomor: int, lapangan: Lapangan) -> list[Any]:
    found: list[Any] = [one.kode, one.nama, KATA[one.warna]]
    for satu in tabel:
        found += [_day(satu.baris[nomor].tanggal), *satu.baris[nomor].nilai]
    days = one.blangko_hari
    belum = ", ".join([*(HARIAN[kode].singkat for kode in one.belum), *lapangan.belum])
    found += [None if days is None else int(days), belum, one.insiden, one.lewat]
    return [*found, *(getattr(lapangan, name) for name in _LAPANGAN)]


def _total(papan: Papan, tabel: Sequence[TabelKolom]) -> list[Any]:
    found: list[Any] = ["", "Jumlah", ""]
    for satu in tabel:
        found += ["", *satu.jumlah]
    lapangan = add_field(papan.lapangan.values())
    found += [None, f"{len(papan.belum_lapor)} kabupaten/kota", papan.jumlah.insiden, papan.jumlah.lewat]
    return [*found, *(getattr(lapangan, name) for name in _LAPANGAN)]


def _notes(kalimat: Sequence[str]) -> list[list[str]]:
    return [["", "Catatan", satu] for satu in kalimat]


def _day(tanggal: Any) -> str:
    return tanggal.isoformat() if tanggal else "belum pernah"
