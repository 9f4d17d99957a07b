"""Single documents: ordered, kept, refused, replaced."""

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM
from pemakaman.berkas import queries
from pemakaman.berkas.models import Dokumen, SidikKeluaran
from pemakaman.berkas.rules import CARA, TANDA_ELEKTRONIK
from pemakaman.berkas.services.pesanan import Cetakan
from pemakaman.db import now
from pemakaman.dokumen.jenis import JENIS_LABEL, URUTAN, Jenis
from pemakaman.jejak.rules import Pelaku
from pemakaman.jejak.services import record

ABJAD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PANJANG_KODE = 26


def new_kode() -> str:
    """A code for the public check page that nobody can guess: 130 random bits."""
    return "".join(secrets.choice(ABJAD) for _ in range(PANJANG_KODE))


def new_dokumen(session: Session, jenis: Jenis, *, kab_kode: str, nomor: str, actor: Pelaku, **rest: Any) -> Dokumen:
    """Order one document; the caller defers the job that prints it. `rest` are further columns of Dokumen."""
    rest.setdefault("tanda_tangan", "menunggu" if _is_signed_electronically(session, jenis, kab_kode) else "basah")
    fresh = Dokumen(
        id=uuid4(),
        jenis=jenis,
        judul=rest.pop("judul", JENIS_LABEL[jenis]),
        nomor=nomor,
        kab_kode=kab_kode,
        urutan=rest.pop("urutan", URUTAN[jenis]),
        kode_periksa=new_kode(),
        **rest,
    )
    session.add(fresh)
    _tell(session, "dokumen.diminta", fresh, actor, {"jenis": jenis.value, "nomor": nomor})
    return fresh


def _is_signed_electronically(session: Session, jenis: Jenis, kab_kode: str) -> bool:
    if jenis not in TANDA_ELEKTRONIK:
        return False
    row = queries.find_settings(session, kab_kode)
    return row is not None and row.isi.get("tanda_tangan", {}).get(jenis.value) in CARA


def keep_bytes(session: Session, cetakan: Cetakan, *, sha256: str | None = None) -> Dokumen | None:
    """Keep what was printed; None when the document has bytes already. `sha256` when they lie in the store."""
    dokumen = session.get_one(Dokumen, cetakan.dokumen_id, with_for_update=True)
    if dokumen.status == "jadi":
        return None
    dokumen.sha256, dokumen.ukuran, dokumen.halaman = (
        sha256 or store.put(cetakan.isi),
        len(cetakan.isi),
        cetakan.halaman,
    )
    dokumen.status, dokumen.galat, dokumen.jadi_pada = "jadi", None, now()
    remember(session, dokumen.sha256, dokumen_id=dokumen.id, berkas_id=dokumen.berkas_id)
    _tell(session, "dokumen.dibuat", dokumen, SISTEM, {"sha256": dokumen.sha256, "halaman": cetakan.halaman})
    return dokumen


def refuse_bytes(session: Session, dokumen_id: UUID, galat: str) -> None:
    """Say on the document why it failed; it never counts as finished."""
    dokumen = session.get_one(Dokumen, dokumen_id, with_for_update=True)
    if dokumen.status == "jadi":
        return
    dokumen.status, dokumen.galat, dokumen.percobaan = "gagal", galat, dokumen.percobaan + 1
    _tell(session, "dokumen.gagal", dokumen, SISTEM, {"galat": galat})


def set_keadaan(session: Session, dokumen: Dokumen, keadaan: str, *, actor: Pelaku) -> None:
    """Replaced or annulled: the bytes stay as evidence, the check page says so."""
    if dokumen.keadaan == keadaan:
        return
    dokumen.keadaan, dokumen.keadaan_pada = keadaan, now()
    _tell(session, f"dokumen.{keadaan}", dokumen, actor, {})


def remember(session: Session, sha256: str, **owner: UUID | None) -> None:
    """The fingerprint of bytes that leave this program. Twice does no harm."""
    values: dict[str, Any] = {"sha256": sha256, **owner}
    session.execute(insert(SidikKeluaran).values(values).on_conflict_do_nothing(index_elements=["sha256"]))


def _tell(session: Session, peristiwa: str, dokumen: Dokumen, actor: Pelaku, rincian: Mapping[str, Any]) -> None:
    about = {"laporan_id": str(dokumen.laporan_id)} if dokumen.laporan_id else {}
    record(
        session, peristiwa, "dokumen", dokumen.id, actor=actor, wilayah=dokumen.kab_kode, rincian={**about, **rincian}
    )
