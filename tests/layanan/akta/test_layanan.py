"""Recording and mending the number of a kutipan."""

import threading
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from pemakaman.akta.models import Akta
from pemakaman.akta.queries import list_waiting
from pemakaman.akta.rules import PERINGATAN
from pemakaman.akta.services import correct_akta, record_akta
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, PemakamanError, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.rules import Status
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_pemilih import make_approved
from tests.pabrik_verifikasi import make_waiting, status_of, version_of

pytestmark = pytest.mark.usefixtures("database")
HARI_INI = today_in("18")


def nomor_of(tanggal: date = HARI_INI, serial: int = 1) -> str:
    return f"1871-KM-{tanggal:%d%m%Y}-{serial:04}"


@pytest.fixture
def petugas(database: object) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def do_record(laporan_id: UUID, petugas: Actor, **values: Any) -> Akta:
    isian = {"nomor": nomor_of(), "tanggal": HARI_INI, "versi": None, **values}
    with transaction() as session:
        return record_akta(session, laporan_id, actor=petugas, **isian)


def test_recording_makes_the_report_akta_terbit(petugas: Actor) -> None:
    laporan_id = make_approved()
    akta = do_record(laporan_id, petugas)
    assert (akta.nomor, status_of(laporan_id)) == (nomor_of(), Status.AKTA_TERBIT)


def test_recording_is_in_the_trail(petugas: Actor) -> None:
    laporan_id = make_approved()
    do_record(laporan_id, petugas)
    with reading() as session:
        events = session.scalars(select(Jejak).where(Jejak.objek_id == str(laporan_id), Jejak.pelaku == petugas.nama))
        assert any(event.rincian.get("nomor") == [None, nomor_of()] for event in events)


@pytest.mark.parametrize("status", [Status.DIAJUKAN, Status.DITOLAK])
def test_only_an_approved_report_gets_a_number(petugas: Actor, status: Status) -> None:
    with pytest.raises(Conflict):
        do_record(make_waiting(status=status), petugas)


def test_a_second_recording_is_told_the_first(petugas: Actor) -> None:
    laporan_id = make_approved()
    do_record(laporan_id, petugas)
    with pytest.raises(Conflict, match=nomor_of()):
        do_record(laporan_id, petugas, nomor=nomor_of(serial=2))


def test_an_old_version_is_refused(petugas: Actor) -> None:
    laporan_id = make_approved()
    with pytest.raises(StaleVersion):
        do_record(laporan_id, petugas, versi=version_of(laporan_id) + 1)


def test_an_unusual_number_asks_first(petugas: Actor) -> None:
    laporan_id = make_approved()
    with pytest.raises(Invalid) as refused:
        do_record(laporan_id, petugas, nomor="477/123/1999")
    assert list(refused.value.galat) == ["yakin"]
    assert do_record(laporan_id, petugas, nomor="477/123/1999", diterima=PERINGATAN).nomor == "477/123/1999"


def test_a_date_before_the_death_is_refused(petugas: Actor) -> None:
    tanggal = HARI_INI - timedelta(days=10)
    with pytest.raises(Invalid) as refused:
        do_record(make_approved(), petugas, tanggal=tanggal, nomor=nomor_of(tanggal))
    assert list(refused.value.galat) == ["tanggal"]


def test_a_future_date_is_refused(petugas: Actor) -> None:
    tanggal = HARI_INI + timedelta(days=2)
    with pytest.raises(Invalid, match="perbaiki"):
        do_record(make_approved(), petugas, tanggal=tanggal, nomor=nomor_of(tanggal))


def test_a_used_number_names_the_other_report(petugas: Actor) -> None:
    do_record(make_approved(nama="Ratna Dewi"), petugas)
    with pytest.raises(Invalid) as refused:
        do_record(make_approved(), petugas)
    assert "Ratna Dewi" in refused.value.galat["nomor"][0]


def test_a_number_used_elsewhere_tells_no_name(petugas: Actor) -> None:
    elsewhere = make_approved(makam=make_makam(METRO), nama="Ratna Dewi")
    do_record(elsewhere, make_actor(Peran.VERIFIKATOR, METRO), diterima=PERINGATAN)
    with pytest.raises(Invalid) as refused:
        do_record(make_approved(), petugas)
    assert "Ratna Dewi" not in refused.value.galat["nomor"][0]


def test_another_kabupaten_gets_not_found() -> None:
    laporan_id = make_approved()
    with pytest.raises(NotFound):
        do_record(laporan_id, make_actor(Peran.VERIFIKATOR, METRO))


def test_pejabat_may_not_record() -> None:
    laporan_id = make_approved()
    with pytest.raises(Forbidden):
        do_record(laporan_id, make_actor(Peran.PEJABAT))


def both(first: Any, second: Any) -> list[PemakamanError | None]:
    """Run two at the same instant; what each was refused with."""
    found: list[PemakamanError | None] = [None, None]
    gate = threading.Barrier(2)

    def run(index: int, work: Any) -> None:
        gate.wait()
        try:
            work()
        except PemakamanError as error:
            found[index] = error

    threads = [threading.Thread(target=run, args=pair) for pair in ((0, first), (1, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_officers_at_once_one_wins(petugas: Actor) -> None:
    laporan_id, other = make_approved(), make_actor(Peran.VERIFIKATOR)
    refused = both(
        lambda: do_record(laporan_id, petugas), lambda: do_record(laporan_id, other, nomor=nomor_of(serial=2))
    )
    assert [type(error) for error in refused if error] == [Conflict]


def test_one_number_for_two_reports_at_once_one_wins(petugas: Actor) -> None:
    a, b = make_approved(), make_approved()
    refused = both(lambda: do_record(a, petugas), lambda: do_record(b, petugas))
    assert [type(error) for error in refused if error] == [Invalid]


def correct(laporan_id: UUID, petugas: Actor, **values: Any) -> Akta:
    isian = {"nomor": nomor_of(serial=9), "tanggal": HARI_INI, "alasan": "Salah ketik", "versi": 1, **values}
    with transaction() as session:
        return correct_akta(session, laporan_id, actor=petugas, **isian)


def test_a_correction_keeps_old_and_new_with_the_reason(petugas: Actor) -> None:
    laporan_id = make_approved()
    do_record(laporan_id, petugas)
    assert correct(laporan_id, petugas).nomor == nomor_of(serial=9)
    with reading() as session:
        event = session.scalars(select(Jejak).where(Jejak.peristiwa == "akta.diperbaiki")).one()
    assert event.rincian == {"nomor": [nomor_of(), nomor_of(serial=9)], "alasan": "Salah ketik"}


def test_a_correction_needs_a_reason(petugas: Actor) -> None:
    laporan_id = make_approved()
    do_record(laporan_id, petugas)
    with pytest.raises(Invalid):
        correct(laporan_id, petugas, alasan=" ")


def test_a_second_correction_of_the_same_version_is_told(petugas: Actor) -> None:
    laporan_id = make_approved()
    do_record(laporan_id, petugas)
    correct(laporan_id, petugas)
    with pytest.raises(StaleVersion):
        correct(laporan_id, petugas, nomor=nomor_of(serial=8))


def test_the_waiting_list_is_oldest_first_and_pages(petugas: Actor) -> None:
    made = [make_approved() for _ in range(27)]
    with reading() as session:
        first, key = list_waiting(session, actor=petugas)
        second, end = list_waiting(session, actor=petugas, sesudah=key)
    assert [row.id for row in first + second] == made
    assert end is None
