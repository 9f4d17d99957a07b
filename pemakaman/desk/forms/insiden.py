"""Forms of incidents."""

from datetime import datetime
from typing import Any

from pemakaman.desk.rules.istilah import TINGKAT_INSIDEN_LABEL
from pemakaman.desk.rules.teks import CATATAN_TERPANJANG
from pemakaman.desk.services.insiden import IsianInsiden
from pemakaman.nilai.tanggal import zone_of
from pemakaman.widgets import (
    BaseForm,
    Panjang,
    PilihanField,
    PukulField,
    TanggalField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)


def _must(pesan: str) -> list[Any]:
    return [WajibDiisi(pesan), Panjang(maksimal=CATATAN_TERPANJANG)]


class InsidenForm(BaseForm):
    """What happened, who must solve it, until when."""

    judul = TeksField("Judul", [WajibDiisi("Tulis judulnya.")], petunjuk="Misalnya printer KTP-el rusak.")
    uraian = TeksPanjangField("Apa yang terjadi", _must("Tulis apa yang terjadi."), baris=3)
    tingkat = PilihanField(
        "Tingkat",
        [WajibDiisi("Pilih tingkatnya.")],
        choices=[(kode.value, label) for kode, label in TINGKAT_INSIDEN_LABEL.items()],
    )
    pemilik = PilihanField("Penanggung jawab", [WajibDiisi("Pilih penanggung jawabnya.")])
    tenggat = TanggalField("Tenggat: tanggal", [WajibDiisi("Tulis tanggal tenggatnya.")])
    pukul = PukulField("Tenggat: jam", [WajibDiisi("Tulis jamnya, misalnya 16.00.")])
    alasan = TeksPanjangField("Alasan perubahan", [Panjang(maksimal=500)], baris=2)

    def isian(self, kab_kode: str) -> IsianInsiden:
        """What was filled in, as the service takes it; the hour is that of the kab/kota."""
        due = datetime.combine(self.tenggat.data, self.pukul.data, tzinfo=zone_of(kab_kode))
        return IsianInsiden(self.judul.data, self.uraian.data, self.tingkat.data, self.pemilik.data, due)


class CatatanForm(BaseForm):
    """What was done so far."""

    catatan = TeksPanjangField("Apa yang sudah dilakukan", _must("Tulis apa yang sudah dilakukan."), baris=2)


class SelesaiForm(BaseForm):
    """How it was solved."""

    penyelesaian = TeksPanjangField("Bagaimana diselesaikan", _must("Tulis bagaimana diselesaikan."), baris=2)


class BukaForm(BaseForm):
    """Why it is opened again."""

    alasan = TeksPanjangField("Mengapa dibuka lagi", _must("Tulis alasannya."), baris=2)
