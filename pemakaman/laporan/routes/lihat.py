"""One report for everybody who may see it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman import tampilan
from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import SISTEM, Actor, Izin, sees_nik
from pemakaman.db import transaction
from pemakaman.jejak import queries as jejak
from pemakaman.laporan import queries
from pemakaman.laporan.dari_hp import read_dari_hp
from pemakaman.laporan.isian import read_isian
from pemakaman.laporan.kabar import list_kabar
from pemakaman.laporan.letak import read_letak
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.permintaan import list_permintaan
from pemakaman.laporan.queries_buku import BulanLaporan, month_of
from pemakaman.laporan.queries_ganda import seen_heirs, seen_merged
from pemakaman.laporan.ringkas import summarize
from pemakaman.laporan.routes.bukti import needs_of
from pemakaman.laporan.routes.dasar import JUDUL, book_number, bp, called, read_laporan, step_url, url_if_any
from pemakaman.laporan.routes.isi import show_notes
from pemakaman.laporan.routes.kirim import region_name
from pemakaman.laporan.routes.permintaan import show_requests
from pemakaman.laporan.rules import EDITABLE, NOT_IN_REGISTER, Action, Status, available_actions
from pemakaman.laporan.sisipan import read_sisipan
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import deadline
from pemakaman.web import requires, show_page
from pemakaman.widgets import BaseForm

ON_DESK = frozenset({Status.DIAJUKAN, Status.DIPERIKSA, Status.DISARANKAN, Status.DIKEMBALIKAN})
INTERNAL = frozenset({"laporan.catatan_ditulis", "laporan.dibagikan", "laporan.dieskalasi"})
WITH_BERKAS = frozenset({Status.DISETUJUI, Status.AKTA_TERBIT})


def _actions(laporan: Laporan, actor: Actor) -> list[dict[str, str]]:
    """Links to what this role may do next; pages that the program does not have are left out."""
    status = Status(laporan.status)
    found: list[tuple[str, str | None]] = []
    if status in EDITABLE and actor.may(Izin.LAPORAN_TULIS):
        teks = "Perbaiki" if status is Status.DIKEMBALIKAN else "Lengkapi"
        page = "periksa" if status is Status.DIKEMBALIKAN else "almarhum"
        found.append((teks, step_url(laporan.id, page)))
    if status in ON_DESK and actor.may(Izin.MEJA_LIHAT):
        found.append(("Buka di meja periksa", url_if_any("verifikasi.desk", laporan_id=laporan.id)))
    if status in WITH_BERKAS and actor.may(Izin.BERKAS_LIHAT):
        found.append(("Lihat berkas", url_if_any("berkas.show", laporan_id=laporan.id)))
    if status is Status.DISETUJUI and actor.may(Izin.AKTA_CATAT):
        found.append(("Catat nomor akta", url_if_any("akta.record", laporan_id=laporan.id)))
    if status in WITH_BERKAS and actor.may(Izin.PERBAIKAN_MINTA):
        teks = "Minta perbaikan data" if status is Status.DISETUJUI else "Pembetulan akta"
        found.append((teks, url_if_any("perbaikan.start", laporan_id=laporan.id)))
    if status is not Status.DRAF:
        found += _papers(laporan, actor)
    shown = [
        {"teks": teks, "url": url, "jenis": "kedua"} for teks, url in [*found, *_rarer_ways(laporan, actor)] if url
    ]
    if found and shown:
        shown[0]["jenis"] = "utama"
    return shown


def _papers(laporan: Laporan, actor: Actor) -> list[tuple[str, str | None]]:
    """What is written and printed about a report besides its file."""
    letters = [("Surat", url_if_any("surat.of_laporan", laporan_id=laporan.id))]
    return [
        *(letters if actor.may(Izin.SURAT_TULIS) else []),
        ("Ahli waris dan izin makam", url_if_any("petak.grave", laporan_id=laporan.id)),
        ("Cetak tanda terima", url_if_any("laporan.reprint", laporan_id=laporan.id)),
    ]


def _rarer_ways(laporan: Laporan, actor: Actor) -> list[tuple[str, str | None]]:
    """The alarm that the person is alive, its case, and the archive."""
    status, found = Status(laporan.status), list[tuple[str, str | None]]()
    may = available_actions(status)
    if status is Status.DIBEKUKAN and actor.may(Izin.HIDUP_LIHAT):
        found.append(("Lihat kasus", url_if_any("pembatalan.of_laporan", laporan_id=laporan.id)))
    if Action.REINSTATE in may and actor.may(Izin.HIDUP_PUTUS):
        found.append(("Pulihkan ke meja", url_if_any("pembatalan.reinstate", laporan_id=laporan.id)))
    if Action.FREEZE in may and Status(laporan.status_sebelum or status) not in NOT_IN_REGISTER:
        found.append(("Lapor: masih hidup", url_if_any("pembatalan.raise_for_laporan", laporan_id=laporan.id)))
    if status is not Status.DRAF and status not in NOT_IN_REGISTER and actor.may(Izin.PETAK_KELOLA):
        found.append(("Pindah atau gali", url_if_any("petak.moves", laporan_id=laporan.id)))
    if Action.ARCHIVE in may and actor.may(Izin.LAPORAN_ARSIPKAN):
        found.append(("Arsipkan", url_if_any("pembatalan.archive", laporan_id=laporan.id)))
    if Action.UNARCHIVE in may and actor.may(Izin.LAPORAN_ARSIPKAN):
        found.append(("Keluarkan dari arsip", url_if_any("pembatalan.unarchive", laporan_id=laporan.id)))
    return found


def _who(row: jejak.Baris) -> str:
    if row.pelaku == SISTEM.nama:
        return row.pelaku
    return ", ".join(part for part in (row.pelaku, tampilan.label(row.peran, "peran")) if part)


def _timeline(rows: list[jejak.Baris]) -> list[dict[str, Any]]:
    return [
        {
            "judul": row.kalimat,
            "waktu": tampilan.waktu(row.kapan),
            "waktu_iso": row.kapan.isoformat(),
            "oleh": _who(row),
            "isi": "; ".join(row.rincian),
        }
        for row in rows
    ]


def _hidden_events(actor: Actor) -> frozenset[str]:
    """How the office divides its work is for the office."""
    return frozenset() if actor.may(Izin.MEJA_LIHAT) else INTERNAL


def _book_month(bulan: BulanLaporan | None, laporan: Laporan) -> dict[str, Any]:
    url = None
    if bulan is not None and bulan.terlihat:
        url = url_if_any("buku.month", makam_id=laporan.makam_id, masa=bulan.kode)
    return {"buku_bulan": bulan, "buku_bulan_url": url}


def _from_trail(session: Session, laporan_id: UUID) -> dict[str, Any]:
    """What folders above have told of the report."""
    return {"kabar": list_kabar(session, laporan_id), "dari_hp": read_dari_hp(session, laporan_id)}


@bp.get("/laporan/<uuid:laporan_id>")
@requires(Izin.LAPORAN_LIHAT)
def show(laporan_id: UUID) -> ResponseReturnValue:
    """Status, deadline, data, proofs and history; the look at it is logged."""
    return show_report(laporan_id)


def _merged(session: Session, laporan_id: UUID, actor: Actor) -> list[tuple[str | None, Sequence[Bukti]]]:
    merged = seen_merged(session, laporan_id, actor=actor)
    return [(book_number(row), queries.list_bukti(session, row.id)) for row in merged]


def show_report(
    laporan_id: UUID, status: int = 200, *, terisi: dict[int, BaseForm] | None = None, pesan: str = ""
) -> ResponseReturnValue:
    """The page; `terisi` are answers that were sent and refused, `pesan` says why one came too late."""
    actor = current_actor()
    with transaction() as session:
        laporan = read_laporan(session, laporan_id, actor)
        isian = read_isian(laporan, queries.get_orang(session, laporan_id))
        bukti = queries.list_bukti(session, laporan_id)
        notes = queries.open_notes(session, laporan_id) if laporan.status == Status.DIKEMBALIKAN else []
        ditanya = list_permintaan(session, laporan_id)
        nama_wilayah = region_name(session, laporan.alamat_desa_kode)
        meninggal = laporan.meninggal_tanggal
        return show_page(
            "laporan/lihat.html",
            status,
            laporan=laporan,
            sebutan=called(laporan),
            nomor=book_number(laporan),
            makam=session.get_one(Makam, laporan.makam_id).nama,
            tenggat=deadline(meninggal) if meninggal else None,
            catatan=show_notes(laporan_id, notes),
            boleh_ubah=actor.may(Izin.LAPORAN_TULIS) and Status(laporan.status) in EDITABLE,
            ringkas=summarize(isian, nama_wilayah=nama_wilayah, samar=not sees_nik(actor)),
            judul_bagian=JUDUL,
            alasan=[(n, isian[n]) for n in ("alasan_terlambat", "alasan_nik_sama") if isian.get(n)],
            bukti=bukti,
            gabungan=_merged(session, laporan_id, actor),
            tetap=seen_heirs(session, [laporan.digabung_ke], actor=actor),
            letak=read_letak(session, laporan, actor=actor),
            kebutuhan=needs_of(laporan, {satu.jenis for satu in bukti}),
            aksi=_actions(laporan, actor),
            **_from_trail(session, laporan_id),
            **read_sisipan(session, laporan, actor),
            **_book_month(month_of(session, laporan, actor=actor), laporan),
            permintaan=show_requests(laporan, ditanya, actor, terisi=terisi or {}, pesan=pesan),
            linimasa=_timeline(jejak.timeline(session, "laporan", laporan_id, tanpa=_hidden_events(actor))),
        )
