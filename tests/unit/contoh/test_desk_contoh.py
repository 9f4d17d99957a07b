"""The invented desk ends at the published figures."""

from hypothesis import given
from hypothesis import strategies as st

from pemakaman.contoh.desk import DINAMIS, TERBITAN, share_out


@given(st.integers(0, 10**8), st.lists(st.integers(1, 10**6), min_size=1, max_size=40))
def test_shares_add_up_to_the_whole(jumlah: int, berat: list[int]) -> None:
    assert sum(share_out(jumlah, berat)) == jumlah


def test_those_not_recorded_add_up_to_the_provinces_figure() -> None:
    assert sum(one.belum for one in TERBITAN.values()) == 87_398
    assert DINAMIS - 87_398 == 6_528_688
