"""Photos of graves and stones: written anew like proofs, so that no place or device stays in them."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Invalid
from pemakaman.laporan.berkas_bukti import clean_bukti
from pemakaman.makam.models import PetakFoto
from pemakaman.makam.petak import tell_petak
from pemakaman.petak.queries.petak import check_recording, get_foto, get_petak

PALING_BANYAK = 8
JENIS_FOTO = {"makam": "Makam", "nisan": "Nisan"}


def add_foto(
    session: Session, petak_id: UUID, *, jenis: str, nama_berkas: str, content: bytes, actor: Actor
) -> PetakFoto:
    """Keep one photo; the same picture again is the one that is there. Raises Invalid at 'jenis' or 'berkas'."""
    petak = get_petak(session, petak_id, actor=actor)
    require(actor, Izin.PETAK_KELOLA)
    check_recording(session, petak.makam_id, actor=actor)
    if jenis not in JENIS_FOTO:
        raise Invalid({"jenis": ["Pilih foto apa ini: makam atau nisan."]})
    bersih = clean_bukti(nama_berkas, content)
    if not bersih.mime.startswith("image/"):
        raise Invalid({"berkas": ["Yang diterima di sini hanya foto JPEG atau PNG."]})
    petak = get_petak(session, petak_id, actor=actor, for_update=True)
    sha256 = store.put(bersih.content)
    same = select(PetakFoto).where(PetakFoto.petak_id == petak_id, PetakFoto.sha256 == sha256)
    if (known := session.scalar(same)) is not None:
        return known
    count = select(func.count()).select_from(PetakFoto).where(PetakFoto.petak_id == petak_id)
    if (session.scalar(count) or 0) >= PALING_BANYAK:
        raise Invalid({"berkas": [f"Sudah ada {PALING_BANYAK} foto. Hapus yang tidak perlu, lalu unggah lagi."]})
    foto = PetakFoto(
        petak_id=petak_id,
        jenis=jenis,
        mime=bersih.mime,
        ukuran=len(bersih.content),
        sha256=sha256,
        dibuat_oleh=actor.id,
    )
    session.add(foto)
    tell_petak(
        session, petak, "petak.foto_ditambah", actor=actor, rincian={"foto": JENIS_FOTO[jenis], "sha256": sha256}
    )
    session.flush()
    return foto


def remove_foto(session: Session, foto_id: UUID, *, actor: Actor) -> UUID:
    """Take a photo off, and return its plot; the stored bytes and the event stay."""
    foto = get_foto(session, foto_id, actor=actor)
    petak = get_petak(session, foto.petak_id, actor=actor, for_update=True)
    require(actor, Izin.PETAK_KELOLA)
    check_recording(session, petak.makam_id, actor=actor)
    rincian = {"foto": JENIS_FOTO[foto.jenis], "sha256": foto.sha256}
    tell_petak(session, petak, "petak.foto_dihapus", actor=actor, rincian=rincian)
    session.delete(foto)
    session.flush()
    return petak.id
