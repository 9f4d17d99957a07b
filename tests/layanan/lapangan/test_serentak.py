"""What happens when two say the same at once."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select

from pemakaman.akun.rules import Actor, Peran
from pemakaman.db import transaction
from pemakaman.errors import PemakamanError
from pemakaman.lapangan.models import FotoHp, KirimanHp
from pemakaman.lapangan.tolak import Bentrok, KurangFoto
from pemakaman.laporan.models import Bukti, Laporan
from pemakaman.makam.models import Makam
from tests.pabrik import make_actor, make_makam
from tests.pabrik_lapangan import make_muatan, send_item, send_photos
from tests.pabrik_laporan import make_png, read, start


@pytest.fixture
def pengelola(database: Engine) -> Actor:
    return make_actor(Peran.PENGELOLA_MAKAM)


@pytest.fixture
def makam(pengelola: Actor) -> Makam:
    return make_makam(pengelola=[pengelola])


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """Run the steps in threads that start together; a refusal is a result."""
    ready, found = Barrier(len(steps)), list[Any]([None] * len(steps))

    def run(place: int) -> None:
        ready.wait()
        try:
            found[place] = steps[place]()
        except PemakamanError as error:
            found[place] = error

    threads = [Thread(target=run, args=(place,)) for place in range(len(steps))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def count(model: Any) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_same_item_four_times_at_once_is_one_report(pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    send_photos(pengelola, muatan, isi)
    found = at_once(*[lambda: send_item(pengelola, muatan)] * 4)
    assert {tanda.laporan.id for tanda in found} == {UUID(muatan["kiriman"])}
    assert sorted(tanda.lama for tanda in found) == [False, True, True, True]
    assert (count(Laporan), count(KirimanHp), count(Bukti)) == (1, 1, 1)


def test_two_devices_with_one_draft_enter_it_once(pengelola: Actor, makam: Makam) -> None:
    laporan = read(start(pengelola, makam))
    draf = {"laporan": str(laporan.id), "versi": laporan.versi}
    items = [make_muatan(pengelola, makam, draf=draf) for _ in range(2)]
    found = at_once(*[lambda item=item: send_item(pengelola, item) for item in items])
    assert sum(isinstance(satu, Bentrok) for satu in found) == 1
    assert count(KirimanHp) == 1


def test_photo_and_report_at_once_lose_no_photo(pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    _, first = at_once(lambda: send_photos(pengelola, muatan, isi), lambda: send_item(pengelola, muatan))
    if isinstance(first, KurangFoto):
        send_item(pengelola, muatan)
    assert (count(Laporan), count(Bukti), count(FotoHp)) == (1, 1, 0)


def test_same_photo_four_times_at_once_waits_once(pengelola: Actor, makam: Makam) -> None:
    isi = make_png()
    muatan = make_muatan(pengelola, makam, foto=(isi,))
    assert at_once(*[lambda: send_photos(pengelola, muatan, isi)] * 4) == [None] * 4
    assert count(FotoHp) == 1


def test_many_items_at_once_get_numbers_without_gaps(pengelola: Actor, makam: Makam) -> None:
    items = [make_muatan(pengelola, makam) for _ in range(5)]
    found = at_once(*[lambda item=item: send_item(pengelola, item) for item in items])
    assert sorted(tanda.laporan.buku_nomor for tanda in found) == [1, 2, 3, 4, 5]
