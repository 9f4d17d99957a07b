"""The resident that an officer chose for a report, once the report's own words change."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.pertentangan import find_contradictions
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.penduduk.models import Penduduk


def find_released(
    session: Session, laporan: Laporan, lama: Mapping[str, Any], baru: Mapping[str, Any], diubah: Collection[str]
) -> list[str]:
    """The fields whose change would release the choice; none where nobody was chosen."""
    if laporan.penduduk_id is None and laporan.nik_pilihan is None:
        return []
    penduduk = None if laporan.penduduk_id is None else session.get(Penduduk, laporan.penduduk_id)
    nik = laporan.nik_pilihan or (penduduk.nik if penduduk else None)
    return find_contradictions(lama, baru, diubah, nik)


def release_contradicted(
    session: Session,
    laporan: Laporan,
    lama: Mapping[str, Any],
    baru: Mapping[str, Any],
    diubah: Collection[str],
    *,
    actor: Actor,
) -> None:
    """Forget the chosen resident when the changed data say that it was somebody else.

    The caller holds the report's lock and writes what is pending on it.
    """
    with session.no_autoflush:
        sebab = find_released(session, laporan, lama, baru, diubah)
        if not sebab:
            return
        laporan.penduduk_id, laporan.nik_pilihan = None, None
        rincian = {"sebab": ", ".join(f"{RUAS_LABEL[ruas]} diperbaiki" for ruas in sebab)}
        record(
            session, "laporan.calon_dilepas", "laporan", laporan.id,
            actor=actor, wilayah=laporan.kab_kode, rincian=rincian,
        )  # fmt: skip
