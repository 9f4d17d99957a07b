"""The ways to sign that this server has, by their name in the settings of a kab/kota."""

from dataclasses import dataclass, field

from pemakaman.config import Settings
from pemakaman.errors import Conflict
from pemakaman.tandatangan.bsre import PenandaBsre
from pemakaman.tandatangan.penanda import Penandatangan
from pemakaman.tandatangan.pkcs12 import PenandaPkcs12
from pemakaman.tandatangan.rules import CARA_LABEL


@dataclass
class _Place:
    cara: dict[str, Penandatangan] = field(default_factory=dict)
    kab: tuple[str, ...] = ()


_place = _Place()


def configure(settings: Settings) -> None:
    """Name the ways of this process; raises ConfigError when one is named but cannot be used."""
    _place.cara, _place.kab = {}, ()
    if settings.pkcs12 is not None:
        _place.kab = settings.pkcs12.kab
        _place.cara["pkcs12"] = PenandaPkcs12(settings.pkcs12)
    if settings.bsre is not None:
        _place.cara["bsre"] = PenandaBsre(settings.bsre)


def available(kab_kode: str) -> tuple[str, ...]:
    """Names of the ways of this office."""
    return tuple(cara for cara in _place.cara if not _is_of_others(cara, kab_kode))


def _is_of_others(cara: str, kab_kode: str) -> bool:
    """No office signs in the name of another one's official."""
    return cara == "pkcs12" and bool(_place.kab) and kab_kode not in _place.kab


def signer(cara: str, kab_kode: str) -> Penandatangan:
    """A way by its name; raises Conflict when this server does not have it, or not for this office."""
    if _is_of_others(cara, kab_kode):
        raise Conflict("Sertifikat tanda tangan di server ini milik kantor lain. Minta admin sistem mengaturnya.")
    found = _place.cara.get(cara)
    if found is None:
        label = CARA_LABEL.get(cara, cara)
        raise Conflict(f"Tanda tangan dengan {label} belum diatur di server ini. Minta admin sistem mengaturnya.")
    return found
