"""Matching an approved report against a list: what is found, what may be proposed, and what officers say of it."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from pemakaman.db import now, reading, transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.pemilih import calon_cocok, keputusan
from pemakaman.pemilih.baris_cocok import sidik_jati
from pemakaman.pemilih.cocok import count_waiting, defer_daftar
from pemakaman.pemilih.cocok_mesin import match_laporan
from pemakaman.pemilih.models import Cocok, CocokLaporan, DaftarPemilih, KeputusanCocok, Usul
from pemakaman.pemilih.pembekuan import annul_usul, freeze_usul, restore_usul, withdraw_unlike
from pemakaman.pemilih.rules_cocok import Tab
from tests.layanan.akta.test_layanan import both
from tests.pabrik import sign_in
from tests.pabrik_pemilih import Kantor, make_approved, make_daftar, make_pemilih
from tests.pekerja import work

pytestmark = pytest.mark.usefixtures("database")
SEBAB = "Ada kabar orangnya masih hidup"


def match(kantor: Kantor) -> int:
    with transaction() as session:
        return match_laporan(session, kantor.laporan_id, session.get_one(DaftarPemilih, kantor.daftar_id))


def nameless(**isian: Any) -> Kantor:
    """An office whose voter bears no NIK: only name, sex and birth tell who he is."""
    kantor = Kantor(**isian)
    kantor.daftar_id = make_daftar()
    kantor.pemilih_id = make_pemilih(kantor.daftar_id, None, tempat_lahir="Kedaton", dpid="7")
    return kantor


def groups(kantor: Kantor, tab: Tab) -> list[calon_cocok.Kelompok]:
    with reading() as session:
        return calon_cocok.list_groups(session, session.get_one(DaftarPemilih, kantor.daftar_id), tab)[0]


def shown(kantor: Kantor) -> set[int]:
    """Voters on the tabs of what may be proposed."""
    found = [*groups(kantor, Tab.USUL), *groups(kantor, Tab.PERIKSA)]
    return {calon.pemilih.id for group in found for calon in group.calon}


def rows(kantor: Kantor) -> list[Cocok]:
    with reading() as session:
        query = select(Cocok).where(Cocok.laporan_id == kantor.laporan_id).order_by(Cocok.urutan)
        return list(session.scalars(query))


def correct(kantor: Kantor, **isian: Any) -> None:
    with transaction() as session:
        laporan = session.get_one(Laporan, kantor.laporan_id)
        for name, value in {**isian, "diubah_pada": now()}.items():
            setattr(laporan, name, value)
        record(session, "laporan.dikoreksi", "laporan", laporan.id, actor=kantor.verifikator)
        session.flush()
        withdraw_unlike(session, laporan, sebab="Dibetulkan", actor=kantor.verifikator)


def refuse(kantor: Kantor, alasan: str = "Anaknya yang bernama sama") -> None:
    with transaction() as session:
        keputusan.refuse_candidate(
            session,
            kantor.laporan_id,
            kantor.daftar_id,
            kantor.pemilih_id,
            alasan=alasan,
            actor=kantor.verifikator,
        )


def test_matching_finds_the_voter_and_tells_why() -> None:
    kantor = Kantor()
    match(kantor)
    (found,) = rows(kantor)
    assert (found.pemilih_id, found.pita, found.urutan) == (kantor.pemilih_id, "usul", 1)
    assert {"ruas", "tingkat", "bobot", "kata"} == set(found.alasan[0])
    assert shown(kantor) == {kantor.pemilih_id}


def test_a_report_matched_as_it_stands_is_left_alone() -> None:
    kantor = Kantor()
    match(kantor)
    before = [row.id for row in rows(kantor)]
    match(kantor)
    assert [row.id for row in rows(kantor)] == before


def test_two_workers_at_once_write_one_result() -> None:
    kantor = Kantor()
    assert both(lambda: match(kantor), lambda: match(kantor)) == [None, None]
    assert len(rows(kantor)) == 1


def test_a_voter_found_by_name_can_be_proposed_and_confirmed() -> None:
    kantor = nameless()
    match(kantor)
    usul = kantor.confirm(kantor.propose())
    assert (usul.status, usul.pita in {"usul", "periksa"}, usul.skor is not None) == ("dikonfirmasi", True, True)
    assert shown(kantor) == set()


def test_a_voter_that_matching_did_not_find_cannot_be_proposed() -> None:
    kantor = nameless()
    with pytest.raises(NotFound, match="bukan calon"):
        kantor.propose()


def test_one_nik_with_all_else_unlike_is_never_proposed_whatever_was_found() -> None:
    kantor = Kantor(nama="Ahmad Suhaimi", jenis_kelamin="L", lahir_tahun=1944)
    match(kantor)
    with transaction() as session:
        session.execute(text("UPDATE cocok SET pita = 'usul', skor = 1"))
    with pytest.raises(Conflict, match="tidak dapat diusulkan"):
        kantor.propose()


def test_a_corrected_name_takes_the_candidate_away_until_it_is_matched_again() -> None:
    kantor = nameless()
    match(kantor)
    correct(kantor, nama="Ahmad Suhaimi", jenis_kelamin="L", lahir_tahun=1944)
    with pytest.raises(NotFound):
        kantor.propose()
    match(kantor)
    assert shown(kantor) == set()


def test_a_proposal_by_name_falls_when_the_report_names_another() -> None:
    kantor = nameless()
    match(kantor)
    usul = kantor.propose()
    correct(kantor, nama="Ahmad Suhaimi", jenis_kelamin="L", lahir_tahun=1944)
    with reading() as session:
        assert session.get_one(Usul, usul.id).status == "dibatalkan"


def test_a_proposal_by_name_stands_when_only_the_address_was_corrected() -> None:
    kantor = nameless()
    match(kantor)
    usul = kantor.propose()
    correct(kantor, alamat="Jalan Melati 9")
    with reading() as session:
        assert session.get_one(Usul, usul.id).status == "diusulkan"


def test_candidates_of_a_frozen_report_vanish_and_come_back_when_it_is_restored() -> None:
    kantor = Kantor()
    match(kantor)
    with transaction() as session:
        freeze_usul(session, kantor.laporan_id, sebab=SEBAB, actor=kantor.verifikator)
    assert rows(kantor) == []
    with transaction() as session:
        restore_usul(session, kantor.laporan_id, sebab="Kabar keliru", actor=kantor.verifikator)
    work("rawat")
    assert len(rows(kantor)) == 1


def test_candidates_of_an_annulled_report_vanish_for_good() -> None:
    kantor = Kantor()
    match(kantor)
    with transaction() as session:
        annul_usul(session, kantor.laporan_id, sebab=SEBAB, actor=kantor.verifikator)
        session.execute(
            text("UPDATE laporan SET status = 'dibekukan', status_sebelum = 'disetujui' WHERE id = :id"),
            {"id": kantor.laporan_id},
        )
        record(session, "laporan.dibekukan", "laporan", kantor.laporan_id, actor=kantor.verifikator)
    assert match(kantor) == 0
    assert rows(kantor) == []


def test_a_refused_candidate_is_not_shown_again_until_the_identity_changes() -> None:
    kantor = nameless()
    match(kantor)
    refuse(kantor)
    assert shown(kantor) == set()
    assert len(groups(kantor, Tab.BUKAN)) == 1
    correct(kantor, bin_binti="Yusuf")
    match(kantor)
    assert shown(kantor) == {kantor.pemilih_id}


def test_a_refusal_needs_its_reason_and_can_be_taken_back() -> None:
    kantor = nameless()
    match(kantor)
    with pytest.raises(Invalid):
        refuse(kantor, " ")
    refuse(kantor)
    with transaction() as session:
        keputusan.show_again(session, kantor.laporan_id, kantor.daftar_id, kantor.pemilih_id, actor=kantor.verifikator)
    assert shown(kantor) == {kantor.pemilih_id}


def test_a_decision_is_remembered_without_personal_data() -> None:
    kantor = Kantor()
    match(kantor)
    kantor.confirm(kantor.propose())
    with reading() as session:
        told = session.scalars(select(KeputusanCocok)).one()
        kata = {one["kata"] for one in rows(kantor)[0].alasan}
    assert (told.sama, told.asal, told.model) == (True, "usul", rows(kantor)[0].model)
    assert not kata & set(told.tingkat.values())
    assert told.tingkat["nama"]


def test_a_candidate_to_be_looked_at_is_proposed_with_what_proves_it() -> None:
    kantor = nameless()
    make_pemilih(kantor.daftar_id, None, tempat_lahir="Kedaton", dpid="8")
    match(kantor)
    with pytest.raises(Conflict, match="perlu diperiksa"):
        kantor.propose(catatan=" ")
    assert kantor.propose(catatan="Tetangga mengenalnya").perbandingan["catatan"] == "Tetangga mengenalnya"


def test_two_voters_of_one_death_proposed_at_once_one_wins() -> None:
    kantor, other = nameless(), nameless()
    other.laporan_id, other.daftar_id = kantor.laporan_id, kantor.daftar_id
    other.pemilih_id = make_pemilih(kantor.daftar_id, None, tempat_lahir="Kedaton", dpid="8")
    match(kantor)
    refused = both(kantor.propose, other.propose)
    assert [type(error) for error in refused if error] == [Conflict]


def test_two_deaths_on_one_voter_proposed_at_once_one_wins() -> None:
    kantor, other = nameless(), nameless()
    other.laporan_id = make_approved(tempat_lahir="Kedaton")
    other.daftar_id, other.pemilih_id = kantor.daftar_id, kantor.pemilih_id
    match(kantor)
    match(other)
    refused = both(kantor.propose, other.propose)
    assert [type(error) for error in refused if error] == [Conflict]


def test_the_familys_statement_is_a_proof_of_its_own() -> None:
    kantor = Kantor()
    with transaction() as session:
        values = {"nama_berkas": "sptjm.pdf", "mime": "application/pdf", "ukuran": 9, "sha256": "a", "sha256_asli": "a"}
        session.add(Bukti(laporan_id=kantor.laporan_id, jenis="sptjm", dibuat_oleh=kantor.verifikator.id, **values))
        record(session, "bukti.uji", "laporan", kantor.laporan_id, actor=kantor.verifikator)
    assert kantor.propose().kelas_bukti == "keluarga"


def test_a_whole_list_is_matched_by_the_worker_and_not_twice() -> None:
    kantor = Kantor()
    with transaction() as session:
        daftar = session.get_one(DaftarPemilih, kantor.daftar_id)
        assert defer_daftar(session, daftar)
        assert not defer_daftar(session, daftar)
        assert count_waiting(session, daftar) == 1
    work("impor")
    with reading() as session:
        assert count_waiting(session, session.get_one(DaftarPemilih, kantor.daftar_id)) == 0
        assert session.scalar(select(func.count()).select_from(CocokLaporan)) == 1


def test_the_fingerprint_says_nothing_of_where_he_lived() -> None:
    one = Laporan(nama="Siti", nik="1871010101010001", alamat="Jalan A")
    other = Laporan(nama="Siti", nik="1871010101010001", alamat="Jalan B", lahir_tahun=None)
    assert sidik_jati(one) == sidik_jati(other)
    assert sidik_jati(one) != sidik_jati(Laporan(nama="Siti", lahir_tahun=1950))


def test_the_page_shows_reasons_and_refusing_asks_for_a_reason(app: Flask) -> None:
    kantor = nameless()
    match(kantor)
    client = sign_in(app, kantor.verifikator)
    page = client.get("/pemilih").text
    assert "orang yang sama" in page
    assert "<svg" in page
    data = {"laporan_id": kantor.laporan_id, "daftar_id": kantor.daftar_id, "pemilih_id": kantor.pemilih_id}
    answer = client.post("/pemilih/bukan", data={**data, "alasan": "", "tab": "usul"})
    assert (answer.status_code, "Tulis alasannya" in answer.text) == (422, True)
    assert client.post("/pemilih/bukan", data={**data, "alasan": "Orang lain", "tab": "usul"}).status_code == 303
    assert "Tampilkan lagi" in client.get("/pemilih?tab=bukan").text
    assert client.post("/pemilih/bukan/kembalikan", data=data).status_code == 303


def test_reports_not_matched_yet_are_told_and_can_be_matched_now(app: Flask) -> None:
    kantor = Kantor()
    client = sign_in(app, kantor.verifikator)
    assert "Cocokkan sekarang" in client.get("/pemilih").text
    assert client.post(f"/pemilih/daftar/{kantor.daftar_id}/cocokkan").status_code == 303
    work("impor")
    assert "Cocokkan sekarang" not in client.get("/pemilih").text


def test_one_born_on_another_day_with_another_name_is_no_candidate() -> None:
    kantor = nameless()
    make_pemilih(kantor.daftar_id, None, nama="AHMAD SUHAIMI", jenis_kelamin="L", tanggal_lahir=date(1990, 1, 2))
    match(kantor)
    assert shown(kantor) == {kantor.pemilih_id}
