"""Write the two sample sheets: `python -m tests.contoh.susun_buku`. All persons are made up."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

TEMPAT = Path(__file__).parent
Baris = list[object]

NAMA = (
    "I Wayan Sudarma",
    "Ni Luh Ketut Ariani",
    "Hasan Basri bin Zainuddin",
    "Siti Rohmah",
    "Sutrisno",
    "Rohaya binti Umar",
    "Andi Saputra",
    "M. Yusuf Effendi, S.Pd.",
    "Hj. Nurhayati",
    "Bambang Irawan",
    "Ratna Dewi",
    "Joko Santoso",
    "Paini",
    "Kasiyem",
    "Abdul Gani",
    "Maimunah",
    "Ngadiman",
    "Sri Wahyuni",
    "Darwis St. Mudo",
    "Zulkifli",
    "Rajo Ameh",
    "Upik Banun",
    "Syafrizal",
    "Yusnidar",
    "Made Sukerti",
    "Tumini",
    "Suparman",
    "Ibrahim Dt. Sati",
    "Nurbaiti",
    "Amrizal",
    "Fatimah",
    "Gusti Ngurah Oka",
    "Samsudin",
    "Wagiyem",
)
KECAMATAN = ("187101", "187102", "187103", "180104", "187105")
HARI_SATU = date(2025, 1, 4)


def nik(urut: int, *, perempuan: bool = False) -> str:
    """A well-formed number of nobody: serials from 9000 are not given out."""
    lahir = date(1938, 3, 5) + timedelta(days=397 * urut)
    hari = lahir.day + (40 if perempuan else 0)
    return f"{KECAMATAN[urut % 5]}{hari:02}{lahir:%m%y}{9000 + urut:04}"


def badung() -> list[Baris]:
    """34 rows: 26 good, the rest with the mistakes that people make."""
    tempat = ("RSUD Abdul Moeloek", "Rumah", "Puskesmas Kemiling", "Rumah, Jl. Mawar No. 5", "RS Advent")
    baris: list[Baris] = []
    for urut, nama in enumerate(NAMA):
        meninggal = HARI_SATU + timedelta(days=6 * urut)
        bentuk = (f"{meninggal:%d-%m-%Y}", f"{meninggal.day}/{meninggal.month}/{meninggal.year}")[urut % 2]
        makam: object = meninggal + timedelta(days=urut % 2)
        baris.append(
            [urut + 1, nik(urut), nama, f"{tempat[urut % 5]}, {bentuk}", makam, f"Pelapor {'ABCDEFG'[urut % 7]}ini",
             nik(urut + 100), f"Keluarga {NAMA[-urut - 1].split()[0]}", f"Jl. Melati No. {urut + 1}, Kemiling"]
        )  # fmt: skip
    baris[3][1] = float(nik(3))  # Excel has made a number of it
    baris[5][1] = nik(5)[:15]
    baris[7][2] = "Mr. X"
    baris[7][1] = "-"
    baris[9][3] = "Rumah, 31-02-2025"
    baris[11][4] = ""
    baris[13][2] = ""
    baris[15][4] = HARI_SATU  # before the death
    baris[17][1] = "tidak punya"
    baris[19][2] = "Zulkifli & anak"
    baris[21][6] = ""
    baris[23] = [24, *baris[22][1:]]  # the same person twice
    return baris


def pasaman_barat() -> list[Baris]:
    """32 rows: 26 good once the day of burial is taken for the day of death."""
    sebab = ("Sakit", "Sakit tua", "Kecelakaan", "Stroke", "Sakit", "Lainnya")
    baris: list[Baris] = []
    for urut, nama in enumerate(reversed(NAMA[:32])):
        meninggal = HARI_SATU + timedelta(days=5 * urut + 2)
        jam = f"{(urut * 5) % 24:02}.{(urut * 7) % 60:02}"
        waktu = (f"{jam}, {meninggal:%d-%m-%Y}", f"{meninggal:%d-%m-%Y} jam {jam} WIB", f"{jam} / {meninggal:%d/%m/%y}")
        baris.append(
            [urut + 1, nik(urut + 40), nama, ("Rumah", "RSUD Pasaman Barat", "Jorong Koto")[urut % 3],
             ("Kepala Keluarga", "Istri", "Orang Tua", "Anak")[urut % 4], waktu[urut % 3], sebab[urut % 6],
             f"Saksi {NAMA[(urut + 3) % 34]}", f"Saksi {NAMA[(urut + 9) % 34]}",
             f"{NAMA[(urut + 5) % 34]} / 0812-7{urut:03}-45{urut:02}"]
        )  # fmt: skip
    baris[2][1] = "1,31208E+15"
    baris[4][5] = "pagi hari"
    baris[6][9] = "Syafrizal HP 0812"
    baris[8][5] = ""
    baris[10][2] = "Tidak dikenal"
    baris[10][1] = ""
    baris[12][7] = "=HYPERLINK(1)"
    baris[14][2] = "-"
    return baris


def write_badung_xlsx(path: Path) -> None:
    """A sheet as Badung's web application prints it: merged titles, a row of column numbers, a signature."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet, day = book.add_worksheet("BPP"), book.add_format({"num_format": "dd/mm/yyyy"})
        title = book.add_format({"bold": True, "align": "center"})
        sheet.merge_range("A1:I1", "PEMERINTAH KABUPATEN CONTOH", title)
        sheet.merge_range("A2:I2", "BUKU POKOK PEMAKAMAN", title)
        sheet.write_string("A3", "Periode: Januari s.d. Juli 2025")
        kepala = ("NO", "NIK", "NAMA", "TEMPAT, TANGGAL MENINGGAL", "TANGGAL PEMAKAMAN", "NAMA PELAPOR",
                  "NIK PELAPOR", "NAMA KELUARGA YANG DAPAT DIHUBUNGI", "ALAMAT")  # fmt: skip
        for column, text in enumerate(kepala):
            sheet.write_string(4, column, text, title)
            sheet.write_number(5, column, column + 1)
        for number, row in enumerate(badung(), start=6):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
        foot = 6 + len(badung())
        sheet.merge_range(foot, 0, foot, 2, f"JUMLAH: {len(badung())}")
        sheet.write_string(foot + 2, 7, "Contoh, 31 Juli 2025")
        sheet.write_string(foot + 3, 7, "Petugas")
        sheet.write_string(foot + 6, 7, "I Made Contoh")


