"""The burial report's states and cases, as a registrar reads them."""

from datetime import date
from enum import StrEnum

from pemakaman.errors import Conflict
from pemakaman.nilai.tanggal import deadline


class Status(StrEnum):
    """Where a report stands between the grave and the certificate."""

    DRAF = "draf"
    LAPOR_AWAL = "lapor_awal"
    DIAJUKAN = "diajukan"
    DIPERIKSA = "diperiksa"
    DIKEMBALIKAN = "dikembalikan"
    DISARANKAN = "disarankan"
    DISETUJUI = "disetujui"
    AKTA_TERBIT = "akta_terbit"
    DITOLAK = "ditolak"
    DIGABUNG = "digabung"
    DIBEKUKAN = "dibekukan"
    DIBATALKAN = "dibatalkan"
    DIARSIPKAN = "diarsipkan"


STATUS_LABEL = {
    Status.DRAF: "Draf",
    Status.LAPOR_AWAL: "Lapor awal",
    Status.DIAJUKAN: "Menunggu diperiksa",
    Status.DIPERIKSA: "Sedang diperiksa",
    Status.DIKEMBALIKAN: "Dikembalikan, perlu diperbaiki",
    Status.DISARANKAN: "Menunggu persetujuan",
    Status.DISETUJUI: "Disetujui",
    Status.AKTA_TERBIT: "Akta terbit",
    Status.DITOLAK: "Ditolak",
    Status.DIGABUNG: "Digabung ke laporan lain",
    Status.DIBEKUKAN: "Dibekukan, mungkin masih hidup",
    Status.DIBATALKAN: "Dibatalkan",
    Status.DIARSIPKAN: "Diarsipkan",
}


class Action(StrEnum):
    """What moves a report from one state to the next."""

    REGISTER = "lapor-awal"
    SUBMIT = "ajukan"
    CLAIM = "ambil"
    RELEASE = "lepas"
    RETURN = "kembalikan"
    REJECT = "tolak"
    RECOMMEND = "sarankan"
    DECLINE = "kembalikan-ke-verifikator"
    APPROVE = "setujui"
    RECORD_AKTA = "catat-akta"
    MERGE = "gabungkan"
    SPLIT = "pisahkan"
    FREEZE = "bekukan"
    RESTORE = "pulihkan"
    ANNUL = "batalkan"
    REINSTATE = "pulihkan-ke-meja"
    ARCHIVE = "arsipkan"
    UNARCHIVE = "keluarkan-dari-arsip"


_NOT_DECIDED = (Status.LAPOR_AWAL, Status.DIAJUKAN, Status.DIPERIKSA, Status.DIKEMBALIKAN, Status.DISARANKAN)
_ALARMING = (*_NOT_DECIDED, Status.DISETUJUI, Status.AKTA_TERBIT, Status.DIARSIPKAN)
_SHELVED = (Status.LAPOR_AWAL, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DITOLAK, Status.DIBATALKAN)

TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.DRAF, Action.REGISTER): Status.LAPOR_AWAL,
    (Status.DRAF, Action.SUBMIT): Status.DIAJUKAN,
    (Status.LAPOR_AWAL, Action.SUBMIT): Status.DIAJUKAN,
    (Status.DIKEMBALIKAN, Action.SUBMIT): Status.DIAJUKAN,
    (Status.DIAJUKAN, Action.CLAIM): Status.DIPERIKSA,
    (Status.DIPERIKSA, Action.RELEASE): Status.DIAJUKAN,
    (Status.DIPERIKSA, Action.RETURN): Status.DIKEMBALIKAN,
    (Status.DIPERIKSA, Action.REJECT): Status.DITOLAK,
    (Status.DIPERIKSA, Action.RECOMMEND): Status.DISARANKAN,
    (Status.DISARANKAN, Action.DECLINE): Status.DIPERIKSA,
    (Status.DISARANKAN, Action.APPROVE): Status.DISETUJUI,
    (Status.DISETUJUI, Action.RECORD_AKTA): Status.AKTA_TERBIT,
    **{(source, Action.MERGE): Status.DIGABUNG for source in _NOT_DECIDED},
    **{(source, Action.FREEZE): Status.DIBEKUKAN for source in _ALARMING},
    **{(source, Action.ARCHIVE): Status.DIARSIPKAN for source in _SHELVED},
    (Status.DIBEKUKAN, Action.ANNUL): Status.DIBATALKAN,
    (Status.DIBATALKAN, Action.REINSTATE): Status.DIAJUKAN,
}
# Steps back: the state after them is the one from which the report was set aside (`status_sebelum`).
BACK = frozenset(
    {
        (Status.DIGABUNG, Action.SPLIT),
        (Status.DIBEKUKAN, Action.RESTORE),
        (Status.DIARSIPKAN, Action.UNARCHIVE),
    }
)
SET_ASIDE = frozenset({Status.DIGABUNG, Status.DIBEKUKAN, Status.DIARSIPKAN})
APPROVED = frozenset({Status.DISETUJUI, Status.AKTA_TERBIT})
# Nothing in these states says of a person that he died.
NOT_IN_REGISTER = frozenset({Status.DRAF, Status.DITOLAK, Status.DIBATALKAN, Status.DIGABUNG})

