"""Residents of a population extract for tests."""

import json
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from pemakaman.akun.rules import SISTEM, Peran
from pemakaman.db import transaction
from pemakaman.jejak.services import record
from pemakaman.nilai.kunci_nama import name_keys
from pemakaman.nilai.nama import search_key
from pemakaman.penduduk.jawaban import read_answer
from pemakaman.penduduk.models import ImporPenduduk, PencarianLayanan, Penduduk
from tests.pabrik import BANDAR_LAMPUNG, DESA, make_actor
from tests.peladen_dukcapil import person

_serial = count(1)


def make_impor(kab: str = BANDAR_LAMPUNG) -> ImporPenduduk:
    """A committed finished import, to which residents belong."""
    admin = make_actor(Peran.ADMIN_KAB, kab)
    with transaction() as session:
        impor = ImporPenduduk(
            id=uuid4(),
            kab_kode=kab,
            wilayah_kode=kab,
            susunan="biasa",
            uji=False,
            nama_berkas="penduduk.csv",
            sha256=f"{next(_serial):064}",
            ukuran=1,
            status="jadi",
            dibuat_oleh=admin.id,
        )
        session.add(impor)
        record(session, "impor_penduduk.jadi", "impor_penduduk", impor.id, actor=SISTEM)
    return impor


def make_penduduk(kab: str = BANDAR_LAMPUNG, *, impor: ImporPenduduk | None = None, **isian: Any) -> Penduduk:
    """A committed resident: by default Ahmad Suhaimi of the example report, under a NIK of his own."""
    impor = impor or make_impor(kab)
    values: dict[str, Any] = {
        "nama": "AHMAD SUHAIMI",
        "nik": f"187102150360{next(_serial) % 10000:04}",
        "no_kk": "1871010101100001",
        "jenis_kelamin": "L",
        "tempat_lahir": "Kotabumi",
        "tanggal_lahir": date(1960, 3, 15),
        "desa_kode": DESA[kab],
        "nama_ayah": "ZAINUDDIN",
        "nama_ibu": "ROHANI",
        "status_kawin": "Kawin",
        "kewarganegaraan": "WNI",
        **isian,
    }
    desa, lahir = values["desa_kode"], values["tanggal_lahir"]
    keys = sorted(name_keys(values["nama"]))
    kunci = [f"{key}:{lahir.year}" for key in keys if lahir] + [f"{key}@{desa}" for key in keys if desa]
    with transaction() as session:
        penduduk = Penduduk(
            kab_kode=kab,
            kec_kode=desa[:8] if desa else None,
            nama_cari=search_key(values["nama"]),
            kunci_nama=kunci,
            kunci_baris=None if values["nik"] else f"{next(_serial)}",
            sidik=f"{next(_serial)}",
            impor_terakhir=impor.id,
            **values,
        )
        session.add(penduduk)
    return penduduk


def make_answer(laporan_id: Any, nik: str, *, status: str = "jadi", galat: str | None = None) -> int:
    """A committed look-up at the web service, answered with the example person."""
    body = json.dumps({"content": [person(nik)]}).encode()
    with transaction() as session:
        asked = PencarianLayanan(
            laporan_id=laporan_id,
            nik=nik,
            status=status,
            galat=galat,
            hasil=[one.snapshot() for one in read_answer(body, nik)] if status == "jadi" else [],
            selesai_pada=None if status == "antre" else datetime.now().astimezone(),
        )
        session.add(asked)
        session.flush()
        return asked.id
