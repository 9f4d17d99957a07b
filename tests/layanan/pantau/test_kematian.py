"""Deaths and completeness of a place, as the kept sums and the facts say them."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.contoh import acuan as contoh
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.rules import Kasus
from pemakaman.makam.models import Makam
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.queries import kematian as queries
from pemakaman.pantau.queries.corong import get_letak
from pemakaman.pantau.queries.kelengkapan import read_kelengkapan
from pemakaman.pantau.queries.tempat import get_tempat
from pemakaman.pantau.rules.acuan import IsiAcuan
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.kematian import Bulanan
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode
from pemakaman.pantau.rules.perkiraan import UMUR
from pemakaman.pantau.services.acuan import add_acuan
from tests.pabrik import BANDAR_LAMPUNG, DESA, METRO, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_bulanan import DULU, LALU, in_month, make_row, noon

DESA_SINI = DESA[BANDAR_LAMPUNG]
TEMPAT = (PROVINSI, BANDAR_LAMPUNG, DESA_SINI[:8], DESA_SINI)
KINI = month_of(today_in(PROVINSI))
SETAHUN = Periode(KINI.next(-11), KINI)
LAMA = Bulan(2019, 5)


@pytest.fixture
def makam(database: Engine) -> Makam:
    return make_makam()


@pytest.fixture
def provinsi(database: Engine) -> Actor:
    return make_actor(Peran.PETUGAS_PROVINSI)


def bury(makam: Makam, bulan: Bulan, masuk: Bulan | None = None, **values: object) -> None:
    hari = in_month(bulan)
    given = {"masuk_buku_pada": noon(in_month(masuk, 20))} if masuk else {}
    make_row(PENCATAT[0], makam, hari, **given, **values)


PENCATAT: list[Actor] = []


@pytest.fixture(autouse=True)
def pencatat(database: Engine) -> None:
    PENCATAT[:] = [make_actor(Peran.PENGELOLA_MAKAM)]


def months(kode: str, sumbu: Sumbu, actor: Actor) -> dict[Bulan, Bulanan]:
    count_everything()
    with reading() as session:
        found = queries.count_months(session, get_letak(session, kode, "", actor=actor), sumbu, SETAHUN)
    return {bulan: one for bulan, one in found.items() if one.jumlah}


def test_old_death_entered_now_never_swells_the_month_of_entry_at_any_level(makam: Makam, provinsi: Actor) -> None:
    bury(makam, LALU)
    bury(makam, LAMA, masuk=LALU)
    bury(makam, LAMA.next(), masuk=LALU)
    assert [months(kode, Sumbu.MASUK, provinsi) for kode in TEMPAT] == [{LALU: Bulanan(3, 2)}] * 4


def test_oldest_of_those_entered_is_found_at_any_level(makam: Makam, provinsi: Actor) -> None:
    bury(makam, LAMA, masuk=LALU)
    bury(makam, LAMA.next(), masuk=LALU)
    count_everything()
    with reading() as session:
        for kode in TEMPAT:
            letak = get_letak(session, kode, "", actor=provinsi)
            assert queries.oldest_entered(session, letak, [LALU]) == LAMA
            assert queries.oldest_entered(session, letak, []) is None


def test_death_entered_in_a_later_month_is_told_by_month_of_death(makam: Makam, provinsi: Actor) -> None:
    bury(makam, DULU, masuk=LALU)
    bury(makam, DULU)
    assert [months(kode, Sumbu.MENINGGAL, provinsi) for kode in TEMPAT] == [{DULU: Bulanan(2, 1)}] * 4


def test_stillbirth_is_no_death(makam: Makam, provinsi: Actor) -> None:
    bury(makam, LALU, kasus=Kasus.LAHIR_MATI)
    assert months(PROVINSI, Sumbu.MENINGGAL, provinsi) == {}


def test_kinds_are_counted_alike_from_sums_and_from_facts(makam: Makam, provinsi: Actor) -> None:
    bury(makam, LALU, jenis_kelamin="L", umur=70, sebab=1, meninggal_tempat_jenis="rumah")
    bury(makam, LALU, jenis_kelamin="P", sebab=3)
    count_everything()
    with reading() as session:
        places = [get_letak(session, kode, "", actor=provinsi) for kode in TEMPAT]
        found = [queries.count_kinds(session, letak, Sumbu.MENINGGAL, SETAHUN) for letak in places]
    expected = {
        "umur": {"L|umur_65": 1, "P|umur_tidak_diketahui": 1},
        "sebab": {"1": 1, "3": 1},
        "tempat": {"rumah": 1, "": 1},
    }
    assert found == [expected] * 4


def test_one_cemetery_counts_its_own(makam: Makam, provinsi: Actor) -> None:
    bury(makam, LALU)
    bury(make_makam(), LALU)
    count_everything()
    with reading() as session:
        letak = get_letak(session, "", str(makam.id), actor=provinsi)
        assert queries.count_months(session, letak, Sumbu.MENINGGAL, SETAHUN)[LALU].jumlah == 1


def test_page_says_how_many_were_added_later_and_from_when(makam: Makam, provinsi: Actor, app: Flask) -> None:
    bury(makam, LAMA, masuk=LALU)
    count_everything()
    page = sign_in(app, provinsi).get("/pantau/kematian?sumbu=masuk").text
    assert "Disusulkan: 1 kematian dari bulan-bulan sebelumnya" in page
    assert "paling lama dari Mei 2019" in page


def test_each_picture_is_a_file(makam: Makam, provinsi: Actor, app: Flask) -> None:
    bury(makam, LALU, jenis_kelamin="L", umur=70, sebab=1)
    count_everything()
    client = sign_in(app, provinsi)
    for kunci in ("bulanan", "umur", "sebab", "tempat"):
        answer = client.get(f"/pantau/kematian?unduh=csv&gambar={kunci}")
        assert (answer.status_code, answer.mimetype) == (200, "text/csv")


def test_no_address_ends_in_an_error_of_the_program(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    expected = {
        "": 200,
        f"?wilayah={DESA_SINI}": 200,
        "?dari=2026-13": 400,
        "?sumbu=lain": 400,
        "?dari=1990-01&sampai=2026-01&sumbu=masuk": 200,
        "?dari=2099-01&sampai=2099-12": 200,
        "?wilayah=18.72": 404,
        "?makam=bukan": 404,
        "?unduh=csv&gambar=lain": 404,
    }
    for page in ("/pantau/kematian", "/pantau/kelengkapan"):
        assert {kueri: client.get(page + kueri).status_code for kueri in expected} == expected


def set_figures(actor: Actor, *isi: tuple[str, str | None, int, str]) -> None:
    with transaction() as session:
        for jenis, kode, tahun, nilai in isi:
            row = IsiAcuan(jenis, kode, tahun, "", "", Decimal(nilai), None, None, "Sumber uji", None)
            add_acuan(session, row, actor=actor)


def test_recorded_deaths_stand_beside_the_expected(makam: Makam, provinsi: Actor) -> None:
    set_figures(provinsi, ("penduduk", BANDAR_LAMPUNG, 2024, "100000"), ("angka_kematian", PROVINSI, 2024, "6"))
    for _ in range(3):
        bury(makam, LALU)
    bury(makam, LAMA)
    count_everything()
    with reading() as session:
        tempat = get_tempat(session, BANDAR_LAMPUNG, actor=provinsi)
        hasil = read_kelengkapan(session, tempat, SETAHUN, LALU.akhir)
    nilai = hasil.sendiri.nilai
    assert nilai is not None
    assert nilai.persen is not None
    assert nilai.tercatat == 3
    # Eleven months have passed by the last day of the month before.
    assert nilai.perkiraan.tengah == pytest.approx(600 * 11 / 12, rel=0.02)
    assert hasil.anak == []


def test_province_without_its_own_figure_is_the_sum_of_all_its_parts(provinsi: Actor) -> None:
    with reading() as session:
        tempat = get_tempat(session, PROVINSI, actor=provinsi)
    set_figures(provinsi, ("angka_kematian", PROVINSI, 2024, "6"))
    kab = [kode for kode in contoh.JIWA if kode != PROVINSI]
    set_figures(provinsi, *(("penduduk", kode, 2024, "100000") for kode in kab[:-1]))

    def own() -> float | None:
        with reading() as session:
            found = read_kelengkapan(session, tempat, SETAHUN, LALU.akhir).sendiri.nilai
            return found.perkiraan.tengah if found else None

    assert own() is None
    set_figures(provinsi, ("penduduk", kab[-1], 2024, "100000"))
    assert own() == pytest.approx(15 * 600 * 11 / 12, rel=0.02)


def test_kecamatan_are_shown_once_their_people_are_known(provinsi: Actor) -> None:
    kec = DESA_SINI[:8]
    set_figures(provinsi, ("penduduk", BANDAR_LAMPUNG, 2024, "100000"), ("angka_kematian", None, 2024, "6"))
    set_figures(provinsi, ("penduduk", kec, 2024, "5000"))
    with reading() as session:
        tempat = get_tempat(session, BANDAR_LAMPUNG, actor=provinsi)
        hasil = read_kelengkapan(session, tempat, SETAHUN, LALU.akhir)
    known = {one.kode: one for one in hasil.anak if one.nilai}
    assert list(known) == [kec]
    assert known[kec].nilai
    assert known[kec].nilai.persen is None
    assert {one.perkiraan.kurang for one in hasil.anak if not one.nilai} == {("penduduk",)}


def test_page_names_what_is_missing_and_leads_there(provinsi: Actor, app: Flask) -> None:
    page = sign_in(app, provinsi).get("/pantau/kelengkapan").text
    assert "jumlah penduduk Lampung belum ada" in page
    assert "/setelan/acuan/baru?jenis=penduduk&amp;wilayah_kode=18" in page


def test_page_shows_range_line_and_sources(makam: Makam, provinsi: Actor, app: Flask) -> None:
    set_figures(provinsi, *((("penduduk", kode, 2024, str(jiwa)) for kode, jiwa in contoh.JIWA.items())))
    set_figures(provinsi, ("angka_kematian", PROVINSI, 2024, "6.5"), ("kelengkapan", None, 2023, "56.7"))
    bury(makam, LALU)
    count_everything()
    page = sign_in(app, provinsi).get("/pantau/kelengkapan").text
    assert "antara 0 % dan 1 %" in page
    assert "kelengkapan nasional 56,7 % (Sumber uji, 2023)" in page
    assert "di bawah garis" in page
    assert page.count("Sumber uji") == 3


def test_recorded_stand_beside_expected_by_age_where_rates_are_known_by_age(
    makam: Makam, provinsi: Actor, app: Flask
) -> None:
    with transaction() as session:
        for umur in UMUR:
            for jenis, nilai in (("penduduk", 100_000), ("angka_kematian", 5)):
                isi = IsiAcuan(jenis, BANDAR_LAMPUNG, 2024, "", umur, Decimal(nilai), None, None, "BPS", None)
                add_acuan(session, isi, actor=provinsi)
    bury(makam, LALU, umur=70)
    bury(makam, LALU)
    count_everything()
    client = sign_in(app, provinsi)
    for wilayah in (BANDAR_LAMPUNG, DESA_SINI[:8]):
        assert client.get(f"/pantau/kelengkapan?wilayah={wilayah}").status_code == 200
    page = client.get(f"/pantau/kelengkapan?wilayah={BANDAR_LAMPUNG}").text
    assert "menurut umur" in page
    assert "65 tahun ke atas" in page
    answer = client.get("/pantau/peta?ukuran=kelengkapan&unduh=csv&gambar=peta")
    assert (
        answer.data.decode("utf-8-sig").splitlines()[0] == "Wilayah,Terendah (%),Tertinggi (%),Dibanding garis nasional"
    )


def test_kab_officer_sees_only_his_own_place(app: Flask, database: Engine) -> None:
    client = sign_in(app, make_actor(Peran.PEJABAT, METRO))
    assert "Kelengkapan Kota Metro" in client.get("/pantau/kelengkapan").text
    assert client.get(f"/pantau/kematian?wilayah={PROVINSI}").status_code == 404


def test_death_of_today_counts_and_months_to_come_expect_nothing(makam: Makam, provinsi: Actor) -> None:
    set_figures(provinsi, ("penduduk", BANDAR_LAMPUNG, 2024, "1000000"), ("angka_kematian", PROVINSI, 2024, "6"))
    hari, periods = today_in(PROVINSI), (Periode(KINI, KINI.next(6)), Periode(KINI, KINI))
    make_row(PENCATAT[0], makam, hari, meninggal_tanggal=hari)
    count_everything()
    with reading() as session:
        tempat = get_tempat(session, BANDAR_LAMPUNG, actor=provinsi)
        whole, now = (read_kelengkapan(session, tempat, one, hari) for one in periods)
    assert whole.sendiri.perkiraan == now.sendiri.perkiraan
    assert whole.sendiri.tercatat == 1
