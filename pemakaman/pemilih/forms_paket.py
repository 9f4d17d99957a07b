"""The form of KPU's receipt for a package."""

from collections.abc import Mapping, Sequence
from typing import Any

from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    BerkasField,
    CentangField,
    Panjang,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class TandaTerimaForm(BaseForm):
    """A receipt; `form_for` adds two fields for each kecamatan."""

    nomor = TeksField(
        "Nomor tanda terima",
        [WajibDiisi("Tulis nomor tanda terima dari KPU.")],
        petunjuk="Nomor surat atau berita acara KPU.",
        kelas="govuk-input--width-20",
        lengkapi="off",
        paling=100,
    )
    tanggal = TanggalField("Tanggal tanda terima", [WajibDiisi("Isi tanggal tanda terima.")], cepat=True)
    diterima = AngkaField("Jumlah nama diterima", [WajibDiisi("Tulis jumlah yang diterima, 0 bila tidak ada.")])
    ditolak = AngkaField("Jumlah nama ditolak", [WajibDiisi("Tulis jumlah yang ditolak, 0 bila tidak ada.")])
    beda = CentangField("Jumlahnya memang tertulis begitu di tanda terima KPU, walau lain dari isi paket")
    baris = TeksPanjangField(
        "Baris yang ditolak",
        petunjuk="Satu baris satu nama: nomor (kolom NO), titik koma, sebabnya. Misalnya 12;NIK tidak ditemukan.",
        baris=5,
        paling=200_000,
    )
    berkas_baris = BerkasField(
        "Atau berkas CSV berisi NO;SEBAB",
        petunjuk="Ditambahkan ke tulisan di atas.",
        terima=".csv,.txt",
        batas_mb=2,
        paling=1,
    )
    sebab_centang = TeksField("Sebab untuk baris yang dicentang", paling=300)
    catatan = TeksPanjangField("Catatan (boleh kosong)", [Panjang(maksimal=1000)], baris=2)
    pindaian = BerkasField(
        "Pindaian tanda terima (boleh kosong)",
        petunjuk="PDF atau foto JPEG, paling besar 10 MB.",
        terima="application/pdf,image/jpeg",
        paling=1,
    )

    kunci: Sequence[str] = ()

    def places(self) -> list[tuple[Any, Any]]:
        """The two fields of each kecamatan."""
        return [(self[f"terima_{number}"], self[f"tolak_{number}"]) for number in range(len(self.kunci))]

    def per_kecamatan(self) -> dict[str, tuple[int, int]]:
        """Key → numbers, of the kecamatan for which something was typed."""
        found = zip(self.kunci, self.places(), strict=True)
        return {
            key: (terima.data or 0, tolak.data or 0)
            for key, (terima, tolak) in found
            if terima.data is not None or tolak.data is not None
        }


def form_for(places: Mapping[str, str], data: Mapping[str, Any] | None = None) -> TandaTerimaForm:
    """The form with the kecamatan of one package."""
    fields: dict[str, Any] = {"kunci": tuple(places)}
    for number, nama in enumerate(places.values()):
        fields[f"terima_{number}"] = AngkaField(f"Diterima, {nama}")
        fields[f"tolak_{number}"] = AngkaField(f"Ditolak, {nama}")
    made: TandaTerimaForm = type("FormTandaTerima", (TandaTerimaForm,), fields)(data=data)
    return made
