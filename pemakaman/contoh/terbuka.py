"""The province of the demonstration publishes its figures."""

from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.usul import get_actor
from pemakaman.db import transaction
from pemakaman.terbuka.models import SetelanTerbuka
from pemakaman.terbuka.rules.lisensi import BAWAAN
from pemakaman.terbuka.services import save_settings

KONTAK = "Dinas PMD, Kependudukan dan Pencatatan Sipil Provinsi Lampung (contoh)\nangka@lampung.example"


def fill(provinsi: str) -> None:
    """Open the figures, unless somebody decided already."""
    with transaction() as session:
        follow_clock(session)
        if session.get(SetelanTerbuka, provinsi) is None:
            isian = {"terbit": True, "lisensi": BAWAAN, "kontak": KONTAK}
            save_settings(session, isian, versi=0, actor=get_actor(session, "provinsi.lampung"))
