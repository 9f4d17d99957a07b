"""Rows of the book for tests, and Hypothesis data as people write it."""

from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import strategies as st

from pemakaman.buku.baris import BarisBuku, KepalaBuku, MakamBuku, OrangBuku
from pemakaman.laporan.rules import Status
from pemakaman.makam.rules import SusunanBuku

MAKAM = MakamBuku("TPU Beringin Raya", "M-1871-0001", "TPU", "Beringin Raya", "Kemiling", "Kota Bandar Lampung")
NIK = "1871014107500003"


def make_kepala(susunan: SusunanBuku = SusunanBuku.GABUNGAN, **ganti: Any) -> KepalaBuku:
    """The head of a print of March 2026."""
    values: dict[str, Any] = {
        "susunan": susunan,
        "periode": "Bulan Maret 2026",
        "nik_tampak": True,
        "tempat": "Kemiling",
        "tanggal": date(2026, 4, 1),
        "petugas": "Suparman",
        "dibuat": datetime(2026, 4, 1, 2, tzinfo=UTC),
    }
    return KepalaBuku(**{**values, **ganti})


def make_baris(nomor: int, **ganti: Any) -> BarisBuku:
    """A row with all that people usually know."""
    values: dict[str, Any] = {
        "status": Status.LAPOR_AWAL.value,
        "nama": "Ahmad Suhaimi",
        "bin_binti": "Zainuddin",
        "nik": NIK,
        "jenis_kelamin": "L",
        "tempat_lahir": "Kotabumi",
        "lahir_tahun": 1950,
        "alamat": "Jalan Melati 5",
        "meninggal_tanggal": date(2026, 3, 2),
        "meninggal_pukul": time(4, 30),
        "sebab": 1,
        "dimakamkan_tanggal": date(2026, 3, 3),
        "pelapor": OrangBuku("Siti Aminah", "1871015502650001", "Istri", "+6281234567890"),
    }
    return BarisBuku(2026, nomor, **{**values, **ganti})


def write_rows(count: int, **ganti: Any) -> list[BarisBuku]:
    """Rows 1 to `count`."""
    return [make_baris(nomor, **ganti) for nomor in range(1, count + 1)]


HURUF = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàáâäçèéêëñòóôöùúûüÉÖŠž"
nama = st.text(HURUF + "'-.", min_size=1, max_size=14)
nama_orang = st.lists(nama, min_size=1, max_size=8).map(" ".join)
kata = st.one_of(
    st.none(), st.lists(st.text(HURUF + "0123456789/.,-()", min_size=1, max_size=20), max_size=12).map(" ".join)
)
hari = st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2026, 12, 31)))
angka16 = st.one_of(st.none(), st.from_regex(r"[0-9]{16}", fullmatch=True))
orang = st.builds(
    OrangBuku,
    nama=st.one_of(st.none(), nama_orang),
    nik=angka16,
    hubungan=kata,
    telepon=st.one_of(st.none(), st.just("+6281234567890")),
    alamat=kata,
)


def rows(nomor: int) -> st.SearchStrategy[BarisBuku]:
    """One row of any content."""
    return st.builds(
        BarisBuku,
        tahun=st.just(2026),
        nomor=st.just(nomor),
        status=st.sampled_from([status.value for status in Status if status is not Status.DRAF]),
        digabung_ke=st.one_of(st.none(), st.just("12/2026")),
        susulan=st.booleans(),
        tidak_dikenal=st.booleans(),
        nama=st.one_of(st.none(), nama_orang),
        bin_binti=st.one_of(st.none(), nama_orang),
        nik=angka16,
        nik_alasan=st.sampled_from([None, "tidak_punya", "bayi"]),
        no_kk=angka16,
        jenis_kelamin=st.sampled_from([None, "L", "P"]),
        tempat_lahir=kata,
        umur=st.one_of(st.none(), st.integers(0, 130)),
        agama=kata,
        pekerjaan=kata,
        alamat=kata,
        rt=st.sampled_from([None, "001"]),
        alamat_wilayah=kata,
        meninggal_tanggal=hari,
        meninggal_pukul=st.one_of(st.none(), st.just(time(4, 30))),
        meninggal_tempat=kata,
        sebab=st.sampled_from([None, 1, 5, 6]),
        surat_nomor=kata,
        surat_tanggal=hari,
        dimakamkan_tanggal=hari,
        blok=kata,
        tumpang=st.booleans(),
        petugas_makam=st.one_of(st.none(), nama_orang),
        keterangan=kata,
        nomor_lama=kata,
        tidak_terbaca=st.sampled_from([(), ("nik", "alamat")]),
        akta_nomor=st.sampled_from([None, "1871-KM-15032024-0001"]),
        pelapor=orang,
        saksi1=orang,
        saksi2=orang,
    )


def books(most: int = 8) -> st.SearchStrategy[list[BarisBuku]]:
    """Some rows, numbered from 1, now and then a number that is not in use."""

    def numbered(count: int) -> st.SearchStrategy[list[BarisBuku]]:
        unused = [BarisBuku(2026, nomor, batal="Impor dibatalkan") for nomor in range(1, count + 1)]
        return st.tuples(
            *(st.one_of(rows(nomor), rows(nomor), st.just(unused[nomor - 1])) for nomor in range(1, count + 1))
        ).map(list)

    return st.integers(0, most).flatmap(numbered)
