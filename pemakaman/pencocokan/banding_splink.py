"""The comparisons as Splink takes them, Splink at work on DuckDB, and its weights read back as outcomes."""

from typing import Any

import duckdb
import numpy as np
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker, SettingsCreator

from pemakaman.pencocokan.banding import SEMUA, Perbandingan
from pemakaman.pencocokan.bandingkan import Terbanding
from pemakaman.pencocokan.model import Model

NULL = -1
QUIET = 40
_STEP = 1e-3
_U = 0.5


def settings(model: Model | None, rules: list[Any]) -> SettingsCreator:
    """Splink's settings for a model; without one each outcome has a weight of its own, to be read back in training."""
    return SettingsCreator(
        link_type="link_only",
        comparisons=[_comparison(banding, slot_weights(banding, model)) for banding in SEMUA],
        blocking_rules_to_generate_predictions=[*rules],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )


def slot_weights(banding: Perbandingan, model: Model | None) -> NDArray[np.float64]:
    """Weights in bits that Splink gives back, one for each outcome and no two alike, so that each tells its outcome."""
    number = len(banding.tingkat) + 1
    wanted = np.array(model.weights(banding)) if model else np.zeros(number)
    # m and u are chances: a weight of 12 bits is m = 0.5 and u = 0.5 / 4096.
    apart = np.arange(1, number + 1) * _STEP
    slots: NDArray[np.float64] = np.clip(np.round(wanted, 1), -40, 40) + apart
    return slots


def _comparison(banding: Perbandingan, weights: NDArray[np.float64]) -> Any:
    found: list[Any] = [
        cll.CustomLevel(banding.kosong, "kosong", base_dialect_str="duckdb").configure(is_null_level=True)
    ]
    for tingkat, weight in zip(banding.tingkat, weights[:-1], strict=True):
        level = cll.CustomLevel(tingkat.syarat, tingkat.nama, base_dialect_str="duckdb")
        found.append(level.configure(**_chances(weight)))
    found.append(cll.ElseLevel().configure(**_chances(weights[-1])))
    return cl.CustomComparison(found, output_column_name=banding.nama)


def _chances(weight: float) -> dict[str, Any]:
    if weight >= 0:
        return {"m_probability": _U, "u_probability": _U / 2.0**weight}
    return {"m_probability": _U * 2.0**weight, "u_probability": _U}


def outcomes(banding: Perbandingan, weights: NDArray[Any], model: Model | None) -> NDArray[np.int8]:
    """Outcome of each pair from the weight Splink gave it: place in `levels`, or NULL where nothing is known."""
    slots = slot_weights(banding, model)
    order = np.argsort(slots)
    place = np.searchsorted(slots[order], weights)
    left, right = np.clip(place - 1, 0, len(slots) - 1), np.clip(place, 0, len(slots) - 1)
    nearer = np.abs(weights - slots[order][left]) <= np.abs(weights - slots[order][right])
    found = order[np.where(nearer, left, right)]
    return np.where(np.abs(weights) < _STEP / 10, NULL, found).astype(np.int8)


def compare_with_splink(con: duckdb.DuckDBPyConnection, pairs: str, model: Model | None) -> Terbanding:
    """Splink on DuckDB over the table `pairs` (a, v)."""
    api = DuckDBAPI(con)
    sides = [api.register("kiri", dataset_display_name="a"), api.register("kanan", dataset_display_name="b")]
    linker = Linker(sides, settings(model, ["l.nik = r.nik"]), log_level=QUIET, validate_settings=False)
    con.execute(
        "CREATE OR REPLACE TABLE pasangan_splink AS "
        f"SELECT '0' AS match_key, 'a-__-' || a AS join_key_l, 'b-__-' || v AS join_key_r FROM {pairs}"
    )
    linker.table_management.register_blocked_pairs_for_predict(api.register("pasangan_splink"))
    found = linker.inference.predict()
    names = ", ".join(f"mw_{banding.nama}" for banding in SEMUA)
    columns = con.execute(f"SELECT unique_id_l, unique_id_r, {names} FROM {found.physical_name}").fetchnumpy()
    return read_weights(columns, model)


def read_weights(columns: dict[str, Any], model: Model | None) -> Terbanding:
    keluaran = {
        banding.nama: outcomes(banding, np.ma.filled(columns[f"mw_{banding.nama}"], 0.0), model) for banding in SEMUA
    }
    return Terbanding(
        np.asarray(columns["unique_id_l"], dtype=np.int64), np.asarray(columns["unique_id_r"], dtype=np.int64), keluaran
    )
