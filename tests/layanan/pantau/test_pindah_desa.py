"""A cemetery whose village is corrected takes its reports, tasks and figures along."""

import pytest
from flask import Flask
from sqlalchemy import select

from pemakaman.akun.rules import Peran
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.models import Jejak
from pemakaman.laporan.rules import Status
from pemakaman.makam import services as makam_services
from pemakaman.makam.models import Makam
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import Fakta, TugasAkta
from pemakaman.pantau.rules.belum_akta import Untuk
from pemakaman.pantau.services.tugas import hand_out
from tests.pabrik import DESA, METRO, make_actor, make_makam
from tests.pabrik_angka import check_figures, figures
from tests.pabrik_laporan import read
from tests.pabrik_verifikasi import make_waiting

BARU = "18.71.02.1003"


def _correct(makam: Makam, desa_kode: str) -> None:
    names = ("nama", "jenis", "pengelolaan", "dusun", "alamat", "lintang", "bujur", "telepon")
    isian = {name: getattr(makam, name) for name in names} | {"desa_kode": desa_kode}
    with transaction() as session:
        admin = make_actor(Peran.ADMIN_KAB)
        makam_services.update_makam(session, makam.id, isian, versi=makam.versi, actor=admin)


def test_the_village_of_a_cemetery_is_corrected_with_all_that_hangs_on_it(app: Flask) -> None:
    makam, verifikator = make_makam(), make_actor(Peran.VERIFIKATOR)
    laporan, other = make_waiting(makam, status=Status.LAPOR_AWAL, diajukan_pada=None), make_waiting()
    make_actor(Peran.OPERATOR_DESA)
    with transaction() as session:
        hand_out(session, [laporan], untuk=Untuk.DESA, catatan="", tenggat=None, actor=verifikator)
    count_everything()
    _correct(makam, BARU)
    count_everything()
    check_figures()
    moved, stayed = read(laporan), read(other)
    assert (moved.kab_kode, moved.kec_kode, moved.desa_kode) == ("18.71", BARU[:8], BARU)
    assert stayed.desa_kode == DESA["18.71"]
    assert figures(tempat=BARU[:8])["dimakamkan"] == 1
    with reading() as session:
        assert session.scalar(select(Fakta.desa_kode).where(Fakta.laporan_id == laporan)) == BARU
        assert session.scalar(select(TugasAkta.desa_kode)) == BARU
        told = session.scalars(select(Jejak).where(Jejak.peristiwa == "laporan.desa_ikut_makam")).all()
    assert [(one.objek_id, one.rincian) for one in told] == [
        (str(laporan), {"desa_kode": [DESA["18.71"], BARU]}),
    ]


def test_another_kab_is_refused_and_nothing_moves(app: Flask) -> None:
    makam = make_makam()
    laporan = make_waiting(makam)
    with pytest.raises(Invalid) as refused:
        _correct(makam, DESA[METRO])
    assert "desa_kode" in refused.value.galat
    assert read(laporan).desa_kode == DESA["18.71"]
