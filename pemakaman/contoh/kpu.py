"""The exchange with KPU in two kab/kota: an earlier round, names that came back, KPU's own dead, a field check."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.cek import services as cek
from pemakaman.cek.queries import count_open
from pemakaman.cek.rules import Jawaban
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import TEMPAT, slug
from pemakaman.contoh.usul import find_calon, get_actor, hand_over, has_usul, newest_list, propose
from pemakaman.db import now, today_in, transaction
from pemakaman.makam.models import Makam
from pemakaman.pemilih import services, tindak
from pemakaman.pemilih.models import ButirLapangan, CekLapangan, DaftarPemilih, Paket, Pemilih, TindakTms, Usul
from pemakaman.pemilih.pencari import Calon
from pemakaman.pemilih.rules import HasilLapangan, StatusUsul
from pemakaman.pemilih.rules_kembali import Keadaan
from pemakaman.pemilih.rules_tanda_terima import IsianTerima
from pemakaman.pemilih.tanda_terima import record_receipt

KAB = ("18.71", "18.72")
# Before the list of today: two packages, of which KPU has answered one.
PAKET_LALU, TERIMA_LALU, PAKET_TERLAMBAT = timedelta(days=34), timedelta(days=25), timedelta(days=29)
CEK_LALU, HASIL_LALU, TUGAS_LALU = timedelta(days=4), timedelta(days=2), timedelta(days=6)
SEPAKET = 8
DITOLAK = ("NIK tidak ada di daftar pemilih", "Keluarga menyatakan orangnya pindah, belum meninggal")
KEMBALI = 2
"""So many of the struck names stand in the next list again."""


def first_round(daftar_id: UUID, kab_nama: str) -> None:
    """Two packages of the earlier list: to one KPU's receipt with two refusals, to the other none and overdue."""
    with transaction() as session:
        follow_clock(session)
        daftar = session.get_one(DaftarPemilih, daftar_id)
        if has_usul(session, daftar):
            return
        first, second = (get_actor(session, f"{word}.{slug(kab_nama)}") for word in ("verif", "pejabat"))
        kpu = get_actor(session, f"kpu.{slug(kab_nama)}")
        with db.clock_at(now() - PAKET_LALU):
            found = find_calon(session, daftar)
            half = (len(found) + 1) // 2
            paket = _pack(session, daftar, found[:half], first, second)
        if paket is not None:
            with db.clock_at(now() - TERIMA_LALU):
                _answer(session, paket, kpu)
        with db.clock_at(now() - PAKET_TERLAMBAT):
            _pack(session, daftar, found[half:], first, second)


def _pack(session: Session, daftar: DaftarPemilih, found: Sequence[Calon], first: Actor, second: Actor) -> Paket | None:
    for usul in [propose(session, daftar, calon, first) for calon in found[:SEPAKET]]:
        services.confirm(session, usul.id, versi=usul.versi, actor=second)
    return hand_over(session, daftar.wilayah_kode, second) if found else None


def _answer(session: Session, paket: Paket, kpu: Actor) -> None:
    refused = DITOLAK[: max(0, paket.jumlah - 1)]
    isian = IsianTerima(
        nomor=f"{20 + paket.nomor}/PL.02.1-BA/{paket.kab_kode.replace('.', '')}/{now().year}",
        tanggal=today_in(paket.kab_kode),
        diterima=paket.jumlah - len(refused),
        ditolak=len(refused),
        baris=dict(enumerate(refused, 1)),
    )
    record_receipt(session, paket.id, isian, versi=0, actor=kpu)


def struck_nik(session: Session, kab: str) -> set[str]:
    """Whom the next list names no more: the struck, but for a few who come back."""
    query = select(Pemilih.nik).join(Usul, Usul.pemilih_id == Pemilih.id)
    query = query.where(Usul.kab_kode == kab, Usul.status == StatusUsul.DIKONFIRMASI, Pemilih.nik.is_not(None))
    found = session.scalars(query.order_by(Pemilih.id)).all()
    return {nik for nik in found[KEMBALI:] if nik is not None}


def fill(kab_nama: Mapping[str, str]) -> None:
    """Work given out on KPU's own dead and a running check in the field, unless it is there already."""
    for kab in KAB:
        with transaction() as session:
            follow_clock(session)
            _give_out(session, kab, get_actor(session, f"admin.{slug(kab_nama[kab])}"))
        with transaction() as session:
            follow_clock(session)
            if session.scalar(select(CekLapangan.id).where(CekLapangan.kab_kode == kab).limit(1)) is None:
                verif = get_actor(session, f"verif.{slug(kab_nama[kab])}")
                with db.clock_at(now() - CEK_LALU):
                    made = _check(session, kab, verif)
                if made is not None:
                    with db.clock_at(now() - HASIL_LALU):
                        _record(session, made, verif)


def _give_out(session: Session, kab: str, admin: Actor) -> None:
    """Ask the operator of a desa for his, and the first cemetery of the kab/kota for another one."""
    query = select(TindakTms).where(TindakTms.kab_kode == kab, TindakTms.keadaan == Keadaan.TANPA_LAPORAN)
    rows = session.scalars(query.order_by(TindakTms.id)).all()
    if not rows or any(row.status != "baru" for row in rows):
        return
    here = [tempat for tempat in TEMPAT if tempat.kab_kode == kab]
    own = [row.id for row in rows if row.desa_kode == here[-1].desa_kode]
    other = [row.id for row in rows if row.desa_kode == here[0].desa_kode]
    makam = session.scalars(select(Makam.id).where(Makam.kab_kode == kab, Makam.nama == here[0].nama)).one()
    with db.clock_at(now() - TUGAS_LALU):
        for ids, ke, catatan in (
            (own, tindak.DESA, "Tanyakan kepada ketua RT."),
            (other, str(makam), "Periksa buku makam tahun ini."),
        ):
            if ids:
                tindak.assign(session, ids, ke=ke, catatan=catatan, actor=admin)


def _check(session: Session, kab: str, verif: Actor) -> CekLapangan | None:
    """Propose what is left in the desa where most of the listed dead lived, and have it checked at their homes."""
    desa = next(tempat.desa_kode for tempat in TEMPAT if tempat.kab_kode == kab)
    daftar = newest_list(session, kab)
    for calon in find_calon(session, daftar):
        if calon.pemilih.desa_kode == desa:
            propose(session, daftar, calon, verif)
    return cek.make_cek(session, desa, None, actor=verif) if count_open(session, desa) else None


def _record(session: Session, made: CekLapangan, verif: Actor) -> None:
    """Two answers are in, the others are still on paper."""
    rows = session.scalars(select(ButirLapangan).where(ButirLapangan.cek_id == made.id).order_by(ButirLapangan.urutan))
    if answers := _answers(rows.all()):
        cek.record_answers(session, made.id, answers, actor=verif)


def _answers(rows: Sequence[ButirLapangan]) -> list[Jawaban]:
    """One row at least stays open."""
    known = [
        Jawaban(1, HasilLapangan.MENINGGAL, orang_sama=True, keterangan_dari="Ketua RT", versi=1),
        Jawaban(2, HasilLapangan.PINDAH, keterangan_dari="Tetangga", catatan="Pindah ke Metro tahun lalu", versi=1),
    ]
    return known[: max(0, len(rows) - 1)]
