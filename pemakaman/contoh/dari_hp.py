"""Two burials sent from a phone, one with a clock that lags a year, and a draft that waits to be taken along."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import TEMPAT
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.lapangan.models import KirimanHp
from pemakaman.lapangan.muatan import read_muatan
from pemakaman.lapangan.routes.kirim import read_with_forms
from pemakaman.lapangan.rules import VERSI_MUATAN
from pemakaman.lapangan.services import receive
from pemakaman.laporan.services import save_bagian, start_laporan
from pemakaman.makam.models import Makam

KAB = "18.71"
ORANG = (("Sugiyanto", "L", timedelta(minutes=2)), ("Ni Wayan Sari", "P", timedelta(days=365, minutes=4)))
DRAF = "Marsinah"


def fill() -> None:
    """Send them for the first cemetery of the first kab/kota, unless that was done before."""
    tempat = next(one for one in TEMPAT if one.kab_kode == KAB)
    with transaction() as session:
        follow_clock(session)
        if session.scalar(select(KirimanHp.id).limit(1)) is not None:
            return
        makam = session.scalars(select(Makam).where(Makam.kab_kode == KAB, Makam.nama == tempat.nama)).one()
        pengelola = get_actor(session, f"pengelola.{tempat.akun}")
        for orang in ORANG:
            muatan = read_muatan(_item(makam, pengelola, *orang))
            receive(session, muatan, read_with_forms, actor=pengelola)
        _draft(session, makam, pengelola)


def _item(makam: Makam, pengelola: Actor, nama: str, jenis_kelamin: str, lambat: timedelta) -> dict[str, Any]:
    """As the phone writes it; the day was compared with the server's, so it stands."""
    jam = db.now() - lambat
    hari = db.today_in(makam.kab_kode)
    return {
        "v": VERSI_MUATAN,
        "kiriman": str(_id(makam, nama)),
        "akun": str(pengelola.id),
        "makam": str(makam.id),
        "ruas": {"nama": [nama], "jenis_kelamin": [jenis_kelamin], "kasus": ["rumah"], **_boxes(hari)},
        "foto": [],
        "waktu": {"isi": (jam - timedelta(minutes=3)).isoformat(), "kirim": jam.isoformat()},
        "pastikan": ["jam"],
    }


def _boxes(hari: date) -> dict[str, list[str]]:
    parts = {"hari": hari.day, "bulan": hari.month, "tahun": hari.year}
    return {f"dimakamkan_tanggal-{part}": [str(number)] for part, number in parts.items()}


def _draft(session: Session, makam: Makam, pengelola: Actor) -> None:
    laporan_id = _id(makam, DRAF)
    laporan = start_laporan(session, actor=pengelola, laporan_id=laporan_id, makam_id=makam.id)
    isian = {"nama": DRAF, "jenis_kelamin": "P"}
    save_bagian(session, laporan_id, "almarhum", isian, versi=laporan.versi, actor=pengelola)


def _id(makam: Makam, nama: str) -> UUID:
    return uuid5(makam.id, nama)
