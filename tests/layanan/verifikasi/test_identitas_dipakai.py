"""The identity an officer recognised counts everywhere: dead register, certificate, voters, documents, warnings."""

import io
from typing import Any
from uuid import UUID

import pypdf
import pytest
from sqlalchemy import Engine

from pemakaman.akta.queries import list_by_nik
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading
from pemakaman.errors import Invalid
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import recorded_dead, same_nik
from pemakaman.laporan.rules import Status
from pemakaman.pemilih.models import DaftarPemilih, Pemilih
from pemakaman.pemilih.pencari import NIK_PERSIS
from pemakaman.penduduk.models import Penduduk
from pemakaman.verifikasi import services
from tests.pabrik import make_actor, make_makam
from tests.pabrik_berkas import main_bytes
from tests.pabrik_laporan import hari_ini, make_laporan, make_nik, submit
from tests.pabrik_pemilih import make_daftar, make_pemilih
from tests.pabrik_penduduk import make_penduduk
from tests.pabrik_verifikasi import act
from tests.pekerja import work


@pytest.fixture
def petugas(database: Engine) -> Actor:
    return make_actor(Peran.VERIFIKATOR)


def recognised(petugas: Actor, warga: Penduduk, **isian: Any) -> tuple[UUID, str]:
    """An approved report whose NIK was the reporter's; the officer chose whom it means. (report, that NIK)"""
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    salah = make_nik("150360")
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]), nik=salah, **isian)
    act(services.claim, laporan.id, actor=petugas)
    act(services.choose_candidate, laporan.id, sumber="ekstrak", calon_id=warga.id, versi=None, actor=petugas)
    act(services.recommend, laporan.id, actor=petugas, versi=None)
    act(services.approve, laporan.id, actor=make_actor(Peran.PEJABAT), versi=None)
    return laporan.id, salah


def test_who_was_written_by_mistake_is_not_dead(petugas: Actor) -> None:
    warga = make_penduduk()
    _, salah = recognised(petugas, warga)
    with reading() as session:
        assert recorded_dead(session, [salah, str(warga.nik)], exclude=None) == {warga.nik}


def test_both_numbers_lead_to_the_report(petugas: Actor) -> None:
    warga = make_penduduk()
    _, salah = recognised(petugas, warga)
    with reading() as session:
        assert same_nik(session, salah, exclude=None, actor=petugas).jumlah == 1
        assert same_nik(session, warga.nik, exclude=None, actor=petugas).jumlah == 1


def test_the_certificate_is_found_by_the_identity(petugas: Actor) -> None:
    warga = make_penduduk()
    laporan_id, salah = recognised(petugas, warga)
    with reading() as session:
        assert list_by_nik(session, str(warga.nik), actor=petugas) == [laporan_id]
        assert list_by_nik(session, salah, actor=petugas) == []


def test_the_chosen_persons_voter_is_the_candidate(petugas: Actor) -> None:
    warga = make_penduduk()
    laporan_id, salah = recognised(petugas, warga)
    daftar_id = make_daftar()
    right, wrong = make_pemilih(daftar_id, warga.nik, nama="AHMAD SUHAIMI"), make_pemilih(daftar_id, salah)
    with reading() as session:
        daftar = session.get_one(DaftarPemilih, daftar_id)
        found, _ = NIK_PERSIS.search(session, daftar)
        laporan = session.get_one(Laporan, laporan_id)
        assert [one.pemilih.id for one in found] == [right]
        assert NIK_PERSIS.judge(session, laporan, session.get_one(Pemilih, wrong), None) is None


def words(laporan_id: UUID) -> str:
    content = main_bytes(laporan_id)
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def test_the_chosen_person_fills_the_printed_application(petugas: Actor) -> None:
    warga = make_penduduk(
        nama="AHMAD SOEHAIMI", no_kk="1871010202020002", nik_ayah="1871010101300001", nama_ibu="ROHANI BINTI ALI"
    )
    laporan_id, salah = recognised(petugas, warga)
    work()
    printed = words(laporan_id).replace("\xa0", "")
    for value in ("AHMADSOEHAIMI", str(warga.nik), "1871010202020002", "ZAINUDDIN", "1871010101300001"):
        assert value in printed
    assert salah not in printed


def test_what_the_reporter_wrote_stays_in_the_report(petugas: Actor) -> None:
    laporan_id, salah = recognised(petugas, make_penduduk(nama="AHMAD SOEHAIMI"))
    with reading() as session:
        laporan = session.get_one(Laporan, laporan_id)
        assert (laporan.nama, laporan.nik, laporan.no_kk) == ("Ahmad Suhaimi", salah, "1871010101100001")


def make_draft(nik: str, **isian: Any) -> tuple[Actor, UUID]:
    pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    laporan = make_laporan(pengelola, make_makam(pengelola=[pengelola]), status=Status.DRAF, nik=nik, **isian)
    return pengelola, laporan.id


def test_ajukan_warns_of_a_nik_of_somebody_else_without_naming_him(database: Engine) -> None:
    warga = make_penduduk(nama="BUDI HARTONO", tanggal_lahir=hari_ini().replace(year=1990))
    pengelola, laporan_id = make_draft(str(warga.nik))
    with pytest.raises(Invalid) as caught:
        submit(pengelola, laporan_id)
    (pesan,) = caught.value.galat["_peringatan"]
    assert "di data penduduk atas nama orang lain" in pesan
    assert "BUDI" not in str(caught.value.galat)
    assert submit(pengelola, laporan_id, "nik.orang_lain").status == Status.DIAJUKAN


@pytest.mark.parametrize("nama", ["AHMAD SUHAIMI", "ACHMAD SOEHAIMY", "SUHAIMI"])
def test_ajukan_does_not_warn_of_another_spelling(database: Engine, nama: str) -> None:
    warga = make_penduduk(nama=nama)
    pengelola, laporan_id = make_draft(str(warga.nik))
    assert submit(pengelola, laporan_id).status == Status.DIAJUKAN
