from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, text

from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.jejak.services import record
from pemakaman.laporan import services
from pemakaman.laporan.models import CatatanKembali, Laporan
from pemakaman.laporan.pesan_batasan import DIDAHULUI, RUAS_BATASAN, flush
from pemakaman.laporan.queries import get_laporan, open_notes
from pemakaman.laporan.rules import Action, JenisBukti, Kasus, Status
from pemakaman.makam.models import Buku, Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_laporan import add_bukti, fill, hari_ini, make_laporan, make_nik, read, save, start, submit


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


def last_event(laporan_id: UUID) -> Jejak:
    with transaction() as session:
        query = select(Jejak).where(Jejak.objek_id == str(laporan_id)).order_by(Jejak.id.desc())
        return session.scalars(query).first() or pytest.fail("tanpa jejak")


def event_of(laporan_id: UUID, peristiwa: str) -> Jejak:
    with transaction() as session:
        query = select(Jejak).where(Jejak.objek_id == str(laporan_id), Jejak.peristiwa == peristiwa)
        return session.scalars(query).one()


def quick(actor: Actor, makam: Makam, **isian: Any) -> Laporan:
    with transaction() as session:
        return services.quick_lapor_awal(session, actor=actor, laporan_id=uuid4(), makam_id=makam.id, isian=isian)


def set_makam(makam: Makam, status: str) -> None:
    with transaction() as session:
        session.get_one(Makam, makam.id).status = status
        record(session, "makam.status", "makam", makam.id, actor=SISTEM)


def give_back(laporan_id: UUID, **notes: str) -> Actor:
    officer = make_actor(Peran.VERIFIKATOR)
    with transaction() as session:
        laporan = get_laporan(session, laporan_id, actor=officer, for_update=True)
        services.change_status(session, laporan, Action.CLAIM, actor=officer)
        services.return_with_notes(session, laporan, notes, actor=officer)
    return officer


