"""Voter lists one after the other, for tests."""

import csv
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from pemakaman import db, store
from pemakaman.akun.rules import SISTEM, Actor
from pemakaman.db import reading, transaction
from pemakaman.jejak.services import record
from pemakaman.pemilih import services
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.models import BedaPemilih, DaftarPemilih, Pemilih, RekapPemilih
from tests.contoh_pemilih import HEADER, voter_rows
from tests.pabrik import BANDAR_LAMPUNG

Row = dict[str, str]


def rows(jumlah: int) -> list[Row]:
    """Voters as dictionaries, to be changed."""
    return [dict(zip(HEADER, row, strict=True)) for row in voter_rows(jumlah)]


def without(found: Iterable[Row], *columns: str) -> list[Row]:
    """The same rows with some columns empty."""
    return [{**row, **dict.fromkeys(columns, "")} for row in found]


def write(path: Path, found: Sequence[Row]) -> Path:
    """The rows as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(found)
    return path


class Kearsipan:
    """An office that brings in one list after another."""

    def __init__(self, admin: Actor, folder: Path) -> None:
        self.admin, self.folder, self.nomor = admin, folder, 0

    def register(self, found: Sequence[Row], periode: str, **isian: Any) -> UUID:
        """A waiting list."""
        self.nomor += 1
        path = write(self.folder / f"{self.nomor}.csv", found)
        values = {"wilayah_kode": BANDAR_LAMPUNG, "jenis": "DPB", "actor": self.admin, "defer": False, **isian}
        with transaction() as session:
            return services.register_daftar(
                session,
                periode=periode,
                nama_berkas=path.name,
                sha256=store.put_file(path),
                ukuran=path.stat().st_size,
                **values,
            ).id

    def bring(self, found: Sequence[Row], periode: str, *, steps: bool = True, **isian: Any) -> UUID:
        """A list that is in, by default also counted and compared."""
        daftar_id = self.register(found, periode, **isian)
        run_import(daftar_id, transaction)
        if steps:
            run_steps(daftar_id, transaction)
        return daftar_id


def read_daftar(daftar_id: UUID) -> DaftarPemilih:
    """The list as it stands."""
    with reading() as session:
        return session.get_one(DaftarPemilih, daftar_id)


def changes_of(daftar_id: UUID) -> tuple[int | None, int | None, int | None]:
    """New, changed, gone."""
    daftar = read_daftar(daftar_id)
    return daftar.baru, daftar.berubah, daftar.hilang


def changed_fields(daftar_id: UUID) -> list[list[str]]:
    """Which columns changed, a voter each."""
    with reading() as session:
        query = select(BedaPemilih.ruas).where(BedaPemilih.daftar_id == daftar_id, BedaPemilih.jenis == "berubah")
        return list(session.scalars(query.order_by(BedaPemilih.id)))


def counts_of(daftar_id: UUID, asal: str = "daftar") -> dict[tuple[str, str, str], tuple[int | None, int | None, int]]:
    """Place → L, P, all."""
    with reading() as session:
        found = session.scalars(
            select(RekapPemilih).where(RekapPemilih.daftar_id == daftar_id, RekapPemilih.asal == asal)
        )
        return {(r.kecamatan, r.desa, r.tps): (r.laki, r.perempuan, r.jumlah) for r in found}


def voters_of(daftar_id: UUID) -> list[Pemilih]:
    """The rows that are left, in order."""
    with reading() as session:
        return list(session.scalars(select(Pemilih).where(Pemilih.daftar_id == daftar_id).order_by(Pemilih.id)))


def grow_old(daftar_id: UUID, hari: int) -> None:
    """Let a list have come in so many days ago."""
    with transaction() as session:
        moment = db.now() - timedelta(days=hari)
        session.execute(update(DaftarPemilih).where(DaftarPemilih.id == daftar_id).values(dibuat_pada=moment))
        record(session, "daftar_pemilih.uji", "daftar_pemilih", daftar_id, actor=SISTEM)


def change(found: list[Row], number: int, **columns: str) -> list[Row]:
    """The rows with one changed."""
    return [{**row, **columns} if index == number else row for index, row in enumerate(found)]
