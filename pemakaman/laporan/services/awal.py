"""The short report with its photos: both enter, or neither does."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Invalid
from pemakaman.laporan.isian import Isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.services.bukti import Bersih, Unggahan, add_cleaned_bukti, clean_unggahan
from pemakaman.laporan.services.draf import quick_lapor_awal


def quick_with_photos(
    session: Session,
    *,
    actor: Actor,
    laporan_id: UUID,
    makam_id: UUID,
    isian: Isian,
    foto: Sequence[tuple[str, Unggahan]],
) -> Laporan:
    """Enter a report and its photos; `foto` pairs the field that took a photo with it.

    A photo that cannot be taken raises Invalid at its field before a number is drawn. Sent again, it adds nothing.
    """
    require(actor, Izin.LAPORAN_TULIS)
    cleaned = _clean_all(foto)
    laporan = quick_lapor_awal(session, actor=actor, laporan_id=laporan_id, makam_id=makam_id, isian=isian)
    for satu in cleaned:
        add_cleaned_bukti(session, laporan_id, satu, actor=actor)
    return laporan


def _clean_all(foto: Sequence[tuple[str, Unggahan]]) -> list[Bersih]:
    cleaned: list[Bersih] = []
    galat: dict[str, list[str]] = {}
    for ruas, unggahan in foto:
        try:
            cleaned.append(clean_unggahan(unggahan))
        except Invalid as error:
            sebab = " ".join(pesan for semua in error.galat.values() for pesan in semua)
            galat.setdefault(ruas, []).append(f"{unggahan.nama_berkas}: {sebab}")
    if galat:
        raise Invalid(galat)
    return cleaned
