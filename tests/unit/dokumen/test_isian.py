"""Plain values of the documents: names, words, what the counter adds."""

from dataclasses import replace
from datetime import date, time

import pytest

from pemakaman.dokumen.isian import IsianKematian, IsianMakam, IsianOrang, IsianPermohonan, flatten_isian
from pemakaman.nilai.tanggal import TanggalTakLengkap


def subjek(**values: object) -> dict[str, str]:
    """What is printed of a deceased person with these values."""
    return flatten_isian(IsianPermohonan(subjek=replace(IsianOrang(), **values)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tempat", "lahir", "umur", "teks"),
    [
        ("Kotabumi", TanggalTakLengkap(1960, 3, 15), 66, "Kotabumi, 15 Maret 1960"),
        ("Kotabumi", TanggalTakLengkap(1960, 3), None, "Kotabumi, Maret 1960"),
        ("", TanggalTakLengkap(1960), None, "tahun 1960"),
        ("Kotabumi", None, 66, "Kotabumi, umur 66 tahun"),
        ("", None, 0, "umur kurang dari 1 tahun"),
        ("Kotabumi", None, None, "Kotabumi"),
        ("", None, None, ""),
    ],
)
def test_birth_is_told_as_far_as_it_is_known(
    tempat: str, lahir: TanggalTakLengkap | None, umur: int | None, teks: str
) -> None:
    assert subjek(tempat_lahir=tempat, lahir=lahir, umur=umur)["subjek.tempat_tanggal_lahir"] == teks


def test_address_names_the_village_as_it_is_called_there() -> None:
    values = subjek(
        alamat="Jalan Melati 5", rt="003", rw="001", desa="Pujodadi", sebutan_desa="Kampung", kecamatan="Trimurjo"
    )
    assert values["subjek.alamat"] == "Jalan Melati 5, RT 003/RW 001, Kampung Pujodadi, Kecamatan Trimurjo"
    assert values["subjek.jalan"] == "Jalan Melati 5, RT 003/RW 001"


def test_address_leaves_out_what_is_not_known() -> None:
    assert subjek(rw="001", desa="Pujodadi")["subjek.alamat"] == "RW 001, Pujodadi"
    assert subjek()["subjek.alamat"] == ""


def test_death_and_burial_in_words() -> None:
    kematian = IsianKematian(tanggal=date(2026, 11, 3), pukul=time(4, 5), sebab=1, yang_menerangkan=2)
    makam = IsianMakam(tanggal=date(2026, 11, 4), pukul=time(9), blok="A", petak="7", nomor="12")
    values = flatten_isian(IsianPermohonan(kematian=kematian, makam=makam, zona="WIB"))
    assert values["kematian.hari_tanggal"] == "Selasa, 3 November 2026"
    assert values["kematian.pukul_teks"] == "04.05 WIB"
    assert values["kematian.sebab_teks"] == "Sakit biasa / tua"
    assert (values["makam.hari"], values["makam.tanggal_teks"]) == ("Rabu", "4 November 2026")
    assert values["makam.letak"] == "Blok A, petak 7, makam nomor 12"


@pytest.mark.parametrize(("kode", "f229"), [(1, "1"), (2, ""), (3, "4"), (4, ""), (None, "")])
def test_f_2_29_takes_over_only_what_is_surely_the_same_person(kode: int | None, f229: str) -> None:
    values = flatten_isian(IsianPermohonan(kematian=IsianKematian(yang_menerangkan=kode)))
    assert values["kematian.menerangkan_f229"] == f229


@pytest.mark.parametrize(
    ("agama", "kode"),
    [
        ("Islam", "1"),
        ("Katolik", "3"),
        ("Buddha", "5"),
        ("Khonghucu", "6"),
        ("Kepercayaan kepada Tuhan YME", "6"),
        ("", ""),
    ],
)
def test_religion_has_the_code_of_f_2_29(agama: str, kode: str) -> None:
    assert subjek(agama=agama)["subjek.agama.kode"] == kode


def test_letterhead_of_the_village() -> None:
    isian = IsianPermohonan(
        kabupaten_kota="Kabupaten Lampung Tengah",
        kecamatan="Trimurjo",
        desa_kelurahan="Pujodadi",
        sebutan_desa="Kampung",
    )
    values = flatten_isian(isian)
    assert [values[f"kop_desa.{n}"] for n in (1, 2, 3)] == [
        "PEMERINTAH KABUPATEN LAMPUNG TENGAH",
        "KECAMATAN TRIMURJO",
        "KAMPUNG PUJODADI",
    ]


def test_the_counter_fills_gaps_of_persons_and_nothing_else() -> None:
    isian = IsianPermohonan(pelapor=IsianOrang(nama="Siti", alamat="Jalan Melati 5"))
    masukan = {
        "masukan.pelapor_alamat": "lain",
        "masukan.pelapor_pekerjaan": "Petani",
        "masukan.pelapor_nama": "Bukan Siti",
        "masukan.jabatan_kepala": "Peratin",
    }
    values = flatten_isian(isian, masukan)
    assert values["pelapor.alamat"] == "Jalan Melati 5"
    assert values["pelapor.pekerjaan"] == "Petani"
    assert values["pelapor.nama"] == "Siti"
    assert values["desa.kepala"] == "Peratin"
    assert values["masukan.pelapor_nama"] == "Bukan Siti"
