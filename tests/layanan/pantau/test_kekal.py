"""Kept figures follow the reports, and a new count proves them."""

from datetime import date

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.laporan.rules import Status
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import Corong, Fakta, Tanda
from pemakaman.pantau.queries import banding
from pemakaman.pantau.services import angka
from tests.pabrik import BANDAR_LAMPUNG, make_actor
from tests.pabrik_berkas import make_approved
from tests.pabrik_verifikasi import make_in


def differences() -> dict[str, int]:
    with reading() as session:
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        return {one.tabel: one.beda for one in banding.compare(session)}


def funnel(database: Engine) -> set[tuple[int, int, int, int]]:
    """Buried, submitted, approved, with akta: the same by every month."""
    with Session(database) as session:
        rows = session.scalars(select(Corong).where(Corong.tempat == BANDAR_LAMPUNG)).all()
        assert {row.sumbu for row in rows} == {"meninggal", "dimakamkan", "masuk"}
        assert session.scalar(select(func.count()).select_from(Tanda)) == 0
        return {(row.dimakamkan, row.diajukan, row.disetujui, row.akta) for row in rows}


def test_a_report_that_waits_counts_up_to_where_it_is(database: Engine) -> None:
    make_in(Status.DIAJUKAN, make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT))
    assert count_everything() == 1
    assert funnel(database) == {(1, 1, 0, 0)}
    assert set(differences().values()) == {0}


def test_an_approved_report_counts_as_approved(database: Engine) -> None:
    make_approved()
    count_everything()
    assert funnel(database) == {(1, 1, 1, 0)}
    assert set(differences().values()) == {0}


def test_made_anew_is_the_same(database: Engine) -> None:
    petugas, pejabat = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    for status in (Status.DIAJUKAN, Status.AKTA_TERBIT):
        make_in(status, petugas, pejabat)
    count_everything()
    with transaction() as session:
        session.execute(text("UPDATE pantau_corong SET akta = akta + 1"))
    assert differences()["pantau_corong"] > 0
    with transaction() as session:
        assert angka.recount_all(session) == 2
    assert set(differences().values()) == {0}


def test_the_month_of_a_fact_is_a_first_day(database: Engine) -> None:
    make_in(Status.DIAJUKAN, make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT))
    count_everything()
    with Session(database) as session:
        fact = session.scalars(select(Fakta)).one()
    assert fact.bulan_dimakamkan == date(fact.dimakamkan.year, fact.dimakamkan.month, 1)
