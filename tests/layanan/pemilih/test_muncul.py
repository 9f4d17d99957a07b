"""Struck names in a newer list: who is found, why, once, and who is left alone."""

from datetime import date, timedelta

import pytest

from pemakaman.akun.rules import SISTEM
from pemakaman.db import now, today_in, transaction
from pemakaman.pemilih.models import Pemilih
from pemakaman.pemilih.muncul import DITARIK, refresh_alarms
from pemakaman.pemilih.pembekuan import freeze_usul
from tests.pabrik import METRO
from tests.pabrik_kembali import Pukulan, alarms, hand_over, look, set_daftar
from tests.pabrik_pemilih import make_daftar, make_pemilih


@pytest.fixture
def pukulan(database: object) -> Pukulan:
    return Pukulan()


def returned(pukulan: Pukulan, nik: str | None = None, **voter: object) -> list[tuple[str, str, str]]:
    """Put the voter into a newer list and look."""
    daftar_id = pukulan.newer()
    make_pemilih(daftar_id, nik or pukulan.kantor.nik, **voter)
    look(daftar_id)
    return [(row.dasar, row.sebab, row.status) for row in alarms()]


def test_the_same_nik_without_a_receipt_is_an_alarm(pukulan: Pukulan) -> None:
    assert returned(pukulan) == [("nik", "belum_diterima", "baru")]


def test_a_refused_row_names_kpu(pukulan: Pukulan) -> None:
    pukulan.receive(ditolak="Bukti kurang")
    assert returned(pukulan) == [("nik", "ditolak_kpu", "baru")]


def test_a_received_row_without_akta_lacks_the_akta(pukulan: Pukulan) -> None:
    pukulan.receive()
    assert returned(pukulan) == [("nik", "tanpa_akta", "baru")]


@pytest.mark.parametrize(("hari", "sebab"), [(3, "akta_sesudahnya"), (-3, "akta_terbit")])
def test_an_akta_is_before_or_after_the_day_of_the_list(pukulan: Pukulan, hari: int, sebab: str) -> None:
    pukulan.receive()
    hari_daftar = today_in("18") - timedelta(days=5)
    pukulan.give_akta(hari_daftar + timedelta(days=hari))
    daftar_id = pukulan.newer(tanggal=hari_daftar)
    make_pemilih(daftar_id, pukulan.kantor.nik)
    look(daftar_id)
    assert [row.sebab for row in alarms()] == [sebab]


def test_looking_again_doubles_nothing(pukulan: Pukulan) -> None:
    daftar_id = pukulan.newer()
    make_pemilih(daftar_id, pukulan.kantor.nik)
    assert [look(daftar_id), look(daftar_id), len(alarms())] == [1, 0, 1]


def test_who_is_not_in_the_list_is_no_alarm(pukulan: Pukulan) -> None:
    assert returned(pukulan, "1871019999999999", nama="BUDI") == []


def test_one_nik_with_everything_else_unlike_is_somebody_else(pukulan: Pukulan) -> None:
    assert returned(pukulan, nama="HENDRI ZULKIFLI", jenis_kelamin="L", tanggal_lahir=date(1990, 1, 2)) == []


def test_a_masked_nik_is_found_by_name_birth_and_village(database: object) -> None:
    pukulan = Pukulan()
    masked = f"{pukulan.kantor.nik[:12]}****"
    assert returned(pukulan, masked, nama="ST. AMINAH") == [("nama_lahir_desa", "belum_diterima", "baru")]


def test_a_masked_nik_is_found_by_the_family_card_in_another_village(pukulan: Pukulan) -> None:
    with transaction() as session:
        voter = session.get_one(Pemilih, pukulan.kantor.pemilih_id)
        voter.nkk = "1871010101010001"
    masked = f"{pukulan.kantor.nik[:12]}****"
    found = returned(pukulan, masked, nkk="187101010101****", desa_kode="18.71.01.1004")
    assert found == [("kk_nama_lahir", "belum_diterima", "baru")]


def test_a_masked_nik_of_somebody_else_speaks_against_it(pukulan: Pukulan) -> None:
    assert returned(pukulan, "990101440350****") == []


def test_another_whole_nik_is_another_person(pukulan: Pukulan) -> None:
    assert returned(pukulan, "1871019999999999") == []


