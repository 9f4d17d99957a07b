"""Forms of the reference figures."""

from pemakaman.errors import Invalid
from pemakaman.nilai.galat import NilaiError
from pemakaman.nilai.kode_wilayah import check_kode, level
from pemakaman.pantau.models import Acuan
from pemakaman.pantau.rules.acuan import (
    CATATAN_PANJANG,
    JENIS_LABEL,
    KELAMIN_LABEL,
    NASIONAL,
    SUMBER_PANJANG,
    UMUR_ACUAN,
    IsiAcuan,
    read_bilangan,
    show_bilangan,
)
from pemakaman.widgets import (
    AngkaField,
    BaseForm,
    BerkasField,
    Panjang,
    PilihanField,
    RadioField,
    TeksField,
    TeksPanjangField,
    WajibDiisi,
)

KECIL = "govuk-input--width-10"


class AcuanForm(BaseForm):
    """One figure; the choices of `wilayah_kode` are set by the route."""

    jenis = RadioField("Jenis angka", [WajibDiisi("Pilih jenis angkanya.")], choices=list(JENIS_LABEL.items()))
    wilayah_kode = PilihanField("Wilayah", [WajibDiisi("Pilih wilayahnya.")], kosong="Pilih wilayah")
    kecamatan = TeksField(
        "Kode kecamatan atau desa/kelurahan",
        petunjuk="Hanya untuk angka satu kecamatan, misalnya 18.71.01, atau jumlah penduduk satu desa/kelurahan, "
        "misalnya 18.71.01.1003. Selain itu kosongkan.",
        kelas=KECIL,
        lengkapi="off",
        paling=13,
    )
    tahun = AngkaField("Tahun", [WajibDiisi("Isi tahun angka ini.")], petunjuk="Tahun yang diukur, bukan tahun terbit.")
    kelamin = PilihanField("Jenis kelamin", choices=[(k, v) for k, v in KELAMIN_LABEL.items() if k], kosong="Semua")
    umur = PilihanField("Kelompok umur", choices=[(k, v) for k, v in UMUR_ACUAN.items() if k], kosong="Semua umur")
    nilai = TeksField("Angka", [WajibDiisi("Isi angkanya.")], kelas=KECIL, lengkapi="off", paling=20)
    rendah = TeksField(
        "Batas rendah",
        petunjuk="Bila angkanya perkiraan. Isi dua batas, atau kosongkan dua-duanya.",
        kelas=KECIL,
        lengkapi="off",
        paling=20,
    )
    tinggi = TeksField("Batas tinggi", kelas=KECIL, lengkapi="off", paling=20)
    sumber = TeksField(
        "Sumber",
        [WajibDiisi("Tulis sumber angka ini.")],
        petunjuk="Judul publikasi, penerbit, dan tahunnya. Tampil di samping angkanya.",
        lengkapi="off",
        paling=SUMBER_PANJANG,
    )
    catatan = TeksPanjangField("Catatan", baris=2, paling=CATATAN_PANJANG)

    def isian(self) -> IsiAcuan:
        """The figure as it is to be stored; raises Invalid where a number or a code cannot be read."""
        galat: dict[str, list[str]] = {}
        numbers = {}
        for name in ("nilai", "rendah", "tinggi"):
            text = self[name].data
            try:
                numbers[name] = read_bilangan(text, self.jenis.data) if text else None
            except NilaiError as error:
                galat[name] = [error.pesan]
        kode = self._kode(galat)
        if galat or numbers["nilai"] is None:
            raise Invalid(galat or {"nilai": ["Isi angkanya."]})
        return IsiAcuan(
            jenis=self.jenis.data,
            wilayah_kode=kode,
            tahun=self.tahun.data or 0,
            kelamin=self.kelamin.data or "",
            umur=self.umur.data or "",
            nilai=numbers["nilai"],
            rendah=numbers["rendah"],
            tinggi=numbers["tinggi"],
            sumber=self.sumber.data,
            catatan=self.catatan.data or None,
        )

    def _kode(self, galat: dict[str, list[str]]) -> str | None:
        chosen: str = self.wilayah_kode.data
        if not self.kecamatan.data:
            return None if chosen == NASIONAL else chosen
        try:
            kode = check_kode(self.kecamatan.data)
        except NilaiError as error:
            galat["kecamatan"] = [error.pesan]
            return None
        if level(kode) not in (3, 4) or not kode.startswith(f"{chosen}."):
            galat["kecamatan"] = ["Ini bukan kode kecamatan atau desa/kelurahan di wilayah yang dipilih."]
        return kode


def shown(acuan: Acuan) -> dict[str, object]:
    """A stored figure as the form shows it."""
    kode = acuan.wilayah_kode or NASIONAL
    is_kec = kode.count(".") >= 2
    numbers = {name: show_bilangan(getattr(acuan, name), acuan.jenis) for name in ("nilai", "rendah", "tinggi")}
    names = ("jenis", "tahun", "kelamin", "umur", "sumber", "catatan")
    place = {"wilayah_kode": kode[:5] if is_kec else kode, "kecamatan": kode if is_kec else ""}
    return {name: getattr(acuan, name) for name in names} | numbers | place


class HapusForm(BaseForm):
    """Why a figure is taken away."""

    alasan = TeksPanjangField(
        "Mengapa dihapus?", [WajibDiisi("Tulis mengapa angka ini dihapus."), Panjang(3, 500)], baris=2
    )


class ImporAcuanForm(BaseForm):
    """A file to try."""

    berkas = BerkasField(
        "Berkas CSV atau Excel (.xlsx)",
        [WajibDiisi("Pilih berkasnya dulu.")],
        petunjuk="Paling besar 5 MB dan 3.000 baris.",
        terima=".csv,.txt,.xlsx",
        batas_mb=5,
        paling=1,
    )


class SaringForm(BaseForm):
    """What the list is narrowed to; the choices of `tahun` and `wilayah` are set by the route."""

    class Meta(BaseForm.Meta):
        """A form of an address carries no token."""

        csrf = False

    jenis = PilihanField("Jenis", choices=list(JENIS_LABEL.items()), kosong="Semua")
    tahun = PilihanField("Tahun", kosong="Semua")
    wilayah = PilihanField("Wilayah", kosong="Semua")
