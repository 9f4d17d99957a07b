"""From rows to values: what each document prints of a report."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas.isi import compose
from pemakaman.berkas.queries import default_settings
from pemakaman.db import transaction
from pemakaman.dokumen.isian import flatten_isian
from pemakaman.laporan.models import Laporan
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk.calon import EKSTRAK
from pemakaman.verifikasi import services as meja
from tests.pabrik import make_actor, make_makam
from tests.pabrik_laporan import make_laporan
from tests.pabrik_penduduk import make_penduduk
from tests.pabrik_verifikasi import act

SAAT = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)


def values_of(laporan_id: UUID, *, resmi: bool = True) -> dict[str, str]:
    """The flat values of a committed report."""
    with transaction() as session:
        laporan = session.get_one(Laporan, laporan_id)
        setelan = default_settings(session, laporan.kab_kode)
        return flatten_isian(compose(session, laporan, setelan, SAAT, resmi=resmi))


def reported(**isian: Any) -> dict[str, str]:
    """The values of a new report with these fields."""
    pengelola = make_actor(Peran.PENGELOLA_MAKAM, nama="Sarwono")
    return values_of(make_laporan(pengelola, make_makam(pengelola=[pengelola]), **isian).id)


def test_the_dead_as_reported(database: Engine) -> None:
    values = reported(pekerjaan="Petani/Pekebun", anak_ke=2, status_kawin="Kawin")
    shown = {name: values[f"subjek.{name}"] for name in ("jenis_kelamin_teks", "agama.kode", "pekerjaan", "anak_ke")}
    assert shown == {
        "jenis_kelamin_teks": "Laki-laki",
        "agama.kode": "1",
        "pekerjaan": "Petani/Pekebun",
        "anak_ke": "2",
    }
    assert values["subjek.tempat_tanggal_lahir"] == "Kotabumi, 15 Maret 1960"
    assert values["subjek.status_kawin"] == "Kawin"
    assert values["subjek.alamat"].startswith("Jalan Melati 5, RT 003/RW 001, Kelurahan ")
    assert values["subjek.alamat"].endswith("Kota Bandar Lampung, Lampung")


def test_death_burial_and_signature(database: Engine) -> None:
    values = reported()
    assert values["kematian.pukul_teks"] == "04.30 WIB"
    assert values["kematian.surat_nomor"] == "474.3/012/2026"
    assert values["kematian.hari_tanggal"].endswith(values["kematian.tanggal_teks"])
    assert values["makam.letak"] == "Blok A, makam nomor 12"
    assert values["makam.pengelola"] == "Sarwono"
    assert values["makam.nomor_buku"] in values["nomor_buku"]
    assert values["ttd.tempat_tanggal"] == "Bandar Lampung, 5 November 2026"
    assert (values["kop.1"], values["desa.kepala"]) == ("PEMERINTAH KOTA BANDAR LAMPUNG", "Lurah")


def test_the_receipt_lists_what_was_handed_in(database: Engine) -> None:
    values = reported()
    assert (values["terima.1"], values["terima.2"]) == ("Surat keterangan kematian", "KK atau KTP-el almarhum")
    assert values["terima.nomor"]
    assert (values["terima.penyerah"], values["terima.selesai"]) == ("Siti Aminah", "paling lama 3 hari kerja")


def test_the_reporter_and_a_parent_known_by_year(database: Engine) -> None:
    values = reported()
    assert (values["pelapor.hubungan"], values["ttd.pelapor"]) == ("Istri", "Siti Aminah")
    assert (values["ibu.lahir.thn"], values["ibu.lahir.bln"], values["ibu.umur"]) == ("1938", "", "")
    assert values["ibu.tempat_tanggal_lahir"] == "tahun 1938"


@pytest.mark.parametrize(
    ("lahir", "umur", "cetak"),
    [
        (None, 70, ("", "70")),
        (TanggalTakLengkap(1960), None, ("1960", "")),
    ],
)
def test_birth_known_in_part(
    database: Engine, lahir: TanggalTakLengkap | None, umur: int | None, cetak: tuple[str, str]
) -> None:
    values = reported(lahir=lahir, umur=umur, nik=None, nik_alasan="tidak_diketahui")
    assert (values["subjek.lahir.thn"], values["subjek.umur"]) == cetak


def test_a_baby_without_nik(database: Engine) -> None:
    values = reported(kasus="bayi", nik=None, nik_alasan="bayi", umur=0, lahir=None)
    assert (values["subjek.nik"], values["subjek.nik_alasan"]) == ("", "bayi")
    assert values["subjek.tempat_tanggal_lahir"] == "Kotabumi, umur kurang dari 1 tahun"


def test_a_person_nobody_knows(database: Engine) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    with transaction() as session:
        row = session.get_one(Laporan, laporan.id)
        session.expunge(row)
        row.nama, row.tidak_dikenal, row.alamat_desa_kode, row.nik = None, True, None, None
        row.alamat = row.rt = row.rw = row.dusun = row.lahir_tahun = row.tempat_lahir = None
        values = flatten_isian(compose(session, row, default_settings(session, row.kab_kode), SAAT))
    assert values["subjek.nama"] == values["kematian.nama"] == "TIDAK DIKENAL"
    assert (values["subjek.alamat"], values["subjek.tempat_tanggal_lahir"]) == ("", "")
    assert values["kode_wilayah"] == row.desa_kode


def chosen(verifikator: Actor) -> UUID:
    """A report whose officer chose a resident that knows more than the reporter."""
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    calon = make_penduduk(
        nik=laporan.nik, no_kk="1871010101109999", pekerjaan="Nelayan/Perikanan", nama_ayah="ZAINUDIN", agama="Islam"
    )
    act(meja.claim, laporan.id, actor=verifikator)
    act(
        meja.choose_candidate,
        laporan.id,
        sumber=EKSTRAK,
        calon_id=calon.id,
        versi=None,
        actor=verifikator,
    )
    return laporan.id


def test_a_chosen_resident_fills_what_he_knows_better(database: Engine) -> None:
    laporan_id = chosen(make_actor(Peran.VERIFIKATOR))
    values = values_of(laporan_id)
    assert (values["subjek.nama"], values["subjek.no_kk"]) == ("AHMAD SUHAIMI", "1871010101109999")
    assert (values["subjek.pekerjaan"], values["subjek.status_kawin"]) == ("Nelayan/Perikanan", "Kawin")
    assert values["ayah.nama"] == "ZAINUDIN"


def test_without_leave_nothing_of_the_population_data_is_printed(database: Engine) -> None:
    values = values_of(chosen(make_actor(Peran.VERIFIKATOR)), resmi=False)
    assert (values["subjek.nama"], values["subjek.no_kk"]) == ("Ahmad Suhaimi", "1871010101100001")
    assert (values["subjek.pekerjaan"], values["ayah.nama"]) == ("", "Zainuddin")


def test_who_signs_is_left_open_among_several_managers(database: Engine) -> None:
    first, second = make_actor(Peran.PENGELOLA_MAKAM, nama="Sarwono"), make_actor(Peran.PENGELOLA_MAKAM, nama="Tini")
    desa = make_actor(Peran.OPERATOR_DESA, "18.71.01.1003")
    laporan = make_laporan(first, make_makam(pengelola=[first, second]))
    assert values_of(laporan.id)["makam.pengelola"] == "Sarwono"
    with transaction() as session:
        row = session.get_one(Laporan, laporan.id)
        session.expunge(row)
        row.dibuat_oleh = desa.id
        setelan = default_settings(session, row.kab_kode)
        assert flatten_isian(compose(session, row, setelan, SAAT))["makam.pengelola"] == ""
