"""What the home page offers to each role."""

from collections.abc import Mapping
from dataclasses import dataclass

from pemakaman.akun.rules import Actor, Izin, Peran
from pemakaman.laporan.rules import Status
from pemakaman.pantau.rules.bulan import Desakan, Tenggat
from pemakaman.pantau.rules.status import STATUS_BULANAN_LABEL, StatusBulanan

MANY = 1000


@dataclass(frozen=True)
class Card:
    """A number that waits, and where it is worked off."""

    angka: str
    teks: str
    endpoint: str
    saring: tuple[tuple[str, str], ...] = ()
    penting: bool = False
    perhatian: bool = False


@dataclass(frozen=True)
class Task:
    """Something an account may start from the home page."""

    judul: str
    teks: str
    endpoint: str


_RECORDER = (
    (Status.DIKEMBALIKAN, "perlu diperbaiki"),
    (Status.DRAF, "draf belum selesai"),
    (Status.LAPOR_AWAL, "lapor awal belum dilengkapi"),
    (Status.DIAJUKAN, "menunggu diperiksa"),
)
_DESK = (
    (Status.DIAJUKAN, "menunggu diperiksa", "menunggu"),
    (Status.DISARANKAN, "menunggu persetujuan", "persetujuan"),
    (Status.DIKEMBALIKAN, "dikembalikan ke makam", "dikembalikan"),
)

HIDUP = "pembatalan.raise_by_account"

TASKS: tuple[tuple[Izin, Task], ...] = (
    (
        Izin.LAPORAN_TULIS,
        Task(
            "Catat pemakaman", "Di makam, juga tanpa sinyal. Cukup satu menit; lengkapi kapan saja.", "lapangan.shell"
        ),
    ),
    (
        Izin.LAPORAN_TULIS,
        Task("Isi laporan lengkap", "Delapan halaman pendek di kantor, lalu diajukan ke Disdukcapil.", "laporan.start"),
    ),
    (
        Izin.BUKU_IMPOR,
        Task("Masukkan buku lama", "Unggah lembar buku pemakaman dari Excel atau CSV.", "pertukaran.list_"),
    ),
    (
        Izin.PETAK_KELOLA,
        Task("Lembar hari dan rencana", "Pemakaman hari ini dan besok untuk penggali makam.", "petak.day_sheet"),
    ),
    (
        Izin.PETAK_KELOLA,
        Task("Izin makam (IPTM)", "Izin yang akan habis, dan siapa yang perlu diingatkan.", "petak.permits"),
    ),
    (
        Izin.MEJA_LIHAT,
        Task("Buka meja periksa", "Periksa laporan dari yang paling lama menunggu.", "verifikasi.queue"),
    ),
    (
        Izin.AKTA_CATAT,
        Task("Catat nomor akta", "Setelah akta terbit di SIAK, catat nomornya di sini.", "akta.list_"),
    ),
    (Izin.PEMILIH_LIHAT, Task("Daftar pemilih", "Usulkan pemilih meninggal dengan bukti.", "pemilih.list_")),
    (
        Izin.PAKET_UNDUH,
        Task("Unduh paket KPU", "Paket usul pemilih meninggal untuk wilayah Anda.", "pemilih.packages"),
    ),
    (
        Izin.PENDUDUK_IMPOR,
        Task("Data penduduk", "Impor salinan data penduduk untuk mencocokkan almarhum.", "penduduk.list_"),
    ),
    (
        Izin.AKUN_KELOLA,
        Task("Kelola pengguna", "Buat akun, beri tautan undangan, nonaktifkan.", "akun.list_"),
    ),
    (Izin.MAKAM_KELOLA, Task("Kelola makam", "Daftarkan makam dan tunjuk pengelolanya.", "makam.list_")),
    (
        Izin.BUKU_ATUR,
        Task("Setelan buku dan makam", "Susunan buku, makam tumpang, izin makam, pencarian umum.", "makam.settings"),
    ),
    (
        Izin.BERKAS_ATUR,
        Task("Setelan berkas", "Versi formulir, kertas, dan kop surat kantor.", "berkas.settings"),
    ),
    (
        Izin.SURAT_ATUR,
        Task("Templat surat", "Surat yang disusun kantor sendiri, dengan isian dari laporan.", "surat.list_templat"),
    ),
    (
        Izin.SURAT_TULIS,
        Task("Surat pengantar", "Daftar berkas yang diserahkan, dengan nomor dan tujuan.", "surat.list_pengantar"),
    ),
    (
        Izin.MEJA_ATUR,
        Task("Setelan meja", "Waktu layanan, hari libur kantor, dan kalimat siap.", "verifikasi.settings"),
    ),
    (
        Izin.LAPORAN_TULIS,
        Task("Mutu pencatatan", "Apa yang sering kosong atau dikembalikan dari yang Anda catat.", "pantau.quality"),
    ),
    (
        Izin.PANTAU_LIHAT,
        Task("Layar dinding", "Angka besar untuk layar di kantor, memperbarui sendiri.", "pantau.wall"),
    ),
    (
        Izin.HIDUP_LAPOR,
        Task("Lapor: orang ini masih hidup", "Ada yang tercatat meninggal padahal hidup? Laporkan segera.", HIDUP),
    ),
    (Izin.JEJAK_BACA, Task("Baca jejak", "Siapa mengubah dan siapa membuka data, kapan.", "jejak.list_")),
)


