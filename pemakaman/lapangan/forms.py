"""The fields of an item, read with the very forms of the pages, and a draft written back as their fields."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from pemakaman.lapangan.berkas_hp import LARGEST_MB
from pemakaman.laporan.forms.almarhum import AlamatForm
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.laporan.forms.mulai import LaporAwalForm
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.forms.petak import PetakForm
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.makam.models import Makam
from pemakaman.makam.petak import list_blok
from pemakaman.ruas.pilihan import BanyakCentangField, CentangField, PilihanField
from pemakaman.ruas.tanggal import TanggalField
from pemakaman.ruas.teks import TeksField
from pemakaman.widgets import BaseForm, BerkasField, Ruas, WajibDiisi

Teks = Mapping[str, tuple[str, ...]]

# The short form first: what it asks for is read by it, the rest by the pages.
FORMS: tuple[type[BagianForm], ...] = (LaporAwalForm, *BAGIAN_FORM.values())
# Said elsewhere in the payload, or only a help to the page.
DIABAIKAN = frozenset({"csrf_token", "makam_id", "versi"})
ALAMAT = ("alamat_prov", "alamat_kab", "alamat_kec", "alamat_desa_kode")
TAK_DIKENAL = "-"
_KODE = re.compile(r"[0-9.]{0,13}")
PETAK = frozenset({"petak_blok", "petak_id"})
TANPA_DENAH = "Makam ini tidak mempunyai denah petak. Tulis letaknya di Blok, Petak, atau Nomor makam."


@dataclass
class Bacaan:
    """What an item's fields say: the values of those that were sent, and what is wrong by field."""

    isian: dict[str, Any] = field(default_factory=dict)
    galat: dict[str, list[str]] = field(default_factory=dict)


class BerkasForm(BaseForm):
    """The file of a phone, and what the office has made sure of."""

    berkas = BerkasField(
        "Berkas dari HP",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk=f"Berkas yang dibuat HP dengan “Simpan ke berkas”, paling besar {LARGEST_MB} MB.",
        terima=".json,application/json",
        batas_mb=LARGEST_MB,
        paling=1,
    )
    jam_dipastikan = CentangField("Tanggal dimakamkan sudah dicocokkan, walaupun jam HP salah")
    tanpa_foto_rusak = CentangField("Terima juga laporan yang fotonya rusak, tanpa foto itu")


def input_names(ruas: Ruas) -> list[str]:
    """The names under which a field's inputs are sent."""
    if isinstance(ruas, TanggalField):
        return [f"{ruas.name}-{part}" for part in ruas.terketik]
    return [str(ruas.name)]


def _sent_form(form_class: type[BagianForm]) -> type[BagianForm]:
    """The form as one that was sent, whatever the request around it is."""
    return type(f"{form_class.__name__}Hp", (form_class,), {"is_submitted": lambda _: True})


_SENT = tuple(_sent_form(form_class) for form_class in FORMS)


def read_ruas(session: Session, ruas: Teks, *, makam: Makam, stored: Mapping[str, Any] | None = None) -> Bacaan:
    """The values and the mistakes of the fields that are there; `stored` are those of the draft they complete.

    A field not sent does not appear, so it leaves a draft as it is; one sent empty empties it.
    """
    ruas = {name: texts for name, texts in ruas.items() if name not in DIABAIKAN and not name.startswith("_")}
    formdata: MultiDict[str, str] = MultiDict([(name, text) for name, texts in ruas.items() for text in texts])
    _complete_address(formdata)
    bacaan, known, wanted = Bacaan(), set[str](), set(ruas)
    for form_class in _SENT:
        form = form_class(formdata=formdata, meta={"csrf": False})
        own = _own_fields(form, wanted) - known
        if own:
            _prepare(session, form, own, makam, stored or {})
            _take(bacaan, form, own)
            known |= own
        wanted -= {name for ruas_ in form if isinstance(ruas_, Ruas) for name in input_names(ruas_)}
    if wanted:
        _refuse_unknown(bacaan, wanted, ruas)
    if PETAK & known and formdata.get("petak_id", "").strip() and not list_blok(session, makam.id):
        bacaan.galat["petak_id"] = [TANPA_DENAH]
    return bacaan


