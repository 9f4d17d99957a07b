"""The page groups: one form a page, kept as a draft at each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoSuchPage

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.laporan import queries, services
from pemakaman.laporan.checks import Temuan
from pemakaman.laporan.forms.almarhum import AlmarhumForm
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.forms.petak import PetakForm
from pemakaman.laporan.isian import BAGIAN
from pemakaman.laporan.models import CatatanKembali, Laporan
from pemakaman.laporan.ringkas import upper_first
from pemakaman.laporan.routes.dasar import (
    JUDUL,
    URUTAN,
    bp,
    called,
    next_step,
    open_to_edit,
    posted_versi,
    step_url,
)
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.laporan.rules import Status
from pemakaman.makam.models import Makam
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah import queries as wilayah

WILAYAH_AKSI = frozenset({"wilayah", "luar"})


@dataclass
class Halaman:
    """What the template of a page group shows besides its form."""

    laporan_id: UUID
    bagian: str
    sebutan: str
    versi: int
    makam_id: UUID
    nama_makam: str
    nama_kab: str
    catatan: dict[str, list[str]]
    semua_catatan: list[dict[str, str]]
    temuan: list[Temuan]
    dikembalikan: bool
    lipatan_terbuka: bool = False
    ruas: frozenset[str] = field(default_factory=frozenset)
    bersyarat: set[str] = field(default_factory=set)
    tak_terbaca: frozenset[str] = frozenset()

    @property
    def judul(self) -> str:
        return JUDUL[self.bagian]

    @property
    def ke(self) -> int:
        return URUTAN.index(self.bagian) + 1

    @property
    def dari(self) -> int:
        return len(URUTAN)

    @property
    def url(self) -> str:
        return step_url(self.laporan_id, self.bagian)

    @property
    def templat(self) -> str:
        return f"laporan/isi_{self.bagian}.html"

    @property
    def ke_halaman(self) -> str:
        return "periksa" if request.values.get("ke") == "periksa" else ""

    @property
    def dilihat(self) -> str:
        return " ".join(satu.kode for satu in self.temuan)

    @property
    def tombol(self) -> str:
        return "Simpan, lalu periksa" if self.ke_halaman else "Simpan dan lanjut"

    @property
    def kembali_url(self) -> str:
        if self.ke_halaman:
            return step_url(self.laporan_id, "periksa")
        if self.ke == 1:
            return url_for("laporan.list_")
        return step_url(self.laporan_id, URUTAN[self.ke - 2])

    @property
    def kembali_teks(self) -> str:
        if self.ke_halaman:
            return JUDUL["periksa"]
        return "Daftar laporan" if self.ke == 1 else JUDUL[URUTAN[self.ke - 2]]


def note_place(ruas: str) -> str:
    """The page on which a field is mended; fields of no page are mended where everything is seen."""
    return next((bagian for bagian in URUTAN if ruas in BAGIAN[bagian] or ruas == bagian), "periksa")


def show_notes(laporan_id: UUID, notes: Sequence[CatatanKembali]) -> list[dict[str, str]]:
    """Reasons of a return for the box at the top, each with the address of its field."""
    found = []
    for note in notes:
        bagian = note_place(note.ruas)
        url = f"{step_url(laporan_id, bagian, ke='periksa')}#ruas-{note.ruas}"
        label = "Umum" if note.ruas == "umum" else upper_first(RUAS_LABEL.get(note.ruas, JUDUL[bagian]))
        found.append({"url": url, "label": label, "alasan": note.alasan})
    return found


def _is_shown(temuan: Temuan, bagian: str) -> bool:
    """Warnings, and the hard findings that only ask for a reason."""
    asks = bagian in BAGIAN_FORM and temuan.ruas in BAGIAN_FORM[bagian].BERSYARAT
    return temuan.ruas in BAGIAN[bagian] and (asks or not temuan.keras)


def make_page(session: Session, laporan: Laporan, bagian: str, temuan: Sequence[Temuan]) -> Halaman:
    """Everything around the form."""
    notes = queries.open_notes(session, laporan.id) if laporan.status == Status.DIKEMBALIKAN else []
    catatan: dict[str, list[str]] = {}
    for note in notes:
        catatan.setdefault(note.ruas, []).append(note.alasan)
    return Halaman(
        laporan_id=laporan.id,
        bagian=bagian,
        sebutan=called(laporan),
        versi=laporan.versi,
        makam_id=laporan.makam_id,
        nama_makam=session.get_one(Makam, laporan.makam_id).nama,
        nama_kab=wilayah.full_names(session, laporan.kab_kode)["kab_kota"],
        catatan=catatan,
        semua_catatan=show_notes(laporan.id, notes),
        temuan=[satu for satu in temuan if _is_shown(satu, bagian)],
        dikembalikan=laporan.status == Status.DIKEMBALIKAN,
        tak_terbaca=frozenset(laporan.tidak_terbaca or ()),
    )


@dataclass
class _Terbuka:
    """One page group as it is opened: its form, what surrounds it, and what is hard in it."""

    form: BagianForm
    hal: Halaman
    galat: dict[str, list[str]]


def _open(session: Session, laporan_id: UUID, bagian: str) -> _Terbuka:
    actor = current_actor()
    laporan = open_to_edit(session, laporan_id, actor)
    stored = stored_values(laporan, queries.get_orang(session, laporan_id))
    form = BAGIAN_FORM[bagian](data=stored)
    form.keep_stored(stored)
    if isinstance(form, AlmarhumForm):
        luar = request.form.get("aksi") == "luar" or "luar" in request.form
        form.set_wilayah(session, laporan.kab_kode, luar=luar)
    if isinstance(form, PetakForm):
        form.set_petak(session, laporan.makam_id)
    temuan = services.check_laporan(session, laporan_id, actor=actor)
    hal = make_page(session, laporan, bagian, temuan)
    hal.ruas = frozenset(form.data)
    asked = {satu.ruas for satu in temuan} | {name for name in form.BERSYARAT if stored.get(name)}
    hal.bersyarat = asked.intersection(form.BERSYARAT)
    galat: dict[str, list[str]] = {}
    for satu in temuan:
        if satu.keras and satu.ruas in hal.ruas:
            galat.setdefault(satu.ruas, []).append(satu.pesan)
    return _Terbuka(form, hal, galat)


def _show(
    buka: _Terbuka,
    status: int = 200,
    *,
    galat_lain: Sequence[str] = (),
    bentrok: list[str] | None = None,
) -> ResponseReturnValue:
    buka.hal.lipatan_terbuka = buka.form.tambahan_terbuka()
    if request.method == "POST" and bentrok is None:
        buka.hal.versi = posted_versi()
    return show_page("laporan/isi.html", status, form=buka.form, hal=buka.hal, galat_lain=galat_lain, bentrok=bentrok)


@bp.get("/laporan/<uuid:laporan_id>/isi/<bagian>")
@requires(Izin.LAPORAN_TULIS)
def fill(laporan_id: UUID, bagian: str) -> ResponseReturnValue:
    """One page group as it is stored; coming from the last page, what is missing stands at its field."""
    _check_bagian(bagian)
    with transaction() as session:
        buka = _open(session, laporan_id, bagian)
    if request.args.get("ke") == "periksa":
        buka.form.put_errors(buka.galat)
    return _show(buka)


@bp.post("/laporan/<uuid:laporan_id>/isi/<bagian>")
@requires(Izin.LAPORAN_TULIS)
def save(laporan_id: UUID, bagian: str) -> ResponseReturnValue:
    """Keep one page group; what cannot be kept comes back with everything that was typed."""
    _check_bagian(bagian)
    with transaction() as session:
        buka = _open(session, laporan_id, bagian)
    if request.form.get("aksi") in WILAYAH_AKSI and bagian == "almarhum":
        return _show(buka)
    if not buka.form.validate() or not _desa_offered(buka.form):
        return _show(buka, 422)
    try:
        baru = _store(laporan_id, bagian, buka.form.isian())
    except Invalid as error:
        return _show(buka, 422, galat_lain=buka.form.put_errors(error.galat))
    except StaleVersion as error:
        return _show(buka, 409, bentrok=error.perubahan)
    return _go_on(laporan_id, bagian, baru)


def _check_bagian(bagian: str) -> None:
    if bagian not in BAGIAN_FORM:
        raise NoSuchPage()


def _desa_offered(form: BagianForm) -> bool:
    """A kecamatan was chosen without a script: the list of its desa has to be shown once."""
    if not isinstance(form, AlmarhumForm) or not form.alamat_kec.data or form.alamat_desa_kode.data:
        return True
    if request.form.get("desa_untuk") == form.alamat_kec.data:
        return True
    form.alamat_desa_kode.add_error("Pilih desa/kelurahan, atau biarkan “Tidak tahu” lalu simpan lagi.")
    return False


def _store(laporan_id: UUID, bagian: str, isian: Mapping[str, Any]) -> list[Temuan]:
    """Save, and return the warnings of this page that the user has not seen yet."""
    actor = current_actor()
    with transaction() as session:
        services.save_bagian(session, laporan_id, bagian, isian, versi=posted_versi(), actor=actor)
        temuan = services.check_laporan(session, laporan_id, actor=actor)
    seen = request.form.get("dilihat", "").split()
    shown = [t for t in temuan if _is_shown(t, bagian) and t.kode not in seen]
    return [t for t in shown if t.ruas in isian or t.ruas in BAGIAN_FORM[bagian].BERSYARAT]


def _go_on(laporan_id: UUID, bagian: str, baru: Sequence[Temuan]) -> ResponseReturnValue:
    if request.form.get("aksi") == "keluar":
        return redirect_with("Tersimpan. Anda dapat melanjutkannya kapan saja.", "laporan.list_")
    ke = {"ke": "periksa"} if request.form.get("ke") == "periksa" else {}
    if baru:
        return redirect(f"{step_url(laporan_id, bagian, **ke)}#ruas-{baru[0].ruas}", 303)
    target = step_url(laporan_id, "periksa") if ke else step_url(laporan_id, next_step(bagian))
    return redirect(target, 303)
