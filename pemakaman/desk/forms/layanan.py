"""The form of one service point on a holiday or polling day."""

from typing import Any

from pemakaman.desk.models import LayananHari
from pemakaman.desk.rules.istilah import JARINGAN_LABEL
from pemakaman.desk.rules.layanan import IsianLayanan
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    Panjang,
    PilihanField,
    PukulField,
    RadioField,
    TeksField,
    TeksPanjangField,
    TeleponField,
    WajibDiisi,
)

YA_TIDAK = [("ya", "Ya"), ("tidak", "Tidak")]
ALAT = ("printer_baik", "alat_rekam_baik", "ribbon_cukup")
ANGKA = ("rekam", "cetak", "suket")


class LayananForm(BaseForm):
    """Open or not, who is on duty, what works, what was done."""

    tempat = TeksField(
        "Tempat layanan", [WajibDiisi("Tulis tempat layanannya.")], petunjuk="Misalnya Kantor Disdukcapil."
    )
    buka = RadioField(
        "Buka atau tutup", [WajibDiisi("Pilih buka atau tutup.")], choices=[("ya", "Buka"), ("tidak", "Tutup")]
    )
    jam_buka = PukulField("Jam buka")
    jam_tutup = PukulField("Jam tutup")
    petugas = TeksField("Petugas piket", paling=400)
    hp = TeleponField("HP petugas")
    printer_baik = PilihanField("Printer berfungsi", choices=YA_TIDAK, kosong="Belum diperiksa")
    alat_rekam_baik = PilihanField("Alat rekam berfungsi", choices=YA_TIDAK, kosong="Belum diperiksa")
    ribbon_cukup = PilihanField("Ribbon dan film cukup", choices=YA_TIDAK, kosong="Belum diperiksa")
    blangko_sisa = AngkaField("Sisa blangko (keping)")
    jaringan = PilihanField(
        "Jaringan",
        choices=[(kode.value, label) for kode, label in JARINGAN_LABEL.items()],
        kosong="Belum diperiksa",
    )
    rekam = AngkaField("Rekam (orang)")
    cetak = AngkaField("Cetak (keping)")
    suket = AngkaField("Suket (lembar)")
    kendala = TeksPanjangField("Kendala", [Panjang(maksimal=1000)], baris=2)
    tindak_lanjut = TeksPanjangField("Tindak lanjut", [Panjang(maksimal=1000)], baris=2)
    alasan = TeksPanjangField("Alasan perbaikan", [Panjang(maksimal=500)], baris=2)

    def isian(self) -> IsianLayanan:
        """What was filled in, as the service takes it."""
        answers: dict[str, Any] = {name: _answer(self[name].data) for name in ALAT}
        answers |= {name: self[name].data or 0 for name in ANGKA}
        return IsianLayanan(
            tempat=self.tempat.data,
            buka=self.buka.data == "ya",
            jam_buka=self.jam_buka.data,
            jam_tutup=self.jam_tutup.data,
            petugas=self.petugas.data or "",
            hp=self.hp.data or "",
            blangko_sisa=self.blangko_sisa.data,
            jaringan=self.jaringan.data or None,
            kendala=self.kendala.data or "",
            tindak_lanjut=self.tindak_lanjut.data or "",
            **answers,
        )


def _answer(text: str | None) -> bool | None:
    return {"ya": True, "tidak": False}.get(text or "")


def shown_layanan(layanan: LayananHari) -> dict[str, Any]:
    """A stored record as the form shows it."""
    words = {True: "ya", False: "tidak", None: ""}
    names = ("tempat", "jam_buka", "jam_tutup", "petugas", "hp", "blangko_sisa", "kendala", "tindak_lanjut")
    found: dict[str, Any] = {name: getattr(layanan, name) for name in (*names, *ANGKA)}
    found |= {name: words[getattr(layanan, name)] for name in (*ALAT, "buka")}
    return found | {"jaringan": layanan.jaringan or ""}
