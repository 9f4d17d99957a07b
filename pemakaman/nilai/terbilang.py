"""A number in Indonesian words, as papers write it beside the figures."""

SATUAN = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
# (value, its word, the word when there is one of it), the largest first.
PANGKAT = (
    (1_000_000_000, "miliar", "satu miliar"),
    (1_000_000, "juta", "satu juta"),
    (1_000, "ribu", "seribu"),
    (100, "ratus", "seratus"),
    (10, "puluh", "sepuluh"),
)


def spell_number(number: int) -> str:
    """1234 is 'seribu dua ratus tiga puluh empat'; zero or more."""
    if number < len(SATUAN):
        return SATUAN[number]
    if number < 20:
        return f"{SATUAN[number - 10]} belas"
    value, word, one = next(row for row in PANGKAT if row[0] <= number)
    many, rest = divmod(number, value)
    head = one if many == 1 else f"{spell_number(many)} {word}"
    return f"{head} {spell_number(rest)}" if rest else head
