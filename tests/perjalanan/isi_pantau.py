"""An office whose figures are watched: burials of last month, reference figures, a package and yesterday's desk."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor
from pemakaman.db import reading, transaction
from pemakaman.desk.services.setelan import save_setelan
from pemakaman.makam.models import Makam
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.rules.acuan import IsiAcuan
from pemakaman.pantau.services.acuan import add_acuan
from pemakaman.pemilih import services as pemilih
from pemakaman.terbuka.services import save_settings
from tests.pabrik_desk import blangko, make_pemilihan, perekaman, save
from tests.pabrik_laporan import hari_ini
from tests.pabrik_pemilih import make_daftar, make_pemilih
from tests.pabrik_perbaikan import approve
from tests.pabrik_serah import build
from tests.pabrik_verifikasi import make_waiting
from tests.perjalanan.petugas import KAB, Kantor

NAMA = ("Suparjo", "Wagiman", "Tukiran", "Ngatimin", "Zulkarnain", "Legimin", "Hasan Basri")
BERAKTA, DISETUJUI = 1, 4
"""So many of the first names have their akta, so many are approved."""
KUMULATIF = 774_000
SISA = 1_200


def bulan_lalu() -> date:
    """A day of the month before this one, whatever today is."""
    return hari_ini().replace(day=1) - timedelta(days=10)


@dataclass
class Terpantau:
    """The office, its reports in the order of `NAMA`, and the people who act without a browser."""

    kantor: Kantor
    laporan: list[UUID]

    @property
    def verifikator(self) -> Actor:
        return self.kantor.actors["verif.bandarlampung"]

    @property
    def pejabat(self) -> Actor:
        return self.kantor.actors["pejabat.bandarlampung"]

    def approve(self, number: int) -> None:
        """Checked by one officer, approved by the other."""
        approve(self.verifikator, self.pejabat, self.laporan[number])

    def record_akta(self, number: int) -> None:
        """The kutipan of an approved report."""
        nomor, tanggal = f"1871-KM-{hari_ini():%d%m%Y}-{number + 1:04}", hari_ini()
        with transaction() as session:
            record_akta(session, self.laporan[number], nomor=nomor, tanggal=tanggal, actor=self.verifikator)


def make_terpantau(kantor: Kantor) -> Terpantau:
    """Everything, counted."""
    with reading() as session:
        makam = session.get_one(Makam, kantor.makam_id)
    days = {"meninggal_tanggal": bulan_lalu(), "dimakamkan_tanggal": bulan_lalu()}
    found = Terpantau(kantor, [make_waiting(makam, nama=nama, nik=nik_of(n), **days) for n, nama in enumerate(NAMA)])
    for number in range(DISETUJUI):
        found.approve(number)
    for number in range(BERAKTA):
        found.record_akta(number)
    _hand_over(found)
    _desk(kantor.actors["admin.bandarlampung"], kantor.actors["provinsi.lampung"])
    with transaction() as session:
        _references(session, kantor.actors["provinsi.lampung"])
    count_everything()
    return found


def _hand_over(found: Terpantau) -> None:
    """The first name lies in a package for KPU."""
    daftar_id = make_daftar()
    pemilih_id = make_pemilih(daftar_id, nik_of(0), nama=NAMA[0].upper())
    with transaction() as session:
        usul = pemilih.propose(
            session,
            laporan_id=found.laporan[0],
            daftar_id=daftar_id,
            pemilih_id=pemilih_id,
            actor=found.verifikator,
            catatan="KK keluarga sudah dilihat",
        )
    with transaction() as session:
        pemilih.confirm(session, usul.id, versi=usul.versi, actor=found.pejabat)
    build(found.pejabat)


def _references(session: Session, provinsi: Actor) -> None:
    """Population and death rate; figures open to everyone."""
    tahun = hari_ini().year - 1
    sumber = ("Data uji", None)
    for isi in (
        IsiAcuan("penduduk", KAB, tahun, "", "", Decimal(1_077_664), None, None, *sumber),
        IsiAcuan("angka_kematian", "18", tahun, "", "", Decimal("6.5"), Decimal(6), Decimal(7), *sumber),
    ):
        add_acuan(session, isi, actor=provinsi)
    isian = {"terbit": True, "lisensi": "cc-by-4.0", "kontak": "Disdukcapil Provinsi Lampung"}
    save_settings(session, isian, versi=0, actor=provinsi)


def _desk(admin: Actor, provinsi: Actor) -> None:
    """An election is coming; yesterday was reported. The day is long, so that the hour of a run makes nobody late."""
    kemarin = hari_ini() - timedelta(days=1)
    make_pemilihan(provinsi, hari_ini() + timedelta(days=10), nama="Pilkada uji")
    with transaction() as session:
        save_setelan(session, "18", alarm_hari=7, jam_tenggat=time(23, 59), batas={}, versi=0, actor=provinsi)
    save(admin, "perekaman", kemarin, perekaman(KUMULATIF))
    save(admin, "blangko", kemarin, blangko(SISA + 100, 100))


def nik_of(number: int) -> str:
    """The NIK of a name."""
    return f"187101440350{number + 61:04}"