def pasaman_barat_csv() -> bytes:
    """The nagari's report saved from Excel: semicolons, cp1252, a heading over two rows, a signature."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(["LAPORAN PERISTIWA KEMATIAN (BUKU POKOK PEMAKAMAN)"] + [""] * 9)
    writer.writerow(["NAGARI CONTOH – KECAMATAN CONTOH"] + [""] * 9)
    writer.writerow(["Bulan: Januari – Juni", "", "Tahun: 2025"] + [""] * 7)
    writer.writerow([])
    waktu = "JAM (WIB), TGL, BLN, THN WAKTU MENINGGAL"
    kiri = ["NO", "NIK", "NAMA", "TEMPAT MENINGGAL", "HUBUNGAN KELUARGA", waktu]
    writer.writerow([*kiri, "SEBAB KEMATIAN", "SAKSI", "", "PELAPOR & NO HP"])
    writer.writerow(["", "", "", "", "", "", "", "I (NAMA)", "II", ""])
    for row in pasaman_barat():
        writer.writerow([str(value) for value in row])
    writer.writerow(["", "", "JUMLAH", "32"] + [""] * 6)
    writer.writerow(["", "", "", "", "", "", "", "", "Mengetahui, Wali Nagari", "Operator"])
    writer.writerow(["", "", "Datuak Contoh"] + [""] * 7)
    return target.getvalue().encode("cp1252")


if __name__ == "__main__":
    write_badung_xlsx(TEMPAT / "buku_badung.xlsx")
    (TEMPAT / "buku_pasaman_barat.csv").write_bytes(pasaman_barat_csv())
