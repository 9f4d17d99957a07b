"""Burials without akta are handed to somebody once, and the task ends when the akta comes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak, JejakBaca
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Kasus, Status
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import TugasAkta
from pemakaman.pantau.queries import belum_akta
from pemakaman.pantau.queries import tugas as queries
from pemakaman.pantau.rules import belum_akta as rules
from pemakaman.pantau.rules.belum_akta import StatusTugas, Untuk
from pemakaman.pantau.services import tugas as services
from pemakaman.pantau.services.tugas import Hasil
from pemakaman.pembatalan.services.arsip import archive
from tests.pabrik import DESA, METRO, make_actor, make_makam, sign_in
from tests.pabrik_verifikasi import act, make_waiting

BELUM: dict[str, Any] = {"status": Status.LAPOR_AWAL, "diajukan_pada": None}


@pytest.fixture
def verifikator(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def give(actor: Actor, ids: Sequence[UUID], untuk: str = Untuk.KUNJUNGAN, **values: object) -> list[Hasil]:
    rest = {"catatan": "", "tenggat": None, **values}
    with transaction() as session:
        return services.hand_out(session, ids, untuk=untuk, actor=actor, **rest)  # type: ignore[arg-type]


def tasks() -> list[TugasAkta]:
    with reading() as session:
        return list(session.scalars(select(TugasAkta).order_by(TugasAkta.dibuat_pada, TugasAkta.id)))


def test_each_report_is_told_apart_and_the_good_ones_are_handed_out(verifikator: Actor) -> None:
    makam = make_makam()
    first, second = (make_waiting(makam, **BELUM) for _ in range(2))
    frozen = make_waiting(makam, status=Status.DIBEKUKAN, status_sebelum=Status.DIAJUKAN)
    refused = make_waiting(makam, status=Status.DITOLAK)
    assert [one.sebab for one in give(verifikator, [first])] == [""]
    found = {one.laporan_id: one.sebab for one in give(verifikator, [first, second, frozen, refused])}
    assert found == {
        first: rules.SUDAH_DITUGASKAN,
        second: "",
        frozen: rules.DISISIHKAN,
        refused: rules.BUKAN_KEMATIAN,
    }
    assert {task.laporan_id for task in tasks()} == {first, second}


def test_nobody_is_asked_who_has_no_account(verifikator: Actor) -> None:
    laporan = make_waiting(**BELUM)
    assert give(verifikator, [laporan], Untuk.DESA)[0].sebab == rules.TANPA_OPERATOR
    assert give(verifikator, [laporan], Untuk.MAKAM)[0].sebab == rules.TANPA_PENGELOLA
    make_actor(Peran.OPERATOR_DESA)
    assert give(verifikator, [laporan], Untuk.DESA)[0].sebab == ""


def test_a_report_of_another_kab_ends_the_whole_handing(verifikator: Actor) -> None:
    ours, theirs = make_waiting(**BELUM), make_waiting(make_makam(METRO), **BELUM)
    with pytest.raises(NotFound):
        give(verifikator, [ours, theirs])
    assert tasks() == []


def test_a_manager_hands_out_nothing(database: Engine) -> None:
    with pytest.raises(Forbidden):
        give(make_actor(Peran.PENGELOLA_MAKAM), [make_waiting(**BELUM)])


def test_what_is_missing_is_told_at_its_field(verifikator: Actor) -> None:
    yesterday = today_in("18") - timedelta(days=1)
    with pytest.raises(Invalid) as caught:
        give(verifikator, [], "siapa", tenggat=yesterday)
    assert set(caught.value.galat) == {"laporan", "untuk", "tenggat"}


def test_two_sessions_make_one_task_of_a_report(verifikator: Actor) -> None:
    makam = make_makam()
    ids = [make_waiting(makam, **BELUM) for _ in range(3)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        found = list(pool.map(lambda turn: give(verifikator, ids if turn % 2 else ids[::-1]), range(4)))
    given = [one.laporan_id for hasil in found for one in hasil if not one.sebab]
    assert sorted(given) == sorted(ids) == sorted(task.laporan_id for task in tasks())


def test_a_task_ends_when_the_akta_is_recorded(verifikator: Actor) -> None:
    laporan = make_waiting(status=Status.DISETUJUI)
    give(verifikator, [laporan])
    today = today_in("18")
    with transaction() as session:
        record_akta(session, laporan, nomor=f"1871-KM-{today:%d%m%Y}-0001", tanggal=today, actor=verifikator)
    count_everything()
    assert [(task.status, task.hasil) for task in tasks()] == [(StatusTugas.SELESAI, rules.HASIL_AKTA)]
    assert give(verifikator, [laporan])[0].sebab == rules.SUDAH_AKTA


def test_a_task_ends_when_the_report_is_set_aside(verifikator: Actor) -> None:
    laporan = make_waiting(**BELUM)
    give(verifikator, [laporan])
    act(archive, laporan, alasan="Dicatat dua kali di buku.", versi=None, actor=verifikator)
    count_everything()
    assert [(task.status, task.hasil) for task in tasks()] == [(StatusTugas.BATAL, rules.HASIL_GUGUR)]


def test_a_task_ends_when_the_report_became_a_stillbirth(verifikator: Actor) -> None:
    laporan = make_waiting(**BELUM)
    give(verifikator, [laporan])
    with transaction() as session:
        session.get_one(Laporan, laporan).kasus = Kasus.LAHIR_MATI
        record(session, "laporan.diubah", "laporan", laporan, actor=verifikator)
    count_everything()
    assert [(task.status, task.hasil) for task in tasks()] == [(StatusTugas.BATAL, rules.HASIL_GUGUR)]


def test_a_task_stays_open_while_nothing_came_of_it(verifikator: Actor) -> None:
    give(verifikator, [make_waiting(**BELUM)])
    count_everything()
    assert [task.status for task in tasks()] == [StatusTugas.TERBUKA]


def test_who_was_asked_closes_it_with_what_came_of_it(verifikator: Actor) -> None:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_waiting(make_makam(pengelola=[pengelola]), **BELUM)
    give(verifikator, [laporan], Untuk.MAKAM)
    (task,) = tasks()
    with pytest.raises(Forbidden), transaction() as session:
        services.finish(session, task.id, status=StatusTugas.BATAL, hasil="Tidak mau", actor=pengelola)
    with transaction() as session:
        services.finish(session, task.id, status=StatusTugas.SELESAI, hasil="Sudah diajukan.", actor=pengelola)
    with pytest.raises(Conflict), transaction() as session:
        services.finish(session, task.id, status=StatusTugas.SELESAI, hasil="Sekali lagi", actor=verifikator)
    with reading() as session:
        events = session.scalars(select(Jejak.peristiwa).where(Jejak.objek_id == str(laporan)).order_by(Jejak.id))
        assert list(events)[1:] == ["laporan.tugas_diberikan", "laporan.tugas_selesai"]


def test_each_sees_the_tasks_that_are_his(verifikator: Actor) -> None:
    mine, other = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.PENGELOLA_MAKAM)
    operator, neighbour = make_actor(Peran.OPERATOR_DESA), make_actor(Peran.OPERATOR_DESA, "18.71.01.1005")
    makam, today = make_makam(pengelola=[mine]), today_in("18")
    for untuk, tenggat in ((Untuk.MAKAM, None), (Untuk.DESA, today), (Untuk.KUNJUNGAN, today)):
        give(verifikator, [make_waiting(makam, **BELUM)], untuk, tenggat=tenggat)
    later = today + timedelta(days=1)
    everybody = (mine, operator, verifikator, make_actor(Peran.PETUGAS_PROVINSI), other, neighbour)
    with reading() as session:
        found = [queries.count_tasks(session, actor=actor, hari_ini=later) for actor in everybody]
    assert found == [(1, 0), (1, 1), (3, 2), (3, 2), (0, 0), (0, 0)]


def test_the_whole_way_on_the_screen(app: Flask, verifikator: Actor) -> None:
    operator = make_actor(Peran.OPERATOR_DESA)
    makam = make_makam()
    ids = [make_waiting(makam, nama=nama, **BELUM) for nama in ("Wagiman", "Sukarti")]
    count_everything()
    client = sign_in(app, verifikator)
    assert "Belum diajukan pengelola makam" in client.get("/pantau/belum-akta").text
    data = {"laporan": [str(one) for one in ids], "untuk": "desa", "catatan": "Tolong temui keluarganya."}
    assert "Pilih kepada siapa" in client.post("/pantau/belum-akta", data={"laporan": str(ids[0])}).text
    page = client.post(f"/pantau/belum-akta?wilayah={DESA['18.71']}", data=data, follow_redirects=True).text
    assert "Diserahkan kepada operator desa/kelurahan: 2 laporan." in page
    again = client.post("/pantau/belum-akta", data=data, follow_redirects=True).text
    assert "Tidak diserahkan karena sudah punya tugas terbuka: buku" in unescape(again)
    asked = sign_in(app, operator)
    assert "tugas akta menunggu Anda" in asked.get("/").text
    page = asked.get("/pantau/tugas").text
    assert all(words in page for words in ("Wagiman", "Sukarti", "Tolong temui keluarganya."))
    (first, _) = tasks()
    url = f"/pantau/tugas/{first.id}"
    assert asked.post(url, data={"aksi": "selesai", f"t{first.id.hex}-hasil": ""}).status_code == 422
    answer = asked.post(url, data={"aksi": "selesai", f"t{first.id.hex}-hasil": "Sudah diajukan."})
    assert answer.status_code == 303
    assert asked.get("/pantau/tugas").text.count("Catat hasilnya") == 1


def test_the_list_is_a_file_without_a_nik(app: Flask, verifikator: Actor) -> None:
    make_waiting(**BELUM)
    make_waiting(asal="impor", **BELUM)
    count_everything()
    client = sign_in(app, verifikator)
    lines = client.get("/pantau/belum-akta.csv").data.decode("utf-8-sig").splitlines()
    assert (len(lines), "NIK" in lines[0]) == (2, False)
    assert len(client.get("/pantau/belum-akta.csv?buku=semua").data.splitlines()) == 3
    assert client.get("/pantau/belum-akta.xlsx?buku=lama").status_code == 200
    with reading() as session:
        taken = session.scalars(select(JejakBaca.jumlah).where(JejakBaca.cara == "pantau.belum_akta_diunduh"))
        assert list(taken) == [1, 2, 1]


def test_a_list_too_long_for_a_file_is_refused_and_never_cut(
    app: Flask, verifikator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        make_waiting(**BELUM)
    count_everything()
    client = sign_in(app, verifikator)
    monkeypatch.setattr(belum_akta, "MOST_IN_FILE", 1)
    answer = client.get("/pantau/belum-akta.csv")
    assert (answer.status_code, "Persempit dulu" in answer.text) == (400, True)
    monkeypatch.setattr(belum_akta, "MOST_IN_FILE", 2)
    assert client.get("/pantau/belum-akta.csv").status_code == 200


def test_filters_of_what_is_waited_for_part_the_list(app: Flask, verifikator: Actor) -> None:
    make_waiting(nama="Belum Kirim", **BELUM)
    make_waiting(nama="Di Meja")
    make_waiting(nama="Kembali", status=Status.DIKEMBALIKAN)
    make_waiting(nama="Beku", status=Status.DIBEKUKAN, status_sebelum=Status.DIAJUKAN)
    count_everything()
    client = sign_in(app, verifikator)
    names = ("Belum Kirim", "Kembali", "Di Meja", "Beku")
    pages = [client.get(f"/pantau/belum-akta?menunggu={one}").text for one in list(rules.Menunggu)[:3]]
    pages.append(client.get("/pantau/belum-akta?menunggu=disisihkan").text)
    assert [[name for name in names if f">{name}</a>" in page] for page in pages] == [[name] for name in names]
