"""The review desk's own rules: tabs of the queue, time of a claim, the clock of a report, what a search may ask."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pemakaman.akun.rules import Peran
from pemakaman.laporan.rules import Status
from pemakaman.nilai.tanggal import deadline

CLAIM_TIME = timedelta(hours=2)
LATE_AFTER = timedelta(days=30)
COUNT_LIMIT = 99
SEARCH_LIMIT = 50


class Tab(StrEnum):
    """The piles on the desk."""

    MENUNGGU = "menunggu"
    MILIK_SAYA = "milik-saya"
    DIKEMBALIKAN = "dikembalikan"
    PERSETUJUAN = "persetujuan"
    TERLAMBAT = "terlambat"
    TANPA_NIK = "tanpa-nik"
    GANDA = "ganda"
    TUNGGU_JAWABAN = "menunggu-jawaban"
    DIJAWAB = "sudah-dijawab"
    DIPEGANG = "diperiksa"
    LEWAT = "lewat"


TAB_LABEL = {
    Tab.MENUNGGU: "Menunggu",
    Tab.MILIK_SAYA: "Milik saya",
    Tab.DIKEMBALIKAN: "Dikembalikan",
    Tab.PERSETUJUAN: "Menunggu persetujuan",
    Tab.TERLAMBAT: "Terlambat",
    Tab.TANPA_NIK: "Tanpa NIK",
    Tab.GANDA: "Diduga ganda",
    Tab.TUNGGU_JAWABAN: "Menunggu jawaban",
    Tab.DIJAWAB: "Sudah dijawab",
    Tab.DIPEGANG: "Sedang diperiksa",
    Tab.LEWAT: "Lewat waktu layanan",
}
TAB_KOSONG = {
    Tab.MENUNGGU: "Tidak ada laporan yang menunggu diperiksa.",
    Tab.MILIK_SAYA: "Anda belum mengambil laporan. Pilih satu dari “Menunggu”.",
    Tab.DIKEMBALIKAN: "Tidak ada laporan yang sedang diperbaiki pelapor.",
    Tab.PERSETUJUAN: "Tidak ada laporan yang menunggu persetujuan.",
    Tab.TERLAMBAT: "Tidak ada laporan yang lewat 30 hari dan belum diputus.",
    Tab.TANPA_NIK: "Tidak ada laporan tanpa NIK yang belum diputus.",
    Tab.GANDA: "Tidak ada dugaan ganda yang belum diputus.",
    Tab.TUNGGU_JAWABAN: "Tidak ada pertanyaan atau lampiran yang ditunggu.",
    Tab.DIJAWAB: "Tidak ada jawaban baru dari pengelola.",
    Tab.DIPEGANG: "Tidak ada laporan yang sedang diperiksa.",
    Tab.LEWAT: "Tidak ada laporan yang lewat waktu layanan.",
}
# The states a pile draws from; each is read along the queue's index by itself.
TAB_STATUS: dict[Tab, tuple[Status, ...]] = {
    Tab.MENUNGGU: (Status.DIAJUKAN,),
    Tab.MILIK_SAYA: (Status.DIPERIKSA,),
    Tab.DIKEMBALIKAN: (Status.DIKEMBALIKAN,),
    Tab.PERSETUJUAN: (Status.DISARANKAN,),
    Tab.TERLAMBAT: (Status.DIAJUKAN, Status.DIPERIKSA),
    Tab.TANPA_NIK: (Status.DIAJUKAN, Status.DIPERIKSA),
    Tab.GANDA: (Status.DIAJUKAN, Status.DIPERIKSA, Status.DISARANKAN, Status.DIKEMBALIKAN),
    Tab.TUNGGU_JAWABAN: (Status.DIAJUKAN, Status.DIPERIKSA),
    Tab.DIJAWAB: (Status.DIAJUKAN, Status.DIPERIKSA),
    Tab.DIPEGANG: (Status.DIPERIKSA,),
    Tab.LEWAT: (Status.DIAJUKAN, Status.DIPERIKSA, Status.DISARANKAN),
}


def default_tab(peran: Peran) -> Tab:
    """Where the desk opens: a pejabat approves, everybody else looks at what waits."""
    return Tab.PERSETUJUAN if peran is Peran.PEJABAT else Tab.MENUNGGU


def read_tab(text: str | None, peran: Peran) -> Tab:
    """The tab of an address; anything unknown is the role's own."""
    return Tab(text) if text in set(Tab) else default_tab(peran)


def shown_count(count: int) -> str:
    """A number on a tab; the count stops at its limit, and says so."""
    return f"lebih dari {COUNT_LIMIT}" if count > COUNT_LIMIT else str(count)


@dataclass(frozen=True)
class Kursor:
    """Where a page of the queue ended: oldest first, then by id."""

    diajukan_pada: datetime
    laporan_id: UUID

    def text(self) -> str:
        """As it stands in the address."""
        return f"{self.diajukan_pada.isoformat()}_{self.laporan_id}"


def read_kursor(text: str | None) -> Kursor | None:
    """The cursor of an address; anything that is not one means the first page."""
    moment, _, laporan_id = (text or "").rpartition("_")
    try:
        kursor = Kursor(datetime.fromisoformat(moment.replace(" ", "+")), UUID(laporan_id))
    except ValueError:
        return None
    return kursor if kursor.diajukan_pada.tzinfo is not None else None


@dataclass(frozen=True)
class Lencana:
    """A badge: its words, and whether it asks for attention."""

    teks: str
    jenis: str


def deadline_badge(meninggal: date | None, hari_ini: date) -> Lencana | None:
    """How the 30 days stand today (UU 24/2013 Ps 44)."""
    if meninggal is None:
        return None
    left = (deadline(meninggal) - hari_ini).days
    if left < 0:
        return Lencana(f"Lewat tenggat {-left} hari", "terlambat")
    if left == 0:
        return Lencana("Tenggat hari ini", "terlambat")
    return Lencana(f"Sisa {left} hari", "perlu-perhatian" if left <= 5 else "menunggu")


CONSTRAINT_PESAN: Mapping[str, str] = {
    "pk_klaim": "Laporan ini baru saja diambil petugas lain. Muat ulang halamannya.",
    "pk_keputusan": "Laporan ini baru saja disarankan petugas lain. Muat ulang halamannya.",
    "pk_setelan_laporan": "Setelan ini baru saja disimpan orang lain. Muat ulang halamannya, lalu ulangi.",
    "uq_hari_libur_tanggal": "Tanggal ini baru saja ditambahkan. Muat ulang halamannya.",
    "uq_alasan_siap_bawaan": "Kalimat ini baru saja diubah orang lain. Muat ulang halamannya.",
    "ck_keputusan_dua_orang": ("Anda sendiri yang menyarankan laporan ini. Persetujuan harus diberikan akun lain."),
}

NOMOR_BUKU = re.compile(r"\s*(?:no\.?|nomor)?\s*([0-9]{1,9})\s*/\s*([0-9]{4})\s*", re.IGNORECASE)


def read_book_number(text: str) -> tuple[int, int] | None:
    """(number, year) of '12/2026', or None."""
    found = NOMOR_BUKU.fullmatch(text)
    if found is None or int(found[1]) > 2_147_483_647:
        return None
    return int(found[1]), int(found[2])
