"""The demonstration's data through the real services, at a small scale."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Peran
from pemakaman.akun.sandi import verify_sandi
from pemakaman.config import Settings
from pemakaman.contoh.alur import JUMLAH
from pemakaman.contoh.cli import fill_demo, print_accounts
from pemakaman.contoh.sandi import Baris, file_of, read_rows
from pemakaman.db import clock_at, now, reading, today_in
from pemakaman.laporan.models import Bukti, CatatanKembali, DugaanGanda, Laporan
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.laporan.rules import Kasus
from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.makam.rules import JenisMakam, Pengelolaan
from pemakaman.makam.setelan import list_cari_umum
from pemakaman.pantau.models import Fakta, LaporanBulanan
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pemilih.models import (
    BedaPemilih,
    CekLapangan,
    DaftarPemilih,
    MunculLagi,
    PaketUsul,
    Pemilih,
    TandaTerima,
    TindakTms,
    Usul,
)
from pemakaman.penduduk.models import ImporPenduduk, Penduduk
from pemakaman.petak.models import AhliWaris, Iptm
from tests.pabrik_angka import check_figures

SKALA = 0.02


@pytest.fixture
def settings(database: Engine, tmp_path: Path) -> Iterator[Settings]:
    yield Settings(
        secret_key="kunci-rahasia-untuk-pengujian-saja-0123456789",
        instance=tmp_path,
        simpanan=tmp_path / "simpanan",
        database_url=None,
        demo=True,
        https=False,
        proxies=0,
        port=0,
    )


def counts() -> dict[str, int]:
    tables = ["akun", "makam", "laporan", "bukti", "jejak", "daftar_pemilih", "pemilih", "usul", "paket"]
    tables += ["penduduk", "impor_penduduk"]
    tables += ["ahli_waris", "iptm", "rencana_makam"]
    tables += ["tanda_terima", "muncul_lagi", "tindak_tms", "cek_lapangan", "beda_pemilih"]
    tables += ["kasus_hidup", "penarikan", "laporan_bulanan", "tutup_buku", "koreksi_buku"]
    with reading() as session:
        return {name: session.scalar(text(f"SELECT count(*) FROM {name}")) for name in tables}


def check_passwords(settings: Settings) -> None:
    rows = {row.nama_pengguna: row for row in read_rows(settings.instance)}
    assert file_of(settings.instance).stat().st_mode & 0o777 == 0o600
    with reading() as session:
        akun = {row.nama_pengguna: row.sandi for row in session.scalars(select(Akun))}
    assert rows.keys() == akun.keys()
    for nama in ("pengelola.kedaton", "verif.metro", "admin.sistem"):
        assert len(rows[nama].sandi) >= 12
        assert verify_sandi(akun[nama], rows[nama].sandi)


def check_residents(session: Session) -> None:
    imports = session.scalars(select(ImporPenduduk)).all()
    assert {(row.kab_kode, row.status, row.salah) for row in imports} == {("18.71", "jadi", 0), ("18.72", "jadi", 0)}
    known = select(Penduduk).join(Laporan, (Laporan.nik == Penduduk.nik) & (Laporan.kab_kode == Penduduk.kab_kode))
    residents = session.scalars(known).all()
    assert residents
    households = select(func.count()).where(Penduduk.no_kk == residents[0].no_kk)
    assert (session.scalar(households) or 0) > 1
    assert session.scalar(select(func.count()).where(Penduduk.desa_kode.is_(None))) == 0


def check_exchange(session: Session) -> None:
    """Both sides' hands: lists one after the other, packages with and without receipt, and what came of them."""
    plain = select(func.count()).select_from(Pemilih).join(DaftarPemilih)
    plain = plain.where(DaftarPemilih.jenis == "DPB", DaftarPemilih.wilayah_kode.not_in(("18.71", "18.72")))
    share, rest = divmod(round(20_000 * SKALA), 15)
    assert session.scalar(plain) == 13 * share + rest
    lists = select(DaftarPemilih.jenis, func.count()).where(DaftarPemilih.wilayah_kode == "18.71")
    assert {tuple(row) for row in session.execute(lists.group_by(DaftarPemilih.jenis))} == {("DPB", 2), ("TMS", 1)}
    assert set(session.scalars(select(BedaPemilih.jenis))) == {"baru", "berubah", "hilang"}
    assert set(session.scalars(select(Usul.status))) >= {
        "diusulkan",
        "dikonfirmasi",
        "ditolak",
        "dibatalkan",
    }
    assert {None, "diterima"} <= set(session.scalars(select(PaketUsul.hasil)))
    assert session.scalar(select(TandaTerima.paket_id).limit(1)) is not None
    assert "baru" in set(session.scalars(select(MunculLagi.status)))
    assert {"tanpa_laporan", "tanpa_akta"} <= set(session.scalars(select(TindakTms.keadaan)))
    assert {"baru", "ditugaskan"} <= set(session.scalars(select(TindakTms.status)))
    assert set(session.scalars(select(CekLapangan.status))) == {"berjalan"}


