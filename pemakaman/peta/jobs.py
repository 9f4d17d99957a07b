"""Reading boundaries in the worker: shapely stays out of the web process."""

from typing import Any
from uuid import UUID

from pemakaman import store
from pemakaman.db import reading, transaction
from pemakaman.errors import NotFound
from pemakaman.jobs import RETRY, job_app
from pemakaman.nilai.galat import NilaiError
from pemakaman.peta.queries import regions_of
from pemakaman.peta.rules.geojson import Bacaan, read_geojson
from pemakaman.peta.rules.kode import Pilahan, sort_codes
from pemakaman.peta.rules.status import keep_findings
from pemakaman.peta.services import JOB, Tugas, fail_boundaries, finish_boundaries, take_boundaries

TERHENTI = "Pembacaan terhenti karena kesalahan program. Unggah lagi; bila berulang, beri tahu admin sistem."


@job_app.task(name=JOB, queue="impor", retry=RETRY)
def read_boundaries(peta_id: str) -> None:
    """Read one uploaded file. Running twice does no harm; a file of no use says why where it was uploaded."""
    key = UUID(peta_id)
    with reading() as session:
        tugas = take_boundaries(session, key)
    if tugas is None:
        return
    try:
        _read(tugas)
    except (NilaiError, NotFound) as error:
        _fail(key, error.pesan)
    except Exception:
        _fail(key, TERHENTI)
        raise


def _fail(peta_id: UUID, galat: str) -> None:
    with transaction() as session:
        fail_boundaries(session, peta_id, galat)


def _read(tugas: Tugas) -> None:
    from pemakaman.peta.bentuk import draw_shapes  # noqa: PLC0415 - shapely and numpy, only where a file is read

    bacaan = read_geojson(store.get(tugas.sha256))
    with reading() as session:
        known, former = regions_of(session, tugas.provinsi_kode)
    pilahan = sort_codes(bacaan, tugas.provinsi_kode, tugas.tingkat, known, former)
    lukisan = draw_shapes(pilahan.bidang, tugas.tingkat)
    bentuk = [
        {"kode": one.kode, "nama": known[one.kode], "jalur": one.jalur, "kotak": one.kotak} for one in lukisan.bentuk
    ]
    words = {name: [f"{kode} {known[kode]}" for kode in getattr(lukisan, name)] for name in _DRAWN}
    bacaan.rusak += [f"{kode} {known[kode]}: batasnya tidak berbentuk bidang." for kode in lukisan.kosong]
    hasil = _hasil(bacaan, pilahan, words, len(bentuk), lukisan.titik)
    bingkai = lukisan.bingkai
    frame = (bingkai.barat, bingkai.selatan, bingkai.timur, bingkai.utara)
    with transaction() as session:
        finish_boundaries(session, tugas.peta_id, bentuk=bentuk, bingkai=frame, hasil=hasil)


_DRAWN = ("diperbaiki", "bertumpuk")


def _hasil(bacaan: Bacaan, pilahan: Pilahan, words: dict[str, list[str]], jumlah: int, titik: int) -> dict[str, Any]:
    found = {"rusak": bacaan.rusak, **words}
    found |= {name: getattr(pilahan, name) for name in ("tidak_ada", "tak_dikenal", "dua_kali", "nama_beda")}
    return {"wilayah": jumlah, "titik": [bacaan.titik, titik], "temuan": keep_findings(found)}
