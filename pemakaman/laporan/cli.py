"""`pemakaman ganda-ulang`: looks for doubles in a register that was filled before they were looked for."""

from collections.abc import Callable
from uuid import UUID

import click
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Actor
from pemakaman.db import reading, transaction
from pemakaman.laporan.queries_ganda import count_open
from pemakaman.laporan.services.ganda_ulang import check_some, fill_some

Step = Callable[[Session, UUID | None, int], tuple[UUID | None, int]]


@click.command("ganda-ulang")
@click.option("--sekaligus", default=200, show_default=True, type=click.IntRange(1, 5000), help="Laporan setransaksi.")
def ganda_ulang(sekaligus: int) -> None:
    """Isi kunci pencarian yang belum ada, lalu periksa seluruh buku. Aman dijalankan berulang kali."""
    actor: Actor = SISTEM
    filled = _walk(lambda session, last, size: fill_some(session, last, size, actor=actor), sekaligus, "Kunci diisi")
    checked = _walk(lambda session, last, size: check_some(session, last, size, actor=actor), sekaligus, "Diperiksa")
    with reading() as session:
        click.echo(f"Kunci diisi: {filled}. Diperiksa: {checked}. Dugaan terbuka sekarang: {count_open(session)}.")


def _walk(step: Step, size: int, kata: str) -> int:
    """Through the whole register, a transaction each portion."""
    total, last = 0, None
    while True:
        with transaction() as session:
            last, count = step(session, last, size)
        total += count
        if last is None:
            return total
        click.echo(f"  {kata}: {total} …")
