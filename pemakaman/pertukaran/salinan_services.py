"""The only writers of copies of paper books, as far as the burial book: batches, pages and typed rows."""

from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.services import record
from pemakaman.laporan.berkas_bukti import clean_bukti, refuse
from pemakaman.makam.queries import get_makam, is_recording
from pemakaman.pertukaran.models import Impor, SalinanBaris, SalinanHalaman
from pemakaman.pertukaran.salinan_queries import get_baris, get_halaman, get_salinan
from pemakaman.pertukaran.salinan_rules import DI_BUKU, JENIS, PALING_HALAMAN, name_place, status_of

NAIK, TURUN, HAPUS = "naik", "turun", "hapus"
DIBATALKAN = "dibatalkan"


def begin_salinan(session: Session, *, makam_id: UUID, nama: str, tahun: int | None, actor: Actor) -> Impor:
    """A new batch for the pictures of one paper book; its name is what people call the book."""
    require(actor, Izin.BUKU_IMPOR)
    get_makam(session, makam_id, actor=actor)
    check_recording(session, makam_id, actor)
    nama = " ".join(nama.split())
    if not nama:
        raise Invalid({"nama": ["Tulis nama bukunya, misalnya Buku 2003–2005."]})
    impor = Impor(
        id=uuid4(),
        makam_id=makam_id,
        jenis=JENIS,
        susunan="",
        pemetaan={"tahun": tahun} if tahun else {},
        uji=False,
        tanggal_makam_sama=False,
        nama_berkas=nama,
        sha256=None,
        status="diunggah",
        dibuat_oleh=actor.id,
    )
    session.add(impor)
    rincian = {"makam": makam_id, "buku": nama}
    record(session, "impor.salinan_dibuat", "impor", impor.id, actor=actor, rincian=rincian)
    session.flush()
    return impor


def add_halaman(session: Session, impor_id: UUID, *, nama_berkas: str, content: bytes, actor: Actor) -> SalinanHalaman:
    """Add one picture at the end; the same picture again is the page that is there.

    It is opened, checked and written anew like a proof, but a PDF is no picture of a page.
    """
    open_salinan(session, impor_id, actor=actor)
    if content.startswith(b"%PDF-"):
        raise refuse("Berkas ini PDF. Foto halaman harus JPEG atau PNG.")
    # Decoding takes a while; the batch is locked only after it.
    bersih = clean_bukti(nama_berkas, content)
    sha256 = store.put(bersih.content)
    open_salinan(session, impor_id, actor=actor, for_update=True)
    own = SalinanHalaman.impor_id == impor_id
    same = session.scalar(select(SalinanHalaman).where(own, SalinanHalaman.sha256 == sha256))
    if same is not None:
        return same
    jumlah, last = session.execute(select(func.count(), func.max(SalinanHalaman.urutan)).where(own)).one()
    if jumlah >= PALING_HALAMAN:
        raise refuse(f"Sudah ada {PALING_HALAMAN} halaman. Buat salinan baru untuk halaman berikutnya.")
    halaman = SalinanHalaman(
        id=uuid4(),
        impor_id=impor_id,
        urutan=(last or 0) + 1,
        nama_berkas=bersih.nama_berkas,
        mime=bersih.mime,
        ukuran=len(bersih.content),
        sha256=sha256,
        dibuat_oleh=actor.id,
    )
    session.add(halaman)
    _tell(session, "impor.halaman_ditambah", halaman, actor)
    return halaman


def move_halaman(session: Session, impor_id: UUID, halaman_id: UUID, arah: str, *, actor: Actor) -> None:
    """Let a page change places with the one above or below; at the edge nothing happens."""
    halaman = _take_halaman(session, impor_id, halaman_id, actor)
    place = SalinanHalaman.urutan
    other = select(SalinanHalaman).where(SalinanHalaman.impor_id == impor_id).limit(1)
    if arah == NAIK:
        other = other.where(place < halaman.urutan).order_by(place.desc())
    else:
        other = other.where(place > halaman.urutan).order_by(place)
    neighbour = session.scalar(other)
    if neighbour is None:
        return
    halaman.urutan, neighbour.urutan = neighbour.urutan, halaman.urutan
    _tell(session, "impor.halaman_dipindah", halaman, actor)


