"""Who may do what: one pure table, asked by the guard, the services and the templates alike."""

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pemakaman.errors import Forbidden
from pemakaman.nilai.galat import NilaiError


class Peran(StrEnum):
    """The nine roles."""

    PENGELOLA_MAKAM = "pengelola_makam"
    OPERATOR_DESA = "operator_desa"
    VERIFIKATOR = "verifikator"
    PEJABAT = "pejabat"
    ADMIN_KAB = "admin_kab"
    PETUGAS_PROVINSI = "petugas_provinsi"
    PETUGAS_KPU = "petugas_kpu"
    AUDITOR = "auditor"
    ADMIN_SISTEM = "admin_sistem"


PERAN_LABEL = {
    Peran.PENGELOLA_MAKAM: "Pengelola makam",
    Peran.OPERATOR_DESA: "Operator desa/kelurahan",
    Peran.VERIFIKATOR: "Verifikator Disdukcapil",
    Peran.PEJABAT: "Pejabat pencatatan sipil",
    Peran.ADMIN_KAB: "Admin kabupaten/kota",
    Peran.PETUGAS_PROVINSI: "Petugas provinsi",
    Peran.PETUGAS_KPU: "Petugas KPU",
    Peran.AUDITOR: "Auditor",
    Peran.ADMIN_SISTEM: "Admin sistem",
}

# Level of the region an account of this role is bound to: 1 province, 2 kab/kota, 3 kecamatan, 4 desa/kelurahan.
PERAN_TINGKAT: dict[Peran, frozenset[int]] = {
    Peran.PENGELOLA_MAKAM: frozenset({2}),
    Peran.OPERATOR_DESA: frozenset({4}),
    Peran.VERIFIKATOR: frozenset({2}),
    Peran.PEJABAT: frozenset({2}),
    Peran.ADMIN_KAB: frozenset({2}),
    Peran.PETUGAS_PROVINSI: frozenset({1}),
    Peran.PETUGAS_KPU: frozenset({1, 2}),
    Peran.AUDITOR: frozenset({1, 2}),
    Peran.ADMIN_SISTEM: frozenset(),
}

TINGKAT_LABEL = {1: "provinsi", 2: "kabupaten/kota", 3: "kecamatan", 4: "desa/kelurahan"}
WILAYAH_BOLEH_KOSONG = frozenset({Peran.ADMIN_SISTEM, Peran.AUDITOR})


class Izin(StrEnum):
    """Permissions, named noun:imperative."""

    AKUN_SENDIRI = "akun:sendiri"
    AKUN_KELOLA = "akun:kelola"
    MAKAM_LIHAT = "makam:lihat"
    MAKAM_KELOLA = "makam:kelola"
    LAPORAN_LIHAT = "laporan:lihat"
    LAPORAN_TULIS = "laporan:tulis"
    BUKU_IMPOR = "buku:impor"
    BUKU_CETAK = "buku:cetak"
    BUKU_TUTUP = "buku:tutup"
    BUKU_BUKA = "buku:buka"
    BUKU_ATUR = "buku:atur"
    PETAK_KELOLA = "petak:kelola"
    BULANAN_BUAT = "bulanan:buat"
    MEJA_LIHAT = "meja:lihat"
    LAPORAN_PERIKSA = "laporan:periksa"
    LAPORAN_SETUJUI = "laporan:setujui"
    LAPORAN_ARSIPKAN = "laporan:arsipkan"
    MEJA_BAGI = "meja:bagi"
    MEJA_ATUR = "meja:atur"
    PENDUDUK_IMPOR = "penduduk:impor"
    PERBAIKAN_MINTA = "perbaikan:minta"
    PERBAIKAN_PUTUS = "perbaikan:putus"
    HIDUP_LAPOR = "hidup:lapor"
    HIDUP_LIHAT = "hidup:lihat"
    HIDUP_PERIKSA = "hidup:periksa"
    HIDUP_PUTUS = "hidup:putus"
    BERKAS_LIHAT = "berkas:lihat"
    BERKAS_ATUR = "berkas:atur"
    BERKAS_SERAHKAN = "berkas:serahkan"
    DOKUMEN_BUAT = "dokumen:buat"
    DOKUMEN_TANDATANGANI = "dokumen:tandatangani"
    SURAT_TULIS = "surat:tulis"
    SURAT_ATUR = "surat:atur"
    AKTA_CATAT = "akta:catat"
    PEMILIH_IMPOR = "pemilih:impor"
    PEMILIH_LIHAT = "pemilih:lihat"
    USUL_BUAT = "usul:buat"
    USUL_KONFIRMASI = "usul:konfirmasi"
    PAKET_BUAT = "paket:buat"
    PAKET_UNDUH = "paket:unduh"
    PENARIKAN_TERIMA = "penarikan:terima"
    JEJAK_BACA = "jejak:baca"
    PANTAU_LIHAT = "pantau:lihat"
    MUTU_LIHAT = "mutu:lihat"
    ACUAN_ATUR = "acuan:atur"
    PETA_ATUR = "peta:atur"
    DESK_LIHAT = "desk:lihat"
    DESK_ISI = "desk:isi"
    DESK_ATUR = "desk:atur"
    SISTEM_KELOLA = "sistem:kelola"