def test_complete_report_is_sent_and_numbered(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    assert (laporan.status, laporan.buku_nomor) == ("diajukan", 1)
    assert laporan.buku_tahun == (hari_ini() - timedelta(days=3)).year
    assert laporan.diajukan_pada is not None
    assert last_event(laporan.id).peristiwa == "laporan.diajukan"


def test_number_is_of_the_year_of_burial(pengelola: Actor, makam: Makam) -> None:
    days = [date(2024, 5, 1), date(2025, 5, 1), date(2024, 6, 1)]
    rows = [quick(pengelola, makam, nama="Ahmad", dimakamkan_tanggal=day) for day in days]
    assert [(row.buku_tahun, row.buku_nomor) for row in rows] == [(2024, 1), (2025, 1), (2024, 2)]


def test_thirty_senders_and_failures_leave_no_gap(pengelola: Actor, makam: Makam) -> None:
    barrier = Barrier(10)

    def send(worker: int) -> None:
        barrier.wait()
        for turn in range(3):
            try:
                with transaction() as session:
                    isian = {"nama": "Ahmad", "dimakamkan_tanggal": date(2026, 1, 5)}
                    services.quick_lapor_awal(
                        session, actor=pengelola, laporan_id=uuid4(), makam_id=makam.id, isian=isian
                    )
                    if (worker + turn) % 3 == 0:
                        raise RuntimeError("putus")
            except RuntimeError:
                continue

    threads = [Thread(target=send, args=(worker,)) for worker in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction() as session:
        numbers = sorted(session.scalars(select(Laporan.buku_nomor).where(Laporan.makam_id == makam.id)))
        assert session.scalar(select(Buku.nomor_terakhir)) == len(numbers)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 20


def test_lapor_awal_keeps_its_number_when_sent(pengelola: Actor, makam: Makam) -> None:
    laporan = quick(pengelola, makam, nama="Ahmad", dimakamkan_tanggal=hari_ini() - timedelta(days=3))
    fill(pengelola, laporan.id)
    for jenis in (JenisBukti.SURAT_KEMATIAN, JenisBukti.KK_KTP):
        add_bukti(pengelola, laporan.id, jenis)
    sent = submit(pengelola, laporan.id)
    assert (sent.buku_tahun, sent.buku_nomor) == (laporan.buku_tahun, laporan.buku_nomor)


def test_incomplete_report_is_refused_at_its_fields_and_takes_no_number(pengelola: Actor, makam: Makam) -> None:
    with pytest.raises(Invalid) as refused:
        make_laporan(pengelola, makam, saksi2_nama=None, saksi2_nik=None, bukti=())
    assert set(refused.value.galat) == {"saksi2_nama", "bukti"}
    with transaction() as session:
        assert session.scalar(select(Buku.nomor_terakhir)) is None


def test_sending_twice_returns_the_same_receipt(pengelola: Actor, makam: Makam) -> None:
    draft = make_laporan(pengelola, makam, status=Status.DRAF)
    first = submit(pengelola, draft.id, versi=draft.versi)
    again = submit(pengelola, draft.id, versi=draft.versi)
    assert (again.buku_nomor, again.versi) == (first.buku_nomor, first.versi)


def test_registering_twice_returns_the_same_receipt(pengelola: Actor, makam: Makam) -> None:
    draft = make_laporan(pengelola, makam, status=Status.DRAF)
    for _ in range(2):
        with transaction() as session:
            laporan = services.register_lapor_awal(session, draft.id, actor=pengelola, versi=draft.versi)
    assert (laporan.status, laporan.buku_nomor) == ("lapor_awal", 1)


def test_stale_sender_is_told(pengelola: Actor, makam: Makam) -> None:
    draft = make_laporan(pengelola, makam, status=Status.DRAF)
    save(pengelola, draft.id, "kematian", sebab=6)
    with pytest.raises(StaleVersion) as refused:
        submit(pengelola, draft.id, versi=draft.versi)
    assert "sebab kematian dari “Sakit biasa / tua” menjadi “Lainnya”" in refused.value.perubahan[0]


def test_warning_waits_for_its_confirmation_and_is_kept(pengelola: Actor, makam: Makam) -> None:
    late = {"meninggal_tanggal": hari_ini() - timedelta(days=20), "dimakamkan_tanggal": hari_ini()}
    late |= {"dimakamkan_pukul": None}
    draft = make_laporan(pengelola, makam, status=Status.DRAF, **late)
    with pytest.raises(Invalid) as refused:
        submit(pengelola, draft.id)
    assert set(refused.value.galat) == {"_peringatan"}
    sent = submit(pengelola, draft.id, "dimakamkan_tanggal.makam_lambat")
    assert [item["kode"] for item in sent.peringatan_diterima] == ["dimakamkan_tanggal.makam_lambat"]


def test_late_report_is_flagged_never_refused(pengelola: Actor, makam: Makam) -> None:
    meninggal = hari_ini() - timedelta(days=40)
    laporan = make_laporan(
        pengelola, makam, meninggal_tanggal=meninggal, dimakamkan_tanggal=meninggal, alasan_terlambat="Jauh"
    )
    assert last_event(laporan.id).rincian["terlambat"] is True


def test_same_nik_is_told_with_what_the_actor_may_see(pengelola: Actor, makam: Makam) -> None:
    nik = make_nik()
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, nik=nik)
    with pytest.raises(Invalid) as refused:
        make_laporan(pengelola, makam, nik=nik)
    [pesan] = refused.value.galat["alasan_nik_sama"]
    assert "atas nama Ahmad Suhaimi" in pesan
    assert "TPU Uji" in pesan
    assert make_laporan(pengelola, makam, nik=nik, alasan_nik_sama="NIK ganda").status == "diajukan"


def test_same_nik_elsewhere_is_told_without_the_person(pengelola: Actor, makam: Makam) -> None:
    nik, other = make_nik(), make_actor(Peran.PENGELOLA_MAKAM, METRO)
    make_laporan(other, make_makam(METRO, pengelola=[other]), status=Status.LAPOR_AWAL, nik=nik)
    with pytest.raises(Invalid) as refused:
        make_laporan(pengelola, makam, nik=nik)
    [pesan] = refused.value.galat["alasan_nik_sama"]
    assert "1 laporan lain di luar" in pesan
    assert "Ahmad" not in pesan


def test_same_nik_at_lapor_awal_is_recorded(pengelola: Actor, makam: Makam) -> None:
    nik = make_nik()
    for _ in range(2):
        laporan = quick(pengelola, makam, nama="Ahmad", nik=nik, dimakamkan_tanggal=hari_ini())
    assert event_of(laporan.id, "laporan.lapor_awal").rincian["temuan"] == ["nik.nik_sama"]


def test_two_senders_of_one_nik_at_once_do_not_both_pass(pengelola: Actor, makam: Makam) -> None:
    nik, barrier, outcome = make_nik(), Barrier(2), []
    drafts = [make_laporan(pengelola, makam, status=Status.DRAF, nik=nik) for _ in range(2)]

    def send(laporan_id: UUID) -> None:
        barrier.wait()
        try:
            submit(pengelola, laporan_id)
            outcome.append("diterima")
        except Invalid as error:
            outcome.append(next(iter(error.galat)))

    threads = [Thread(target=send, args=(draft.id,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome) == ["alasan_nik_sama", "diterima"]


def test_reporter_recorded_dead_is_refused(pengelola: Actor, makam: Makam) -> None:
    nik = make_nik()
    make_laporan(pengelola, makam, status=Status.LAPOR_AWAL, nik=nik)
    with pytest.raises(Invalid) as refused:
        make_laporan(pengelola, makam, pelapor_nik=nik)
    assert set(refused.value.galat) == {"pelapor_nik"}


def test_closed_cemetery_takes_no_burial(pengelola: Actor, makam: Makam) -> None:
    draft = make_laporan(pengelola, makam, status=Status.DRAF)
    set_makam(makam, "ditutup")
    with pytest.raises(Invalid) as refused:
        submit(pengelola, draft.id)
    assert "makam_id" in refused.value.galat


def test_full_cemetery_takes_tumpang_only(pengelola: Actor, makam: Makam) -> None:
    set_makam(makam, "penuh")
    with pytest.raises(Invalid) as refused:
        make_laporan(pengelola, makam)
    assert "tumpang" in refused.value.galat
    assert make_laporan(pengelola, makam, tumpang=True).buku_nomor == 1


def test_stillbirth_stands_in_the_book_but_is_not_sent(pengelola: Actor, makam: Makam) -> None:
    laporan = quick(pengelola, makam, nama="Bayi Ny. Rohani", kasus="lahir_mati", dimakamkan_tanggal=hari_ini())
    with pytest.raises(Invalid) as refused:
        submit(pengelola, laporan.id)
    assert list(refused.value.galat) == ["kasus"]


def test_missing_person_enters_the_book_on_the_day_of_the_report(pengelola: Actor, makam: Makam) -> None:
    laporan = quick(pengelola, makam, nama="Ahmad", kasus="hilang")
    assert laporan.dimakamkan_tanggal == hari_ini()


NAMELESS: dict[str, Any] = dict.fromkeys(("nama", "bin_binti", "nik", "no_kk", "lahir", "kewarganegaraan"))
CASES: list[tuple[Kasus, tuple[JenisBukti, ...], dict[str, Any]]] = [
    (Kasus.RUMAH_SAKIT, (JenisBukti.SURAT_KEMATIAN, JenisBukti.KK_KTP), {}),
    (Kasus.TIDAK_DIKENAL, (JenisBukti.SURAT_POLISI,), NAMELESS),
    (Kasus.HILANG, (JenisBukti.PENETAPAN_PENGADILAN,), {"dimakamkan_tanggal": None, "dimakamkan_pukul": None}),
    (Kasus.PESAWAT, (JenisBukti.SURAT_MASKAPAI,), {}),
    (Kasus.LUAR_NEGERI, (JenisBukti.SKK_PERWAKILAN, JenisBukti.DOKUMEN_PERJALANAN), {}),
    (
        Kasus.ORANG_ASING,
        (JenisBukti.SURAT_KEMATIAN, JenisBukti.IZIN_TINGGAL),
        {"nik": None, "nik_alasan": "wna", "kewarganegaraan": "Malaysia", "izin_tinggal": "2C11"},
    ),
    (
        Kasus.TIDAK_TERDAFTAR,
        (JenisBukti.SURAT_KEMATIAN, JenisBukti.DOKUMEN_PENDUKUNG),
        {"nik": None, "nik_alasan": "tidak_punya", "no_kk": None},
    ),
    (
        Kasus.BAYI,
        (JenisBukti.SURAT_KEMATIAN,),
        {"nik": None, "nik_alasan": "bayi", "lahir": TanggalTakLengkap(2026)},
    ),
]


@pytest.mark.parametrize(("kasus", "bukti", "isian"), CASES, ids=[case[0].value for case in CASES])
def test_case_is_sent_with_its_proofs_only(
    pengelola: Actor, makam: Makam, kasus: Kasus, bukti: tuple[JenisBukti, ...], isian: dict[str, Any]
) -> None:
    laporan_id = start(pengelola, makam)
    fill(pengelola, laporan_id, kasus=kasus.value, **isian)
    with pytest.raises(Invalid) as refused:
        submit(pengelola, laporan_id)
    assert set(refused.value.galat) == {"bukti"}
    for jenis in bukti:
        add_bukti(pengelola, laporan_id, jenis)
    assert submit(pengelola, laporan_id).status == "diajukan"


def test_returned_report_is_mended_and_sent_again(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    first_sent = read(laporan.id).diajukan_pada
    give_back(laporan.id, nama="Samakan dengan KTP", bukti="Foto buram")
    with transaction() as session:
        assert {note.ruas for note in open_notes(session, laporan.id)} == {"nama", "bukti"}
    save(pengelola, laporan.id, "almarhum", nama="Achmad Suhaimi")
    sent = submit(pengelola, laporan.id)
    assert (sent.status, sent.diajukan_pada) == ("diajukan", first_sent)
    with transaction() as session:
        assert open_notes(session, laporan.id) == []
        assert len(session.scalars(select(CatatanKembali)).all()) == 2


def test_return_needs_a_reason_for_each_field(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    with pytest.raises(Invalid) as refused:
        give_back(laporan.id, nama=" ")
    assert set(refused.value.galat) == {"nama"}


def test_step_outside_the_table_is_a_conflict(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    with pytest.raises(Conflict), transaction() as session:
        row = get_laporan(session, laporan.id, actor=pengelola, for_update=True)
        services.change_status(session, row, Action.APPROVE, actor=pengelola)


def approve(laporan_id: UUID) -> Actor:
    officer, second = make_actor(Peran.VERIFIKATOR), make_actor(Peran.PEJABAT)
    for action in (Action.CLAIM, Action.RECOMMEND, Action.APPROVE):
        with transaction() as session:
            laporan = get_laporan(session, laporan_id, actor=officer, for_update=True)
            services.change_status(session, laporan, action, actor=officer)
    return second


def correct(second: Actor, laporan_id: UUID, **pairs: Any) -> Laporan:
    with transaction() as session:
        return services.correct_laporan(
            session, laporan_id, "almarhum", pairs, actor=second, peminta="Pak Darmo", alasan="Salah ketik"
        )


def test_agreed_values_are_put_in_and_the_trail_names_both(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    second = approve(laporan.id)
    assert correct(second, laporan.id, nama=("Ahmad Suhaimi", "Achmad")).nama == "Achmad"
    event = last_event(laporan.id)
    assert event.peristiwa == "laporan.dikoreksi"
    assert event.rincian["nama"] == ["Ahmad Suhaimi", "Achmad"]
    assert (event.rincian["diminta_oleh"], event.rincian["disetujui_oleh"]) == ("Pak Darmo", second.nama)


def test_correction_needs_the_second_person_and_the_old_values(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    second = approve(laporan.id)
    with pytest.raises(Forbidden):
        correct(make_actor(Peran.VERIFIKATOR), laporan.id, nama=("Ahmad Suhaimi", "Achmad"))
    with pytest.raises(StaleVersion):
        correct(second, laporan.id, nama=("Suhaimi", "Achmad"))


def test_correction_may_not_make_the_report_incomplete(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    second = approve(laporan.id)
    with pytest.raises(Invalid) as refused:
        correct(second, laporan.id, nik=(laporan.nik, None))
    assert set(refused.value.galat) == {"nik_alasan"}


def test_report_not_yet_approved_is_not_corrected(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    with pytest.raises(Conflict):
        correct(make_actor(Peran.PEJABAT), laporan.id, nama=("Ahmad Suhaimi", "Achmad"))


def test_known_constraints_exist(database: Engine) -> None:
    with database.connect() as connection:
        query = "SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes"
        names = set(connection.scalars(text(query)))
    assert (set(RUAS_BATASAN) | set(DIDAHULUI)) - names == set()


def test_refusal_by_the_database_is_told_at_the_field(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    with pytest.raises(Invalid) as refused, transaction() as session:
        session.get_one(Laporan, laporan_id).sebab = 9
        flush(session)
    assert set(refused.value.galat) == {"sebab"}
