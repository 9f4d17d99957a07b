"""Recording what came back from the field, all rows of a page or a file together or none.

Locks in their one order: the reports by their ids, the packages of the kab/kota, the list, its rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.cek import queries
from pemakaman.cek.rules import Jawaban, StatusCek, alive_because
from pemakaman.cek.services.dasar import require_checker, tell
from pemakaman.db import now
from pemakaman.errors import Invalid
from pemakaman.jejak.services import changes
from pemakaman.laporan.models import Laporan
from pemakaman.pembatalan.queries import find_status, lock_target
from pemakaman.pembatalan.rules import OPEN
from pemakaman.pembatalan.services import can_freeze, raise_for_laporan
from pemakaman.pemilih.models import ButirLapangan, CekLapangan, KeputusanCocok, Usul
from pemakaman.pemilih.penarikan import lock_packages
from pemakaman.pemilih.rules import LAPANGAN_LABEL, HasilLapangan

TOLD = ("hasil", "orang_sama", "catatan", "keterangan_dari")
DITUTUP = "Daftar ini sudah ditutup; nama yang belum dicatat masuk daftar berikutnya."


@dataclass(frozen=True)
class Tercatat:
    """How many rows changed, and the cases of living persons that were opened."""

    jumlah: int
    kasus: tuple[str, ...] = ()


def record_answers(session: Session, cek_id: UUID, jawaban: Sequence[Jawaban], *, actor: Actor) -> Tercatat:
    """Write the answers that differ from what is kept; raises Invalid with a sentence by row ('baris-3')."""
    queries.get_cek(session, cek_id, actor=actor)
    require_checker(actor)
    cek = _lock_all(session, cek_id, [one.urutan for one in jawaban], actor)
    query = select(ButirLapangan).where(ButirLapangan.cek_id == cek_id).order_by(ButirLapangan.urutan)
    rows = session.scalars(query.with_for_update().execution_options(populate_existing=True))
    kept = {butir.urutan: butir for butir in rows}
    changed = [one for one in jawaban if one.urutan not in kept or _differs(kept[one.urutan], one)]
    galat = {f"baris-{one.urutan}": [pesan] for one in changed if (pesan := _refusal(cek, kept, one))}
    if galat:
        raise Invalid(galat)
    kasus = [_write(session, cek, kept[one.urutan], one, actor) for one in changed]
    return Tercatat(len(changed), tuple(nomor for nomor in kasus if nomor))


def _lock_all(session: Session, cek_id: UUID, urutan: Sequence[int], actor: Actor) -> CekLapangan:
    """Every report that an answer may freeze, lowest id first, as every alarm does; then the list."""
    query = (
        select(func.coalesce(Laporan.digabung_ke, Laporan.id))
        .join(Usul, Usul.laporan_id == Laporan.id)
        .join(ButirLapangan, ButirLapangan.usul_id == Usul.id)
        .where(ButirLapangan.cek_id == cek_id, ButirLapangan.urutan.in_(urutan))
    )
    for laporan_id in sorted(set(session.scalars(query))):
        lock_target(session, laporan_id)
    lock_packages(session, queries.get_cek(session, cek_id, actor=actor).kab_kode)
    return queries.get_cek(session, cek_id, actor=actor, for_update=True)


def _differs(butir: ButirLapangan, jawaban: Jawaban) -> bool:
    return any(getattr(butir, name) != value for name, value in jawaban.isi.items())


def _refusal(cek: CekLapangan, kept: dict[int, ButirLapangan], jawaban: Jawaban) -> str | None:
    """Why this answer cannot be written, in words."""
    butir = kept.get(jawaban.urutan)
    if butir is None:
        return f"Nomor {jawaban.urutan} tidak ada di daftar ini (1 sampai {len(kept)})."
    if butir.hasil is None:
        return DITUTUP if cek.status != StatusCek.BERJALAN else None
    now_kept = LAPANGAN_LABEL[HasilLapangan(butir.hasil)].lower()
    if jawaban.versi is None:
        return f"Nomor {jawaban.urutan} sudah dicatat: {now_kept}. Betulkan di halaman daftarnya."
    if jawaban.versi != butir.versi:
        return f"Nomor {jawaban.urutan} baru saja dicatat rekan Anda: {now_kept}. Periksa, lalu simpan lagi."
    return None


def _write(session: Session, cek: CekLapangan, butir: ButirLapangan, jawaban: Jawaban, actor: Actor) -> str | None:
    was_alive = butir.hasil == HasilLapangan.HIDUP
    usul = session.get_one(Usul, butir.usul_id)
    with session.no_autoflush:
        for name, value in jawaban.isi.items():
            setattr(butir, name, value)
        butir.dicatat_oleh, butir.dicatat_pada = (actor.id, now()) if jawaban.hasil else (None, None)
        # A decision was about the answer that stood there before.
        butir.putusan_alasan = butir.diputus_oleh = butir.diputus_pada = None
        found = {"hasil_cek" if name == "hasil" else name: pair for name, pair in changes(butir).items()}
        shown = {name: pair for name, pair in found.items() if name in {"hasil_cek", "putusan_alasan", *TOLD}}
        rincian = {"nomor": cek.nomor, "baris": butir.urutan, **shown}
        tell(session, "cek_lapangan.hasil_dicatat", cek, actor, rincian)
    _keep_label(session, usul, butir, actor)
    if jawaban.hasil is not HasilLapangan.HIDUP or (was_alive and _is_case_open(session, butir)):
        return None
    return _raise_alarm(session, butir, usul, alive_because(cek.nomor, jawaban), actor)


def _keep_label(session: Session, usul: Usul, butir: ButirLapangan, actor: Actor) -> None:
    """What matching learns from: only where the one who was asked says that both are one person."""
    pair = (KeputusanCocok.laporan_id == usul.laporan_id, KeputusanCocok.pemilih_id == usul.pemilih_id)
    # The newest answer is the word of the field; the trail keeps the earlier ones.
    session.execute(delete(KeputusanCocok).where(*pair, KeputusanCocok.asal == "lapangan"))
    if not butir.orang_sama:
        return
    tingkat = {ruas: hasil for ruas, hasil in usul.perbandingan.items() if isinstance(hasil, str) and ruas != "catatan"}
    session.add(
        KeputusanCocok(
            laporan_id=usul.laporan_id,
            pemilih_id=usul.pemilih_id,
            kab_kode=usul.kab_kode,
            sama=True,
            asal="lapangan",
            tingkat=tingkat,
            skor=usul.skor,
            model=usul.model,
            oleh=actor.id,
            pada=now(),
        )
    )
    session.flush()


def _is_case_open(session: Session, butir: ButirLapangan) -> bool:
    return butir.kasus_nomor is not None and find_status(session, butir.kasus_nomor) in OPEN


def _raise_alarm(session: Session, butir: ButirLapangan, usul: Usul, keterangan: str, actor: Actor) -> str | None:
    """Freeze report and proposal, and open the case; None where the report no longer says that anybody died."""
    seen = session.get_one(Laporan, usul.laporan_id)
    if not can_freeze(session.get_one(Laporan, seen.digabung_ke or seen.id)):
        return None
    kasus = raise_for_laporan(session, usul.laporan_id, keterangan=keterangan, actor=actor)
    butir.kasus_nomor = kasus.nomor
    session.flush()
    return kasus.nomor
