"""What an answer from the field does to its proposal, and who may write over it."""

from typing import Any

import pytest
from sqlalchemy import select

from pemakaman.akun.rules import Peran
from pemakaman.cek import services
from pemakaman.cek.rules import Jawaban
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.models import Laporan
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pembatalan.rules import Putusan
from pemakaman.pemilih import paket
from pemakaman.pemilih.models import KeputusanCocok, Penarikan
from pemakaman.pemilih.rules import HasilLapangan
from tests.layanan.verifikasi.test_serentak import at_once
from tests.pabrik import make_actor
from tests.pabrik_cek import Lapangan, answer, make_cek, rows_of, usul_of
from tests.pabrik_pembatalan import decide as decide_case
from tests.pabrik_serah import build, build_in

pytestmark = pytest.mark.usefixtures("database")
MENAHAN = [HasilLapangan.PINDAH, HasilLapangan.TIDAK_DIKENAL]


def labels() -> list[KeputusanCocok]:
    with reading() as session:
        return list(session.scalars(select(KeputusanCocok).where(KeputusanCocok.asal == "lapangan")))


def cases() -> list[KasusHidup]:
    with reading() as session:
        return list(session.scalars(select(KasusHidup).order_by(KasusHidup.dibuat_pada)))


def in_package(lap: Lapangan) -> int:
    with reading() as session:
        return paket.count_proposals(session, "18.71", None, baru=False)


def test_dead_and_the_same_person_becomes_a_label() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.MENINGGAL, orang_sama=True, keterangan_dari="Budi, anak")
    (label,) = labels()
    assert (label.sama, label.laporan_id, label.oleh) == (True, lap.laporan_id, lap.verifikator.id)
    assert "kelas" in label.tingkat
    assert in_package(lap) == 1


@pytest.mark.parametrize("sama", [None, False])
def test_dead_without_that_word_is_no_label(sama: bool | None) -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.MENINGGAL, orang_sama=sama)
    assert labels() == []


def test_a_corrected_answer_takes_its_label_back_and_the_trail_keeps_the_old() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.MENINGGAL, orang_sama=True)
    lap.answer(HasilLapangan.PINDAH, catatan="Ke Metro")
    assert labels() == []
    with reading() as session:
        query = select(Jejak.rincian).where(Jejak.peristiwa == "cek_lapangan.hasil_dicatat").order_by(Jejak.id.desc())
        rincian = session.scalars(query).first() or {}
    assert (rincian["hasil_cek"], rincian["orang_sama"]) == (["meninggal", "pindah"], [True, None])


def test_alive_freezes_report_and_proposal_and_opens_a_case_with_the_note() -> None:
    lap = Lapangan()
    told = lap.answer(HasilLapangan.HIDUP, catatan="Sedang di sawah", keterangan_dari="Ketua RT")
    (kasus,) = cases()
    assert told.kasus == (kasus.nomor,)
    assert (kasus.status, kasus.laporan_id, rows_of(lap.cek.id)[0].kasus_nomor) == (
        "terbuka",
        lap.laporan_id,
        kasus.nomor,
    )
    assert "Sedang di sawah" in kasus.keterangan
    assert "Ketua RT" in kasus.keterangan
    with reading() as session:
        assert session.get_one(Laporan, lap.laporan_id).status == "dibekukan"
    assert (lap.usul().status, lap.usul().status_sebelum) == ("dibekukan", "dikonfirmasi")
    assert in_package(lap) == 0


def test_alive_of_a_name_that_kpu_holds_asks_it_back() -> None:
    lap = Lapangan()
    build(lap.pejabat)
    lap.answer(HasilLapangan.HIDUP)
    with reading() as session:
        assert [row.status for row in session.scalars(select(Penarikan))] == ["menunggu"]


def test_a_mended_note_of_one_alive_opens_no_second_case() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.HIDUP)
    lap.answer(HasilLapangan.HIDUP, catatan="Lupa ditulis")
    assert len(cases()) == 1


def test_alive_corrected_to_dead_leaves_the_case_to_its_two_persons() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.HIDUP)
    lap.answer(HasilLapangan.MENINGGAL)
    assert (cases()[0].status, lap.usul().status) == ("terbuka", "dibekukan")


def test_alive_of_an_undone_proposal_still_freezes_the_report() -> None:
    lap = Lapangan()
    lap.cancel(lap.usul())
    lap.answer(HasilLapangan.HIDUP)
    assert [kasus.laporan_id for kasus in cases()] == [lap.laporan_id]


def test_alive_of_a_report_already_annulled_opens_no_case() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.HIDUP)
    decide_case(cases()[0].id, lap.verifikator, lap.pejabat, Putusan.KABULKAN)
    lap.answer(HasilLapangan.PINDAH)
    assert lap.answer(HasilLapangan.HIDUP).kasus == ()


def test_after_the_case_the_proposal_still_waits_for_another_person() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.HIDUP)
    with pytest.raises(Conflict, match="kasus masih hidup"):
        lap.decide()
    decide_case(cases()[0].id, lap.verifikator, lap.pejabat, Putusan.TOLAK)
    assert (lap.usul().status, in_package(lap)) == ("dikonfirmasi", 0)
    lap.decide()
    assert in_package(lap) == 1


