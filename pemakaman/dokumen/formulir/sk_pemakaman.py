"""Surat keterangan pemakaman: the cemetery says who was buried where and when, as its book has it."""

from pemakaman.dokumen.formulir.surat_kantor import Penanda, Surat, place_and_date
from pemakaman.dokumen.lembar import Huruf, Lembar, Varian

_KOP = (
    ("makam.nama", Huruf(15.0, tebal=True), "{}"),
    ("makam.alamat", Huruf(9.5), "{}"),
    ("makam.telepon", Huruf(9.5), "Telepon {}"),
)


def build(varian: Varian) -> Lembar:
    """One page on any paper."""
    surat = Surat(varian)
    surat.letterhead(*_KOP)
    surat.title("SURAT KETERANGAN PEMAKAMAN")
    surat.number("masukan.nomor_surat")
    surat.paragraph("Pengelola makam menerangkan bahwa orang di bawah ini:")
    _person(surat)
    surat.down(6)
    surat.paragraph("telah meninggal dunia dan dimakamkan di tempat kami:")
    _burial(surat)
    surat.paragraph(
        "Keterangan ini dibuat menurut buku pokok pemakaman, untuk dipakai keluarga, pemerintah desa/kelurahan, "
        "dan sebagai kelengkapan laporan kematian. Surat ini bukan akta kematian.",
        jarak=30,
    )
    manager = Penanda(
        (place_and_date("makam.tempat_tanggal"), "Pengelola makam,"), "makam.pengelola", "Pengelola makam"
    )
    surat.sign(manager, surat.kanan - 210, 210)
    return surat.finish(kode="SK-PEMAKAMAN", judul="Surat keterangan pemakaman", dasar="Buku pokok pemakaman")


def _person(surat: Surat) -> None:
    surat.value("Nama", "subjek.nama", sebut="Nama almarhum")
    surat.value("Bin/binti", "subjek.bin_binti")
    surat.value("NIK", "subjek.nik", sebut="NIK almarhum")
    surat.value("Jenis kelamin", "subjek.jenis_kelamin_teks")
    surat.value("Tempat, tanggal lahir", "subjek.tempat_tanggal_lahir")
    surat.value("Agama", "subjek.agama")
    surat.value("Alamat terakhir", "subjek.alamat", baris=2)


def _burial(surat: Surat) -> None:
    surat.pair(
        ("Meninggal pada", "kematian.hari_tanggal", "Tanggal meninggal"),
        ("pukul", "kematian.pukul_teks", "Pukul meninggal"),
    )
    surat.value("Tempat meninggal", "kematian.tempat")
    surat.pair(
        ("Dimakamkan pada", "makam.hari_tanggal", "Tanggal dimakamkan"),
        ("pukul", "makam.pukul_teks", "Pukul dimakamkan"),
    )
    surat.value("Petugas makam", "makam.petugas")
    surat.value("Keluarga yang melapor", "pelapor.nama", sebut="Nama pelapor")
    surat.value("Hubungan", "pelapor.hubungan", sebut="Hubungan pelapor dengan almarhum")
    surat.down(8)
    surat.cells(
        ("Blok", "makam.blok"),
        ("Petak", "makam.petak"),
        ("Nomor makam", "makam.nomor"),
        ("Nomor buku pokok", "makam.nomor_buku"),
    )
