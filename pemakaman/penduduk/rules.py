"""Residents: the basic states of a population extract (OpenSID's convention)."""

STATUS_DASAR_LABEL = {
    1: "Hidup",
    2: "Mati",
    3: "Pindah",
    4: "Hilang",
    6: "Pergi",
    9: "Tidak valid",
}
HIDUP, MATI = 1, 2