def test_another_name_is_another_person(pukulan: Pukulan) -> None:
    assert returned(pukulan, f"{pukulan.kantor.nik[:12]}****", nama="NURHAYATI") == []


def test_another_birth_date_is_another_person(pukulan: Pukulan) -> None:
    assert returned(pukulan, f"{pukulan.kantor.nik[:12]}****", tanggal_lahir=date(1951, 3, 4)) == []


def test_another_village_without_a_family_card_is_no_proof(pukulan: Pukulan) -> None:
    assert returned(pukulan, f"{pukulan.kantor.nik[:12]}****", desa_kode="18.71.01.1004") == []


def test_a_voter_marked_dead_by_kpu_has_not_come_back(pukulan: Pukulan) -> None:
    assert returned(pukulan, keterangan="91") == []


def test_a_name_put_back_by_a_withdrawal_is_no_alarm(pukulan: Pukulan) -> None:
    hand_over(pukulan.usul.id, now() - timedelta(days=5), tarik=True)
    assert returned(pukulan) == []


def test_a_name_handed_over_again_after_its_withdrawal_is_an_alarm(pukulan: Pukulan) -> None:
    hand_over(pukulan.usul.id, now() - timedelta(days=5), tarik=True)
    hand_over(pukulan.usul.id, now() - timedelta(days=3))
    assert len(returned(pukulan)) == 1


def test_a_frozen_proposal_raises_no_alarm(pukulan: Pukulan) -> None:
    freeze(pukulan)
    assert returned(pukulan) == []


def freeze(pukulan: Pukulan) -> None:
    with transaction() as session:
        freeze_usul(session, pukulan.kantor.laporan_id, sebab="Orangnya datang", actor=SISTEM)


def test_a_proposal_that_was_never_handed_over_is_no_strike(pukulan: Pukulan) -> None:
    usul = pukulan.kantor.add_more(nama="SITI AMINAH")
    daftar_id = pukulan.newer()
    with transaction() as session:
        nik = session.get_one(Pemilih, usul.pemilih_id).nik
    make_pemilih(daftar_id, nik)
    assert look(daftar_id) == 0


def test_a_list_from_before_the_hand_over_is_no_newer_list(pukulan: Pukulan) -> None:
    daftar_id = pukulan.newer(tanggal=today_in("18") - timedelta(days=30))
    make_pemilih(daftar_id, pukulan.kantor.nik)
    assert look(daftar_id) == 0


def test_another_version_of_the_same_period_is_no_newer_list(pukulan: Pukulan) -> None:
    daftar_id = make_daftar()
    make_pemilih(daftar_id, pukulan.kantor.nik)
    assert look(daftar_id) == 0


def test_a_list_of_another_kab_is_left_alone(pukulan: Pukulan) -> None:
    daftar_id = make_daftar(METRO)
    set_daftar(daftar_id, periode="2026-T9")
    make_pemilih(daftar_id, pukulan.kantor.nik)
    assert look(daftar_id) == 0


def test_an_unfinished_list_is_left_alone(pukulan: Pukulan) -> None:
    daftar_id = pukulan.newer(status="berjalan")
    make_pemilih(daftar_id, pukulan.kantor.nik)
    assert look(daftar_id) == 0


def test_a_newer_list_takes_over_the_alarm(pukulan: Pukulan) -> None:
    for _ in range(2):
        daftar_id = pukulan.newer()
        make_pemilih(daftar_id, pukulan.kantor.nik)
        look(daftar_id)
    assert sorted(row.status for row in alarms()) == ["baru", "selesai"]


def refresh(daftar_id: object) -> int:
    with transaction() as session:
        return refresh_alarms(session, daftar_id)  # type: ignore[arg-type]


def test_a_receipt_that_comes_later_changes_the_cause(pukulan: Pukulan) -> None:
    returned(pukulan)
    pukulan.receive()
    assert refresh(alarms()[0].daftar_id) == 1
    assert alarms()[0].sebab == "tanpa_akta"


def test_an_alarm_ends_when_the_proposal_is_frozen(pukulan: Pukulan) -> None:
    returned(pukulan)
    freeze(pukulan)
    refresh(alarms()[0].daftar_id)
    assert [(row.status, row.catatan) for row in alarms()] == [("selesai", DITARIK)]
