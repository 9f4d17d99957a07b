"""The map of a province by kab/kota, or of a kab/kota by kecamatan."""

from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, today_in
from pemakaman.gambar import picture_file
from pemakaman.grafik.lukis import Gambar
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.queries import peta as queries
from pemakaman.pantau.queries.corong import get_letak
from pemakaman.pantau.queries.kelengkapan import Hasil
from pemakaman.pantau.queries.tempat import list_anak
from pemakaman.pantau.routes.alamat import Alamat, read_alamat, read_terhitung
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.kelengkapan import BULAN_PALING_LAMA
from pemakaman.pantau.rules.langkah import SUMBU_LABEL, Sumbu
from pemakaman.pantau.rules.peta import BAWAAN, UKURAN, range_table, read_ukuran
from pemakaman.peta.gambar import make_map
from pemakaman.peta.queries import find_berlaku
from pemakaman.web import requires, show_page

Wilayah = list[tuple[str, str]]


@dataclass
class Pilihan:
    """Which figure, with or without points."""

    ukuran: str
    titik: bool

    @property
    def kueri(self) -> dict[str, Any]:
        """As an address carries it."""
        return {"ukuran": self.ukuran} if self.titik else {"ukuran": self.ukuran, "titik": "tidak"}


@bp.get("/pantau/peta")
@requires(Izin.PANTAU_LIHAT)
def map_() -> ResponseReturnValue:
    """One figure as colours, the cemeteries as points, all figures as a table."""
    with reading() as session:
        alamat = _alamat(session, current_actor())
        tempat, pilihan = alamat.letak.tempat, _read(alamat)
        anak = list_anak(session, tempat)
        angka, hasil = _count(session, alamat, pilihan, anak)
        links = _links(alamat, pilihan, anak)
        gambar = _picture(session, alamat, pilihan, anak, angka=angka, hasil=hasil, tautan=links)
        berbatas = find_berlaku(session, tempat.kode[:2], tempat.tingkat + 1) is not None
        terhitung = read_terhitung(session, tempat.kode)
    answer = picture_file([gambar])
    if answer is not None:
        return answer
    return show_page(
        "pantau/peta.html",
        alamat.status,
        alamat=alamat,
        pilihan=pilihan,
        gambar=gambar,
        berbatas=berbatas,
        terhitung=terhitung,
        tautan=links,
        baris=[(kode, nama, {name: one.hitung(angka[kode]) for name, one in UKURAN.items()}) for kode, nama in anak],
        ukuran_label={name: one.label for name, one in UKURAN.items()},
        sumbu_label=SUMBU_LABEL,
        disusulkan=int(sum(one["susulan"] for one in angka.values())) if alamat.sumbu is Sumbu.MASUK else 0,
    )


def _alamat(session: Session, actor: Actor) -> Alamat:
    """The place of the address; below a kab/kota, the kab/kota where the account may see it."""
    alamat = read_alamat(session, actor=actor)
    if alamat.letak.tempat.tingkat > 2:
        alamat.letak = get_letak(session, alamat.letak.tempat.kode[:5], "", actor=actor)
    return alamat


def _read(alamat: Alamat) -> Pilihan:
    pilihan = Pilihan(BAWAAN, request.args.get("titik") != "tidak")
    try:
        pilihan.ukuran = read_ukuran(request.args.get("ukuran", ""))
    except NilaiError as error:
        alamat.pesan.append(error.pesan)
    return pilihan


def _count(
    session: Session, alamat: Alamat, pilihan: Pilihan, anak: Wilayah
) -> tuple[dict[str, dict[str, float]], Hasil | None]:
    """Counts by code; with them the ranges of completeness where those are asked for."""
    if pilihan.ukuran == "kelengkapan":
        alamat.shorten(BULAN_PALING_LAMA)
    codes, letak, periode = [kode for kode, _ in anak], alamat.letak, alamat.periode
    angka = queries.count_parts(session, letak, codes, sumbu=alamat.sumbu, periode=periode)
    if pilihan.ukuran != "kelengkapan":
        return angka, None
    return angka, queries.add_completeness(session, letak.tempat, angka, periode, today_in(letak.tempat.kode))


def _picture(
    session: Session,
    alamat: Alamat,
    pilihan: Pilihan,
    anak: Wilayah,
    *,
    angka: dict[str, dict[str, float]],
    hasil: Hasil | None,
    tautan: dict[str, str],
) -> Gambar:
    ukuran, tempat = UKURAN[pilihan.ukuran], alamat.letak.tempat
    ranges = {one.kode: one.nilai for one in hasil.anak if one.nilai} if hasil else {}
    picture = make_map(
        session,
        "peta",
        f"{ukuran.label} per {tempat.anak_label.lower()}, {tempat.nama}",
        anak,
        {kode: ukuran.hitung(angka[kode]) for kode, _ in anak},
        satuan="" if ukuran.persen else "kematian",
        persen=ukuran.persen,
        kata={kode: one.singkat for kode, one in ranges.items()},
        tautan=tautan,
        lokasi=queries.list_points(session, tempat) if pilihan.titik else (),
        catatan=f"{_when(alamat, pilihan)} {ukuran.catatan}".strip(),
    )
    if hasil is None:
        return picture
    line = hasil.garis.rentang.tengah if hasil.garis else None
    return replace(picture, tabel=range_table(anak, ranges, line))


def _when(alamat: Alamat, pilihan: Pilihan) -> str:
    """Which months a figure is of; silence is that of today."""
    if pilihan.ukuran == "sunyi":
        return ""
    sumbu = "bulan meninggal" if pilihan.ukuran == "kelengkapan" else SUMBU_LABEL[alamat.sumbu].lower()
    return f"{alamat.periode.teks}, menurut {sumbu}."


def _links(alamat: Alamat, pilihan: Pilihan, anak: Wilayah) -> dict[str, str]:
    """A kab/kota leads to its own map, a kecamatan to its funnel."""
    rest: dict[str, Any] = {**alamat.periode.alamat, "sumbu": alamat.sumbu.value}
    if alamat.letak.tempat.tingkat == 1:
        return {kode: url_for("pantau.map_", wilayah=kode, **rest, **pilihan.kueri) for kode, _ in anak}
    return {kode: url_for("pantau.funnel", wilayah=kode, **rest) for kode, _ in anak}
