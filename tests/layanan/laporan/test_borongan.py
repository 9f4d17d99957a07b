"""Many reports from paper entered together: the same rows, events and refusals as one after the other."""

from collections.abc import Mapping
from datetime import date
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event, inspect, select
from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Invalid
from pemakaman.jejak.models import Jejak
from pemakaman.laporan import services
from pemakaman.laporan.models import DugaanGanda, Laporan, LaporanOrang
from pemakaman.laporan.queries_ganda import find_resembling, find_resembling_each
from pemakaman.makam.models import Buku, KoreksiBuku
from pemakaman.nilai.tanggal import TanggalTakLengkap
from tests import pabrik_tutup
from tests.pabrik import make_actor, make_makam
from tests.pabrik_kubur import make_petak
from tests.pabrik_laporan import flat, make_nik
from tests.pabrik_penduduk import make_penduduk

ASAL = "impor:buku"
# Of the clock, of chance, or counted by the database.
SENDIRI = {"diubah_pada", "masuk_buku_pada", "dibuat_pada", "nomor_terima", "kapan", "txid"}
Isian = Mapping[str, Any]


@pytest.fixture
def buku(database: Engine) -> pabrik_tutup.Buku:
    return pabrik_tutup.Buku()


def together(session: Session, buku: pabrik_tutup.Buku, rows: Mapping[UUID, Isian]) -> dict[UUID, Any]:
    """Enter them as one; the refusals."""
    refused = {}
    own: dict[str, Any] = {"actor": buku.pengelola, "makam_id": buku.makam.id, "asal": ASAL}
    with services.entering_many(session, rows, **own) as borongan:
        for laporan_id, isian in rows.items():
            try:
                services.quick_lapor_awal(session, laporan_id=laporan_id, isian=isian, borongan=borongan, **own)
            except Invalid as error:
                refused[laporan_id] = error.galat
    return refused


def one_by_one(session: Session, buku: pabrik_tutup.Buku, rows: Mapping[UUID, Isian]) -> dict[UUID, Any]:
    """The same, each for itself."""
    refused = {}
    own: dict[str, Any] = {"actor": buku.pengelola, "makam_id": buku.makam.id, "asal": ASAL}
    for laporan_id, isian in rows.items():
        try:
            with session.begin_nested():
                services.quick_lapor_awal(session, laporan_id=laporan_id, isian=isian, **own)
        except Invalid as error:
            refused[laporan_id] = error.galat
    return refused


def told(row: object) -> dict[str, Any]:
    """All of a row that does not depend on when it was written."""
    names = (attribute.key for attribute in inspect(type(row)).column_attrs)
    return {name: getattr(row, name) for name in names if name not in SENDIRI}


def picture(session: Session, rows: Mapping[UUID, Isian]) -> list[Any]:
    """Everything that the reports left behind."""
    session.flush()
    session.expire_all()
    ids = list(rows)
    events = session.scalars(select(Jejak).where(Jejak.objek_id.in_([str(one) for one in ids])).order_by(Jejak.id))
    pairs = session.scalars(select(DugaanGanda).order_by(DugaanGanda.laporan_a, DugaanGanda.laporan_b))
    return [
        *map(told, session.scalars(select(Laporan).where(Laporan.id.in_(ids)).order_by(Laporan.id))),
        *map(told, session.scalars(select(LaporanOrang).order_by(LaporanOrang.laporan_id, LaporanOrang.peran))),
        *sorted((one.objek_id, one.peristiwa, one.rincian, one.akun_id, one.wilayah) for one in map(_lasting, events)),
        *((one.laporan_a, one.laporan_b, one.jenis, one.sidik, one.status) for one in pairs),
        *(
            (one.tahun, one.nomor_awal, one.nomor_terakhir)
            for one in session.scalars(select(Buku).order_by(Buku.tahun))
        ),
        *(
            (one.laporan_id, one.jenis, one.nomor)
            for one in session.scalars(select(KoreksiBuku).order_by(KoreksiBuku.nomor))
        ),
    ]


class _lasting:  # noqa: N801
    def __init__(self, row: Jejak) -> None:
        self.objek_id, self.peristiwa, self.akun_id, self.wilayah = (
            row.objek_id,
            row.peristiwa,
            row.akun_id,
            row.wilayah,
        )
        self.rincian = sorted((name, str(value)) for name, value in row.rincian.items() if name not in SENDIRI)


