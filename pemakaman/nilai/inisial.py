"""A name as far as strangers may see it."""

from pemakaman.nilai.nama import search_key

PALING_BANYAK = 5
TIDAK_DIKENAL = "Tidak dikenal"


def initials(nama: str | None) -> str:
    """'A. S.' for 'Hi. Ahmad Suhaimi bin Zainuddin, S.Pd.': own name only, without titles; 'Tidak dikenal' for None."""
    words = [word for word in search_key(nama or "").split() if word[0].isalpha()]
    if not words:
        return TIDAK_DIKENAL
    return " ".join(f"{word[0].upper()}." for word in words[:PALING_BANYAK])
