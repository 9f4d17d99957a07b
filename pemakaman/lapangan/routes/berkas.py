"""The office: the file of a phone that could not send any more."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from pemakaman.akun.guard import current_actor
from pemakaman.akun.rules import Izin
from pemakaman.db import transaction
from pemakaman.lapangan import services
from pemakaman.lapangan.berkas_hp import read_berkas
from pemakaman.lapangan.forms import BerkasForm
from pemakaman.lapangan.routes.dasar import bp
from pemakaman.lapangan.routes.kirim import read_with_forms
from pemakaman.lapangan.tolak import MuatanRusak
from pemakaman.laporan.ringkas import upper_first
from pemakaman.laporan.routes.dasar import step_url
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.web import requires, show_page

KATA = {
    "masuk": ("disetujui", "Diterima"),
    "sudah": ("diperiksa", "Sudah pernah diterima"),
    "draf": ("dikembalikan", "Disimpan sebagai draf"),
    "bentrok": ("dikembalikan", "Sudah ada di server"),
    "perbaiki": ("dikembalikan", "Perlu perbaikan"),
    "ditolak": ("ditolak", "Bukan makam Anda"),
    "rusak": ("ditolak", "Tidak terbaca"),
}


@bp.route("/lapangan/berkas", methods=["GET", "POST"])
@requires(Izin.BUKU_IMPOR)
def upload() -> ResponseReturnValue:
    """Choose the file, and read what became of each report in it."""
    form, hasil = BerkasForm(), list[dict[str, Any]]()
    if form.is_submitted() and form.validate():
        try:
            hasil = [_shown(satu) for satu in _bring_in(form)]
        except MuatanRusak as error:
            form.berkas.add_error(error.pesan)
    status = 422 if form.errors or form.berkas.errors else 200
    return show_page("lapangan/berkas.html", status, form=form, hasil=hasil)


def _bring_in(form: BerkasForm) -> list[services.Terbaca]:
    return services.bring_in(
        read_berkas(form.berkas.data[0].read()),
        read_with_forms,
        unit=transaction,
        actor=current_actor(),
        jam_dipastikan=form.jam_dipastikan.data,
        tanpa_foto_rusak=form.tanpa_foto_rusak.data,
    )


def _shown(satu: services.Terbaca) -> dict[str, Any]:
    jenis, kata = KATA[satu.hasil]
    pesan = [
        f"{upper_first(RUAS_LABEL[ruas])}: {' '.join(semua)}" if ruas in RUAS_LABEL else " ".join(semua)
        for ruas, semua in satu.galat.items()
    ]
    return {
        "sebutan": satu.sebutan,
        "jenis": jenis,
        "kata": kata,
        "nomor": satu.nomor,
        "foto": satu.foto,
        "pesan": pesan or ([satu.pesan] if satu.pesan else []),
        "url": _url(satu),
    }


def _url(satu: services.Terbaca) -> str:
    if satu.laporan_id is None:
        return ""
    if satu.hasil == "draf":
        return step_url(satu.laporan_id, "almarhum")
    return url_for("laporan.show", laporan_id=satu.laporan_id)
