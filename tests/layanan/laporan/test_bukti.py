import io
import struct
import zlib
from threading import Barrier, Thread
from uuid import UUID

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import Engine, func, select

from pemakaman import store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.laporan import services
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import get_bukti, list_bukti
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_laporan import add_bukti, make_laporan, make_png, read, start


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


@pytest.fixture
def laporan_id(pengelola: Actor, makam: Makam) -> UUID:
    return start(pengelola, makam)


def kept(laporan_id: UUID) -> list[Bukti]:
    with transaction() as session:
        return list(list_bukti(session, laporan_id))


def test_proof_is_stored_by_its_fingerprint_and_told(pengelola: Actor, laporan_id: UUID) -> None:
    versi = read(laporan_id).versi
    add_bukti(pengelola, laporan_id, "kk_ktp")
    [bukti] = kept(laporan_id)
    assert Image.open(io.BytesIO(store.get(bukti.sha256))).size == (40, 30)
    assert bukti.ukuran == len(store.get(bukti.sha256))
    assert read(laporan_id).versi == versi
    with transaction() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(laporan_id)).order_by(Jejak.id)
        events = session.scalars(query).all()
    assert events[-1] == "laporan.bukti_ditambah"


def test_same_file_twice_is_one_proof(pengelola: Actor, laporan_id: UUID) -> None:
    content = make_png()
    first = add_bukti(pengelola, laporan_id, "kk_ktp", content)
    assert add_bukti(pengelola, laporan_id, "kk_ktp", content) == first
    assert len(kept(laporan_id)) == 1


def test_one_scan_of_two_papers_counts_as_both_kinds(pengelola: Actor, laporan_id: UUID) -> None:
    content = make_png()
    add_bukti(pengelola, laporan_id, "kk_ktp", content)
    add_bukti(pengelola, laporan_id, "surat_kematian", content)
    assert {bukti.jenis for bukti in kept(laporan_id)} == {"kk_ktp", "surat_kematian"}


def test_thirteenth_proof_is_refused(pengelola: Actor, laporan_id: UUID) -> None:
    for _ in range(12):
        add_bukti(pengelola, laporan_id, "lainnya")
    with pytest.raises(Invalid) as refused:
        add_bukti(pengelola, laporan_id, "lainnya")
    assert "berkas" in refused.value.galat


def test_limit_holds_for_senders_at_once(pengelola: Actor, laporan_id: UUID) -> None:
    for _ in range(11):
        add_bukti(pengelola, laporan_id, "lainnya")
    barrier, refusals = Barrier(3), []

    def send() -> None:
        barrier.wait()
        try:
            add_bukti(pengelola, laporan_id, "lainnya")
        except Invalid:
            refusals.append(1)

    threads = [Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(kept(laporan_id)), len(refusals)) == (12, 2)


def test_removed_proof_leaves_the_list_and_an_event(pengelola: Actor, laporan_id: UUID) -> None:
    bukti_id = add_bukti(pengelola, laporan_id, "kk_ktp")
    with transaction() as session:
        services.remove_bukti(session, bukti_id, actor=pengelola)
    assert kept(laporan_id) == []
    with transaction() as session:
        query = select(func.count()).where(Jejak.peristiwa == "laporan.bukti_dihapus")
        assert session.scalar(query) == 1


def test_proofs_of_a_sent_report_stay(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    with pytest.raises(Conflict):
        add_bukti(pengelola, laporan.id, "lainnya")
    with pytest.raises(Conflict), transaction() as session:
        services.remove_bukti(session, kept(laporan.id)[0].id, actor=pengelola)


def test_proof_is_visible_as_its_report_is(pengelola: Actor, makam: Makam) -> None:
    laporan: Laporan = make_laporan(pengelola, makam)
    bukti_id = kept(laporan.id)[0].id
    with transaction() as session:
        assert get_bukti(session, bukti_id, actor=make_actor(Peran.VERIFIKATOR)).id == bukti_id
        for stranger in (make_actor(Peran.VERIFIKATOR, METRO), make_actor(Peran.AUDITOR)):
            with pytest.raises(NotFound):
                get_bukti(session, bukti_id, actor=stranger)


def test_unknown_kind_is_refused(pengelola: Actor, laporan_id: UUID) -> None:
    with pytest.raises(Invalid) as refused:
        add_bukti(pengelola, laporan_id, "selfie")
    assert "jenis" in refused.value.galat


def test_bad_file_leaves_nothing(pengelola: Actor, laporan_id: UUID) -> None:
    with pytest.raises(Invalid):
        add_bukti(pengelola, laporan_id, "kk_ktp", make_png()[:50])
    assert kept(laporan_id) == []


def bomb() -> bytes:
    """A small PNG that unpacks to forty thousand by forty thousand points."""
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1_000_000), 9)), (b"IEND", b""))
    )


def test_picture_bomb_is_refused_with_a_sentence(pengelola: Actor, laporan_id: UUID) -> None:
    with pytest.raises(Invalid) as refused:
        add_bukti(pengelola, laporan_id, "kk_ktp", bomb())
    assert "60 juta" in refused.value.galat["berkas"][0]


def test_pdf_is_kept_as_pdf(pengelola: Actor, laporan_id: UUID) -> None:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    add_bukti(pengelola, laporan_id, "surat_kematian", out.getvalue())
    [bukti] = kept(laporan_id)
    assert (bukti.mime, bukti.nama_berkas) == ("application/pdf", "surat_kematian.pdf")
