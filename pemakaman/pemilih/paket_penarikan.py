"""The other file of a package: names to put back. Nobody, and no program, may take it for a list of names to strike."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman.nilai.tanggal import zone_of
from pemakaman.pemilih.models import Paket, PaketUsul
from pemakaman.pemilih.rules import BUKTI_USUL_LABEL
from pemakaman.tabel import csv_bytes, xlsx_bytes

ASAL = "Buku pokok pemakaman, Disdukcapil"
HEADER = (
    *("KODE_KEC", "KODE_DESA", "NKK", "NIK", "NAMA", "JK", "TMPT_LHR", "TGL_LHR", "ALAMAT", "RT", "RW"),
    *("TGL_MENINGGAL", "JENIS_BUKTI", "NOMOR_BUKTI", "TGL_BUKTI", "KET", "ASAL_DATA"),
)
KEMBALIKAN = "KEMBALIKAN KE DAFTAR"
# A first line that no reader of voter lists knows: a program that expects names to strike stops here.
JUDUL = f"{KEMBALIKAN}: nama di bawah ini jangan dihapus; bila sudah dihapus, kembalikan ke daftar pemilih"
HEADER_PENARIKAN = (*HEADER, "NOMOR_PAKET_SEMULA", "TGL_PAKET_SEMULA", "ALASAN")
BLANK = [""] * (len(HEADER_PENARIKAN) - 1)


def withdrawal_table(session: Session, rows: Sequence[Any], kab_kode: str) -> list[Sequence[str]]:
    """The headings and the names to put back."""
    origins = _origins(session, [row.Usul.id for row in rows], kab_kode)
    return [HEADER_PENARIKAN, *(_cells(row, origins) for row in rows)]


def withdrawal_bytes(table: Sequence[Sequence[str]], kind: str) -> bytes:
    """The file of names to put back, as CSV or XLSX."""
    return csv_bytes([JUDUL], table) if kind == "csv" else xlsx_bytes(KEMBALIKAN, [JUDUL, *BLANK], table)


def _origins(session: Session, ids: Sequence[UUID], kab_kode: str) -> dict[UUID, tuple[str, date]]:
    """Proposal → (numbers of the packages it was handed over in, the day of the last of them)."""
    query = (
        select(PaketUsul.usul_id, func.array_agg(Paket.nomor), func.max(Paket.dibuat_pada))
        .join(Paket, Paket.id == PaketUsul.paket_id)
        .where(PaketUsul.usul_id.in_(ids))
        .group_by(PaketUsul.usul_id)
    )
    zone = zone_of(kab_kode)
    return {
        usul_id: (", ".join(map(str, sorted(numbers))), last.astimezone(zone).date())
        for usul_id, numbers, last in session.execute(query)
    }


def _cells(row: Any, origins: dict[UUID, tuple[str, date]]) -> list[str]:
    usul, voter = row.Usul, row.Pemilih
    numbers, last = origins.get(usul.id, ("", None))
    values = (
        *(voter.kec_kode, voter.desa_kode, voter.nkk, voter.nik, voter.nama, voter.jenis_kelamin),
        *(voter.tempat_lahir, voter.tanggal_lahir, voter.alamat, voter.rt, voter.rw),
        # Who must be put back has no day of death here; the proof is named as it was handed over.
        None,
        *(BUKTI_USUL_LABEL[usul.kelas_bukti], usul.bukti_nomor, usul.bukti_tanggal, KEMBALIKAN, ASAL),
        *(numbers, last, row.Penarikan.sebab),
    )
    return cells_of(values)


def cells_of(values: Sequence[Any]) -> list[str]:
    """Values as KPU's lists write them: days as 04-03-1950, nothing as an empty cell."""
    return [f"{value:%d-%m-%Y}" if isinstance(value, date) else value or "" for value in values]