EDITABLE = frozenset({Status.DRAF, Status.LAPOR_AWAL, Status.DIKEMBALIKAN})
IN_BOOK = frozenset(Status) - {Status.DRAF}


def available_actions(status: Status) -> set[Action]:
    """The actions that some role may take from this state."""
    return {action for source, action in (*TRANSITIONS, *BACK) if source is status}


def next_status(status: Status, action: Action, sebelum: Status | None = None) -> Status:
    """The state after the action; raises Conflict when the table does not list the step.

    `sebelum` is the state from which the report was set aside; only steps back ask for it.
    """
    if (status, action) in BACK and sebelum is not None:
        return sebelum
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        label = STATUS_LABEL[status].lower()
        raise Conflict(f"Tindakan ini tidak dapat dilakukan karena laporan sekarang: {label}.") from None


def origin_of(status: Status, sebelum: Status | None) -> Status:
    """The state to which a report set aside now will return: nobody holds it then, so it waits again.

    A report that was set aside before keeps its first origin.
    """
    if sebelum is not None:
        return sebelum
    return Status.DIAJUKAN if status is Status.DIPERIKSA else status


# What the trail calls each step.
PERISTIWA: dict[Action, str] = {
    Action.REGISTER: "laporan.lapor_awal",
    Action.SUBMIT: "laporan.diajukan",
    Action.CLAIM: "laporan.diambil",
    Action.RELEASE: "laporan.dilepas",
    Action.RETURN: "laporan.dikembalikan",
    Action.REJECT: "laporan.ditolak",
    Action.RECOMMEND: "laporan.disarankan",
    Action.DECLINE: "laporan.dikembalikan_ke_verifikator",
    Action.APPROVE: "laporan.disetujui",
    Action.RECORD_AKTA: "laporan.akta_terbit",
    Action.MERGE: "laporan.digabung",
    Action.SPLIT: "laporan.dipisahkan",
    Action.FREEZE: "laporan.dibekukan",
    Action.RESTORE: "laporan.dipulihkan",
    Action.ANNUL: "laporan.dibatalkan",
    Action.REINSTATE: "laporan.dipulihkan_ke_meja",
    Action.ARCHIVE: "laporan.diarsipkan",
    Action.UNARCHIVE: "laporan.keluar_arsip",
}


def is_late(meninggal: date | None, dilaporkan: date) -> bool:
    """More than thirty days between death and report (UU 24/2013 Ps 44)."""
    return meninggal is not None and dilaporkan > deadline(meninggal)


def is_from_paper(asal: str) -> bool:
    """Does a report come from an old book, brought in by a file or typed from pictures?"""
    return asal.partition(":")[0] == "impor"


ASAL_LAPANGAN = "lapangan"
# Brought to the office as a file, because the phone could not send any more.
ASAL_BERKAS_HP = "lapangan:berkas"


def is_brought_in(asal: str) -> bool:
    """Is it written by another's hand than who enters it: from paper, or out of the file of a phone?"""
    return is_from_paper(asal) or asal == ASAL_BERKAS_HP


class Kasus(StrEnum):
    """The case decides which proof the law asks for (Perpres 96/2018 Ps 45; UU 24/2013 Ps 44)."""

    RUMAH = "rumah"
    RUMAH_SAKIT = "rumah_sakit"
    TIDAK_DIKENAL = "tidak_dikenal"
    HILANG = "hilang"
    PESAWAT = "pesawat"
    LUAR_NEGERI = "luar_negeri"
    ORANG_ASING = "orang_asing"
    TIDAK_TERDAFTAR = "tidak_terdaftar"
    BAYI = "bayi"
    LAHIR_MATI = "lahir_mati"


