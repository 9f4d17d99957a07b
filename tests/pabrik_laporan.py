"""Complete reports for tests, driven through the services as far as *diajukan*."""

import io
from datetime import date, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.db import transaction
from pemakaman.laporan import services
from pemakaman.laporan.isian import BAGIAN, read_isian
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_orang
from pemakaman.laporan.rules import JenisBukti, Status
from pemakaman.laporan.services.serupa import MUNGKIN_GANDA
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap

_serial = count(1)
BAGIAN_ISI = tuple(bagian for bagian in BAGIAN if bagian not in {"bukti", "periksa"})


def hari_ini(kab: str = "18.71") -> date:
    """Today where the cemetery is."""
    return db.today_in(kab)


def make_nik(tanggal: str = "150360", kecamatan: str = "187101") -> str:
    """A NIK that raises no warning for a man born on this day (ddmmyy), and that no other test made."""
    return f"{kecamatan}{tanggal}{next(_serial) % 9999 + 1:04}"


def lengkap(**ganti: Any) -> dict[str, dict[str, Any]]:
    """A complete valid isian per page group; named fields replace those of the example."""
    meninggal = hari_ini() - timedelta(days=3)
    groups: dict[str, dict[str, Any]] = {
        "almarhum": {
            "kasus": "rumah",
            "nama": "Ahmad Suhaimi",
            "bin_binti": "Zainuddin",
            "nik": make_nik(),
            "no_kk": "1871010101100001",
            "jenis_kelamin": "L",
            "tempat_lahir": "Kotabumi",
            "lahir": TanggalTakLengkap(1960, 3, 15),
            "agama": "Islam",
            "kewarganegaraan": "WNI",
            "alamat": "Jalan Melati 5",
            "rt": "3",
            "rw": "1",
            "alamat_desa_kode": "18.71.01.1003",
        },
        "kematian": {
            "meninggal_tanggal": meninggal,
            "meninggal_pukul": time(4, 30),
            "meninggal_tempat_jenis": "rumah",
            "meninggal_tempat": "Rumah, Jalan Melati 5",
            "sebab": 1,
            "menerangkan": 2,
            "surat_nomor": "474.3/012/2026",
            "surat_penerbit": "Kelurahan Kedaton",
        },
        "pemakaman": {
            "dimakamkan_tanggal": meninggal,
            "dimakamkan_pukul": time(10, 0),
            "blok": "A",
            "nomor_makam": "12",
        },
        "pelapor": {
            "pelapor_nama": "Siti Aminah",
            "pelapor_nik": make_nik("550265"),
            "pelapor_hubungan": "Istri",
            "pelapor_telepon": "0812-3456-7890",
            "pelapor_kewarganegaraan": "WNI",
        },
        "saksi": {
            "saksi1_nama": "Budi Hartono",
            "saksi1_nik": make_nik("010170"),
            "saksi2_nama": "Made Wirawan",
            "saksi2_nik": make_nik("020271"),
        },
        "orang_tua": {"ayah_nama": "Zainuddin", "ibu_nama": "Rohani", "ibu_lahir": TanggalTakLengkap(1938)},
    }
    for name, value in ganti.items():
        groups[next(bagian for bagian in BAGIAN_ISI if name in BAGIAN[bagian])][name] = value
    return groups


def flat(**ganti: Any) -> dict[str, Any]:
    """The same as one isian, as the checks read it."""
    return {name: value for group in lengkap(**ganti).values() for name, value in group.items()}


def make_png(colour: int | None = None) -> bytes:
    """A small picture; each call another one unless the colour is given."""
    out = io.BytesIO()
    shade = next(_serial) if colour is None else colour
    Image.new("RGB", (40, 30), (shade % 256, shade // 256 % 256, 90)).save(out, "PNG")
    return out.getvalue()


def make_laporan(
    actor: Actor,
    makam: Makam,
    *,
    status: Status = Status.DIAJUKAN,
    bukti: tuple[str, ...] = (JenisBukti.SURAT_KEMATIAN, JenisBukti.KK_KTP),
    diterima: tuple[str, ...] = (),
    **isian: Any,
) -> Laporan:
    """A committed report: draf (complete), lapor_awal, or diajukan."""
    laporan_id = start(actor, makam)
    fill(actor, laporan_id, **isian)
    for jenis in bukti:
        add_bukti(actor, laporan_id, jenis)
    if status is Status.LAPOR_AWAL:
        with transaction() as session:
            return services.register_lapor_awal(session, laporan_id, actor=actor)
    if status is Status.DIAJUKAN:
        return submit(actor, laporan_id, *diterima)
    return read(laporan_id)


def start(actor: Actor, makam: Makam) -> UUID:
    """An empty committed draft."""
    with transaction() as session:
        laporan_id = uuid4()
        services.start_laporan(session, actor=actor, laporan_id=laporan_id, makam_id=makam.id)
    return laporan_id


def fill(actor: Actor, laporan_id: UUID, **isian: Any) -> None:
    """All page groups of the example, one transaction each."""
    for bagian, values in lengkap(**isian).items():
        save(actor, laporan_id, bagian, **values)


def save(actor: Actor, laporan_id: UUID, bagian: str, versi: int | None = None, **isian: Any) -> Laporan:
    """Keep one page group, at the present version unless one is named."""
    with transaction() as session:
        versi = session.get_one(Laporan, laporan_id).versi if versi is None else versi
        return services.save_bagian(session, laporan_id, bagian, isian, versi=versi, actor=actor)


def submit(actor: Actor, laporan_id: UUID, *diterima: str, versi: int | None = None) -> Laporan:
    """Send the report, confirming these warnings, and that the example's name does not make it the same person."""
    diterima = (*diterima, MUNGKIN_GANDA)
    with transaction() as session:
        versi = session.get_one(Laporan, laporan_id).versi if versi is None else versi
        return services.submit_laporan(session, laporan_id, actor=actor, versi=versi, diterima=diterima)


def add_bukti(actor: Actor, laporan_id: UUID, jenis: str, content: bytes | None = None) -> UUID:
    """Add one proof: a small picture unless bytes are given."""
    with transaction() as session:
        bukti = services.add_bukti(
            session,
            laporan_id,
            jenis=jenis,
            nama_berkas=f"{jenis}.png",
            content=content or make_png(),
            actor=actor,
        )
        return bukti.id


def correct(second: Actor, laporan_id: UUID, **baru: Any) -> Laporan:
    """Carry out a correction of the deceased's data, as agreed by the second person."""
    with transaction() as session:
        lama = read_isian(session.get_one(Laporan, laporan_id), get_orang(session, laporan_id))
        pairs = {name: (lama[name], value) for name, value in baru.items()}
        return services.correct_laporan(
            session, laporan_id, "almarhum", pairs, actor=second, peminta="Pak Darmo", alasan="Salah ketik"
        )


def read(laporan_id: UUID) -> Laporan:
    """The report as it stands in the database."""
    with transaction() as session:
        return session.get_one(Laporan, laporan_id)
