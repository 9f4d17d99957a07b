"""A correction after approval: asked by one, agreed to by another, and its consequences in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman.akun.rules import SISTEM, Peran
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.queries import Penggantian, list_replacements
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.services import record
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import list_bukti
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.laporan.services import add_bukti, remove_bukti
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk.models import ImporPenduduk, Penduduk
from pemakaman.perbaikan import queries, services
from pemakaman.perbaikan.models import Perbaikan, PerbaikanBukti
from tests.pabrik import METRO, make_actor
from tests.pabrik_laporan import make_nik, make_png
from tests.pabrik_perbaikan import Kantor, read


@pytest.fixture
def kantor(database: Engine) -> Kantor:
    return Kantor()


@contextmanager
def behind_the_back(kantor: Kantor) -> Iterator[Laporan]:
    """Change the report as some other road of the program would."""
    with transaction() as session:
        yield session.get_one(Laporan, kantor.laporan_id)
        record(session, "laporan.uji", "laporan", kantor.laporan_id, actor=SISTEM)


def set_status(kantor: Kantor, status: Status) -> None:
    with behind_the_back(kantor) as laporan:
        laporan.status_sebelum = laporan.status if status is Status.DIBEKUKAN else None
        laporan.status = status


def count(table: Any) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def documents(kantor: Kantor) -> list[tuple[int, bool]]:
    with transaction() as session:
        query = select(Berkas.versi_dokumen, Berkas.berlaku).where(Berkas.laporan_id == kantor.laporan_id)
        return [(row[0], row[1]) for row in session.execute(query.order_by(Berkas.versi_dokumen))]


def jobs() -> int:
    with transaction() as session:
        return session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'berkas.buat'")) or 0


def test_asking_changes_nothing_of_the_report(kantor: Kantor) -> None:
    before = kantor.laporan
    perbaikan = kantor.ask()
    assert (kantor.laporan.meninggal_tempat, kantor.laporan.versi) == (before.meninggal_tempat, before.versi)
    assert perbaikan.usulan == {"meninggal_tempat": ["Rumah, Jalan Melati 5", "Puskesmas Kedaton"]}
    event = kantor.events()[-1]
    assert event.peristiwa == "laporan.perbaikan_diminta"
    assert event.rincian["meninggal_tempat"] == ["Rumah, Jalan Melati 5", "Puskesmas Kedaton"]


def test_agreeing_changes_data_document_and_trail_at_once(kantor: Kantor) -> None:
    perbaikan, before = kantor.ask(), jobs()
    kantor.agree(perbaikan)
    assert kantor.laporan.meninggal_tempat == "Puskesmas Kedaton"
    assert (documents(kantor), jobs()) == ([(1, False), (2, True)], before + 1)
    assert (read(perbaikan.id).status, read(perbaikan.id).diputus_oleh) == ("disetujui", kantor.pejabat.id)
    corrected = next(event for event in kantor.events() if event.peristiwa == "laporan.dikoreksi")
    assert (corrected.pelaku, corrected.rincian["diminta_oleh"]) == ("Pak Kadis", "Pak Darmo")
    assert corrected.rincian["disetujui_oleh"] == "Pak Kadis"
    assert corrected.rincian["meninggal_tempat"] == ["Rumah, Jalan Melati 5", "Puskesmas Kedaton"]


def test_the_replaced_version_tells_why_who_asked_and_who_agreed(kantor: Kantor) -> None:
    kantor.agree(kantor.ask())
    with transaction() as session:
        found = list_replacements(session, kantor.laporan_id)
    assert found == {1: Penggantian("Salah ketik", "Pak Darmo", "Pak Kadis")}


@pytest.mark.parametrize(
    ("bagian", "isian", "ruas"),
    [
        ("kematian", {"meninggal_tanggal": date(2090, 1, 1)}, "meninggal_tanggal"),
        ("almarhum", {"nik": "123"}, "nik"),
        ("almarhum", {"nik": None}, "nik_alasan"),
        ("almarhum", {"lahir": TanggalTakLengkap(2099)}, "lahir"),
        ("kematian", {"kasus": "hilang"}, "bukti"),
        ("almarhum", {"nama": "Ahmad Suhaimi"}, "alasan"),
    ],
)
def test_a_value_that_could_not_be_kept_is_refused_when_asking(
    kantor: Kantor, bagian: str, isian: dict[str, Any], ruas: str
) -> None:
    proof = kantor.upload()
    with pytest.raises(Invalid) as refused:
        kantor.ask(bagian, bukti=proof, **isian)
    assert ruas in refused.value.galat
    assert count(Perbaikan) == 0


@pytest.mark.parametrize(("alasan", "bukti"), [(" ", True), ("x" * 501, True), ("Salah", False)])
def test_reason_and_proof_are_needed(kantor: Kantor, alasan: str, bukti: bool) -> None:
    ids = [kantor.upload().id] if bukti else [uuid4()]
    with pytest.raises(Invalid) as refused, transaction() as session:
        services.ask(
            session,
            kantor.laporan_id,
            "kematian",
            {"sebab": 2},
            versi=kantor.laporan.versi,
            alasan=alasan,
            bukti=ids,
            actor=kantor.pengelola,
        )
    assert set(refused.value.galat) == ({"alasan"} if bukti else {"bukti"})


def test_a_proof_of_the_report_may_be_pointed_at(kantor: Kantor) -> None:
    with transaction() as session:
        proof = list_bukti(session, kantor.laporan_id)[0]
    perbaikan = kantor.ask(bukti=proof)
    with transaction() as session:
        assert [one.id for one in queries.bukti_of(session, perbaikan.id)] == [proof.id]


def test_a_foreign_proof_is_none(kantor: Kantor) -> None:
    other = Kantor(nama="Wayan Gede").upload()
    with pytest.raises(Invalid, match="diperbaiki"):
        kantor.ask(bukti=other)


def test_uploads_of_somebody_else_are_not_offered(kantor: Kantor) -> None:
    upload = kantor.upload(kantor.verifikator)
    with transaction() as session:
        offered = queries.list_pointable(session, kantor.laporan_id, actor=kantor.pengelola)
    assert upload.id not in [one.id for one in offered]
    assert len(offered) == 2


def test_proof_of_a_correction_is_checked_like_any_other_and_is_no_proof_of_the_death(kantor: Kantor) -> None:
    with pytest.raises(Invalid) as refused, transaction() as session:
        services.add_proof(
            session, kantor.laporan_id, jenis="lainnya", nama_berkas="a.pdf", content=b"%PDF-x", actor=kantor.pengelola
        )
    assert "berkas" in refused.value.galat
    kantor.upload()
    with transaction() as session:
        assert {one.untuk for one in list_bukti(session, kantor.laporan_id)} == {"kematian"}
        assert session.scalar(select(func.count()).where(Bukti.untuk == "perbaikan")) == 1


def test_another_case_may_rest_on_the_proof_that_comes_with_the_correction(kantor: Kantor) -> None:
    paper = kantor.upload(jenis=JenisBukti.PENETAPAN_PENGADILAN)
    perbaikan = kantor.ask(bukti=paper, kasus="hilang")
    kantor.agree(perbaikan)
    with transaction() as session:
        assert JenisBukti.PENETAPAN_PENGADILAN in {one.jenis for one in list_bukti(session, kantor.laporan_id)}
    assert kantor.laporan.kasus == "hilang"


def test_one_open_correction_a_page_group(kantor: Kantor) -> None:
    kantor.ask()
    with pytest.raises(Conflict, match="Pak Darmo"):
        kantor.ask(sebab=2)
    kantor.ask("pelapor", pelapor_nama="Siti Aisyah")
    assert count(Perbaikan) == 2


def test_refusing_needs_a_reason_and_changes_nothing(kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    with pytest.raises(Invalid):
        kantor.refuse(perbaikan, " ")
    kantor.refuse(perbaikan)
    stored = read(perbaikan.id)
    assert (stored.status, stored.alasan_putusan) == ("ditolak", "Tidak terbukti")
    assert kantor.laporan.meninggal_tempat == "Rumah, Jalan Melati 5"
    with pytest.raises(Conflict, match="sudah selesai"):
        kantor.agree(perbaikan)


def test_only_the_requester_takes_it_back(kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    with pytest.raises(Forbidden):
        kantor.withdraw(perbaikan, kantor.verifikator)
    kantor.withdraw(perbaikan)
    assert read(perbaikan.id).status == "ditarik"
    kantor.ask()


def test_roles_without_the_right_are_refused(kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    for actor in (kantor.verifikator, make_actor(Peran.ADMIN_KAB)):
        with pytest.raises(Forbidden):
            kantor.agree(perbaikan, actor)
    with pytest.raises(NotFound):
        kantor.agree(perbaikan, make_actor(Peran.PEJABAT, METRO))
    with pytest.raises(Forbidden), transaction() as session:
        services.ask(
            session,
            kantor.laporan_id,
            "kematian",
            {},
            versi=kantor.laporan.versi,
            alasan="x",
            bukti=[],
            actor=kantor.pejabat,
        )


def test_who_asked_does_not_decide_even_in_another_role(kantor: Kantor, owner: Engine) -> None:
    perbaikan = kantor.ask()
    with Session(owner) as session, session.begin():
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(update(Perbaikan).values(diminta_oleh=kantor.pejabat.id))
    with pytest.raises(Forbidden, match="orang lain"):
        kantor.agree(perbaikan)
    with pytest.raises(IntegrityError, match="dua_orang"), transaction() as session:
        session.get_one(Perbaikan, perbaikan.id).diputus_oleh = kantor.pejabat.id


def test_a_report_that_changed_meanwhile_is_a_conflict_told_in_words(kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    with behind_the_back(kantor) as laporan:
        laporan.meninggal_tempat = "RSUD"
    with pytest.raises(StaleVersion) as refused:
        kantor.agree(perbaikan)
    assert refused.value.perubahan == ["Tempat meninggal: sewaktu diminta “Rumah, Jalan Melati 5”, sekarang “RSUD”."]
    assert read(perbaikan.id).status == "diusulkan"
    assert documents(kantor) == [(1, True)]


def test_a_stale_correction_is_renewed_and_then_agreed_to(kantor: Kantor) -> None:
    perbaikan = kantor.ask(meninggal_tempat="Puskesmas Kedaton", sebab=2)
    with behind_the_back(kantor) as laporan:
        laporan.meninggal_tempat, laporan.sebab = "RSUD", 2
    renewed = kantor.renew(perbaikan)
    assert renewed.usulan == {"meninggal_tempat": ["RSUD", "Puskesmas Kedaton"]}
    kantor.agree(perbaikan)
    assert kantor.laporan.meninggal_tempat == "Puskesmas Kedaton"


def test_a_change_elsewhere_does_not_stop_the_correction(kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    with behind_the_back(kantor) as laporan:
        laporan.keterangan = "Dekat pohon beringin"
    kantor.agree(perbaikan)
    assert (kantor.laporan.keterangan, kantor.laporan.meninggal_tempat) == ("Dekat pohon beringin", "Puskesmas Kedaton")


def test_renewing_what_is_true_already_says_so(kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    with behind_the_back(kantor) as laporan:
        laporan.meninggal_tempat = "Puskesmas Kedaton"
    with pytest.raises(Conflict, match="Tarik saja"):
        kantor.renew(perbaikan)


def test_the_second_person_decides_what_he_saw(kantor: Kantor) -> None:
    perbaikan = kantor.ask()
    with behind_the_back(kantor) as laporan:
        laporan.meninggal_tempat = "RSUD"
    kantor.renew(perbaikan)
    with pytest.raises(StaleVersion), transaction() as session:
        services.agree(session, perbaikan.id, versi=perbaikan.versi, actor=kantor.pejabat)


@pytest.mark.parametrize("status", [Status.DIBEKUKAN, Status.AKTA_TERBIT, Status.DIBATALKAN])
def test_only_an_approved_report_is_corrected(kantor: Kantor, status: Status) -> None:
    perbaikan = kantor.ask()
    set_status(kantor, status)
    with pytest.raises(Conflict):
        kantor.agree(perbaikan)
    with pytest.raises(Conflict):
        kantor.upload()
    with pytest.raises(Conflict), transaction() as session:
        services.ask(
            session,
            kantor.laporan_id,
            "pelapor",
            {"pelapor_nama": "X"},
            versi=kantor.laporan.versi,
            alasan="x",
            bukti=[],
            actor=kantor.pengelola,
        )
    kantor.refuse(perbaikan)


def test_values_that_became_impossible_are_refused_when_agreeing(kantor: Kantor) -> None:
    nik = make_nik()
    perbaikan = kantor.ask("almarhum", nik=nik)
    Kantor(nik=nik, nama="Wayan Gede")
    with pytest.raises(Invalid, match="diperbaiki"):
        kantor.agree(perbaikan)
    assert read(perbaikan.id).status == "diusulkan"


def choose_resident(kantor: Kantor, **person: Any) -> int:
    """An officer chose this resident for the report."""
    laporan = kantor.laporan
    values = {"nik": laporan.nik, "nama": "AHMAD SUHAIMI", "jenis_kelamin": "L", "tanggal_lahir": date(1960, 3, 15)}
    with transaction() as session:
        impor = ImporPenduduk(
            kab_kode="18.71", wilayah_kode="18.71", susunan="biasa", uji=False, nama_berkas="a.csv", sha256="a" * 64,
            ukuran=1, dibuat_oleh=kantor.verifikator.id,
        )  # fmt: skip
        session.add(impor)
        record(session, "impor_penduduk.diunggah", "impor_penduduk", impor.id or uuid4(), actor=SISTEM)
        session.flush()
        record(session, "impor_penduduk.diunggah", "impor_penduduk", impor.id, actor=SISTEM)
        penduduk = Penduduk(
            kab_kode="18.71", nama_cari="ahmad suhaimi", kunci_nama=[], sidik="x", impor_terakhir=impor.id,
            **{**values, **person},
        )  # fmt: skip
        session.add(penduduk)
        session.flush()
        row = session.get_one(Laporan, kantor.laporan_id)
        row.penduduk_id, row.nik_pilihan = penduduk.id, penduduk.nik
        record(session, "laporan.calon_dipilih", "laporan", kantor.laporan_id, actor=kantor.verifikator)
        return penduduk.id


@pytest.mark.parametrize("isian", [{}, {"lahir": TanggalTakLengkap(1944)}])
def test_another_nik_releases_the_chosen_resident(kantor: Kantor, isian: dict[str, Any]) -> None:
    choose_resident(kantor)
    nik = make_nik("150344") if isian else make_nik()
    kantor.agree(kantor.ask("almarhum", nik=nik, **isian))
    laporan = kantor.laporan
    assert (laporan.penduduk_id, laporan.nik_pilihan) == (None, None)
    assert laporan.nik_identitas == laporan.nik
    assert "laporan.calon_dilepas" in [event.peristiwa for event in kantor.events()]


@pytest.mark.parametrize(
    "isian", [{"nama": "Achmad Suhaimi"}, {"nama": "Sutrisno"}, {"tempat_lahir": "Metro"}, {"bin_binti": "Zainudin"}]
)
def test_any_other_correction_keeps_the_chosen_resident(kantor: Kantor, isian: dict[str, Any]) -> None:
    chosen = choose_resident(kantor)
    kantor.agree(kantor.ask("almarhum", **isian))
    assert kantor.laporan.penduduk_id == chosen


def test_correcting_the_nik_to_that_of_the_chosen_resident_keeps_him(kantor: Kantor) -> None:
    nik = make_nik()
    chosen = choose_resident(kantor, nik=nik)
    kantor.agree(kantor.ask("almarhum", nik=nik))
    assert (kantor.laporan.penduduk_id, kantor.laporan.nik) == (chosen, nik)


def test_proofs_of_a_correction_are_never_taken_off(kantor: Kantor) -> None:
    upload = kantor.upload()
    with transaction() as session:
        proof = list_bukti(session, kantor.laporan_id)[0]
    kantor.ask(bukti=proof)
    set_status(kantor, Status.DIKEMBALIKAN)
    for bukti in (upload, proof):
        with pytest.raises(Conflict, match="tidak dapat dihapus"), transaction() as session:
            remove_bukti(session, bukti.id, actor=kantor.pengelola)
    assert count(PerbaikanBukti) == 1


def test_the_same_file_may_prove_the_death_and_a_correction(kantor: Kantor) -> None:
    content = make_png()
    with transaction() as session:
        services.add_proof(
            session, kantor.laporan_id, jenis="lainnya", nama_berkas="a.png", content=content, actor=kantor.pengelola
        )
    set_status(kantor, Status.DIKEMBALIKAN)
    with transaction() as session:
        again = add_bukti(
            session, kantor.laporan_id, jenis="lainnya", nama_berkas="a.png", content=content, actor=kantor.pengelola
        )
    assert again.untuk == "kematian"


def test_after_the_certificate_the_office_notes_that_it_showed_the_road(kantor: Kantor) -> None:
    with pytest.raises(Conflict, match="masih dapat diperbaiki"), transaction() as session:
        services.direct_to_akta(session, kantor.laporan_id, keperluan="Nama ibu", actor=kantor.verifikator)
    set_status(kantor, Status.AKTA_TERBIT)
    with pytest.raises(Forbidden), transaction() as session:
        services.direct_to_akta(session, kantor.laporan_id, keperluan="Nama ibu", actor=kantor.pengelola)
    with transaction() as session:
        services.direct_to_akta(session, kantor.laporan_id, keperluan="Nama ibu", actor=kantor.verifikator)
        (told,) = queries.list_directed(session, kantor.laporan_id)
    assert (told.keperluan, told.pelaku) == ("Nama ibu", "Bu Rina")


def test_waiting_corrections_come_oldest_first_and_only_of_the_own_office(kantor: Kantor) -> None:
    first, second = kantor.ask(), kantor.ask("pelapor", pelapor_nama="Siti Aisyah")
    with transaction() as session:
        page = queries.list_waiting(session, actor=kantor.pejabat, sesudah=None)
        elsewhere = queries.list_waiting(session, actor=make_actor(Peran.PEJABAT, METRO), sesudah=None)
        assert queries.count_waiting(session, actor=kantor.pejabat) == 2
    assert [row.id for row in page.rows] == [first.id, second.id]
    assert elsewhere.rows == []
