"""The frozen sets: figures that every run prints and that no change may lower unseen."""

import tarfile
from pathlib import Path

import pytest

from pemakaman.config import ROOT
from pemakaman.pencocokan.belajar import hasil_rows
from pemakaman.pencocokan.mesin import match_files
from pemakaman.pencocokan.nilai_hasil import CALON, KUNCI, PRESISI, Ukuran, format_ukuran, measure, read_csv
from tests.unit.pencocokan.bahan import HARI_INI

# Least recall of usul, and of usul and periksa together.
LANTAI = {
    ("utama", "PEMILIH.csv"): (0.955, 0.99),
    ("utama", "PEMILIH-SAMAR.csv"): (0.945, 0.989),
    ("lain", "PEMILIH.csv"): (0.955, 0.988),
    ("lain", "PEMILIH-SAMAR.csv"): (0.945, 0.988),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name in sorted({name for name, _ in LANTAI}):
        found[name] = tmp_path_factory.mktemp(name)
        with tarfile.open(ROOT / f"pemakaman/pencocokan/data/beku/{name}.tar.xz") as archive:
            archive.extractall(found[name], filter="data")
    return found


@pytest.mark.parametrize(("name", "daftar"), LANTAI)
def test_a_frozen_set_is_matched_no_worse_than_before(
    folders: dict[str, Path], capsys: pytest.CaptureFixture[str], name: str, daftar: str
) -> None:
    found = match_files(folders[name] / daftar, folders[name] / "PEMAKAMAN.csv", hari_ini=HARI_INI)
    ukuran = measure(hasil_rows(found), read_csv(folders[name] / KUNCI))
    with capsys.disabled():
        print(f"\n\n## {name} {daftar}, model {found.model.versi}\n{format_ukuran(ukuran, most=12)}")  # noqa: T201
    assert _faults(ukuran, *LANTAI[name, daftar]) == []


def _faults(ukuran: Ukuran, usul: float, calon: float) -> list[str]:
    aims = (
        (ukuran.presisi >= PRESISI, f"usul precision {ukuran.presisi:.4f} < {PRESISI}"),
        (ukuran.recall_usul >= usul, f"usul recall {ukuran.recall_usul:.4f} < {usul}"),
        (ukuran.recall_calon >= calon, f"usul+periksa recall {ukuran.recall_calon:.4f} < {calon}"),
        (ukuran.jebakan_pelapor == 0, f"reporter's NIK in usul: {ukuran.jebakan_pelapor}"),
        (ukuran.calon_rata_berisi <= CALON, f"candidates {ukuran.calon_rata_berisi:.3f} > {CALON}"),
    )
    return [text for reached, text in aims if not reached]