def odd_book() -> list[Isian]:
    """Rows of every kind that an old book may hold, in an order in which later ones concern earlier ones."""
    nik, other = make_nik(), make_nik()
    make_penduduk(nik=other, nama="Orang Yang Lain Sekali", jenis_kelamin="P")
    day = date(2019, 3, 4)
    return [
        {"nama": "Siti Aminah", "dimakamkan_tanggal": day, "umur": 60, "nomor_lama": "17", "keterangan": "Blok lama"},
        flat(nama="Ahmad Suhaimi", nik=nik, meninggal_tanggal=day, dimakamkan_tanggal=day, surat_nomor=None),
        {"nama": "Ahmad Suhaimi", "nik": nik, "dimakamkan_tanggal": day},
        {"nama": "Budi Hartono", "nik": nik, "dimakamkan_tanggal": date(2011, 1, 2), "jenis_kelamin": "P"},
        {"nama": "Made Wirawan", "dimakamkan_tanggal": day, "pelapor_nama": "Ketut", "pelapor_nik": nik},
        {"nama": "Wayan Darmo", "dimakamkan_tanggal": day, "meninggal_tanggal": date(2019, 3, 9)},
        {"nama": "Siti Aminah", "dimakamkan_tanggal": date(2019, 3, 20), "umur": 61},
        {"nama": "By Ny Rohani", "kasus": "bayi", "ibu_nama": "Rohani", "dimakamkan_tanggal": day, "umur": 0},
        {"nama": "Bayi Rohani", "kasus": "bayi", "ibu_nama": "Rohani", "dimakamkan_tanggal": day, "umur": 0},
        {"tidak_dikenal": True, "dimakamkan_tanggal": date(2012, 5, 6), "tidak_terbaca": ["nama", "umur"]},
        {"nama": "Joko Mulyono", "kasus": "hilang", "lahir": TanggalTakLengkap(1950, 2)},
        {"nama": "Rahmat", "nik": other, "jenis_kelamin": "L", "dimakamkan_tanggal": day},
        {"nama": "Tanpa Tanggal"},
        {"nama": "NIK Salah", "nik": "12", "dimakamkan_tanggal": day},
    ]


def test_together_leaves_what_one_by_one_leaves(buku: pabrik_tutup.Buku) -> None:
    masa = pabrik_tutup.lalu(1)
    buku.enter(pabrik_tutup.hari(masa))
    buku.close(masa)
    late = {"nama": "Susulan Sari", "dimakamkan_tanggal": pabrik_tutup.hari(masa, 12)}
    rows = {uuid4(): isian for isian in [*odd_book(), late]}
    seen = []
    for way in (one_by_one, together):
        with transaction() as session:
            trial = session.begin_nested()
            refused = way(session, buku, rows)
            seen.append((refused, picture(session, rows)))
            trial.rollback()
    assert len(seen[0][0]) == 4
    assert seen[1][0] == seen[0][0]
    for one, other in zip(*(found for _, found in seen), strict=True):
        assert one == other


def test_doubles_are_looked_for_of_many_as_of_one(buku: pabrik_tutup.Buku) -> None:
    rows = {uuid4(): isian for isian in odd_book()}
    with transaction() as session:
        refused = together(session, buku, rows)
        ids = [one for one in rows if one not in refused]
        alone = {one: find_resembling(session, one) for one in ids}
        assert sum(map(len, alone.values())) >= 8
        assert find_resembling_each(session, ids) == alone


def test_events_say_the_same_in_the_same_order(buku: pabrik_tutup.Buku) -> None:
    laporan_id = uuid4()
    with transaction() as session:
        together(session, buku, {laporan_id: {"nama": "Siti", "dimakamkan_tanggal": date(2019, 3, 4)}})
    with transaction() as session:
        events = session.scalars(select(Jejak).where(Jejak.objek_id == str(laporan_id)).order_by(Jejak.id)).all()
        versi = session.get_one(Laporan, laporan_id).versi
    assert [(one.peristiwa, one.rincian.get("versi")) for one in events] == [
        ("laporan.dibuat", None),
        ("laporan.lapor_awal", 1),
    ]
    assert versi == 2


def test_more_rows_are_no_more_questions(buku: pabrik_tutup.Buku) -> None:
    counts = []
    for many in (2, 30):
        rows = {
            uuid4(): {"nama": f"Orang{chr(97 + place % 26)} {chr(97 + many % 26)}wati{chr(97 + place // 26)}"}
            | {"dimakamkan_tanggal": date(1970 + many + place, 3, 4), "pelapor_nama": "Budi", "nik": make_nik()}
            for place in range(many)
        }
        asked: list[str] = []
        with transaction() as session:
            event.listen(
                session.connection(), "before_cursor_execute", lambda *told, asked=asked: asked.append(told[2])
            )
            together(session, buku, rows)
            counts.append(len(asked))
    assert counts[1] <= counts[0] + 2


