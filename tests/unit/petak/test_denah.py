from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pemakaman.petak.denah import LEBAR, TINGGI, draw

PLOT = st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["kosong", "dipesan", "terisi", "tidak_dipakai"]))


def rows(plots: list[tuple[str, str]]) -> list[Any]:
    ordered = sorted(plots)
    return [
        SimpleNamespace(id=number, baris=baris, nomor=str(number), status=status)
        for number, (baris, status) in enumerate(ordered)
    ]


@given(st.lists(PLOT, max_size=60))
def test_every_plot_has_a_place_of_its_own_on_the_sheet(plots: list[tuple[str, str]]) -> None:
    denah = draw(rows(plots))
    assert [one.id for one in denah.kotak] == list(range(len(plots)))
    places = {(one.x, one.y) for one in denah.kotak}
    assert len(places) == len(plots)
    assert all(x + LEBAR <= denah.lebar and y + TINGGI <= denah.tinggi for x, y in places)


def test_each_row_has_its_name() -> None:
    assert [teks for teks, _ in draw(rows([("1", "kosong"), ("2", "kosong")])).judul] == ["Baris 1", "Baris 2"]


def test_states_carry_a_letter() -> None:
    states = ["dipesan", "kosong", "terisi", "tidak_dipakai"]
    assert [one.huruf for one in draw(rows([("", state) for state in states])).kotak] == ["P", "", "T", "X"]
