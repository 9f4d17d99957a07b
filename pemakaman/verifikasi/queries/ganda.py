"""Suspected doubles as an officer sees them: his own report whole, of another office only what leads to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Izin
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Bukti, DugaanGanda, Laporan, LaporanOrang
from pemakaman.laporan.queries import get_orang, list_bukti, visible_filter
from pemakaman.laporan.queries_ganda import TERBUKA, compare_pair, list_dugaan, list_merged, other_of
from pemakaman.laporan.rules import APPROVED, NOT_IN_REGISTER, SET_ASIDE, TRANSITIONS, Action, Status
from pemakaman.laporan.rules_ganda import JENIS_LABEL, JENIS_PESAN, RUAS_GANDA, Hasil, JenisGanda
from pemakaman.makam.models import Makam
from pemakaman.nilai.inisial import initials
from pemakaman.verifikasi.models import Klaim
from pemakaman.wilayah.models import Wilayah

WAITING = frozenset({Status.DIAJUKAN, Status.DIPERIKSA, Status.DISARANKAN})
_KATA = {
    "nik": {Hasil.SAMA: "NIK sama", Hasil.BEDA: "NIK berbeda"},
    "nama": {Hasil.SAMA: "nama sama", Hasil.MIRIP: "nama mirip", Hasil.BEDA: "nama berbeda"},
    "jenis_kelamin": {Hasil.SAMA: "jenis kelamin sama", Hasil.BEDA: "jenis kelamin berbeda"},
    "lahir": {
        Hasil.SAMA: "tanggal lahir sama",
        Hasil.MIRIP: "kelahiran atau umur cocok",
        Hasil.BEDA: "kelahiran berbeda",
        Hasil.TIDAK_DIKETAHUI: "kelahiran salah satunya tidak diketahui",
    },
    "tanggal": {
        Hasil.SAMA: "meninggal atau dimakamkan pada hari yang sama",
        Hasil.MIRIP: "meninggal berdekatan",
        Hasil.BEDA: "waktu meninggal berjauhan",
    },
}


@dataclass(frozen=True)
class Muka:
    """One report of a pair. `laporan` and what follows are None where the actor may not see it."""

    id: UUID
    sebutan: str
    kantor: str
    makam: str
    buku: str
    hari: date | None
    laporan: Laporan | None = None
    orang: Mapping[str, LaporanOrang] | None = None
    bukti: Sequence[Bukti] = ()
    pembuat: str = ""
    alamat_desa: str = ""


@dataclass(frozen=True)
class Pasangan:
    """One suspicion beside a report: what it is, why, and the other report."""

    id: UUID
    status: str
    label: str
    pesan: str
    sebab: str
    lawan: Muka
    alasan: str | None
    penilai: str | None

    @property
    def is_open(self) -> bool:
        """Does it wait for a decision?"""
        return self.status == TERBUKA


@dataclass(frozen=True)
class Ganda:
    """All about doubles of one report: suspicions, what was merged into it with the proofs, and its heir."""

    terbuka: Sequence[Pasangan]
    diputus: Sequence[Pasangan]
    gabungan: Sequence[Muka]
    tetap: Muka | None


@dataclass(frozen=True)
class Banding:
    """Two reports side by side; `sidik` fingerprints what was compared, `hasil` says how each field compares.

    `asal` is the one of the two that the officer works on: in his own hands, or else waiting at the desk.
    """

    dugaan: DugaanGanda
    label: str
    pesan: str
    kiri: Muka
    kanan: Muka
    asal: Muka
    hasil: Mapping[str, str]
    sidik: str
    penilai: str | None
    boleh_tetap: Sequence[Muka]
    boleh_bukan_sama: bool

    @property
    def is_open(self) -> bool:
        """Does it wait for a decision?"""
        return self.dugaan.status == TERBUKA


def get_ganda(session: Session, laporan: Laporan, *, actor: Actor) -> Ganda:
    """What the desk says of doubles of a report; the caller may see the report."""
    rows = [row for row in list_dugaan(session, laporan.id) if row.status in {TERBUKA, "bukan_sama"}]
    merged = list_merged(session, laporan.id)
    ids = {other_of(row, laporan.id) for row in rows} | {row.id for row in merged}
    faces = _faces(session, ids | ({laporan.digabung_ke} if laporan.digabung_ke else set()), actor)
    pairs = [_pair(session, row, faces[other_of(row, laporan.id)]) for row in rows]
    return Ganda(
        terbuka=[pair for pair in pairs if pair.is_open],
        diputus=[pair for pair in pairs if not pair.is_open],
        gabungan=[_with_proofs(session, faces[row.id]) for row in merged],
        tetap=faces[laporan.digabung_ke] if laporan.digabung_ke else None,
    )


def get_banding(session: Session, dugaan_id: UUID, *, actor: Actor) -> Banding:
    """A pair to compare; raises NotFound when none of the two is the actor's to see."""
    dugaan = session.get(DugaanGanda, dugaan_id)
    faces = {} if dugaan is None else _faces(session, {dugaan.laporan_a, dugaan.laporan_b}, actor)
    if dugaan is None or len(faces) < 2 or all(face.laporan is None for face in faces.values()):
        raise NotFound("Dugaan ganda ini tidak ada, atau di luar wilayah tugas Anda.")
    kiri, kanan = sorted((_whole(session, face) for face in faces.values()), key=_own_then_older)
    now = compare_pair(session, dugaan.laporan_a, dugaan.laporan_b)
    jenis = (now.perbandingan.jenis if now else None) or JenisGanda(dugaan.jenis)
    hasil = now.perbandingan.rincian() if now else dugaan.rincian
    is_open = dugaan.status == TERBUKA
    decides = is_open and actor.may(Izin.LAPORAN_PERIKSA)
    return Banding(
        dugaan=dugaan,
        label=JENIS_LABEL[jenis],
        pesan=JENIS_PESAN[jenis],
        kiri=kiri,
        kanan=kanan,
        asal=_worked_on(session, kiri, kanan, actor),
        hasil=hasil,
        sidik=now.sidik if now else dugaan.sidik,
        penilai=_name(session, dugaan.diputus_oleh),
        boleh_tetap=_may_stay(session, kiri, kanan) if decides else [],
        boleh_bukan_sama=decides and hasil.get("nik") != Hasil.SAMA,
    )


