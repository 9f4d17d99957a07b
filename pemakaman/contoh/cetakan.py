"""Ordered prints of the book for the demonstration; its worker makes them after the start."""

from collections.abc import Mapping

from sqlalchemy import select

from pemakaman import db
from pemakaman.buku.models import CetakBuku
from pemakaman.buku.queries import offered_makam
from pemakaman.buku.rules import year
from pemakaman.buku.services.cetak import order_cetak
from pemakaman.contoh.tempat import slug
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.makam.rules import SusunanBuku

KAB = ("18.71", "18.72")


def fill(kab_nama: Mapping[str, str]) -> None:
    """One print of this year's book by the office of each of two kab/kota, unless there is one already."""
    for kab in KAB:
        with transaction() as session:
            if session.scalar(select(CetakBuku.id).where(CetakBuku.kab_kode == kab).limit(1)) is not None:
                continue
            actor = get_actor(session, f"verif.{slug(kab_nama[kab])}")
            found = offered_makam(session, actor=actor)
            if not found:
                continue
            days = year(db.now().year)
            order_cetak(
                session,
                makam_id=found[0].id,
                dari=days.dari,
                sampai=days.sampai,
                susunan=SusunanBuku.GABUNGAN,
                nik_tampak=False,
                petugas=actor.nama,
                actor=actor,
            )
