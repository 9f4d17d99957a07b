"""Old books copied from pictures: pages in order, rows kept as typed, brought into the book once."""

from datetime import date
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, func, select

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.services import save_bagian
from pemakaman.makam.models import Makam
from pemakaman.pertukaran import salinan_masuk as masuk
from pemakaman.pertukaran import salinan_queries as queries
from pemakaman.pertukaran import salinan_services as services
from pemakaman.pertukaran.models import Impor, ImporLaporan, SalinanBaris, SalinanHalaman
from pemakaman.pertukaran.salinan_rules import MASUK, MENUNGGU, SALAH, SUDAH_ADA
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_salinan import bring_in, make_halaman, make_picture, make_salinan, row, save


@pytest.fixture
def juru(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Juru Kunci")


@pytest.fixture
def makam(juru: Actor) -> Makam:
    return make_makam(pengelola=[juru])


@pytest.fixture
def impor(makam: Makam, juru: Actor) -> Impor:
    return make_salinan(makam, juru)


@pytest.fixture
def halaman(impor: Impor, juru: Actor) -> SalinanHalaman:
    return make_halaman(impor, juru)


def _baris(baris: SalinanBaris) -> SalinanBaris:
    with reading() as session:
        return session.get_one(SalinanBaris, baris.id)


def _reports() -> list[Laporan]:
    with reading() as session:
        return list(session.scalars(select(Laporan).order_by(Laporan.buku_tahun, Laporan.buku_nomor)))


def _order(impor: Impor) -> list[str]:
    with reading() as session:
        return [one.nama_berkas for one in queries.list_halaman(session, impor.id)]


def _undo(impor: Impor, actor: Actor) -> None:
    """What taking a whole batch back does: its reports are deleted, the batch is closed."""
    with transaction() as session:
        for laporan_id in session.scalars(select(ImporLaporan.laporan_id).where(ImporLaporan.impor_id == impor.id)):
            laporan = session.get_one(Laporan, laporan_id)
            record(session, "laporan.dibuang", "laporan", laporan_id, actor=actor)
            session.delete(laporan)
        batch = session.get_one(Impor, impor.id)
        batch.status, batch.dibatalkan_oleh, batch.alasan_batal = "dibatalkan", actor.id, "Salah buku"
        batch.dibatalkan_pada = func.now()
        record(session, "impor.dibatalkan", "impor", impor.id, actor=actor)


def test_same_picture_twice_is_one_page(impor: Impor, juru: Actor) -> None:
    assert make_halaman(impor, juru).id == make_halaman(impor, juru).id


def test_picture_is_written_anew_and_a_pdf_is_refused(impor: Impor, juru: Actor) -> None:
    with transaction() as session:
        content = make_picture() + b"tambahan di belakang"
        page = services.add_halaman(session, impor.id, nama_berkas="../a.jpeg", content=content, actor=juru)
    assert (page.nama_berkas, page.mime) == ("a.jpg", "image/jpeg")
    with pytest.raises(Invalid, match="perlu diperbaiki") as refused, transaction() as session:
        services.add_halaman(session, impor.id, nama_berkas="a.pdf", content=b"%PDF-1.7", actor=juru)
    assert "harus JPEG atau PNG" in refused.value.galat["berkas"][0]


def test_a_full_batch_takes_no_more_pages(impor: Impor, juru: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PALING_HALAMAN", 2)
    for number in (1, 2):
        make_halaman(impor, juru, f"H{number}")
    with pytest.raises(Invalid) as refused:
        make_halaman(impor, juru, "H3")
    assert "Sudah ada 2 halaman" in refused.value.galat["berkas"][0]


def test_pages_change_places_and_numbers_stay_without_gap(impor: Impor, juru: Actor) -> None:
    first, second, third = (make_halaman(impor, juru, f"H{number}") for number in (1, 2, 3))
    with transaction() as session:
        services.move_halaman(session, impor.id, third.id, services.NAIK, actor=juru)
        services.move_halaman(session, impor.id, first.id, services.NAIK, actor=juru)
    assert _order(impor) == ["H1.jpg", "H3.jpg", "H2.jpg"]
    with transaction() as session:
        services.remove_halaman(session, impor.id, first.id, actor=juru)
        services.move_halaman(session, impor.id, second.id, services.TURUN, actor=juru)
    with reading() as session:
        places = {one.nama_berkas: one.urutan for one in queries.list_halaman(session, impor.id)}
    assert places == {"H3.jpg": 1, "H2.jpg": 2}


def test_page_with_a_typed_row_is_not_removed(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(), juru)
    with pytest.raises(Conflict, match="sudah ada baris"), transaction() as session:
        services.remove_halaman(session, impor.id, halaman.id, actor=juru)


def test_good_row_waits_and_nothing_is_in_the_book_yet(halaman: SalinanHalaman, juru: Actor) -> None:
    baris = save(halaman, row(), juru)
    assert (baris.status, baris.urutan, baris.galat) == (MENUNGGU, 1, [])
    assert _reports() == []


def test_faulty_row_is_kept_as_typed_with_its_faults_at_the_fields(halaman: SalinanHalaman, juru: Actor) -> None:
    baris = save(halaman, row(nik="123", dimakamkan_tanggal_hari="32"), juru)
    assert baris.status == SALAH
    assert {one["ruas"] for one in baris.galat} == {"nik", "dimakamkan_tanggal"}
    assert (baris.isian["nik"], baris.isian["dimakamkan_tanggal-hari"]) == ("123", "32")


def test_rules_of_the_report_are_told_while_typing(halaman: SalinanHalaman, juru: Actor) -> None:
    baris = save(halaman, row(meninggal_tanggal_hari="5"), juru)
    assert baris.status == SALAH
    assert any("mendahului" in one["pesan"] or "sesudah" in one["pesan"] for one in baris.galat)


def test_other_report_with_the_nik_is_told_and_keeps_nothing_out(
    impor: Impor, halaman: SalinanHalaman, juru: Actor
) -> None:
    nik = "1871011503420001"
    save(halaman, row(nik=nik), juru)
    bring_in(impor, juru)
    baris = save(halaman, row("Ahmad Suhaemi", nik=nik), juru)
    assert baris.status == MENUNGGU
    assert any(one["ruas"] == "nik" and "sudah tercatat" in one["pesan"] and not one["keras"] for one in baris.galat)


def test_sending_twice_is_one_row(halaman: SalinanHalaman, juru: Actor) -> None:
    baris_id = uuid4()
    first = save(halaman, row(), juru, baris_id=baris_id)
    again = save(halaman, row(), juru, baris_id=baris_id)
    assert (again.urutan, again.versi) == (1, first.versi)


def test_row_changed_meanwhile_is_not_overwritten(halaman: SalinanHalaman, juru: Actor) -> None:
    opened = save(halaman, row(), juru)
    save(halaman, row(umur="62"), juru, baris_id=opened.id, versi=opened.versi)
    with pytest.raises(StaleVersion, match="disimpan dengan isi lain"):
        save(halaman, row(umur="63"), juru, baris_id=opened.id, versi=opened.versi)
    assert _baris(opened).isian["umur"] == "62"


def test_empty_row_is_refused(halaman: SalinanHalaman, juru: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        save(halaman, masuk.make_ketikan({}, []), juru)
    assert "masih kosong" in refused.value.galat["nama"][0]


def test_rows_come_into_the_book_in_the_order_of_the_pages(impor: Impor, juru: Actor) -> None:
    first, second = make_halaman(impor, juru, "H1"), make_halaman(impor, juru, "H2")
    save(second, row("Nurdin"), juru)
    save(first, row("Rahmat"), juru)
    save(first, row("Siti Aminah", jenis_kelamin="P"), juru)
    hasil = bring_in(impor, juru)
    assert (hasil.masuk, hasil.sudah_ada, hasil.salah) == (3, 0, 0)
    reports = _reports()
    assert [(one.buku_nomor, one.nama) for one in reports] == [(1, "Rahmat"), (2, "Siti Aminah"), (3, "Nurdin")]
    assert {(one.asal, one.status, one.buku_tahun) for one in reports} == {("impor:salinan", "lapor_awal", 2003)}
    assert reports[0].nomor_lama == "12"


def test_each_row_brought_in_is_noted_with_its_version(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    baris = save(halaman, row(), juru)
    bring_in(impor, juru)
    with reading() as session:
        noted = session.scalars(select(ImporLaporan)).one()
        laporan = session.get_one(Laporan, noted.laporan_id)
        batch = session.get_one(Impor, impor.id)
    assert (noted.impor_id, noted.letak, noted.versi_laporan) == (impor.id, "halaman 1 baris 1", laporan.versi)
    assert (batch.status, batch.masuk, batch.salah) == ("jadi", 1, 0)
    assert (_baris(baris).status, _baris(baris).laporan_id) == (MASUK, laporan.id)


def test_second_press_doubles_nothing(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(), juru)
    bring_in(impor, juru)
    hasil = bring_in(impor, juru)
    assert (hasil.masuk, hasil.sudah_ada, len(_reports())) == (0, 0, 1)


def test_faulty_row_stays_out_until_it_is_mended(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    bad = save(halaman, row(nik="123"), juru)
    save(halaman, row("Rahmat"), juru)
    assert bring_in(impor, juru).masuk == 1
    save(halaman, row(nik=""), juru, baris_id=bad.id, versi=bad.versi)
    assert bring_in(impor, juru).masuk == 1
    assert len(_reports()) == 2


def test_one_page_alone_can_be_brought_in(impor: Impor, juru: Actor) -> None:
    first, second = make_halaman(impor, juru, "H1"), make_halaman(impor, juru, "H2")
    save(first, row("Rahmat"), juru)
    save(second, row("Nurdin"), juru)
    assert bring_in(impor, juru, second).masuk == 1
    assert [one.nama for one in _reports()] == ["Nurdin"]


def test_row_typed_twice_is_told_with_its_place(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(), juru)
    again = save(halaman, row(), juru)
    hasil = bring_in(impor, juru)
    assert (hasil.masuk, hasil.salah) == (1, 1)
    assert "Sama persis dengan halaman 1 baris 1 di salinan “Buku 2003”" in _baris(again).galat[0]["pesan"]


def test_content_that_came_another_way_is_there_already(
    impor: Impor, halaman: SalinanHalaman, makam: Makam, juru: Actor
) -> None:
    baris = save(halaman, row(), juru)
    isian, _ = masuk.read_row(row())
    with transaction() as session:
        masuk.quick_lapor_awal(
            session,
            actor=juru,
            laporan_id=masuk.laporan_id_of(makam.id, isian),
            makam_id=makam.id,
            isian=isian,
            asal="impor:badung",
        )
    hasil = bring_in(impor, juru)
    assert (hasil.masuk, hasil.sudah_ada) == (0, 1)
    assert _baris(baris).status == SUDAH_ADA
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(ImporLaporan)) == 0


def test_row_in_the_book_is_neither_changed_nor_deleted_here(
    impor: Impor, halaman: SalinanHalaman, juru: Actor
) -> None:
    baris = save(halaman, row(), juru)
    bring_in(impor, juru)
    with pytest.raises(Conflict, match="sudah ada di buku"):
        save(halaman, row(umur="70"), juru, baris_id=baris.id, versi=_baris(baris).versi)
    with pytest.raises(Conflict, match="sudah ada di buku"), transaction() as session:
        services.remove_baris(session, baris.id, actor=juru)


def test_after_the_batch_was_taken_back_its_rows_wait_again(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(), juru)
    bring_in(impor, juru)
    _undo(impor, juru)
    with pytest.raises(Conflict, match="Salinan ini dibatalkan"):
        bring_in(impor, juru)
    with transaction() as session:
        assert queries.count_progress(session, impor.id).menunggu == 1
        services.reopen_salinan(session, impor.id, actor=juru)
    assert bring_in(impor, juru).masuk == 1
    assert len(_reports()) == 1


def test_typed_rows_are_deleted_with_an_event(halaman: SalinanHalaman, juru: Actor) -> None:
    baris = save(halaman, row(), juru)
    with transaction() as session:
        services.remove_baris(session, baris.id, actor=juru)
    with reading() as session:
        assert session.get(SalinanBaris, baris.id) is None
        told = session.scalars(select(Jejak.rincian).where(Jejak.peristiwa == "impor.baris_dihapus")).one()
    assert told == {"letak": "halaman 1 baris 1"}


def test_trail_of_typing_names_nobody(halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(nik="1871011503420001"), juru)
    with reading() as session:
        told = str(session.scalars(select(Jejak.rincian).where(Jejak.objek == "impor")).all())
    assert "Ahmad" not in told
    assert "1871011503420001" not in told


def test_only_those_who_record_there_copy(makam: Makam, impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    for stranger in (make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.ADMIN_KAB, METRO)):
        with pytest.raises(NotFound):
            make_salinan(makam, stranger)
        with pytest.raises(NotFound):
            save(halaman, row(), stranger)
    with pytest.raises(Forbidden):
        bring_in(impor, make_actor(Peran.VERIFIKATOR))
    save(halaman, row(), make_actor(Peran.ADMIN_KAB))
    assert bring_in(impor, make_actor(Peran.ADMIN_KAB)).masuk == 1


def test_import_of_a_file_is_no_copy(makam: Makam, impor: Impor, juru: Actor) -> None:
    with transaction() as session:
        other = Impor(
            makam_id=makam.id, susunan="badung", uji=True, tanggal_makam_sama=False, nama_berkas="b.csv",
            sha256="e" * 64, dibuat_oleh=juru.id,
        )  # fmt: skip
        session.add(other)
        session.flush()
        record(session, "impor.dibuat", "impor", other.id, actor=juru)
    with pytest.raises(NotFound), reading() as session:
        queries.get_salinan(session, other.id, actor=juru)


def _together(*calls: Any) -> list[BaseException | None]:
    start, errors = Barrier(len(calls)), [None] * len(calls)  # type: list[BaseException | None]

    def run(number: int) -> None:
        start.wait()
        try:
            calls[number]()
        except Exception as error:
            errors[number] = error

    threads = [Thread(target=run, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_two_people_bring_the_same_rows_in_once(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    for number in range(8):
        save(halaman, row(f"Orang {'ABCDEFGH'[number]}"), juru)
    admin, found = make_actor(Peran.ADMIN_KAB), list[masuk.Hasil]()
    errors = _together(lambda: found.append(bring_in(impor, juru)), lambda: found.append(bring_in(impor, admin)))
    assert errors == [None, None]
    assert sum(one.masuk for one in found) == 8
    assert [one.buku_nomor for one in _reports()] == list(range(1, 9))
    with reading() as session:
        assert session.get_one(Impor, impor.id).masuk == 8


def test_row_saved_twice_at_once_is_one(halaman: SalinanHalaman, juru: Actor) -> None:
    baris_id = uuid4()
    errors = _together(*[lambda: save(halaman, row(), juru, baris_id=baris_id)] * 2)
    assert errors == [None, None]
    with reading() as session:
        assert session.scalars(select(SalinanBaris.urutan)).all() == [1]


def test_two_people_type_one_page_beside_each_other(halaman: SalinanHalaman, juru: Actor) -> None:
    admin = make_actor(Peran.ADMIN_KAB)
    errors = _together(lambda: save(halaman, row("Rahmat"), juru), lambda: save(halaman, row("Nurdin"), admin))
    assert errors == [None, None]
    with reading() as session:
        assert [one.SalinanBaris.urutan for one in queries.list_baris(session, halaman.id)] == [1, 2]


def test_row_changed_while_it_is_brought_in_is_either(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    baris = save(halaman, row(), juru)
    errors = _together(
        lambda: bring_in(impor, juru),
        lambda: save(halaman, row(umur="70"), juru, baris_id=baris.id, versi=baris.versi),
    )
    assert errors[0] is None
    bring_in(impor, juru)
    (laporan,) = _reports()
    # Either the change came first and is in the book, or it was refused and the book has what was typed before.
    assert laporan.umur == (70 if errors[1] is None else 61)
    assert errors[1] is None or isinstance(errors[1], Conflict)


def test_same_picture_sent_by_two_at_once_is_one_page(impor: Impor, juru: Actor) -> None:
    assert _together(*[lambda: make_halaman(impor, juru)] * 2) == [None, None]
    assert _order(impor) == ["HALAMAN 1.jpg"]


def test_many_rows_go_to_the_worker_and_a_shut_account_brings_nothing_in(
    impor: Impor, halaman: SalinanHalaman, juru: Actor
) -> None:
    save(halaman, row(), juru)
    with transaction() as session:
        masuk.enqueue(session, impor.id, None, actor=juru)
        akun = session.get_one(Akun, juru.id)
        akun.aktif, akun.alasan_nonaktif = False, "Pindah"
        record(session, "akun.dinonaktifkan", "akun", juru.id, actor=juru)
        names = session.connection().exec_driver_sql("SELECT task_name FROM procrastinate_jobs").scalars().all()
    assert names == [masuk.JOB]
    assert juru.id is not None
    masuk.bring_in_for(impor.id, None, juru.id, unit=transaction)
    with reading() as session:
        assert "dinonaktifkan" in (session.get_one(Impor, impor.id).galat or "")
    assert _reports() == []


def test_unreadable_name_nik_and_date_are_stored_as_such(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(None, tak_terbaca=("nama", "nik", "dimakamkan_tanggal")), juru)
    bring_in(impor, juru)
    (laporan,) = _reports()
    assert (laporan.tidak_dikenal, laporan.nama, laporan.nik_alasan) == (True, None, "tidak_terbaca")
    assert laporan.keterangan == "Nama di buku tidak terbaca."
    assert laporan.dimakamkan_tanggal == date(2003, 2, 4)
    assert laporan.tidak_terbaca == ["nama", "nik", "dimakamkan_tanggal"]


def test_mark_goes_away_when_somebody_fills_the_field(impor: Impor, halaman: SalinanHalaman, juru: Actor) -> None:
    save(halaman, row(alamat="", tak_terbaca=("nik", "alamat")), juru)
    bring_in(impor, juru)
    (laporan,) = _reports()
    with transaction() as session:
        isian = {"nik": "1871011503420001"}
        save_bagian(session, laporan.id, "almarhum", isian, versi=laporan.versi, actor=juru)
    (laporan,) = _reports()
    assert (laporan.tidak_terbaca, laporan.nik_alasan) == (["alamat"], None)


def test_run_broken_off_goes_on_where_it_stopped(
    impor: Impor, halaman: SalinanHalaman, juru: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        save(halaman, row(f"Orang {'ABCDE'[number]}"), juru)
    real, calls = masuk.quick_lapor_awal, list[int]()

    def _break(*args: Any, **kwargs: Any) -> Laporan:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("listrik padam")
        return real(*args, **kwargs)

    monkeypatch.setattr(masuk, "quick_lapor_awal", _break)
    with pytest.raises(RuntimeError):
        bring_in(impor, juru)
    assert len(_reports()) == 2
    assert bring_in(impor, juru).masuk == 3
    assert [one.buku_nomor for one in _reports()] == [1, 2, 3, 4, 5]
    with reading() as session:
        assert session.get_one(Impor, impor.id).masuk == 5
