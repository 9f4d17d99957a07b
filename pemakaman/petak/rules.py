"""Moves and exhumations: what may follow what, and from when (Surabaya asks for a year in the ground)."""

from datetime import date
from enum import StrEnum

from pemakaman.makam.rules import JenisPetak
from pemakaman.makam.tumpang import add_years
from pemakaman.nilai.tanggal import format_tanggal


class JenisPindah(StrEnum):
    """What happened to the remains."""

    PINDAH_PETAK = "pindah_petak"
    PINDAH_KELUAR = "pindah_keluar"
    GALI = "gali"


PINDAH_LABEL = {
    JenisPindah.PINDAH_PETAK: "Dipindahkan ke petak lain",
    JenisPindah.PINDAH_KELUAR: "Dipindahkan ke luar makam ini",
    JenisPindah.GALI: "Digali (ekshumasi)",
}


class PenerbitIzin(StrEnum):
    """Who permitted it."""

    DINAS = "dinas"
    PENGADILAN = "pengadilan"
    KEPOLISIAN = "kepolisian"
    LAINNYA = "lainnya"


PENERBIT_LABEL = {
    PenerbitIzin.DINAS: "Dinas atau pengelola pemakaman",
    PenerbitIzin.PENGADILAN: "Pengadilan atau kejaksaan",
    PenerbitIzin.KEPOLISIAN: "Kepolisian",
    PenerbitIzin.LAINNYA: "Lainnya",
}
# An order of a court or of the police is not bound to the time in the ground.
PERINTAH = frozenset({PenerbitIzin.PENGADILAN, PenerbitIzin.KEPOLISIAN})


def find_order_gap(jenis: JenisPindah, terakhir: JenisPindah | None) -> str | None:
    """Why this event cannot follow the last one; None when it can."""
    if terakhir is JenisPindah.PINDAH_KELUAR and jenis is not JenisPindah.PINDAH_PETAK:
        return "Jenazah ini sudah dipindahkan ke luar makam. Yang dapat dicatat hanya dimakamkan kembali di satu petak."
    if terakhir is JenisPindah.GALI and jenis is JenisPindah.GALI:
        return "Jenazah ini sudah digali dan belum dimakamkan kembali."
    return None


def find_date_gap(tanggal: date, *, sejak: date, izin_tanggal: date, hari_ini: date) -> dict[str, str]:
    """What is wrong with the days, by field; `sejak` is the day of the burial or of the last event."""
    found: dict[str, str] = {}
    if tanggal > hari_ini:
        found["tanggal"] = "Tanggal ini belum terjadi. Catat sesudah dilaksanakan."
    elif tanggal < sejak:
        found["tanggal"] = f"Tidak boleh mendahului {format_tanggal(sejak)}, saat jenazah terakhir diletakkan."
    if izin_tanggal > tanggal:
        found["izin_tanggal"] = "Tanggal surat izin sesudah tanggal pelaksanaan. Periksa kedua tanggal."
    return found


def find_early(tanggal: date, *, sejak: date, tahun: int, penerbit: PenerbitIzin) -> str | None:
    """Why the remains may not yet be touched; None when the kab/kota's time is over or an order overrides it."""
    boleh = add_years(sejak, tahun)
    if tanggal >= boleh or penerbit in PERINTAH:
        return None
    return (
        f"Menurut aturan kabupaten/kota, makam baru boleh dipindahkan atau digali {tahun} tahun sesudah pemakaman, "
        f"jadi mulai {format_tanggal(boleh)}. Lebih awal hanya dengan surat pengadilan atau kepolisian."
    )


# PP 9/1987: a plot is at most 2,5 by 1,5 metres.
PANJANG_PALING, LEBAR_PALING = 250, 150


def size_warning(jenis: str, panjang_cm: int | None, lebar_cm: int | None) -> str | None:
    """What to tell when a plot for one grave is larger than the law allows; it is kept all the same."""
    if jenis != JenisPetak.TUNGGAL or ((panjang_cm or 0) <= PANJANG_PALING and (lebar_cm or 0) <= LEBAR_PALING):
        return None
    return "Ukurannya melebihi 2,5 × 1,5 meter, batas satu petak menurut PP 9/1987. Periksa lagi ukurannya."
