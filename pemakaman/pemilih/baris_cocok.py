"""A report and a voter as the matching engine reads them: rows under the headings of a burial book and a voter list."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.pemilih.models import Pemilih
from pemakaman.wilayah.models import Wilayah

Baris = dict[str, str | None]
JATI = ("NIK", "NAMA", "BIN_BINTI", "JENIS_KELAMIN", "TANGGAL_LAHIR", "UMUR")


def report_row(laporan: Laporan, orang: Iterable[LaporanOrang], tempat: tuple[str | None, str | None]) -> Baris:
    """The report's row; `tempat` are the names of the village and kecamatan of the home address."""
    pelapor = next((one for one in orang if one.peran == "pelapor"), None)
    return {
        "NO": str(laporan.id),
        "NIK": laporan.nik_identitas,
        "NAMA": laporan.nama,
        "BIN_BINTI": laporan.bin_binti,
        "JENIS_KELAMIN": laporan.jenis_kelamin,
        "TEMPAT_LAHIR": laporan.tempat_lahir,
        "TANGGAL_LAHIR": _birth(laporan),
        "UMUR": None if laporan.umur is None else str(laporan.umur),
        "ALAMAT": laporan.alamat,
        "RT": laporan.rt,
        "RW": laporan.rw,
        "DESA": tempat[0],
        "KECAMATAN": tempat[1],
        "TANGGAL_MENINGGAL": _day(laporan.meninggal_tanggal),
        "TANGGAL_PEMAKAMAN": _day(laporan.dimakamkan_tanggal),
        "NAMA_PELAPOR": pelapor.nama if pelapor else None,
        "NIK_PELAPOR": pelapor.nik if pelapor else None,
        "HUBUNGAN": pelapor.hubungan if pelapor else None,
    }


def voter_row(pemilih: Pemilih) -> Baris:
    """The voter's row; the place of DPID is taken by the row's own number."""
    return {
        "KECAMATAN": pemilih.kecamatan,
        "DESA": pemilih.desa,
        "DPID": str(pemilih.id),
        "NKK": pemilih.nkk,
        "NIK": pemilih.nik,
        "NAMA": pemilih.nama,
        "JK": pemilih.jenis_kelamin,
        "TMPT_LHR": pemilih.tempat_lahir,
        "TGL_LHR": _day(pemilih.tanggal_lahir),
        "STS": pemilih.status_kawin,
        "ALAMAT": pemilih.alamat,
        "RT": pemilih.rt,
        "RW": pemilih.rw,
        "KET": pemilih.keterangan,
        "TPS": pemilih.tps,
    }


def sidik_of(baris: Mapping[str, str | None]) -> str:
    """Fingerprint of what is compared: while it stays the same, so does everything that was decided on it."""
    told = "\x1f".join(f"{name}={value}" for name, value in sorted(baris.items()) if value)
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def sidik_jati(laporan: Laporan) -> str:
    """Fingerprint of who the dead is: name, NIK, sex and birth, without where he lived and who reported him."""
    baris = report_row(laporan, (), (None, None))
    return sidik_of({name: baris[name] for name in JATI})


def home_names(session: Session, laporan: Sequence[Laporan]) -> dict[str, tuple[str | None, str | None]]:
    """Village code of a home address → its name and that of its kecamatan."""
    codes = {one.alamat_desa_kode for one in laporan if one.alamat_desa_kode}
    wanted = codes | {kode[:8] for kode in codes}
    query = select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(wanted))
    names = {row.kode: row.nama for row in session.execute(query)} if wanted else {}
    return {kode: (names.get(kode), names.get(kode[:8])) for kode in codes}


def home_of(names: Mapping[str, tuple[str | None, str | None]], laporan: Laporan) -> tuple[str | None, str | None]:
    """(village, kecamatan) of one report's home address; where he was buried says nothing of where he lived."""
    return names.get(laporan.alamat_desa_kode or "", (None, None))


def _birth(laporan: Laporan) -> str | None:
    """As far as it is known: 1950-03-04, 1950-03 or 1950."""
    if laporan.lahir_tahun is None:
        return None
    parts = [f"{laporan.lahir_tahun:04}"]
    if laporan.lahir_bulan is not None:
        parts.append(f"{laporan.lahir_bulan:02}")
        if laporan.lahir_hari is not None:
            parts.append(f"{laporan.lahir_hari:02}")
    return "-".join(parts)


def _day(tanggal: date | None) -> str | None:
    return None if tanggal is None else tanggal.isoformat()
