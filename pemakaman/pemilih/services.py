"""The writers of voter lists and proposals."""

from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pemakaman import jobs
from pemakaman.akun.rules import Actor, Izin, require
from pemakaman.db import now
from pemakaman.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from pemakaman.impor import plain_name, wait_alone
from pemakaman.jejak import services as jejak
from pemakaman.laporan.models import Laporan
from pemakaman.laporan.queries import get_laporan
from pemakaman.laporan.ruas import label_status
from pemakaman.laporan.rules import APPROVED
from pemakaman.nilai.kode_wilayah import is_within, level
from pemakaman.pemilih.baris_cocok import sidik_jati
from pemakaman.pemilih.keputusan import record_usul
from pemakaman.pemilih.lapangan import check_uncontested
from pemakaman.pemilih.models import DaftarPemilih, SetelanPemilih, Usul
from pemakaman.pemilih.penarikan import ensure_notice
from pemakaman.pemilih.pencari import NIK_PERSIS, Calon, Pencari, is_one_person, proof_of
from pemakaman.pemilih.queries import find_akta_of, get_daftar, get_kode, get_pemilih, get_usul, receipt_days
from pemakaman.pemilih.rules import (
    JENIS_DAFTAR,
    KODE_LABEL,
    PESAN_PERINGATAN,
    PESAN_TIDAK_COCOK_LAGI,
    USUL_LABEL,
    AksiUsul,
    Kelas,
    StatusUsul,
    next_usul,
)
from pemakaman.pemilih.rules_kembali import PESAN_BUKAN_CALON, TMS
from pemakaman.pemilih.versi import KPU, AsalDaftar, check_whole, next_versi
from pemakaman.wilayah.queries import get_wilayah

TERLAMA = 365
"""Days that a receipt may take at most."""
DIDAHULUI = {
    "uq_daftar_pemilih_isi": "Berkas yang sama sudah diimpor untuk wilayah ini. Tidak ada yang berubah.",
    "uq_usul_pemilih": "Pemilih ini sudah diusulkan. Lihat di daftar usul.",
    "uq_usul_laporan_daftar": "Laporan ini sudah diusulkan untuk pemilih lain di daftar yang sama.",
}


def register_daftar(
    session: Session,
    *,
    wilayah_kode: str,
    jenis: str,
    periode: str,
    nama_berkas: str,
    sha256: str,
    ukuran: int,
    actor: Actor,
    asal: AsalDaftar = KPU,
    defer: bool = True,
) -> DaftarPemilih:
    """Note a stored file as a list that waits for its import; with `defer` a worker takes it up."""
    require(actor, Izin.PEMILIH_IMPOR)
    _check_daftar(session, wilayah_kode, jenis, periode, actor=actor)
    asal.check(wilayah_kode)
    wait_alone(session, f"versi:{wilayah_kode}:{jenis}")
    periode, versi = next_versi(session, wilayah_kode, jenis, " ".join(periode.split()))
    values = {"jenis": jenis, "periode": periode, "versi": versi, "ukuran": ukuran, "sha256": sha256, **asal.values()}
    daftar = DaftarPemilih(
        wilayah_kode=wilayah_kode, nama_berkas=plain_name(nama_berkas), dibuat_oleh=actor.id, **values
    )
    _flush_unique(session, daftar)
    objek = "daftar_pemilih"
    jejak.record(
        session, "daftar_pemilih.diunggah", objek, daftar.id, actor=actor, wilayah=wilayah_kode, rincian=values
    )
    if defer:
        jobs.defer(session, "pemilih.impor", daftar_id=str(daftar.id))
    return daftar


def _check_daftar(session: Session, wilayah_kode: str, jenis: str, periode: str, *, actor: Actor) -> None:
    galat: dict[str, list[str]] = {}
    if not actor.wilayah_kode or not is_within(wilayah_kode, actor.wilayah_kode) or level(wilayah_kode) < 2:
        galat["wilayah"] = ["Wilayah daftar harus di dalam kabupaten/kota Anda."]
    else:
        get_wilayah(session, wilayah_kode)
    if jenis not in JENIS_DAFTAR:
        galat["jenis"] = [f"Jenis daftar harus salah satu: {', '.join(JENIS_DAFTAR)}."]
    if not 1 <= len(periode.strip()) <= 40:
        galat["periode"] = ["Tulis periodenya, misalnya 2026-T3."]
    if galat:
        raise Invalid(galat)


