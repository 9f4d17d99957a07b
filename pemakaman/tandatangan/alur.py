"""Signing one document after the other: write it down, call, verify, keep. A failure of one stops no other.

It runs in the request, because a passphrase must not lie in a job's arguments; so it works in portions.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from uuid import UUID

from pemakaman import store
from pemakaman.akun.rules import Actor
from pemakaman.db import now, transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import PemakamanError
from pemakaman.nilai.tanggal import zone_label, zone_of
from pemakaman.tandatangan import services
from pemakaman.tandatangan.cara import signer
from pemakaman.tandatangan.letak import place_on_last_page
from pemakaman.tandatangan.penanda import (
    Ditolak,
    Penandatangan,
    Perintah,
    Rahasia,
    Rusak,
    TandaError,
    Tertanda,
    TidakTerjawab,
)
from pemakaman.tandatangan.periksa import verify
from pemakaman.wilayah.queries import full_names

logger = logging.getLogger(__name__)
# No call begins later than this, so that the longest one still ends before the web server's 60 seconds.
PORTION_SECONDS = 10.0
PROGRAM = "Terjadi kesalahan pada program. Dokumen yang lama tetap dipakai. Coba lagi; bila berulang, beri tahu admin."
STOPPED = "Tidak dicoba: jawaban di atas berlaku untuk semua dokumen Anda."


@dataclass(frozen=True)
class Satu:
    """How it went with one document: selesai, gagal, tak_terjawab or tidak_dicoba."""

    dokumen_id: UUID
    keadaan: str
    pesan: str = ""


@dataclass
class Rekap:
    """How a portion went; `sisa` were not reached in its time."""

    hasil: list[Satu] = field(default_factory=list)
    sisa: list[UUID] = field(default_factory=list)

    def count(self, keadaan: str) -> int:
        """How many ended so."""
        return sum(one.keadaan == keadaan for one in self.hasil)


def sign_portion(
    ids: Sequence[UUID], *, cara: str, rahasia: Rahasia, actor: Actor, seconds: float = PORTION_SECONDS
) -> Rekap:
    """Sign as many as the time allows. Raises Conflict when this server does not have the way."""
    penanda, rekap, started = signer(cara, actor.kab_kode or ""), Rekap(), monotonic()
    try:
        penanda.check_signer(rahasia)
    except Ditolak as error:
        rekap.hasil = [Satu(one, "tidak_dicoba", _clean(error.pesan, rahasia)) for one in ids]
        return rekap
    waiting = list(dict.fromkeys(ids))
    while waiting and (not rekap.hasil or monotonic() - started < seconds):
        satu, goes_on = _sign_one(waiting.pop(0), penanda, cara, rahasia, actor)
        rekap.hasil.append(satu)
        if not goes_on:
            rekap.hasil += [Satu(one, "tidak_dicoba", STOPPED) for one in waiting]
            waiting = []
    rekap.sisa = waiting
    return rekap


def _sign_one(dokumen_id: UUID, penanda: Penandatangan, cara: str, rahasia: Rahasia, actor: Actor) -> tuple[Satu, bool]:
    """The result, and whether the next document is worth a try."""
    try:
        with transaction() as session:
            mulai = services.start(session, dokumen_id, cara=cara, actor=actor)
            tempat = full_names(session, mulai.kab_kode)["kab_kota"]
    except PemakamanError as error:
        return Satu(dokumen_id, "gagal", error.pesan), True
    try:
        hasil = _call(mulai, penanda, rahasia, tempat)
        with transaction() as session:
            sebab = services.finish(session, mulai.percobaan_id, hasil, actor=actor)
        return Satu(dokumen_id, "gagal" if sebab else "selesai", sebab or hasil.bukti.penanda_tangan), True
    except (TandaError, PemakamanError) as error:
        return _ended_badly(mulai, error, rahasia, actor)
    except Exception as error:
        logger.error("galat tak terduga saat menandatangani", exc_info=error)
        return _ended_badly(mulai, TidakTerjawab(PROGRAM), rahasia, actor)


def _ended_badly(
    mulai: services.Mulai, error: TandaError | PemakamanError, rahasia: Rahasia, actor: Actor
) -> tuple[Satu, bool]:
    pesan, nomor = _clean(error.pesan, rahasia), getattr(error, "nomor", None)
    is_unknown = isinstance(error, TidakTerjawab)
    with transaction() as session:
        end = services.leave_open if is_unknown else services.fail
        end(session, mulai.percobaan_id, pesan, nomor=nomor, actor=actor)
    goes_on = not (isinstance(error, Ditolak) and error.untuk_semua)
    return Satu(mulai.dokumen_id, "tak_terjawab" if is_unknown else "gagal", pesan), goes_on


def _clean(pesan: str, rahasia: Rahasia) -> str:
    """A provider may repeat what it was given."""
    for secret in (rahasia.sandi, rahasia.nik):
        pesan = pesan.replace(secret, "…") if secret else pesan
    return pesan


def _call(mulai: services.Mulai, penanda: Penandatangan, rahasia: Rahasia, tempat: str) -> services.Hasil:
    asal = store.get(mulai.sha256)
    earlier = penanda.fetch(mulai.nomor) if mulai.nomor else None
    if earlier is not None:
        try:
            return _verified(asal, earlier)
        except Rusak:
            logger.info("hasil tanda tangan sebelumnya tidak dapat dipakai; ditandatangani lagi")
    return _verified(asal, penanda.sign(asal, _perintah(mulai, asal, rahasia, tempat)))


def _perintah(mulai: services.Mulai, asal: bytes, rahasia: Rahasia, tempat: str) -> Perintah:
    halaman, kotak = place_on_last_page(asal, Jenis(mulai.jenis))
    return Perintah(
        alasan=mulai.judul,
        tempat=tempat,
        waktu=now().astimezone(zone_of(mulai.kab_kode)),
        zona=zone_label(mulai.kab_kode),
        halaman=halaman,
        kotak=kotak,
        rahasia=rahasia,
    )


def _verified(asal: bytes, tertanda: Tertanda) -> services.Hasil:
    try:
        bukti = verify(asal, tertanda.isi)
    except Rusak as error:
        raise Rusak(error.pesan, nomor=tertanda.nomor_penyedia) from None
    return services.Hasil(store.put(tertanda.isi), len(tertanda.isi), tertanda.nomor_penyedia, bukti)
