"""The columns of a population extract: how people head them, and how a cell of each is read.

OpenSID's export has 43 columns (`OPENSID`): those of `KOLOM_IMPOR_KELUARGA` in `donjo-app/models/Import_model.php`
of github.com/OpenSID/OpenSID with the later `suku`, `tag_id_card`, `id_asuransi`, `no_asuransi`, `lat` and `lng`.
A plain list heads the same things in many ways. Columns without a field of ours (pregnancy, contraception, disability,
blood group, insurance, …) are not read at all: what has no use here is not kept.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pemakaman.impor import KESALAHAN
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.nik import check_nik
from pemakaman.nilai.nomor_kk import check_nomor_kk
from pemakaman.penduduk import kode
from pemakaman.penduduk.kode import EMPTY
from pemakaman.sel import KolomError, bare, digits_reader, read_birth, read_day, read_sex, read_text
from pemakaman.tabel import Cell, cell_text

Reader = Callable[[Cell], Any]

OPENSID = (
    *("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id"),
    *("pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id"),
    *("ayah_nik", "nama_ayah", "ibu_nik", "nama_ibu", "golongan_darah_id", "akta_lahir", "dokumen_pasport"),
    *("tanggal_akhir_paspor", "dokumen_kitas", "akta_perkawinan", "tanggalperkawinan", "akta_perceraian"),
    *("tanggalperceraian", "cacat_id", "cara_kb_id", "hamil", "ktp_el", "status_rekam", "alamat_sekarang"),
    *("status_dasar", "suku", "tag_id_card", "id_asuransi", "no_asuransi", "lat", "lng"),
)
# Headings that only OpenSID writes; two of them name the layout.
_ONLY_OPENSID = frozenset({"agamaid", "pekerjaanid", "kklevel", "warganegaraid", "pendidikankkid", "statusdasar"})


@dataclass(frozen=True)
class Ruas:
    """One of our fields: its name on the screen, the headings it goes by, how its cells are read."""

    label: str
    judul: frozenset[str]
    baca: Reader


def _ruas(label: str, judul: str, baca: Reader) -> Ruas:
    return Ruas(label, frozenset(judul.split()), baca)


def _text(cell: Cell) -> str | None:
    text = read_text(cell)
    return None if text is None or text in EMPTY else text


def _nama(cell: Cell) -> str | None:
    text = _text(cell)
    if text is None or not any(char.isalpha() for char in text):
        raise KolomError("belum diisi.")
    return text


def _or_nothing(read: Callable[[Cell], str | None]) -> Reader:
    """A NIK or KK where 0 and a dash say that there is none; a number of Excel stays refused."""
    return lambda cell: None if isinstance(cell, str) and cell.strip() in EMPTY else read(cell)


def _of_parent(read: Callable[[Cell], str | None]) -> Reader:
    """A parent's NIK: one that is no NIK does not cost the row, it is left out."""

    def lenient(cell: Cell) -> str | None:
        try:
            return read(cell)
        except NilaiError:
            return None

    return lenient


_nik, _kk = _or_nothing(digits_reader(check_nik)), _or_nothing(digits_reader(check_nomor_kk))

