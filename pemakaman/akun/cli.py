"""Console commands of `akun`."""

import os

import click

from pemakaman.akun import services
from pemakaman.akun.queries import find_akun_by_name
from pemakaman.akun.rules import PERAN_LABEL, SISTEM, Peran
from pemakaman.akun.sessions import revoke_all
from pemakaman.db import transaction
from pemakaman.errors import Invalid


def _ask_sandi() -> str:
    """From PEMAKAMAN_SANDI, else typed twice; never an argument, which every process on the machine could read."""
    given = os.environ.get("PEMAKAMAN_SANDI")
    return given or str(click.prompt("Kata sandi", hide_input=True, confirmation_prompt="Sekali lagi"))


def _explain(invalid: Invalid) -> click.ClickException:
    return click.ClickException(" ".join(text for texts in invalid.galat.values() for text in texts))


@click.command("buat-admin")
@click.option("--nama-pengguna", required=True, help="Nama untuk masuk, misalnya admin.bandarlampung.")
@click.option("--nama", required=True, help="Nama lengkap petugas.")
@click.option("--peran", type=click.Choice([p.value for p in Peran]), default=Peran.ADMIN_KAB.value, help="Peran akun.")
@click.option("--wilayah", default=None, help="Kode wilayah Kemendagri, misalnya 18.71.")
def buat_admin(nama_pengguna: str, nama: str, peran: str, wilayah: str | None) -> None:
    """Buat akun pertama; kata sandi dari PEMAKAMAN_SANDI atau diketik."""
    sandi = _ask_sandi()
    try:
        with transaction() as session:
            akun = services.create_akun(
                session,
                actor=SISTEM,
                nama_pengguna=nama_pengguna,
                nama=nama,
                peran=Peran(peran),
                wilayah_kode=wilayah,
                sandi=sandi,
            )
    except Invalid as invalid:
        raise _explain(invalid) from None
    click.echo(f"Akun {akun.nama_pengguna} ({PERAN_LABEL[Peran(peran)]}) sudah dibuat.")


@click.command("reset-sandi")
@click.argument("nama_pengguna")
def reset_sandi(nama_pengguna: str) -> None:
    """Ganti kata sandi sebuah akun dan keluarkan semua sesinya."""
    sandi = _ask_sandi()
    try:
        with transaction() as session:
            akun = find_akun_by_name(session, nama_pengguna)
            if akun is None:
                raise click.ClickException(f"Tidak ada akun bernama {nama_pengguna}.")
            services.set_password(session, akun, sandi, actor=SISTEM, peristiwa="akun.sandi_direset")
            revoke_all(session, akun.id)
    except Invalid as invalid:
        raise _explain(invalid) from None
    click.echo(f"Kata sandi {akun.nama_pengguna} diganti; semua sesinya sudah dikeluarkan.")
