"""Rows of a book, closed months and monthly reports for tests, as they stand in the tables."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from pemakaman import db, store
from pemakaman.akta.models import Akta
from pemakaman.akun.rules import SISTEM, Actor
from pemakaman.db import today_in, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.pantau.models import LaporanBulanan
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.services import bulanan, kirim
from tests.pabrik_laporan import hari_ini, make_png
from tests.pekerja import work

_serial = count(1)
# The month before the present one, whose report is due now, and the one before that.
LALU = month_of(hari_ini()).next(-1)
DULU = LALU.next(-1)


def in_month(bulan: Bulan, hari: int = 10) -> date:
    """A day of a month."""
    return bulan.awal.replace(day=hari)


def noon(hari: date) -> datetime:
    """The middle of that day in Lampung."""
    return datetime(hari.year, hari.month, hari.day, 5, tzinfo=UTC)


def build_row(actor: Actor, makam: Makam, dimakamkan: date, **values: Any) -> Laporan:
    """A row of a book, not stored: by default entered the day after the burial, the death the day before."""
    return Laporan(
        id=uuid4(),
        makam_id=makam.id,
        kab_kode=makam.kab_kode,
        kec_kode=makam.kec_kode,
        desa_kode=makam.desa_kode,
        dibuat_oleh=actor.id,
        nama="Almarhum Uji",
        buku_tahun=dimakamkan.year,
        buku_nomor=next(_serial),
        dimakamkan_tanggal=dimakamkan,
        **{
            "status": Status.LAPOR_AWAL,
            "meninggal_tanggal": dimakamkan - timedelta(days=1),
            "masuk_buku_pada": noon(dimakamkan + timedelta(days=1)),
            **values,
        },
    )


def make_row(actor: Actor, makam: Makam, dimakamkan: date, **values: Any) -> Laporan:
    """The same, committed."""
    row = build_row(actor, makam, dimakamkan, **values)
    with transaction() as session:
        record(session, "laporan.lapor_awal", "laporan", row.id, actor=SISTEM, wilayah=row.kab_kode)
        session.add(row)
    return row


def make_akta(actor: Actor, row: Laporan, **values: Any) -> None:
    """A certificate of a row."""
    akta = Akta(laporan_id=row.id, nomor=f"1871-KM-{next(_serial):012}", tanggal=today_in("18"), **values)
    akta.dicatat_oleh = actor.id  # type: ignore[assignment]
    with transaction() as session:
        record(session, "laporan.akta_terbit", "laporan", row.id, actor=SISTEM, wilayah=row.kab_kode)
        session.add(akta)


def close_month(
    actor: Actor, makam: Makam, bulan: Bulan = LALU, *, jumlah: int = 0, dibuka: bool = False, **values: Any
) -> None:
    """A closed month of a cemetery: nihil when nobody was buried; `dibuka` when it was opened again."""
    opened = {"dibuka_oleh": actor.id, "dibuka_pada": db.now(), "alasan_buka": "Salah tanggal"} if dibuka else {}
    opened |= values
    with transaction() as session:
        session.add(
            TutupBuku(
                makam_id=makam.id,
                tahun=bulan.tahun,
                bulan=bulan.bulan,
                nihil=jumlah == 0,
                jumlah=jumlah,
                laki=jumlah,
                perempuan=0,
                tidak_diketahui=0,
                kelompok_umur={},
                jumlah_koreksi=0,
                petugas="Petugas Uji",
                sha256_isi=store.put(b"[]"),
                ditutup_oleh=actor.id,
                **opened,
            )
        )
        record(session, "makam.buku_ditutup", "makam", makam.id, actor=SISTEM, wilayah=makam.kab_kode)


def read(bulanan_id: UUID) -> LaporanBulanan:
    """The report as it stands in the database."""
    with transaction() as session:
        return session.get_one(LaporanBulanan, bulanan_id)


def draft(actor: Actor, bulan: Bulan = LALU) -> LaporanBulanan:
    """A committed draft of the actor's office."""
    with transaction() as session:
        bulanan_id = bulanan.make_draft(session, actor.wilayah_kode, bulan, actor=actor)
    return read(bulanan_id)


def with_letter(actor: Actor, bulan: Bulan = LALU, nomor: str = "470/12/2026") -> LaporanBulanan:
    """A printed draft with number and date of its letter."""
    made = draft(actor, bulan)
    with transaction() as session:
        isian = {"nomor_surat": nomor, "tanggal_surat": bulan.sesudah}
        bulanan.save_letter(session, made.id, isian, versi=made.versi, actor=actor)
    work()
    return read(made.id)


def signed(actor: Actor, bulan: Bulan = LALU) -> LaporanBulanan:
    """A signed report."""
    made = with_letter(actor, bulan)
    with transaction() as session:
        kirim.sign(session, made.id, nama_berkas="ttd.png", content=make_png(), versi=made.versi, actor=actor)
    return read(made.id)


def sent(actor: Actor, bulan: Bulan = LALU) -> LaporanBulanan:
    """A report that went out on the day of its letter."""
    made = signed(actor, bulan)
    with transaction() as session:
        isian = {"dikirim_tanggal": bulan.sesudah, "dikirim_cara": "srikandi"}
        kirim.send(session, made.id, isian, versi=made.versi, actor=actor)
    return read(made.id)
