"""Writes a print of many files into one PDF or one ZIP. Call from a worker process only."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pemakaman import store
from pemakaman.berkas.queries_kumpulan import Butir
from pemakaman.berkas.rules import TANDA_LABEL, file_name
from pemakaman.berkas.services.kumpulan import Kumpulan
from pemakaman.dokumen.gabung import HAK_ZIP, WAKTU_ZIP, join_files, neutral_name
from pemakaman.dokumen.jenis import Jenis
from pemakaman.tabel import csv_bytes

SETIAP = 25
JUDUL = "Berkas permohonan akta kematian"
T = TypeVar("T")
Kemajuan = Callable[[int], None]
DAFTAR = "DAFTAR.csv"
KEPALA_DAFTAR = (
    *("No", "Makam", "Nomor buku", "Almarhum", "Dokumen", "Halaman", "Tanda tangan", "Nama berkas", "Kode periksa"),
)


def write_kumpulan(kumpulan: Kumpulan, target: Path, kemajuan: Kemajuan) -> int | None:
    """The print; returns its pages, None for a ZIP. `kemajuan` hears now and then how many files are done."""
    if kumpulan.bentuk == "zip":
        _write_zip(kumpulan, target, kemajuan)
        return None
    return join_files(_told(_files(kumpulan), kemajuan), target, judul=JUDUL, tanggal=kumpulan.dipesan)


def _files(kumpulan: Kumpulan) -> Iterator[tuple[str, Iterator[tuple[str, bytes]]]]:
    for butir in kumpulan.butir:
        papers = ((Jenis(one.jenis).value, store.get(one.sha256 or "")) for one in butir.dokumen)
        yield title_of(butir), papers


def _told(items: Iterator[T], kemajuan: Kemajuan) -> Iterator[T]:
    for done, one in enumerate(items):
        if done and done % SETIAP == 0:
            kemajuan(done)
        yield one


def title_of(butir: Butir) -> str:
    """The bookmark of a file: its number in the book; no name, for a print is passed around."""
    return f"{butir.urutan}. {butir.makam_kode} {butir.nomor}/{butir.tahun}"


def _write_zip(kumpulan: Kumpulan, target: Path, kemajuan: Kemajuan) -> None:
    """Stored bytes as they are, so that electronic signatures stay, and a list of them."""
    rows: list[tuple[str, ...]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for butir in _told(iter(kumpulan.butir), kemajuan):
            folder = neutral_name(file_name("berkas", butir.makam_kode, butir.tahun, butir.nomor, butir.versi))[:-4]
            for place, one in enumerate(butir.dokumen, 1):
                name = f"{butir.urutan:04}_{folder}/{place}-{neutral_name(one.jenis + '.pdf')}"
                archive.writestr(_entry(name), store.get(one.sha256 or ""))
                rows.append((
                    str(butir.urutan), butir.makam, f"{butir.nomor}/{butir.tahun}", butir.nama or "Tidak dikenal",
                    one.judul, str(one.halaman or ""), TANDA_LABEL[one.tanda_tangan], name, one.kode_periksa,
                ))  # fmt: skip
        archive.writestr(_entry(DAFTAR), csv_bytes(KEPALA_DAFTAR, rows))


def _entry(name: str) -> zipfile.ZipInfo:
    """Without the moment of writing: the same files give the same bytes."""
    entry = zipfile.ZipInfo(name, WAKTU_ZIP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = HAK_ZIP
    return entry
