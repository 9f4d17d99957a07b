"""Sample values for any form: each of its rooms is filled by what its name says, in six kinds of length."""

from collections.abc import Iterator

from pemakaman.dokumen.lembar import Centang, Lembar, RuangBaris, RuangKotak
from pemakaman.dokumen.letak import place_line

NAMA = {
    "panjang": "Muhammad Rizky Ramadhan Siregar",
    "pendek": "Ani Sari",
    "kosong": "",
    "beraksen": "Ñoña Čiček Đang Øyvind",
    "satu_nama": "Sukarno",
    "seratus": ("Raden Mas Haji Ahmad Sulaiman Kusumawardhana Prawirodirdjo Sastronegoro bin Abdurrahman Al-Palembani"),
}
RAGAM = tuple(NAMA)
TEKS = {
    "panjang": "Jalan Pangeran Antasari Gang Melati 3",
    "pendek": "Metro",
    "beraksen": "Curaçao, São Tomé",
    "satu_nama": "Kotabumi",
    "seratus": "Jalan Pangeran Antasari Gang Melati 3",
}
NAMES = ("nama", "pejabat", "pelapor", "kepala_desa", "petugas", "penyerah", "pengelola")
NOMOR = {"nik": "1802054101550002", "no_kk": "1802050101100001", "nip": "196805121990032004", "telepon": "081234567890"}
WAKTU = {"tgl": "03", "bln": "11", "thn": "2026", "jam": "04", "menit": "05", "umur": "71", "anak_ke": "3"}
DAERAH = {"rt": "004", "rw": "002", "angka": "1802052003", "kode_wilayah": "18.02.05.2003"}
ANGKA = NOMOR | WAKTU | DAERAH
KOP = "PEMERINTAH KABUPATEN LAMPUNG TENGAH\nDINAS KEPENDUDUKAN DAN PENCATATAN SIPIL\nJalan Padjajaran 5 Gunung Sugih"
NOMOR_BUKU = "Buku pokok pemakaman M-1802-0001 TPU Pujodadi: 12/2026"


def sample(lembar: Lembar, ragam: str) -> dict[str, str]:
    """{path: value} for all rooms of the form; of several codes to tick the first or, for long data, the last."""
    if ragam == "kosong":
        return {}
    rooms = {one.isian: one for one in _rooms(lembar) if isinstance(one, RuangKotak | RuangBaris)}
    codes: dict[str, list[str]] = {}
    for one in _rooms(lembar):
        if isinstance(one, Centang):
            codes.setdefault(one.isian, []).append(one.kode)
    ticked = {isian: kode[-1 if ragam in {"panjang", "seratus"} else 0] for isian, kode in codes.items()}
    if "jenis.kematian" in ticked:
        ticked = {isian: kode for isian, kode in ticked.items() if not isian.startswith("jenis.")}
        ticked["jenis.kematian"] = "1"
    return {isian: _value(room, ragam) for isian, room in rooms.items()} | ticked


def _rooms(lembar: Lembar) -> Iterator[RuangKotak | RuangBaris | Centang]:
    for halaman in lembar.halaman:
        for baris in halaman.baris:
            yield from (one for one in baris.unsur if isinstance(one, RuangKotak | RuangBaris | Centang))


def _value(room: RuangKotak | RuangBaris, ragam: str) -> str:
    """Names may be longer than their boxes; other words fill them: a sheet of continuations is dear to print."""
    isian, last = room.isian, room.isian.rsplit(".", 1)[-1]
    if isian in {"kop", "nomor_buku"}:
        return KOP if isian == "kop" else NOMOR_BUKU
    if last in ANGKA:
        return ANGKA[last]
    if last in NAMES or last.startswith("nama_") or last.endswith("_nama"):
        return NAMA[ragam]
    if "tanggal" in last:
        return "5 November 2026" if "tempat" not in last else "Trimurjo, 5 November 2026"
    return TEKS[ragam][: len(room.batas) - 1].strip() if isinstance(room, RuangKotak) else _fitting(room, TEKS[ragam])


def _fitting(room: RuangBaris, teks: str) -> str:
    """As many letters as the room takes."""
    while teks and place_line(room, teks)[1]:
        teks = teks[:-1].strip()
    return teks
