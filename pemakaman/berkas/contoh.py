"""Sample data for previews: nobody's, and every value says so."""

from collections.abc import Iterable
from datetime import date, datetime, time

from pemakaman.berkas.setelan import Setelan
from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan
from pemakaman.nilai.tanggal import TanggalTakLengkap, format_tanggal

CONTOH = "CONTOH"
NIK = "0000000000000000"
KODE_WILAYAH = "99.99.99.9999"
LAHIR = TanggalTakLengkap(1950, 1, 1)
SAAT = datetime(2026, 2, 2, 9, 0)  # noqa: DTZ001
HARI = date(2026, 2, 1)
# Last part of a value's path → sample; the rest of a form prints the word CONTOH.
MENURUT_AKHIR = {
    "nik": NIK,
    "no_kk": NIK,
    "kewarganegaraan": "INDONESIA",
    "dokumen_perjalanan": "",
    "tgl": "01",
    "bln": "02",
    "thn": "2026",
    "jam": "09",
    "menit": "00",
    "telepon": "0800-0000-0000",
    "surel": "contoh@contoh.example",
    "umur": "76",
    "jenis_kelamin": "L",
    "jenis_kelamin_teks": "Laki-laki",
    "anak_ke": "1",
    "rt": "001",
    "rw": "002",
    "sebab": "1",
    "yang_menerangkan": "1",
    "tanggal_teks": "1 Februari 2026",
    "tanggal": "1 Februari 2026",
    "surat_tanggal": "1 Februari 2026",
    "pukul_teks": "09.00",
    "hari": "Minggu",
    "angka": "9999999999",
    "tempat_tanggal_lahir": "CONTOH, 1 Januari 1950",
}
MENURUT_JALUR = {"jenis.kematian": "1", "kode_wilayah": KODE_WILAYAH, "kop": ""}


def _person(peran: str) -> IsianOrang:
    return IsianOrang(
        nama=f"{CONTOH} NAMA {peran}",
        nik=NIK,
        no_kk=NIK,
        kewarganegaraan="INDONESIA",
        tempat_lahir=f"{CONTOH} TEMPAT",
        lahir=LAHIR,
    )


def empty_isian(setelan: Setelan) -> IsianPermohonan:
    """A form without anybody: only what the office itself prints."""
    return IsianPermohonan(
        kop=setelan.kop,
        tempat_ttd=setelan.tempat_tanda_tangan,
        pejabat_nama=setelan.mengetahui.nama,
        mengetahui=setelan.mengetahui.jabatan,
    )


def sample_isian(setelan: Setelan) -> IsianPermohonan:
    """A filled form."""
    return IsianPermohonan(
        kop=setelan.kop,
        provinsi=f"{CONTOH} PROVINSI",
        kabupaten_kota=f"{CONTOH} KABUPATEN",
        kecamatan=f"{CONTOH} KECAMATAN",
        desa_kelurahan=f"{CONTOH} DESA",
        kode_wilayah=KODE_WILAYAH,
        pelapor=_person("PELAPOR"),
        subjek=_person("ALMARHUM"),
        ayah=_person("AYAH"),
        ibu=_person("IBU"),
        saksi1=_person("SAKSI SATU"),
        saksi2=_person("SAKSI DUA"),
        kematian=IsianKematian(NIK, f"{CONTOH} NAMA ALMARHUM", HARI, time(9, 0), 1, f"{CONTOH} TEMPAT", 1),
        tempat_ttd=setelan.tempat_tanda_tangan,
        tanggal_ttd=format_tanggal(HARI),
        pejabat_nama=setelan.mengetahui.nama,
        pelapor_nama=f"{CONTOH} NAMA PELAPOR",
        mengetahui=setelan.mengetahui.jabatan,
        nomor_buku=f"Buku pokok pemakaman {CONTOH}: 0/0000",
    )


def sample_values(paths: Iterable[str]) -> dict[str, str]:
    """A sample for every named value of a form, also for one that came after this was written."""
    return {path: MENURUT_JALUR.get(path, MENURUT_AKHIR.get(path.rpartition(".")[2], CONTOH)) for path in paths}
