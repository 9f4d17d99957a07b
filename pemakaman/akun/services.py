"""The writers of accounts: create, invite, sign in, passwords, deactivate."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akun import throttle
from pemakaman.akun.models import Akun, Sesi, Undangan
from pemakaman.akun.queries import find_akun_by_name, get_akun, get_invited
from pemakaman.akun.rules import (
    MEMBUAT_AKUN,
    PERAN_LABEL,
    Actor,
    Izin,
    Peran,
    check_nama_pengguna,
    check_wilayah,
    require,
)
from pemakaman.akun.sandi import check_sandi, hash_sandi, needs_rehash, verify_sandi
from pemakaman.akun.sessions import actor_of, revoke_all, token_hash
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.jejak.services import changes, record
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nama import check_nama
from pemakaman.wilayah.models import Wilayah

UNDANGAN_BERLAKU = timedelta(days=7)


@dataclass(frozen=True)
class Tamu:
    """Somebody at the door who has not proved who he is."""

    id: UUID | None = None
    nama: str = "Belum masuk"
    peran: str = "tamu"
    wilayah_kode: str = ""


def authenticate(session: Session, nama_pengguna: str, sandi: str, asal: str) -> Akun | None:
    """The active account whose password this is, else None; either is recorded. Raises TooMany.

    Commit also when the answer is None: the failure counts. A name that does not exist costs the same work.
    """
    kunci = throttle.kunci_of(nama_pengguna, asal)
    throttle.check_throttle(session, kunci)
    akun = find_akun_by_name(session, nama_pengguna)
    kept = akun.sandi if akun is not None and akun.aktif else None
    if not verify_sandi(kept, sandi):
        throttle.add_failure(session, kunci)
        who, wilayah = (akun.id, akun.wilayah_kode) if akun is not None else (kunci.akun, None)
        record(session, "akun.gagal_masuk", "akun", who, actor=Tamu(), wilayah=wilayah)
        return None
    if akun is None or kept is None:
        return None
    throttle.clear(session, kunci)
    if needs_rehash(kept):
        akun.sandi = hash_sandi(sandi)
    record(session, "akun.masuk", "akun", akun.id, actor=actor_of(akun))
    return akun


def record_sign_out(session: Session, token: str, *, actor: Actor) -> None:
    """End the session of the token and say so in the trail."""
    session.execute(update(Sesi).where(Sesi.id == token_hash(token)).values(dicabut_pada=now()))
    record(session, "akun.keluar", "akun", actor.id, actor=actor)


def set_password(session: Session, akun: Akun, sandi: str, *, actor: Actor, peristiwa: str) -> None:
    """The one place that gives an account a password, after which no older link does; Invalid for a weak one."""
    check_sandi(sandi, akun.nama_pengguna)
    _end_invitations(session, akun.id)
    akun.sandi, akun.sandi_diubah_pada = hash_sandi(sandi), now()
    record(session, peristiwa, "akun", akun.id, actor=actor, wilayah=akun.wilayah_kode)


def confirm_password(session: Session, sandi: str, *, actor: Actor, asal: str) -> bool:
    """Is this the actor's own password? A wrong one counts like a failed sign-in; commit either way."""
    akun = session.get_one(Akun, actor.id)
    kunci = throttle.kunci_of(akun.nama_pengguna, asal)
    throttle.check_throttle(session, kunci)
    if verify_sandi(akun.sandi, sandi):
        return True
    throttle.add_failure(session, kunci)
    record(session, "akun.gagal_ubah_sandi", "akun", akun.id, actor=actor)
    return False


def change_password(session: Session, sandi: str, *, token: str, actor: Actor) -> None:
    """The actor's own new password; every other session of his ends."""
    akun = session.get_one(Akun, actor.id)
    if verify_sandi(akun.sandi, sandi):
        raise Invalid({"sandi": ["Kata sandi baru harus berbeda dari yang lama."]})
    set_password(session, akun, sandi, actor=actor, peristiwa="akun.sandi_diubah")
    revoke_all(session, akun.id, except_token=token)


