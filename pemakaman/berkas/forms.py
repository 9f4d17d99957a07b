"""The settings page of a kab/kota's documents."""

from collections.abc import Iterator
from typing import Any

from pemakaman.berkas.kebutuhan import PENDAMPING
from pemakaman.berkas.rules import (
    CARA_LABEL,
    FORMULIR_LABEL,
    KERTAS_LABEL,
    KOTAK_NAMA_LABEL,
    KOTAK_WILAYAH_LABEL,
    TANDA_ELEKTRONIK,
)
from pemakaman.berkas.setelan import AWAL, Mengetahui, Setelan
from pemakaman.dokumen.daftar import SUSUNAN
from pemakaman.dokumen.jenis import JENIS_LABEL, Jenis
from pemakaman.widgets import (
    BanyakCentangField,
    BaseForm,
    BerkasField,
    CentangField,
    NamaField,
    PilihanField,
    RadioField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)

MOST_KOP_LINES = 4
LATER = (2, 3, 4, 5)
"""Numbers of the rows that say from which day another form holds."""
FORMULIR = list(FORMULIR_LABEL.items())
CARA_TANDA = [("basah", "Di kertas"), *CARA_LABEL.items()]
KECIL = "govuk-checkboxes--small"
ISI_CONTOH = (("contoh", "Terisi data contoh"), ("kosong", "Kosong"))


def printable() -> list[tuple[str, str]]:
    """The forms that a preview can show, in print order."""
    return [(jenis.value, JENIS_LABEL[jenis]) for jenis in Jenis if jenis in SUSUNAN]


