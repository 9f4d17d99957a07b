"""The only writer of transfers of blank cards: each side says its part, and each side's stock follows."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pemakaman.akun.rules import Actor, Izin, is_within, require
from pemakaman.db import now, today_in
from pemakaman.desk.models import PindahBlangko
from pemakaman.desk.queries.harian import find_terakhir, list_laporan, list_patah
from pemakaman.desk.queries.lingkup import get_kab
from pemakaman.desk.queries.pindah import find_hari_sesudah, get_pindah, list_unreported, pindah_on
from pemakaman.desk.rules.istilah import STATUS_PINDAH_LABEL, StatusPindah
from pemakaman.desk.rules.kolom import BLANGKO
from pemakaman.desk.rules.periksa import PALING_PINDAH, Patah, ribuan, signed
from pemakaman.desk.rules.teks import ALASAN_TERPANJANG
from pemakaman.desk.services.harian import apply_pindah, hold_stock
from pemakaman.desk.services.riwayat import Objek, changed, check_alasan, keep_history, read_teks
from pemakaman.errors import Conflict, Forbidden, Invalid
from pemakaman.jejak.services import record
from pemakaman.nilai.tanggal import format_tanggal
from pemakaman.wilayah.queries import find_wilayah, get_wilayah


@dataclass(frozen=True)
class Dipindah:
    """A transfer after a step, and the days of that side's stock that no longer fit."""

    pindah: PindahBlangko
    patah: list[Patah] = field(default_factory=list)
    berubah: bool = True


def send_blangko(
    session: Session,
    dari_kab: str,
    ke_kab: str,
    jumlah: int,
    *,
    tanggal: date,
    actor: Actor,
    catatan: str = "",
) -> Dipindah:
    """Send blank cards to another kab/kota of the province; they leave the sender's stock on `tanggal`."""
    require(actor, Izin.DESK_ISI)
    get_kab(session, dari_kab, actor=actor)
    hold_stock(session, dari_kab)
    _check_send(session, dari_kab, ke_kab, jumlah, tanggal)
    pindah = PindahBlangko(
        id=uuid4(),
        dari_kab=dari_kab,
        ke_kab=ke_kab,
        jumlah=jumlah,
        status=StatusPindah.DIKIRIM,
        dikirim_tanggal=tanggal,
        dikirim_oleh=actor.id,
        dikirim_pada=now(),
        catatan=read_teks("catatan", catatan, ALASAN_TERPANJANG) or None,
    )
    session.add(pindah)
    rincian = {"dari_kab": dari_kab, "ke_kab": ke_kab, "jumlah": jumlah, "tanggal": tanggal}
    return _done(session, pindah, "dikirim", kab_kode=dari_kab, tanggal=tanggal, rincian=rincian, actor=actor)


def receive_blangko(
    session: Session,
    pindah_id: UUID,
    jumlah: int,
    *,
    tanggal: date,
    versi: int,
    actor: Actor,
    selisih_alasan: str = "",
) -> Dipindah:
    """Take a transfer in; fewer than were sent only with a reason."""
    pindah = _take(session, pindah_id, versi, actor, receiver=True)
    _check_day(session, pindah, pindah.ke_kab, tanggal)
    pindah.selisih_alasan = _check_count(pindah, jumlah, selisih_alasan)
    pindah.jumlah_diterima = jumlah
    rincian = {"jumlah": jumlah, "selisih_alasan": pindah.selisih_alasan, "tanggal": tanggal}
    return _close(
        session,
        pindah,
        StatusPindah.DITERIMA,
        kab_kode=pindah.ke_kab,
        tanggal=tanggal,
        rincian=rincian,
        actor=actor,
    )


def refuse_blangko(
    session: Session, pindah_id: UUID, alasan: str, *, tanggal: date, versi: int, actor: Actor
) -> Dipindah:
    """The receiver does not take a transfer in; it goes back into the sender's stock on `tanggal`."""
    pindah = _take(session, pindah_id, versi, actor, receiver=True)
    return _return(session, pindah, StatusPindah.DITOLAK, alasan=alasan, tanggal=tanggal, actor=actor)


def cancel_blangko(
    session: Session, pindah_id: UUID, alasan: str, *, tanggal: date, versi: int, actor: Actor
) -> Dipindah:
    """The sender calls a transfer off that has not arrived; it goes back into his stock on `tanggal`."""
    pindah = _take(session, pindah_id, versi, actor, receiver=False)
    return _return(session, pindah, StatusPindah.BATAL, alasan=alasan, tanggal=tanggal, actor=actor)


