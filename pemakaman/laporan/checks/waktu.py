"""Order of birth, death and burial. A date known in part is compared by what it can have been."""

from collections.abc import Collection, Iterator
from datetime import date, time, timedelta

from pemakaman.laporan.checks.temuan import Konteks, Temuan, place
from pemakaman.laporan.isian import Isian
from pemakaman.laporan.rules import Kasus
from pemakaman.nilai.tanggal import TanggalTakLengkap, age_at, format_tanggal

MENINGGAL_PALING_LAMA = date(1900, 1, 1)
UMUR_TERTINGGI = 130
UMUR_JARANG = 110
MAKAM_LAMBAT = timedelta(days=14)

# Fields of a day and of its hour, with the words for them.
_HARI = {
    "meninggal_tanggal": "Tanggal meninggal",
    "dimakamkan_tanggal": "Tanggal dimakamkan",
    "surat_tanggal": "Tanggal surat kematian",
}
_PUKUL = {
    "meninggal_pukul": ("meninggal_tanggal", "Pukul meninggal"),
    "dimakamkan_pukul": ("dimakamkan_tanggal", "Pukul dimakamkan"),
}
_LAHIR = {
    "lahir": "Tanggal lahir",
    "pelapor_lahir": "Tanggal lahir pelapor",
    "ayah_lahir": "Tanggal lahir ayah",
    "ibu_lahir": "Tanggal lahir ibu",
}


def time_conflicts(isian: Isian, konteks: Konteks, diubah: Collection[str] = ()) -> list[Temuan]:
    """Dates that cannot all be true."""
    return [
        *_future(isian, konteks),
        *_birth_order(isian, diubah),
        *_burial_order(isian, diubah),
        *_too_old(isian, diubah),
    ]


def time_warnings(isian: Isian, konteks: Konteks) -> list[Temuan]:
    """Dates that are rare: a very high age, a late burial, an age that does not fit the dates."""
    return [*_rare_age(isian), *_late_burial(isian), *_other_book_year(isian, konteks)]


def _future(isian: Isian, konteks: Konteks) -> Iterator[Temuan]:
    for ruas, nama in _HARI.items():
        hari = isian.get(ruas)
        if hari is not None and hari > konteks.hari_ini:
            yield _hard(ruas, "masa_depan", f"{nama} {format_tanggal(hari)} belum terjadi. Periksa lagi.")
    for ruas, (pada, nama) in _PUKUL.items():
        pukul = isian.get(ruas)
        if pukul is not None and isian.get(pada) == konteks.hari_ini and pukul > konteks.sekarang.time():
            yield _hard(ruas, "masa_depan", f"{nama} {pukul:%H.%M} belum terjadi. Periksa jamnya.")
    for ruas, nama in _LAHIR.items():
        lahir: TanggalTakLengkap | None = isian.get(ruas)
        if lahir is not None and lahir.earliest() > konteks.hari_ini:
            yield _hard(ruas, "masa_depan", f"{nama} {lahir.text()} belum terjadi. Periksa lagi.")


def _birth_order(isian: Isian, diubah: Collection[str]) -> Iterator[Temuan]:
    lahir: TanggalTakLengkap | None = isian.get("lahir")
    if lahir is None:
        return
    for ruas, kata in (("meninggal_tanggal", "meninggal"), ("dimakamkan_tanggal", "dimakamkan")):
        hari = isian.get(ruas)
        if hari is not None and lahir.earliest() > hari:
            pesan = (
                f"Tanggal lahir ({lahir.text()}) sesudah tanggal {kata} ({format_tanggal(hari)}). "
                "Periksa kedua tanggal."
            )
            yield _hard(place(diubah, ruas, "lahir"), "urutan_lahir", pesan)
            return


def _burial_order(isian: Isian, diubah: Collection[str]) -> Iterator[Temuan]:
    meninggal: date | None = isian.get("meninggal_tanggal")
    dimakamkan: date | None = isian.get("dimakamkan_tanggal")
    if meninggal is None:
        return
    if meninggal < MENINGGAL_PALING_LAMA:
        yield _hard("meninggal_tanggal", "terlalu_lama", "Tanggal meninggal sebelum tahun 1900. Periksa tahunnya.")
    if dimakamkan is None:
        return
    if meninggal > dimakamkan:
        pesan = (
            f"Tanggal meninggal ({format_tanggal(meninggal)}) sesudah tanggal dimakamkan "
            f"({format_tanggal(dimakamkan)}). Periksa kedua tanggal."
        )
        yield _hard(place(diubah, "dimakamkan_tanggal", "meninggal_tanggal"), "urutan_makam", pesan)
    elif meninggal == dimakamkan:
        yield from _hour_order(isian, diubah)


