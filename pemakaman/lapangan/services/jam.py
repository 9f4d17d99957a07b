"""A device's clock is never trusted: where the day of burial was taken from a doubtful one, it is asked once more."""

from dataclasses import dataclass
from datetime import date, timedelta

from pemakaman import db
from pemakaman.lapangan.muatan import Muatan
from pemakaman.lapangan.rules import (
    JAM_DIKABARKAN,
    PASTIKAN_JAM,
    Cara,
    is_day_from_clock,
    is_doubtful,
    is_strange_wait,
)
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import format_tanggal, zone_label, zone_of


@dataclass(frozen=True)
class Ragu:
    """What has to be confirmed, and the sentence that asks for it."""

    kode: str
    pesan: str


def doubt_about_day(
    muatan: Muatan, tanggal: date | None, makam: Makam, selisih: timedelta | None, cara: Cara
) -> Ragu | None:
    """None when the day may stand: the clock is right, was not asked, or the user has confirmed the day."""
    if tanggal is None or PASTIKAN_JAM in muatan.pastikan or not _is_clock_doubtful(muatan, selisih, cara):
        return None
    zone = zone_of(makam.kab_kode)
    hari = muatan.diisi.astimezone(zone).date() if muatan.diisi else None
    if not is_day_from_clock(muatan.relatif, tanggal, hari):
        return None
    server = db.now().astimezone(zone)
    label = zone_label(makam.kab_kode)
    device = muatan.dikirim.astimezone(zone) if muatan.dikirim else None
    jam_hp = f"{format_tanggal(device.date())} pukul {device:%H.%M}" if device else "waktu yang tidak terbaca"
    pesan = (
        f"Jam HP menunjukkan {jam_hp}, padahal di server {format_tanggal(server.date())} pukul {server:%H.%M} {label}. "
        f"Tanggal dimakamkan yang terisi {format_tanggal(tanggal)}: betulkan bila keliru, atau nyatakan sudah benar. "
        "Betulkan juga jam HP."
    )
    return Ragu(PASTIKAN_JAM, pesan)


def _is_clock_doubtful(muatan: Muatan, selisih: timedelta | None, cara: Cara) -> bool:
    if muatan.diisi and muatan.dikirim and is_strange_wait(muatan.diisi, muatan.dikirim):
        return True
    if cara is Cara.BERKAS:
        # Days may lie between the phone's last word and the office; only a time that is yet to come gives it away.
        latest = max(filter(None, (muatan.diisi, muatan.dikirim)), default=None)
        return latest is None or latest > db.now() + JAM_DIKABARKAN
    return selisih is None or is_doubtful(selisih)
