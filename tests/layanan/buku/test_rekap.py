"""The aggregate equals a plain recount, for every role, level and way of counting."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from python_calamine import load_workbook
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.buku import rekap
from pemakaman.buku.rekap import ALAMAT, MAKAM, Rekap, SaringRekap
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from tests.pabrik import BANDAR_LAMPUNG, METRO, PROVINSI, make_actor, make_makam, sign_in
from tests.pabrik_verifikasi import make_waiting

TODAY = today_in(BANDAR_LAMPUNG)
DESA = ("18.71.01.1003", "18.71.01.1004", "18.71.03.1002")
GONE = ("ditolak", "dibatalkan")
HOMES = (*DESA, "18.72.01.1001", None)
DAYS = (TODAY, TODAY - timedelta(29), TODAY - timedelta(30), date(TODAY.year - 1, 5, 5), date(TODAY.year - 3, 1, 1))


def dusun_of(makam: Makam, dusun: str | None) -> None:
    with transaction() as session:
        session.get_one(Makam, makam.id).dusun = dusun
        record(session, "makam.diubah", "makam", makam.id, actor=rekap_admin())


def rekap_admin() -> Actor:
    return Actor(uuid4(), "Uji", Peran.ADMIN_KAB, BANDAR_LAMPUNG)


@pytest.fixture
def rows(database: Engine) -> list[Laporan]:
    """Rows spread over desa, homes, days, sexes and states."""
    places = [make_makam(desa=desa) for desa in DESA]
    dusun_of(places[0], "Dusun I")
    elsewhere = make_makam(METRO)
    ids = []
    for number in range(40):
        makam = places[number % 3] if number % 7 else elsewhere
        ids.append(
            make_waiting(
                makam,
                buku_nomor=number + 1,
                jenis_kelamin=("L", "P", None)[number % 3 if number % 4 else 2],
                status=GONE[number % 2] if number % 9 == 5 else "diajukan",
                alamat_desa_kode=HOMES[number % 5],
                dusun=("Dusun I", "dusun i ", "Dusun II", None)[number % 4],
                dimakamkan_tanggal=DAYS[number * 3 % 5],
                meninggal_tanggal=DAYS[number * 3 % 5],
            )
        )
    with reading() as session:
        return [session.get_one(Laporan, one) for one in ids]


def counted(actor: Actor, menurut: str, di: str = "", tahun: int = TODAY.year) -> Rekap:
    with reading() as session:
        place = rekap.check_place(session, di, actor=actor)
        return rekap.count_burials(session, SaringRekap(menurut, place, tahun), actor=actor)


def recount(rows: list[Laporan], tahun: int) -> tuple[int, ...]:
    """By hand, in the order of the columns."""
    rows = [row for row in rows if row.status not in GONE]
    year = [row for row in rows if row.dimakamkan_tanggal.year == tahun]  # type: ignore[union-attr]
    sexes = Counter(row.jenis_kelamin for row in year)
    ages = [(TODAY - row.dimakamkan_tanggal).days for row in rows]  # type: ignore[operator]
    return sexes["L"], sexes["P"], sexes[None], len(year), ages.count(0), sum(age < 30 for age in ages), len(rows)


@pytest.mark.parametrize("tahun", [TODAY.year, TODAY.year - 1])
@pytest.mark.parametrize("menurut", [MAKAM, ALAMAT])
def test_every_row_of_the_jurisdiction_is_told_once(rows: list[Laporan], menurut: str, tahun: int) -> None:
    own = [row for row in rows if row.kab_kode == BANDAR_LAMPUNG]
    assert counted(make_actor(Peran.VERIFIKATOR), menurut, tahun=tahun).jumlah.angka == recount(own, tahun)
    province = counted(make_actor(Peran.PETUGAS_PROVINSI, PROVINSI), menurut, tahun=tahun)
    assert province.jumlah.angka == recount(rows, tahun)


def test_by_cemetery_each_part_is_the_recount_of_its_rows(rows: list[Laporan]) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    for di, column in ((BANDAR_LAMPUNG, "kec_kode"), ("18.71.01", "desa_kode")):
        for part in counted(actor, MAKAM, di).baris:
            same = [row for row in rows if getattr(row, column) == part.kode]
            assert part.angka == recount(same, TODAY.year)


def test_by_home_each_part_is_the_recount_of_its_rows(rows: list[Laporan]) -> None:
    actor = make_actor(Peran.VERIFIKATOR)
    own = [row for row in rows if row.kab_kode == BANDAR_LAMPUNG]
    found = {part.kode or part.nama: part.angka for part in counted(actor, ALAMAT).baris}
    homes = {row.id: row.alamat_desa_kode or "" for row in own}
    assert found["18.71.01"] == recount([row for row in own if homes[row.id].startswith("18.71.01.")], TODAY.year)
    assert found["Di luar wilayah ini"] == recount([r for r in own if homes[r.id].startswith("18.72")], TODAY.year)
    assert found["Alamat tidak diketahui"] == recount([row for row in own if not homes[row.id]], TODAY.year)


def test_a_dusun_is_one_however_it_is_written(rows: list[Laporan]) -> None:
    found = {part.nama: part for part in counted(make_actor(Peran.VERIFIKATOR), ALAMAT, DESA[0]).baris}
    own = [row for row in rows if row.kab_kode == BANDAR_LAMPUNG and row.alamat_desa_kode == DESA[0]]
    one = [row for row in own if (row.dusun or "").strip().lower() == "dusun i"]
    assert one
    assert {name.lower() for name in found if name != "Dusun tidak diisi"} <= {"dusun i", "dusun ii"}
    part = next(part for name, part in found.items() if name.lower() == "dusun i")
    assert part.angka == recount(one, TODAY.year)


def test_the_dusun_of_a_cemetery_is_where_it_lies(rows: list[Laporan]) -> None:
    (part,) = counted(make_actor(Peran.VERIFIKATOR), MAKAM, DESA[0]).baris
    assert part.nama == "Dusun I"
    assert part.angka == recount([row for row in rows if row.desa_kode == DESA[0]], TODAY.year)


def test_a_desa_and_a_manager_see_their_own(rows: list[Laporan]) -> None:
    operator = counted(make_actor(Peran.OPERATOR_DESA, DESA[0]), MAKAM)
    assert operator.jumlah.angka == recount([row for row in rows if row.desa_kode == DESA[0]], TODAY.year)
    assert counted(make_actor(Peran.PENGELOLA_MAKAM), MAKAM).baris == []


@pytest.mark.parametrize("di", ["18.72", "18", "18.71.99", "x", "18.71.01.1003.1"])
def test_another_region_is_not_found(rows: list[Laporan], di: str) -> None:
    with pytest.raises(NotFound):
        counted(make_actor(Peran.VERIFIKATOR), MAKAM, di)


def test_the_spreadsheets_hold_the_table_of_the_page(app: Flask, rows: list[Laporan]) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    csv = client.get("/buku/rekap/csv").data.decode("utf-8-sig").splitlines()
    sheet = load_workbook(BytesIO(client.get("/buku/rekap/xlsx").data)).get_sheet_by_index(0).to_python()
    assert [",".join(str(cell) for cell in row) for row in sheet] == csv
    total = counted(make_actor(Peran.VERIFIKATOR), MAKAM).jumlah
    assert csv[-1] == ",".join(["", "Jumlah", "", *map(str, total.angka)])
    assert client.get("/buku/rekap/pdf").status_code == 404


def test_the_page_leads_down_and_up(app: Flask, rows: list[Laporan]) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    page = client.get(f"/buku/rekap?menurut=alamat&tahun={TODAY.year - 1}").text
    assert f"menurut=alamat&amp;tahun={TODAY.year - 1}&amp;di=18.71.01" in page
    assert "Satu tingkat ke atas" not in page
    assert "Satu tingkat ke atas" in client.get("/buku/rekap?di=18.71.01").text
