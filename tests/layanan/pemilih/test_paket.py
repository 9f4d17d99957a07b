"""Which names a package takes, who sees it, and what is undone afterwards."""

import hashlib
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from pemakaman import store
from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.pemilih import paket
from tests.pabrik import METRO, PROVINSI, make_actor, sign_in
from tests.pabrik_pemilih import Kantor
from tests.pabrik_serah import build, make_single_file

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def kantor(database: object) -> Kantor:
    made = Kantor()
    made.confirm(made.propose())
    return made


def test_the_fingerprint_is_that_of_the_stored_bytes(kantor: Kantor) -> None:
    found = build(kantor.pejabat)
    content = store.get(found.sha256)
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (found.sha256, found.ukuran)


def test_unconfirmed_and_undone_proposals_stay_out(kantor: Kantor) -> None:
    Kantor().propose()
    kantor.cancel(kantor.add_more())
    assert build(kantor.pejabat).jumlah == 1


def test_new_means_not_yet_handed_over(kantor: Kantor) -> None:
    build(kantor.pejabat)
    with pytest.raises(Invalid):
        build(kantor.pejabat)
    kantor.add_more()
    assert build(kantor.pejabat).jumlah == 1
    assert build(kantor.pejabat, baru=False).jumlah == 2


@pytest.mark.parametrize(
    ("wilayah", "tps", "jumlah"),
    [("18.71", None, 3), ("18.71.01", None, 2), ("18.71.01.1003", None, 2), ("18.71.01.1003", "7", 1)],
)
def test_a_package_is_cut_by_area_and_tps(kantor: Kantor, wilayah: str, tps: str | None, jumlah: int) -> None:
    kantor.add_more(tps="007")
    kantor.add_more(kec_kode=None, desa_kode=None)
    assert build(kantor.pejabat, wilayah, tps=tps).jumlah == jumlah


def test_the_smaller_areas_are_offered_with_their_numbers(kantor: Kantor) -> None:
    with reading() as session:
        codes = [kode for kode, _, _ in paket.count_below(session, "18.71", baru=True)]
        tps = paket.count_below(session, "18.71.01.1003", baru=True)
    assert codes == ["18.71.01"]
    assert tps == [("3", "TPS 3", 1)]


@pytest.mark.parametrize("choice", [{"tps": "1"}, {"periode": "triwulan 4"}])
def test_a_senseless_choice_is_refused(kantor: Kantor, choice: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        build(kantor.pejabat, **choice)


def test_another_area_cannot_be_packed(kantor: Kantor) -> None:
    with pytest.raises(NotFound):
        build(kantor.pejabat, METRO)
    with pytest.raises(Forbidden):
        build(make_actor(Peran.PETUGAS_KPU))


def test_kpu_sees_the_packages_of_its_area_only(kantor: Kantor) -> None:
    found = build(kantor.pejabat)
    with reading() as session:
        for wilayah, expected in (("18.71", 1), (METRO, 0), (PROVINSI, 1), ("17", 0)):
            rows, _ = paket.list_paket(session, actor=make_actor(Peran.PETUGAS_KPU, wilayah))
            assert len(rows) == expected
        with pytest.raises(NotFound):
            paket.get_paket(session, found.id, actor=make_actor(Peran.PETUGAS_KPU, METRO))


def test_every_download_is_in_the_trail(kantor: Kantor) -> None:
    found = build(kantor.pejabat)
    kpu = make_actor(Peran.PETUGAS_KPU)
    with transaction() as session:
        _, content = paket.take_paket(session, found.id, actor=kpu)
    assert content == store.get(found.sha256)
    with reading() as session:
        kinds = list(session.scalars(select(Jejak.peristiwa).where(Jejak.objek_id == str(found.id)).order_by(Jejak.id)))
    assert kinds == ["paket.dibuat", "paket.diunduh"]


def test_what_is_undone_after_the_package_is_shown_as_withdrawn(kantor: Kantor) -> None:
    usul = kantor.add_more()
    found = build(kantor.pejabat)
    kantor.cancel(usul)
    with reading() as session:
        rows, _ = paket.list_paket(session, actor=make_actor(Peran.PETUGAS_KPU))
        withdrawn = paket.list_withdrawn(session, found.id)
    assert rows[0].ditarik == 1
    assert [row.alasan for row in withdrawn] == ["Ternyata masih hidup"]


def test_a_single_file_made_before_can_still_be_downloaded(app: Flask, kantor: Kantor) -> None:
    old = make_single_file(kantor, kantor.add_more(), b"NIK,NAMA\r\n")
    client = sign_in(app, make_actor(Peran.PETUGAS_KPU))
    assert "Unduh CSV" in client.get("/paket").text
    page = client.get(f"/paket/{old.id}").text
    assert "bersandi" not in page
    answer = client.get(f"/paket/{old.id}/unduh")
    assert (answer.data, answer.content_type) == (b"NIK,NAMA\r\n", "text/csv; charset=utf-8")
    assert answer.headers["Content-Disposition"].endswith(f'paket-{old.nomor:05}-18.71.csv"')
    assert build(kantor.pejabat).jumlah == 1  # what the old file handed over is not new
