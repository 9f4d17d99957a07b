"""Closed months and monthly reports for the demonstration, in two kab/kota and in every state."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman import db
from pemakaman.akun.rules import Actor
from pemakaman.buku.masa import Masa
from pemakaman.buku.services.tutup import close_month
from pemakaman.contoh.gambar import picture
from pemakaman.contoh.langkah import follow_clock
from pemakaman.contoh.tempat import slug
from pemakaman.contoh.usul import get_actor
from pemakaman.db import today_in, transaction
from pemakaman.laporan.rules import JenisBukti
from pemakaman.makam.models import Makam, TutupBuku
from pemakaman.pantau.jobs import render
from pemakaman.pantau.models import LaporanBulanan
from pemakaman.pantau.queries.angka import count_makam
from pemakaman.pantau.rules.bulan import Bulan, month_of
from pemakaman.pantau.services import bulanan, cetak, kirim

# One leaves a draft of the last month, the other has sent it.
DRAF, KIRIM = "18.71", "18.72"


def fill(kab_nama: Mapping[str, str]) -> None:
    """Close months and report them, unless there is a monthly report already."""
    with transaction() as session:
        follow_clock(session)
        if session.scalar(select(LaporanBulanan.id).limit(1)) is not None:
            return
        last = month_of(today_in(DRAF)).next(-1)
        for kab in (DRAF, KIRIM):
            pejabat, admin = (get_actor(session, f"{word}.{slug(kab_nama[kab])}") for word in ("pejabat", "admin"))
            _close(session, kab, last.next(-1), admin)
            _close(session, kab, last, admin, tinggal=1 if kab == DRAF else 0)
            _send(session, kab, last.next(-1), pejabat)
            if kab == KIRIM:
                _send(session, kab, last, pejabat)
            else:
                bulanan.make_draft(session, kab, last, actor=pejabat)


def _close(session: Session, kab: str, bulan: Bulan, actor: Actor, *, tinggal: int = 0) -> None:
    """Close the month of each cemetery, nihil where nobody was buried; `tinggal` quietest ones are left open."""
    masa = Masa(bulan.tahun, bulan.bulan)
    ids = {row.kode: row.id for row in session.execute(select(Makam.id, Makam.kode).where(Makam.kab_kode == kab))}
    rows = sorted(count_makam(session, [kab], bulan)[kab], key=lambda row: (row["pemakaman"], row["kode"]))
    closed = TutupBuku.dibuka_pada.is_(None), TutupBuku.tahun == masa.tahun, TutupBuku.bulan == masa.bulan
    done = set(session.scalars(select(TutupBuku.makam_id).where(*closed)))
    for row in rows[tinggal:]:
        if ids[row["kode"]] in done:
            continue
        nihil = row["pemakaman"] == 0
        petugas = "Petugas makam"
        close_month(session, ids[row["kode"]], masa, nihil=nihil, draf_diterima=True, petugas=petugas, actor=actor)


def _send(session: Session, kab: str, bulan: Bulan, actor: Actor) -> None:
    """Through the services, with the letter printed here: the worker of the demonstration starts later."""
    with db.clock_at(db.now() - timedelta(minutes=5)):
        made = bulanan.make_draft(session, kab, bulan, actor=actor)
        surat = {"nomor_surat": f"470/{bulan.bulan:03}/Disdukcapil/{bulan.tahun}", "tanggal_surat": bulan.sesudah}
        bulanan.save_letter(session, made, surat, versi=_versi(session, made), actor=actor)
        order = cetak.take_order(session, made)
        if order is not None:
            cetak.finish_order(session, order, *render(order))
        nama, content = picture(JenisBukti.LAINNYA, 0)
        session.expire_all()
        kirim.sign(session, made, nama_berkas=nama, content=content, versi=_versi(session, made), actor=actor)
        sent = {"dikirim_tanggal": bulan.sesudah, "dikirim_cara": "srikandi"}
        kirim.send(session, made, sent, versi=_versi(session, made), actor=actor)


def _versi(session: Session, bulanan_id: UUID) -> int:
    session.flush()
    return session.get_one(LaporanBulanan, bulanan_id).versi
