"""Cemeteries: kinds and management (PP 9/1987; domain.md keeps 'makam keluarga' as a kind of its own)."""

from enum import StrEnum


class JenisMakam(StrEnum):
    """Kinds of places of burial."""

    TPU = "tpu"
    TPBU = "tpbu"
    TPK = "tpk"
    KREMATORIUM = "krematorium"
    KELUARGA = "makam_keluarga"
    LAINNYA = "lainnya"


JENIS_LABEL = {
    JenisMakam.TPU: "Tempat pemakaman umum (TPU)",
    JenisMakam.TPBU: "Tempat pemakaman bukan umum (TPBU)",
    JenisMakam.TPK: "Tempat pemakaman khusus (TPK)",
    JenisMakam.KREMATORIUM: "Krematorium",
    JenisMakam.KELUARGA: "Makam keluarga",
    JenisMakam.LAINNYA: "Lainnya",
}


class Pengelolaan(StrEnum):
    """Who runs the cemetery."""

    PEMDA = "pemda"
    DESA = "desa"
    BADAN = "badan_sosial"
    KELUARGA = "keluarga"


PENGELOLAAN_LABEL = {
    Pengelolaan.PEMDA: "Pemerintah daerah",
    Pengelolaan.DESA: "Pemerintah desa/kelurahan",
    Pengelolaan.BADAN: "Badan sosial, keagamaan, atau wakaf",
    Pengelolaan.KELUARGA: "Keluarga",
}


class StatusMakam(StrEnum):
    """May it take burials?"""

    AKTIF = "aktif"
    PENUH = "penuh"
    DITUTUP = "ditutup"


STATUS_MAKAM_LABEL = {
    StatusMakam.AKTIF: "Aktif",
    StatusMakam.PENUH: "Penuh (hanya makam tumpang)",
    StatusMakam.DITUTUP: "Ditutup",
}
