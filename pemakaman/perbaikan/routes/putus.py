"""Who waits, one correction side by side with its proof, and the second person's answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Actor, Izin
from pemakaman.db import reading, transaction
from pemakaman.errors import Invalid, StaleVersion
from pemakaman.jejak.services import record_read
from pemakaman.laporan.isian import read_isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_orang
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services import find_released, find_stale
from pemakaman.perbaikan import queries, services
from pemakaman.perbaikan.banding import compare_rows, consequences
from pemakaman.perbaikan.forms import PutusanForm
from pemakaman.perbaikan.models import Perbaikan
from pemakaman.perbaikan.routes.dasar import bp, called, is_masked, posted_versi
from pemakaman.perbaikan.rules import BAGIAN_JUDUL, PERBAIKAN_LABEL, StatusPerbaikan
from pemakaman.perbaikan.usulan import Pasangan, unpack
from pemakaman.verifikasi.lembar import proof_label
from pemakaman.web import redirect_with, requires, show_page
from pemakaman.wilayah.queries import full_names


@bp.get("/perbaikan")
@requires(Izin.MEJA_LIHAT)
def list_() -> ResponseReturnValue:
    """Corrections that wait, oldest first."""
    with reading() as session:
        page = queries.list_waiting(session, actor=current_actor(), sesudah=request.args.get("sesudah"))
    return show_page("perbaikan/daftar.html", halaman=page, judul_bagian=BAGIAN_JUDUL)


@bp.get("/perbaikan/<uuid:perbaikan_id>")
@requires(Izin.LAPORAN_LIHAT)
def show(perbaikan_id: UUID) -> ResponseReturnValue:
    """Old beside new, the reason, the proof, what else it touches; the look at it is logged."""
    return _show(perbaikan_id, PutusanForm(formdata=None))


def _show(perbaikan_id: UUID, form: PutusanForm, status: int = 200, **values: Any) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        perbaikan, laporan = queries.get_perbaikan(session, perbaikan_id, actor=actor)
        record_read(session, "laporan.dibuka", actor=actor, objek="laporan", objek_id=laporan.id)
        shown = _compare(session, perbaikan, laporan, actor)
        nama = queries.names_of(session, perbaikan)
        bukti = queries.bukti_of(session, perbaikan_id)
    terbuka = perbaikan.status == StatusPerbaikan.DIUSULKAN
    return show_page(
        "perbaikan/lihat.html",
        status,
        **{"galat": [], "perubahan": [], **shown, **values},
        perbaikan=perbaikan,
        laporan=laporan,
        sebutan=called(laporan),
        nama=nama,
        bukti=bukti,
        terbuka=terbuka,
        dapat_setuju=terbuka and laporan.status == Status.DISETUJUI,
        sendiri=perbaikan.diminta_oleh == actor.id,
        judul_bagian=BAGIAN_JUDUL[perbaikan.bagian],
        label_perbaikan=PERBAIKAN_LABEL,
        proof_label=proof_label,
        form=form,
    )


def _compare(session: Session, perbaikan: Perbaikan, laporan: Laporan, actor: Actor) -> dict[str, Any]:
    usulan = unpack(perbaikan.usulan)
    terbuka = perbaikan.status == StatusPerbaikan.DIUSULKAN
    sekarang = read_isian(laporan, get_orang(session, laporan.id))
    before = sekarang if terbuka else {ruas: old for ruas, (old, _) in usulan.items()}
    rows = compare_rows(usulan, before, nama_wilayah=_region_names(session, usulan), samar=is_masked(actor))
    baru = {**sekarang, **{ruas: new for ruas, (_, new) in usulan.items()}}
    proposals = queries.list_living_usul(session, laporan.id)
    dilepas = bool(find_released(session, laporan, sekarang, baru, usulan))
    nik = (None if dilepas else laporan.nik_pilihan) or baru.get("nik")
    return {
        "banding": rows,
        "basi": find_stale(sekarang, usulan) if terbuka else [],
        "akibat": consequences(
            usulan,
            pilihan_lepas=dilepas,
            usul=len(proposals),
            usul_nik_lain=sum(1 for one in proposals if one.nik != nik),
        ),
        "usul": proposals,
    }


def _region_names(session: Session, usulan: dict[str, Pasangan]) -> dict[str, str]:
    codes = [kode for kode in usulan.get("alamat_desa_kode", ()) if kode]
    found = {kode: full_names(session, kode) for kode in codes}
    levels = ("desa", "kecamatan", "kab_kota")
    return {kode: ", ".join(names[one] for one in levels if names[one]) for kode, names in found.items()}


@bp.post("/perbaikan/<uuid:perbaikan_id>/setujui")
@requires(Izin.PERBAIKAN_PUTUS)
def agree(perbaikan_id: UUID) -> ResponseReturnValue:
    """Change the data and order the new version of the document, in one transaction."""
    try:
        with transaction() as session:
            versi = posted_versi()
            perbaikan = services.agree(session, perbaikan_id, versi=versi, actor=current_actor())
    except StaleVersion as error:
        return _show(perbaikan_id, PutusanForm(formdata=None), 409, galat=[error.pesan], perubahan=error.perubahan)
    except Invalid as error:
        galat = [satu for semua in error.galat.values() for satu in semua]
        return _show(perbaikan_id, PutusanForm(formdata=None), 422, galat=galat)
    pesan = "Perbaikan disetujui. Data berubah, dan berkas versi baru sedang dibuat."
    return redirect_with(pesan, "berkas.show", laporan_id=perbaikan.laporan_id)


@bp.post("/perbaikan/<uuid:perbaikan_id>/tolak")
@requires(Izin.PERBAIKAN_PUTUS)
def refuse(perbaikan_id: UUID) -> ResponseReturnValue:
    """Refuse, with a reason that the requester reads."""
    form = PutusanForm()
    if not form.validate():
        return _show(perbaikan_id, form, 422)
    try:
        with transaction() as session:
            versi, alasan = posted_versi(), form.alasan.data
            services.refuse(session, perbaikan_id, versi=versi, alasan=alasan, actor=current_actor())
    except StaleVersion as error:
        return _show(perbaikan_id, form, 409, galat=[error.pesan], perubahan=error.perubahan)
    except Invalid as error:
        for pesan in error.galat.get("alasan", []):
            form.alasan.add_error(pesan)
        return _show(perbaikan_id, form, 422)
    return redirect_with("Permintaan perbaikan ditolak.", "perbaikan.list_")


@bp.post("/perbaikan/<uuid:perbaikan_id>/tarik")
@requires(Izin.PERBAIKAN_MINTA)
def withdraw(perbaikan_id: UUID) -> ResponseReturnValue:
    """The requester takes it back."""
    return _of_requester(perbaikan_id, services.withdraw, "Permintaan perbaikan ditarik.")


@bp.post("/perbaikan/<uuid:perbaikan_id>/perbarui")
@requires(Izin.PERBAIKAN_MINTA)
def renew(perbaikan_id: UUID) -> ResponseReturnValue:
    """Ask for the same again on top of what the report says now."""
    pesan = "Permintaan diperbarui menurut data laporan sekarang."
    return _of_requester(perbaikan_id, services.renew, pesan)


def _of_requester(perbaikan_id: UUID, service: Callable[..., Perbaikan], pesan: str) -> ResponseReturnValue:
    try:
        with transaction() as session:
            service(session, perbaikan_id, versi=posted_versi(), actor=current_actor())
    except StaleVersion as error:
        return _show(perbaikan_id, PutusanForm(formdata=None), 409, galat=[error.pesan], perubahan=error.perubahan)
    except Invalid as error:
        galat = [satu for semua in error.galat.values() for satu in semua]
        return _show(perbaikan_id, PutusanForm(formdata=None), 422, galat=galat)
    return redirect_with(pesan, "perbaikan.show", perbaikan_id=perbaikan_id)
