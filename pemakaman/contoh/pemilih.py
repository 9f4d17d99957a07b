"""Voter lists of the demonstration, with some of the dead still in them, and proposals in every state."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.contoh import kpu
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.orang import SERI_PEMILIH, SERI_TMS, Orang, Pencipta, birth_of_adult
from pemakaman.contoh.pengisi import Echo, all_desa
from pemakaman.contoh.tempat import TEMPAT, slug
from pemakaman.contoh.usul import get_actor, make_usul, newest_list
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.nilai.nik import birth_date_from_nik, read_nik
from pemakaman.nilai.triwulan import quarter_of
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.muncul import find_returned
from pemakaman.pemilih.services import register_daftar
from pemakaman.pemilih.tms import sort_tms
from pemakaman.pemilih.versi import AsalDaftar

BENIH = 1955
JUMLAH = 20_000
PEMILIH_PER_TPS = 500
# The lists came first, then the proposals; what followed from them happened since.
DAFTAR_SEBELUMNYA, DAFTAR_LALU, USUL_LALU = timedelta(days=40), timedelta(days=12), timedelta(days=9)
DITETAPKAN = timedelta(days=3)
"""So many days before it came in, a list was decided on."""
DPB, TMS = "DPB", "TMS"
TMS_BERLAPORAN, TMS_TANPA_LAPORAN = 12, 8
# Of the voters each so many-th has no KTP-el yet.
TANPA_KTP = 17
KEPALA = (
    *("KECAMATAN", "DESA", "DPID", "NKK", "NIK", "NAMA", "JK", "TMPT_LHR", "TGL_LHR", "STS", "ALAMAT", "RT", "RW"),
    *("DIS", "KTPel", "SUMBER", "KET", "TPS"),
)
NIK = KEPALA.index("NIK")
Row = tuple[str, ...]


@dataclass(frozen=True)
class Kab:
    """A kab/kota, how long its list is, its place among the others, and the day of the demonstration."""

    kode: str
    nama: str
    jumlah: int
    urutan: int
    hari_ini: date


@dataclass(frozen=True)
class Mati:
    """What a report says of one dead person of voting age, and where the person lived."""

    nama: str
    nik: str
    jenis_kelamin: str
    no_kk: str | None
    tempat_lahir: str
    kecamatan: str
    desa: str


def fill(kab_nama: Mapping[str, str], skala: float, echo: Echo) -> None:
    """Import the lists of each kab/kota and make proposals; what is there already stays."""
    done, hari_ini = 0, today_in("18")
    for urutan, (kode, nama) in enumerate(sorted(kab_nama.items())):
        share = round(JUMLAH * skala)
        jumlah = share // len(kab_nama) + (urutan < share % len(kab_nama))
        done += _fill_one(Kab(kode, nama, jumlah, urutan, hari_ini))
    if done:
        echo(f"  {done} daftar pemilih")
    for kode, nama in kab_nama.items():
        with transaction() as session, db.clock_at(db.now() - USUL_LALU):
            follow_clock(session)
            make_usul(session, newest_list(session, kode), slug(nama))


def _fill_one(kab: Kab) -> int:
    """Bring in what is missing in one kab/kota: in two of them an earlier list and KPU's own dead too."""
    dpb, tms, is_rich = _take_up(kab.kode, DPB), _take_up(kab.kode, TMS), kab.kode in kpu.KAB
    before = len(dpb) + len(tms)
    if is_rich and not dpb:
        dpb.append(_bring(kab, DPB, -2, _earlier_rows))
    if is_rich and len(dpb) == 1:
        kpu.first_round(dpb[0], kab.nama)
    if len(dpb) < 1 + is_rich:
        dpb.append(_bring(kab, DPB, -1, _later_rows if is_rich else _list_rows))
    if is_rich and not tms:
        tms.append(_bring(kab, TMS, -1, _tms_rows))
    return len(dpb) + len(tms) - before


def _take_up(kab: str, jenis: str) -> list[UUID]:
    """The lists of a kind, the oldest first; one whose import was broken off is taken up here."""
    query = select(DaftarPemilih.id).where(DaftarPemilih.wilayah_kode == kab, DaftarPemilih.jenis == jenis)
    with reading() as session:
        found = list(session.scalars(query.where(DaftarPemilih.status != "gagal").order_by(DaftarPemilih.dibuat_pada)))
    for daftar_id in found:
        run_import(daftar_id, transaction)
        run_steps(daftar_id, transaction)
    return found


