"""Bringing the file of a phone in at the office: every item by itself, through the same door as those that are sent."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Invalid, PemakamanError
from pemakaman.lapangan.berkas_hp import KirimanBerkas
from pemakaman.lapangan.models import KirimanHp
from pemakaman.lapangan.muatan import Muatan
from pemakaman.lapangan.rules import PASTIKAN_JAM, Cara
from pemakaman.lapangan.services.draf import keep_as_draft
from pemakaman.lapangan.services.foto import store_photo
from pemakaman.lapangan.services.terima import Pembaca, Tanda, receive
from pemakaman.lapangan.tolak import Bentrok, Ditolak, Perbaiki
from pemakaman.makam.queries import is_recording

Unit = Callable[[], AbstractContextManager[Session]]

BUKAN_MAKAM_ANDA = "Makam laporan ini tidak dicatat akun Anda. Minta admin kabupaten/kota makam itu mengunggahnya."
SUDAH_DRAF = "Sudah menjadi draf Anda. Buka, lalu lengkapi di sana."
TAK_TERSIMPAN = "Laporan ini bertabrakan dengan data yang sudah ada. Coba unggah sekali lagi."


@dataclass
class Terbaca:
    """What became of one item: `hasil` is 'masuk', 'sudah', 'draf', 'bentrok', 'perbaiki', 'ditolak', 'rusak'."""

    sebutan: str
    hasil: str
    nomor: str = ""
    laporan_id: UUID | None = None
    galat: Mapping[str, list[str]] = field(default_factory=dict)
    pesan: str = ""
    foto: int = 0


def bring_in(
    items: Iterable[KirimanBerkas],
    read: Pembaca,
    *,
    unit: Unit,
    actor: Actor,
    jam_dipastikan: bool = False,
    tanpa_foto_rusak: bool = False,
) -> list[Terbaca]:
    """Take the items in, each in its own unit of work; one that fails keeps no other out, and again doubles nothing.

    What has to be mended becomes a draft of those who write reports; an office that does not is told what is wrong.
    """
    require(actor, Izin.BUKU_IMPOR)
    found = []
    for item in items:
        if item.muatan is None:
            found.append(Terbaca(item.sebutan, "rusak", pesan=item.galat))
            continue
        pastikan = item.muatan.pastikan | ({PASTIKAN_JAM} if jam_dipastikan else set())
        muatan = replace(item.muatan, pastikan=pastikan)
        if tanpa_foto_rusak:
            muatan = replace(muatan, foto=tuple(f for f in muatan.foto if f.sidik not in item.foto_rusak))
        found.append(_bring_in_one(item, muatan, read, unit, actor))
    return found


def _bring_in_one(item: KirimanBerkas, muatan: Muatan, read: Pembaca, unit: Unit, actor: Actor) -> Terbaca:
    try:
        with unit() as session:
            _store_photos(session, item, muatan, actor)
            tanda = receive(session, muatan, read, actor=actor, cara=Cara.BERKAS)
            return _taken(item, muatan, tanda)
    except Invalid as error:
        return _mend(item, muatan, read, error, unit=unit, actor=actor)
    except Ditolak:
        return Terbaca("Laporan dari makam lain", "ditolak", pesan=BUKAN_MAKAM_ANDA)
    except Bentrok as error:
        if error.versi is not None:
            return Terbaca(item.sebutan, "draf", laporan_id=error.laporan_id, pesan=SUDAH_DRAF)
        return Terbaca(item.sebutan, "bentrok", laporan_id=error.laporan_id, pesan=error.pesan)
    except (PemakamanError, IntegrityError, DataError) as error:
        pesan = error.pesan if isinstance(error, PemakamanError) else TAK_TERSIMPAN
        return Terbaca(item.sebutan, "perbaiki", pesan=pesan)


def _taken(item: KirimanBerkas, muatan: Muatan, tanda: Tanda) -> Terbaca:
    """The receipt in words; only photos that really came with this file are counted."""
    laporan, hasil = tanda.laporan, "sudah" if tanda.lama else "masuk"
    nomor, foto = f"{laporan.buku_nomor}/{laporan.buku_tahun}", 0 if tanda.lama else _count(muatan)
    return Terbaca(item.sebutan, hasil, nomor=nomor, laporan_id=laporan.id, pesan=tanda.catatan, foto=foto)


def _count(muatan: Muatan) -> int:
    return len({foto.sidik for foto in muatan.foto})


def _store_photos(session: Session, item: KirimanBerkas, muatan: Muatan, actor: Actor) -> None:
    """Keep the photos of an item that will be taken in; of any other none is opened."""
    if session.get(KirimanHp, muatan.kiriman) is not None or not is_recording(session, muatan.makam, actor=actor):
        return
    wanted = {foto.sidik for foto in muatan.foto}
    for foto in item.foto:
        if foto.sidik not in wanted:
            continue
        if foto.isi is None:
            raise Perbaiki({"foto": [f"Foto {foto.nama} di berkas ini rusak: isinya bukan yang diambil HP."]})
        try:
            store_photo(
                session,
                muatan.kiriman,
                foto.sidik,
                nama_berkas=foto.nama,
                content=foto.isi,
                actor=actor,
                cara=Cara.BERKAS,
            )
        except Invalid as error:
            pesan = " ".join(satu for semua in error.galat.values() for satu in semua)
            raise Perbaiki({"foto": [f"{foto.nama}: {pesan}"]}) from None


def _mend(item: KirimanBerkas, muatan: Muatan, read: Pembaca, error: Invalid, *, unit: Unit, actor: Actor) -> Terbaca:
    told: dict[str, Any] = {"galat": error.galat, "pesan": error.pesan}
    # A photo or a clock is settled with a tick on the same page.
    if not actor.may(Izin.LAPORAN_TULIS) or (isinstance(error, Perbaiki) and error.pastikan) or "foto" in error.galat:
        return Terbaca(item.sebutan, "perbaiki", **told)
    try:
        with unit() as session:
            _store_photos(session, item, muatan, actor)
            laporan = keep_as_draft(session, muatan, read, actor=actor)
            return Terbaca(item.sebutan, "draf", laporan_id=laporan.id, foto=_count(muatan), **told)
    except (PemakamanError, IntegrityError, DataError):
        return Terbaca(item.sebutan, "perbaiki", **told)
