"""The public page."""

from flask import Response, request

from pemakaman.db import reading
from pemakaman.errors import NotFound
from pemakaman.gambar import picture_file
from pemakaman.nilai.galat import NilaiError
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.periode import read_bulan
from pemakaman.terbuka.gambar import draw
from pemakaman.terbuka.queries import list_tahun, list_terbit
from pemakaman.terbuka.routes.dasar import bp, find_asked, kept
from pemakaman.terbuka.rules import metadata
from pemakaman.terbuka.rules.lisensi import LISENSI
from pemakaman.terbuka.rules.tabel import Lapis, Tabel
from pemakaman.terbuka.rules.ukuran import LABEL, UKURAN
from pemakaman.web import public, show_page


@bp.get("/angka")
@public
@kept
def home() -> Response:
    """Figures of a province in one year or one month of it; a choice where several provinces publish."""
    with reading() as session:
        asked = find_asked(session)
        if asked is None:
            return show_page("terbuka/pilih.html", provinsi=list_terbit(session))
        bulan, ukuran = _bulan(asked.tabel), _ukuran()
        lapis = asked.tabel.bulan[bulan] if bulan else asked.tabel.setahun
        masa = bulan.teks if bulan else _masa(asked.tabel)
        gambar = draw(session, asked.tabel, lapis, ukuran, masa)
        tahun = list_tahun(session, asked.tabel.kode, asked.sampai)
    return picture_file(gambar) or show_page(
        "terbuka/angka.html",
        tabel=asked.tabel,
        lapis=lapis,
        masa=masa,
        gambar=gambar,
        gabungan=_gabungan(asked.tabel, lapis),
        pilih={"tahun": tahun, "bulan": bulan, "ukuran": ukuran},
        ukuran=UKURAN,
        setelan=asked.setelan,
        lisensi=LISENSI[asked.setelan.lisensi],
        tentang=metadata,
    )


def _ukuran() -> str:
    ukuran = request.args.get("ukuran", "") or UKURAN[0].kode
    if ukuran not in LABEL:
        raise NotFound(f"Tidak ada angka dengan nama itu. Yang ada: {', '.join(LABEL)}.")
    return ukuran


def _bulan(tabel: Tabel) -> Bulan | None:
    text = request.args.get("bulan", "")
    if not text:
        return None
    try:
        bulan = read_bulan(text)
    except NilaiError as error:
        raise NotFound(str(error)) from None
    if bulan not in tabel.bulan:
        raise NotFound(f"Tidak ada angka bulan {bulan.teks} dalam tahun {tabel.tahun}.")
    return bulan


def _masa(tabel: Tabel) -> str:
    months = list(tabel.bulan)
    return f"{months[0].teks} sampai {months[-1].teks}" if len(months) > 1 else months[0].teks


def _gabungan(tabel: Tabel, lapis: Lapis) -> list[tuple[str, dict[str, int]]]:
    """(names, figure → sum) of regions that are shown as one."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for kode, pilihan in lapis.items():
        for potong in pilihan.gabungan:
            found.setdefault(potong.bagian, {})[kode] = potong.jumlah
    return [(tabel.name_of(bagian), sums) for bagian, sums in sorted(found.items())]
