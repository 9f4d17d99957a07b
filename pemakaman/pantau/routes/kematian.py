"""Deaths by month and by what is known of the dead; counts only, never a person."""

from collections.abc import Iterable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading
from pemakaman.gambar import picture_file
from pemakaman.pantau.queries import kematian as queries
from pemakaman.pantau.queries.tempat import list_anak
from pemakaman.pantau.routes.alamat import Alamat, read_alamat, read_terhitung
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.gambar_bulan import shown_months
from pemakaman.pantau.rules.gambar_kematian import URUTAN_UMUR, kind_pictures, month_picture
from pemakaman.pantau.rules.kematian import KELAMIN_LABEL, SEBAB, TEMPAT, Bulanan, add_up, by_age_and_sex
from pemakaman.pantau.rules.langkah import SUMBU_LABEL, Sumbu
from pemakaman.pantau.rules.periode import Periode, bulan_kode
from pemakaman.web import requires, show_page


@bp.get("/pantau/kematian")
@requires(Izin.PANTAU_LIHAT)
def deaths() -> ResponseReturnValue:
    """Months beside those a year earlier, sex and age, cause, place of death."""
    with reading() as session:
        alamat = read_alamat(session, actor=current_actor())
        if not request.args.get("sumbu"):
            alamat.sumbu = Sumbu.MENINGGAL
        kini, dulu, kinds, tertua = _read(session, alamat)
        anak = [] if alamat.letak.makam_id else list_anak(session, alamat.letak.tempat)
        terhitung = read_terhitung(session, alamat.letak.tempat.kode)
    gambar = [month_picture(alamat.periode.bulan, kini, dulu, alamat.sumbu), *kind_pictures(kinds)]
    answer = picture_file(gambar)
    if answer is not None:
        return answer
    values: dict[str, Any] = {
        "jumlah": add_up(kini.values()),
        "dulu": add_up(dulu.values()),
        "kelamin": _by_sex(kinds["umur"]),
        "tertua": tertua,
        "tautan": _table_links(alamat),
        "setahun_lalu": Periode(alamat.periode.dari.next(-12), alamat.periode.sampai.next(-12)).alamat,
        "anak": [(nama, _address(alamat, kode)) for kode, nama in anak],
    }
    return show_page(
        "pantau/kematian.html",
        alamat.status,
        alamat=alamat,
        terhitung=terhitung,
        gambar=gambar,
        sumbu_label=SUMBU_LABEL,
        masuk=alamat.sumbu is Sumbu.MASUK,
        **values,
    )


def _read(
    session: Session, alamat: Alamat
) -> tuple[dict[Bulan, Bulanan], dict[Bulan, Bulanan], dict[str, dict[str, int]], Bulan | None]:
    """Months, the same a year earlier, kinds, and the month of the oldest death among those entered late."""
    letak, sumbu, periode = alamat.letak, alamat.sumbu, alamat.periode
    both = queries.count_months(session, letak, sumbu, Periode(periode.dari.next(-12), periode.sampai))
    kini = {bulan: both[bulan] for bulan in periode.bulan}
    dulu = {bulan.next(-12): both[bulan.next(-12)] for bulan in periode.bulan}
    kinds = queries.count_kinds(session, letak, sumbu, periode)
    late = [bulan for bulan, one in kini.items() if one.susulan] if sumbu is Sumbu.MASUK else []
    return kini, dulu, kinds, queries.oldest_entered(session, letak, late)


def _table_links(alamat: Alamat) -> dict[str, dict[tuple[int, int], str]]:
    """Row and column of the table below a picture → the reports behind its figure."""

    def month(bulan: Bulan, langkah: str = "dimakamkan") -> str:
        return alamat.baris(dari=bulan_kode(bulan), sampai=bulan_kode(bulan), langkah=langkah)

    def kinds(sifat: str, values: Iterable[str]) -> dict[tuple[int, int], str]:
        return {(row, 1): alamat.baris(sifat=sifat, nilai=nilai) for row, nilai in enumerate(values)}

    months: dict[tuple[int, int], str] = {}
    for row, bulan in enumerate(shown_months(alamat.periode.bulan)):
        cells = [month(bulan), month(bulan.next(-12))]
        if alamat.sumbu is Sumbu.MASUK:
            cells.insert(1, month(bulan, "susulan"))
        months |= {(row, column): url for column, url in enumerate(cells, 1)}
    umur = {
        (row, column): alamat.baris(sifat="umur", nilai=f"{kelamin}|{name}")
        for row, name in enumerate(URUTAN_UMUR)
        for column, kelamin in enumerate(KELAMIN_LABEL, 1)
    }
    return {"bulanan": months, "umur": umur, "sebab": kinds("sebab", SEBAB), "tempat": kinds("tempat", TEMPAT)}


def _by_sex(umur: dict[str, int]) -> dict[str, int]:
    rows = by_age_and_sex(umur).values()
    return {kelamin: sum(row[kelamin] for row in rows) for kelamin in ("L", "P", "")}


def _address(alamat: Alamat, kode: str) -> dict[str, str]:
    key = "makam" if alamat.letak.tempat.tingkat == 4 else "wilayah"
    return {key: kode, **alamat.periode.alamat, "sumbu": alamat.sumbu.value}