def revoke_own_sesi(session: Session, sesi_id: str, *, actor: Actor) -> None:
    """End one session of the actor; one that is not his is left alone."""
    own = Sesi.id == sesi_id, Sesi.akun_id == actor.id, Sesi.dicabut_pada.is_(None)
    session.execute(update(Sesi).where(*own).values(dicabut_pada=now()))
    record(session, "akun.sesi_dicabut", "akun", actor.id, actor=actor)


def revoke_other_sesi(session: Session, *, token: str, actor: Actor) -> None:
    """End every session of the actor but the one that asks."""
    if actor.id is not None:
        revoke_all(session, actor.id, except_token=token)
        record(session, "akun.sesi_lain_dicabut", "akun", actor.id, actor=actor)


def create_akun(
    session: Session,
    *,
    actor: Actor,
    nama_pengguna: str,
    nama: str,
    peran: Peran,
    wilayah_kode: str | None,
    sandi: str | None = None,
) -> Akun:
    """A new account within the actor's jurisdiction; without `sandi` its owner sets one by invitation."""
    require(actor, Izin.AKUN_KELOLA)
    if peran not in MEMBUAT_AKUN.get(actor.peran, frozenset()):
        raise Forbidden(f"Peran Anda tidak boleh membuat akun {PERAN_LABEL[peran]}.")
    akun = Akun(
        id=uuid4(),
        nama_pengguna=_checked("nama_pengguna", nama_pengguna, check_nama_pengguna),
        nama=_checked("nama", nama, check_nama),
        peran=peran.value,
        wilayah_kode=_checked_wilayah(session, wilayah_kode or None, peran, actor),
    )
    if find_akun_by_name(session, akun.nama_pengguna) is not None:
        raise _name_taken(akun.nama_pengguna)
    session.add(akun)
    rincian = {"nama_pengguna": akun.nama_pengguna, "peran": akun.peran, "wilayah_kode": akun.wilayah_kode}
    record(session, "akun.dibuat", "akun", akun.id, actor=actor, wilayah=akun.wilayah_kode, rincian=rincian)
    if sandi is not None:
        set_password(session, akun, sandi, actor=actor, peristiwa="akun.sandi_ditetapkan")
    _flush_new(session, akun.nama_pengguna)
    return akun


def _flush_new(session: Session, nama_pengguna: str) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        if "uq_akun_nama_pengguna" in str(error.orig):
            raise _name_taken(nama_pengguna) from None
        raise


def _name_taken(nama_pengguna: str) -> Invalid:
    pesan = f"Nama pengguna {nama_pengguna} sudah dipakai. Pilih yang lain, misalnya tambahkan nama tempat."
    return Invalid({"nama_pengguna": [pesan]})


def _checked(ruas: str, value: str, check: Callable[[str], str]) -> str:
    try:
        return check(value)
    except NilaiError as error:
        raise Invalid({ruas: [error.pesan]}) from None


def _checked_wilayah(session: Session, kode: str | None, peran: Peran, actor: Actor) -> str | None:
    problem = check_wilayah(kode, peran, actor)
    if problem is None and kode is not None:
        wilayah = session.get(Wilayah, kode)
        if wilayah is None or wilayah.berlaku_sampai is not None:
            problem = "Wilayah ini tidak ada atau tidak berlaku lagi. Pilih dari daftar."
    if problem is not None:
        raise Invalid({"wilayah": [problem]})
    return kode


def create_invitation(session: Session, akun_id: UUID, *, actor: Actor) -> str:
    """The token of a one-time link for setting a password, valid seven days; older links stop working."""
    akun = _get_managed(session, akun_id, actor)
    if not akun.aktif:
        raise Conflict("Akun ini nonaktif. Aktifkan dulu, baru buat tautan undangan.")
    moment, token = now(), secrets.token_urlsafe(32)
    _end_invitations(session, akun.id)
    session.add(
        Undangan(
            id=token_hash(token),
            akun_id=akun.id,
            dibuat_oleh=actor.id,
            dibuat_pada=moment,
            berlaku_sampai=moment + UNDANGAN_BERLAKU,
        )
    )
    record(session, "akun.diundang", "akun", akun.id, actor=actor, wilayah=akun.wilayah_kode)
    return token


