"""Many files printed together, and files handed over at the counter."""

import csv
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from pemakaman import db, store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.berkas import jobs_kumpulan
from pemakaman.berkas import services as files
from pemakaman.berkas.models import Berkas, CetakKumpulan, Pengambilan, SidikKeluaran
from pemakaman.berkas.services import ambil, kumpulan
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from tests.pabrik import METRO, make_actor, sign_in
from tests.pabrik_berkas import current, documents, make_approved, use_small_forms
from tests.pabrik_verifikasi import act
from tests.pekerja import work

DIAMBIL = {
    "nama_pengambil": "Siti Aminah",
    "hubungan": "Anak",
    "identitas": "KTP-el",
    "identitas_diperiksa": True,
    "catatan": None,
}


@pytest.fixture
def dua(database: Engine, monkeypatch: pytest.MonkeyPatch) -> tuple[Actor, list[UUID]]:
    """Two finished files of one office."""
    use_small_forms(monkeypatch)
    verifikator, first = make_approved()
    _, second = make_approved(nama="Wayan Gede")
    work()
    return verifikator, [current(one).id for one in (first, second)]


def order(actor: Actor, ids: list[UUID], bentuk: str = "pdf", sebab: str = "") -> UUID:
    with transaction() as session:
        return kumpulan.order_kumpulan(session, ids, bentuk=bentuk, sebab=sebab, actor=actor).id


def note(berkas_id: UUID, actor: Actor, **isian: Any) -> None:
    with transaction() as session:
        ambil.note_pengambilan(session, berkas_id, {**DIAMBIL, **isian}, actor=actor)


def read(kumpulan_id: UUID) -> CetakKumpulan:
    with transaction() as session:
        return session.get_one(CetakKumpulan, kumpulan_id)


def content(kumpulan_id: UUID) -> bytes:
    return store.get(read(kumpulan_id).sha256 or "")


def test_a_selection_becomes_one_pdf_with_all_pages(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids)
    work()
    with transaction() as session:
        pages = sum(one.halaman or 0 for berkas in ids for one in documents(session.get_one(Berkas, berkas)))
    with pikepdf.open(io.BytesIO(content(made))) as pdf:
        assert len(pdf.pages) == read(made).halaman == pages


def test_a_zip_holds_the_stored_bytes_and_a_list(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids, "zip")
    work()
    with transaction() as session:
        papers = [one.sha256 for berkas in ids for one in documents(session.get_one(Berkas, berkas))]
    with zipfile.ZipFile(io.BytesIO(content(made))) as archive:
        names = archive.namelist()
        rows = list(csv.reader(io.StringIO(archive.read("DAFTAR.csv").decode("utf-8-sig"))))
        assert sorted(archive.read(name) for name in names[:-1]) == sorted(store.get(one or "") for one in papers)
    assert [row[7] for row in rows[1:]] == names[:-1]


def test_names_in_a_zip_hold_no_person(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids, "zip")
    work()
    with zipfile.ZipFile(io.BytesIO(content(made))) as archive:
        assert not any("Wayan" in name for name in archive.namelist())


