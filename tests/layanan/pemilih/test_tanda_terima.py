"""KPU's receipt: what it says, what it changes, and that a correction undoes what the first one did."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pemakaman import db
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import now, reading, today_in, transaction
from pemakaman.errors import Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.pembatalan.services import raise_for_laporan
from pemakaman.pemilih import paket, penarikan, services, tanda_terima
from pemakaman.pemilih.models import Paket, PaketUsul, Penarikan, TandaTerima, Usul
from pemakaman.pemilih.penarikan import held_by_kpu
from pemakaman.pemilih.rules_tanda_terima import IsianTerima
from tests.layanan.akta.test_layanan import both
from tests.pabrik import METRO, make_actor
from tests.pabrik_pemilih import Kantor
from tests.pabrik_serah import add_proven, build, make_single_file

pytestmark = pytest.mark.usefixtures("database")
SEBAB = "NIK tidak ada di daftar"


@pytest.fixture
def kantor(database: object) -> Kantor:
    return Kantor()


@pytest.fixture
def kpu(database: object) -> Actor:
    return make_actor(Peran.PETUGAS_KPU)


def receive(made: Paket, actor: Actor, *, versi: int = 0, baris: dict[int, str] | None = None, **more: Any) -> Any:
    refused = baris or {}
    values = {
        "nomor": "12/PL.02/2026",
        "tanggal": today_in("18.71"),
        "diterima": made.jumlah - len(refused),
        "ditolak": len(refused),
        "baris": refused,
        **more,
    }
    with transaction() as session:
        return tanda_terima.record_receipt(session, made.id, IsianTerima(**values), versi=versi, actor=actor)


def status_of(usul: Usul) -> tuple[str, str | None]:
    with reading() as session:
        found = session.get_one(Usul, usul.id)
        return found.status, found.alasan


def is_held(usul: Usul) -> bool:
    with reading() as session:
        return bool(session.scalar(select(held_by_kpu()).select_from(Usul).where(Usul.id == usul.id)))


def test_two_refused_names_are_free_again_and_kpu_holds_the_others(kantor: Kantor, kpu: Actor) -> None:
    usuls = [add_proven(kantor) for _ in range(3)]
    made = build(kantor.pejabat)
    with reading() as session:
        numbers = {row.usul_id: row.nomor for row in session.scalars(select(PaketUsul))}
    first, second = (numbers[usul.id] or 0 for usul in usuls[:2])
    receive(made, kpu, baris={first: SEBAB, second: "Sudah pindah"})
    assert status_of(usuls[0]) == ("ditolak", f"Ditolak KPU (paket 1, baris {first}): {SEBAB}")
    assert status_of(usuls[1])[0] == "ditolak"
    assert status_of(usuls[2]) == ("dikonfirmasi", None)
    assert [is_held(usul) for usul in usuls] == [False, False, True]
    with reading() as session:
        assert dict(session.execute(select(PaketUsul.usul_id, PaketUsul.hasil)).all()) == {
            usuls[0].id: "ditolak",
            usuls[1].id: "ditolak",
            usuls[2].id: "diterima",
        }


def test_a_refused_name_can_be_proposed_and_handed_over_anew(kantor: Kantor, kpu: Actor) -> None:
    kantor.confirm(kantor.propose())
    made = build(kantor.pejabat)
    receive(made, kpu, baris={1: SEBAB})
    with pytest.raises(Invalid):
        build(kantor.pejabat)
    kantor.confirm(kantor.propose())
    assert build(kantor.pejabat).jumlah == 1


def test_a_refused_name_that_was_undone_needs_no_withdrawal(kantor: Kantor, kpu: Actor) -> None:
    usul = add_proven(kantor)
    made = build(kantor.pejabat)
    kantor.cancel(usul)
    receive(made, kpu, baris={1: SEBAB})
    with reading() as session:
        assert session.scalars(select(Penarikan.status)).one() == "dicabut"
        assert paket.list_withdrawn(session, made.id) == []
    assert status_of(usul)[0] == "dibatalkan"


def test_a_name_that_another_package_still_carries_stays_with_kpu(kantor: Kantor, kpu: Actor) -> None:
    usul = add_proven(kantor)
    first = build(kantor.pejabat)
    second = build(kantor.pejabat, baru=False)
    receive(first, kpu, baris={1: SEBAB})
    assert (status_of(usul)[0], is_held(usul)) == ("dikonfirmasi", True)
    receive(second, kpu, baris={1: SEBAB})
    assert (status_of(usul)[0], is_held(usul)) == ("ditolak", False)


def test_correcting_a_refusal_brings_the_proposal_back_and_keeps_the_history(kantor: Kantor, kpu: Actor) -> None:
    usul = add_proven(kantor)
    made = build(kantor.pejabat)
    receive(made, kpu, baris={1: SEBAB})
    receive(made, kantor.pejabat, versi=1, nomor="13/PL.02/2026")
    assert (status_of(usul), is_held(usul)) == (("dikonfirmasi", None), True)
    with reading() as session:
        told = session.scalars(
            select(Jejak)
            .where(Jejak.objek_id == str(made.id), Jejak.peristiwa.startswith("paket.tanda"))
            .order_by("id")
        ).all()
    assert [one.peristiwa for one in told] == ["paket.tanda_terima_dicatat", "paket.tanda_terima_dibetulkan"]
    assert told[1].rincian["baris_ditolak"] == ["1", None]
    assert told[1].rincian["nomor"] == ["12/PL.02/2026", "13/PL.02/2026"]


def test_a_name_accepted_after_all_stays_with_its_newer_proposal(kantor: Kantor, kpu: Actor) -> None:
    old = kantor.confirm(kantor.propose())
    made = build(kantor.pejabat)
    receive(made, kpu, baris={1: SEBAB})
    newer = kantor.propose()
    receive(made, kpu, versi=1)
    assert (status_of(old)[0], status_of(newer)[0]) == ("ditolak", "diusulkan")
    # Should the death turn out wrong, the name is asked back by the old one too.
    with transaction() as session:
        raise_for_laporan(session, kantor.laporan_id, keterangan="Terlihat di pasar", actor=kantor.verifikator)
    with reading() as session:
        assert session.scalars(select(Penarikan.usul_id)).all() == [old.id]


def test_a_frozen_name_accepted_after_all_is_asked_back(kantor: Kantor, kpu: Actor) -> None:
    usul = add_proven(kantor)
    made = build(kantor.pejabat)
    with transaction() as session:
        raise_for_laporan(session, usul.laporan_id, keterangan="Terlihat di pasar", actor=kantor.verifikator)
    assert status_of(usul)[0] == "dibekukan"
    receive(made, kpu, baris={1: SEBAB})
    assert status_of(usul)[0] == "ditolak"
    with reading() as session:
        assert session.scalars(select(Penarikan.status)).all() == ["dicabut"]
    receive(made, kpu, versi=1)
    assert status_of(usul)[0] == "ditolak"
    with reading() as session:
        assert sorted(session.scalars(select(Penarikan.status))) == ["dicabut", "menunggu"]


def test_of_two_who_record_at_once_one_is_told(kantor: Kantor, kpu: Actor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    refused = both(lambda: receive(made, kpu), lambda: receive(made, kantor.pejabat))
    assert [type(error) for error in refused if error] == [StaleVersion]


def test_an_old_page_cannot_overwrite_a_correction(kantor: Kantor, kpu: Actor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    receive(made, kpu)
    receive(made, kpu, versi=1)
    with pytest.raises(StaleVersion):
        receive(made, kpu, versi=1)


def test_who_may_record_and_where(kantor: Kantor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    with pytest.raises(Forbidden):
        receive(made, make_actor(Peran.ADMIN_KAB))
    with pytest.raises(NotFound):
        receive(made, make_actor(Peran.PETUGAS_KPU, METRO))


def test_totals_that_kpu_really_states_otherwise_leave_the_rest_open(kantor: Kantor, kpu: Actor) -> None:
    usuls = [add_proven(kantor) for _ in range(2)]
    made = build(kantor.pejabat)
    with pytest.raises(Invalid):
        receive(made, kpu, diterima=1)
    receive(made, kpu, diterima=1, beda=True)
    with reading() as session:
        assert session.scalars(select(PaketUsul.hasil)).all() == [None, None]
        terima = session.scalars(select(TandaTerima)).one()
        (whole,) = tanda_terima.compare(session, session.get_one(Paket, made.id), terima)
    assert (whole.kita, whole.diterima, whole.is_beda) == (2, 1, True)
    assert all(is_held(usul) for usul in usuls)


def test_a_late_receipt_is_counted_until_it_comes(kantor: Kantor, kpu: Actor) -> None:
    add_proven(kantor)
    with transaction() as session:
        services.set_kode(session, "1", hari_tanda_terima=5, actor=make_actor(Peran.ADMIN_KAB))
    with db.clock_at(now() - timedelta(days=7)):
        late = build(kantor.pejabat)
    add_proven(kantor)
    build(kantor.pejabat)

    def count(actor: Actor) -> int:
        with reading() as session:
            assert len(tanda_terima.list_overdue(session, actor=actor)) == tanda_terima.count_overdue(
                session, actor=actor
            )
            return tanda_terima.count_overdue(session, actor=actor)

    assert (count(kpu), count(make_actor(Peran.PETUGAS_KPU, METRO))) == (1, 0)
    receive(late, kpu)
    assert count(kpu) == 0


def test_old_single_files_need_no_receipt(kantor: Kantor, kpu: Actor) -> None:
    old = make_single_file(kantor, add_proven(kantor))
    with pytest.raises(NotFound):
        receive(old, kpu)
    with reading() as session:
        assert paket.file_name(session.get_one(Paket, old.id)).endswith(".csv")
        assert penarikan.count_waiting(session, "18.71") == 0
    assert old.tenggat is None
    assert isinstance(today_in("18.71"), date)