@pytest.mark.parametrize("hasil", MENAHAN)
def test_moved_or_unknown_is_not_packed_until_decided(hasil: HasilLapangan) -> None:
    lap = Lapangan()
    lap.answer(hasil)
    assert in_package(lap) == 0
    with pytest.raises(Invalid):
        build(lap.pejabat)
    lap.decide()
    assert build(lap.pejabat).jumlah == 1


def test_an_unconfirmed_one_is_not_confirmed_until_decided() -> None:
    lap = Lapangan(confirmed=False)
    lap.answer(HasilLapangan.PINDAH)
    with pytest.raises(Conflict, match="putusan"):
        lap.confirm(lap.usul())
    lap.decide()
    assert lap.confirm(lap.usul()).status == "dikonfirmasi"


def test_who_recorded_does_not_decide_and_nobody_decides_twice() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.PINDAH)
    with pytest.raises(Forbidden):
        lap.decide(lap.verifikator)
    with pytest.raises(Forbidden):
        lap.decide(make_actor(Peran.ADMIN_KAB))
    with pytest.raises(Invalid):
        lap.decide(alasan=" ")
    lap.decide()
    with pytest.raises(Conflict):
        lap.decide()


def test_a_new_answer_undoes_the_decision_about_the_old() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.PINDAH)
    lap.decide()
    lap.answer(HasilLapangan.TIDAK_DIKENAL)
    assert (in_package(lap), rows_of(lap.cek.id)[0].putusan_alasan) == (0, None)


def test_an_answer_taken_back_frees_the_row() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.PINDAH)
    lap.answer(None)
    row = rows_of(lap.cek.id)[0]
    assert (row.hasil, row.dicatat_pada, in_package(lap)) == (None, None, 1)


def test_an_old_page_does_not_write_over_a_colleague() -> None:
    lap = Lapangan()
    lap.answer(HasilLapangan.MENINGGAL)
    with pytest.raises(Invalid) as refused:
        answer(lap.cek.id, lap.pejabat, HasilLapangan.PINDAH, versi=1)
    assert "baru saja dicatat" in refused.value.galat["baris-1"][0]
    with pytest.raises(StaleVersion), transaction() as session:
        services.decide_answer(session, rows_of(lap.cek.id)[0].id, versi=1, alasan="Yakin", actor=lap.pejabat)


def test_one_bad_row_and_nothing_is_written() -> None:
    lap = Lapangan()
    answers = [Jawaban(1, HasilLapangan.HIDUP, versi=1), Jawaban(9, HasilLapangan.PINDAH)]
    with pytest.raises(Invalid) as refused, transaction() as session:
        services.record_answers(session, lap.cek.id, answers, actor=lap.verifikator)
    assert list(refused.value.galat) == ["baris-9"]
    assert (rows_of(lap.cek.id)[0].hasil, cases()) == (None, [])


def test_two_officers_at_once_record_one_answer() -> None:
    lap = Lapangan()

    def record(hasil: HasilLapangan) -> Any:
        jawaban = [Jawaban(1, hasil, versi=1)]
        return lambda session: services.record_answers(session, lap.cek.id, jawaban, actor=lap.verifikator)

    outcome = at_once(record(HasilLapangan.MENINGGAL), record(HasilLapangan.HIDUP))
    assert sorted(type(error).__name__ for error in outcome) == ["Invalid", "NoneType"]
    assert len(cases()) == (rows_of(lap.cek.id)[0].hasil == "hidup")


def test_a_package_and_an_answer_at_once_never_strike_the_living() -> None:
    lap = Lapangan()
    jawaban = [Jawaban(1, HasilLapangan.HIDUP, versi=1)]
    at_once(
        lambda session: services.record_answers(session, lap.cek.id, jawaban, actor=lap.verifikator),
        lambda session: build_in(session, lap.pejabat),
    )
    with reading() as session:
        handed = paket.list_paket(session, actor=lap.pejabat)[0]
        asked_back = session.scalars(select(Penarikan)).all()
    assert usul_of(lap.usul_id).status == "dibekukan"
    assert len(asked_back) == len(handed)


def test_two_makers_at_once_list_a_name_once() -> None:
    lap = Lapangan()
    lap.add_more()
    outcome = at_once(
        *[lambda session: services.make_cek(session, "18.71.01.1003", None, actor=lap.verifikator) for _ in range(2)]
    )
    assert sorted(type(error).__name__ for error in outcome) == ["Invalid", "NoneType"]


def test_several_alive_in_one_go_open_a_case_each() -> None:
    lap = Lapangan()
    lap.add_more()
    lap.add_more()
    second = make_cek(lap.verifikator)
    jawaban = [Jawaban(urutan, HasilLapangan.HIDUP) for urutan in (1, 2)]
    with transaction() as session:
        told = services.record_answers(session, second.id, jawaban, actor=lap.verifikator)
    assert (told.jumlah, len(told.kasus), len(cases())) == (2, 2, 2)
