"""The trail's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.jejak import words
from pemakaman.jejak.ekspor import safe_cell
from pemakaman.jejak.kalimat import OBJEK_LABEL, SENTENCES
from pemakaman.jejak.words import details, label, mask, sentence


def test_known_event_has_its_sentence() -> None:
    assert sentence("laporan.diajukan") == "Diajukan ke Disdukcapil"


def test_unknown_event_falls_back_to_its_code_in_words() -> None:
    assert sentence("laporan.baru_sekali") == "Laporan: baru sekali"


def test_every_event_names_a_known_object() -> None:
    assert {code.partition(".")[0] for code in SENTENCES} <= set(OBJEK_LABEL)


@pytest.mark.parametrize(
    ("ruas", "nama"),
    [("nik", "NIK"), ("saksi1_nik", "Saksi I: NIK"), ("ayah_nama", "Ayah: nama"), ("tempat_lahir", "Tempat lahir")],
)
def test_field_labels(ruas: str, nama: str) -> None:
    assert label(ruas) == nama


@pytest.mark.parametrize(
    ("rincian", "kalimat"),
    [
        ({"nama": ["Siti", "Siti Aminah"]}, "Nama: Siti → Siti Aminah"),
        ({"nik": [None, "1871014101900001"]}, "NIK: kosong → ************0001"),
        ({"meninggal_tanggal": ["2026-01-03", None]}, "Tanggal meninggal: 3 Januari 2026 → kosong"),
        ({"tahap": ["lapor_awal", "diajukan"]}, "Tahap: lapor awal → diajukan"),
        ({"meninggal_pukul": "14:05:00"}, "Pukul meninggal: 14.05"),
        ({"aktif": [True, False]}, "Aktif: ya → tidak"),
        ({"pelapor": {"nama": ["A", "B"]}}, "Pelapor: nama: A → B"),
        ({"alasan": "NIK 1871 0141 0190 0001 salah"}, "Alasan: NIK ************0001 salah"),
    ],
)
def test_details_in_words(rincian: dict[str, object], kalimat: str) -> None:
    assert details(rincian) == [kalimat]


def test_codes_are_told_by_their_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "KODE", {"jenis": {"kk_ktp": "KK atau KTP-el"}})
    assert details({"jenis": [None, "kk_ktp"]}) == ["Jenis: kosong → KK atau KTP-el"]


def test_technical_details_can_be_left_out() -> None:
    assert details({"versi": 3, "nama": "Siti"}, tanpa=words.TEKNIS) == ["Nama: Siti"]


@given(st.from_regex(r"\A[0-9]{16}\Z"), st.text(alphabet="abc :,", max_size=10))
def test_no_whole_nik_survives(nik: str, around: str) -> None:
    assert nik not in mask(f"{around}{nik}{around}")


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@a", "\t=1", "\r=1", " =1"])
def test_formulas_are_disarmed(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_plain_text_stays() -> None:
    assert safe_cell("Siti Aminah") == "Siti Aminah"
