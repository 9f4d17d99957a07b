"""The person in charge of a grave: the first, the next, two at once, and who may write."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.petak.queries.ahli_waris import current_heir, list_heirs, offered_heir
from pemakaman.petak.rules_ahli_waris import mark_of
from pemakaman.petak.services import ahli_waris as services
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_kubur import Kubur, set_heir
from tests.pabrik_laporan import hari_ini, start


def names(kubur: Kubur) -> list[str]:
    with reading() as session:
        return [one.nama for one in list_heirs(session, kubur.id)]


def test_the_reporter_is_offered_first(database: Engine) -> None:
    kubur = Kubur(pelapor_nama="Siti Aminah", pelapor_telepon="0812-3456-7890")
    with reading() as session:
        offered = offered_heir(session, kubur.id)
    assert (offered["nama"], offered["telepon"]) == ("Siti Aminah", "+6281234567890")


def test_the_former_one_stays_with_the_reason(database: Engine) -> None:
    kubur = Kubur()
    set_heir(kubur.pengelola, kubur.id, nama="Siti Aminah", sejak=hari_ini() - timedelta(days=2))
    set_heir(kubur.pengelola, kubur.id, nama="Budi Hartono", sebab_ganti="Ibu Siti pindah")
    with reading() as session:
        now, before = list_heirs(session, kubur.id)
    assert (now.nama, now.sampai) == ("Budi Hartono", None)
    assert (before.nama, before.sampai, before.sebab_ganti) == ("Siti Aminah", hari_ini(), "Ibu Siti pindah")


@pytest.mark.parametrize(
    ("ganti", "ruas"),
    [
        ({"nama": " "}, "nama"),
        ({"sejak": None}, "sejak"),
        ({"sejak": hari_ini() + timedelta(days=1)}, "sejak"),
        ({"sejak": hari_ini() - timedelta(days=2)}, "sejak"),
        ({"sejak": hari_ini() - timedelta(days=400)}, "sejak"),
        ({"sebab_ganti": ""}, "sebab_ganti"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(database: Engine, ganti: dict[str, object], ruas: str) -> None:
    kubur = Kubur()
    set_heir(kubur.pengelola, kubur.id, sejak=hari_ini() - timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        set_heir(kubur.pengelola, kubur.id, **{"nama": "Budi", **ganti})
    assert list(refused.value.galat) == [ruas]
    assert names(kubur) == ["Siti Aminah"]


@pytest.mark.parametrize("_", range(4))
def test_two_changes_at_once_one_wins_and_the_other_is_told(database: Engine, _: int) -> None:
    kubur = Kubur()
    tanda = mark_of(set_heir(kubur.pengelola, kubur.id))
    isian = {"sejak": hari_ini(), "sebab_ganti": "Pindah"}
    outcome = at_once(
        *(
            lambda s, nama=nama: services.change_heir(  # type: ignore[misc]
                s, kubur.id, {**isian, "nama": nama}, tanda=tanda, actor=kubur.pengelola
            )
            for nama in ("Budi", "Wayan")
        )
    )
    assert "baru saja diubah" in one_conflict(outcome).pesan
    assert names(kubur) == ["Budi" if outcome[0] is None else "Wayan", "Siti Aminah"]


@pytest.mark.parametrize("_", range(4))
def test_two_first_ones_at_once_one_wins(database: Engine, _: int) -> None:
    kubur = Kubur()
    isian = {"sejak": hari_ini()}
    one_conflict(
        at_once(
            *(
                lambda s, nama=nama: services.change_heir(  # type: ignore[misc]
                    s, kubur.id, {**isian, "nama": nama}, tanda="", actor=kubur.pengelola
                )
                for nama in ("Budi", "Wayan")
            )
        )
    )
    assert len(names(kubur)) == 1


def test_a_correction_keeps_the_person_and_refuses_an_old_mark(database: Engine) -> None:
    kubur = Kubur()
    tanda = mark_of(set_heir(kubur.pengelola, kubur.id))
    isian = {"nama": "Siti Aminah", "telepon": "+6281200000001", "alamat": "Jalan Kenanga 2"}
    with transaction() as session:
        services.update_heir(session, kubur.id, isian, tanda=tanda, actor=kubur.pengelola)
    with reading() as session:
        now = current_heir(session, kubur.id)
    assert now is not None
    assert (now.telepon, now.alamat) == ("+6281200000001", "Jalan Kenanga 2")
    with pytest.raises(Conflict), transaction() as session:
        services.update_heir(session, kubur.id, isian, tanda=tanda, actor=kubur.pengelola)


def test_only_who_keeps_the_graves_writes(database: Engine) -> None:
    kubur = Kubur()
    with pytest.raises(Forbidden):
        set_heir(make_actor(Peran.VERIFIKATOR), kubur.id)
    with pytest.raises(NotFound):
        set_heir(make_actor(Peran.ADMIN_KAB, METRO), kubur.id)
    assert set_heir(make_actor(Peran.ADMIN_KAB), kubur.id).nama == "Siti Aminah"


def test_a_draft_has_no_grave_yet(database: Engine) -> None:
    kubur = Kubur()
    with pytest.raises(Conflict):
        set_heir(kubur.pengelola, start(kubur.pengelola, kubur.makam))


def test_pages_offer_the_reporter_and_keep_what_was_typed_after_a_conflict(app: Flask, database: Engine) -> None:
    kubur = Kubur()
    klien = sign_in(app, kubur.pengelola)
    page = klien.get(f"/laporan/{kubur.id}/ahli-waris/ganti")
    assert 'value="Siti Aminah"' in page.text
    set_heir(kubur.pengelola, kubur.id, nama="Rohani")
    hari = hari_ini()
    typed = {"nama": "Budi Hartono", "tanda": "", "sebab_ganti": "Pindah"}
    typed |= {"sejak-hari": f"{hari.day}", "sejak-bulan": f"{hari.month}", "sejak-tahun": f"{hari.year}"}
    late = klien.post(f"/laporan/{kubur.id}/ahli-waris/ganti", data=typed)
    assert late.status_code == 409
    assert all(word in late.text for word in ("baru saja diubah", "Rohani", "Budi Hartono"))
    assert names(kubur) == ["Rohani"]


def test_the_report_page_leads_to_the_grave(app: Flask, database: Engine) -> None:
    kubur = Kubur()
    set_heir(kubur.pengelola, kubur.id, nama="Rohani", telepon="+6281234567890")
    klien = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert f"/laporan/{kubur.id}/kubur" in klien.get(f"/laporan/{kubur.id}").text
    page = klien.get(f"/laporan/{kubur.id}/kubur").text
    assert all(word in page for word in ("Rohani", "0812-3456-7890"))
    assert "Ganti penanggung jawab" not in page


def test_a_grave_without_anything_says_what_comes_first(app: Flask, database: Engine) -> None:
    kubur = Kubur()
    page = sign_in(app, kubur.pengelola).get(f"/laporan/{kubur.id}/kubur")
    assert page.status_code == 200
    assert all(word in page.text for word in ("Catat penanggung jawab", "Catat izin", "Belum ada izin"))
