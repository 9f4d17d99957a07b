"""Does what a report says of a person contradict the resident an officer chose for it? Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pemakaman.nilai.nama import names_resemble
from pemakaman.nilai.tanggal import TanggalTakLengkap

NAMA_MIRIP = 0.8
IDENTITAS = frozenset({"nik", "nama", "bin_binti", "jenis_kelamin", "lahir", "tidak_dikenal"})


@dataclass(frozen=True)
class Pilihan:
    """The chosen person; without a row of the extract only his NIK is known."""

    nik: str | None
    nama: str | None = None
    jenis_kelamin: str | None = None
    lahir: date | None = None


def find_contradictions(
    lama: Mapping[str, Any], baru: Mapping[str, Any], diubah: Collection[str], pilihan: Pilihan
) -> list[str]:
    """The changed fields that no longer fit the choice.

    A field that is only filled in, or spelt another way, contradicts nothing. Where the choice does not say what
    he is called or when he was born, the words of the report when he was chosen stand for it.
    """
    tests = {
        "nik": _nik_differs(lama.get("nik"), baru.get("nik"), pilihan.nik),
        "nama": _names_differ(pilihan.nama or lama.get("nama"), baru.get("nama")),
        "jenis_kelamin": _differ(pilihan.jenis_kelamin or lama.get("jenis_kelamin"), baru.get("jenis_kelamin")),
        "lahir": _births_differ(pilihan.lahir or lama.get("lahir"), baru.get("lahir")),
        "tidak_dikenal": bool(baru.get("tidak_dikenal")),
    }
    return [ruas for ruas, differs in tests.items() if ruas in diubah and differs]


def _nik_differs(lama: str | None, baru: str | None, pilihan: str | None) -> bool:
    # Taking away the very number he was chosen by says that he is not the one.
    return baru != pilihan and (baru is not None or lama == pilihan)


def _names_differ(a: str | None, b: str | None) -> bool:
    return bool(a and b) and names_resemble(str(a), str(b)) < NAMA_MIRIP


def _differ(a: str | None, b: str | None) -> bool:
    return bool(a and b) and a != b


def _births_differ(a: TanggalTakLengkap | date | None, b: TanggalTakLengkap | date | None) -> bool:
    if a is None or b is None:
        return False
    (earliest_a, latest_a), (earliest_b, latest_b) = _range(a), _range(b)
    return latest_a < earliest_b or latest_b < earliest_a


def _range(value: TanggalTakLengkap | date) -> tuple[date, date]:
    return (value, value) if isinstance(value, date) else (value.earliest(), value.latest())
