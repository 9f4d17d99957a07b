"""The board where not all vote, and whose limits and targets light it."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from python_calamine import load_workbook
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, reading, transaction
from pemakaman.desk.isi_surat import take_isi
from pemakaman.desk.models import Pemilihan
from pemakaman.desk.queries.keadaan import Keadaan, keadaan_of
from pemakaman.desk.queries.papan import Papan, papan_of
from pemakaman.desk.rules.laju import Warna
from pemakaman.desk.rules.papan import Baris
from pemakaman.desk.services.pemilihan import IsianPemilihan, update_pemilihan
from pemakaman.desk.services.setelan import save_setelan
from pemakaman.errors import Invalid
from tests.pabrik import BANDAR_LAMPUNG, METRO, at, make_actor, sign_in
from tests.pabrik_desk import make_pemilihan, perekaman, save

PSU = date(2025, 2, 1)
KINI = PSU - timedelta(days=10)


@pytest.fixture
def provinsi(database: Engine) -> Iterator[Actor]:
    """Ten days before a vote again in one kecamatan of Bandar Lampung; the Pilkada of all is over."""
    with clock_at(at(2025, 1, 22, 12)):
        officer = make_actor(Peran.PETUGAS_PROVINSI)
        make_pemilihan(officer, date(2024, 11, 27))
        make_pemilihan(officer, PSU, "18.71.01", nama="PSU")
        yield officer


def board(actor: Actor, tanggal: date = KINI, kab: str = "") -> Papan:
    with reading() as session:
        return papan_of(session, tanggal, actor=actor, kab_kode=kab)


def rows(papan: Papan) -> dict[str, Baris]:
    return {one.kode: one for one in papan.baris}


def end_pilkada(actor: Actor) -> None:
    """Polling day is over: the election is set inactive, as the manual says."""
    isian = IsianPemilihan("Pilkada 2024", "pilkada", date(2024, 11, 27), ["18"], aktif=False)
    with transaction() as session:
        found = session.scalars(select(Pemilihan.id).where(Pemilihan.nama == "Pilkada 2024")).one()
        update_pemilihan(session, found, isian, versi=1, actor=actor)


def letters(actor: Actor, tanggal: date, kumulatif: int, hari: int = 0, **more: Any) -> None:
    save(actor, "suket", tanggal, {"cetak_hari": hari, "kumulatif": kumulatif, "batal_hari": 0}, **more)


def suket_of(kab: str) -> Keadaan:
    with reading() as session:
        return next(one for one in keadaan_of(session, kab) if one.bentuk.kode == "suket")


def test_vote_in_one_kab_asks_only_that_kab(provinsi: Actor) -> None:
    metro = make_actor(Peran.ADMIN_KAB, METRO)
    for kode, figures in (
        ("perekaman", perekaman(129_000, wajib_dinamis=131_482, wajib_ktp=131_000)),
        ("blangko", {"awal": 0, "masuk": 9, "terpakai": 0, "rusak": 0, "sisa": 9}),
        ("ikd", {"aktivasi_hari": 0, "kumulatif": 9_000, "target_persen": 1}),
    ):
        save(metro, kode, KINI, figures)
    papan = board(provinsi)
    found = rows(papan)
    assert found[BANDAR_LAMPUNG].belum[-1] == "suket"
    assert found[METRO].belum == ()
    assert found[METRO].lampu["lapor_hari"] is Warna.HIJAU
    assert papan.hari_h == found[BANDAR_LAMPUNG].hari_h == PSU
    assert found[METRO].hari_h is None
    isi = take_isi(papan, {})
    assert [one["nama"] for one in isi["ramalan"]["baris"]] == [found[BANDAR_LAMPUNG].nama]
    assert isi["ramalan"]["kalimat"][-1].startswith("Hanya yang memilih hari itu: ")
    # A target that a kab/kota writes for itself is shown, and lights nothing.
    assert found[METRO].lampu["ikd_persen"] is Warna.MERAH


def test_page_of_a_kab_tells_only_the_elections_it_votes_in(app: Flask, provinsi: Actor) -> None:
    client = sign_in(app, provinsi)
    assert "PSU, 1 Februari 2025" in client.get("/desk/18.71").text
    assert "PSU" not in client.get("/desk/18.72").text


def test_letters_of_a_second_vote_begin_at_nought_and_are_not_mixed_with_the_first(provinsi: Actor) -> None:
    admin, metro = make_actor(Peran.ADMIN_KAB), make_actor(Peran.ADMIN_KAB, METRO)
    for actor in (admin, metro):
        letters(actor, date(2024, 11, 27), 900)
    assert board(provinsi, date(2025, 1, 17)).jumlah.suket == 1800
    letters(admin, KINI - timedelta(days=1), 3, 3)
    letters(admin, KINI, 5, 2)
    assert suket_of(BANDAR_LAMPUNG).patah == []
    with pytest.raises(Invalid):
        letters(admin, KINI, 900, 2, versi=1)
    papan = board(provinsi)
    assert (papan.jumlah.suket, rows(papan)[METRO].suket) == (5, None)


def test_days_without_letters_are_told_within_their_time_and_after_it(app: Flask, provinsi: Actor) -> None:
    admin = make_actor(Peran.ADMIN_KAB)
    letters(admin, date(2024, 11, 27), 900)
    assert suket_of(BANDAR_LAMPUNG).belum == [date(2025, 1, day) for day in (18, 19, 20, 21)]
    assert suket_of(METRO).belum == []
    book = load_workbook(BytesIO(sign_in(app, admin).get("/desk/lembar.xlsx").data))
    waiting = book.get_sheet_by_name("Suket").to_python()[1:]
    assert [cells[2] for cells in waiting] == [date(2025, 1, day) for day in (18, 19, 20, 21, 22)]
    with clock_at(at(2025, 2, 10)):
        state = suket_of(BANDAR_LAMPUNG)
        assert state.tutup
        assert state.belum == [date(2025, 1, day) for day in range(27, 32)] + [PSU]
        page = sign_in(app, admin).get("/desk")
        assert "Belum: 27 Januari 2025" in page.text


def test_days_of_an_election_that_is_set_inactive_are_still_corrected(provinsi: Actor) -> None:
    admin = make_actor(Peran.ADMIN_KAB)
    polling = date(2024, 11, 27)
    letters(admin, polling, 900)
    end_pilkada(provinsi)
    letters(admin, polling, 901, 1, versi=1, alasan="Salah hitung")
    letters(admin, polling - timedelta(days=1), 900)
    assert [one.nama for one in board(provinsi, polling).pemilihan] == ["Pilkada 2024", "PSU"]
    assert [one.nama for one in board(provinsi).pemilihan] == ["PSU"]


def test_own_limits_of_a_kab_light_its_page_and_not_the_board(provinsi: Actor) -> None:
    lax = {"rekam_persen": {"kuning": 50, "merah": 40}}
    for kode, batas in ((METRO, lax), ("18", {"rekam_persen": {"kuning": 100, "merah": 99}})):
        with transaction() as session:
            said: dict[str, Any] = {"alarm_hari": 7, "jam_tenggat": time(16), "batas": batas, "versi": 0}
            save_setelan(session, kode, **said, actor=provinsi)
    metro = make_actor(Peran.ADMIN_KAB, METRO)
    save(metro, "perekaman", KINI, perekaman(129_000, wajib_dinamis=131_482, wajib_ktp=131_000))
    assert rows(board(provinsi))[METRO].lampu["rekam_persen"] is Warna.MERAH
    assert rows(board(provinsi, kab=METRO))[METRO].lampu["rekam_persen"] is Warna.HIJAU
    assert rows(board(metro))[METRO].lampu["rekam_persen"] is Warna.HIJAU
