"""Handing over to KPU: an order becomes one encrypted package, whole or not at all."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import jobs, store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.akun.sessions import actor_of
from pemakaman.berkas.queries import settings_of as berkas_of
from pemakaman.db import now, today_in
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.nilai.kode_wilayah import level
from pemakaman.nilai.tanggal import zone_of
from pemakaman.nilai.triwulan import is_quarter, quarter_of
from pemakaman.pemilih import isi_paket
from pemakaman.pemilih.isi_paket import Cetak, Lampiran, Tempat, Terpilih
from pemakaman.pemilih.models import Paket, PaketPenarikan, PaketUsul, PesananPaket
from pemakaman.pemilih.paket import check_area, count_proposals, get_paket, take_rows
from pemakaman.pemilih.paket_penarikan import withdrawal_table
from pemakaman.pemilih.penarikan import count_waiting, lock_packages, mark_sent, take_waiting
from pemakaman.pemilih.queries import inside, receipt_days
from pemakaman.pemilih.sandi import password_of
from pemakaman.wilayah.queries import full_names

JOB = "pemilih.paket"
KOSONG = "Tidak ada usul yang dikonfirmasi untuk pilihan ini."
PERIODE_DITAWARKAN = 4


def list_periods(kab_kode: str) -> list[str]:
    """The quarters a package may be of, this one first."""
    current = quarter_of(today_in(kab_kode))
    return [str(current.next(-back)) for back in range(PERIODE_DITAWARKAN)]


def order_paket(
    session: Session, *, wilayah_kode: str, tps: str | None, baru: bool, periode: str, actor: Actor
) -> PesananPaket:
    """Ask for a package; the worker makes it."""
    require(actor, Izin.PAKET_BUAT)
    check_area(session, wilayah_kode, actor=actor)
    _check_choice(wilayah_kode, tps, periode)
    kab_kode = wilayah_kode[:5]
    if not count_proposals(session, wilayah_kode, tps, baru=baru) and not count_waiting(session, kab_kode):
        raise Invalid({"isi": [KOSONG]})
    pesanan = PesananPaket(
        id=uuid4(),
        kab_kode=kab_kode,
        wilayah_kode=wilayah_kode,
        tps=tps,
        baru=baru,
        periode=periode,
        dibuat_oleh=actor.id,
        dibuat_pada=now(),
    )
    session.add(pesanan)
    _tell(session, pesanan, "paket.dipesan", actor, {"periode": periode, "tps": tps, "baru": baru})
    session.flush()
    jobs.defer(session, JOB, pesanan_id=str(pesanan.id))
    return pesanan


def _check_choice(wilayah_kode: str, tps: str | None, periode: str) -> None:
    if tps and level(wilayah_kode) != 4:
        raise Invalid({"tps": ["Pilih desa/kelurahan dulu, baru TPS."]})
    if not is_quarter(periode):
        raise Invalid({"periode": ["Pilih triwulannya, misalnya 2026-T4."]})


def get_pesanan(session: Session, pesanan_id: UUID, *, actor: Actor) -> PesananPaket:
    """One order; raises NotFound outside the actor's area."""
    query = select(PesananPaket).where(PesananPaket.id == pesanan_id, inside(PesananPaket.kab_kode, actor.wilayah_kode))
    pesanan = session.scalar(query)
    if pesanan is None:
        raise NotFound("Pesanan paket ini tidak ada, atau di luar wilayah tugas Anda.")
    return pesanan


def list_open_orders(session: Session, *, actor: Actor) -> Sequence[PesananPaket]:
    """Orders that are no package yet, the newest first."""
    query = select(PesananPaket).where(
        inside(PesananPaket.kab_kode, actor.wilayah_kode),
        PesananPaket.status != "jadi",
        PesananPaket.dibuat_pada > now() - timedelta(days=7),
    )
    return session.scalars(query.order_by(PesananPaket.dibuat_pada.desc()).limit(5)).all()


def retry_pesanan(session: Session, pesanan_id: UUID, *, actor: Actor) -> PesananPaket:
    """Have a failed order tried again."""
    require(actor, Izin.PAKET_BUAT)
    get_pesanan(session, pesanan_id, actor=actor)
    pesanan = session.get_one(PesananPaket, pesanan_id, with_for_update=True, populate_existing=True)
    if pesanan.status != "gagal":
        raise Conflict("Paket ini sedang dibuat atau sudah jadi. Muat ulang halamannya.")
    pesanan.status, pesanan.galat, pesanan.selesai_pada = "antre", None, None
    _tell(session, pesanan, "paket.diulang", actor, {})
    session.flush()
    jobs.defer(session, JOB, pesanan_id=str(pesanan.id))
    return pesanan


