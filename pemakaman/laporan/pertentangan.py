"""Does what a report says of a person contradict the resident an officer chose for it? Pure."""

from collections.abc import Collection, Mapping
from typing import Any


def find_contradictions(
    lama: Mapping[str, Any], baru: Mapping[str, Any], diubah: Collection[str], nik_pilihan: str | None
) -> list[str]:
    """The changed fields that no longer fit the choice: another NIK, or the word that nobody knows who it was.

    A mended name or date never does: releasing the choice would bring back, on an approved report, the number that
    the reporter wrote, which may be that of a living person.
    """
    tests = {
        "nik": _nik_differs(lama.get("nik"), baru.get("nik"), nik_pilihan),
        "tidak_dikenal": bool(baru.get("tidak_dikenal")),
    }
    return [ruas for ruas, differs in tests.items() if ruas in diubah and differs]


def _nik_differs(lama: str | None, baru: str | None, pilihan: str | None) -> bool:
    # Taking away the very number he was chosen by says that he is not the one.
    return baru != pilihan and (baru is not None or lama == pilihan)
