import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.telepon import check_telepon, format_telepon

HP = "+6281234567890"
mobile = st.from_regex(r"812[2-9][0-9]{7}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "+6281234567890",
        "+62 812-3456-7890",
        "6281234567890",
        "(+62) 812 3456 7890",
        "+62 0812 3456 7890",
        "00628123 4567 890",
        "81234567890",
        "0812\u20113456\u00a07890",
    ],
)
def test_usual_writings_become_one_number(typed):
    assert check_telepon(typed) == HP


@pytest.mark.parametrize("typed", ["(0721) 481166", "0721-481166", "+62 721 481166", "62721481166"])
def test_landline_is_accepted(typed):
    assert check_telepon(typed) == "+62721481166"


def test_foreign_number_with_plus_is_accepted():
    assert check_telepon("+60 12-345 6789") == "+60123456789"


@pytest.mark.parametrize("typed", ["0812", "123", "08123456789012345", "0812-3456-7890 / 0813-3456-7890", "+", "110"])
def test_wrong_number_is_refused(typed):
    with pytest.raises(NilaiError):
        check_telepon(typed)


def test_empty_is_refused_as_not_filled():
    with pytest.raises(NilaiError, match="belum diisi"):
        check_telepon(" - ")


def test_letter_is_named():
    with pytest.raises(NilaiError, match="“O”"):
        check_telepon("O81234567890")


def test_toll_free_number_is_no_persons_number():
    with pytest.raises(NilaiError, match="bukan nomor telepon orang"):
        check_telepon("0800 1234567")


@given(st.text() | st.text("0123456789+-() ", max_size=20))
def test_any_text_gives_a_number_or_a_message(text):
    try:
        number = check_telepon(text)
    except NilaiError:
        return
    assert check_telepon(number) == number


@given(mobile, st.sampled_from(["0", "62", "+62", "+62 ", "0062"]))
def test_every_prefix_gives_the_same_number(national, prefix):
    assert check_telepon(prefix + national) == f"+62{national}"


@given(mobile)
def test_shown_number_can_be_typed_again(national):
    assert check_telepon(format_telepon(f"+62{national}")) == f"+62{national}"


def test_number_is_shown_nationally():
    assert format_telepon(HP) == "0812-3456-7890"


def test_foreign_number_is_shown_with_its_country():
    assert format_telepon("+60123456789").startswith("+60")


def test_unreadable_number_is_shown_as_it_is():
    assert format_telepon("?") == "?"
