"""Pages of monitoring with ten thousand and with a million reports, side by side; and what keeping figures costs."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy.orm import Session

from bench.hasil import Hasil, p50, p95
from bench.isi import SANDI, fill
from bench.peladen import Gugus, cluster, web
from bench.peramban import Peramban, UnexpectedAnswerError
from pemakaman import db
from pemakaman.akun.rules import Peran
from pemakaman.akun.sandi import hash_sandi
from pemakaman.db import libpq_url
from pemakaman.pantau.services import angka

KECIL, BESAR = 10_000, 1_000_000
PEMANASAN, KALI = 3, 60
SASARAN_MS, SASARAN_RASIO = 100.0, 1.3
BORONGAN, KALI_BORONGAN = 50_000, 3
PROVINSI = "provinsi"

# Every page of monitoring and the first ones of the desk, in one place: name → who asks, address. One that does not
# exist is left out, and said. `{makam}` is a cemetery of the measured office, `{hari}` today.
LAMA = "dari=2016-01"
HALAMAN: dict[str, tuple[str, str]] = {
    "beranda provinsi": (PROVINSI, "/"),
    "corong provinsi": (PROVINSI, "/pantau"),
    "corong provinsi, sejak 2016": (PROVINSI, f"/pantau?{LAMA}"),
    "corong provinsi, menurut meninggal": (PROVINSI, "/pantau?sumbu=meninggal"),
    "corong kab/kota": (PROVINSI, "/pantau?wilayah=18.71"),
    "corong kecamatan": (PROVINSI, "/pantau?wilayah=18.71.01"),
    "corong desa": (PROVINSI, "/pantau?wilayah=18.71.01.1003"),
    "corong makam": (PROVINSI, "/pantau?makam={makam}"),
    "corong, petugas": (Peran.VERIFIKATOR, "/pantau"),
    "baris corong": (Peran.VERIFIKATOR, "/pantau/baris?langkah=dimakamkan"),
    "baris corong, belum berakta": (Peran.VERIFIKATOR, "/pantau/baris?langkah=dimakamkan&belum=akta"),
    "baris corong, menurut meninggal": (Peran.VERIFIKATOR, "/pantau/baris?langkah=dimakamkan&sumbu=meninggal"),
    "baris corong, menurut masuk buku": (Peran.VERIFIKATOR, "/pantau/baris?langkah=dimakamkan&sumbu=masuk"),
    "belum berakta, provinsi": (PROVINSI, "/pantau/belum-akta"),
    "belum berakta, petugas": (Peran.VERIFIKATOR, "/pantau/belum-akta"),
    "belum berakta, disisihkan": (Peran.VERIFIKATOR, "/pantau/belum-akta?menunggu=disisihkan"),
    "belum berakta, dikembalikan": (Peran.VERIFIKATOR, "/pantau/belum-akta?menunggu=dikembalikan"),
    "tugas akta": (Peran.VERIFIKATOR, "/pantau/tugas"),
    "makam sunyi": (PROVINSI, "/pantau/makam-sunyi"),
    "makam sunyi, kab/kota": (PROVINSI, "/pantau/makam-sunyi?wilayah=18.71"),
    "mutu data, provinsi": (PROVINSI, "/pantau/mutu"),
    "mutu data, petugas": (Peran.VERIFIKATOR, "/pantau/mutu"),
    "mutu data, per petugas": (Peran.PEJABAT, "/pantau/mutu?lihat=petugas"),
    "layanan": (PROVINSI, "/pantau/layanan"),
    "layanan, kab/kota": (PROVINSI, "/pantau/layanan?wilayah=18.71"),
    "layar dinding": (PROVINSI, "/layar"),
    "layar dinding, kab/kota": (PROVINSI, "/layar?wilayah=18.71"),
    "belum lapor": (PROVINSI, "/bulanan/belum-lapor"),
    "belum lapor, kab/kota": (PROVINSI, "/bulanan/belum-lapor?kab=18.71"),
    "kematian provinsi": (PROVINSI, "/pantau/kematian"),
    "kematian provinsi, sejak 2016": (PROVINSI, f"/pantau/kematian?{LAMA}"),
    "kematian provinsi, menurut masuk buku": (PROVINSI, "/pantau/kematian?sumbu=masuk"),
    "kematian kecamatan": (PROVINSI, "/pantau/kematian?wilayah=18.71.01"),
    "kelengkapan": (PROVINSI, "/pantau/kelengkapan"),
    "kelengkapan, kab/kota": (PROVINSI, "/pantau/kelengkapan?wilayah=18.71"),
    "acuan": (PROVINSI, "/setelan/acuan"),
    "peta": (PROVINSI, "/pantau/peta"),
    "peta, kab/kota": (PROVINSI, "/pantau/peta?wilayah=18.71"),
    "peta kelengkapan": (PROVINSI, "/pantau/peta?ukuran=kelengkapan"),
    "unggah peta": (PROVINSI, "/setelan/peta"),
    "angka terbuka": ("", "/angka"),
    "angka terbuka, CSV": ("", "/angka/data.csv"),
    "angka terbuka, JSON": ("", "/angka/data.json"),
    "desk provinsi": (PROVINSI, "/desk"),
    "desk, tercatat meninggal": (PROVINSI, "/desk/meninggal"),
    "desk, petugas": (Peran.VERIFIKATOR, "/desk"),
    "desk provinsi, satu hari": (PROVINSI, "/desk?tanggal={hari}"),
    "desk, perekaman dua minggu": (Peran.VERIFIKATOR, "/desk/18.71/perekaman"),
    "desk, perekaman satu hari": (Peran.VERIFIKATOR, "/desk/18.71/perekaman/{hari}"),
    "desk, blangko satu hari": (Peran.VERIFIKATOR, "/desk/18.71/blangko/{hari}"),
    "desk, layanan satu hari": (PROVINSI, "/desk/layanan/{hari}"),
}

# The steps after approval, for shares of the reports that differ from step to step.
MAKE_STEPS = """
CREATE TEMPORARY TABLE isi_langkah AS
SELECT id, kab_kode, dibuat_oleh, diajukan_pada AS mulai, status = 'akta_terbit' AS berakta,
    random() AS acak, row_number() OVER () AS no
