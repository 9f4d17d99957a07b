"""Looking daily reports up: one day, the day before, the days after, what they were before they were corrected."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.models import Akun
from pemakaman.desk.models import (
    Harian,
    LaporanBlangko,
    LaporanIkd,
    LaporanPerekaman,
    LaporanSuket,
    RiwayatDesk,
)
from pemakaman.desk.queries.pemilihan import list_pemungutan
from pemakaman.desk.queries.pindah import list_unreported
from pemakaman.desk.rules.kolom import BLANGKO, HARIAN, SUKET, Angka, Bentuk
from pemakaman.desk.rules.laju import JENDELA, pace_of
from pemakaman.desk.rules.pemilihan import suket_since
from pemakaman.desk.rules.periksa import Hari, Patah, find_broken
from pemakaman.errors import NotFound

MODEL: dict[str, type[Any]] = {
    "perekaman": LaporanPerekaman,
    "blangko": LaporanBlangko,
    "ikd": LaporanIkd,
    "suket": LaporanSuket,
}


def get_bentuk(kode: str) -> Bentuk:
    """The definition of a daily report; raises NotFound for another word."""
    if kode not in HARIAN:
        raise NotFound()
    return HARIAN[kode]


def angka_of(bentuk: Bentuk, laporan: Harian) -> Angka:
    """The figures of a row."""
    return {kode: getattr(laporan, kode) for kode in bentuk.nama_kolom}


def hari_of(bentuk: Bentuk, laporan: Harian) -> Hari:
    """A row as the rules compare it."""
    return Hari(laporan.tanggal, angka_of(bentuk, laporan), laporan.nihil)


def find_laporan(session: Session, bentuk: Bentuk, kab_kode: str, tanggal: date) -> Any | None:
    """The report of one day; the caller asked whether the kab/kota may be seen."""
    model = MODEL[bentuk.kode]
    return session.scalar(select(model).where(model.kab_kode == kab_kode, model.tanggal == tanggal))


def find_sebelum(session: Session, bentuk: Bentuk, kab_kode: str, tanggal: date) -> Any | None:
    """The last report before a day; of letters only one of the same election, which begins at nought."""
    model = MODEL[bentuk.kode]
    query = select(model).where(model.kab_kode == kab_kode, model.tanggal < tanggal)
    start = suket_since(tanggal, list_pemungutan(session, kab_kode)) if bentuk is SUKET else None
    if start:
        query = query.where(model.tanggal >= start)
    return session.scalar(query.order_by(model.tanggal.desc()).limit(1))


def find_terakhir(session: Session, bentuk: Bentuk, kab_kode: str, tanggal: date) -> Any | None:
    """The report of a day, or the last one before it."""
    found = find_laporan(session, bentuk, kab_kode, tanggal)
    return found or find_sebelum(session, bentuk, kab_kode, tanggal)


def list_laporan(
    session: Session, bentuk: Bentuk, kab_kode: str, *, dari: date | None = None, sampai: date | None = None
) -> Sequence[Any]:
    """The reports of a kab/kota, the oldest first."""
    model = MODEL[bentuk.kode]
    query = select(model).where(model.kab_kode == kab_kode)
    if dari:
        query = query.where(model.tanggal >= dari)
    if sampai:
        query = query.where(model.tanggal <= sampai)
    return session.scalars(query.order_by(model.tanggal)).all()


def list_patah(session: Session, bentuk: Bentuk, kab_kode: str, *, dari: date | None = None) -> list[Patah]:
    """Days that no longer follow from the one before, from a day on: what a correction left to be corrected too."""
    before = find_sebelum(session, bentuk, kab_kode, dari) if dari else None
    rows = [*([before] if before else []), *list_laporan(session, bentuk, kab_kode, dari=dari)]
    moved: list[date] = []
    if bentuk is BLANGKO and rows:
        moved = list_unreported(session, kab_kode, sesudah=rows[0].tanggal, sebelum=rows[-1].tanggal)
    votes = list_pemungutan(session, kab_kode) if bentuk is SUKET else []
    chain = [hari_of(bentuk, row) for row in rows]
    return find_broken(bentuk, chain, moved, mulai=lambda day: suket_since(day, votes))


def list_riwayat(session: Session, objek: str, objek_id: UUID) -> Sequence[Row[RiwayatDesk, str]]:
    """(RiwayatDesk, name of who corrected), newest first."""
    query = (
        select(RiwayatDesk, Akun.nama)
        .join(Akun, Akun.id == RiwayatDesk.oleh)
        .where(RiwayatDesk.objek == objek, RiwayatDesk.objek_id == objek_id)
    )
    return session.execute(query.order_by(RiwayatDesk.id.desc())).all()


def nama_akun(session: Session, akun_id: UUID | None) -> str:
    """Whose account it is; '' without one."""
    return session.scalar(select(Akun.nama).where(Akun.id == akun_id)) or ""


def lain_of(session: Session, bentuk: Bentuk, kab_kode: str, tanggal: date) -> dict[str, Angka]:
    """The figures of other reports that this one's shares are counted from, as last known on that day."""
    found: dict[str, Angka] = {}
    for kode in {one.dari_bentuk for one in bentuk.persen if one.dari_bentuk}:
        other = HARIAN[kode]
        row = find_terakhir(session, other, kab_kode, tanggal)
        if row is not None:
            found[kode] = angka_of(other, row)
    return found


def list_resting(session: Session, bentuk: Bentuk, kab_kode: str, tanggal: date) -> list[tuple[Bentuk, list[Hari]]]:
    """The reports of other kinds that count a share from this one of that day: up to the next one of its kind."""
    model = MODEL[bentuk.kode]
    later = select(func.min(model.tanggal)).where(model.kab_kode == kab_kode, model.tanggal > tanggal)
    after = session.scalar(later)
    last = after - timedelta(days=1) if after else None
    return [
        (other, [hari_of(other, row) for row in list_laporan(session, other, kab_kode, dari=tanggal, sampai=last)])
        for other in HARIAN.values()
        if any(one.dari_bentuk == bentuk.kode for one in other.persen)
    ]


def blangko_pace(session: Session, kab_kode: str, tanggal: date) -> float | None:
    """Mean use of blank cards on the last seven service days up to a day, within the days the board looks at."""
    query = select(LaporanBlangko.terpakai, LaporanBlangko.nihil).where(
        LaporanBlangko.kab_kode == kab_kode,
        LaporanBlangko.tanggal > tanggal - timedelta(days=JENDELA),
        LaporanBlangko.tanggal <= tanggal,
    )
    return pace_of((terpakai, nihil) for terpakai, nihil in session.execute(query.order_by(LaporanBlangko.tanggal)))


def first_day(session: Session, bentuk: Bentuk, kab_kode: str) -> date | None:
    """The day the kab/kota began to report."""
    model = MODEL[bentuk.kode]
    found: date | None = session.scalar(select(func.min(model.tanggal)).where(model.kab_kode == kab_kode))
    return found
