"""Which documents a file is made of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.berkas import queries
from pemakaman.berkas.fakta import read_fakta
from pemakaman.berkas.kebutuhan import PENDAMPING, FaktaKasus, Pilihan, list_needs, papers_of_file
from pemakaman.berkas.models import Berkas
from pemakaman.berkas.rules import is_printable
from pemakaman.berkas.services.dokumen import new_dokumen
from pemakaman.berkas.setelan import Setelan
from pemakaman.db import today_in
from pemakaman.dokumen.jenis import Jenis
from pemakaman.laporan.models import Laporan
from pemakaman.makam.models import Makam
from pemakaman.nilai.inisial import initials

KEPALA = {True: "ya", False: "tidak", None: ""}
PERLU_KEPALA = frozenset({Jenis.F_1_02, Jenis.F_1_06, Jenis.F_2_29})
"""Papers that say who was the head of the household."""


def read_pilihan(stored: Mapping[str, Any]) -> Pilihan:
    """What an officer chose, as it is stored with the file."""
    return Pilihan(**{name: frozenset(Jenis(one) for one in stored.get(name, ())) for name in ("tambah", "tanpa")})


def store_pilihan(pilihan: Pilihan) -> dict[str, Any]:
    """As it is stored; an empty choice is an empty object."""
    plain = {"tambah": sorted(pilihan.tambah), "tanpa": sorted(pilihan.tanpa)}
    return {name: kinds for name, kinds in plain.items() if kinds}


def choice_of(session: Session, laporan: Laporan, ticked: frozenset[Jenis]) -> Pilihan:
    """The officer's ticks as what differs from the usual file of this report."""
    _, setelan = queries.settings_of(session, laporan.kab_kode)
    usual = set(papers_of_file(list_needs(read_fakta(session, laporan, setelan, today_in(laporan.kab_kode)))))
    offered = {jenis for jenis in PENDAMPING if is_printable(jenis)}
    return Pilihan(tambah=(ticked & offered) - usual, tanpa=frozenset((usual & offered) - ticked))


def order_file(session: Session, berkas: Berkas, laporan: Laporan, setelan: Setelan, actor: Actor) -> None:
    """Order the documents of a file, in print order; all of them or none come to be.

    What was typed for a single paper of the same kind (who holds the power of attorney) is printed here too.
    """
    makam = session.get_one(Makam, laporan.makam_id)
    fakta = read_fakta(session, laporan, setelan, today_in(laporan.kab_kode))
    fakta = replace(fakta, formulir=Jenis(berkas.formulir))
    typed = {one.jenis: dict(one.masukan) for one in queries.list_lepas(session, laporan.id)}
    for jenis in papers_of_file(list_needs(fakta), read_pilihan(berkas.pilihan)):
        if not is_printable(jenis):
            continue
        new_dokumen(
            session,
            jenis,
            kab_kode=laporan.kab_kode,
            nomor=f"{makam.kode} {laporan.buku_nomor}/{laporan.buku_tahun} v{berkas.versi_dokumen}",
            actor=actor,
            laporan_id=laporan.id,
            berkas_id=berkas.id,
            setelan_id=berkas.setelan_id,
            kertas=setelan.kertas,
            inisial=initials(laporan.nama),
            masukan={**typed.get(jenis, {}), **_told(jenis, fakta)},
        )
    session.flush()


def _told(jenis: Jenis, fakta: FaktaKasus) -> dict[str, str]:
    """What the facts say that no column of the report holds."""
    return {"kepala_keluarga": KEPALA[fakta.kepala_keluarga]} if jenis in PERLU_KEPALA else {}