def remove_halaman(session: Session, impor_id: UUID, halaman_id: UUID, *, actor: Actor) -> None:
    """Take a picture out while nothing was typed from it."""
    halaman = _take_halaman(session, impor_id, halaman_id, actor)
    if session.scalar(select(SalinanBaris.id).where(SalinanBaris.halaman_id == halaman_id).limit(1)) is not None:
        raise Conflict("Dari halaman ini sudah ada baris yang diketik, jadi fotonya tidak dapat dihapus.")
    session.delete(halaman)
    _tell(session, "impor.halaman_dihapus", halaman, actor)
    below = update(SalinanHalaman).where(SalinanHalaman.impor_id == impor_id, SalinanHalaman.urutan > halaman.urutan)
    session.execute(below.values(urutan=SalinanHalaman.urutan - 1))


def finish_halaman(session: Session, halaman_id: UUID, *, selesai: bool, actor: Actor) -> SalinanHalaman:
    """Say that everything of a page has been typed, or take it back."""
    halaman, impor = get_halaman(session, halaman_id, actor=actor, for_update=True)
    check_open(session, impor, actor)
    if halaman.selesai != selesai:
        halaman.selesai = selesai
        _tell(session, "impor.halaman_selesai" if selesai else "impor.halaman_dibuka_lagi", halaman, actor)
    return halaman


def remove_baris(session: Session, baris_id: UUID, *, actor: Actor) -> UUID:
    """Delete a typed row that is not in the burial book; returns its page."""
    _, halaman, _ = get_baris(session, baris_id, actor=actor)
    halaman, impor = get_halaman(session, halaman.id, actor=actor, for_update=True)
    check_open(session, impor, actor)
    query = select(SalinanBaris).where(SalinanBaris.id == baris_id).with_for_update()
    baris = session.scalar(query.execution_options(populate_existing=True))
    if baris is None:
        return halaman.id
    if status_of(baris.status, baris.laporan_id) in DI_BUKU:
        raise Conflict("Baris ini sudah ada di buku, jadi tidak dapat dihapus dari sini.")
    session.delete(baris)
    rincian = {"letak": name_place(halaman.urutan, baris.urutan)}
    record(session, "impor.baris_dihapus", "impor", impor.id, actor=actor, rincian=rincian)
    session.flush()
    return halaman.id


def reopen_salinan(session: Session, impor_id: UUID, *, actor: Actor) -> Impor:
    """After everything was taken out of the book again: type on, and bring in anew. What was typed is all there."""
    require(actor, Izin.BUKU_IMPOR)
    impor = get_salinan(session, impor_id, actor=actor, for_update=True)
    check_recording(session, impor.makam_id, actor)
    if impor.status != DIBATALKAN:
        raise Conflict("Salinan ini tidak dibatalkan, jadi tidak perlu dibuka lagi.")
    impor.status, impor.dibatalkan_oleh, impor.dibatalkan_pada, impor.alasan_batal = "diunggah", None, None, None
    impor.masuk = impor.sudah_ada = 0
    record(session, "impor.salinan_dibuka_lagi", "impor", impor.id, actor=actor)
    session.flush()
    return impor


def open_salinan(session: Session, impor_id: UUID, *, actor: Actor, for_update: bool = False) -> Impor:
    """A batch in which the actor may work now; raises Forbidden, NotFound or Conflict otherwise."""
    impor = get_salinan(session, impor_id, actor=actor, for_update=for_update)
    check_open(session, impor, actor)
    return impor


def check_open(session: Session, impor: Impor, actor: Actor) -> None:
    """Raise unless the actor records there and the batch was not taken back."""
    require(actor, Izin.BUKU_IMPOR)
    check_recording(session, impor.makam_id, actor)
    if impor.status == DIBATALKAN:
        raise Conflict("Salinan ini dibatalkan. Buka lagi salinannya untuk meneruskan; yang diketik masih ada.")


def check_recording(session: Session, makam_id: UUID, actor: Actor) -> None:
    """Raise Forbidden unless the actor records the burials of this cemetery."""
    if not is_recording(session, makam_id, actor=actor):
        raise Forbidden("Anda tidak mencatat pemakaman di makam ini.")


def _take_halaman(session: Session, impor_id: UUID, halaman_id: UUID, actor: Actor) -> SalinanHalaman:
    open_salinan(session, impor_id, actor=actor, for_update=True)
    halaman, impor = get_halaman(session, halaman_id, actor=actor, for_update=True)
    if impor.id != impor_id:
        raise Conflict("Halaman ini bagian dari salinan lain.")
    return halaman


def _tell(session: Session, peristiwa: str, halaman: SalinanHalaman, actor: Actor) -> None:
    rincian = {"halaman": halaman.urutan, "berkas": halaman.nama_berkas}
    record(session, peristiwa, "impor", halaman.impor_id, actor=actor, rincian=rincian)
    session.flush()
