"""Where candidates come from, and the one rule by which a report and a voter may be taken for one person."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pemilih.baris_cocok import sidik_jati
from pemakaman.pemilih.models import Cocok, CocokLaporan, DaftarPemilih, Pemilih, Usul
from pemakaman.pemilih.queries import TANPA_PEMILIH, candidate_rows
from pemakaman.pemilih.rules import SUDAH_TMS, Hasil, Kelas, Orang, Perbandingan, birth_range, compare, evidence
from pemakaman.pencocokan.hasil import Pita

CALON = (Pita.USUL, Pita.PERIKSA)
"""Bands in which a pair may be proposed."""


@dataclass(frozen=True)
class Calon:
    """A death and a voter that may be one person, side by side; `cocok` is what the engine says, when it was asked."""

    laporan: Laporan
    pemilih: Pemilih
    perbandingan: Perbandingan
    bukti: tuple[str, str | None, date | None]
    cocok: Cocok | None = None

    @property
    def nik(self) -> Hasil:
        """The NIK of both."""
        return compare_nik(self.laporan, self.pemilih)

    @property
    def sudah_tms(self) -> bool:
        """KPU's list already carries the mark of a dead voter."""
        return self.pemilih.keterangan in SUDAH_TMS

    @property
    def ditolak_mesin(self) -> bool:
        """The engine compared both and says that they are two persons."""
        return self.cocok is not None and self.cocok.pita not in CALON

    @property
    def perlu_alasan(self) -> bool:
        """This one wants a look, by the engine or, before it has judged, by the fields: who proposes it says why."""
        if self.cocok is not None:
            return self.cocok.pita == Pita.PERIKSA
        return self.perbandingan.kelas is not Kelas.KUAT

    @property
    def dapat_diusulkan(self) -> bool:
        """A warning is not a match, and a voter already struck needs no proposal."""
        return self.perbandingan.kelas is not Kelas.PERINGATAN and not self.sudah_tms and not self.ditolak_mesin


class Pencari(Protocol):
    """What a matching engine offers to this folder."""

    def search(
        self, session: Session, daftar: DaftarPemilih, *, sesudah: str | None = None, batas: int = 20
    ) -> tuple[list[Calon], str | None]:
        """A page of candidates of a list, and the key of the next."""
        ...

    def judge(self, session: Session, laporan: Laporan, pemilih: Pemilih, akta: Akta | None) -> Calon | None:
        """One pair, judged anew before it is proposed; None when it is no candidate at all."""
        ...


class NikPersis:
    """Candidates by the exact NIK; name, sex and birth date are compared. For reports that no engine has seen yet."""

    def search(
        self,
        session: Session,
        daftar: DaftarPemilih,
        *,
        sesudah: str | None = None,
        batas: int = 20,
        belum_dicocokkan: bool = False,
    ) -> tuple[list[Calon], str | None]:
        """A page of candidates of a list, and the key of the next."""
        rows, berikut = candidate_rows(session, daftar, sesudah=sesudah, batas=batas, belum_dicocokkan=belum_dicocokkan)
        return [calon_of(session, laporan, pemilih, akta) for laporan, pemilih, akta in rows], berikut

    def judge(self, session: Session, laporan: Laporan, pemilih: Pemilih, akta: Akta | None) -> Calon | None:
        """One pair, judged anew; None unless the engine took it for a candidate as it stands, or the NIK agrees.

        The identity an officer recognised counts: a NIK written by mistake strikes nobody.
        """
        if is_nobody(laporan):
            return None
        cocok = find_cocok(session, laporan, pemilih)
        if compare_nik(laporan, pemilih) is Hasil.SAMA or (cocok is not None and cocok.pita in CALON):
            return calon_of(session, laporan, pemilih, akta, cocok)
        return None


NIK_PERSIS = NikPersis()


def find_cocok(session: Session, laporan: Laporan, pemilih: Pemilih) -> Cocok | None:
    """What the engine said of a pair, unless the report's identity changed since."""
    query = (
        select(Cocok)
        .join(CocokLaporan, (CocokLaporan.laporan_id == Cocok.laporan_id) & (CocokLaporan.daftar_id == Cocok.daftar_id))
        .where(Cocok.laporan_id == laporan.id, Cocok.pemilih_id == pemilih.id)
        .where(CocokLaporan.jati == sidik_jati(laporan))
    )
    return session.scalar(query)