FROM laporan WHERE status IN ('disetujui', 'akta_terbit') AND diajukan_pada IS NOT NULL;
INSERT INTO keputusan (laporan_id, disarankan_oleh, disarankan_pada, disetujui_oleh, disetujui_pada)
SELECT id, dibuat_oleh, mulai + interval '1 day', gen_random_uuid(), mulai + acak * interval '9 days' FROM isi_langkah;
INSERT INTO berkas (id, laporan_id, versi_dokumen, berlaku, formulir, status, percobaan, jadi_pada, diunduh_pada,
    pertama_diunduh_pada, jumlah_cetak)
SELECT gen_random_uuid(), id, 1, true, 'F-2.01A', 'jadi', 1, mulai + interval '10 days', mulai + interval '12 days',
    mulai + interval '12 days', 1 FROM isi_langkah WHERE acak < 0.9;
INSERT INTO akta (id, laporan_id, nomor, tanggal, dicatat_oleh, versi)
SELECT gen_random_uuid(), id, 'KM-' || no, (mulai + interval '10 days' + acak * acak * interval '90 days')::date,
    dibuat_oleh, 1 FROM isi_langkah WHERE berakta;
INSERT INTO usul (id, laporan_id, daftar_id, pemilih_id, kab_kode, status, kode, kelas_bukti, diusulkan_oleh,
    diusulkan_pada, dikonfirmasi_oleh, versi)
SELECT gen_random_uuid(), id, gen_random_uuid(), no, kab_kode, 'dikonfirmasi', '1', 'akta', dibuat_oleh,
    mulai + interval '20 days', gen_random_uuid(), 1 FROM isi_langkah WHERE acak < 0.6;
CREATE TEMPORARY TABLE isi_paket AS
SELECT gen_random_uuid() AS id, kab_kode, kuartal FROM
    (SELECT DISTINCT kab_kode, date_trunc('quarter', diusulkan_pada) + interval '3 months' AS kuartal FROM usul) d;
