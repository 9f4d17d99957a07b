"""Forms of `penduduk`: the upload, and the choice of columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from pemakaman.penduduk.kolom import REQUIRED, RUAS
from pemakaman.widgets import BaseForm, BerkasField, CentangField, PilihanField, TanggalField, WajibDiisi

BATAS_MB = 120
TIDAK_ADA = "Tidak ada di berkas ini"


class UnggahForm(BaseForm):
    """A population extract; the choices of `wilayah` are set by the route."""

    berkas = BerkasField(
        "Berkas data penduduk",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk=f"Excel (.xlsx) atau CSV, paling besar {BATAS_MB} MB. Lebih dari 100.000 baris: CSV jauh lebih cepat. "
        "NIK dan nomor KK di Excel harus berupa teks, bukan bilangan.",
        terima=".csv,.txt,.xlsx",
        batas_mb=BATAS_MB,
        paling=1,
    )
    wilayah = PilihanField(
        "Wilayah berkas",
        [WajibDiisi("Pilih wilayahnya.")],
        petunjuk="Baris tanpa kolom desa dianggap tinggal di wilayah ini.",
        kosong="Pilih wilayah",
    )
    tanggal_data = TanggalField("Data ini menurut keadaan tanggal", petunjuk="Boleh dikosongkan.", cepat=True)
    lengkap = CentangField(
        "Berkas ini memuat semua penduduk wilayah itu",
        petunjuk="Bila dicentang, penduduk wilayah itu yang tidak ada di berkas ditandai tidak ada lagi. "
        "Tidak ada yang dihapus.",
    )


def make_kolom_form(judul: Sequence[str], contoh: Sequence[Sequence[str]], pilihan: Mapping[str, int]) -> Any:
    """A form with one select a field of ours, showing the headings of the file; `pilihan` is what it suggests."""
    choices = [(str(place), name) for place, name in enumerate(judul) if name]
    fields: dict[str, Any] = {
        field: PilihanField(
            f"{ruas.label}{'' if field in REQUIRED else ' (boleh tidak ada)'}",
            [WajibDiisi(f"Pilih kolom yang memuat {ruas.label}.")] if field in REQUIRED else [],
            petunjuk=_shown(contoh, pilihan.get(field)),
            choices=choices,
            kosong=TIDAK_ADA,
            name=f"kolom-{field}",
        )
        for field, ruas in RUAS.items()
    }
    form = type("KolomForm", (BaseForm,), fields)
    return form(data={field: str(place) for field, place in pilihan.items()})


def _shown(contoh: Sequence[Sequence[str]], place: int | None) -> str:
    if place is None:
        return ""
    texts = [row[place] for row in contoh if place < len(row) and row[place]]
    return f"Contoh isi: {'; '.join(texts)}" if texts else "Kolom ini kosong di baris pertama."


def chosen_columns(form: Any) -> dict[str, int]:
    """Field → place of what was chosen."""
    return {field: int(form[field].data) for field in RUAS if form[field].data}
