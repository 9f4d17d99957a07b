"""Cases of living persons and an archive for the demonstration, through the services, each step at its own moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.contoh.gambar import picture
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import slug
from pemakaman.contoh.usul import get_actor, hand_over
from pemakaman.db import transaction
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.pembatalan import services
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.rules import Putusan
from pemakaman.pembatalan.services import Aduan
from pemakaman.pemilih.models import Usul
from pemakaman.pemilih.penarikan import held_by_kpu
from pemakaman.pemilih.rules import StatusUsul

KAB = ("18.71", "18.72")
TELEPON = "+6281270001000"
ALASAN_ARSIP = (
    "Baris buku lama yang sudah diurus keluarga lewat loket; aktanya terbit tahun lalu.",
    "Keluarga tidak dapat dihubungi; menunggu kabar dari desa.",
    "Jenazah dipindahkan ke kabupaten lain sebelum dilaporkan lengkap.",
)


def fill(kab_nama: Mapping[str, str]) -> None:
    """Plant three cases and a few archived reports in each of two kab/kota, unless there are cases already."""
    for kab in KAB:
        with transaction() as session:
            follow_clock(session)
            if session.scalar(select(KasusHidup.id).where(KasusHidup.kab_kode == kab).limit(1)) is None:
                _plant(session, kab, slug(kab_nama[kab]))


def _plant(session: Session, kab: str, kab_slug: str) -> None:
    verif, pejabat = (get_actor(session, f"{word}.{kab_slug}") for word in ("verif", "pejabat"))
    held = _approved(session, kab, handed_over=True)
    for laporan_id in held[:1]:
        _decide_alive(session, kab, laporan_id, verif, pejabat)
    other = [one for one in _approved(session, kab) if one not in held[:1]]
    for laporan_id in other[:1]:
        _decide_false(session, laporan_id, verif, pejabat)
    _leave_open(session, kab, other[1:2])
    _archive_some(session, kab, verif)


def _approved(session: Session, kab: str, *, handed_over: bool = False) -> list[UUID]:
    """Approved reports with a NIK, those longest untouched first."""
    query = select(Laporan.id).where(Laporan.kab_kode == kab, Laporan.nik.is_not(None))
    query = query.where(Laporan.status.in_((Status.DISETUJUI, Status.AKTA_TERBIT)))
    if handed_over:
        query = query.join(Usul, Usul.laporan_id == Laporan.id)
        query = query.where(Usul.status == StatusUsul.DIKONFIRMASI, held_by_kpu())
    return list(session.scalars(query.order_by(Laporan.diubah_pada, Laporan.id)))


def _decide_alive(session: Session, kab: str, laporan_id: UUID, verif: Actor, pejabat: Actor) -> None:
    """She came to the bank; KPU has the withdrawal since five days and has not answered."""
    keterangan = "Datang ke bank dan rekeningnya tertutup karena tercatat meninggal, lalu datang sendiri ke kantor."
    with db.clock_at(_ago(days=6, hours=4)):
        kasus = services.raise_for_laporan(session, laporan_id, keterangan=keterangan, actor=verif)
    with db.clock_at(_ago(days=5, hours=6)):
        hand_over(session, kab, pejabat)
        alasan = "Datang sendiri membawa KTP-el dan KK; wajah, sidik jari, dan datanya cocok di SIAK."
        _propose(session, kasus, Putusan.KABULKAN, alasan, verif)
    with db.clock_at(_ago(days=5, hours=3)):
        services.decide(session, kasus.id, versi=kasus.versi, catatan="Sudah bertemu orangnya.", actor=pejabat)


def _decide_false(session: Session, laporan_id: UUID, verif: Actor, pejabat: Actor) -> None:
    """A neighbour mistook the daughter for her mother."""
    keterangan = "Tetangga melihat orang yang mirip di pasar minggu lalu."
    with db.clock_at(_ago(days=8, hours=5)):
        kasus = services.raise_for_laporan(session, laporan_id, keterangan=keterangan, actor=pejabat)
    with db.clock_at(_ago(days=7, hours=2)):
        alasan = "Keluarga dan ketua RT membenarkan; yang terlihat di pasar adalah anaknya."
        _propose(session, kasus, Putusan.TOLAK, alasan, verif)
    with db.clock_at(_ago(days=7)):
        services.decide(session, kasus.id, versi=kasus.versi, actor=pejabat)


def _propose(session: Session, kasus: KasusHidup, putusan: Putusan, alasan: str, verif: Actor) -> None:
    jenis = JenisBukti.BUKTI_HIDUP if putusan is Putusan.KABULKAN else JenisBukti.SURAT_KEMATIAN
    nama, content = picture(jenis, 1)
    services.add_kasus_bukti(session, kasus.id, jenis=jenis, nama_berkas=nama, content=content, actor=verif)
    death = session.scalars(select(Bukti.id).where(Bukti.laporan_id == kasus.laporan_id, Bukti.untuk == "kematian"))
    services.propose_putusan(
        session,
        kasus.id,
        putusan=putusan.value,
        alasan=alasan,
        bukti=list(death),
        versi=kasus.versi,
        actor=verif,
    )


def _leave_open(session: Session, kab: str, found: Sequence[UUID]) -> None:
    """A family's alarm of this morning; without a report of that NIK it waits for an officer's search."""
    laporan = session.get_one(Laporan, found[0]) if found else None
    told = Aduan(
        kab_kode=kab,
        nama=laporan.nama if laporan else "Nurhayati binti Saleh",
        nik=laporan.nik if laporan else None,
        keterangan="Kartu BPJS-nya tidak aktif lagi karena tercatat meninggal. Orangnya masih sehat di rumah kami.",
        pengadu_nama="Dewi Lestari",
        pengadu_telepon=TELEPON,
        pengadu_hubungan="keluarga",
    )
    with db.clock_at(_ago(hours=5)):
        services.raise_public(session, told)


def _archive_some(session: Session, kab: str, verif: Actor) -> None:
    query = select(Laporan).where(Laporan.kab_kode == kab, Laporan.status.in_((Status.DITOLAK, Status.LAPOR_AWAL)))
    rows = session.scalars(query.order_by(Laporan.diubah_pada, Laporan.id).limit(len(ALASAN_ARSIP))).all()
    for number, laporan in enumerate(rows):
        with db.clock_at(_ago(days=3 + number)):
            services.archive(session, laporan.id, alasan=ALASAN_ARSIP[number], versi=laporan.versi, actor=verif)


def _ago(*, days: int = 0, hours: int = 0) -> datetime:
    return db.now() - timedelta(days=days, hours=hours)
