"""Takes the invented reports through the same services as the program, each step at its own moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event, inspect, text
from sqlalchemy.orm import Mapper, Session

from pemakaman import db
from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor
from pemakaman.contoh.alur import Langkah
from pemakaman.contoh.gambar import picture
from pemakaman.contoh.isi import first_entry, is_entered_whole, is_in_siak, notes, pages, proofs
from pemakaman.contoh.kejadian import Kejadian
from pemakaman.contoh.tempat import Tempat
from pemakaman.errors import Invalid
from pemakaman.laporan import services as laporan_services
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries_ganda import TERBUKA, list_dugaan
from pemakaman.makam.rules import JenisMakam
from pemakaman.verifikasi import services as verifikasi

# A claim runs out after two hours; those of the demonstration stay, so that the pile can be seen all week.
KLAIM_BERTAHAN = timedelta(days=7)
JAM_SERVER = {"now()", "clock_timestamp()"}
ALASAN_BEDA = "Dicocokkan dengan KK: orang yang berbeda, hanya namanya yang mirip."
ALASAN_TOLAK = (
    "Laporan ini sudah diajukan keluarga lewat loket Disdukcapil; aktanya sudah terbit.",
    "Almarhum penduduk provinsi lain; berkas diteruskan ke Disdukcapil domisili.",
)


_clocks: dict[type[object], tuple[str, ...]] = {}


def _clock_columns(row_type: type[object]) -> tuple[str, ...]:
    if row_type not in _clocks:
        _clocks[row_type] = _find_clock_columns(inspect(row_type))
    return _clocks[row_type]


def _find_clock_columns(mapper: Mapper[Any]) -> tuple[str, ...]:
    return tuple(
        attribute.key
        for attribute in mapper.column_attrs
        if str(getattr(attribute.columns[0].server_default, "arg", "")) in JAM_SERVER
    )


def follow_clock(session: Session) -> None:
    """Let columns that the database would fill with its own clock follow `db.now` in this session."""

    @event.listens_for(session, "before_flush")
    def fill(current: Session, *_: object) -> None:
        for row in current.new:
            for name in _clock_columns(type(row)):
                if getattr(row, name) is None:
                    setattr(row, name, db.now())


@dataclass
class Pelaksana:
    """Who acts in one kab/kota, and where; `akun` are the actors by user name, `kab` is its slug."""

    session: Session
    akun: Mapping[str, Actor]
    kab: str
    makam: Mapping[str, UUID]
    akta_terbit: int = 0

    def run(self, kejadian: Kejadian, langkah: Langkah, moment: datetime) -> None:
        """Take one step of one report as if it were `moment`."""
        with db.clock_at(moment):
            _LANGKAH[langkah](self, kejadian)

    def author(self, tempat: Tempat) -> Actor:
        """Family graves are reported by the desa's operator, where it has one; all others by the manager."""
        operator = self.akun.get(f"operator.{tempat.akun}")
        if tempat.jenis is JenisMakam.KELUARGA and operator is not None:
            return operator
        return self.akun[f"pengelola.{tempat.akun}"]

    def officer(self, word: str) -> Actor:
        """The officer of the kab/kota: 'verif' or 'pejabat'."""
        return self.akun[f"{word}.{self.kab}"]

    def versi(self, kejadian: Kejadian) -> int:
        """The version of the report as it stands."""
        return self.session.get_one(Laporan, kejadian.id).versi

    def start(self, kejadian: Kejadian) -> bool:
        """Begin a report, unless a lapor awal began it before; True when it is new."""
        if self.session.get(Laporan, kejadian.id) is not None:
            return False
        makam_id = self.makam[kejadian.tempat.akun]
        author = self.author(kejadian.tempat)
        laporan_services.start_laporan(self.session, actor=author, laporan_id=kejadian.id, makam_id=makam_id)
        self.date_back(kejadian)
        return True

    def date_back(self, kejadian: Kejadian) -> None:
        """The row itself is inserted past the mapper, so its first date is mended here."""
        query = text("UPDATE laporan SET dibuat_pada = :kapan WHERE id = :id")
        self.session.execute(query, {"kapan": db.now(), "id": kejadian.id})

    def save(self, kejadian: Kejadian, bagian: str, isian: Mapping[str, Any]) -> None:
        """Save one page."""
        author = self.author(kejadian.tempat)
        laporan_services.save_bagian(self.session, kejadian.id, bagian, isian, versi=self.versi(kejadian), actor=author)

    def submit(self, kejadian: Kejadian) -> None:
        """Send the report in; what looks odd is confirmed as a user would."""
        author, versi = self.author(kejadian.tempat), self.versi(kejadian)
        try:
            laporan_services.submit_laporan(self.session, kejadian.id, actor=author, versi=versi, diterima=())
        except Invalid as invalid:
            if set(invalid.galat) != {"_peringatan"}:
                raise
            found = laporan_services.check_laporan(self.session, kejadian.id, actor=author)
            accepted = {temuan.kode for temuan in found if not temuan.keras}
            laporan_services.submit_laporan(self.session, kejadian.id, actor=author, versi=versi, diterima=accepted)

    def next_akta(self, kejadian: Kejadian) -> str:
        """A certificate's number in the usual form, from this demonstration's own series."""
        kab = kejadian.tempat.kab_kode.replace(".", "")
        self.akta_terbit += 1
        return f"{kab}-KM-{db.today_in('18'):%d%m%Y}-{self.akta_terbit:04}"


