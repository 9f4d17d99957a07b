"""The console command `pemakaman`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pemakaman import backup, db, kunci_periksa, log, migrate, serve, store, worker
from pemakaman.akun.cli import buat_admin, reset_sandi
from pemakaman.config import ROOT, Settings, load_settings
from pemakaman.contoh.cli import fill_demo, print_accounts
from pemakaman.errors import ConfigError, PemakamanError
from pemakaman.keaslian.cli import kunci_periksa as perintah_kunci
from pemakaman.laporan.cli import ganda_ulang
from pemakaman.pantau.cli import angka_periksa, angka_ulang
from pemakaman.pemilih.cli import impor_pemilih, keputusan_cocok, ringkas_daftar
from pemakaman.pencocokan.cli import cocokkan, data_latih, latih_model
from pemakaman.penduduk.cli import penduduk_impor
from pemakaman.pertukaran.cli import impor_buku
from pemakaman.tandatangan import cara as tanda_cara
from pemakaman.wilayah.services import ensure_wilayah

STANDALONE = {
    "web",
    "jalan",
    "demo",
    "pekerja",
    "cadangkan",
    "pulihkan",
    "kunci-periksa",
    "data-latih",
    "cocokkan",
    "latih-model",
}


class Commands(click.Group):
    """A group whose expected refusals end in one plain sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ConfigError, PemakamanError) as error:
            raise click.ClickException(str(error)) from None
        except OperationalError:
            raise click.ClickException("Basis data tidak dapat dihubungi; periksa DATABASE_URL.") from None


@contextmanager
def prepared(settings: Settings) -> Iterator[str]:
    """A running database of this process, with the store."""
    with serve.database(settings) as url:
        db.configure(url)
        store.configure(settings.simpanan)
        yield url


@click.group(cls=Commands)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Buku pokok pemakaman daring: dari makam ke akta kematian dan daftar pemilih."""
    log.configure_logging()
    if ctx.invoked_subcommand not in STANDALONE and not {"--help", "-h"} & set(sys.argv):
        settings = load_settings()
        ctx.with_resource(prepared(settings))


@main.command()
@click.option("--ke", "target", default="head", help="Nomor migrasi, 'head', atau 'base'.")
@click.option("--turun", is_flag=True, help="Turun ke nomor itu.")
def migrasi(target: str, *, turun: bool) -> None:
    """Siapkan atau perbarui susunan basis data, lalu muat tabel wilayah."""
    url = os.environ.get("DATABASE_OWNER_URL") or db.database_url()
    if turun:
        migrate.downgrade(url, target)
        return
    prepare_database(url)
    click.echo(f"Basis data pada migrasi {migrate.head()}.")


def prepare_database(url: str) -> None:
    """Migrate to the head and bring the region table up to date, as the owner."""
    migrate.upgrade(url)
    engine = db.make_engine(url, role=None)
    with Session(engine) as session, session.begin():
        ensure_wilayah(session)
    engine.dispose()


@main.command()
@click.option("--alamat", default="127.0.0.1", help="Alamat untuk mendengar.")
def web(alamat: str) -> None:
    """Jalankan server web (gunicorn)."""
    settings = load_settings()
    if not settings.database_url:
        raise ConfigError("DATABASE_URL belum diisi. Untuk basis data bawaan pakai: pemakaman jalan.")
    # Said here in one sentence; inside gunicorn it would be the last line of a long report.
    tanda_cara.configure(settings)
    kunci_periksa.load_keys(settings)
    os.chdir(ROOT)
    os.execv(sys.executable, serve.web_command(alamat, settings.port))  # noqa: S606 (no shell is wanted)


@main.command()
@click.option("--antrean", default="", help="Nama antrean, dipisah koma; kosong berarti semua.")
def pekerja(antrean: str) -> None:
    """Jalankan satu pekerja: PDF, impor, dan pekerjaan berkala."""
    settings = load_settings()
    kunci_periksa.load_keys(settings)
    with serve.database(settings) as url:
        worker.run_worker(settings, url, [name for name in antrean.split(",") if name])


@main.command()
@click.option("--alamat", default="127.0.0.1", help="Alamat untuk mendengar.")
def jalan(alamat: str) -> None:
    """Jalankan semuanya: basis data, migrasi, server web, pekerja."""
    settings = load_settings()
    kunci_periksa.load_keys(settings)
    serve.check_port(settings.port)
    with prepared(settings) as url:
        prepare_database(os.environ.get("DATABASE_OWNER_URL") or url)
        _supervise(settings, url, alamat, demo=False)


@main.command()
@click.option("--alamat", default="127.0.0.1", help="Alamat untuk mendengar.")
def demo(alamat: str) -> None:
    """Jalankan semuanya dengan data contoh dan akun contoh."""
    os.environ["PEMAKAMAN_MODE"] = "demo"
    settings = load_settings()
    kunci_periksa.load_keys(settings)
    serve.check_port(settings.port)
    with prepared(settings) as url:
        click.echo("Menyiapkan basis data …")
        prepare_database(url)
        fill_demo(settings, echo=click.echo)
        _supervise(settings, url, alamat, demo=True)


def _supervise(settings: Settings, url: str, host: str, *, demo: bool) -> None:
    tanda_cara.configure(settings)
    db.engine().dispose()
    supervisor = serve.Supervisor(settings, url, host)
    try:
        supervisor.start()
        if demo:
            print_accounts(settings, echo=click.echo)
        click.echo(f"\nBuka http://{host}:{settings.port}/  –  berhenti dengan Ctrl-C.")
        code = supervisor.watch()
    except KeyboardInterrupt:
        code = 0
    finally:
        supervisor.stop()
    if code:
        raise click.ClickException("Server web berhenti sendiri; lihat catatan di atas.")


@main.command()
@click.argument("tujuan", type=click.Path(path_type=Path))
def cadangkan(tujuan: Path) -> None:
    """Cadangkan basis data dan simpanan berkas ke satu berkas .tar."""
    settings = load_settings()
    with serve.database(settings) as url:
        backup.save(settings, url, tujuan)
    click.echo(f"Cadangan tersimpan: {tujuan}")


@main.command()
@click.argument("sumber", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--timpa", is_flag=True, help="Ganti isi basis data yang sudah ada.")
def pulihkan(sumber: Path, *, timpa: bool) -> None:
    """Pulihkan basis data dan simpanan berkas dari cadangan."""
    settings = load_settings()
    with serve.database(settings) as url:
        backup.restore(settings, url, sumber, overwrite=timpa)
    click.echo("Cadangan dipulihkan.")


for command in (
    buat_admin,
    reset_sandi,
    impor_buku,
    angka_periksa,
    angka_ulang,
    impor_pemilih,
    keputusan_cocok,
    ringkas_daftar,
    penduduk_impor,
    ganda_ulang,
    perintah_kunci,
    cocokkan,
    data_latih,
    latih_model,
):
    main.add_command(command)
