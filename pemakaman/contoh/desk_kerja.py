"""The other work of Desk Pemilu for the demonstration: visits, a prison, a holiday, GISA, incidents. All invented.

Figures of the prison are those one kabupaten of Jawa Barat reported before 2024, with the sums made to meet.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor
from pemakaman.db import clock_at, now, today_in
from pemakaman.desk.queries.layanan import list_service_days
from pemakaman.desk.queries.sasaran import list_desa
from pemakaman.desk.rules.istilah import JenisLapas, Sasaran, TingkatInsiden
from pemakaman.desk.rules.layanan import IsianLayanan
from pemakaman.desk.services.gisa import IsianGisa, create_gisa
from pemakaman.desk.services.insiden import IsianInsiden, create_insiden
from pemakaman.desk.services.jemput import IsianJemput, create_jemput, save_hasil
from pemakaman.desk.services.lapas import IsianHari, IsianLapas, create_lapas, save_hari
from pemakaman.desk.services.layanan import create_layanan
from pemakaman.nilai.tanggal import zone_of

KOTA, LAIN = "18.71", "18.72"
LAPAS = {"penghuni": 766, "wajib_ktp": 760, "domisili_dalam": 433, "domisili_luar": 327, "terdaftar": 700}
LAPAS |= {"nik_kosong": 60, "alat": 2, "petugas": 8}
ASAL = "18.72 120\n18.01 107\n18.10 100"
HASIL = {"rekam": 41, "cetak": 38, "ikd": 12, "kia": 5, "akta": 3, "akta_kematian": 1}


def fill(session: Session, actors: Mapping[str, Actor]) -> None:
    """A few rows of each, in Kota Bandar Lampung and Kota Metro."""
    admin, today = actors[KOTA], today_in(KOTA)
    _visits(session, admin)
    lapas = create_lapas(session, KOTA, IsianLapas("Lapas (contoh)", JenisLapas.LAPAS, "TPS 901"), actor=admin)
    for back, recorded, of_day in ((2, 560, 24), (1, 585, 25), (0, 600, 15)):
        figures = {**LAPAS, "sudah_rekam": recorded, "rekam_hari": of_day}
        with clock_at(min(datetime.combine(today - timedelta(days=back), time(15), zone_of(KOTA)), now())):
            isian = IsianHari(figures, ASAL)
            save_hari(session, lapas.id, today - timedelta(days=back), isian, versi=0, actor=admin)
    days = list_service_days(session, [(KOTA, ""), (LAIN, "")], today, today + timedelta(days=60))
    for kab in (KOTA, LAIN) if days else ():
        opened = IsianLayanan("Kantor Disdukcapil", True, time(8), time(14), "Petugas piket (contoh)")
        create_layanan(session, kab, days[0].tanggal, opened, actor=actors[kab])
    desa = list_desa(session, KOTA)[0][0]
    nilai = {"kepemilikan": 92, "pemutakhiran": 81, "pemanfaatan": 74, "melayani": 88}
    gisa = IsianGisa("470/CONTOH/2026", today - timedelta(days=40), nilai, "Contoh: pelayanan keliling RT dan RW")
    create_gisa(session, desa, gisa, actor=admin)
    _incidents(session, admin)


def _visits(session: Session, admin: Actor) -> None:
    desa, today = list_desa(session, KOTA), today_in(KOTA)
    held = IsianJemput(
        today - timedelta(days=2), desa[0][0], "SMA (contoh)", Sasaran.SEKOLAH, "Tim keliling (contoh)", 50, "1 set"
    )
    jemput = create_jemput(session, KOTA, held, actor=admin)
    save_hasil(session, jemput.id, HASIL, {}, versi=jemput.versi, actor=admin, kendala="Sinyal lemah (contoh)")
    planned = IsianJemput(
        today + timedelta(days=3), desa[1][0], "Balai (contoh)", Sasaran.LANSIA_SAKIT, "Tim keliling (contoh)", 2
    )  # fmt: skip
    create_jemput(
        session, KOTA, planned, actor=admin, lain=["Warga sakit di RT 2 (contoh)", "Warga lansia di RT 5 (contoh)"]
    )


def _incidents(session: Session, admin: Actor) -> None:
    due = now() - timedelta(hours=20)
    with clock_at(due - timedelta(days=1)):
        late = IsianInsiden(
            "Printer KTP-el rusak (contoh)", "Contoh: hasil cetak bergaris.", TingkatInsiden.TINGGI, str(admin.id), due
        )
        create_insiden(session, KOTA, late, actor=admin)
    ahead = IsianInsiden(
        "Jaringan lambat (contoh)", "Contoh: rekaman lama terkirim.", TingkatInsiden.SEDANG, str(admin.id),
        now() + timedelta(days=2),
    )  # fmt: skip
    create_insiden(session, KOTA, ahead, actor=admin)
