"""Moves and exhumations: dated events with a permit, and plots that follow."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.laporan import services
from pemakaman.laporan.letak import Letak, read_letak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.petak.services.petak import delete_petak
from pemakaman.petak.services.pindah import record_move, undo_move
from tests.layanan.verifikasi.test_serentak import at_once
from tests.pabrik import METRO, make_actor
from tests.pabrik_laporan import hari_ini, read, save
from tests.pabrik_petak import SETUJU, Kubur, events_of, set_rule, stays_of, years_ago

DINAS = {"penerbit_jenis": "dinas", "izin_penerbit": "Dinas Perkim"}


@pytest.fixture
def kubur(database: Engine) -> Kubur:
    return Kubur()


def to_plot(kubur: Kubur, nomor: str, **isian: Any) -> dict[str, Any]:
    return {"jenis": "pindah_petak", "petak_id": kubur.plot(nomor).id, **isian}


def undo(kubur: Kubur, pindah_id: UUID, alasan: str = "Salah orang") -> None:
    with transaction() as session:
        undo_move(session, pindah_id, alasan=alasan, actor=kubur.pengelola)


def letak_of(kubur: Kubur, laporan_id: UUID) -> Letak:
    with reading() as session:
        return read_letak(session, session.get_one(Laporan, laporan_id), actor=kubur.pengelola)


def test_move_ends_one_stay_and_begins_another(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", hari=years_ago(2))
    kubur.move(laporan.id, **to_plot(kubur, "A-007"), **DINAS)
    a, b = kubur.plot("A-003"), kubur.plot("A-007")
    assert stays_of(laporan.id) == [(a.id, "pemakaman", False), (b.id, "pindah", True)]
    assert (a.status, b.status) == ("kosong", "terisi")


def test_burial_row_is_not_edited(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", hari=years_ago(2))
    versi = read(laporan.id).versi
    kubur.move(laporan.id, **to_plot(kubur, "A-007"))
    after = read(laporan.id)
    assert (after.petak_id, after.petak, after.versi) == (laporan.petak_id, "A-003", versi)
    letak = letak_of(kubur, laporan.id)
    assert letak.kini is not None
    assert letak.kini[1] == "Blok A, A-007"


def test_shared_plot_stays_occupied_when_one_leaves(kubur: Kubur) -> None:
    first = kubur.bury("A-003", hari=years_ago(6))
    kubur.bury("A-003", nama="Made Wirawan", **SETUJU)
    kubur.move(first.id, **to_plot(kubur, "A-007"))
    assert kubur.status("A-003") == "terisi"


def test_too_early_without_an_order(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    with pytest.raises(Invalid) as caught:
        kubur.move(laporan.id, **DINAS)
    assert "1 tahun" in caught.value.galat["tanggal"][0]


def test_police_may_exhume_at_once_and_bury_again(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    kubur.move(laporan.id)
    assert kubur.status("A-003") == "kosong"
    keluar = letak_of(kubur, laporan.id).keluar
    assert keluar is not None
    assert keluar["jenis"] == "gali"
    kubur.move(laporan.id, **to_plot(kubur, "A-003"), **DINAS)
    assert kubur.status("A-003") == "terisi"
    assert letak_of(kubur, laporan.id).keluar is None


def test_the_kab_decides_when_graves_may_be_opened(kubur: Kubur) -> None:
    set_rule(pindah_tahun=3)
    laporan = kubur.bury("A-003", hari=years_ago(2))
    with pytest.raises(Invalid):
        kubur.move(laporan.id, **DINAS)


def test_leaving_the_cemetery_names_where_to(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003", hari=years_ago(2))
    with pytest.raises(Invalid) as caught:
        kubur.move(laporan.id, jenis="pindah_keluar")
    assert list(caught.value.galat) == ["tujuan"]
    kubur.move(laporan.id, jenis="pindah_keluar", tujuan="TPU Metro")
    assert (letak_of(kubur, laporan.id).keluar or {})["ke"] == "TPU Metro"


def test_without_plots_an_exhumation_is_recorded_too(kubur: Kubur) -> None:
    laporan = kubur.bury(None)
    kubur.move(laporan.id)
    assert stays_of(laporan.id) == []
    assert letak_of(kubur, laporan.id).keluar is not None


@pytest.mark.parametrize(
    ("isian", "ruas"),
    [
        ({"jenis": "hilang"}, "jenis"),
        ({"penerbit_jenis": ""}, "penerbit_jenis"),
        ({"tanggal": None}, "tanggal"),
        ({"izin_tanggal": "kemarin"}, "izin_tanggal"),
        ({"izin_nomor": " "}, "izin_nomor"),
        ({"izin_penerbit": ""}, "izin_penerbit"),
        ({"alasan": "a" * 501}, "alasan"),
        ({"tanggal": hari_ini() + timedelta(days=1)}, "tanggal"),
        ({"izin_tanggal": hari_ini() + timedelta(days=1)}, "izin_tanggal"),
        ({"jenis": "pindah_petak"}, "petak_id"),
    ],
)
def test_what_is_missing_is_told_at_its_field(kubur: Kubur, isian: dict[str, Any], ruas: str) -> None:
    laporan = kubur.bury("A-003")
    with pytest.raises(Invalid) as caught:
        kubur.move(laporan.id, **isian)
    assert ruas in caught.value.galat


@pytest.mark.parametrize("nomor", ["A-003", "A-005"])
def test_occupied_target_is_refused(kubur: Kubur, nomor: str) -> None:
    laporan = kubur.bury("A-003", hari=years_ago(2))
    kubur.bury("A-005", nama="Made Wirawan")
    with pytest.raises(Invalid) as caught:
        kubur.move(laporan.id, **to_plot(kubur, nomor))
    assert list(caught.value.galat) == ["petak_id"]


def test_wife_is_laid_into_her_husbands_grave_with_consent(kubur: Kubur) -> None:
    wife = kubur.bury("A-003", hari=years_ago(4))
    kubur.bury("A-005", nama="Made Wirawan", hari=years_ago(9))
    event = kubur.move(wife.id, **to_plot(kubur, "A-005", **SETUJU))
    assert event.tumpang_persetujuan == SETUJU["tumpang_persetujuan"]
    assert kubur.status("A-003") == "kosong"


def test_moved_burial_no_longer_changes_its_plot(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    kubur.move(laporan.id, **to_plot(kubur, "A-007"))
    with pytest.raises(Invalid):
        save(kubur.pengelola, laporan.id, "pemakaman", petak_id=kubur.plot("A-009").id)


def test_wrong_entry_is_taken_back_with_its_reason(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    event = kubur.move(laporan.id, **to_plot(kubur, "A-007"))
    undo(kubur, event.id)
    assert stays_of(laporan.id) == [(kubur.plot("A-003").id, "pemakaman", True)]
    assert (kubur.status("A-003"), kubur.status("A-007")) == ("terisi", "kosong")
    assert letak_of(kubur, laporan.id).pindah == []
    assert "laporan.pindah_batal" in events_of(laporan.id)


def test_plot_of_an_entry_that_was_taken_back_stays(kubur: Kubur) -> None:
    event = kubur.move(kubur.bury("A-003").id, **to_plot(kubur, "A-007"))
    undo(kubur, event.id)
    with pytest.raises(Conflict), transaction() as session:
        delete_petak(session, kubur.plot("A-007").id, actor=kubur.pengelola)


def test_only_the_last_entry_is_taken_back(kubur: Kubur) -> None:
    laporan = kubur.bury("A-003")
    first = kubur.move(laporan.id)
    kubur.move(laporan.id, **to_plot(kubur, "A-007"))
    with pytest.raises(Conflict):
        undo(kubur, first.id)


def test_entry_is_taken_back_once_and_not_without_reason(kubur: Kubur) -> None:
    event = kubur.move(kubur.bury("A-003").id)
    with pytest.raises(Invalid):
        undo(kubur, event.id, " ")
    undo(kubur, event.id)
    with pytest.raises(Conflict):
        undo(kubur, event.id)


def test_former_plot_taken_by_another_is_told(kubur: Kubur) -> None:
    event = kubur.move(kubur.bury("A-003").id)
    kubur.bury("A-003", nama="Made Wirawan")
    with pytest.raises(Conflict):
        undo(kubur, event.id)


def test_draft_is_not_moved(kubur: Kubur) -> None:
    with pytest.raises(Conflict):
        kubur.move(kubur.bury("A-003", status=Status.DRAF).id)


@pytest.mark.parametrize(
    ("peran", "wilayah", "error"),
    [
        (Peran.VERIFIKATOR, None, Forbidden),
        (Peran.PENGELOLA_MAKAM, None, NotFound),
        (Peran.ADMIN_KAB, METRO, NotFound),
    ],
)
def test_only_those_who_record_there_move(
    kubur: Kubur, peran: Peran, wilayah: str | None, error: type[Exception]
) -> None:
    laporan = kubur.bury("A-003")
    with pytest.raises(error):
        kubur.move(laporan.id, make_actor(peran, wilayah))


@pytest.mark.parametrize("_", range(4))
def test_of_a_move_and_a_burial_into_one_plot_one_happens(kubur: Kubur, _: int) -> None:
    laporan = kubur.bury("A-003", hari=years_ago(2))
    draft = kubur.bury("A-007", nama="Made Wirawan", status=Status.DRAF)
    isian = {
        **to_plot(kubur, "A-007"),
        **DINAS,
        "tanggal": hari_ini(),
        "izin_tanggal": hari_ini(),
        "izin_nomor": "1",
        "alasan": "Penataan",
    }
    outcome = at_once(
        lambda s: record_move(s, laporan.id, isian, surat=None, actor=kubur.pengelola),
        lambda s: services.register_lapor_awal(s, draft.id, actor=kubur.pengelola),
    )
    assert sorted(isinstance(error, Invalid) for error in outcome) == [False, True]


@pytest.mark.parametrize("_", range(4))
def test_two_swapping_plots_never_wait_in_a_ring(kubur: Kubur, _: int) -> None:
    first, other = kubur.bury("A-003"), kubur.bury("A-007", nama="Made Wirawan")
    given = {"tanggal": hari_ini(), "izin_tanggal": hari_ini(), "izin_nomor": "1", "alasan": "Tertukar"}
    given |= {"penerbit_jenis": "kepolisian", "izin_penerbit": "Polresta"}
    outcome = at_once(
        lambda s: record_move(s, first.id, {**given, **to_plot(kubur, "A-007")}, surat=None, actor=kubur.pengelola),
        lambda s: record_move(s, other.id, {**given, **to_plot(kubur, "A-003")}, surat=None, actor=kubur.pengelola),
    )
    assert all(isinstance(error, Invalid) for error in outcome)
