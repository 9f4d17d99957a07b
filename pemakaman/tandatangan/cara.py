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


_place = _Place()


def configure(settings: Settings) -> None:
    """Name the ways of this process; raises ConfigError when one is named but cannot be used."""
    _place.cara = {}
    if settings.pkcs12 is not None:
        _place.cara["pkcs12"] = PenandaPkcs12(settings.pkcs12)
    if settings.bsre is not None:
        _place.cara["bsre"] = PenandaBsre(settings.bsre)


def available() -> tuple[str, ...]:
    """Names of the ways."""
    return tuple(_place.cara)


def signer(cara: str) -> Penandatangan:
    """A way by its name; raises Conflict when this server does not have it."""
    found = _place.cara.get(cara)
    if found is None:
        label = CARA_LABEL.get(cara, cara)
        raise Conflict(f"Tanda tangan dengan {label} belum diatur di server ini. Minta admin sistem mengaturnya.")
    return found
