"""Packages for KPU in tests: made without the slow print, opened with their password."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pyzipper
from sqlalchemy.orm import Session

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor
from pemakaman.db import today_in, transaction
from pemakaman.jejak.services import record
from pemakaman.pemilih import serah, services, tanda_terima
from pemakaman.pemilih.isi_paket import Cetak
from pemakaman.pemilih.models import Paket, PaketUsul, Usul
from pemakaman.pemilih.rules_tanda_terima import IsianTerima
from pemakaman.pemilih.sandi import password_of
from tests.pabrik_pemilih import Kantor, make_approved, make_pemilih

_serial = iter(range(1, 10**6))


def plain_print(values: Mapping[str, Any]) -> bytes:
    """A record of the hand-over that costs nothing."""
    return b"%PDF-"


def build(actor: Actor, wilayah: str = "18.71", *, cetak: Cetak = plain_print, **choice: Any) -> Paket:
    """A package, made at once."""
    with transaction() as session:
        return build_in(session, actor, wilayah, cetak=cetak, **choice)


def build_in(
    session: Session, actor: Actor, wilayah: str = "18.71", *, cetak: Cetak = plain_print, **choice: Any
) -> Paket:
    """A package, made in a transaction of the caller's."""
    values = {"tps": None, "baru": True, "periode": "2026-T4", **choice}
    return serah.build_serah(session, wilayah_kode=wilayah, actor=actor, cetak=cetak, **values)


def files_of(paket: Paket) -> dict[str, bytes]:
    """What lies in a package, opened with its own password."""
    with pyzipper.AESZipFile(io.BytesIO(store.get(paket.sha256))) as archive:
        archive.setpassword(password_of(paket.id).encode())
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(paket: Paket, kata: str) -> list[list[str]]:
    """The CSV of a package whose name begins with a word: USUL, VERIFIKASI or PENARIKAN; empty when there is none."""
    for name, content in files_of(paket).items():
        if name.startswith(kata) and name.endswith(".csv"):
            return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return []


def handed_over(paket: Paket) -> str:
    """What a package says of names to strike or to verify, to look a NIK or a name up in."""
    return str([*rows_of(paket, "USUL"), *rows_of(paket, "VERIFIKASI")])


def make_single_file(kantor: Kantor, usul: Usul, content: bytes = b"NIK\n") -> Paket:
    """A package as it was made before: one CSV, without password, row numbers or a day for the receipt."""
    with transaction() as session:
        paket = Paket(
            kab_kode=usul.kab_kode,
            wilayah_kode=usul.kab_kode,
            jenis="usul",
            format="csv",
            jumlah=1,
            sha256=store.put(content),
            ukuran=len(content),
            dibuat_oleh=kantor.pejabat.id,
        )
        session.add(paket)
        session.flush()
        session.add(PaketUsul(paket_id=paket.id, usul_id=usul.id))
        record(session, "paket.dibuat", "paket", paket.id, actor=SISTEM, wilayah=usul.kab_kode)
        record(session, "usul.uji", "usul", usul.id, actor=SISTEM)
        return paket


def refuse_first(paket: Paket, actor: Actor) -> None:
    """KPU's receipt: the first name is refused, the others are accepted."""
    isian = IsianTerima(
        nomor="12/PL.02/2026",
        tanggal=today_in(paket.kab_kode),
        diterima=paket.jumlah - 1,
        ditolak=1,
        baris={1: "NIK tidak ditemukan"},
    )
    with transaction() as session:
        tanda_terima.record_receipt(session, paket.id, isian, versi=0, actor=actor)


def add_proven(kantor: Kantor, **voter: Any) -> Usul:
    """A confirmed proposal with a surat keterangan: KPU may strike the name."""
    nik = f"1872{next(_serial):012}"
    laporan_id = make_approved(nik=nik, surat_nomor="470/12/2026", surat_penerbit="Kelurahan Kedaton")
    pemilih_id = make_pemilih(kantor.daftar_id, nik, **voter)
    with transaction() as session:
        usul = services.propose(
            session,
            laporan_id=laporan_id,
            daftar_id=kantor.daftar_id,
            pemilih_id=pemilih_id,
            actor=kantor.verifikator,
            catatan="KK keluarga sudah dilihat",
        )
    return kantor.confirm(usul)
