"""A report beside a resident: what agrees, in which order to show him, why, and signs of life and death. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pemakaman.nilai.nama import names_resemble
from pemakaman.nilai.tanggal import TanggalTakLengkap, age_at, format_tanggal
from pemakaman.penduduk.alasan import Hasil, Tanda, find_signs, is_reporters_household, tell_reasons
from pemakaman.penduduk.calon import Calon, Tanya

SAMA_NAMA, MIRIP_NAMA = 0.97, 0.8
BEDA_NAMA = 0.6
"""Below this two names are clearly two; between it and `MIRIP_NAMA` they are merely unlike."""
UMUR_MELESET = 3
PALING_BANYAK = 8
BATAS_TAMPIL = 2.0


RUAS_LABEL = {
    "nama": "Nama",
    "nik": "NIK",
    "jenis_kelamin": "Jenis kelamin",
    "lahir": "Lahir",
    "tempat_lahir": "Tempat lahir",
    "no_kk": "Nomor KK",
    "ayah": "Ayah",
    "ibu": "Ibu",
    "desa": "Desa/kelurahan",
    "rt_rw": "RT/RW",
}
# What an outcome is worth, so that the likeliest stands first: (sama, mirip, beda).
BOBOT: dict[str, tuple[float, float, float]] = {
    "nik": (12.0, 6.0, -3.0),
    "nama": (6.0, 4.0, -6.0),
    "jenis_kelamin": (0.7, 0.0, -4.0),
    "lahir": (6.0, 2.5, -4.0),
    "tempat_lahir": (0.5, 0.3, -0.2),
    "no_kk": (4.0, 2.0, -0.5),
    "ayah": (3.0, 2.5, -1.5),
    "ibu": (2.0, 1.5, -1.0),
    "desa": (2.0, 1.0, -0.5),
    "rt_rw": (0.5, 0.2, 0.0),
}
# A year alone, or an age, agrees with many.
BOBOT_LAHIR_SEBAGIAN = {"tahun": 2.5, "bulan": 4.0, "umur": 2.0}
SATU_KK_PELAPOR = 3.0
NIK_ORANG_LAIN = -30.0
KELAMIN = {"L": "Laki-laki", "P": "Perempuan"}

PERINGATAN_NIK = (
    "NIK sama, tetapi nama, jenis kelamin, dan tanggal lahir semuanya berbeda. Pelapor sering menulis NIK-nya "
    "sendiri. Orang ini kemungkinan masih hidup; cari almarhum pada calon lain."
)
PERINGATAN_NAMA = (
    "NIK sama, tetapi namanya lain. Mungkin yang tertulis NIK anggota keluarga yang melapor. Cocokkan dengan KK dan "
    "KTP-el almarhum sebelum memilih."
)
PERINGATAN_HIDUP = "NIK orang ini sama dengan NIK {sebutan}, yang melapor atau bersaksi dalam keadaan hidup."


@dataclass(frozen=True)
class BandingRuas:
    """One field: outcome and both values in words ('' where nothing is known)."""

    ruas: str
    hasil: Hasil
    di_laporan: str
    di_data: str


@dataclass(frozen=True)
class Perbandingan:
    """A resident beside the report."""

    calon: Calon
    ruas: tuple[BandingRuas, ...]
    skor: float
    mengapa: tuple[str, ...]
    tanda: tuple[Tanda, ...]
    peringatan: str | None

    def hasil(self, ruas: str) -> Hasil:
        """The outcome of one field."""
        return next(one.hasil for one in self.ruas if one.ruas == ruas)

    @property
    def tanda_hidup_kuat(self) -> bool:
        """Does something speak strongly for it that he lives?"""
        return any(tanda.jenis == "hidup" and tanda.kuat for tanda in self.tanda)


def compare(tanya: Tanya, calon: Calon) -> Perbandingan:
    """Compare field by field, and say what follows."""
    ruas = tuple(_fields(tanya, calon))
    hasil = {one.ruas: one.hasil for one in ruas}
    peringatan, cost = _warning(tanya, calon, hasil)
    skor = sum(_worth(tanya, name, outcome) for name, outcome in hasil.items()) + cost
    if is_reporters_household(tanya, calon):
        skor += SATU_KK_PELAPOR
    return Perbandingan(
        calon=calon,
        ruas=ruas,
        skor=round(skor, 2),
        mengapa=tuple(tell_reasons(tanya, calon, hasil)),
        tanda=tuple(find_signs(tanya, calon)),
        peringatan=peringatan,
    )


def rank(tanya: Tanya, calon: Iterable[Calon], *, batas: int = PALING_BANYAK) -> list[Perbandingan]:
    """The best first, nobody twice. Whoever has the very NIK is shown in any case, if need be last, with a warning;
    so is a namesake who reported or witnessed: the NIK may have been written at the wrong person.
    """
    seen: dict[tuple[str, object], Calon] = {}
    for one in calon:
        seen.setdefault((one.sumber, one.penduduk_id or one.nik or one), one)
    found = sorted((compare(tanya, one) for one in seen.values()), key=_order)
    always = [one for one in found if _is_always_shown(one)]
    others = [one for one in found if not _is_always_shown(one) and one.skor >= BATAS_TAMPIL]
    return sorted([*always, *others[: max(0, batas - len(always))]], key=_order)


def is_other_person(nama: str | None, jenis_kelamin: str | None, calon: Calon) -> bool:
    """Is the resident of a NIK clearly somebody else than the one named?"""
    likeness = names_resemble(nama, calon.nama) if nama else 1.0
    if jenis_kelamin and calon.jenis_kelamin and jenis_kelamin != calon.jenis_kelamin:
        return likeness < SAMA_NAMA
    return likeness < BEDA_NAMA


def _is_always_shown(one: Perbandingan) -> bool:
    return one.hasil("nik") is Hasil.SAMA or (one.peringatan is not None and one.hasil("nama") is not Hasil.BEDA)


def _order(one: Perbandingan) -> tuple[float, str, str]:
    return (-one.skor, one.calon.nama, one.calon.nik or "")


def _fields(tanya: Tanya, calon: Calon) -> Iterator[BandingRuas]:
    yield _field("nama", tanya.nama, calon.nama, _names)
    yield _field("nik", tanya.nik, calon.nik, _numbers)
    yield _field("jenis_kelamin", tanya.jenis_kelamin, calon.jenis_kelamin, _exact, KELAMIN)
    lahir = calon.tanggal_lahir
    yield BandingRuas("lahir", _birth(tanya, lahir), _birth_text(tanya), format_tanggal(lahir) if lahir else "")
    yield _field("tempat_lahir", tanya.tempat_lahir, calon.tempat_lahir, _names)
    yield _field("no_kk", tanya.no_kk, calon.no_kk, _numbers)
    yield _field("ayah", tanya.bin_binti or tanya.nama_ayah, calon.nama_ayah, _names)
    yield _field("ibu", tanya.nama_ibu, calon.nama_ibu, _names)
    yield _field("desa", tanya.desa_kode, calon.desa_kode, _regions)
    yield _field("rt_rw", _rt_rw(tanya.rt, tanya.rw), _rt_rw(calon.rt, calon.rw), _exact)


def _field(
    ruas: str,
    reported: str | None,
    known: str | None,
    judge: Callable[[str, str], Hasil],
    words: dict[str, str] | None = None,
) -> BandingRuas:
    hasil = judge(reported, known) if reported and known else Hasil.TIDAK_DIKETAHUI
    shown = [(words or {}).get(value or "", value or "") for value in (reported, known)]
    return BandingRuas(ruas, hasil, *shown)


def _exact(a: str, b: str) -> Hasil:
    return Hasil.SAMA if a == b else Hasil.BEDA


def _names(a: str, b: str) -> Hasil:
    likeness = names_resemble(a, b)
    if likeness >= SAMA_NAMA:
        return Hasil.SAMA
    return Hasil.MIRIP if likeness >= MIRIP_NAMA else Hasil.BEDA


def _numbers(a: str, b: str) -> Hasil:
    """One digit wrong, or two neighbours exchanged, is a slip."""
    wrong = [index for index, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]]
    if len(a) != len(b) or len(wrong) > 2:
        return Hasil.BEDA
    if not wrong:
        return Hasil.SAMA
    first, last = wrong[0], wrong[-1]
    is_slip = len(wrong) == 1 or (last - first == 1 and (a[first], a[last]) == (b[last], b[first]))
    return Hasil.MIRIP if is_slip else Hasil.BEDA


def _regions(a: str, b: str) -> Hasil:
    if a == b:
        return Hasil.SAMA
    return Hasil.MIRIP if a[:8] == b[:8] else Hasil.BEDA


def _rt_rw(rt: str | None, rw: str | None) -> str | None:
    if not rt and not rw:
        return None
    return "/".join((part or "–").lstrip("0") or "0" for part in (rt, rw))


def _birth(tanya: Tanya, known: date | None) -> Hasil:
    if known is None:
        return Hasil.TIDAK_DIKETAHUI
    if tanya.lahir is None:
        return _age(tanya, known)
    if tanya.lahir.earliest() <= known <= tanya.lahir.latest():
        return Hasil.SAMA
    return Hasil.MIRIP if _is_date_slip(tanya.lahir, known) else Hasil.BEDA


def _age(tanya: Tanya, known: date) -> Hasil:
    if tanya.umur is None or tanya.meninggal_tanggal is None:
        return Hasil.TIDAK_DIKETAHUI
    if known > tanya.meninggal_tanggal:
        return Hasil.BEDA
    full = TanggalTakLengkap(known.year, known.month, known.day)
    off = abs(age_at(full, tanya.meninggal_tanggal)[0] - tanya.umur)
    return Hasil.SAMA if off <= 1 else Hasil.MIRIP if off <= UMUR_MELESET else Hasil.BEDA


def _is_date_slip(lahir: TanggalTakLengkap, known: date) -> bool:
    """The year one off, day and month exchanged, or a single part wrong."""
    if lahir.bulan is None or lahir.hari is None:
        return abs(lahir.tahun - known.year) == 1
    parts, other = (lahir.tahun, lahir.bulan, lahir.hari), (known.year, known.month, known.day)
    if parts == (known.year, known.day, known.month):
        return True
    wrong = [index for index in range(3) if parts[index] != other[index]]
    return len(wrong) == 1 and (wrong[0] != 0 or abs(parts[0] - other[0]) in {1, 10})


def _birth_text(tanya: Tanya) -> str:
    if tanya.lahir is not None:
        return tanya.lahir.text()
    return f"umur {tanya.umur} tahun" if tanya.umur is not None else ""


def _worth(tanya: Tanya, ruas: str, hasil: Hasil) -> float:
    if hasil is Hasil.TIDAK_DIKETAHUI:
        return 0.0
    if ruas == "lahir" and hasil is Hasil.SAMA and not (tanya.lahir and tanya.lahir.is_full):
        known = "umur" if tanya.lahir is None else ("bulan" if tanya.lahir.bulan else "tahun")
        return BOBOT_LAHIR_SEBAGIAN[known]
    return BOBOT[ruas][(Hasil.SAMA, Hasil.MIRIP, Hasil.BEDA).index(hasil)]


def _warning(tanya: Tanya, calon: Calon, hasil: dict[str, Hasil]) -> tuple[str | None, float]:
    """The sentence of caution, and how far it pushes the resident down."""
    sebutan = dict(tanya.nik_hidup).get(calon.nik or "")
    if sebutan:
        return PERINGATAN_HIDUP.format(sebutan=sebutan), NIK_ORANG_LAIN
    if hasil["nik"] is not Hasil.SAMA or hasil["nama"] is not Hasil.BEDA:
        return None, 0.0
    if hasil["jenis_kelamin"] is hasil["lahir"] is Hasil.BEDA:
        return PERINGATAN_NIK, NIK_ORANG_LAIN
    return PERINGATAN_NAMA, NIK_ORANG_LAIN / 3 if hasil["lahir"] is Hasil.BEDA else NIK_ORANG_LAIN / 6
