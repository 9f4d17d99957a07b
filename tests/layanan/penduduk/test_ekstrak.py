"""The cascade over the extract finds whom it should, in its own kab/kota only."""

from datetime import date

import pytest
from sqlalchemy import Engine

from pemakaman.db import reading
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk.banding import rank
from pemakaman.penduduk.calon import Tanya
from pemakaman.penduduk.ekstrak import EkstrakPenduduk, nik_slips
from pemakaman.penduduk.models import Penduduk
from tests.pabrik import METRO
from tests.pabrik_penduduk import make_impor, make_penduduk

MENINGGAL = date(2026, 10, 1)


def found(tanya: Tanya) -> list[int | None]:
    with reading() as session:
        return [one.calon.penduduk_id for one in rank(tanya, EkstrakPenduduk(session).search(tanya))]


@pytest.fixture
def warga(database: Engine) -> Penduduk:
    impor = make_impor()
    for nama in ("BUDI SANTOSO", "SITI AMINAH", "WAGIMAN", "SUHARTONO"):
        make_penduduk(impor=impor, nama=nama, tanggal_lahir=date(1975, 5, 5), no_kk="1871010101109999", nama_ayah=None)
    return make_penduduk(impor=impor)


def test_by_the_very_nik(warga: Penduduk) -> None:
    assert found(Tanya("18.71", nik=warga.nik, nama="Ahmad Suhaimi"))[0] == warga.id


def test_by_a_nik_with_a_wrong_digit(warga: Penduduk) -> None:
    assert warga.nik
    wrong = warga.nik[:7] + str((int(warga.nik[7]) + 1) % 10) + warga.nik[8:]
    assert found(Tanya("18.71", nik=wrong, nama="Soehaimi")) == [warga.id]


def test_by_two_exchanged_digits(warga: Penduduk) -> None:
    assert warga.nik
    wrong = warga.nik[:6] + warga.nik[7] + warga.nik[6] + warga.nik[8:]
    assert warga.nik in nik_slips(wrong)


def test_by_birth_and_a_misspelt_name(warga: Penduduk) -> None:
    tanya = Tanya("18.71", nama="Achmad Soehaimy", lahir=TanggalTakLengkap(1960, 3, 15))
    assert found(tanya) == [warga.id]


def test_by_birth_although_the_name_begins_otherwise(warga: Penduduk) -> None:
    tanya = Tanya("18.71", nama="Ahmad Zuhaimi", lahir=TanggalTakLengkap(1960, 3, 15))
    assert found(tanya)[0] == warga.id


def test_by_age_alone(warga: Penduduk) -> None:
    assert found(Tanya("18.71", nama="Suhaimi", umur=68, meninggal_tanggal=MENINGGAL)) == [warga.id]


def test_by_a_year_of_birth(warga: Penduduk) -> None:
    assert found(Tanya("18.71", nama="Suhaimi", lahir=TanggalTakLengkap(1961))) == [warga.id]


def test_by_name_and_village(warga: Penduduk) -> None:
    assert found(Tanya("18.71", nama="Suhaimi", desa_kode=warga.desa_kode)) == [warga.id]


def test_by_a_family_card(warga: Penduduk) -> None:
    assert warga.id in found(Tanya("18.71", nama="Suhaimi", no_kk=warga.no_kk))


def test_by_nothing_but_a_name(warga: Penduduk) -> None:
    assert found(Tanya("18.71", nama="Ahmad Suhaimi")) == [warga.id]


def test_nothing_known_finds_nobody(warga: Penduduk) -> None:
    assert found(Tanya("18.71")) == []


def test_residents_of_another_kab_are_not_shown(warga: Penduduk) -> None:
    other = make_penduduk(METRO)
    assert other.id not in found(Tanya("18.71", nik=other.nik, nama="Ahmad Suhaimi"))
    assert found(Tanya(METRO, nik=other.nik, nama="Ahmad Suhaimi")) == [other.id]


def test_somebody_without_nik_or_birth_is_found_in_his_village(database: Engine) -> None:
    bare = make_penduduk(nik=None, tanggal_lahir=None, nama_ayah=None)
    assert found(Tanya("18.71", nama="Ahmad Suhaimi", desa_kode=bare.desa_kode)) == [bare.id]


def test_a_strange_name_is_no_error(warga: Penduduk) -> None:
    for nama in ("%", "O'Neil \\ _%", "😀", "x" * 100, "H."):
        found(Tanya("18.71", nama=nama))
