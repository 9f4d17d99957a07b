"""A trained model: what outcomes are worth, from where on a pair is good for what, and from what it was learned."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pemakaman.nilai.galat import NilaiError
from pemakaman.pencocokan.banding import SEMUA, Perbandingan

BAWAAN = Path(__file__).with_name("data") / "model.json"
BEDA = "beda"
FORMAT = 1


class ModelError(NilaiError):
    """A model file that does not fit this program."""


@dataclass(frozen=True)
class Model:
    """`bobot[ruas][tingkat]` in bits, `awal` the bits of a pair before anything is compared.

    `ambang`: least chance for the bands *usul* and *periksa*. `terdaftar`: share of the dead who were on the list
    where it was trained. `kata`: worth of common name words in bits. `catatan`: trained on what, when, how good.
    """

    versi: str
    awal: float
    bobot: Mapping[str, Mapping[str, float]]
    ambang: Mapping[str, float]
    terdaftar: float
    kata: Mapping[str, float] = field(default_factory=dict, repr=False)
    catatan: Mapping[str, Any] = field(default_factory=dict)

    def weights(self, banding: Perbandingan) -> list[float]:
        """Worth of the outcomes of one field, the strongest outcome first, `beda` last."""
        known = self.bobot[banding.nama]
        return [known[tingkat.nama] for tingkat in banding.tingkat] + [known[BEDA]]


def levels(banding: Perbandingan) -> list[str]:
    """Names of the outcomes of one field in the order of `Model.weights`."""
    return [*(tingkat.nama for tingkat in banding.tingkat), BEDA]


def read_model(path: Path = BAWAAN) -> Model:
    """Read a model file; raises ModelError when a field or an outcome is missing."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        model = Model(
            versi=str(raw["versi"]),
            awal=float(raw["awal"]),
            bobot={ruas: {k: float(v) for k, v in isi.items()} for ruas, isi in raw["bobot"].items()},
            ambang={pita: float(raw["ambang"][pita]) for pita in ("usul", "periksa")},
            terdaftar=float(raw["terdaftar"]),
            kata={str(k): float(v) for k, v in raw.get("kata", {}).items()},
            catatan=dict(raw.get("catatan", {})),
        )
    except OSError as error:
        raise ModelError(f"Berkas model {path.name} tidak dapat dibuka: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"Berkas model {path.name} tidak dapat dibaca ({type(error).__name__}).") from None
    _check(model, path)
    return model


def _check(model: Model, path: Path) -> None:
    for banding in SEMUA:
        missing = set(levels(banding)) - set(model.bobot.get(banding.nama, {}))
        if missing:
            raise ModelError(
                f"Model {path.name} tidak memuat {banding.nama}: {', '.join(sorted(missing))}. Latih lagi."
            )
    numbers = [model.awal, model.terdaftar, *model.ambang.values()]
    numbers += [weight for isi in model.bobot.values() for weight in isi.values()]
    if not all(map(math.isfinite, numbers)) or not 0 < model.terdaftar < 1:
        raise ModelError(f"Model {path.name} memuat angka yang tidak mungkin. Latih lagi.")


@lru_cache(maxsize=4)
def default_model() -> Model:
    """The model that comes with the program."""
    return read_model(BAWAAN)


def write_model(model: Model, path: Path) -> None:
    """Write a model so that equal models are equal files."""
    content = {
        "format": FORMAT,
        "versi": model.versi,
        "awal": round(model.awal, 4),
        "bobot": {ruas: {k: round(v, 4) for k, v in isi.items()} for ruas, isi in model.bobot.items()},
        "ambang": dict(model.ambang),
        "terdaftar": round(model.terdaftar, 4),
        "catatan": dict(model.catatan),
        "kata": dict(model.kata),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
