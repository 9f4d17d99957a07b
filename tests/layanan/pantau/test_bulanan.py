"""A monthly report from draft to sent: steps, refusals, races, and what is printed."""

import hashlib
import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pypdf
import pytest
from python_calamine import load_workbook
from sqlalchemy import Engine, func, select

from pemakaman import db, store
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.makam.models import Makam
from pemakaman.pantau import jobs
from pemakaman.pantau.models import LaporanBulanan
from pemakaman.pantau.queries.bulanan import get_bulanan, report_deadline
from pemakaman.pantau.rules.angka import ANGKA_LABEL
from pemakaman.pantau.services import bulanan, kirim
from pemakaman.pantau.services.cetak import finish_order, take_order
from pemakaman.pantau.services.setelan import save_settings
from tests.layanan.verifikasi.test_serentak import at_once, one_conflict
from tests.pabrik import BANDAR_LAMPUNG, METRO, PROVINSI, make_actor, make_makam
from tests.pabrik_bulanan import (
    DULU,
    LALU,
    close_month,
    draft,
    in_month,
    make_row,
    read,
    sent,
    signed,
    with_letter,
    work,
)
from tests.pabrik_laporan import make_png


def act(service: Any, bulanan_id: UUID, *args: Any, **values: Any) -> Any:
    """One step in its own transaction."""
    with transaction() as session:
        return service(session, bulanan_id, *args, **values)


def events(bulanan_id: UUID) -> list[str]:
    with transaction() as session:
        query = select(Jejak.peristiwa).where(Jejak.objek_id == str(bulanan_id)).order_by(Jejak.id)
        return [code.partition(".")[2] for code in session.scalars(query)]


@pytest.fixture
def pejabat(database: Engine) -> Actor:
    return make_actor(Peran.PEJABAT)


def make_book(kab: str = BANDAR_LAMPUNG, nama: str = "TPU Uji") -> tuple[Actor, Any]:
    actor = make_actor(Peran.PENGELOLA_MAKAM, kab)
    makam = make_makam(kab, pengelola=[actor])
    if nama != makam.nama:
        with transaction() as session:
            session.get_one(Makam, makam.id).nama = nama
            record(session, "makam.diubah", "makam", makam.id, actor=SISTEM)
    return actor, makam


