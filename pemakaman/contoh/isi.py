"""What is typed into each page of an invented report."""

from datetime import date
from random import Random
from types import SimpleNamespace
from typing import Any

from pemakaman.contoh.kejadian import Kejadian
from pemakaman.contoh.orang import Orang, seeded
from pemakaman.contoh.suku import LAKI
from pemakaman.laporan.bukti_tangga import read_ladder
from pemakaman.laporan.rules import JenisBukti, Kasus
from pemakaman.makam.rules import JenisMakam
from pemakaman.nilai.tanggal import TanggalTakLengkap

Isian = dict[str, Any]
RUMAH_SAKIT = {
    "18.71": ("RSUD Dr. H. Abdul Moeloek", "RSUD Dr. A. Dadi Tjokrodipo"),
    "18.72": ("RSUD Jenderal Ahmad Yani",),
}
PEKERJAAN = ("Petani/Pekebun", "Mengurus Rumah Tangga", "Wiraswasta", "Buruh Tani", "Pedagang", "Nelayan", "Pensiunan")
JALAN = ("Melati", "Kenanga", "Cendana", "Raya Pasar", "Sungai", "Kopi", "Lada", "Masjid", "Balai Desa", "Dusun III")
DUSUN = ("Dusun I", "Dusun II", "Dusun III", None)
TERLAMBAT = (
    "Keluarga baru pulang dari perantauan.",
    "Surat kematian dari desa baru diterima minggu ini.",
    "Pengelola makam baru menemukan catatannya saat menutup buku bulanan.",
)
HUBUNGAN = ("Anak", "Anak", "Istri", "Suami", "Saudara", "Keluarga lain", "Ketua RT")
_SURAT: dict[Kasus, JenisBukti] = {
    Kasus.TIDAK_DIKENAL: JenisBukti.SURAT_POLISI,
    Kasus.HILANG: JenisBukti.PENETAPAN_PENGADILAN,
    Kasus.PESAWAT: JenisBukti.SURAT_MASKAPAI,
    Kasus.LUAR_NEGERI: JenisBukti.SKK_PERWAKILAN,
}
_KEDUA: dict[Kasus, JenisBukti] = {
    Kasus.RUMAH: JenisBukti.KK_KTP,
    Kasus.RUMAH_SAKIT: JenisBukti.KK_KTP,
    Kasus.LUAR_NEGERI: JenisBukti.DOKUMEN_PERJALANAN,
    Kasus.ORANG_ASING: JenisBukti.DOKUMEN_PERJALANAN,
    Kasus.TIDAK_TERDAFTAR: JenisBukti.DOKUMEN_PENDUKUNG,
}


def proofs(kejadian: Kejadian) -> list[JenisBukti]:
    """The kinds of proof the case needs, and now and then a photo of the grave."""
    kinds = [_SURAT.get(kejadian.kasus, JenisBukti.SURAT_KEMATIAN)]
    if kejadian.kasus in _KEDUA:
        kinds.append(_KEDUA[kejadian.kasus])
    if kejadian.nomor % 11 == 0:
        kinds.append(JenisBukti.FOTO_MAKAM)
    if _is_weak(kejadian, kinds):
        kinds.append(JenisBukti.SPTJM)
    return kinds


def is_in_siak(kejadian: Kejadian) -> bool:
    """Would an officer find this person among the residents?"""
    return kejadian.nik is not None and kejadian.kasus is not Kasus.ORANG_ASING


def _is_weak(kejadian: Kejadian, kinds: list[JenisBukti]) -> bool:
    typed = {name: value for page in pages(kejadian).values() for name, value in page.items()}
    names = ("nik", "nik_alasan", "menerangkan", "surat_nomor", "surat_penerbit")
    report = SimpleNamespace(kasus=kejadian.kasus, **{name: typed.get(name) for name in names})
    return bool(read_ladder(report, kinds, tidak_ada_di_data=not is_in_siak(kejadian)).kelemahan)


def pages(kejadian: Kejadian) -> dict[str, Isian]:
    """Page group → what stands in its fields; empty fields are left out."""
    rng = seeded(kejadian.nomor)
    found = {
        "almarhum": _almarhum(kejadian, rng),
        "kematian": _kematian(kejadian, rng),
        "pemakaman": _pemakaman(kejadian, rng),
        "pelapor": _pelapor(kejadian, rng),
        "saksi": _saksi(kejadian),
        "orang_tua": _orang_tua(kejadian, rng),
    }
    return {name: {key: value for key, value in page.items() if value is not None} for name, page in found.items()}


def is_entered_whole(kejadian: Kejadian) -> bool:
    """Did the one who made the lapor awal know everything then? Mostly, where the report went on."""
    return kejadian.garis.diajukan is not None and kejadian.nomor % 10 < 9


