"""The figures as files, with what describes them."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response, jsonify

from pemakaman.db import reading
from pemakaman.pantau.rules.periode import bulan_kode
from pemakaman.tabel import CSV
from pemakaman.terbuka.queries import list_tahun
from pemakaman.terbuka.routes.dasar import Diminta, bp, get_asked, kept
from pemakaman.terbuka.rules.metadata import make_metadata
from pemakaman.terbuka.rules.ukuran import KOLOM, SKEMA, UKURAN
from pemakaman.unduh import attachment
from pemakaman.web import public

NAMES = tuple(nama for nama, _, _ in KOLOM)


@bp.get("/angka/data.csv")
@public
@kept
def rows_csv() -> Response:
    """One row a region, month and figure."""
    with reading() as session:
        asked = get_asked(session)
    return _csv(NAMES, asked.tabel.list_rows(), f"{_name(asked)}.csv")


@bp.get("/angka/data.json")
@public
@kept
def rows_json() -> Response:
    """The same rows for a program."""
    with reading() as session:
        asked = get_asked(session)
    tabel = asked.tabel
    return jsonify(
        skema=SKEMA,
        wilayah={"kode": tabel.kode, "nama": tabel.nama},
        tahun=tabel.tahun,
        bulan=[bulan_kode(one) for one in tabel.bulan],
        kolom=NAMES,
        baris=list(tabel.list_rows()),
    )


@bp.get("/angka/metadata.json")
@public
@kept
def metadata() -> Response:
    """What the figures mean, whose they are, and what one may do with them."""
    with reading() as session:
        asked = get_asked(session)
        tahun = list_tahun(session, asked.tabel.kode, asked.sampai)
    tabel, setelan = asked.tabel, asked.setelan
    found = make_metadata(
        (tabel.kode, tabel.nama),
        tabel.kab,
        tahun=tahun,
        sampai=asked.sampai,
        lisensi=setelan.lisensi,
        kontak=setelan.kontak,
    )
    return jsonify(found)


@bp.get("/angka/kamus.csv")
@public
@kept
def dictionary() -> Response:
    """The columns of the files, and the figures by their codes."""
    columns = [("kolom", *one) for one in KOLOM]
    figures = [("ukuran", one.kode, "orang", f"{one.label}. {one.definisi}") for one in UKURAN]
    return _csv(("bagian", "nama", "jenis", "arti"), [*columns, *figures], "kamus-angka-pemakaman.csv")


def _name(asked: Diminta) -> str:
    return f"pemakaman-{asked.tabel.kode}-{asked.tabel.tahun}"


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return attachment(target.getvalue().encode(), CSV, name)
