"""Nothing that may be a NIK reaches the log."""

import json
import logging
import sys

import pytest

from pemakaman.log import JsonLines, mask


@pytest.mark.parametrize(
    "text", ["1871011708900001", "1871 0117 0890 0001", "18.71.01.170890.0001", "187101-170890-0001"]
)
def test_nik_is_masked_however_it_is_spaced(text: str) -> None:
    assert not any(char.isdigit() for char in mask(f"NIK {text} salah").replace("[angka disamarkan]", ""))


def test_short_numbers_stay() -> None:
    assert mask("laporan 12 dari 2026") == "laporan 12 dari 2026"


def test_exception_text_never_reaches_the_log() -> None:
    try:
        raise ValueError("Siti Aminah 1871011708900001")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "galat", None, sys.exc_info())
    line = json.loads(JsonLines().format(record))
    assert "Siti" not in json.dumps(line)
    assert "ValueError" in line["galat"]