def words(content: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return "".join(text.split()).replace("\xa0", "").replace("\xad", "")


def test_from_draft_to_sent_every_step_is_told(pejabat: Actor) -> None:
    make_book()
    made = sent(pejabat)
    assert (made.status, made.dikirim_cara, made.dikirim_tanggal) == ("dikirim", "srikandi", LALU.sesudah)
    assert [one for one in events(made.id) if one != "dicetak"] == ["dibuat", "surat", "ditandatangani", "dikirim"]


def test_month_that_is_not_over_has_no_report(pejabat: Actor) -> None:
    with pytest.raises(Invalid):
        draft(pejabat, LALU.next())


def test_second_report_of_a_month_is_refused(pejabat: Actor) -> None:
    draft(pejabat)
    with pytest.raises(Conflict):
        draft(pejabat)


def test_draft_counts_again_what_came_since(pejabat: Actor) -> None:
    actor, makam = make_book()
    made = draft(pejabat)
    make_row(actor, makam, in_month(LALU))
    again = act(bulanan.recount, made.id, versi=made.versi, actor=pejabat)
    assert (made.angka["pemakaman"], again.angka["pemakaman"], again.rincian[0]["pemakaman"]) == (0, 1, 1)
    assert again.dihitung_pada > made.dihitung_pada


def test_signed_figures_stand_and_are_not_counted_again(pejabat: Actor) -> None:
    actor, makam = make_book()
    made = signed(pejabat)
    make_row(actor, makam, in_month(LALU))
    with pytest.raises(Conflict):
        act(bulanan.recount, made.id, versi=made.versi, actor=pejabat)
    assert read(made.id).angka["pemakaman"] == 0


def test_unsigned_report_is_not_sent(pejabat: Actor) -> None:
    made = with_letter(pejabat)
    isian = {"dikirim_tanggal": LALU.sesudah, "dikirim_cara": "pos"}
    with pytest.raises(Conflict):
        act(kirim.send, made.id, isian, versi=made.versi, actor=pejabat)


def test_letter_without_number_is_not_signed(pejabat: Actor) -> None:
    made = draft(pejabat)
    work()
    with pytest.raises(Conflict):
        act(kirim.sign, made.id, nama_berkas="a.png", content=make_png(), versi=made.versi, actor=pejabat)


def test_letter_that_is_being_printed_anew_is_not_signed(pejabat: Actor) -> None:
    made = with_letter(pejabat)
    again = act(bulanan.recount, made.id, versi=made.versi, actor=pejabat)
    with pytest.raises(Conflict):
        act(kirim.sign, made.id, nama_berkas="a.png", content=make_png(), versi=again.versi, actor=pejabat)


def test_signed_copy_is_checked_like_a_proof(pejabat: Actor) -> None:
    made = with_letter(pejabat)
    with pytest.raises(Invalid):
        act(kirim.sign, made.id, nama_berkas="a.pdf", content=b"MZ program", versi=made.versi, actor=pejabat)
    assert read(made.id).status == "draf"


def test_signed_report_is_withdrawn_with_reason_and_the_trail_keeps_the_copy(pejabat: Actor) -> None:
    made = signed(pejabat)
    with pytest.raises(Invalid):
        act(kirim.withdraw, made.id, alasan="  ", versi=made.versi, actor=pejabat)
    back = act(kirim.withdraw, made.id, alasan="Angka TPU Kedaton salah", versi=made.versi, actor=pejabat)
    assert (back.status, back.sha256_tertanda) == ("draf", None)
    with transaction() as session:
        query = select(Jejak.rincian).where(Jejak.peristiwa == "laporan_bulanan.ditarik")
        assert session.scalars(query).one() == {"alasan": "Angka TPU Kedaton salah", "sha256": made.sha256_tertanda}


def test_sent_report_stays(pejabat: Actor) -> None:
    made = sent(pejabat)
    with pytest.raises(Conflict):
        act(kirim.withdraw, made.id, alasan="Salah", versi=made.versi, actor=pejabat)


def test_sending_before_the_letter_is_refused(pejabat: Actor) -> None:
    made = signed(pejabat)
    isian = {"dikirim_tanggal": LALU.sesudah - timedelta(days=1), "dikirim_cara": "pos"}
    with pytest.raises(Invalid) as refused:
        act(kirim.send, made.id, isian, versi=made.versi, actor=pejabat)
    assert set(refused.value.galat) == {"dikirim_tanggal"}


def test_stale_page_is_told_what_stands_now(pejabat: Actor) -> None:
    made = with_letter(pejabat, nomor="470/99/2026")
    with pytest.raises(StaleVersion) as refused:
        act(bulanan.recount, made.id, versi=made.versi - 1, actor=pejabat)
    assert "Nomor surat sekarang: 470/99/2026." in refused.value.perubahan


def test_printing_does_not_make_an_open_page_stale(pejabat: Actor) -> None:
    made = draft(pejabat)
    work()
    printed = read(made.id)
    assert (printed.status_cetak, printed.versi) == ("jadi", made.versi)


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PENGELOLA_MAKAM, Peran.PETUGAS_KPU])
def test_roles_that_may_not_make_one(database: Engine, peran: Peran) -> None:
    with pytest.raises(Forbidden):
        draft(make_actor(peran))


def test_other_kab_does_not_see_it_and_the_province_may_only_look(pejabat: Actor) -> None:
    made = draft(pejabat)
    other, provinsi = make_actor(Peran.PEJABAT, METRO), make_actor(Peran.PETUGAS_PROVINSI)
    with pytest.raises(NotFound):
        act(bulanan.recount, made.id, versi=made.versi, actor=other)
    with transaction() as session:
        assert get_bulanan(session, made.id, actor=provinsi).id == made.id
    with pytest.raises(Forbidden):
        act(bulanan.recount, made.id, versi=made.versi, actor=provinsi)


