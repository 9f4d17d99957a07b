"""Population extracts for tests, through the services of the program."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pemakaman import store
from pemakaman.akun.rules import Actor
from pemakaman.db import reading, transaction
from pemakaman.penduduk import services
from pemakaman.penduduk.impor import run_import
from pemakaman.penduduk.judul import find_heads
from pemakaman.penduduk.kolom import suggest
from pemakaman.penduduk.models import ImporPenduduk, Penduduk
from tests.contoh.susun_penduduk import Baris, write_csv
from tests.pabrik import DESA


def register_file(path: Path, admin: Actor, *, wilayah: str | None = None, lengkap: bool = False) -> UUID:
    """A stored file whose columns are not chosen yet."""
    with transaction() as session:
        return services.register_impor(
            session,
            wilayah_kode=wilayah or DESA[admin.kab_kode or ""],
            lengkap=lengkap,
            tanggal_data=None,
            nama_berkas=path.name,
            sha256=store.put_file(path),
            ukuran=path.stat().st_size,
            kepala=find_heads(path),
            actor=admin,
        ).id


def prepare_import(path: Path, admin: Actor, *, uji: bool = False, **more: Any) -> UUID:
    """An import that waits for a worker, with the suggested columns."""
    impor_id = register_file(path, admin, **more)
    with transaction() as session:
        heads = session.get_one(ImporPenduduk, impor_id).pemetaan["kepala"]
        kolom = suggest(heads[0]["judul"])
        services.choose_columns(session, impor_id, tabel=0, kolom=kolom, actor=admin, uji=uji, defer=False)
    return impor_id


def bring_in_file(path: Path, admin: Actor, **more: Any) -> ImporPenduduk:
    """A finished import."""
    impor_id = prepare_import(path, admin, **more)
    run_import(impor_id, transaction)
    return read_impor(impor_id)


def bring_in_rows(rows: Sequence[Baris], admin: Actor, folder: Path, **more: Any) -> ImporPenduduk:
    """A finished import of these rows, by way of a CSV."""
    return bring_in_file(write_csv(folder / "penduduk.csv", rows), admin, **more)


def read_impor(impor_id: UUID) -> ImporPenduduk:
    """An import as it is stored."""
    with reading() as session:
        return session.get_one(ImporPenduduk, impor_id)


def read_residents() -> dict[str, Penduduk]:
    """All residents by NIK, or by name where there is none."""
    with reading() as session:
        return {row.nik or row.nama: row for row in session.scalars(select(Penduduk))}
