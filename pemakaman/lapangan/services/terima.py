"""Taking an item in: report, photos and receipt in one transaction, once, however often it is sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor, require
from pemakaman.errors import Invalid
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.lapangan.muatan import FotoMuatan, Muatan
from pemakaman.lapangan.rules import FOTO_PALING_BANYAK, Cara, clock_gap
from pemakaman.lapangan.services.foto import IZIN
from pemakaman.lapangan.services.jam import doubt_about_day
from pemakaman.lapangan.services.kunci import lock_item
from pemakaman.lapangan.services.simpan import find_untouched, keep_amendment, keep_delivery, save_all
from pemakaman.lapangan.tolak import Bentrok, Ditolak, KurangFoto, Perbaiki
from pemakaman.laporan import services as laporan_services
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.laporan.rules import ASAL_BERKAS_HP, ASAL_LAPANGAN, Status
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import recording_filter

BUKAN_MILIK = "Kiriman ini tidak dapat diterima dari akun ini."
BERUBAH = (
    "Laporan ini sudah diterima dengan isian yang dikirim lebih dulu. Yang diubah sesudahnya belum tersimpan: "
    "buka laporannya, lalu perbaiki di sana."
)


DIBUANG = "Draf ini sudah dibuang di tempat lain. Kirim sebagai laporan baru, atau buang."
DI_KANTOR = "Laporan ini sudah diserahkan lewat berkas dan sedang dilengkapi orang lain. Tunggu, atau buang dari HP."


class Bacaan(Protocol):
    """What the forms found in the fields."""

    isian: dict[str, Any]
    galat: dict[str, list[str]]


Pembaca = Callable[[Session, Muatan, Makam, Laporan | None], Bacaan]
"""Reads the fields with the forms of the pages, which lie above the services."""


@dataclass(frozen=True)
class Tanda:
    """The receipt. `lama`: it was given before; `catatan` tells what of this sending was not stored."""

    laporan: Laporan
    selisih: timedelta | None
    lama: bool = False
    catatan: str = ""


def receive(session: Session, muatan: Muatan, read: Pembaca, *, actor: Actor, cara: Cara = Cara.KIRIM) -> Tanda:
    """Enter the item into the burial book with its photos; sent again, it gets the receipt of the first time.

    Raises Perbaiki, Bentrok, KurangFoto or Ditolak; then nothing has changed.
    """
    require(actor, IZIN[cara])
    if cara is Cara.KIRIM and muatan.akun != actor.id:
        raise Ditolak("Laporan ini diketik dengan akun lain. Masuklah dengan akun itu untuk mengirimnya.")
    lock_item(session, muatan.kiriman)
    ada = session.get(KirimanHp, muatan.kiriman)
    if ada is not None:
        return _again(session, ada, muatan, read, actor=actor, cara=cara)
    makam = _get_makam(session, muatan, actor)
    draf, past = _find_draft(session, muatan, makam, actor=actor, cara=cara)
    if draf is not None and past:
        return Tanda(draf, None, lama=True, catatan=BERUBAH)
    selisih = clock_gap(muatan.dikirim, db.now()) if muatan.dikirim and cara is Cara.KIRIM else None
    isian = _read(session, muatan, read, makam=makam, draf=draf, selisih=selisih, cara=cara)
    foto = gather(session, muatan, draf, actor)
    laporan = _enter(session, muatan, isian, draf, actor=actor, cara=cara)
    attach(session, laporan, foto, actor)
    keep_delivery(session, muatan, laporan, selisih, len(foto), actor=actor, cara=cara)
    return Tanda(laporan, selisih)


def _again(session: Session, ada: KirimanHp, muatan: Muatan, read: Pembaca, *, actor: Actor, cara: Cara) -> Tanda:
    laporan = session.get_one(Laporan, ada.laporan_id)
    if ada.akun_id != actor.id and not (muatan.akun == ada.akun_id and _is_visible(session, laporan, actor)):
        raise Ditolak(BUKAN_MILIK)
    selisih = timedelta(seconds=ada.selisih_detik) if ada.selisih_detik is not None else None
    if ada.sidik == muatan.sidik:
        return Tanda(laporan, selisih, lama=True)
    if cara is Cara.KIRIM and ada.akun_id == actor.id and (row := find_untouched(session, ada, muatan, actor)):
        _amend(session, row, muatan, read, actor)
        keep_amendment(session, ada, muatan, row, actor=actor)
        return Tanda(row, selisih, lama=True)
    return Tanda(laporan, selisih, lama=True, catatan=BERUBAH)


def _amend(session: Session, laporan: Laporan, muatan: Muatan, read: Pembaca, actor: Actor) -> None:
    """The receipt was lost on its way and the item mended on the phone: what changed since goes into the report."""
    makam = session.get_one(Makam, laporan.makam_id)
    isian = _read(session, muatan, read, makam=makam, draf=laporan, selisih=None, cara=Cara.BERKAS)
    foto = gather(session, muatan, laporan, actor)
    save_all(session, laporan.id, isian, actor=actor)
    attach(session, laporan, foto, actor)


def _is_visible(session: Session, laporan: Laporan, actor: Actor) -> bool:
    query = select(Laporan.id).where(Laporan.id == laporan.id, visible_filter(actor))
    return session.scalar(query) is not None


def _get_makam(session: Session, muatan: Muatan, actor: Actor) -> Makam:
    makam = session.scalar(select(Makam).where(Makam.id == muatan.makam, recording_filter(actor)))
    if makam is None:
        raise Ditolak("Akun ini tidak (lagi) mencatat di makam yang dipilih. Hubungi admin kabupaten/kota.")
    return makam


def _find_draft(
    session: Session, muatan: Muatan, makam: Makam, *, actor: Actor, cara: Cara
) -> tuple[Laporan | None, bool]:
    """The server's draft that the item completes, locked (None: the report is new), and whether it is past that.

    A report under the item's own id came out of the phone's file; finished at the office it is what the phone sends.
    """
    target = muatan.draf.laporan if muatan.draf else muatan.kiriman
    query = select(Laporan).where(Laporan.id == target).with_for_update()
    laporan = session.scalar(query.execution_options(populate_existing=True))
    own = laporan is not None and laporan.dibuat_oleh == actor.id
    if target != muatan.kiriman and not own:
        if cara is Cara.BERKAS:
            # Somebody else's draft stays his; the file becomes a report of its own.
            return None, False
        raise Bentrok(DIBUANG, None)
    if laporan is None:
        if muatan.draf:
            raise Bentrok(DIBUANG, None)
        return None, False
    if laporan.status != Status.DRAF and target == muatan.kiriman and _is_visible(session, laporan, actor):
        return laporan, True
    if not own:
        raise Bentrok(DI_KANTOR, None)
    _check_draft(muatan, laporan, makam)
    return laporan, False


def _check_draft(muatan: Muatan, laporan: Laporan, makam: Makam) -> None:
    if laporan.status != Status.DRAF:
        nomor = f"{laporan.buku_nomor}/{laporan.buku_tahun}"
        pesan = (
            f"Laporan ini sudah masuk buku dengan nomor {nomor}, dikirim dari tempat lain. Isian HP ini belum dipakai."
        )
        raise Bentrok(pesan, None, laporan.id)
    if muatan.draf is None or laporan.versi != muatan.draf.versi:
        pesan = (
            "Draf ini diubah di tempat lain sesudah diambil HP. Pakai isian HP ini, atau buang dan lanjutkan di sana."
        )
        raise Bentrok(pesan, laporan.versi, laporan.id)
    if laporan.makam_id != makam.id:
        raise Perbaiki({"makam_id": ["Draf ini dibuat untuk makam lain. Pilih lagi makam yang semula."]})


def _read(
    session: Session,
    muatan: Muatan,
    read: Pembaca,
    *,
    makam: Makam,
    draf: Laporan | None,
    selisih: timedelta | None,
    cara: Cara,
) -> Mapping[str, Any]:
    """The values; raises Perbaiki with all that is wrong at once."""
    bacaan = read(session, muatan, makam, draf)
    galat, pastikan = {name: list(pesan) for name, pesan in bacaan.galat.items()}, list[str]()
    if len(muatan.foto) > FOTO_PALING_BANYAK:
        galat["foto"] = [f"Paling banyak {FOTO_PALING_BANYAK} foto. Yang dikirim {len(muatan.foto)}; hapus sebagian."]
    ragu = doubt_about_day(muatan, bacaan.isian.get("dimakamkan_tanggal"), makam, selisih, cara)
    if ragu is not None:
        galat.setdefault("dimakamkan_tanggal", []).append(ragu.pesan)
        pastikan.append(ragu.kode)
    if galat:
        raise Perbaiki(galat, pastikan=pastikan)
    return bacaan.isian


def gather(session: Session, muatan: Muatan, draf: Laporan | None, actor: Actor) -> list[tuple[FotoMuatan, FotoHp]]:
    """The photos that wait for this report; raises KurangFoto with those that do not."""
    own = (FotoHp.kiriman_id == muatan.kiriman, FotoHp.akun_id == actor.id)
    waiting = {foto.sidik: foto for foto in session.scalars(select(FotoHp).where(*own).with_for_update())}
    listed = set[str]()
    if draf is not None:
        listed = set(session.scalars(select(Bukti.sha256_asli).where(Bukti.laporan_id == draf.id)))
    missing = dict.fromkeys(foto.sidik for foto in muatan.foto if foto.sidik not in waiting.keys() | listed)
    if missing:
        raise KurangFoto(tuple(missing))
    return [(foto, waiting[foto.sidik]) for foto in muatan.foto if foto.sidik in waiting]


def _enter(
    session: Session, muatan: Muatan, isian: Mapping[str, Any], draf: Laporan | None, *, actor: Actor, cara: Cara
) -> Laporan:
    return laporan_services.quick_lapor_awal(
        session,
        actor=actor,
        laporan_id=draf.id if draf is not None else muatan.kiriman,
        makam_id=muatan.makam,
        isian=isian,
        asal=ASAL_LAPANGAN if cara is Cara.KIRIM else ASAL_BERKAS_HP,
        waktu_perangkat=muatan.diisi,
    )


def attach(session: Session, laporan: Laporan, foto: Sequence[tuple[FotoMuatan, FotoHp]], actor: Actor) -> None:
    berkas = [
        laporan_services.Tersimpan(
            jenis=satu.jenis,
            nama_berkas=kept.nama_berkas,
            mime=kept.mime,
            ukuran=kept.ukuran,
            sha256=kept.sha256,
            sha256_asli=kept.sidik,
        )
        for satu, kept in foto
    ]
    try:
        laporan_services.attach_stored(session, laporan, berkas, actor=actor)
    except Invalid as error:
        raise Perbaiki({"foto": [pesan for semua in error.galat.values() for pesan in semua]}) from None
