"""What a kab/kota chooses for its documents, as plain values; stored as JSON, one row a version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.lembar import Varian

AWAL = date(1900, 1, 1)


@dataclass(frozen=True)
class Mengetahui:
    """Who signs beside the reporter."""

    jabatan: str = "Pejabat Dukcapil yang Membidangi"
    nama: str | None = None
    nip: str | None = None


@dataclass(frozen=True)
class Setelan:
    """The choices. `formulir` names the form of the application from each day on, oldest first.

    `diminta` are papers that this office wants besides those of the law. `tanda_tangan` names how a kind of document
    is signed: basah (not named), pkcs12 or bsre. `logo` is the SHA-256 of a picture in the store.
    """

    kop: tuple[str, ...]
    tempat_tanda_tangan: str
    formulir: tuple[tuple[date, Jenis], ...] = ((AWAL, Jenis.F_2_01A),)
    kertas: str = "A4"
    kotak_nama: int = 26
    kotak_wilayah: int = 0
    telepon: bool = False
    surel: bool = False
    anak_ke: bool = False
    saksi_tanda_tangan: bool = False
    mengetahui: Mengetahui = Mengetahui()
    logo: str | None = None
    diminta: tuple[Jenis, ...] = ()
    tanda_tangan: Mapping[Jenis, str] = field(default_factory=dict)

    def formulir_pada(self, hari: date) -> Jenis:
        """The form of an application that is made on this day."""
        return [jenis for sejak, jenis in self.formulir if sejak <= hari][-1]

    def varian(self, logo: bytes | None = None) -> Varian:
        """The part that layouts depend on; `logo` are the bytes that `self.logo` names."""
        names = ("kertas", "kotak_nama", "kotak_wilayah", "telepon", "surel", "anak_ke", "saksi_tanda_tangan")
        return Varian(**{name: getattr(self, name) for name in names}, logo=logo)


def to_json(setelan: Setelan) -> dict[str, Any]:
    """As it is stored."""
    plain = asdict(setelan)
    plain["formulir"] = [{"sejak": sejak.isoformat(), "kode": kode.value} for sejak, kode in setelan.formulir]
    plain["kop"], plain["diminta"] = list(setelan.kop), [jenis.value for jenis in setelan.diminta]
    plain["tanda_tangan"] = {jenis.value: cara for jenis, cara in setelan.tanda_tangan.items()}
    return plain


def from_json(isi: Mapping[str, Any]) -> Setelan:
    """What was stored; a choice that did not exist yet has its default, one that is gone is left out."""
    known = {one.name for one in fields(Setelan)}
    plain = {name: value for name, value in isi.items() if name in known}
    plain["formulir"] = tuple((date.fromisoformat(one["sejak"]), Jenis(one["kode"])) for one in isi["formulir"])
    plain["kop"] = tuple(isi["kop"])
    plain["mengetahui"] = Mengetahui(**isi.get("mengetahui", {}))
    plain["diminta"] = tuple(Jenis(one) for one in isi.get("diminta", ()))
    plain["tanda_tangan"] = {Jenis(one): cara for one, cara in isi.get("tanda_tangan", {}).items()}
    return Setelan(**plain)
