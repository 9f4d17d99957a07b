"""What may be read without an account: kept sums of provinces that publish them. No row of a person is touched."""

from datetime import date

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from pemakaman.errors import NotFound
from pemakaman.pantau.models import Corong
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.terbuka.models import SetelanTerbuka
from pemakaman.terbuka.rules.lisensi import BAWAAN
from pemakaman.terbuka.rules.pohon import grow, prune
from pemakaman.terbuka.rules.tabel import Tabel, make_tabel
from pemakaman.terbuka.rules.ukuran import KODE, PALING_LAMA_TAHUN
from pemakaman.wilayah.models import Wilayah
from pemakaman.wilayah.queries import get_wilayah


def list_terbit(session: Session) -> list[tuple[str, str]]:
    """(code, name) of the provinces that publish, by name."""
    query = select(Wilayah.kode, Wilayah.nama).join(SetelanTerbuka, SetelanTerbuka.wilayah_kode == Wilayah.kode)
    query = query.where(SetelanTerbuka.terbit).order_by(Wilayah.nama)
    return [(kode, nama) for kode, nama in session.execute(query)]


def settings_of(session: Session, kode: str) -> SetelanTerbuka:
    """The stored choices of a province, or those it starts with (`versi` 0, not in the session)."""
    stored = session.get(SetelanTerbuka, kode)
    return stored or SetelanTerbuka(wilayah_kode=kode, terbit=False, lisensi=BAWAAN, kontak="", versi=0)


def get_terbit(session: Session, kode: str) -> tuple[str, str, SetelanTerbuka]:
    """Code, name and choices of a province that publishes; raises NotFound for every other."""
    setelan = session.get(SetelanTerbuka, kode)
    if setelan is None or not setelan.terbit:
        raise NotFound("Provinsi ini tidak ada atau belum membuka angkanya.")
    return kode, get_wilayah(session, kode).nama, setelan


def last_month(hari_ini: date) -> Bulan:
    """The last month that is over: the one that runs would show how many came since yesterday."""
    return month_of(hari_ini).next(-1)


def list_tahun(session: Session, kode: str, sampai: Bulan) -> list[int]:
    """Years with figures, newest first; the year of the last finished month always, ten at most."""
    tahun = extract("year", Corong.bulan)
    query = select(tahun).where(Corong.tempat == kode, Corong.sumbu == Sumbu.DIMAKAMKAN).distinct()
    oldest = sampai.tahun - PALING_LAMA_TAHUN + 1
    found = {int(one) for one in session.scalars(query)} | {sampai.tahun}
    return sorted((one for one in found if oldest <= one <= sampai.tahun), reverse=True)


def read_tabel(session: Session, kode: str, nama: str, tahun: int, sampai: Bulan) -> Tabel:
    """What is published of a year; raises NotFound for one without figures."""
    years = list_tahun(session, kode, sampai)
    if tahun not in years:
        raise NotFound(f"Tidak ada angka tahun {tahun}. Yang tersedia: {', '.join(map(str, years))}.")
    months = [one for one in (Bulan(tahun, number) for number in range(1, 13)) if one <= sampai]
    regions = {row.kode: row for row in session.scalars(select(Wilayah).where(Wilayah.induk == kode))}
    query = select(Corong.tempat, Corong.bulan, *(getattr(Corong, name) for name in KODE)).where(
        Corong.tempat.in_(list(regions)),
        Corong.sumbu == Sumbu.DIMAKAMKAN,
        Corong.bulan.in_([one.awal for one in months]),
    )
    angka: dict[Bulan, dict[str, tuple[int, ...]]] = {}
    for tempat, bulan, *values in session.execute(query):
        angka.setdefault(month_of(bulan), {})[tempat] = tuple(values)
    counted = {one for found in angka.values() for one in found}
    kab = {one: row.nama for one, row in sorted(regions.items()) if one in counted or _stands(row, tahun)}
    pohon = prune(grow([(row.berlaku_dari, one) for one, row in regions.items()]), kab)
    return make_tabel((kode, nama), tahun, kab, months, angka, pohon=pohon)


def _stands(wilayah: Wilayah, tahun: int) -> bool:
    """Does it stand in the table of a year also without figures? A new one in all years: else its first would show.

    One that is no longer valid stands a year longer, as the list that says so may be loaded late; what was published
    of a year then keeps its groups.
    """
    return wilayah.berlaku_sampai is None or tahun <= wilayah.berlaku_sampai.year + 1
