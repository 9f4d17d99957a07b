"""The glossary and the code name the same things."""

import re

from pemakaman.akun.rules import Peran
from pemakaman.config import ROOT
from pemakaman.laporan.rules import Status
from pemakaman.models import metadata

GLOSSARY = (ROOT / "docs/glosarium.md").read_text()
ROWS = [line for line in GLOSSARY.splitlines() if line.startswith("| ") and "`" in line]


def test_every_name_in_the_glossary_stands_in_the_code() -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "pemakaman").rglob("*.py"))
    names = [re.findall(r"`([^`]+)`", row)[-1] for row in ROWS]
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", code)] == []


def test_every_row_says_term_meaning_source_and_name() -> None:
    assert [row for row in ROWS if len(row.strip("|").split("|")) != 4] == []


def test_main_tables_are_explained() -> None:
    main = {
        "laporan",
        "makam",
        "buku",
        "bukti",
        "berkas",
        "akta",
        "pemilih",
        "daftar_pemilih",
        "usul",
        "paket",
        "jejak",
        "klaim",
    }
    words = GLOSSARY.lower().replace(" ", "_")
    assert main <= set(metadata.tables)
    assert [name for name in main if name not in words] == []


def test_role_and_state_names_are_indonesian_words_of_the_code() -> None:
    assert all(value.value.islower() for value in [*Peran, *Status])