def check_papers(session: Session) -> None:
    """Nobody got an akta before the papers went out."""
    counted = select(func.count()).select_from(Fakta)
    assert session.scalar(counted.where(Fakta.diunduh.is_not(None), Fakta.akta.is_(None)))
    assert session.scalar(counted.where(Fakta.akta.is_not(None), Fakta.diunduh.is_not(None)))
    assert session.scalar(counted.where(Fakta.akta < Fakta.diunduh)) == 0


def check_graves(session: Session) -> None:
    assert list_cari_umum(session) == ["18.71"]
    assert session.scalar(select(AhliWaris.id).where(AhliWaris.sampai.is_not(None)).limit(1)) is not None
    assert session.scalar(select(Iptm.id).where(Iptm.menggantikan_id.is_not(None)).limit(1)) is not None
    assert session.scalar(select(Iptm.id).where(Iptm.diingatkan_pada.is_not(None)).limit(1)) is not None
    assert session.scalar(select(func.count()).select_from(RencanaMakam)) == 8


@pytest.fixture
def on_a_sunday() -> Iterator[None]:
    """The coming Sunday, when nobody comes to the counter: a demonstration is filled on any day."""
    ahead = timedelta(days=6 - today_in("18").weekday())
    with clock_at(now() + ahead):
        yield


def break_off(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[Baris]:
    """A first start that ends after the accounts were written."""

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pemakaman.contoh.cli.fill_reports", crash)
        with pytest.raises(KeyboardInterrupt):
            fill_demo(settings, echo=lambda _: None, skala=SKALA, proses=1)
    assert counts()["laporan"] == 0
    return read_rows(settings.instance)


@pytest.mark.usefixtures("on_a_sunday")
def test_fill_broken_off_and_taken_up_holds_every_state_and_case_and_a_third_changes_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, told = break_off(settings, monkeypatch), list[str]()
    fill_demo(settings, echo=told.append, skala=SKALA, proses=1)
    assert not [line for line in told if "berhenti" in line]
    check_figures()
    with reading() as session:
        assert set(session.scalars(select(Laporan.status))) >= set(JUMLAH)
        assert set(session.scalars(select(Laporan.kasus))) == set(Kasus)
        assert {"mirip", "nik_beda_nama"} <= set(session.scalars(select(DugaanGanda.jenis)))
        assert {"terbuka"} <= set(session.scalars(select(DugaanGanda.status)))
        assert set(session.scalars(select(Laporan.asal))) == {"formulir", "impor", "lapangan"}
        assert session.scalar(select(func.count()).select_from(Makam)) == 45
        assert set(session.scalars(select(Makam.jenis))) == set(JenisMakam) - {JenisMakam.LAINNYA}
        assert set(session.scalars(select(Makam.pengelolaan))) == set(Pengelolaan)
        assert session.scalar(select(Bukti.id).limit(1)) is not None
        assert session.scalar(select(CatatanKembali.id).where(CatatanKembali.selesai_pada.is_(None)).limit(1))
        assert set(session.scalars(select(Akun.peran))) == set(Peran)
        assert len(set(session.scalars(select(Laporan.kab_kode)))) == 15
        assert set(session.scalars(select(DaftarPemilih.status))) == {"jadi"}
        check_exchange(session)
        check_residents(session)
        assert set(session.scalars(select(KasusHidup.kab_kode))) == {"18.71", "18.72"}
        assert set(session.scalars(select(LaporanBulanan.status))) == {"draf", "dikirim"}
        assert set(session.scalars(select(TutupBuku.nihil))) == {True, False}
        assert session.scalar(select(Laporan.id).where(Laporan.status == "diarsipkan").limit(1)) is not None
        check_graves(session)
        check_papers(session)
    before, accounts = counts(), read_rows(settings.instance)
    assert accounts == first
    fill_demo(settings, echo=told.append, skala=SKALA, proses=1)
    assert counts() == before
    assert read_rows(settings.instance) == accounts
    check_passwords(settings)

    told.clear()
    print_accounts(settings, echo=told.append)
    table = "\n".join(told)
    assert "verif.metro" in table
    assert "pengelola.kedaton" in table
    assert str(file_of(settings.instance)) in table

    file_of(settings.instance).unlink()
    fill_demo(settings, echo=told.append, skala=SKALA, proses=1)
    assert {row.sandi for row in read_rows(settings.instance)}.isdisjoint({row.sandi for row in accounts})
    check_passwords(settings)
    assert {**counts(), "jejak": 0} == {**before, "jejak": 0}
