"""What a report asks for (`Tanya`) and a resident it may mean (`Calon`). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from pemakaman.nilai.nama import names_resemble
from pemakaman.nilai.tanggal import TanggalTakLengkap
from pemakaman.penduduk.rules import HIDUP

EKSTRAK, LAYANAN = "ekstrak", "layanan"
SUMBER_LABEL = {EKSTRAK: "Data penduduk", LAYANAN: "Layanan Dukcapil"}


@dataclass(frozen=True)
class Tanya:
    """What a report knows of its dead, and of the living beside him.

    `desa_makam` is where he was buried: near home as a rule. `nik_hidup` holds the NIK of those who reported and
    witnessed, with the word for each.
    """

    kab_kode: str
    nik: str | None = None
    nama: str | None = None
    bin_binti: str | None = None
    jenis_kelamin: str | None = None
    tempat_lahir: str | None = None
    lahir: TanggalTakLengkap | None = None
    umur: int | None = None
    meninggal_tanggal: date | None = None
    no_kk: str | None = None
    desa_kode: str | None = None
    desa_makam: str | None = None
    alamat: str | None = None
    rt: str | None = None
    rw: str | None = None
    nama_ayah: str | None = None
    nama_ibu: str | None = None
    nik_pelapor: str | None = None
    kk_pelapor: str | None = None
    nik_hidup: tuple[tuple[str, str], ...] = ()

    def birth_years(self, meleset: int = 1) -> range:
        """Years in which he can have been born; an age at death may be three years wrong."""
        if self.lahir is not None:
            return range(self.lahir.tahun - meleset, self.lahir.tahun + meleset + 1)
        if self.umur is None or self.meninggal_tanggal is None:
            return range(0)
        middle = self.meninggal_tanggal.year - self.umur
        return range(middle - 4, middle + 4)


@dataclass(frozen=True)
class Calon:
    """One resident as a source gives him.

    `penduduk_id` numbers him in the extract. Of the web service's residents nobody has one; `pencarian_id` says
    which look-up brought them.
    """

    sumber: str
    penduduk_id: int | None
    nama: str
    nik: str | None = None
    no_kk: str | None = None
    jenis_kelamin: str | None = None
    tempat_lahir: str | None = None
    tanggal_lahir: date | None = None
    alamat: str | None = None
    rt: str | None = None
    rw: str | None = None
    kab_kode: str | None = None
    kec_kode: str | None = None
    desa_kode: str | None = None
    agama: str | None = None
    pekerjaan: str | None = None
    status_kawin: str | None = None
    hubungan_keluarga: str | None = None
    kewarganegaraan: str | None = None
    nama_ayah: str | None = None
    nik_ayah: str | None = None
    nama_ibu: str | None = None
    nik_ibu: str | None = None
    status_dasar: int = HIDUP
    ktp_el: str | None = None
    tanda_hidup_tanggal: date | None = None
    tanda_hidup: str | None = None
    hilang_pada: date | None = None
    pencarian_id: int | None = None

    @property
    def nomor(self) -> int:
        """What names him at his source."""
        return self.penduduk_id or self.pencarian_id or 0

    def snapshot(self) -> dict[str, Any]:
        """As JSON keeps it: only what is known, days as text."""
        known = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in known if value is not None
        }


_DATES = ("tanggal_lahir", "tanda_hidup_tanggal", "hilang_pada")


def read_snapshot(cuplikan: Mapping[str, Any]) -> Calon:
    """The resident of a snapshot; keys of a later version are passed over."""
    known = {one.name for one in fields(Calon)}
    values = {name: value for name, value in cuplikan.items() if name in known}
    values |= {name: date.fromisoformat(values[name]) for name in _DATES if values.get(name)}
    return replace(Calon(sumber=EKSTRAK, penduduk_id=None, nama=""), **values)


# Field of the application → field of the resident. Whatever the resident's data leave open stays as reported.
DICETAK = {
    "nama": "nama",
    "nik": "nik",
    "no_kk": "no_kk",
    "ayah_nama": "nama_ayah",
    "ayah_nik": "nik_ayah",
    "ibu_nama": "nama_ibu",
    "ibu_nik": "nik_ibu",
    "kewarganegaraan": "kewarganegaraan",
}


def printed(isian: Mapping[str, Any], calon: Calon | None) -> dict[str, str | None]:
    """What the application says in the fields of `DICETAK`: the chosen resident's data before the reporter's.

    Of a foreigner the extract knows only that he is one; the reporter's word then says more. The NIK of a parent
    whom the extract calls otherwise is not his.
    """
    found: dict[str, str | None] = {}
    for ruas, kolom in DICETAK.items():
        reported, official = isian.get(ruas), getattr(calon, kolom, None)
        if ruas == "kewarganegaraan" and official != "WNI":
            official = reported or official
        found[ruas] = official or reported
    for peran in ("ayah", "ibu"):
        if not is_same_parent(isian.get(f"{peran}_nama"), found[f"{peran}_nama"]):
            found[f"{peran}_nik"] = getattr(calon, f"nik_{peran}", None)
    return found


def is_same_parent(reported: str | None, shown: str | None) -> bool:
    """Is the parent that the reporter named the one who is printed?"""
    return not reported or not shown or names_resemble(reported, shown) >= 0.8
