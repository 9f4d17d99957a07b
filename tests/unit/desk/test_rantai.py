"""Any chain of days: what is taken holds together, and a corrected day breaks the next one and no other."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from pemakaman.desk.rules.kolom import BLANGKO, HARIAN, PEREKAMAN, Angka, Neraca, balance, nihil_of
from pemakaman.desk.rules.periksa import Hari, find_broken, find_galat

AWAL = date(2024, 11, 1)
NERACA = BLANGKO.neraca or Neraca("", "", (), ())
small = st.integers(0, 500)
day = st.fixed_dictionaries(dict.fromkeys(("masuk", "terpakai", "rusak", "kirim", "terima"), small))
gaps = st.integers(1, 4)


@st.composite
def chains(draw: st.DrawFn) -> list[Hari]:
    """Days of a stock as the desk would take them; some lie apart, some are *nihil*."""
    rest, tanggal, found = draw(st.integers(0, 5_000)), AWAL, list[Hari]()
    for moved in draw(st.lists(st.one_of(day, st.none()), min_size=2, max_size=12)):
        before = found[-1] if found else None
        if moved is None and before:
            angka = nihil_of(BLANGKO, before.angka)
        else:
            angka = {**dict.fromkeys(BLANGKO.nama_kolom, 0), **(moved or {}), "awal": rest}
            angka["sisa"] = balance(NERACA, angka)
        if not find_galat(BLANGKO, Hari(tanggal, angka), before):
            found.append(Hari(tanggal, angka, moved is None))
            rest = angka["sisa"]
        tanggal += timedelta(days=draw(gaps))
    assume(len(found) >= 2)
    return found


@given(chains())
def test_chain_of_days_that_were_taken_is_whole(days: list[Hari]) -> None:
    assert find_broken(BLANGKO, days) == []
    came = sum(one.angka["masuk"] + one.angka["terima"] for one in days)
    went = sum(one.angka["terpakai"] + one.angka["rusak"] + one.angka["kirim"] for one in days)
    assert days[-1].angka["sisa"] == days[0].angka["awal"] + came - went


@given(chains(), st.data())
def test_corrected_day_breaks_the_next_and_no_other(days: list[Hari], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(days) - 2))
    more = data.draw(st.integers(1, 50))
    angka = days[place].angka | {"masuk": days[place].angka["masuk"] + more}
    angka["sisa"] = balance(NERACA, angka)
    days[place] = Hari(days[place].tanggal, angka)
    assert find_galat(BLANGKO, days[place], days[place - 1] if place else None) == {}
    assert [one.tanggal for one in find_broken(BLANGKO, days)] == [days[place + 1].tanggal]


@given(chains(), st.sets(st.integers(0, 50)))
def test_cards_moved_on_skipped_days_break_the_next_reported_day_and_no_other(days: list[Hari], more: set[int]) -> None:
    reported = {one.tanggal for one in days}
    moved = {AWAL + timedelta(days=number) for number in more} - reported
    after = {min(day for day in reported if day > one) for one in moved if min(reported) < one < max(reported)}
    assert {one.tanggal for one in find_broken(BLANGKO, days, moved)} == after


@given(st.fixed_dictionaries({kode: st.integers(-2, 60) for kode in PEREKAMAN.nama_kolom}))
def test_what_is_taken_is_what_the_database_takes(angka: Angka) -> None:
    taken = not find_galat(PEREKAMAN, Hari(AWAL, angka), None)
    held = min(angka.values()) >= 0
    held = held and angka["wajib_ktp"] <= angka["wajib_dinamis"] <= angka["penduduk"]
    held = held and angka["rekam_hari"] <= angka["kumulatif"] <= angka["wajib_dinamis"]
    assert taken is (held and angka["prr"] + angka["sfe"] <= angka["kumulatif"])


@given(st.sampled_from(sorted(HARIAN)), st.data())
def test_nothing_that_is_refused_is_refused_without_words(kode: str, data: st.DataObject) -> None:
    bentuk = HARIAN[kode]
    figures = st.fixed_dictionaries({name: st.integers(-5, 3_000_000_000) for name in bentuk.nama_kolom})
    first, second = Hari(AWAL, data.draw(figures)), Hari(AWAL + timedelta(days=1), data.draw(figures))
    for name, pesan in find_galat(bentuk, second, first).items():
        assert name in bentuk.nama_kolom
        assert all(one.endswith(".") for one in pesan)
