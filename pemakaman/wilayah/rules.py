"""How region names are compared: case, spaces and hyphens do not count."""

import unicodedata


def search_form(text: str) -> str:
    """Letters and digits only, lower case: 'Tanjung Karang' and 'Tanjungkarang' become one."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in folded if char.isalnum())
