"""Forms of elections and of settings."""

from typing import Any

from pemakaman.desk.rules.istilah import JENIS_PEMILIHAN_LABEL
from pemakaman.desk.rules.laju import BATAS
from pemakaman.desk.services.pemilihan import IsianPemilihan
from pemakaman.widgets import (
    AngkaField,
    BanyakCentangField,
    BaseForm,
    CentangField,
    Panjang,
    PilihanField,
    PukulField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


class PemilihanForm(BaseForm):
    """One election."""

    nama = TeksField("Nama pemilihan", [WajibDiisi("Tulis nama pemilihan.")], petunjuk="Misalnya Pilkada 2029.")
    jenis = PilihanField(
        "Jenis",
        [WajibDiisi("Pilih jenis pemilihan.")],
        choices=[(kode.value, label) for kode, label in JENIS_PEMILIHAN_LABEL.items()],
    )
    hari_h = TanggalField("Hari pemungutan suara (hari H)", [WajibDiisi("Tulis hari pemungutan suara.")])
    hari_suket = AngkaField(
        "Surat keterangan boleh dicetak sejak berapa hari sebelum hari H",
        [WajibDiisi("Tulis jumlah harinya.")],
        maksimal=60,
    )
    wilayah = BanyakCentangField("Wilayah yang memilih")
    kode_lain = TeksPanjangField(
        "Kecamatan atau desa/kelurahan",
        petunjuk="Untuk pemungutan suara ulang: satu kode Kemendagri setiap baris, misalnya 18.71.01.",
        baris=3,
    )
    target_rekam = AngkaField("Target perekaman (persen)", [WajibDiisi("Tulis targetnya.")], maksimal=100)
    target_ikd = AngkaField("Target IKD (persen)", [WajibDiisi("Tulis targetnya.")], maksimal=100)
    catatan = TeksPanjangField("Catatan", [Panjang(maksimal=2000)], baris=2)
    aktif = CentangField("Pemilihan ini sedang disiapkan", petunjuk="Hilangkan centangnya sesudah selesai.")

    def isian(self) -> IsianPemilihan:
        """What was filled in, as the service takes it."""
        return IsianPemilihan(
            nama=self.nama.data,
            jenis=self.jenis.data,
            hari_h=self.hari_h.data,
            hari_suket=self.hari_suket.data,
            wilayah=[*self.wilayah.data, *self.kode_lain.data.split()],
            target_rekam=self.target_rekam.data,
            target_ikd=self.target_ikd.data,
            catatan=self.catatan.data,
            aktif=self.aktif.data,
        )


class SetelanForm(BaseForm):
    """Alarm, hour due and the limits of the lights; two fields a rule are added below."""

    alarm_hari = AngkaField(
        "Alarm stok blangko di bawah (hari)",
        [WajibDiisi("Tulis jumlah harinya.")],
        minimal=1,
        maksimal=90,
    )
    jam_tenggat = PukulField("Laporan harian paling lambat pukul", [WajibDiisi("Tulis jamnya, misalnya 16.00.")])

    def batas(self) -> dict[str, dict[str, float]]:
        """The limits that were typed."""
        return {kode: {name: float(self[f"{kode}_{name}"].data) for name in ("kuning", "merah")} for kode in BATAS}


def _limit(kode: str, name: str) -> AngkaField:
    rule = BATAS[kode]
    side = "di bawah" if rule.turun else "mulai"
    label = f"{rule.label}: {name} {side} ({rule.satuan})"
    return AngkaField(label, [WajibDiisi("Tulis angkanya.")], maksimal=1000)


for _kode in BATAS:
    for _name in ("kuning", "merah"):
        setattr(SetelanForm, f"{_kode}_{_name}", _limit(_kode, _name))


def shown_limits(batas: Any) -> dict[str, int]:
    """The limits in force, by field."""
    found: dict[str, int] = {}
    for kode, rule in BATAS.items():
        own = batas.get(kode, {})
        found[f"{kode}_kuning"] = int(own.get("kuning", rule.kuning))
        found[f"{kode}_merah"] = int(own.get("merah", rule.merah))
    return found