# Every account may raise the alarm that a person recorded as dead is alive.
_EVERYBODY = {Izin.AKUN_SENDIRI, Izin.HIDUP_LAPOR}
_KAB_READS = {Izin.MAKAM_LIHAT, Izin.LAPORAN_LIHAT, Izin.MEJA_LIHAT, Izin.BERKAS_LIHAT, Izin.PANTAU_LIHAT}
_KAB_READS |= {Izin.HIDUP_LIHAT, Izin.BUKU_CETAK, Izin.MUTU_LIHAT, Izin.DESK_LIHAT}
_RECORDS = {Izin.MAKAM_LIHAT, Izin.LAPORAN_LIHAT, Izin.LAPORAN_TULIS, Izin.BUKU_IMPOR, Izin.PERBAIKAN_MINTA}
_RECORDS |= {Izin.BUKU_CETAK, Izin.BUKU_TUTUP, Izin.PETAK_KELOLA, Izin.DOKUMEN_BUAT, Izin.MUTU_LIHAT}
# Papers of a case: made and handed over at the counter, worded by the office.
_PAPERS = {Izin.DOKUMEN_BUAT, Izin.BERKAS_SERAHKAN, Izin.SURAT_TULIS}

PERAN_IZIN: dict[Peran, frozenset[Izin]] = {
    Peran.PENGELOLA_MAKAM: frozenset(_EVERYBODY | _RECORDS),
    Peran.OPERATOR_DESA: frozenset(_EVERYBODY | _RECORDS),
    Peran.VERIFIKATOR: frozenset(
        _EVERYBODY
        | _KAB_READS
        | _PAPERS
        | {Izin.LAPORAN_PERIKSA, Izin.LAPORAN_ARSIPKAN, Izin.MEJA_BAGI, Izin.PERBAIKAN_MINTA, Izin.HIDUP_PERIKSA}
        | {Izin.AKTA_CATAT, Izin.PEMILIH_LIHAT, Izin.USUL_BUAT, Izin.DESK_ISI}
    ),
    Peran.PEJABAT: frozenset(
        _EVERYBODY
        | _KAB_READS
        | _PAPERS
        | {Izin.DOKUMEN_TANDATANGANI}
        | {Izin.LAPORAN_SETUJUI, Izin.LAPORAN_ARSIPKAN, Izin.MEJA_BAGI, Izin.PERBAIKAN_PUTUS, Izin.HIDUP_PUTUS}
        | {Izin.PEMILIH_LIHAT, Izin.USUL_KONFIRMASI, Izin.PAKET_BUAT, Izin.PAKET_UNDUH, Izin.PENARIKAN_TERIMA}
        | {Izin.BUKU_BUKA, Izin.BULANAN_BUAT}
    ),
    Peran.ADMIN_KAB: frozenset(
        _EVERYBODY
        | _KAB_READS
        | _PAPERS
        | {Izin.SURAT_ATUR, Izin.DESK_ISI}
        | {Izin.AKUN_KELOLA, Izin.MAKAM_KELOLA, Izin.BUKU_IMPOR, Izin.BERKAS_ATUR, Izin.MEJA_BAGI, Izin.MEJA_ATUR}
        | {Izin.PENDUDUK_IMPOR, Izin.PEMILIH_IMPOR, Izin.PEMILIH_LIHAT, Izin.PAKET_BUAT, Izin.PAKET_UNDUH}
        | {Izin.BUKU_TUTUP, Izin.BUKU_BUKA, Izin.BUKU_ATUR, Izin.PETAK_KELOLA, Izin.BULANAN_BUAT}
    ),
    Peran.PETUGAS_PROVINSI: frozenset(
        _EVERYBODY
        | _KAB_READS
        | {Izin.PEMILIH_LIHAT, Izin.BULANAN_BUAT, Izin.ACUAN_ATUR, Izin.PETA_ATUR, Izin.DESK_ATUR}
    ),
    Peran.PETUGAS_KPU: frozenset(_EVERYBODY | {Izin.PAKET_UNDUH, Izin.PENARIKAN_TERIMA}),
    Peran.AUDITOR: frozenset(_EVERYBODY | {Izin.JEJAK_BACA}),
    Peran.ADMIN_SISTEM: frozenset(_EVERYBODY | {Izin.AKUN_KELOLA, Izin.SISTEM_KELOLA}),
}