def begin_pesanan(session: Session, pesanan_id: UUID) -> bool:
    """Say that the worker is at it; False when there is nothing left to do."""
    pesanan = session.get(PesananPaket, pesanan_id, with_for_update=True)
    if pesanan is None or pesanan.status == "jadi":
        return False
    pesanan.status, pesanan.galat, pesanan.selesai_pada = "berjalan", None, None
    return True


def finish_pesanan(session: Session, pesanan_id: UUID, cetak: Cetak) -> Paket | None:
    """Make the package of an order; None when another run has made it. Nothing of it stays when this raises."""
    pesanan = session.get_one(PesananPaket, pesanan_id, with_for_update=True, populate_existing=True)
    if pesanan.status == "jadi":
        return None
    paket = build_serah(
        session,
        wilayah_kode=pesanan.wilayah_kode,
        tps=pesanan.tps,
        baru=pesanan.baru,
        periode=pesanan.periode,
        actor=actor_of(session.get_one(Akun, pesanan.dibuat_oleh)),
        cetak=cetak,
    )
    pesanan.status, pesanan.galat, pesanan.paket_id, pesanan.selesai_pada = "jadi", None, paket.id, now()
    session.flush()
    return paket


def fail_pesanan(session: Session, pesanan_id: UUID, galat: str) -> None:
    """Say on the order why there is no package."""
    pesanan = session.get_one(PesananPaket, pesanan_id, with_for_update=True, populate_existing=True)
    if pesanan.status == "jadi":
        return
    pesanan.status, pesanan.galat, pesanan.selesai_pada = "gagal", galat, now()
    _tell(session, pesanan, "paket.gagal", SISTEM, {"galat": galat})


def build_serah(
    session: Session, *, wilayah_kode: str, tps: str | None, baru: bool, periode: str, actor: Actor, cetak: Cetak
) -> Paket:
    """The package with everything in it, in this transaction: names are handed over exactly when it exists.

    `cetak` prints the record of the hand-over. The kab/kota stays locked meanwhile: who freezes or undoes a
    proposal waits, and then sees what was handed over.
    """
    require(actor, Izin.PAKET_BUAT)
    check_area(session, wilayah_kode, actor=actor)
    _check_choice(wilayah_kode, tps, periode)
    kab_kode = wilayah_kode[:5]
    lock_packages(session, kab_kode)
    rows = take_rows(session, wilayah_kode, tps, baru=baru)
    waiting = take_waiting(session, kab_kode)
    terpilih = isi_paket.sort_rows(_without_withdrawn(rows, waiting))
    if not terpilih.semua and not waiting:
        raise Invalid({"isi": [KOSONG]}, KOSONG)
    paket = _new_paket(wilayah_kode, tps, periode, actor)
    _count(session, paket, terpilih, len(waiting))
    penarikan = withdrawal_table(session, waiting, kab_kode) if waiting else []
    berkas = _files(session, paket, terpilih, penarikan, cetak)
    content = isi_paket.zip_bytes(berkas, password_of(paket.id))
    paket.sha256, paket.ukuran = store.put(content), len(content)
    _hand_over(session, paket, terpilih, waiting, actor)
    rincian: dict[str, Any] = {
        "jumlah": paket.jumlah,
        "verifikasi": paket.jumlah_verifikasi,
        "penarikan": paket.jumlah_penarikan,
    }
    rincian |= {"periode": periode, "tps": tps, "sha256": paket.sha256}
    record(session, "paket.dibuat", "paket", paket.id, actor=actor, wilayah=wilayah_kode, rincian=rincian)
    session.flush()
    return paket


def _without_withdrawn(rows: Sequence[Any], waiting: Sequence[Any]) -> list[Any]:
    """One package never says of one voter both 'strike' and 'put back': the second goes first."""
    voters = {row.Pemilih.id for row in waiting}
    numbers = {row.Pemilih.nik for row in waiting if row.Pemilih.nik}
    return [row for row in rows if row.Pemilih.id not in voters and row.Pemilih.nik not in numbers]


