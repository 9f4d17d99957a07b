"""Forms of `pertukaran`: the upload, the choice of columns, the undoing of a batch."""

from collections.abc import Mapping, Sequence
from typing import Any

from pemakaman.pertukaran.buku import LARGEST_MB
from pemakaman.pertukaran.kolom import RUAS, suggest
from pemakaman.pertukaran.rules import LAMA_ALASAN
from pemakaman.pertukaran.susunan.kepala import is_error_column
from pemakaman.widgets import (
    BanyakCentangField,
    BaseForm,
    BerkasField,
    CentangField,
    Panjang,
    PilihanField,
    TeksPanjangField,
    WajibDiisi,
)

ABAIKAN = "Jangan dibaca"


class UnggahForm(BaseForm):
    """Which cemetery, and which file; the choices of `makam_id` are set by the route."""

    makam_id = PilihanField("Makam", [WajibDiisi("Pilih makam.")], kosong="Pilih makam")
    berkas = BerkasField(
        "Berkas buku lama",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk=f"Excel (.xlsx, .xls), OpenDocument (.ods), atau CSV, paling besar {LARGEST_MB} MB. "
        "Susunan kolomnya boleh apa saja. Kolom NIK harus berupa Teks.",
        terima=".xlsx,.xls,.ods,.csv,.txt",
        batas_mb=LARGEST_MB,
        paling=1,
    )


class BatalForm(BaseForm):
    """Why a batch is undone."""

    alasan = TeksPanjangField(
        "Alasan pembatalan", [WajibDiisi("Tulis alasan pembatalan."), Panjang(maksimal=LAMA_ALASAN)], baris=3
    )


def make_kolom_form(heads: Sequence[Mapping[str, Any]], known: Mapping[str, Any] | None) -> Any:
    """A form with one select a column of the file; `known` is what this account chose for the same headings before."""
    judul, contoh = heads[0]["judul"], heads[0]["contoh"]
    kolom = known["kolom"] if known else suggest(judul)
    fields: dict[str, Any] = {}
    for place, name in enumerate(judul):
        if name and not is_error_column(name):
            fields[f"kolom_{place}"] = PilihanField(
                name,
                petunjuk=_shown(contoh, place),
                choices=[(field, f"{ruas.kelompok}: {ruas.label}") for field, ruas in RUAS.items()],
                kosong=ABAIKAN,
                name=f"kolom-{place}",
                default=kolom.get(str(place), ""),
            )
    if len(heads) > 1:
        names = [head["lembar"] for head in heads]
        fields["lembar"] = BanyakCentangField(
            "Lembar yang dibaca", choices=[(name, name) for name in names], default=names
        )
    fields |= _rules(known or {})
    return type("KolomForm", (BaseForm,), fields)()


def _rules(known: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tanggal_makam_sama": CentangField(
            "Tanggal pemakaman yang tidak tertulis sama dengan tanggal meninggal",
            petunjuk="Centang hanya bila Anda yakin mereka dimakamkan pada hari meninggal.",
            default=known.get("tanggal_makam_sama", False),
        ),
        "terima_sebagian": CentangField(
            "Terima dan tandai tanggal yang tidak lengkap",
            petunjuk="Misalnya “Februari 2019” atau “2019”: dipakai hari pertama yang mungkin, dan keterangan baris "
            "menyebut apa yang tertulis. Tanpa centang, baris seperti itu ditolak.",
            default=known.get("terima_sebagian", False),
        ),
    }


def _shown(contoh: Sequence[Sequence[str]], place: int) -> str:
    texts = [row[place] for row in contoh if place < len(row) and row[place]]
    return f"Contoh isi: {'; '.join(texts)}" if texts else "Kolom ini kosong di baris pertama."


def chosen_columns(form: Any) -> dict[str, str]:
    """Place → field of what was chosen."""
    return {
        field.name.removeprefix("kolom-"): field.data
        for field in form
        if field.name.startswith("kolom-") and field.data
    }
