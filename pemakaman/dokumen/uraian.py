"""Values in the words of a letter: dates, places of birth, addresses. Pure; what is not known is left out."""

from datetime import date, time

from pemakaman.nilai.tanggal import NAMA_HARI, TanggalTakLengkap, format_tanggal

KELAMIN = {"L": "Laki-laki", "P": "Perempuan"}
SEBAB = {
    1: "Sakit biasa / tua",
    2: "Wabah penyakit",
    3: "Kecelakaan",
    4: "Kriminalitas",
    5: "Bunuh diri",
    6: "Lainnya",
}
MENERANGKAN = {1: "Dokter", 2: "Tenaga kesehatan", 3: "Kepolisian", 4: "Lainnya"}
# F-2.29 counts 1 Dokter, 2 Bidan/Perawat, 3 Dukun, 4 Lainnya. A health worker need be no midwife or nurse, and what is
# "other" on F-2.01 may be a dukun: those two are left to the village.
MENERANGKAN_F229 = {1: "1", 3: "4"}
_AGAMA = {"islam": "1", "kristen": "2", "katolik": "3", "hindu": "4", "buddha": "5", "budha": "5"}
AGAMA_LAIN = "6"


def day_of(tanggal: date | None) -> str:
    """'Selasa'."""
    return NAMA_HARI[tanggal.weekday()] if tanggal else ""


def date_text(tanggal: date | None) -> str:
    """'3 November 2026'."""
    return format_tanggal(tanggal) if tanggal else ""


def day_and_date(tanggal: date | None) -> str:
    """'Selasa, 3 November 2026'."""
    return f"{day_of(tanggal)}, {date_text(tanggal)}" if tanggal else ""


def time_text(pukul: time | None, zona: str) -> str:
    """'04.05 WIB'."""
    return f"{pukul:%H.%M} {zona}".strip() if pukul else ""


def age_text(umur: int | None) -> str:
    """'66 tahun'; of a baby 'kurang dari 1 tahun'."""
    if umur is None:
        return ""
    return f"{umur} tahun" if umur else "kurang dari 1 tahun"


def birth_text(tempat: str, lahir: TanggalTakLengkap | None, umur: int | None) -> str:
    """'Kotabumi, 15 Maret 1960'; 'Kotabumi, tahun 1960'; without a date 'Kotabumi, umur 66 tahun'."""
    if lahir is not None:
        when = lahir.text() if lahir.bulan else f"tahun {lahir.tahun}"
    else:
        when = f"umur {age_text(umur)}" if umur is not None else ""
    return ", ".join(part for part in (tempat, when) if part)


def rt_rw(rt: str, rw: str) -> str:
    """'RT 003/RW 001', or the one that is known."""
    return "/".join(f"{name} {nomor}" for name, nomor in (("RT", rt), ("RW", rw)) if nomor)


def join_words(*parts: str) -> str:
    """The known parts, with commas."""
    return ", ".join(part for part in parts if part)


def religion_code(agama: str) -> str:
    """F-2.29 counts 1 Islam 2 Kristen 3 Katolik 4 Hindu 5 Buddha 6 other; '' when nothing is known."""
    return _AGAMA.get(agama.lower(), AGAMA_LAIN) if agama else ""