INSERT INTO paket (id, kab_kode, wilayah_kode, format, jumlah, sha256, ukuran, dibuat_oleh, dibuat_pada)
SELECT id, kab_kode, kab_kode, 'zip', 1, 's', 1, gen_random_uuid(), kuartal FROM isi_paket;
INSERT INTO paket_usul (paket_id, usul_id, hasil)
SELECT p.id, u.id, 'diterima' FROM usul u
JOIN isi_paket p ON p.kab_kode = u.kab_kode
AND p.kuartal = date_trunc('quarter', u.diusulkan_pada) + interval '3 months';
INSERT INTO tanda_terima (paket_id, nomor, tanggal, jumlah_diterima, jumlah_ditolak, dicatat_oleh, versi)
SELECT id, '1', (kuartal + interval '9 days')::date, 1, 0, gen_random_uuid(), 1 FROM isi_paket WHERE random() < 0.8;
INSERT INTO catatan_kembali (laporan_id, ruas, alasan, dibuat_oleh)
SELECT id, 'nik', 'Salah', dibuat_oleh FROM isi_langkah WHERE acak > 0.9;
"""
MAKE_PROVINSI = """
INSERT INTO akun (id, nama_pengguna, nama, peran, wilayah_kode, sandi, versi)
VALUES (%s, 'provinsi', 'Petugas provinsi', 'petugas_provinsi', '18', %s, 1)
"""
OPEN_FIGURES = """
INSERT INTO setelan_terbuka (wilayah_kode, terbit, lisensi, kontak, versi)
VALUES ('18', true, 'cc-by-4.0', 'Disdukcapil Provinsi Lampung', 1)
"""
A_MAKAM = "SELECT id FROM makam WHERE kab_kode = '18.71' ORDER BY kode LIMIT 1"
# A change of every one of these reports, as one statement. What else hangs on the table is off both times.
CHANGE = f"UPDATE laporan SET diubah_pada = now() WHERE id IN (SELECT id FROM laporan LIMIT {BORONGAN})"


@dataclass
class Kantor:
    """One filled and counted database behind its own web server."""

    peramban: dict[str, Peramban]
    makam: str
    detik: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Biaya:
    """Seconds that keeping figures takes: a report of a whole count, a report of marks, one change, the trigger."""

    semua: float
    tanda: float
    satu: float
    pemicu: float
    tanpa_pemicu: float


def measure(*, skala: float = 1.0) -> list[Hasil]:
    """Fill both, ask both in turns, compare."""
    sizes = KECIL, max(KECIL, int(BESAR * skala))
    with (
        cluster() as gugus,
        office(gugus, "bench_kecil", sizes[0]) as kecil,
        office(gugus, "bench_besar", sizes[1]) as besar,
    ):
        pages = [nama for nama in HALAMAN if _exists(nama, kecil[0])]
        for index in range(PEMANASAN + KALI):
            pair = (kecil[0], besar[0]) if index % 2 else (besar[0], kecil[0])
            for nama in pages:
                for kantor in pair:
                    _ask(kantor, nama, keep=index >= PEMANASAN)
        return [*_compare(pages, kecil[0], besar[0], sizes), *_costs(kecil[1], besar[1], sizes)]


def _address(kantor: Kantor, nama: str) -> tuple[str, str]:
    who, path = HALAMAN[nama]
    return who, path.format(makam=kantor.makam, hari=db.today_in("18").isoformat())


def _exists(nama: str, kantor: Kantor) -> bool:
    who, path = _address(kantor, nama)
    try:
        kantor.peramban[who].get(path, expected=404)
    except UnexpectedAnswerError:
        return True
    print(f"pantau: {nama} ({path}) belum ada", flush=True)
    return False


def _ask(kantor: Kantor, nama: str, *, keep: bool) -> None:
    who, path = _address(kantor, nama)
    seconds = kantor.peramban[who].get(path).detik
    if keep:
        kantor.detik.setdefault(nama, []).append(seconds)


def _compare(pages: list[str], kecil: Kantor, besar: Kantor, sizes: tuple[int, int]) -> Iterator[Hasil]:
    small, large = map(_dotted, sizes)
    for nama in pages:
        title = f"pantau: {nama}"
        for label, reckon in (("p50", p50), ("p95", p95)):
            ours, rival = reckon(besar.detik[nama]) * 1000, reckon(kecil.detik[nama]) * 1000
            goal = SASARAN_RASIO if label == "p95" else None
            yield Hasil(f"{title}, {label}, {large} laporan", ours, "ms", rival, f"{small} laporan", (None, goal))
        worst = p95(besar.detik[nama]) * 1000
        yield Hasil(f"{title}, p95, {large} laporan", worst, "ms", SASARAN_MS, "batas", (None, 1.0))


def _costs(kecil: Biaya, besar: Biaya, sizes: tuple[int, int]) -> Iterator[Hasil]:
    small, large = map(_dotted, sizes)
    named: dict[str, Callable[[Biaya], float]] = {
        "hitung semua, per laporan": lambda biaya: biaya.semua,
        "hitung tanda, per laporan": lambda biaya: biaya.tanda,
        "satu perubahan": lambda biaya: biaya.satu,
    }
    for nama, of in named.items():
        yield Hasil(f"pantau: {nama}, {large} laporan", of(besar) * 1000, "ms", of(kecil) * 1000, f"{small} laporan")
    lawan = "tanpa penanda"
    title = f"pantau: mengubah {_dotted(BORONGAN)} laporan"
    yield Hasil(title, besar.pemicu, "s", besar.tanpa_pemicu, lawan)


def _dotted(count: int) -> str:
    return f"{count:,}".replace(",", ".")


@contextmanager
def office(gugus: Gugus, nama: str, jumlah: int) -> Iterator[tuple[Kantor, Biaya]]:
    """Fill a database, count it, start the server, sign in."""
    with gugus.database(nama) as url:
        start = time.monotonic()
        fill(url, jumlah, draf=1)
        fill_steps(url)
        print(f"{nama}: {jumlah} laporan diisi dalam {time.monotonic() - start:.0f} s", flush=True)
        biaya = count(url, jumlah)
        with web(url) as port:
            names = (PROVINSI, Peran.VERIFIKATOR.value, Peran.PEJABAT.value, "")
            peramban = {name: Peramban(port) for name in names}
            for name, one in peramban.items():
                if name:
                    one.sign_in(name, SANDI)
            yield Kantor(peramban, _one_makam(url)), biaya


def _one_makam(url: str) -> str:
    with psycopg.connect(libpq_url(url)) as connection:
        row = connection.execute(A_MAKAM).fetchone()
    return str(row[0]) if row else ""


def fill_steps(url: str) -> None:
    """Decisions, files, certificates, proposals, packages and receipts, and somebody of the province."""
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SELECT setseed(0.17)")
        connection.execute(MAKE_STEPS)
        connection.execute(MAKE_PROVINSI, [uuid4(), hash_sandi(SANDI)])
        connection.execute(OPEN_FIGURES)


def count(url: str, jumlah: int) -> Biaya:
    """Count everything in each way there is; the last one leaves the figures for the pages."""
    engine = db.make_engine(url, role=None)

    def timed(work: Callable[[Session], Any]) -> float:
        with Session(engine) as session, session.begin():
            start = time.perf_counter()
            work(session)
            return time.perf_counter() - start

    # As in a province that works: the planner knows its tables.
    _run(url, "ANALYZE")
    whole = timed(angka.recount_all)
    trigger, without = _overhead(url)
    _run(url, "VACUUM (ANALYZE)")
    marked = min(jumlah, BORONGAN)
    _run(url, f"INSERT INTO pantau_tanda (laporan_id) SELECT id FROM laporan LIMIT {marked}")
    batches = [timed(angka.count_marked) for _ in range(-(-marked // angka.BATCH))]
    singles = []
    for _ in range(10):
        _run(url, "INSERT INTO pantau_tanda (laporan_id) SELECT id FROM laporan LIMIT 1")
        singles.append(timed(angka.count_marked))
    engine.dispose()
    print(f"{_dotted(jumlah)} laporan dihitung dalam {whole:.1f} s", flush=True)
    return Biaya(whole / jumlah, sum(batches) / marked, p50(singles), trigger, without)


def _overhead(url: str) -> tuple[float, float]:
    """Seconds of a change of many reports with the mark and without it, in turns; all are undone."""
    others = ("laporan_jejak_wajib",)
    pairs = [(_change(url, others), _change(url, (*others, "laporan_pantau_update"))) for _ in range(KALI_BORONGAN)]
    marked, unmarked = zip(*pairs, strict=True)
    return min(marked), min(unmarked)


def _change(url: str, off: tuple[str, ...]) -> float:
    with psycopg.connect(libpq_url(url)) as connection:
        for trigger in off:
            connection.execute(f"ALTER TABLE laporan DISABLE TRIGGER {trigger}")
        start = time.perf_counter()
        connection.execute(CHANGE)
        seconds = time.perf_counter() - start
        connection.rollback()
        return seconds


def _run(url: str, statement: str) -> None:
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute(statement)