class SettingsForm(BaseForm):
    """Form by date, paper, boxes, letterhead, signatures; and what the preview beside it shows."""

    formulir = RadioField("Versi formulir", [WajibDiisi("Pilih versi formulir.")], choices=FORMULIR)
    sejak_2 = TanggalField("Mulai tanggal")
    formulir_2 = PilihanField("dipakai formulir", choices=FORMULIR, kosong="Tidak ada perubahan")
    sejak_3 = TanggalField("Mulai tanggal")
    formulir_3 = PilihanField("dipakai formulir", choices=FORMULIR, kosong="Tidak ada perubahan")
    sejak_4 = TanggalField("Mulai tanggal")
    formulir_4 = PilihanField("dipakai formulir", choices=FORMULIR, kosong="Tidak ada perubahan")
    sejak_5 = TanggalField("Mulai tanggal")
    formulir_5 = PilihanField("dipakai formulir", choices=FORMULIR, kosong="Tidak ada perubahan")

    kertas = RadioField("Ukuran kertas", [WajibDiisi("Pilih ukuran kertas.")], choices=list(KERTAS_LABEL.items()))
    kotak_nama = RadioField("Kotak untuk nama", choices=[(str(n), teks) for n, teks in KOTAK_NAMA_LABEL.items()])
    kotak_wilayah = RadioField("Kode wilayah", choices=[(str(n), teks) for n, teks in KOTAK_WILAYAH_LABEL.items()])
    telepon = CentangField("Nomor HP pelapor", kelas=KECIL)
    surel = CentangField("Alamat surel pelapor", kelas=KECIL)
    anak_ke = CentangField("Anak ke", kelas=KECIL)
    saksi_tanda_tangan = CentangField("Saksi I dan II ikut menandatangani", kelas=KECIL)

    kop = TeksPanjangField(
        "Kop surat",
        [WajibDiisi("Isi kop surat kantor.")],
        petunjuk="Satu baris satu kalimat, paling banyak empat baris.",
        baris=4,
        paling=400,
    )
    logo_berkas = BerkasField(
        "Logo", petunjuk="Gambar PNG atau JPEG, paling besar 2 MB.", terima="image/png,image/jpeg", batas_mb=2, paling=1
    )
    logo_hapus = CentangField("Hapus logo", kelas=KECIL)
    tempat_tanda_tangan = TeksField(
        "Tempat tanda tangan", [WajibDiisi("Isi tempat tanda tangan.")], petunjuk="Misalnya Kotabumi.", paling=60
    )
    pejabat_jabatan = TeksField(
        "Yang mengetahui",
        [WajibDiisi("Isi jabatan yang mengetahui.")],
        petunjuk="Misalnya Pejabat Dukcapil yang Membidangi, Kepala Desa/Lurah, atau Petugas Pendaftaran.",
        paling=80,
    )
    pejabat_nama = NamaField("Nama", petunjuk="Boleh kosong; nanti diisi tangan.")
    pejabat_nip = TeksField("NIP", petunjuk="Boleh kosong.", kelas="govuk-input--width-20", lengkapi="off", paling=30)

    diminta = BanyakCentangField(
        "Lembar tambahan",
        petunjuk="Selalu ikut dibuat di kantor ini, juga bila aturan tidak mewajibkannya.",
        choices=[(jenis.value, JENIS_LABEL[jenis]) for jenis in PENDAMPING],
        kelas=KECIL,
    )
    tanda_1 = PilihanField(JENIS_LABEL[TANDA_ELEKTRONIK[0]], choices=CARA_TANDA, kosong=None)
    tanda_2 = PilihanField(JENIS_LABEL[TANDA_ELEKTRONIK[1]], choices=CARA_TANDA, kosong=None)
    tanda_3 = PilihanField(JENIS_LABEL[TANDA_ELEKTRONIK[2]], choices=CARA_TANDA, kosong=None)
    tanda_4 = PilihanField(JENIS_LABEL[TANDA_ELEKTRONIK[3]], choices=CARA_TANDA, kosong=None)

    tampil_jenis = PilihanField("Lembar", choices=printable, kosong=None)
    tampil_isi = RadioField("Isi", choices=ISI_CONTOH, kelas="govuk-radios--small govuk-radios--inline")

    def rows(self) -> list[tuple[Any, Any]]:
        """(day, form) of each later row: those in use, those with a mistake, and one more."""
        pairs = [(self[f"sejak_{n}"], self[f"formulir_{n}"]) for n in LATER]
        shown = [i for i, pair in enumerate(pairs, 1) if any(not one.is_empty() or one.errors for one in pair)]
        return pairs[: max(shown, default=0) + 1]

    def signatures(self) -> Iterator[tuple[Jenis, Any]]:
        """Each kind that may be signed electronically, with its field."""
        for number, jenis in enumerate(TANDA_ELEKTRONIK, 1):
            yield jenis, self[f"tanda_{number}"]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """The rows of forms must be whole, and their days rise."""
        is_good = bool(super().validate(*args, **kwargs))
        last = AWAL
        for sejak, formulir in ((self[f"sejak_{n}"], self[f"formulir_{n}"]) for n in LATER):
            if formulir.data and sejak.is_empty():
                sejak.add_error("Tulis mulai tanggal berapa formulir ini dipakai.")
            elif sejak.data and not formulir.data:
                formulir.add_error("Pilih formulirnya, atau kosongkan tanggalnya.")
            elif sejak.data and sejak.data <= last:
                sejak.add_error("Tanggal ini harus sesudah tanggal di atasnya.")
            last = sejak.data or last
            is_good = is_good and not (sejak.errors or formulir.errors)
        return is_good

    def setelan(self, logo: str | None) -> Setelan:
        """The choices."""
        lines = [" ".join(line.split()) for line in self.kop.data.splitlines()]
        later = ((self[f"sejak_{n}"].data, self[f"formulir_{n}"].data) for n in LATER)
        return Setelan(
            kop=tuple(line for line in lines if line)[:MOST_KOP_LINES],
            tempat_tanda_tangan=self.tempat_tanda_tangan.data,
            formulir=((AWAL, Jenis(self.formulir.data)), *((day, Jenis(kind)) for day, kind in later if day and kind)),
            kertas=self.kertas.data,
            kotak_nama=int(self.kotak_nama.data or 26),
            kotak_wilayah=int(self.kotak_wilayah.data or 0),
            telepon=self.telepon.data,
            surel=self.surel.data,
            anak_ke=self.anak_ke.data,
            saksi_tanda_tangan=self.saksi_tanda_tangan.data,
            mengetahui=Mengetahui(
                self.pejabat_jabatan.data, self.pejabat_nama.data or None, self.pejabat_nip.data or None
            ),
            logo=logo,
            diminta=tuple(jenis for jenis in PENDAMPING if jenis.value in self.diminta.data),
            tanda_tangan={
                jenis: field.data for jenis, field in self.signatures() if field.data and field.data != "basah"
            },
        )


def shown_settings(setelan: Setelan) -> dict[str, Any]:
    """Stored choices as the fields of the form show them."""
    plain = ("kertas", "kotak_nama", "kotak_wilayah", "telepon", "surel", "anak_ke", "saksi_tanda_tangan")
    values: dict[str, Any] = {name: getattr(setelan, name) for name in (*plain, "tempat_tanda_tangan")}
    values["formulir"] = setelan.formulir[0][1].value
    for number, (day, jenis) in zip(LATER, setelan.formulir[1:], strict=False):
        values |= {f"sejak_{number}": day, f"formulir_{number}": jenis.value}
    for number, jenis in enumerate(TANDA_ELEKTRONIK, 1):
        values[f"tanda_{number}"] = setelan.tanda_tangan.get(jenis, "basah")
    return values | {
        "kop": "\n".join(setelan.kop),
        "pejabat_jabatan": setelan.mengetahui.jabatan,
        "pejabat_nama": setelan.mengetahui.nama or "",
        "pejabat_nip": setelan.mengetahui.nip or "",
        "diminta": [jenis.value for jenis in setelan.diminta],
        "tampil_isi": "contoh",
        "tampil_jenis": setelan.formulir[-1][1].value,
    }
