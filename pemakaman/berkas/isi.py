"""From the rows of a report to the plain values of its printed documents."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pemakaman.berkas.setelan import Setelan
from pemakaman.dokumen.isian import IsianAkta, IsianKematian, IsianMakam, IsianOrang, IsianPermohonan, IsianTerima
from pemakaman.dokumen.uraian import join_words
from pemakaman.laporan.models import Bukti, Laporan, LaporanOrang
from pemakaman.laporan.queries import get_orang
from pemakaman.laporan.rules import BUKTI_LABEL, JenisBukti
from pemakaman.laporan.setelan import setelan_of
from pemakaman.makam.models import Makam
from pemakaman.makam.queries import list_pengelola
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.tanggal import TanggalTakLengkap, age_at, format_tanggal, zone_label, zone_of
from pemakaman.penduduk.calon import Calon, is_same_parent, printed
from pemakaman.verifikasi.queries.calon import find_chosen, printed_isian
from pemakaman.wilayah.queries import full_names
from pemakaman.wilayah.sebutan import sebutan_of

WARGA = {"WNI": "INDONESIA"}
TIDAK_DIKENAL = "TIDAK DIKENAL"
_PENJELAS = re.compile(r" \(.*\)")
_FROM_CALON = ("jenis_kelamin", "tempat_lahir", "agama", "pekerjaan", "status_kawin")
"""Besides the fields of `DICETAK`: what the population data say of a chosen person before the reporter's word."""


@dataclass(frozen=True)
class _Bahan:
    """What is read once: the report, its persons, the chosen resident and what the application says of him."""

    session: Session
    laporan: Laporan
    orang: Mapping[str, LaporanOrang]
    calon: Calon | None
    cetak: Mapping[str, str | None]
    hari: date


def _birth(row: Laporan | LaporanOrang) -> TanggalTakLengkap | None:
    if row.lahir_tahun is None:
        return None
    return TanggalTakLengkap(row.lahir_tahun, row.lahir_bulan, row.lahir_hari)


def _citizenship(text: str | None) -> str:
    return WARGA.get(text or "", text or "")


def _age(lahir: TanggalTakLengkap | None, hari: date | None) -> int | None:
    """Full years on that day when they are certain."""
    if lahir is None or hari is None:
        return None
    try:
        least, most = age_at(lahir, hari)
    except NilaiError:
        return None
    return least if least == most else None


def _person(row: LaporanOrang | None, hari: date) -> IsianOrang:
    if row is None:
        return IsianOrang()
    return IsianOrang(
        nama=row.nama or "",
        nik=row.nik or "",
        dokumen_perjalanan=row.dokumen_perjalanan or "",
        no_kk=row.no_kk or "",
        kewarganegaraan=_citizenship(row.kewarganegaraan),
        tempat_lahir=row.tempat_lahir or "",
        lahir=_birth(row),
        umur=_age(_birth(row), hari),
        hubungan=row.hubungan or "",
        telepon=row.telepon or "",
        alamat=row.alamat or "",
    )


def _parent(bahan: _Bahan, peran: str) -> IsianOrang:
    """A parent: name and NIK of the chosen resident's own, the rest as reported of the same person."""
    reported = _person(bahan.orang.get(peran), bahan.hari)
    nama, nik = bahan.cetak[f"{peran}_nama"] or "", bahan.cetak[f"{peran}_nik"] or ""
    rest = reported if is_same_parent(reported.nama, nama) else IsianOrang()
    return replace(rest, nama=nama, nik=nik, jenis_kelamin="L" if peran == "ayah" else "P")


def _deceased(bahan: _Bahan) -> IsianOrang:
    laporan, calon, cetak = bahan.laporan, bahan.calon, bahan.cetak
    lahir = _birth(laporan)
    if calon is not None and calon.tanggal_lahir is not None:
        lahir = TanggalTakLengkap(calon.tanggal_lahir.year, calon.tanggal_lahir.month, calon.tanggal_lahir.day)
    told = {name: getattr(calon, name, None) or getattr(laporan, name) or "" for name in _FROM_CALON}
    years = _age(lahir, laporan.meninggal_tanggal)
    return IsianOrang(
        nama=cetak["nama"] or TIDAK_DIKENAL,
        nik=cetak["nik"] or "",
        nik_alasan=laporan.nik_alasan or "",
        dokumen_perjalanan=laporan.dokumen_perjalanan or "",
        no_kk=cetak["no_kk"] or "",
        kewarganegaraan=_citizenship(cetak["kewarganegaraan"]),
        lahir=lahir,
        umur=laporan.umur if years is None else years,
        anak_ke=laporan.anak_ke,
        bin_binti=laporan.bin_binti or "",
        **told,
        **_home(bahan),
    )


def _home(bahan: _Bahan) -> dict[str, Any]:
    """Where the dead lived, as reported; wholly as the population data say when the report says nothing."""
    laporan, calon = bahan.laporan, bahan.calon
    reported = any((laporan.alamat, laporan.dusun, laporan.rt, laporan.rw, laporan.alamat_desa_kode))
    source: Laporan | Calon = laporan if reported or calon is None else calon
    kode = (laporan.alamat_desa_kode if source is laporan else calon and calon.desa_kode) or ""
    names = full_names(bahan.session, kode)
    return {
        **{name: getattr(source, name, None) or "" for name in ("alamat", "dusun", "rt", "rw")},
        **{name: names[name] for name in ("desa", "kecamatan", "kab_kota", "provinsi")},
        "sebutan_desa": sebutan_of(kode).desa if kode else "",
    }


