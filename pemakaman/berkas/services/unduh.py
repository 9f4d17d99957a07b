"""Files and their documents handed out. From the second time on somebody says why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas import queries
from pemakaman.berkas.models import Berkas, Dokumen
from pemakaman.berkas.rules import ANNULLED, SEBAB_TERPANJANG, WITH_DOCUMENT, why_closed
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status


def hand_out_file(
    session: Session, berkas_id: UUID, *, sebab: str | None, actor: Actor
) -> tuple[Berkas, list[tuple[Dokumen, bytes]]]:
    """A file's documents in print order; every download is an event of its report.

    Raises Invalid at 'sebab' when it was printed before and nobody says why, Forbidden when the report was frozen or
    annulled: nobody may carry its papers to the counter.
    """
    require(actor, Izin.BERKAS_LIHAT)
    berkas = queries.get_berkas(session, berkas_id, actor=actor)
    session.refresh(berkas, with_for_update=True)
    sebab = _reason(sebab, berkas.jumlah_cetak)
    return berkas, _hand_out(session, berkas, actor, sebab)


def hand_out_paper(
    session: Session, berkas_id: UUID, dokumen_id: UUID, *, sebab: str | None, actor: Actor
) -> tuple[Dokumen, bytes]:
    """One document of a file; it counts as printed before when it or the whole file was handed out."""
    require(actor, Izin.BERKAS_LIHAT)
    berkas = queries.get_berkas(session, berkas_id, actor=actor)
    session.refresh(berkas, with_for_update=True)
    laporan = _open(session, berkas)
    dokumen = next((one for one in queries.list_dokumen(session, berkas_id) if one.id == dokumen_id), None)
    if dokumen is None or not dokumen.sha256:
        raise NotFound()
    before = berkas.jumlah_cetak + queries.count_prints(session, dokumen_id)
    rincian = {
        "laporan_id": str(laporan.id),
        "jenis": dokumen.jenis,
        "versi_dokumen": berkas.versi_dokumen,
        "cetak_ke": before + 1,
    }
    sebab = _reason(sebab, before)
    record(
        session,
        "dokumen.diunduh",
        "dokumen",
        dokumen.id,
        actor=actor,
        wilayah=dokumen.kab_kode,
        rincian={**rincian, **_said(sebab)},
    )
    return dokumen, store.get(dokumen.sha256)


def count_print(berkas: Berkas, moment: datetime) -> None:
    """A file goes out once more."""
    berkas.pertama_diunduh_pada = berkas.pertama_diunduh_pada or moment
    berkas.diunduh_pada, berkas.jumlah_cetak = moment, berkas.jumlah_cetak + 1


def _hand_out(session: Session, berkas: Berkas, actor: Actor, sebab: str | None) -> list[tuple[Dokumen, bytes]]:
    laporan = _open(session, berkas)
    dokumen = queries.list_dokumen(session, berkas.id)
    contents = [(one, store.get(one.sha256)) for one in dokumen if one.sha256]
    count_print(berkas, now())
    rincian: Mapping[str, Any] = {"versi_dokumen": berkas.versi_dokumen, "cetak_ke": berkas.jumlah_cetak}
    record(
        session,
        "laporan.berkas_diunduh",
        "laporan",
        laporan.id,
        actor=actor,
        wilayah=laporan.kab_kode,
        rincian={**rincian, **_said(sebab)},
    )
    return contents


def _open(session: Session, berkas: Berkas) -> Laporan:
    if berkas.status != "jadi":
        raise Conflict("Berkas ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")
    laporan = session.get_one(Laporan, berkas.laporan_id)
    if laporan.status not in WITH_DOCUMENT:
        raise Forbidden(why_closed(Status(laporan.status)))
    if berkas.dibatalkan_pada is not None:
        raise Forbidden(ANNULLED)
    return laporan


def _reason(sebab: str | None, before: int) -> str | None:
    text = " ".join((sebab or "").split())
    if before and not text:
        raise Invalid({"sebab": ["Berkas ini sudah pernah dicetak. Pilih mengapa dicetak lagi."]})
    if len(text) > SEBAB_TERPANJANG:
        raise Invalid({"sebab": [f"Paling banyak {SEBAB_TERPANJANG} huruf."]})
    return text if before else None


def _said(sebab: str | None) -> dict[str, str]:
    return {"sebab": sebab} if sebab else {}
