"""The picture of a month as it is closed: rows, corrections and totals as JSON, and all that is printed of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.buku.baris import BagianBuku, BarisBuku, KepalaBuku, KoreksiCetak, MakamBuku, from_json, to_json
from pemakaman.buku.bulan import IsiBulan, in_month
from pemakaman.buku.hitung import KELOMPOK_LABEL
from pemakaman.buku.masa import Masa
from pemakaman.buku.queries import describe_makam, list_koreksi, stream_rows
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import in_register
from pemakaman.makam.models import Makam, SetelanMakam
from pemakaman.makam.rules import SusunanBuku

VERSI = 1


def take_picture(session: Session, makam: Makam, isi: IsiBulan, *, petugas: str, moment: datetime, hari: date) -> bytes:
    """The month as it stands, as bytes; the caller holds the book alone. Rows keep their whole NIK."""
    masa, setelan = isi.masa, session.get(SetelanMakam, makam.kab_kode)
    place = describe_makam(session, makam)
    counted = _counted(session, makam, masa)
    rows = stream_rows(session, makam.id, masa.awal, masa.akhir)
    picture = {
        "versi": VERSI,
        "makam": to_json(place),
        "masa": masa.kode,
        "susunan": setelan.susunan_buku if setelan else SusunanBuku.GABUNGAN.value,
        "petugas": petugas,
        "tempat": place.desa,
        "tanggal": hari.isoformat(),
        "dibuat": moment.isoformat(),
        "jumlah": {
            "laki": isi.jumlah.laki,
            "perempuan": isi.jumlah.perempuan,
            "tidak_diketahui": isi.jumlah.tidak_diketahui,
            "kelompok_umur": isi.jumlah.kelompok_umur,
        },
        "nomor": isi.nomor,
        "baris": [{**to_json(row), "berlaku": (row.tahun, row.nomor) in counted} for row in rows],
        "koreksi": [to_json(one) for one in list_koreksi(session, makam.id, masa.awal, masa.akhir)],
    }
    return json.dumps(picture, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _counted(session: Session, makam: Makam, masa: Masa) -> set[tuple[int, int]]:
    query = select(Laporan.buku_tahun, Laporan.buku_nomor)
    rows = session.execute(query.where(Laporan.makam_id == makam.id, in_month(masa), in_register()))
    return {(tahun, nomor) for tahun, nomor in rows if tahun is not None and nomor is not None}


@dataclass(frozen=True)
class Potret:
    """A picture as it was read back."""

    data: dict[str, Any]

    @property
    def kepala(self) -> KepalaBuku:
        """Head, totals and signatures of the print."""
        tahun, bulan = self.data["masa"].split("-")
        return KepalaBuku(
            susunan=SusunanBuku(self.data["susunan"]),
            periode=f"Bulan {Masa(int(tahun), int(bulan)).nama}",
            nik_tampak=True,
            tempat=self.data["tempat"],
            tanggal=date.fromisoformat(self.data["tanggal"]),
            petugas=self.data["petugas"],
            dibuat=datetime.fromisoformat(self.data["dibuat"]),
            ringkasan=tuple(self._summary()),
        )

    @property
    def bagian(self) -> BagianBuku:
        """The cemetery with its rows and the corrections that stand in this month."""
        rows = [from_json(row, BarisBuku) for row in self.data["baris"]]
        koreksi = [from_json(one, KoreksiCetak) for one in self.data["koreksi"]]
        return BagianBuku(from_json(self.data["makam"], MakamBuku), rows, koreksi)

    def _summary(self) -> Iterator[tuple[str, str]]:
        jumlah = self.data["jumlah"]
        total = jumlah["laki"] + jumlah["perempuan"] + jumlah["tidak_diketahui"]
        yield "Dimakamkan", str(total) if total else "Nihil"
        yield "Laki-laki", str(jumlah["laki"])
        yield "Perempuan", str(jumlah["perempuan"])
        if jumlah["tidak_diketahui"]:
            yield "Jenis kelamin tidak diketahui", str(jumlah["tidak_diketahui"])
        for kode, label in KELOMPOK_LABEL.items():
            if banyak := jumlah["kelompok_umur"].get(kode):
                yield label, str(banyak)
        if self.data["nomor"]:
            yield "Nomor urut", "{} sampai {}".format(*self.data["nomor"])
        yield "Baris yang tidak berlaku", str(sum(not row["berlaku"] for row in self.data["baris"]))
        yield "Koreksi yang dibuat bulan ini", str(len(self.data["koreksi"]))


def read_picture(content: bytes) -> Potret:
    """What `take_picture` wrote."""
    return Potret(json.loads(content))