def _death(laporan: Laporan, cetak: Mapping[str, str | None]) -> IsianKematian:
    return IsianKematian(
        nik=cetak["nik"] or "",
        nama=cetak["nama"] or TIDAK_DIKENAL,
        tanggal=laporan.meninggal_tanggal,
        pukul=laporan.meninggal_pukul,
        sebab=laporan.sebab,
        tempat=laporan.meninggal_tempat or "",
        yang_menerangkan=laporan.menerangkan,
        surat_nomor=laporan.surat_nomor or "",
        surat_tanggal=laporan.surat_tanggal,
        surat_penerbit=laporan.surat_penerbit or "",
    )


def _burial(session: Session, laporan: Laporan, makam: Makam) -> IsianMakam:
    names = full_names(session, makam.desa_kode)
    desa = f"{sebutan_of(makam.desa_kode).desa} {names['desa']}"
    return IsianMakam(
        kode=makam.kode,
        nama=makam.nama,
        alamat=join_words(
            makam.alamat or "", makam.dusun or "", desa, f"Kecamatan {names['kecamatan']}", names["kab_kota"]
        ),
        telepon=makam.telepon or "",
        blok=laporan.blok or "",
        petak=laporan.petak or "",
        nomor=laporan.nomor_makam or "",
        tanggal=laporan.dimakamkan_tanggal,
        pukul=laporan.dimakamkan_pukul,
        petugas=laporan.petugas_makam or "",
        pengelola=_manager(session, laporan),
        nomor_buku=f"{laporan.buku_nomor}/{laporan.buku_tahun}" if laporan.buku_nomor else "",
        desa=names["desa"],
    )


def _manager(session: Session, laporan: Laporan) -> str:
    """The manager who recorded the burial, or the only one; '' where several might sign."""
    managers = [one for one in list_pengelola(session, laporan.makam_id) if one.aktif]
    writers = [one.nama for one in managers if one.id == laporan.dibuat_oleh]
    if writers:
        return str(writers[0])
    return str(managers[0].nama) if len(managers) == 1 else ""


def _received(session: Session, laporan: Laporan) -> IsianTerima:
    query = select(Bukti.jenis).where(Bukti.laporan_id == laporan.id, Bukti.untuk == "kematian")
    kinds = Counter(session.scalars(query.order_by(Bukti.dibuat_pada, Bukti.id)))
    papers = [_PENJELAS.sub("", BUKTI_LABEL[JenisBukti(jenis)]) for jenis in kinds]
    counts = [f" ({count} lembar)" if count > 1 else "" for count in kinds.values()]
    days = setelan_of(session, laporan.kab_kode).hari_layanan
    return IsianTerima(laporan.nomor_terima or "", [a + b for a, b in zip(papers, counts, strict=True)], days)


def local_day(kab_kode: str, moment: datetime) -> date:
    """The calendar day at the office."""
    return moment.astimezone(zone_of(kab_kode)).date()


def _read(session: Session, laporan: Laporan, hari: date, *, resmi: bool) -> _Bahan:
    orang = get_orang(session, laporan.id)
    calon = find_chosen(session, laporan) if resmi else None
    return _Bahan(session, laporan, orang, calon, printed(printed_isian(laporan, orang), calon), hari)


def compose(
    session: Session,
    laporan: Laporan,
    setelan: Setelan,
    moment: datetime,
    *,
    akta: IsianAkta | None = None,
    resmi: bool = True,
) -> IsianPermohonan:
    """Everything the documents print; the region is the deceased's home where known, else the cemetery's.

    Of a person chosen from the population data his official name and numbers and his parents are printed; what the
    reporter wrote stays in the report. Without `resmi` nothing of the population data is printed: for papers that
    somebody gets who may not see them. `akta` is handed in by who knows it, its table lies above.
    """
    hari = local_day(laporan.kab_kode, moment)
    bahan = _read(session, laporan, hari, resmi=resmi)
    makam = session.get_one(Makam, laporan.makam_id)
    pelapor = _person(bahan.orang.get("pelapor"), hari)
    return replace(
        _place(session, laporan, setelan),
        zona=zone_label(laporan.kab_kode),
        pelapor=pelapor,
        subjek=_deceased(bahan),
        ayah=_parent(bahan, "ayah"),
        ibu=_parent(bahan, "ibu"),
        saksi1=_person(bahan.orang.get("saksi1"), hari),
        saksi2=_person(bahan.orang.get("saksi2"), hari),
        kematian=_death(laporan, bahan.cetak),
        makam=_burial(session, laporan, makam),
        akta=akta or IsianAkta(),
        terima=_received(session, laporan),
        tanggal_ttd=format_tanggal(hari),
        pelapor_nama=pelapor.nama,
        nomor_buku=f"Buku pokok pemakaman {makam.kode} {makam.nama}: {laporan.buku_nomor}/{laporan.buku_tahun}",
    )


def _place(session: Session, laporan: Laporan, setelan: Setelan) -> IsianPermohonan:
    """The region, the letterhead, and who signs for the office."""
    home = laporan.alamat_desa_kode or laporan.desa_kode
    names, sebutan = full_names(session, home), sebutan_of(home)
    return IsianPermohonan(
        kop=setelan.kop,
        provinsi=names["provinsi"],
        kabupaten_kota=names["kab_kota"],
        kecamatan=names["kecamatan"],
        desa_kelurahan=names["desa"],
        kode_wilayah=home,
        sebutan_desa=sebutan.desa,
        kepala_desa=sebutan.kepala,
        tempat_ttd=setelan.tempat_tanda_tangan,
        pejabat_nama=setelan.mengetahui.nama,
        pejabat_nip=setelan.mengetahui.nip,
        mengetahui=setelan.mengetahui.jabatan,
    )
