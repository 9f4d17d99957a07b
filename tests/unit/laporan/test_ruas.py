from pemakaman.laporan.isian import RUAS
from pemakaman.laporan.ruas import RUAS_LABEL, show_value, tell_changes


def test_every_field_has_words() -> None:
    assert set(RUAS) - set(RUAS_LABEL) == set()


def test_values_are_told_as_read() -> None:
    assert show_value("nama", None) == "kosong"
    assert show_value("tumpang", True) == "ya"
    assert show_value("meninggal_tanggal", "2026-01-05") == "5 Januari 2026"
    assert show_value("sebab", 1) == "Sakit biasa / tua"
    assert show_value("kasus", "hilang") == "Hilang, jenazah tidak ditemukan"


def test_only_pairs_of_known_fields_are_told() -> None:
    rincian = {"versi": 3, "bagian": "saksi", "temuan": ["a", "b"], "saksi1_nama": [None, "Budi"]}
    assert tell_changes(rincian) == ["nama saksi I dari “kosong” menjadi “Budi”"]
