"""Two reports laid side by side, row by row; every difference has its word. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.rules import KASUS_LABEL, STATUS_LABEL, Kasus, Status
from pemakaman.laporan.rules_ganda import HASIL_LABEL, Hasil
from pemakaman.nilai.nama import search_key
from pemakaman.nilai.nik import mask_nik
from pemakaman.nilai.tanggal import TanggalTakLengkap, format_tanggal
from pemakaman.tampilan import waktu
from pemakaman.verifikasi.queries.ganda import Banding, Muka

KELAMIN = {"L": "Laki-laki", "P": "Perempuan"}
TERTUTUP = "tidak ditampilkan"
TANDA = {Hasil.SAMA: "✓", Hasil.MIRIP: "≈", Hasil.BEDA: "≠", Hasil.TIDAK_DIKETAHUI: "?"}
WARNA = {
    Hasil.SAMA: "selesai",
    Hasil.MIRIP: "perlu-perhatian",
    Hasil.BEDA: "gagal",
    Hasil.TIDAK_DIKETAHUI: "draf",
}


@dataclass(frozen=True)
class BarisBanding:
    """One row: what it is, both values, and how they compare (None: nothing to compare)."""

    label: str
    kiri: str
    kanan: str
    hasil: Hasil | None

    @property
    def kata(self) -> str:
        """The outcome in a word."""
        return HASIL_LABEL[self.hasil] if self.hasil else ""

    @property
    def tanda(self) -> str:
        """The outcome as a sign."""
        return TANDA[self.hasil] if self.hasil else ""

    @property
    def warna(self) -> str:
        """The tag that the outcome wears."""
        return WARNA[self.hasil] if self.hasil else ""


def compare_rows(banding: Banding, *, hide: bool) -> list[BarisBanding]:
    """All rows of a comparison; `hide` masks the numbers of persons."""
    pairs = zip(_values(banding.kiri, hide=hide), _values(banding.kanan, hide=hide), strict=True)
    return [_row(one, other[1], banding.hasil) for one, other in pairs if one[1] or other[1]]


def _row(one: tuple[str, str, str], other: str, hasil: Mapping[str, str]) -> BarisBanding:
    label, value, ruas = one
    if ruas == "tanggal" and ruas in hasil:
        return BarisBanding(label, value, other, _death(value, other, Hasil(hasil[ruas])))
    if ruas in hasil:
        return BarisBanding(label, value, other, Hasil(hasil[ruas]))
    if ruas == "":
        return BarisBanding(label, value, other, None)
    return BarisBanding(label, value, other, _plain(value, other))


def _death(one: str, other: str, hasil: Hasil) -> Hasil:
    """The pair is judged by death or burial; this row shows the death alone, so its word is about that."""
    if TERTUTUP in one + other:
        return hasil
    if not one or not other:
        return Hasil.TIDAK_DIKETAHUI
    return Hasil.SAMA if one == other else Hasil.MIRIP if hasil is Hasil.SAMA else hasil


def _plain(one: str, other: str) -> Hasil | None:
    if TERTUTUP in {one, other}:
        return None
    if not one or not other:
        return Hasil.TIDAK_DIKETAHUI
    return Hasil.SAMA if search_key(one) == search_key(other) or one == other else Hasil.BEDA


def _values(face: Muka, *, hide: bool) -> Iterator[tuple[str, str, str]]:
    """(label, value, field): '' as field where a difference says nothing."""
    yield "Nama", face.sebutan, "nama"
    laporan = face.laporan
    for label, ruas, read in _OWN:
        yield label, (TERTUTUP if laporan is None else read(laporan, hide)), ruas
    yield "Alamat", TERTUTUP if laporan is None else _join(laporan.alamat, face.alamat_desa), "alamat"
    yield "Meninggal", _day_of_death(face), "tanggal"
    yield "Dimakamkan", TERTUTUP if laporan is None else _burial(laporan), "dimakamkan"
    yield "Makam", face.makam, "makam"
    yield "Nomor buku", face.buku, ""
    yield "Disdukcapil", face.kantor, ""
    yield from _persons(face)
    yield "Keadaan laporan", TERTUTUP if laporan is None else STATUS_LABEL[Status(laporan.status)], ""
    yield "Dicatat oleh", TERTUTUP if laporan is None else _author(laporan, face.pembuat), ""
    yield "Diajukan", TERTUTUP if laporan is None else waktu(laporan.diajukan_pada), ""


def _day_of_death(face: Muka) -> str:
    if face.laporan is None:
        return f"{format_tanggal(face.hari)} (atau hari dimakamkan; selebihnya {TERTUTUP})" if face.hari else TERTUTUP
    return format_tanggal(face.laporan.meninggal_tanggal) if face.laporan.meninggal_tanggal else ""


def _burial(laporan: Laporan) -> str:
    return format_tanggal(laporan.dimakamkan_tanggal) if laporan.dimakamkan_tanggal else ""


def _persons(face: Muka) -> Iterator[tuple[str, str, str]]:
    for label, peran in (("Ayah", "ayah"), ("Ibu", "ibu"), ("Pelapor", "pelapor")):
        yield label, TERTUTUP if face.orang is None else _person(face.orang.get(peran)), peran


def _person(orang: LaporanOrang | None) -> str:
    if orang is None or not orang.nama:
        return ""
    return f"{orang.nama} ({orang.hubungan.lower()})" if orang.hubungan else orang.nama


def _author(laporan: Laporan, pembuat: str) -> str:
    source = ", dari lembar buku" if laporan.asal.startswith("impor") else ""
    return f"{pembuat}{source}, {waktu(laporan.dibuat_pada)}"


def _join(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _nik(laporan: Laporan, hide: bool) -> str:
    nik = laporan.nik_pilihan or laporan.nik
    return "" if nik is None else mask_nik(nik) if hide else nik


def _kk(laporan: Laporan, hide: bool) -> str:
    return "" if laporan.no_kk is None else mask_nik(laporan.no_kk) if hide else laporan.no_kk


def _birth(laporan: Laporan, _: bool) -> str:
    day = None
    if laporan.lahir_tahun is not None:
        day = TanggalTakLengkap(laporan.lahir_tahun, laporan.lahir_bulan, laporan.lahir_hari).text()
    age = f"umur {laporan.umur} tahun" if laporan.umur is not None else None
    return _join(laporan.tempat_lahir, day, age)


_OWN: tuple[tuple[str, str, Callable[[Laporan, bool], Any]], ...] = (
    ("Bin/binti", "bin_binti", lambda row, _: row.bin_binti or ""),
    ("NIK", "nik", _nik),
    ("Nomor KK", "no_kk", _kk),
    ("Jenis kelamin", "jenis_kelamin", lambda row, _: KELAMIN.get(row.jenis_kelamin or "", "")),
    ("Lahir", "lahir", _birth),
    ("Keadaan kematian", "kasus", lambda row, _: KASUS_LABEL[Kasus(row.kasus)]),
)
