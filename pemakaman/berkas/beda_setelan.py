"""Settings in words: one version, and what changed between two."""

from dataclasses import dataclass
from datetime import date

from pemakaman.berkas.rules import CARA_LABEL, FORMULIR_LABEL, KERTAS_LABEL, KOTAK_NAMA_LABEL, KOTAK_WILAYAH_LABEL
from pemakaman.berkas.setelan import AWAL, Setelan
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.nilai.tanggal import format_tanggal

KOSONG = "–"


@dataclass(frozen=True)
class Perubahan:
    """One choice before and after."""

    label: str
    lama: str
    baru: str


def describe(setelan: Setelan) -> dict[str, str]:
    """Label → choice, in the order of the page."""
    who = setelan.mengetahui
    return {
        "Formulir": "; ".join(_since(day, jenis) for day, jenis in setelan.formulir),
        "Ukuran kertas": KERTAS_LABEL.get(setelan.kertas, setelan.kertas),
        "Kotak untuk nama": KOTAK_NAMA_LABEL.get(setelan.kotak_nama, f"{setelan.kotak_nama} kotak"),
        "Kode wilayah": KOTAK_WILAYAH_LABEL.get(setelan.kotak_wilayah, f"{setelan.kotak_wilayah} kotak"),
        "Nomor HP pelapor": _yes(setelan.telepon),
        "Alamat surel pelapor": _yes(setelan.surel),
        "Anak ke": _yes(setelan.anak_ke),
        "Saksi menandatangani": _yes(setelan.saksi_tanda_tangan),
        "Kop surat": " / ".join(setelan.kop),
        "Logo": f"ada ({setelan.logo[:8]})" if setelan.logo else "tidak ada",
        "Tempat tanda tangan": setelan.tempat_tanda_tangan,
        "Yang mengetahui": who.jabatan,
        "Nama": who.nama or KOSONG,
        "NIP": who.nip or KOSONG,
        "Lembar tambahan": ", ".join(JENIS_LABEL[jenis] for jenis in setelan.diminta) or KOSONG,
        "Tanda tangan elektronik": ", ".join(
            f"{JENIS_LABEL[jenis]} ({CARA_LABEL.get(cara, cara)})" for jenis, cara in setelan.tanda_tangan.items()
        )
        or KOSONG,
    }


def changes(before: Setelan, after: Setelan) -> list[Perubahan]:
    """What is not the same in two versions."""
    old, new = describe(before), describe(after)
    return [Perubahan(label, old[label], teks) for label, teks in new.items() if teks != old[label]]


def _since(day: date, jenis: Jenis) -> str:
    label = FORMULIR_LABEL.get(jenis.value, jenis.value)
    return label if day == AWAL else f"{label} mulai {format_tanggal(day)}"


def _yes(is_on: bool) -> str:
    return "dicetak" if is_on else "tidak"
