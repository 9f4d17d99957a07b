"""The public search: where it is open, what it shows of a rich report, whom it never shows, how often one may ask."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from pemakaman import menu
from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound
from pemakaman.jejak.models import JejakBaca
from pemakaman.laporan.models import DugaanGanda, Laporan
from pemakaman.laporan.rules import Action, Status
from pemakaman.laporan.services import change_status
from pemakaman.nilai.tanggal import TanggalTakLengkap, format_tanggal
from pemakaman.petak.queries.cari import search
from pemakaman.petak.rules_cari import TRIES, Tanya
from pemakaman.petak.services.cari import set_objection
from pemakaman.petak.services.pindah import undo_move
from pemakaman.verifikasi.services import merge_laporan
from tests.pabrik import METRO, make_actor, make_makam, sign_in
from tests.pabrik_kubur import Kubur, set_heir, set_setelan
from tests.pabrik_laporan import lengkap, make_laporan, make_nik, start
from tests.pabrik_petak import Kubur as KuburPetak
from tests.rumah.test_halaman import page_problems

NAMA = "Ahmad Suhaimi"


@pytest.fixture
def kubur(database: Engine) -> Kubur:
    """A burial where everybody may search."""
    set_setelan(cari_umum=True)
    menu.forget_public()
    return Kubur(nama=NAMA)


def found(nama: str = NAMA, **tanya: Any) -> list[str]:
    with reading() as session:
        return [one.nama for one in search(session, Tanya(nama, **tanya)).baris]


def places(nama: str) -> list[str]:
    with reading() as session:
        return [one.letak for one in search(session, Tanya(nama)).baris]


def ask(app: Flask, **data: str) -> Any:
    return app.test_client().post("/cari-makam", data={"nama": NAMA, **data})


def step(laporan_id: UUID, action: Action) -> None:
    with transaction() as session:
        actor = make_actor(Peran.PEJABAT)
        change_status(session, session.get_one(Laporan, laporan_id), action, actor=actor)


def test_a_closed_kab_yields_nothing(database: Engine, app: Flask) -> None:
    Kubur(nama=NAMA)
    set_setelan(METRO, cari_umum=True)
    assert found() == []
    set_setelan("18.71", cari_umum=True)
    assert found() == [NAMA]
    assert found(kab_kode=METRO) == []
    set_setelan("18.71", cari_umum=False)
    assert found() == []


def test_nothing_is_open_says_so_and_searches_nothing(app: Flask, database: Engine) -> None:
    Kubur(nama=NAMA)
    page = ask(app)
    assert page.status_code == 422
    assert "belum dibuka" in page.text
    assert NAMA not in page.text


def test_a_rich_report_shows_name_years_cemetery_and_plot_only(app: Flask, kubur: Kubur) -> None:
    groups = lengkap(
        nama="Kurniawan Saputra",
        lahir=TanggalTakLengkap(1948, 3, 17),
        nik=make_nik("170348"),
        petak="31",
        blok="Melati",
    )
    isian = {name: value for group in groups.values() for name, value in group.items()}
    laporan = make_laporan(kubur.pengelola, kubur.makam, **isian)
    set_heir(kubur.pengelola, laporan.id, nama="Rohani Dewi", telepon="+6281300000001", alamat="Gang Rahasia 7")
    page = ask(app, nama="kurniawan saputra")
    assert page.status_code == 200
    main = page.text[page.text.index("<main") :]
    assert all(word in main for word in ("Kurniawan Saputra", "1948", "TPU Uji", "Melati", "31"))
    died: date = isian["meninggal_tanggal"]
    hidden = [isian["nik"], isian["no_kk"], isian["alamat"], "Melati 5", "Zainuddin", "Kotabumi", "Siti Aminah"]
    hidden += ["Rohani", "81300000001", "Gang Rahasia", "17 Maret", "1948-03", died.isoformat(), format_tanggal(died)]
    hidden += [str(laporan.id), str(laporan.nomor_terima), f"{laporan.buku_nomor}/{laporan.buku_tahun}", "Diajukan"]
    assert [word for word in hidden if word in main] == []
    assert re.search(r"\d{16}", page.text) is None


@pytest.mark.parametrize("nama", ["ahmad suhaimi", "Achmad Suhaimy", "SUHAIMI", "Suhaemi Ahmad"])
def test_names_are_found_as_people_write_them(kubur: Kubur, nama: str) -> None:
    assert found(nama) == [NAMA]


@pytest.mark.parametrize("nama", ["Zainuddin", "Siti Aminah", "Budi Hartono", "Bambang"])
def test_other_persons_of_the_report_do_not_lead_to_it(kubur: Kubur, nama: str) -> None:
    assert found(nama) == []


def test_year_and_cemetery_narrow_the_search(kubur: Kubur) -> None:
    year = kubur.laporan.meninggal_tanggal.year  # type: ignore[union-attr]
    assert found(tahun=year) == [NAMA]
    assert found(tahun=year - 1) == []
    assert found(makam="tpu uji") == [NAMA]
    assert found(makam="Beringin") == []


def test_a_family_that_objects_is_not_found_and_one_that_changes_its_mind_is(kubur: Kubur) -> None:
    for keberatan, names in ((True, []), (False, [NAMA])):
        with transaction() as session:
            set_objection(session, kubur.id, keberatan, "Siti Aminah, istri", actor=kubur.pengelola)
        assert found() == names


def test_who_may_be_alive_is_gone_at_once_also_under_another_report(kubur: Kubur) -> None:
    with reading() as session:
        nik = session.get_one(Laporan, kubur.id).nik
    other = make_laporan(
        kubur.pengelola, make_makam(pengelola=[kubur.pengelola]), nama=NAMA, nik=nik, status=Status.LAPOR_AWAL
    )
    assert found() == [NAMA, NAMA]
    step(other.id, Action.FREEZE)
    assert found() == []
    step(other.id, Action.ANNUL)
    assert found() == []


def test_an_objection_holds_for_other_reports_of_the_same_person_too(kubur: Kubur) -> None:
    with reading() as session:
        nik = session.get_one(Laporan, kubur.id).nik
    other = make_laporan(kubur.pengelola, kubur.makam, nama=NAMA, nik=nik, status=Status.LAPOR_AWAL)
    with transaction() as session:
        set_objection(session, other.id, True, "Siti Aminah, istri", actor=kubur.pengelola)
    assert found() == []


def test_an_objection_goes_with_a_report_that_is_merged(kubur: Kubur) -> None:
    with reading() as session:
        died = session.get_one(Laporan, kubur.id).meninggal_tanggal
    same = {"nama": NAMA, "nik": None, "nik_alasan": "tidak_diketahui", "meninggal_tanggal": died}
    other = make_laporan(kubur.pengelola, kubur.makam, **same, dimakamkan_tanggal=died, status=Status.LAPOR_AWAL)
    with transaction() as session:
        set_objection(session, other.id, True, "Siti Aminah, istri", actor=kubur.pengelola)
    assert found() == [NAMA]
    with transaction() as session:
        pair = session.scalars(select(DugaanGanda)).one().id
        actor = make_actor(Peran.VERIFIKATOR)
        merge_laporan(session, pair, tetap_id=kubur.id, alasan="Satu orang", actor=actor)
    assert found() == []


def test_who_was_moved_is_found_where_he_lies_now_and_who_was_taken_away_is_not(kubur: Kubur) -> None:
    bumi = KuburPetak()
    laporan = bumi.bury("A-003", nama="Wayan Gede")
    assert places("Wayan Gede") == ["Blok A, petak A-003"]
    bumi.move(laporan.id, jenis="pindah_petak", petak_id=bumi.plot("A-007").id)
    assert places("Wayan Gede") == ["Blok A, petak A-007"]
    event = bumi.move(laporan.id, jenis="pindah_keluar", tujuan="Medan")
    assert places("Wayan Gede") == []
    with transaction() as session:
        undo_move(session, event.id, alasan="Keliru", actor=bumi.pengelola)
    assert places("Wayan Gede") == ["Blok A, petak A-007"]


def test_an_annulled_report_stays_hidden(kubur: Kubur) -> None:
    step(kubur.id, Action.FREEZE)
    assert found() == []
    step(kubur.id, Action.ANNUL)
    assert found() == []


def test_a_draft_and_an_archived_report_are_not_found(kubur: Kubur) -> None:
    make_laporan(kubur.pengelola, kubur.makam, nama="Wayan Gede", status=Status.DRAF)
    assert found("Wayan Gede") == []
    step(kubur.id, Action.ARCHIVE)
    assert found() == []


@pytest.mark.parametrize("nama", ["", "  ", "Al", "A.B", "..."])
def test_without_a_name_nothing_is_listed(app: Flask, kubur: Kubur, nama: str) -> None:
    page = ask(app, nama=nama, makam="TPU Uji")
    assert page.status_code == 422
    assert NAMA not in page.text


def test_at_most_twenty_are_shown(app: Flask, kubur: Kubur) -> None:
    for _ in range(21):
        make_laporan(kubur.pengelola, kubur.makam, nama="Sumarni", status=Status.LAPOR_AWAL, bukti=())
    page = ask(app, nama="Sumarni")
    assert page.text.count("<td") // 5 == 20
    assert "Masih ada yang lain" in page.text


def test_one_address_may_ask_a_few_times_only(app: Flask, kubur: Kubur) -> None:
    klien = app.test_client()
    codes = [klien.post("/cari-makam", data={"nama": "Bambang"}).status_code for _ in range(TRIES + 1)]
    assert codes == [200] * TRIES + [429]
    late = klien.post("/cari-makam", data={"nama": NAMA})
    assert late.status_code == 429
    assert "Coba lagi" in late.text
    assert "TPU Uji" not in late.text


def test_nothing_of_it_is_kept_or_crawled(app: Flask, kubur: Kubur) -> None:
    klien = app.test_client()
    for page in (klien.get("/cari-makam?nama=Ahmad"), ask(app), ask(app, nama="")):
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert '<meta name="robots" content="noindex, nofollow">' in page.text
        assert list(page_problems(page)) == []
    assert "TPU Uji" not in klien.get("/cari-makam?nama=Ahmad").text
    assert "Disallow: /cari-makam" in klien.get("/robots.txt").text


def test_the_log_of_reads_has_the_count_but_not_the_name(app: Flask, kubur: Kubur) -> None:
    ask(app)
    with reading() as session:
        (row,) = session.query(JejakBaca).filter(JejakBaca.cara == "cari.publik").all()
    assert (row.jumlah, row.kata_cari, row.sidik) == (1, None, None)


def test_the_link_shows_only_where_somebody_opened_the_search(app: Flask, database: Engine) -> None:
    menu.forget_public()
    assert "/cari-makam" not in app.test_client().get("/masuk").text
    admin = sign_in(app, make_actor(Peran.ADMIN_KAB))
    page = admin.get("/makam/setelan")
    data = {"versi": "0", "susunan_buku": "badung", "tumpang_tahun": "3", "pindah_tahun": "1", "iptm_tahun": "3"}
    assert page.status_code == 200
    admin.post("/makam/setelan", data={**data, "iptm_ingat_hari": "60", "cari_umum": "y"})
    assert "/cari-makam" in app.test_client().get("/masuk").text
    menu.forget_public()


def klien_of(app: Flask, peran: Peran) -> FlaskClient:
    return sign_in(app, make_actor(peran))


def test_recorders_and_the_desk_write_an_objection_down_others_do_not(app: Flask, kubur: Kubur) -> None:
    path, data = f"/laporan/{kubur.id}/keberatan-cari", {"keberatan": "ya", "keterangan": "Istri, datang sendiri"}
    assert klien_of(app, Peran.VERIFIKATOR).post(path, data=data).status_code == 303
    assert found() == []
    assert sign_in(app, kubur.pengelola).get(path).status_code == 200
    for peran in (Peran.PEJABAT, Peran.PETUGAS_PROVINSI):
        with pytest.raises(Forbidden), transaction() as session:
            set_objection(session, kubur.id, False, "x", actor=make_actor(peran))
    with pytest.raises(NotFound), transaction() as session:
        set_objection(session, kubur.id, False, "x", actor=make_actor(Peran.ADMIN_KAB, METRO))


def test_an_objection_says_who_asked_for_it_and_drafts_have_none(kubur: Kubur) -> None:
    with pytest.raises(Invalid), transaction() as session:
        set_objection(session, kubur.id, True, " ", actor=kubur.pengelola)
    draft = start(kubur.pengelola, kubur.makam)
    with pytest.raises(Conflict), transaction() as session:
        set_objection(session, draft, True, "x", actor=kubur.pengelola)
