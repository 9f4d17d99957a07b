"""Proposals: two persons, one voter, and a way back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Peran
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.rules import Status
from pemakaman.pemilih import queries, services
from pemakaman.pemilih.models import DaftarPemilih, Usul
from pemakaman.pemilih.pencari import NIK_PERSIS, Calon
from pemakaman.pemilih.rules import Kelas
from tests.layanan.akta.test_layanan import both
from tests.pabrik import METRO, make_actor
from tests.pabrik_pemilih import Kantor, make_approved, make_daftar, make_pemilih

pytestmark = pytest.mark.usefixtures("database")


def candidates(kantor: Kantor, **page: Any) -> list[Calon]:
    with reading() as session:
        daftar = session.get_one(DaftarPemilih, kantor.daftar_id)
        return NIK_PERSIS.search(session, daftar, **page)[0]


def events(usul: Usul) -> list[Jejak]:
    with reading() as session:
        return list(session.scalars(select(Jejak).where(Jejak.objek_id == str(usul.id)).order_by(Jejak.id)))


def test_an_approved_report_with_the_same_nik_is_a_candidate() -> None:
    found = candidates(Kantor())
    assert [calon.perbandingan.kelas for calon in found] == [Kelas.KUAT]


@pytest.mark.parametrize("status", [Status.DIAJUKAN, Status.DITOLAK])
def test_a_report_that_is_not_approved_is_no_candidate(status: Status) -> None:
    assert candidates(Kantor(status=status)) == []


def test_a_voter_of_another_list_is_no_candidate() -> None:
    kantor = Kantor()
    kantor.daftar_id = make_daftar()
    assert candidates(kantor) == []


def test_candidates_come_page_by_page_without_gap() -> None:
    kantor = Kantor()
    for serial in range(4):
        nik = f"1872{serial:012}"
        make_approved(nik=nik)
        make_pemilih(kantor.daftar_id, nik)
    with reading() as session:
        daftar = session.get_one(DaftarPemilih, kantor.daftar_id)
        seen, key = NIK_PERSIS.search(session, daftar, batas=2)
        while key:
            more, key = NIK_PERSIS.search(session, daftar, sesudah=key, batas=2)
            seen += more
    assert len({calon.pemilih.id for calon in seen}) == len(seen) == 5


def test_a_proposal_takes_the_candidate_off_the_list() -> None:
    kantor = Kantor()
    usul = kantor.propose()
    assert (usul.status, usul.kode, usul.kelas_bukti) == ("diusulkan", "1", "tidak_ada")
    assert candidates(kantor) == []
    assert [event.peristiwa for event in events(usul)] == ["usul.dibuat"]


def test_a_warning_cannot_be_proposed() -> None:
    kantor = Kantor(nama="Ahmad Suhaimi", jenis_kelamin="L", lahir_tahun=1944)
    assert candidates(kantor)[0].perbandingan.kelas is Kelas.PERINGATAN
    with pytest.raises(Conflict, match="tidak dapat diusulkan"):
        kantor.propose()


def test_a_voter_already_struck_cannot_be_proposed() -> None:
    kantor = Kantor()
    kantor.daftar_id = make_daftar()
    kantor.pemilih_id = make_pemilih(kantor.daftar_id, kantor.nik, keterangan="1")
    with pytest.raises(Conflict, match="sudah bertanda"):
        kantor.propose()


def test_a_voter_of_another_nik_cannot_be_proposed() -> None:
    kantor = Kantor()
    kantor.pemilih_id = make_pemilih(kantor.daftar_id, "1871019999999999")
    with pytest.raises(NotFound):
        kantor.propose()


def test_a_masked_nik_never_matches() -> None:
    kantor = Kantor()
    kantor.pemilih_id = make_pemilih(kantor.daftar_id, f"{kantor.nik[:12]}****")
    with pytest.raises(NotFound):
        kantor.propose()


def test_the_same_voter_is_not_proposed_twice() -> None:
    kantor = Kantor()
    kantor.propose()
    with pytest.raises(Conflict, match="sudah diusulkan"):
        kantor.propose()


def test_two_proposers_at_once_one_wins() -> None:
    kantor, other = Kantor(), make_actor(Peran.VERIFIKATOR)
    refused = both(kantor.propose, lambda: kantor.propose(other))
    assert [type(error) for error in refused if error] == [Conflict]


def test_one_voter_proposed_twice_at_once_one_wins() -> None:
    kantor = Kantor()
    refused = both(kantor.propose, kantor.propose)
    assert [type(error) for error in refused if error] == [Conflict]


def test_one_report_is_proposed_once_a_list() -> None:
    kantor = Kantor()
    kantor.propose()
    kantor.pemilih_id = make_pemilih(kantor.daftar_id, kantor.nik)
    with pytest.raises(Conflict, match="Laporan ini sudah diusulkan"):
        kantor.propose()


def test_the_second_person_confirms() -> None:
    kantor = Kantor()
    usul = kantor.confirm(kantor.propose())
    assert (usul.status, usul.dikonfirmasi_oleh) == ("dikonfirmasi", kantor.pejabat.id)
    assert [event.peristiwa for event in events(usul)] == ["usul.dibuat", "usul.dikonfirmasi"]


def test_nobody_confirms_his_own_proposal() -> None:
    kantor = Kantor()
    usul = kantor.propose()
    with transaction() as session, pytest.raises(IntegrityError, match="dua_orang"), session.begin_nested():
        session.execute(
            text("UPDATE usul SET status = 'dikonfirmasi', dikonfirmasi_oleh = diusulkan_oleh WHERE id = :id"),
            {"id": usul.id},
        )


def test_the_database_refuses_a_confirmation_by_nobody() -> None:
    usul = Kantor().propose()
    with transaction() as session, pytest.raises(IntegrityError, match="ck_usul_dikonfirmasi"), session.begin_nested():
        session.execute(text("UPDATE usul SET status = 'dikonfirmasi' WHERE id = :id"), {"id": usul.id})


def test_the_proposer_may_not_decide_even_with_the_permission() -> None:
    kantor = Kantor()
    usul = kantor.propose()
    as_pejabat = type(kantor.pejabat)(kantor.verifikator.id, "X", Peran.PEJABAT, kantor.verifikator.wilayah_kode)
    with pytest.raises(Forbidden, match="orang lain"):
        kantor.confirm(usul, as_pejabat)


def test_a_verifikator_may_not_confirm() -> None:
    kantor = Kantor()
    usul = kantor.propose()
    with pytest.raises(Forbidden):
        kantor.confirm(usul, make_actor(Peran.VERIFIKATOR))


def test_two_confirmers_at_once_one_wins() -> None:
    kantor, other = Kantor(), make_actor(Peran.PEJABAT)
    usul = kantor.propose()
    refused = both(lambda: kantor.confirm(usul), lambda: kantor.confirm(usul, other))
    assert [type(error) for error in refused if error] == [Conflict]


def test_an_old_version_is_refused() -> None:
    kantor = Kantor()
    usul = kantor.propose()
    with pytest.raises(StaleVersion), transaction() as session:
        services.confirm(session, usul.id, versi=usul.versi + 1, actor=kantor.pejabat)


def test_the_confirmation_takes_proof_and_code_as_they_are_now() -> None:
    kantor = Kantor(surat_nomor="474.3/1/2026")
    usul = kantor.propose()
    assert (usul.kelas_bukti, usul.bukti_nomor) == ("skk", "474.3/1/2026")
    today = today_in("18")
    with transaction() as session:
        nomor = f"1871-KM-{today:%d%m%Y}-0001"
        record_akta(session, kantor.laporan_id, nomor=nomor, tanggal=today, actor=kantor.verifikator)
        services.set_kode(session, "91", actor=make_actor(Peran.ADMIN_KAB))
    usul = kantor.confirm(usul)
    assert (usul.kelas_bukti, usul.bukti_nomor, usul.kode) == ("akta", nomor, "91")


@pytest.mark.parametrize("service", [services.reject, services.cancel])
def test_refusing_and_undoing_need_a_reason(service: Callable[..., Usul]) -> None:
    kantor = Kantor()
    usul = kantor.propose()
    with pytest.raises(Invalid), transaction() as session:
        service(session, usul.id, versi=usul.versi, alasan="  ", actor=kantor.pejabat)


def test_a_rejected_pair_can_be_proposed_again() -> None:
    kantor = Kantor()
    usul = kantor.propose()
    with transaction() as session:
        services.reject(session, usul.id, versi=usul.versi, alasan="Beda orang", actor=kantor.pejabat)
    assert kantor.propose().id != usul.id


def test_a_confirmed_proposal_can_be_undone() -> None:
    kantor = Kantor()
    usul = kantor.cancel(kantor.confirm(kantor.propose()))
    assert (usul.status, usul.alasan) == ("dibatalkan", "Ternyata masih hidup")
    assert events(usul)[-1].rincian["status"] == ["dikonfirmasi", "dibatalkan"]


def test_what_is_undone_stays_undone() -> None:
    kantor = Kantor()
    usul = kantor.cancel(kantor.propose())
    with pytest.raises(Conflict):
        kantor.confirm(usul)


def test_an_admin_may_not_undo() -> None:
    kantor = Kantor()
    usul = kantor.propose()
    with pytest.raises(Forbidden), transaction() as session:
        services.cancel(session, usul.id, versi=usul.versi, alasan="x", actor=make_actor(Peran.ADMIN_KAB))


def test_another_kabupaten_sees_no_proposal() -> None:
    usul = Kantor().propose()
    with pytest.raises(NotFound), reading() as session:
        queries.get_usul(session, usul.id, actor=make_actor(Peran.PEJABAT, METRO))


def test_the_code_is_audited_and_bounded() -> None:
    admin = make_actor(Peran.ADMIN_KAB)
    with transaction() as session:
        services.set_kode(session, "91", actor=admin)
    with reading() as session:
        event = session.scalars(select(Jejak).where(Jejak.peristiwa == "setelan_pemilih.diubah")).one()
        assert queries.get_kode(session, "18.71") == "91"
    assert event.rincian == {"kode": ["1", "91"]}
    with pytest.raises(Invalid), transaction() as session:
        services.set_kode(session, "2", actor=admin)
