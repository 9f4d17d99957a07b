"""Who lies where: on every road into the book, out of it and back again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.laporan import services
from pemakaman.laporan.letak import Letak, read_letak
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.rules import Action, Status
from pemakaman.laporan.services import change_status
from pemakaman.verifikasi.services import merge_laporan, split_laporan
from tests.layanan.verifikasi.test_serentak import at_once
from tests.pabrik import make_actor
from tests.pabrik_laporan import fill, hari_ini, make_laporan, make_nik, read, save, start, submit
from tests.pabrik_perbaikan import Kantor, approve
from tests.pabrik_petak import SETUJU, Kubur, events_of, set_rule, stays_of, years_ago
from tests.pabrik_verifikasi import act


@pytest.fixture
def kubur(database: Engine) -> Kubur:
    return Kubur()


def step(laporan_id: UUID, *actions: Action) -> None:
    """Along the table of states, whoever may do it."""
    petugas = make_actor(Peran.VERIFIKATOR)
    for action in actions:
        with transaction() as session:
            laporan = get_laporan(session, laporan_id, actor=petugas, for_update=True)
            change_status(session, laporan, action, actor=petugas)


def letak_of(kubur: Kubur, laporan_id: UUID) -> Letak:
    with reading() as session:
        return read_letak(session, session.get_one(Laporan, laporan_id), actor=kubur.pengelola)


def test_burial_occupies_its_plot(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    assert stays_of(laporan.id) == [(kubur.plot("A-003").id, "pemakaman", True)]
    assert kubur.status("A-003") == "terisi"
    assert events_of(kubur.plot("A-003").id) == ["petak.terisi"]


def test_words_follow_the_plot(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", blok="Z", petak="99", nomor_makam="7")
    assert (laporan.blok, laporan.petak, laporan.nomor_makam) == ("A", "A-003", None)


def test_draft_occupies_nothing(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", status=Status.DRAF)
    assert (stays_of(laporan.id), kubur.status("A-003")) == ([], "kosong")


def test_direct_submission_occupies_too(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", status=Status.DIAJUKAN)
    assert len(stays_of(laporan.id)) == 1


def test_without_a_plot_nothing_is_written(kubur: Kubur) -> None:
    assert stays_of(kubur.bury(None).id) == []


def test_reserved_plot_is_taken(kubur: Kubur) -> None:
    kubur = Kubur(status="dipesan")
    kubur.bury("A-003")
    assert kubur.status("A-003") == "terisi"


@pytest.mark.parametrize("jenis", ["lain_makam", "tidak_dipakai"])
def test_plot_that_cannot_be_chosen_is_refused_at_its_field(kubur: Kubur, jenis: str) -> None:
    other = Kubur(status="tidak_dipakai" if jenis == "tidak_dipakai" else "kosong")
    makam = other if jenis == "tidak_dipakai" else kubur
    with pytest.raises(Invalid) as caught:
        make_laporan(makam.pengelola, makam.makam, status=Status.DRAF, petak_id=other.plot("A-001").id)
    assert list(caught.value.galat) == ["petak_id"]


def second(kubur: Kubur, **isian: Any) -> Laporan:
    return kubur.bury("A-003", nama="Made Wirawan", **isian)


def test_second_burial_must_be_said(kubur: Kubur) -> None:
    kubur.bury("A-003", hari=years_ago(5))
    with pytest.raises(Invalid) as caught:
        second(kubur)
    assert list(caught.value.galat) == ["petak_id"]


def test_second_burial_needs_the_consent(kubur: Kubur) -> None:
    kubur.bury("A-003", hari=years_ago(5))
    with pytest.raises(Invalid) as caught:
        second(kubur, tumpang=True)
    assert set(caught.value.galat) == {"tumpang_persetujuan", "tumpang_surat"}


def test_second_burial_with_consent_lies_beside_the_first(kubur: Kubur) -> None:
    first = kubur.bury("A-003", hari=years_ago(5))
    laporan = second(kubur, **SETUJU)
    assert stays_of(laporan.id) == [(kubur.plot("A-003").id, "tumpang", True)]
    assert [row.id for row in letak_of(kubur, laporan.id).bersama] == [first.id]
    assert [row.id for row in letak_of(kubur, first.id).bersama] == [laporan.id]


def test_second_burial_comes_too_early(kubur: Kubur) -> None:
    kubur.bury("A-003", hari=years_ago(2))
    with pytest.raises(Invalid) as caught:
        second(kubur, **SETUJU)
    assert "3 tahun" in caught.value.galat["petak_id"][0]


def test_the_kab_decides_how_many_years(kubur: Kubur) -> None:
    set_rule(tumpang_tahun=1, tumpang_persetujuan=False)
    kubur.bury("A-003", hari=years_ago(2))
    assert stays_of(second(kubur, tumpang=True).id)[0][1] == "tumpang"


def test_the_kab_may_forbid_it(kubur: Kubur) -> None:
    set_rule(tumpang_boleh=False)
    kubur.bury("A-003", hari=years_ago(9))
    with pytest.raises(Invalid):
        second(kubur, **SETUJU)


def test_family_plot_takes_more_side_by_side(database: Engine) -> None:
    kubur = Kubur(jenis="keluarga")
    kubur.bury("A-003")
    assert stays_of(second(kubur).id)[0][1] == "pemakaman"


def test_grave_known_from_paper_only_counts_as_occupied(database: Engine) -> None:
    kubur = Kubur(status="terisi")
    with pytest.raises(Invalid):
        second(kubur)
    assert stays_of(second(kubur, **SETUJU).id)[0][1] == "tumpang"


def test_choice_that_was_overtaken_stands_among_the_findings(kubur: Kubur) -> None:
    draft = kubur.bury("A-003", status=Status.DRAF, nama="Made Wirawan")
    kubur.bury("A-003")
    with transaction() as session:
        found = services.check_laporan(session, draft.id, actor=kubur.pengelola)
    assert [one.ruas for one in found if one.keras] == ["petak_id"]
    with pytest.raises(Invalid):
        submit(kubur.pengelola, draft.id)


@pytest.mark.parametrize("_", range(4))
def test_of_two_burials_at_once_the_second_is_judged(kubur: Kubur, _: int) -> None:
    drafts = []
    for nama in ("Ahmad Suhaimi", "Made Wirawan"):
        draft = start(kubur.pengelola, kubur.makam)
        fill(kubur.pengelola, draft, nama=nama, petak_id=kubur.plot("A-003").id)
        drafts.append(draft)
    outcome = at_once(
        *(lambda s, one=one: services.register_lapor_awal(s, one, actor=kubur.pengelola) for one in drafts)  # type: ignore[misc]
    )
    refused = [error for error in outcome if error is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], Invalid)
    assert "petak_id" in refused[0].galat
    assert sorted(len(stays_of(one)) for one in drafts) == [0, 1]


def test_wrong_plot_is_corrected_before_it_is_sent(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    save(kubur.pengelola, laporan.id, "pemakaman", petak_id=kubur.plot("A-004").id)
    assert [(kubur.status("A-003"), kubur.status("A-004"))] == [("kosong", "terisi")]
    assert stays_of(laporan.id) == [(kubur.plot("A-004").id, "pemakaman", True)]
    assert read(laporan.id).petak == "A-004"


def test_plot_is_taken_away_again(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    save(kubur.pengelola, laporan.id, "pemakaman", petak_id=None)
    assert (stays_of(laporan.id), kubur.status("A-003")) == ([], "kosong")


def test_other_day_of_burial_moves_the_stay(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    save(kubur.pengelola, laporan.id, "pemakaman", dimakamkan_tanggal=hari_ini() - timedelta(days=1))
    assert letak_of(kubur, laporan.id).sejak == hari_ini() - timedelta(days=1)


def test_consent_cannot_be_taken_from_one_who_shares(kubur: Kubur) -> None:
    kubur.bury("A-003", hari=years_ago(5))
    laporan = second(kubur, **SETUJU)
    with pytest.raises(Invalid):
        save(kubur.pengelola, laporan.id, "pemakaman", tumpang=False)


def test_rejected_report_gives_its_plot_back(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", status=Status.DIAJUKAN)
    step(laporan.id, Action.CLAIM, Action.REJECT)
    assert stays_of(laporan.id) == [(kubur.plot("A-003").id, "pemakaman", False)]
    assert kubur.status("A-003") == "kosong"


def test_frozen_report_keeps_its_plot(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", status=Status.DIAJUKAN)
    step(laporan.id, Action.FREEZE)
    assert kubur.status("A-003") == "terisi"


def test_annulled_report_comes_back_to_its_plot(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", status=Status.DIAJUKAN)
    step(laporan.id, Action.FREEZE, Action.ANNUL)
    assert kubur.status("A-003") == "kosong"
    step(laporan.id, Action.REINSTATE)
    assert stays_of(laporan.id) == [(kubur.plot("A-003").id, "pemakaman", True)]
    assert kubur.status("A-003") == "terisi"


def test_where_the_plot_is_taken_by_then_the_report_comes_back_without_it(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", status=Status.DIAJUKAN)
    step(laporan.id, Action.FREEZE, Action.ANNUL)
    kubur.bury("A-003", nama="Made Wirawan")
    step(laporan.id, Action.REINSTATE)
    assert read(laporan.id).status == Status.DIAJUKAN
    assert letak_of(kubur, laporan.id).tanpa_tempat
    assert "laporan.petak_bentrok" in events_of(laporan.id)


def merge(kubur: Kubur, tetap: UUID, pergi: UUID) -> None:
    with transaction() as session:
        ids = (min(tetap, pergi), max(tetap, pergi))
        dugaan = session.scalars(
            select(DugaanGanda.id).where(DugaanGanda.laporan_a == ids[0], DugaanGanda.laporan_b == ids[1])
        ).one()
        petugas = make_actor(Peran.VERIFIKATOR)
        merge_laporan(session, dugaan, tetap_id=tetap, alasan="Satu orang", actor=petugas)


def split(laporan_id: UUID) -> None:
    act(split_laporan, laporan_id, versi=None, alasan="Ternyata dua orang", actor=make_actor(Peran.VERIFIKATOR))


def pair(kubur: Kubur, first: str | None, other: str | None) -> tuple[Laporan, Laporan]:
    nik = make_nik()
    return kubur.bury(first, nik=nik), kubur.bury(other, nik=nik)


def test_merged_report_hands_its_plot_to_its_heir_and_takes_it_back(kubur: Kubur) -> None:
    tetap, pergi = pair(kubur, None, "A-003")
    merge(kubur, tetap.id, pergi.id)
    petak = kubur.plot("A-003").id
    assert (stays_of(pergi.id), stays_of(tetap.id)) == ([], [(petak, "pemakaman", True)])
    assert kubur.status("A-003") == "terisi"
    split(pergi.id)
    assert (stays_of(pergi.id), stays_of(tetap.id)) == ([(petak, "pemakaman", True)], [])


def test_heir_in_another_cemetery_receives_no_plot_here(kubur: Kubur) -> None:
    nik = make_nik()
    tetap, pergi = Kubur(pengelola=kubur.pengelola).bury(None, nik=nik), kubur.bury("A-003", nik=nik)
    merge(kubur, tetap.id, pergi.id)
    assert (stays_of(tetap.id), kubur.status("A-003")) == ([], "kosong")
    split(pergi.id)
    assert (stays_of(pergi.id), kubur.status("A-003")) == ([(kubur.plot("A-003").id, "pemakaman", True)], "terisi")


def test_heir_with_a_plot_keeps_its_own(kubur: Kubur) -> None:
    tetap, pergi = pair(kubur, "A-001", "A-003")
    merge(kubur, tetap.id, pergi.id)
    assert (kubur.status("A-001"), kubur.status("A-003")) == ("terisi", "kosong")
    split(pergi.id)
    assert kubur.status("A-003") == "terisi"


def test_plot_chosen_by_a_correction_is_occupied_when_it_is_agreed(database: Engine) -> None:
    kubur = Kubur()
    kantor = Kantor(pengelola=kubur.pengelola)
    kantor.makam, laporan = kubur.makam, kubur.bury("A-003", status=Status.DIAJUKAN, nama="I Nyoman Sudiarta")
    kantor.laporan_id = laporan.id
    approve(kantor.verifikator, kantor.pejabat, kantor.laporan_id)
    perbaikan = kantor.ask("pemakaman", petak_id=kubur.plot("A-005").id)
    assert perbaikan.usulan["petak"] == ["A-003", "A-005"]
    assert kubur.status("A-005") == "kosong"
    kantor.agree(perbaikan)
    assert (kubur.status("A-003"), kubur.status("A-005")) == ("kosong", "terisi")
    assert read(laporan.id).petak == "A-005"


def test_correction_into_an_occupied_plot_is_refused_when_asked(database: Engine) -> None:
    kubur = Kubur()
    kantor = Kantor(pengelola=kubur.pengelola)
    kantor.laporan_id = kubur.bury("A-003", status=Status.DIAJUKAN, nama="I Nyoman Sudiarta").id
    kubur.bury("A-005", nama="Made Wirawan")
    approve(kantor.verifikator, kantor.pejabat, kantor.laporan_id)
    with pytest.raises(Invalid) as caught:
        kantor.ask("pemakaman", petak_id=kubur.plot("A-005").id)
    assert list(caught.value.galat) == ["petak_id"]