def correct_received(
    session: Session,
    pindah_id: UUID,
    jumlah: int,
    *,
    tanggal: date,
    versi: int,
    actor: Actor,
    alasan: str,
    selisih_alasan: str = "",
) -> Dipindah:
    """The receiver mends what he took in: how many, or the day; refused where a stock would fall below zero."""
    pindah = _take(session, pindah_id, versi, actor, receiver=True, status=StatusPindah.DITERIMA)
    old_day = pindah.selesai_tanggal or tanggal
    _check_day(session, pindah, pindah.ke_kab, tanggal)
    _check_reported(session, pindah.ke_kab, old_day)
    reason = _check_count(pindah, jumlah, selisih_alasan)
    values = {"jumlah_diterima": jumlah, "selesai_tanggal": tanggal, "selisih_alasan": reason}
    ubahan = changed(pindah, values)
    if not ubahan:
        return Dipindah(pindah, berubah=False)
    why = check_alasan(alasan, needed=True)
    _check_left(session, pindah, old_day, jumlah, tanggal)
    objek = Objek("pindah_blangko", pindah.id, pindah.ke_kab, tanggal)
    keep_history(session, objek, ubahan, alasan=why, actor=actor)
    for name, value in values.items():
        setattr(pindah, name, value)
    rincian = {"alasan": why, **ubahan}
    said: dict[str, Any] = {"kab_kode": pindah.ke_kab, "rincian": rincian, "actor": actor}
    done = _done(session, pindah, "diperbaiki", tanggal=tanggal, alasan=f"penerimaan diperbaiki. {why}", **said)
    if old_day == tanggal:
        return done
    left = f"Pindah blangko nomor {pindah.nomor}: diterima {format_tanggal(tanggal)}. {why}"
    apply_pindah(session, pindah.ke_kab, old_day, alasan=left, actor=actor)
    return Dipindah(pindah, list_patah(session, BLANGKO, pindah.ke_kab, dari=min(old_day, tanggal)))


def _check_left(session: Session, pindah: PindahBlangko, old_day: date, jumlah: int, tanggal: date) -> None:
    """Raise when a day from the correction on would hold fewer than no cards, also days not reported yet."""
    kab, old = pindah.ke_kab, pindah.jumlah_diterima or 0
    start = min(old_day, tanggal)
    rows = list_laporan(session, BLANGKO, kab, dari=start)
    until = today_in(kab) + timedelta(days=1)
    days = {row.tanggal for row in rows} | {tanggal}
    days |= set(list_unreported(session, kab, sesudah=start - timedelta(days=1), sebelum=until))
    for day in sorted(days):
        left = available(session, kab, day)
        change = (jumlah if day >= tanggal else 0) - (old if day >= old_day else 0)
        if left is not None and change < 0 and left + change < 0:
            sums = f"Sisa blangko {format_tanggal(day)} {ribuan(left)} menjadi {signed(left + change)}"
            raise Invalid(
                {"jumlah": [f"{sums}: stok tidak dapat kurang dari nol. Periksa jumlah dan laporan hari itu."]}
            )


def _check_send(session: Session, dari_kab: str, ke_kab: str, jumlah: int, tanggal: date) -> None:
    other = find_wilayah(session, ke_kab)
    if other is None or other.tingkat != 2 or other.berlaku_sampai or not is_within(ke_kab, dari_kab[:2]):
        raise Invalid({"ke_kab": ["Pilih kabupaten/kota penerima di provinsi ini."]})
    if ke_kab == dari_kab:
        raise Invalid({"ke_kab": ["Penerimanya harus kabupaten/kota lain."]})
    if jumlah < 1:
        raise Invalid({"jumlah": ["Jumlah yang dikirim paling sedikit 1 keping."]})
    if jumlah > PALING_PINDAH:
        pesan = f"Dikirim {ribuan(jumlah)}: sekali kirim paling banyak {ribuan(PALING_PINDAH)} keping."
        raise Invalid({"jumlah": [pesan]})
    _check_not_ahead(dari_kab, tanggal)
    _check_reported(session, dari_kab, tanggal)
    left = available(session, dari_kab, tanggal)
    if left is None:
        raise Invalid({"jumlah": ["Stok belum diketahui. Isi dulu laporan blangko."]})
    if jumlah > left:
        pesan = f"Dikirim {ribuan(jumlah)} lebih banyak daripada stok {format_tanggal(tanggal)}: {ribuan(left)}."
        raise Invalid({"jumlah": [pesan]})


def available(session: Session, kab_kode: str, tanggal: date) -> int | None:
    """How many blank cards a kab/kota has on a day, as far as reports and transfers say; None without any report."""
    laporan = find_terakhir(session, BLANGKO, kab_kode, tanggal)
    if laporan is None:
        return None
    left: int = laporan.sisa
    if laporan.tanggal < tanggal:
        days = [*list_unreported(session, kab_kode, sesudah=laporan.tanggal, sebelum=tanggal), tanggal]
        for moved in (pindah_on(session, kab_kode, day) for day in days):
            left += moved["terima"] - moved["kirim"]
    return left


def _check_count(pindah: PindahBlangko, jumlah: int, selisih_alasan: str) -> str | None:
    """Why fewer came than were sent; None where none is missing."""
    reason = read_teks("selisih_alasan", selisih_alasan, ALASAN_TERPANJANG)
    if not 0 <= jumlah <= pindah.jumlah:
        pesan = f"Diterima {ribuan(jumlah)} tidak mungkin: yang dikirim {ribuan(pindah.jumlah)}."
        raise Invalid({"jumlah": [f"{pesan} Hitung lagi, lalu hubungi pengirimnya."]})
    if jumlah != pindah.jumlah and not reason:
        less = ribuan(pindah.jumlah - jumlah)
        raise Invalid({"selisih_alasan": [f"Kurang {less} dari yang dikirim {ribuan(pindah.jumlah)}. Tulis sebabnya."]})
    return reason if jumlah != pindah.jumlah else None


