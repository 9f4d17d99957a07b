"""What the companion forms print, out of the values that every document has."""

import pytest

from pemakaman.dokumen.daftar import arrange
from pemakaman.dokumen.isian_pendamping import companion_values
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Varian
from pemakaman.dokumen.letak import rooms_of

PELAPOR = {
    "pelapor.nama": "Siti Aminah",
    "pelapor.nik": "1802054101550001",
    "pelapor.alamat": "Jalan Raya 12, Desa Pujodadi",
    "pelapor.tempat_tanggal_lahir": "Metro, 1 Januari 1955",
    "ttd.tempat": "Trimurjo",
    "ttd.tanggal": "5 November 2026",
}
KUASA = {
    "masukan.kuasa_nama": "Budi Santoso",
    "masukan.kuasa_nik": "1802054101550009",
    "masukan.pemberi_nama": "Siti Aminah",
}
PUTUSAN = {
    "masukan.keperluan": "pembatalan",
    "akta.nomor": "1802-KM-05112026-0001",
    "masukan.putusan_nomor": "12/Pdt.P/2026/PN Gns",
    "masukan.putusan_tanggal": "5 November 2026",
    "masukan.putusan_lembaga": "PN Gunung Sugih",
}


@pytest.mark.parametrize(
    ("told", "ticked"), [("ya", "ganti_kepala"), ("tidak", "peristiwa_penting"), ("", "peristiwa_penting")]
)
def test_one_reason_for_a_new_family_card_is_ticked(told: str, ticked: str) -> None:
    found = companion_values({**PELAPOR, "masukan.kepala_keluarga": told})
    reasons = {"f102.ganti_kepala", "f102.peristiwa_penting"} & found.keys()
    assert reasons == {f"f102.{ticked}"}
    assert found["f102.akta_kematian"] == found["f102.kk_lama"] == "1"


def test_a_spouse_who_reports_states_the_change_herself() -> None:
    found = companion_values({**PELAPOR, "pelapor.hubungan": "Istri", "subjek.no_kk": "1802050101100001"})
    assert found["f106.nama"] == found["f106.1.nama"] == "Siti Aminah"
    assert found["f106.no_kk"] == "1802050101100001"
    assert (found["f106.lain.1.semula"], found["f106.lain.1.menjadi"]) == ("Kawin", "Cerai Mati")


def test_a_child_who_reports_is_not_taken_for_the_spouse() -> None:
    found = companion_values({**PELAPOR, "pelapor.hubungan": "Anak", "subjek.no_kk": "1802050101100001"})
    assert {"f106.nama", "f106.nik", "f106.no_kk", "f106.1.nama"} & found.keys() == set()


def test_the_typed_spouse_goes_before_the_reporter() -> None:
    typed = {"masukan.pasangan_nama": "Wayan Sudarma", "pelapor.hubungan": "Istri"}
    found = companion_values({**PELAPOR, **typed})
    assert found["f106.nama"] == "Wayan Sudarma"
    assert "f106.nik" not in found


KARTU = {
    "pelapor.hubungan": "Istri",
    "subjek.no_kk": "1802050101100001",
    "subjek.nama": "Ahmad",
    "kematian.tanggal_teks": "3 November 2026",
}


def test_the_dead_stands_on_the_card_of_the_spouse() -> None:
    found = companion_values({**PELAPOR, **KARTU, "masukan.kepala_keluarga": "ya"})
    assert (found["f106.1.shdk"], found["f106.2.shdk"]) == ("Istri", "Kepala Keluarga")
    assert (found["f106.2.nama"], found["f106.2.keterangan"]) == ("Ahmad", "Meninggal 3 November 2026")


def test_a_place_in_the_household_that_nobody_told_stays_open() -> None:
    found = companion_values({**PELAPOR, **KARTU})
    assert {"f106.1.shdk", "f106.2.shdk"} & found.keys() == set()


def test_the_dead_is_not_put_on_a_card_that_is_not_his() -> None:
    other = {"masukan.pasangan_nama": "Wati", "masukan.pasangan_no_kk": "1802050101109999"}
    assert "f106.2.nama" not in companion_values({**PELAPOR, **KARTU, **other})


@pytest.mark.parametrize(("typed", "printed"), [("", "Ahmad"), ("Wayan", "Wayan")])
def test_a_dead_head_of_the_household_is_named_as_such(typed: str, printed: str) -> None:
    told = {"masukan.kepala_keluarga": "ya", "masukan.nama_kepala_keluarga": typed}
    assert companion_values({**KARTU, **told})["masukan.nama_kepala_keluarga"] == printed


@pytest.mark.parametrize(
    ("reason", "struck", "words"),
    [("sakit", "lainnya", None), ("lainnya", "sakit", "bekerja di luar kota"), ("", None, None)],
)
def test_the_reason_that_does_not_apply_is_struck_out(reason: str, struck: str | None, words: str | None) -> None:
    typed = {"masukan.alasan": reason, "masukan.alasan_teks": "bekerja di luar kota"}
    found = companion_values({**PELAPOR, **KUASA, **typed})
    assert [name for name in ("sakit", "lainnya") if f"kuasa.coret_{name}" in found] == ([struck] if struck else [])
    assert found.get("kuasa.alasan") == words


def test_the_day_of_the_power_is_told_in_its_parts() -> None:
    found = companion_values({**PELAPOR, **KUASA})
    day = [found[f"kuasa.{name}"] for name in ("hari", "tanggal", "bulan", "tahun", "tempat")]
    assert day == ["Kamis", "5", "November", "2026", "Trimurjo"]


def test_a_date_that_cannot_be_read_stays_open() -> None:
    found = companion_values({**PELAPOR, **KUASA, "ttd.tanggal": "kemarin dulu"})
    assert {"kuasa.hari", "kuasa.tanggal", "kuasa.bulan", "kuasa.tahun"} & found.keys() == set()


def test_a_cancelled_certificate_names_its_judgment() -> None:
    found = companion_values({**PELAPOR, **PUTUSAN})
    assert found["jenis.pembatalan"] == "1"
    assert (found["putusan.tgl"], found["putusan.bln"], found["putusan.thn"]) == ("05", "11", "2026")
    assert "akta.nomor_dibetulkan" not in found


def test_a_corrected_certificate_stands_in_the_block_of_corrections() -> None:
    found = companion_values({**PELAPOR, **PUTUSAN, "masukan.keperluan": "pembetulan"})
    assert found["akta.nomor_dibetulkan"] == "1802-KM-05112026-0001"
    assert {"jenis.pembatalan", "akta.nomor_dibatalkan", "putusan.nomor"} & found.keys() == set()


def test_every_value_has_a_room_on_a_form() -> None:
    forms = (Jenis.F_1_02, Jenis.F_1_04, Jenis.F_1_06, Jenis.F_1_07, Jenis.F_2_01F)
    rooms = frozenset[str]().union(*(rooms_of(arrange(jenis, Varian())) for jenis in forms))
    every: dict[str, str] = {}
    for told in ({"masukan.alasan": "lainnya"}, {"masukan.keperluan": "pembetulan"}):
        every |= companion_values({**PELAPOR, **KUASA, **PUTUSAN, "pelapor.hubungan": "Suami", **told})
    assert every.keys() - rooms == set()
