"""The map of a province by kab/kota, or of a kab/kota by kecamatan."""

from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin, is_within
from pemakaman.db import reading, today_in
from pemakaman.gambar import picture_file
from pemakaman.grafik.lukis import Gambar
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.queries import peta as queries
from pemakaman.pantau.queries.tempat import Tempat, counted_at, get_tempat, list_anak
from pemakaman.pantau.routes.dasar import bp, url_if_any
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.langkah import SUMBU_LABEL, Sumbu
from pemakaman.pantau.rules.periode import Periode, bulan_kode, read_periode
from pemakaman.pantau.rules.peta import BAWAAN, UKURAN, Ukuran, read_ukuran
from pemakaman.peta.gambar import make_map
from pemakaman.peta.queries import find_berlaku
from pemakaman.web import requires, show_page


@dataclass
class Saring:
    """What the address asks for; `pesan` says what of it could not be read."""

    periode: Periode
    kini: Bulan
    ukuran: str = BAWAAN
    sumbu: Sumbu = Sumbu.DIMAKAMKAN
    titik: bool = True
    pesan: list[str] = field(default_factory=list)

    @property
    def kueri(self) -> dict[str, Any]:
        """As an address carries it, without the place."""
        found = {**self.periode.alamat, "sumbu": self.sumbu.value, "ukuran": self.ukuran}
        return found if self.titik else {**found, "makam": "tidak"}

    @property
    def sunyi(self) -> Bulan:
        """The month whose silence counts: the last of the period that is over."""
        return min(self.periode.sampai, self.kini.next(-1))


@bp.get("/pantau/peta")
@requires(Izin.PANTAU_LIHAT)
def map_() -> ResponseReturnValue:
    """One figure as colours, the cemeteries as points, all figures as a table."""
    actor = current_actor()
    with reading() as session:
        tempat = _tempat(session, actor)
        saring = _read(month_of(today_in(tempat.kode)))
        anak = list_anak(session, tempat)
        codes = [kode for kode, _ in anak]
        angka = queries.count_parts(
            session, tempat, codes, sumbu=saring.sumbu, periode=saring.periode, bulan=saring.sunyi
        )
        gambar = _picture(session, tempat, saring, anak, angka)
        berbatas = find_berlaku(session, tempat.kode[:2], tempat.tingkat + 1) is not None
        terhitung = counted_at(session)
    answer = picture_file([gambar])
    if answer is not None:
        return answer
    values = {"tempat": tempat, "saring": saring, "gambar": gambar, "berbatas": berbatas, "terhitung": terhitung}
    baris = [(kode, nama, _cells(angka[kode])) for kode, nama in anak]
    links = _links(tempat, saring, codes)
    naik = tempat.jalan[-2] if len(tempat.jalan) > 1 else None
    status = 400 if saring.pesan else 200
    return show_page(
        "pantau/peta.html",
        status,
        baris=baris,
        tautan=links,
        naik=naik,
        ukuran_label={name: one.label for name, one in UKURAN.items()},
        sumbu_label=SUMBU_LABEL,
        bulan_kode=bulan_kode,
        **values,
    )


def _tempat(session: Session, actor: Actor) -> Tempat:
    """The place of the address; below a kab/kota, the kab/kota it lies in."""
    tempat = get_tempat(session, request.args.get("wilayah", ""), actor=actor)
    if tempat.tingkat <= 2:
        return tempat
    kab = tempat.kode[:5]
    return get_tempat(session, kab, actor=actor) if is_within(kab, actor.wilayah_kode) else tempat


def _read(kini: Bulan) -> Saring:
    saring = Saring(read_periode("", "", kini), kini, titik=request.args.get("makam") != "tidak")
    try:
        saring.periode = read_periode(request.args.get("dari", ""), request.args.get("sampai", ""), kini)
    except NilaiError as error:
        saring.pesan.append(error.pesan)
    try:
        saring.ukuran = read_ukuran(request.args.get("ukuran", ""))
    except NilaiError as error:
        saring.pesan.append(error.pesan)
    sumbu = request.args.get("sumbu", "")
    if sumbu and sumbu not in list(Sumbu):
        saring.pesan.append("Pilih bulan meninggal, dimakamkan, atau masuk buku.")
    elif sumbu:
        saring.sumbu = Sumbu(sumbu)
    return saring


def _picture(
    session: Session, tempat: Tempat, saring: Saring, anak: list[tuple[str, str]], angka: dict[str, dict[str, int]]
) -> Gambar:
    ukuran = UKURAN[saring.ukuran]
    return make_map(
        session,
        "peta",
        f"{ukuran.label} per {tempat.anak_label.lower()}, {tempat.nama}",
        anak,
        {kode: ukuran.hitung(angka[kode]) for kode, _ in anak},
        satuan="" if ukuran.persen else "kematian",
        persen=ukuran.persen,
        tautan=_links(tempat, saring, [kode for kode, _ in anak]),
        lokasi=queries.list_points(session, tempat) if saring.titik else (),
        catatan=f"{_when(ukuran, saring)} {ukuran.catatan.format(bulan=saring.sunyi.teks)}".strip(),
    )


def _when(ukuran: Ukuran, saring: Saring) -> str:
    """Which months a figure is of; silence is of one month, which its own note names."""
    if ukuran is UKURAN["sunyi"]:
        return ""
    return f"{saring.periode.teks}, menurut {SUMBU_LABEL[saring.sumbu].lower()}."


def _links(tempat: Tempat, saring: Saring, codes: list[str]) -> dict[str, str]:
    """A kab/kota leads to its own map, a kecamatan to its funnel."""
    if tempat.tingkat == 1:
        return {kode: url_for("pantau.map_", wilayah=kode, **saring.kueri) for kode in codes}
    rest: dict[str, Any] = {**saring.periode.alamat, "sumbu": saring.sumbu.value}
    found = {kode: url_if_any("pantau.funnel", wilayah=kode, **rest) for kode in codes}
    return {kode: url for kode, url in found.items() if url}


def _cells(angka: dict[str, int]) -> dict[str, float | None]:
    return {name: one.hitung(angka) for name, one in UKURAN.items()}