def first_entry(kejadian: Kejadian) -> Isian:
    """What a lapor awal knows: everything, or a few things; a row of an old paper book knows a little more."""
    all_pages = pages(kejadian)
    if is_entered_whole(kejadian):
        return {name: value for page in all_pages.values() for name, value in page.items()}
    names = ["nama", "tidak_dikenal", "bin_binti", "jenis_kelamin", "kasus"]
    if kejadian.impor or kejadian.kasus is Kasus.LAHIR_MATI:
        names += ["umur", "alamat", "agama"]
    page = {**all_pages["almarhum"], **all_pages["kematian"]}
    entry = {name: page[name] for name in names if name in page}
    if kejadian.impor and kejadian.umur > 0:
        entry["umur"] = kejadian.umur
    burial = all_pages["pemakaman"]
    entry |= {name: burial[name] for name in ("dimakamkan_tanggal", "blok", "petak") if name in burial}
    if kejadian.nomor % 2 or kejadian.impor:
        entry["meninggal_tanggal"] = kejadian.garis.meninggal.date()
    return entry


def partial_birth(lahir: date, rng: Random, meninggal: date) -> TanggalTakLengkap:
    """A birth as it is known: of the old now and then only the year, or month and year."""
    known = rng.random()
    if (meninggal - lahir).days < 365 * 60 or known > 0.2:
        return TanggalTakLengkap(lahir.year, lahir.month, lahir.day)
    return TanggalTakLengkap(lahir.year, lahir.month) if known < 0.06 else TanggalTakLengkap(lahir.year)


def _almarhum(kejadian: Kejadian, rng: Random) -> Isian:
    orang, kasus = kejadian.almarhum, kejadian.kasus
    meninggal = kejadian.garis.meninggal.date()
    if kasus is Kasus.TIDAK_DIKENAL:
        return {
            "kasus": kasus.value,
            "tidak_dikenal": True,
            "jenis_kelamin": orang.jenis_kelamin,
            "umur": kejadian.umur // 10 * 10,
        }
    is_foreign = kasus is Kasus.ORANG_ASING
    married = "Kawin" if kejadian.umur > 22 else "Belum kawin"
    return {
        "kasus": kasus.value,
        "nama": orang.nama,
        "bin_binti": orang.bin_binti,
        "nik": kejadian.nik,
        "nik_alasan": kejadian.nik_alasan,
        "no_kk": orang.no_kk if kejadian.nik and rng.random() < 0.8 else None,
        "jenis_kelamin": orang.jenis_kelamin,
        "tempat_lahir": orang.tempat_lahir,
        "lahir": partial_birth(orang.lahir, rng, meninggal),
        "agama": orang.agama,
        "kewarganegaraan": "Malaysia" if is_foreign else "WNI",
        "dokumen_perjalanan": f"A{rng.randint(10_000_000, 99_999_999)}" if is_foreign else None,
        "status_kawin": rng.choice((married, "Cerai mati")) if kejadian.umur > 60 else married,
        "pekerjaan": rng.choice(PEKERJAAN) if kejadian.umur > 22 else "Belum/Tidak Bekerja",
        "anak_ke": rng.randint(1, 7),
        "alamat": f"Jalan {rng.choice(JALAN)} No. {rng.randint(1, 180)}",
        "rt": f"{rng.randint(1, 12):03}",
        "rw": f"{rng.randint(1, 6):03}",
        "dusun": DUSUN[kejadian.nomor % len(DUSUN)],
        "alamat_desa_kode": kejadian.desa.kode,
    }


def _kematian(kejadian: Kejadian, rng: Random) -> Isian:
    garis, kasus = kejadian.garis, kejadian.kasus
    hari = garis.meninggal.date()
    jenis, nama = _place(kejadian, rng)
    letter_day = garis.dimakamkan.date()
    return {
        "kasus": kasus.value,
        "meninggal_tanggal": hari,
        "meninggal_pukul": garis.meninggal.time().replace(tzinfo=None) if rng.random() < 0.8 else None,
        "meninggal_tempat_jenis": jenis,
        "meninggal_tempat": nama,
        "sebab": kejadian.sebab,
        "menerangkan": 3 if kasus is Kasus.TIDAK_DIKENAL else 1 if jenis == "rumah_sakit" else rng.choice((2, 4)),
        "surat_nomor": f"474.3/{rng.randint(1, 380):03}/{letter_day.month:02}/{letter_day.year}",
        "surat_tanggal": letter_day,
        "surat_penerbit": nama if jenis == "rumah_sakit" else _village_office(kejadian),
        "alasan_terlambat": rng.choice(TERLAMBAT) if garis.terlambat else None,
    }


def _village_office(kejadian: Kejadian) -> str:
    """The fourth part of a region's code begins with 1 for a kelurahan, with 2 for a desa."""
    kind = "Kelurahan" if kejadian.desa.kode.rpartition(".")[2].startswith("1") else "Desa"
    return f"Kantor {kind} {kejadian.desa.nama}"