def _end_invitations(session: Session, akun_id: UUID) -> None:
    moment = now()
    session.execute(
        update(Undangan)
        .where(Undangan.akun_id == akun_id, Undangan.dipakai_pada.is_(None), Undangan.berlaku_sampai > moment)
        .values(berlaku_sampai=moment)
    )


def accept_invitation(session: Session, token: str, sandi: str) -> Akun:
    """Set the password of the invited account; the link works once, and all its old sessions end."""
    akun = get_invited(session, token)
    taken = session.scalar(
        update(Undangan)
        .where(Undangan.id == token_hash(token), Undangan.dipakai_pada.is_(None), Undangan.berlaku_sampai > now())
        .values(dipakai_pada=now())
        .returning(Undangan.akun_id)
    )
    if taken is None:
        raise Conflict("Tautan undangan ini baru saja dipakai. Silakan masuk, atau minta tautan baru.")
    set_password(session, akun, sandi, actor=actor_of(akun), peristiwa="akun.undangan_dipakai")
    revoke_all(session, akun.id)
    return akun


def _get_managed(session: Session, akun_id: UUID, actor: Actor, versi: int | None = None) -> Akun:
    """The account for a change: in the jurisdiction, of a role the actor administers, of the version seen."""
    require(actor, Izin.AKUN_KELOLA)
    akun = get_akun(session, akun_id, actor=actor, for_update=True)
    peran = Peran(akun.peran)
    if peran not in MEMBUAT_AKUN.get(actor.peran, frozenset()):
        raise Forbidden(f"Akun {PERAN_LABEL[peran]} hanya dapat diubah admin sistem.")
    if versi is not None and akun.versi != versi:
        raise StaleVersion(
            "Akun ini diubah orang lain sejak Anda membukanya. Buka lagi, lalu ulangi.",
            [f"Nama: {akun.nama}", "Status: aktif" if akun.aktif else "Status: nonaktif"],
        )
    return akun


def rename_akun(session: Session, akun_id: UUID, *, nama: str, versi: int, actor: Actor) -> Akun:
    """Correct the name of an account's owner."""
    akun = _get_managed(session, akun_id, actor, versi)
    akun.nama = _checked("nama", nama, check_nama)
    found = changes(akun)
    if found:
        record(session, "akun.diubah", "akun", akun.id, actor=actor, wilayah=akun.wilayah_kode, rincian=found)
    return akun


def deactivate_akun(session: Session, akun_id: UUID, *, alasan: str, versi: int, actor: Actor) -> Akun:
    """Shut an account, with a reason; all its sessions end at once."""
    akun = _get_managed(session, akun_id, actor, versi)
    if akun.id == actor.id:
        raise Forbidden("Anda tidak dapat menonaktifkan akun sendiri. Minta admin lain.")
    if not akun.aktif:
        raise Conflict("Akun ini sudah nonaktif.")
    akun.aktif, akun.alasan_nonaktif = False, _reason(alasan)
    revoke_all(session, akun.id)
    _end_invitations(session, akun.id)
    _record_reason(session, "akun.dinonaktifkan", akun, alasan, actor)
    return akun


def reactivate_akun(session: Session, akun_id: UUID, *, alasan: str, versi: int, actor: Actor) -> Akun:
    """Open an account again, with a reason."""
    akun = _get_managed(session, akun_id, actor, versi)
    if akun.aktif:
        raise Conflict("Akun ini sudah aktif.")
    _reason(alasan)
    akun.aktif, akun.alasan_nonaktif = True, None
    _record_reason(session, "akun.diaktifkan", akun, alasan, actor)
    return akun


def _reason(alasan: str) -> str:
    if not alasan.strip():
        raise Invalid({"alasan": ["Tulis alasannya."]})
    return alasan.strip()


def _record_reason(session: Session, peristiwa: str, akun: Akun, alasan: str, actor: Actor) -> None:
    rincian = {"alasan": alasan.strip()}
    record(session, peristiwa, "akun", akun.id, actor=actor, wilayah=akun.wilayah_kode, rincian=rincian)
