"""Errors that carry a sentence for the person at the counter."""


class PemakamanError(Exception):
    """Base of every expected refusal; `pesan` is shown to the user, `status` is the HTTP code."""

    status = 400
    judul = "Permintaan tidak dapat dijalankan"

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


class NotFound(PemakamanError):
    """The row does not exist or lies outside the actor's jurisdiction; the two look alike on purpose."""

    status = 404
    judul = "Halaman tidak ditemukan"

    def __init__(self, pesan: str = "Data yang dicari tidak ada, atau di luar wilayah tugas Anda.") -> None:
        super().__init__(pesan)


class Forbidden(PemakamanError):
    """Inside the jurisdiction, but the role may not do this."""

    status = 403
    judul = "Tidak diizinkan"

    def __init__(self, pesan: str = "Peran Anda tidak boleh melakukan ini. Hubungi admin kabupaten/kota.") -> None:
        super().__init__(pesan)


class Conflict(PemakamanError):
    """Somebody else was first: a claim, a newer version, a number already used."""

    status = 409
    judul = "Sudah didahului orang lain"


class StaleVersion(Conflict):
    """The row changed since the form was opened; `perubahan` says what changed, in words."""

    judul = "Data sudah diubah orang lain"

    def __init__(self, pesan: str, perubahan: list[str]) -> None:
        super().__init__(pesan)
        self.perubahan = perubahan


class Invalid(PemakamanError):
    """Rule violations by field: `galat` maps a field name to its sentences."""

    status = 422
    judul = "Ada yang perlu diperbaiki"

    def __init__(self, galat: dict[str, list[str]], pesan: str = "Ada isian yang perlu diperbaiki.") -> None:
        super().__init__(pesan)
        self.galat = galat


class TooMany(PemakamanError):
    """Too many tries in a short time."""

    status = 429
    judul = "Terlalu banyak percobaan"


class ConfigError(Exception):
    """The environment lacks something the program cannot start without."""
