"""Rows about people and about the death, which F-2.01 and F-2.01A share."""

from collections.abc import Callable

from pemakaman.dokumen.formulir.kisi import ANGKA, X_KOTAK, Deret, Larik, Nilai, boxes, date_row
from pemakaman.dokumen.formulir.kisi import KANAN as TEPI_KANAN
from pemakaman.dokumen.lembar import Varian

SEBUTAN = {
    "pelapor": "pelapor",
    "subjek": "subjek akta",
    "saksi1": "saksi I",
    "saksi2": "saksi II",
    "": "",
}
Sisi = tuple[float, ...]
TanggalLahir = Callable[[str, str], Larik]


def person_rows(role: str, sisi: Sisi, *, dokumen: str | None) -> tuple[Larik, ...]:
    """The rows about one person; `dokumen` is the label of the travel document, None leaves it out. '' is no one."""
    fields = [("Nama", 0, "nama"), ("NIK", ANGKA, "nik")]
    if dokumen:
        fields.append((dokumen, ANGKA, "dokumen_perjalanan"))
    fields += [("Nomor Kartu Keluarga", ANGKA, "no_kk"), ("Kewarganegaraan", 0, "kewarganegaraan")]
    return tuple(
        boxes(
            label,
            f"{role}.{name}" if role else "",
            sisi,
            jumlah=jumlah,
            sebut=f"{label.rstrip('*')} {SEBUTAN[role]}",
        )
        for label, jumlah, name in fields
    )


def contact_rows(varian: Varian, sisi: Sisi) -> tuple[Larik, ...]:
    """Rows that some regencies add to the reporter. An address of mail has a box of its own: it is long."""
    rows: list[Larik] = []
    if varian.telepon:
        rows.append(boxes("Nomor Handphone", "pelapor.telepon", sisi, jumlah=ANGKA))
    if varian.surel:
        value = Nilai(X_KOTAK + 2.5, TEPI_KANAN - X_KOTAK - 5, "pelapor.surel", "Alamat Email")
        rows.append(Larik("Alamat Email", (Deret((X_KOTAK, TEPI_KANAN)), value)))
    return tuple(rows)


def child_rows(varian: Varian, sisi: Sisi) -> tuple[Larik, ...]:
    """The row that some regencies add to the subject: which child of the family."""
    return (boxes("Anak Ke", "subjek.anak_ke", sisi, jumlah=2),) if varian.anak_ke else ()


def parent_rows(sisi: Sisi, born: TanggalLahir) -> tuple[Larik, ...]:
    """Father and mother, five rows each; `born` makes the row of a birth date from label and path."""
    rows: list[Larik] = []
    for role, sebutan in (("ayah", "Ayah"), ("ibu", "Ibu")):
        rows += [
            boxes(f"Nama {sebutan}", f"{role}.nama", sisi),
            boxes(f"NIK {sebutan}", f"{role}.nik", sisi, jumlah=ANGKA),
            boxes(f"Tempat Lahir {sebutan}", f"{role}.tempat_lahir", sisi),
            born(f"Tanggal Lahir {sebutan}", f"{role}.lahir"),
            boxes("Kewarganegaraan", f"{role}.kewarganegaraan", sisi, sebut=f"Kewarganegaraan {role}"),
        ]
    return tuple(rows)


def birth_date(label: str, path: str) -> Larik:
    """The usual row of a birth date."""
    return date_row(label, path)


WILAYAH = (
    ("Provinsi", "provinsi"),
    ("Kabupaten/Kota", "kabupaten_kota"),
    ("Kecamatan", "kecamatan"),
    ("Desa/Kelurahan", "desa_kelurahan"),
)


def region_rows(varian: Varian, sisi: Sisi) -> tuple[Larik, ...]:
    """The head of the form: where the applicant lives."""
    rows = [Larik(label, (Nilai(X_KOTAK + 2, 270.0, isian, label),)) for label, isian in WILAYAH]
    if varian.kotak_wilayah:
        code = boxes("Kode Wilayah", "kode_wilayah.angka", sisi, jumlah=varian.kotak_wilayah)
    else:
        code = Larik("Kode Wilayah", (Nilai(X_KOTAK + 2, 270.0, "kode_wilayah", "Kode Wilayah"),))
    return (*rows, code)