def _number(count: int) -> str:
    return f"{MANY:,}+".replace(",", ".") if count >= MANY else f"{count:,}".replace(",", ".")


def counted_for(actor: Actor) -> tuple[Status, ...]:
    """The states whose numbers `cards` shows to an account: nothing else is worth counting."""
    if actor.may(Izin.LAPORAN_TULIS):
        return tuple(status for status, _ in _RECORDER)
    if actor.may(Izin.MEJA_LIHAT):
        return (*(status for status, _, _ in _DESK), *([Status.DISETUJUI] if actor.may(Izin.AKTA_CATAT) else []))
    return ()


def cards(actor: Actor, counts: Mapping[Status, int], *, ditanya: int = 0, lewat: int = 0) -> list[Card]:
    """The numbers of an account's day, the most urgent first.

    `ditanya` is what the office waits for from a manager, `lewat` what passed the service time of an office.
    """
    if actor.may(Izin.LAPORAN_TULIS):
        asked = [Card(_number(ditanya), "pertanyaan petugas belum dijawab", "laporan.list_")] if ditanya else []
        return asked + [
            Card(_number(counts.get(status, 0)), teks, "laporan.list_", (("status", status.value),))
            for status, teks in _RECORDER
        ]
    if actor.may(Izin.MEJA_LIHAT):
        found = [
            Card(_number(counts.get(status, 0)), teks, "verifikasi.queue", (("tab", tab),))
            for status, teks, tab in _DESK
        ]
        if lewat:
            late = Card(_number(lewat), "lewat waktu layanan", "verifikasi.queue", (("tab", "lewat"),))
            found.insert(0, late)
        waiting = Card(_number(counts.get(Status.DISETUJUI, 0)), "disetujui, akta belum dicatat", "akta.list_")
        return [*found, waiting] if actor.may(Izin.AKTA_CATAT) else found
    return []


def correction_card(count: int) -> Card:
    """Corrections of approved data that wait for their second person."""
    return Card(_number(count), "perbaikan data menunggu putusan", "perbaikan.list_")


def receipt_cards(count: int) -> list[Card]:
    """Packages whose receipt KPU owes for too long; nothing while there are none."""
    if not count:
        return []
    return [Card(_number(count), "tanda terima paket KPU terlambat", "pemilih.packages", penting=True)]


def permit_cards(count: int, hari: int) -> list[Card]:
    """Permits that end soon, for who keeps the graves; nothing while there are none."""
    if not count:
        return []
    return [Card(_number(count), f"izin makam habis dalam {hari} hari", "petak.permits", (("keadaan", "segera"),))]


