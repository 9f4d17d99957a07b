"""What stands in the sheets of service days, planned visits and GISA when they are downloaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.desk.models import Gisa, JemputBola, LayananHari
from pemakaman.desk.queries.gisa import list_cakupan, list_gisa
from pemakaman.desk.queries.gisa import list_places as list_wilayah
from pemakaman.desk.queries.jemput import list_coming
from pemakaman.desk.queries.layanan import list_places, list_said, list_service_days
from pemakaman.desk.routes.layanan import DEPAN, LALU
from pemakaman.desk.rules.gisa import INDIKATOR
from pemakaman.desk.services.lembar_lain import BUKA, JARINGAN, LAIN, SASARAN, YA_TIDAK
from pemakaman.nilai.telepon import format_telepon

ALAT = ("printer_baik", "alat_rekam_baik", "ribbon_cukup")
PILIHAN: dict[str, Mapping[str, object]] = {
    "buka": BUKA,
    "jaringan": JARINGAN,
    "jenis_sasaran": SASARAN,
    **dict.fromkeys(ALAT, YA_TIDAK),
}
# Kept as text, so that a spreadsheet makes no number of 08.30, of 18.10 or of a telephone number.
TEKS = ("jam_buka", "jam_tutup", "hp", "wilayah_kode", "desa_kode", "sk_nomor")
BARIS_PILIHAN = 2000


@dataclass(frozen=True)
class Lembar:
    """One sheet to be written; `kode` of its columns where they are typed in."""

    nama: str
    judul: list[str]
    baris: list[list[Any]]
    kode: list[str] = field(default_factory=list)


def other_sheets(session: Session, kab_kode: str, hari_ini: date, *, actor: Actor) -> list[Lembar]:
    """Plans of the days ahead, days that are to be said or are still to come, GISA, and the codes of the regions."""
    plans = [_plan_cells(one) for one in list_coming(session, hari_ini, actor=actor)]
    return [
        _sheet("Rencana", "rencana", plans),
        _sheet("Layanan", "layanan", _service_rows(session, kab_kode, hari_ini)),
        _sheet("GISA", "gisa", _gisa_rows(session, actor)),
        Lembar("Kode wilayah", ["Kode", "Nama"], [list(one) for one in list_wilayah(session, kab_kode)]),
    ]


def _sheet(nama: str, jenis: str, rows: Sequence[Mapping[str, Any]]) -> Lembar:
    kolom = LAIN[jenis].kolom
    return Lembar(nama, list(kolom.values()), [[row.get(kode) for kode in kolom] for row in rows], list(kolom))


def add_choices(page: Any, lembar: Lembar, text: Any) -> None:
    """Lists to choose from, and columns that stay text."""
    for place, kode in enumerate(lembar.kode):
        if kode in TEKS:
            page.set_column(place, place, 17, text)
        if kode in PILIHAN:
            rule = {"validate": "list", "source": list(PILIHAN[kode])}
            page.data_validation(1, place, BARIS_PILIHAN, place, rule)


def _plan_cells(jemput: JemputBola) -> dict[str, Any]:
    names = ("tanggal", "desa_kode", "lokasi", "petugas", "alat", "target")
    found = {name: getattr(jemput, name) for name in names}
    return {**found, "kode": str(jemput.id), "jenis_sasaran": _word(SASARAN, jemput.jenis_sasaran)}


def _service_rows(session: Session, kab_kode: str, hari_ini: date) -> list[dict[str, Any]]:
    """A row for each point of a day to come, and one for each day around today of which nothing was said."""
    dari, sampai = hari_ini - LALU, hari_ini + DEPAN
    why = {one.tanggal: one.sebab for one in list_service_days(session, [(kab_kode, "")], dari, sampai)}
    said = list_said(session, kab_kode, dari, sampai)
    place = next(iter(list_places(session, kab_kode)), "Kantor Disdukcapil")
    rows = [_service_cells(one, why.get(one.tanggal)) for one in said if one.tanggal >= hari_ini]
    silent = why.keys() - {one.tanggal for one in said}
    rows += [{"tanggal": day, "sebab": why[day], "tempat": place} for day in silent]
    return sorted(rows, key=lambda row: (row["tanggal"], row["tempat"]))


def _service_cells(layanan: LayananHari, sebab: str | None) -> dict[str, Any]:
    names = ("tanggal", "tempat", "petugas", "blangko_sisa", "rekam", "cetak", "suket", "kendala", "tindak_lanjut")
    found: dict[str, Any] = {name: getattr(layanan, name) for name in names}
    found |= {name: _word(YA_TIDAK, getattr(layanan, name)) for name in ALAT}
    found |= {"sebab": sebab, "buka": _word(BUKA, layanan.buka), "jaringan": _word(JARINGAN, layanan.jaringan)}
    found |= {name: _clock(getattr(layanan, name)) for name in ("jam_buka", "jam_tutup")}
    return found | {"hp": format_telepon(layanan.hp) if layanan.hp else None}


def _gisa_rows(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """What is recorded, and a row without a code for each kecamatan that has no village yet."""
    rows = [_gisa_cells(gisa, nama) for gisa, nama, _ in list_gisa(session, actor=actor)]
    for _, _, cakupan in list_cakupan(session, actor=actor):
        rows += [{"wilayah": f"Kecamatan {nama}: belum ada desa/kelurahan"} for nama in cakupan.kurang]
    return rows


def _gisa_cells(gisa: Gisa, nama: str) -> dict[str, Any]:
    names = ("wilayah_kode", "sk_nomor", "sk_tanggal", *INDIKATOR, "kegiatan")
    return {"wilayah": nama} | {name: getattr(gisa, name) for name in names}


def _word(pilihan: Mapping[str, object], value: object) -> str | None:
    return next((label for label, one in pilihan.items() if one == value and value is not None), None)


def _clock(value: time | None) -> str | None:
    return f"{value:%H.%M}" if value else None
