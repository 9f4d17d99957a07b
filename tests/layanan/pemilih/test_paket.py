"""Single files as packages were made before: only confirmed proposals, only the needed columns, only the own area."""

import csv
import hashlib
import io
from typing import Any

import pytest
from python_calamine import load_workbook
from sqlalchemy import func, select

from pemakaman import store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.pemilih import paket
from pemakaman.pemilih.models import Paket, PaketUsul
from tests.layanan.akta.test_layanan import both
from tests.pabrik import METRO, PROVINSI, make_actor
from tests.pabrik_pemilih import Kantor

pytestmark = pytest.mark.usefixtures("database")


def build(actor: Actor, wilayah: str = "18.71", **choice: Any) -> list[Paket]:
    values = {"tps": None, "formats": ["csv"], "baru": True, **choice}
    with transaction() as session:
        return paket.build_paket(session, wilayah_kode=wilayah, actor=actor, **values)


def rows_of(found: Paket) -> list[list[str]]:
    return list(csv.reader(io.StringIO(store.get(found.sha256).decode("utf-8-sig"))))


@pytest.fixture
def kantor(database: object) -> Kantor:
    made = Kantor()
    made.confirm(made.propose())
    return made


def test_a_package_holds_exactly_the_columns_kpu_needs(kantor: Kantor) -> None:
    (found,) = build(kantor.pejabat)
    rows = rows_of(found)
    assert tuple(rows[0]) == paket.HEADER
    row = dict(zip(paket.HEADER, rows[1], strict=True))
    assert (row["NIK"], row["NAMA"], row["KET"], row["KODE_DESA"]) == (kantor.nik, "SITI AMINAH", "1", "18.71.01.1003")
    assert (row["TGL_LHR"], row["JENIS_BUKTI"]) == ("04-03-1950", "Laporan pemakaman saja")


def test_the_fingerprint_is_that_of_the_stored_bytes(kantor: Kantor) -> None:
    (found,) = build(kantor.pejabat)
    content = store.get(found.sha256)
    assert (hashlib.sha256(content).hexdigest(), len(content), found.jumlah) == (found.sha256, found.ukuran, 1)


def test_xlsx_keeps_the_nik_as_text(kantor: Kantor) -> None:
    found = build(kantor.pejabat, formats=["csv", "xlsx"])
    sheet = load_workbook(io.BytesIO(store.get(found[1].sha256))).get_sheet_by_index(0).to_python()
    assert sheet[1][paket.HEADER.index("NIK")] == kantor.nik
    assert [p.format for p in found] == ["csv", "xlsx"]


def test_a_formula_in_a_voter_s_data_stays_text(kantor: Kantor) -> None:
    kantor.add_more(alamat='=HYPERLINK("http://x")')
    (found,) = build(kantor.pejabat)
    assert any(cell.startswith("'=HYPERLINK") for row in rows_of(found) for cell in row)


def test_unconfirmed_and_undone_proposals_stay_out(kantor: Kantor) -> None:
    Kantor().propose()
    kantor.cancel(kantor.add_more())
    assert build(kantor.pejabat)[0].jumlah == 1


def test_new_means_not_yet_handed_over(kantor: Kantor) -> None:
    build(kantor.pejabat)
    with pytest.raises(Invalid):
        build(kantor.pejabat)
    kantor.add_more()
    assert build(kantor.pejabat)[0].jumlah == 1
    assert build(kantor.pejabat, baru=False)[0].jumlah == 2


def test_two_makers_at_once_hand_over_once(kantor: Kantor) -> None:
    refused = both(lambda: build(kantor.pejabat), lambda: build(make_actor(Peran.ADMIN_KAB)))
    assert [type(error) for error in refused if error] == [Invalid]
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(PaketUsul)) == 1


@pytest.mark.parametrize(
    ("wilayah", "tps", "jumlah"),
    [("18.71", None, 3), ("18.71.01", None, 2), ("18.71.01.1003", None, 2), ("18.71.01.1003", "7", 1)],
)
def test_a_package_is_cut_by_area_and_tps(kantor: Kantor, wilayah: str, tps: str | None, jumlah: int) -> None:
    kantor.add_more(tps="007")
    kantor.add_more(kec_kode=None, desa_kode=None)
    assert build(kantor.pejabat, wilayah, tps=tps)[0].jumlah == jumlah


def test_the_smaller_areas_are_offered_with_their_numbers(kantor: Kantor) -> None:
    with reading() as session:
        codes = [kode for kode, _, _ in paket.count_below(session, "18.71", baru=True)]
        tps = paket.count_below(session, "18.71.01.1003", baru=True)
    assert codes == ["18.71.01"]
    assert tps == [("3", "TPS 3", 1)]


@pytest.mark.parametrize(
    ("wilayah", "choice"), [("18.71", {"formats": []}), ("18.71", {"tps": "1"}), ("18.71", {"formats": ["pdf"]})]
)
def test_a_senseless_choice_is_refused(kantor: Kantor, wilayah: str, choice: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        build(kantor.pejabat, wilayah, **choice)


def test_another_area_cannot_be_packed(kantor: Kantor) -> None:
    with pytest.raises(NotFound):
        build(kantor.pejabat, METRO)
    with pytest.raises(Forbidden):
        build(make_actor(Peran.PETUGAS_KPU))


def test_kpu_sees_the_packages_of_its_area_only(kantor: Kantor) -> None:
    (found,) = build(kantor.pejabat)
    with reading() as session:
        for wilayah, expected in (("18.71", 1), (METRO, 0), (PROVINSI, 1), ("17", 0)):
            rows, _ = paket.list_paket(session, actor=make_actor(Peran.PETUGAS_KPU, wilayah))
            assert len(rows) == expected
        with pytest.raises(NotFound):
            paket.get_paket(session, found.id, actor=make_actor(Peran.PETUGAS_KPU, METRO))


def test_every_download_is_in_the_trail(kantor: Kantor) -> None:
    (found,) = build(kantor.pejabat)
    kpu = make_actor(Peran.PETUGAS_KPU)
    with transaction() as session:
        _, content = paket.take_paket(session, found.id, actor=kpu)
    assert content == store.get(found.sha256)
    with reading() as session:
        kinds = list(session.scalars(select(Jejak.peristiwa).where(Jejak.objek_id == str(found.id)).order_by(Jejak.id)))
    assert kinds == ["paket.dibuat", "paket.diunduh"]


def test_what_is_undone_after_the_package_is_shown_as_withdrawn(kantor: Kantor) -> None:
    usul = kantor.add_more()
    (found,) = build(kantor.pejabat)
    kantor.cancel(usul)
    with reading() as session:
        rows, _ = paket.list_paket(session, actor=make_actor(Peran.PETUGAS_KPU))
        withdrawn = paket.list_withdrawn(session, found.id)
    assert rows[0].ditarik == 1
    assert [row.alasan for row in withdrawn] == ["Ternyata masih hidup"]