def test_kab_does_not_see_the_report_of_its_province(pejabat: Actor) -> None:
    made = draft(make_actor(Peran.PETUGAS_PROVINSI))
    with transaction() as session, pytest.raises(NotFound):
        get_bulanan(session, made.id, actor=pejabat)


@pytest.mark.parametrize("_", range(4))
def test_two_persons_make_the_draft_at_once_one_is_told(database: Engine, _: int) -> None:
    one, two = make_actor(Peran.PEJABAT), make_actor(Peran.ADMIN_KAB)
    outcome = at_once(
        lambda s: bulanan.make_draft(s, BANDAR_LAMPUNG, LALU, actor=one),
        lambda s: bulanan.make_draft(s, BANDAR_LAMPUNG, LALU, actor=two),
    )
    one_conflict(outcome)
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(LaporanBulanan)) == 1


@pytest.mark.parametrize("_", range(4))
def test_signing_and_counting_at_once_one_of_them_happens(pejabat: Actor, _: int) -> None:
    made, other, picture = with_letter(pejabat), make_actor(Peran.ADMIN_KAB), make_png()
    outcome = at_once(
        lambda s: kirim.sign(s, made.id, nama_berkas="a.png", content=picture, versi=made.versi, actor=pejabat),
        lambda s: bulanan.recount(s, made.id, versi=made.versi, actor=other),
    )
    one_conflict(outcome)
    assert read(made.id).status == ("ditandatangani" if outcome[0] is None else "draf")


@pytest.mark.parametrize("_", range(4))
def test_sending_and_withdrawing_at_once_one_of_them_happens(pejabat: Actor, _: int) -> None:
    made, other = signed(pejabat), make_actor(Peran.ADMIN_KAB)
    isian = {"dikirim_tanggal": LALU.sesudah, "dikirim_cara": "pos"}
    outcome = at_once(
        lambda s: kirim.send(s, made.id, isian, versi=made.versi, actor=pejabat),
        lambda s: kirim.withdraw(s, made.id, alasan="Salah angka", versi=made.versi, actor=other),
    )
    one_conflict(outcome)
    assert read(made.id).status == ("dikirim" if outcome[0] is None else "draf")


def test_letter_and_annex_say_the_figures(pejabat: Actor) -> None:
    actor, makam = make_book(nama="TPU Kenanga Raya")
    make_row(actor, makam, in_month(LALU), jenis_kelamin="L", umur=70)
    make_row(actor, makam, in_month(LALU), jenis_kelamin="P", umur=3)
    make_row(actor, makam, in_month(DULU), masuk_buku_pada=db.now() - timedelta(days=db.now().day + 3))
    _, other = make_book()
    close_month(pejabat, other)
    made = with_letter(pejabat)
    content = store.get(made.sha256_pdf or "")
    text = words(content)
    assert hashlib.sha256(content).hexdigest() == made.sha256_pdf
    for label in ("PEMERINTAHKOTABANDARLAMPUNG", "470/12/2026", "GubernurLampung", "TPUKenangaRaya", LALU.teks):
        assert label.replace(" ", "") in text
    assert "Pemakamandalambulanini2laki-laki1perempuan1" in text
    assert "disusulkankebuku1pemakaman" in text
    assert "Makamyangmelapor2diantaranyamenyatakannihil1" in text


def test_workbook_equals_the_figures_row_by_row(pejabat: Actor) -> None:
    actor, makam = make_book(nama="=HYPERLINK(1)")
    for jenis in ("L", "P", None):
        make_row(actor, makam, in_month(LALU), jenis_kelamin=jenis)
    make_book()
    made = with_letter(pejabat)
    book = load_workbook(io.BytesIO(store.get(made.sha256_xlsx or "")))
    summary = {str(row[0]).strip(): row[1] for row in book.get_sheet_by_name("Ringkasan").to_python()[5:]}
    assert summary == {label: made.angka[name] for name, label in ANGKA_LABEL.items()}
    head, *rows = book.get_sheet_by_name("Rincian").to_python()
    column = head.index("Pemakaman dalam bulan ini")
    assert [(row[0], row[column]) for row in rows] == [
        *((row["kode"], row["pemakaman"]) for row in made.rincian),
        ("Jumlah", made.angka["pemakaman"]),
    ]
    assert "'=HYPERLINK(1)" in {row[1] for row in rows}


