"""Batches of page pictures for tests, through the services."""

import io
from typing import Any
from uuid import UUID, uuid4

from PIL import Image, ImageDraw

from pemakaman.akun.rules import Actor
from pemakaman.db import transaction
from pemakaman.makam.models import Makam
from pemakaman.pertukaran import salinan_masuk as masuk
from pemakaman.pertukaran import salinan_services as services
from pemakaman.pertukaran.models import Impor, SalinanBaris, SalinanHalaman
from pemakaman.pertukaran.salinan_rules import Ketikan, make_ketikan


def make_picture(teks: str = "HALAMAN 1", *, mime: str = "JPEG") -> bytes:
    """The picture of a page that says something."""
    page = Image.new("RGB", (320, 460), (247, 242, 226))
    ImageDraw.Draw(page).text((30, 40), teks, fill=(30, 40, 90))
    out = io.BytesIO()
    page.save(out, mime)
    return out.getvalue()


def make_salinan(makam: Makam, actor: Actor, *, tahun: int | None = 2003, nama: str = "Buku 2003") -> Impor:
    """A batch without pages."""
    with transaction() as session:
        return services.begin_salinan(session, makam_id=makam.id, nama=nama, tahun=tahun, actor=actor)


def make_halaman(impor: Impor, actor: Actor, teks: str = "HALAMAN 1") -> SalinanHalaman:
    """One page more."""
    with transaction() as session:
        return services.add_halaman(
            session, impor.id, nama_berkas=f"{teks}.jpg", content=make_picture(teks), actor=actor
        )


def row(nama: str | None = "Ahmad Suhaimi", *, tak_terbaca: tuple[str, ...] = (), **ganti: str) -> Ketikan:
    """A good row; named boxes (with _ for the - of dates) replace those of the example, '' empties one."""
    teks: dict[str, Any] = {
        "nomor_lama": "12",
        "nama": nama or "",
        "bin_binti": "Zainuddin",
        "jenis_kelamin": "L",
        "umur": "61",
        "alamat": "Jalan Melati 5",
        "meninggal_tanggal-hari": "3",
        "meninggal_tanggal-bulan": "2",
        "meninggal_tanggal-tahun": "2003",
        "dimakamkan_tanggal-hari": "4",
        "dimakamkan_tanggal-bulan": "2",
        "dimakamkan_tanggal-tahun": "2003",
        "blok": "A",
    }
    for name, text in ganti.items():
        field, _, part = name.rpartition("_")
        teks[f"{field}-{part}" if part in {"hari", "bulan", "tahun"} else name] = text
    return make_ketikan(teks, list(tak_terbaca))


def save(
    halaman: SalinanHalaman, ketikan: Ketikan, actor: Actor, *, baris_id: UUID | None = None, versi: int = 0
) -> SalinanBaris:
    """Type one row."""
    with transaction() as session:
        return masuk.save_baris(session, halaman.id, baris_id or uuid4(), ketikan, versi=versi, actor=actor)


def bring_in(impor: Impor, actor: Actor, halaman: SalinanHalaman | None = None) -> masuk.Hasil:
    """Bring everything that waits in."""
    return masuk.bring_in(impor.id, halaman.id if halaman else None, actor=actor, unit=transaction)
