"""What the office asks back, as the manager reads it on the page of his report, with a form for each answer."""

from dataclasses import dataclass
from typing import Any

from pemakaman.akun.rules import Actor, Izin
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.permintaan import DAPAT_DIJAWAB, Pembicaraan
from pemakaman.laporan.rules import Status
from pemakaman.laporan.services.permintaan import PALING_TEKS
from pemakaman.widgets import BaseForm, BerkasField, TeksPanjangField, WajibDiisi


class AnswerForm(BaseForm):
    """The answer to one question."""

    jawaban = TeksPanjangField("Jawaban Anda", [WajibDiisi("Tulis jawabannya.")], baris=3, paling=PALING_TEKS)


class UploadForm(BaseForm):
    """The proof that was asked for."""

    berkas = BerkasField(
        "Foto atau berkas",
        [WajibDiisi("Pilih foto atau berkas dulu.")],
        petunjuk="JPEG, PNG, atau PDF, paling besar 10 MB. Foto dokumen aslinya, jangan fotokopi.",
    )


@dataclass(frozen=True)
class Bagian:
    """The requests of one report: those that wait with their forms, and those that are settled."""

    terbuka: list[tuple[Pembicaraan, BaseForm]]
    selesai: list[Pembicaraan]
    boleh_jawab: bool
    pesan: str = ""


def make_form(jenis: str, permintaan_id: int, **options: Any) -> BaseForm:
    """The form of one request; its fields carry the number of the request, so that several stand on one page."""
    kind = AnswerForm if jenis == "tanya" else UploadForm
    return kind(prefix=f"p{permintaan_id}-", **options)


def show_requests(
    laporan: Laporan, semua: list[Pembicaraan], actor: Actor, *, terisi: dict[int, BaseForm], pesan: str = ""
) -> Bagian:
    """The part of the page; `terisi` are forms that were sent and refused."""
    alive = Status(laporan.status) in DAPAT_DIJAWAB
    boleh = alive and actor.may(Izin.LAPORAN_TULIS)
    terbuka = [
        (one, terisi.get(one.id) or make_form(one.jenis, one.id, formdata=None))
        for one in semua
        if one.is_open and alive
    ]
    return Bagian(terbuka, [one for one in semua if not one.is_open], boleh, pesan)
