from datetime import date
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.jejak.models import Jejak
from pemakaman.laporan import queries, services
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_laporan import make_laporan, make_nik, read, save, start


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM, nama="Pak Kuncen")


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


def events(laporan_id: UUID) -> list[Jejak]:
    with transaction() as session:
        query = select(Jejak).where(Jejak.objek_id == str(laporan_id)).order_by(Jejak.id)
        return list(session.scalars(query))


def test_draft_takes_its_region_from_the_cemetery(pengelola: Actor, makam: Makam) -> None:
    laporan = read(start(pengelola, makam))
    assert (laporan.status, laporan.kab_kode, laporan.desa_kode) == ("draf", makam.kab_kode, makam.desa_kode)
    assert [event.peristiwa for event in events(laporan.id)] == ["laporan.dibuat"]


def test_starting_twice_with_one_uuid_is_one_draft(pengelola: Actor, makam: Makam) -> None:
    laporan_id = uuid4()
    for _ in range(2):
        with transaction() as session:
            services.start_laporan(session, actor=pengelola, laporan_id=laporan_id, makam_id=makam.id)
    assert len(events(laporan_id)) == 1


def test_uuid_of_another_author_is_a_conflict(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    other = make_actor(Peran.OPERATOR_DESA)
    with pytest.raises(Conflict), transaction() as session:
        services.start_laporan(session, actor=other, laporan_id=laporan_id, makam_id=makam.id)


def test_two_threads_with_one_uuid_get_one_receipt(pengelola: Actor, makam: Makam) -> None:
    laporan_id, barrier, got = uuid4(), Barrier(2), []
    isian = {"nama": "Rohani", "dimakamkan_tanggal": date(2026, 1, 5)}

    def send() -> None:
        barrier.wait()
        with transaction() as session:
            laporan = services.quick_lapor_awal(
                session, actor=pengelola, laporan_id=laporan_id, makam_id=makam.id, isian=isian
            )
            got.append((laporan.id, laporan.buku_tahun, laporan.buku_nomor))

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [(laporan_id, 2026, 1)] * 2
    assert [event.peristiwa for event in events(laporan_id)].count("laporan.lapor_awal") == 1


def test_foreign_cemetery_is_refused(pengelola: Actor) -> None:
    foreign = make_makam(METRO)
    with pytest.raises(Invalid) as refused:
        start(pengelola, foreign)
    assert "makam_id" in refused.value.galat


def test_role_without_writing_is_refused(database: Engine) -> None:
    with pytest.raises(Forbidden):
        start(make_actor(Peran.VERIFIKATOR), make_makam())


def test_saving_keeps_values_as_known_and_makes_search_keys(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    save(
        pengelola,
        laporan_id,
        "almarhum",
        nama="H. Achmad Joesoef",
        bin_binti="Dja’far",
        nik="1871.0115.0360.0001",
        lahir=TanggalTakLengkap(1960),
    )
    laporan = read(laporan_id)
    assert laporan.nama == "H. Achmad Joesoef"
    assert laporan.nik == "1871011503600001"
    assert (laporan.lahir_tahun, laporan.lahir_bulan, laporan.lahir_hari) == (1960, None, None)
    assert laporan.nama_cari == "achmad joesoef"
    assert laporan.nama_bunyi
    assert len(laporan.nama_bunyi) == 3


def test_saving_tells_old_and_new(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    save(pengelola, laporan_id, "pelapor", pelapor_nama="Siti Aminah")
    save(pengelola, laporan_id, "pelapor", pelapor_nama="Siti Rohmah")
    last = events(laporan_id)[-1]
    assert last.peristiwa == "laporan.diubah"
    assert last.rincian["pelapor_nama"] == ["Siti Aminah", "Siti Rohmah"]


def test_fields_not_given_stay(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    save(pengelola, laporan_id, "saksi", saksi1_nama="Budi")
    save(pengelola, laporan_id, "saksi", saksi2_nama="Made")
    with transaction() as session:
        orang = queries.get_orang(session, laporan_id)
    assert (orang["saksi1"].nama, orang["saksi2"].nama) == ("Budi", "Made")


def test_malformed_value_is_refused_at_its_field(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    with pytest.raises(Invalid) as refused:
        save(pengelola, laporan_id, "saksi", saksi1_nama="Budi", saksi1_nik="18710")
    assert set(refused.value.galat) == {"saksi1_nik"}


def test_order_error_stands_at_the_field_just_changed(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    save(pengelola, laporan_id, "pemakaman", dimakamkan_tanggal=date(2026, 1, 5))
    with pytest.raises(Invalid) as refused:
        save(pengelola, laporan_id, "kematian", meninggal_tanggal=date(2026, 1, 6))
    assert set(refused.value.galat) == {"meninggal_tanggal"}


def test_unknown_village_is_refused(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    with pytest.raises(Invalid) as refused:
        save(pengelola, laporan_id, "almarhum", alamat_desa_kode="18.71.01.9999")
    assert "alamat_desa_kode" in refused.value.galat


def test_stale_version_tells_who_changed_what(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    save(pengelola, laporan_id, "almarhum", versi=1, nama="Ahmad")
    with pytest.raises(StaleVersion) as refused:
        save(pengelola, laporan_id, "almarhum", versi=1, nama="Achmad")
    assert refused.value.perubahan == ["Pak Kuncen mengubah nama almarhum dari “kosong” menjadi “Ahmad”."]
    assert read(laporan_id).nama == "Ahmad"


def test_saving_the_same_again_is_no_conflict(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    save(pengelola, laporan_id, "almarhum", versi=1, nama="Ahmad")
    assert save(pengelola, laporan_id, "almarhum", versi=1, nama="Ahmad").versi == 2


def test_two_officers_at_once_never_overwrite(pengelola: Actor, makam: Makam) -> None:
    laporan_id = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL).id
    operator = make_actor(Peran.OPERATOR_DESA)
    versi, barrier, outcome = read(laporan_id).versi, Barrier(2), []

    def edit(actor: Actor, tempat: str) -> None:
        barrier.wait()
        try:
            save(actor, laporan_id, "kematian", versi=versi, meninggal_tempat=tempat)
            outcome.append(tempat)
        except StaleVersion:
            outcome.append("didahului")

    threads = [Thread(target=edit, args=pair) for pair in ((pengelola, "Rumah"), (operator, "RSUD"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome) == sorted([read(laporan_id).meninggal_tempat or "", "didahului"])


def test_draft_is_private_to_its_author(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    with pytest.raises(NotFound):
        save(make_actor(Peran.OPERATOR_DESA), laporan_id, "almarhum", nama="Ahmad")


def test_desa_operator_completes_the_lapor_awal_of_a_manager(pengelola: Actor, makam: Makam) -> None:
    laporan_id = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL).id
    operator = make_actor(Peran.OPERATOR_DESA)
    assert save(operator, laporan_id, "kematian", sebab=6).sebab == 6


def test_sent_report_cannot_be_edited(pengelola: Actor, makam: Makam) -> None:
    laporan = make_laporan(pengelola, makam)
    with pytest.raises(Conflict):
        save(pengelola, laporan.id, "kematian", sebab=6)


def test_unknown_field_is_a_mistake_of_the_program(pengelola: Actor, makam: Makam) -> None:
    with pytest.raises(ValueError, match="status"):
        save(pengelola, start(pengelola, makam), "almarhum", status="disetujui")


VIEWERS = [
    (Peran.PENGELOLA_MAKAM, None, False),
    (Peran.OPERATOR_DESA, None, True),
    (Peran.OPERATOR_DESA, "18.71.01.1004", False),
    (Peran.VERIFIKATOR, None, True),
    (Peran.VERIFIKATOR, METRO, False),
    (Peran.PEJABAT, None, True),
    (Peran.ADMIN_KAB, None, True),
    (Peran.PETUGAS_PROVINSI, None, True),
    (Peran.PETUGAS_PROVINSI, "16", False),
    (Peran.PETUGAS_KPU, None, False),
    (Peran.AUDITOR, None, False),
    (Peran.ADMIN_SISTEM, None, False),
]


@pytest.mark.parametrize(("peran", "wilayah", "sees"), VIEWERS)
def test_who_sees_a_lapor_awal(pengelola: Actor, makam: Makam, peran: Peran, wilayah: str | None, sees: bool) -> None:
    laporan_id = make_laporan(pengelola, makam, status=Status.LAPOR_AWAL).id
    viewer = make_actor(peran, wilayah)
    with transaction() as session:
        seen = session.scalar(select(Laporan.id).where(Laporan.id == laporan_id, queries.visible_filter(viewer)))
    assert (seen is not None) is sees


def test_reason_for_a_missing_nik_goes_when_the_nik_comes(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    save(pengelola, laporan_id, "almarhum", nik_alasan="tidak_diketahui")
    save(pengelola, laporan_id, "almarhum", nik=make_nik(), nik_alasan="tidak_diketahui")
    assert read(laporan_id).nik_alasan is None


def test_admin_enters_old_rows_by_import_only(database: Engine) -> None:
    admin, makam = make_actor(Peran.ADMIN_KAB), make_makam()
    isian = {"nama": "Rohani", "dimakamkan_tanggal": date(2019, 2, 3)}
    with transaction() as session:
        laporan = services.quick_lapor_awal(
            session, actor=admin, laporan_id=uuid4(), makam_id=makam.id, isian=isian, asal="impor"
        )
        assert (laporan.buku_tahun, laporan.buku_nomor, laporan.asal) == (2019, 1, "impor")
    with pytest.raises(Forbidden), transaction() as session:
        services.quick_lapor_awal(session, actor=admin, laporan_id=uuid4(), makam_id=makam.id, isian=isian)
