"""Learning what outcomes are worth from pairs of which the truth is known, and refusing a model that is worse.

Weights come from a logistic regression over all outcomes at once, because fields are not independent (who shares a
village often shares an address and a family name); plain counts would add the same evidence twice.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pemakaman.pencocokan.banding import SEMUA
from pemakaman.pencocokan.banding_splink import compare_with_splink
from pemakaman.pencocokan.bandingkan import Terbanding, make_sides
from pemakaman.pencocokan.blok import block
from pemakaman.pencocokan.hasil import Pita
from pemakaman.pencocokan.kata_nama import known_bits
from pemakaman.pencocokan.kolom import PEMAKAMAN, PEMILIH, read_file
from pemakaman.pencocokan.mesin import database, match_files
from pemakaman.pencocokan.model import Model, levels
from pemakaman.pencocokan.nilai_hasil import KUNCI, Ukuran, measure, read_csv
from pemakaman.pencocokan.pita import bands
from pemakaman.pencocokan.siap import prepare, prepare_candidates
from pemakaman.pencocokan.terjodoh import Terjodoh

PRECISION = 0.9988
MOST_CANDIDATES = 1.2
_RIDGE = 0.5
_ROUNDS = 40
_DECISION_WEIGHT = 5.0
Angka = NDArray[np.float64]


@dataclass(frozen=True)
class Contoh:
    """Outcome vectors (places in `levels`, -1 unknown; a column a field of `SEMUA`), each a match or not, how often."""

    keluaran: NDArray[np.int8]
    sama: NDArray[np.bool_]
    kali: Angka
    almarhum: int
    terdaftar: int


def examples(folder: Path, hari_ini: date, kata: Mapping[str, float]) -> Contoh:
    """The pairs that blocking finds in a labelled folder (PEMILIH, PEMAKAMAN, KUNCI), equal ones counted together."""
    key = read_kunci(folder)
    with database() as con:
        read_file(con, "pemakaman_mentah", folder / "PEMAKAMAN.csv", PEMAKAMAN)
        read_file(con, "pemilih_mentah", folder / "PEMILIH.csv", PEMILIH)
        prepare(con, hari_ini, kata)
        block(con, "pasangan")
        prepare_candidates(con, "pasangan")
        make_sides(con)
        pairs = compare_with_splink(con, "pasangan", None)
        no = dict(con.execute("SELECT i, no FROM almarhum").fetchall())
        dpid = dict(con.execute("SELECT i, dpid FROM calon").fetchall())
    truth = np.array(
        [key[no[a]] == dpid[v] for a, v in zip(pairs.almarhum.tolist(), pairs.pemilih.tolist(), strict=True)]
    )
    return _together(pairs, truth, len(key), sum(1 for one in key.values() if one))


def _together(pairs: Terbanding, sama: NDArray[np.bool_], almarhum: int, terdaftar: int) -> Contoh:
    table = np.stack([pairs.keluaran[banding.nama] for banding in SEMUA] + [sama.astype(np.int8)], axis=1)
    unique, kali = np.unique(table, axis=0, return_counts=True)
    return Contoh(unique[:, :-1], unique[:, -1] == 1, kali.astype(np.float64), almarhum, terdaftar)


def decided(keputusan: Iterable[tuple[Mapping[str, str], bool]]) -> Contoh | None:
    """Officers' decisions as examples: (outcome by field as names, same person?). Unknown names count as not known."""
    rows, sama = [], []
    for tingkat, same in keputusan:
        rows.append([_place(banding.nama, tingkat.get(banding.nama)) for banding in SEMUA])
        sama.append(same)
    if not rows:
        return None
    return Contoh(np.array(rows, np.int8), np.array(sama), np.full(len(rows), _DECISION_WEIGHT), 0, 0)


def _place(ruas: str, tingkat: str | None) -> int:
    names = next(levels(banding) for banding in SEMUA if banding.nama == ruas)
    return names.index(tingkat) if tingkat in names else -1


