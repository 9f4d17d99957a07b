"""The form of the person who died, and his address level by level."""

from typing import Any

from sqlalchemy.orm import Session

from pemakaman.laporan.forms import pilihan
from pemakaman.laporan.forms.dasar import BagianForm
from pemakaman.widgets import (
    AngkaField,
    CentangField,
    KkField,
    NamaField,
    NikField,
    PilihanField,
    RadioField,
    TanggalTakLengkapField,
    TeksField,
    TeksPanjangField,
)
from pemakaman.wilayah import queries as wilayah

LAHIR_PETUNJUK = "Isi yang diketahui saja; tahun saja pun boleh."


class AlamatForm(BagianForm):
    """Province, kab/kota, kecamatan, desa: each list comes from the server once the level above is chosen."""

    luar = False

    alamat_prov = PilihanField("Provinsi")
    alamat_kab = PilihanField("Kabupaten/kota")
    alamat_kec = PilihanField("Kecamatan")
    alamat_desa_kode = PilihanField("Desa/kelurahan", kosong="Tidak tahu")

    def set_wilayah(self, session: Session, kab_kode: str, *, luar: bool) -> None:
        """Fill the lists; a choice that does not lie in the one above it is dropped."""
        self._follow(kab_kode, luar=luar)
        prov, kab, kec = (self[name].data for name in ("alamat_prov", "alamat_kab", "alamat_kec"))
        self.luar = luar or (kab or prov) not in (kab_kode, kab_kode[:2])
        self.alamat_prov.choices = wilayah.children(session, None) if self.luar else [(prov, prov)]
        kab_lists = wilayah.children(session, prov) if prov else []
        self.alamat_kab.choices = kab_lists if self.luar else [(kab, kab)]
        self.alamat_kec.choices = wilayah.children(session, kab) if kab else []
        self.alamat_desa_kode.choices = wilayah.children(session, kec) if kec else []

    def _follow(self, kab_kode: str, *, luar: bool) -> None:
        desa = self.alamat_desa_kode.data or ""
        if not self.is_submitted():
            known = desa or kab_kode
            self.alamat_prov.data, self.alamat_kab.data = known[:2], known[:5]
            self.alamat_kec.data = desa[:8]
            return
        if not self.alamat_prov.data or (not luar and not self.alamat_kab.data):
            self.alamat_prov.data, self.alamat_kab.data = kab_kode[:2], kab_kode
        for above, below in (("prov", "kab"), ("kab", "kec"), ("kec", "desa_kode")):
            if not _lies_in(self[f"alamat_{below}"].data, self[f"alamat_{above}"].data):
                self[f"alamat_{below}"].data = ""

    def tombol_wilayah(self) -> str:
        """What the button below the lists brings."""
        if not self.alamat_kab.data:
            return "Tampilkan pilihan berikutnya"
        return "Ganti pilihan desa/kelurahan" if self.alamat_kec.data else "Tampilkan desa/kelurahan"


def _lies_in(kode: str | None, induk: str | None) -> bool:
    return bool(kode and induk and kode.startswith(f"{induk}."))


class AlmarhumForm(AlamatForm):
    """Who died."""

    TAMBAHAN = (
        "bin_binti",
        "status_kawin",
        "pekerjaan",
        "anak_ke",
        "dokumen_perjalanan",
        "izin_tinggal",
    )
    BERSYARAT = ("alasan_nik_sama",)
    BANTU = ("negara", "alamat_prov", "alamat_kab", "alamat_kec")

    tidak_dikenal = CentangField("Nama tidak diketahui")
    nama = NamaField("Nama lengkap", petunjuk="Seperti di KTP atau KK, tanpa gelar.")
    nik = NikField("NIK", petunjuk="16 angka, lihat KTP atau KK.")
    alasan_nik_sama = TeksPanjangField("Mengapa ini orang yang berbeda?", baris=3, paling=500)
    nik_alasan = PilihanField("Bila NIK kosong, mengapa?", choices=pilihan.ALASAN_NIK)
    no_kk = KkField("Nomor KK", petunjuk="16 angka. Boleh kosong.")
    jenis_kelamin = RadioField("Jenis kelamin", choices=pilihan.KELAMIN, kelas="govuk-radios--inline")
    tempat_lahir = TeksField("Tempat lahir", petunjuk="Kabupaten atau kota.", paling=100)
    lahir = TanggalTakLengkapField("Tanggal lahir", petunjuk=LAHIR_PETUNJUK)
    umur = AngkaField("Umur saat meninggal", petunjuk="Isi bila tanggal lahir tidak diketahui.", maksimal=130)
    agama = PilihanField("Agama", choices=pilihan.AGAMA)
    kewarganegaraan = RadioField(
        "Kewarganegaraan",
        choices=[("WNI", "Warga negara Indonesia"), ("WNA", "Warga negara asing")],
    )
    negara = TeksField("Negara asal", paling=60)
    bin_binti = NamaField("Bin atau binti")
    status_kawin = PilihanField("Status perkawinan", choices=pilihan.KAWIN)
    pekerjaan = TeksField("Pekerjaan", paling=100)
    anak_ke = AngkaField("Anak ke", petunjuk="Urutan lahir, misalnya 2.", minimal=1, maksimal=40)
    dokumen_perjalanan = TeksField("Nomor paspor", petunjuk="Untuk orang asing.", paling=30)
    izin_tinggal = TeksField("Nomor KITAS atau KITAP", petunjuk="Untuk orang asing.", paling=60)
    alamat = TeksField("Alamat", petunjuk="Jalan dan nomor rumah.", paling=200)
    rt = AngkaField("RT", kelas="govuk-input--width-4", maksimal=999)
    rw = AngkaField("RW", kelas="govuk-input--width-4", maksimal=999)
    dusun = TeksField("Dusun", petunjuk="Dusun, jorong, lingkungan, atau kampung.", paling=60)

    def isian(self) -> dict[str, Any]:
        """What is stored; the country stands for 'WNA' where it is named."""
        found = super().isian()
        found["tidak_dikenal"] = bool(self.tidak_dikenal.data)
        if found["kewarganegaraan"] == "WNA" and self.negara.data:
            found["kewarganegaraan"] = self.negara.data
        return found
