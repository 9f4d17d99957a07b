"""How region names are compared and region codes are cut: case, spaces and hyphens do not count."""

import unicodedata

TINGKAT_NAMA = ("provinsi", "kab_kota", "kecamatan", "desa")
TINGKAT_LABEL = ("Provinsi", "Kabupaten/Kota", "Kecamatan", "Desa/Kelurahan")


def search_form(text: str) -> str:
    """Letters and digits only, lower case: 'Tanjung Karang' and 'Tanjungkarang' become one."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in folded if char.isalnum())


def heads(kode: str) -> list[str]:
    """The code and all it lies in, from the province down: '18.71.01' → 18, 18.71, 18.71.01."""
    parts = kode.split(".") if kode else []
    return [".".join(parts[: end + 1]) for end in range(len(parts))]