def _bring(kab: Kab, jenis: str, triwulan: int, make: Callable[[Session, Kab], Iterable[Row]]) -> UUID:
    """Import one list, so many quarters from this one, some days after its decision."""
    periode = quarter_of(kab.hari_ini).next(triwulan)
    lalu = DAFTAR_LALU if triwulan == -1 else DAFTAR_SEBELUMNYA
    with db.clock_at(db.now() - lalu):
        with transaction() as session:
            follow_clock(session)
            rows = list(make(session, kab))
            content = _csv(rows)
            daftar_id = register_daftar(
                session,
                wilayah_kode=kab.kode,
                jenis=jenis,
                periode=str(periode),
                nama_berkas=f"{jenis}-{slug(kab.nama)}-{periode}.csv",
                sha256=store.put(content),
                ukuran=len(content),
                asal=AsalDaftar(today_in(kab.kode) - DITETAPKAN, f"KPU {kab.nama}", len(rows)),
                actor=get_actor(session, f"admin.{slug(kab.nama)}"),
                defer=False,
            ).id
        run_import(daftar_id, transaction)
        run_steps(daftar_id, transaction)
        with transaction() as session:
            find_returned(session, daftar_id)
            sort_tms(session, daftar_id)
    return daftar_id


def _earlier_rows(session: Session, kab: Kab) -> Iterator[Row]:
    """The list before: some voters are not in it yet, some live elsewhere by now."""
    for number, row in enumerate(_list_rows(session, kab)):
        if number % 37 == 1:
            yield _with(row, RT="010", TPS="004")
        elif number % 41 != 2:
            yield row


def _later_rows(session: Session, kab: Kab) -> Iterator[Row]:
    """The list of today: most of the struck are gone, and a few who moved away."""
    struck = kpu.struck_nik(session, kab.kode)
    for number, row in enumerate(_list_rows(session, kab)):
        if row[NIK] not in struck and number % 53 != 3:
            yield row


def _tms_rows(session: Session, kab: Kab) -> Iterator[Row]:
    """KPU's own dead: of some there is a report, of others none; of those a few lived near a cemetery."""
    pencipta = Pencipta(BENIH + kab.urutan, SERI_TMS)
    dead = [mati for number, mati in enumerate(_dead(session, kab.kode, kab.hari_ini)) if number % 4 == 1]
    for number, mati in enumerate(dead[:TMS_BERLAPORAN]):
        yield _with(_dead_row(pencipta, 6 * number, mati, kab.hari_ini), KET="1")
    desa = {item.kode: item for item in all_desa(session)[kab.kode]}
    homes = [tempat.desa_kode for tempat in TEMPAT if tempat.kab_kode == kab.kode]
    for number in range(TMS_TANPA_LAPORAN):
        where = desa[homes[-1 if number % 2 else 0]]
        lahir = birth_of_adult(pencipta.rng, kab.hari_ini, (55, 85))
        orang = pencipta.orang(kab.kode, where.kode[:8], lahir, hari_ini=kab.hari_ini, kab_nama=kab.nama)
        yield _row(pencipta, orang, (where.kecamatan, where.nama), TMS_BERLAPORAN + number, ket="1")


def _with(row: Row, **cells: str) -> Row:
    return tuple(cells.get(name, cell) for name, cell in zip(KEPALA, row, strict=True))


