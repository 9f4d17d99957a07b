"""Place, period and sumbu of an address; what cannot be read is said on the page, which then shows the usual."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import now, today_in
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import zone_label, zone_of
from pemakaman.pantau.queries.corong import Letak, get_letak
from pemakaman.pantau.queries.tempat import counted_at
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.corong import read_sumbu
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import PERTAMA, Periode, read_periode

BASI = timedelta(minutes=5)
# No burial of a book lies outside.
SEPANJANG = Periode(Bulan(1800, 1), Bulan(2199, 12))
"""What `masa=semua` of an address means, for a list behind a figure of all time."""


@dataclass
class Alamat:
    """What a page of monitoring is about."""

    letak: Letak
    sumbu: Sumbu
    periode: Periode
    pesan: list[str] = field(default_factory=list)

    @property
    def kueri(self) -> dict[str, str]:
        """As an address carries it."""
        masa = {"masa": "semua"} if self.periode == SEPANJANG else self.periode.alamat
        return {**self.letak.alamat, **masa, "sumbu": self.sumbu.value}

    def baris(self, **ganti: Any) -> str:
        """Address of the reports of this place and period; what is given takes the place of what stands here."""
        return url_for("pantau.funnel_rows", **{**self.kueri, **ganti})

    @property
    def pintas(self) -> list[tuple[str, dict[str, str]]]:
        """Periods that are asked for most, as addresses carry them."""
        kini = month_of(today_in(self.letak.tempat.kode))
        this_year = Periode(Bulan(kini.tahun, 1), kini)
        last_year = Periode(Bulan(kini.tahun - 1, 1), Bulan(kini.tahun - 1, 12))
        found = (
            ("12 bulan terakhir", read_periode("", "", kini)),
            ("Tahun ini", this_year),
            ("Tahun lalu", last_year),
            ("Sepanjang waktu", Periode(PERTAMA, kini)),
        )
        rest = {**self.letak.alamat, "sumbu": self.sumbu.value}
        return [(teks, {**rest, **periode.alamat}) for teks, periode in found if periode != self.periode]

    def shorten(self, paling_lama: int) -> None:
        """Keep so many months at most, the last ones."""
        first = self.periode.sampai.next(1 - paling_lama)
        if self.periode.dari < first:
            self.periode = Periode(first, self.periode.sampai)

    @property
    def status(self) -> int:
        """400 where something of the address could not be read."""
        return 400 if self.pesan else 200


def read_alamat(session: Session, *, actor: Actor) -> Alamat:
    """Read it from the request; raises NotFound for a place outside the jurisdiction."""
    letak = get_letak(session, request.args.get("wilayah", ""), request.args.get("makam", ""), actor=actor)
    kini = month_of(today_in(letak.tempat.kode))
    found = Alamat(letak, Sumbu.DIMAKAMKAN, read_periode("", "", kini))
    try:
        found.sumbu = read_sumbu(request.args.get("sumbu", ""))
    except NilaiError as error:
        found.pesan.append(error.pesan)
    try:
        found.periode = read_periode(request.args.get("dari", ""), request.args.get("sampai", ""), kini)
    except NilaiError as error:
        found.pesan.append(error.pesan)
    return found


@dataclass(frozen=True)
class Terhitung:
    """Up to when the figures are right, in words; `basi` when that is a while ago."""

    teks: str
    basi: bool


def read_terhitung(session: Session, kode: str) -> Terhitung:
    """The moment of the last count by the clock of a region."""
    pada: datetime | None = counted_at(session)
    if pada is None:
        return Terhitung("Angka belum pernah dihitung.", basi=True)
    local, late = pada.astimezone(zone_of(kode)), now() - pada > BASI
    day = "" if local.date() == today_in(kode) else f" tanggal {local:%d-%m-%Y}"
    return Terhitung(f"Angka per {local:%H.%M} {zone_label(kode)}{day}.", basi=late)
