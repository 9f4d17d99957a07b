"""What people at graves would have typed and photographed: made from the seed, nobody real, no two alike."""

import base64
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from pemakaman.db import now

DEPAN = (
    "Ahmad", "Siti", "Nurdin", "Wayan", "Made", "Sulastri", "Rahmat", "Dewi", "Bambang", "Rohani", "Syamsul", "Halimah",
    "Yohanes", "Ketut", "Tumirah", "Paijan", "Zainal", "Maimunah", "Gunawan", "Lasmini", "Rusdi", "Kartini", "Darto",
    "Nengah", "Saodah",
)  # fmt: skip
BELAKANG = (
    "Abidin", "Wijaya", "Kusuma", "Lestari", "Hidayat", "Sitorus", "Panjaitan", "Saputra", "Anggraini", "Mulyono",
    "Suryana", "Pratama", "Komarudin", "Wibowo", "Nasution", "Harahap", "Sudarsono", "Effendi", "Gultom", "Permadi",
    "Iskandar", "Rangkuti", "Subroto", "Tanjung", "Yulianto",
)  # fmt: skip
JENIS_FOTO = ("foto_makam", "kk_ktp", "surat_kematian", "dokumen_pendukung")


@dataclass(frozen=True)
class Foto:
    """One photo, and the SHA-256 of its bytes as they leave the phone."""

    id: UUID
    jenis: str
    nama: str
    sidik: str
    isi: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Catatan:
    """One report that waits on one phone."""

    id: UUID
    nama: str
    makam: UUID
    tanggal: date
    foto: list[Foto] = field(default_factory=list)
    relatif: str | None = None

    def as_item(self, akun: UUID, versi: int) -> dict[str, Any]:
        """Shaped as `gudang.js` keeps it."""
        saat = now().isoformat()
        ruas = {
            "makam_id": [str(self.makam)],
            "kasus": ["rumah"],
            "nama": [self.nama],
            "jenis_kelamin": ["L"],
            "dimakamkan_tanggal-hari": [str(self.tanggal.day)],
            "dimakamkan_tanggal-bulan": [str(self.tanggal.month)],
            "dimakamkan_tanggal-tahun": [str(self.tanggal.year)],
        }
        return {
            "id": str(self.id), "akun": str(akun), "versi": versi, "makam": str(self.makam), "ruas": ruas,
            "keadaan": "antre", "dibuat": saat, "diubah": saat, "diisi": saat, "percobaan": 0, "lagi": None,
            "sebab": None, "galat": {}, "pesan": "", "minta": [], "pastikan": [], "bentrok": None, "laporan": None,
            "versiDraf": None, "relatif": self.relatif,
        }  # fmt: skip

    def as_photos(self, akun: UUID) -> list[dict[str, Any]]:
        """Shaped as `gudang.js` keeps them, but for the bytes, which the page script turns into a Blob."""
        return [
            {
                "id": str(satu.id), "kiriman": str(self.id), "akun": str(akun), "sidik": satu.sidik,
                "jenis": satu.jenis, "nama": satu.nama, "urut": urut, "terkirim": False,
                "isi": base64.b64encode(satu.isi).decode(),
            }
            for urut, satu in enumerate(self.foto)
        ]  # fmt: skip


class Pengarang:
    """Makes reports from a seed: the same seed, the same reports with the same ids and photos."""

    def __init__(self, benih: int, hari_ini: date) -> None:
        self._dadu, self._hari_ini, self._nomor = random.Random(benih), hari_ini, 0

    def write(self, makam: UUID, *, foto: int | None = None) -> Catatan:
        """The next report, with 1–4 photos unless a number is asked for."""
        nama = self._name()
        jumlah = self._dadu.randint(1, 4) if foto is None else foto
        tanggal = self._hari_ini - timedelta(days=self._dadu.randint(0, 1))
        return Catatan(self._uuid(), nama, makam, tanggal, [self._photo(nama, urut) for urut in range(jumlah)])

    def _name(self) -> str:
        self._nomor += 1
        tengah, depan = divmod(self._nomor - 1, len(DEPAN))
        putaran, belakang = divmod(tengah, len(BELAKANG))
        return " ".join([DEPAN[depan], *[BELAKANG[(depan + satu) % len(BELAKANG)] for satu in range(putaran)],
                         BELAKANG[belakang]])  # fmt: skip

    def _uuid(self) -> UUID:
        return UUID(int=self._dadu.getrandbits(128), version=4)

    def _photo(self, nama: str, urut: int) -> Foto:
        # One in eight as large as a phone makes them after shrinking.
        besar = self._dadu.random() < 0.125
        lebar, tinggi = (1600, 1200) if besar else (480, 360)
        butir = Image.frombytes("L", (60, 45), self._dadu.randbytes(60 * 45)).resize((lebar, tinggi))
        gambar = Image.merge("RGB", (butir, butir.transpose(Image.Transpose.FLIP_LEFT_RIGHT), butir))
        ImageDraw.Draw(gambar).text((20, 20), f"{nama} {urut}", fill=(255, 255, 255))
        keluar = BytesIO()
        gambar.save(keluar, "JPEG", quality=self._dadu.randint(70, 90))
        isi = keluar.getvalue()
        jenis, nama = JENIS_FOTO[urut % len(JENIS_FOTO)], f"foto {urut + 1}.jpg"
        return Foto(self._uuid(), jenis, nama, sha256(isi).hexdigest(), isi)
