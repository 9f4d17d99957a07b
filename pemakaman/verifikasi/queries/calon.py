"""Who the dead of a report may be: candidates beside the report, the one chosen, and what the web service said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.queries import get_orang, in_register, was_annulled
from pemakaman.laporan.rules import APPROVED, SET_ASIDE, STATUS_LABEL, Status
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk import layanan
from pemakaman.penduduk.alasan import Tanda
from pemakaman.penduduk.banding import Perbandingan, compare, rank
from pemakaman.penduduk.calon import DICETAK, EKSTRAK, LAYANAN, Calon, Tanya, printed, read_snapshot
from pemakaman.penduduk.ekstrak import EkstrakPenduduk, find_household, find_resident
from pemakaman.penduduk.models import PencarianLayanan
from pemakaman.penduduk.pencarian import find_last_lookup
from pemakaman.verifikasi.models import Klaim, Pemeriksaan
from pemakaman.wilayah.models import Wilayah

_SEBUTAN = {"pelapor": "pelapor", "saksi1": "saksi I", "saksi2": "saksi II"}


@dataclass(frozen=True)
class Terpilih:
    """The chosen person as he was shown on that day; `cetak` rows: field, reported, official, printed."""

    calon: Calon
    banding: Perbandingan
    cetak: list[tuple[str, str | None, str | None, str | None]]


@dataclass(frozen=True)
class PanelCalon:
    """What the panel "Siapa orang ini?" shows. `dapat_memilih` only for the holder of the report."""

    daftar: list[Perbandingan] = field(default_factory=list)
    terpilih: Terpilih | None = None
    wilayah: Mapping[str, str] = field(default_factory=dict)
    pencarian: PencarianLayanan | None = None
    dapat_memilih: bool = False
    layanan_ada: bool = False

    @property
    def is_shown(self) -> bool:
        """Is there anything of a person in it?"""
        return self.dapat_memilih or self.terpilih is not None

    def lain(self) -> list[Perbandingan]:
        """The candidates besides the chosen one; he stays among them where the data now say something else of him."""
        return [one for one in self.daftar if self.terpilih is None or one.calon != self.terpilih.calon]


def read_panel(session: Session, laporan: Laporan, orang: Mapping[str, LaporanOrang], *, actor: Actor) -> PanelCalon:
    """The panel as this officer may see it: candidates for who holds the report, the chosen one for who decides."""
    if not (actor.may(Izin.LAPORAN_PERIKSA) or actor.may(Izin.LAPORAN_SETUJUI)):
        return PanelCalon()
    tanya = question_of(session, laporan, orang)
    terpilih = _read_chosen(session, laporan, orang, tanya)
    holds = is_holder(session, laporan, actor)
    daftar = list_candidates(session, laporan, tanya) if holds else []
    shown = [*daftar, *([terpilih.banding] if terpilih else [])]
    return PanelCalon(
        daftar=daftar,
        terpilih=terpilih,
        wilayah=region_names(session, [tanya.desa_kode, *(one.calon.desa_kode for one in shown)]),
        pencarian=find_last_lookup(session, laporan.id) if holds else None,
        dapat_memilih=holds,
        layanan_ada=layanan.is_configured(),
    )


def is_holder(session: Session, laporan: Laporan, actor: Actor) -> bool:
    """Does the actor check this report just now?"""
    klaim = session.get(Klaim, laporan.id)
    holds = laporan.status == Status.DIPERIKSA and klaim is not None and klaim.akun_id == actor.id
    return holds and actor.may(Izin.LAPORAN_PERIKSA)


def list_candidates(session: Session, laporan: Laporan, tanya: Tanya) -> list[Perbandingan]:
    """Residents the report may mean, best first, each with what other reports say of him."""
    found = [*_answered(session, laporan), *EkstrakPenduduk(session).search(tanya)]
    ranked = rank(tanya, found)
    said = _other_reports(session, laporan.id, [one.calon.nik for one in ranked])
    return [_with_signs(one, said) for one in ranked]


def find_candidate(session: Session, laporan: Laporan, sumber: str, calon_id: int) -> Perbandingan | None:
    """One candidate by its source and number there (of the web service: the number of the look-up).

    Nobody else's data can be read this way: a resident who is nothing like the report is no candidate.
    """
    calon: Calon | None = None
    if sumber == EKSTRAK:
        calon = find_resident(session, calon_id, kab_kode=laporan.kab_kode)
    elif sumber == LAYANAN:
        calon = next((one for one in _answered(session, laporan, pencarian_id=calon_id)), None)
    if calon is None:
        return None
    ranked = rank(question_of(session, laporan, get_orang(session, laporan.id)), [calon])
    return _with_signs(ranked[0], _other_reports(session, laporan.id, [calon.nik])) if ranked else None


def find_chosen(session: Session, laporan: Laporan) -> Calon | None:
    """The snapshot of the person chosen for a report, while the choice stands."""
    if laporan.penduduk_id is None and laporan.nik_pilihan is None:
        return None
    query = select(Pemeriksaan.cuplikan).where(Pemeriksaan.laporan_id == laporan.id, Pemeriksaan.cara == "calon")
    cuplikan = session.scalar(query.order_by(Pemeriksaan.id.desc()).limit(1))
    return None if cuplikan is None else read_snapshot(cuplikan)


def is_taken(session: Session, laporan_id: UUID, calon: Calon) -> bool:
    """Does another approved report already stand for this person?"""
    same = [Laporan.penduduk_id == calon.penduduk_id] if calon.penduduk_id is not None else []
    if calon.nik is not None:
        same.append(Laporan.nik_identitas == calon.nik)
    if not same:
        return False
    frozen = and_(Laporan.status == Status.DIBEKUKAN, Laporan.status_sebelum.in_(APPROVED))
    query = select(Laporan.id).where(or_(*same), Laporan.id != laporan_id)
    return session.scalar(query.where(or_(Laporan.status.in_(APPROVED), frozen)).limit(1)) is not None


def question_of(session: Session, laporan: Laporan, orang: Mapping[str, LaporanOrang]) -> Tanya:
    """What a report asks of the population data."""
    pelapor, ayah, ibu = (orang.get(peran) for peran in ("pelapor", "ayah", "ibu"))
    nik_pelapor = pelapor.nik if pelapor else None
    kk_pelapor = pelapor.no_kk if pelapor else None
    if kk_pelapor is None and nik_pelapor is not None:
        kk_pelapor = find_household(session, nik_pelapor, kab_kode=laporan.kab_kode)
    return Tanya(
        kab_kode=laporan.kab_kode,
        nik=laporan.nik,
        nama=laporan.nama,
        bin_binti=laporan.bin_binti,
        jenis_kelamin=laporan.jenis_kelamin,
        tempat_lahir=laporan.tempat_lahir,
        lahir=_birth(laporan),
        umur=laporan.umur,
        meninggal_tanggal=laporan.meninggal_tanggal,
        no_kk=laporan.no_kk,
        desa_kode=laporan.alamat_desa_kode,
        desa_makam=laporan.desa_kode,
        alamat=laporan.alamat,
        rt=laporan.rt,
        rw=laporan.rw,
        nama_ayah=ayah.nama if ayah else None,
        nama_ibu=ibu.nama if ibu else None,
        nik_pelapor=nik_pelapor,
        kk_pelapor=kk_pelapor,
        nik_hidup=tuple((row.nik, _SEBUTAN[peran]) for peran, row in orang.items() if peran in _SEBUTAN and row.nik),
    )


def printed_isian(laporan: Laporan, orang: Mapping[str, LaporanOrang]) -> dict[str, Any]:
    """What the reporter wrote in the fields that the application prints of a chosen person."""
    found: dict[str, Any] = {}
    for ruas in DICETAK:
        peran, _, name = ruas.partition("_")
        row = orang.get(peran) if peran in {"ayah", "ibu"} else laporan
        found[ruas] = getattr(row, name if peran in {"ayah", "ibu"} else ruas, None)
    return found


def _birth(laporan: Laporan) -> TanggalTakLengkap | None:
    if laporan.lahir_tahun is None:
        return None
    return TanggalTakLengkap(laporan.lahir_tahun, laporan.lahir_bulan, laporan.lahir_hari)


def _read_chosen(
    session: Session, laporan: Laporan, orang: Mapping[str, LaporanOrang], tanya: Tanya
) -> Terpilih | None:
    calon = find_chosen(session, laporan)
    if calon is None:
        return None
    reported = printed_isian(laporan, orang)
    shown = printed(reported, calon)
    cetak = [(ruas, reported[ruas], getattr(calon, kolom), shown[ruas]) for ruas, kolom in DICETAK.items()]
    said = _other_reports(session, laporan.id, [calon.nik])
    return Terpilih(calon, _with_signs(compare(tanya, calon), said), cetak)


def _answered(session: Session, laporan: Laporan, *, pencarian_id: int | None = None) -> list[Calon]:
    """The web service's answer about the NIK that the report has now; an older one is passed over."""
    query = select(PencarianLayanan).where(
        PencarianLayanan.laporan_id == laporan.id,
        PencarianLayanan.nik == laporan.nik,
        PencarianLayanan.status == "jadi",
    )
    if pencarian_id is not None:
        query = query.where(PencarianLayanan.id == pencarian_id)
    asked = session.scalar(query.order_by(PencarianLayanan.id.desc()).limit(1))
    rows = asked.hasil if asked else []
    return [replace(read_snapshot(row), sumber=LAYANAN, pencarian_id=asked.id) for row in rows if asked]