def propose(
    session: Session,
    *,
    laporan_id: UUID,
    daftar_id: UUID,
    pemilih_id: int,
    actor: Actor,
    pencari: Pencari = NIK_PERSIS,
) -> Usul:
    """Propose one voter for one death; raises Conflict when it is proposed already or is no match."""
    require(actor, Izin.USUL_BUAT)
    daftar = get_daftar(session, daftar_id, actor=actor)
    check_whole(daftar)
    if daftar.jenis == TMS:
        raise Conflict(PESAN_BUKAN_CALON)
    laporan = get_laporan(session, laporan_id, actor=actor, for_update=True)
    calon = _judge(session, laporan, daftar, pemilih_id, pencari)
    kelas, nomor, tanggal = calon.bukti
    usul = Usul(
        laporan_id=laporan.id,
        daftar_id=daftar.id,
        pemilih_id=calon.pemilih.id,
        kab_kode=laporan.kab_kode,
        kode=get_kode(session, laporan.kab_kode),
        kelas_bukti=kelas,
        bukti_nomor=nomor,
        bukti_tanggal=tanggal,
        perbandingan={**_told(calon), "jati": sidik_jati(laporan)},
        diusulkan_oleh=actor.id,
        diusulkan_pada=now(),
    )
    if calon.cocok is not None:
        usul.skor, usul.pita, usul.model = calon.cocok.skor, calon.cocok.pita, calon.cocok.model
        usul.perbandingan = {**usul.perbandingan, "alasan": calon.cocok.alasan}
    _flush_unique(session, usul)
    rincian = {"laporan": laporan.id, "kode": usul.kode, "kelas_bukti": kelas, **_told(calon)}
    _record(session, "usul.dibuat", usul, actor, rincian)
    session.flush()
    return usul


def _told(calon: Calon) -> dict[str, Any]:
    """Field → outcome of a comparison, without personal data."""
    outcomes = {ruas: hasil.value for ruas, hasil in calon.perbandingan.as_dict().items()}
    return {"kelas": calon.perbandingan.kelas.value, "nik": calon.nik.value, **outcomes}


def _judge(session: Session, laporan: Laporan, daftar: DaftarPemilih, pemilih_id: int, pencari: Pencari) -> Calon:
    if laporan.status not in APPROVED:
        raise Conflict("Laporan ini belum disetujui, jadi pemilihnya belum dapat diusulkan.")
    pemilih = get_pemilih(session, pemilih_id, daftar.id)
    calon = pencari.judge(session, laporan, pemilih, find_akta_of(session, laporan.id))
    if calon is None:
        raise NotFound(
            "Pemilih ini bukan calon untuk laporan itu, atau laporannya dibetulkan sesudah dicocokkan. "
            "Buka lagi halaman pemilih."
        )
    if calon.perbandingan.kelas is Kelas.PERINGATAN:
        raise Conflict(PESAN_PERINGATAN)
    if calon.sudah_tms:
        raise Conflict("Pemilih ini sudah bertanda meninggal di daftar KPU, jadi tidak perlu diusulkan.")
    return calon


