"""What the companion forms of a death print, out of the values every document has.

Names: `f102.` registration of the event, `f104.` and `f106.` statements, `kuasa.` power of attorney, and for F-2.01F
`akta.nomor_…`, `putusan.`, `wali.`. A value that cannot be known stays out: its line is filled in by hand.
"""

from collections.abc import Mapping

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import format_hari_tanggal, parse_tanggal_teks

PASANGAN = frozenset({"suami", "istri"})
KAWIN, CERAI_MATI = "Kawin", "Cerai Mati"
AKTA = "Akta Kematian"
Nilai = Mapping[str, str]


def companion_values(values: Nilai) -> dict[str, str]:
    """The further values; `values` are those of `flatten_isian`, with what was typed as `masukan.…`."""
    parts = (_event, _no_document, _spouse, _household, _power, _certificate)
    found = {path: value for part in parts for path, value in part(values).items()}
    return {path: value for path, value in found.items() if value}


def _event(values: Nilai) -> dict[str, str]:
    """F-1.02: a new head of the household when it was the dead person, else a change by an event."""
    was_head = values.get("masukan.kepala_keluarga", "")
    return {
        "f102.ganti_kepala": "1" if was_head == "ya" else "",
        "f102.peristiwa_penting": "" if was_head == "ya" else "1",
        "f102.kk_lama": "1",
        "f102.akta_kematian": "1",
    }


def _no_document(values: Nilai) -> dict[str, str]:
    """F-1.04: the reporter states it."""
    return {
        **{f"f104.{name}": values.get(f"pelapor.{name}", "") for name in ("nama", "alamat", "tempat_tanggal_lahir")},
        "f104.nama_ibu": values.get("masukan.nama_ibu", ""),
    }


def _spouse(values: Nilai) -> dict[str, str]:
    """F-1.06: husband or wife is widowed. Who it is must be typed, unless the reporter is the one."""
    typed = {name: values.get(f"masukan.pasangan_{name}", "") for name in ("nama", "nik", "no_kk", "alamat")}
    if not typed["nama"] and values.get("pelapor.hubungan", "").casefold() in PASANGAN:
        typed = {name: typed[name] or values.get(f"pelapor.{name}", "") for name in typed}
        typed["no_kk"] = typed["no_kk"] or values.get("subjek.no_kk", "")
    same_card = bool(typed["no_kk"]) and typed["no_kk"] == values.get("subjek.no_kk")
    return {
        **{f"f106.{name}": value for name, value in typed.items()},
        "f106.1.nama": typed["nama"],
        "f106.1.nik": typed["nik"],
        **(_dead_on_card(values) if same_card else {}),
        "f106.lain.yaitu": "Status perkawinan",
        "f106.lain.1.semula": KAWIN,
        "f106.lain.1.menjadi": CERAI_MATI,
        "f106.lain.1.dasar": AKTA,
        "f106.lain.1.keterangan": values.get("akta.nomor", ""),
    }


def _dead_on_card(values: Nilai) -> dict[str, str]:
    """The second row of F-1.06: the dead, who stands on the card of husband or wife."""
    was_head, day = values.get("masukan.kepala_keluarga") == "ya", values.get("kematian.tanggal_teks", "")
    hubungan = values.get("pelapor.hubungan", "")
    reports = hubungan.casefold() in PASANGAN and not values.get("masukan.pasangan_nama")
    return {
        "f106.1.shdk": hubungan if was_head and reports else "",
        "f106.2.nama": values.get("subjek.nama", ""),
        "f106.2.nik": values.get("subjek.nik", ""),
        "f106.2.shdk": "Kepala Keluarga" if was_head else "",
        "f106.2.keterangan": f"Meninggal {day}" if day else "Meninggal",
    }


def _household(values: Nilai) -> dict[str, str]:
    """F-2.29: the head of the household was the dead himself."""
    typed, was_head = values.get("masukan.nama_kepala_keluarga", ""), values.get("masukan.kepala_keluarga") == "ya"
    return {"masukan.nama_kepala_keluarga": typed or (values.get("subjek.nama", "") if was_head else "")}


def _power(values: Nilai) -> dict[str, str]:
    """F-1.07: who gives, who takes, on which day, and why; the reason that does not apply is struck out."""
    pemberi = {
        "nama": "masukan.pemberi_nama",
        "tempat_tanggal_lahir": "masukan.pemberi_lahir",
        "pekerjaan": "masukan.pemberi_pekerjaan",
        "alamat": "masukan.pemberi_alamat",
    }
    reason = values.get("masukan.alasan", "")
    return {
        **{f"kuasa.pemberi.{name}": values.get(key, "") for name, key in pemberi.items()},
        "kuasa.penerima.nama": values.get("masukan.kuasa_nama", ""),
        "kuasa.penerima.nik": values.get("masukan.kuasa_nik", ""),
        "kuasa.tempat": values.get("ttd.tempat", ""),
        **_day(values.get("ttd.tanggal", "")),
        "kuasa.coret_sakit": "1" if reason == "lainnya" else "",
        "kuasa.coret_lainnya": "1" if reason == "sakit" else "",
        "kuasa.alasan": values.get("masukan.alasan_teks", "") if reason == "lainnya" else "",
    }


def _day(teks: str) -> dict[str, str]:
    """Weekday, day, month and year of a date in words."""
    try:
        weekday, date = format_hari_tanggal(parse_tanggal_teks(teks)).split(", ")
    except NilaiError:
        return {}
    return dict(
        zip(("kuasa.hari", "kuasa.tanggal", "kuasa.bulan", "kuasa.tahun"), (weekday, *date.split()), strict=True)
    )


def _certificate(values: Nilai) -> dict[str, str]:
    """F-2.01F: what is done with the certificate, and by which judgment."""
    purpose, nomor = values.get("masukan.keperluan", ""), values.get("akta.nomor", "")
    found = {f"putusan.{name}": values.get(f"masukan.putusan_{name}", "") for name in ("nomor", "tgl", "bln", "thn")}
    if purpose == "pembetulan":
        return {"jenis.pembetulan": "1", "akta.nomor_dibetulkan": nomor}
    if purpose != "pembatalan":
        return {}
    court = {"putusan.lembaga": values.get("masukan.putusan_lembaga", "")}
    return {
        "jenis.pembatalan": "1",
        "akta.nomor_dibatalkan": nomor,
        "akta.jenis_dibatalkan": "Kematian",
        **found,
        **court,
        **_judgment(values.get("masukan.putusan_tanggal", "")),
    }


def _judgment(teks: str) -> dict[str, str]:
    try:
        day = parse_tanggal_teks(teks)
    except NilaiError:
        return {}
    return {"putusan.tgl": f"{day.day:02d}", "putusan.bln": f"{day.month:02d}", "putusan.thn": f"{day.year:04d}"}
