"""Previews in the worker, and forgetting those of yesterday."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pemakaman.berkas.cetak_contoh import page_pictures, print_setelan
from pemakaman.berkas.services.pratinjau import (
    JOB,
    fail_preview,
    finish_preview,
    forget_previews,
    free_previews,
    take_preview,
)
from pemakaman.db import reading, transaction
from pemakaman.jobs import job_app, telling


def make_preview(pratinjau_id: str, cetak: Callable[[Mapping[str, Any]], bytes]) -> None:
    """Print an order. Running twice does no harm; a failure is shown where the preview would stand."""
    key = UUID(pratinjau_id)
    with transaction() as session:
        row = take_preview(session, key)
    if row is None:
        return
    with telling("Pratinjau gagal dibuat", lambda session, galat: fail_preview(session, key, galat)):
        pdf = cetak(row.isi)
        pictures = page_pictures(pdf)
        with transaction() as session:
            finish_preview(session, key, pdf, pictures)


@job_app.task(name=JOB["setelan"], queue="berkas")
def preview_setelan(pratinjau_id: str) -> None:
    """The form as the settings page stands."""
    make_preview(pratinjau_id, print_setelan)


@job_app.periodic(cron="53 19 * * *")
@job_app.task(name="berkas.lupakan_pratinjau", queue="rawat", pass_context=False)
def forget_old(timestamp: int) -> int:
    """Forget previews of yesterday; their bytes go once that is certain."""
    with transaction() as session:
        forgotten = forget_previews(session)
    if not forgotten:
        return 0
    with reading() as session:
        return free_previews(session, forgotten)
