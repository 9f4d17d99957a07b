"""Commands around the key that signs documents' codes."""

from pathlib import Path

import click

from pemakaman.kunci_periksa import LAMA, make_key, public_pem, read_private

LETAK = click.argument(
    "letak", type=click.Path(dir_okay=False, path_type=Path), envvar="PEMAKAMAN_KUNCI_PERIKSA", required=True
)


@click.group("kunci-periksa")
def kunci_periksa() -> None:
    """Kunci yang menandatangani kode di setiap dokumen."""


@kunci_periksa.command()
@LETAK
def buat(letak: Path) -> None:
    """Buat kunci baru di LETAK (atau PEMAKAMAN_KUNCI_PERIKSA); yang sudah ada tidak ditimpa."""
    make_key(letak)
    click.echo(f"Kunci dibuat: {letak}\nSimpan salinannya bersama cadangan; hanya akun program yang boleh membacanya.")


@kunci_periksa.command()
@LETAK
def publik(letak: Path) -> None:
    """Cetak kunci publiknya; simpan di folder kunci lama sebelum kunci diganti."""
    click.echo(public_pem(read_private(letak)).decode(), nl=False)
    click.echo(f"Simpan sebagai {letak.parent / LAMA}/<tahun>.pem bila kunci ini akan diganti.", err=True)