def test_a_print_counts_for_each_file_and_is_told(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    order(verifikator, ids)
    work()
    with transaction() as session:
        counts = session.scalars(select(Berkas.jumlah_cetak).where(Berkas.id.in_(ids))).all()
        told = session.scalar(select(func.count()).where(Jejak.peristiwa == "laporan.berkas_diunduh"))
    assert (list(counts), told) == ([1, 1], 2)


def test_printing_again_needs_a_reason(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    order(verifikator, ids)
    work()
    with pytest.raises(Invalid) as refused:
        order(verifikator, ids[:1])
    assert "sebab" in refused.value.galat
    assert read(order(verifikator, ids[:1], sebab="Lembar rusak")).sebab == "Lembar rusak"


def test_what_is_being_printed_counts_as_printed(dua: tuple[Actor, list[UUID]]) -> None:
    order(dua[0], dua[1])
    with pytest.raises(Invalid) as refused:
        order(make_actor(Peran.VERIFIKATOR), dua[1][:1])
    assert "sebab" in refused.value.galat


def test_two_who_order_the_same_files_at_once_are_told_apart(dua: tuple[Actor, list[UUID]]) -> None:
    colleague, ids = make_actor(Peran.VERIFIKATOR), dua[1]
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            kumpulan.order_kumpulan(session, ids, bentuk="pdf", sebab="", actor=dua[0])
            second = pool.submit(order, colleague, ids)
            with pytest.raises(TimeoutError):
                second.result(0.5)
        with pytest.raises(Invalid) as refused:
            second.result(20)
    assert "sebab" in refused.value.galat


def test_a_reason_is_asked_where_it_can_be_given(dua: tuple[Actor, list[UUID]], app: Flask) -> None:
    order(dua[0], dua[1])
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert "Wayan Gede" not in client.get("/berkas").text
    page = client.post("/berkas", data={"berkas": [str(dua[1][0])], "bentuk": "pdf"})
    assert page.status_code == 422
    assert 'name="sebab"' in page.text
    assert "Wayan Gede" in page.text


def test_a_foreign_file_gives_nothing(dua: tuple[Actor, list[UUID]]) -> None:
    with pytest.raises(NotFound):
        order(make_actor(Peran.VERIFIKATOR, METRO), dua[1])


def test_a_replaced_version_cannot_be_ordered(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    with transaction() as session:
        laporan_id = session.get_one(Berkas, ids[0]).laporan_id
    act(files.renew_berkas, laporan_id, sebab="Data dibetulkan", actor=verifikator)
    with pytest.raises(NotFound):
        order(verifikator, ids)


def _replace(ids: list[UUID], actor: Actor) -> None:
    with transaction() as session:
        laporan_id = session.get_one(Berkas, ids[0]).laporan_id
    act(files.renew_berkas, laporan_id, sebab="Data dibetulkan", actor=actor)


def test_a_file_replaced_before_printing_is_left_out_and_named(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids)
    _replace(ids, verifikator)
    work()
    with transaction() as session:
        left = [one.galat for one in kumpulan.queries.list_butir(session, made, actor=verifikator)]
    assert sorted(one or "" for one in left) == ["", "Diganti versi baru"]


def test_a_print_with_a_file_replaced_since_is_not_handed_out(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids)
    work()
    _replace(ids, verifikator)
    with pytest.raises(Conflict, match="diganti"), transaction() as session:
        kumpulan.read_kumpulan(session, made, actor=verifikator)


def test_a_print_is_its_orderers_alone(dua: tuple[Actor, list[UUID]], app: Flask) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids)
    work()
    colleague = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert colleague.get(f"/berkas/kumpulan/{made}/unduh").status_code == 404


def test_the_worker_runs_twice_without_harm(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids)
    work()
    before = read(made)
    jobs_kumpulan.print_together(str(made))
    assert read(made).jadi_pada == before.jadi_pada


def test_a_failure_is_shown_and_can_be_tried_again(
    dua: tuple[Actor, list[UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids)

    def broken(*_: object) -> None:
        raise OSError("penuh")

    with monkeypatch.context() as patch:
        patch.setattr(jobs_kumpulan, "write_kumpulan", broken)
        work()
    assert (read(made).status, "OSError" in (read(made).galat or "")) == ("gagal", True)
    act(kumpulan.retry_kumpulan, made, actor=verifikator)
    work()
    assert read(made).status == "jadi"


def test_old_prints_give_up_their_bytes_and_stay_known(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    made = order(verifikator, ids)
    work()
    sha256 = read(made).sha256 or ""
    with db.clock_at(db.now() + timedelta(days=8)):
        assert jobs_kumpulan.forget_old(0) == 1
    assert (read(made).status, store.path_of(sha256).exists()) == ("dihapus", False)
    with transaction() as session:
        assert session.get_one(SidikKeluaran, sha256).kumpulan_id == made


def test_pages_lead_from_ticks_to_the_download(dua: tuple[Actor, list[UUID]], app: Flask) -> None:
    verifikator, ids = dua
    client = sign_in(app, verifikator)
    answer = client.post("/berkas", data={"berkas": list(map(str, ids)), "bentuk": "pdf"})
    assert answer.status_code == 303
    assert client.get(answer.location).headers["Refresh"] == "1"
    work()
    assert "Unduh PDF" in client.get(answer.location).text
    assert client.get(f"{answer.location}/unduh").data.startswith(b"%PDF")


def test_all_that_wait_can_be_printed_at_once(dua: tuple[Actor, list[UUID]], app: Flask) -> None:
    answer = sign_in(app, dua[0]).post("/berkas", data={"pilih": "semua", "bentuk": "zip"})
    assert answer.status_code == 303
    work()
    with transaction() as session:
        assert session.scalar(select(CetakKumpulan.jumlah)) == 2


@pytest.mark.parametrize(
    "data",
    [{}, {"berkas": ["bukan-uuid"]}, {"berkas": [str(UUID(int=5))]}, {"berkas": "x", "bentuk": "exe"}],
)
def test_a_bad_selection_is_told_plainly(database: Engine, app: Flask, data: dict[str, Any]) -> None:
    client = sign_in(app, make_actor(Peran.VERIFIKATOR))
    assert client.post("/berkas", data={"bentuk": "pdf", **data}).status_code in {404, 422}


def test_handing_over_is_noted_once(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    note(ids[0], verifikator)
    with pytest.raises(Conflict, match="Siti Aminah"):
        note(ids[0], verifikator)


def test_nobody_collects_without_his_identity_being_checked(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    with pytest.raises(Invalid) as refused:
        note(ids[0], verifikator, identitas_diperiksa=False)
    assert "identitas_diperiksa" in refused.value.galat


def test_a_wrong_note_is_undone_and_kept(dua: tuple[Actor, list[UUID]]) -> None:
    verifikator, ids = dua
    note(ids[0], verifikator)
    act(ambil.undo_pengambilan, ids[0], sebab="Salah berkas", actor=verifikator)
    note(ids[0], verifikator)
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(Pengambilan)) == 2


def test_a_cemetery_manager_hands_nothing_over(dua: tuple[Actor, list[UUID]]) -> None:
    with pytest.raises(Forbidden):
        note(dua[1][0], make_actor(Peran.PENGELOLA_MAKAM))


def test_the_counter_pages_note_and_undo(dua: tuple[Actor, list[UUID]], app: Flask) -> None:
    verifikator, ids = dua
    client, page = sign_in(app, verifikator), f"/berkas/{ids[0]}/ambil"
    data = {**DIAMBIL, "identitas_diperiksa": "y", "catatan": ""}
    assert client.post(page, data={**data, "nama_pengambil": ""}).status_code == 422
    answer = client.post(page, data=data)
    assert answer.status_code == 303
    assert "Siti Aminah" in client.get(answer.location).text
    assert client.post(f"{page}/batal", data={"sebab": ""}).status_code == 422
    assert client.post(f"{page}/batal", data={"sebab": "Salah orang"}).status_code == 303
    assert "Salah orang" in client.get(answer.location).text