def _flush_unique(session: Session, row: Usul | DaftarPemilih) -> None:
    """Write the row; what another session took in this very moment is a message, not a crash."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        for constraint, pesan in DIDAHULUI.items():
            if constraint in str(error.orig):
                raise Conflict(pesan) from None
        raise


def confirm(session: Session, usul_id: UUID, *, versi: int, actor: Actor) -> Usul:
    """The second person agrees; the pair is judged anew, code and proof are taken as they are today."""
    # The report first, as everywhere: who freezes it holds its lock while he takes those of its proposals.
    laporan = get_laporan(session, get_usul(session, usul_id, actor=actor).laporan_id, actor=actor, for_update=True)
    usul = _open_for_second(session, usul_id, AksiUsul.KONFIRMASI, versi, actor)
    if laporan.status not in APPROVED:
        raise Conflict(f"Usul ini tidak dapat dikonfirmasi: laporannya sekarang {label_status(laporan.status)}.")
    check_uncontested(session, usul.id)
    akta = find_akta_of(session, usul.laporan_id)
    if not is_one_person(laporan, get_pemilih(session, usul.pemilih_id, usul.daftar_id), usul):
        raise Conflict(PESAN_TIDAK_COCOK_LAGI)
    with session.no_autoflush:
        usul.kelas_bukti, usul.bukti_nomor, usul.bukti_tanggal = proof_of(session, laporan, akta)
        usul.kode = get_kode(session, usul.kab_kode)
        usul.status = StatusUsul.DIKONFIRMASI
        usul.dikonfirmasi_oleh, usul.dikonfirmasi_pada = actor.id, now()
        _record(session, "usul.dikonfirmasi", usul, actor, jejak.changes(usul))
    record_usul(session, usul, sama=True, actor=actor)
    session.flush()
    return usul


def reject(session: Session, usul_id: UUID, *, versi: int, alasan: str, actor: Actor) -> Usul:
    """The second person refuses, with a reason."""
    usul = _open_for_second(session, usul_id, AksiUsul.TOLAK, versi, actor)
    with session.no_autoflush:
        usul.status, usul.alasan = StatusUsul.DITOLAK, _reason(alasan)
        usul.dikonfirmasi_oleh, usul.dikonfirmasi_pada = actor.id, now()
        _record(session, "usul.ditolak", usul, actor, jejak.changes(usul))
    record_usul(session, usul, sama=False, actor=actor)
    session.flush()
    return usul


def cancel(session: Session, usul_id: UUID, *, versi: int, alasan: str, actor: Actor) -> Usul:
    """Undo a proposal, also a confirmed one; for what KPU already holds a notice of withdrawal is made."""
    usul = get_usul(session, usul_id, actor=actor, for_update=True)
    if not (actor.may(Izin.USUL_BUAT) or actor.may(Izin.USUL_KONFIRMASI)):
        raise Forbidden()
    next_usul(StatusUsul(usul.status), AksiUsul.BATALKAN)
    _check_version(usul, versi)
    with session.no_autoflush:
        usul.status, usul.alasan, usul.status_sebelum = StatusUsul.DIBATALKAN, _reason(alasan), None
        _record(session, "usul.dibatalkan", usul, actor, jejak.changes(usul))
    session.flush()
    ensure_notice(session, usul, sebab=usul.alasan, actor=actor)
    return usul


def set_kode(session: Session, kode: str, *, actor: Actor, hari_tanda_terima: int | None = None) -> None:
    """Choose the code that a kab/kota's proposals carry from now on, and the days of its next packages' receipts."""
    require(actor, Izin.PEMILIH_IMPOR)
    kab_kode = actor.kab_kode
    if kab_kode is None:
        raise Forbidden("Setelan pemilih hanya dapat diubah oleh admin kabupaten/kota.")
    if kode not in KODE_LABEL:
        raise Invalid({"kode": ["Pilih kode 1 atau 91."]})
    rincian: dict[str, Any] = {"kode": [get_kode(session, kab_kode), kode]}
    values: dict[str, Any] = {"kode": kode}
    if hari_tanda_terima is not None:
        if not 1 <= hari_tanda_terima <= TERLAMA:
            raise Invalid({"hari_tanda_terima": [f"Tulis 1 sampai {TERLAMA} hari."]})
        rincian["hari_tanda_terima"] = [receipt_days(session, kab_kode), hari_tanda_terima]
        values["hari_tanda_terima"] = hari_tanda_terima
    session.merge(SetelanPemilih(kab_kode=kab_kode, **values))
    jejak.record(
        session,
        "setelan_pemilih.diubah",
        "setelan_pemilih",
        kab_kode,
        actor=actor,
        wilayah=kab_kode,
        rincian=rincian,
    )
    session.flush()


def _open_for_second(session: Session, usul_id: UUID, aksi: AksiUsul, versi: int, actor: Actor) -> Usul:
    require(actor, Izin.USUL_KONFIRMASI)
    usul = get_usul(session, usul_id, actor=actor, for_update=True)
    if usul.diusulkan_oleh == actor.id:
        raise Forbidden("Usul harus diputus orang lain, bukan yang mengusulkan.")
    next_usul(StatusUsul(usul.status), aksi)
    _check_version(usul, versi)
    return usul


def _check_version(usul: Usul, versi: int) -> None:
    if usul.versi != versi:
        label = USUL_LABEL[StatusUsul(usul.status)].lower()
        raise StaleVersion("Usul ini berubah sejak Anda membukanya. Buka lagi halamannya.", [f"Sekarang: {label}."])


def _reason(alasan: str) -> str:
    text = alasan.strip()
    if not text:
        raise Invalid({"alasan": ["Tulis alasannya."]})
    return text[:1000]


def _record(session: Session, peristiwa: str, usul: Usul, actor: Actor, rincian: dict[str, Any]) -> None:
    jejak.record(session, peristiwa, "usul", usul.id, actor=actor, wilayah=usul.kab_kode, rincian=rincian)
