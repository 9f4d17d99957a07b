"""Makers of rows of the desk for tests."""

from datetime import date

from pemakaman.akun.rules import Actor
from pemakaman.db import transaction
from pemakaman.desk.rules.kolom import Angka
from pemakaman.desk.services.harian import Tersimpan, save_laporan, save_nihil
from pemakaman.desk.services.pemilihan import IsianPemilihan, create_pemilihan

HARI = date(2024, 11, 15)
TERLAMBAT = "Listrik padam"


def perekaman(kumulatif: int = 774_000, rekam_hari: int = 100, **lain: int) -> Angka:
    """Figures of one kab/kota that add up."""
    base = {"penduduk": 1_077_664, "wajib_ktp": 783_000, "wajib_dinamis": 784_616, "prr": 400, "sfe": 20}
    base |= {"duplikat": 1, "gagal": 2, "cetak_hari": 90}
    return base | {"rekam_hari": rekam_hari, "kumulatif": kumulatif} | lain


def blangko(awal: int, terpakai: int = 0, *, masuk: int = 0, rusak: int = 0, kirim: int = 0, terima: int = 0) -> Angka:
    """A stock that adds up."""
    rest = awal + masuk + terima - terpakai - rusak - kirim
    return {"awal": awal, "masuk": masuk, "terpakai": terpakai, "rusak": rusak, "sisa": rest}


def save(
    actor: Actor, kode: str, tanggal: date, angka: Angka, *, versi: int = 0, alasan: str = "", kab: str | None = None
) -> Tersimpan:
    """A committed report of the actor's kab/kota; a first one is given a reason, in case it comes late."""
    alasan = alasan or ("" if versi else TERLAMBAT)
    with transaction() as session:
        place = kab or actor.wilayah_kode
        return save_laporan(session, kode, place, tanggal, angka, versi=versi, actor=actor, alasan=alasan)


def nihil(actor: Actor, kode: str, tanggal: date) -> Tersimpan:
    """A committed day without work."""
    with transaction() as session:
        return save_nihil(session, kode, actor.wilayah_kode, tanggal, versi=0, actor=actor, alasan=TERLAMBAT)


def make_pemilihan(actor: Actor, hari_h: date, *wilayah: str, nama: str = "Pilkada 2024") -> None:
    """A committed active election."""
    isian = IsianPemilihan(nama=nama, jenis="pilkada", hari_h=hari_h, wilayah=wilayah or ("18",))
    with transaction() as session:
        create_pemilihan(session, isian, actor=actor)
