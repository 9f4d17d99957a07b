"""The commands of matching: `data-latih`, `cocokkan`, `latih-model`. They need no database."""

import csv
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import day_in_jakarta
from pemakaman.pencocokan.hasil import Pasangan, Pita

# Engines are imported inside the commands: every command and every server would load them otherwise.
HEADER = ("NO", "DPID", "SKOR", "PITA", "ALASAN")
_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_MEMORY = re.compile(r"[1-9][0-9]*(?:\.[0-9]+)? ?[MG]i?B", re.IGNORECASE)


def _memory(_: click.Context, __: click.Parameter, text: str) -> str:
    if not _MEMORY.fullmatch(text.strip()):
        raise click.BadParameter("tulis misalnya 4GB atau 800MB.")
    return text.strip()


@click.command("data-latih")
@click.option("--pemilih", default=100_000, show_default=True, type=click.IntRange(min=500), help="Banyaknya pemilih.")
@click.option("--pemakaman", default=2_000, show_default=True, type=click.IntRange(min=1), help="Banyaknya baris buku.")
@click.option("--biji", default=7, show_default=True, help="Angka awal; angka yang sama memberi berkas yang sama.")
@click.option("--keluar", required=True, type=_FOLDER, help="Folder hasil.")
@click.option("--samar", is_flag=True, help="Tutup empat angka terakhir NIK dan NKK di daftar pemilih.")
def data_latih(pemilih: int, pemakaman: int, biji: int, keluar: Path, *, samar: bool) -> None:
    """Buat daftar pemilih dan buku pemakaman rekaan, dengan kuncinya."""
    if pemakaman > pemilih // 5:
        raise click.ClickException("Baris buku paling banyak seperlima dari pemilih. Kurangi --pemakaman.")
    from pemakaman.pencocokan.pembangkit.bangkit import make_files  # noqa: PLC0415

    make_files(keluar, pemilih=pemilih, pemakaman=pemakaman, biji=biji, samar=samar, tell=click.echo)
    click.echo(f"Selesai: {keluar}")


