"""From the rows of a report to the plain values of the printed form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from pemakaman.berkas.setelan import Setelan
from pemakaman.dokumen.isian import IsianKematian, IsianOrang, IsianPermohonan
from pemakaman.laporan.models import Laporan, LaporanOrang
from pemakaman.laporan.queries import get_orang
from pemakaman.makam.models import Makam
from pemakaman.nilai.tanggal import TanggalTakLengkap, format_tanggal, zone_of
from pemakaman.penduduk.calon import is_same_parent, printed
from pemakaman.verifikasi.queries.calon import find_chosen, printed_isian
from pemakaman.wilayah.queries import full_names

WARGA = {"WNI": "INDONESIA"}
TIDAK_DIKENAL = "TIDAK DIKENAL"


def _birth(row: Laporan | LaporanOrang) -> TanggalTakLengkap | None:
    if row.lahir_tahun is None:
        return None
    return TanggalTakLengkap(row.lahir_tahun, row.lahir_bulan, row.lahir_hari)


def _citizenship(text: str | None) -> str:
    return WARGA.get(text or "", text or "")


def _person(row: LaporanOrang | None) -> IsianOrang:
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
    )


def _parent(row: LaporanOrang | None, peran: str, cetak: Mapping[str, str | None]) -> IsianOrang:
    """A parent: name and NIK of the chosen resident's own, the rest as reported of the same person."""
    reported = _person(row)
    nama, nik = cetak[f"{peran}_nama"] or "", cetak[f"{peran}_nik"] or ""
    rest = reported if is_same_parent(reported.nama, nama) else IsianOrang()
    return replace(rest, nama=nama, nik=nik)


def _deceased(laporan: Laporan, cetak: Mapping[str, str | None]) -> IsianOrang:
    return IsianOrang(
        nama=cetak["nama"] or TIDAK_DIKENAL,
        nik=cetak["nik"] or "",
        dokumen_perjalanan=laporan.dokumen_perjalanan or "",
        no_kk=cetak["no_kk"] or "",
        kewarganegaraan=_citizenship(cetak["kewarganegaraan"]),
    )


def _death(laporan: Laporan, cetak: Mapping[str, str | None]) -> IsianKematian:
    return IsianKematian(
        nik=cetak["nik"] or "",
        nama=cetak["nama"] or TIDAK_DIKENAL,
        tanggal=laporan.meninggal_tanggal,
        pukul=laporan.meninggal_pukul,
        sebab=laporan.sebab,
        tempat=laporan.meninggal_tempat or "",
        yang_menerangkan=laporan.menerangkan,
    )


def local_day(kab_kode: str, moment: datetime) -> date:
    """The calendar day at the office."""
    return moment.astimezone(zone_of(kab_kode)).date()


def compose(session: Session, laporan: Laporan, setelan: Setelan, moment: datetime) -> IsianPermohonan:
    """Everything the form prints; the region is the deceased's home where known, else the cemetery's.

    Of a person chosen from the population data his official name and numbers and his parents are printed; what the
    reporter wrote stays in the report.
    """
    home = laporan.alamat_desa_kode or laporan.desa_kode
    names, orang = full_names(session, home), get_orang(session, laporan.id)
    makam = session.get_one(Makam, laporan.makam_id)
    pelapor = _person(orang.get("pelapor"))
    cetak = printed(printed_isian(laporan, orang), find_chosen(session, laporan))
    return IsianPermohonan(
        kop=setelan.kop,
        provinsi=names["provinsi"],
        kabupaten_kota=names["kab_kota"],
        kecamatan=names["kecamatan"],
        desa_kelurahan=names["desa"],
        kode_wilayah=home,
        pelapor=pelapor,
        subjek=_deceased(laporan, cetak),
        ayah=_parent(orang.get("ayah"), "ayah", cetak),
        ibu=_parent(orang.get("ibu"), "ibu", cetak),
        saksi1=_person(orang.get("saksi1")),
        saksi2=_person(orang.get("saksi2")),
        kematian=_death(laporan, cetak),
        tempat_ttd=setelan.tempat_tanda_tangan,
        tanggal_ttd=format_tanggal(local_day(laporan.kab_kode, moment)),
        pejabat_nama=setelan.mengetahui.nama,
        pelapor_nama=pelapor.nama,
        mengetahui=setelan.mengetahui.jabatan,
        nomor_buku=f"Buku pokok pemakaman {makam.kode} {makam.nama}: {laporan.buku_nomor}/{laporan.buku_tahun}",
    )
