"""The published schema of the data attached to documents, JSON Schema 2020-12.

A field may be added to version 1; one that changes its meaning or goes needs version 2 beside it.
"""

from typing import Any

from pemakaman.dokumen.data import SKEMA
from pemakaman.dokumen.jenis import Jenis

TANGGAL = r"^\d{4}-\d{2}-\d{2}$"
TANGGAL_SEBAGIAN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
PUKUL = r"^\d{2}:\d{2}$"

ORANG = {
    "nama": "Nama lengkap",
    "nik": "Nomor Induk Kependudukan, seperti tertulis di laporan",
    "dokumen_perjalanan": "Nomor dokumen perjalanan (paspor) orang asing",
    "no_kk": "Nomor Kartu Keluarga",
    "kewarganegaraan": "Kewarganegaraan",
    "tempat_lahir": "Tempat lahir",
    "jenis_kelamin": "Jenis kelamin: L (laki-laki) atau P (perempuan)",
    "agama": "Agama atau kepercayaan",
    "pekerjaan": "Pekerjaan",
    "status_kawin": "Status perkawinan",
    "bin_binti": "Nama ayah setelah bin atau binti",
    "hubungan": "Hubungan dengan almarhum",
    "telepon": "Nomor telepon",
    "surel": "Alamat surel",
    "alamat": "Alamat: jalan dan nomor rumah",
    "dusun": "Dusun atau lingkungan",
    "rt": "Nomor RT",
    "rw": "Nomor RW",
    "desa": "Desa atau kelurahan",
    "kecamatan": "Kecamatan",
    "kab_kota": "Kabupaten atau kota",
    "provinsi": "Provinsi",
    "sebutan_desa": "Desa atau Kelurahan, sebutan wilayahnya",
    "nik_alasan": "Sebab NIK tidak diketahui",
}
KEMATIAN = {
    "nik": "NIK almarhum",
    "nama": "Nama almarhum",
    "tempat": "Tempat meninggal",
    "surat_nomor": "Nomor surat keterangan kematian",
    "surat_penerbit": "Penerbit surat keterangan kematian",
}
MAKAM = {
    "kode": "Kode makam di program ini",
    "nama": "Nama tempat pemakaman",
    "alamat": "Alamat tempat pemakaman",
    "telepon": "Telepon tempat pemakaman",
    "blok": "Blok",
    "petak": "Petak",
    "nomor": "Nomor makam",
    "petugas": "Petugas yang mencatat",
    "pengelola": "Pengelola tempat pemakaman",
    "nomor_buku": "Nomor di buku pokok pemakaman",
    "desa": "Desa atau kelurahan tempat pemakaman",
}
UMUM = {
    "provinsi": "Provinsi tempat tinggal almarhum",
    "kabupaten_kota": "Kabupaten atau kota tempat tinggal almarhum",
    "kecamatan": "Kecamatan tempat tinggal almarhum",
    "desa_kelurahan": "Desa atau kelurahan tempat tinggal almarhum",
    "kode_wilayah": "Kode wilayah Kemendagri tempat tinggal almarhum",
    "sebutan_desa": "Desa atau Kelurahan, sebutan wilayahnya",
    "kepala_desa": "Nama kepala desa atau lurah",
    "zona": "Zona waktu: WIB, WITA, atau WIT",
    "tempat_ttd": "Tempat penandatanganan",
    "tanggal_ttd": "Tanggal penandatanganan, dalam kata",
    "pejabat_nama": "Nama pejabat yang mengetahui",
    "pejabat_nip": "NIP pejabat yang mengetahui",
    "pelapor_nama": "Nama pelapor di bawah tanda tangan",
    "mengetahui": "Jabatan yang mengetahui",
    "nomor_buku": "Nomor di buku pokok pemakaman, seperti tercetak di kaki halaman",
}
PELAKU = {
    "pelapor": "Pelapor",
    "subjek": "Subjek akta, yaitu almarhum",
    "ayah": "Ayah almarhum",
    "ibu": "Ibu almarhum",
    "saksi1": "Saksi I",
    "saksi2": "Saksi II",
}


