"""The demonstration's data and accounts, as `pemakaman demo` needs them."""

import os
from collections.abc import Callable, Sequence

from pemakaman.akun.rules import PERAN_LABEL, Peran
from pemakaman.config import Settings
from pemakaman.contoh import (
    acuan,
    buku_lama,
    bulanan,
    cetakan,
    dari_hp,
    desk,
    kasus,
    kpu,
    kubur,
    lembar,
    pemilih,
    penduduk,
    petak,
    salinan,
    terbuka,
    tutup,
    unduhan,
)
from pemakaman.contoh.akun import hash_all, renew_sandi, rows
from pemakaman.contoh.pengisi import Echo, fill_accounts, fill_reports, is_filled, kab_names
from pemakaman.contoh.sandi import Baris, file_of, make_all, read_rows, write_rows
from pemakaman.contoh.tempat import PROVINSI, TEMPAT
from pemakaman.db import reading, transaction
from pemakaman.pantau.hitung import count_everything
from pemakaman.pemilih import sandi as sandi_paket

PROSES = min(2, os.cpu_count() or 1)
TAMPIL = ("Kota Bandar Lampung", "Kota Metro", "Lampung", "semua")


def fill_demo(settings: Settings, *, echo: Echo, skala: float = 1.0, proses: int = PROSES) -> None:
    """Write the demonstration's data once; later starts change nothing. `skala` shrinks it for tests.

    It comes in stages, each of them whole or not at all: accounts with cemeteries, the reports of each
    kab/kota, each population extract, each voter list. A start that was broken off is taken up by the next one
    where it stopped.
    """
    sandi_paket.configure(settings.secret_key)
    with reading() as session:
        filled, kab_nama = is_filled(session), kab_names(session)
    if not filled:
        echo("Menulis data contoh (sekali saja, kurang lebih satu menit) …")
    if not filled or not file_of(settings.instance).exists():
        _write_accounts(settings, kab_nama, filled=filled, echo=echo)
    fill_reports(settings.simpanan, skala, echo, proses=proses)
    penduduk.fill(kab_nama, skala, echo)
    pemilih.fill(kab_nama, skala, echo)
    kasus.fill(kab_nama)
    kpu.fill(kab_nama)
    kubur.fill(kab_nama)
    petak.fill()
    tutup.fill()
    bulanan.fill(kab_nama)
    acuan.fill()
    salinan.fill()
    buku_lama.fill()
    dari_hp.fill()
    cetakan.fill(kab_nama)
    lembar.fill(kab_nama)
    unduhan.fill()
    desk.fill(kab_nama, skala)
    terbuka.fill(PROVINSI)
    count_everything()


def _write_accounts(settings: Settings, kab_nama: dict[str, str], *, filled: bool, echo: Echo) -> None:
    sandi = make_all()
    hashes = hash_all(sandi)
    with transaction() as session:
        if filled:
            echo("Berkas akun contoh tidak ada; membuat kata sandi baru …")
            renew_sandi(session, kab_nama, hashes)
        else:
            fill_accounts(session, hashes)
    write_rows(settings.instance, rows(kab_nama, sandi))
    if not filled:
        echo(f"  {len(rows(kab_nama, sandi))} akun dan {len(TEMPAT)} makam")


def print_accounts(settings: Settings, *, echo: Callable[[str], object]) -> None:
    """A short table of accounts to sign in with; the file holds all of them."""
    shown = [row for row in read_rows(settings.instance) if row.wilayah.rpartition(", ")[2] in TAMPIL]
    echo("")
    for line in _table(sorted(shown, key=_order)):
        echo(line)
    echo(f"\nSemua akun contoh (15 kabupaten/kota): {file_of(settings.instance)}")


def _order(row: Baris) -> tuple[int, int]:
    labels = [PERAN_LABEL[peran] for peran in Peran]
    return TAMPIL.index(row.wilayah.rpartition(", ")[2]), labels.index(row.peran)


def _table(found: Sequence[Baris]) -> list[str]:
    cells = [("Peran", "Nama pengguna", "Kata sandi", "Wilayah")]
    cells += [(row.peran, row.nama_pengguna, row.sandi, row.wilayah) for row in found]
    widths = [max(len(line[column]) for line in cells) for column in range(3)]
    lines = [
        "  ".join((*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[3])) for line in cells
    ]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]
