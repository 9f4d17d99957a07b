"""The text of a cell, made from a row. Pure; a fact that is not known leaves no trace."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from typing import Any

from pemakaman.buku.baris import BarisBuku, KoreksiCetak, MakamBuku, OrangBuku, UbahanBuku
from pemakaman.jejak.words import mask
from pemakaman.laporan.ruas import RUAS_LABEL
from pemakaman.laporan.rules import MENERANGKAN_LABEL, SEBAB_LABEL, Kasus, Status
from pemakaman.makam.rules import JENIS_KOREKSI_LABEL, JenisKoreksi
from pemakaman.nilai.digit import mask_digits
from pemakaman.nilai.nik import NIK_KOSONG_ALASAN
from pemakaman.nilai.tanggal import NAMA_HARI, TanggalTakLengkap, format_hari_tanggal, format_tanggal
from pemakaman.nilai.telepon import format_telepon

TEMPAT_JENIS = {
    "rumah": "Rumah",
    "rumah_sakit": "Rumah sakit",
    "puskesmas": "Puskesmas atau klinik",
    "jalan": "Jalan atau tempat umum",
    "lainnya": "Lainnya",
}
KELAMIN = {"L": "Laki-laki", "P": "Perempuan"}
# What must not be read as a death that holds; a row is never taken out of the book.
NASIB: dict[str, str] = {
    Status.DITOLAK: "Ditolak",
    Status.DIBATALKAN: "Dibatalkan: orangnya masih hidup",
    Status.DIBEKUKAN: "Dibekukan: orangnya mungkin masih hidup",
    Status.DIARSIPKAN: "Diarsipkan",
}
_WITHOUT_AKTA = frozenset({Status.DITOLAK, Status.DIBATALKAN, Status.DIGABUNG})
_NOMOR_ORANG = frozenset({"nik", "no_kk", "nik_pilihan", "telepon"})
_DIGITS = re.compile(r"\d")


def lines(parts: Iterable[str | None]) -> str:
    """What is there, one fact a line."""
    return "\n".join(part for part in parts if part)


def comma(parts: Iterable[str | None]) -> str:
    """What is there, on one line."""
    return ", ".join(part for part in parts if part)


def labelled(label: str, value: object) -> str:
    """'label: value', or nothing."""
    return f"{label}: {value}" if value not in (None, "") else ""


def masked(row: BarisBuku) -> BarisBuku:
    """The row with the numbers of persons hidden, also where somebody wrote one into a remark."""
    hidden: BarisBuku = _hide(row)
    return hidden


def masked_koreksi(koreksi: KoreksiCetak) -> KoreksiCetak:
    """The correction with the numbers of persons hidden."""
    ubahan = tuple(_hide_change(one) for one in koreksi.ubahan)
    return replace(koreksi, alasan=mask(koreksi.alasan) if koreksi.alasan else None, ubahan=ubahan)


def _hide_change(change: UbahanBuku) -> UbahanBuku:
    secret = any(change.ruas == name or change.ruas.endswith(f"_{name}") for name in _NOMOR_ORANG)
    hide: Callable[[str], str] = (lambda text: mask_digits(text) if _DIGITS.search(text) else text) if secret else mask
    return replace(
        change,
        semula=hide(change.semula) if change.semula else change.semula,
        menjadi=hide(change.menjadi) if change.menjadi else change.menjadi,
    )


def _hide(value: Any) -> Any:
    hidden: dict[str, Any] = {}
    for one in fields(value):
        found = getattr(value, one.name)
        if is_dataclass(found):
            hidden[one.name] = _hide(found)
        elif isinstance(found, str):
            hidden[one.name] = mask_digits(found) if one.name in _NOMOR_ORANG else mask(found)
    return replace(value, **hidden)


def nomor(row: BarisBuku) -> str:
    """The number with its year."""
    return f"{row.nomor}/{row.tahun}"


def nomor_dua_baris(row: BarisBuku) -> str:
    """The same on two lines, for a narrow column."""
    return f"{row.nomor}/\n{row.tahun}"


def nama_saja(row: BarisBuku) -> str:
    """The name, or that nobody knows it."""
    return row.nama or ("Tidak dikenal" if row.tidak_dikenal else "")


def nama(row: BarisBuku) -> str:
    """Name with bin/binti, where a set has no column for it."""
    return lines([nama_saja(row), row.bin_binti and f"bin/binti {row.bin_binti}"])


def nik(row: BarisBuku) -> str:
    """The NIK, or why there is none."""
    return row.nik or NIK_KOSONG_ALASAN.get(row.nik_alasan or "", "")


def nik_dua_baris(row: BarisBuku) -> str:
    """The NIK in two halves, for a narrow column."""
    return lines([row.nik[:8], row.nik[8:]]) if row.nik else nik(row)


def foto(row: BarisBuku) -> str:
    """Is a picture of KK or KTP-el kept with the report? The register keeps both as one kind of proof."""
    return "ada" if row.bukti_kk_ktp else ""


def _day(value: date | None) -> str:
    return format_tanggal(value) if value else ""


def jam(value: time | None) -> str:
    """'14.05', or nothing."""
    return f"{value:%H.%M}" if value else ""


def _moment(day: date | None, hour: time | None, zona: str) -> str:
    clock = f"pukul {jam(hour)} {zona}" if hour else ""
    return comma([format_hari_tanggal(day) if day else "", clock])


def tempat_meninggal(row: BarisBuku) -> str:
    """Where the person died: the name of the place, or its kind."""
    return row.meninggal_tempat or TEMPAT_JENIS.get(row.meninggal_tempat_jenis or "", row.meninggal_tempat_jenis or "")


def tempat_tanggal_meninggal(row: BarisBuku) -> str:
    """'Rumah, 3 Februari 2019'."""
    return comma([tempat_meninggal(row), _day(row.meninggal_tanggal)])


def hari_meninggal(row: BarisBuku) -> str:
    """The day of the week."""
    return NAMA_HARI[row.meninggal_tanggal.weekday()] if row.meninggal_tanggal else ""


def tanggal_meninggal(row: BarisBuku) -> str:
    """The date of death."""
    return _day(row.meninggal_tanggal)


def waktu_meninggal(row: BarisBuku, zona: str) -> str:
    """'14.05 WIB, 3 Februari 2019': the heading says WIB, so another zone is named."""
    clock = jam(row.meninggal_pukul)
    return comma([f"{clock} {zona}" if clock else "", _day(row.meninggal_tanggal)])


def tanggal_pemakaman(row: BarisBuku) -> str:
    """The day of burial."""
    return _day(row.dimakamkan_tanggal)


def sebab(row: BarisBuku) -> str:
    """The cause in the words of the form."""
    return SEBAB_LABEL.get(row.sebab or 0, "")


def _phone(orang: OrangBuku) -> str:
    return format_telepon(orang.telepon) if orang.telepon and "*" not in orang.telepon else orang.telepon or ""


def keluarga(row: BarisBuku) -> str:
    """Who of the family can be called: the reporter with relation and telephone."""
    orang = row.pelapor
    relation = f"({orang.hubungan})" if orang.hubungan else ""
    return lines([" ".join(filter(None, [orang.nama, relation])), _phone(orang)])


def ahli_waris(row: BarisBuku) -> str:
    """Relation and name of who reported."""
    return lines([row.pelapor.hubungan, row.pelapor.nama])


def pelapor_telepon(row: BarisBuku) -> str:
    """Reporter and telephone."""
    return lines([row.pelapor.nama, _phone(row.pelapor)])


def alamat(row: BarisBuku) -> str:
    """The address at home."""
    rt_rw = " ".join(filter(None, [row.rt and f"RT {row.rt}", row.rw and f"RW {row.rw}"]))
    return comma([row.alamat, rt_rw, row.dusun, row.alamat_wilayah])


def lahir(row: BarisBuku) -> str:
    """Place and date of birth as far as known, or the age."""
    born = ""
    if row.lahir_tahun is not None:
        born = TanggalTakLengkap(row.lahir_tahun, row.lahir_bulan, row.lahir_hari).text()
    age = f"umur {row.umur} tahun" if row.umur is not None and not born else ""
    return comma([row.tempat_lahir, born, age])


def _grave(row: BarisBuku) -> list[str]:
    return [labelled("blok", row.blok), labelled("petak", row.petak), labelled("nomor", row.nomor_makam)]


def letak(row: BarisBuku, makam: MakamBuku) -> str:
    """Cemetery and grave."""
    return comma([makam.nama, *_grave(row)]) if not row.batal else ""


def akta(row: BarisBuku) -> str:
    """Number and date of the certificate, or how far it is."""
    if row.akta_nomor:
        return lines(["Terbit", row.akta_nomor, _day(row.akta_tanggal)])
    if row.status in _WITHOUT_AKTA or row.kasus == Kasus.LAHIR_MATI:
        return ""
    return "Disetujui, akta belum terbit" if row.status == Status.DISETUJUI else "Belum"


def keperluan(row: BarisBuku) -> str:
    """What the report is for: a stillbirth is only written in the book."""
    return "Catatan makam" if row.kasus == Kasus.LAHIR_MATI else "Akta kematian"


def _fate(row: BarisBuku) -> str:
    if row.digabung_ke:
        return f"Digabung ke nomor {row.digabung_ke}"
    return NASIB.get(row.status or "", "")


def unread_fields(row: BarisBuku) -> str:
    """The fields of the old book that nobody could read."""
    names = [RUAS_LABEL.get(ruas, ruas.replace("_", " ")) for ruas in row.tidak_terbaca]
    return labelled("Tidak terbaca", ", ".join(names))


def keterangan_tanpa_akta(row: BarisBuku) -> str:
    """What became of the row and what else is to be said, for a set with a column for the certificate."""
    tumpang = comma([row.tumpang_persetujuan and f"persetujuan {row.tumpang_persetujuan}", row.tumpang_surat])
    return lines(
        [
            _fate(row),
            "Baris susulan" if row.susulan else "",
            (f"Makam tumpang ({tumpang})" if tumpang else "Makam tumpang") if row.tumpang else "",
            labelled("Nomor lama", row.nomor_lama),
            unread_fields(row),
            row.keterangan,
        ]
    )


def keterangan(row: BarisBuku) -> str:
    """The same with the certificate."""
    number = comma([row.akta_nomor, _day(row.akta_tanggal)])
    return lines([keterangan_tanpa_akta(row), f"Akta {number}" if number else ""])


def orang(row: BarisBuku) -> str:
    """Name, bin/binti, sex."""
    return lines([nama(row), KELAMIN.get(row.jenis_kelamin or "")])


def nik_kk(row: BarisBuku) -> str:
    """NIK and, under it, the number of the family card."""
    return lines([nik(row), row.no_kk and f"KK {row.no_kk}"])


def lahir_agama(row: BarisBuku) -> str:
    """Birth, religion, nationality."""
    return lines([lahir(row), row.agama, row.kewarganegaraan])


def domisili(row: BarisBuku) -> str:
    """Marriage, work, address."""
    return lines([row.status_kawin, row.pekerjaan, alamat(row)])


def kematian(row: BarisBuku, zona: str) -> str:
    """When, where and why; who says so; the letter."""
    letter = comma([row.surat_nomor, _day(row.surat_tanggal), row.surat_penerbit])
    told_by = MENERANGKAN_LABEL.get(row.menerangkan or 0)
    when = _moment(row.meninggal_tanggal, row.meninggal_pukul, zona)
    parts = [when, tempat_meninggal(row), sebab(row), labelled("Menerangkan", told_by), labelled("Surat", letter)]
    return lines(parts)


def pemakaman(row: BarisBuku, makam: MakamBuku) -> str:
    """When and where buried; the permit."""
    when = _moment(row.dimakamkan_tanggal, row.dimakamkan_pukul, makam.zona)
    tumpang = "makam tumpang" if row.tumpang else ""
    return lines([when, makam.nama, comma([*_grave(row), tumpang]), labelled("Izin", row.izin_nomor)])


def pelapor(row: BarisBuku) -> str:
    """All that is known of the reporter."""
    orang = row.pelapor
    return lines([orang.nama, orang.nik, orang.hubungan, labelled("HP", _phone(orang)), orang.alamat])


def saksi_petugas(row: BarisBuku) -> str:
    """Witnesses and who dug."""
    return lines(
        [
            labelled("I", row.saksi1.nama),
            labelled("II", row.saksi2.nama),
            labelled("Petugas", row.petugas_makam),
        ]
    )


def batal(row: BarisBuku) -> str:
    """The one cell of a number that is not in use."""
    return f"Nomor tidak dipakai: {row.batal}"


def koreksi(entry: KoreksiCetak) -> tuple[str, ...]:
    """Cells of a correction: nomor, tanggal, baris, isi, semula, menjadi."""
    label = JENIS_KOREKSI_LABEL.get(JenisKoreksi(entry.jenis)) if entry.jenis in set(JenisKoreksi) else entry.jenis
    names = [RUAS_LABEL.get(one.ruas, one.ruas.replace("_", " ")) for one in entry.ubahan]
    content = lines([label, labelled("Bulan asal", entry.asal), *names, labelled("Alasan", entry.alasan)])
    return (
        f"{entry.nomor}/{entry.tahun}",
        _day(entry.tanggal),
        entry.baris,
        content,
        lines(_named(entry.ubahan, "semula")),
        lines(_named(entry.ubahan, "menjadi")),
    )


def _named(ubahan: tuple[UbahanBuku, ...], which: str) -> list[str]:
    several = len(ubahan) > 1
    found = []
    for one in ubahan:
        text = getattr(one, which) or "kosong"
        label = RUAS_LABEL.get(one.ruas, one.ruas.replace("_", " "))
        found.append(f"{label}: {text}" if several else text)
    return found
