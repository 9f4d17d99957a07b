"""The columns of a burial book: our fields, and the headings they go by in the books that we have seen. Pure data.

Headings are compared without punctuation and with the usual abbreviations written out ("Tgl. Mkm" is
"tanggal makam"), so each is named here in full words and once.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pemakaman.impor import KESALAHAN


@dataclass(frozen=True)
class Ruas:
    """One of our fields: its group and name on the screen, the headings it goes by."""

    kelompok: str
    label: str
    judul: tuple[str, ...]


def _ruas(kelompok: str, label: str, judul: str) -> Ruas:
    return Ruas(kelompok, label, tuple(one.strip() for one in judul.split("|")))


_ALM, _MATI, _MAKAM, _PELAPOR, _LAIN = "Almarhum", "Kematian", "Pemakaman", "Pelapor dan keluarga", "Lainnya"

RUAS: dict[str, Ruas] = {
    "nama": _ruas(_ALM, "Nama almarhum", "nama | nama lengkap | nama alm almh | nama jenazah | nama mayit | nama yang "
        "meninggal | nama yang dimakamkan | nama meninggal | almarhum | jenazah nama | nama pasien | nama warga"),
    "bin_binti": _ruas(_ALM, "Bin/binti", "bin binti | bin | binti | bin atau binti | nama bin binti | anak dari"),
    "nik": _ruas(_ALM, "NIK almarhum", "nik | nik almarhum | nik jenazah | nik alm almh | nik yang meninggal | "
        "nomor nik | nomor induk kependudukan | nomor induk kependudukan nik | nomor ktp | jenazah nik | nik ktp"),
    "no_kk": _ruas(_ALM, "Nomor KK", "nomor kk | nomor kartu keluarga | kk | nkk | nomor kk almarhum"),
    "jenis_kelamin": _ruas(_ALM, "Jenis kelamin", "jenis kelamin | jk | l p | lp | kelamin | sex | gender | "
        "jenis kelamin l p | lk pr | l atau p"),
    "tempat_lahir": _ruas(_ALM, "Tempat lahir", "tempat lahir | tempat kelahiran | kota lahir"),
    "lahir": _ruas(_ALM, "Tanggal lahir", "tanggal lahir | lahir | tanggal kelahiran | tahun lahir | "
        "tanggal bulan tahun lahir"),
    "ttl": _ruas(_ALM, "Tempat, tanggal lahir (satu kolom)", "tempat tanggal lahir | ttl | tempat tanggal kelahiran | "
        "tempat dan tanggal lahir | kelahiran"),
    "umur": _ruas(_ALM, "Umur", "umur | usia | umur tahun | usia tahun | usia meninggal | umur saat meninggal"),
    "agama": _ruas(_ALM, "Agama", "agama | agama kepercayaan"),
    "kewarganegaraan": _ruas(_ALM, "Kewarganegaraan", "kewarganegaraan | warga negara | wn | kebangsaan"),
    "status_kawin": _ruas(_ALM, "Status perkawinan", "status perkawinan | status kawin | perkawinan"),
    "pekerjaan": _ruas(_ALM, "Pekerjaan", "pekerjaan | profesi | jenis pekerjaan"),
    "alamat": _ruas(_ALM, "Alamat", "alamat | alamat lengkap | alamat almarhum | alamat alm almh | alamat jenazah | "
        "tempat tinggal | domisili | alamat rumah | alamat domisili | alamat terakhir"),
    "dusun": _ruas(_ALM, "Dusun/jorong/banjar", "dusun | nama dusun | jorong | banjar | lingkungan | nama jorong"),
    "rt": _ruas(_ALM, "RT", "rt | nomor rt"),
    "rw": _ruas(_ALM, "RW", "rw | nomor rw"),
    "rt_rw": _ruas(_ALM, "RT/RW (satu kolom)", "rt rw | rtrw | rt dan rw"),
    "meninggal_tanggal": _ruas(_MATI, "Tanggal meninggal", "tanggal meninggal | tanggal wafat | tanggal kematian | "
        "meninggal | wafat | tanggal meninggal dunia | meninggal tanggal | hari tanggal meninggal | tanggal mati"),
    "meninggal_pukul": _ruas(_MATI, "Jam meninggal", "jam meninggal | pukul meninggal | waktu meninggal jam | "
        "jam wafat | jam kematian | pukul kematian | meninggal jam | meninggal pukul | jam | pukul"),
    "meninggal_waktu": _ruas(_MATI, "Jam dan tanggal meninggal (satu kolom)", "waktu meninggal | waktu kematian | "
        "jam tanggal bulan tahun waktu meninggal | waktu meninggal jam tanggal bulan tahun | jam tanggal meninggal | "
        "jam tanggal bulan tahun meninggal | tanggal waktu kematian | tanggal waktu meninggal | tanggal jam meninggal"
        " | tanggal dan jam meninggal | hari tanggal jam meninggal"),
    "meninggal_tempat": _ruas(_MATI, "Tempat meninggal", "tempat meninggal | tempat kematian | tempat wafat | "
        "meninggal tempat | meninggal di | lokasi meninggal"),
    "meninggal_di": _ruas(_MATI, "Tempat, tanggal meninggal (satu kolom)", "tempat tanggal meninggal | "
        "tempat tanggal kematian | tempat tanggal wafat | tempat dan tanggal meninggal"),
    "sebab": _ruas(_MATI, "Sebab kematian", "sebab kematian | sebab meninggal | penyebab kematian | sebab | penyebab | "
        "penyebab meninggal | sebab wafat | sebab sakit"),
    "menerangkan": _ruas(_MATI, "Yang menerangkan", "yang menerangkan | menerangkan"),
    "surat_nomor": _ruas(_MATI, "Nomor surat kematian", "nomor surat kematian | nomor skk | nomor surat keterangan "
        "kematian | surat kematian | nomor surat"),
    "dimakamkan_tanggal": _ruas(_MAKAM, "Tanggal pemakaman", "tanggal pemakaman | tanggal dimakamkan | dimakamkan | "
        "tanggal penguburan | tanggal dikubur | tanggal dikuburkan | tanggal makam | pemakaman tanggal | "
        "hari tanggal pemakaman | tanggal kremasi | tanggal dikebumikan | dimakamkan tanggal | waktu pemakaman"),
    "dimakamkan_pukul": _ruas(_MAKAM, "Jam pemakaman", "jam pemakaman | pukul pemakaman | jam dimakamkan | "
        "pemakaman jam | pemakaman pukul"),
    "blok": _ruas(_MAKAM, "Blok", "blok | blok makam | kode blok | unit blok | letak blok"),
    "petak": _ruas(_MAKAM, "Petak", "petak | petak makam | blad | baris | blad petak | letak petak"),
    "nomor_makam": _ruas(_MAKAM, "Nomor makam", "nomor makam | nomor kuburan | nomor lubang | nomor petak | "
        "nomor nisan | letak nomor makam"),
    "letak": _ruas(_MAKAM, "Blok/petak/nomor makam (satu kolom)", "letak makam | blok nomor | lokasi makam | "
        "blok petak | blok petak nomor | blok nomor makam | blok blad petak | letak | posisi makam"),
    "izin_nomor": _ruas(_MAKAM, "Nomor izin makam (IPTM)", "nomor izin | nomor iptm | iptm | izin makam | sewa izin | "
        "nomor izin makam | izin"),
    "petugas_makam": _ruas(_MAKAM, "Petugas makam", "petugas makam | petugas | juru kunci | kuncen | penggali"),
    "nomor_lama": _ruas(_MAKAM, "Nomor di buku lama", "nomor | nomor urut | nomor buku | nomor register | "
        "nomor registrasi | nomor reg | nomor lama | urut | register"),
    "pelapor_nama": _ruas(_PELAPOR, "Nama pelapor", "nama pelapor | pelapor | pelapor nama | ahli waris | "
        "nama ahli waris | nama penanggung jawab | penanggung jawab | nama pemohon | ahli waris nama | pemohon"),
    "pelapor_hp": _ruas(_PELAPOR, "Nama dan HP pelapor (satu kolom)", "pelapor nomor hp | pelapor nomor hp pelapor | "
        "nama pelapor nomor hp | nama nomor hp pelapor | pelapor hp | ahli waris nomor hp | nama hp ahli waris"),
    "pelapor_nik": _ruas(_PELAPOR, "NIK pelapor", "nik pelapor | pelapor nik | nik ahli waris | nomor ktp pelapor | "
        "nik pemohon"),
    "pelapor_no_kk": _ruas(_PELAPOR, "Nomor KK pelapor", "nomor kk pelapor | kk pelapor"),
    "pelapor_telepon": _ruas(_PELAPOR, "HP/telepon pelapor", "nomor hp | hp | nomor telepon | telepon | nomor wa | "
        "nomor hp pelapor | hp pelapor | telepon pelapor | pelapor hp nomor | nomor telepon pelapor | kontak | "
        "nomor hp ahli waris | telepon ahli waris | nomor hp telepon | nomor telepon hp"),
    "pelapor_hubungan": _ruas(_PELAPOR, "Hubungan pelapor dengan almarhum", "hubungan pelapor | hubungan dengan "
        "almarhum | hubungan dengan yang meninggal | hubungan ahli waris | hubungan dengan jenazah | pelapor hubungan"
        " | hubungan dengan yang meninggal ahli waris | hubungan pelapor dengan almarhum"),
    "pelapor_alamat": _ruas(_PELAPOR, "Alamat pelapor", "alamat pelapor | alamat ahli waris | pelapor alamat"),
    "keluarga": _ruas(_PELAPOR, "Keluarga yang dapat dihubungi", "nama keluarga yang dapat dihubungi | "
        "keluarga yang dapat dihubungi | keluarga | nama keluarga"),
    "hubungan": _ruas(_PELAPOR, "Hubungan keluarga (menurut buku)", "hubungan keluarga | hubungan dalam keluarga | "
        "hubungan | shdk"),
    "saksi1_nama": _ruas(_LAIN, "Nama saksi I", "saksi i | saksi 1 | nama saksi i | nama saksi 1 | saksi i nama | "
        "saksi 1 nama | saksi | nama saksi | saksi satu"),
    "saksi1_nik": _ruas(_LAIN, "NIK saksi I", "nik saksi i | nik saksi 1 | saksi i nik | saksi 1 nik"),
    "saksi2_nama": _ruas(_LAIN, "Nama saksi II", "saksi ii | saksi 2 | nama saksi ii | nama saksi 2 | saksi ii nama | "
        "saksi 2 nama | saksi dua"),
    "saksi2_nik": _ruas(_LAIN, "NIK saksi II", "nik saksi ii | nik saksi 2 | saksi ii nik | saksi 2 nik"),
    "ayah_nama": _ruas(_LAIN, "Nama ayah", "nama ayah | ayah | ayah nama | nama bapak | nama ayah kandung"),
    "ayah_nik": _ruas(_LAIN, "NIK ayah", "nik ayah | ayah nik"),
    "ibu_nama": _ruas(_LAIN, "Nama ibu", "nama ibu | ibu | ibu nama | nama ibu kandung"),
    "ibu_nik": _ruas(_LAIN, "NIK ibu", "nik ibu | ibu nik"),
    "keterangan": _ruas(_LAIN, "Keterangan (judul dan isinya)", "keterangan | catatan | ket | keperluan"),
}  # fmt: skip
# Any number of columns may go there: each is kept with its heading before it.
BANYAK = "keterangan"
WAJIB = "nama"
TANGGAL_MAKAM = "dimakamkan_tanggal"
TANGGAL_MENINGGAL = ("meninggal_tanggal", "meninggal_waktu", "meninggal_di")

# Layouts that we know by their columns; the first whose columns are all there names the batch.
SUSUNAN: dict[str, tuple[str, frozenset[str]]] = {
    "badung": ("Badung", frozenset({"meninggal_di", "dimakamkan_tanggal", "keluarga"})),
    "paklay": ("Paklay Komplit", frozenset({"pelapor_nik", "saksi1_nik", "meninggal_waktu", "no_kk"})),
    "pasaman_barat": ("Pasaman Barat", frozenset({"meninggal_waktu", "saksi1_nama", "saksi2_nama", "pelapor_hp"})),
    "jepara": ("Jepara", frozenset({"pelapor_hubungan", "bin_binti", "status_kawin", "meninggal_tempat"})),
    "tpu": ("Buku TPU", frozenset({"blok", "nomor_makam", "dimakamkan_tanggal"})),
}

_KATA = {
    "tgl": "tanggal", "tggl": "tanggal", "tg": "tanggal", "tmp": "tempat", "tmpt": "tempat", "tpt": "tempat",
    "no": "nomor", "nmr": "nomor", "nomer": "nomor", "alm": "almarhum", "almh": "almarhum", "almarhumah": "almarhum",
    "yg": "yang", "bln": "bulan", "thn": "tahun", "th": "tahun", "jns": "jenis", "kel": "kelamin", "hub": "hubungan",
    "tlp": "telepon", "telp": "telepon", "tel": "telepon", "telpon": "telepon", "handphone": "hp", "whatsapp": "wa",
    "pkl": "pukul", "mkm": "makam", "lhr": "lahir", "dgn": "dengan", "dg": "dengan", "kab": "kabupaten",
    "jumlah": "jumlah", "umr": "umur", "lk": "l", "pr": "p", "laki": "l", "perempuan": "p", "urt": "urut",
    "reg": "register", "wib": "", "wita": "", "wit": "", "dan": "", "atau": "", "tsb": "", "hari": "",
}  # fmt: skip
_THE_DEAD = re.compile(r"\b(?:jenazah|almarhum(?:ah)?|almh?\b\.?|yang meninggal)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def heading_key(text: str) -> str:
    """A heading in comparable form: small letters, abbreviations written out, nothing else."""
    words = [_KATA.get(word, word) for word in _WORD.findall(text.casefold())]
    return "".join(word for place, word in enumerate(words) if place == 0 or word != words[place - 1])


_BY_KEY = {heading_key(name): field for field, ruas in RUAS.items() for name in ruas.judul}


def field_of(heading: str) -> str | None:
    """The field that a heading names, however it is punctuated or shortened.

    What stands in brackets may be left, and the word for the dead, under which whole groups of columns stand.
    """
    if not heading:
        return None
    bare = re.sub(r"\(.*?\)", " ", heading)
    keys = map(heading_key, (heading, bare, _THE_DEAD.sub(" ", bare)))
    return next((_BY_KEY[key] for key in keys if key in _BY_KEY), None)


def suggest(judul: Sequence[str]) -> dict[str, str]:
    """Place of a column (as text, as JSON keeps it) → field; each field once, the note as often as it comes."""
    found: dict[str, str] = {}
    for place, heading in enumerate(judul):
        field = field_of(heading)
        if field is not None and (field == BANYAK or field not in found.values()):
            found[str(place)] = field
    return found


def recognize(fields: Collection[str]) -> str:
    """The layout whose columns these are, '' for none that we know."""
    return next((kode for kode, (_, wanted) in SUSUNAN.items() if wanted <= set(fields)), "")


def fingerprint(judul: Iterable[str]) -> str:
    """What tells these headings from others, however they are spaced; the column of an error file does not count."""
    keys = [heading_key(one) for one in judul if one != KESALAHAN]
    return hashlib.sha256("|".join(keys).encode()).hexdigest()[:32]
