"""The form of a daily report, made from the definition of its columns."""

from collections.abc import Mapping
from typing import Any

from pemakaman.desk.rules.kolom import Angka, Bentuk, Sifat
from pemakaman.desk.rules.periksa import PALING_BESAR, ribuan
from pemakaman.widgets import AngkaField, BaseForm, BerkasField, Panjang, TeksPanjangField, WajibDiisi

KELAS = "govuk-input--width-10"
# How the field of the reason is called while the day is not reported yet.
ALASAN_TERLAMBAT = "Alasan terlambat"


class HarianForm(BaseForm):
    """The figures of one day; every column of the report is a field of its code."""

    alasan = TeksPanjangField("Alasan perbaikan", [Panjang(maksimal=500)], baris=2)

    def angka(self, bentuk: Bentuk) -> Angka:
        """The figures that were typed."""
        typed = {kolom.kode: self[kolom.kode].data for kolom in bentuk.kolom if kolom.is_typed}
        return {kode: value for kode, value in typed.items() if value is not None}


class ImporForm(BaseForm):
    """A sheet of daily reports to try."""

    berkas = BerkasField(
        "Berkas Excel (.xlsx)",
        [WajibDiisi("Pilih berkasnya dulu.")],
        terima=".csv,.txt,.xlsx",
        batas_mb=5,
        paling=1,
    )


def make_form(
    bentuk: Bentuk, sebelum: Mapping[str, int], kapan: str, *, shown: Mapping[str, int] | None, empty: bool
) -> HarianForm:
    """The form of a report with the figures of the day before at each field; `empty` without anything posted."""
    fields: dict[str, Any] = {
        kolom.kode: AngkaField(
            kolom.label,
            petunjuk=_hint(kolom.kode, sebelum, kapan, kolom.satuan, kolom.bantuan),
            kelas=KELAS,
            maksimal=PALING_BESAR,
        )
        for kolom in bentuk.kolom
        if kolom.is_typed
    }
    made = type("HarianForm", (HarianForm,), fields)
    data = dict(shown) if shown is not None else first_values(bentuk, sebelum)
    form: HarianForm = made(formdata=None, data=data) if empty else made()
    return form


def first_values(bentuk: Bentuk, sebelum: Mapping[str, int]) -> dict[str, int]:
    """What a new day begins with: what stands as it stood, and the stock that was left."""
    found = {one.kode: sebelum[one.kode] for one in bentuk.kolom if one.sifat is Sifat.KEADAAN and one.kode in sebelum}
    if bentuk.neraca and sebelum:
        found[bentuk.neraca.awal] = sebelum[bentuk.neraca.sisa]
    return found


def _hint(kode: str, sebelum: Mapping[str, int], kapan: str, satuan: str, bantuan: str) -> str:
    before = f"{kapan}: {ribuan(sebelum[kode])} {satuan}" if kode in sebelum else f"dalam {satuan}"
    return f"{before}; {bantuan}" if bantuan else before