KASUS_LABEL = {
    Kasus.RUMAH: "Meninggal di rumah atau tempat lain",
    Kasus.RUMAH_SAKIT: "Meninggal di rumah sakit atau puskesmas",
    Kasus.TIDAK_DIKENAL: "Jenazah tidak dikenal",
    Kasus.HILANG: "Hilang, jenazah tidak ditemukan",
    Kasus.PESAWAT: "Kecelakaan pesawat",
    Kasus.LUAR_NEGERI: "Meninggal di luar negeri",
    Kasus.ORANG_ASING: "Orang asing",
    Kasus.TIDAK_TERDAFTAR: "Tidak ada di KK dan data kependudukan",
    Kasus.BAYI: "Bayi yang belum punya NIK",
    Kasus.LAHIR_MATI: "Lahir mati",
}


class JenisBukti(StrEnum):
    """Kinds of proof."""

    SURAT_KEMATIAN = "surat_kematian"
    SURAT_POLISI = "surat_polisi"
    PENETAPAN_PENGADILAN = "penetapan_pengadilan"
    SURAT_MASKAPAI = "surat_maskapai"
    SKK_PERWAKILAN = "skk_perwakilan"
    KK_KTP = "kk_ktp"
    DOKUMEN_PERJALANAN = "dokumen_perjalanan"
    IZIN_TINGGAL = "izin_tinggal"
    SPTJM = "sptjm"
    DOKUMEN_PENDUKUNG = "dokumen_pendukung"
    FOTO_MAKAM = "foto_makam"
    SURAT_KUASA = "surat_kuasa"
    PERSETUJUAN_TUMPANG = "persetujuan_tumpang"
    BUKTI_HIDUP = "bukti_hidup"
    LAINNYA = "lainnya"


BUKTI_LABEL = {
    JenisBukti.SURAT_KEMATIAN: "Surat keterangan kematian (dokter, kepala desa, atau lurah)",
    JenisBukti.SURAT_POLISI: "Surat keterangan kepolisian",
    JenisBukti.PENETAPAN_PENGADILAN: "Penetapan pengadilan",
    JenisBukti.SURAT_MASKAPAI: "Surat pernyataan maskapai penerbangan",
    JenisBukti.SKK_PERWAKILAN: "Surat keterangan kematian dari Perwakilan RI",
    JenisBukti.KK_KTP: "KK atau KTP-el almarhum",
    JenisBukti.DOKUMEN_PERJALANAN: "Paspor atau dokumen perjalanan",
    JenisBukti.IZIN_TINGGAL: "KITAS/SKTT atau KITAP",
    JenisBukti.SPTJM: "SPTJM kebenaran data kematian",
    JenisBukti.DOKUMEN_PENDUKUNG: "Buku nikah, ijazah, KTP/KK lama, atau dokumen pendukung lain",
    JenisBukti.FOTO_MAKAM: "Foto makam atau nisan",
    JenisBukti.SURAT_KUASA: "Surat kuasa (F-1.07)",
    JenisBukti.PERSETUJUAN_TUMPANG: "Persetujuan ahli waris pertama untuk makam tumpang",
    JenisBukti.BUKTI_HIDUP: "Bukti bahwa orangnya masih hidup (datang sendiri, foto dengan KTP-el, atau surat)",
    JenisBukti.LAINNYA: "Lainnya",
}

ALASAN_NIK_KOSONG = ("tidak_punya", "tidak_diketahui", "tidak_terbaca", "wna", "bayi")
SEBAB_LABEL = {
    1: "Sakit biasa / tua",
    2: "Wabah penyakit",
    3: "Kecelakaan",
    4: "Kriminalitas",
    5: "Bunuh diri",
    6: "Lainnya",
}
# F-2.01 and F-2.01A only; F-2.29 numbers the same words differently.
MENERANGKAN_LABEL = {1: "Dokter", 2: "Tenaga kesehatan", 3: "Kepolisian", 4: "Lainnya"}

PERAN_ORANG = ("pelapor", "saksi1", "saksi2", "ayah", "ibu")
