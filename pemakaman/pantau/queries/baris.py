"""The reports behind a figure, for those who may see them, and how many they are."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Select, and_, func, literal_column, select, tuple_
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.errors import NotFound
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import visible_filter
from pemakaman.makam.models import Makam
from pemakaman.pantau.models import Corong, Jeda, Sebaran
from pemakaman.pantau.queries.corong import (
    Letak,
    count_by_child,
    count_by_month,
    fact_condition,
    fakta,
    month_column,
    total,
)
from pemakaman.pantau.queries.jumlah import quality_condition, wait_condition
from pemakaman.pantau.rules.corong import Pilihan
from pemakaman.pantau.rules.langkah import Sumbu
from pemakaman.pantau.rules.periode import Periode

PAGE = 25
Kunci = tuple[date, UUID]


def list_rows(
    session: Session,
    letak: Letak,
    sumbu: Sumbu,
    periode: Periode,
    pilihan: Pilihan,
    *,
    actor: Actor,
    sesudah: Kunci | None = None,
) -> tuple[list[Any], str | None]:
    """A page of them, the oldest burial first, and the key of the next."""
    query = fact_rows(actor).where(letak.where, *_chosen(letak, sumbu, periode, pilihan))
    if sesudah is not None:
        query = query.where(tuple_(fakta.dimakamkan, fakta.laporan_id) > tuple_(*sesudah))
    rows = list(session.execute(query.order_by(fakta.dimakamkan, fakta.laporan_id).limit(PAGE + 1)))
    return rows[:PAGE], next_key(rows, PAGE)


def count_rows(session: Session, letak: Letak, sumbu: Sumbu, periode: Periode, pilihan: Pilihan) -> int:
    """How many a list shows, by the figure that leads to it: kept where it is kept, else counted from the facts."""
    if not pilihan.sifat:
        return pilihan.count(total(count_by_month(session, letak, sumbu, periode).values()))
    if letak.makam_id is None and letak.tempat.tingkat <= 2:
        kept = session.execute(_kept([letak.tempat.kode], sumbu, periode, pilihan))
        return {kode: int(jumlah) for kode, jumlah in kept}.get(letak.tempat.kode, 0)
    query = select(func.count()).select_from(fakta).where(letak.where, *_chosen(letak, sumbu, periode, pilihan))
    return session.scalar(query) or 0


def count_rows_by_kab(
    session: Session, letak: Letak, kab: Sequence[str], sumbu: Sumbu, periode: Periode, *, pilihan: Pilihan
) -> dict[str, int]:
    """The same for each kab/kota of a province; those without any are left out."""
    if pilihan.sifat:
        kept = session.execute(_kept(kab, sumbu, periode, pilihan))
        found = {kode: int(jumlah) for kode, jumlah in kept}
    else:
        steps = count_by_child(session, letak, kab, sumbu, periode)
        found = {kode: pilihan.count(angka) for kode, angka in steps.items()}
    return {kode: jumlah for kode, jumlah in found.items() if jumlah}


def fact_rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Facts with what a list shows of their reports; nothing that the actor may not see."""
    return (
        select(fakta.laporan_id, fakta.dimakamkan, fakta.kab_kode, fakta.kertas, fakta.diajukan, fakta.disetujui)
        .add_columns(fakta.diunduh, fakta.akta, fakta.desa_kode, fakta.makam_id)
        .add_columns(Laporan.nama, Laporan.tidak_dikenal, Laporan.nik, Laporan.status)
        .add_columns(Laporan.buku_nomor, Laporan.buku_tahun, Makam.nama.label("makam"))
        .select_from(fakta)
        .join(Laporan, and_(Laporan.id == fakta.laporan_id, visible_filter(actor)))
        .join(Makam, Makam.id == fakta.makam_id)
    )


def next_key(rows: list[Any], size: int) -> str | None:
    """Where the next page starts; None on the last one. `rows` holds one more than a page where there is one."""
    return f"{rows[size - 1].dimakamkan.isoformat()}_{rows[size - 1].laporan_id}" if len(rows) > size else None


def read_key(text_: str | None) -> Kunci | None:
    """The key of an address; raises NotFound for what is none."""
    if not text_:
        return None
    day, _, laporan_id = text_.partition("_")
    try:
        return date.fromisoformat(day), UUID(laporan_id)
    except ValueError:
        raise NotFound("Halaman daftar ini tidak ada. Mulai lagi dari halaman pertama.") from None


def _chosen(letak: Letak, sumbu: Sumbu, periode: Periode, pilihan: Pilihan) -> list[Any]:
    found: list[Any] = _months(letak, sumbu, periode)
    if pilihan.sifat:
        return [*found, *_having(pilihan.sifat, pilihan.nilai)]
    found.append(fact_condition(pilihan.langkah, sumbu))
    if pilihan.belum:
        found.append(~fact_condition(pilihan.belum, sumbu))
    return found


def _having(sifat: str, nilai: str) -> list[ColumnElement[bool]]:
    if sifat == "mutu":
        return [literal_column(f"({quality_condition(nilai)})", Boolean)]
    if sifat == "jeda":
        return [literal_column(f"({wait_condition(nilai)})", Boolean)]
    if sifat == "umur":
        kelamin, _, umur = nilai.partition("|")
        return [~fakta.lahir_mati, fakta.kelamin == kelamin, fakta.umur == umur]
    known: dict[str, ColumnElement[bool]] = {
        "kelamin": fakta.kelamin == nilai,
        "tempat": fakta.tempat == nilai,
    }
    return [~fakta.lahir_mati, known[sifat] if sifat in known else fakta.sebab == int(nilai)]


def _kept(kode: Sequence[str], sumbu: Sumbu, periode: Periode, pilihan: Pilihan) -> Any:
    """Code of a province or kab/kota → how many, from the sums that the page with the figure reads too."""
    sifat, nilai = pilihan.sifat, pilihan.nilai
    table: Any = {"mutu": Corong, "jeda": Jeda}.get(sifat, Sebaran)
    chosen: list[Any] = [table.tempat.in_(kode), table.bulan.between(periode.dari.awal, periode.sampai.awal)]
    counted: Any = Corong.dimakamkan - Corong.kertas
    if sifat == "jeda":
        counted = Jeda.jumlah
        chosen.append(Jeda.langkah == nilai)
    elif sifat == "mutu":
        counted = counted if nilai == "baris" else getattr(Corong, nilai)
        chosen.append(Corong.sumbu == sumbu.value)
    else:
        counted = Sebaran.jumlah
        is_it = Sebaran.nilai.startswith(f"{nilai}|", autoescape=True) if sifat == "kelamin" else Sebaran.nilai == nilai
        chosen += [Sebaran.sumbu == sumbu.value, Sebaran.ukuran == ("umur" if sifat == "kelamin" else sifat), is_it]
    return select(table.tempat, func.sum(counted)).where(*chosen).group_by(table.tempat)


def _months(letak: Letak, sumbu: Sumbu, periode: Periode) -> list[ColumnElement[bool]]:
    """The months of a period in the words of the index that will be read, said once: the planner multiplies.

    A kab/kota is read along its days of burial, so that the first page is all that is read.
    """
    by_month = month_column(sumbu).between(periode.dari.awal, periode.sampai.awal)
    if letak.tempat.tingkat != 2 or letak.makam_id is not None or sumbu is Sumbu.MASUK:
        return [by_month]
    if sumbu is Sumbu.DIMAKAMKAN:
        return [fakta.dimakamkan.between(periode.dari.awal, periode.sampai.akhir)]
    # Nobody is buried before he died.
    return [by_month, fakta.dimakamkan >= periode.dari.awal]
