"""A day is always the day of a place: the UTC day ends at 07.00 in Lampung."""

import re
import subprocess
from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]
BARE_DAY = re.compile(r"now\(\)\.date\(\)|date\.today\(\)|current_date\b|CURRENT_DATE|now\(\)::date")


def test_no_code_takes_its_day_from_the_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "pemakaman", "tests"], cwd=AKAR, capture_output=True, text=True, check=True
    ).stdout.split()
    sources = [name for name in listed if name.endswith(".py") and name != "tests/rumah/test_hari.py"]
    assert len(sources) > 500
    found = [name for name in sources if BARE_DAY.search((AKAR / name).read_text("utf-8"))]
    assert found == []
