"""Reference figures of the demonstration, from published sources; what is our own estimate says so."""

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import PROVINSI
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.pantau.models import Acuan
from pemakaman.pantau.rules.acuan import ANGKA_KEMATIAN, PENDUDUK, IsiAcuan
from pemakaman.pantau.services.acuan import add_acuan

KEMENDAGRI = "Kemendagri, jumlah penduduk Desember 2024 (github.com/cahyadsn/wilayah)"
SENDIRI = "perkiraan sendiri; angka resmi belum ditemukan"
JIWA = {
    "18": 9_144_263,
    "18.01": 1_124_683,
    "18.02": 1_394_395,
    "18.03": 675_626,
    "18.04": 313_756,
    "18.05": 440_040,
    "18.06": 641_036,
    "18.07": 1_122_605,
    "18.08": 495_058,
    "18.09": 501_047,
    "18.10": 444_834,
    "18.11": 241_280,
    "18.12": 312_516,
    "18.13": 177_430,
    "18.71": 1_077_664,
    "18.72": 182_293,
}
KASAR = (Decimal("6.5"), Decimal(6), Decimal(7))


def fill() -> None:
    """Population and crude death rate, unless there is a population; the program brings the line of the country."""
    with transaction() as session:
        follow_clock(session)
        if session.scalar(select(Acuan.id).where(Acuan.jenis == PENDUDUK).limit(1)) is None:
            actor = get_actor(session, "provinsi.lampung")
            for isi in _figures():
                add_acuan(session, isi, actor=actor)


def _figures() -> Iterator[IsiAcuan]:
    for kode, jiwa in JIWA.items():
        yield IsiAcuan(PENDUDUK, kode, 2024, "", "", Decimal(jiwa), None, None, KEMENDAGRI, None)
    nilai, rendah, tinggi = KASAR
    catatan = "6 sampai 7 per 1.000 setahun; gantilah bila angka resmi sudah ada."
    yield IsiAcuan(ANGKA_KEMATIAN, PROVINSI, 2024, "", "", nilai, rendah, tinggi, SENDIRI, catatan)