def _other_reports(
    session: Session, laporan_id: UUID, nik: Iterable[str | None]
) -> Mapping[str, Sequence[Row[*tuple[Any, ...]]]]:
    wanted = {one for one in nik if one}
    if not wanted:
        return {}
    query = select(Laporan.nik_identitas, Laporan.status, Laporan.status_sebelum).where(
        Laporan.nik_identitas.in_(wanted), Laporan.id != laporan_id, or_(in_register(), was_annulled(Laporan))
    )
    found: dict[str, list[Row[*tuple[Any, ...]]]] = {}
    for row in session.execute(query.order_by(Laporan.dibuat_pada)):
        found.setdefault(row.nik_identitas, []).append(row)
    return found


def _with_signs(one: Perbandingan, said: Mapping[str, Sequence[Row[*tuple[Any, ...]]]]) -> Perbandingan:
    reports = said.get(one.calon.nik or "", ())
    return replace(one, tanda=(*one.tanda, *(_report_sign(row) for row in reports)))


def _report_sign(row: Row[*tuple[Any, ...]]) -> Tanda:
    if row.status == Status.DIBEKUKAN:
        return Tanda("hidup", "Laporan lain tentang orang ini dibekukan karena ia mungkin masih hidup.", kuat=True)
    status = Status(row.status_sebelum if row.status in SET_ASIDE and row.status_sebelum else row.status)
    if status is Status.DIBATALKAN:
        return Tanda("hidup", "Laporan kematian orang ini pernah dibatalkan karena ia masih hidup.", kuat=True)
    if status is Status.AKTA_TERBIT:
        return Tanda("mati", "Akta kematian orang ini sudah terbit dari laporan lain.")
    return Tanda("mati", f"Ada laporan kematian lain tentang orang ini ({STATUS_LABEL[status].lower()}).")


def region_names(session: Session, kode: Iterable[str | None]) -> dict[str, str]:
    """Names of region codes, as far as they are known."""
    wanted = {one for one in kode if one}
    rows = session.execute(select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(wanted)))
    return {row.kode: row.nama for row in rows}
