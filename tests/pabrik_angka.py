"""The kept figures beside two other counts: the program's own proof, and one in plain Python that shares no SQL."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.berkas.models import Berkas
from pemakaman.db import reading, today_in
from pemakaman.laporan.models import CatatanKembali, Laporan
from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.pantau.hitung import count_everything
from pemakaman.pantau.models import Corong, Fakta, Jeda, MakamBulan, NilaiMakam, Tanda
from pemakaman.pantau.queries import banding
from pemakaman.pantau.rules.belum_akta import waits_for
from pemakaman.pemilih.models import Paket, PaketUsul, TandaTerima, Usul
from pemakaman.perbaikan.models import Perbaikan
from pemakaman.verifikasi.models import Keputusan
from tests.pabrik import BANDAR_LAMPUNG

WIB = ZoneInfo("Asia/Jakarta")
SILENT = {"draf", "ditolak", "dibatalkan", "digabung"}
HOLDING = {"diusulkan", "dikonfirmasi", "dibekukan"}
COUNTED = tuple(column.name for column in Corong.__table__.columns if not column.primary_key)
Kunci = tuple[str, str, date]
TABLES = (
    "pantau_tanda",
    "pantau_tanda_makam",
    "pantau_fakta",
    "pantau_corong",
    "pantau_sebaran",
    "pantau_jeda",
    "pantau_makam_bulan",
    "pantau_makam",
)


def differences() -> dict[str, int]:
    """Table → rows that differ from a new count by the program."""
    with reading() as session:
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        return {one.tabel: one.beda for one in banding.compare(session)}


def check_figures() -> None:
    """Nothing waits, no table differs from a new count, and plain Python finds the same funnel."""
    found = differences()
    assert set(found.values()) == {0}, found
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Tanda)) == 0
        kept = _kept_funnel(session), _kept_waits(session), _kept_burials(session)
        assert kept == count_by_hand(session)
        assert _kept_signs(session) == _signs_by_hand(session)
        _check_waiting(session)


def _check_waiting(session: Session) -> None:
    """What is kept of whom a report waits for is what a page says of it."""
    for fakta, status in session.execute(select(Fakta, Laporan.status).join(Laporan, Laporan.id == Fakta.laporan_id)):
        said = waits_for(status, fakta.diajukan, fakta.disetujui, fakta.diunduh, akta=fakta.akta)
        assert fakta.menunggu == (said or "")


def figures(sumbu: str = "dimakamkan", tempat: str = BANDAR_LAMPUNG) -> dict[str, int]:
    """Everything counted and proved; the funnel of a place over all months, without zeros."""
    count_everything()
    check_figures()
    with reading() as session:
        rows = [row for row in session.scalars(select(Corong)) if (row.tempat, row.sumbu) == (tempat, sumbu)]
    total = {name: sum(getattr(row, name) for row in rows) for name in COUNTED}
    return {name: number for name, number in total.items() if number}


def months(sumbu: str, tempat: str = BANDAR_LAMPUNG) -> dict[date, int]:
    """Month → buried, as it is kept."""
    with reading() as session:
        return {key[2]: row["dimakamkan"] for key, row in _kept_funnel(session).items() if key[:2] == (tempat, sumbu)}


def _kept_funnel(session: Session) -> dict[Kunci, Counter[str]]:
    found = {}
    for row in session.scalars(select(Corong)):
        numbers = Counter({name: number for name in COUNTED if (number := getattr(row, name))})
        if numbers:
            found[row.tempat, row.sumbu, row.bulan] = numbers
    return found


def _kept_waits(session: Session) -> Counter[tuple[str, date, str, int]]:
    rows = session.scalars(select(Jeda).where(Jeda.jumlah != 0))
    return Counter({(row.tempat, row.bulan, row.langkah, row.hari): row.jumlah for row in rows})


def _kept_burials(session: Session) -> Counter[tuple[UUID, date]]:
    rows = session.scalars(select(MakamBulan).where(MakamBulan.jumlah != 0))
    return Counter({(row.makam_id, row.bulan): row.jumlah for row in rows})


def _kept_signs(session: Session) -> dict[UUID, date | None]:
    return {row.makam_id: row.terakhir for row in session.scalars(select(NilaiMakam))}


def _signs_by_hand(session: Session) -> dict[UUID, date | None]:
    """Cemetery → first day of the last month with a burial up to now, or closed."""
    first = _first(today_in(BANDAR_LAMPUNG))
    signs = [(makam_id, bulan) for makam_id, bulan in count_by_hand(session)[2] if bulan <= first]
    closed = session.scalars(select(TutupBuku).where(TutupBuku.dibuka_pada.is_(None)))
    signs += [(row.makam_id, date(row.tahun, row.bulan, 1)) for row in closed]
    return {
        makam_id: max((bulan for one, bulan in signs if one == makam_id), default=None)
        for makam_id in session.scalars(select(Makam.id))
    }


def count_by_hand(session: Session) -> tuple[Any, Any, Any]:
    """(funnel, days between steps, burials of cemeteries) from the rows alone."""
    corong: dict[Kunci, Counter[str]] = {}
    waits, burials = Counter[tuple[str, date, str, int]](), Counter[tuple[UUID, date]]()
    for laporan in session.scalars(select(Laporan)):
        if {laporan.status, laporan.status_sebelum} & SILENT or laporan.dimakamkan_tanggal is None:
            continue
        days = _days(session, laporan)
        burials[laporan.makam_id, _first(days["dimakamkan"])] += 1
        for tempat, sumbu, bulan in _places(laporan, days):
            corong.setdefault((tempat, sumbu, bulan), Counter()).update(_steps(session, laporan, days, (sumbu, bulan)))
        if not laporan.asal.startswith("impor") and laporan.kasus != "lahir_mati":
            for tempat in (laporan.kab_kode[:2], laporan.kab_kode):
                for langkah, hari in _waits(days):
                    waits[tempat, _first(days["dimakamkan"]), langkah, hari] += 1
    return corong, waits, burials


def _days(session: Session, laporan: Laporan) -> dict[str, Any]:
    """Step → day, or None while it is not done."""
    keputusan = session.get(Keputusan, laporan.id)
    usul = [one for one in _rows(session, Usul, Usul.laporan_id == laporan.id) if one.status in HOLDING]
    rows = [row for one in usul for row in _rows(session, PaketUsul, PaketUsul.usul_id == one.id)]
    receipts = [session.get(TandaTerima, row.paket_id) for row in rows if row.hasil == "diterima"]
    standing = (laporan.status_sebelum or laporan.status) in {"disetujui", "akta_terbit"}
    files = _rows(session, Berkas, Berkas.laporan_id == laporan.id)
    aktas = _rows(session, Akta, Akta.laporan_id == laporan.id)
    return {
        "meninggal": laporan.meninggal_tanggal,
        "dimakamkan": laporan.dimakamkan_tanggal,
        "masuk": _day(laporan.masuk_buku_pada or laporan.dibuat_pada),
        "diajukan": _day(laporan.diajukan_pada),
        "disetujui": _day(keputusan.disetujui_pada) if keputusan and standing else None,
        "diunduh": _least(_day(one.pertama_diunduh_pada) for one in files if one.dibatalkan_pada is None),
        "akta": _least(one.tanggal for one in aktas if one.dibatalkan_pada is None),
        "diusulkan": _least(_day(one.diusulkan_pada) for one in usul),
        "diserahkan": _least(_day(session.get_one(Paket, row.paket_id).dibuat_pada) for row in rows),
        "diterima": _least(receipt.tanggal for receipt in receipts if receipt),
    }


def _rows(session: Session, table: type[Any], condition: Any) -> list[Any]:
    return list(session.scalars(select(table).where(condition)))


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(WIB).date() if moment else None


def _least(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _first(day: date) -> date:
    return day.replace(day=1)


def _places(laporan: Laporan, days: dict[str, Any]) -> Iterator[Kunci]:
    months = {**days, "meninggal": days["meninggal"] or days["dimakamkan"]}
    for tempat in (laporan.kab_kode[:2], laporan.kab_kode, laporan.kec_kode):
        for sumbu in ("meninggal", "dimakamkan", "masuk"):
            yield tempat, sumbu, _first(months[sumbu])


def _steps(session: Session, laporan: Laporan, days: dict[str, Any], kapan: tuple[str, date]) -> list[str]:
    """Figures it counts in; a death of an earlier month is only added later to the month of its entry."""
    if laporan.kasus == "lahir_mati":
        return ["lahir_mati"]
    sumbu, bulan = kapan
    faults = [] if laporan.asal.startswith("impor") else _faults(session, laporan, days)
    if sumbu == "masuk" and _first(days["meninggal"] or days["dimakamkan"]) < bulan:
        return [*faults, "susulan"]
    found = [*(name for name in COUNTED if days.get(name)), *faults]
    quick = {
        "ada_nik": bool(laporan.nik_pilihan or laporan.nik),
        "lapor30": _within(days["meninggal"], days["diajukan"]),
        "akta30": _within(days["dimakamkan"], days["akta"]),
        "kertas": laporan.asal.startswith("impor"),
        "susulan": _first(days["masuk"]) > bulan,
    }
    return found + [name for name, holds in quick.items() if holds]


def _faults(session: Session, laporan: Laporan, days: dict[str, Any]) -> list[str]:
    """Measures of quality it falls under; once for each time it was sent back."""
    notes = {one.dibuat_pada for one in _rows(session, CatatanKembali, CatatanKembali.laporan_id == laporan.id)}
    fixes = [one for one in _rows(session, Perbaikan, Perbaikan.laporan_id == laporan.id) if one.status == "disetujui"]
    wrong = {
        "tanpa_nik": not (laporan.nik_pilihan or laporan.nik),
        "tanpa_kelamin": laporan.jenis_kelamin is None,
        "tanpa_umur": laporan.umur is None and laporan.lahir_tahun is None,
        "dikembalikan": bool(notes),
        "diperbaiki": bool(fixes),
        "terlambat": (days["masuk"] - days["dimakamkan"]).days > 7,
    }
    return [name for name, holds in wrong.items() if holds] + ["kali"] * len(notes)


def _within(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and (end - start).days <= 30


def _waits(days: dict[str, Any]) -> Iterator[tuple[str, int]]:
    pairs = {
        "lapor": (days["meninggal"], "diajukan"),
        "diajukan": (days["dimakamkan"], "diajukan"),
        "disetujui": (days["diajukan"], "disetujui"),
        "diunduh": (days["disetujui"], "diunduh"),
        "akta": (days["disetujui"], "akta"),
        "makam_akta": (days["dimakamkan"], "akta"),
        "diusulkan": (days["akta"] or days["disetujui"], "diusulkan"),
        "diserahkan": (days["diusulkan"], "diserahkan"),
        "diterima": (days["diserahkan"], "diterima"),
    }
    for langkah, (start, end) in pairs.items():
        if start and days[end]:
            yield langkah, max((days[end] - start).days, 0)
