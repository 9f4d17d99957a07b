"""What a correction does to the proposals that rest on the report."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from pemakaman.db import transaction
from pemakaman.pemilih import services
from pemakaman.pemilih.models import Penarikan, Usul
from pemakaman.pemilih.rules import StatusPenarikan, StatusUsul
from pemakaman.perbaikan.services import BUKAN_ORANGNYA
from tests.pabrik_laporan import make_nik
from tests.pabrik_pemilih import make_daftar, make_pemilih
from tests.pabrik_perbaikan import Kantor
from tests.pabrik_serah import build


@pytest.fixture
def kantor(database: Engine) -> Kantor:
    return Kantor()


def confirm(kantor: Kantor) -> UUID:
    """Propose the voter with the report's NIK, and confirm it."""
    daftar, laporan = make_daftar(), kantor.laporan
    born = {"nama": laporan.nama, "jenis_kelamin": laporan.jenis_kelamin, "tanggal_lahir": date(1960, 3, 15)}
    pemilih = make_pemilih(daftar, laporan.nik, **born)
    with transaction() as session:
        usul = services.propose(
            session, laporan_id=kantor.laporan_id, daftar_id=daftar, pemilih_id=pemilih, actor=kantor.verifikator
        )
    with transaction() as session:
        return services.confirm(session, usul.id, versi=usul.versi, actor=kantor.pejabat).id


def read(usul_id: UUID) -> tuple[Usul, list[str]]:
    with transaction() as session:
        notices = session.scalars(select(Penarikan.status).where(Penarikan.usul_id == usul_id))
        return session.get_one(Usul, usul_id), list(notices)


def test_another_nik_undoes_the_proposal_and_takes_the_name_back_from_kpu(kantor: Kantor) -> None:
    usul_id = confirm(kantor)
    build(kantor.pejabat)
    kantor.agree(kantor.ask("almarhum", nik=make_nik()))
    usul, notices = read(usul_id)
    assert (usul.status, usul.alasan) == (StatusUsul.DIBATALKAN, BUKAN_ORANGNYA)
    assert notices == [StatusPenarikan.MENUNGGU]
    made = build(kantor.pejabat)
    assert (made.jumlah, made.jumlah_penarikan) == (0, 1)


def test_what_kpu_was_never_given_needs_no_notice(kantor: Kantor) -> None:
    usul_id = confirm(kantor)
    kantor.agree(kantor.ask("almarhum", nik=make_nik()))
    usul, notices = read(usul_id)
    assert (usul.status, notices) == (StatusUsul.DIBATALKAN, [])


def test_a_correction_of_the_same_person_leaves_the_proposal(kantor: Kantor) -> None:
    usul_id = confirm(kantor)
    build(kantor.pejabat)
    kantor.agree(kantor.ask("almarhum", nama="Ahmad Suhaemi"))
    usul, notices = read(usul_id)
    assert (usul.status, notices) == (StatusUsul.DIKONFIRMASI, [])
