"""The lights of the board: which figure makes a kab/kota green, amber or red, and the same rules in words."""

from collections.abc import Iterable

from pemakaman.desk.rules.laju import Batas, Warna, light

# A light is never colour alone: a word, and a shape that also shows on a grey print.
KATA = {Warna.HIJAU: "Aman", Warna.KUNING: "Waspada", Warna.MERAH: "Gawat", Warna.KOSONG: "Belum ada"}
LAMBANG = {Warna.HIJAU: "●", Warna.KUNING: "▲", Warna.MERAH: "■", Warna.KOSONG: "○"}
_URUTAN = (Warna.HIJAU, Warna.KOSONG, Warna.KUNING, Warna.MERAH)
INSIDEN = "Insiden: merah bila ada yang lewat tenggat, kuning bila ada yang belum selesai, selain itu hijau."


def worst(lampu: Iterable[Warna]) -> Warna:
    """The light of a whole row; one without a figure is worse than green."""
    return max(lampu, key=_URUTAN.index, default=Warna.KOSONG)


def stock_light(batas: Batas, sisa: int | None, hari: float | None) -> Warna:
    """Blank cards: none left is red, whatever the pace; without a pace nothing can be said."""
    return Warna.MERAH if sisa == 0 else light(batas, hari)


def report_light(batas: Batas, diam: int | None) -> Warna:
    """Days without a report; a kab/kota that never reported is red."""
    return Warna.MERAH if diam is None else light(batas, diam)


def incident_light(buka: int, lewat: int) -> Warna:
    """Troubles that are open, and those of them past their time."""
    return Warna.MERAH if lewat else Warna.KUNING if buka else Warna.HIJAU


def explain_target(target: Iterable[int]) -> str:
    """Which target the light of digital identity compares with."""
    words = " atau ".join(f"{one} %" for one in sorted(set(target))) or "–"
    return f"Target IKD: {words} dari yang sudah rekam, menurut pemilihannya; bukan target yang ditulis kabupaten/kota."


def explain(batas: Batas) -> str:
    """The rule as a reader checks it: 'Persentase rekam: merah di bawah 98 %, kuning di bawah 99 %, …'."""
    side = "di bawah" if batas.turun else "mulai"
    red, amber = (f"{value:g}".replace(".", ",") + f" {batas.satuan}" for value in (batas.merah, batas.kuning))
    return f"{batas.label}: merah {side} {red}, kuning {side} {amber}, selain itu hijau."
