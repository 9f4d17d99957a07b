"""Sizes and shapes of the code itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from pemakaman.config import ROOT

PYTHON = sorted((ROOT / "pemakaman").rglob("*.py"))
FOLDERS = [path for path in (ROOT / "pemakaman").iterdir() if (path / "__init__.py").exists()]


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def _functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in ast.walk(tree) if isinstance(node, kinds)]


def _tracked() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / name for name in output.splitlines() if (ROOT / name).is_file()]


def test_no_python_file_is_too_long() -> None:
    assert [f"{path.name}: {_lines(path)}" for path in PYTHON if _lines(path) > 400] == []


def test_no_function_is_too_long() -> None:
    long = [f"{path.name}:{name} {size}" for path in PYTHON for name, size in _functions(path) if size > 40]
    assert long == []


def test_no_template_is_too_long() -> None:
    assert [path.name for path in (ROOT / "templates").rglob("*.html") if _lines(path) > 150] == []


def test_no_test_file_is_too_long() -> None:
    assert [path.name for path in (ROOT / "tests").rglob("*.py") if _lines(path) > 600] == []


def test_no_module_is_named_after_nothing() -> None:
    nothing = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert [str(path) for path in PYTHON if path.name in nothing] == []


def test_package_files_stay_empty() -> None:
    assert [str(folder) for folder in FOLDERS if (folder / "__init__.py").read_text().strip()] == []


def test_only_the_transaction_commits() -> None:
    commits = re.compile(r"\.commit\(\)|\.begin\(\)")
    found = {path.relative_to(ROOT).as_posix() for path in PYTHON if commits.search(path.read_text())}
    # db.py is the one place; the others act as the owner of the schema, before the program runs.
    assert found <= {"pemakaman/db.py", "pemakaman/cli.py", "pemakaman/backup.py"}


def test_services_never_open_a_transaction() -> None:
    offenders = [
        path.relative_to(ROOT).as_posix()
        for path in PYTHON
        if "services" in path.relative_to(ROOT).as_posix() and re.search(r"\btransaction\(\)", path.read_text())
    ]
    assert offenders == []


def test_templates_carry_no_inline_code() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    pages = [path for path in (ROOT / "templates").rglob("*.html") if "berkas/permohonan" not in path.as_posix()]
    assert [path.name for path in pages if inline.search(path.read_text())] == []


@pytest.mark.parametrize(
    "word", ["TO" + "DO", "FIX" + "ME", "Not" + "ImplementedError", "pytest.mark.sk" + "ip", "xf" + "ail"]
)
def test_no_promises_in_code(word: str) -> None:
    files = [path for path in _tracked() if path.suffix == ".py"]
    assert [path.name for path in files if word in path.read_text()] == []


def test_no_address_of_a_machine_or_registry() -> None:
    forbidden = re.compile(
        "/" + "work/(main|shared)|py" + "pi\\.org|python" + "hosted|registry\\.npm" + "js|deb\\.deb" + "ian"
    )
    texts = [
        path for path in _tracked() if path.suffix in {".py", ".md", ".toml", ".json", ".lock", ".html", ".sh", ""}
    ]
    assert [path.name for path in texts if forbidden.search(path.read_text(errors="ignore"))] == []
