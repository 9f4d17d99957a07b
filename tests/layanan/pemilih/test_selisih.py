"""What changed from one list to the next."""

from pathlib import Path

import pytest
from sqlalchemy import text

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict
from pemakaman.pemilih import hitung, services
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.jobs import import_daftar
from pemakaman.pemilih.queries import find_newest_daftar
from tests.pabrik import make_actor
from tests.pabrik_daftar import (
    Kearsipan,
    Row,
    change,
    changed_fields,
    changes_of,
    counts_of,
    read_daftar,
    rows,
    voters_of,
    without,
)
from tests.pekerja import work

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def arsip(database: object, tmp_path: Path) -> Kearsipan:
    return Kearsipan(make_actor(Peran.ADMIN_KAB), tmp_path)


def compare(arsip: Kearsipan, before: list[Row], after: list[Row]) -> tuple[int | None, int | None, int | None]:
    arsip.bring(before, "2026-T2", steps=False)
    return changes_of(arsip.bring(after, "2026-T3"))


def test_the_first_list_has_nothing_to_be_compared_with(arsip: Kearsipan) -> None:
    assert changes_of(arsip.bring(rows(3), "2026-T2")) == (None, None, None)


def test_new_changed_and_gone_are_counted_by_dpid(arsip: Kearsipan) -> None:
    found = rows(10)
    assert compare(arsip, found[:8], change(found[2:], 0, NAMA="NAMA LAIN", NIK="1871010101010001")) == (2, 1, 2)


def test_the_changed_columns_are_named(arsip: Kearsipan) -> None:
    found = rows(3)
    arsip.bring(found, "2026-T2", steps=False)
    daftar_id = arsip.bring(change(found, 1, ALAMAT="JL. BARU", TPS="9"), "2026-T3")
    assert changed_fields(daftar_id) == [["alamat", "tps"]]


def test_case_leading_zeros_and_source_are_no_change(arsip: Kearsipan) -> None:
    found = rows(3)
    other = [{**row, "NAMA": row["NAMA"].title(), "TPS": "1", "SUMBER": "coklit"} for row in found]
    assert compare(arsip, found, other) == (0, 0, 0)


def test_without_dpid_the_nik_counts(arsip: Kearsipan) -> None:
    found = without(rows(5), "DPID")
    assert compare(arsip, found[:4], change(found[1:], 0, NAMA="NAMA LAIN")) == (1, 1, 1)


def test_a_new_dpid_with_the_same_nik_is_the_same_voter(arsip: Kearsipan) -> None:
    found = rows(4)
    assert compare(arsip, found, change(found, 1, DPID="99999999")) == (0, 0, 0)


def test_a_dpid_in_one_list_only_leaves_the_nik(arsip: Kearsipan) -> None:
    found = rows(4)
    assert compare(arsip, without(found, "DPID"), found) == (0, 0, 0)


def mask(found: list[Row]) -> list[Row]:
    return [{**row, "NIK": f"{row['NIK'][:12]}****", "NKK": f"{row['NKK'][:12]}****"} for row in found]


def test_masked_lists_pair_by_family_name_and_birth(arsip: Kearsipan) -> None:
    found = without(rows(6), "DPID")
    assert compare(arsip, mask(found[:5]), mask(change(found[1:], 0, ALAMAT="JL. BARU"))) == (1, 1, 1)


def test_a_mask_is_no_change(arsip: Kearsipan) -> None:
    found = rows(4)
    assert compare(arsip, found, mask(found)) == (0, 0, 0)


def test_a_column_that_one_list_lacks_is_not_compared(arsip: Kearsipan) -> None:
    found = rows(4)
    assert compare(arsip, found, without(found, "ALAMAT", "JK", "KTPel")) == (0, 0, 0)


def test_the_same_key_twice_pairs_once_each(arsip: Kearsipan) -> None:
    one = rows(1)[0]
    assert compare(arsip, [one, one], [one, one, one]) == (1, 0, 0)


def test_rows_without_any_key_are_new_and_gone(arsip: Kearsipan) -> None:
    bare = without(rows(2), "DPID", "NIK", "NKK", "TGL_LHR")
    assert compare(arsip, bare, bare[::-1]) == (2, 0, 2)


