"""A worker that dies again and again at any moment of an import: nothing doubled, nothing lost, counts right."""

from random import Random

from sqlalchemy import Engine, func, select

from pemakaman import store
from pemakaman.akun.rules import Peran
from pemakaman.db import reading
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Buku
from pemakaman.pertukaran.models import Impor, ImporLaporan, ImporSalah
from pemakaman.pertukaran.rules import UNFINISHED
from tests.pabrik import make_actor, make_makam
from tests.pabrik_buku_lama import again, rows_of, start
from tests.pekerja_mati import spawn

KILLS = 50
ROWS = 24
LONGEST_LIFE = 0.4


def _book(nomor: int) -> tuple[bytes, list[str]]:
    """A file of 24 rows: four with faults, one twice, one that stands in the book of every file."""
    lines, names = ["NO;NAMA;TANGGAL PEMAKAMAN"], []
    for place in range(ROWS):
        nama = f"Orang {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place]} Berkas {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[nomor]}"
        tanggal = f"{place + 1}-3-{2001 + place % 2}"
        if place % 6 == 5:
            tanggal = f"31-2-{2001 + place % 2}"
        elif place == 7:
            nama, tanggal = "Sama Di Semua Berkas", "1-1-2001"
        elif place == 9:
            nama, tanggal = lines[-1].split(";")[1:]
        else:
            names.append(nama)
        lines.append(f"{place + 1};{nama};{tanggal}")
    return "\n".join(lines).encode(), names


def test_a_worker_killed_fifty_times_doubles_and_loses_nothing(database: Engine) -> None:
    juru = make_actor(Peran.PENGELOLA_MAKAM)
    makam = make_makam(pengelola=[juru])
    rng, kills, batches, expected = Random(47), 0, list[Impor](), ["Sama Di Semua Berkas"]
    while kills < KILLS:
        content, names = _book(len(batches))
        batches.append(start(content, makam, juru))
        expected += names
        kills += _run_and_kill(batches[-1], rng, KILLS - kills)
    assert kills == KILLS
    for place, batch in enumerate(batches):
        _check_batch(again(batch), is_first=place == 0)
    _check_book(expected)


def _run_and_kill(impor: Impor, rng: Random, most: int) -> int:
    kills = 0
    while again(impor).status in UNFINISHED:
        worker = spawn(impor.id)
        if kills < most:
            worker.join(rng.uniform(0, LONGEST_LIFE))
        else:
            worker.join()
        if worker.is_alive():
            worker.kill()
            kills += 1
        worker.join()
    return kills


def _check_batch(impor: Impor, *, is_first: bool) -> None:
    assert (impor.status, impor.jumlah, impor.dibaca) == ("jadi", ROWS, ROWS)
    assert (impor.masuk, impor.sudah_ada, impor.salah) == ((19, 0, 5) if is_first else (18, 1, 5))
    with reading() as session:
        kept = session.scalar(select(func.count()).where(ImporLaporan.impor_id == impor.id))
        wrong = session.scalars(select(ImporSalah.urutan).where(ImporSalah.impor_id == impor.id)).all()
    assert kept == impor.masuk
    assert sorted(wrong) == [6, 10, 12, 18, 24]
    assert len(rows_of(store.get(impor.sha256_salah or ""))) == 1 + 5


def _check_book(expected: list[str]) -> None:
    with reading() as session:
        rows = session.execute(select(Laporan.nama, Laporan.status, Laporan.buku_tahun, Laporan.buku_nomor)).all()
        books = {buku.tahun: buku.nomor_terakhir for buku in session.scalars(select(Buku))}
    assert sorted(row.nama for row in rows) == sorted(expected)
    assert {row.status for row in rows} == {"lapor_awal"}
    for tahun, last in books.items():
        assert sorted(row.buku_nomor for row in rows if row.buku_tahun == tahun) == list(range(1, last + 1))
