"""Imports in the worker."""

from uuid import UUID

from pemakaman.akun.models import Akun
from pemakaman.akun.rules import Actor
from pemakaman.akun.sessions import actor_of
from pemakaman.db import reading, transaction
from pemakaman.errors import PemakamanError
from pemakaman.jobs import job_app
from pemakaman.pertukaran import services
from pemakaman.pertukaran.models import Impor


@job_app.task(name=services.JOB, queue="impor")
def impor_buku(impor_id: str) -> None:
    """Bring a sheet in. Running twice does no harm; a failure is told on the page of the import."""
    services.run_impor(UUID(impor_id), unit=transaction)


@job_app.task(name=services.JOB_JUDUL, queue="impor")
def buka_buku(impor_id: str) -> None:
    """Find the headings of a large file."""
    with reading() as session:
        actor = _actor(str(session.get_one(Impor, UUID(impor_id)).dibuat_oleh))
    with transaction() as session:
        services.look_inside(session, UUID(impor_id), actor=actor)


@job_app.task(name=services.JOB_BATAL, queue="impor")
def batalkan_impor(impor_id: str, akun_id: str, alasan: str) -> None:
    """Undo a large batch; where a row has moved on meanwhile, that is told on its page."""
    actor = _actor(akun_id)
    try:
        with transaction() as session:
            services.undo_impor(session, UUID(impor_id), alasan, actor=actor)
    except PemakamanError as error:
        with transaction() as session:
            services.refuse_undo(session, UUID(impor_id), error.pesan, actor=actor)


def _actor(akun_id: str) -> Actor:
    with reading() as session:
        return actor_of(session.get_one(Akun, UUID(akun_id)))
