"""Two persons at the same instant with one correction: exactly one wins."""

import pytest
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Peran
from pemakaman.berkas.models import Berkas
from pemakaman.db import transaction
from pemakaman.errors import Conflict
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Action, Status
from pemakaman.laporan.services import change_status
from pemakaman.perbaikan import services
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import make_actor
from tests.pabrik_perbaikan import Kantor, read

REPEATS = range(4)


def new_documents(kantor: Kantor) -> int:
    with transaction() as session:
        query = select(func.count()).where(Berkas.laporan_id == kantor.laporan_id, Berkas.sebab_versi.is_not(None))
        return session.scalar(query) or 0


@pytest.mark.parametrize("_", REPEATS)
def test_two_pejabat_at_once_one_agrees_and_one_document_is_made(database: Engine, _: int) -> None:
    kantor = Kantor()
    perbaikan, other = kantor.ask(), make_actor(Peran.PEJABAT)
    outcome = at_once(
        lambda s: services.agree(s, perbaikan.id, versi=1, actor=kantor.pejabat),
        lambda s: services.agree(s, perbaikan.id, versi=1, actor=other),
    )
    one_conflict(outcome)
    assert read(perbaikan.id).diputus_oleh == (kantor.pejabat.id if outcome[0] is None else other.id)
    assert new_documents(kantor) == 1


@pytest.mark.parametrize("_", REPEATS)
def test_agree_and_refuse_at_once_one_of_them_happens(database: Engine, _: int) -> None:
    kantor = Kantor()
    perbaikan, other = kantor.ask(), make_actor(Peran.PEJABAT)
    outcome = at_once(
        lambda s: services.agree(s, perbaikan.id, versi=1, actor=kantor.pejabat),
        lambda s: services.refuse(s, perbaikan.id, versi=1, alasan="Tidak", actor=other),
    )
    one_conflict(outcome)
    assert read(perbaikan.id).status == ("disetujui" if outcome[0] is None else "ditolak")
    assert new_documents(kantor) == (1 if outcome[0] is None else 0)


@pytest.mark.parametrize("_", REPEATS)
def test_agree_and_withdraw_at_once_one_of_them_happens(database: Engine, _: int) -> None:
    kantor = Kantor()
    perbaikan = kantor.ask()
    outcome = at_once(
        lambda s: services.agree(s, perbaikan.id, versi=1, actor=kantor.pejabat),
        lambda s: services.withdraw(s, perbaikan.id, versi=1, actor=kantor.pengelola),
    )
    one_conflict(outcome)
    agreed = outcome[0] is None
    assert read(perbaikan.id).status == ("disetujui" if agreed else "ditarik")
    assert (kantor.laporan.meninggal_tempat == "Puskesmas Kedaton") is agreed


@pytest.mark.parametrize("_", REPEATS)
def test_two_requests_for_one_part_at_once_one_is_kept(database: Engine, _: int) -> None:
    kantor = Kantor()
    versi = kantor.laporan.versi
    bukti = {actor: kantor.upload(actor).id for actor in (kantor.pengelola, kantor.verifikator)}
    one_conflict(
        at_once(
            *(
                lambda s, who=who, proof=proof: services.ask(  # type: ignore[misc]
                    s, kantor.laporan_id, "kematian", {"sebab": 2}, versi=versi, alasan="x", bukti=[proof], actor=who
                )
                for who, proof in bukti.items()
            )
        )
    )


@pytest.mark.parametrize("_", REPEATS)
def test_agree_and_freeze_at_once_never_correct_a_frozen_report(database: Engine, _: int) -> None:
    kantor = Kantor()
    perbaikan = kantor.ask()

    def freeze(session: object) -> None:
        laporan = get_laporan(session, kantor.laporan_id, actor=kantor.verifikator, for_update=True)  # type: ignore[arg-type]
        change_status(session, laporan, Action.FREEZE, actor=kantor.verifikator)  # type: ignore[arg-type]

    outcome = at_once(lambda s: services.agree(s, perbaikan.id, versi=1, actor=kantor.pejabat), freeze)
    assert outcome[1] is None
    assert outcome[0] is None or isinstance(outcome[0], Conflict)
    assert kantor.laporan.status == Status.DIBEKUKAN
    assert (read(perbaikan.id).status == "disetujui") is (outcome[0] is None)
