"""The measure of matching, on results small enough to count by hand."""

from pathlib import Path

import pytest

from pemakaman.pencocokan.nilai_hasil import Ukuran, format_ukuran, measure, read_csvs

KUNCI = (
    ("1", "10", ""),
    ("2", "20", "nama_dengar nik_kosong"),
    ("3", "", "tak_terdaftar nik_pelapor"),
    ("4", "40", "nik_pelapor"),
)


def _measured(*pairs: tuple[str, str, str]) -> Ukuran:
    hasil = [{"NO": no, "DPID": dpid, "SKOR": "0.9", "PITA": pita, "ALASAN": ""} for no, dpid, pita in pairs]
    return measure(hasil, [{"NO": no, "DPID": dpid, "KELAS": kelas} for no, dpid, kelas in KUNCI])


def test_a_perfect_result_reaches_every_aim() -> None:
    found = _measured(("1", "10", "usul"), ("2", "20", "usul"), ("4", "40", "usul"))
    assert (found.presisi, found.recall_usul, found.recall_calon) == (1.0, 1.0, 1.0)
    assert found.misses == []
    assert "all aims reached" in format_ukuran(found)


def test_periksa_counts_for_the_wide_recall_only() -> None:
    found = _measured(("1", "10", "usul"), ("2", "20", "periksa"))
    assert found.recall_usul == pytest.approx(1 / 3)
    assert found.recall_calon == pytest.approx(2 / 3)
    assert found.luput_usul_kelas == {"nama_dengar": 1, "nik_kosong": 1, "nik_pelapor": 1}
    assert found.luput_calon_kelas == {"nik_pelapor": 1}


def test_a_rejected_pair_is_no_candidate() -> None:
    found = _measured(("1", "10", "tolak"), ("2", "21", "tolak"))
    assert (found.calon, found.usul, found.recall_calon) == (0, 0, 0.0)


def test_both_means_of_candidates_are_given() -> None:
    found = _measured(("1", "10", "usul"), ("1", "11", "periksa"), ("2", "20", "periksa"))
    assert found.calon_rata == pytest.approx(3 / 4)
    assert found.calon_rata_berisi == pytest.approx(3 / 2)


def test_wrong_pairs_are_told_apart() -> None:
    found = _measured(("1", "10", "usul"), ("2", "21", "usul"), ("3", "30", "usul"))
    assert found.presisi == pytest.approx(1 / 3)
    assert (found.salah_tak_terdaftar, found.salah_orang_lain) == (1, 1)
    assert found.salah_kelas == {"nama_dengar": 1, "nik_kosong": 1, "tak_terdaftar": 1, "nik_pelapor": 1}


def test_a_reporters_nik_is_a_trap_only_where_the_pair_is_wrong_and_proposed() -> None:
    assert _measured(("4", "40", "usul"), ("3", "30", "periksa")).jebakan_pelapor == 0
    assert _measured(("4", "41", "usul"), ("3", "30", "usul")).jebakan_pelapor == 2


def test_a_pair_written_twice_counts_once_in_the_higher_band() -> None:
    found = _measured(("1", "10", "periksa"), ("1", "10", "usul"), ("1", "10", "periksa"))
    assert (found.calon, found.usul, found.ditemukan_usul) == (1, 1, 1)


def test_two_proposals_for_one_burial_cost_precision() -> None:
    found = _measured(("1", "10", "usul"), ("1", "11", "usul"))
    assert (found.presisi, found.ditemukan_usul) == (0.5, 1)


def test_an_empty_result_has_no_recall() -> None:
    found = _measured()
    assert (found.presisi, found.recall_usul, found.calon_rata_berisi) == (1.0, 0.0, 0.0)
    assert any("usul recall" in text for text in found.misses)


def test_a_burial_without_key_is_refused() -> None:
    with pytest.raises(ValueError, match="NO 9 of the result is not in the key"):
        _measured(("9", "10", "usul"))


def test_another_band_is_refused() -> None:
    with pytest.raises(ValueError, match="PITA of NO 1"):
        _measured(("1", "10", "yakin"))


def test_a_key_with_one_number_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="NO 1 is twice"):
        measure([], [{"NO": "1", "DPID": "", "KELAS": ""}] * 2)


def test_the_table_names_what_the_masked_list_lost() -> None:
    full = _measured(("1", "10", "usul"), ("2", "20", "usul"), ("4", "40", "usul"))
    masked = _measured(("1", "10", "usul"), ("2", "20", "periksa"), ("4", "40", "usul"))
    text = format_ukuran(full, samar=masked)
    assert "usul recall lost by masking 0.3333" in text
    assert "usul+periksa recall lost" not in text


def test_the_files_of_a_folder_are_read_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "HASIL.csv").write_text("\ufeffNO,DPID,SKOR,PITA,ALASAN\n1,10,0.99,usul,NIK sama\n", encoding="utf-8")
    (tmp_path / "KUNCI.csv").write_text("NO,DPID,KELAS\n1,10,nik_ekor\n", encoding="utf-8")
    assert measure(*read_csvs(tmp_path)).recall_usul == 1.0
