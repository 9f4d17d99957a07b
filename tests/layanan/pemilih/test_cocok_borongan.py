"""Many reports are matched with the whole list at once, and find what each would find alone."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from pemakaman.db import now, reading, transaction
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.pemilih import cocok_borongan, jobs_cocok
from pemakaman.pemilih.cli import keputusan_cocok
from pemakaman.pemilih.cocok import count_waiting
from pemakaman.pemilih.cocok_mesin import match_laporan
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.models import Cocok, CocokLaporan, DaftarPemilih
from pemakaman.pencocokan.belajar import read_decisions
from pemakaman.pencocokan.kata_nama import RAREST
from tests.pabrik_pemilih import Kantor, make_approved, make_pemilih

pytestmark = pytest.mark.usefixtures("database")


def found() -> set[tuple[UUID, int, str]]:
    with reading() as session:
        query = select(Cocok.laporan_id, Cocok.pemilih_id, Cocok.pita)
        return {(row.laporan_id, row.pemilih_id, row.pita) for row in session.execute(query)}


def office() -> Kantor:
    """Three deaths: of one voter by NIK, of one by name and birth, of one who is on no list."""
    kantor = Kantor()
    make_approved(nik="1871019999990001", nama="Warsito Puguh")
    make_approved(nik=None, nik_alasan="tidak_diketahui")
    make_pemilih(kantor.daftar_id, None, tempat_lahir="Kedaton", dpid="7")
    return kantor


def waiting(kantor: Kantor) -> int:
    with reading() as session:
        return count_waiting(session, session.get_one(DaftarPemilih, kantor.daftar_id))


def test_many_at_once_find_what_each_finds_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    kantor = office()
    monkeypatch.setattr(jobs_cocok, "MANY", 1)
    jobs_cocok.match_daftar(str(kantor.daftar_id))
    together = found()
    assert together
    assert waiting(kantor) == 0
    with transaction() as session:
        session.query(Cocok).delete()
        session.query(CocokLaporan).delete()
    with reading() as session:
        reports = session.scalars(select(Laporan.id)).all()
    for laporan_id in reports:
        with transaction() as session:
            match_laporan(session, laporan_id, session.get_one(DaftarPemilih, kantor.daftar_id))
    assert found() == together


def test_a_report_corrected_meanwhile_is_left_for_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    kantor = Kantor()
    match_files = cocok_borongan.match_files

    def correct_while_matching(*files: object) -> object:
        with transaction() as session:
            laporan = session.get_one(Laporan, kantor.laporan_id)
            laporan.nama, laporan.diubah_pada = "Orang Lain", now()
            record(session, "laporan.dikoreksi", "laporan", laporan.id, actor=kantor.verifikator)
        return match_files(*files)  # type: ignore[arg-type]

    monkeypatch.setattr(cocok_borongan, "match_files", correct_while_matching)
    assert cocok_borongan.match_at_once(transaction, kantor.daftar_id, [kantor.laporan_id]) == 0
    assert found() == set()
    assert waiting(kantor) == 1


def test_a_report_is_judged_by_what_is_rare_in_its_list() -> None:
    kantor = Kantor()
    for _ in range(40):
        make_pemilih(kantor.daftar_id, None, nama="SITI AMINAH", dpid=None, tanggal_lahir=date(1970, 1, 2))
    run_steps(kantor.daftar_id, transaction)
    with transaction() as session:
        daftar = session.get_one(DaftarPemilih, kantor.daftar_id)
        assert daftar.kata is not None
        assert daftar.kata["amina"] < RAREST
        match_laporan(session, kantor.laporan_id, daftar)
    with reading() as session:
        alasan = session.scalars(select(Cocok.alasan).where(Cocok.pemilih_id == kantor.pemilih_id)).one()
    assert next(one["tingkat"] for one in alasan if one["ruas"] == "nama") in {"sama", "sama_umum"}


def test_what_officers_decide_can_be_learned_from(tmp_path: Path) -> None:
    kantor = Kantor()
    with transaction() as session:
        match_laporan(session, kantor.laporan_id, session.get_one(DaftarPemilih, kantor.daftar_id))
    kantor.confirm(kantor.propose())
    result = CliRunner().invoke(keputusan_cocok, ["--keluar", str(tmp_path / "keputusan.jsonl")])
    assert result.exit_code == 0, result.output
    learned = read_decisions(tmp_path / "keputusan.jsonl")
    assert learned is not None
    assert learned.sama.tolist() == [True]
    assert (learned.keluaran >= 0).sum() >= 4
    assert kantor.nik not in (tmp_path / "keputusan.jsonl").read_text("utf-8")


def test_a_list_without_a_matchable_report_is_no_work() -> None:
    kantor = Kantor()
    assert cocok_borongan.match_at_once(transaction, kantor.daftar_id, []) == 0
