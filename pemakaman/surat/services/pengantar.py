"""Covering letters: a numbered list of files that go to somebody together."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.berkas.models import Dokumen
from pemakaman.dokumen.jenis import Jenis
from pemakaman.errors import NotFound
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.surat import queries
from pemakaman.surat.services.surat import order_letter

HILANG = (
    "Sebagian berkas tidak ada, sudah diganti versi baru, atau di luar wilayah tugas Anda. "
    "Surat pengantar tidak dibuat. Buka lagi daftarnya."
)


def make_pengantar(
    session: Session,
    berkas_ids: Collection[UUID],
    *,
    nomor: str,
    tanggal: date,
    tujuan: Sequence[str],
    keperluan: str,
    actor: Actor,
) -> Dokumen:
    """Order a covering letter for these files, in book order; its list stays as it is now."""
    require(actor, Izin.SURAT_TULIS)
    rows = queries.list_covered(session, berkas_ids, actor=actor)
    if not rows or len(rows) != len(set(berkas_ids)):
        raise NotFound(HILANG)
    masukan: dict[str, Any] = {
        "tujuan": list(tujuan),
        "keperluan": keperluan,
        "tanggal_surat": format_tanggal(tanggal),
        "berkas": [str(one.id) for one in rows],
        "baris": [
            {
                "nomor_buku": f"{one.makam}: {one.buku_nomor}/{one.buku_tahun}",
                "nama": one.nama or "Tidak dikenal",
                "formulir": one.formulir,
                "halaman": one.halaman,
            }
            for one in rows
        ],
    }
    return order_letter(session, Jenis.PENGANTAR, rows[0].kab_kode, nomor, masukan, actor=actor)
