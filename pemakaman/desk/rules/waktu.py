"""Days and hours of the desk: the countdown, when letters may be printed, when a report is late."""

from datetime import date, datetime, time, timedelta

from pemakaman.nilai.tanggal import format_hari_tanggal, format_tanggal, zone_of


def countdown(hari_h: date, hari_ini: date) -> str:
    """'H-14', 'H', 'H+3'."""
    left = (hari_h - hari_ini).days
    return f"H-{left}" if left > 0 else "H" if left == 0 else f"H+{-left}"


def suket_starts(hari_h: date, hari_suket: int) -> date:
    """The first day on which interim letters are printed."""
    return hari_h - timedelta(days=hari_suket)


def why_no_suket(tanggal: date, pemilihan: list[tuple[str, date, int]]) -> str | None:
    """Why no interim letter may be printed on a day; None when it may. `pemilihan`: (name, H, days before H)."""
    if not pemilihan:
        return "Surat keterangan hanya untuk daerah yang sedang memilih. Tidak ada pemilihan aktif di daerah ini."
    if any(suket_starts(hari_h, before) <= tanggal <= hari_h for _, hari_h, before in pemilihan):
        return None
    ahead = sorted(
        (suket_starts(hari_h, before), nama, before)
        for nama, hari_h, before in pemilihan
        if tanggal < suket_starts(hari_h, before)
    )
    if ahead:
        first, nama, before = ahead[0]
        return f"Surat keterangan untuk {nama} baru boleh dicetak mulai {format_hari_tanggal(first)} (H-{before})."
    nama, hari_h, _ = max(pemilihan, key=lambda one: one[1])
    return f"Hari pemungutan suara {nama} sudah lewat ({format_hari_tanggal(hari_h)})."


def due_at(kab_kode: str, tanggal: date, jam: time) -> datetime:
    """Until when a day must be reported, where the kab/kota lies."""
    return datetime.combine(tanggal, jam, tzinfo=zone_of(kab_kode))


def why_reason(tanggal: date, *, baru: bool) -> str:
    """The question for a reason: of a first report after the hour due, or of a correction."""
    day = format_tanggal(tanggal)
    return f"Tulis alasan laporan {day} terlambat." if baru else f"Tulis alasan angka {day} diperbaiki."


def is_late(kab_kode: str, tanggal: date, jam: time, pada: datetime) -> bool:
    """Did a report, or its correction, come after the hour due?"""
    return pada > due_at(kab_kode, tanggal, jam)
