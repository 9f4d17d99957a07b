"""Taking items in: once, honestly, and never by a wrong clock."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, func, select, text

from pemakaman import db, store
from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import Invalid, TooMany
from pemakaman.jejak.models import Jejak
from pemakaman.lapangan.forms import read_ruas, write_ruas
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.lapangan.rules import SIMPAN_SISA
from pemakaman.lapangan.services import foto
from pemakaman.lapangan.services.lupa import forget_photos
from pemakaman.lapangan.tolak import Bentrok, Ditolak, KurangFoto, Perbaiki
from pemakaman.laporan.forms.nilai import stored_values
from pemakaman.laporan.isian import read_isian
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.laporan.queries import get_orang
from pemakaman.laporan.rules import Status
from pemakaman.lupa import free_bytes
from pemakaman.makam.models import Makam
from tests.pabrik import METRO, make_actor, make_makam
from tests.pabrik_lapangan import make_muatan, ruas_awal, send_item, send_photos, sidik_of, tanggal_ruas
from tests.pabrik_laporan import add_bukti, fill, hari_ini, make_png, read, save, start


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


def count(model: Any) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_report_keeps_whose_clock_said_what(pengelola: Actor, makam: Makam) -> None:
    jam = db.now() - timedelta(hours=3)
    muatan = make_muatan(pengelola, makam, jam=jam)
    laporan = send_item(pengelola, muatan).laporan
    with transaction() as session:
        row = session.get_one(KirimanHp, UUID(muatan["kiriman"]))
        event = session.scalar(select(Jejak.rincian).where(Jejak.peristiwa == "laporan.dari_hp"))
    assert laporan.status == Status.LAPOR_AWAL
    assert laporan.asal == "lapangan"
    assert laporan.waktu_perangkat == jam - timedelta(minutes=5)
    assert row.dikirim_pada == jam
    assert abs((row.selisih_detik or 0) - 3 * 3600) < 60
    assert event is not None
    assert event["jam_hp"].startswith("lambat 3 jam")


def test_photos_become_proofs_under_the_hash_of_what_was_sent(pengelola: Actor, makam: Makam) -> None:
    semua = (make_png(), make_png())
    muatan = make_muatan(pengelola, makam, foto=semua)
    send_photos(pengelola, muatan, *semua)
    laporan = send_item(pengelola, muatan).laporan
    with transaction() as session:
        found = session.scalars(select(Bukti.sha256_asli).where(Bukti.laporan_id == laporan.id)).all()
    assert set(found) == {sidik_of(isi) for isi in semua}
    assert count(FotoHp) == 0


def test_same_photo_twice_waits_once(pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    send_photos(pengelola, muatan, isi, isi)
    assert count(FotoHp) == 1


def test_photo_sent_again_after_its_report_waits_for_nothing(pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    send_photos(pengelola, muatan, isi)
    send_item(pengelola, muatan)
    send_photos(pengelola, muatan, isi)
    assert count(FotoHp) == 0


def test_missing_photos_are_named_and_nothing_is_stored(pengelola: Actor, makam: Makam) -> None:
    here, missing = make_png(), make_png()
    muatan = make_muatan(pengelola, makam, foto=(here, missing))
    send_photos(pengelola, muatan, here)
    with pytest.raises(KurangFoto) as caught:
        send_item(pengelola, muatan)
    assert caught.value.foto == (sidik_of(missing),)
    assert count(Laporan) == 0


def test_photo_of_another_account_does_not_count(pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    send_photos(make_actor(Peran.PENGELOLA_MAKAM), muatan, isi)
    with pytest.raises(KurangFoto):
        send_item(pengelola, muatan)


def test_sent_again_it_gets_the_same_receipt(pengelola: Actor, makam: Makam) -> None:
    muatan = make_muatan(pengelola, makam)
    first, again = send_item(pengelola, muatan), send_item(pengelola, muatan)
    assert again.lama
    assert again.laporan.id == first.laporan.id
    assert again.catatan == ""
    assert count(Laporan) == 1


def test_mended_after_a_lost_receipt_it_is_one_report_as_sent_last(pengelola: Actor, makam: Makam) -> None:
    first, second = make_png(), make_png()
    muatan = make_muatan(pengelola, makam, foto=(first,))
    send_photos(pengelola, muatan, first)
    send_item(pengelola, muatan)
    semua = [*muatan["foto"], {"sidik": sidik_of(second), "jenis": "foto_makam", "nama": "b"}]
    mended = {**muatan, "ruas": ruas_awal(nama=["Ahmad Suhaimi bin Ali"], saksi1_nama=["Budi"]), "foto": semua}
    with pytest.raises(KurangFoto):
        send_item(pengelola, mended)
    send_photos(pengelola, muatan, second)
    again = send_item(pengelola, mended)
    assert (again.lama, again.catatan) == (True, "")
    assert (read(again.laporan.id).nama, read(again.laporan.id).buku_nomor) == ("Ahmad Suhaimi bin Ali", 1)
    assert (count(Laporan), count(Bukti), count(FotoHp)) == (1, 2, 0)
    assert send_item(pengelola, mended).catatan == ""


def test_mended_wrongly_after_a_lost_receipt_is_told_at_its_field(pengelola: Actor, makam: Makam) -> None:
    muatan = make_muatan(pengelola, makam)
    send_item(pengelola, muatan)
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, {**muatan, "ruas": ruas_awal(nik=["12"])})
    assert "nik" in caught.value.galat


def test_report_that_went_on_meanwhile_is_not_overwritten(pengelola: Actor, makam: Makam) -> None:
    muatan = make_muatan(pengelola, makam)
    laporan = send_item(pengelola, muatan).laporan
    save(pengelola, laporan.id, "almarhum", pekerjaan="Petani")
    again = send_item(pengelola, {**muatan, "ruas": ruas_awal(nama=["Ahmad Suhaimi bin Ali"])})
    assert again.catatan
    assert read(laporan.id).nama == "Ahmad Suhaimi"


def test_receipt_is_for_the_account_that_typed_it(pengelola: Actor, makam: Makam) -> None:
    other = make_actor(Peran.PENGELOLA_MAKAM)
    muatan = make_muatan(pengelola, makam)
    send_item(pengelola, muatan)
    with pytest.raises(Ditolak):
        send_item(other, muatan)
    with pytest.raises(Ditolak):
        send_item(other, {**muatan, "akun": str(other.id)})


def test_receipt_comes_also_when_the_cemetery_was_taken_away(pengelola: Actor, makam: Makam, owner: Engine) -> None:
    muatan = make_muatan(pengelola, makam)
    send_item(pengelola, muatan)
    with owner.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM makam_pengelola"))
    assert send_item(pengelola, muatan).lama
    with pytest.raises(Ditolak):
        send_item(pengelola, make_muatan(pengelola, makam))


def test_cemetery_of_another_kab_is_refused(pengelola: Actor) -> None:
    with pytest.raises(Ditolak):
        send_item(pengelola, make_muatan(pengelola, make_makam(METRO)))


def test_too_many_photos_are_told_at_the_photos(pengelola: Actor, makam: Makam) -> None:
    muatan = make_muatan(pengelola, makam)
    muatan["foto"] = [{"sidik": f"{n:064x}", "jenis": "foto_makam", "nama": "f"} for n in range(13)]
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, muatan)
    assert "12" in caught.value.galat["foto"][0]


def test_unknown_kind_of_photo_is_told(pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    muatan["foto"][0]["jenis"] = "kucing"
    send_photos(pengelola, muatan, isi)
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, muatan)
    assert caught.value.galat["foto"]


def test_everything_wrong_is_told_at_once(pengelola: Actor, makam: Makam) -> None:
    ruas = ruas_awal(nik=["12"], pelapor_telepon=["abc"], **{"dimakamkan_tanggal-bulan": ["13"]})
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, make_muatan(pengelola, makam, ruas=ruas))
    assert set(caught.value.galat) == {"nik", "pelapor_telepon", "dimakamkan_tanggal"}


# The clock


def wrong_clock(pengelola: Actor, makam: Makam, **ganti: Any) -> dict[str, Any]:
    jam = db.now() - timedelta(days=365)
    ruas = ruas_awal(**tanggal_ruas("dimakamkan_tanggal", hari_ini() - timedelta(days=365)))
    return make_muatan(pengelola, makam, jam=jam, ruas=ruas, **ganti)


def test_day_by_a_wrong_clock_must_be_confirmed(pengelola: Actor, makam: Makam) -> None:
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, wrong_clock(pengelola, makam, relatif="hari_ini"))
    assert caught.value.pastikan == ("jam",)
    assert "Jam HP" in caught.value.galat["dimakamkan_tanggal"][0]


def test_confirmed_day_is_taken_as_it_stands(pengelola: Actor, makam: Makam) -> None:
    tanda = send_item(pengelola, wrong_clock(pengelola, makam, relatif="hari_ini", pastikan=["jam"]))
    assert tanda.laporan.dimakamkan_tanggal == hari_ini() - timedelta(days=365)


def test_day_typed_beside_a_wrong_clock_stands(pengelola: Actor, makam: Makam) -> None:
    muatan = make_muatan(pengelola, makam, jam=db.now() - timedelta(days=365))
    assert send_item(pengelola, muatan).laporan.dimakamkan_tanggal == hari_ini()


def test_calendar_of_a_wrong_clock_is_asked_about_without_the_button(pengelola: Actor, makam: Makam) -> None:
    with pytest.raises(Perbaiki):
        send_item(pengelola, wrong_clock(pengelola, makam))


def test_clock_set_right_before_sending_is_asked_about(pengelola: Actor, makam: Makam) -> None:
    muatan = wrong_clock(pengelola, makam, relatif="hari_ini")
    muatan["waktu"]["kirim"] = db.now().isoformat()
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, muatan)
    assert caught.value.pastikan == ("jam",)


def test_clock_off_by_an_hour_asks_nothing(pengelola: Actor, makam: Makam) -> None:
    muatan = make_muatan(pengelola, makam, jam=db.now() - timedelta(hours=1), relatif="hari_ini")
    assert send_item(pengelola, muatan).laporan.buku_nomor == 1


# Drafts of the server


def draft(pengelola: Actor, makam: Makam) -> Laporan:
    laporan_id = start(pengelola, makam)
    save(pengelola, laporan_id, "almarhum", agama="Islam", pekerjaan="Tukang kayu")
    return read(laporan_id)


def completing(pengelola: Actor, makam: Makam, laporan: Laporan, **ganti: Any) -> dict[str, Any]:
    own = {"draf": {"laporan": str(laporan.id), "versi": laporan.versi}, **ganti}
    return make_muatan(pengelola, makam, **own)


def test_draft_is_completed_and_keeps_what_was_not_sent(pengelola: Actor, makam: Makam) -> None:
    laporan = draft(pengelola, makam)
    found = send_item(pengelola, completing(pengelola, makam, laporan)).laporan
    assert found.id == laporan.id
    assert (found.nama, found.agama, found.pekerjaan) == ("Ahmad Suhaimi", "Islam", "Tukang kayu")


def test_field_sent_empty_empties_the_draft(pengelola: Actor, makam: Makam) -> None:
    laporan = draft(pengelola, makam)
    muatan = completing(pengelola, makam, laporan, ruas=ruas_awal(pekerjaan=[""], agama=[]))
    found = send_item(pengelola, muatan).laporan
    assert (found.pekerjaan, found.agama) == (None, None)


def test_proof_already_on_the_draft_need_not_come_again(pengelola: Actor, makam: Makam) -> None:
    isi, laporan = make_png(), draft(pengelola, makam)
    add_bukti(pengelola, laporan.id, "foto_makam", isi)
    assert send_item(pengelola, completing(pengelola, makam, laporan, foto=(isi,))).laporan.buku_nomor == 1


def test_draft_changed_elsewhere_is_a_conflict_with_its_version(pengelola: Actor, makam: Makam) -> None:
    laporan = draft(pengelola, makam)
    muatan = completing(pengelola, makam, laporan)
    now = save(pengelola, laporan.id, "almarhum", pekerjaan="Petani")
    with pytest.raises(Bentrok) as caught:
        send_item(pengelola, muatan)
    assert caught.value.versi == now.versi
    muatan["draf"]["versi"] = now.versi
    assert send_item(pengelola, muatan).laporan.buku_nomor == 1


def test_draft_that_is_in_the_book_cannot_be_overwritten(pengelola: Actor, makam: Makam) -> None:
    laporan = draft(pengelola, makam)
    send_item(pengelola, completing(pengelola, makam, laporan))
    with pytest.raises(Bentrok) as caught:
        send_item(pengelola, completing(pengelola, makam, laporan))
    assert caught.value.versi is None
    assert "1/" in caught.value.pesan


def test_draft_that_is_gone_or_anothers_looks_the_same(pengelola: Actor, makam: Makam) -> None:
    other = make_actor(Peran.PENGELOLA_MAKAM)
    theirs = make_makam(pengelola=[other])
    for target in (uuid4(), start(other, theirs)):
        muatan = make_muatan(pengelola, makam, draf={"laporan": str(target), "versi": 1})
        with pytest.raises(Bentrok) as caught:
            send_item(pengelola, muatan)
        assert caught.value.versi is None
        assert "dibuang" in caught.value.pesan


def test_draft_of_another_cemetery_is_told_at_the_cemetery(pengelola: Actor, makam: Makam) -> None:
    laporan = draft(pengelola, makam)
    with pytest.raises(Perbaiki) as caught:
        send_item(pengelola, completing(pengelola, make_makam(pengelola=[pengelola]), laporan))
    assert "makam_id" in caught.value.galat


def test_draft_goes_to_the_phone_and_comes_back_unchanged(pengelola: Actor, makam: Makam) -> None:
    laporan_id = start(pengelola, makam)
    fill(pengelola, laporan_id)
    with transaction() as session:
        laporan, orang = session.get_one(Laporan, laporan_id), get_orang(session, laporan_id)
        ruas = {name: tuple(texts) for name, texts in write_ruas(session, laporan, orang).items()}
        bacaan = read_ruas(session, ruas, makam=session.get_one(Makam, makam.id), stored=stored_values(laporan, orang))
        stored = read_isian(laporan, orang)
    assert bacaan.galat == {}
    usual = {name for name in bacaan.isian if name.endswith("_kewarganegaraan")}
    changed = {name for name, value in bacaan.isian.items() if str(value) != str(stored[name]) and name not in usual}
    assert changed <= {"rt", "rw"}, {name: (bacaan.isian[name], stored[name]) for name in changed}


# Forgetting


def test_photos_without_a_report_are_forgotten_with_their_bytes(pengelola: Actor, makam: Makam) -> None:
    lone, shared = make_png(), make_png()
    muatan = make_muatan(pengelola, makam)
    send_photos(pengelola, muatan, lone, shared)
    add_bukti(pengelola, start(pengelola, makam), "foto_makam", shared)
    with db.clock_at(db.now() + timedelta(days=100)):
        with transaction() as session:
            forgotten = forget_photos(session)
        with transaction() as session:
            assert free_bytes(session, forgotten, before=db.now() - SIMPAN_SISA) == 1
    assert count(FotoHp) == 0
    assert sum(store.path_of(sha256).exists() for sha256 in forgotten) == 1


def test_photos_that_may_still_be_wanted_stay(pengelola: Actor, makam: Makam) -> None:
    send_photos(pengelola, make_muatan(pengelola, makam), make_png())
    with transaction() as session:
        assert forget_photos(session) == set()


def test_item_may_not_fill_the_disk(pengelola: Actor, makam: Makam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foto, "FOTO_MENUNGGU", 2)
    muatan = make_muatan(pengelola, makam)
    send_photos(pengelola, muatan, make_png(), make_png())
    with pytest.raises(Invalid):
        send_photos(pengelola, muatan, make_png())


def test_account_may_not_fill_the_disk(pengelola: Actor, makam: Makam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foto, "FOTO_MENUNGGU_AKUN", 2)
    for _ in range(2):
        send_photos(pengelola, make_muatan(pengelola, makam), make_png())
    with pytest.raises(TooMany):
        send_photos(pengelola, make_muatan(pengelola, makam), make_png())
