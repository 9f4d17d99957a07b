"""Everything the printed documents of one report need, as plain values; knows no table and no session."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from pemakaman.dokumen import uraian
from pemakaman.dokumen.isian_pendamping import companion_values
from pemakaman.nilai.tanggal import TanggalTakLengkap

MENGETAHUI = "Pejabat Dukcapil yang Membidangi"
ORANG = ("pelapor", "subjek", "ayah", "ibu", "saksi1", "saksi2")
BARIS_KOP = 4
BARIS_TERIMA = 8
# What a report's persons lack and a counter may know: `masukan.saksi1_pekerjaan` goes to `saksi1.pekerjaan`.
ISI_ORANG = ("no_kk", "tempat_tanggal_lahir", "umur", "pekerjaan", "alamat", "telepon", "surel", "hubungan")
# The counter's word before ours.
GANTI = {
    "desa.kepala": "masukan.jabatan_kepala",
    "ttd.kepala_desa": "masukan.nama_kepala",
    "ttd.kepala_desa_nip": "masukan.nip_kepala",
    "makam.pengelola": "masukan.nama_pengelola",
    "akta.nomor": "masukan.akta_nomor",
    "akta.tanggal_teks": "masukan.akta_tanggal",
    "kematian.menerangkan_f229": "masukan.menerangkan_f229",
    "terima.penyerah": "masukan.penyerah",
    "terima.selesai": "masukan.selesai",
}


@dataclass(frozen=True)
class IsianOrang:
    """One person of a form. An empty string is printed as empty boxes; `alamat` is street and house, no region."""

    nama: str = ""
    nik: str = ""
    dokumen_perjalanan: str = ""
    no_kk: str = ""
    kewarganegaraan: str = ""
    tempat_lahir: str = ""
    lahir: TanggalTakLengkap | None = None
    umur: int | None = None
    jenis_kelamin: str = ""
    agama: str = ""
    pekerjaan: str = ""
    status_kawin: str = ""
    anak_ke: int | None = None
    bin_binti: str = ""
    hubungan: str = ""
    telepon: str = ""
    surel: str = ""
    alamat: str = ""
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    desa: str = ""
    kecamatan: str = ""
    kab_kota: str = ""
    provinsi: str = ""
    sebutan_desa: str = ""
    nik_alasan: str = ""


@dataclass(frozen=True)
class IsianKematian:
    """The seven items of the block KEMATIAN; `sebab` 1–6 and `yang_menerangkan` 1–4 as on F-2.01; the letter of it."""

    nik: str = ""
    nama: str = ""
    tanggal: date | None = None
    pukul: time | None = None
    sebab: int | None = None
    tempat: str = ""
    yang_menerangkan: int | None = None
    surat_nomor: str = ""
    surat_tanggal: date | None = None
    surat_penerbit: str = ""


@dataclass(frozen=True)
class IsianMakam:
    """The burial: where, when, by whom, and its number in the book."""

    kode: str = ""
    nama: str = ""
    alamat: str = ""
    telepon: str = ""
    blok: str = ""
    petak: str = ""
    nomor: str = ""
    tanggal: date | None = None
    pukul: time | None = None
    petugas: str = ""
    pengelola: str = ""
    nomor_buku: str = ""
    desa: str = ""


@dataclass(frozen=True)
class IsianAkta:
    """The certificate, once there is one."""

    nomor: str = ""
    tanggal: date | None = None


@dataclass(frozen=True)
class IsianTerima:
    """The receipt: the number to follow the report, what was handed in, working days until it is done."""

    nomor: str = ""
    berkas: Sequence[str] = ()
    hari_layanan: int | None = None


@dataclass(frozen=True)
class IsianPermohonan:
    """One application. `kop` holds the letterhead, first line first; `nomor_buku` goes into the foot."""

    kop: Sequence[str] = ()
    provinsi: str = ""
    kabupaten_kota: str = ""
    kecamatan: str = ""
    desa_kelurahan: str = ""
    kode_wilayah: str = ""
    sebutan_desa: str = ""
    kepala_desa: str = ""
    zona: str = ""
    pelapor: IsianOrang = IsianOrang()
    subjek: IsianOrang = IsianOrang()
    ayah: IsianOrang = IsianOrang()
    ibu: IsianOrang = IsianOrang()
    saksi1: IsianOrang = IsianOrang()
    saksi2: IsianOrang = IsianOrang()
    kematian: IsianKematian = IsianKematian()
    makam: IsianMakam = IsianMakam()
    akta: IsianAkta = IsianAkta()
    terima: IsianTerima = IsianTerima()
    tempat_ttd: str = ""
    tanggal_ttd: str = ""
    pejabat_nama: str | None = None
    pejabat_nip: str | None = None
    pelapor_nama: str = ""
    mengetahui: str = MENGETAHUI
    nomor_buku: str = ""
    jenis: frozenset[str] = field(default_factory=lambda: frozenset({"kematian"}))


def _padded(number: int | None, width: int = 2) -> str:
    return "" if number is None else f"{number:0{width}d}"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _orang(orang: IsianOrang) -> dict[str, str]:
    lahir = orang.lahir
    texts = (
        "nama nik dokumen_perjalanan no_kk kewarganegaraan tempat_lahir jenis_kelamin agama pekerjaan status_kawin "
        "bin_binti hubungan telepon surel rt rw desa kecamatan kab_kota provinsi nik_alasan"
    )
    desa = f"{orang.sebutan_desa} {orang.desa}".strip() if orang.desa else ""
    street = uraian.join_words(orang.alamat, orang.dusun, uraian.rt_rw(orang.rt, orang.rw))
    return {
        **{name: getattr(orang, name) for name in texts.split()},
        "lahir.tgl": _padded(lahir.hari) if lahir else "",
        "lahir.bln": _padded(lahir.bulan) if lahir else "",
        "lahir.thn": _padded(lahir.tahun, 4) if lahir else "",
        "umur": _number(orang.umur),
        "anak_ke": _number(orang.anak_ke),
        "jenis_kelamin_teks": uraian.KELAMIN.get(orang.jenis_kelamin, ""),
        "jenis_kelamin.kode": {"L": "1", "P": "2"}.get(orang.jenis_kelamin, ""),
        "agama.kode": uraian.religion_code(orang.agama),
        "tempat_tanggal_lahir": uraian.birth_text(orang.tempat_lahir, lahir, orang.umur),
        "jalan": street,
        "alamat": uraian.join_words(
            street, desa, f"Kecamatan {orang.kecamatan}" if orang.kecamatan else "", orang.kab_kota, orang.provinsi
        ),
    }


def _kematian(kematian: IsianKematian, zona: str) -> dict[str, str]:
    tanggal, pukul = kematian.tanggal, kematian.pukul
    return {
        "nik": kematian.nik,
        "nama": kematian.nama,
        "tempat": kematian.tempat,
        "tgl": _padded(tanggal.day) if tanggal else "",
        "bln": _padded(tanggal.month) if tanggal else "",
        "thn": _padded(tanggal.year, 4) if tanggal else "",
        "jam": _padded(pukul.hour) if pukul else "",
        "menit": _padded(pukul.minute) if pukul else "",
        "sebab": _number(kematian.sebab),
        "sebab_teks": uraian.SEBAB.get(kematian.sebab or 0, ""),
        "yang_menerangkan": _number(kematian.yang_menerangkan),
        "yang_menerangkan_teks": uraian.MENERANGKAN.get(kematian.yang_menerangkan or 0, ""),
        "hari": uraian.day_of(tanggal),
        "tanggal_teks": uraian.date_text(tanggal),
        "hari_tanggal": uraian.day_and_date(tanggal),
        "pukul_teks": uraian.time_text(pukul, zona),
        "menerangkan_f229": uraian.MENERANGKAN_F229.get(kematian.yang_menerangkan or 0, ""),
        "surat_nomor": kematian.surat_nomor,
        "surat_tanggal": uraian.date_text(kematian.surat_tanggal),
        "surat_penerbit": kematian.surat_penerbit,
    }


def _makam(makam: IsianMakam, zona: str) -> dict[str, str]:
    texts = "kode nama alamat telepon blok petak nomor petugas pengelola nomor_buku"
    place = (("Blok", makam.blok), ("petak", makam.petak), ("makam nomor", makam.nomor))
    return {
        **{name: getattr(makam, name) for name in texts.split()},
        "hari": uraian.day_of(makam.tanggal),
        "tanggal_teks": uraian.date_text(makam.tanggal),
        "hari_tanggal": uraian.day_and_date(makam.tanggal),
        "pukul_teks": uraian.time_text(makam.pukul, zona),
        "letak": uraian.join_words(*(f"{word} {value}" for word, value in place if value)),
    }


def _tanda_tangan(isian: IsianPermohonan) -> dict[str, str]:
    return {
        "ttd.tempat_tanggal": uraian.join_words(isian.tempat_ttd, isian.tanggal_ttd),
        "ttd.tempat": isian.tempat_ttd,
        "ttd.tanggal": isian.tanggal_ttd,
        "ttd.pejabat": isian.pejabat_nama or "",
        "ttd.nip": isian.pejabat_nip or "",
        "ttd.pelapor": isian.pelapor_nama,
        "ttd.mengetahui": isian.mengetahui,
        "terima.penyerah": isian.pelapor_nama,
        "makam.tempat_tanggal": uraian.join_words(isian.makam.desa, isian.tanggal_ttd),
        "desa.tempat_tanggal": uraian.join_words(isian.desa_kelurahan, isian.tanggal_ttd),
        "nomor_buku": isian.nomor_buku,
    }


def _terima(terima: IsianTerima) -> dict[str, str]:
    return {
        "terima.nomor": terima.nomor,
        "terima.selesai": f"paling lama {terima.hari_layanan} hari kerja" if terima.hari_layanan else "",
        **{f"terima.{nomor}": one for nomor, one in enumerate(terima.berkas[:BARIS_TERIMA], 1)},
    }


def _wilayah(isian: IsianPermohonan) -> dict[str, str]:
    """The region, and the letterhead of the village in it."""
    kab, kecamatan, desa = isian.kabupaten_kota, isian.kecamatan, isian.desa_kelurahan
    return {
        "provinsi": isian.provinsi,
        "kabupaten_kota": kab,
        "kecamatan": kecamatan,
        "desa_kelurahan": desa,
        "kode_wilayah": isian.kode_wilayah,
        "kode_wilayah.angka": "".join(filter(str.isdigit, isian.kode_wilayah)),
        "desa.sebutan": isian.sebutan_desa,
        "desa.kepala": isian.kepala_desa,
        "kop_desa.1": f"PEMERINTAH {kab}".upper() if kab else "",
        "kop_desa.2": f"KECAMATAN {kecamatan}".upper() if kecamatan else "",
        "kop_desa.3": f"{isian.sebutan_desa} {desa}".strip().upper() if desa else "",
    }


def clean_text(value: str) -> str:
    """One line, composed characters, nothing unprintable: what boxes and XML can carry."""
    line = " ".join(unicodedata.normalize("NFC", value).split())
    return "".join(character for character in line if character.isprintable())


def flatten_isian(isian: IsianPermohonan, masukan: Mapping[str, str] | None = None) -> dict[str, str]:
    """The application as {path: text}, the names that layouts use; an empty value is an empty string.

    `masukan` holds what the report does not, its keys with the prefix `masukan.`; it fills what is empty.
    """
    values = {
        **_wilayah(isian),
        **_tanda_tangan(isian),
        **{f"jenis.{jenis}": "1" for jenis in sorted(isian.jenis)},
        **{f"kematian.{name}": value for name, value in _kematian(isian.kematian, isian.zona).items()},
        **{f"makam.{name}": value for name, value in _makam(isian.makam, isian.zona).items()},
        **_terima(isian.terima),
        "akta.nomor": isian.akta.nomor,
        "akta.tanggal_teks": uraian.date_text(isian.akta.tanggal),
        **{f"kop.{nomor}": line for nomor, line in enumerate(isian.kop[:BARIS_KOP], 1)},
    }
    for role in ORANG:
        values |= {f"{role}.{name}": value for name, value in _orang(getattr(isian, role)).items()}
    values = {path: clean_text(value) for path, value in {**values, **(masukan or {})}.items()}
    values["kop"] = "\n".join(clean_text(line) for line in isian.kop)
    values |= _from_masukan(values)
    return values | companion_values(values)


def _from_masukan(values: Mapping[str, str]) -> dict[str, str]:
    """What the counter wrote, at the place where layouts look for it; of persons only what the report leaves empty."""
    found = {path: values[key] for path, key in GANTI.items() if values.get(key)}
    if values.get("masukan.berkas_1"):
        found |= {f"terima.{n}": values.get(f"masukan.berkas_{n}", "") for n in range(1, BARIS_TERIMA + 1)}
    for role in ORANG:
        for name in ISI_ORANG:
            typed = values.get(f"masukan.{role}_{name}", "")
            if typed and not values[f"{role}.{name}"]:
                found[f"{role}.{name}"] = typed
    return found