def _place(kejadian: Kejadian, rng: Random) -> tuple[str, str]:
    special = {
        Kasus.LUAR_NEGERI: ("rumah_sakit", "Hospital Kuala Lumpur, Malaysia"),
        Kasus.PESAWAT: ("lainnya", "Pesawat jatuh di Laut Jawa"),
        Kasus.HILANG: ("lainnya", "Perairan Selat Sunda"),
        Kasus.TIDAK_DIKENAL: ("jalan", "Jalan Lintas Sumatra"),
    }
    if kejadian.kasus in special:
        return special[kejadian.kasus]
    if kejadian.kasus in {Kasus.RUMAH_SAKIT, Kasus.BAYI, Kasus.LAHIR_MATI}:
        return "rumah_sakit", rng.choice(
            RUMAH_SAKIT.get(kejadian.tempat.kab_kode, ("RSUD Kabupaten", "Puskesmas rawat inap"))
        )
    return "rumah", f"Rumah, {kejadian.desa.nama}"


def _pemakaman(kejadian: Kejadian, rng: Random) -> Isian:
    is_cremated = kejadian.tempat.jenis is JenisMakam.KREMATORIUM
    return {
        "dimakamkan_tanggal": kejadian.garis.dimakamkan.date(),
        "dimakamkan_pukul": kejadian.garis.dimakamkan.time().replace(tzinfo=None, second=0),
        "blok": None if is_cremated else rng.choice(("A", "B", "C", "D", "Timur", None)),
        "petak": None if is_cremated else str(rng.randint(1, 60)),
        "nomor_makam": None if is_cremated else rng.choice((None, str(rng.randint(1, 400)))),
        "tumpang": rng.random() < 0.04 and not is_cremated,
        "keterangan": "Dikremasi; abu dibawa keluarga." if is_cremated else None,
    }


def _pelapor(kejadian: Kejadian, rng: Random) -> Isian:
    orang = kejadian.pelapor
    hubungan = rng.choice(HUBUNGAN if kejadian.umur > 30 else ("Orang tua", "Saudara", "Keluarga lain"))
    if kejadian.kasus is Kasus.TIDAK_DIKENAL:
        hubungan = "Petugas"
    if hubungan in {"Istri", "Suami"}:
        hubungan = "Suami" if orang.jenis_kelamin == LAKI else "Istri"
    return {
        "pelapor_nama": orang.nama,
        "pelapor_hubungan": hubungan,
        "pelapor_nik": orang.nik,
        "pelapor_no_kk": orang.no_kk,
        "pelapor_telepon": orang.telepon,
        "pelapor_kewarganegaraan": "WNI",
        "pelapor_alamat": f"{kejadian.desa.nama}, Kec. {kejadian.desa.kecamatan}",
    }


def _saksi(kejadian: Kejadian) -> Isian:
    found: Isian = {}
    for prefix, orang in zip(("saksi1", "saksi2"), kejadian.saksi, strict=True):
        found |= {f"{prefix}_nama": orang.nama, f"{prefix}_nik": orang.nik, f"{prefix}_kewarganegaraan": "WNI"}
    return found


def _orang_tua(kejadian: Kejadian, rng: Random) -> Isian:
    if kejadian.kasus is Kasus.TIDAK_DIKENAL:
        return {}
    found: Isian = {}
    for prefix, orang in (("ayah", kejadian.ayah), ("ibu", kejadian.ibu)):
        found |= _parent(prefix, orang, with_nik=kejadian.umur < 30, rng=rng)
    return found


def _parent(prefix: str, orang: Orang, *, with_nik: bool, rng: Random) -> Isian:
    """Of old people's parents little more than the name is known."""
    born = TanggalTakLengkap(orang.lahir.year) if with_nik or rng.random() < 0.3 else None
    return {
        f"{prefix}_nama": orang.nama,
        f"{prefix}_nik": orang.nik if with_nik else None,
        f"{prefix}_tempat_lahir": orang.tempat_lahir,
        f"{prefix}_lahir": born,
        f"{prefix}_kewarganegaraan": "WNI",
    }


def notes(kejadian: Kejadian) -> dict[str, str]:
    """What an officer asks back: field → reason."""
    choices = (
        {"no_kk": "Nomor KK tidak sesuai dengan foto KK. Mohon diketik ulang."},
        {"bukti": "Foto surat kematian kabur, nomor surat tidak terbaca. Mohon difoto ulang."},
        {"saksi2_nik": "NIK saksi II tidak ditemukan.", "pelapor_telepon": "Nomor HP tidak dapat dihubungi."},
        {"meninggal_tanggal": "Tanggal meninggal berbeda dengan surat kematian."},
    )
    return choices[kejadian.nomor % len(choices)]
