"""The only writers of cemeteries, their managers and their books."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Integer, cast, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin, Peran, require
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.makam.models import Buku, Makam, MakamPengelola, SetelanMakam
from pemakaman.makam.queries import get_makam
from pemakaman.makam.rules import SETELAN, STATUS_MAKAM_LABEL, StatusMakam, check_isian, check_setelan, make_kode
from pemakaman.makam.sisipan import SESUDAH_PINDAH_DESA
from pemakaman.wilayah.queries import find_wilayah

ISIAN = ("nama", "jenis", "pengelolaan", "desa_kode", "dusun", "alamat", "lintang", "bujur", "telepon")


def next_number(session: Session, makam_id: UUID, tahun: int) -> int:
    """The next number of a book; its row stays locked until the caller's transaction ends, so no gap."""
    first = insert(Buku).values(makam_id=makam_id, tahun=tahun, nomor_awal=1, nomor_terakhir=1)
    taken = first.on_conflict_do_update(
        index_elements=[Buku.makam_id, Buku.tahun], set_={"nomor_terakhir": Buku.nomor_terakhir + 1}
    ).returning(Buku.nomor_terakhir)
    return session.execute(taken).scalar_one()


def next_numbers(session: Session, makam_id: UUID, jumlah: Mapping[int, int]) -> dict[int, Iterator[int]]:
    """The next numbers of several books, as many of each year as asked for; locked and without gaps as `next_number`.

    The caller uses them all, or rolls back. Books are taken by year, so two who take several do not wait crosswise.
    """
    wanted = [
        {"makam_id": makam_id, "tahun": tahun, "nomor_awal": 1, "nomor_terakhir": jumlah[tahun]}
        for tahun in sorted(jumlah)
    ]
    first = insert(Buku).values(wanted)
    last = Buku.nomor_terakhir + first.excluded.nomor_terakhir
    taken = first.on_conflict_do_update(index_elements=[Buku.makam_id, Buku.tahun], set_={"nomor_terakhir": last})
    rows = session.execute(taken.returning(Buku.tahun, Buku.nomor_terakhir))
    return {tahun: iter(range(last - jumlah[tahun] + 1, last + 1)) for tahun, last in rows}


def set_starting_number(session: Session, makam_id: UUID, tahun: int, nomor_awal: int, *, actor: Actor) -> None:
    """Let a book that comes from paper go on from there; raises Conflict once a number has been given."""
    require(actor, Izin.MAKAM_KELOLA)
    makam = get_makam(session, makam_id, actor=actor)
    if nomor_awal < 1:
        raise Invalid({"nomor_awal": ["Nomor awal paling kecil 1."]})
    if not 1900 <= tahun <= 2200:
        raise Invalid({"tahun": ["Tulis tahun buku dengan empat angka, misalnya 2026."]})
    numbers = {"nomor_awal": nomor_awal, "nomor_terakhir": nomor_awal - 1}
    statement = insert(Buku).values(makam_id=makam_id, tahun=tahun, **numbers)
    unused = Buku.nomor_terakhir == Buku.nomor_awal - 1
    kept = statement.on_conflict_do_update(
        index_elements=[Buku.makam_id, Buku.tahun], set_=numbers, where=unused
    ).returning(Buku.tahun)
    if session.execute(kept).first() is None:
        raise Conflict(f"Buku tahun {tahun} sudah memakai nomor, jadi nomor awalnya tidak dapat diubah lagi.")
    rincian = {"tahun": tahun, "nomor_awal": nomor_awal}
    record(session, "makam.nomor_awal", "makam", makam_id, actor=actor, wilayah=makam.kab_kode, rincian=rincian)


def create_makam(session: Session, isian: Mapping[str, Any], *, actor: Actor) -> Makam:
    """A new active cemetery in the actor's kab/kota, with the next code of that kab/kota."""
    require(actor, Izin.MAKAM_KELOLA)
    makam = Makam(id=uuid4(), status=StatusMakam.AKTIF)
    _fill(session, makam, isian, actor)
    makam.kode = _next_kode(session, makam.kab_kode)
    record(
        session,
        "makam.dibuat",
        "makam",
        makam.id,
        actor=actor,
        wilayah=makam.kab_kode,
        rincian={"kode": makam.kode, "nama": makam.nama},
    )
    session.add(makam)
    session.flush()
    return makam


