"""The commands `pemakaman impor-pemilih` and `pemakaman ringkas-daftar`."""

import json
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import func, select

from pemakaman import store
from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.akun.sessions import actor_of
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.pemilih import keputusan, ringkas, services
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import Hitung, run_import
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.rules import JENIS_DAFTAR
from pemakaman.pemilih.versi import HARI_RINGKAS, AsalDaftar


@click.command("impor-pemilih")
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--wilayah", required=True, help="Kode kabupaten/kota atau kecamatan, misalnya 18.71.")
@click.option("--jenis", required=True, type=click.Choice(JENIS_DAFTAR), help="Jenis daftar.")
@click.option("--periode", required=True, help="Periode daftar, misalnya 2026-T3.")
@click.option("--tanggal", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal penetapan daftar, misalnya 2026-09-30.")
@click.option("--sumber", default="KPU", show_default=True, help="Dari siapa daftar ini.")
@click.option("--jumlah", type=click.IntRange(0, 2**31 - 1), help="Jumlah pemilih menurut KPU.")
@click.option("--sebagai", required=True, metavar="NAMA", help="Nama pengguna admin kabupaten/kota.")
def impor_pemilih(berkas: Path, sebagai: str, tanggal: datetime | None, jumlah: int | None, **isian: str) -> None:
    """Impor daftar pemilih dari CSV atau XLSX."""
    actor = _find_actor(sebagai)
    sha256 = store.put_file(berkas)
    try:
        with transaction() as session:
            daftar = services.register_daftar(
                session,
                wilayah_kode=isian["wilayah"],
                jenis=isian["jenis"],
                periode=isian["periode"],
                nama_berkas=berkas.name,
                sha256=sha256,
                ukuran=berkas.stat().st_size,
                actor=actor,
                asal=AsalDaftar(tanggal.date() if tanggal else None, isian["sumber"], jumlah),
                defer=False,
            )
    except Invalid as error:
        raise click.ClickException(" ".join(text for texts in error.galat.values() for text in texts)) from None
    run_import(daftar.id, transaction, _tell)
    run_steps(daftar.id, transaction)
    with reading() as session:
        _report(session.get_one(DaftarPemilih, daftar.id))


@click.command("ringkas-daftar")
@click.option(
    "--hari", type=click.IntRange(1, 36_500), default=HARI_RINGKAS, show_default=True, help="Umur paling muda."
)
@click.option("--uji", is_flag=True, help="Sebut saja daftar mana yang akan diringkas.")
@click.option("--sebagai", required=True, metavar="NAMA", help="Nama pengguna admin kabupaten/kota.")
def ringkas_daftar(hari: int, sebagai: str, *, uji: bool) -> None:
    """Ringkas daftar pemilih periode lalu: nama dihapus, hitungan tetap."""
    actor = _find_actor(sebagai)
    with reading() as session:
        past = [session.get_one(DaftarPemilih, found) for found in ringkas.list_past(session, actor=actor, hari=hari)]
        past = [daftar for daftar in past if ringkas.may_reduce(session, daftar, hari=hari)]
        begun = ringkas.list_reduced(session, actor=actor)
    for daftar in past:
        click.echo(
            f"{daftar.wilayah_kode} {daftar.jenis} {daftar.periode} versi {daftar.versi}: {daftar.masuk} pemilih"
        )
    if uji:
        return
    for daftar in past:
        with transaction() as session:
            ringkas.start_reduce(session, daftar.id, actor=actor, hari=hari, defer=False)
    # With those where an earlier run died.
    gone = sum(ringkas.run_reduce(daftar_id, transaction) for daftar_id in [*begun, *(one.id for one in past)])
    click.echo(f"{len(past)} daftar diringkas, {gone} nama dihapus.")


@click.command("keputusan-cocok")
@click.option("--keluar", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Berkas hasil.")
def keputusan_cocok(keluar: Path) -> None:
    """Tulis keputusan petugas atas calon, tanpa data pribadi, untuk `latih-model --keputusan`."""
    with reading() as session, keluar.open("w", encoding="utf-8") as file:
        written = 0
        for tingkat, sama in keputusan.list_learned(session):
            file.write(json.dumps({"tingkat": tingkat, "sama": sama}, sort_keys=True) + "\n")
            written += 1
    click.echo(f"{written} keputusan ditulis ke {keluar}.")


def _find_actor(nama_pengguna: str) -> Actor:
    with reading() as session:
        wanted = func.lower(Akun.nama_pengguna) == nama_pengguna.lower()
        akun = session.scalar(select(Akun).where(wanted, Akun.aktif))
    if akun is None:
        raise NotFound(f"Tidak ada akun aktif bernama {nama_pengguna}.")
    return actor_of(akun)


def _tell(count: Hitung) -> None:
    click.echo(f"{count.dibaca} baris dibaca, {count.salah} salah …")


def _report(daftar: DaftarPemilih) -> None:
    if daftar.sha256_salah:
        click.echo(f"Baris yang salah: {store.path_of(daftar.sha256_salah)}")
    if daftar.status != "jadi":
        raise click.ClickException(daftar.galat or "Impor gagal.")
    click.echo(f"{daftar.masuk} pemilih masuk, {daftar.salah} baris salah.")
    if daftar.baru is not None:
        click.echo(
            f"Dibanding daftar sebelumnya: {daftar.baru} baru, {daftar.berubah} berubah, {daftar.hilang} hilang."
        )