def test_a_plot_is_given_one_by_one(buku: pabrik_tutup.Buku) -> None:
    petak = make_petak(buku.makam)
    rows = {uuid4(): {"nama": "Siti", "dimakamkan_tanggal": date(2019, 3, 4), "petak_id": petak.id}}
    with pytest.raises(services.BoronganGagal), transaction() as session:
        together(session, buku, rows)


def test_only_reports_from_paper_are_taken(buku: pabrik_tutup.Buku) -> None:
    own: dict[str, Any] = {"actor": buku.pengelola, "makam_id": buku.makam.id, "asal": "formulir"}
    with (
        pytest.raises(ValueError, match="formulir"),
        transaction() as session,
        services.entering_many(session, {}, **own),
    ):
        pass


def test_who_may_not_record_there_enters_nothing(buku: pabrik_tutup.Buku) -> None:
    buku.pengelola = make_actor(Peran.PENGELOLA_MAKAM)
    with pytest.raises(services.BoronganGagal), transaction() as session:
        together(session, buku, {uuid4(): {"nama": "Siti", "dimakamkan_tanggal": date(2019, 3, 4)}})


def send(actor: Actor, makam_id: UUID, isian: Isian, out: list[UUID]) -> None:
    """A form, in a session of its own."""
    laporan_id = uuid4()
    with transaction() as session:
        services.quick_lapor_awal(session, actor=actor, laporan_id=laporan_id, makam_id=makam_id, isian=isian)
    out.append(laporan_id)


def findings(laporan_id: UUID) -> list[str]:
    """What was found about a report as it entered the book."""
    with transaction() as session:
        query = select(Jejak.rincian).where(Jejak.objek_id == str(laporan_id), Jejak.peristiwa == "laporan.lapor_awal")
        return list(session.scalars(query).one().get("temuan", []))


def test_a_form_with_a_nik_of_the_portion_waits_and_is_told(buku: pabrik_tutup.Buku) -> None:
    nik, other, out = make_nik(), make_makam(pengelola=[buku.pengelola]), list[UUID]()
    rows = {uuid4(): {"nama": "Siti", "nik": nik, "dimakamkan_tanggal": date(2019, 3, 4)}}
    isian = {"nama": "Siti", "nik": nik, "dimakamkan_tanggal": date(2019, 3, 5)}
    form = Thread(target=send, args=(buku.pengelola, other.id, isian, out))
    with transaction() as session:
        together(session, buku, rows)
        form.start()
        form.join(0.5)
        assert not out
    form.join()
    assert "nik.nik_sama" in findings(out[0])
    assert "nik.nik_sama" not in findings(next(iter(rows)))


def test_a_portion_with_the_nik_of_a_form_waits_and_is_told(buku: pabrik_tutup.Buku) -> None:
    nik, other, done = make_nik(), make_makam(pengelola=[buku.pengelola]), list[int]()
    rows = {uuid4(): {"nama": "Siti", "nik": nik, "dimakamkan_tanggal": date(2019, 3, 4)}}

    def portion() -> None:
        with transaction() as session:
            together(session, buku, rows)
        done.append(1)

    run = Thread(target=portion)
    with transaction() as session:
        isian = {"nama": "Siti", "nik": nik, "dimakamkan_tanggal": date(2019, 3, 5)}
        own: dict[str, Any] = {"actor": buku.pengelola, "laporan_id": uuid4(), "makam_id": other.id}
        services.quick_lapor_awal(session, isian=isian, **own)
        run.start()
        run.join(0.5)
        assert not done
    run.join()
    assert "nik.nik_sama" in findings(next(iter(rows)))


def test_portions_with_the_same_people_in_other_orders_do_not_block_each_other(buku: pabrik_tutup.Buku) -> None:
    second = pabrik_tutup.Buku()
    people = [{"nama": f"Orang {chr(65 + place)}ti", "nik": make_nik()} for place in range(8)]
    lost: list[BaseException] = []

    def run(where: pabrik_tutup.Buku, order: list[dict[str, str]]) -> None:
        try:
            for one, other in zip(order[::2], order[1::2], strict=True):
                days = ({"dimakamkan_tanggal": date(2000 + len(one["nama"]), 1, 2)} for _ in "ab")
                with transaction() as session:
                    together(session, where, {uuid4(): row | next(days) for row in (one, other)})
        except BaseException as error:
            lost.append(error)

    threads = [Thread(target=run, args=(buku, people)), Thread(target=run, args=(second, people[::-1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not lost
    with transaction() as session:
        numbers = {
            one: list(
                session.scalars(select(Laporan.buku_nomor).where(Laporan.makam_id == one).order_by(Laporan.buku_nomor))
            )
            for one in (buku.makam.id, second.makam.id)
        }
        pairs = session.scalars(select(DugaanGanda)).all()
    assert set(map(tuple, numbers.values())) == {tuple(range(1, 9))}
    assert len(pairs) >= 8
