"""Silent cemeteries: who fell silent, whose book was never opened, who closes late."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in
from pemakaman.pantau.queries.bulanan import days_of
from pemakaman.pantau.queries.desa import Desa, read_desa
from pemakaman.pantau.queries.sunyi import (
    Diam,
    Hitungan,
    Lambat,
    count_by_kab,
    list_alarms,
    list_late,
    list_quiet,
    list_unopened,
)
from pemakaman.pantau.queries.tempat import Tempat, counted_at, get_tempat
from pemakaman.pantau.routes.dasar import bp, page_after, place_choices
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.sunyi import TINGKAT_LABEL, Serupa, compare_like
from pemakaman.unduh import check_format, table_file
from pemakaman.web import requires, show_page

LIHAT = {"diam": "Mendadak diam", "belum-buka": "Belum pernah dibuka", "terlambat": "Terlambat atau belum menutup"}
PAGE_SIZE = 50
TERBURUK = 10
KEPALA = {
    "diam": ("Kecamatan", "Makam", "Kode", "Desa/kelurahan", "Tanda terakhir", "Bulan diam", "Penilaian", "Sebab",
             "Pembanding"),
    "belum-buka": ("Kecamatan", "Makam", "Kode", "Desa/kelurahan", "Sejak", "Keadaan", "Pembanding"),
    "terlambat": ("Kecamatan", "Makam", "Kode", "Desa/kelurahan", "Terlambat", "Bulan ditutup", "Paling lama (hari)",
                  "Belum ditutup (bulan)", "Berturut-turut"),
}  # fmt: skip


@dataclass(frozen=True)
class Daftar:
    """One list of the page with what its rows are compared with."""

    tempat: Tempat
    lihat: str
    kini: Bulan
    rows: Sequence[Any]
    desa: Desa

    def serupa(self, row: Diam) -> Serupa | None:
        """Villages like that of a cemetery."""
        return compare_like(self.desa.ukuran, self.desa.sebulan, row.desa_kode)

    def keadaan(self, row: Diam) -> str:
        """What an unopened book lacks."""
        if not row.berpengelola:
            return "Belum ada pengelola"
        return "Buku dibuka, belum berisi" if row.berbuku else "Belum ada buku"


_LISTS: dict[str, Callable[[Session, Tempat], Sequence[Any]]] = {
    "diam": list_quiet,
    "belum-buka": list_unopened,
    "terlambat": list_late,
}


@bp.get("/pantau/makam-sunyi")
@requires(Izin.PANTAU_LIHAT)
def quiet() -> ResponseReturnValue:
    """A province sees its kab/kota with the worst of all; below it the list itself, a page at a time."""
    with reading() as session:
        tempat = get_tempat(session, request.args.get("wilayah", ""), actor=current_actor())
        kini = month_of(today_in(tempat.kode))
        values: dict[str, Any] = {"pilihan": place_choices(session, tempat), "per": counted_at(session)}
        if tempat.tingkat == 1:
            return _province(session, tempat, kini, values)
        daftar = _read(session, tempat, kini)
        hari = days_of(session, tempat.kode[:5])[1]
    page = page_after(daftar.rows, request.args.get("sesudah", ""), PAGE_SIZE)
    values |= {"daftar": daftar, "halaman": page, "lihat": LIHAT, "tingkat": TINGKAT_LABEL, "hari": hari}
    return show_page("pantau/sunyi.html", tempat=tempat, **values)


@bp.get("/pantau/makam-sunyi.<format>")
@requires(Izin.PANTAU_LIHAT)
def quiet_file(format: str) -> ResponseReturnValue:  # noqa: A002
    """The same list as CSV or XLSX."""
    check_format(format)
    with reading() as session:
        tempat = get_tempat(session, request.args.get("wilayah", ""), actor=current_actor())
        daftar = _read(session, tempat, month_of(today_in(tempat.kode)))
    header, rows = KEPALA[daftar.lihat], [_cells(daftar, row) for row in daftar.rows]
    name = f"makam-{daftar.lihat}-{tempat.kode}-{daftar.kini.tahun}-{daftar.kini.bulan:02}"
    return table_file(name, format, "Makam sunyi", header, rows)


def _read(session: Session, tempat: Tempat, kini: Bulan) -> Daftar:
    lihat = request.args.get("lihat", "")
    lihat = lihat if lihat in LIHAT else "diam"
    compared = lihat != "terlambat" and tempat.tingkat > 1
    desa = read_desa(session, tempat.kode[:5], kini) if compared else Desa()
    return Daftar(tempat, lihat, kini, _LISTS[lihat](session, tempat), desa)


def _province(session: Session, tempat: Tempat, kini: Bulan, values: dict[str, Any]) -> ResponseReturnValue:
    found = count_by_kab(session, tempat)
    none = Hitungan()
    kab = [(kode, nama, found.get(kode, none)) for kode, nama in values["pilihan"][1:]]
    alarms = sum(one.alarm for one in found.values())
    values |= {"kab": kab, "terburuk": list_alarms(session, tempat, TERBURUK), "jumlah_alarm": alarms, "kini": kini}
    return show_page("pantau/sunyi_provinsi.html", tempat=tempat, tingkat=TINGKAT_LABEL, **values)


def _cells(daftar: Daftar, row: Any) -> tuple[str, ...]:
    place = (row.kecamatan, row.nama, row.kode, row.desa)
    if isinstance(row, Lambat):
        counts = (row.terlambat, row.ditutup, row.paling_lama, row.belum_ditutup)
        return (*place, *map(str, counts), row.beruntun)
    serupa = daftar.serupa(row)
    like = serupa.teks if serupa else ""
    if row.terakhir is None:
        return (*place, row.sejak.teks, daftar.keadaan(row), like)
    sunyi = row.sunyi
    return (*place, row.terakhir.teks, str(sunyi.lama), TINGKAT_LABEL[sunyi.tingkat], sunyi.sebab, like)
