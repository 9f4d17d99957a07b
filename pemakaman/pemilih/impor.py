"""A voter list from a file into the table: all good rows in one transaction, or none."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pemakaman import jobs, store
from pemakaman.akun.rules import SISTEM
from pemakaman.db import now
from pemakaman.impor import Refuse, Unit, copying, hold_alone, refusing, run_once
from pemakaman.jejak.services import record
from pemakaman.pemilih.cocok import defer_daftar
from pemakaman.pemilih.kolom import COLUMNS, HEADER_WITHIN, Header, find_header
from pemakaman.pemilih.kunci import keys_of
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.versi import TMS
from pemakaman.sel import KolomError
from pemakaman.tabel import Row, TableError, open_table
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.peta import Peta

TELL_EVERY = 20_000
FIELDS = ("daftar_id", "kec_kode", "desa_kode", "kunci_nama", *COLUMNS)
COPY = f"COPY pemilih ({', '.join(FIELDS)}) FROM STDIN"


@dataclass
class Hitung:
    """How far an import is."""

    dibaca: int = 0
    masuk: int = 0
    salah: int = 0
    pertama: str = ""


def run_import(daftar_id: UUID, unit: Unit, tell: Callable[[Hitung], None] = lambda _: None) -> None:
    """Import a waiting list; a list already finished or in other hands is left alone."""

    def work(session: Session) -> None:
        if _lock(session, daftar_id):
            daftar = session.get_one(DaftarPemilih, daftar_id)
            _copy_all(session, daftar, lambda count: _tell(daftar_id, count, unit, tell))

    run_once(
        unit,
        begin=lambda session: _begin(session, daftar_id),
        work=work,
        fail=lambda session, galat: _fail(session, daftar_id, galat),
    )


def _begin(session: Session, daftar_id: UUID) -> bool:
    daftar = session.get(DaftarPemilih, daftar_id, with_for_update=True)
    if daftar is None or daftar.status in {"jadi", "gagal"}:
        return False
    if daftar.status == "antre":
        _change(session, daftar, "daftar_pemilih.dimulai", status="berjalan")
    return True


def _lock(session: Session, daftar_id: UUID) -> bool:
    """True for the one who may work on it; a second worker, or one that comes when all is done, gets False."""
    if not hold_alone(session, str(daftar_id)):
        return False
    status = select(DaftarPemilih.status).where(DaftarPemilih.id == daftar_id)
    return session.scalar(status) == "berjalan"


def _copy_all(session: Session, daftar: DaftarPemilih, tell: Callable[[Hitung], None]) -> None:
    count = Hitung()
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "kesalahan.csv"
        rows = open_table(store.path_of(daftar.sha256)).rows()
        header, peta = _find_header(rows), _peta(session, daftar)
        with refusing(errors, header.judul) as refuse, copying(session, COPY) as copy:
            for row in _good_rows(header, rows, count, refuse, tell):
                tempat = peta.find(row["kecamatan"], row["desa"])
                copy.write_row((daftar.id, *tempat, _keys(row, tempat[1] or daftar.wilayah_kode), *row.values()))
        _finish(session, daftar, count, store.put_file(errors) if count.salah else None)


def _keys(row: dict[str, Any], desa_kode: str) -> list[str]:
    lahir = row["tanggal_lahir"]
    return keys_of(row["nama"], lahir.year if lahir else None, desa_kode)


def _good_rows(
    header: Header,
    rows: Iterator[Row],
    count: Hitung,
    refuse: Refuse,
    tell: Callable[[Hitung], None],
) -> Iterator[dict[str, Any]]:
    for row in rows:
        count.dibaca += 1
        try:
            values = header.read(row[1])
        except KolomError as error:
            count.salah += 1
            count.pertama = count.pertama or f"Baris {row[0]}: {error}"
            refuse(row, str(error))
        else:
            count.masuk += 1
            yield values
        if count.dibaca % TELL_EVERY == 0:
            tell(count)


def _peta(session: Session, daftar: DaftarPemilih) -> Peta:
    kode = daftar.wilayah_kode
    inside = or_(Wilayah.kode == kode, Wilayah.kode.startswith(f"{kode}.", autoescape=True))
    query = select(Wilayah.kode, Wilayah.nama, Wilayah.tingkat).where(inside, Wilayah.berlaku_sampai.is_(None))
    return Peta((row.kode, row.nama, row.tingkat) for row in session.execute(query))


def _finish(session: Session, daftar: DaftarPemilih, count: Hitung, sha256_salah: str | None) -> None:
    done: dict[str, Any] = {
        "dibaca": count.dibaca,
        "salah": count.salah,
        "sha256_salah": sha256_salah,
        "selesai_pada": now(),
    }
    if count.masuk:
        _change(session, daftar, "daftar_pemilih.jadi", status="jadi", masuk=count.masuk, **done)
        if daftar.jenis != TMS:
            defer_daftar(session, daftar)
        jobs.defer(session, "pemilih.kembali", daftar_id=str(daftar.id))
    else:
        galat = f"Tidak ada baris yang dapat dipakai. {count.pertama}".strip()
        _change(session, daftar, "daftar_pemilih.gagal", status="gagal", galat=galat, **done)


def _find_header(rows: Iterator[Row]) -> Header:
    for (_, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        header = find_header(cells)
        if header is not None:
            return header
    raise TableError("Judul kolom tidak ditemukan. Baris judul harus memuat KECAMATAN, DESA, NIK, dan NAMA.")


def _tell(daftar_id: UUID, count: Hitung, unit: Unit, tell: Callable[[Hitung], None]) -> None:
    with unit() as session:
        daftar = session.get_one(DaftarPemilih, daftar_id)
        _change(session, daftar, "daftar_pemilih.dibaca", dibaca=count.dibaca)
    tell(count)


def _fail(session: Session, daftar_id: UUID, galat: str) -> None:
    daftar = session.get_one(DaftarPemilih, daftar_id, with_for_update=True)
    _change(session, daftar, "daftar_pemilih.gagal", status="gagal", galat=galat, selesai_pada=now())


def _change(session: Session, daftar: DaftarPemilih, peristiwa: str, **values: Any) -> None:
    for name, value in values.items():
        setattr(daftar, name, value)
    wilayah = daftar.wilayah_kode
    record(session, peristiwa, "daftar_pemilih", daftar.id, actor=SISTEM, wilayah=wilayah, rincian=values)
