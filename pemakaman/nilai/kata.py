"""The case of a word's first letter inside a sentence; an abbreviation ('NIK', 'KPU') keeps its capitals."""


def lower_first(text: str) -> str:
    """'Diterima KPU' → 'diterima KPU', 'NIK kosong' as it is."""
    return text[:1].lower() + text[1:] if text[:2] != text[:2].upper() else text


def upper_first(text: str) -> str:
    """'tanpa NIK' → 'Tanpa NIK'."""
    return text[:1].upper() + text[1:]
