"""Proposals to strike dead voters, in every state, and packages for KPU."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.akun.sessions import actor_of
from pemakaman.db import now
from pemakaman.pemilih import serah, services
from pemakaman.pemilih.jobs import print_record
from pemakaman.pemilih.models import DaftarPemilih, Paket, Usul
from pemakaman.pemilih.pencari import NIK_PERSIS, Calon
from pemakaman.pemilih.rules import Kelas

TERBANYAK = 60


def make_usul(session: Session, daftar: DaftarPemilih, kab_slug: str) -> None:
    """Propose, confirm, refuse and undo in one list, unless that was done before."""
    if has_usul(session, daftar):
        return
    first, second = (get_actor(session, f"{word}.{kab_slug}") for word in ("verif", "pejabat"))
    found = find_calon(session, daftar)
    made = [propose(session, daftar, calon, first) for number, calon in enumerate(found) if number % 4 != 3]
    confirmed = _decide(session, made, second, start=int(daftar.wilayah_kode[-1]))
    if confirmed:
        hand_over(session, daftar.wilayah_kode, second)
    if len(confirmed) > 2:
        alasan = "Keluarga datang ke kantor: yang bersangkutan masih hidup, NIK di laporan salah."
        services.cancel(session, confirmed[-1].id, versi=confirmed[-1].versi, alasan=alasan, actor=second)


def newest_list(session: Session, kab: str) -> DaftarPemilih:
    """The list of today."""
    query = select(DaftarPemilih).where(DaftarPemilih.wilayah_kode == kab, DaftarPemilih.jenis == "DPB")
    return session.scalars(query.order_by(DaftarPemilih.dibuat_pada.desc()).limit(1)).one()


def has_usul(session: Session, daftar: DaftarPemilih) -> bool:
    """Was something of this list proposed?"""
    return session.scalar(select(Usul.id).where(Usul.daftar_id == daftar.id).limit(1)) is not None


def find_calon(session: Session, daftar: DaftarPemilih) -> list[Calon]:
    """Whom one may propose of a list: approved by then, for the demonstration's proposals lie some days back."""
    proposed = set(session.scalars(select(Usul.laporan_id).where(Usul.kab_kode == daftar.wilayah_kode)))
    found = NIK_PERSIS.search(session, daftar, batas=TERBANYAK)[0]
    return [
        one
        for one in found
        if one.dapat_diusulkan and one.laporan.diubah_pada < now() and one.laporan.id not in proposed
    ]


def get_actor(session: Session, nama_pengguna: str) -> Actor:
    """The actor of an account of the demonstration."""
    return actor_of(session.scalars(select(Akun).where(Akun.nama_pengguna == nama_pengguna)).one())


def propose(session: Session, daftar: DaftarPemilih, calon: Calon, actor: Actor) -> Usul:
    """The first person's proposal."""
    catatan = "KTP dan KK almarhum sudah dilihat; ejaan namanya lain." if calon.perlu_alasan else ""
    return services.propose(
        session,
        laporan_id=calon.laporan.id,
        daftar_id=daftar.id,
        pemilih_id=calon.pemilih.id,
        actor=actor,
        catatan=catatan,
    )


def hand_over(session: Session, kab: str, actor: Actor) -> Paket:
    """The next package of a kab/kota, of the quarter of that day."""
    periode = serah.list_periods(kab)[0]
    return serah.build_serah(
        session, wilayah_kode=kab, tps=None, baru=True, periode=periode, actor=actor, cetak=print_record
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