def _hour_order(isian: Isian, diubah: Collection[str]) -> Iterator[Temuan]:
    meninggal: time | None = isian.get("meninggal_pukul")
    dimakamkan: time | None = isian.get("dimakamkan_pukul")
    if meninggal is not None and dimakamkan is not None and meninggal > dimakamkan:
        ruas = place(diubah, "dimakamkan_pukul", "meninggal_pukul", "dimakamkan_tanggal", "meninggal_tanggal")
        pesan = (
            f"Pukul dimakamkan ({dimakamkan:%H.%M}) mendahului pukul meninggal ({meninggal:%H.%M}) "
            "pada hari yang sama. Periksa jam dan tanggalnya."
        )
        yield _hard(ruas, "urutan_pukul", pesan)


def _too_old(isian: Isian, diubah: Collection[str]) -> Iterator[Temuan]:
    umur = _age(isian)
    if umur is not None and umur[0] > UMUR_TERTINGGI:
        pesan = f"Umur menurut tanggal lahir dan meninggal {umur[0]} tahun. Periksa tahun kedua tanggal itu."
        yield _hard(place(diubah, "lahir", "meninggal_tanggal"), "umur_mustahil", pesan)


def _rare_age(isian: Isian) -> Iterator[Temuan]:
    umur, typed = _age(isian), isian.get("umur")
    if umur is None:
        if typed is not None and typed > UMUR_JARANG:
            yield _soft("umur", "umur_tinggi", f"Umur {typed} tahun jarang terjadi. Benar demikian?")
        return
    if UMUR_JARANG < umur[0] <= UMUR_TERTINGGI:
        yield _soft("lahir", "umur_tinggi", f"Umurnya {umur[0]} tahun, jarang terjadi. Benar demikian?")
    if typed is not None and not umur[0] <= typed <= umur[1]:
        pesan = f"Umur yang diketik {typed} tahun, sedangkan menurut tanggalnya {_range(umur)} tahun. Benar demikian?"
        yield _soft("umur", "umur_beda", pesan)


def _late_burial(isian: Isian) -> Iterator[Temuan]:
    meninggal, dimakamkan = isian.get("meninggal_tanggal"), isian.get("dimakamkan_tanggal")
    # Of a missing person there is no burial; the date is that of the entry in the book.
    if meninggal is None or dimakamkan is None or isian.get("kasus") == Kasus.HILANG:
        return
    if dimakamkan - meninggal > MAKAM_LAMBAT:
        hari = (dimakamkan - meninggal).days
        pesan = f"Dimakamkan {hari} hari sesudah meninggal. Benar demikian?"
        yield _soft("dimakamkan_tanggal", "makam_lambat", pesan)


def _other_book_year(isian: Isian, konteks: Konteks) -> Iterator[Temuan]:
    dimakamkan = isian.get("dimakamkan_tanggal")
    if dimakamkan is None or konteks.buku_tahun is None or dimakamkan.year == konteks.buku_tahun:
        return
    pesan = (
        f"Tahun dimakamkan {dimakamkan.year}, sedangkan nomor buku sudah diberi untuk tahun "
        f"{konteks.buku_tahun}; nomornya tetap. Benar demikian?"
    )
    yield _soft("dimakamkan_tanggal", "tahun_buku", pesan)


def _age(isian: Isian) -> tuple[int, int] | None:
    lahir: TanggalTakLengkap | None = isian.get("lahir")
    meninggal: date | None = isian.get("meninggal_tanggal")
    if lahir is None or meninggal is None or lahir.earliest() > meninggal:
        return None
    return age_at(lahir, meninggal)


def _range(umur: tuple[int, int]) -> str:
    return str(umur[0]) if umur[0] == umur[1] else f"{umur[0]} sampai {umur[1]}"


def _hard(ruas: str, kode: str, pesan: str) -> Temuan:
    return Temuan(ruas, kode, pesan, keras=True)


def _soft(ruas: str, kode: str, pesan: str) -> Temuan:
    return Temuan(ruas, f"{ruas}.{kode}", pesan, keras=False)
