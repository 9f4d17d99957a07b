"""The command `pemakaman penduduk-impor`."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from pemakaman import store
from pemakaman.akun.queries import find_akun_by_name
from pemakaman.akun.rules import Actor
from pemakaman.akun.sessions import actor_of
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, NotFound, PemakamanError
from pemakaman.penduduk import services
from pemakaman.penduduk.impor import Hitung, run_import
from pemakaman.penduduk.judul import Kepala, find_heads
from pemakaman.penduduk.kolom import fingerprint, is_opensid, suggest
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.penduduk.queries import find_pemetaan

OTOMATIS = "otomatis"


@click.command("penduduk-impor")
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--wilayah", required=True, help="Kode kabupaten/kota, kecamatan, atau desa, misalnya 18.71.")
@click.option("--akun", required=True, metavar="NAMA", help="Nama pengguna admin kabupaten/kota.")
@click.option("--susunan", type=click.Choice([OTOMATIS, "opensid", "biasa"]), default=OTOMATIS, show_default=True)
@click.option("--tanggal-data", type=click.DateTime(["%Y-%m-%d"]), help="Keadaan data per tanggal ini (2026-11-30).")
@click.option("--uji", is_flag=True, help="Coba saja: tidak ada yang disimpan.")
@click.option("--lengkap", is_flag=True, help="Berkas memuat semua penduduk wilayah itu; yang tidak ada ditandai.")
def penduduk_impor(
    berkas: Path,
    wilayah: str,
    akun: str,
    susunan: str,
    tanggal_data: datetime | None,
    *,
    uji: bool,
    lengkap: bool,
) -> None:
    """Impor data penduduk dari XLSX atau CSV; kolomnya dikenali dari judulnya."""
    actor = _find_actor(akun)
    kepala = find_heads(berkas)
    _check_susunan(susunan, kepala[0])
    sha256 = store.put_file(berkas)
    try:
        with transaction() as session:
            impor = services.register_impor(
                session,
                wilayah_kode=wilayah,
                lengkap=lengkap,
                tanggal_data=tanggal_data.date() if tanggal_data else None,
                nama_berkas=berkas.name,
                sha256=sha256,
                ukuran=berkas.stat().st_size,
                kepala=kepala,
                actor=actor,
            )
            known = find_pemetaan(session, impor.kab_kode, fingerprint(kepala[0].judul))
            kolom = known["kolom"] if known else suggest(kepala[0].judul)
            services.choose_columns(session, impor.id, tabel=0, kolom=kolom, actor=actor, uji=uji, defer=False)
    except Invalid as error:
        raise PemakamanError(" ".join(text for texts in error.galat.values() for text in texts)) from None
    run_import(impor.id, transaction, _tell)
    _report(impor.id)


def _find_actor(nama_pengguna: str) -> Actor:
    with reading() as session:
        akun = find_akun_by_name(session, nama_pengguna)
    if akun is None or not akun.aktif:
        raise NotFound(f"Tidak ada akun aktif bernama {nama_pengguna}.")
    return actor_of(akun)


def _check_susunan(susunan: str, kepala: Kepala) -> None:
    found = "opensid" if is_opensid(kepala.judul) else "biasa"
    if susunan not in (OTOMATIS, found):
        raise PemakamanError(f"Judul kolom berkas ini bukan susunan {susunan}. Pakai --susunan {found}.")


def _tell(count: Hitung) -> None:
    stored = count.selisih.baru + count.selisih.berubah + count.selisih.tetap
    click.echo(f"{count.dibaca} baris dibaca, {count.salah} salah, {stored} tersimpan …")


def _report(impor_id: UUID) -> None:
    with reading() as session:
        impor = session.get_one(ImporPenduduk, impor_id)
    for text in impor.contoh_salah[:5]:
        click.echo(text)
    if impor.sha256_salah:
        click.echo(f"Baris yang salah: {store.path_of(impor.sha256_salah)}")
    if impor.status != "jadi":
        raise PemakamanError(impor.galat or "Impor gagal.")
    verb = "Percobaan" if impor.uji else "Selesai"
    click.echo(
        f"{verb}: {impor.baru} baru, {impor.berubah} berubah, {impor.tetap} tetap, "
        f"{impor.hilang} tidak ada lagi, {impor.salah} salah."
    )
