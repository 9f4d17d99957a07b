"""A report corrected after it was proposed: nobody is struck for a death that names another person by now."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.models import JejakBaca
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Kasus
from pemakaman.pemilih import paket
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.pencari import NIK_PERSIS
from tests.pabrik import make_actor, sign_in
from tests.pabrik_pemilih import Kantor
from tests.pabrik_serah import build, handed_over

pytestmark = pytest.mark.usefixtures("database")
NIK_LAIN, TANPA_NIK = {"nik": "1871019999999999"}, {"nik": None, "nik_alasan": "tidak_diketahui"}
OTHER = {"nama": "Ahmad Suhaimi", "jenis_kelamin": "L", "lahir_tahun": 1944}


def correct(kantor: Kantor, **isian: Any) -> None:
    with transaction() as session:
        laporan = session.get_one(Laporan, kantor.laporan_id)
        for name, value in isian.items():
            setattr(laporan, name, value)
        record(session, "laporan.dikoreksi", "laporan", laporan.id, actor=kantor.verifikator)


@pytest.mark.parametrize("dibetulkan", [NIK_LAIN, TANPA_NIK, OTHER])
def test_a_proposal_whose_report_was_corrected_to_another_person_is_not_confirmed(dibetulkan: dict[str, Any]) -> None:
    kantor = Kantor()
    usul = kantor.propose()
    correct(kantor, **dibetulkan)
    with pytest.raises(Conflict, match="bukan orang yang sama"):
        kantor.confirm(usul)


@pytest.mark.parametrize("dibetulkan", [NIK_LAIN, OTHER])
def test_a_confirmed_proposal_whose_report_was_corrected_goes_into_no_package(dibetulkan: dict[str, Any]) -> None:
    kantor = Kantor()
    kantor.confirm(kantor.propose())
    correct(kantor, **dibetulkan)
    with pytest.raises(Invalid, match="Tidak ada usul"):
        build(kantor.pejabat)
    kantor.add_more()
    made = build(kantor.pejabat)
    assert made.jumlah == 1
    assert kantor.nik not in handed_over(made)


def test_a_name_handed_over_before_the_correction_is_shown_as_taken_back(app: Flask) -> None:
    kantor = Kantor()
    kantor.confirm(kantor.propose())
    assert build(kantor.pejabat).jumlah == 1
    correct(kantor, nik="1871019999999999")
    with reading() as session:
        ((found, _, withdrawn),) = paket.list_paket(session, actor=kantor.pejabat)[0]
        (row,) = paket.list_withdrawn(session, found.id)
    assert (withdrawn, row.nik, row.alasan) == (1, kantor.nik, paket.NIK_LAIN)
    kpu = sign_in(app, make_actor(Peran.PETUGAS_KPU))
    page = kpu.get(f"/paket/{found.id}").get_data(as_text=True)
    assert "SITI AMINAH" in page
    assert kantor.nik not in page
    with reading() as session:
        looks = session.scalar(select(func.count()).where(JejakBaca.cara == "paket.ditarik"))
    assert looks == 1


def test_the_page_of_a_proposal_says_that_the_nik_differs_by_now(app: Flask) -> None:
    kantor = Kantor()
    usul = kantor.propose()
    client = sign_in(app, kantor.pejabat)
    assert "berbeda" not in client.get(f"/pemilih/usul/{usul.id}").get_data(as_text=True)
    correct(kantor, nik="1871019999999999")
    assert "berbeda" in client.get(f"/pemilih/usul/{usul.id}").get_data(as_text=True)


@pytest.mark.parametrize(
    "siapa", [{"nama": None, "tidak_dikenal": True}, {"kasus": Kasus.TIDAK_DIKENAL}, {"kasus": Kasus.LAHIR_MATI}]
)
def test_a_death_of_nobody_known_strikes_no_voter(siapa: dict[str, Any]) -> None:
    kantor = Kantor()
    correct(kantor, **siapa)
    with reading() as session:
        assert NIK_PERSIS.search(session, session.get_one(DaftarPemilih, kantor.daftar_id))[0] == []
    with pytest.raises(NotFound):
        kantor.propose()
