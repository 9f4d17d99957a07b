"""How complete the book is: recorded deaths beside those to be expected, as a range."""

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import reading, today_in
from pemakaman.gambar import picture_file
from pemakaman.grafik.lukis import Gambar
from pemakaman.pantau.queries.kelengkapan import TERENDAH, Hasil, read_kelengkapan, read_umur
from pemakaman.pantau.routes.alamat import Alamat, read_alamat, read_terhitung
from pemakaman.pantau.routes.dasar import bp
from pemakaman.pantau.rules.acuan import JENIS_LABEL
from pemakaman.pantau.rules.gambar_kematian import completeness_picture
from pemakaman.pantau.rules.kelengkapan import (
    BANDING_LABEL,
    BULAN_PALING_LAMA,
    PALING_SEDIKIT,
    RUMUS,
    Kelengkapan,
    round_shown,
)
from pemakaman.pantau.rules.langkah import SUMBU_LABEL, Sumbu
from pemakaman.web import requires, show_page


@bp.get("/pantau/kelengkapan")
@requires(Izin.PANTAU_LIHAT)
def completeness() -> ResponseReturnValue:
    """Completeness of a place and of what lies one level below, always by month of death."""
    with reading() as session:
        alamat = read_alamat(session, actor=current_actor())
        alamat.sumbu = Sumbu.MENINGGAL
        alamat.shorten(BULAN_PALING_LAMA)
        tempat = alamat.letak.tempat
        judged = tempat.tingkat <= TERENDAH and alamat.letak.makam_id is None
        hasil = read_kelengkapan(session, tempat, alamat.periode, today_in(tempat.kode)) if judged else None
        umur = _read_umur(session, alamat, hasil)
        terhitung = read_terhitung(session, tempat.kode)
    gambar = _picture(alamat, hasil) if hasil else None
    answer = picture_file([gambar] if gambar else [])
    if answer is not None:
        return answer
    return show_page(
        "pantau/kelengkapan.html",
        alamat.status,
        alamat=alamat,
        hasil=hasil,
        gambar=gambar,
        umur=umur,
        terhitung=terhitung,
        sumbu_label={Sumbu.MENINGGAL: SUMBU_LABEL[Sumbu.MENINGGAL]},
        label_jenis=JENIS_LABEL,
        banding=BANDING_LABEL,
        perkiraan=round_shown,
        rumus=RUMUS,
        paling_sedikit=PALING_SEDIKIT,
    )


def _read_umur(session: Session, alamat: Alamat, hasil: Hasil | None) -> list[tuple[str, int, Kelengkapan | None]]:
    if hasil is None:
        return []
    today = today_in(alamat.letak.tempat.kode)
    return read_umur(session, alamat.letak, hasil.sendiri.perkiraan, alamat.periode, today)


def _picture(alamat: Alamat, hasil: Hasil) -> Gambar | None:
    rows = [hasil.sendiri, *hasil.anak]
    if not any(one.nilai for one in rows):
        return None
    line = hasil.garis
    garis = (f"Nasional {line.tahun}", line.rentang.tengah) if line else None
    judul = f"Kelengkapan {alamat.letak.nama}, {alamat.periode.teks}"
    return completeness_picture(judul, [(one.nama, one.nilai) for one in rows], garis, RUMUS)
