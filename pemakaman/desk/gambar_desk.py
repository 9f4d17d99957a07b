"""The pictures of the desk, from the figures a letter keeps: on the page and in the letter they are the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pemakaman.grafik.lukis import Deret, Gambar, bars, intervals, small_multiples
from pemakaman.wilayah.sebutan import short_name

_BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def short_day(hari: date) -> str:
    """'15 Nov'"""
    return f"{hari.day} {_BULAN[hari.month - 1]}"


def draw_day(isi: Mapping[str, Any]) -> list[Gambar]:
    """Recording and digital identity of the last days, who is still missing, and polling day."""
    labels = [short_day(date.fromisoformat(day)) for day in isi["hari"]]
    missing = sorted(isi["baris"], key=lambda one: -(one["sisa_rekam"] or 0))
    found = [
        bars("rekam-hari", "Rekam setiap hari", labels, [Deret("Rekam", tuple(isi["rekam"]))], satuan="orang"),
        bars("ikd-hari", "Aktivasi IKD setiap hari", labels, [Deret("Aktivasi", tuple(isi["ikd"]))], satuan="orang"),
        bars(
            "belum-rekam",
            "Belum rekam menurut kabupaten/kota",
            [short_name(one["nama"]) for one in missing],
            [Deret("Belum rekam", tuple(one["sisa_rekam"] for one in missing))],
            satuan="orang",
            mendatar=True,
        ),
    ]
    if isi["ramalan"]:
        found.append(_polling_day(isi["ramalan"]))
    return found


def _polling_day(ramalan: Mapping[str, Any]) -> Gambar:
    rows = ramalan["baris"]
    ranges = [None if (one := row["belum_angka"]) is None else (one[0], one[2], one[1]) for row in rows]
    title = "Belum rekam pada hari H dengan laju sekarang"
    return intervals(
        "hari-h", title, [short_name(row["nama"]) for row in rows], ranges, satuan="orang", catatan=ramalan["cara"]
    )


def draw_trends(hari: Sequence[date], panel: Sequence[tuple[str, tuple[float | None, ...]]]) -> Gambar:
    """Recording of each kab/kota in a little field of its own."""
    labels = [short_day(day) for day in hari]
    deret = [Deret(short_name(nama), nilai) for nama, nilai in panel]
    return small_multiples("laju-kab", "Rekam setiap hari per kabupaten/kota", labels, deret, satuan="orang")


def draw_kab(hari: Sequence[date], gerak: Mapping[str, tuple[float | None, ...]]) -> list[Gambar]:
    """The days of one kab/kota."""
    labels = [short_day(day) for day in hari]
    titles = {
        "perekaman": ("Rekam", "orang"),
        "blangko": ("Blangko terpakai", "keping"),
        "ikd": ("Aktivasi IKD", "orang"),
    }
    return [
        bars(kode, f"{title} setiap hari", labels, [Deret(title, gerak[kode])], satuan=satuan)
        for kode, (title, satuan) in titles.items()
    ]
