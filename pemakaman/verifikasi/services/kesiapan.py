"""What must be settled before a report goes on to the pejabat, besides its identity."""

from sqlalchemy.orm import Session

from pemakaman.errors import Conflict, Invalid
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.permintaan import open_requests
from pemakaman.verifikasi.queries.tangga import ladder_of


def check_ready(session: Session, laporan: Laporan) -> None:
    """Raise when something asked is not answered, or when weak evidence stands without the family's declaration."""
    if open_requests(session, laporan.id):
        pesan = "Masih ada pertanyaan atau lampiran yang ditunggu. Tunggu jawabannya, atau tarik kembali."
        raise Conflict(pesan)
    tangga = ladder_of(session, laporan)
    if tangga.kurang_sptjm:
        alasan = " ".join(tangga.kelemahan)
        pesan = f"Buktinya lemah, jadi SPTJM bermeterai diperlukan. {alasan} Tekan “Minta SPTJM”."
        raise Invalid({"bukti": [pesan]}, "Bukti belum cukup.")
