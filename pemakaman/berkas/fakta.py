"""The facts of a report that decide which papers it needs."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.berkas.kebutuhan import FaktaKasus
from pemakaman.berkas.queries import list_lepas
from pemakaman.berkas.setelan import Setelan
from pemakaman.dokumen.jenis import Jenis
from pemakaman.jejak.models import Jejak
from pemakaman.laporan import kabar
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.queries import get_orang, list_bukti
from pemakaman.laporan.rules import JenisBukti, Kasus, Status
from pemakaman.penduduk.calon import Calon
from pemakaman.penduduk.models import Penduduk
from pemakaman.verifikasi.queries.calon import find_chosen

AKTA_BATAL = "laporan.akta_dibatalkan"
BUKAN_KELUARGA = frozenset({"Tetangga", "Petugas", "Lainnya"})
"""Who acts for a family. The head of the RT reports by office (UU 24/2013 Ps 44) and needs no power of attorney."""
PASANGAN = frozenset({"Suami", "Istri"})
KEPALA = "Kepala keluarga"


def read_fakta(session: Session, laporan: Laporan, setelan: Setelan, hari: date, *, resmi: bool = True) -> FaktaKasus:
    """The facts as they stand; `hari` decides which form the application is made on.

    Without `resmi` the population data say nothing: for whoever may not see them.
    """
    pelapor, calon = get_orang(session, laporan.id).get("pelapor"), find_chosen(session, laporan) if resmi else None
    bukti = frozenset(JenisBukti(one.jenis) for one in list_bukti(session, laporan.id))
    spouse = pelapor is not None and pelapor.hubungan in PASANGAN
    status = Status(laporan.status)
    past = _certificate_events(session, laporan, status)
    return FaktaKasus(
        Kasus(laporan.kasus),
        formulir=setelan.formulir_pada(hari),
        ada_nik=laporan.nik_identitas is not None,
        ada_kk=bool(laporan.no_kk or (calon and calon.no_kk)),
        orang_asing=laporan.kasus == Kasus.ORANG_ASING or laporan.kewarganegaraan == "WNA",
        kawin=spouse or "Kawin" in (laporan.status_kawin, calon and calon.status_kawin),
        pasangan_dikenal=spouse or _spouse_on_card(session, calon),
        kepala_keluarga=_was_head(calon),
        dikuasakan=_by_proxy(pelapor, bukti),
        bukti=bukti,
        akta_terbit=Status.AKTA_TERBIT in (status, laporan.status_sebelum) or AKTA_BATAL in past,
        pembetulan=kabar.AKTA in past,
        pembatalan=status in (Status.DIBEKUKAN, Status.DIBATALKAN),
        diminta=frozenset(setelan.diminta),
        dicetak=frozenset(Jenis(one.jenis) for one in list_lepas(session, laporan.id) if one.status == "jadi"),
    )


def _was_head(calon: Calon | None) -> bool | None:
    if calon is None or not calon.hubungan_keluarga:
        return None
    return calon.hubungan_keluarga == KEPALA


def _by_proxy(pelapor: LaporanOrang | None, bukti: Collection[JenisBukti]) -> bool:
    return JenisBukti.SURAT_KUASA in bukti or (pelapor is not None and pelapor.hubungan in BUKAN_KELUARGA)


def _spouse_on_card(session: Session, calon: Calon | None) -> bool:
    """Does the population extract show husband or wife on the family card of the chosen person?"""
    if calon is None or not calon.no_kk or calon.hubungan_keluarga not in PASANGAN | {KEPALA}:
        return False
    wanted = PASANGAN if calon.hubungan_keluarga == KEPALA else {KEPALA}
    query = select(Penduduk.id).where(Penduduk.no_kk == calon.no_kk, Penduduk.hubungan_keluarga.in_(wanted))
    return session.scalar(query.limit(1)) is not None


def _certificate_events(session: Session, laporan: Laporan, status: Status) -> set[str]:
    """What the trail says of the certificate: its table lies in a folder above."""
    if status not in (Status.AKTA_TERBIT, Status.DIBEKUKAN, Status.DIBATALKAN):
        return set()
    query = select(Jejak.peristiwa).where(
        Jejak.objek == "laporan", Jejak.objek_id == str(laporan.id), Jejak.peristiwa.in_((kabar.AKTA, AKTA_BATAL))
    )
    return set(session.scalars(query.distinct()))
