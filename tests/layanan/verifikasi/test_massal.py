"""Handing over and deciding many reports at once: a result per row, nothing twice, nobody in another's way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from psycopg.errors import DeadlockDetected
from sqlalchemy import Engine, func, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import now, reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import DugaanGanda
from pemakaman.laporan.rules import Status
from pemakaman.verifikasi import massal, services
from pemakaman.verifikasi.models import HasilMassal, Klaim, Pemeriksaan
from pemakaman.verifikasi.queries.antrean import Saring, list_clean
from pemakaman.verifikasi.queries.petugas import list_load
from pemakaman.verifikasi.routes.massal import read_rows
from tests.layanan.verifikasi.test_serentak import at_once, document_jobs
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_verifikasi import (
    act,
    expire_claim,
    long_ago,
    make_claimed,
    make_recommended,
    make_waiting,
    status_of,
    version_of,
)


@pytest.fixture
def ani(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Ani Wijaya")


@pytest.fixture
def budi(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR, nama="Budi Hartono")


@pytest.fixture
def pejabat(database: Engine) -> Actor:
    return make_actor(Peran.PEJABAT)


def holder(laporan_id: UUID) -> UUID | None:
    with transaction() as session:
        klaim = session.get(Klaim, laporan_id)
        return None if klaim is None else klaim.akun_id


def rows(*ids: UUID) -> list[massal.Baris]:
    return [massal.Baris(one, version_of(one)) for one in ids]


def run(aksi: str, baris: list[massal.Baris], actor: Actor, kepada: Actor | None = None) -> list[tuple[bool, str]]:
    hasil_id = massal.run(aksi, uuid4(), baris, massal.Perintah(actor, kepada.id if kepada else None))
    with reading() as session:
        return [(row["berhasil"], row["pesan"]) for row in massal.get_hasil(session, hasil_id, actor=actor).baris]


def events(laporan_id: UUID, peristiwa: str) -> int:
    with transaction() as session:
        query = select(func.count()).where(Jejak.objek_id == str(laporan_id), Jejak.peristiwa == peristiwa)
        return session.scalar(query) or 0


def test_assigned_report_lies_with_the_officer_from_now(pejabat: Actor, ani: Actor) -> None:
    laporan_id = make_waiting()
    act(services.hand_over, laporan_id, kepada=ani.id, actor=pejabat)
    with transaction() as session:
        klaim = session.get_one(Klaim, laporan_id)
    assert (status_of(laporan_id), klaim.akun_id) == (Status.DIPERIKSA, ani.id)
    assert now() + timedelta(minutes=110) < klaim.sampai < now() + timedelta(minutes=121)
    assert (events(laporan_id, "laporan.dibagikan"), events(laporan_id, "laporan.diambil")) == (1, 0)


def test_officer_hands_over_his_own_but_not_a_colleagues(ani: Actor, budi: Actor) -> None:
    laporan_id = make_claimed(ani)
    with pytest.raises(Conflict, match="Ani Wijaya"):
        act(services.hand_over, laporan_id, kepada=budi.id, actor=budi)
    act(services.hand_over, laporan_id, kepada=budi.id, actor=ani)
    assert holder(laporan_id) == budi.id
    with pytest.raises(Conflict, match="sudah dipegang"):
        act(services.hand_over, laporan_id, kepada=budi.id, actor=budi)


def test_head_moves_what_an_officer_holds(pejabat: Actor, ani: Actor, budi: Actor) -> None:
    laporan_id = make_claimed(ani)
    act(services.hand_over, laporan_id, kepada=budi.id, actor=pejabat)
    assert holder(laporan_id) == budi.id


def test_receiver_is_an_active_officer_of_the_same_office(pejabat: Actor) -> None:
    laporan_id = make_waiting()
    for other in (make_actor(Peran.VERIFIKATOR, METRO), make_actor(Peran.PEJABAT)):
        with pytest.raises(Invalid):
            act(services.hand_over, laporan_id, kepada=other.id, actor=pejabat)
    with pytest.raises(Invalid):
        act(services.hand_over, laporan_id, kepada=uuid4(), actor=pejabat)
    assert status_of(laporan_id) == Status.DIAJUKAN


def test_who_may_not_assign_is_refused(ani: Actor) -> None:
    laporan_id = make_waiting()
    with pytest.raises(Forbidden):
        act(services.hand_over, laporan_id, kepada=ani.id, actor=make_actor(Peran.PETUGAS_PROVINSI))
    with pytest.raises(NotFound):
        act(services.hand_over, laporan_id, kepada=ani.id, actor=make_actor(Peran.PEJABAT, METRO))


def test_decided_report_is_not_handed_over(pejabat: Actor, ani: Actor) -> None:
    laporan_id = make_recommended(ani)
    with pytest.raises(Conflict, match="menunggu persetujuan"):
        act(services.hand_over, laporan_id, kepada=ani.id, actor=pejabat)


def test_next_is_the_oldest_without_an_open_question(ani: Actor, budi: Actor) -> None:
    makam = make_makam()
    asked = make_claimed(ani, makam, diajukan_pada=long_ago(9))
    act(services.request, asked, teks="Siapa pelapornya?", actor=ani)
    act(services.release, asked, actor=ani)
    young, old = make_waiting(makam, diajukan_pada=long_ago(1)), make_waiting(makam, diajukan_pada=long_ago(5))
    make_waiting(make_makam(METRO), diajukan_pada=long_ago(20))
    with transaction() as session:
        first = services.claim_next(session, actor=ani)
    with transaction() as session:
        second = services.claim_next(session, actor=budi)
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == (old, young)
    with transaction() as session:
        assert services.claim_next(session, actor=budi) is None


@pytest.mark.parametrize("_", range(3))
def test_many_officers_taking_the_next_get_different_reports(database: Engine, _: int) -> None:
    makam = make_makam()
    made = {make_waiting(makam) for _ in range(4)}
    officers = [make_actor(Peran.VERIFIKATOR) for _ in range(4)]
    taken: list[UUID] = []

    def work(actor: Actor) -> object:
        def take(session: object) -> None:
            laporan = services.claim_next(session, actor=actor)  # type: ignore[arg-type]
            assert laporan is not None
            taken.append(laporan.id)

        return take

    assert at_once(*(work(actor) for actor in officers)) == [None] * 4  # type: ignore[arg-type]
    assert set(taken) == made


def test_one_bad_row_stops_none_of_the_others(pejabat: Actor, ani: Actor) -> None:
    makam = make_makam()
    good, changed, last = (make_recommended(ani, makam) for _ in range(3))
    waiting, elsewhere = make_waiting(makam), make_waiting(make_makam(METRO))
    baris = [*rows(good), massal.Baris(changed, version_of(changed) - 1), *rows(waiting, elsewhere, last)]
    result = run("setujui", baris, pejabat)
    assert [done for done, _ in result] == [True, False, False, False, True]
    assert "berubah sejak Anda melihatnya" in result[1][1]
    assert "menunggu diperiksa" in result[2][1]
    assert "di luar wilayah" in result[3][1]
    assert [status_of(one) for one in (good, changed, last)] == [
        Status.DISETUJUI,
        Status.DISARANKAN,
        Status.DISETUJUI,
    ]
    assert sorted(document_jobs()) == sorted(map(str, (good, last)))
    assert events(good, "laporan.disetujui") == 1


def test_flagged_reports_are_left_to_be_opened(pejabat: Actor, ani: Actor) -> None:
    makam = make_makam()
    nik = "1871010101900001"
    clean, twin, unknown, alive = (
        make_recommended(ani, makam),
        make_recommended(ani, makam, nik=nik),
        make_recommended(ani, makam, nik=None, nik_alasan="bayi"),
        make_recommended(ani, makam),
    )
    make_waiting(makam, nik=nik)
    with transaction() as session:
        values = {"cara": "tidak_ada", "alasan": "Bayi.", "dibuat_oleh": ani.id}
        session.add(Pemeriksaan(laporan_id=unknown, **values))
        sign = {"cara": "calon", "cuplikan": {"tanda_hidup": True}, "dibuat_oleh": ani.id}
        session.add(Pemeriksaan(laporan_id=alive, **sign))
        for one in (unknown, alive):
            record(session, "laporan.identitas_dicek", "laporan", one, actor=SISTEM)
    result = run("setujui", rows(clean, twin, unknown, alive), pejabat)
    assert [done for done, _ in result] == [True, False, False, False]
    assert "NIK-nya juga ada" in result[1][1]
    assert "tidak ditemukan di data" in result[2][1]
    assert "masih hidup" in result[3][1]
    with reading() as session:
        assert list_clean(session, actor=pejabat, saring=Saring(), batas=9) == []


def test_clean_ones_are_found_by_the_filter(pejabat: Actor, ani: Actor) -> None:
    here, there = make_makam(), make_makam()
    first, second = make_recommended(ani, here), make_recommended(ani, there)
    with reading() as session:
        assert list_clean(session, actor=pejabat, saring=Saring(), batas=9) == [first, second]
        assert list_clean(session, actor=pejabat, saring=Saring(makam_id=there.id), batas=9) == [second]


def test_same_sending_twice_is_done_once(pejabat: Actor, ani: Actor) -> None:
    laporan_id, kiriman = make_recommended(ani), uuid4()
    baris, perintah = rows(laporan_id), massal.Perintah(pejabat)
    assert massal.run("setujui", kiriman, baris, perintah) == massal.run("setujui", kiriman, baris, perintah)
    with transaction() as session:
        assert session.get_one(HasilMassal, kiriman).baris[0]["berhasil"] is True
    with pytest.raises(NotFound):
        massal.run("setujui", kiriman, baris, massal.Perintah(make_actor(Peran.PEJABAT)))


def test_what_was_not_reached_is_continued_and_nothing_done_twice(
    app: Flask, pejabat: Actor, ani: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    laporan_id, kiriman = make_recommended(ani), uuid4()
    monkeypatch.setattr(massal, "SABAR", -1.0)
    massal.run("setujui", kiriman, rows(laporan_id), massal.Perintah(pejabat))
    assert status_of(laporan_id) == Status.DISARANKAN
    client = sign_in(app, pejabat)
    assert "Lanjutkan (1)" in client.get(f"/meja/hasil/{kiriman}?berhenti=1").text
    monkeypatch.setattr(massal, "SABAR", 40.0)
    assert client.post(f"/meja/hasil/{kiriman}/lanjutkan").status_code == 303
    assert client.post(f"/meja/hasil/{kiriman}/lanjutkan").status_code == 303
    with transaction() as session:
        assert session.get_one(HasilMassal, kiriman).baris[0]["berhasil"] is True
    assert document_jobs() == [str(laporan_id)]


def test_two_continuing_at_once_do_each_row_once(pejabat: Actor, ani: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    makam, kiriman = make_makam(), uuid4()
    baris = rows(*(make_recommended(ani, makam) for _ in range(4)))
    monkeypatch.setattr(massal, "SABAR", -1.0)
    massal.run("setujui", kiriman, baris, massal.Perintah(pejabat))
    monkeypatch.setattr(massal, "SABAR", 40.0)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: massal.resume(kiriman, actor=pejabat), range(2)))
    with transaction() as session:
        assert [row["berhasil"] for row in session.get_one(HasilMassal, kiriman).baris] == [True] * 4
    assert len(document_jobs()) == 4


def test_two_heads_approving_the_same_pile_at_once(ani: Actor) -> None:
    makam = make_makam()
    baris = rows(*(make_recommended(ani, makam) for _ in range(6)))
    heads, gate = [make_actor(Peran.PEJABAT) for _ in range(2)], Barrier(2)

    def approve(head: Actor) -> list[tuple[bool, str]]:
        gate.wait()
        return run("setujui", baris, head)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(approve, heads)
    assert [one[0] != other[0] for one, other in zip(first, second, strict=True)] == [True] * 6
    assert len(document_jobs()) == 6


def test_bulk_needs_the_permission_of_its_action(ani: Actor) -> None:
    laporan_id = make_recommended(ani)
    with pytest.raises(Forbidden):
        run("setujui", rows(laporan_id), ani)


def test_bulk_release_and_hand_over(ani: Actor, budi: Actor) -> None:
    makam = make_makam()
    mine, other, third = make_claimed(ani, makam), make_claimed(budi, makam), make_claimed(ani, makam)
    assert [done for done, _ in run("lepas", rows(mine, other), ani)] == [True, False]
    assert [done for done, _ in run("serahkan", rows(mine, other, third), ani, budi)] == [True, False, True]
    assert [holder(one) for one in (mine, other, third)] == [budi.id] * 3


def test_load_counts_what_each_holds(pejabat: Actor, ani: Actor, budi: Actor) -> None:
    first, _ = make_claimed(ani), make_claimed(ani)
    with transaction() as session:
        expire_claim(session, first)
    with reading() as session:
        found = {row.nama: (row.dipegang, row.habis) for row in list_load(session, actor=pejabat)}
    assert found == {"Ani Wijaya": (2, 1), "Budi Hartono": (0, 0)}


def test_rows_of_a_form_are_read_once_each_and_nonsense_is_left_out() -> None:
    one = uuid4()
    found = read_rows([f"{one}:3", f"{one}:4", "x", f"{uuid4()}:-1", f"{uuid4()}:", f"{uuid4()}:²", ""])
    assert found == [massal.Baris(one, 3)]


def test_results_survive_reload_and_belong_to_their_author(app: Flask, pejabat: Actor, ani: Actor) -> None:
    laporan_id = make_recommended(ani, nama="Siti Aminah")
    client = sign_in(app, pejabat)
    assert "Setujui semua yang bersih (1)" in client.get("/meja").text
    assert "Siti Aminah" in client.get("/meja/bersih").text
    data = {"aksi": "setujui", "kiriman": str(uuid4()), "pilih": f"{laporan_id}:{version_of(laporan_id)}"}
    answer = client.post("/meja/massal", data=data)
    assert answer.status_code == 303
    assert client.post("/meja/massal", data=data).location == answer.location
    for _ in range(2):
        assert "Siti Aminah" in client.get(answer.location).text
    assert sign_in(app, make_actor(Peran.PEJABAT)).get(answer.location).status_code == 404


def test_whole_page_is_taken_without_a_script(app: Flask, ani: Actor, budi: Actor) -> None:
    makam = make_makam()
    made = [make_waiting(makam), make_waiting(makam)]
    halaman = [f"{one}:{version_of(one)}" for one in made]
    data = {"aksi": "serahkan", "kepada": str(budi.id), "semua": "1", "halaman": halaman, "kiriman": str(uuid4())}
    assert sign_in(app, ani).post("/meja/massal", data=data).status_code == 303
    assert [holder(one) for one in made] == [budi.id, budi.id]


@pytest.mark.parametrize("data", [{}, {"aksi": "hapus"}, {"aksi": "lepas"}, {"aksi": "serahkan", "pilih": "x"}])
def test_bulk_refuses_what_it_cannot_read(app: Flask, ani: Actor, data: dict[str, str]) -> None:
    client = sign_in(app, ani)
    answer = client.post("/meja/massal", data=data)
    assert answer.status_code == 303
    assert "/meja/hasil" not in answer.location


def test_next_leads_to_the_desk(app: Flask, ani: Actor) -> None:
    client, laporan_id = sign_in(app, ani), make_waiting()
    assert str(laporan_id) in client.post("/meja/ambil-berikutnya").location
    assert client.post("/meja/ambil-berikutnya").location.endswith("/meja")


def test_hand_over_page(app: Flask, ani: Actor, budi: Actor) -> None:
    client, laporan_id = sign_in(app, ani), make_claimed(ani)
    path = f"/meja/{laporan_id}/serahkan"
    assert client.post(path, data={}).status_code == 422
    assert client.post(path, data={"kepada": "bukan"}).status_code == 422
    assert client.post(path, data={"kepada": str(budi.id)}).status_code == 303
    assert client.post(path, data={"kepada": str(ani.id)}).status_code == 409
    assert holder(laporan_id) == budi.id


def test_a_deadlock_costs_one_row_and_not_the_rest(pejabat: Actor, ani: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_recommended(ani), make_recommended(ani)
    approve = services.approve

    def collide(session: Session, laporan_id: UUID, **values: Any) -> object:
        if laporan_id == first:
            raise OperationalError("", {}, DeadlockDetected())
        return approve(session, laporan_id, **values)

    monkeypatch.setattr(services, "approve", collide)
    result = run("setujui", rows(first, second), pejabat)
    assert [done for done, _ in result] == [False, True]
    assert "Ulangi" in result[0][1]


def test_a_double_found_while_approving_in_bulk_is_kept_for_the_desk(pejabat: Actor, ani: Actor) -> None:
    born: dict[str, Any] = {"nik": None, "nama": "Hasan Basri", "lahir_tahun": 1950, "lahir_bulan": 3, "lahir_hari": 4}
    first = make_recommended(ani, **born)
    second = make_waiting(**{**born, "kunci_ganda": []})
    with transaction() as session:
        copy = "UPDATE laporan SET kunci_ganda = (SELECT kunci_ganda FROM laporan WHERE id = :dari) WHERE id = :ke"
        session.execute(text(copy), {"dari": first, "ke": second})
        record(session, "laporan.uji", "laporan", second, actor=SISTEM)
        session.execute(update(Pemeriksaan).where(Pemeriksaan.laporan_id == first).values(cara="siak"))
    ((done, pesan),) = run("setujui", rows(first), pejabat)
    assert (done, "diduga ganda" in pesan) == (False, True)
    with transaction() as session:
        assert session.scalars(select(DugaanGanda.status)).all() == ["terbuka"]
