"""Choosing an account's region level by level, one short list a step, also without a script."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pemakaman.akun.forms import NewAkunForm
from pemakaman.akun.rules import PERAN_TINGKAT, WILAYAH_BOLEH_KOSONG, Actor, Peran
from pemakaman.wilayah.queries import children

RUAS = ("provinsi", "kab_kota", "kecamatan", "desa")
WHOLE = ("Seluruh Indonesia", "Seluruh provinsi", "Pilih", "Pilih")


@dataclass(frozen=True)
class Tangga:
    """The lists in sight, the region chosen so far (None: none), and whether a deeper list is still to come."""

    ruas: list[str]
    kode: str | None
    belum_habis: bool


def build_tangga(session: Session, form: NewAkunForm, peran: Peran, actor: Actor) -> Tangga:
    """Fill the lists of the form that are due, and take the others out of it."""
    deepest = max(PERAN_TINGKAT[peran], default=0)
    kode = actor.wilayah_kode if actor.peran is Peran.ADMIN_KAB else None
    level = kode.count(".") + 1 if kode else 0
    shown: list[str] = []
    while level < deepest and (not shown or form[shown[-1]].data):
        name = RUAS[level]
        _fill(session, form, name, kode, _empty_word(peran, level))
        kode, level = form[name].data or kode, level + 1
        shown.append(name)
    for name in set(RUAS) - set(shown):
        del form[name]
    return Tangga(shown, kode, belum_habis=level < deepest)


def _fill(session: Session, form: NewAkunForm, name: str, induk: str | None, kosong: str) -> None:
    field = form[name]
    field.choices, field.kosong = children(session, induk), kosong
    if field.data not in {kode for kode, _ in field.choices}:
        field.data = ""


def _empty_word(peran: Peran, level: int) -> str:
    """Leaving a list alone means the whole of what lies above, where the role may have that."""
    may_stop = level in PERAN_TINGKAT[peran] or (level == 0 and peran in WILAYAH_BOLEH_KOSONG)
    return WHOLE[level] if may_stop else "Pilih"
