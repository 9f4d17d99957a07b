"""Blocks and plots: made, changed, taken away, and only by those who record there."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.makam.models import Petak
from pemakaman.makam.petak import match_plots
from pemakaman.petak.queries.petak import Isi, count_by_blok
from pemakaman.petak.rentang import Rencana
from pemakaman.petak.services import blok as blok_services
from pemakaman.petak.services import petak as services
from pemakaman.petak.services.foto import add_foto, remove_foto
from tests.layanan.verifikasi.test_serentak import at_once
from tests.pabrik import METRO, make_actor
from tests.pabrik_laporan import make_png
from tests.pabrik_petak import BIASA, Kubur, events_of

BLOK = {"nama": "B", "golongan": "islam", "keterangan": None}


@pytest.fixture
def kubur(database: Engine) -> Kubur:
    return Kubur()


def add(kubur: Kubur, rentang: str, *, baris: str = "", actor: Actor | None = None, **isian: Any) -> Rencana:
    with transaction() as session:
        return services.add_petak(
            session,
            kubur.blok.id,
            rentang=rentang,
            baris=baris,
            isian={**BIASA, **isian},
            actor=actor or kubur.pengelola,
        )


def change(kubur: Kubur, nomor: str, versi: int | None = None, **isian: Any) -> Petak:
    petak = kubur.plot(nomor)
    given = {name: getattr(petak, name) for name in services.ISIAN}
    with transaction() as session:
        return services.update_petak(
            session, petak.id, {**given, **isian}, versi=petak.versi if versi is None else versi, actor=kubur.pengelola
        )


def found(kubur: Kubur, typed: str) -> list[str]:
    with reading() as session:
        return [row.nomor for row in match_plots(session, kubur.blok.id, typed)]


def test_a_range_makes_its_plots_in_order(kubur: Kubur) -> None:
    with reading() as session:
        rows = session.execute(select(Petak.nomor, Petak.urutan).order_by(Petak.urutan)).all()
    assert [tuple(row) for row in rows] == [(f"A-{number:03}", number) for number in range(1, 13)]


def test_existing_numbers_are_skipped_and_told(kubur: Kubur) -> None:
    rencana = add(kubur, "a-010 … A-014")
    assert rencana.sudah_ada == ["a-010", "a-011", "a-012"]
    assert kubur.plot("a-014").urutan == 14


def test_the_same_number_may_stand_in_another_row(kubur: Kubur) -> None:
    assert add(kubur, "A-001", baris="2").baru == ["A-001"]


def test_nothing_new_is_told(kubur: Kubur) -> None:
    with pytest.raises(Invalid) as caught:
        add(kubur, "A-001 … A-012")
    assert "rentang" in caught.value.galat


def test_two_who_make_the_same_range_make_it_once(kubur: Kubur) -> None:
    def make(session: Any) -> None:
        services.add_petak(
            session, kubur.blok.id, rentang="C1-C5, D1 … D9", baris="", isian=BIASA, actor=kubur.pengelola
        )

    outcome = at_once(make, make)
    assert sorted(isinstance(error, Invalid) for error in outcome) == [False, True]


@pytest.mark.parametrize(
    ("isian", "ruas"),
    [
        ({"jenis": "lubang"}, "jenis"),
        ({"status": "penuh"}, "status"),
        ({"panjang_cm": 20}, "panjang_cm"),
        ({"lebar_cm": 2001}, "lebar_cm"),
    ],
)
def test_wrong_plot_is_told_at_its_field(kubur: Kubur, isian: dict[str, Any], ruas: str) -> None:
    with pytest.raises(Invalid) as caught:
        add(kubur, "Z1", **isian)
    assert ruas in caught.value.galat


def test_capacity_is_counted_by_state(kubur: Kubur) -> None:
    change(kubur, "A-001", status="dipesan")
    kubur.bury("A-002")
    with reading() as session:
        ((_, isi),) = count_by_blok(session, kubur.makam.id)
    assert isi == Isi(kosong=10, dipesan=1, terisi=1)
    assert isi.semua == 12


def test_change_is_told_to_plot_and_cemetery(kubur: Kubur) -> None:
    change(kubur, "A-001", keterangan="Dekat pintu", lintang=-5.4, bujur=105.2)
    assert events_of(kubur.plot("A-001").id) == ["petak.diubah"]
    assert events_of(kubur.makam.id)[-1] == "petak.diubah"


def test_second_editor_is_told(kubur: Kubur) -> None:
    change(kubur, "A-001", keterangan="Dekat pintu")
    with pytest.raises(StaleVersion):
        change(kubur, "A-001", versi=1, keterangan="Jauh")


def test_plot_with_somebody_stays_occupied(kubur: Kubur) -> None:
    kubur.bury("A-003")
    with pytest.raises(Invalid) as caught:
        change(kubur, "A-003", status="kosong")
    assert "status" in caught.value.galat


@pytest.mark.parametrize("isian", [{"lintang": -5.4}, {"bujur": 105.2}, {"lintang": 51.0, "bujur": 105.2}])
def test_point_is_whole_and_in_indonesia(kubur: Kubur, isian: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        change(kubur, "A-001", **isian)


def many(kubur: Kubur, ids: list[UUID], **isian: Any) -> int:
    with transaction() as session:
        return services.update_many(session, kubur.blok.id, ids, isian, actor=kubur.pengelola)


def test_several_change_alike_and_the_rest_of_them_stays(kubur: Kubur) -> None:
    ids = [kubur.plot(nomor).id for nomor in ("A-001", "A-002")]
    assert many(kubur, ids, status="tidak_dipakai") == 2
    petak = kubur.plot("A-002")
    assert (petak.status, petak.panjang_cm, kubur.status("A-003")) == ("tidak_dipakai", 250, "kosong")


def test_of_several_all_change_or_none(kubur: Kubur) -> None:
    kubur.bury("A-002")
    with pytest.raises(Invalid):
        many(kubur, [kubur.plot(nomor).id for nomor in ("A-001", "A-002")], status="dipesan")
    assert kubur.status("A-001") == "kosong"


def test_plots_of_another_block_are_left_alone(kubur: Kubur) -> None:
    other = Kubur()
    assert many(kubur, [other.plot("A-001").id], status="dipesan") == 0


@pytest.mark.parametrize("isian", [{}, {"status": ""}])
def test_several_need_something_to_change(kubur: Kubur, isian: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        many(kubur, [kubur.plot("A-001").id], **isian)


def remove(kubur: Kubur, nomor: str) -> None:
    petak = kubur.plot(nomor)
    with transaction() as session:
        services.delete_petak(session, petak.id, actor=kubur.pengelola)


def test_unused_plot_goes_with_its_photos(kubur: Kubur) -> None:
    photo(kubur, "A-001")
    remove(kubur, "A-001")
    assert found(kubur, "A-001") == []


def test_used_plot_stays(kubur: Kubur) -> None:
    laporan = kubur.bury("A-001")
    kubur.move(laporan.id)
    assert kubur.status("A-001") == "kosong"
    with pytest.raises(Conflict):
        remove(kubur, "A-001")


def test_only_an_empty_block_goes(kubur: Kubur) -> None:
    with transaction() as session:
        empty = blok_services.create_blok(session, kubur.makam.id, BLOK, actor=kubur.pengelola)
    with transaction() as session:
        blok_services.delete_blok(session, empty.id, actor=kubur.pengelola)
    with pytest.raises(Conflict), transaction() as session:
        blok_services.delete_blok(session, kubur.blok.id, actor=kubur.pengelola)


@pytest.mark.parametrize(("ruas", "nilai"), [("nama", "a"), ("nama", " "), ("nama", "x" * 41), ("golongan", "semua")])
def test_block_has_a_name_of_its_own(kubur: Kubur, ruas: str, nilai: str) -> None:
    with pytest.raises(Invalid) as caught, transaction() as session:
        blok_services.create_blok(session, kubur.makam.id, {**BLOK, ruas: nilai}, actor=kubur.pengelola)
    assert list(caught.value.galat) == [ruas]


@pytest.mark.parametrize("typed", ["A-003", "a-3", "A3", " a 003 "])
def test_plot_is_found_as_people_type_it(kubur: Kubur, typed: str) -> None:
    assert found(kubur, typed) == ["A-003"]


def test_number_in_two_rows_needs_its_row(kubur: Kubur) -> None:
    add(kubur, "A-003", baris="2")
    assert len(found(kubur, "A-003")) == 2
    assert len(found(kubur, "2/A-003")) == 1


@pytest.mark.parametrize(
    ("peran", "wilayah", "error"),
    [
        (Peran.VERIFIKATOR, None, Forbidden),
        (Peran.PENGELOLA_MAKAM, None, NotFound),
        (Peran.ADMIN_KAB, METRO, NotFound),
    ],
)
def test_only_those_who_record_there_make_plots(
    kubur: Kubur, peran: Peran, wilayah: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add(kubur, "Z1", actor=make_actor(peran, wilayah))


def photo(kubur: Kubur, nomor: str, content: bytes | None = None, jenis: str = "makam") -> UUID:
    petak = kubur.plot(nomor)
    with transaction() as session:
        return add_foto(
            session,
            petak.id,
            jenis=jenis,
            nama_berkas="IMG_1.png",
            content=content or make_png(),
            actor=kubur.pengelola,
        ).id


def test_same_photo_twice_is_one(kubur: Kubur) -> None:
    content = make_png()
    assert photo(kubur, "A-001", content) == photo(kubur, "A-001", content)


@pytest.mark.parametrize(("content", "jenis"), [(b"%PDF-1.4 x", "makam"), (b"halo", "makam"), (None, "langit")])
def test_only_photos_of_grave_and_stone(kubur: Kubur, content: bytes | None, jenis: str) -> None:
    with pytest.raises(Invalid):
        photo(kubur, "A-001", content, jenis)


def test_photo_taken_off_leaves_its_event(kubur: Kubur) -> None:
    foto_id = photo(kubur, "A-001")
    with transaction() as session:
        remove_foto(session, foto_id, actor=kubur.pengelola)
    assert events_of(kubur.plot("A-001").id) == ["petak.foto_ditambah", "petak.foto_dihapus"]
    with pytest.raises(NotFound), transaction() as session:
        remove_foto(session, uuid4(), actor=kubur.pengelola)
