"""The commands of matching: `pemakaman data-latih`."""

from pathlib import Path

import click


@click.command("data-latih")
@click.option("--pemilih", default=100_000, show_default=True, type=click.IntRange(min=500), help="Banyaknya pemilih.")
@click.option("--pemakaman", default=2_000, show_default=True, type=click.IntRange(min=1), help="Banyaknya baris buku.")
@click.option("--biji", default=7, show_default=True, help="Angka awal; angka yang sama memberi berkas yang sama.")
@click.option("--keluar", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder hasil.")
@click.option("--samar", is_flag=True, help="Tutup empat angka terakhir NIK dan NKK di daftar pemilih.")
def data_latih(pemilih: int, pemakaman: int, biji: int, keluar: Path, *, samar: bool) -> None:
    """Buat daftar pemilih dan buku pemakaman rekaan, dengan kuncinya."""
    if pemakaman > pemilih // 5:
        raise click.ClickException("Baris buku paling banyak seperlima dari pemilih. Kurangi --pemakaman.")
    # Here, not above: every command and every server would load numpy and pyarrow for it.
    from pemakaman.pencocokan.pembangkit.bangkit import make_files  # noqa: PLC0415

    make_files(keluar, pemilih=pemilih, pemakaman=pemakaman, biji=biji, samar=samar, tell=click.echo)
    click.echo(f"Selesai: {keluar}")