@click.command("cocokkan")
@click.option("--pemilih", required=True, type=_FILE, help="Daftar pemilih (CSV).")
@click.option("--pemakaman", required=True, type=_FILE, help="Buku pemakaman (CSV).")
@click.option("--keluar", required=True, type=_FILE, help="Berkas hasil (CSV).")
@click.option("--model", "berkas_model", type=_FILE, help="Berkas model; tanpa ini, model bawaan.")
@click.option(
    "--memori", default="4GB", show_default=True, callback=_memory, help="Batas memori mesin pencocokan, misalnya 4GB."
)
@click.option("--mesin", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
@click.option("--semua", is_flag=True, help="Tulis juga pasangan yang ditolak.")
def cocokkan(
    *, pemilih: Path, pemakaman: Path, keluar: Path, berkas_model: Path | None, memori: str, mesin: str, semua: bool
) -> None:
    """Cari pemilih yang sudah dimakamkan: satu baris untuk tiap calon, yang paling kuat di atas."""
    from pemakaman.pencocokan.mesin import match_files  # noqa: PLC0415
    from pemakaman.pencocokan.model import default_model, read_model  # noqa: PLC0415

    _check_folder(keluar)
    with _in_words():
        model = read_model(berkas_model) if berkas_model else default_model()
        spark = _spark() if mesin == "spark" else None
        found = match_files(pemilih, pemakaman, model=model, memori=memori, spark=spark, tell=_tell)
    for rule in found.blok:
        skipped = f", {rule.kunci_dilewati} kunci terlalu umum" if rule.kunci_dilewati else ""
        _tell(f"  {rule.nama}: {rule.pasangan} pasangan baru{skipped}")
    wanted = tuple(Pita) if semua else (Pita.USUL, Pita.PERIKSA)
    rows = sorted(found.pairs(*wanted), key=lambda pair: (-pair.skor, -pair.bobot))
    with _in_words():
        write_hasil(keluar, rows)
    counts = {pita: sum(pair.pita is pita for pair in rows) for pita in wanted}
    click.echo(
        f"{found.jumlah_almarhum} baris buku: {counts[Pita.USUL]} usul, {counts[Pita.PERIKSA]} perlu diperiksa. "
        f"Hasil: {keluar} (model {model.versi})"
    )


@click.command("latih-model")
@click.argument("latih", nargs=-1, required=True, type=_FOLDER)
@click.option("--ambang", multiple=True, required=True, type=_FOLDER, help="Folder berkunci untuk menentukan ambang.")
@click.option("--beku", multiple=True, required=True, type=_FOLDER, help="Folder beku: model yang lebih buruk ditolak.")
@click.option("--keputusan", type=_FILE, help="Keputusan petugas, dari `pemakaman keputusan-cocok`.")
@click.option("--lama", type=_FILE, help="Model pembanding; tanpa ini, model bawaan.")
@click.option("--keluar", required=True, type=_FILE, help="Berkas model baru.")
def latih_model(
    *,
    latih: tuple[Path, ...],
    ambang: tuple[Path, ...],
    beku: tuple[Path, ...],
    keputusan: Path | None,
    lama: Path | None,
    keluar: Path,
) -> None:
    """Latih model dari folder LATIH (PEMILIH, PEMAKAMAN, KUNCI), lalu bandingkan dengan yang lama."""
    from pemakaman.pencocokan import belajar  # noqa: PLC0415
    from pemakaman.pencocokan.model import BAWAAN, read_model, write_model  # noqa: PLC0415

    today = day_in_jakarta()
    _check_folder(keluar)
    with _in_words(labelled=True):
        old = read_model(lama or BAWAAN)
        decided = belajar.read_decisions(keputusan) if keputusan else None
        new = belajar.train(latih, ambang, hari_ini=today, keputusan=decided, start=old if decided else None)
        refused: list[str] = []
        for folder in beku:
            before, after = belajar.judge(old, folder, today), belajar.judge(new, folder, today)
            click.echo(f"{folder.name}: {belajar.sentence(before)} -> {belajar.sentence(after)}")
            refused += [f"{folder.name}: {why}" for why in belajar.is_worse(after, before)]
    if refused:
        raise click.ClickException(f"Model baru lebih buruk dan tidak disimpan. {'; '.join(refused)}.")
    with _in_words():
        write_model(new, keluar)
    click.echo(f"Model {new.versi} disimpan di {keluar}.")


def write_hasil(path: Path, pairs: Iterable[Pasangan]) -> None:
    """Write HASIL whole or not at all."""
    with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as file:
        try:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            for pair in pairs:
                writer.writerow((pair.no, pair.dpid, f"{pair.skor:.4f}", pair.pita, pair.kalimat))
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).chmod(0o666 & ~_umask())
    Path(file.name).replace(path)


@contextmanager
def _in_words(*, labelled: bool = False) -> Iterator[None]:
    """What stops a command is said in a sentence; nothing is written then. `labelled`: so is a spoilt key file."""
    try:
        yield
    except NilaiError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'Berkas'}: {error.strerror}. Tidak ada yang ditulis.") from None
    except Exception as error:
        told = _engine_stopped(error)
        if not told and labelled and isinstance(error, ValueError | KeyError):
            told = f"Folder berkunci atau berkas keputusan tidak dapat dibaca ({error})."
        if not told:
            raise
        raise click.ClickException(told) from None


def _engine_stopped(error: Exception) -> str:
    """DuckDB is not loaded here; its errors may quote rows, so only their kind is told."""
    kind = type(error)
    if kind.__name__ == "OutOfMemoryException":
        return "Memori tidak cukup. Naikkan --memori, atau kosongkan memori mesin ini."
    engine = kind.__module__ in {"duckdb", "_duckdb"}
    return f"Mesin pencocokan berhenti ({kind.__name__}). Tidak ada yang ditulis." if engine else ""


def _check_folder(keluar: Path) -> None:
    """Before the work, not after it."""
    if not keluar.parent.is_dir():
        raise click.ClickException(f"Folder {keluar.parent} tidak ada. Buat dulu foldernya.")
    if not os.access(keluar.parent, os.W_OK):
        raise click.ClickException(f"Folder {keluar.parent} tidak boleh ditulisi. Pilih folder lain.")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _tell(text: str) -> None:
    click.echo(text, err=True)


def _spark() -> object:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError:
        raise click.ClickException("Spark belum terpasang. Pasang pemakaman[spark] dan Java 17 dulu.") from None
    # Else Spark's own processes take the first Python on the path, which knows nothing of ours.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return SparkSession.builder.appName("pemakaman-cocokkan").getOrCreate()