def calon_of(
    session: Session, laporan: Laporan, pemilih: Pemilih, akta: Akta | None, cocok: Cocok | None = None
) -> Calon:
    """A pair with its comparison and its best proof."""
    return Calon(
        laporan=laporan,
        pemilih=pemilih,
        perbandingan=compare(deceased(laporan), voter(pemilih)),
        bukti=proof_of(session, laporan, akta),
        cocok=cocok,
    )


def proof_of(session: Session, laporan: Laporan, akta: Akta | None) -> tuple[str, str | None, date | None]:
    """The best proof of a death as it stands today; without akta and letter the family's own statement."""
    known = evidence(
        akta=(akta.nomor, akta.tanggal) if akta else None,
        surat_nomor=laporan.surat_nomor,
        surat_tanggal=laporan.surat_tanggal,
    )
    if known[0] != "tidak_ada":
        return known
    sptjm = select(Bukti.id).where(Bukti.laporan_id == laporan.id, Bukti.jenis == "sptjm", Bukti.untuk == "kematian")
    found = session.scalar(sptjm.limit(1)) is not None
    return evidence(akta=None, surat_nomor=None, surat_tanggal=None, keluarga=found)


def compare_nik(laporan: Laporan, pemilih: Pemilih) -> Hasil:
    """Whether both bear one NIK; a masked one tells nothing certain."""
    if not laporan.nik_identitas or not pemilih.nik or not pemilih.nik.isdigit():
        return Hasil.TIDAK_DIKETAHUI
    return Hasil.SAMA if laporan.nik_identitas == pemilih.nik else Hasil.BEDA


def is_nobody(laporan: Laporan) -> bool:
    """An unknown body, or a child born dead: no voter can be struck for it, whatever NIK was typed."""
    return laporan.tidak_dikenal or laporan.kasus in TANPA_PEMILIH


def is_one_person(laporan: Laporan, pemilih: Pemilih, usul: Usul | None = None) -> bool:
    """May a report and a voter still be taken for one person, as both stand today? The one place of this rule.

    With one NIK: unless name, sex and birth all differ. Without: only a pair that the engine proposed (`usul`), as
    long as the report says of the dead what it said then, or what it says now agrees in everything that is known.
    What was proposed for its NIK falls with it.
    """
    if is_nobody(laporan):
        return False
    perbandingan, nik = compare(deceased(laporan), voter(pemilih)), compare_nik(laporan, pemilih)
    if nik is Hasil.SAMA:
        return perbandingan.kelas is not Kelas.PERINGATAN
    if usul is None or usul.pita is None or usul.perbandingan.get("nik") == Hasil.SAMA:
        return False
    if usul.perbandingan.get("jati") == sidik_jati(laporan):
        return True
    agrees = perbandingan.nama is perbandingan.lahir is Hasil.SAMA and perbandingan.jenis_kelamin is not Hasil.BEDA
    return agrees and nik is not Hasil.BEDA


def ground_stands() -> ColumnElement[bool]:
    """`is_one_person` as far as SQL tells it, over Usul, Laporan and Pemilih: what was proposed for its NIK has it."""
    return or_(
        Laporan.nik_identitas == Pemilih.nik,
        Usul.perbandingan["nik"].astext.in_((Hasil.BEDA.value, Hasil.TIDAK_DIKETAHUI.value)),
    )


def birth_of(laporan: Laporan) -> TanggalTakLengkap | None:
    """The birth date of a report as far as it is known."""
    if laporan.lahir_tahun is None:
        return None
    return TanggalTakLengkap(laporan.lahir_tahun, laporan.lahir_bulan, laporan.lahir_hari)


def deceased(laporan: Laporan) -> Orang:
    """The dead person of a report."""
    lahir = birth_range(birth_of(laporan), umur=laporan.umur, meninggal=laporan.meninggal_tanggal)
    return Orang(laporan.nama, laporan.jenis_kelamin, lahir)


def voter(pemilih: Pemilih) -> Orang:
    """The voter of a list."""
    return Orang(pemilih.nama, pemilih.jenis_kelamin, birth_range(pemilih.tanggal_lahir))