def update_makam(session: Session, makam_id: UUID, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> Makam:
    """Change what is known of a cemetery; raises StaleVersion when another was faster.

    A village can only be corrected within the kab/kota; the reports of the cemetery go along.
    """
    makam = _get_for_change(session, makam_id, versi, actor)
    desa = makam.desa_kode
    with session.no_autoflush:
        _fill(session, makam, isian, actor)
        _record_changes(session, "makam.diubah", makam, actor)
    session.flush()
    if makam.desa_kode != desa:
        for follow in SESUDAH_PINDAH_DESA:
            follow(session, makam, actor)
    return makam


def change_status(
    session: Session, makam_id: UUID, status: StatusMakam, alasan: str, *, versi: int, actor: Actor
) -> Makam:
    """Open, fill or close a cemetery; the reason goes to the trail."""
    makam = _get_for_change(session, makam_id, versi, actor)
    if not alasan.strip():
        raise Invalid({"alasan": ["Tulis alasan perubahan status."]})
    if makam.status == status:
        raise Invalid({"status": [f"Status makam ini sudah: {STATUS_MAKAM_LABEL[status]}."]})
    makam.status = status
    _record_changes(session, "makam.status", makam, actor, {"alasan": alasan.strip()})
    session.flush()
    return makam


def assign_manager(session: Session, makam_id: UUID, akun_id: UUID, *, actor: Actor) -> None:
    """Let an active pengelola makam of the same kab/kota record burials here; twice is once."""
    require(actor, Izin.MAKAM_KELOLA)
    makam = get_makam(session, makam_id, actor=actor, for_update=True)
    akun = session.get(Akun, akun_id)
    if akun is None or akun.wilayah_kode != makam.kab_kode or akun.peran != Peran.PENGELOLA_MAKAM:
        raise Invalid({"akun_id": ["Pilih akun pengelola makam dari kabupaten/kota ini."]})
    if not akun.aktif:
        raise Invalid({"akun_id": ["Akun ini sudah dinonaktifkan. Pilih akun lain."]})
    if session.get(MakamPengelola, (makam_id, akun_id)) is None:
        session.add(MakamPengelola(makam_id=makam_id, akun_id=akun_id))
        _record_manager(session, "makam.pengelola_ditambah", makam, akun, actor)
        session.flush()


def unassign_manager(session: Session, makam_id: UUID, akun_id: UUID, *, actor: Actor) -> None:
    """End an assignment; reports made so far stay."""
    require(actor, Izin.MAKAM_KELOLA)
    makam = get_makam(session, makam_id, actor=actor, for_update=True)
    assignment = session.get(MakamPengelola, (makam_id, akun_id))
    if assignment is not None:
        session.delete(assignment)
        akun = session.get_one(Akun, akun_id)
        _record_manager(session, "makam.pengelola_dilepas", makam, akun, actor)
        session.flush()


def _get_for_change(session: Session, makam_id: UUID, versi: int, actor: Actor) -> Makam:
    require(actor, Izin.MAKAM_KELOLA)
    makam = get_makam(session, makam_id, actor=actor, for_update=True)
    if makam.versi != versi:
        raise StaleVersion(
            "Data makam ini diubah orang lain sejak Anda membukanya. Buka lagi, lalu ulangi perubahan Anda.",
            [f"Sekarang tersimpan: {makam.nama}, {STATUS_MAKAM_LABEL[StatusMakam(makam.status)]}."],
        )
    return makam


def _fill(session: Session, makam: Makam, isian: Mapping[str, Any], actor: Actor) -> None:
    galat = check_isian(isian)
    desa = find_wilayah(session, isian.get("desa_kode"))
    if desa is None or desa.tingkat != 4 or not desa.kode.startswith(f"{actor.wilayah_kode}."):
        galat["desa_kode"] = ["Pilih desa/kelurahan di kabupaten/kota Anda."]
    if galat or desa is None:
        raise Invalid(galat)
    for name in ISIAN:
        value = isian.get(name)
        setattr(makam, name, None if value == "" else value)
    makam.kec_kode, makam.kab_kode = desa.kode[:8], desa.kode[:5]


def _next_kode(session: Session, kab_kode: str) -> str:
    # Two admins of one kab/kota may add at once; the second waits here for the first.
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:kunci))"), {"kunci": f"makam:{kab_kode}"})
    head = make_kode(kab_kode, 0)[:-4]
    serial = cast(func.substr(Makam.kode, len(head) + 1), Integer)
    query = select(func.max(serial)).where(Makam.kode.regexp_match(f"^{head}[0-9]{{4,8}}$"))
    return make_kode(kab_kode, (session.scalar(query) or 0) + 1)


def _record_changes(
    session: Session, peristiwa: str, makam: Makam, actor: Actor, more: Mapping[str, Any] | None = None
) -> None:
    rincian = {**changes(makam), **(more or {})}
    if rincian:
        record(session, peristiwa, "makam", makam.id, actor=actor, wilayah=makam.kab_kode, rincian=rincian)


def _record_manager(session: Session, peristiwa: str, makam: Makam, akun: Akun, actor: Actor) -> None:
    rincian = {"akun": akun.nama_pengguna, "nama": akun.nama}
    record(session, peristiwa, "makam", makam.id, actor=actor, wilayah=makam.kab_kode, rincian=rincian)


def save_setelan(session: Session, isian: Mapping[str, Any], *, versi: int, actor: Actor) -> None:
    """Keep what the actor's kab/kota settles for books and graves; raises StaleVersion when another was faster."""
    require(actor, Izin.BUKU_ATUR)
    if actor.kab_kode is None:
        raise Forbidden()
    if galat := check_setelan(isian):
        raise Invalid(galat)
    row = session.scalar(select(SetelanMakam).where(SetelanMakam.kab_kode == actor.kab_kode).with_for_update())
    if (row.versi if row else 0) != versi:
        raise StaleVersion("Setelan ini baru saja disimpan orang lain. Buka lagi halamannya, lalu ulangi.", [])
    if row is None:
        row = SetelanMakam(kab_kode=actor.kab_kode)
        session.add(row)
    with session.no_autoflush:
        for name in SETELAN:
            setattr(row, name, isian[name])
        if told := changes(row):
            record(session, "setelan_makam.diubah", "setelan_makam", row.kab_kode, actor=actor, rincian=told)
    _flush_setelan(session)


def _flush_setelan(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:  # the first row of a kab/kota, made by two at once
        raise StaleVersion("Setelan ini baru saja disimpan orang lain. Buka lagi halamannya.", []) from error
