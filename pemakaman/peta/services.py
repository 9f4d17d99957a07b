"""The writers of boundaries: received, read by a worker, used, laid aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from pemakaman import jobs
from pemakaman.akun.rules import SISTEM, Actor, Izin, require
from pemakaman.errors import Conflict, Invalid, StaleVersion
from pemakaman.impor import plain_name, wait_alone
from pemakaman.jejak.services import record
from pemakaman.peta.models import PetaBentuk, PetaBerkas
from pemakaman.peta.queries import find_berlaku, get_berkas, province_of
from pemakaman.peta.rules.geojson import MOST_BYTES
from pemakaman.peta.rules.status import ANTRE, BERLAKU, COBA, GAGAL, JADI, LAMA, TINGKAT_LABEL

JOB = "peta.baca"
OBJEK = "peta"


@dataclass(frozen=True)
class Kiriman:
    """An uploaded file whose bytes are stored, with what its sender says of it."""

    nama: str
    sha256: str
    ukuran: int
    tingkat: int
    sumber: str
    lisensi: str


def register_boundaries(session: Session, kiriman: Kiriman, *, actor: Actor) -> PetaBerkas:
    """Note a stored file as a trial that a worker reads; raises Invalid, and Conflict for the same file again."""
    require(actor, Izin.PETA_ATUR)
    provinsi = province_of(actor)
    _check(kiriman)
    wait_alone(session, f"peta:{provinsi}")
    _check_new(session, provinsi, kiriman)
    berkas = PetaBerkas(
        provinsi_kode=provinsi,
        tingkat=kiriman.tingkat,
        nama_berkas=plain_name(kiriman.nama),
        sha256=kiriman.sha256,
        ukuran=kiriman.ukuran,
        sumber=kiriman.sumber.strip(),
        lisensi=kiriman.lisensi.strip() or None,
        hasil={"keadaan": ANTRE},
        dibuat_oleh=actor.id,
        **dict.fromkeys(("barat", "selatan", "timur", "utara"), 0.0),
    )
    session.add(berkas)
    session.flush()
    rincian = {
        "isi": TINGKAT_LABEL[berkas.tingkat],
        "sumber": berkas.sumber,
        "lisensi": berkas.lisensi,
        "sha256": berkas.sha256,
    }
    record(session, "peta.diunggah", OBJEK, berkas.id, actor=actor, rincian=rincian)
    jobs.defer_first(session, JOB, peta_id=str(berkas.id))
    return berkas


def _check(kiriman: Kiriman) -> None:
    galat: dict[str, list[str]] = {}
    if kiriman.tingkat not in TINGKAT_LABEL:
        galat["tingkat"] = ["Pilih kabupaten/kota atau kecamatan."]
    if not 3 <= len(kiriman.sumber.strip()) <= 200:
        galat["sumber"] = ["Tulis siapa yang menerbitkan batas ini, 3 sampai 200 huruf."]
    if len(kiriman.lisensi.strip()) > 200:
        galat["lisensi"] = ["Paling panjang 200 huruf."]
    if not 0 < kiriman.ukuran <= MOST_BYTES:
        galat["berkas"] = [f"Berkas kosong atau lebih dari {MOST_BYTES // 1024**2} MB."]
    if galat:
        raise Invalid(galat)


def _check_new(session: Session, provinsi: str, kiriman: Kiriman) -> None:
    query = select(PetaBerkas).where(
        PetaBerkas.provinsi_kode == provinsi,
        PetaBerkas.tingkat == kiriman.tingkat,
        PetaBerkas.sha256 == kiriman.sha256,
    )
    if any(berkas.hasil.get("keadaan") != GAGAL for berkas in session.scalars(query)):
        raise Conflict("Berkas yang sama sudah diunggah. Lihat di daftar; tidak ada yang berubah.")


@dataclass(frozen=True)
class Tugas:
    """What a worker has to read."""

    peta_id: UUID
    provinsi_kode: str
    tingkat: int
    sha256: str


def take_boundaries(session: Session, peta_id: UUID) -> Tugas | None:
    """What is to be read; None when it is read already, failed or gone."""
    berkas = session.get(PetaBerkas, peta_id)
    if berkas is None or berkas.hasil.get("keadaan") != ANTRE:
        return None
    return Tugas(berkas.id, berkas.provinsi_kode, berkas.tingkat, berkas.sha256)


def finish_boundaries(
    session: Session,
    peta_id: UUID,
    *,
    bentuk: list[dict[str, Any]],
    bingkai: tuple[float, ...],
    hasil: Mapping[str, Any],
) -> None:
    """Keep the shapes that were drawn, for the trial; nothing happens when another worker was first."""
    berkas = session.get(PetaBerkas, peta_id, with_for_update=True)
    if berkas is None or berkas.hasil.get("keadaan") != ANTRE:
        return
    session.execute(delete(PetaBentuk).where(PetaBentuk.berkas_id == peta_id))
    session.execute(insert(PetaBentuk), [{"berkas_id": peta_id, **one} for one in bentuk])
    berkas.barat, berkas.selatan, berkas.timur, berkas.utara = bingkai
    berkas.hasil = {**hasil, "keadaan": JADI}
    wilayah = berkas.provinsi_kode
    record(session, "peta.dibaca", OBJEK, peta_id, actor=SISTEM, wilayah=wilayah, rincian={"wilayah": len(bentuk)})


def fail_boundaries(session: Session, peta_id: UUID, galat: str) -> None:
    """Say why a file cannot be used."""
    berkas = session.get(PetaBerkas, peta_id, with_for_update=True)
    if berkas is None or berkas.hasil.get("keadaan") != ANTRE:
        return
    berkas.hasil = {"keadaan": GAGAL, "galat": galat[:2000]}
    rincian = {"sebab": galat[:500]}
    record(session, "peta.gagal", OBJEK, peta_id, actor=SISTEM, wilayah=berkas.provinsi_kode, rincian=rincian)


def use_boundaries(session: Session, peta_id: UUID, *, versi: int, actor: Actor) -> PetaBerkas:
    """Draw every map with these shapes; those used before are laid aside. Raises Conflict, StaleVersion."""
    berkas = _take(session, peta_id, versi=versi, actor=actor)
    if berkas.status == BERLAKU:
        raise Conflict("Batas ini sudah dipakai.")
    if berkas.hasil.get("keadaan") != JADI:
        raise Conflict("Berkas ini belum selesai dibaca, atau tidak dapat dibaca.")
    before = find_berlaku(session, berkas.provinsi_kode, berkas.tingkat)
    if before is not None:
        _set_status(session, before, LAMA, actor=actor, sebab="diganti")
        session.flush()  # the index allows one in use at a time
    _set_status(session, berkas, BERLAKU, actor=actor)
    return berkas


def drop_boundaries(session: Session, peta_id: UUID, *, versi: int, actor: Actor) -> PetaBerkas:
    """Lay shapes aside: a trial that is not wanted, or those in use. They stay and can be used again."""
    berkas = _take(session, peta_id, versi=versi, actor=actor)
    if berkas.status == LAMA:
        raise Conflict("Batas ini memang tidak dipakai.")
    if berkas.hasil.get("keadaan") == ANTRE:
        raise Conflict("Berkas ini masih dibaca. Tunggu sebentar, lalu ulangi.")
    _set_status(session, berkas, LAMA, actor=actor)
    return berkas


def _take(session: Session, peta_id: UUID, *, versi: int, actor: Actor) -> PetaBerkas:
    require(actor, Izin.PETA_ATUR)
    wait_alone(session, f"peta:{province_of(actor)}")
    berkas = get_berkas(session, peta_id, actor=actor)
    if berkas.versi != versi:
        raise StaleVersion("Peta ini diubah sejak halaman dibuka. Buka lagi halamannya.", [])
    return berkas


def _set_status(session: Session, berkas: PetaBerkas, status: str, *, actor: Actor, sebab: str | None = None) -> None:
    old, berkas.status = berkas.status, status
    name = {BERLAKU: "peta.dipakai", LAMA: "peta.dilepas", COBA: "peta.diunggah"}[status]
    rincian = {"status": [old, status], **({"sebab": sebab} if sebab else {})}
    record(session, name, OBJEK, berkas.id, actor=actor, rincian=rincian)
