"""Where candidates come from. Today: the same NIK. A full matching engine takes the same door (`Pencari`)."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.laporan.models import Laporan
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.pemilih.models import DaftarPemilih, Pemilih
from pemakaman.pemilih.queries import TANPA_PEMILIH, candidate_rows
from pemakaman.pemilih.rules import SUDAH_TMS, Kelas, Orang, Perbandingan, birth_range, compare, evidence


@dataclass(frozen=True)
class Calon:
    """A death and a voter that may be one person, side by side."""

    laporan: Laporan
    pemilih: Pemilih
    perbandingan: Perbandingan
    bukti: tuple[str, str | None, date | None]

    @property
    def sudah_tms(self) -> bool:
        """KPU's list already carries the mark of a dead voter."""
        return self.pemilih.keterangan in SUDAH_TMS

    @property
    def dapat_diusulkan(self) -> bool:
        """A warning is not a match, and a voter already struck needs no proposal."""
        return self.perbandingan.kelas is not Kelas.PERINGATAN and not self.sudah_tms


class Pencari(Protocol):
    """What a matching engine offers to this folder."""

    def search(
        self, session: Session, daftar: DaftarPemilih, *, sesudah: str | None = None, batas: int = 20
    ) -> tuple[list[Calon], str | None]:
        """A page of candidates of a list, and the key of the next."""
        ...

    def judge(self, laporan: Laporan, pemilih: Pemilih, akta: Akta | None) -> Calon | None:
        """One pair, judged anew before it is proposed; None when it is no candidate at all."""
        ...


class NikPersis:
    """Candidates by the exact NIK; name, sex and birth date are compared."""

    def search(
        self, session: Session, daftar: DaftarPemilih, *, sesudah: str | None = None, batas: int = 20
    ) -> tuple[list[Calon], str | None]:
        """A page of candidates of a list, and the key of the next."""
        rows, berikut = candidate_rows(session, daftar, sesudah=sesudah, batas=batas)
        return [calon_of(laporan, pemilih, akta) for laporan, pemilih, akta in rows], berikut

    def judge(self, laporan: Laporan, pemilih: Pemilih, akta: Akta | None) -> Calon | None:
        """One pair, judged anew; None when the NIK is not the same, or nobody knows who the dead is.

        The identity an officer recognised counts: a NIK written by mistake strikes nobody.
        """
        if laporan.nik_identitas is None or laporan.nik_identitas != pemilih.nik or is_nobody(laporan):
            return None
        return calon_of(laporan, pemilih, akta)


NIK_PERSIS = NikPersis()


def calon_of(laporan: Laporan, pemilih: Pemilih, akta: Akta | None) -> Calon:
    """A pair with its comparison and its best proof."""
    return Calon(
        laporan=laporan,
        pemilih=pemilih,
        perbandingan=compare(deceased(laporan), voter(pemilih)),
        bukti=evidence(
            akta=(akta.nomor, akta.tanggal) if akta else None,
            surat_nomor=laporan.surat_nomor,
            surat_tanggal=laporan.surat_tanggal,
        ),
    )


def is_nobody(laporan: Laporan) -> bool:
    """An unknown body, or a child born dead: no voter can be struck for it, whatever NIK was typed."""
    return laporan.tidak_dikenal or laporan.kasus in TANPA_PEMILIH


def is_one_person(laporan: Laporan, pemilih: Pemilih) -> bool:
    """May a report and a voter still be taken for one person, as both stand today?"""
    calon = NIK_PERSIS.judge(laporan, pemilih, None)
    return calon is not None and calon.perbandingan.kelas is not Kelas.PERINGATAN


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
