"""The figures of a daily letter as plain data: taken once from the board, kept, and printed from what was kept."""

from typing import Any

from pemakaman.desk.queries.papan import Papan
from pemakaman.desk.rules.kata_ramalan import CARA, count_range, empty_range, percent_range, runs_dry, sentence
from pemakaman.desk.rules.kolom import HARIAN, IKD, PEREKAMAN
from pemakaman.desk.rules.laju import BATAS, limits
from pemakaman.desk.rules.lampu import INSIDEN, explain, explain_target
from pemakaman.desk.rules.lapangan import add_field
from pemakaman.desk.rules.papan import Baris, days_between, forecast, forecast_all, missing_words
from pemakaman.desk.rules.pemilihan import targets_on
from pemakaman.desk.rules.proyeksi import whole
from pemakaman.desk.rules.waktu import countdown

_BARIS = (
    *("kode", "nama", "dinamis", "kumulatif", "sisa_rekam", "rekam_persen", "rekam_hari", "prr", "blangko"),
    *("blangko_hari", "ikd", "ikd_persen", "suket", "suket_hari", "diam", "insiden", "lewat"),
)
_JUMLAH = (
    *("penduduk", "wajib", "dinamis", "kumulatif", "sisa_rekam", "rekam_persen", "rekam_hari", "prr", "blangko"),
    *("ikd", "ikd_persen", "suket", "suket_hari", "insiden", "lewat"),
)
_LAPANGAN = (
    *("lapas", "lapas_lapor", "lapas_sisa", "jemput_hari", "jemput_hari_hasil", "jemput_pekan", "jemput_pekan_hasil"),
    "jemput_lewat",
)


def take_isi(papan: Papan, batas: dict[str, Any]) -> dict[str, Any]:
    """What a letter keeps of a board; `batas` are the limits that the province chose."""
    days = [day.isoformat() for day in papan.hari]
    return {
        "tanggal": papan.tanggal.isoformat(),
        "baris": [_row(one) for one in papan.baris],
        "jumlah": {name: _plain(getattr(papan.jumlah, name)) for name in _JUMLAH},
        "kurang": missing_words(papan.jumlah.kurang, [one.nama for one in papan.baris]),
        "belum_lapor": [
            {"nama": one.nama, "laporan": [HARIAN[kode].singkat for kode in one.belum]} for one in papan.belum_lapor
        ],
        "lapangan": _field(papan),
        "pemilihan": [
            {"nama": one.nama, "hari_h": one.hari_h.isoformat(), "mundur": countdown(one.hari_h, papan.tanggal)}
            for one in papan.pemilihan
        ],
        "hari": days,
        "rekam": _sums(papan, PEREKAMAN.kode),
        "ikd": _sums(papan, IKD.kode),
        "ramalan": _forecast(papan),
        "aturan": [
            *(explain(limits(kode, batas)) for kode in BATAS if kode != "lapas_persen"),
            explain_target(one.ikd_target for one in papan.baris),
            INSIDEN,
        ],
    }


def _row(one: Baris) -> dict[str, Any]:
    found = {name: _plain(getattr(one, name)) for name in _BARIS}
    found["belum"] = [HARIAN[kode].singkat for kode in one.belum]
    found["tanggal"] = one.tanggal.isoformat() if one.tanggal else None
    return found | {"lampu": {kode: str(warna) for kode, warna in one.lampu.items()}, "warna": str(one.warna)}


def _plain(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value


def _field(papan: Papan) -> dict[str, Any]:
    """Prisons and visits: the sums, and who has not told what."""
    total = add_field(papan.lapangan.values())
    named = [(one.nama, papan.lapangan[one.kode].belum) for one in papan.baris]
    return {
        "jumlah": {name: getattr(total, name) for name in _LAPANGAN},
        "belum": [{"nama": nama, "kata": kata} for nama, kata in named if kata],
    }


def _sums(papan: Papan, kode: str) -> list[float | None]:
    """The province's figure of each day; None where nobody reported."""
    columns = zip(*(papan.trend(kode, one.kode) for one in papan.baris), strict=True)
    days = [[value for value in day if value is not None] for day in columns]
    return [sum(values) if values else None for values in days] or [None] * len(papan.hari)


def _forecast(papan: Papan) -> dict[str, Any] | None:
    """The nearest polling day at the present pace, of those who vote; None without an election to come."""
    if papan.hari_h is None or not papan.memilih:
        return None
    days = (papan.hari_h - papan.tanggal).days
    target_rekam, target_ikd = targets_on(papan.pemilihan, papan.tanggal)
    rows = []
    for one in papan.memilih:
        ramalan, dari = forecast(one, papan.hari_h), one.blangko_tanggal or papan.tanggal
        rows.append(
            {
                "nama": one.nama,
                "rekam": percent_range(ramalan.rekam),
                "belum": count_range(ramalan.belum),
                "belum_angka": [*whole(ramalan.belum), ramalan.belum.tengah] if ramalan.belum else None,
                "ikd": percent_range(ramalan.ikd),
                "habis": empty_range(ramalan.habis, dari, papan.tanggal),
                "kering": runs_dry(ramalan.habis, days_between(dari, papan.hari_h)),
            }
        )
    words = sentence(forecast_all(papan.memilih, papan.hari_h), papan.hari_h, target_ikd, target_rekam)
    if len(rows) < len(papan.baris):
        words.append(f"Hanya yang memilih hari itu: {', '.join(one.nama for one in papan.memilih)}.")
    return {
        "hari_h": papan.hari_h.isoformat(),
        "hari": days,
        "kalimat": words,
        "baris": rows,
        "cara": CARA,
    }