def tell_reasons(rincian: Mapping[str, Any]) -> str:
    """The outcomes of a comparison as a phrase: 'nama mirip, tanggal lahir sama'."""
    found = (_KATA[ruas].get(Hasil(rincian[ruas])) for ruas in RUAS_GANDA if ruas in rincian)
    return ", ".join(kata for kata in found if kata)


def _own_then_older(face: Muka) -> tuple[bool, str]:
    made = face.laporan.dibuat_pada.isoformat() if face.laporan else ""
    return face.laporan is None, made


def _worked_on(session: Session, kiri: Muka, kanan: Muka, actor: Actor) -> Muka:
    held = session.scalars(select(Klaim.laporan_id).where(Klaim.akun_id == actor.id)).all()
    seen = [face for face in (kiri, kanan) if face.laporan is not None]
    return max(seen, key=lambda face: (face.id in held, face.laporan is not None and face.laporan.status in WAITING))


def _faces(session: Session, ids: set[UUID], actor: Actor) -> dict[UUID, Muka]:
    if not ids:
        return {}
    seen = {row.id: row for row in session.scalars(select(Laporan).where(Laporan.id.in_(ids), visible_filter(actor)))}
    query = (
        select(
            Laporan.id,
            Laporan.nama,
            Laporan.buku_nomor,
            Laporan.buku_tahun,
            Laporan.meninggal_tanggal,
            Laporan.dimakamkan_tanggal,
            Makam.nama.label("makam"),
            Wilayah.nama.label("kantor"),
        )
        .join(Makam, Makam.id == Laporan.makam_id)
        .join(Wilayah, Wilayah.kode == Laporan.kab_kode)
        .where(Laporan.id.in_(ids))
    )
    return {row.id: _face(row, seen.get(row.id)) for row in session.execute(query)}


def _face(row: Row[*tuple[Any, ...]], laporan: Laporan | None) -> Muka:
    return Muka(
        id=row.id,
        sebutan=initials(row.nama) if laporan is None else row.nama or "Tidak dikenal",
        kantor=row.kantor,
        makam=row.makam,
        buku=f"{row.buku_nomor}/{row.buku_tahun}",
        hari=row.meninggal_tanggal or row.dimakamkan_tanggal,
        laporan=laporan,
    )


def _whole(session: Session, face: Muka) -> Muka:
    if face.laporan is None:
        return face
    laporan = face.laporan
    return Muka(
        **{name: getattr(face, name) for name in ("id", "sebutan", "kantor", "makam", "buku", "hari", "laporan")},
        orang=get_orang(session, face.id),
        bukti=list_bukti(session, face.id),
        pembuat=_name(session, laporan.dibuat_oleh) or "",
        alamat_desa=session.scalar(select(Wilayah.nama).where(Wilayah.kode == laporan.alamat_desa_kode)) or "",
    )


def _with_proofs(session: Session, face: Muka) -> Muka:
    names = ("id", "sebutan", "kantor", "makam", "buku", "hari", "laporan")
    return Muka(**{name: getattr(face, name) for name in names}, bukti=list_bukti(session, face.id))


def _pair(session: Session, row: DugaanGanda, lawan: Muka) -> Pasangan:
    jenis = JenisGanda(row.jenis)
    return Pasangan(
        id=row.id,
        status=row.status,
        label=JENIS_LABEL[jenis],
        pesan=JENIS_PESAN[jenis],
        sebab=tell_reasons(row.rincian),
        lawan=lawan,
        alasan=row.alasan,
        penilai=_name(session, row.diputus_oleh),
    )


def _name(session: Session, akun_id: UUID | None) -> str | None:
    return None if akun_id is None else session.scalar(select(Akun.nama).where(Akun.id == akun_id))


def _may_stay(session: Session, *faces: Muka) -> list[Muka]:
    """Those of the two into which the other may go: it runs on, and the other is one's own and not approved."""
    rows = {row.id: row for row in session.scalars(select(Laporan).where(Laporan.id.in_(face.id for face in faces)))}
    return [
        face
        for face, other in (faces, faces[::-1])
        if other.laporan is not None and _runs_on(rows[face.id]) and _may_go(other.laporan)
    ]


def _runs_on(laporan: Laporan) -> bool:
    return Status(laporan.status) not in NOT_IN_REGISTER | SET_ASIDE


def _may_go(laporan: Laporan) -> bool:
    return (Status(laporan.status), Action.MERGE) in TRANSITIONS and Status(laporan.status) not in APPROVED
