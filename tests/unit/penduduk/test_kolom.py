"""What a column of a population extract may hold, and how it is recognised."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pemakaman.penduduk import kode
from pemakaman.penduduk.kolom import OPENSID, RUAS, Pembaca, fingerprint, is_opensid, suggest
from pemakaman.sel import KolomError
from pemakaman.tabel import Cell

JUDUL = (
    *("NIK", "NO KK", "NAMA", "JK", "TEMPAT LAHIR", "TANGGAL LAHIR", "ALAMAT", "RT", "RW", "DESA", "KECAMATAN"),
    *("AGAMA", "PEKERJAAN", "STATUS KAWIN", "HUBUNGAN", "NAMA AYAH", "NIK AYAH", "NAMA IBU", "NIK IBU", "STATUS"),
)
NIK = "1871014403500001"
CELLS = st.text(max_size=40) | st.integers() | st.floats() | st.dates() | st.datetimes() | st.booleans() | st.none()


def read(**cells: Cell) -> dict[str, object]:
    judul = ["NIK", "NAMA", *(name.replace("_", " ") for name in cells if name not in {"NIK", "NAMA"})]
    row = {"NIK": NIK, "NAMA": "SITI", **{name.replace("_", " "): cell for name, cell in cells.items()}}
    return Pembaca(judul, suggest(judul)).read([row[name] for name in judul])


def test_opensid_has_43_columns_and_every_field_of_ours_that_it_knows() -> None:
    assert len(OPENSID) == len(set(OPENSID)) == 43
    assert RUAS.keys() - suggest(OPENSID).keys() == {"kecamatan", "desa", "kode_desa", "tanggal_ktp", "tanggal_surat"}
    assert is_opensid(OPENSID)


def test_a_plain_list_is_recognised_whole() -> None:
    assert len(suggest(JUDUL)) == len(JUDUL)
    assert not is_opensid(JUDUL)


@pytest.mark.parametrize(
    ("judul", "ruas"),
    [
        ("Nomor Induk Kependudukan", "nik"),
        ("No. KK", "no_kk"),
        ("Nama Lengkap", "nama"),
        ("L/P", "jenis_kelamin"),
        ("Tgl. Lahir", "tanggal_lahir"),
        ("Hub. Keluarga", "hubungan_keluarga"),
        ("Kelurahan", "desa"),
        ("SHDK", "hubungan_keluarga"),
        ("Kewarganegaraan", "kewarganegaraan"),
    ],
)
def test_many_spellings_of_a_heading(judul: str, ruas: str) -> None:
    assert suggest([judul]) == {ruas: 0}


def test_no_heading_names_two_fields() -> None:
    names = [name for ruas in RUAS.values() for name in ruas.judul]
    assert len(names) == len(set(names))


def test_headings_are_the_same_however_they_are_written() -> None:
    assert fingerprint(["No. KK", "NAMA"]) == fingerprint(["no kk", "Nama"]) != fingerprint(["Nama", "No KK"])


@pytest.mark.parametrize(
    ("judul", "cell", "value"),
    [
        ("JK", 1, "L"),
        ("JK", "2", "P"),
        ("JK", 2.0, "P"),
        ("JK", "Perempuan", "P"),
        ("AGAMA", 3, "Katolik"),
        ("AGAMA", "katholik", "Katolik"),
        ("AGAMA", "7", "Kepercayaan kepada Tuhan YME"),
        ("AGAMA", "Sunda Wiwitan", "Sunda Wiwitan"),
        ("STATUS KAWIN", 2, "Kawin"),
        ("STATUS KAWIN", "CERAI MATI", "Cerai mati"),
        ("STATUS KAWIN", "BK", "Belum kawin"),
        ("STATUS KAWIN", "Janda", "Janda"),
        ("PEKERJAAN", 89, "Lainnya"),
        ("PEKERJAAN", "PNS", "Pegawai Negeri Sipil (PNS)"),
        ("PEKERJAAN", "Petani / Pekebun", "Petani/Pekebun"),
        ("HUBUNGAN", "KEPALA KELUARGA", "Kepala keluarga"),
        ("HUBUNGAN", 11, "Lainnya"),
        ("KEWARGANEGARAAN", 3, "Dua kewarganegaraan"),
        ("STATUS", "MATI", 2),
        ("STATUS", 9, 9),
        ("STATUS", "Meninggal dunia", 2),
        ("KTP EL", 2, "KTP-el"),
        ("TANGGAL LAHIR", "04-03-1950", date(1950, 3, 4)),
        ("TANGGAL LAHIR", "1950-03-04", date(1950, 3, 4)),
        ("TANGGAL LAHIR", date(1950, 3, 4), date(1950, 3, 4)),
        ("NIK AYAH", "tidak ada", None),
        ("NO KK", "0", None),
    ],
)
def test_a_cell_holds_the_code_or_the_word(judul: str, cell: Cell, value: object) -> None:
    field = next(iter(suggest([judul])))
    assert read(**{judul.replace(" ", "_"): cell}).get(field) == value


@pytest.mark.parametrize(
    ("judul", "cell"),
    [
        ("NIK", 1871014403500001.0),
        ("NIK", 1871014403500001),
        ("NIK", "1,87101E+15"),
        ("NIK", "187101"),
        ("NIK", "187101440350****"),
        ("NO KK", 1871010101010001),
        ("NIK IBU", 1871014403500001),
        ("JK", "X"),
        ("JK", 3),
        ("AGAMA", 8),
        ("PEKERJAAN", "90"),
        ("STATUS KAWIN", 5),
        ("HUBUNGAN", 12),
        ("STATUS", 5),
        ("STATUS", "Kawin"),
        ("TANGGAL LAHIR", "31-02-1950"),
        ("TANGGAL LAHIR", "01-01-2999"),
        ("TANGGAL LAHIR", 18326.0),
        ("NAMA", ""),
        ("NAMA", "12"),
        ("NAMA", "Si\ufffdti"),
        ("ALAMAT", "x" * 300),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_column(judul: str, cell: Cell) -> None:
    with pytest.raises(KolomError, match=judul):
        read(**{judul.replace(" ", "_"): cell})


@pytest.mark.parametrize("cell", ["", "-", "0", None])
def test_a_row_may_lack_its_nik(cell: Cell) -> None:
    assert read(NIK=cell).get("nik") is None


def test_everything_wrong_in_a_row_is_said_at_once() -> None:
    with pytest.raises(KolomError, match=r"NIK.*JK.*AGAMA"):
        read(NIK="1", JK="X", AGAMA=9)


def test_columns_without_use_are_not_read() -> None:
    sensitive = {"hamil": "2", "cara_kb_id": 1, "cacat_id": "5", "golongan_darah_id": 3, "no_asuransi": "0001234567890"}
    found = read(**sensitive, suku="Lampung", Hobi="Memancing", pendidikan_kk_id=99)  # type: ignore[arg-type]
    assert found == {"nik": NIK, "nama": "SITI"}


@pytest.mark.parametrize(
    ("daftar", "jumlah"),
    [
        (kode.AGAMA, 7),
        (kode.KAWIN, 4),
        (kode.HUBUNGAN, 11),
        (kode.WARGA, 3),
        (kode.PEKERJAAN, 89),
    ],
)
def test_code_tables_are_whole_and_read_their_own_words(daftar: kode.Daftar, jumlah: int) -> None:
    assert sorted(daftar.kata) == list(range(1, jumlah + 1))
    for number, word in daftar.kata.items():
        assert daftar.read(number) == daftar.read(str(number)) == daftar.read(word) == daftar.read(word.upper()) == word


def test_a_row_longer_than_its_headings_is_refused() -> None:
    with pytest.raises(KolomError, match="kolom"):
        Pembaca(["NIK", "NAMA"], {"nik": 0, "nama": 1}).read([NIK, "SITI", "lebih"])


@given(st.lists(CELLS, max_size=len(JUDUL) + 2))
def test_no_cell_can_break_the_reader(cells: list[Cell]) -> None:
    pembaca = Pembaca(list(JUDUL), suggest(JUDUL))
    try:
        found = pembaca.read(cells)
    except KolomError:
        pembaca.identity(cells)
        return
    assert found["nama"]
    assert found.get("jenis_kelamin") in {"L", "P", None}


@given(CELLS)
def test_no_cell_can_break_a_code_table(cell: Cell) -> None:
    for daftar in (kode.PEKERJAAN, kode.STATUS_DASAR, kode.KAWIN):
        try:
            daftar.read(cell)
        except KolomError:
            continue
