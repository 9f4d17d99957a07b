"""Drawn identity cards of invented persons, and photographs of them as a phone takes them at a grave."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from pemakaman.config import ROOT
from pemakaman.contoh.orang import Orang, Pencipta, birth_of_adult, seeded

KARTU = (1012, 638)
HARI = date(2026, 3, 2)
TEMPAT: tuple[tuple[str, str, str, str], ...] = (
    ("18.72.01", "KOTA METRO", "METRO PUSAT", "IMOPURO"),
    ("18.71.03", "KOTA BANDAR LAMPUNG", "KEDATON", "SIDODADI"),
    ("18.01.04", "KABUPATEN LAMPUNG SELATAN", "NATAR", "MERAK BATIN"),
    ("18.02.07", "KABUPATEN LAMPUNG TENGAH", "TERBANGGI BESAR", "PONCOWATI"),
    ("18.03.02", "KABUPATEN LAMPUNG UTARA", "KOTABUMI", "KOTABUMI ILIR"),
)
KAWIN = ("BELUM KAWIN", "KAWIN", "CERAI HIDUP", "CERAI MATI")
KERJA = ("WIRASWASTA", "PETANI/PEKEBUN", "MENGURUS RUMAH TANGGA", "BURUH HARIAN LEPAS", "PENSIUNAN", "KARYAWAN SWASTA")
JALAN = ("JL. JEND. SUDIRMAN", "JL. PATTIMURA", "DUSUN II", "JL. IMAM BONJOL", "JL. RADEN INTAN")
# What a Debian machine may have; the card's own faces are a plain sans and, for the NIK, one for machines.
HURUF = tuple(
    Path("/usr/share/fonts/truetype") / name
    for name in (
        "liberation/LiberationSans-Regular.ttf",
        "dejavu/DejaVuSans.ttf",
        "dejavu/DejaVuSansCondensed.ttf",
        "dejavu/DejaVuSansCondensed-Bold.ttf",
    )
)
HURUF_NIK = (
    Path("/usr/share/fonts/truetype/ocr-a/OCRA.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"),
)
CADANGAN = ROOT / "pemakaman" / "dokumen" / "font" / "DejaVuSansMono.ttf"


@dataclass(frozen=True)
class Kartu:
    """What is printed on one card."""

    orang: Orang
    kab: str
    kecamatan: str
    desa: str
    alamat: str
    rt: str
    rw: str
    status_kawin: str
    pekerjaan: str

    def isi(self) -> dict[str, str]:
        """What a reader should find, by the names of the form."""
        orang = self.orang
        return {
            "nik": orang.nik,
            "nama": orang.nama.upper(),
            "tempat_lahir": orang.tempat_lahir.upper(),
            "lahir": f"{orang.lahir:%d-%m-%Y}",
            "jenis_kelamin": orang.jenis_kelamin,
            "alamat": self.alamat,
            "rt": str(int(self.rt)),
            "rw": str(int(self.rw)),
            "agama": orang.agama.upper(),
            "status_kawin": self.status_kawin,
            "pekerjaan": self.pekerjaan,
            "kewarganegaraan": "WNI",
        }


@dataclass(frozen=True)
class Keadaan:
    """How a photograph was taken."""

    lebar: int = 1600
    putar: float = 0.0
    kabur: float = 0.0
    derau: float = 0.0
    gelap: float = 0.0
    mutu: int = 88
    terbalik: bool = False
    bagian: float = 0.86


def invent(benih: int, jumlah: int) -> list[Kartu]:
    """Cards of invented persons; the same seed gives the same."""
    rng, maker = seeded(benih), Pencipta(benih)
    return [_card(rng, maker) for _ in range(jumlah)]


def _card(rng: Random, maker: Pencipta) -> Kartu:
    kec_kode, kab, kecamatan, desa = rng.choice(TEMPAT)
    lahir = birth_of_adult(rng, HARI, (18, 85))
    orang = maker.orang(kec_kode[:5], kec_kode, lahir, hari_ini=HARI, kab_nama=kab.split(" ", 1)[1])
    # Every digit counts: the demonstration's serial numbers all begin with 9, a card's may be any.
    orang = replace(orang, nik=f"{orang.nik[:12]}{rng.randint(1, 9999):04}")
    return Kartu(
        orang=orang,
        kab=kab,
        kecamatan=kecamatan,
        desa=desa,
        alamat=f"{rng.choice(JALAN)} NO. {rng.randint(1, 250)}",
        rt=f"{rng.randint(1, 20):03}",
        rw=f"{rng.randint(1, 12):03}",
        status_kawin=rng.choice(KAWIN),
        pekerjaan=rng.choice(KERJA),
    )


def situation(rng: Random) -> Keadaan:
    """One of the ways in which phones photograph: small, crooked, unsharp, grainy, half in the shade."""
    return Keadaan(
        lebar=rng.choice((1024, 1280, 1600, 1600)),
        putar=rng.uniform(-4, 4),
        kabur=rng.uniform(0, 1.1),
        derau=rng.uniform(0, 14),
        gelap=rng.uniform(0, 0.55),
        mutu=rng.randint(60, 90),
        terbalik=rng.random() < 0.08,
        bagian=rng.uniform(0.72, 0.95),
    )


def photograph(kartu: Kartu, keadaan: Keadaan, rng: Random) -> bytes:
    """A JPEG of the card lying on a table."""
    card = _draw(kartu, rng)
    lebar = keadaan.lebar
    photo = Image.new("RGB", (lebar, lebar * 3 // 4), rng.choice(((120, 96, 70), (70, 74, 78), (200, 196, 188))))
    wide = int(lebar * keadaan.bagian)
    card = card.resize((wide, wide * KARTU[1] // KARTU[0]), Image.Resampling.LANCZOS).convert("RGBA")
    card = card.rotate(keadaan.putar + (180 if keadaan.terbalik else 0), Image.Resampling.BICUBIC, expand=True)
    photo.paste(card, ((photo.width - card.width) // 2, (photo.height - card.height) // 2), card)
    photo = _shade(photo, keadaan.gelap, rng)
    if keadaan.kabur:
        photo = photo.filter(ImageFilter.GaussianBlur(keadaan.kabur * lebar / 1600))
    if keadaan.derau:
        photo = _grain(photo, keadaan.derau)
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=keadaan.mutu)
    return out.getvalue()


def _shade(photo: Image.Image, gelap: float, rng: Random) -> Image.Image:
    if not gelap:
        return photo
    light = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270))).point(lambda v: int(255 - v * gelap))
    return ImageChops.multiply(photo, Image.merge("RGB", [light.resize(photo.size)] * 3))


def _grain(photo: Image.Image, derau: float) -> Image.Image:
    noise = Image.effect_noise(photo.size, derau)
    return ImageChops.add(photo, Image.merge("RGB", [noise] * 3), offset=-128)


@cache
def _fonts() -> tuple[Sequence[Path], Sequence[Path]]:
    plain, machine = ([path for path in group if path.exists()] or [CADANGAN] for group in (HURUF, HURUF_NIK))
    return plain, machine


def _draw(kartu: Kartu, rng: Random) -> Image.Image:
    plain, machine = _fonts()
    face = str(rng.choice(plain))
    card = _paper(rng)
    draw = ImageDraw.Draw(card)
    head, body, nik = (
        ImageFont.truetype(path, size) for path, size in ((face, 30), (face, 23), (str(rng.choice(machine)), 38))
    )
    for top, text in ((18, "PROVINSI LAMPUNG"), (54, kartu.kab)):
        draw.text((KARTU[0] // 2, top), text, fill=(15, 15, 20), font=head, anchor="ma")
    draw.text((36, 108), "NIK", fill=(15, 15, 20), font=head)
    draw.text((236, 104), f": {kartu.orang.nik}", fill=(15, 15, 20), font=nik)
    for row, (label, value) in enumerate(_rows(kartu)):
        top = 160 + row * 32
        draw.text((36, top), label, fill=(15, 15, 20), font=body)
        draw.text((268, top), f": {value}", fill=(15, 15, 20), font=body)
    draw.text((560, 160 + 2 * 32), "Gol. Darah : O", fill=(15, 15, 20), font=body)
    _portrait(draw, kartu, body)
    return card


def _rows(kartu: Kartu) -> list[tuple[str, str]]:
    orang = kartu.orang
    return [
        ("Nama", orang.nama.upper()),
        ("Tempat/Tgl Lahir", f"{orang.tempat_lahir.upper()}, {orang.lahir:%d-%m-%Y}"),
        ("Jenis kelamin", "LAKI-LAKI" if orang.jenis_kelamin == "L" else "PEREMPUAN"),
        ("Alamat", kartu.alamat),
        ("   RT/RW", f"{kartu.rt}/{kartu.rw}"),
        ("   Kel/Desa", kartu.desa),
        ("   Kecamatan", kartu.kecamatan),
        ("Agama", orang.agama.upper()),
        ("Status Perkawinan", kartu.status_kawin),
        ("Pekerjaan", kartu.pekerjaan),
        ("Kewarganegaraan", "WNI"),
        ("Berlaku Hingga", "SEUMUR HIDUP"),
    ]


def _paper(rng: Random) -> Image.Image:
    card = Image.new("RGB", KARTU, (176, 214, 232))
    draw = ImageDraw.Draw(card)
    step, phase = rng.randint(9, 14), rng.uniform(0, 6)
    for line in range(-40, KARTU[1] + 40, step):
        wave = [(x, line + 16 * math.sin(x / 70 + phase + line / 90)) for x in range(0, KARTU[0] + 8, 8)]
        draw.line(wave, fill=(150, 196, 222) if line % 2 else (164, 206, 214), width=2)
    return card


def _portrait(draw: ImageDraw.ImageDraw, kartu: Kartu, body: ImageFont.FreeTypeFont) -> None:
    draw.rectangle((762, 130, 982, 412), fill=(190, 40, 40) if kartu.orang.lahir.year % 2 else (40, 60, 170))
    draw.ellipse((812, 170, 932, 320), fill=(206, 160, 126))
    draw.rectangle((786, 322, 958, 412), fill=(236, 236, 236))
    for top, text in ((420, kartu.kab.split(" ", 1)[1].title()), (448, "02-03-2019")):
        draw.text((872, top), text, fill=(15, 15, 20), font=body, anchor="ma")
    draw.arc((800, 480, 940, 560), 10, 300, fill=(30, 30, 60), width=3)