def read_decisions(path: Path) -> Contoh | None:
    """Decisions from a file of JSON lines: {"tingkat": {"nama": "sama", ...}, "sama": true}."""
    lines = path.read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return decided((dict(row["tingkat"]), bool(row["sama"])) for row in rows)


def fit(contoh: Sequence[Contoh], versi: str, kata: Mapping[str, float], start: Model | None = None) -> Model:
    """A model without thresholds from examples; `start` is what outcomes are worth that the examples never show."""
    keluaran = np.vstack([one.keluaran for one in contoh])
    sama = np.concatenate([one.sama for one in contoh]).astype(np.float64)
    kali = np.concatenate([one.kali for one in contoh])
    widths = [len(levels(banding)) for banding in SEMUA]
    offsets = np.concatenate([[0], np.cumsum(widths)])
    table = np.zeros((len(keluaran), offsets[-1] + 1))
    table[:, -1] = 1.0
    for field in range(len(SEMUA)):
        rows = np.flatnonzero(keluaran[:, field] >= 0)
        table[rows, offsets[field] + keluaran[rows, field]] = 1.0
    before = np.zeros(offsets[-1] + 1)
    if start is not None:
        before[:-1] = np.concatenate([start.weights(banding) for banding in SEMUA]) * np.log(2)
    found = _regress(table, sama, kali, before) / np.log(2)
    bobot = {
        banding.nama: dict(zip(levels(banding), found[offsets[n] : offsets[n + 1]].tolist(), strict=True))
        for n, banding in enumerate(SEMUA)
    }
    listed = sum(one.terdaftar for one in contoh) / max(sum(one.almarhum for one in contoh), 1)
    return Model(versi, float(found[-1]), bobot, {"usul": 0.9, "periksa": 0.02}, min(max(listed, 0.05), 0.95), kata)


def _regress(table: Angka, sama: Angka, kali: Angka, before: Angka) -> Angka:
    """Penalised logistic regression by Newton's steps; natural logarithms."""
    ridge = np.full(table.shape[1], _RIDGE)
    ridge[-1] = 1e-6
    weights = before.copy()
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -50, 50)))
        gradient = table.T @ (kali * (chance - sama)) + ridge * (weights - before)
        bend = np.maximum(kali * chance * (1 - chance), 1e-9)
        step = np.linalg.solve((table * bend[:, None]).T @ table + np.diag(ridge), gradient)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def set_thresholds(model: Model, held_out: Sequence[tuple[Terjodoh, Mapping[str, str | None]]]) -> Model:
    """Thresholds for the stated precision of *usul* on sets the weights never saw, all of them together.

    *periksa* reaches as far down as the mean number of candidates a burial allows.
    """
    chance, right, proposed, burials = [], [], [], 0
    for found, key in held_out:
        chance.append(found.peluang)
        right.append(np.array([key[n] == d for n, d in zip(found.no.tolist(), found.dpid.tolist(), strict=True)]))
        # Thresholds of zero let only the forbidden outcomes through to lower bands.
        proposed.append(_allowed(found))
        burials += found.jumlah_almarhum
    peluang, benar, boleh = np.concatenate(chance), np.concatenate(right), np.concatenate(proposed)
    order = np.argsort(-peluang[boleh], kind="stable")
    hits = np.cumsum(benar[boleh][order])
    enough = np.flatnonzero(hits / np.arange(1, len(hits) + 1) >= PRECISION)
    usul = float(peluang[boleh][order][enough[-1]]) if len(enough) else 0.999
    down = np.sort(peluang)[::-1]
    least = float(down[min(int(MOST_CANDIDATES * burials), len(down) - 1)])
    return replace(model, ambang={"usul": round(max(usul, 0.5), 4), "periksa": round(max(least, 0.01), 4)})


def _allowed(found: Terjodoh) -> NDArray[np.bool_]:
    free = replace(found.model, ambang={"usul": 0.0, "periksa": 0.0})
    return np.asarray(bands(found.peluang, found.terbanding.keluaran, free.ambang) == Pita.USUL.value, dtype=bool)


