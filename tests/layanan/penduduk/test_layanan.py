"""The web service's job: asked at ajukan or by the officer, logged before it is asked, answered into the table."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import Asal, coming_from, fingerprint, trail_key
from pemakaman.penduduk import layanan
from pemakaman.penduduk.jobs_layanan import ask_service
from pemakaman.penduduk.layanan import LayananDiam
from pemakaman.penduduk.models import PencarianLayanan
from pemakaman.verifikasi import services
from tests import peladen_dukcapil as uji
from tests.pabrik import make_actor, make_makam
from tests.pabrik_laporan import make_laporan
from tests.pabrik_verifikasi import act, make_claimed
from tests.pekerja import work as run_worker
from tests.peladen_dukcapil import SANDI, Peladen, serving

RAHASIA = "kunci-rahasia-untuk-pengujian-saja-0123456789"
NIK = "1871011503600001"


@pytest.fixture
def peladen(database: Engine, app: Flask) -> Iterator[Peladen]:
    with serving() as running:
        layanan.configure(running.dukcapil(), RAHASIA)
        yield running
        layanan.configure(None, RAHASIA)


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Ani")


def jobs() -> list[dict[str, Any]]:
    with transaction() as session:
        rows = session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'penduduk.layanan'"))
        return [row.args for row in rows]


def lookups(laporan_id: UUID) -> list[PencarianLayanan]:
    with transaction() as session:
        return list(session.scalars(select(PencarianLayanan).where(PencarianLayanan.laporan_id == laporan_id)))


def asked(petugas: Actor) -> UUID:
    laporan_id = make_claimed(petugas, nama="Ahmad Suhaimi", nik=NIK, jenis_kelamin="L")
    act(services.request_service, laporan_id, actor=petugas)
    return laporan_id


def work() -> None:
    for args in jobs():
        ask_service(**args)


def test_ajukan_defers_a_lookup_and_calls_nobody(peladen: Peladen) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    assert len(jobs()) == 1
    assert peladen.diminta == []
    assert [one.nik for one in lookups(laporan.id)] == [laporan.nik]


def test_ajukan_without_a_service_asks_nothing(database: Engine) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]))
    assert jobs() == []
    assert lookups(laporan.id) == []


def test_the_job_names_no_nik(peladen: Peladen, petugas: Actor) -> None:
    asked(petugas)
    assert NIK not in str(jobs())


def test_the_answer_lands_in_the_table(peladen: Peladen, petugas: Actor) -> None:
    laporan_id = asked(petugas)
    work()
    (lookup,) = lookups(laporan_id)
    assert (lookup.status, lookup.hasil[0]["nama"], lookup.hasil[0]["nik"]) == ("jadi", "AHMAD SUHAIMI", NIK)


def test_a_real_worker_of_its_queue_does_it(peladen: Peladen, petugas: Actor) -> None:
    laporan_id = asked(petugas)

    run_worker("layanan")
    assert lookups(laporan_id)[0].status == "jadi"


def test_running_twice_asks_once(peladen: Peladen, petugas: Actor) -> None:
    asked(petugas)
    work()
    work()
    assert len(peladen.diminta) == 1


def test_the_look_up_is_in_the_read_log_of_who_asked(peladen: Peladen, petugas: Actor) -> None:
    laporan_id = asked(petugas)
    work()
    with transaction() as session:
        row = session.scalars(select(JejakBaca).where(JejakBaca.cara == "penduduk.layanan")).one()
    with coming_from(Asal(kunci=trail_key(RAHASIA))):
        assert row.sidik == fingerprint(NIK)
    assert (row.akun_id, row.objek_id) == (petugas.id, str(laporan_id))
    assert "Verifikasi laporan kematian" in (row.kata_cari or "")


def test_it_is_logged_also_when_nobody_answers(peladen: Peladen, petugas: Actor) -> None:
    peladen.tetap = uji.raw(401, b"")
    asked(petugas)
    work()
    with transaction() as session:
        assert len(session.scalars(select(JejakBaca).where(JejakBaca.cara == "penduduk.layanan")).all()) == 1


def test_a_refusal_is_told_at_the_report(peladen: Peladen, petugas: Actor) -> None:
    peladen.tetap = uji.raw(401, b"")
    laporan_id = asked(petugas)
    work()
    (lookup,) = lookups(laporan_id)
    assert (lookup.status, lookup.hasil) == ("gagal", [])
    assert "menolak akun" in (lookup.galat or "")


def test_a_silent_service_is_asked_again_later(peladen: Peladen, petugas: Actor) -> None:
    peladen.tetap = uji.hang_up()
    laporan_id = asked(petugas)
    with pytest.raises(LayananDiam):
        work()
    assert lookups(laporan_id)[0].status == "gagal"
    peladen.tetap = None
    work()
    assert lookups(laporan_id)[0].status == "jadi"


def test_a_lie_is_never_kept(peladen: Peladen, petugas: Actor) -> None:
    peladen.tetap = uji.found(NIK="1871011503600002")
    laporan_id = asked(petugas)
    work()
    assert lookups(laporan_id)[0].hasil == []


def test_asking_twice_waits_for_the_first(peladen: Peladen, petugas: Actor) -> None:
    laporan_id = asked(petugas)
    act(services.request_service, laporan_id, actor=petugas)
    assert len(jobs()) == 1


def test_asking_without_a_service_is_refused_in_words(database: Engine, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas, nik=NIK)
    with pytest.raises(Conflict, match="belum diatur"):
        act(services.request_service, laporan_id, actor=petugas)


def test_a_report_without_nik_has_no_question(peladen: Peladen, petugas: Actor) -> None:
    laporan_id = make_claimed(petugas, nik=None, nik_alasan="tidak_diketahui")
    with pytest.raises(Conflict, match="tidak memuat NIK"):
        act(services.request_service, laporan_id, actor=petugas)


def test_a_worker_without_settings_says_so(peladen: Peladen, petugas: Actor) -> None:
    laporan_id = asked(petugas)
    layanan.configure(None, RAHASIA)
    work()
    assert "pekerja ini" in (lookups(laporan_id)[0].galat or "")


def test_credentials_are_in_no_table(peladen: Peladen, petugas: Actor) -> None:
    asked(petugas)
    work()
    with transaction() as session:
        for table in ("jejak", "jejak_baca", "procrastinate_jobs", "pencarian_layanan"):
            rows = session.execute(text(f"SELECT t::text FROM {table} t")).scalars()
            assert not any(SANDI in row for row in rows)
