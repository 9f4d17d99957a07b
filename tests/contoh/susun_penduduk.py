"""A made-up population extract in OpenSID's columns; `python -m tests.contoh.susun_penduduk` writes the sample."""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

from pemakaman.penduduk.kolom import OPENSID

TEMPAT = Path(__file__).parent
LAKI = ("Ahmad Suhaimi", "Bambang Irawan", "I Made Oka", "Joko Santoso", "M. Yusuf Effendi", "Slamet", "Zulkifli")
PEREMPUAN = ("Siti Aminah", "Nurhayati", "Ni Luh Sukerti", "Paini", "Ratna Dewi", "Sri Wahyuni", "Yusnidar")
Baris = dict[str, object]


def penduduk_rows(jumlah: int, *, benih: int = 1, kec: str = "187101") -> Iterator[Baris]:
    """Residents who do not exist, four to a household; every NIK is another, serials from 7000 are not given out."""
    dice = random.Random(benih)
    for nomor in range(jumlah):
        yield _row(dice, nomor, kec)


def _row(dice: random.Random, nomor: int, kec: str) -> Baris:
    rumah, anggota = divmod(nomor, 4)
    perempuan = anggota in (1, 3)
    tahun = dice.randint(1940, 1975) if anggota < 2 else dice.randint(1976, 2015)
    hari, bulan = dice.randint(1, 28), dice.randint(1, 12)
    awal = f"{kec}{hari + 40 * perempuan:02}{bulan:02}{tahun % 100:02}"
    return {
        **dict.fromkeys(OPENSID, ""),
        "alamat": f"JL. MELATI NO. {rumah + 1}",
        "dusun": f"LINGKUNGAN {rumah % 3 + 1}",
        "rw": f"{rumah % 4 + 1:03}",
        "rt": f"{rumah % 9 + 1:03}",
        "nama": f"{dice.choice(PEREMPUAN if perempuan else LAKI)} {_word(nomor)}".upper(),
        "no_kk": f"{kec}010120{rumah % 10000:04}",
        "nik": f"{awal}{7000 + nomor % 3000:04}" if nomor < 3000 else f"{kec}{nomor:010}",
        "sex": 2 if perempuan else 1,
        "tempatlahir": "METRO",
        "tanggallahir": f"{tahun}-{bulan:02}-{hari:02}",
        "agama_id": 1,
        "pendidikan_kk_id": dice.randint(3, 8),
        "pendidikan_sedang_id": 18,
        "pekerjaan_id": dice.choice((1, 2, 3, 9, 15, 88)),
        "status_kawin": 2 if anggota < 2 else 1,
        "kk_level": (1, 3, 4, 4)[anggota],
        "warganegara_id": 1,
        "ayah_nik": "-",
        "nama_ayah": "SUPARMAN",
        "ibu_nik": "-",
        "nama_ibu": f"TUMINI {_word(rumah)}".upper(),
        "golongan_darah_id": 13,
        "cacat_id": 7,
        "ktp_el": 2,
        "status_rekam": 3,
        "status_dasar": 1,
    }


def _word(nomor: int) -> str:
    parts = ("ba", "di", "ku", "ra", "sa", "ti", "wa", "la", "mo", "ne")
    return "".join(parts[int(digit)] for digit in f"{nomor:04}")


def write_csv(path: Path, rows: Sequence[Baris], *, pemisah: str = ",") -> Path:
    """A CSV with the headings of the first row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=pemisah)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(path: Path, rows: Sequence[Baris], *, judul: Sequence[str] = (), lembar: str = "Penduduk") -> Path:
    """A workbook; `judul` are lines of title above the headings."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(lembar)
        for number, text in enumerate(judul):
            sheet.write_string(number, 0, text)
        for column, name in enumerate(rows[0]):
            sheet.write_string(len(judul), column, name)
        for number, row in enumerate(rows, start=len(judul) + 1):
            for column, value in enumerate(row.values()):
                sheet.write(number, column, value)
    return path


def sample() -> list[Baris]:
    """48 residents and the mistakes that people make."""
    rows = list(penduduk_rows(48))
    rows[4]["nik"] = float(str(rows[4]["nik"]))  # Excel has made a number of it
    rows[9]["nik"] = rows[8]["nik"]
    rows[14]["nik"] = ""
    rows[19]["no_kk"] = "18710101"
    rows[23]["status_dasar"] = 2
    rows[27]["agama_id"] = "KATHOLIK"
    rows[31]["sex"] = "X"
    rows[35]["pekerjaan_id"] = 99
    return rows


if __name__ == "__main__":
    write_xlsx(TEMPAT / "penduduk_opensid.xlsx", sample(), judul=("DATA PENDUDUK", "Kelurahan Contoh"))