def test_figures_added_up_in_the_annex_are_those_of_the_letter_of_a_province(database: Engine) -> None:
    actor, makam = make_book(METRO)
    make_row(actor, makam, in_month(LALU))
    signed(make_actor(Peran.PEJABAT, METRO))
    made = with_letter(make_actor(Peran.PETUGAS_PROVINSI))
    rows = load_workbook(io.BytesIO(store.get(made.sha256_xlsx or ""))).get_sheet_by_name("Rincian").to_python()
    column = rows[0].index("Pemakaman dalam bulan ini")
    assert sum(float(str(row[column])) for row in rows[1:-1]) == rows[-1][column] == 1
    assert [row[2] for row in rows if row[1] == "Kota Metro"] == ["Ditandatangani kab/kota"]
    assert "MenteriDalamNegeri" in words(store.get(made.sha256_pdf or ""))


def test_same_report_prints_the_same_bytes(pejabat: Actor) -> None:
    made = with_letter(pejabat)
    act(bulanan.print_again, made.id, versi=made.versi, actor=pejabat)
    work()
    again = read(made.id)
    assert (again.sha256_pdf, again.sha256_xlsx) == (made.sha256_pdf, made.sha256_xlsx)


def test_print_of_a_report_that_changed_meanwhile_is_thrown_away(pejabat: Actor) -> None:
    made = draft(pejabat)
    with transaction() as session:
        order = take_order(session, made.id)
    assert order is not None
    act(bulanan.recount, made.id, versi=made.versi, actor=pejabat)
    with transaction() as session:
        assert finish_order(session, order, b"%PDF-", b"PK") is False
    assert read(made.id).status_cetak == "antre"


def test_failure_is_told_and_can_be_tried_again(pejabat: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    made = draft(pejabat)

    def fail(*_: object, **__: object) -> bytes:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "render_pdf", fail)
        with pytest.raises(MemoryError):
            jobs.print_bulanan(str(made.id))
    assert read(made.id).galat == "Pembuatan surat gagal (MemoryError)."
    act(bulanan.print_again, made.id, versi=made.versi, actor=pejabat)
    work()
    assert read(made.id).status_cetak == "jadi"


ISIAN = {
    "hari_lapor": 20,
    "hari_ingat": 15,
    "kop": ["PEMERINTAH KOTA", "DINAS"],
    "tujuan": "Gubernur",
    "tempat": "Telukbetung",
    "jabatan": "Kepala Dinas",
    "nama_pejabat": "Sri Wahyuni",
    "nip": None,
}


def test_settings_move_the_deadline_and_the_letterhead(pejabat: Actor) -> None:
    with transaction() as session:
        save_settings(session, ISIAN, versi=0, actor=pejabat)
    with transaction() as session:
        assert report_deadline(session, BANDAR_LAMPUNG, LALU).batas == date(*_next(LALU), 20)
        assert report_deadline(session, METRO, LALU).batas == date(*_next(LALU), 28)
    text = words(store.get(with_letter(pejabat).sha256_pdf or ""))
    assert "Telukbetung," in text
    assert "SriWahyuni" in text


def _next(bulan: Any) -> tuple[int, int]:
    return bulan.next().tahun, bulan.next().bulan


def test_settings_saved_twice_from_one_page_are_refused_the_second_time(pejabat: Actor) -> None:
    with transaction() as session:
        save_settings(session, ISIAN, versi=0, actor=pejabat)
    with pytest.raises(StaleVersion), transaction() as session:
        save_settings(session, ISIAN, versi=0, actor=pejabat)


def test_province_deadline_is_the_fifth_of_the_second_month(database: Engine) -> None:
    with transaction() as session:
        after = LALU.next(2)
        assert report_deadline(session, PROVINSI, LALU).batas == date(after.tahun, after.bulan, 5)
