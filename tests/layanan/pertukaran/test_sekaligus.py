"""Rows of one portion of an old book come in together: doubles in it, rows that fail, others at work meanwhile."""

from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.services import borongan, quick_lapor_awal, start_laporan
from pemakaman.makam.models import Buku, Makam
from pemakaman.pertukaran import services
from pemakaman.pertukaran.models import Impor
from pemakaman.pertukaran.services import jalan
from tests.contoh import susun_buku
from tests.pabrik import make_actor, make_makam
from tests.pabrik_buku_lama import again, bring_in, count_laporan, errors_of, start
from tests.pabrik_laporan import hari_ini, make_nik

BADUNG = Path(susun_buku.__file__).parent / "buku_badung.xlsx"


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


def book(*rows: tuple[str, str, str]) -> bytes:
    """A file of names, NIK and days of burial."""
    return "\n".join(["Nama;NIK;Tgl Makam", *(";".join(row) for row in rows)]).encode()


def set_status(makam: Makam, status: str) -> None:
    with transaction() as session:
        session.get_one(Makam, makam.id).status = status
        record(session, "makam.status", "makam", makam.id, actor=SISTEM)


def numbers(makam: Makam, tahun: int) -> list[int]:
    """The numbers given in a book, and the one its counter stands at."""
    with reading() as session:
        given = select(Laporan.buku_nomor).where(Laporan.makam_id == makam.id, Laporan.buku_tahun == tahun)
        last = session.get_one(Buku, (makam.id, tahun)).nomor_terakhir
        return [*sorted(one or 0 for one in session.scalars(given)), last]


def test_a_nik_twice_in_one_portion_is_noticed(makam: Makam, juru: Actor) -> None:
    nik = make_nik()
    impor = bring_in(book(("Ahmad Suhaimi", nik, "4-2-2019"), ("Ahmad Suhaimi", nik, "5-2-2019")), makam, juru)
    assert (impor.masuk, impor.salah) == (2, 0)
    with reading() as session:
        (pair,) = session.scalars(select(DugaanGanda))
        entered = session.execute(
            select(Laporan.buku_nomor, Jejak.rincian)
            .join(Jejak, Jejak.objek_id == Laporan.id.cast(Jejak.objek_id.type))
            .where(Jejak.peristiwa == "laporan.lapor_awal")
        )
        found = {row.buku_nomor: row.rincian.get("temuan", []) for row in entered}
    assert (pair.jenis, pair.status) == ("nik", "terbuka")
    assert "nik.nik_sama" not in found[1]
    assert "nik.nik_sama" in found[2]


def test_a_row_that_the_checks_refuse_takes_no_number(makam: Makam, juru: Actor) -> None:
    rows = b"Nama;Wafat;Tgl Makam\nSiti;3-2-2019;4-2-2019\nBudi;9-2-2019;4-2-2019\nWayan;3-2-2019;4-2-2019\n"
    impor = bring_in(rows, makam, juru)
    assert (impor.masuk, impor.salah) == (2, 1)
    assert errors_of(impor)[0].startswith("Baris 3: Tanggal dimakamkan: ")
    assert numbers(makam, 2019) == [1, 2, 2]


def test_a_portion_that_the_database_refuses_comes_in_row_by_row(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _refuse(*_: Any) -> None:
        raise IntegrityError("", {}, Exception())

    monkeypatch.setattr(borongan, "_insert", _refuse)
    impor = bring_in(BADUNG, makam, juru)
    assert (impor.status, impor.masuk, impor.salah, count_laporan()) == ("jadi", 26, 8, 26)
    assert numbers(makam, 2025) == [*range(1, 27), 26]


def test_one_row_that_another_sent_keeps_nobody_else_out(juru: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    other, real = make_actor(Peran.PENGELOLA_MAKAM), jalan._find_known
    makam = make_makam(pengelola=[juru, other])

    def _sent_just_now(*args: Any) -> set[UUID]:
        known = real(*args)
        (second,) = (one.laporan_id for one in args[1] if one.isian.get("nama") == "Budi")
        with transaction() as session:
            start_laporan(session, actor=other, laporan_id=second, makam_id=makam.id)
        return known

    monkeypatch.setattr(jalan, "_find_known", _sent_just_now)
    rows = book(*((nama, "", "4-2-2019") for nama in ("Siti", "Budi", "Wayan")))
    impor = bring_in(rows, makam, juru)
    assert (impor.status, impor.masuk, impor.salah) == ("jadi", 2, 1)
    assert "sudah dipakai akun lain" in errors_of(impor)[0]
    assert numbers(makam, 2019) == [1, 2, 2]


def test_two_books_of_one_cemetery_at_once_share_its_counters(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jalan, "ROWS_AT_ONCE", 5)
    batches = [start(_years(place, order), makam, juru) for place, order in enumerate(((1, 2), (2, 1)))]
    _run_all(batches)
    assert [(one.status, one.masuk) for one in map(again, batches)] == [("jadi", 20)] * 2
    for tahun in (2001, 2002):
        assert numbers(makam, tahun) == [*range(1, 21), 20]


def _years(place: int, order: tuple[int, int]) -> bytes:
    names = (f"Orang {chr(65 + row)} Berkas {chr(65 + place)}" for row in range(20))
    return book(*((nama, "", f"{row + 1}-3-200{order[row % 2]}") for row, nama in enumerate(names)))


def _run_all(batches: list[Impor]) -> None:
    runs = [Thread(target=services.run_impor, args=(one.id,), kwargs={"unit": transaction}) for one in batches]
    for one in runs:
        one.start()
    for one in runs:
        one.join()


def test_two_cemeteries_with_the_same_people_find_every_pair(
    makam: Makam, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jalan, "ROWS_AT_ONCE", 4)
    second, people = make_makam(pengelola=[juru]), [(f"Orang {chr(65 + row)}", make_nik()) for row in range(12)]
    there, back = ([(nama, nik, "4-2-2019") for nama, nik in order] for order in (people, people[::-1]))
    batches = [start(book(*there), makam, juru), start(book(*back), second, juru)]
    _run_all(batches)
    assert [(one.status, one.masuk) for one in map(again, batches)] == [("jadi", 12)] * 2
    with reading() as session:
        same = list(session.scalars(select(DugaanGanda).where(DugaanGanda.jenis == "nik")))
    assert len(same) == 12


@pytest.mark.parametrize("status", ["ditutup", "penuh"])
def test_old_books_come_in_for_closed_and_full_cemeteries(makam: Makam, juru: Actor, status: str) -> None:
    set_status(makam, status)
    own: dict[str, Any] = {"actor": juru, "makam_id": makam.id}
    with pytest.raises(Invalid), transaction() as session:
        quick_lapor_awal(session, laporan_id=uuid4(), isian={"nama": "Siti", "dimakamkan_tanggal": hari_ini()}, **own)
    assert bring_in(book(("Siti", "", "4-2-2019")), makam, juru).masuk == 1
    with transaction() as session:
        isian = {"nama": "Budi", "dimakamkan_tanggal": hari_ini()}
        typed = quick_lapor_awal(session, laporan_id=uuid4(), isian=isian, asal="impor:salinan", **own)
    assert typed.status == "lapor_awal"
