"""The funnel of a place: from the grave to KPU's receipt, and where most of the dead are held back."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading
from pemakaman.errors import NotFound
from pemakaman.gambar import picture_file
from pemakaman.grafik.lukis import Gambar, Sel, Tabel
from pemakaman.pantau.queries import corong as queries
from pemakaman.pantau.queries.tempat import list_anak
from pemakaman.pantau.routes.alamat import Alamat, read_alamat, read_terhitung
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules import corong as rules
from pemakaman.pantau.rules.bulan import month_of
from pemakaman.pantau.rules.corong import LAIN_LABEL, PALING_SEDIKIT
from pemakaman.pantau.rules.gambar_bulan import shown_months
from pemakaman.pantau.rules.gambar_corong import (
    PER_BULAN,
    child_picture,
    funnel_picture,
    month_picture,
)
from pemakaman.pantau.rules.langkah import JEDA_LABEL, LANGKAH, LANGKAH_LABEL, SUMBU_LABEL, Sumbu, quantile
from pemakaman.pantau.rules.periode import bulan_kode
from pemakaman.web import requires, show_page

CATATAN = {
    Sumbu.MENINGGAL: "Menurut bulan meninggal; bila tidak diketahui, bulan dimakamkan.",
    Sumbu.DIMAKAMKAN: "Menurut bulan dimakamkan.",
    Sumbu.MASUK: "Menurut bulan masuk buku, tanpa kematian bulan sebelumnya yang baru masuk buku.",
}
NAMA_TABEL = "tempat"


@dataclass(frozen=True)
class Anak:
    """One row of the table of places; without a code it holds what older codes left over."""

    kode: str
    nama: str
    angka: queries.Angka
    alamat: dict[str, str] | None


@bp.get("/pantau")
@requires(Izin.PANTAU_LIHAT)
def funnel() -> ResponseReturnValue:
    """Steps, days between them, months, and the places one level below."""
    actor = current_actor()
    with reading() as session:
        alamat = read_alamat(session, actor=actor)
        letak, sumbu, periode = alamat.letak, alamat.sumbu, alamat.periode
        months = queries.count_by_month(session, letak, sumbu, periode)
        angka = queries.total(months.values())
        anak = [] if letak.makam_id else _children(session, alamat, angka)
        days = queries.days_by_step(session, letak, periode)
        terhitung = read_terhitung(session, letak.tempat.kode)
    tautan = _links(alamat, angka)
    catatan = CATATAN[sumbu]
    per_bulan = {month_of(day): figures for day, figures in months.items()}
    gambar: dict[str, Gambar | None] = {
        "corong": funnel_picture(angka, tautan, catatan),
        "bulanan": month_picture(periode.bulan, per_bulan, catatan),
        "anak": _children_picture(alamat, anak),
    }
    answer = picture_file([*(one for one in gambar.values() if one), *_table(alamat, anak)])
    if answer is not None:
        return answer
    return show_page(
        "pantau/corong.html",
        alamat.status,
        alamat=alamat,
        angka=angka,
        anak=anak,
        tautan=tautan,
        gambar=gambar,
        tertahan=rules.stuck(angka),
        ruas=rules.losses(angka),
        jeda=_waits(days),
        tautan_tabel=_table_links(alamat, tautan),
        terhitung=terhitung,
        **LABELS,
    )


LABELS: dict[str, Any] = {
    "langkah_label": LANGKAH_LABEL,
    "lain_label": LAIN_LABEL,
    "sumbu_label": SUMBU_LABEL,
    "persen": rules.percent,
    "nama_tabel": NAMA_TABEL,
}


def _children(session: Any, alamat: Alamat, angka: queries.Angka) -> list[Anak]:
    places = list_anak(session, alamat.letak.tempat)
    found = queries.count_by_child(session, alamat.letak, [kode for kode, _ in places], alamat.sumbu, alamat.periode)
    nothing, key = queries.total([]), "makam" if alamat.letak.tempat.tingkat == 4 else "wilayah"
    rest = {**alamat.periode.alamat, "sumbu": alamat.sumbu.value}
    rows = [Anak(kode, nama, found.pop(kode, nothing), {key: kode, **rest}) for kode, nama in places]
    known = queries.total(row.angka for row in rows)
    left = {name: angka[name] - known[name] for name in angka}
    return [*rows, Anak("", "Kode wilayah lama", left, None)] if any(left.values()) else rows


def _children_picture(alamat: Alamat, anak: list[Anak]) -> Gambar | None:
    shown = [(one.nama, one.angka) for one in anak if one.kode]
    return child_picture(f"{alamat.letak.tempat.anak_label} berdampingan", shown)


def _links(alamat: Alamat, angka: queries.Angka) -> dict[str, str]:
    """Figure → the list of its reports; nothing for a figure of nothing."""
    named = [name for name in (*LANGKAH, *LAIN_LABEL) if angka[name]]
    kueri: dict[str, Any] = alamat.kueri
    return {name: url_for("pantau.funnel_rows", **kueri, langkah=name) for name in named}


def _table_links(alamat: Alamat, tautan: dict[str, str]) -> dict[str, dict[tuple[int, int], str]]:
    """Row and column of the tables below the pictures → the reports behind a figure."""
    months = {
        (row, column): alamat.baris(dari=bulan_kode(bulan), sampai=bulan_kode(bulan), langkah=name)
        for row, bulan in enumerate(shown_months(alamat.periode.bulan))
        for column, name in enumerate(PER_BULAN, 1)
    }
    steps = {(row, 1): tautan[name] for row, name in enumerate(LANGKAH) if name in tautan}
    return {"corong": steps, "bulanan": months}


def _waits(days: dict[str, dict[int, int]]) -> list[tuple[str, str, int, int | None, int | None]]:
    """Code and words of a step, how many, median and 90th percentile of its days; too few have neither."""
    rows = []
    for name, teks in JEDA_LABEL.items():
        counted = days.get(name, {})
        many = sum(counted.values())
        shown = many >= PALING_SEDIKIT
        half, most = (quantile(counted, 0.5), quantile(counted, 0.9)) if shown else (None, None)
        rows.append((name, teks, many, half, most))
    return rows


def _table(alamat: Alamat, anak: list[Anak]) -> list[Gambar]:
    """The table of places as a file; it has no drawing."""
    if request.args.get("gambar") != NAMA_TABEL:
        return []
    if request.args.get("unduh") not in {"csv", "xlsx"}:
        raise NotFound("Tabel ini hanya dapat diunduh sebagai CSV atau Excel.")
    names = [*LANGKAH, *LAIN_LABEL]
    kepala = ("Kode", alamat.letak.tempat.anak_label, *({**LANGKAH_LABEL, **LAIN_LABEL}[name] for name in names))
    rows: tuple[tuple[Sel, ...], ...] = tuple(
        ("" if alamat.letak.tempat.tingkat == 4 else one.kode, one.nama, *(one.angka[name] for name in names))
        for one in anak
    )
    return [Gambar(NAMA_TABEL, f"Corong {alamat.letak.nama}, {alamat.periode.teks}", "", Tabel(kepala, rows))]
