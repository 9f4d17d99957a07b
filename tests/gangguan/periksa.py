"""At the end: is everything that was typed in the register, once, with the bytes that were sent, and nothing else?"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.db import reading
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.laporan.models import Bukti, Laporan
from tests.gangguan.isian import Catatan
from tests.gangguan.kantor import Petugas


@dataclass
class Periksa:
    """What was found; `salah` empty means that all is well."""

    laporan: int = 0
    foto: int = 0
    salah: list[str] = field(default_factory=list)

    def must(self, benar: bool, teks: str) -> None:
        """Note what is not as it must be."""
        if not benar:
            self.salah.append(teks)


def check_register(dikirim: Iterable[Catatan], petugas: Iterable[Petugas]) -> Periksa:
    """Compare what these people wrote on their phones with the database and the store of files."""
    dikirim, petugas, found = list(dikirim), list(petugas), Periksa()
    akun, makam = [satu.akun for satu in petugas], {id_ for satu in petugas for id_ in satu.makam}
    with reading() as session:
        rows = {row.id: row for row in session.scalars(select(Laporan).where(Laporan.makam_id.in_(makam)))}
        kiriman = Counter(session.scalars(select(KirimanHp.laporan_id)))
        bukti = _bukti(session, rows)
        sisa = session.scalar(select(func.count()).select_from(FotoHp).where(FotoHp.akun_id.in_(akun)))
        found.must(sisa == 0, f"{sisa} foto tertinggal di foto_hp")
    found.laporan, found.foto = len(rows), sum(map(len, bukti.values()))
    for catatan in dikirim:
        _check_one(found, catatan, rows.get(catatan.id), kiriman[catatan.id], bukti.get(catatan.id, []))
    asing = rows.keys() - {catatan.id for catatan in dikirim}
    found.must(not asing, f"{len(asing)} laporan yang tidak pernah diketik: {sorted(map(str, asing))[:3]}")
    ganda = [nama for nama, kali in Counter(row.nama for row in rows.values()).items() if kali > 1]
    found.must(not ganda, f"dicatat lebih dari sekali: {ganda[:3]}")
    _check_numbers(found, rows.values())
    return found


def _bukti(session: Session, rows: Iterable[UUID]) -> dict[UUID, list[Bukti]]:
    found: dict[UUID, list[Bukti]] = defaultdict(list)
    for bukti in session.scalars(select(Bukti).where(Bukti.laporan_id.in_(rows))):
        found[bukti.laporan_id].append(bukti)
    return found


def _check_one(found: Periksa, catatan: Catatan, row: Laporan | None, kiriman: int, bukti: list[Bukti]) -> None:
    if row is None:
        found.must(False, f"hilang: {catatan.id} {catatan.nama}")
        return
    isi = row.nama, row.makam_id, row.dimakamkan_tanggal, row.status
    harus = catatan.nama, catatan.makam, catatan.tanggal, "lapor_awal"
    found.must(isi == harus, f"isi lain: {catatan.id} {isi} ≠ {harus}")
    found.must(kiriman == 1, f"{catatan.id}: {kiriman} tanda terima")
    sampai = sorted((satu.jenis, satu.sha256_asli) for satu in bukti)
    dikirim = sorted((satu.jenis, satu.sidik) for satu in catatan.foto)
    found.must(sampai == dikirim, f"foto lain: {catatan.id} {len(sampai)} ≠ {len(dikirim)}")
    for satu in bukti:
        tempat = store.path_of(satu.sha256)
        utuh = tempat.exists() and sha256(tempat.read_bytes()).hexdigest() == satu.sha256
        found.must(utuh, f"berkas rusak: {satu.id}")


def _check_numbers(found: Periksa, rows: Iterable[Laporan]) -> None:
    nomor: dict[Any, list[int | None]] = defaultdict(list)
    for row in rows:
        nomor[row.makam_id, row.buku_tahun].append(row.buku_nomor)
    for buku, ada in nomor.items():
        found.must(sorted(map(int, filter(None, ada))) == list(range(1, len(ada) + 1)), f"nomor bolong: {buku}")


def check_receipts(found: Periksa, tanda: Iterable[dict[str, Any]], dikirim: Iterable[Catatan]) -> None:
    """The receipts on the phones say what the rows say, one for each report."""
    with reading() as session:
        columns = select(Laporan.id, Laporan.buku_nomor, Laporan.buku_tahun)
        nomor = {str(id_): f"{nomor}/{tahun}" for id_, nomor, tahun in session.execute(columns)}
    ada = Counter(str(satu["kiriman"]) for satu in tanda)
    for satu in tanda:
        harus = nomor.get(str(satu["laporan"]))
        found.must(satu["nomor"] == harus, f"tanda terima lain: {satu['kiriman']} {satu['nomor']} ≠ {harus}")
    for catatan in dikirim:
        found.must(ada[str(catatan.id)] == 1, f"{ada[str(catatan.id)]} tanda di HP: {catatan.id}")
