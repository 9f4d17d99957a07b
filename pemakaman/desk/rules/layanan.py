"""Service on holidays and polling days: which days those are, and what is refused of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from pemakaman.desk.rules.periksa import Galat
from pemakaman.nilai.tanggal import format_hari_tanggal

# So far ahead a kab/kota says whether it will be open.
PALING_JAUH = timedelta(days=60)
AKHIR_PEKAN = {5: "Sabtu", 6: "Minggu"}


@dataclass(frozen=True)
class IsianLayanan:
    """What an officer fills in of one service point."""

    tempat: str
    buka: bool
    jam_buka: time | None = None
    jam_tutup: time | None = None
    petugas: str = ""
    hp: str = ""
    printer_baik: bool | None = None
    alat_rekam_baik: bool | None = None
    ribbon_cukup: bool | None = None
    blangko_sisa: int | None = None
    jaringan: str | None = None
    rekam: int = 0
    cetak: int = 0
    suket: int = 0
    kendala: str = ""
    tindak_lanjut: str = ""


@dataclass(frozen=True)
class HariLayanan:
    """A holiday or polling day, why, and the kab/kota it is one for."""

    tanggal: date
    sebab: str
    kab: frozenset[str]


def merge_days(hari: Mapping[str, Sequence[tuple[date, str]]], nama: Mapping[str, str]) -> list[HariLayanan]:
    """The days of several kab/kota as one list; where a day is not one for all of them it says for whom."""
    days: dict[date, dict[str, list[str]]] = {}
    for kode, own in hari.items():
        for day, why in own:
            days.setdefault(day, {}).setdefault(why, []).append(kode)
    found = []
    for day, whys in sorted(days.items()):
        told = (why if len(kodes) == len(hari) else f"{why} ({_named(kodes, nama)})" for why, kodes in whys.items())
        found.append(HariLayanan(day, "; ".join(told), frozenset(kode for kodes in whys.values() for kode in kodes)))
    return found


def _named(kodes: Sequence[str], nama: Mapping[str, str]) -> str:
    return ", ".join(nama[kode] for kode in kodes) if len(kodes) <= 3 else f"{len(kodes)} kabupaten/kota"


def service_days(
    dari: date, sampai: date, *, libur: Mapping[date, str], hari_h: Mapping[date, str]
) -> list[tuple[date, str]]:
    """(day, why) of every holiday and polling day in a stretch, by day."""
    found = {day: nama for day, nama in libur.items() if dari <= day <= sampai}
    found |= {day: f"Hari H {nama}" for day, nama in hari_h.items() if dari <= day <= sampai}
    return sorted(found.items())


def why_service(tanggal: date, *, libur: Mapping[date, str], hari_h: Mapping[date, str]) -> str | None:
    """Why service on a day is worth a record: polling day, holiday or weekend; None on any other day."""
    if tanggal in hari_h:
        return f"Hari H {hari_h[tanggal]}"
    return libur.get(tanggal) or AKHIR_PEKAN.get(tanggal.weekday())


def find_galat_layanan(isian: IsianLayanan, tanggal: date, hari_ini: date, alasan_hari: str | None) -> Galat:
    """Column → sentences of what is wrong with a service point on a day."""
    galat: Galat = {}
    if alasan_hari is None:
        pesan = f"{format_hari_tanggal(tanggal)} hari kerja biasa. Halaman ini untuk hari libur dan hari H."
        galat["tanggal"] = [pesan]
    elif tanggal - hari_ini > PALING_JAUH:
        galat["tanggal"] = [f"{format_hari_tanggal(tanggal)} masih lebih dari {PALING_JAUH.days} hari lagi."]
    if not 1 <= len(isian.tempat.strip()) <= 200:
        galat["tempat"] = ["Tulis tempat layanannya, paling panjang 200 huruf."]
    done = {name: getattr(isian, name) for name in ("rekam", "cetak", "suket")}
    if isian.buka:
        galat |= _opened(isian)
    for name, value in done.items():
        if not isian.buka and value:
            galat[name] = [f"Tempat ini tutup, tetapi ada {name} {value}. Pilih buka atau tulis 0."]
        elif tanggal > hari_ini and value:
            galat[name] = [f"Hari itu belum tiba; {name} {value} belum mungkin ada. Tulis 0."]
    return galat


def _opened(isian: IsianLayanan) -> Galat:
    galat: Galat = {}
    if isian.jam_buka is None:
        galat["jam_buka"] = ["Tulis jam bukanya, misalnya 08.00."]
    elif isian.jam_tutup is not None and isian.jam_tutup <= isian.jam_buka:
        galat["jam_tutup"] = [f"Jam tutup {isian.jam_tutup:%H.%M} tidak sesudah jam buka {isian.jam_buka:%H.%M}."]
    if not isian.petugas.strip():
        galat["petugas"] = ["Tulis nama petugas piketnya."]
    return galat
