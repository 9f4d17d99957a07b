"""A page of an old book for the demonstration: one picture, two rows typed from it, one of them hard to read."""

from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.contoh.gambar import draw_book_page
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.makam.queries import list_recording
from pemakaman.pertukaran import salinan_masuk as masuk
from pemakaman.pertukaran import salinan_services as services
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.salinan_rules import JENIS, make_ketikan

PENGELOLA = "pengelola.kedaton"
NAMA = "Buku 2003"
_RUANG = UUID("3f2c1d80-50a6-4f0e-9a0c-5d0a4c7e2003")
BARIS: tuple[tuple[str, str, str, str, str], ...] = (
    ("1", "Marhasan", "58", "3", "4"),
    ("2", "", "", "", "9"),
    ("3", "Rohani binti Saleh", "71", "11", "11"),
)


def fill() -> None:
    """Begin the copy of one book, unless there is one."""
    with transaction() as session:
        if session.scalar(select(Impor.id).where(Impor.jenis == JENIS).limit(1)) is None:
            _copy(session)


def _copy(session: Session) -> None:
    actor = get_actor(session, PENGELOLA)
    makam_id = list_recording(session, actor=actor)[0].id
    impor = services.begin_salinan(session, makam_id=makam_id, nama=NAMA, tahun=2003, actor=actor)
    page = draw_book_page(f"{NAMA}, halaman 1", BARIS)
    halaman = services.add_halaman(session, impor.id, nama_berkas="halaman-1.jpg", content=page, actor=actor)
    for nomor, nama, umur, meninggal, dimakamkan in BARIS[:2]:
        teks = {"nomor_lama": nomor, "nama": nama, "umur": umur, "blok": "A"}
        teks |= {"dimakamkan_tanggal-bulan": "2", "dimakamkan_tanggal-tahun": "2003"}
        teks |= {"dimakamkan_tanggal-hari": dimakamkan}
        if meninggal:
            teks |= {"meninggal_tanggal-hari": meninggal, "meninggal_tanggal-bulan": "2"}
            teks |= {"meninggal_tanggal-tahun": "2003"}
        ketikan = make_ketikan(teks, [] if nama else ["nama", "umur"])
        masuk.save_baris(session, halaman.id, uuid5(_RUANG, nomor), ketikan, versi=0, actor=actor)
