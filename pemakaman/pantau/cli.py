"""Commands about the kept figures."""

import click
from sqlalchemy import text

from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.queries import banding
from pemakaman.pantau.services import angka


@click.command("angka-periksa")
def angka_periksa() -> None:
    """Hitung ulang semua angka pemantauan dari laporan dan laporkan setiap selisih; gagal bila ada."""
    count_everything()
    with reading() as session:
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        found = banding.compare(session)
        waiting = banding.count_waiting(session)
    for one in found:
        click.echo(f"{one.tabel}: {one.beda} selisih pada {one.baris} baris")
    if waiting:
        click.echo(f"{waiting} laporan baru saja berubah dan sedang dihitung.")
    if any(one.beda for one in found):
        raise Conflict("Angka tersimpan berbeda dari laporan. Hitung ulang dengan: pemakaman angka-ulang.")


@click.command("angka-ulang")
def angka_ulang() -> None:
    """Buang semua angka pemantauan dan hitung lagi dari laporan."""
    with transaction() as session:
        counted = angka.recount_all(session)
    click.echo(f"{counted} laporan dihitung.")
