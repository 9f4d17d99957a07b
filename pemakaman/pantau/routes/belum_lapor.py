"""Cemeteries that said nothing of the month that is due, with whom to call."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in
from pemakaman.nilai.telepon import format_telepon
from pemakaman.pantau.queries import belum_lapor, bulanan
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.bulan import Bulan, Tingkat, month_of, tingkat_of
from pemakaman.unduh import check_format, table_file
from pemakaman.web import Page, requires, show_page
from pemakaman.wilayah.queries import children

KEPALA = ("Kecamatan", "Makam", "Kode", "Desa/kelurahan", "Telepon makam", "Pengelola")


@bp.get("/bulanan/belum-lapor")
@requires(Izin.PANTAU_LIHAT)
def silent() -> ResponseReturnValue:
    """By kecamatan; a province sees its kab/kota first and chooses one."""
    actor, kode = current_actor(), request.args.get("kab", "")[:5]
    with reading() as session:
        kode = kode or actor.wilayah_kode
        bulanan.check_region(session, kode, actor=actor)
        bulan = _due(kode)
        if tingkat_of(kode) is Tingkat.PROVINSI:
            counts = belum_lapor.count_by_kab(session, kode, bulan)
            kab = [(one, nama, counts.get(one, 0)) for one, nama in children(session, kode)]
            return show_page("pantau/belum_lapor_kab.html", kab=kab, bulan=bulan, jumlah=sum(counts.values()))
        sesudah = request.args.get("sesudah", type=UUID)
        rows = belum_lapor.list_silent(session, kode, bulan, actor=actor, sesudah=sesudah)
        jumlah = bulanan.count_silent(session, kode, bulan)
        tenggat = bulanan.makam_deadline(session, kode, bulan)
    size = belum_lapor.PAGE_SIZE
    page = Page(rows[:size], str(rows[size - 1].id) if len(rows) > size else None)
    groups = _by_kecamatan(page.rows)
    values: dict[str, Any] = {
        "bulan": bulan,
        "kode": kode,
        "jumlah": jumlah,
        "tenggat": tenggat,
        "telepon": format_telepon,
    }
    return show_page("pantau/belum_lapor.html", halaman=page, kelompok=groups, **values)


@bp.get("/bulanan/belum-lapor.<format>")
@requires(Izin.PANTAU_LIHAT)
def silent_file(format: str) -> ResponseReturnValue:  # noqa: A002
    """The same list as CSV or XLSX."""
    actor, kode = current_actor(), request.args.get("kab", "")[:5]
    check_format(format)
    with reading() as session:
        kode = kode or actor.wilayah_kode
        bulanan.check_region(session, kode, actor=actor)
        bulan = _due(kode)
        rows = [_cells(row) for row in belum_lapor.list_silent(session, kode, bulan, actor=actor, semua=True)]
    return table_file(f"belum-lapor-{kode}-{bulan.tahun}-{bulan.bulan:02}", format, "Belum lapor", KEPALA, rows)


def _due(kode: str) -> Bulan:
    """The month that cemeteries close now: the one before."""
    return month_of(today_in(kode)).next(-1)


def _by_kecamatan(rows: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.kecamatan, []).append(row)
    return list(groups.items())


def _cells(row: Any) -> tuple[str, ...]:
    telepon = format_telepon(row.telepon) if row.telepon else ""
    return (row.kecamatan, row.nama, row.kode, row.desa, telepon, row.pengelola or "")
