"""Cases of living persons for tests, through the services as far as they are wanted."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas import services as berkas
from pemakaman.berkas.models import Berkas
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import JenisBukti
from pemakaman.pembatalan import services
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.rules import Putusan
from pemakaman.pembatalan.services import Aduan
from pemakaman.pemilih.models import Paket, Penarikan, Usul
from tests.pabrik import BANDAR_LAMPUNG, make_actor
from tests.pabrik_laporan import hari_ini, make_png
from tests.pabrik_pemilih import Kantor
from tests.pabrik_serah import build

CERITA = "Orangnya datang sendiri ke kantor membawa KTP-el."


def aduan(**ganti: Any) -> Aduan:
    """What a stranger tells."""
    values: dict[str, Any] = {
        "kab_kode": BANDAR_LAMPUNG,
        "keterangan": CERITA,
        "nama": "Siti Aminah",
        "pengadu_nama": "Budi Santoso",
        "pengadu_telepon": "+6281234567890",
        "pengadu_hubungan": "keluarga",
    }
    return Aduan(**{**values, **ganti})


def raise_alarm(laporan_id: UUID, actor: Actor) -> KasusHidup:
    """An alarm at a report's page."""
    with transaction() as session:
        return services.raise_for_laporan(session, laporan_id, keterangan=CERITA, actor=actor)


def raise_public(**ganti: Any) -> KasusHidup:
    """An alarm at the public page."""
    with transaction() as session:
        return services.raise_public(session, aduan(**ganti))


def act(service: Callable[..., Any], kasus_id: UUID, **values: Any) -> Any:
    """Run one writer of a case on the version that is there."""
    with transaction() as session:
        versi = session.get_one(KasusHidup, kasus_id).versi
        return service(session, kasus_id, versi=versi, **values)


def add_proof(kasus_id: UUID, petugas: Actor, jenis: str = JenisBukti.BUKTI_HIDUP) -> UUID:
    """One proof of a case."""
    with transaction() as session:
        return services.add_kasus_bukti(
            session, kasus_id, jenis=jenis, nama_berkas="foto.png", content=make_png(), actor=petugas
        ).id


def propose(kasus_id: UUID, petugas: Actor, putusan: Putusan) -> None:
    """The first person's judgement, with its proof."""
    add_proof(kasus_id, petugas, JenisBukti.BUKTI_HIDUP if putusan is Putusan.KABULKAN else JenisBukti.SURAT_KEMATIAN)
    act(services.propose_putusan, kasus_id, putusan=putusan.value, alasan="Sudah dicocokkan.", actor=petugas)


def decide(kasus_id: UUID, petugas: Actor, pejabat: Actor, putusan: Putusan) -> KasusHidup:
    """Both persons decide."""
    propose(kasus_id, petugas, putusan)
    found: KasusHidup = act(services.decide, kasus_id, actor=pejabat)
    return found


class Almarhumah(Kantor):
    """An approved report whose proposal is confirmed; more of its consequences on demand."""

    def __init__(self, **isian: Any) -> None:
        super().__init__(**isian)
        self.usul_id = self.confirm(self.propose()).id

    def hand_over(self) -> Paket:
        """Give the name to KPU."""
        return build(self.pejabat)

    def make_document(self) -> None:
        """A finished document of the report."""
        with transaction() as session:
            order = berkas.take_order(session, self.laporan_id)
            assert order is not None
            made = [berkas.Cetakan(one.dokumen_id, b"%PDF", 1) for one in order.pesanan]
            berkas.finish_order(session, order, made)

    def record_akta(self, nomor: str | None = None) -> str:
        """Its certificate's number."""
        nomor = nomor or f"1871-KM-{hari_ini():%d%m%Y}-0001"
        with transaction() as session:
            record_akta(session, self.laporan_id, nomor=nomor, tanggal=today_in("18"), actor=self.verifikator)
        return nomor

    def alarm(self) -> KasusHidup:
        """Somebody says that she is alive."""
        return raise_alarm(self.laporan_id, self.verifikator)

    def decide(self, kasus: KasusHidup, putusan: Putusan) -> KasusHidup:
        """Two persons decide."""
        return decide(kasus.id, self.verifikator, self.pejabat, putusan)

    def reopen(self) -> None:
        """The annulment was wrong."""
        with transaction() as session:
            versi = session.get_one(Laporan, self.laporan_id).versi
            services.reinstate(session, self.laporan_id, alasan="Salah orang.", versi=versi, actor=self.pejabat)

    def usul(self) -> Usul:
        """The proposal as it stands."""
        with reading() as session:
            return session.get_one(Usul, self.usul_id)

    def laporan(self) -> Laporan:
        """The report as it stands."""
        with reading() as session:
            return session.get_one(Laporan, self.laporan_id)

    def penarikan(self) -> list[Penarikan]:
        """The notices of its proposal."""
        with reading() as session:
            query = select(Penarikan).where(Penarikan.usul_id == self.usul_id).order_by(Penarikan.dibuat_pada)
            return list(session.scalars(query))

    def berkas(self) -> list[Berkas]:
        """The versions of its document."""
        with reading() as session:
            return list(session.scalars(select(Berkas).where(Berkas.laporan_id == self.laporan_id)))


def kasus_of(kasus_id: UUID) -> KasusHidup:
    """A case as it stands."""
    with reading() as session:
        return session.get_one(KasusHidup, kasus_id)


def kpu() -> Actor:
    """An officer of KPU."""
    return make_actor(Peran.PETUGAS_KPU)
