"""The encrypted package: what lies in it, who opens it, and that it is whole or not at all."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
import pyzipper
from python_calamine import load_workbook
from sqlalchemy import func, select

from pemakaman import store
from pemakaman.akta.services import record_akta
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import reading, today_in, transaction
from pemakaman.errors import Forbidden, Invalid, NotFound
from pemakaman.jejak.models import Jejak
from pemakaman.pemilih import paket, sandi, serah
from pemakaman.pemilih.isi_paket import HEADER_NO, JUDUL_VERIFIKASI
from pemakaman.pemilih.jobs import print_record
from pemakaman.pemilih.kolom import find_header
from pemakaman.pemilih.models import Paket, PaketUsul, Penarikan, PesananPaket
from pemakaman.pemilih.paket_penarikan import JUDUL
from pemakaman.pemilih.rules import HARI_TANDA_TERIMA
from tests.layanan.akta.test_layanan import both
from tests.pabrik import METRO, make_actor
from tests.pabrik_pemilih import Kantor
from tests.pabrik_serah import add_proven, build, files_of
from tests.pekerja import work

AES_256 = 3
"""As the format of such archives writes it."""
pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def kantor(database: object) -> Kantor:
    return Kantor()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def count(table: type[Any]) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_names_with_and_without_proof_lie_in_different_files(kantor: Kantor) -> None:
    add_proven(kantor, nama="BUDI")
    kantor.add_more()
    made = build(kantor.pejabat)
    files = files_of(made)
    strike, verify = rows_of(files["USUL-00001.csv"]), rows_of(files["VERIFIKASI-00001.csv"])
    assert tuple(strike[0]) == HEADER_NO
    assert [row[0] for row in strike[1:]] == ["1"]
    assert verify[0] == [JUDUL_VERIFIKASI]
    assert tuple(verify[1]) == HEADER_NO
    row = dict(zip(HEADER_NO, verify[2], strict=True))
    assert (row["NO"], row["KET"], row["JENIS_BUKTI"]) == ("2", "", "Laporan pemakaman saja")
    assert (row["NAMA"], row["KODE_DESA"], row["TGL_LHR"]) == ("SITI AMINAH", "18.71.01.1003", "04-03-1950")
    assert dict(zip(HEADER_NO, strike[1], strict=True))["KET"] == "1"
    assert (made.jumlah, made.jumlah_verifikasi, made.jumlah_penarikan) == (2, 1, 0)


def test_a_reader_of_lists_stops_at_the_first_line_of_names_to_verify() -> None:
    assert find_header([JUDUL_VERIFIKASI]) is None


def test_without_rows_a_file_is_left_out(kantor: Kantor) -> None:
    add_proven(kantor)
    assert sorted(files_of(build(kantor.pejabat))) == [
        "BERITA-ACARA-00001.pdf",
        "MANIFEST.json",
        "USUL-00001.csv",
        "USUL-00001.xlsx",
    ]


def test_every_cell_of_the_workbooks_is_text(kantor: Kantor) -> None:
    add_proven(kantor, alamat="=1+1", rt="001")
    kantor.add_more(rt="002")
    files = files_of(build(kantor.pejabat))
    for name in ("USUL-00001.xlsx", "VERIFIKASI-00001.xlsx"):
        sheet = load_workbook(io.BytesIO(files[name])).get_sheet_by_index(0).to_python()
        assert all(isinstance(cell, str) for row in sheet for cell in row)
        assert len(str(sheet[-1][HEADER_NO.index("NIK")])) == 16
    assert "'=1+1" in rows_of(files["USUL-00001.csv"])[1]


def test_the_manifest_names_every_file_and_no_person(kantor: Kantor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    files = files_of(made)
    text = files.pop("MANIFEST.json").decode()
    manifest = json.loads(text)
    assert manifest == made.isi
    assert {one["nama"]: one["sha256"] for one in manifest["berkas"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert (manifest["nomor"], manifest["periode"]) == (made.nomor, made.periode)
    assert "SITI" not in text
    assert kantor.nik not in text


def test_a_wrong_password_opens_nothing(kantor: Kantor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    with pyzipper.AESZipFile(io.BytesIO(store.get(made.sha256))) as archive:
        assert {info.wz_aes_strength for info in archive.infolist()} == {AES_256}
        with pytest.raises(RuntimeError):
            archive.read("MANIFEST.json", pwd=b"AAAA-AAAA-AAAA-AAAA-AAAA")
        with pytest.raises(RuntimeError):
            archive.read("MANIFEST.json")


def test_the_password_is_shown_to_makers_only_and_each_time_in_the_trail(kantor: Kantor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    for _ in range(2):
        with transaction() as session:
            _, shown = serah.show_password(session, made.id, actor=kantor.pejabat)
    assert shown == sandi.password_of(made.id)
    with transaction() as session, pytest.raises(Forbidden):
        serah.show_password(session, made.id, actor=make_actor(Peran.PETUGAS_KPU))
    with transaction() as session, pytest.raises(NotFound):
        serah.show_password(session, made.id, actor=make_actor(Peran.PEJABAT, METRO))
    with reading() as session:
        told = session.scalars(select(Jejak).where(Jejak.peristiwa == "paket.sandi_dibuka")).all()
    assert len(told) == 2
    assert all(str(shown) not in str(one.rincian) for one in told)


def test_after_a_change_of_the_secret_key_no_wrong_password_is_shown(kantor: Kantor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    before = sandi._place.kunci
    sandi.configure("kunci-lain-untuk-pengujian-9876543210")
    try:
        with transaction() as session:
            assert serah.show_password(session, made.id, actor=kantor.pejabat)[1] is None
    finally:
        sandi._place.kunci = before


def test_an_akta_recorded_later_brings_the_name_again_as_one_to_strike(kantor: Kantor) -> None:
    usul = kantor.confirm(kantor.propose())
    assert build(kantor.pejabat).jumlah_verifikasi == 1
    with pytest.raises(Invalid):
        build(kantor.pejabat)
    with transaction() as session:
        record_akta(
            session,
            usul.laporan_id,
            nomor="1871-KM-05102026-0001",
            tanggal=today_in("18"),
            actor=kantor.verifikator,
            diterima=("pola_akta", "akta_beda"),
        )
    made = build(kantor.pejabat)
    assert (made.jumlah, made.jumlah_verifikasi) == (1, 0)
    with pytest.raises(Invalid):
        build(kantor.pejabat)


def test_withdrawals_lie_in_a_file_of_their_own(kantor: Kantor) -> None:
    usul = add_proven(kantor)
    build(kantor.pejabat)
    kantor.cancel(usul)
    made = build(kantor.pejabat)
    files = files_of(made)
    assert rows_of(files["PENARIKAN-KEMBALIKAN-KE-DAFTAR-00002.csv"])[0] == [JUDUL]
    assert not any(name.startswith("USUL") for name in files)
    assert (made.jumlah, made.jumlah_penarikan, made.tenggat) == (0, 1, None)


def test_a_voter_who_must_be_put_back_is_not_struck_in_the_same_package(kantor: Kantor) -> None:
    usul = kantor.confirm(kantor.propose())
    build(kantor.pejabat)
    kantor.cancel(usul)
    kantor.confirm(kantor.propose())
    assert (first := build(kantor.pejabat)).jumlah_penarikan == 1
    assert first.jumlah == 0
    assert build(kantor.pejabat).jumlah == 1


def test_two_makers_at_once_hand_over_once(kantor: Kantor) -> None:
    add_proven(kantor)
    refused = both(lambda: build(kantor.pejabat), lambda: build(make_actor(Peran.ADMIN_KAB)))
    assert [type(error) for error in refused if error] == [Invalid]
    assert (count(Paket), count(PaketUsul)) == (1, 1)


def order(actor: Actor, **choice: Any) -> PesananPaket:
    values = {"wilayah_kode": "18.71", "tps": None, "baru": True, "periode": "2026-T4", **choice}
    with transaction() as session:
        return serah.order_paket(session, actor=actor, **values)


def state(pesanan: PesananPaket) -> tuple[str, str | None]:
    with reading() as session:
        found = session.get_one(PesananPaket, pesanan.id)
        return found.status, found.galat


def test_the_worker_makes_an_ordered_package_with_its_printed_record(kantor: Kantor) -> None:
    add_proven(kantor)
    pesanan = order(kantor.pejabat)
    assert count(Paket) == 0
    work("berkas")
    assert state(pesanan) == ("jadi", None)
    with reading() as session:
        made = session.scalars(select(Paket)).one()
    assert files_of(made)["BERITA-ACARA-00001.pdf"].startswith(b"%PDF")
    assert made.tenggat is not None


def test_a_crash_while_printing_leaves_nothing_and_the_next_try_makes_it_whole(kantor: Kantor) -> None:
    cancelled = add_proven(kantor)
    build(kantor.pejabat)
    kantor.cancel(cancelled)
    add_proven(kantor)
    pesanan = order(kantor.pejabat)

    def crash(values: Mapping[str, Any]) -> bytes:
        raise RuntimeError(str(values["nomor"]))

    with pytest.raises(RuntimeError, match="00002"), transaction() as session:
        serah.finish_pesanan(session, pesanan.id, crash)
    assert (count(Paket), count(PaketUsul)) == (1, 1)
    with reading() as session:
        assert session.scalars(select(Penarikan.status)).one() == "menunggu"
    with transaction() as session:
        serah.fail_pesanan(session, pesanan.id, "Pencetakan gagal.")
    assert state(pesanan) == ("gagal", "Pencetakan gagal.")
    with transaction() as session:
        serah.retry_pesanan(session, pesanan.id, actor=kantor.pejabat)
    work("berkas")
    assert state(pesanan) == ("jadi", None)
    assert (count(Paket), count(PaketUsul)) == (2, 2)


def test_an_order_that_finds_nothing_any_more_says_so(kantor: Kantor) -> None:
    add_proven(kantor)
    first, second = order(kantor.pejabat), order(kantor.pejabat)
    work("berkas")
    assert [state(first)[0], state(second)[0]] == ["jadi", "gagal"]
    assert "Tidak ada usul" in (state(second)[1] or "")
    assert count(Paket) == 1


@pytest.mark.parametrize("choice", [{"tps": "1"}, {"periode": "triwulan 4"}, {"wilayah_kode": "18.71.02"}])
def test_a_senseless_order_is_refused(kantor: Kantor, choice: dict[str, Any]) -> None:
    add_proven(kantor)
    with pytest.raises(Invalid):
        order(kantor.pejabat, **choice)


def test_only_makers_of_the_area_may_order(kantor: Kantor) -> None:
    add_proven(kantor)
    with pytest.raises(Forbidden):
        order(make_actor(Peran.PETUGAS_KPU))
    with pytest.raises(NotFound):
        order(kantor.pejabat, wilayah_kode=METRO)


def test_the_record_counts_by_place_and_in_words(kantor: Kantor) -> None:
    seen: list[Mapping[str, Any]] = []
    add_proven(kantor, tps="007")
    add_proven(kantor, kecamatan="Sukarame", desa="Way Dadi")
    kantor.add_more(tps="7")

    def keep(values: Mapping[str, Any]) -> bytes:
        seen.append(values)
        return print_record(values)

    made = build(kantor.pejabat, cetak=keep)
    kedaton, sukarame = seen[0]["kecamatan"]
    assert (kedaton["nama"], kedaton["hapus"], kedaton["verifikasi"]) == ("Kedaton", 1, 1)
    assert kedaton["tps"] == [{"desa": "Kedaton", "tps": "7", "hapus": 1, "verifikasi": 1}]
    assert sukarame["hapus"] == 1
    assert seen[0]["jumlah"][0] == ("Nama untuk dihapus", 2, "dua")
    assert len(seen[0]["berkas"]) == 4
    assert made.dibuat_pada.date() >= date(2020, 1, 1)


def test_the_package_is_due_after_the_days_of_its_kab_kota(kantor: Kantor) -> None:
    add_proven(kantor)
    made = build(kantor.pejabat)
    assert made.tenggat is not None
    assert (made.tenggat - today_in("18.71")).days == HARI_TANDA_TERIMA
    with reading() as session:
        assert paket.get_paket(session, made.id, actor=kantor.pejabat).isi["jumlah"]["usul"] == 1
