"""`pemakaman ganda-ulang`: looks for doubles in a register that was filled before they were looked for."""

import click

from pemakaman.akun.rules import SISTEM
from pemakaman.db import reading, transaction
from pemakaman.laporan.queries_ganda import count_open
from pemakaman.laporan.services.ganda_ulang import check_some, fill_some


@click.command("ganda-ulang")
@click.option(
    "--sekaligus", default=200, show_default=True, type=click.IntRange(1, 5000), help="Laporan per transaksi."
)
def ganda_ulang(sekaligus: int) -> None:
    """Isi kunci pencarian yang belum ada, lalu periksa seluruh buku. Aman dijalankan berulang kali."""
    filled = 0
    while count := _fill(sekaligus):
        filled += count
        click.echo(f"\rKunci diisi: {filled}", nl=False)
    checked, last = 0, None
    while True:
        with transaction() as session:
            last, count = check_some(session, last, sekaligus, actor=SISTEM)
        if last is None:
            break
        checked += count
        click.echo(f"\rLaporan diperiksa: {checked}", nl=False)
    with reading() as session:
        click.echo(f"\nKunci diisi: {filled}. Diperiksa: {checked}. Dugaan terbuka sekarang: {count_open(session)}.")


def _fill(batas: int) -> int:
    with transaction() as session:
        return fill_some(session, batas, actor=SISTEM)
