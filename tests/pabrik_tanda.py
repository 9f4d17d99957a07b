"""Certificates, archive-grade documents and waiting rows, for tests of electronic signatures."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from sqlalchemy import select

from pemakaman import store
from pemakaman.akun.rules import SISTEM, Actor, Peran
from pemakaman.berkas.models import Dokumen
from pemakaman.berkas.queries import default_settings, find_settings
from pemakaman.berkas.services.dokumen import new_dokumen, remember
from pemakaman.berkas.services.setelan import save_settings
from pemakaman.berkas.setelan import from_json
from pemakaman.config import Pkcs12
from pemakaman.db import now, transaction
from pemakaman.dokumen.jenis import Jenis
from pemakaman.dokumen.keterangan import Keterangan
from pemakaman.dokumen.lembar import Baris, Halaman, Kata, Lembar, RuangBaris
from pemakaman.dokumen.penuh import render_penuh
from pemakaman.jejak.services import record
from pemakaman.tandatangan.models import Penandatanganan
from pemakaman.tandatangan.penanda import Kotak, Perintah, Rahasia
from tests.pabrik import BANDAR_LAMPUNG, make_actor

SANDI_P12 = "sandi-berkas-p12"
NAMA = "Drs. Hasan Basri, M.Si."
NIK, PASSPHRASE = "1871011503600001", "Passphrase!Rahasia-7"
DIBUAT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


@lru_cache
def make_pdf(nama: str = "Ahmad Suhaimi", halaman: int = 1) -> bytes:
    """A tagged PDF/A-3a with attached data, as the printing worker makes it."""
    rows = (
        Baris((Kata(60, 80, "SURAT KETERANGAN PEMAKAMAN"),), "h1"),
        Baris((Kata(60, 120, "Nama"), RuangBaris("subjek.nama", 140, 120, 300, "Nama"))),
    )
    lembar = Lembar("SK", "Surat keterangan", "-", 1, "A4", 595.28, 841.89, (Halaman(rows),) * halaman)
    keterangan = Keterangan("Surat keterangan pemakaman", DIBUAT, data={"nama": nama})
    return render_penuh(lembar, {"subjek.nama": nama}, keterangan)


@lru_cache
def make_p12(jenis: str = "ec", nama: str = NAMA, hari: int = 300) -> bytes:
    """A key with its own certificate, good until `hari` days from now."""
    key = ec.generate_private_key(ec.SECP256R1()) if jenis == "ec" else rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nama)])
    today = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, *[False] * 7)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=400))
        .not_valid_after(today + timedelta(days=hari))
        .add_extension(usage, critical=True)
    )
    certificate = builder.sign(key, SHA256())
    encryption = BestAvailableEncryption(SANDI_P12.encode())
    return pkcs12.serialize_key_and_certificates(b"uji", key, certificate, None, encryption)


def p12_settings(folder: Path, content: bytes | None = None, **ganti: Any) -> Pkcs12:
    """Settings that lead to a certificate file."""
    path = folder / "penanda.p12"
    path.write_bytes(make_p12() if content is None else content)
    return Pkcs12(path, ganti.pop("sandi", SANDI_P12), **ganti)


def perintah(**ganti: Any) -> Perintah:
    """An order to sign the last page of a one-page document."""
    plain = {
        "alasan": "Surat keterangan pemakaman",
        "tempat": "Kota Bandar Lampung",
        "waktu": DIBUAT,
        "zona": "WIB",
        "halaman": 1,
        "kotak": Kotak(355, 40, 200, 46),
        "rahasia": Rahasia(NIK, PASSPHRASE),
    }
    return Perintah(**{**plain, **ganti})


def choose_cara(cara: str | None, kab: str = BANDAR_LAMPUNG, *jenis: Jenis) -> None:
    """Let the office sign kinds of documents (SK_PEMAKAMAN unless named) this way; None: on paper."""
    admin = make_actor(Peran.ADMIN_KAB, kab)
    with transaction() as session:
        row = find_settings(session, kab)
        setelan = from_json(row.isi) if row else default_settings(session, kab)
        chosen = dict.fromkeys(jenis or (Jenis.SK_PEMAKAMAN,), cara) if cara else {}
        plain = {**setelan.__dict__, "tanda_tangan": chosen}
        save_settings(session, kab, type(setelan)(**plain), versi=row.versi if row else 0, actor=admin)


def make_dokumen(kab: str = BANDAR_LAMPUNG, *, isi: bytes | None = None, **ganti: Any) -> UUID:
    """A committed printed document; it waits for a signature when its kind is set so."""
    content = make_pdf() if isi is None else isi
    with transaction() as session:
        jenis = ganti.pop("jenis", Jenis.SK_PEMAKAMAN)
        dokumen = new_dokumen(session, jenis, kab_kode=kab, nomor="12/SKP/2026", actor=SISTEM, **ganti)
        session.flush()
        dokumen.sha256, dokumen.ukuran, dokumen.halaman = store.put(content), len(content), 1
        dokumen.status, dokumen.jadi_pada = "jadi", now()
        remember(session, dokumen.sha256, dokumen_id=dokumen.id)
        record(session, "dokumen.dibuat", "dokumen", dokumen.id, actor=SISTEM, wilayah=kab)
    return dokumen.id


def read_dokumen(dokumen_id: UUID) -> Dokumen:
    """As it stands in the table."""
    with transaction() as session:
        return session.get_one(Dokumen, dokumen_id)


def attempts(dokumen_id: UUID) -> list[Penandatanganan]:
    """All attempts, oldest first."""
    query = select(Penandatanganan).where(Penandatanganan.dokumen_id == dokumen_id)
    with transaction() as session:
        return list(session.scalars(query.order_by(Penandatanganan.dibuat_pada)))


def change(dokumen_id: UUID, how: Callable[[Any, Dokumen], None]) -> None:
    """Something else that happens to a document, with an event."""
    with transaction() as session:
        dokumen = session.get_one(Dokumen, dokumen_id)
        how(session, dokumen)
        record(session, "dokumen.dibuat", "dokumen", dokumen_id, actor=SISTEM, wilayah=dokumen.kab_kode)


def pejabat(kab: str = BANDAR_LAMPUNG) -> Actor:
    """An official who may sign."""
    return make_actor(Peran.PEJABAT, kab)