def _begin(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    pelaksana.start(kejadian)
    for bagian, isian in list(pages(kejadian).items())[: 1 + kejadian.nomor % 5]:
        pelaksana.save(kejadian, bagian, isian)


def _enter(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    laporan_services.quick_lapor_awal(
        pelaksana.session,
        actor=pelaksana.author(kejadian.tempat),
        laporan_id=kejadian.id,
        makam_id=pelaksana.makam[kejadian.tempat.akun],
        isian=first_entry(kejadian),
        asal="impor" if kejadian.impor else "formulir",
    )
    pelaksana.date_back(kejadian)


def _submit(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    is_new = pelaksana.start(kejadian)
    if is_new or not is_entered_whole(kejadian):
        for bagian, isian in pages(kejadian).items():
            pelaksana.save(kejadian, bagian, isian)
    for urutan, jenis in enumerate(proofs(kejadian)):
        nama, content = picture(jenis, (kejadian.nomor + urutan) % 14)
        laporan_services.add_bukti(
            pelaksana.session,
            kejadian.id,
            jenis=jenis.value,
            nama_berkas=nama,
            content=content,
            actor=pelaksana.author(kejadian.tempat),
        )
    pelaksana.submit(kejadian)


def _claim(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    verifikasi.claim(pelaksana.session, kejadian.id, actor=pelaksana.officer("verif"))
    if kejadian.garis.langkah[-1][1] in {Langkah.AMBIL, Langkah.AMBIL_LAGI}:
        query = text("UPDATE klaim SET sampai = now() + :lama WHERE laporan_id = :id")
        pelaksana.session.execute(query, {"lama": KLAIM_BERTAHAN, "id": kejadian.id})


def _return(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    verifikasi.return_laporan(
        pelaksana.session,
        kejadian.id,
        actor=pelaksana.officer("verif"),
        versi=pelaksana.versi(kejadian),
        notes=notes(kejadian),
    )


def _mend(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    pelaksana.save(kejadian, "pemakaman", {"keterangan": "Sudah diperbaiki sesuai catatan petugas."})
    pelaksana.submit(kejadian)


def _reject(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    verifikasi.reject(
        pelaksana.session,
        kejadian.id,
        actor=pelaksana.officer("verif"),
        versi=pelaksana.versi(kejadian),
        alasan=ALASAN_TOLAK[kejadian.nomor % len(ALASAN_TOLAK)],
    )


def _recommend(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    officer = pelaksana.officer("verif")
    _judge_doubles(pelaksana, kejadian, officer)
    in_siak = is_in_siak(kejadian)
    verifikasi.record_check(
        pelaksana.session,
        kejadian.id,
        cara="siak" if in_siak else "tidak_ada",
        tanggal_cek=db.today_in("18") if in_siak else None,
        alasan=None if in_siak else "Tidak ditemukan di SIAK; identitas menurut bukti yang dilampirkan.",
        actor=officer,
    )
    verifikasi.recommend(pelaksana.session, kejadian.id, actor=officer, versi=pelaksana.versi(kejadian))


def _judge_doubles(pelaksana: Pelaksana, kejadian: Kejadian, officer: Actor) -> None:
    """Invented names are alike now and then; the office compares the family cards and says so."""
    session = pelaksana.session
    laporan_services.check_ganda(session, session.get_one(Laporan, kejadian.id), officer)
    for dugaan in list_dugaan(session, kejadian.id):
        if dugaan.status == TERBUKA:
            verifikasi.mark_not_same(session, dugaan.id, alasan=ALASAN_BEDA, actor=officer)


def _approve(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    _judge_doubles(pelaksana, kejadian, pelaksana.officer("verif"))
    verifikasi.approve(
        pelaksana.session,
        kejadian.id,
        actor=pelaksana.officer("pejabat"),
        versi=pelaksana.versi(kejadian),
    )


def _record_akta(pelaksana: Pelaksana, kejadian: Kejadian) -> None:
    record_akta(
        pelaksana.session,
        kejadian.id,
        nomor=pelaksana.next_akta(kejadian),
        tanggal=db.today_in("18"),
        actor=pelaksana.officer("verif"),
    )


_LANGKAH: dict[Langkah, Callable[[Pelaksana, Kejadian], None]] = {
    Langkah.MULAI: _begin,
    Langkah.LAPOR_AWAL: _enter,
    Langkah.AJUKAN: _submit,
    Langkah.AMBIL: _claim,
    Langkah.KEMBALIKAN: _return,
    Langkah.AJUKAN_LAGI: _mend,
    Langkah.AMBIL_LAGI: _claim,
    Langkah.TOLAK: _reject,
    Langkah.SARANKAN: _recommend,
    Langkah.SETUJUI: _approve,
    Langkah.AKTA: _record_akta,
}