def test_comparing_again_doubles_nothing(arsip: Kearsipan) -> None:
    found = rows(4)
    arsip.bring(found[1:], "2026-T2", steps=False)
    daftar_id = arsip.bring(found, "2026-T3")
    run_steps(daftar_id, transaction, again=True)
    assert changes_of(daftar_id) == (1, 0, 0)
    with reading() as session:
        assert session.scalar(text("SELECT count(*) FROM beda_pemilih")) == 1


def test_versions_are_numbered_by_area_kind_and_period(arsip: Kearsipan) -> None:
    found = rows(4)
    ids = [arsip.register(found[:n], periode) for n, periode in ((1, "2026-T3"), (2, " 2026-t3"), (3, "2026-T4"))]
    assert [(d.periode, d.versi) for d in map(read_daftar, ids)] == [("2026-T3", 1), ("2026-T3", 2), ("2026-T4", 1)]


def test_a_failed_import_takes_no_number(arsip: Kearsipan) -> None:
    arsip.bring(change(rows(1), 0, NAMA=""), "2026-T3")
    assert read_daftar(arsip.register(rows(1), "2026-T3")).versi == 1


def test_a_correction_is_compared_with_what_it_corrects(arsip: Kearsipan) -> None:
    found = rows(4)
    first = arsip.bring(found[:3], "2026-T3")
    second = arsip.bring(found, "2026-T3")
    assert (read_daftar(second).sebelum_id, changes_of(second)) == (first, (1, 0, 0))
    with reading() as session:
        newest = find_newest_daftar(session, actor=arsip.admin)
    assert newest is not None
    assert newest.id == second


def test_a_late_old_list_makes_the_next_compare_again(arsip: Kearsipan) -> None:
    found = rows(5)
    arsip.bring(found[:1], "2026-T1")
    new = arsip.bring(found, "2026-T3")
    assert changes_of(new) == (4, 0, 0)
    between = arsip.register(found[:3], "2026-T1")
    run_import(between, transaction)
    run_steps(between, transaction)
    assert read_daftar(between).versi == 2
    work("impor")
    assert (read_daftar(new).sebelum_id, changes_of(new)) == (between, (2, 0, 0))


def test_two_imports_at_once_end_in_one_chain(arsip: Kearsipan) -> None:
    """The newer list is compared first; when the older one comes in, the newer is compared with it."""
    found = rows(5)
    arsip.bring(found[:1], "2026-T1")
    older, newer = arsip.register(found[:3], "2026-T2"), arsip.register(found, "2026-T3")
    told: list[int] = []
    run_import(newer, transaction, lambda count: told.append(count.dibaca))
    run_import(older, transaction)
    run_steps(newer, transaction)
    run_steps(older, transaction)
    work("impor")
    assert read_daftar(newer).sebelum_id == older
    assert (changes_of(older), changes_of(newer)) == ((2, 0, 0), (2, 0, 0))


def test_an_import_that_dies_before_the_counts_is_taken_up(arsip: Kearsipan, monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows(4)
    arsip.bring(found[:2], "2026-T2")
    daftar_id = arsip.register(found, "2026-T3")

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(hitung, "compare_lists", die)
        with pytest.raises(KeyboardInterrupt):
            import_daftar(str(daftar_id))
    assert (read_daftar(daftar_id).status, len(voters_of(daftar_id))) == ("jadi", 4)
    import_daftar(str(daftar_id))
    assert (changes_of(daftar_id), len(voters_of(daftar_id))) == ((2, 0, 0), 4)
    assert counts_of(daftar_id)["", "", ""][2] == 4


def test_a_list_that_is_not_whole_takes_no_proposal(arsip: Kearsipan) -> None:
    daftar_id = arsip.register(rows(1), "2026-T3")
    with pytest.raises(Conflict, match="belum selesai"), transaction() as session:
        services.propose(
            session, laporan_id=daftar_id, daftar_id=daftar_id, pemilih_id=1, actor=make_actor(Peran.VERIFIKATOR)
        )
