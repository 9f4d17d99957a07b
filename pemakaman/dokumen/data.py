"""The data of a document as attached to it: what a machine reads instead of the boxes. Schema: `skema.py`."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from pemakaman.dokumen.isian import IsianPermohonan
from pemakaman.dokumen.pernyataan import Fakta
from pemakaman.nilai.tanggal import TanggalTakLengkap

SKEMA = "/skema/permohonan-1.json"


def data_of(
    isian: IsianPermohonan | None, fakta: Fakta, *, alamat: str, masukan: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What PERMOHONAN_1 describes; only what is filled. `isian` None: a paper that carries no application."""
    filled = _filled(isian) if isian is not None else {}
    given = {name: value for name, value in (masukan or {}).items() if value not in (None, "")}
    return {
        "skema": alamat + SKEMA,
        "dokumen": {
            "jenis": fakta.jenis.value,
            "nomor": fakta.nomor,
            "tanggal": fakta.tanggal.isoformat(),
            "kantor": fakta.kab_kode,
            "kode_periksa": fakta.kode,
        },
        **filled,
        **({"masukan": given} if given else {}),
    }


def _filled(group: Any) -> dict[str, Any]:
    found = {one.name: _plain(getattr(group, one.name)) for one in fields(group)}
    return {name: value for name, value in found.items() if value not in (None, "", {}, [])}


def _plain(value: Any) -> Any:
    if isinstance(value, TanggalTakLengkap):
        parts = [f"{value.tahun:04d}", *(f"{one:02d}" for one in (value.bulan, value.hari) if one is not None)]
        return "-".join(parts[:1] if value.bulan is None else parts)
    if is_dataclass(value):
        return _filled(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple | list) else value