def _list_rows(session: Session, kab: Kab) -> Iterator[Row]:
    """The dead still listed among many living, a few without a KTP-el; at the end two rows a typist spoiled."""
    pencipta = Pencipta(BENIH + kab.urutan, SERI_PEMILIH)
    desa = all_desa(session)[kab.kode]
    found = [
        _dead_row(pencipta, number, mati, kab.hari_ini)
        for number, mati in enumerate(_dead(session, kab.kode, kab.hari_ini))
    ]
    found = found[: kab.jumlah]
    while len(found) < kab.jumlah:
        where = desa[pencipta.rng.randrange(min(len(desa), 40))]
        lahir = birth_of_adult(pencipta.rng, kab.hari_ini, (17, 85))
        orang = pencipta.orang(kab.kode, where.kode[:8], lahir, hari_ini=kab.hari_ini, kab_nama=kab.nama)
        found.append(_row(pencipta, orang, (where.kecamatan, where.nama), len(found)))
    pencipta.rng.shuffle(found)
    for number, row in enumerate(found):
        yield _with(row, KTPel="B") if number % TANPA_KTP == 5 else row
    for column, wrong in ((4, "18710112"), (6, "X")):
        yield tuple(wrong if index == column else cell for index, cell in enumerate(found[-1]))


def _dead(session: Session, kab: str, hari_ini: date) -> Iterator[Mati]:
    """Four of five dead with a NIK stand in the list; who was too young to vote does not."""
    query = (
        select(Laporan.nama, Laporan.nik, Laporan.jenis_kelamin, Laporan.no_kk, Laporan.tempat_lahir)
        .add_columns(Laporan.alamat_desa_kode)
        .where(Laporan.kab_kode == kab, Laporan.nik.is_not(None), Laporan.status != Status.DRAF)
        .order_by(Laporan.id)
    )
    desa = {item.kode: item for item in all_desa(session)[kab]}
    for number, row in enumerate(session.execute(query)):
        lahir = birth_date_from_nik(row.nik, None, hari_ini - timedelta(days=17 * 366))
        home = desa.get(row.alamat_desa_kode)
        if number % 5 == 4 or lahir is None or home is None or not row.nama or row.jenis_kelamin is None:
            continue
        if kab in kpu.KAB and number % 3 == 1:
            # Enough in one desa for a list to walk with: their address in the population data is an older one.
            home = desa[next(tempat.desa_kode for tempat in TEMPAT if tempat.kab_kode == kab)]
        tempat = row.tempat_lahir or "Lampung"
        yield Mati(row.nama, row.nik, row.jenis_kelamin, row.no_kk, tempat, home.kecamatan, home.nama)


def _dead_row(pencipta: Pencipta, number: int, mati: Mati, hari_ini: date) -> Row:
    """The voter of a dead person's NIK: mostly the same person, at times spelled otherwise, or somebody else."""
    parts = read_nik(mati.nik)
    lahir = birth_date_from_nik(mati.nik, None, hari_ini - timedelta(days=17 * 366)) or hari_ini
    kelamin = "P" if parts is not None and parts.perempuan else "L"
    nama = mati.nama
    if kelamin != mati.jenis_kelamin:
        nama = pencipta.nama(pencipta.suku("18"), kelamin)
    elif number % 6 == 5:
        nama = f"{mati.nama.split()[0][0]} {pencipta.nama(pencipta.suku('18'), kelamin)}"
    orang = Orang(
        nama,
        kelamin,
        lahir,
        mati.nik,
        mati.no_kk or pencipta.no_kk("18.71.01", hari_ini),
        mati.tempat_lahir,
        "",
        "",
        None,
        "",
    )
    ket = "1" if number % 13 == 12 else ""
    return _row(pencipta, orang, (mati.kecamatan, mati.desa), number, ket=ket)


def _row(pencipta: Pencipta, orang: Orang, tempat: tuple[str, str], number: int, *, ket: str = "") -> Row:
    """One line; `tempat` names kecamatan and desa."""
    rng = pencipta.rng
    return (
        *(tempat[0].upper(), tempat[1].upper(), str(100_000 + number), orang.no_kk, orang.nik, orang.nama.upper()),
        *(orang.jenis_kelamin, orang.tempat_lahir.upper(), f"{orang.lahir:%d|%m|%Y}", rng.choice("BSSP")),
        *(f"DUSUN {rng.randint(1, 9)}", f"{rng.randint(1, 12):03}", f"{rng.randint(1, 6):03}"),
        *(rng.choices(("0", "1", "6"), (97, 2, 1))[0], "S", rng.choice(("dp4", "coklit", "kemendagri")), ket),
        f"{1 + number // PEMILIH_PER_TPS:03}",
    )


def _csv(rows: Sequence[Row]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([KEPALA, *rows])
    return out.getvalue().encode()
