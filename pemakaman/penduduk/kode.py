"""The codes of a population extract and their words, as OpenSID numbers them.

Source: the reference tables `tweb_penduduk_*`, `tweb_status_dasar` and `tweb_status_ktp` of
github.com/OpenSID/OpenSID. A cell holds the code or the word; religion and marital status are kept in the words of
the report's form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pemakaman.penduduk.rules import STATUS_DASAR_LABEL
from pemakaman.sel import KolomError, bare, read_text
from pemakaman.tabel import Cell

MOST_KNOWN = 10_000
EMPTY = frozenset({"-", "--", "0", "–"})


@dataclass(frozen=True)
class Daftar:
    """One code table: code → word, and other spellings → word. `tertutup` refuses words it does not know."""

    kata: Mapping[int, str]
    ejaan: Mapping[str, str]
    tertutup: bool = False
    _read: dict[Cell, str | None] = field(default_factory=dict, compare=False, repr=False)

    def read(self, cell: Cell) -> str | None:
        """The word of a cell; a code outside the table, or a word outside a closed one, raises KolomError."""
        if cell in self._read:
            return self._read[cell]
        word = self._find(cell)
        if len(self._read) < MOST_KNOWN:
            self._read[cell] = word
        return word

    def _find(self, cell: Cell) -> str | None:
        text = read_text(cell)
        if text is None or text in EMPTY:
            return None
        if text.isascii() and text.isdigit():
            word = self.kata.get(int(text)) if len(text) < 5 else None
            if word is None:
                raise KolomError(f"kode {text[:10]} tidak ada. Kodenya {self._codes()}.")
            return word
        word = self.ejaan.get(text.lower()) or self.ejaan.get(bare(text))
        if word is None and self.tertutup:
            raise KolomError(f"“{text[:40]}” tidak dikenal. Tulis {', '.join(self.kata.values())}, atau kodenya.")
        return word or text

    def _codes(self) -> str:
        codes = sorted(self.kata)
        is_run = codes == list(range(codes[0], codes[-1] + 1))
        return f"{codes[0]}–{codes[-1]}" if is_run else ", ".join(map(str, codes))


def _table(words: str | Mapping[int, str], *, tertutup: bool = False, **more: str) -> Daftar:
    """`more`: other spellings, separated by spaces, by the code they stand for ('k3')."""
    kata = dict(enumerate(words.split("; "), start=1)) if isinstance(words, str) else dict(words)
    ejaan = {bare(word): word for word in reversed(kata.values())} | {word.lower(): word for word in kata.values()}
    ejaan |= {name: kata[int(code[1:])] for code, names in more.items() for name in names.split()}
    return Daftar(kata, ejaan, tertutup)


AGAMA = _table(
    "Islam; Kristen; Katolik; Hindu; Buddha; Khonghucu; Kepercayaan kepada Tuhan YME",
    k1="muslim",
    k2="protestan kristenprotestan",
    k3="katholik kristenkatolik kristenkatholik",
    k5="budha budda",
    k6="konghucu konghuchu kongfutsu",
    k7="kepercayaan penghayat penghayatkepercayaan kepercayaanterhadaptuhanyme kepercayaanterhadaptuhanymelainnya "
    "lainnya",
)
KAWIN = _table(
    "Belum kawin; Kawin; Cerai hidup; Cerai mati",
    k1="bk b belummenikah tidakkawin lajang",
    k2="k s sudahkawin menikah kawintercatat kawintidaktercatat kawinbelumtercatat",
    k3="ch ceraihiduptercatat ceraihidupbelumtercatat ceraihiduptidaktercatat",
    k4="cm",
)
HUBUNGAN = _table(
    "Kepala keluarga; Suami; Istri; Anak; Menantu; Cucu; Orang tua; Mertua; Famili lain; Pembantu; Lainnya",
    k1="kepala kk",
    k3="isteri",
    k4="anakkandung",
)
WARGA = _table("WNI; WNA; Dua kewarganegaraan", k1="indonesia", k2="asing orangasing", k3="dwikewarganegaraan")
PEKERJAAN = _table(
    "Belum/Tidak Bekerja; Mengurus Rumah Tangga; Pelajar/Mahasiswa; Pensiunan; Pegawai Negeri Sipil (PNS); "
    "Tentara Nasional Indonesia (TNI); Kepolisian RI (POLRI); Perdagangan; Petani/Pekebun; Peternak; "
    "Nelayan/Perikanan; Industri; Konstruksi; Transportasi; Karyawan Swasta; Karyawan BUMN; Karyawan BUMD; "
    "Karyawan Honorer; Buruh Harian Lepas; Buruh Tani/Perkebunan; Buruh Nelayan/Perikanan; Buruh Peternakan; "
    "Pembantu Rumah Tangga; Tukang Cukur; Tukang Listrik; Tukang Batu; Tukang Kayu; Tukang Sol Sepatu; "
    "Tukang Las/Pandai Besi; Tukang Jahit; Tukang Gigi; Penata Rias; Penata Busana; Penata Rambut; Mekanik; "
    "Seniman; Tabib; Paraji; Perancang Busana; Penterjemah; Imam Masjid; Pendeta; Pastor; Wartawan; "
    "Ustadz/Mubaligh; Juru Masak; Promotor Acara; Anggota DPR-RI; Anggota DPD; Anggota BPK; Presiden; "
    "Wakil Presiden; Anggota Mahkamah Konstitusi; Anggota Kabinet Kementerian; Duta Besar; Gubernur; "
    "Wakil Gubernur; Bupati; Wakil Bupati; Walikota; Wakil Walikota; Anggota DPRD Provinsi; "
    "Anggota DPRD Kabupaten/Kota; Dosen; Guru; Pilot; Pengacara; Notaris; Arsitek; Akuntan; Konsultan; Dokter; "
    "Bidan; Perawat; Apoteker; Psikiater/Psikolog; Penyiar Televisi; Penyiar Radio; Pelaut; Peneliti; Sopir; "
    "Pialang; Paranormal; Pedagang; Perangkat Desa; Kepala Desa; Biarawati; Wiraswasta; Lainnya",
    k1="tidakbekerja belumbekerja",
    k2="irt iburumahtangga",
    k3="pelajar mahasiswa",
    k5="pns pegawainegerisipil asn",
    k6="tni",
    k7="polri kepolisianri",
    k9="petani pekebun",
    k11="nelayan",
    k45="ustad ustadz mubaligh",
    k89="lainlain",
)
KTP_EL = _table("Belum; KTP-el; KIA", k1="b", k2="s sudah ya ada ektp")
STATUS_DASAR = _table(
    STATUS_DASAR_LABEL,
    tertutup=True,
    k1="ada aktif tetap",
    k2="meninggal meninggaldunia wafat almarhum almarhumah",
    k3="pindahdalamnegeri pindahluarnegeri",
)
_STATUS_DASAR_CODE = {word: code for code, word in STATUS_DASAR_LABEL.items()}


def read_status_dasar(cell: Cell) -> int | None:
    """1 alive, 2 dead, 3 moved, 4 missing, 6 gone, 9 not valid."""
    word = STATUS_DASAR.read(cell)
    return None if word is None else _STATUS_DASAR_CODE[word]
