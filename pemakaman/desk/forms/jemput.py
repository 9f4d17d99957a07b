"""Forms of a visit: its plan, its result, why it was called off."""

from typing import Any

from pemakaman.desk.rules.istilah import SASARAN_LABEL
from pemakaman.desk.rules.jemput import HASIL_LABEL
from pemakaman.desk.services.jemput import SASARAN_TERBANYAK, IsianJemput
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    Panjang,
    PilihanField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class RencanaForm(BaseForm):
    """Where, when and for whom."""

    tanggal = TanggalField("Tanggal", [WajibDiisi("Tulis tanggalnya.")])
    desa_kode = PilihanField("Desa/kelurahan", [WajibDiisi("Pilih desa/kelurahannya.")])
    lokasi = TeksField(
        "Tempat", [WajibDiisi("Tulis tempatnya.")], petunjuk="Misalnya SMAN 2, Balai Desa, atau rumah warga."
    )
    jenis_sasaran = PilihanField(
        "Jenis sasaran",
        [WajibDiisi("Pilih jenis sasarannya.")],
        choices=[(kode.value, label) for kode, label in SASARAN_LABEL.items()],
    )
    petugas = TeksField("Petugas", [WajibDiisi("Tulis nama petugasnya.")], paling=400)
    alat = TeksField("Alat", petunjuk="Misalnya satu set perekaman dan satu printer.")
    target = AngkaField("Target (orang)", [WajibDiisi("Tulis targetnya.")], maksimal=1_000_000)

    def isian(self) -> IsianJemput:
        """What was filled in, as the service takes it."""
        return IsianJemput(
            tanggal=self.tanggal.data,
            desa_kode=self.desa_kode.data,
            lokasi=self.lokasi.data,
            jenis_sasaran=self.jenis_sasaran.data,
            petugas=self.petugas.data,
            target=self.target.data,
            alat=self.alat.data or "",
        )


class RencanaBaruForm(RencanaForm):
    """A new plan also says who is visited."""

    ambil = AngkaField(
        "Berapa orang dari daftar kerja", petunjuk="Yang paling lama menunggu lebih dulu.", maksimal=1000
    )
    lain = TeksPanjangField(
        "Sasaran lain",
        petunjuk=f"Satu orang atau tempat setiap baris, tanpa NIK. Seluruhnya paling banyak {SASARAN_TERBANYAK}.",
        baris=3,
    )

    def lines(self) -> list[str]:
        """Who was named in words."""
        return [line.strip() for line in (self.lain.data or "").splitlines() if line.strip()]


class HasilForm(BaseForm):
    """What was done; a field for each figure is added below."""

    kendala = TeksPanjangField("Kendala", [Panjang(maksimal=1000)], baris=2)
    alasan = TeksPanjangField("Alasan perbaikan", [Panjang(maksimal=500)], baris=2)

    def hasil(self) -> dict[str, Any]:
        """The figures that were typed."""
        return {kode: self[kode].data for kode in HASIL_LABEL}


for _kode, _label in HASIL_LABEL.items():
    setattr(HasilForm, _kode, AngkaField(_label))


class BatalForm(BaseForm):
    """Why a visit is called off."""

    alasan = TeksPanjangField("Alasan", [WajibDiisi("Tulis alasannya."), Panjang(maksimal=500)], baris=2)
