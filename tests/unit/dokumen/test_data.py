"""The data attached to a document conform to the published schema, whatever is filled."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pemakaman.dokumen.data import data_of
from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.pernyataan import Fakta
from pemakaman.dokumen.skema import PERMOHONAN_1
from pemakaman.nilai.tanggal import TanggalTakLengkap

ALAMAT = "https://contoh.go.id"
FAKTA = Fakta("ABCDEFGHIJKLMNOPQRSTUVWX23", Jenis.F_2_01A, "TPU01 12/2026 v1", date(2026, 3, 5), "18.71", "AS")
CHECK = Draft202012Validator(PERMOHONAN_1)

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
births = st.one_of(
    st.none(),
    st.builds(TanggalTakLengkap, st.integers(1800, 2100)),
    st.builds(TanggalTakLengkap, st.integers(1800, 2100), st.integers(1, 12)),
    st.builds(TanggalTakLengkap, st.integers(1800, 2100), st.integers(1, 12), st.integers(1, 28)),
)
orang = st.builds(IsianOrang, nama=words, nik=words, tempat_lahir=words, lahir=births)
kematian = st.builds(
    IsianKematian,
    nama=words,
    tanggal=st.none() | st.dates(date(1900, 1, 1)),
    pukul=st.none() | st.times(),
    sebab=st.none() | st.integers(1, 6),
    yang_menerangkan=st.none() | st.integers(1, 4),
)
isian = st.builds(
    IsianPermohonan, kop=st.tuples(words, words), provinsi=words, pelapor=orang, saksi2=orang, kematian=kematian
)


@given(isian)
def test_attached_data_conform_to_the_schema(one: IsianPermohonan) -> None:
    data = data_of(one, FAKTA, alamat=ALAMAT, masukan={"kuasa_nama": "Wati", "daftar": [["1", "A"]], "alasan": ""})
    CHECK.validate(json.loads(json.dumps(data)))


def test_only_what_is_filled_is_told() -> None:
    one = IsianPermohonan(
        subjek=IsianOrang(nama="Ahmad", nik="1871010101500001", lahir=TanggalTakLengkap(1950, 3)),
        kematian=IsianKematian(tanggal=date(2026, 3, 4), pukul=time(7, 5)),
    )
    data = data_of(one, FAKTA, alamat=ALAMAT)
    assert data["subjek"] == {"nama": "Ahmad", "nik": "1871010101500001", "lahir": "1950-03"}
    assert data["kematian"] == {"tanggal": "2026-03-04", "pukul": "07:05"}
    assert "ayah" not in data
    assert data["dokumen"]["tanggal"] == "2026-03-05"


def test_a_paper_without_an_application_tells_its_own_facts() -> None:
    data = data_of(None, FAKTA, alamat=ALAMAT)
    CHECK.validate(data)
    assert set(data) == {"skema", "dokumen"}


@pytest.mark.parametrize("change", [{"lain": "x"}, {"kematian": {"sebab": 9}}, {"pelapor": {"lahir": "3 Maret"}}])
def test_what_the_schema_does_not_know_is_no_data_of_ours(change: dict[str, Any]) -> None:
    assert not CHECK.is_valid({**data_of(None, FAKTA, alamat=ALAMAT), **change})


def test_the_schema_itself_is_one() -> None:
    Draft202012Validator.check_schema(PERMOHONAN_1)


def _properties(isian: Any, schema: dict[str, Any]) -> list[str]:
    """Fields of the application that the schema does not describe."""
    missing = []
    for one in fields(isian):
        told = schema.get(one.name)
        if told is None:
            missing.append(one.name)
        elif is_dataclass(value := getattr(isian, one.name)):
            inner = PERMOHONAN_1["$defs"]["orang"] if "$ref" in told else told
            missing += [f"{one.name}.{name}" for name in _properties(value, inner["properties"])]
    return missing


def test_every_field_of_an_application_is_described() -> None:
    assert _properties(IsianPermohonan(), PERMOHONAN_1["properties"]) == []
