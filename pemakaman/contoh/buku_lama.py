"""An old book of the demonstration: a trial with a few rows as people write them, two of them refused."""

from sqlalchemy import select

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Peran
from pemakaman.akun.sessions import actor_of
from pemakaman.db import transaction
from pemakaman.makam.models import Makam, MakamPengelola
from pemakaman.pertukaran import services
from pemakaman.pertukaran.models import Impor

NAMA_BERKAS = "buku-makam-2003.csv"
ISI = """BUKU MAKAM TAHUN 2003;;;;;
;;;;;
No;Nama Almarhum;Bin/Binti;Tgl. Wafat;Tgl. Dimakamkan;Blok
1;Sumarno;Karto;3-2-2003;4-2-2003;A
2;Rubiyem;;17 Maret 2003;17 Maret 2003;A
3;Abdul Karim;;Mei 2003;Mei 2003;B
4;Ny. Partini;;9/7/03;9/7/03;B
5;Legiman;;12 Rajab 1424 H;9-9-2003;B
JUMLAH;5;;;;
"""


def fill() -> None:
    """Try one file; a trial that is there already stays."""
    with transaction() as session:
        if session.scalar(select(Impor.id).where(Impor.nama_berkas == NAMA_BERKAS).limit(1)) is not None:
            return
        query = select(Makam, Akun).join(MakamPengelola, MakamPengelola.makam_id == Makam.id)
        query = query.join(Akun, Akun.id == MakamPengelola.akun_id).where(Akun.peran == Peran.PENGELOLA_MAKAM)
        found = session.execute(query.order_by(Makam.kode, Akun.nama_pengguna).limit(1)).first()
        if found is None:
            return
        makam, akun = found
        impor = services.start_impor(
            session,
            makam_id=makam.id,
            nama_berkas=NAMA_BERKAS,
            sha256=store.put(ISI.encode()),
            uji=True,
            actor=actor_of(akun),
        )
    services.run_impor(impor.id, unit=transaction)
