"""An office in the middle of its work: something in every state that draws another page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from pemakaman.akun.rules import SISTEM
from pemakaman.db import now, reading, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.laporan.services.permintaan import ask_proof, ask_question
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pembatalan import services as pembatalan
from pemakaman.pembatalan.rules import Putusan
from pemakaman.pemilih import services as pemilih
from pemakaman.pemilih.models import Penarikan, Usul
from pemakaman.perbaikan import services as perbaikan
from pemakaman.verifikasi import services as meja
from tests.contoh.susun_penduduk import sample, write_csv
from tests.pabrik_ekstrak import bring_in_file, register_file
from tests.pabrik_laporan import make_laporan, make_png
from tests.pabrik_pembatalan import decide, propose, raise_alarm, raise_public
from tests.pabrik_pemilih import make_daftar, make_pemilih
from tests.pabrik_perbaikan import approve
from tests.pabrik_serah import build
from tests.pabrik_verifikasi import act, make_claimed, make_recommended, version_of
from tests.perjalanan.petugas import Kantor

LAHIR = TanggalTakLengkap(1950, 3, 12)
NAMA = ("Suparjo", "Wagiman", "Tukiran", "Ngatimin", "Zulkarnain")


class Pengisi:
    """Fills one office through the services of the program; every report of his is of another man."""

    def __init__(self, kantor: Kantor) -> None:
        self.kantor = kantor
        self.pengelola = kantor.actors["pengelola.kedaton"]
        self.verifikator = kantor.actors["verif.bandarlampung"]
        self.pejabat = kantor.actors["pejabat.bandarlampung"]
        self.admin = kantor.actors["admin.bandarlampung"]
        with reading() as session:
            self.makam = session.get_one(Makam, kantor.makam_id)

    def fill(self, folder: Path) -> None:
        """Everything, the population extract first so that candidates are found."""
        self._residents(folder)
        self._desk()
        approved = [self.make_approved(number) for number in range(len(NAMA))]
        self._voters(approved[:2])
        self._cases(*approved[:4])
        self._correction(approved[4])
        self._double()
        self._archive()

    def make_approved(self, number: int) -> UUID:
        """An approved report of one of the names."""
        isian = {"nama": NAMA[number], "nik": nik_of(number), "lahir": LAHIR}
        laporan_id = make_laporan(self.pengelola, self.makam, **isian).id
        approve(self.verifikator, self.pejabat, laporan_id)
        return laporan_id

    def _desk(self) -> None:
        for status in (Status.DRAF, Status.LAPOR_AWAL, Status.DIAJUKAN):
            make_laporan(self.pengelola, self.makam, status=status)
        held = make_claimed(self.verifikator, nama="Ketut Sari")
        make_claimed(self.kantor.actors["verif.dua"], nama="Nur Aini")
        make_recommended(self.verifikator, nama="Rahmat Hidayat")
        own = make_laporan(self.pengelola, self.makam, nama="Legimin").id
        act(meja.claim, own, actor=self.verifikator)
        for laporan_id in (held, own):
            self.run(ask_question, laporan_id, teks="Apakah almarhum pernah pindah KK?", actor=self.verifikator)
            self.run(ask_proof, laporan_id, bukti_jenis=JenisBukti.SPTJM, actor=self.verifikator)
            act(meja.add_note, laporan_id, teks="Sudah ditelepon.", actor=self.verifikator)

    def run(self, service: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """One service in its own transaction."""
        with transaction() as session:
            return service(session, *values, **named)

    def _voters(self, approved: list[UUID]) -> None:
        """Two voters in a package, a third one that could be proposed."""
        daftar_id = make_daftar()
        for number in range(3):
            voter = {"nama": NAMA[number].upper(), "jenis_kelamin": "L", "tanggal_lahir": LAHIR.earliest()}
            pemilih_id = make_pemilih(daftar_id, nik_of(number), **voter)
            if number < len(approved):
                pair = {"laporan_id": approved[number], "daftar_id": daftar_id, "pemilih_id": pemilih_id}
                usul = self.run(pemilih.propose, **pair, actor=self.verifikator)
                self.run(pemilih.confirm, usul.id, versi=usul.versi, actor=self.pejabat)
        self.pack()

    def pack(self) -> None:
        """The next package."""
        build(self.pejabat)

    def _cases(self, alive: UUID, frozen: UUID, proposed: UUID, false: UUID) -> None:
        """Decided both ways, open, proposed, and one whose report was not found."""
        decide(raise_alarm(alive, self.verifikator).id, self.verifikator, self.pejabat, Putusan.KABULKAN)
        self.pack()
        raise_alarm(frozen, self.pengelola)
        propose(raise_alarm(proposed, self.pejabat).id, self.verifikator, Putusan.KABULKAN)
        decide(raise_alarm(false, self.pengelola).id, self.verifikator, self.pejabat, Putusan.TOLAK)
        raise_public(nama="Suhartini binti Saleh")
        with transaction() as session:
            usul_id = session.scalars(select(Usul.id).where(Usul.laporan_id == alive)).one()
            late = update(Penarikan).where(Penarikan.usul_id == usul_id)
            session.execute(late.values(dibuat_pada=now() - timedelta(days=40)))
            record(session, "usul.uji", "usul", usul_id, actor=SISTEM)

    def _correction(self, laporan_id: UUID) -> None:
        kinds = {"jenis": JenisBukti.SURAT_KEMATIAN, "nama_berkas": "surat.png", "content": make_png()}
        bukti = self.run(perbaikan.add_proof, laporan_id, **kinds, actor=self.pengelola)
        wanted = {"meninggal_tempat": "Puskesmas Kedaton"}
        more = {"versi": version_of(laporan_id), "alasan": "Salah tempat", "bukti": [bukti.id]}
        self.run(perbaikan.ask, laporan_id, "kematian", wanted, **more, actor=self.pengelola)

    def _double(self) -> None:
        """The same man twice, not decided yet; and a pair that was merged."""
        for _ in range(2):
            make_laporan(self.pengelola, self.makam, nama="Hasan Basri", nik=None, nik_alasan="tidak_diketahui")

    def _archive(self) -> None:
        laporan_id = make_laporan(self.pengelola, self.makam, nama="Sukardi").id
        act(pembatalan.archive, laporan_id, alasan="Dicatat dua kali.", versi=None, actor=self.pejabat)

    def _residents(self, folder: Path) -> None:
        """A finished import with faults, and a file whose columns wait to be chosen."""
        bring_in_file(write_csv(folder / "penduduk.csv", sample()), self.admin)
        register_file(write_csv(folder / "lagi.csv", sample()[:20]), self.admin)


def nik_of(number: int) -> str:
    """The NIK of a name, right for its sex and day of birth."""
    return f"187101120350{number + 71:04}"