def _text(judul: str, pattern: str | None = None) -> dict[str, Any]:
    return {"type": "string", "title": judul, **({"pattern": pattern} if pattern else {"minLength": 1})}


def _number(judul: str, most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "integer", "title": judul, "minimum": least, "maximum": most}


def _group(judul: str, texts: dict[str, str], **more: Any) -> dict[str, Any]:
    properties = {**{name: _text(title) for name, title in texts.items()}, **more}
    return {"type": "object", "title": judul, "properties": properties, "additionalProperties": False}


def _orang() -> dict[str, Any]:
    return _group(
        "Satu orang di formulir",
        ORANG,
        lahir=_text("Tanggal lahir, sejauh diketahui: tahun, tahun-bulan, atau tahun-bulan-hari", TANGGAL_SEBAGIAN),
        umur=_number("Umur dalam tahun", 150),
        anak_ke=_number("Anak ke berapa", 30, 1),
    )


def _kematian() -> dict[str, Any]:
    return _group(
        "Kematian",
        KEMATIAN,
        tanggal=_text("Tanggal meninggal", TANGGAL),
        pukul=_text("Pukul meninggal, waktu setempat", PUKUL),
        sebab=_number("Sebab kematian, angka 1–6 seperti di F-2.01", 6, 1),
        yang_menerangkan=_number("Yang menerangkan, angka 1–4 seperti di F-2.01", 4, 1),
        surat_tanggal=_text("Tanggal surat keterangan kematian", TANGGAL),
    )


def _dokumen() -> dict[str, Any]:
    group = _group(
        "Keterangan dokumen",
        {"nomor": "Nomor dokumen"},
        jenis={"enum": [jenis.value for jenis in Jenis], "title": "Jenis dokumen"},
        tanggal=_text("Tanggal dokumen", TANGGAL),
        kantor=_text("Kode Kemendagri kabupaten/kota yang menerbitkan", r"^\d{2}\.\d{2}$"),
        kode_periksa=_text("Kode untuk halaman periksa keaslian", "^[A-Z2-7]{26}$"),
    )
    return {**group, "required": ["jenis", "nomor", "tanggal", "kantor", "kode_periksa"]}


def _permohonan() -> dict[str, Any]:
    many = {"type": "array", "items": {"type": "string"}}
    return {
        "skema": _text("Alamat skema ini", r"/skema/permohonan-1\.json$"),
        "dokumen": _dokumen(),
        **{name: _text(title) for name, title in UMUM.items()},
        **{name: {"$ref": "#/$defs/orang", "title": title} for name, title in PELAKU.items()},
        "kematian": _kematian(),
        "makam": _group(
            "Pemakaman",
            MAKAM,
            tanggal=_text("Tanggal dimakamkan", TANGGAL),
            pukul=_text("Pukul dimakamkan, waktu setempat", PUKUL),
        ),
        "akta": _group(
            "Akta kematian, bila sudah terbit",
            {"nomor": "Nomor akta kematian"},
            tanggal=_text("Tanggal akta kematian", TANGGAL),
        ),
        "terima": _group(
            "Tanda terima berkas",
            {"nomor": "Nomor tanda terima"},
            berkas={**many, "title": "Surat yang diterima"},
            hari_layanan=_number("Paling lama berapa hari kerja", 365),
        ),
        "kop": {**many, "title": "Kop surat, baris demi baris"},
        "jenis": {**many, "title": "Peristiwa yang dilaporkan, misalnya kematian"},
        "masukan": {"type": "object", "title": "Isian petugas yang tidak ada di laporan, menurut namanya"},
    }


PERMOHONAN_1: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": SKEMA,
    "title": "Data dokumen pemakaman",
    "description": (
        "Isi sebuah dokumen yang dicetak program pemakaman, terlampir di PDF-nya. Isian yang kosong tidak disebut. "
        "Memuat data pribadi: pakailah hanya untuk tugas yang dilayani dokumen itu."
    ),
    "type": "object",
    "required": ["skema", "dokumen"],
    "properties": _permohonan(),
    "additionalProperties": False,
    "$defs": {"orang": _orang()},
}
