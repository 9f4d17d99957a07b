"""Proposals to strike dead voters, in every state, and packages for KPU."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.akun.sessions import actor_of
from pemakaman.db import now
from pemakaman.pemilih import services
from pemakaman.pemilih.models import DaftarPemilih, Usul
from pemakaman.pemilih.paket import build_paket
from pemakaman.pemilih.pencari import NIK_PERSIS, Calon
from pemakaman.pemilih.rules import Kelas

TERBANYAK = 60


def make_usul(session: Session, kab: str, kab_slug: str) -> None:
    """Propose, confirm, refuse and undo in one kab/kota, unless that was done before."""
    if session.scalar(select(Usul.id).where(Usul.kab_kode == kab).limit(1)) is not None:
        return
    query = select(DaftarPemilih).where(DaftarPemilih.wilayah_kode == kab, DaftarPemilih.status == "jadi")
    daftar = session.scalars(query.limit(1)).first()
    if daftar is None:
        return
    first, second = (get_actor(session, f"{word}.{kab_slug}") for word in ("verif", "pejabat"))
    # Only what was approved by then: the demonstration's proposals lie some days back.
    found = [calon for calon in NIK_PERSIS.search(session, daftar, batas=TERBANYAK)[0] if _was_there(calon)]
    made = [_propose(session, daftar, calon, first) for number, calon in enumerate(found) if number % 4 != 3]
    confirmed = _decide(session, made, second, start=int(kab[-1]))
    if confirmed:
        build_paket(session, wilayah_kode=kab, tps=None, formats=("csv", "xlsx"), baru=True, actor=second)
    if len(confirmed) > 2:
        alasan = "Keluarga datang ke kantor: yang bersangkutan masih hidup, NIK di laporan salah."
        services.cancel(session, confirmed[-1].id, versi=confirmed[-1].versi, alasan=alasan, actor=second)


def _was_there(calon: Calon) -> bool:
    return calon.dapat_diusulkan and calon.laporan.diubah_pada < now()


def get_actor(session: Session, nama_pengguna: str) -> Actor:
    """The actor of an account of the demonstration."""
    return actor_of(session.scalars(select(Akun).where(Akun.nama_pengguna == nama_pengguna)).one())


def _propose(session: Session, daftar: DaftarPemilih, calon: Calon, actor: Actor) -> Usul:
    return services.propose(
        session, laporan_id=calon.laporan.id, daftar_id=daftar.id, pemilih_id=calon.pemilih.id, actor=actor
    )


def _decide(session: Session, made: list[Usul], actor: Actor, *, start: int) -> list[Usul]:
    """Two of three strong ones are confirmed, the first weak one refused; the rest wait for the second person."""
    confirmed: list[Usul] = []
    refused = False
    for number, usul in enumerate(made, start):
        is_strong = usul.perbandingan["kelas"] == Kelas.KUAT
        if is_strong and number % 3 != 0:
            confirmed.append(services.confirm(session, usul.id, versi=usul.versi, actor=actor))
        elif not is_strong and not refused:
            refused = True
            alasan = "Nama di daftar pemilih milik orang lain; periksa dulu NIK di laporan."
            services.reject(session, usul.id, versi=usul.versi, alasan=alasan, actor=actor)
    return confirmed