def _new_paket(wilayah_kode: str, tps: str | None, periode: str, actor: Actor) -> Paket:
    return Paket(
        id=uuid4(),
        kab_kode=wilayah_kode[:5],
        wilayah_kode=wilayah_kode,
        tps=tps,
        jenis="serah",
        format="zip",
        periode=periode,
        # Both follow in this transaction; the number that they depend on is given by the database.
        sha256="",
        ukuran=0,
        dibuat_oleh=actor.id,
        dibuat_pada=now(),
    )


def _count(session: Session, paket: Paket, terpilih: Terpilih, penarikan: int) -> None:
    """Say how many names it has and until when KPU answers, and have it numbered."""
    paket.jumlah, paket.jumlah_verifikasi = len(terpilih.semua), len(terpilih.verifikasi)
    paket.jumlah_penarikan = penarikan
    # Names that go back have receipts of their own.
    if paket.jumlah:
        hari = paket.dibuat_pada.astimezone(zone_of(paket.kab_kode)).date()
        paket.tenggat = hari + timedelta(days=receipt_days(session, paket.kab_kode))
    session.add(paket)
    session.flush()
    session.refresh(paket, ["nomor"])


def _files(
    session: Session, paket: Paket, terpilih: Terpilih, penarikan: Sequence[Sequence[str]], cetak: Cetak
) -> list[Lampiran]:
    names = full_names(session, paket.wilayah_kode)
    _, setelan = berkas_of(session, paket.kab_kode)
    tempat = Tempat(
        nomor=paket.nomor,
        periode=paket.periode or "",
        wilayah_kode=paket.wilayah_kode,
        wilayah=", ".join(filter(None, (names["desa"], names["kecamatan"], names["kab_kota"]))),
        kab_kota=names["kab_kota"],
        tps=paket.tps,
        dibuat=paket.dibuat_pada,
    )
    berkas = isi_paket.list_files(paket.nomor, terpilih, penarikan)
    values = isi_paket.record_values(
        tempat,
        terpilih,
        berkas,
        penarikan=paket.jumlah_penarikan,
        kop=setelan.kop,
        kota=setelan.tempat_tanda_tangan,
    )
    berkas.append(Lampiran(f"BERITA-ACARA-{paket.nomor:05}.pdf", cetak(values)))
    jumlah = {"usul": len(terpilih.hapus), "verifikasi": len(terpilih.verifikasi), "penarikan": paket.jumlah_penarikan}
    paket.isi = isi_paket.manifest(tempat, berkas, jumlah)
    return [*berkas, isi_paket.manifest_file(paket.isi)]


def _hand_over(session: Session, paket: Paket, terpilih: Terpilih, waiting: Sequence[Any], actor: Actor) -> None:
    verify = {row.Usul.id for row in terpilih.verifikasi}
    session.add_all(
        PaketUsul(
            paket_id=paket.id,
            usul_id=row.Usul.id,
            nomor=number,
            untuk="verifikasi" if row.Usul.id in verify else "hapus",
        )
        for number, row in enumerate(terpilih.semua, 1)
    )
    session.add_all(PaketPenarikan(paket_id=paket.id, penarikan_id=row.Penarikan.id) for row in waiting)
    mark_sent(session, [row.Penarikan for row in waiting], paket.nomor, actor=actor)


def show_password(session: Session, paket_id: UUID, *, actor: Actor) -> tuple[Paket, str | None]:
    """A package with its password, or None when the secret key has changed since; each look is in the trail."""
    require(actor, Izin.PAKET_BUAT)
    paket = get_paket(session, paket_id, actor=actor)
    if paket.jenis != "serah":
        raise NotFound("Paket ini tidak bersandi.")
    sandi = password_of(paket.id)
    found = sandi if isi_paket.opens_with(store.get(paket.sha256), sandi) else None
    rincian = {"nomor": paket.nomor, "cocok": found is not None}
    record(session, "paket.sandi_dibuka", "paket", paket.id, actor=actor, wilayah=paket.kab_kode, rincian=rincian)
    return paket, found


def _tell(session: Session, pesanan: PesananPaket, peristiwa: str, actor: Any, rincian: dict[str, Any]) -> None:
    kode = pesanan.wilayah_kode
    record(session, peristiwa, "pesanan_paket", pesanan.id, actor=actor, wilayah=kode, rincian=rincian)