def _take(
    session: Session,
    pindah_id: UUID,
    versi: int,
    actor: Actor,
    *,
    receiver: bool,
    status: StatusPindah = StatusPindah.DIKIRIM,
) -> PindahBlangko:
    require(actor, Izin.DESK_ISI)
    seen = get_pindah(session, pindah_id, actor=actor)
    side = seen.ke_kab if receiver else seen.dari_kab
    if not is_within(side, actor.wilayah_kode):
        raise Forbidden(f"Hanya {'penerima' if receiver else 'pengirim'} yang boleh melakukan ini.")
    for kab in sorted({seen.dari_kab, seen.ke_kab}):
        hold_stock(session, kab)
    pindah = get_pindah(session, pindah_id, actor=actor, for_update=True)
    session.refresh(pindah)
    if pindah.status != status:
        label = STATUS_PINDAH_LABEL[StatusPindah(pindah.status)].lower()
        now_ = "masih" if pindah.status == StatusPindah.DIKIRIM else "sudah"
        raise Conflict(f"Kiriman nomor {pindah.nomor} {now_} {label}. Buka lagi daftarnya.")
    if pindah.versi != versi:
        raise Conflict(f"Kiriman nomor {pindah.nomor} diubah orang lain sejak halaman ini dibuka. Buka lagi.")
    return pindah


def _check_not_ahead(kab_kode: str, tanggal: date) -> None:
    if tanggal > today_in(kab_kode):
        raise Invalid({"tanggal": [f"Tanggal {format_tanggal(tanggal)} belum tiba. Pilih hari ini atau sebelumnya."]})


def _check_reported(session: Session, kab_kode: str, tanggal: date) -> None:
    """Raise where a later day is reported and this one is not: the cards would stand in no report."""
    after = find_hari_sesudah(session, kab_kode, tanggal)
    if after is not None:
        pesan = f"Isi dulu laporan blangko {get_wilayah(session, kab_kode).nama} tanggal {format_tanggal(tanggal)}"
        raise Invalid({"tanggal": [f"{pesan}: hari sesudahnya, {format_tanggal(after)}, sudah dilaporkan."]})


def _check_day(session: Session, pindah: PindahBlangko, kab_kode: str, tanggal: date) -> None:
    _check_not_ahead(kab_kode, tanggal)
    if tanggal < pindah.dikirim_tanggal:
        sent = format_tanggal(pindah.dikirim_tanggal)
        raise Invalid({"tanggal": [f"Tanggal {format_tanggal(tanggal)} sebelum hari dikirim ({sent})."]})
    _check_reported(session, kab_kode, tanggal)


def _return(
    session: Session, pindah: PindahBlangko, status: StatusPindah, *, alasan: str, tanggal: date, actor: Actor
) -> Dipindah:
    _check_day(session, pindah, pindah.dari_kab, tanggal)
    pindah.alasan = read_teks("alasan", alasan, ALASAN_TERPANJANG)
    if not pindah.alasan:
        raise Invalid({"alasan": ["Tulis alasannya."]})
    rincian, kab = {"alasan": pindah.alasan, "tanggal": tanggal}, pindah.dari_kab
    return _close(session, pindah, status, kab_kode=kab, tanggal=tanggal, rincian=rincian, actor=actor)


def _close(
    session: Session,
    pindah: PindahBlangko,
    status: StatusPindah,
    *,
    kab_kode: str,
    tanggal: date,
    rincian: dict[str, Any],
    actor: Actor,
) -> Dipindah:
    """Close a transfer; `kab_kode` is whose stock grows by it."""
    pindah.status = status
    pindah.selesai_tanggal, pindah.selesai_oleh, pindah.selesai_pada = tanggal, actor.id, now()
    return _done(session, pindah, status.value, kab_kode=kab_kode, tanggal=tanggal, rincian=rincian, actor=actor)


def _done(
    session: Session,
    pindah: PindahBlangko,
    what: str,
    *,
    kab_kode: str,
    tanggal: date,
    rincian: dict[str, Any],
    actor: Actor,
    alasan: str = "",
) -> Dipindah:
    name = f"pindah_blangko.{what}"
    record(session, name, "pindah_blangko", pindah.id, actor=actor, wilayah=pindah.dari_kab, rincian=rincian)
    session.flush()
    what = alasan or STATUS_PINDAH_LABEL[StatusPindah(pindah.status)].lower()
    why = f"Pindah blangko nomor {pindah.nomor}: {what}"
    after = apply_pindah(session, kab_kode, tanggal, alasan=why, actor=actor)
    return Dipindah(pindah, after.patah if after else [])
