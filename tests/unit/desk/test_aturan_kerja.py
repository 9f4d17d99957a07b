"""What is refused of a visit's result, of a prison's day and of a service day, with the figures named."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.desk.rules.gisa import cover, find_galat_gisa
from pemakaman.desk.rules.jemput import Terlayani, find_galat_hasil
from pemakaman.desk.rules.kolom import Angka
from pemakaman.desk.rules.lapas import find_galat_lapas, parse_luar
from pemakaman.desk.rules.layanan import IsianLayanan, find_galat_layanan, merge_days, service_days, why_service
from pemakaman.desk.rules.periksa import Hari
from pemakaman.desk.rules.teks import find_galat_teks, has_nik
from pemakaman.nilai.galat import NilaiError

HARI_INI, SENIN, MINGGU = date(2024, 11, 24), date(2024, 11, 25), date(2024, 11, 24)
HASIL = {"rekam": 10, "cetak": 8, "ikd": 3, "kia": 2, "akta": 5, "akta_kematian": 4}
# Lapas Cianjur as its office reported it, rounded so that the sums meet.
LAPAS: Angka = {
    "penghuni": 766,
    "wajib_ktp": 760,
    "domisili_dalam": 433,
    "domisili_luar": 327,
    "terdaftar": 700,
    "sudah_rekam": 600,
    "rekam_hari": 20,
    "nik_kosong": 60,
    "alat": 2,
    "petugas": 8,
}


def hasil(terlayani: Terlayani, **ganti: int | None) -> str:
    found = find_galat_hasil(HASIL | ganti, terlayani)
    return " ".join(pesan for one in found.values() for pesan in one)


def lapas(sebelum: Angka | None = None, luar: dict[str, int] | None = None, kata: str = "", **ganti: int) -> str:
    angka = LAPAS | ganti
    found = find_galat_lapas(angka, sebelum, luar=luar or {}, keterangan=kata, hari=Hari(HARI_INI, angka))
    return " ".join(pesan for one in found.values() for pesan in one)


def layanan(tanggal: date, alasan: str | None = "Minggu", **isian: object) -> str:
    values = {"tempat": "Kantor", "buka": True, "jam_buka": time(8), "petugas": "Ana", **isian}
    found = find_galat_layanan(IsianLayanan(**values), tanggal, HARI_INI, alasan)  # type: ignore[arg-type]
    return " ".join(pesan for one in found.values() for pesan in one)


def test_result_that_covers_its_people_is_taken() -> None:
    assert hasil(Terlayani(kematian=4, pemilih=12, lain=3)) == ""


def test_families_served_need_as_many_certificates() -> None:
    assert hasil(Terlayani(kematian=5)) == "Akta kematian 4 kurang daripada 5 keluarga yang ditandai terlayani."


def test_voters_served_were_recorded_or_printed() -> None:
    pesan = hasil(Terlayani(pemilih=19))
    assert pesan == "Rekam 10 ditambah cetak 8 kurang daripada 19 pemilih yang ditandai terlayani."


def test_all_services_together_cover_all_people() -> None:
    pesan = hasil(Terlayani(lain=29))
    assert pesan == "Semua layanan berjumlah 28, kurang daripada 29 sasaran yang ditandai terlayani."


def test_certificates_of_a_death_are_among_all_certificates() -> None:
    assert "Akta kematian 6 lebih besar daripada semua akta 5." in hasil(Terlayani(), akta_kematian=6)


def test_empty_figure_of_a_result_is_asked_for() -> None:
    assert "Rekam KTP-el belum diisi. Tulis 0 bila tidak ada." in hasil(Terlayani(), rekam=None)


@given(st.fixed_dictionaries({kode: st.integers(0, 50) for kode in HASIL}), st.integers(0, 60), st.integers(0, 60))
def test_a_result_that_is_taken_covers_its_people(angka: dict[str, int], kematian: int, pemilih: int) -> None:
    if not find_galat_hasil(angka, Terlayani(kematian, pemilih)):
        assert kematian <= angka["akta_kematian"] <= angka["akta"]
        assert pemilih <= angka["rekam"] + angka["cetak"]


@pytest.mark.parametrize(
    "text",
    [
        "1871010304500001",
        "NIK 1871 0103 0450 0001",
        "187101.030450.0001",
        "187101 - 030450 -- 0001",
        "１８７１０１０３０４５００００１",
        "١٨٧١٠١٠٣٠٤٥٠٠٠٠١",
        "1871\u200b0103\u20110450 0001",
    ],
)
def test_a_nik_is_seen_however_it_is_written(text: str) -> None:
    assert has_nik(text)


@pytest.mark.parametrize(
    "text", ["Pak RT 0812 3456 7890, rumah nomor 12", "Listrik padam 16-11-2026 - 17-11-2026", "RT 01, 02, 03, 04, 05"]
)
def test_telephone_days_and_short_numbers_are_no_nik(text: str) -> None:
    assert not has_nik(text)


def test_text_that_is_too_long_says_how_long_it_is() -> None:
    found = find_galat_teks({"kendala": "a" * 1001, "lokasi": "Balai"}, 1000)
    assert found == {"kendala": ["Tulis paling banyak 1.000 huruf. Yang ditulis 1.001."]}


def test_prison_whose_sums_meet_is_taken() -> None:
    assert lapas({**LAPAS, "sudah_rekam": 580}) == ""


def test_recorded_are_among_the_registered() -> None:
    assert lapas(sudah_rekam=701) == "Sudah rekam 701 lebih besar daripada terdaftar 700."


def test_registered_and_without_nik_are_among_the_inmates() -> None:
    assert "menjadi 770, lebih besar daripada penghuni 766" in lapas(terdaftar=710)


def test_domiciles_that_do_not_meet_ask_for_a_word() -> None:
    pesan = "Domisili dalam 433 ditambah luar 320 = 753, wajib KTP 760: selisih 7. Tulis sebabnya di sini."
    assert lapas(domisili_luar=320) == pesan
    assert lapas(domisili_luar=320, kata="Tujuh tanpa alamat") == ""


def test_fewer_recorded_than_before_asks_for_a_word() -> None:
    before = {**LAPAS, "sudah_rekam": 612}
    assert "Sudah rekam 600 lebih kecil daripada laporan sebelumnya 612." in lapas(before)
    assert lapas(before, kata="Dua belas bebas") == ""


def test_homes_add_up_to_the_inmates_from_elsewhere() -> None:
    pesan = "Rincian menurut daerah asal berjumlah 300, domisili luar 327."
    assert lapas(luar={"18.10": 200, "32.03": 100}) == pesan
    assert lapas(luar={"18.10": 227, "32.03": 100}) == ""


def test_homes_are_read_line_by_line() -> None:
    text = "Kabupaten Pringsewu 12\n\n18.71: 1.005 orang\nKota Metro = 3"
    assert parse_luar(text) == [("Kabupaten Pringsewu", 12), ("18.71", 1005), ("Kota Metro", 3)]


@pytest.mark.parametrize("text", ["Pringsewu", "Pringsewu dua", "Metro -3", "12"])
def test_line_without_a_number_is_named(text: str) -> None:
    with pytest.raises(NilaiError, match="Baris 1"):
        parse_luar(text)


def test_holidays_weekends_and_polling_days_are_service_days() -> None:
    libur, polls = {date(2024, 12, 25): "Natal"}, {date(2024, 11, 27): "Pilkada 2024"}
    found = service_days(date(2024, 11, 1), date(2024, 12, 31), libur=libur, hari_h=polls)
    assert found == [(date(2024, 11, 27), "Hari H Pilkada 2024"), (date(2024, 12, 25), "Natal")]
    assert why_service(MINGGU, libur=libur, hari_h=polls) == "Minggu"
    assert why_service(SENIN, libur=libur, hari_h=polls) is None


def test_day_of_a_few_says_whose_it_is() -> None:
    natal, jadi, names = (SENIN, "Natal"), (MINGGU, "Hari jadi"), {kode: f"Kab {kode}" for kode in "abcd"}
    found = merge_days({"a": [natal, jadi], "b": [natal], "c": [natal], "d": []}, names)
    told = {one.tanggal: (one.sebab, sorted(one.kab)) for one in found}
    assert told[MINGGU] == ("Hari jadi (Kab a)", ["a"])
    assert told[SENIN] == ("Natal (Kab a, Kab b, Kab c)", ["a", "b", "c"])
    assert merge_days({"a": [jadi]}, names)[0].sebab == "Hari jadi"


def test_ordinary_day_is_refused_by_name() -> None:
    assert layanan(SENIN, None) == "Senin, 25 November 2024 hari kerja biasa. Halaman ini untuk hari libur dan hari H."


def test_open_place_has_an_hour_and_an_officer() -> None:
    pesan = layanan(MINGGU, jam_buka=None, petugas="")
    assert "Tulis jam bukanya" in pesan
    assert "Tulis nama petugas piketnya." in pesan


def test_it_closes_after_it_opened() -> None:
    assert layanan(MINGGU, jam_tutup=time(7)) == "Jam tutup 07.00 tidak sesudah jam buka 08.00."


def test_closed_place_did_nothing() -> None:
    assert "tutup, tetapi ada suket 3" in layanan(MINGGU, buka=False, jam_buka=None, petugas="", suket=3)


def test_nothing_is_done_on_a_day_to_come() -> None:
    assert "belum tiba; rekam 2" in layanan(date(2024, 11, 27), "Hari H", rekam=2)
    assert layanan(date(2024, 11, 27), "Hari H") == ""


def test_indicators_lie_between_nought_and_a_hundred() -> None:
    found = find_galat_gisa({"kepemilikan": 101, "pemutakhiran": 0, "pemanfaatan": 100, "melayani": None})
    assert sorted(found) == ["kepemilikan", "melayani"]


KECAMATAN = {"18.72.01": "Metro Pusat", "18.72.02": "Metro Utara"}


def test_gisa_covers_when_each_kecamatan_has_a_village_and_one_is_taken_up_itself() -> None:
    villages = ["18.72.01.1001", "18.72.01.1002", "18.72.02.1001"]
    assert cover(KECAMATAN, [*villages, "18.72.02"]).cukup
    assert not cover(KECAMATAN, villages).cukup


def test_gisa_of_a_kecamatan_or_of_the_whole_kab_is_no_village() -> None:
    found = cover(KECAMATAN, ["18.72", "18.72.01", "18.72.02.1001"])
    assert (found.ada, found.semua, found.kurang, found.kecamatan) == (1, 2, ("Metro Pusat",), 1)
