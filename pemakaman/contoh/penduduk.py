"""Population extracts of the demonstration: two kab/kota, with most of their dead, the households, and namesakes."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from io import StringIO
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.contoh.kejadian import Desa
from pemakaman.contoh.orang import Orang, Pencipta, birth_of_adult
from pemakaman.contoh.pengisi import Echo, all_desa
from pemakaman.contoh.suku import LAKI
from pemakaman.contoh.tempat import slug
from pemakaman.contoh.usul import get_actor
from pemakaman.db import reading, today_in, transaction
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.nilai.nik import birth_date_from_nik
from pemakaman.penduduk.impor import run_import
from pemakaman.penduduk.judul import find_heads
from pemakaman.penduduk.kolom import OPENSID, suggest
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.penduduk.rules import MATI
from pemakaman.penduduk.services import choose_columns, register_impor

BENIH = 1961
SERI_PENDUDUK = (6000, 6999)
# Enough that no place and day of birth runs out of numbers, few enough to be in at once.
JUMLAH = {"18.71": 4000, "18.72": 2500}
# Spellings under which the register may know a name that a family writes otherwise.
EJAAN = (("Muhammad", "Mohamad"), ("M. ", "Muhammad "), ("Siti", "St."), ("oe", "u"), ("dj", "j"), ("sy", "s"))
JUDUL = (*OPENSID, "kecamatan", "desa", "tanggal_cetak_ktp")
Baris = dict[str, str]


def fill(kab_nama: Mapping[str, str], skala: float, echo: Echo) -> None:
    """Import an extract for each of the two kab/kota; one that is there already stays."""
    done = 0
    for kab, jumlah in JUMLAH.items():
        if kab in kab_nama and not _is_there(kab):
            _import_one(kab, kab_nama[kab], max(20, round(jumlah * skala)))
            done += 1
    if done:
        echo(f"  {done} salinan data penduduk")


def _is_there(kab: str) -> bool:
    """Is the extract in? One whose import was broken off is taken up here."""
    query = select(ImporPenduduk.id).where(ImporPenduduk.kab_kode == kab, ImporPenduduk.status != "gagal")
    with reading() as session:
        found = session.scalar(query.limit(1))
    if found is not None:
        run_import(found, transaction)
    return found is not None


def _import_one(kab: str, nama: str, jumlah: int) -> None:
    with transaction() as session:
        content = _csv(_Penulis(session, kab, nama).rows(jumlah))
        sha256 = store.put(content)
        kepala, actor = find_heads(store.path_of(sha256)), get_actor(session, f"admin.{slug(nama)}")
        impor = register_impor(
            session,
            wilayah_kode=kab,
            lengkap=True,
            tanggal_data=today_in("18").replace(day=1),
            nama_berkas=f"penduduk-{slug(nama)}.csv",
            sha256=sha256,
            ukuran=len(content),
            kepala=kepala,
            actor=actor,
        )
        choose_columns(session, impor.id, tabel=0, kolom=suggest(kepala[0].judul), actor=actor, uji=False, defer=False)
        impor_id = impor.id
    run_import(impor_id, transaction)


class _Penulis:
    """Writes the residents of one kab/kota: first the dead of its reports with their households, then others."""

    def __init__(self, session: Session, kab: str, nama: str) -> None:
        self.session, self.kab, self.nama = session, kab, nama
        self.pencipta = Pencipta(BENIH + int(kab[-2:]), SERI_PENDUDUK)
        self.rng, self.hari_ini = self.pencipta.rng, today_in("18")
        self.desa = {item.kode: item for item in all_desa(session)[kab]}
        self.seen: set[str] = set()

    def rows(self, jumlah: int) -> Iterator[Baris]:
        written = 0
        for row in (*self._dead(), *self._others(jumlah)):
            if row["nik"] and row["nik"] in self.seen:
                continue
            self.seen.add(row["nik"])
            written += 1
            yield row
            if written >= jumlah:
                return

    def _dead(self) -> Iterator[Baris]:
        query = select(Laporan).where(Laporan.kab_kode == self.kab, Laporan.nama.is_not(None)).order_by(Laporan.id)
        for number, laporan in enumerate(self.session.scalars(query)):
            born = birth_date_from_nik(laporan.nik, laporan.lahir_tahun, self.hari_ini) if laporan.nik else None
            born = born or self._born(laporan)
            home = self.desa.get(laporan.alamat_desa_kode or laporan.desa_kode or "")
            # One in nine is not in the register; neither are stillborn and babies without a birth known.
            if number % 9 != 7 and born is not None and home is not None and laporan.jenis_kelamin:
                yield from self._household(number, laporan, born, home)

    @staticmethod
    def _born(laporan: Laporan) -> date | None:
        if not laporan.lahir_tahun:
            return None
        return date(laporan.lahir_tahun, laporan.lahir_bulan or 7, laporan.lahir_hari or 1)

    def _household(self, number: int, laporan: Laporan, born: date, home: Desa) -> Iterator[Baris]:
        no_kk = laporan.no_kk or self.pencipta.no_kk(home.kode[:8], self.hari_ini)
        kelamin = laporan.jenis_kelamin or LAKI
        people = self._people(laporan)
        dead = self._row(self._person(laporan, born, home, no_kk), home, self._spelled(str(laporan.nama), number))
        dead |= {
            "nama_ayah": (people.get("ayah") or laporan.bin_binti or "").upper(),
            "nama_ibu": (people.get("ibu") or "").upper(),
            "kk_level": "1" if kelamin == LAKI else "3",
            "status_dasar": str(MATI) if number % 12 == 4 else "1",
            # A card printed last month: somebody of this number was at the counter after the death.
            "tanggal_cetak_ktp": f"{self.hari_ini - timedelta(days=9):%d-%m-%Y}" if number % 40 == 11 else "",
        }
        yield dead
        yield from self._relatives(number, dead, born, home, no_kk)
        reporter = people.get("pelapor_nik")
        if reporter and (reporter_born := birth_date_from_nik(reporter, None, self.hari_ini)):
            orang = self.pencipta.orang(self.kab, home.kode[:8], reporter_born, hari_ini=self.hari_ini, no_kk=no_kk)
            yield self._row(orang, home, people["pelapor"]) | {"nik": reporter, "kk_level": "9"}

    def _people(self, laporan: Laporan) -> dict[str, str]:
        query = select(LaporanOrang.peran, LaporanOrang.nama, LaporanOrang.nik)
        found: dict[str, str] = {}
        for peran, nama, nik in self.session.execute(query.where(LaporanOrang.laporan_id == laporan.id)):
            found |= {peran: nama or "", f"{peran}_nik": nik or ""}
        return found

    def _person(self, laporan: Laporan, born: date, home: Desa, no_kk: str) -> Orang:
        kelamin = laporan.jenis_kelamin or LAKI
        nik = laporan.nik or self.pencipta.nik(home.kode[:8], born, kelamin)
        place, agama = laporan.tempat_lahir or self.nama, laporan.agama or "Islam"
        return Orang(str(laporan.nama), kelamin, born, nik, no_kk, place, agama, "", laporan.bin_binti, "")

    def _relatives(self, number: int, dead: Baris, born: date, home: Desa, no_kk: str) -> Iterator[Baris]:
        """Spouse and child of a grown person; of one in ten a namesake of another birth."""
        grown = (self.hari_ini - born).days > 365 * 25
        if grown:
            spouse = self._living(home, no_kk, born, "P" if dead["sex"] == "1" else LAKI)
            yield spouse | {"kk_level": "3" if dead["sex"] == "1" else "1", "status_kawin": "2"}
            child = self._living(home, no_kk, born + timedelta(days=365 * 24), None)
            yield child | {"kk_level": "4", "nama_ayah": dead["nama"] if dead["sex"] == "1" else spouse["nama"]}
        if number % 10 == 3:
            other = self.rng.choice(list(self.desa.values()))
            twin_born = birth_of_adult(self.rng, self.hari_ini, (25, 75))
            kelamin = LAKI if dead["sex"] == "1" else "P"
            orang = self.pencipta.orang(
                self.kab, other.kode[:8], twin_born, hari_ini=self.hari_ini, kelamin=kelamin, kab_nama=self.nama
            )
            yield self._row(orang, other, dead["nama"])

    def _living(self, home: Desa, no_kk: str, about: date, kelamin: str | None) -> Baris:
        lahir = min(about + timedelta(days=self.rng.randint(-1200, 1200)), self.hari_ini - timedelta(days=30))
        orang = self.pencipta.orang(
            self.kab,
            home.kode[:8],
            lahir,
            hari_ini=self.hari_ini,
            kelamin=kelamin,
            kab_nama=self.nama,
            no_kk=no_kk,
        )
        return self._row(orang, home, orang.nama)

    def _others(self, jumlah: int) -> Iterator[Baris]:
        near = list(self.desa.values())[:60]
        for _ in range(jumlah):
            home, lahir = self.rng.choice(near), birth_of_adult(self.rng, self.hari_ini, (1, 88))
            orang = self.pencipta.orang(self.kab, home.kode[:8], lahir, hari_ini=self.hari_ini, kab_nama=self.nama)
            yield self._row(orang, home, orang.nama)

    def _spelled(self, nama: str, number: int) -> str:
        """Of one in four the register spells the name otherwise."""
        if number % 4 != 1:
            return nama
        return next((nama.replace(old, new) for old, new in EJAAN if old in nama), nama.replace("y", "i"))

    def _row(self, orang: Orang, home: Desa, nama: str) -> Baris:
        rng = self.rng
        grown = (self.hari_ini - orang.lahir).days > 365 * 22
        values: dict[str, Any] = {
            "alamat": f"Jalan Melati No. {rng.randint(1, 180)}",
            "rt": f"{rng.randint(1, 12):03}",
            "rw": f"{rng.randint(1, 6):03}",
            "nama": nama.upper(),
            "no_kk": orang.no_kk,
            "nik": orang.nik,
            "sex": "1" if orang.jenis_kelamin == LAKI else "2",
            "tempatlahir": orang.tempat_lahir.upper(),
            "tanggallahir": f"{orang.lahir:%Y-%m-%d}",
            "agama_id": orang.agama or "Islam",
            "pekerjaan_id": rng.choice(("2", "9", "15", "88", "19")) if grown else "3",
            "status_kawin": "2" if grown else "1",
            "kk_level": "1",
            "warganegara_id": "1",
            "nama_ayah": (orang.bin_binti or "").upper(),
            "ktp_el": "2" if grown else "1",
            "status_dasar": "1",
            "kecamatan": home.kecamatan,
            "desa": home.nama,
        }
        return dict.fromkeys(JUDUL, "") | values


def _csv(rows: Iterator[Baris]) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, JUDUL, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