def train(
    latih: Sequence[Path],
    uji: Sequence[Path],
    *,
    hari_ini: date,
    keputusan: Contoh | None = None,
    start: Model | None = None,
) -> Model:
    """Learn weights on `latih`, thresholds on `uji`: labelled folders that must not be the frozen ones."""
    kata = known_bits(name for folder in latih for name in _names(folder))
    contoh = [examples(folder, hari_ini, kata) for folder in latih]
    if keputusan is not None:
        contoh.append(keputusan)
    model = fit(contoh, "sementara", kata, start)
    held_out = [
        (
            match_files(folder / "PEMILIH.csv", folder / "PEMAKAMAN.csv", model=model, hari_ini=hari_ini),
            read_kunci(folder),
        )
        for folder in uji
    ]
    model = set_thresholds(model, held_out)
    note = {
        "tanggal": hari_ini.isoformat(),
        "latih": [folder.name for folder in latih],
        "ambang_dari": [folder.name for folder in uji],
        "pasangan": int(sum(one.kali.sum() for one in contoh)),
        "keputusan": 0 if keputusan is None else len(keputusan.sama),
        "ketepatan_usul": PRECISION,
    }
    digest = hashlib.sha256(json.dumps([model.bobot, model.ambang, note], sort_keys=True).encode()).hexdigest()[:8]
    return replace(model, versi=f"{hari_ini:%Y%m%d}-{digest}", catatan=note)


def _names(folder: Path) -> list[str]:
    with database() as con:
        read_file(con, "pemilih_mentah", folder / "PEMILIH.csv", PEMILIH)
        return [row[0] for row in con.execute("SELECT nama FROM pemilih_mentah WHERE nama IS NOT NULL").fetchall()]


def judge(model: Model, folder: Path, hari_ini: date) -> Ukuran:
    """How good a model is on a labelled folder."""
    found = match_files(folder / "PEMILIH.csv", folder / "PEMAKAMAN.csv", model=model, hari_ini=hari_ini)
    return measure(hasil_rows(found), read_csv(folder / KUNCI))


def hasil_rows(found: Terjodoh) -> list[dict[str, str]]:
    """The scored pairs of the bands usul and periksa as rows of HASIL."""
    return [
        {"NO": str(n), "DPID": str(d), "SKOR": f"{s:.4f}", "PITA": str(p)}
        for n, d, s, p in zip(found.no, found.dpid, found.peluang, found.pita, strict=True)
        if p != Pita.TOLAK.value
    ]


def is_worse(new: Ukuran, old: Ukuran) -> list[str]:
    """Why a new model is refused, in words; empty when it is at least as good on the frozen set."""
    found = []
    if new.presisi < old.presisi - 1e-9:
        found.append(f"ketepatan usul turun dari {old.presisi:.4f} menjadi {new.presisi:.4f}")
    if new.jebakan_pelapor > old.jebakan_pelapor:
        found.append(f"NIK pelapor yang lolos ke usul naik dari {old.jebakan_pelapor} menjadi {new.jebakan_pelapor}")
    if new.recall_usul < old.recall_usul - 0.002:
        found.append(f"usul yang ditemukan turun dari {old.recall_usul:.4f} menjadi {new.recall_usul:.4f}")
    if new.recall_calon < old.recall_calon - 0.002:
        found.append("usul dan periksa bersama menemukan lebih sedikit")
    return found


def read_kunci(folder: Path) -> dict[str, str | None]:
    """Burial number → DPID of its voter, None when he is not on the list."""
    return {row["NO"]: row["DPID"] or None for row in read_csv(folder / KUNCI)}


def sentence(ukuran: Ukuran) -> str:
    """The figures that decide, in one line."""
    return (
        f"usul tepat {ukuran.presisi:.4f}, ditemukan {ukuran.recall_usul:.4f}; "
        f"bersama periksa {ukuran.recall_calon:.4f} dengan {ukuran.calon_rata_berisi:.2f} calon"
    )
