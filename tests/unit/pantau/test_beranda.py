"""What the home page says of the month."""

from datetime import date

import pytest

from pemakaman.akun.rules import Actor, Peran
from pemakaman.laporan.rules import Status
from pemakaman.pantau.rules.beranda import Pengingat, cards, counted_for, monthly_cards
from pemakaman.pantau.rules.bulan import Bulan, make_tenggat
from pemakaman.pantau.rules.status import StatusBulanan

OKTOBER = Bulan(2026, 10)


def test_reminder_names_month_and_day() -> None:
    tenggat = make_tenggat(OKTOBER, date(2026, 11, 25), date(2026, 11, 10))
    pengingat = Pengingat(tenggat, (("TPU X", None),))
    assert pengingat.judul == "Bulan Oktober 2026 belum ditutup"
    assert "paling lambat 25 November 2026 (tinggal 15 hari)" in pengingat.ajakan


def test_cards_count_down_until_the_report_is_sent() -> None:
    tenggat = make_tenggat(OKTOBER, date(2026, 11, 28), date(2026, 11, 25))
    own, silent = monthly_cards(tenggat, None, 4)
    assert (own.angka, own.perhatian, own.penting, silent.angka) == ("Tinggal 3 hari", True, False, "4")
    assert "belum dibuat" in own.teks
    assert monthly_cards(tenggat, StatusBulanan.DIKIRIM, 0)[0].angka == "Terkirim"


@pytest.mark.parametrize("peran", list(Peran))
def test_whatever_state_a_card_shows_is_counted(peran: Peran) -> None:
    actor = Actor(id=None, nama="Uji", peran=peran, wilayah_kode="18.71")
    without, with_all = cards(actor, {}), cards(actor, dict.fromkeys(Status, 7))
    assert cards(actor, dict.fromkeys(counted_for(actor), 7)) == with_all
    assert sum(one != other for one, other in zip(without, with_all, strict=True)) == len(counted_for(actor))
