"""Who was once annulled as alive is not taken for dead a second time without a word."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_orang
from pemakaman.laporan.rules import Status
from pemakaman.verifikasi.queries.bendera import find_flags
from pemakaman.verifikasi.queries.calon import list_candidates, question_of
from tests.pabrik import make_actor
from tests.pabrik_penduduk import make_penduduk
from tests.pabrik_verifikasi import make_claimed, make_recommended, make_waiting

KALIMAT = "pernah dibatalkan karena ia masih hidup"


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def signs(laporan_id: UUID) -> list[tuple[str, bool]]:
    with reading() as session:
        laporan = session.get_one(Laporan, laporan_id)
        tanya = question_of(session, laporan, get_orang(session, laporan_id))
        first = list_candidates(session, laporan, tanya)[0]
    return [(tanda.teks, tanda.kuat) for tanda in first.tanda]


@pytest.mark.parametrize("status", [Status.DIBATALKAN, Status.DIARSIPKAN])
def test_a_candidate_whose_report_was_annulled_shows_a_strong_sign_of_life(petugas: Actor, status: Status) -> None:
    warga = make_penduduk()
    sebelum = Status.DIBATALKAN if status is Status.DIARSIPKAN else None
    make_waiting(nik=warga.nik, status=status, status_sebelum=sebelum)
    found = signs(make_claimed(petugas, nama=warga.nama, nik=warga.nik))
    assert any(KALIMAT in teks and kuat for teks, kuat in found)


def test_a_nik_once_annulled_as_alive_is_not_approved_in_bulk(petugas: Actor) -> None:
    pejabat, first = make_actor(Peran.PEJABAT), make_recommended(petugas, nik="1871014403500001")
    with reading() as session:
        assert find_flags(session, first, actor=pejabat) == []
    make_waiting(nik="1871014403500001", status=Status.DIBATALKAN)
    with reading() as session:
        (flag,) = find_flags(session, first, actor=pejabat)
    assert "masih hidup" in flag
