"""What stays empty on a form and must be written by hand."""

from datetime import date, time

import pytest

from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.kosong import list_kosong
from pemakaman.nilai.tanggal import TanggalTakLengkap

KEMATIAN = IsianKematian(
    nik="1871011503600001",
    nama="Ahmad",
    tanggal=date(2026, 11, 3),
    pukul=time(4, 5),
    sebab=1,
    tempat="Rumah",
    yang_menerangkan=1,
)


def kosong(jenis: Jenis, masukan: dict[str, str] | None = None, **isian: object) -> list[str]:
    """The labels for an application with these values."""
    return list_kosong(jenis, flatten_isian(IsianPermohonan(**isian), masukan))  # type: ignore[arg-type]


def test_a_date_and_a_time_are_one_label_each() -> None:
    found = kosong(Jenis.F_2_01A)
    assert found[-5:] == [
        "Tanggal kematian",
        "Pukul kematian",
        "Sebab kematian",
        "Tempat kematian",
        "Yang menerangkan",
    ]


def test_blocks_of_other_events_are_not_listed() -> None:
    found = kosong(Jenis.F_2_01A, kematian=KEMATIAN)
    assert not [one for one in found if "ematian" in one or "bayi" in one.lower() or "kelahiran" in one.lower()]


def test_nothing_of_what_is_filled_in() -> None:
    subjek = IsianOrang(nama="Ahmad", nik="1871011503600001", no_kk="1871010101100001", kewarganegaraan="INDONESIA")
    assert not [one for one in kosong(Jenis.F_2_01A, subjek=subjek) if one.endswith("subjek akta")]


def test_a_number_that_stands_in_two_blocks_is_listed_once() -> None:
    found = kosong(Jenis.F_2_01A, kematian=IsianKematian(nama="Ahmad"), subjek=IsianOrang(nama="Ahmad"))
    assert [one for one in found if one.startswith("NIK") and "aksi" not in one] == [
        "NIK pelapor",
        "NIK subjek akta",
        "NIK Ayah",
        "NIK Ibu",
    ]


@pytest.mark.parametrize("alasan", ["bayi", "tidak_punya", "wna"])
def test_nobody_is_asked_for_a_nik_that_does_not_exist(alasan: str) -> None:
    assert "NIK jenazah" not in kosong(Jenis.F_2_29, subjek=IsianOrang(nama="Bayi", nik_alasan=alasan))
    assert "NIK jenazah" in kosong(Jenis.F_2_29, subjek=IsianOrang(nama="Bayi", nik_alasan="tidak_diketahui"))


def test_of_an_unknown_person_only_what_one_saw_is_asked() -> None:
    found = kosong(Jenis.F_2_29, subjek=IsianOrang(nama="TIDAK DIKENAL"), kematian=IsianKematian(nama="TIDAK DIKENAL"))
    assert not [one for one in found if one.endswith(("ayah", "ibu", "jenazah"))]
    assert {"Jenis kelamin", "Tanggal kematian", "Tempat kematian"} <= set(found)


def test_a_birth_known_by_year_or_age_is_not_asked_again() -> None:
    known = IsianOrang(nama="Ani", lahir=TanggalTakLengkap(1938))
    aged = IsianOrang(nama="Ali", umur=70)
    found = kosong(Jenis.F_2_29, ibu=known, ayah=aged)
    assert "Tanggal lahir ibu" not in found
    assert "Tanggal lahir ayah" not in found
    assert "Tanggal lahir pelapor" in found


def test_who_certified_is_asked_where_the_two_forms_differ() -> None:
    nakes = IsianKematian(yang_menerangkan=2)
    assert "Yang menerangkan" in kosong(Jenis.F_2_29, kematian=nakes)
    assert "Yang menerangkan" not in kosong(Jenis.F_2_01A, kematian=nakes)
    assert "Yang menerangkan" not in kosong(Jenis.F_2_29, {"masukan.menerangkan_f229": "2"}, kematian=nakes)


def test_judgment_is_asked_only_for_a_cancellation() -> None:
    assert "Nomor Putusan Pengadilan" not in kosong(Jenis.F_2_01F, {"masukan.keperluan": "pembetulan"})
    assert "Nomor Putusan Pengadilan" in kosong(Jenis.F_2_01F, {"masukan.keperluan": "pembatalan"})


@pytest.mark.parametrize(("alasan", "asked"), [("sakit", False), ("lainnya", True), ("", True)])
def test_who_is_ill_is_asked_for_no_other_reason(alasan: str, asked: bool) -> None:
    assert ("Alasan" in kosong(Jenis.F_1_07, {"masukan.alasan": alasan})) is asked


def test_what_the_office_or_the_signing_adds_is_not_listed() -> None:
    assert {"Hari", "Tanggal", "Bulan", "Tahun", "Tempat"} & set(kosong(Jenis.F_1_07)) == set()
    assert "Nomor tanda terima" not in kosong(Jenis.TANDA_TERIMA)


def test_of_an_unknown_person_the_time_is_asked_on_every_paper() -> None:
    unknown = {"subjek": IsianOrang(nama="TIDAK DIKENAL"), "kematian": IsianKematian(nama="TIDAK DIKENAL")}
    assert "Pukul kematian" in kosong(Jenis.F_2_29, **unknown)
    assert "Pukul meninggal" in kosong(Jenis.SK_PEMAKAMAN, **unknown)


def test_a_kind_without_a_form_has_nothing_empty() -> None:
    assert kosong(Jenis.SURAT) == []
