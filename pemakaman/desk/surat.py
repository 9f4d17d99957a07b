"""The daily letter to the governor as data for its template, and its pictures. Knows no table and no session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pemakaman.desk.gambar_desk import draw_day
from pemakaman.desk.rules.laju import Warna
from pemakaman.desk.rules.lampu import KATA, LAMBANG
from pemakaman.desk.rules.periksa import ribuan
from pemakaman.nilai.tanggal import format_hari_tanggal, format_tanggal

TITIK = "." * 24
KEPALA = (
    *("No.", "Kabupaten/kota", "Keadaan", "Wajib KTP dinamis", "Sudah rekam", "%", "Belum rekam", "Rekam hari ini"),
    *("PRR", "Blangko", "Cukup (hari)", "IKD", "IKD %", "Suket", "Insiden"),
)


@dataclass(frozen=True)
class Surat:
    """One letter as it is printed."""

    kop: tuple[str, ...]
    tempat: str
    wilayah: str
    tanggal: date
    nomor: str | None
    tanggal_surat: date | None
    tujuan: tuple[str, ...]
    jabatan: str
    nama_pejabat: str | None
    nip: str | None
    isi: Mapping[str, Any]

    @property
    def judul(self) -> str:
        """What it is about."""
        return f"Laporan Harian Desk Pemilu {self.wilayah} {format_tanggal(self.tanggal)}"


def pictures_of(surat: Surat) -> dict[str, str]:
    """Name → SVG that stands alone."""
    return {f"{one.kunci}.svg": one.svg.replace("<svg ", '<svg font-family="Bonum" ', 1) for one in draw_day(surat.isi)}


def letter_values(surat: Surat) -> dict[str, Any]:
    """What the template of the letter prints."""
    isi = surat.isi
    return {
        "surat": surat,
        "hal": "Laporan harian Desk Pemilu",
        "nomor": surat.nomor or TITIK,
        "tanggal": format_tanggal(surat.tanggal_surat) if surat.tanggal_surat else TITIK,
        "hari": format_hari_tanggal(surat.tanggal),
        "pokok": _summary(isi),
        "kurang": isi["kurang"],
        "lapangan": _field_work(isi["lapangan"]["jumlah"]),
        "lapangan_belum": [f"{one['nama']} ({'; '.join(one['kata'])})" for one in isi["lapangan"]["belum"]],
        "pemilihan": [
            f"{one['nama']}, {format_hari_tanggal(date.fromisoformat(one['hari_h']))} ({one['mundur']})"
            for one in isi["pemilihan"]
        ],
        "ramalan": isi["ramalan"],
        "gawat": _alarms(isi["baris"]),
        "belum_lapor": [f"{one['nama']} ({', '.join(one['laporan'])})" for one in isi["belum_lapor"]],
        "gambar": [(f"dokumen:{one.kunci}.svg", one.judul) for one in draw_day(isi)],
        "kepala": KEPALA,
        "baris": [_cells(number, one) for number, one in enumerate(isi["baris"], start=1)],
        "jumlah": _total(isi["jumlah"]),
        "aturan": isi["aturan"],
        "lambang": "; ".join(f"{LAMBANG[one]} {KATA[one]}" for one in Warna),
    }


def percent(value: float | None) -> str:
    """'98,68'"""
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def number(value: float | None) -> str:
    """'1.234', or a dash."""
    return "–" if value is None else ribuan(int(value))


def _summary(isi: Mapping[str, Any]) -> list[tuple[str, str]]:
    jumlah = isi["jumlah"]
    return [
        ("Wajib KTP", number(jumlah["wajib"])),
        ("Wajib KTP dinamis (berumur 17 tahun sebelum hari H termasuk)", number(jumlah["dinamis"])),
        ("Sudah rekam", f"{number(jumlah['kumulatif'])} ({percent(jumlah['rekam_persen'])} %)"),
        ("Belum rekam", number(jumlah["sisa_rekam"])),
        ("Rekam hari ini", number(jumlah["rekam_hari"])),
        ("PRR (siap cetak)", number(jumlah["prr"])),
        ("Sisa blangko", f"{number(jumlah['blangko'])} keping"),
        ("Aktivasi IKD", f"{number(jumlah['ikd'])} ({percent(jumlah['ikd_persen'])} % dari yang sudah rekam)"),
        ("Surat keterangan dicetak", f"{number(jumlah['suket'])} ({number(jumlah['suket_hari'])} hari ini)"),
        ("Insiden belum selesai", f"{number(jumlah['insiden'])} (lewat tenggat {number(jumlah['lewat'])})"),
    ]


def _field_work(jumlah: Mapping[str, int]) -> list[tuple[str, str]]:
    of_day, of_week = (f"{number(jumlah[f'jemput_{when}'])} kunjungan" for when in ("hari", "pekan"))
    return [
        ("Lapas dan rutan yang melapor", f"{number(jumlah['lapas_lapor'])} dari {number(jumlah['lapas'])}"),
        ("Penghuni lapas belum rekam", f"{number(jumlah['lapas_sisa'])} orang"),
        ("Jemput bola hari ini", f"{of_day}, {number(jumlah['jemput_hari_hasil'])} ada hasil"),
        ("Jemput bola pekan ini", f"{of_week}, {number(jumlah['jemput_pekan_hasil'])} ada hasil"),
        ("Hasil jemput bola belum dicatat", f"{number(jumlah['jemput_lewat'])} kunjungan"),
    ]


_SEBAB = {
    "rekam_persen": "Persentase rekam",
    "blangko_hari": "Blangko hampir habis",
    "ikd_persen": "IKD jauh dari target",
    "lapor_hari": "Tidak melapor",
    "insiden": "Insiden lewat tenggat",
}


def _alarms(baris: Sequence[Mapping[str, Any]]) -> list[str]:
    """Each rule with the kab/kota that it makes red."""
    found = []
    for kode, sebab in _SEBAB.items():
        red = [one["nama"] for one in baris if one["lampu"][kode] == Warna.MERAH]
        if red:
            found.append(f"{sebab}: {f'semua {len(red)} kabupaten/kota' if len(red) == len(baris) else ', '.join(red)}")
    return found


def _cells(nomor: int, one: Mapping[str, Any]) -> dict[str, list[str]]:
    warna = Warna(one["warna"])
    days = one["blangko_hari"]
    return {
        "teks": [str(nomor), one["nama"], f"{LAMBANG[warna]} {KATA[warna]}"],
        "angka": [
            *(number(one[name]) for name in ("dinamis", "kumulatif")),
            percent(one["rekam_persen"]),
            *(number(one[name]) for name in ("sisa_rekam", "rekam_hari", "prr", "blangko")),
            number(days),
            number(one["ikd"]),
            percent(one["ikd_persen"]),
            number(one["suket"]),
            f"{one['insiden']}" + (f" ({one['lewat']} lewat)" if one["lewat"] else ""),
        ],
    }


def _total(jumlah: Mapping[str, Any]) -> list[str]:
    return [
        *(number(jumlah[name]) for name in ("dinamis", "kumulatif")),
        percent(jumlah["rekam_persen"]),
        *(number(jumlah[name]) for name in ("sisa_rekam", "rekam_hari", "prr", "blangko")),
        "",
        number(jumlah["ikd"]),
        percent(jumlah["ikd_persen"]),
        number(jumlah["suket"]),
        f"{jumlah['insiden']}",
    ]
