"""Forms of prisons and detention houses and of their days."""

from collections.abc import Mapping
from typing import Any

from pemakaman.desk.forms.harian import KELAS, first_values
from pemakaman.desk.rules.istilah import JENIS_LAPAS_LABEL
from pemakaman.desk.rules.kolom import LAPAS
from pemakaman.desk.rules.periksa import PALING_BESAR, ribuan
from pemakaman.desk.services.lapas import IsianHari, IsianLapas
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    CentangField,
    Panjang,
    PilihanField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class LapasForm(BaseForm):
    """One place."""

    nama = TeksField("Nama", [WajibDiisi("Tulis nama lapas atau rutannya.")])
    jenis = PilihanField(
        "Jenis",
        [WajibDiisi("Pilih jenisnya.")],
        choices=[(kode.value, label) for kode, label in JENIS_LAPAS_LABEL.items()],
    )
    tps_loksus = TeksField("TPS lokasi khusus", petunjuk="Nomor TPS-nya, misalnya TPS 901.", paling=100)
    aktif = CentangField("Tempat ini masih dipakai")

    def isian(self) -> IsianLapas:
        """What was filled in, as the service takes it."""
        return IsianLapas(self.nama.data, self.jenis.data, self.tps_loksus.data or "", aktif=self.aktif.data)


class HariLapasForm(BaseForm):
    """A day; every column of the report is a field of its code, added by `make_hari`."""

    luar = TeksPanjangField(
        "Asal penghuni domisili luar",
        petunjuk="Satu kabupaten/kota setiap baris dengan jumlahnya, misalnya Kabupaten Pringsewu 12.",
        baris=4,
    )
    keterangan = TeksPanjangField(
        "Keterangan",
        [Panjang(maksimal=500)],
        petunjuk="Sebab angkanya berselisih atau turun, misalnya tiga penghuni bebas.",
        baris=2,
    )
    alasan = TeksPanjangField("Alasan perbaikan", [Panjang(maksimal=500)], baris=2)

    def isian(self) -> IsianHari:
        """What was filled in, as the service takes it."""
        typed = {kode: self[kode].data for kode in LAPAS.nama_kolom}
        figures = {kode: value for kode, value in typed.items() if value is not None}
        return IsianHari(figures, self.luar.data or "", self.keterangan.data or "")


def make_hari(
    sebelum: Mapping[str, int], kapan: str, *, shown: Mapping[str, Any] | None, luar: str, empty: bool
) -> HariLapasForm:
    """The form of a day with the figures of the report before at each field; `empty` without anything posted."""
    fields: dict[str, Any] = {}
    for kolom in LAPAS.kolom:
        before = f"{kapan}: {ribuan(sebelum[kolom.kode])} {kolom.satuan}" if sebelum else f"dalam {kolom.satuan}"
        fields[kolom.kode] = AngkaField(kolom.label, petunjuk=before, kelas=KELAS, maksimal=PALING_BESAR)
    made = type("HariLapasForm", (HariLapasForm,), fields)
    data = dict(shown) if shown is not None else first_values(LAPAS, sebelum)
    form: HariLapasForm = made(formdata=None, data={"luar": luar, **data}) if empty else made()
    return form