RUAS: dict[str, Ruas] = {
    "nik": _ruas("NIK", "nik nonik nomornik nomorindukkependudukan noindukkependudukan", _nik),
    "no_kk": _ruas("Nomor KK", "nokk nkk nomorkk nomorkartukeluarga nokartukeluarga kk", _kk),
    "nama": _ruas("Nama", "nama namalengkap namapenduduk namalgkp namaanggotakeluarga", _nama),
    "jenis_kelamin": _ruas(
        "Jenis kelamin",
        "sex jk jeniskelamin lp kelamin jnskelamin jenisklmin jeniskelaminlp gender",
        lambda cell: read_sex(cell, codes=True),
    ),
    "tempat_lahir": _ruas("Tempat lahir", "tempatlahir tmptlhr tmplahir tmptlahir tmplhr", _text),
    "tanggal_lahir": _ruas("Tanggal lahir", "tanggallahir tgllahir tgllhr tanggallhr", read_birth),
    "alamat": _ruas("Alamat", "alamat alamatlengkap jalan alamatkk", _text),
    "dusun": _ruas("Dusun/lingkungan", "dusun lingkungan jorong banjar namadusun", _text),
    "rt": _ruas("RT", "rt nort", _text),
    "rw": _ruas("RW", "rw norw", _text),
    "kecamatan": _ruas("Kecamatan", "kecamatan kec namakecamatan namakec", _text),
    "desa": _ruas(
        "Desa/kelurahan",
        "desa kelurahan desakelurahan kelurahandesa desakel keldesa namadesa namakelurahan namakel pekon kampung",
        _text,
    ),
    "kode_desa": _ruas(
        "Kode desa/kelurahan", "kodedesa kodekelurahan kodewilayah kodedesakelurahan kodekemendagri kodekel", _text
    ),
    "agama": _ruas("Agama", "agamaid agama", kode.AGAMA.read),
    "pekerjaan": _ruas("Pekerjaan", "pekerjaanid pekerjaan jenispekerjaan jenispkrjn", kode.PEKERJAAN.read),
    "status_kawin": _ruas(
        "Status perkawinan",
        "statuskawin kawin statusperkawinan stskawin statkwn statusnikah perkawinan",
        kode.KAWIN.read,
    ),
    "hubungan_keluarga": _ruas(
        "Hubungan keluarga",
        "kklevel hubungan hubungankeluarga hubkeluarga shdk hubungandalamkeluarga hubungandalamkk stathbkel "
        "statushubungandalamkeluarga statushubungankeluarga statushubungan",
        kode.HUBUNGAN.read,
    ),
    "kewarganegaraan": _ruas("Kewarganegaraan", "warganegaraid kewarganegaraan warganegara wn", kode.WARGA.read),
    "nama_ayah": _ruas("Nama ayah", "namaayah ayah namalgkpayah namabapak", _text),
    "nik_ayah": _ruas("NIK ayah", "ayahnik nikayah nikbapak", _of_parent(_nik)),
    "nama_ibu": _ruas("Nama ibu", "namaibu ibu namalgkpibu namaibukandung", _text),
    "nik_ibu": _ruas("NIK ibu", "ibunik nikibu", _of_parent(_nik)),
    "status_dasar": _ruas(
        "Status dasar (hidup, mati, pindah …)",
        "statusdasar status statuspenduduk statushidup keadaan",
        kode.read_status_dasar,
    ),
    "ktp_el": _ruas("KTP-el", "ktpel ektp ktpelektronik statusktpel identitaselektronik", kode.KTP_EL.read),
    "tanggal_ktp": _ruas(
        "Tanggal cetak KTP-el",
        "tanggalcetakktp tglcetakktp tanggalcetakktpel tglcetakktpel tanggalktp tglktp tanggalktpel",
        read_day,
    ),
    "tanggal_surat": _ruas(
        "Tanggal surat atau layanan terakhir",
        "tanggalsurat tglsurat tanggalsuratterakhir tglsuratterakhir tanggallayanan tanggallayananterakhir",
        read_day,
    ),
}
REQUIRED = ("nik", "nama")
# Said of the later of two rows with one NIK. Alone in its error file such a row would write over the other person.
GANDA = "sudah ada di baris"

_BY_NAME = {name: field for field, ruas in RUAS.items() for name in ruas.judul}
_UNUSED = frozenset(map(bare, OPENSID)) - _BY_NAME.keys()


class Pembaca:
    """Reads the rows of one file by its headings and the places chosen for our fields."""

    def __init__(self, judul: Sequence[str], kolom: dict[str, int]) -> None:
        self.judul = list(judul)
        self.lebar = len(self.judul)
        self.kolom = [(field, place, RUAS[field].baca) for field, place in kolom.items()]
        self.kesalahan = next((place for place, name in enumerate(self.judul) if name == KESALAHAN), None)

    def read(self, cells: Sequence[Cell]) -> dict[str, Any]:
        """The checked values by field; raises KolomError with everything that is wrong."""
        if any(cell_text(cell) for cell in cells[self.lebar :]):
            raise KolomError(f"Ada {len(cells)} kolom, padahal judulnya {self.lebar}. Periksa tanda pemisah.")
        if len(cells) < self.lebar:
            cells = [*cells, *[None] * (self.lebar - len(cells))]
        if self.kesalahan is not None and GANDA in cell_text(cells[self.kesalahan]):
            raise KolomError(
                f"Baris ini dulu ditolak karena {GANDA}. Betulkan NIK-nya, lalu kosongkan kolom Kesalahan."
            )
        values: dict[str, Any] = {}
        wrong = []
        for field, place, read in self.kolom:
            if (cells[place] == "" or cells[place] is None) and field != "nama":
                continue
            try:
                values[field] = read(cells[place])
            except (KolomError, NilaiError) as error:
                wrong.append(f"{self.judul[place]}: {error}")
        if wrong:
            raise KolomError(" ".join(wrong))
        return values

    def identity(self, cells: Sequence[Cell]) -> tuple[str | None, str | None]:
        """(NIK, name) of a refused row, as far as they can be read."""
        found: dict[str, str | None] = {}
        for field, place, read in self.kolom:
            if field in REQUIRED:
                try:
                    found[field] = read(cells[place]) if place < len(cells) else None
                except (KolomError, NilaiError):
                    found[field] = None
        return found.get("nik"), found.get("nama")


def suggest(judul: Iterable[str]) -> dict[str, int]:
    """Field → place of the first heading that it goes by."""
    found: dict[str, int] = {}
    for place, name in enumerate(judul):
        field = _BY_NAME.get(bare(name))
        if field is not None:
            found.setdefault(field, place)
    return found


def is_unused(judul: str) -> bool:
    """Is this a column of OpenSID's for which there is no field here?"""
    return bare(judul) in _UNUSED


def is_opensid(judul: Iterable[str]) -> bool:
    """Do the headings follow OpenSID's export?"""
    return len(_ONLY_OPENSID & {bare(name) for name in judul}) >= 2


def fingerprint(judul: Iterable[str]) -> str:
    """What tells these headings from others, however they are spaced and written."""
    return hashlib.sha256("|".join(bare(name) for name in judul).encode()).hexdigest()[:32]
