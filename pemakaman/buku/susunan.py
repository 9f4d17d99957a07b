"""Column sets of the printed book, as data: headings as the offices use them, widths in mm, and each cell's text."""

from collections.abc import Callable
from dataclasses import dataclass

from pemakaman.buku import sel
from pemakaman.buku.baris import BarisBuku, MakamBuku
from pemakaman.makam.rules import SusunanBuku

Isi = Callable[[BarisBuku, MakamBuku], str]
LEBAR_MM = 281


@dataclass(frozen=True)
class Kolom:
    """One column. `kelas` 'rapat' is for numbers and short words that stand in the middle."""

    judul: str
    lebar: float
    isi: Isi
    kelas: str = ""


@dataclass(frozen=True)
class Susunan:
    """A column set; `kepala_desa` says whether the head of the desa or nagari signs too."""

    judul: str
    kolom: tuple[Kolom, ...]
    petugas: str = "Petugas"
    kepala_desa: bool = False


def _row(function: Callable[[BarisBuku], str]) -> Isi:
    return lambda row, _: function(row)


# None of the three paper sets has a place for what became of a row later, so each ends with a column for it.
def _keterangan(lebar: float) -> Kolom:
    return Kolom("KETERANGAN", lebar, _row(sel.keterangan))


_BADUNG = Susunan(
    judul="BUKU POKOK PEMAKAMAN",
    kolom=(
        Kolom("NO", 16, _row(sel.nomor), "rapat"),
        Kolom("NIK", 27, _row(sel.nik)),
        Kolom("NAMA", 34, _row(sel.nama)),
        Kolom("TEMPAT, TANGGAL MENINGGAL", 32, _row(sel.tempat_tanggal_meninggal)),
        Kolom("TANGGAL PEMAKAMAN", 24, _row(sel.tanggal_pemakaman)),
        Kolom("NAMA PELAPOR", 27, lambda row, _: row.pelapor.nama or ""),
        Kolom("NIK PELAPOR", 27, lambda row, _: row.pelapor.nik or ""),
        Kolom("NAMA KELUARGA YANG DAPAT DIHUBUNGI", 29, _row(sel.keluarga)),
        Kolom("ALAMAT", 36, _row(sel.alamat)),
        _keterangan(29),
    ),
)

_PASAMAN_BARAT = Susunan(
    judul="LAPORAN PERISTIWA KEMATIAN (BUKU POKOK PEMAKAMAN)",
    kolom=(
        Kolom("NO", 16, _row(sel.nomor), "rapat"),
        Kolom("NIK", 27, _row(sel.nik)),
        Kolom("NAMA", 33, _row(sel.nama)),
        Kolom("TEMPAT MENINGGAL", 25, _row(sel.tempat_meninggal)),
        Kolom("HUBUNGAN KELUARGA", 23, lambda row, _: row.pelapor.hubungan or ""),
        Kolom("JAM (WIB), TGL, BLN, THN WAKTU MENINGGAL", 30, lambda row, makam: sel.waktu_meninggal(row, makam.zona)),
        Kolom("SEBAB KEMATIAN", 23, _row(sel.sebab)),
        Kolom("SAKSI I (NAMA)", 24, lambda row, _: row.saksi1.nama or ""),
        Kolom("SAKSI II", 24, lambda row, _: row.saksi2.nama or ""),
        Kolom("PELAPOR & NO HP", 27, _row(sel.pelapor_telepon)),
        _keterangan(29),
    ),
    petugas="Operator",
    kepala_desa=True,
)

_JEPARA = Susunan(
    judul="BUKU POKOK PEMAKAMAN",
    kolom=(
        Kolom("no", 9, _row(sel.nomor_dua_baris), "rapat"),
        Kolom("hubungan dengan yang meninggal (ahli waris)", 15.5, _row(sel.ahli_waris)),
        Kolom("nama almarhum", 18, lambda row, _: sel.nama_saja(row)),
        Kolom("bin/binti", 14, lambda row, _: row.bin_binti or ""),
        Kolom("NIK", 14, _row(sel.nik_dua_baris)),
        Kolom("JK", 6, lambda row, _: row.jenis_kelamin or "", "rapat"),
        Kolom("tempat & tgl lahir", 17, _row(sel.lahir)),
        Kolom("kewarga\u00adnegaraan", 14, lambda row, _: row.kewarganegaraan or "", "rapat"),
        Kolom("status perka\u00adwinan", 12, lambda row, _: row.status_kawin or ""),
        Kolom("peker\u00adjaan", 14.5, lambda row, _: row.pekerjaan or ""),
        Kolom("alamat", 21, _row(sel.alamat)),
        Kolom("foto KK", 7.5, _row(sel.foto), "rapat"),
        Kolom("foto KTP", 7.5, _row(sel.foto), "rapat"),
        Kolom("hari", 11, _row(sel.hari_meninggal)),
        Kolom("tanggal", 15, _row(sel.tanggal_meninggal)),
        Kolom("jam", 9, lambda row, makam: sel.jam(row.meninggal_pukul), "rapat"),
        Kolom("tempat", 15, _row(sel.tempat_meninggal)),
        Kolom("sebab mening\u00adgal", 13.5, _row(sel.sebab)),
        Kolom("tempat pema\u00adkaman", 15.5, sel.letak),
        Kolom("keper\u00adluan", 14, _row(sel.keperluan)),
        Kolom("kete\u00adrangan", 18, _row(sel.keterangan)),
    ),
)

_GABUNGAN = Susunan(
    judul="BUKU POKOK PEMAKAMAN",
    kolom=(
        Kolom("NO URUT", 11, _row(sel.nomor_dua_baris), "rapat"),
        Kolom("NAMA, BIN/BINTI, JENIS KELAMIN", 28, _row(sel.orang)),
        Kolom("NIK, NO KK", 27, _row(sel.nik_kk)),
        Kolom("LAHIR, AGAMA, KEWARGA\u00adNEGARAAN", 24, _row(sel.lahir_agama)),
        Kolom("STATUS KAWIN, PEKERJAAN, ALAMAT DOMISILI", 36, _row(sel.domisili)),
        Kolom(
            "MENINGGAL: WAKTU, TEMPAT, SEBAB, YANG MENERANG\u00adKAN, SURAT",
            31,
            lambda row, m: sel.kematian(row, m.zona),
        ),
        Kolom("DIMAKAMKAN: WAKTU, MAKAM, BLOK/PETAK/NOMOR, TUMPANG, IZIN", 29, sel.pemakaman),
        Kolom("PELAPOR/AHLI WARIS: NAMA, NIK, HUBUNGAN, HP, ALAMAT", 29, _row(sel.pelapor)),
        Kolom("SAKSI I, II; PETUGAS MAKAM", 20, _row(sel.saksi_petugas)),
        Kolom("KETERANGAN", 23, _row(sel.keterangan_tanpa_akta)),
        Kolom("STATUS AKTA, NOMOR, TANGGAL", 23, _row(sel.akta)),
    ),
    kepala_desa=True,
)

SUSUNAN: dict[SusunanBuku, Susunan] = {
    SusunanBuku.GABUNGAN: _GABUNGAN,
    SusunanBuku.BADUNG: _BADUNG,
    SusunanBuku.PASAMAN_BARAT: _PASAMAN_BARAT,
    SusunanBuku.JEPARA: _JEPARA,
}
