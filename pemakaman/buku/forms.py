"""The form that orders a print of the book."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pemakaman.buku.rules import Rentang, month, year
from pemakaman.makam.rules import SUSUNAN_LABEL
from pemakaman.nilai.tanggal import NAMA_BULAN
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    PilihanField,
    RadioField,
    TanggalField,
    TeksField,
    WajibDiisi,
)

MASA = [("bulan", "Satu bulan"), ("tahun", "Satu tahun"), ("rentang", "Dari tanggal sampai tanggal")]
NIK = [
    ("samar", "Disamarkan", "Hanya empat angka terakhir; cocok untuk ditempel atau dibagikan."),
    ("tampak", "Ditampilkan utuh", "Untuk arsip kantor."),
]


class CetakForm(BaseForm):
    """Which book, which days, which columns, whether whole NIKs; `lingkup` is 'makam:id' or 'wilayah:kode'."""

    lingkup = PilihanField("Buku yang dicetak", [WajibDiisi("Pilih buku yang dicetak.")])
    masa = RadioField("Masa", [WajibDiisi("Pilih masa yang dicetak.")], choices=MASA)
    bulan = PilihanField("Bulan", choices=[(str(n), nama) for n, nama in enumerate(NAMA_BULAN, 1)])
    bulan_tahun = AngkaField("Tahun", minimal=1900, maksimal=2200, kelas="govuk-input--width-4")
    tahun = AngkaField("Tahun buku", minimal=1900, maksimal=2200, kelas="govuk-input--width-4")
    dari = TanggalField("Dari tanggal pemakaman")
    sampai = TanggalField("Sampai tanggal pemakaman")
    susunan = RadioField(
        "Susunan kolom", [WajibDiisi("Pilih susunan kolom.")], choices=[(k.value, v) for k, v in SUSUNAN_LABEL.items()]
    )
    nik = RadioField("NIK", choices=NIK)
    petugas = TeksField(
        "Nama petugas yang menandatangani",
        [WajibDiisi("Tulis nama petugas yang menandatangani.")],
        paling=80,
    )

    def offer(self, choices: Iterable[tuple[str, str]], *, sees_nik: bool) -> None:
        """What this account may print."""
        self.lingkup.choices = list(choices)
        if not sees_nik:
            del self.nik

    def rentang(self) -> Rentang | None:
        """The days asked for; None, with the message at its field, when they are not all given."""
        match self.masa.data:
            case "bulan":
                wanted: list[tuple[Any, str]] = [(self.bulan, "Pilih bulannya."), (self.bulan_tahun, "Tulis tahunnya.")]
            case "tahun":
                wanted = [(self.tahun, "Tulis tahun bukunya.")]
            case _:
                wanted = [(self.dari, "Tulis tanggal awal."), (self.sampai, "Tulis tanggal akhir.")]
        missing = [(field, pesan) for field, pesan in wanted if not field.data]
        for field, pesan in missing:
            field.add_error(pesan)
        return None if missing else self._read()

    def _read(self) -> Rentang:
        if self.masa.data == "bulan":
            return month(self.bulan_tahun.data, int(self.bulan.data))
        return year(self.tahun.data) if self.masa.data == "tahun" else Rentang(self.dari.data, self.sampai.data)


def first_values(today: date, *, lingkup: str, susunan: str, petugas: str) -> dict[str, Any]:
    """The form as it opens: last month's book, masked."""
    before = date(today.year - (today.month == 1), today.month - 1 or 12, 1)
    return {
        "lingkup": lingkup,
        "masa": "bulan",
        "bulan": before.month,
        "bulan_tahun": before.year,
        "tahun": today.year,
        "susunan": susunan,
        "nik": "samar",
        "petugas": petugas,
    }
