"""Why a resident is shown, and signs of life and death, in plain words. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.penduduk.calon import Calon, Tanya
from pemakaman.penduduk.rules import HIDUP, MATI, STATUS_DASAR_LABEL


class Hasil(StrEnum):
    """One compared field."""

    SAMA = "sama"
    MIRIP = "mirip"
    BEDA = "beda"
    TIDAK_DIKETAHUI = "tidak_diketahui"


HASIL_LABEL = {
    Hasil.SAMA: "Sama",
    Hasil.MIRIP: "Mirip",
    Hasil.BEDA: "Berbeda",
    Hasil.TIDAK_DIKETAHUI: "Tidak diketahui",
}


@dataclass(frozen=True)
class Tanda:
    """A sign: `jenis` 'hidup', 'mati' or 'perhatian'. A strong sign of life must be answered before one chooses."""

    jenis: str
    teks: str
    kuat: bool = False


def is_reporters_household(tanya: Tanya, calon: Calon) -> bool:
    """On the family card of the reporter, and not the reporter himself."""
    return calon.no_kk is not None and calon.no_kk == tanya.kk_pelapor and calon.nik != tanya.nik_pelapor


def tell_reasons(tanya: Tanya, calon: Calon, hasil: Mapping[str, Hasil]) -> Iterator[str]:
    """Everything that speaks for the resident, the strongest first."""
    yield from _number_reasons(hasil["nik"])
    yield from _name_reasons(tanya, calon, hasil["nama"])
    yield from _birth_reasons(tanya, calon, hasil["lahir"])
    yield from _family_reasons(tanya, calon, hasil)
    if hasil["desa"] is Hasil.SAMA:
        yield "Tinggal di desa/kelurahan yang sama"
    elif calon.desa_kode and calon.desa_kode == tanya.desa_makam:
        yield "Tinggal di desa/kelurahan tempat makam"


def _number_reasons(hasil: Hasil) -> Iterator[str]:
    if hasil is Hasil.SAMA:
        yield "NIK sama persis"
    elif hasil is Hasil.MIRIP:
        yield "NIK hanya beda satu angka, atau dua angkanya tertukar"


def _name_reasons(tanya: Tanya, calon: Calon, hasil: Hasil) -> Iterator[str]:
    if hasil is Hasil.MIRIP:
        yield f"Nama mirip: {tanya.nama} – {calon.nama}"
    elif hasil is Hasil.SAMA:
        is_same = (tanya.nama or "").lower() == calon.nama.lower()
        yield "Nama sama" if is_same else f"Nama sama, hanya penulisannya lain: {tanya.nama} – {calon.nama}"


def _family_reasons(tanya: Tanya, calon: Calon, hasil: Mapping[str, Hasil]) -> Iterator[str]:
    agrees = {Hasil.SAMA, Hasil.MIRIP}
    if hasil["no_kk"] is Hasil.SAMA:
        yield "Nomor KK sama dengan yang ditulis di laporan"
    if is_reporters_household(tanya, calon):
        yield "Satu KK dengan pelapor"
    if hasil["ayah"] in agrees:
        said = "bin/binti di laporan" if tanya.bin_binti else "nama ayah di laporan"
        yield f"Ayahnya bernama {calon.nama_ayah}, seperti {said}"
    if hasil["ibu"] in agrees:
        yield f"Ibunya bernama {calon.nama_ibu}, seperti di laporan"


def _birth_reasons(tanya: Tanya, calon: Calon, hasil: Hasil) -> Iterator[str]:
    if calon.tanggal_lahir is None or hasil not in {Hasil.SAMA, Hasil.MIRIP}:
        return
    lahir = tanya.lahir
    if lahir is None:
        yield f"Umurnya cocok: lahir {format_tanggal(calon.tanggal_lahir)}"
    elif hasil is Hasil.MIRIP:
        yield f"Tanggal lahir hampir sama: {lahir.text()} – {format_tanggal(calon.tanggal_lahir)}"
    else:
        yield "Tanggal lahir sama" if lahir.is_full else f"Lahir {lahir.text()}, seperti di laporan"


def find_signs(tanya: Tanya, calon: Calon) -> Iterator[Tanda]:
    """What the resident's own data say of life and death."""
    if calon.status_dasar == MATI:
        yield Tanda("mati", "Di data penduduk sudah berstatus mati.")
    elif calon.status_dasar != HIDUP:
        label = STATUS_DASAR_LABEL.get(calon.status_dasar, str(calon.status_dasar)).lower()
        yield Tanda("perhatian", f"Di data penduduk berstatus {label}.")
    if dict(tanya.nik_hidup).get(calon.nik or ""):
        yield Tanda("hidup", "Orang ini sendiri yang melapor atau bersaksi.", kuat=True)
    yield from _life_after(tanya.meninggal_tanggal, calon)
    if calon.hilang_pada is not None:
        yield Tanda("perhatian", f"Tidak ada lagi di berkas data penduduk sejak {format_tanggal(calon.hilang_pada)}.")


def _life_after(meninggal: date | None, calon: Calon) -> Iterator[Tanda]:
    hari = calon.tanda_hidup_tanggal
    if hari is None:
        return
    what = calon.tanda_hidup or "surat atau KTP-el"
    if meninggal is not None and hari > meninggal:
        yield Tanda(
            "hidup",
            f"Sesudah tanggal meninggal di laporan ({format_tanggal(meninggal)}) masih tercatat {what} pada "
            f"{format_tanggal(hari)}. Mungkin masih hidup.",
            kuat=True,
        )
    elif meninggal is None or meninggal - hari < timedelta(days=365):
        yield Tanda("perhatian", f"Terakhir tercatat hidup: {what}, {format_tanggal(hari)}.")
