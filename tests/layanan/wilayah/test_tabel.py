"""The region table: counts, search, names, and codes that come and go."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.db import reading
from pemakaman.errors import ConfigError, NotFound
from pemakaman.wilayah import queries, services
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.rules import search_form


@pytest.fixture
def loading(database_url: str, app: object) -> Iterator[Session]:
    """The owner's session, undone at the end: the table is shared by all tests."""
    engine = db.make_engine(database_url, role=None)
    with Session(engine) as session:
        yield session
        session.rollback()
    engine.dispose()


def _ship(path: Path, rows: list[tuple[str, str, str | None]], day: str, mp: pytest.MonkeyPatch) -> None:
    content = gzip.compress("\n".join("\t".join((k, n, p or "")) for k, n, p in rows).encode())
    (path / "w.gz").write_bytes(content)
    manifest = {"sha256": hashlib.sha256(content).hexdigest(), "tanggal": day}
    (path / "w.json").write_text(json.dumps(manifest))
    mp.setattr(services, "FILE", path / "w.gz")
    mp.setattr(services, "MANIFEST", path / "w.json")


@pytest.mark.parametrize(
    ("kepala", "jumlah"),
    [("", {1: 38, 2: 514, 3: 7285, 4: 83762}), ("18", {1: 1, 2: 15, 3: 229, 4: 2651})],
)
def test_counts(database: Engine, kepala: str, jumlah: dict[int, int]) -> None:
    query = select(Wilayah.tingkat, func.count()).where(Wilayah.kode.startswith(kepala))
    with reading() as session:
        found = session.execute(query.group_by(Wilayah.tingkat)).all()
    assert dict(found) == jumlah


@pytest.mark.parametrize("teks", ["tanjung karang", "Tanjungkarang", "TANJUNG-KARANG", " tanjung  karang "])
def test_search_ignores_case_spaces_hyphens(database: Engine, teks: str) -> None:
    with reading() as session:
        found = queries.search(session, teks, tingkat=3, di_dalam="18.71")
    assert {row.nama for row in found} >= {"Tanjung Karang Pusat", "Tanjung Karang Timur"} or {
        row.nama for row in found
    } >= {"Tanjungkarang Pusat", "Tanjungkarang Timur"}
    assert found[0].di == "Kota Bandar Lampung, Lampung"


def test_search_puts_the_whole_name_first_and_keeps_the_limit(database: Engine) -> None:
    with reading() as session:
        found = queries.search(session, "sukabumi", batas=5)
    assert len(found) == 5
    assert search_form(found[0].nama) == "sukabumi"


def test_search_takes_a_code_and_survives_signs(database: Engine) -> None:
    with reading() as session:
        assert [row.nama for row in queries.search(session, "18.71")] == ["Kota Bandar Lampung"]
        assert queries.search(session, "%_'\\;") == []


def test_names_and_choices_level_by_level(database: Engine) -> None:
    with reading() as session:
        assert len(queries.children(session, None)) == 38
        assert len(queries.children(session, "18")) == 15
        names = queries.full_names(session, "18.71.01.1003")
        assert (names["provinsi"], names["kab_kota"]) == ("Lampung", "Kota Bandar Lampung")
        assert names["desa"]
        assert queries.full_names(session, "18.71")["desa"] == ""


def test_no_list_of_choices_is_long(database: Engine) -> None:
    longest = select(func.count()).where(Wilayah.induk.is_not(None)).group_by(Wilayah.induk)
    with reading() as session:
        assert max(session.scalars(longest)) <= 108


def test_known_kecamatan(database: Engine) -> None:
    with reading() as session:
        assert queries.is_known_kecamatan(session, "18.71.01")
        assert not queries.is_known_kecamatan(session, "18.71.99")
        assert not queries.is_known_kecamatan(session, "18.71")
        with pytest.raises(NotFound):
            queries.get_wilayah(session, "99")


def test_codes_that_go_stay_with_a_date_and_may_come_back(
    loading: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = services.read_rows()
    kept = [row for row in rows if not row[0].startswith("18.72.01.1001")]
    _ship(tmp_path, [*kept, ("18.72.01.9999", "Desa Baru", None)], "2026-01-01", monkeypatch)
    assert services.load_wilayah(loading) == services.Loaded(baru_atau_berubah=1, tidak_berlaku=1)
    gone, new = loading.get_one(Wilayah, "18.72.01.1001"), loading.get_one(Wilayah, "18.72.01.9999")
    assert gone.berlaku_sampai == date(2026, 1, 1)
    assert new.berlaku_dari == date(2026, 1, 1)
    offered = [kode for kode, _ in queries.children(loading, "18.72.01")]
    assert "18.72.01.1001" not in offered
    assert "18.72.01.9999" in offered

    monkeypatch.undo()
    loading.execute(services.text("DROP TABLE wilayah_baru"))
    services.load_wilayah(loading)
    loading.expire_all()
    assert loading.get_one(Wilayah, "18.72.01.1001").berlaku_sampai is None
    assert loading.get_one(Wilayah, "18.72.01.9999").berlaku_sampai is not None


def test_second_load_changes_nothing(loading: Session) -> None:
    assert services.load_wilayah(loading) == services.Loaded(0, 0)


def test_table_holds_exactly_the_shipped_file(database: Engine) -> None:
    with reading() as session:
        stored = session.execute(select(Wilayah.kode, Wilayah.nama, Wilayah.kode_pos)).all()
    assert sorted(map(tuple, stored)) == sorted(services.read_rows())


def test_damaged_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "wilayah.tsv.gz"
    broken.write_bytes(services.FILE.read_bytes() + b"x")
    monkeypatch.setattr(services, "FILE", broken)
    with pytest.raises(ConfigError, match="rusak"):
        services.read_rows()
