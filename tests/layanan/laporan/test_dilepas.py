"""A manager who was taken off a cemetery records nothing there any more, not even from a draft of his own."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from pemakaman.akun.rules import Peran
from pemakaman.db import transaction
from pemakaman.errors import Invalid, NotFound
from pemakaman.laporan import services
from pemakaman.laporan.rules import Status
from pemakaman.makam.services import unassign_manager
from tests.pabrik import make_actor, make_makam
from tests.pabrik_laporan import read, save, start


def test_a_draft_of_a_cemetery_no_longer_managed_cannot_be_entered(database: Engine) -> None:
    pengelola, admin = make_actor(Peran.PENGELOLA_MAKAM), make_actor(Peran.ADMIN_KAB)
    makam, other = make_makam(pengelola=[pengelola]), make_makam(pengelola=[pengelola])
    draf = start(pengelola, makam)
    with transaction() as session:
        unassign_manager(session, makam.id, pengelola.id or uuid4(), actor=admin)
    isian = {"nama": "Siti Aminah", "dimakamkan_tanggal": date(2026, 1, 5)}
    for makam_id in (makam.id, other.id):
        with pytest.raises(Invalid) as refused, transaction() as session:
            services.quick_lapor_awal(session, actor=pengelola, laporan_id=draf, makam_id=makam_id, isian=isian)
        assert "makam_id" in refused.value.galat
    with pytest.raises(NotFound):
        save(pengelola, draf, "almarhum", nama="Siti")
    assert read(draf).status == Status.DRAF
