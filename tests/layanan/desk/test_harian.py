"""Daily reports: entered, corrected with a reason, chained, late, nihil; two at the same instant."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, reading, transaction
from pemakaman.desk.models import LaporanPerekaman, RiwayatDesk
from pemakaman.desk.queries.harian import list_patah
from pemakaman.desk.queries.keadaan import get_lembar
from pemakaman.desk.rules.kolom import BLANGKO, PEREKAMAN
from pemakaman.desk.services.harian import save_laporan, save_nihil
from pemakaman.desk.services.setelan import save_setelan
from pemakaman.errors import Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import METRO, at, make_actor
from tests.pabrik_desk import HARI, blangko, make_pemilihan, nihil, perekaman, save

BESOK = HARI + timedelta(days=1)


@pytest.fixture
def admin(database: Engine) -> Iterator[Actor]:
    """An admin of Bandar Lampung on 16 November 2024, before the hour due."""
    with clock_at(at(2024, 11, 16)):
        yield make_actor(Peran.ADMIN_KAB)


def history() -> list[Any]:
    with reading() as session:
        return list(session.scalars(select(RiwayatDesk).order_by(RiwayatDesk.id)))


def events(objek: str) -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Jejak.peristiwa).where(Jejak.objek == objek).order_by(Jejak.id)))


def test_day_is_kept_with_its_event(admin: Actor) -> None:
    assert save(admin, "perekaman", HARI, perekaman()).berubah
    assert events("laporan_perekaman") == ["laporan_perekaman.dibuat"]
    with reading() as session:
        assert session.scalars(select(LaporanPerekaman)).one().belum == 10_616


def test_day_that_does_not_follow_is_refused_and_nothing_is_kept(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    with pytest.raises(Invalid) as refused:
        save(admin, "perekaman", BESOK, perekaman(kumulatif=773_000))
    assert "Kumulatif hari ini 773.000 lebih kecil daripada kemarin 774.000." in refused.value.galat["kumulatif"]
    assert events("laporan_perekaman") == ["laporan_perekaman.dibuat"]


def test_day_that_has_not_come_is_refused(admin: Actor) -> None:
    with pytest.raises(Invalid, match="perlu diperbaiki") as refused:
        save(admin, "perekaman", date(2024, 11, 17), perekaman())
    assert "belum tiba" in refused.value.galat["tanggal"][0]


def test_past_day_is_not_corrected_without_a_reason(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    with pytest.raises(Invalid) as refused:
        save(admin, "perekaman", HARI, perekaman(prr=500), versi=1)
    assert refused.value.galat == {"alasan": ["Tulis alasan angka 15 November 2024 diperbaiki."]}


def test_correction_keeps_what_stood_with_its_reason(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    save(admin, "perekaman", HARI, perekaman(prr=500), versi=1, alasan="Salah ketik")
    (kept,) = history()
    assert (kept.lama["prr"], kept.baru["prr"], kept.alasan, kept.terlambat) == (400, 500, "Salah ketik", True)
    assert (kept.objek, kept.kab_kode, kept.tanggal, kept.oleh) == ("laporan_perekaman", "18.71", HARI, admin.id)
    assert events("laporan_perekaman")[-1] == "laporan_perekaman.diperbaiki"


def test_today_is_corrected_without_a_reason_before_the_hour_due(admin: Actor) -> None:
    save(admin, "perekaman", BESOK, perekaman())
    save(admin, "perekaman", BESOK, perekaman(prr=500), versi=1)
    assert [(one.alasan, one.terlambat) for one in history()] == [("", False)]
    with clock_at(at(2024, 11, 16, 10)), pytest.raises(Invalid):
        save(admin, "perekaman", BESOK, perekaman(prr=600), versi=2)


def test_late_first_report_says_why_and_stays_late_when_the_hour_moves(admin: Actor) -> None:
    said: dict[str, Any] = {"versi": 0, "actor": admin}
    for alasan in ("", "  "):
        with pytest.raises(Invalid) as refused, transaction() as session:
            save_laporan(session, "perekaman", "18.71", HARI, perekaman(), alasan=alasan, **said)
        assert refused.value.galat == {"alasan": ["Tulis alasan laporan 15 November 2024 terlambat."]}
    with transaction() as session:
        late = save_laporan(session, "perekaman", "18.71", HARI, perekaman(), alasan="Listrik padam", **said).laporan
        day = save_nihil(session, "perekaman", "18.71", BESOK, alasan="Tidak perlu", **said).laporan
    assert (late.terlambat, late.alasan_terlambat) == (True, "Listrik padam")
    assert (day.terlambat, day.alasan_terlambat) == (False, None)
    set_hour(time(6))
    with reading() as session:
        sheets = [get_lembar(session, PEREKAMAN, "18.71", day, actor=admin) for day in (HARI, BESOK)]
    assert [one.terlambat for one in sheets] == [True, False]


def set_hour(jam: time) -> None:
    province = make_actor(Peran.PETUGAS_PROVINSI)
    with transaction() as session:
        save_setelan(session, "18", alarm_hari=7, jam_tenggat=jam, batas={}, versi=0, actor=province)


def test_same_figures_again_change_nothing(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    assert not save(admin, "perekaman", HARI, perekaman(), versi=1).berubah
    assert history() == []


def test_correction_names_the_later_days_that_no_longer_fit(admin: Actor) -> None:
    save(admin, "blangko", HARI - timedelta(days=1), blangko(500, 100))
    save(admin, "blangko", HARI, blangko(400, 50))
    save(admin, "blangko", BESOK, blangko(350, 10))
    done = save(admin, "blangko", HARI - timedelta(days=1), blangko(500, 90), versi=1, alasan="Hitung ulang")
    assert [(one.tanggal, one.pesan) for one in done.patah] == [
        (HARI, ["Stok awal 400 tidak sama dengan sisa kemarin 410."])
    ]
    done = save(admin, "blangko", HARI, blangko(410, 50), versi=1, alasan="Menyusul perbaikan 14 November")
    assert [one.tanggal for one in done.patah] == [BESOK]
    with reading() as session:
        assert [one.tanggal for one in list_patah(session, BLANGKO, "18.71", dari=BESOK)] == [BESOK]
    assert save(admin, "blangko", BESOK, blangko(360, 10), versi=1).patah == []


def test_history_cannot_be_rewritten(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    save(admin, "perekaman", HARI, perekaman(prr=500), versi=1, alasan="Salah ketik")
    for statement in ("UPDATE riwayat_desk SET alasan = 'x'", "DELETE FROM riwayat_desk"):
        with pytest.raises(DBAPIError, match="permission denied"), transaction() as session:
            session.execute(text(statement))


def test_nihil_keeps_how_things_stood(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    laporan = nihil(admin, "perekaman", BESOK).laporan
    assert (laporan.nihil, laporan.rekam_hari, laporan.kumulatif, laporan.prr) == (True, 0, 774_000, 400)


def test_nihil_needs_a_day_before_it(admin: Actor) -> None:
    with pytest.raises(Invalid, match="sesudah ada laporan pertama"):
        nihil(admin, "ikd", HARI)


def test_nihil_day_can_be_corrected_to_figures(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    nihil(admin, "perekaman", BESOK)
    laporan = save(admin, "perekaman", BESOK, perekaman(kumulatif=774_007, rekam_hari=7), versi=1).laporan
    assert (laporan.nihil, laporan.kumulatif) == (False, 774_007)


def test_digital_identity_is_checked_against_the_recorded(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    with pytest.raises(Invalid) as refused:
        save(admin, "ikd", HARI, {"aktivasi_hari": 1, "kumulatif": 774_001, "target_persen": 25})
    assert "774.001 dari yang sudah rekam KTP-el 774.000" in refused.value.galat["kumulatif"][0]


def test_recorded_do_not_fall_below_the_digital_identities_that_rest_on_them(admin: Actor) -> None:
    save(admin, "perekaman", HARI, perekaman())
    save(admin, "ikd", BESOK, {"aktivasi_hari": 1, "kumulatif": 773_500, "target_persen": 25})
    with pytest.raises(Invalid) as refused:
        save(admin, "perekaman", HARI, perekaman(773_000), versi=1, alasan="Salah salin")
    assert "773.500 dari yang sudah rekam KTP-el 773.000" in refused.value.galat["kumulatif"][0]
    save(admin, "perekaman", BESOK, perekaman(774_001, 1))
    assert save(admin, "perekaman", HARI, perekaman(773_000), versi=1, alasan="Salah salin").berubah


def test_interim_letters_wait_for_their_first_day(admin: Actor) -> None:
    province = make_actor(Peran.PETUGAS_PROVINSI)
    angka = {"cetak_hari": 3, "kumulatif": 3, "batal_hari": 0}
    with pytest.raises(Invalid, match="Tidak ada pemilihan aktif"):
        save(admin, "suket", HARI, angka)
    make_pemilihan(province, date(2024, 11, 30), "18.71.01.1003")
    with pytest.raises(Invalid, match=r"mulai Sabtu, 16 November 2024 \(H-14\)"):
        save(admin, "suket", HARI, angka)
    assert save(admin, "suket", BESOK, angka).berubah
    with pytest.raises(Invalid, match="Tidak ada pemilihan aktif"):
        save(make_actor(Peran.ADMIN_KAB, METRO), "suket", BESOK, angka)


def test_other_kab_is_not_found_and_who_only_reads_is_refused(admin: Actor) -> None:
    with pytest.raises(NotFound):
        save(admin, "perekaman", HARI, perekaman(), kab=METRO)
    with pytest.raises(Forbidden):
        save(make_actor(Peran.PETUGAS_PROVINSI), "perekaman", HARI, perekaman(), kab=METRO)


def test_form_opened_before_somebody_else_saved_is_refused_with_what_stands(admin: Actor) -> None:
    save(admin, "blangko", HARI, blangko(500, 100))
    with pytest.raises(StaleVersion) as refused:
        save(admin, "blangko", HARI, blangko(500, 99))
    assert admin.nama in refused.value.pesan
    assert "Sisa: 400" in refused.value.perubahan


def test_two_who_write_the_same_day_at_once_leave_one_report(admin: Actor) -> None:
    other = make_actor(Peran.VERIFIKATOR)

    def writing(actor: Actor, prr: int) -> Any:
        figures = perekaman(prr=prr)
        place = ("perekaman", "18.71", date(2024, 11, 14))
        return lambda session: save_laporan(session, *place, figures, versi=0, actor=actor, alasan="Jaringan putus")

    one_conflict(at_once(writing(admin, 1), writing(other, 2)))
    assert len(events("laporan_perekaman")) == 1


@pytest.mark.parametrize("column", ["sisa", "awal"])
def test_database_itself_refuses_a_stock_that_does_not_add_up(admin: Actor, column: str) -> None:
    save(admin, "blangko", HARI, blangko(500, 100))
    with pytest.raises(DBAPIError, match="ck_laporan_blangko"), transaction() as session:
        session.execute(text(f"UPDATE laporan_blangko SET {column} = {column} - 1000"))
