"""Blank cards between two kab/kota: both sides, both stocks, each on its own day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import clock_at, reading, transaction
from pemakaman.desk.models import LaporanBlangko, PindahBlangko, RiwayatDesk
from pemakaman.desk.queries.pindah import list_datang, list_pindah
from pemakaman.desk.services.pindah import (
    Dipindah,
    cancel_blangko,
    correct_received,
    receive_blangko,
    refuse_blangko,
    send_blangko,
)
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import BANDAR_LAMPUNG, METRO, at, make_actor
from tests.pabrik_desk import HARI, blangko, nihil, save

BESOK = HARI + timedelta(days=1)
LUSA = HARI + timedelta(days=2)


@pytest.fixture
def pengirim(database: Engine) -> Iterator[Actor]:
    with clock_at(at(2024, 11, 16)):
        actor = make_actor(Peran.ADMIN_KAB)
        save(actor, "blangko", HARI, blangko(500, 100))
        yield actor


@pytest.fixture
def penerima(pengirim: Actor) -> Actor:
    actor = make_actor(Peran.ADMIN_KAB, METRO)
    save(actor, "blangko", HARI, blangko(50, 10))
    return actor


def send(actor: Actor, jumlah: int = 150, tanggal: Any = HARI) -> PindahBlangko:
    with transaction() as session:
        return send_blangko(session, BANDAR_LAMPUNG, METRO, jumlah, tanggal=tanggal, actor=actor).pindah


def receive(actor: Actor, pindah: PindahBlangko, jumlah: int, alasan: str = "") -> PindahBlangko:
    with transaction() as session:
        said = {"tanggal": BESOK, "versi": pindah.versi, "actor": actor, "selisih_alasan": alasan}
        return receive_blangko(session, pindah.id, jumlah, **said).pindah


def stock(kab: str, tanggal: Any) -> tuple[int, int, int]:
    query = select(LaporanBlangko).where(LaporanBlangko.kab_kode == kab, LaporanBlangko.tanggal == tanggal)
    with reading() as session:
        found = session.scalars(query).one()
        return found.kirim, found.terima, found.sisa


def test_sent_cards_leave_a_report_already_written_and_its_history_tells_why(pengirim: Actor) -> None:
    pindah = send(pengirim)
    assert stock(BANDAR_LAMPUNG, HARI) == (150, 0, 250)
    with reading() as session:
        kept = session.scalars(select(RiwayatDesk)).one()
    assert kept.alasan == f"Pindah blangko nomor {pindah.nomor}: dalam perjalanan"
    assert (kept.lama["sisa"], kept.baru["sisa"]) == (400, 250)


def test_received_cards_enter_on_the_day_they_came(pengirim: Actor, penerima: Actor) -> None:
    receive(penerima, send(pengirim), 150)
    assert stock(METRO, HARI) == (0, 0, 40)
    save(penerima, "blangko", BESOK, blangko(40, 5, terima=150))
    assert stock(METRO, BESOK) == (0, 150, 185)


def test_nihil_day_still_counts_what_came(pengirim: Actor, penerima: Actor) -> None:
    receive(penerima, send(pengirim), 150)
    nihil(penerima, "blangko", BESOK)
    assert stock(METRO, BESOK) == (0, 150, 190)


def test_fewer_than_sent_need_a_reason(pengirim: Actor, penerima: Actor) -> None:
    pindah = send(pengirim)
    with pytest.raises(Invalid) as refused:
        receive(penerima, pindah, 140)
    assert refused.value.galat["selisih_alasan"] == ["Kurang 10 dari yang dikirim 150. Tulis sebabnya."]
    kept = receive(penerima, pindah, 140, "Satu bungkus basah")
    assert (kept.jumlah_diterima, kept.selisih_alasan) == (140, "Satu bungkus basah")


def test_more_than_sent_cannot_be(pengirim: Actor, penerima: Actor) -> None:
    pindah = send(pengirim)
    with pytest.raises(Invalid) as refused:
        receive(penerima, pindah, 151)
    assert "Diterima 151 tidak mungkin: yang dikirim 150." in refused.value.galat["jumlah"][0]


def test_refused_cards_come_back_to_the_sender(pengirim: Actor, penerima: Actor) -> None:
    pindah = send(pengirim)
    with transaction() as session:
        refuse_blangko(session, pindah.id, "Tidak dipesan", tanggal=BESOK, versi=1, actor=penerima)
    save(pengirim, "blangko", BESOK, blangko(250, 0, terima=150))
    assert stock(BANDAR_LAMPUNG, BESOK) == (0, 150, 400)


def test_called_off_cards_come_back_on_the_same_day(pengirim: Actor) -> None:
    pindah = send(pengirim)
    with transaction() as session:
        cancel_blangko(session, pindah.id, "Salah tujuan", tanggal=HARI, versi=1, actor=pengirim)
    assert stock(BANDAR_LAMPUNG, HARI) == (150, 150, 400)


def test_more_than_the_stock_is_not_sent(pengirim: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        send(pengirim, 401)
    assert refused.value.galat["jumlah"] == ["Dikirim 401 lebih banyak daripada stok 15 November 2024: 400."]
    send(pengirim, 300, BESOK)
    with pytest.raises(Invalid):
        send(pengirim, 101, BESOK)
    with pytest.raises(Invalid) as refused:
        send(pengirim, 10_000_001)
    assert "sekali kirim paling banyak 10.000.000 keping" in refused.value.galat["jumlah"][0]


def test_day_with_a_transfer_is_reported_before_the_next(pengirim: Actor) -> None:
    send(pengirim, 300, BESOK)
    with clock_at(at(2024, 11, 17)):
        with pytest.raises(Invalid) as refused:
            save(pengirim, "blangko", BESOK + timedelta(days=1), blangko(400))
        assert "pada 16 November 2024 yang harinya belum dilaporkan" in refused.value.galat["tanggal"][0]
        nihil(pengirim, "blangko", BESOK)
        save(pengirim, "blangko", BESOK + timedelta(days=1), blangko(100))


def test_cards_moved_on_a_skipped_day_wait_for_its_report_on_both_sides(pengirim: Actor, penerima: Actor) -> None:
    """They would stand in no report: one side keeps them, the other has them too."""
    with clock_at(at(2024, 11, 17)):
        for actor, rest in ((pengirim, 400), (penerima, 40)):
            save(actor, "blangko", LUSA, blangko(rest))
        words = "Isi dulu laporan blangko {} tanggal 16 November 2024: hari sesudahnya, 17 November 2024"
        pindah = send(pengirim, 150, LUSA)
        refusing = {"tanggal": BESOK, "versi": 1, "actor": penerima}
        with pytest.raises(Invalid) as refused:
            send(pengirim, 150, BESOK)
        assert words.format("Kota Bandar Lampung") in refused.value.galat["tanggal"][0]
        nihil(pengirim, "blangko", BESOK)
        earlier = send(pengirim, 100, BESOK)
        with pytest.raises(Invalid) as refused:
            receive(penerima, earlier, 100)
        assert words.format("Kota Metro") in refused.value.galat["tanggal"][0]
        with transaction() as session:
            refuse_blangko(session, earlier.id, "Tidak dipesan", **refusing)
        assert (stock(BANDAR_LAMPUNG, BESOK), pindah.status) == ((100, 100, 400), "dikirim")


def test_cards_that_stand_in_no_report_are_named_at_the_next_day(pengirim: Actor) -> None:
    """Taken in before the first report; an earlier day reported afterwards leaves them between two reports."""
    metro = make_actor(Peran.ADMIN_KAB, METRO)
    receive(metro, send(pengirim), 150)
    with clock_at(at(2024, 11, 17)):
        save(metro, "blangko", LUSA, blangko(150))
        (broken,) = save(metro, "blangko", HARI, blangko(150)).patah
    assert broken.tanggal == LUSA
    assert broken.pesan[0].startswith("Pindah blangko pada 16 November 2024 belum masuk laporan mana pun.")


def test_typed_transfer_that_nobody_recorded_is_refused(pengirim: Actor) -> None:
    angka = blangko(400, 0, kirim=20) | {"kirim": 20}
    with pytest.raises(Invalid) as refused:
        save(pengirim, "blangko", BESOK, angka)
    assert "20 tidak sama dengan catatan pindah blangko hari itu (0)" in refused.value.galat["kirim"][0]


def test_each_side_does_only_its_part(pengirim: Actor, penerima: Actor) -> None:
    pindah = send(pengirim)
    with pytest.raises(Forbidden):
        receive(pengirim, pindah, 150)
    with pytest.raises(Forbidden), transaction() as session:
        cancel_blangko(session, pindah.id, "x", tanggal=BESOK, versi=1, actor=penerima)
    with pytest.raises(NotFound):
        receive(make_actor(Peran.ADMIN_KAB, "18.01"), pindah, 150)


def correct(actor: Actor, pindah: PindahBlangko, jumlah: int, tanggal: date = BESOK, **said: Any) -> Dipindah:
    said = {"versi": pindah.versi, "alasan": "Salah hitung", "selisih_alasan": "Satu bungkus basah", **said}
    with transaction() as session:
        return correct_received(session, pindah.id, jumlah, tanggal=tanggal, actor=actor, **said)


@pytest.fixture
def diterima(pengirim: Actor, penerima: Actor) -> PindahBlangko:
    """150 sent on the 15th, taken in on the 16th, which is reported."""
    pindah = receive(penerima, send(pengirim), 150)
    save(penerima, "blangko", BESOK, blangko(40, 30, terima=150))
    return pindah


def test_received_number_is_mended_with_its_history_and_its_report(penerima: Actor, diterima: PindahBlangko) -> None:
    done = correct(penerima, diterima, 130)
    assert stock(METRO, BESOK) == (0, 130, 140)
    assert (done.pindah.jumlah_diterima, done.patah) == (130, [])
    query = select(RiwayatDesk).where(RiwayatDesk.kab_kode == METRO).order_by(RiwayatDesk.id)
    with reading() as session:
        own, report = session.scalars(query)
    assert (own.objek, own.alasan, own.lama["jumlah_diterima"]) == ("pindah_blangko", "Salah hitung", 150)
    assert report.alasan == f"Pindah blangko nomor {diterima.nomor}: penerimaan diperbaiki. Salah hitung"
    assert not correct(penerima, done.pindah, 130).berubah


def test_received_day_is_mended_in_both_reports(penerima: Actor, diterima: PindahBlangko) -> None:
    done = correct(penerima, diterima, 150, HARI)
    assert (stock(METRO, HARI), stock(METRO, BESOK)) == ((0, 150, 190), (0, 0, 10))
    assert [one.pesan for one in done.patah] == [["Stok awal 40 tidak sama dengan sisa kemarin 190."]]


@pytest.mark.parametrize(
    ("jumlah", "said", "field", "words"),
    [
        (151, {}, "jumlah", "Diterima 151 tidak mungkin: yang dikirim 150."),
        (149, {"selisih_alasan": ""}, "selisih_alasan", "Kurang 1 dari yang dikirim 150."),
        (149, {"alasan": " "}, "alasan", "Tulis alasan"),
        (100, {"tanggal": HARI - timedelta(days=1)}, "tanggal", "sebelum hari dikirim"),
    ],
)
def test_correction_that_cannot_be_says_why(
    penerima: Actor, diterima: PindahBlangko, jumlah: int, said: Any, field: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        correct(penerima, diterima, jumlah, **said)
    assert words in refused.value.galat[field][0]


def test_correction_never_takes_cards_that_are_used(penerima: Actor, diterima: PindahBlangko) -> None:
    with clock_at(at(2024, 11, 18)):
        save(penerima, "blangko", LUSA, blangko(160, 60))
        with transaction() as session:
            send_blangko(session, METRO, "18.13", 90, tanggal=LUSA + timedelta(days=1), actor=penerima)
        with pytest.raises(Invalid) as refused:
            correct(penerima, diterima, 139)
        assert refused.value.galat["jumlah"][0].startswith("Sisa blangko 18 November 2024 10 menjadi −1: stok")
        assert [one.tanggal for one in correct(penerima, diterima, 140).patah] == [LUSA]


def test_only_the_receiver_mends_and_only_what_was_received(pengirim: Actor, penerima: Actor) -> None:
    pindah = send(pengirim)
    with pytest.raises(Conflict, match="masih dalam perjalanan"):
        correct(penerima, pindah, 100)
    pindah = receive(penerima, pindah, 150)
    with pytest.raises(Forbidden):
        correct(pengirim, pindah, 100)
    with pytest.raises(Conflict, match="diubah orang lain"):
        correct(penerima, pindah, 100, versi=pindah.versi - 1)


def test_both_sides_see_the_transfer_and_others_do_not(pengirim: Actor, penerima: Actor) -> None:
    send(pengirim)
    seen = []
    for actor in (pengirim, penerima, make_actor(Peran.PETUGAS_PROVINSI), make_actor(Peran.ADMIN_KAB, "18.01")):
        with reading() as session:
            seen.append(len(list_pindah(session, actor=actor)[0]))
    assert seen == [1, 1, 1, 0]


def test_long_list_goes_on_on_the_next_page(pengirim: Actor, penerima: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = [send(pengirim, 10) for _ in range(3)]
    receive(penerima, sent[2], 10)
    monkeypatch.setattr("pemakaman.desk.queries.halaman.PAGE", 1)
    seen, key = [], None
    with reading() as session:
        while True:
            rows, after = list_pindah(session, actor=penerima, sesudah=key)
            seen += [row[0].id for row in rows]
            if after is None:
                break
            key = UUID(after)
        assert [row[0].id for row in list_datang(session, METRO, actor=penerima)] == [sent[1].id, sent[0].id]
    # Those on the way lead, the newest of them first.
    assert seen == [sent[1].id, sent[0].id, sent[2].id]


def test_received_and_called_off_at_once_only_one_happens(pengirim: Actor, penerima: Actor) -> None:
    pindah = send(pengirim)
    said = {"tanggal": HARI, "versi": 1}
    outcome = at_once(
        lambda session: receive_blangko(session, pindah.id, 150, actor=penerima, **said),
        lambda session: cancel_blangko(session, pindah.id, "Salah", actor=pengirim, **said),
    )
    assert isinstance(one_conflict(outcome), Conflict)
    both = (stock(BANDAR_LAMPUNG, HARI)[2], stock(METRO, HARI)[2])
    assert both in {(250, 190), (400, 40)}
