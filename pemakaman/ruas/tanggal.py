"""Dates in three boxes: no date picker shows Indonesian order on every phone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import TanggalTakLengkap, parse_tanggal_bagian, parse_tanggal_tak_lengkap
from pemakaman.ruas.dasar import Ruas, first_text


@dataclass(frozen=True, slots=True)
class BagianTanggal:
    """One of the three boxes of a date, for the macro."""

    id: str
    nama: str
    label: str
    terketik: str
    papan_ketik: str
    kelas: str
    salah: bool


class TanggalField(Ruas):
    """A date in three boxes, `<name>-hari`, `-bulan`, `-tahun`; `data` is `date` or None.

    `cepat` adds the buttons "Hari ini" and "Kemarin" where a script runs.
    """

    jenis = "tanggal"
    is_control = False
    PARTS = (("hari", "numeric", "govuk-input--width-2"), ("bulan", "text", "bulan"))
    YEAR = ("tahun", "numeric", "govuk-input--width-4")
    problem: NilaiError | None = None

    def __init__(self, *args: Any, cepat: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cepat = cepat
        self.terketik: dict[str, str] = dict.fromkeys(("hari", "bulan", "tahun"), "")
        self.wrong_part: str | None = None

    def read(self, hari: str, bulan: str, tahun: str) -> Any:
        """Value of the three boxes, or `NilaiError`."""
        return parse_tanggal_bagian(hari, bulan, tahun)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Gather the boxes; the field's own name is never posted."""
        super().process(None, data, extra_filters)
        if formdata is None:
            return
        self.terketik = {part: first_text(formdata.getlist(f"{self.name}-{part}")) for part in self.terketik}
        self.raw_data = list(self.terketik.values())
        self.data = None
        if self.is_empty():
            return
        try:
            self.data = self.read(**self.terketik)
        except NilaiError as error:
            self.problem, self.wrong_part = error, error.bagian

    def process_data(self, value: Any) -> None:
        """Show a stored date, also one not fully known."""
        self.data = value
        year, month, day = (
            (value.tahun, value.bulan, value.hari)
            if isinstance(value, TanggalTakLengkap)
            else (value.year, value.month, value.day)
            if isinstance(value, date)
            else (None, None, None)
        )
        numbers = {"hari": day, "bulan": month, "tahun": year}
        self.terketik = {part: "" if number is None else str(number) for part, number in numbers.items()}

    def is_empty(self) -> bool:
        """True when all three boxes are empty."""
        return not any(text.strip() for text in self.terketik.values())

    def pre_validate(self, form: Any) -> None:
        """Say what is wrong with the date."""
        if self.problem is not None:
            raise StopValidation(self.problem.pesan)

    def add_error(self, pesan: str, bagian: str | None = None) -> None:
        """Mark one box, or the whole date."""
        super().add_error(pesan)
        self.wrong_part = bagian

    def bagian_tampil(self) -> list[BagianTanggal]:
        """The boxes in order, each with whether it is the wrong one."""
        return [
            BagianTanggal(
                id=f"{self.id}-{part}",
                nama=f"{self.name}-{part}",
                label=part.capitalize(),
                terketik=self.terketik[part],
                papan_ketik=keyboard,
                kelas=css,
                salah=bool(self.errors) and self.wrong_part in (None, part),
            )
            for part, keyboard, css in (*self.PARTS, self.YEAR)
        ]

    def atribut_tampil(self) -> dict[str, str]:
        """Marks the date for the script that adds the quick buttons."""
        return {**self.atribut, **({"data-cepat": ""} if self.cepat else {})}

    @property
    def id_fokus(self) -> str:
        """The wrong box, or the first."""
        return next((b.id for b in self.bagian_tampil() if b.salah), f"{self.id}-hari")


class TanggalTakLengkapField(TanggalField):
    """A date of which day and month may be unknown; `data` is `TanggalTakLengkap` or None."""

    def read(self, hari: str, bulan: str, tahun: str) -> TanggalTakLengkap:
        """Only the year is needed."""
        return parse_tanggal_tak_lengkap(hari, bulan, tahun)
