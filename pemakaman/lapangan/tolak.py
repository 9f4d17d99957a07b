"""Why an item is not taken in, each with what its phone must know. The routes turn them into answers."""

from collections.abc import Sequence
from uuid import UUID

from pemakaman.errors import Conflict, Forbidden, Invalid, PemakamanError


class MuatanRusak(PemakamanError):
    """This is no item that any version of the program wrote; it is no answer about the item either."""

    judul = "Kiriman tidak terbaca"


class FotoRusak(PemakamanError):
    """The bytes are not those of the fingerprint: the sending was cut."""

    judul = "Foto terpotong di jalan"


class Ditolak(Forbidden):
    """This account may not send this item, or not to this cemetery."""


class Perbaiki(Invalid):
    """Something in the item has to be mended, or confirmed: `pastikan` are the codes that may be confirmed."""

    def __init__(self, galat: dict[str, list[str]], pesan: str = "", pastikan: Sequence[str] = ()) -> None:
        super().__init__(galat, pesan or "Ada isian yang perlu diperbaiki.")
        self.pastikan = tuple(pastikan)


class Bentrok(Conflict):
    """The draft is not as the phone knew it; `versi` is the one it has now, None when it cannot be overwritten."""

    def __init__(self, pesan: str, versi: int | None, laporan_id: UUID | None = None) -> None:
        super().__init__(pesan)
        self.versi, self.laporan_id = versi, laporan_id


class KurangFoto(Conflict):
    """These photos never came, or were forgotten meanwhile."""

    def __init__(self, sidik: Sequence[str]) -> None:
        super().__init__("Ada foto yang belum sampai. HP mengirimnya sekali lagi.")
        self.foto = tuple(sidik)