# Which roles an administrator may create.
MEMBUAT_AKUN: dict[Peran, frozenset[Peran]] = {
    Peran.ADMIN_KAB: frozenset(
        {
            Peran.PENGELOLA_MAKAM,
            Peran.OPERATOR_DESA,
            Peran.VERIFIKATOR,
            Peran.PEJABAT,
            Peran.ADMIN_KAB,
            Peran.PETUGAS_KPU,
        }
    ),
    Peran.ADMIN_SISTEM: frozenset(Peran),
}


@dataclass(frozen=True)
class Actor:
    """Who acts: an account as the services see it. `wilayah_kode` '' reaches nothing."""

    id: UUID | None
    nama: str
    peran: Peran
    wilayah_kode: str

    @property
    def peran_label(self) -> str:
        """The role in the words of the counter."""
        return PERAN_LABEL[self.peran]

    @property
    def kab_kode(self) -> str | None:
        """The kab/kota of the jurisdiction, or None above that level."""
        return self.wilayah_kode[:5] if len(self.wilayah_kode) >= 5 else None

    def may(self, izin: Izin) -> bool:
        """Does the role hold the permission?"""
        return izin in PERAN_IZIN[self.peran]


SISTEM = Actor(id=None, nama="Sistem", peran=Peran.ADMIN_SISTEM, wilayah_kode="")


def require(actor: Actor, izin: Izin) -> None:
    """Raise Forbidden unless the actor's role holds the permission."""
    if not actor.may(izin):
        raise Forbidden()


def sees_nik(actor: Actor) -> bool:
    """Is a NIK shown whole to this account? Only to those who write reports or check identities."""
    return actor.peran is not Peran.PETUGAS_PROVINSI and (
        actor.may(Izin.LAPORAN_TULIS) or actor.may(Izin.LAPORAN_PERIKSA)
    )


_NAMA_PENGGUNA = re.compile(r"[a-z0-9](?:[a-z0-9._\-]{1,38})[a-z0-9]")


def check_nama_pengguna(text: str) -> str:
    """The user name in small letters, or NilaiError; one that looks like a NIK is refused."""
    nama = text.strip().lower()
    if not _NAMA_PENGGUNA.fullmatch(nama):
        raise NilaiError(
            "Nama pengguna terdiri atas 3 sampai 40 huruf a–z, angka, titik, garis bawah, atau tanda hubung, "
            "tanpa spasi. Contoh: siti.tpu-kemiling."
        )
    if sum(char.isdigit() for char in nama) >= 16:
        raise NilaiError("Jangan memakai NIK sebagai nama pengguna.")
    return nama


def is_within(kode: str, wilayah_kode: str) -> bool:
    """Does a region lie in another, or is it the same one?"""
    return kode == wilayah_kode or kode.startswith(f"{wilayah_kode}.")


def check_wilayah(kode: str | None, peran: Peran, actor: Actor) -> str | None:
    """Why an account of this role may not be bound to this region by this administrator; None when it may."""
    if actor.peran is Peran.ADMIN_KAB and (kode is None or not is_within(kode, actor.wilayah_kode)):
        return "Pilih wilayah di dalam kabupaten/kota Anda."
    if kode is None:
        return None if peran in WILAYAH_BOLEH_KOSONG else "Wilayah tugas belum dipilih."
    if kode.count(".") + 1 not in PERAN_TINGKAT[peran]:
        words = " atau ".join(TINGKAT_LABEL[tingkat] for tingkat in sorted(PERAN_TINGKAT[peran]))
        return f"{PERAN_LABEL[peran]} bertugas di tingkat {words}." if words else "Peran ini tidak terikat wilayah."
    return None


_DEVICES = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)
_BROWSERS = (
    *(("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox")),
    *(("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari")),
)


def describe_device(user_agent: str) -> str:
    """What a browser says of itself, in words its owner recognises: 'Chrome di Android'."""
    browser = next((words for sign, words in _BROWSERS if sign in user_agent), "Peramban")
    device = next((words for sign, words in _DEVICES if sign in user_agent), "perangkat lain")
    return f"{browser} di {device}"
