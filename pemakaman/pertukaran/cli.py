"""`pemakaman impor-buku`: a sheet of a paper burial book, from the console."""

from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.queries import find_akun_by_name
from pemakaman.akun.rules import Actor
from pemakaman.akun.sessions import actor_of
from pemakaman.db import reading, transaction
from pemakaman.errors import PemakamanError
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import find_makam_by_kode, list_pengelola
from pemakaman.pertukaran import services
from pemakaman.pertukaran.models import Impor
from pemakaman.tabel import ZIP_MARK


@click.command("impor-buku")
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--makam", "kode", required=True, metavar="KODE", help="Kode makam, misalnya M-1871-0001.")
@click.option("--uji", is_flag=True, help="Coba saja: tidak ada yang disimpan.")
@click.option("--tanggal-makam-sama", is_flag=True, help="Tanggal pemakaman yang tidak tertulis = tanggal meninggal.")
@click.option(
    "--terima-sebagian", is_flag=True, help="Tanggal tidak lengkap: pakai hari pertama yang mungkin, ditandai."
)
@click.option("--sebagai", metavar="NAMA_PENGGUNA", help="Akun pencatat; boleh kosong bila pengelolanya satu.")
def impor_buku(
    berkas: Path, kode: str, *, uji: bool, tanggal_makam_sama: bool, terima_sebagian: bool, sebagai: str | None
) -> None:
    """Masukkan lembar buku pemakaman (XLSX, XLS, ODS, CSV) sebagai lapor awal.

    Kolom dikenali dari judulnya, atau seperti terakhir dipilih akun ini di halaman Buku lama.
    """
    with reading() as session:
        makam, actor = _find_makam_and_actor(session, kode, sebagai)
    sha256 = store.put_file(berkas)
    with transaction() as session:
        impor = services.start_impor(
            session,
            makam_id=makam.id,
            nama_berkas=berkas.name,
            sha256=sha256,
            uji=uji,
            tanggal_makam_sama=tanggal_makam_sama,
            terima_sebagian=terima_sebagian,
            actor=actor,
        )
    services.run_impor(impor.id, unit=transaction)
    _tell(impor.id, berkas)


def _find_makam_and_actor(session: Session, kode: str, sebagai: str | None) -> tuple[Makam, Actor]:
    actor = actor_of(_find_akun(session, sebagai) if sebagai else _only_manager(session, kode))
    makam = find_makam_by_kode(session, kode, actor=actor)
    if makam is None:
        raise PemakamanError(f"Makam {kode} tidak ada, atau di luar wilayah tugas {actor.nama}.")
    return makam, actor


def _find_akun(session: Session, nama_pengguna: str) -> Akun:
    akun = find_akun_by_name(session, nama_pengguna)
    if akun is None or not akun.aktif:
        raise PemakamanError(f"Akun {nama_pengguna} tidak ada atau tidak aktif.")
    return akun


def _only_manager(session: Session, kode: str) -> Akun:
    makam = session.query(Makam).filter(Makam.kode == kode.strip().upper()).one_or_none()
    if makam is None:
        raise PemakamanError(f"Makam {kode} tidak ada.")
    managers = [row.id for row in list_pengelola(session, makam.id) if row.aktif]
    if len(managers) != 1:
        raise PemakamanError("Sebutkan akun pencatatnya dengan --sebagai NAMA_PENGGUNA.")
    return session.get_one(Akun, managers[0])


def _tell(impor_id: UUID, berkas: Path) -> None:
    with reading() as session:
        impor = session.get_one(Impor, impor_id)
    if impor.status == "gagal":
        raise PemakamanError(impor.galat or "Impor gagal.")
    verb = "Akan masuk" if impor.uji else "Masuk"
    click.echo(f"Baris dibaca: {impor.dibaca}")
    click.echo(f"{verb} sebagai lapor awal: {impor.masuk}")
    click.echo(f"Sudah ada sebelumnya: {impor.sudah_ada}")
    click.echo(f"Salah: {impor.salah}")
    if impor.sha256_salah:
        content = store.get(impor.sha256_salah)
        target = berkas.with_name(f"{berkas.stem}.kesalahan{'.xlsx' if content.startswith(ZIP_MARK) else '.csv'}")
        target.write_bytes(content)
        click.echo(f"Baris yang salah dan sebabnya: {target}")
