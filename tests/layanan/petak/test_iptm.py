"""Permits: renewed once, reminded of once a term, numbers once a cemetery, and the list of those that end."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from pemakaman import db
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.petak.models import Iptm
from pemakaman.petak.queries.iptm import Saring, acuan_of, count_expiring, list_iptm, list_of_grave
from pemakaman.petak.rules_iptm import KeadaanIzin
from pemakaman.petak.services import iptm as services
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import METRO, make_actor
from tests.pabrik_kubur import Kubur, make_iptm, permit_isian, set_setelan
from tests.pabrik_laporan import hari_ini, make_laporan

DEKAT = timedelta(days=30)


def renew(actor: Actor, lama: Iptm, **isian: object) -> Iptm:
    dari = lama.berlaku_sampai + timedelta(days=1)
    values = permit_isian(dari + timedelta(days=1000), berlaku_dari=dari)
    with transaction() as session:
        return services.renew_iptm(session, lama.id, {**values, **isian}, actor=actor)


def remind(actor: Actor, iptm: Iptm) -> None:
    with transaction() as session:
        services.remind(session, iptm.id, actor=actor)


def states(kubur: Kubur) -> list[KeadaanIzin]:
    with reading() as session:
        return [state for _, state in list_of_grave(session, kubur.id, acuan_of(session, "18.71"))]


def listed(actor: Actor, keadaan: str = "menunggu", **saring: object) -> list[str]:
    with reading() as session:
        rows = list_iptm(session, Saring(keadaan, **saring), acuan_of(session, "18.71"), actor=actor)  # type: ignore[arg-type]
        return [row.Iptm.nomor for row in rows]


def test_a_renewal_is_a_row_of_its_own_and_the_old_one_asks_no_more(database: Engine) -> None:
    kubur = Kubur()
    lama = make_iptm(kubur.pengelola, kubur.id)
    baru = renew(kubur.pengelola, lama)
    assert (baru.menggantikan_id, baru.laporan_id) == (lama.id, kubur.id)
    assert states(kubur) == [KeadaanIzin.BERLAKU, KeadaanIzin.DIGANTI]
    with pytest.raises(Conflict, match="sudah diperpanjang dengan nomor"):
        renew(kubur.pengelola, lama)


@pytest.mark.parametrize("_", range(4))
def test_two_renewals_at_once_one_is_kept(database: Engine, _: int) -> None:
    kubur = Kubur()
    lama = make_iptm(kubur.pengelola, kubur.id)
    dari = lama.berlaku_sampai + timedelta(days=1)
    both = [permit_isian(dari + timedelta(days=900), berlaku_dari=dari) for _ in range(2)]
    one_conflict(
        at_once(
            *(lambda s, isian=isian: services.renew_iptm(s, lama.id, isian, actor=kubur.pengelola) for isian in both)  # type: ignore[misc]
        )
    )
    assert len(states(kubur)) == 2


def test_a_grave_with_a_permit_is_renewed_not_issued_again(database: Engine) -> None:
    kubur = Kubur()
    make_iptm(kubur.pengelola, kubur.id)
    with pytest.raises(Conflict, match="Perpanjang izin itu"):
        make_iptm(kubur.pengelola, kubur.id)


def test_after_a_revoked_permit_a_new_one_is_issued(database: Engine) -> None:
    kubur = Kubur()
    baru = renew(kubur.pengelola, make_iptm(kubur.pengelola, kubur.id))
    with transaction() as session:
        services.revoke_iptm(session, baru.id, "Salah orang", actor=kubur.pengelola)
    make_iptm(kubur.pengelola, kubur.id)
    assert sorted(states(kubur)) == sorted([KeadaanIzin.SEGERA, KeadaanIzin.DICABUT, KeadaanIzin.DIGANTI])


def test_a_revoked_permit_takes_no_step_any_more(database: Engine) -> None:
    kubur = Kubur()
    row = make_iptm(kubur.pengelola, kubur.id)
    with pytest.raises(Invalid), transaction() as session:
        services.revoke_iptm(session, row.id, " ", actor=kubur.pengelola)
    with transaction() as session:
        services.revoke_iptm(session, row.id, "Keluarga menyerahkan kembali", actor=kubur.pengelola)
    for step in (lambda: renew(kubur.pengelola, row), lambda: remind(kubur.pengelola, row)):
        with pytest.raises(Conflict):
            step()
    with pytest.raises(Conflict), transaction() as session:
        services.revoke_iptm(session, row.id, "Lagi", actor=kubur.pengelola)


def test_a_number_stands_once_in_a_cemetery_whatever_its_letters(database: Engine) -> None:
    kubur = Kubur()
    other = make_laporan(kubur.pengelola, kubur.makam, nama="Wayan Gede")
    make_iptm(kubur.pengelola, kubur.id, nomor="IPTM/A/1")
    with pytest.raises(Invalid) as refused:
        make_iptm(kubur.pengelola, other.id, nomor=" iptm/a/1 ")
    assert list(refused.value.galat) == ["nomor"]


@pytest.mark.parametrize("_", range(3))
def test_one_number_at_once_on_two_graves_one_is_refused_in_words(database: Engine, _: int) -> None:
    kubur = Kubur()
    other = make_laporan(kubur.pengelola, kubur.makam, nama="Wayan Gede")
    isian = permit_isian()
    outcome = at_once(
        *(lambda s, id_=id_: services.issue_iptm(s, id_, isian, actor=kubur.pengelola) for id_ in (kubur.id, other.id))  # type: ignore[misc]
    )
    assert sorted(type(one).__name__ for one in outcome) == ["Invalid", "NoneType"]


def test_one_reminder_a_term_and_the_second_press_says_who_did_it(database: Engine) -> None:
    kubur = Kubur()
    row = make_iptm(kubur.pengelola, kubur.id)
    remind(kubur.pengelola, row)
    with pytest.raises(Conflict, match=f"oleh {kubur.pengelola.nama}. Satu masa izin diingatkan satu kali"):
        remind(make_actor(Peran.ADMIN_KAB), row)


@pytest.mark.parametrize("_", range(3))
def test_two_reminders_at_once_one_counts(database: Engine, _: int) -> None:
    kubur = Kubur()
    row, admin = make_iptm(kubur.pengelola, kubur.id), make_actor(Peran.ADMIN_KAB)
    one_conflict(
        at_once(*(lambda s, who=who: services.remind(s, row.id, actor=who) for who in (kubur.pengelola, admin)))  # type: ignore[misc]
    )


def test_a_new_term_may_be_reminded_of_again(database: Engine) -> None:
    kubur = Kubur()
    lama = make_iptm(kubur.pengelola, kubur.id, hari_ini() - timedelta(days=400))
    remind(kubur.pengelola, lama)
    remind(kubur.pengelola, renew(kubur.pengelola, lama, berlaku_sampai=hari_ini() + DEKAT))


def test_a_permit_far_from_its_end_is_not_reminded_of(database: Engine) -> None:
    kubur = Kubur()
    row = make_iptm(kubur.pengelola, kubur.id, hari_ini() + timedelta(days=61))
    with pytest.raises(Conflict, match="belum perlu diingatkan"):
        remind(kubur.pengelola, row)
    set_setelan(iptm_ingat_hari=61)
    remind(kubur.pengelola, row)


def test_a_corrected_end_may_be_reminded_of_again_and_an_old_page_is_refused(database: Engine) -> None:
    kubur = Kubur()
    row = make_iptm(kubur.pengelola, kubur.id)
    remind(kubur.pengelola, row)
    with reading() as session:
        tanda = services.mark_of(session.get_one(Iptm, row.id))
    isian = {name: getattr(row, name) for name in services.ISIAN} | {"berlaku_sampai": hari_ini() + timedelta(days=9)}
    with transaction() as session:
        services.correct_iptm(session, row.id, isian, tanda=tanda, actor=kubur.pengelola)
    with pytest.raises(Conflict), transaction() as session:
        services.correct_iptm(session, row.id, isian, tanda=tanda, actor=kubur.pengelola)
    remind(kubur.pengelola, row)


def test_the_list_and_the_pure_rule_agree_on_every_state(database: Engine) -> None:
    kubur = Kubur()
    pengelola = kubur.pengelola
    expected: dict[str, list[str]] = {state.value: [] for state in KeadaanIzin}
    for number, days in enumerate((-400, -1, 0, 30, 60, 61, 900)):
        laporan = make_laporan(pengelola, kubur.makam, nama=f"Wayan Gede {chr(65 + number)}")
        make_iptm(pengelola, laporan.id, hari_ini() + timedelta(days=days))
        if days in {-400, 900}:
            with reading() as session:
                row = list_of_grave(session, laporan.id, acuan_of(session, "18.71"))[0][0]
            if days == -400:
                renew(pengelola, row)
            else:
                with transaction() as session:
                    services.revoke_iptm(session, row.id, "Batal", actor=pengelola)
    with reading() as session:
        acuan = acuan_of(session, "18.71")
        for row in list_iptm(session, Saring("semua"), acuan, actor=pengelola):
            expected[acuan.state(row.Iptm, diperpanjang=row.diperpanjang)].append(row.Iptm.nomor)
    assert all(expected.values())
    assert {state: listed(pengelola, state) for state in expected} == expected
    assert listed(pengelola) == expected["habis"] + expected["segera"]


def test_the_list_is_filtered_by_cemetery_and_by_reminder(database: Engine) -> None:
    kubur, other = Kubur(), Kubur()
    one, two = make_iptm(kubur.pengelola, kubur.id), make_iptm(other.pengelola, other.id)
    remind(kubur.pengelola, one)
    admin = make_actor(Peran.ADMIN_KAB)
    assert sorted(listed(admin)) == sorted([one.nomor, two.nomor])
    assert listed(admin, makam_id=other.makam.id) == [two.nomor]
    assert listed(admin, diingatkan="sudah") == [one.nomor]
    assert listed(admin, diingatkan="belum") == [two.nomor]


def test_each_sees_his_own_cemeteries_and_the_desk_none(database: Engine) -> None:
    kubur, other = Kubur(), Kubur()
    make_iptm(kubur.pengelola, kubur.id)
    assert listed(other.pengelola) == []
    assert listed(make_actor(Peran.ADMIN_KAB, METRO)) == []
    assert listed(make_actor(Peran.VERIFIKATOR)) == []


def test_outside_is_not_found_and_inside_without_the_right_is_refused(database: Engine) -> None:
    kubur = Kubur()
    row = make_iptm(kubur.pengelola, kubur.id)
    with pytest.raises(NotFound):
        remind(make_actor(Peran.ADMIN_KAB, METRO), row)
    with pytest.raises(Forbidden):
        remind(make_actor(Peran.PEJABAT), row)


def test_the_home_page_counts_what_ends_within_the_days_of_the_kab(database: Engine) -> None:
    kubur = Kubur()
    make_iptm(kubur.pengelola, kubur.id, hari_ini() + timedelta(days=70))
    with reading() as session:
        assert count_expiring(session, actor=kubur.pengelola) == (0, 60)
    set_setelan(iptm_ingat_hari=90)
    with reading() as session:
        assert count_expiring(session, actor=kubur.pengelola) == (1, 90)
        assert count_expiring(session, actor=make_actor(Peran.VERIFIKATOR)) == (0, 0)
    with db.clock_at(db.now() + timedelta(days=71)), reading() as session:
        assert count_expiring(session, actor=kubur.pengelola) == (0, 90)