def _complete_address(formdata: MultiDict[str, str]) -> None:
    """A desa alone names all that lies above it; the form would drop it without.

    What is no code at all is not looked up; the form refuses it as unknown.
    """
    for name in ALAMAT:
        if not _KODE.fullmatch(formdata.get(name, "")):
            formdata[name] = TAK_DIKENAL
    desa = formdata.get("alamat_desa_kode", "")
    for name, length in (("prov", 2), ("kab", 5), ("kec", 8)):
        if desa and not formdata.get(f"alamat_{name}"):
            formdata[f"alamat_{name}"] = desa[:length]


def _own_fields(form: BagianForm, wanted: set[str]) -> set[str]:
    found = {ruas.name for ruas in form if isinstance(ruas, Ruas) and not wanted.isdisjoint(input_names(ruas))}
    # A block without a number is a mistake at the number, and the other way round.
    return found | PETAK if found & PETAK else found


def _prepare(session: Session, form: BagianForm, own: set[str], makam: Makam, stored: Mapping[str, Any]) -> None:
    form.keep_stored(stored)
    if isinstance(form, AlamatForm):
        form.set_wilayah(session, makam.kab_kode, luar=True)
    if isinstance(form, PetakForm) and own & PETAK and list_blok(session, makam.id):
        form.set_petak(session, makam.id)


def _take(bacaan: Bacaan, form: BagianForm, own: set[str]) -> None:
    form.validate()
    wrong = {ruas.name: list(ruas.errors) for ruas in form if ruas.errors}
    for name in wrong:
        # Only a sound form may be asked for its values.
        form[name].data = None
    values = form.isian()
    bacaan.isian |= {name: values[name] for name in own if name in values and name not in wrong}
    bacaan.galat |= {name: pesan for name, pesan in wrong.items() if name in own}
    if isinstance(form, AlamatForm) and "alamat_desa_kode" in own:
        sent = form["alamat_desa_kode"].raw_data
        if sent and sent[0] and not form["alamat_desa_kode"].data:
            bacaan.galat["alamat_desa_kode"] = ["Pilih desa/kelurahan dari daftar."]


def _refuse_unknown(bacaan: Bacaan, names: set[str], ruas: Teks) -> None:
    """A field that no form has would be lost without a word."""
    for name in sorted(names):
        if any(text.strip() for text in ruas[name]):
            bacaan.galat[name] = ["Isian ini tidak dikenal program di server. Muat ulang halaman, lalu isi lagi."]


def write_ruas(session: Session, laporan: Laporan, orang: Mapping[str, LaporanOrang]) -> dict[str, list[str]]:
    """A draft as the fields of the phone's form, so that it can be filled in there; empty ones are left out."""
    stored, found = stored_values(laporan, orang), dict[str, list[str]]()
    for form_class in FORMS:
        form = form_class(formdata=None, data=stored, meta={"csrf": False})
        form.keep_stored(stored)
        if isinstance(form, AlamatForm):
            form.set_wilayah(session, laporan.kab_kode, luar=False)
        if isinstance(form, PetakForm):
            form.set_petak(session, laporan.makam_id)
        for ruas in form:
            if isinstance(ruas, Ruas) and ruas.name not in DIABAIKAN:
                found |= _texts(ruas)
    return found


def _texts(ruas: Ruas) -> dict[str, list[str]]:
    if isinstance(ruas, TanggalField):
        return {f"{ruas.name}-{part}": [text] for part, text in ruas.terketik.items() if text}
    if isinstance(ruas, CentangField):
        return {ruas.name: ["1"]} if ruas.data else {}
    if isinstance(ruas, BanyakCentangField):
        return {ruas.name: list(ruas.data)} if ruas.data else {}
    text = ruas.terketik if isinstance(ruas, TeksField) else ruas.data if isinstance(ruas, PilihanField) else ""
    return {ruas.name: [str(text)]} if text else {}
