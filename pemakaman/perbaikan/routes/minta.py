"""Asking: which page group, the same form as when reporting, why and on what proof; and the road after the akta."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import transaction
from pemakaman.errors import Conflict, Invalid, NotFound, PemakamanError, StaleVersion
from pemakaman.jejak.services import record_read
from pemakaman.laporan.forms.almarhum import AlmarhumForm
from pemakaman.laporan.forms.bagian import BAGIAN_FORM
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.forms.petak import PetakForm
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import get_laporan, get_orang
from pemakaman.laporan.services import check_correctable
from pemakaman.makam.models import Makam
from pemakaman.perbaikan import queries, services
from pemakaman.perbaikan.forms import DasarForm, PembetulanForm, SemuaIsian
from pemakaman.perbaikan.routes.dasar import bp, called, posted_versi
from pemakaman.perbaikan.rules import BAGIAN_JUDUL, BAWA_PEMBETULAN, PERBAIKAN_LABEL
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names

WILAYAH = ("alamat_prov", "alamat_kab", "alamat_kec", "alamat_desa_kode")
WILAYAH_AKSI = frozenset({"wilayah", "luar"})


@dataclass
class Halaman:
    """What the templates of a page group show besides its form; here nothing was returned or warned of."""

    laporan_id: UUID
    bagian: str
    sebutan: str
    makam_id: UUID
    nama_makam: str
    nama_kab: str
    url: str
    versi: int
    lipatan_terbuka: bool = False
    bersyarat: set[str] = field(default_factory=set)
    catatan: dict[str, list[str]] = field(default_factory=dict)
    temuan: list[Any] = field(default_factory=list)

    @property
    def templat(self) -> str:
        return f"laporan/isi_{self.bagian}.html"


@dataclass
class Terbuka:
    """One page group of an approved report as it is opened."""

    form: BagianForm
    dasar: DasarForm
    hal: Halaman
    gagal: list[str] = field(default_factory=list)


def _read(session: Session, laporan_id: UUID, actor: Actor) -> Laporan:
    laporan = get_laporan(session, laporan_id, actor=actor)
    record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan_id)
    return laporan


def _open(session: Session, laporan_id: UUID, bagian: str, actor: Actor) -> Terbuka:
    laporan = _read(session, laporan_id, actor)
    check_correctable(laporan)
    stored = stored_values(laporan, get_orang(session, laporan_id))
    form = BAGIAN_FORM[bagian](data=stored)
    form.keep_stored(stored)
    if isinstance(form, AlmarhumForm):
        desa = laporan.alamat_desa_kode or ""
        luar = request.form.get("aksi") == "luar" or "luar" in request.form or desa[:5] not in ("", laporan.kab_kode)
        form.set_wilayah(session, laporan.kab_kode, luar=luar)
    if isinstance(form, PetakForm):
        form.set_petak(session, laporan.makam_id)
    hal = Halaman(
        laporan_id=laporan_id,
        bagian=bagian,
        sebutan=f"{called(laporan)}, nomor buku {laporan.buku_nomor}/{laporan.buku_tahun}",
        makam_id=laporan.makam_id,
        nama_makam=session.get_one(Makam, laporan.makam_id).nama,
        nama_kab=full_names(session, laporan.kab_kode)["kab_kota"],
        url=url_for("perbaikan.edit", laporan_id=laporan_id, bagian=bagian),
        versi=laporan.versi,
        bersyarat={name for name in form.BERSYARAT if stored.get(name) or name in request.form},
    )
    dasar = DasarForm()
    dasar.set_bukti(queries.list_pointable(session, laporan_id, actor=actor))
    return Terbuka(form, dasar, hal)


def _show(
    buka: Terbuka, status: int = 200, *, galat_lain: Sequence[str] = (), bentrok: list[str] | None = None
) -> ResponseReturnValue:
    buka.hal.lipatan_terbuka = buka.form.tambahan_terbuka()
    if request.method == "POST" and bentrok is None:
        buka.hal.versi = posted_versi()
    return show_page(
        "perbaikan/minta.html",
        status,
        form=buka.form,
        dasar=buka.dasar,
        semua=SemuaIsian(buka.form, buka.dasar),
        hal=buka.hal,
        judul_bagian=BAGIAN_JUDUL,
        galat_lain=[*buka.gagal, *galat_lain],
        bentrok=bentrok,
    )


def _check_bagian(bagian: str) -> None:
    if bagian not in BAGIAN_FORM:
        raise NotFound()


@bp.get("/laporan/<uuid:laporan_id>/perbaikan")
@requires(Izin.LAPORAN_LIHAT)
def start(laporan_id: UUID) -> ResponseReturnValue:
    """Which part to correct, what was asked before; once the certificate exists, the road to have it mended."""
    return _show_start(laporan_id, PembetulanForm(formdata=None))


def _show_start(laporan_id: UUID, form: PembetulanForm, status: int = 200) -> ResponseReturnValue:
    with transaction() as session:
        laporan = _read(session, laporan_id, current_actor())
        return show_page(
            "perbaikan/mulai.html",
            status,
            laporan=laporan,
            sebutan=called(laporan),
            daftar=queries.list_of_laporan(session, laporan_id),
            diarahkan=queries.list_directed(session, laporan_id),
            kab=full_names(session, laporan.kab_kode)["kab_kota"],
            judul_bagian=BAGIAN_JUDUL,
            label_perbaikan=PERBAIKAN_LABEL,
            bawa=BAWA_PEMBETULAN,
            form=form,
        )


@bp.post("/laporan/<uuid:laporan_id>/perbaikan/pembetulan-akta")
@requires(Izin.AKTA_CATAT)
def direct(laporan_id: UUID) -> ResponseReturnValue:
    """Note that somebody was shown the road of F-2.01F."""
    form = PembetulanForm()
    with transaction() as session:
        get_laporan(session, laporan_id, actor=current_actor())
    if not form.validate():
        return _show_start(laporan_id, form, 422)
    try:
        with transaction() as session:
            services.direct_to_akta(session, laporan_id, keperluan=form.keperluan.data, actor=current_actor())
    except Invalid as error:
        for pesan in error.galat.get("keperluan", []):
            form.keperluan.add_error(pesan)
        return _show_start(laporan_id, form, 422)
    return redirect_with("Dicatat: diarahkan ke pembetulan akta.", "perbaikan.start", laporan_id=laporan_id)


@bp.get("/laporan/<uuid:laporan_id>/perbaikan/<bagian>")
@requires(Izin.PERBAIKAN_MINTA)
def edit(laporan_id: UUID, bagian: str) -> ResponseReturnValue:
    """One page group of an approved report, as it is stored; where a correction waits already, that one."""
    _check_bagian(bagian)
    with transaction() as session:
        buka = _open(session, laporan_id, bagian, current_actor())
        waiting = queries.find_open(session, laporan_id, bagian)
    if waiting is not None:
        pesan = "Bagian ini sudah diminta diperbaiki dan menunggu orang kedua."
        return redirect_with(pesan, "perbaikan.show", kategori="info", perbaikan_id=waiting.id)
    return _show(buka)


@bp.post("/laporan/<uuid:laporan_id>/perbaikan/<bagian>")
@requires(Izin.PERBAIKAN_MINTA)
def ask(laporan_id: UUID, bagian: str) -> ResponseReturnValue:
    """Ask for the change; files come in first, so that a mistake elsewhere never costs them."""
    _check_bagian(bagian)
    actor = current_actor()
    with transaction() as session:
        buka = _open(session, laporan_id, bagian, actor)
    if request.form.get("aksi") in WILAYAH_AKSI:
        return _show(buka)
    _take_files(buka, actor)
    if not _is_valid(buka):
        return _show(buka, 422)
    try:
        with transaction() as session:
            perbaikan = services.ask(
                session,
                laporan_id,
                bagian,
                buka.form.isian(),
                versi=posted_versi(),
                alasan=buka.dasar.alasan.data,
                bukti=[UUID(one) for one in buka.dasar.bukti.data],
                actor=actor,
            )
    except Invalid as error:
        return _show(buka, 422, galat_lain=_put_errors(buka, error))
    except StaleVersion as error:
        return _show(buka, 409, bentrok=error.perubahan)
    except Conflict as error:
        return _show(buka, 409, galat_lain=[error.pesan])
    pesan = "Permintaan perbaikan dikirim. Data baru berubah setelah orang kedua menyetujui."
    return redirect_with(pesan, "perbaikan.show", perbaikan_id=perbaikan.id)


def _is_valid(buka: Terbuka) -> bool:
    # Each form says all that is wrong with it, also when the other one is wrong too.
    sound = [buka.form.validate(), _region_complete(buka.form), buka.dasar.validate(), not buka.gagal]
    return all(sound)


def _put_errors(buka: Terbuka, error: Invalid) -> list[str]:
    galat = dict(error.galat)
    for name in ("alasan", "bukti", "jenis", "berkas"):
        for pesan in galat.pop(name, []):
            buka.dasar[name].add_error(pesan)
    buka.hal.bersyarat |= set(galat) & set(buka.form.BERSYARAT)
    return buka.form.put_errors(galat)


def _region_complete(form: BagianForm) -> bool:
    """A region chosen in part would silently take the stored desa away."""
    if not isinstance(form, AlmarhumForm) or not form.alamat_kec.data or form.alamat_desa_kode.data:
        return True
    if request.form.get("desa_untuk") == form.alamat_kec.data:
        return True
    form.alamat_desa_kode.add_error("Pilih desa/kelurahan, atau biarkan “Tidak tahu” lalu kirim lagi.")
    return False


def _take_files(buka: Terbuka, actor: Actor) -> None:
    """Store each file by itself; the good ones are ticked on the page from now on, a bad one is told by name."""
    berkas, taken = buka.dasar.berkas, []
    if not berkas.data or not berkas.validate(buka.dasar):
        return
    for one in berkas.data:
        try:
            taken.append(_take(buka.hal.laporan_id, buka.dasar.jenis.data, one, actor))
        except Invalid as error:
            pesan = " ".join(satu for semua in error.galat.values() for satu in semua)
            if "jenis" in error.galat:
                buka.dasar.jenis.add_error(pesan)
                buka.gagal.append("Pilih berkasnya sekali lagi sesudah memilih jenis bukti.")
                break
            buka.gagal.append(f"{one.filename}: {pesan}")
        except PemakamanError as error:
            buka.gagal.append(f"{one.filename}: {error.pesan}")
    with transaction() as session:
        buka.dasar.set_bukti(queries.list_pointable(session, buka.hal.laporan_id, actor=actor))
    buka.dasar.bukti.data = [*(buka.dasar.bukti.data or []), *(str(one.id) for one in taken)]


def _take(laporan_id: UUID, jenis: str | None, berkas: FileStorage, actor: Actor) -> Bukti:
    with transaction() as session:
        return services.add_proof(
            session,
            laporan_id,
            jenis=jenis or "",
            nama_berkas=berkas.filename or "berkas",
            content=berkas.read(),
            actor=actor,
        )
