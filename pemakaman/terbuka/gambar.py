"""Pictures of the open figures, drawn only from what is shown: a closed figure is hatched or a gap."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pemakaman.grafik.dasar import Deret, Gambar
from pemakaman.grafik.garis import lines
from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.peta.gambar import make_map
from pemakaman.terbuka.rules.tabel import Lapis, Tabel
from pemakaman.terbuka.rules.ukuran import LABEL, UKURAN

SATUAN = "orang"
_PENDEK = 3


def draw(session: Session, tabel: Tabel, lapis: Lapis, ukuran: str, masa: str) -> list[Gambar]:
    """Every figure by month, and one of them by kab/kota unless all of those are closed."""
    any_open = any(lapis[ukuran].get_nilai(kode) is not None for kode in tabel.kab)
    return [_by_month(tabel), *([_by_kab(session, tabel, lapis, ukuran, masa)] if any_open else [])]


def _by_kab(session: Session, tabel: Tabel, lapis: Lapis, ukuran: str, masa: str) -> Gambar:
    return make_map(
        session,
        "kab",
        f"{LABEL[ukuran]} menurut kabupaten/kota, {masa}",
        list(tabel.kab.items()),
        {kode: lapis[ukuran].get_nilai(kode) for kode in tabel.kab},
        satuan=SATUAN,
        catatan="Yang diarsir: angkanya ditutup.",
    )


def _by_month(tabel: Tabel) -> Gambar:
    months: Sequence[Bulan] = list(tabel.bulan)
    series = [Deret(one.label, tuple(tabel.bulan[bulan][one.kode].total for bulan in months)) for one in UKURAN]
    return lines(
        "bulan",
        f"Provinsi {tabel.nama} menurut bulan pemakaman, {tabel.tahun}",
        [bulan.teks[:_PENDEK] for bulan in months],
        series,
        satuan=SATUAN,
        catatan="Bulan yang tidak bergaris: angkanya ditutup. Akta terbit sesudah pemakaman, jadi bulan terakhir "
        "selalu lebih rendah.",
    )