def kpu_task_cards(count: int) -> list[Card]:
    """Deaths of KPU's own list that this village or cemetery is asked to report; nothing while there are none."""
    return [Card(_number(count), "kematian diminta dilaporkan", "pemilih.tasks", perhatian=True)] if count else []


def akta_task_cards(terbuka: int, lewat: int, *, own: bool) -> list[Card]:
    """Burials without akta: what this account is asked to settle, or what the office gave and is late."""
    if own:
        words = "tugas akta menunggu Anda" + (f", {_number(lewat)} lewat tenggat" if lewat else "")
        return [Card(_number(terbuka), words, "pantau.tasks", perhatian=True)] if terbuka else []
    late = (("status", "lewat"),)
    return [Card(_number(lewat), "tugas akta lewat tenggat", "pantau.tasks", late, perhatian=True)] if lewat else []


def returned_cards(count: int) -> list[Card]:
    """Struck names that stand in a newer voter list; nothing while there are none."""
    return (
        [Card(_number(count), "nama muncul lagi di daftar pemilih", "pemilih.returned", penting=True)] if count else []
    )


def quiet_cards(jumlah: int, terburuk: str) -> list[Card]:
    """Cemeteries whose silence is hardly chance, with the worst of them in words; nothing while there are none."""
    words = f"makam mendadak sunyi. {terburuk}"
    return [Card(_number(jumlah), words, "pantau.quiet", perhatian=True)] if jumlah else []


def alert_cards(actor: Actor, kasus: int) -> list[Card]:
    """Living persons recorded as dead come before everything else."""
    if not actor.may(Izin.HIDUP_LIHAT) or not kasus:
        return []
    return [Card(_number(kasus), "kasus masih hidup belum diputus", "pembatalan.list_", penting=True)]


@dataclass(frozen=True)
class Pengingat:
    """A month that cemeteries have not closed yet. `makam` are (name, address of its closing page or None)."""

    tenggat: Tenggat
    makam: tuple[tuple[str, str | None], ...]
    lainnya: int = 0

    @property
    def judul(self) -> str:
        """What is missing."""
        return f"Bulan {self.tenggat.bulan.teks} belum ditutup"

    @property
    def ajakan(self) -> str:
        """What to do until when."""
        return f"Tutup atau nyatakan nihil paling lambat {self.tenggat.tanggal} ({self.tenggat.hitung_mundur})."


def monthly_cards(tenggat: Tenggat, status: StatusBulanan | None, diam: int) -> list[Card]:
    """The office's own monthly report, and how many cemeteries said nothing yet."""
    late, near = tenggat.desakan is Desakan.LEWAT, tenggat.desakan is Desakan.DEKAT
    if status is StatusBulanan.DIKIRIM:
        own = Card("Terkirim", f"laporan bulan {tenggat.bulan.teks}", "pantau.monthly")
    else:
        state = "belum dibuat" if status is None else STATUS_BULANAN_LABEL[status].lower()
        words = f"laporan bulan {tenggat.bulan.teks} {state}, paling lambat {tenggat.tanggal}"
        own = Card(_upper_first(tenggat.hitung_mundur), words, "pantau.monthly", penting=late, perhatian=near)
    return [own, Card(_number(diam), "makam belum lapor bulan lalu", "pantau.silent")]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def sees_withdrawals(actor: Actor) -> bool:
    """Who answers for names that must go back into a voter list: the office, KPU, the province."""
    return actor.may(Izin.PAKET_UNDUH) or actor.peran is Peran.PETUGAS_PROVINSI


def tasks(actor: Actor) -> list[Task]:
    """What the role may start; an account without any is told so by the page."""
    return [task for izin, task in TASKS if actor.may(izin) and not _is_noise(actor, task)]


def _is_noise(actor: Actor, task: Task) -> bool:
    return actor.peran is Peran.ADMIN_KAB and task.endpoint == "verifikasi.queue"
