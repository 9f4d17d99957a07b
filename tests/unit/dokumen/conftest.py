"""One filled application, and the text of a rendered one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

import pypdfium2
import pytest

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.dokumen.jalan import print_lembar
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Varian
from pemakaman.nilai.tanggal import TanggalTakLengkap

TANGGAL_DOKUMEN = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)


def _orang(nama: str, nomor: int, lahir: TanggalTakLengkap | None = None) -> IsianOrang:
    return IsianOrang(
        nama=nama,
        nik=f"180205410155{nomor:04d}",
        no_kk=f"180205010110{nomor:04d}",
        kewarganegaraan="Indonesia",
        tempat_lahir=f"Metro {nomor}" if lahir else "",
        lahir=lahir,
    )


def make_isian() -> IsianPermohonan:
    """Every field that a death can fill."""
    return IsianPermohonan(
        kop=("PEMERINTAH KABUPATEN LAMPUNG TENGAH", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"),
        provinsi="Lampung",
        kabupaten_kota="Lampung Tengah",
        kecamatan="Trimurjo",
        desa_kelurahan="Pujodadi",
        kode_wilayah="18.02.05.2003",
        pelapor=_orang("Siti Aminah", 1),
        subjek=_orang("Ahmad Sulaiman", 2),
        ayah=_orang("Sukarno", 3, TanggalTakLengkap(1921, 7, 19)),
        ibu=_orang("Nyi Roro", 4, TanggalTakLengkap(1930)),
        saksi1=_orang("Budi Santoso, S.Pd.", 5),
        saksi2=_orang("Wayan Sudarma", 6),
        kematian=IsianKematian(
            nik="1802054101550002",
            nama="Ahmad Sulaiman",
            tanggal=date(2026, 11, 3),
            pukul=time(4, 5),
            sebab=4,
            tempat="RSUD Demang Sepulau Raya",
            yang_menerangkan=2,
        ),
        tempat_ttd="Trimurjo",
        tanggal_ttd="5 November 2026",
        pejabat_nama="Dra. Rohana, M.M.",
        pejabat_nip="196805121990032004",
        pelapor_nama="Siti Aminah",
        nomor_buku="Buku pokok pemakaman TPU Pujodadi nomor 12/2026",
    )


@pytest.fixture
def isian() -> IsianPermohonan:
    """Every field that a death can fill."""
    return make_isian()


@lru_cache(maxsize=16)
def render(isian: IsianPermohonan, jenis: Jenis = Jenis.F_2_01A, **varian: Any) -> bytes:
    """As the worker prints it; kept, because a rendering is dear."""
    keterangan = Keterangan(f"{jenis} permohonan", TANGGAL_DOKUMEN)
    return print_lembar(arrange(jenis, Varian(**varian)), flatten_isian(isian), keterangan)


@pytest.fixture
def cetak() -> Callable[..., bytes]:
    """Render with the usual choices; any of them may be given."""
    return render


@lru_cache(maxsize=16)
def pages_of(content: bytes) -> list[str]:
    """The text of each page, runs of white space as one space; kept."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def squeezed(content: bytes) -> str:
    """All text without white space: letters in boxes stand apart."""
    return "".join("".join(pages_of(content)).split())
