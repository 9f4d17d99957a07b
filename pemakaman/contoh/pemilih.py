"""Voter lists of the demonstration, with some of the dead still in them, and proposals in every state."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db, store
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.orang import SERI_PEMILIH, Orang, Pencipta, birth_of_adult
from pemakaman.contoh.pengisi import Echo, all_desa
from pemakaman.contoh.tempat import slug
from pemakaman.contoh.usul import get_actor, make_usul
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.rules import Status
from pemakaman.nilai.nik import birth_date_from_nik, read_nik
from pemakaman.pemilih.hitung import run_steps
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.models import DaftarPemilih
from pemakaman.pemilih.services import register_daftar

BENIH = 1955
JUMLAH = 20_000
PEMILIH_PER_TPS = 500
# The list came first, then the proposals; what followed from them happened since.
DAFTAR_LALU, USUL_LALU = timedelta(days=12), timedelta(days=9)
KEPALA = (
    *("KECAMATAN", "DESA", "DPID", "NKK", "NIK", "NAMA", "JK", "TMPT_LHR", "TGL_LHR", "STS", "ALAMAT", "RT", "RW"),
    *("DIS", "KTPel", "SUMBER", "KET", "TPS"),
)
Row = tuple[str, ...]


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
    """Import a list for each kab/kota and make proposals; what is there already stays."""
    done = 0
    for urutan, (kab, nama) in enumerate(sorted(kab_nama.items())):
        if _has_list(kab):
            continue
        share = round(JUMLAH * skala)
        with db.clock_at(db.now() - DAFTAR_LALU):
            _import_one(kab, nama, share // len(kab_nama) + (urutan < share % len(kab_nama)), urutan)
        done += 1
    if done:
        echo(f"  {done} daftar pemilih")
    for kab, nama in kab_nama.items():
        with transaction() as session, db.clock_at(db.now() - USUL_LALU):
            follow_clock(session)
            make_usul(session, kab, slug(nama))


def _has_list(kab: str) -> bool:
    """Is the list in? One whose import was broken off is taken up here."""
    query = select(DaftarPemilih.id).where(DaftarPemilih.wilayah_kode == kab, DaftarPemilih.status != "gagal")
    with reading() as session:
        found = session.scalar(query.limit(1))
    if found is not None:
        run_import(found, transaction)
        run_steps(found, transaction)
    return found is not None


def _import_one(kab: str, nama: str, jumlah: int, urutan: int) -> None:
    with transaction() as session:
        follow_clock(session)
        rows = list(_list_rows(session, kab, nama, jumlah, urutan))
        content = _csv(rows)
        daftar = register_daftar(
            session,
            wilayah_kode=kab,
            jenis="DPB",
            periode=_period(today_in("18")),
            nama_berkas=f"DPB-{slug(nama)}.csv",
            sha256=store.put(content),
            ukuran=len(content),
            actor=get_actor(session, f"admin.{slug(nama)}"),
            defer=False,
        )
        daftar_id: UUID = daftar.id
    run_import(daftar_id, transaction)
    run_steps(daftar_id, transaction)


def _list_rows(session: Session, kab: str, nama: str, jumlah: int, urutan: int) -> Iterator[Row]:
    """The dead who are still listed, among many living; at the end two rows a typist spoiled."""
    pencipta = Pencipta(BENIH + urutan, SERI_PEMILIH)
    hari_ini = today_in("18")
    desa = all_desa(session)[kab]
    found = [_dead_row(pencipta, number, mati, hari_ini) for number, mati in enumerate(_dead(session, kab, hari_ini))]
    found = found[:jumlah]
    while len(found) < jumlah:
        where = desa[pencipta.rng.randrange(min(len(desa), 40))]
        lahir = birth_of_adult(pencipta.rng, hari_ini, (17, 85))
        orang = pencipta.orang(kab, where.kode[:8], lahir, hari_ini=hari_ini, kab_nama=nama)
        found.append(_row(pencipta, orang, (where.kecamatan, where.nama), len(found)))
    pencipta.rng.shuffle(found)
    yield from found
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


def _period(hari_ini: date) -> str:
    """The last full quarter, as KPU names it: '2026-T3'."""
    quarter = (hari_ini.month - 1) // 3
    return f"{hari_ini.year}-T{quarter}" if quarter else f"{hari_ini.year - 1}-T4"
