"""SPTJM kebenaran data kematian. No national form is known; the fields are those that offices ask for."""

from pemakaman.dokumen.formulir.rapat import with_smaller
from pemakaman.dokumen.formulir.surat_kantor import (
    BIASA,
    KECIL,
    TEPI,
    TIPIS,
    Penanda,
    Surat,
    place_and_date,
)
from pemakaman.dokumen.lembar import Baris, Garis, Kata, Lembar, Varian

_TANGGUNG_JAWAB = (
    "Semua data di atas saya sampaikan menurut keadaan yang sebenarnya, dan saya bertanggung jawab mutlak atas "
    "kebenarannya. Apabila di kemudian hari pernyataan ini ternyata tidak benar, saya bersedia dituntut menurut "
    "peraturan perundang-undangan, dan akta kematian yang terbit atas dasar pernyataan ini boleh dibatalkan beserta "
    "segala akibat hukumnya tanpa menuntut ganti rugi kepada siapa pun."
)
_SADAR = (
    "Pernyataan ini saya buat dengan sadar dan tanpa paksaan, di hadapan dua orang saksi yang mengetahui kematian "
    "tersebut, sebagai kelengkapan pelaporan kematian."
)


def build(varian: Varian) -> Lembar:
    """One page on any paper."""
    surat = Surat(varian, y=68)
    surat.title("SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", "KEBENARAN DATA KEMATIAN")
    surat.down(14)
    surat.paragraph("Saya yang bertanda tangan di bawah ini:", jarak=20)
    for label, name, lines in (
        ("Nama", "nama", 1),
        ("NIK", "nik", 1),
        ("Tempat, tanggal lahir", "tempat_tanggal_lahir", 1),
        ("Pekerjaan", "pekerjaan", 1),
        ("Alamat", "alamat", 2),
    ):
        surat.value(label, f"pelapor.{name}", baris=lines, sebut=f"{label} pelapor")
    surat.value("Hubungan keluarga", "pelapor.hubungan", sebut="Hubungan pelapor dengan almarhum")
    surat.down(5)
    surat.paragraph("menyatakan dengan sesungguhnya bahwa:", jarak=20)
    for label, name in (("Nama", "nama"), ("NIK", "nik"), ("Tempat, tanggal lahir", "tempat_tanggal_lahir")):
        surat.value(label, f"subjek.{name}", sebut=f"{label} almarhum")
    surat.down(5)
    surat.paragraph("telah meninggal dunia pada:", jarak=20)
    surat.value("Hari, tanggal", "kematian.hari_tanggal", sebut="Hari dan tanggal meninggal")
    surat.value("Pukul", "kematian.pukul_teks", sebut="Pukul meninggal")
    surat.value("Tempat", "kematian.tempat", sebut="Tempat meninggal")
    surat.down(5)
    surat.paragraph(_TANGGUNG_JAWAB, jarak=20)
    surat.paragraph(_SADAR, jarak=24)
    _signatures(surat)
    return surat.finish(kode="SPTJM", judul="SPTJM kebenaran data kematian", dasar="Permintaan kantor setempat")


def _signatures(surat: Surat) -> None:
    """Witnesses at the left, one under the other; who states at the right, over the stamp."""
    top, left = surat.y, surat.tengah + 22
    maker = Penanda((place_and_date("ttd.tempat_tanggal"), "Yang membuat pernyataan,"), "ttd.pelapor", "Nama pelapor")
    surat.sign(maker, left, surat.kanan - left, ruang=84)
    surat.stamp_duty(left + 10, top + 26)
    surat.words("Saksi-saksi:")
    for role, nomor in (("saksi1", "I"), ("saksi2", "II")):
        surat.down(surat.jarak)
        _witness(surat, role, nomor)
        surat.down(15)


def _witness(surat: Surat, role: str, nomor: str) -> None:
    """Name over NIK, and a line to sign on beside them."""
    name = surat.room(f"{role}.nama", TEPI + 18, 150, f"Nama saksi {nomor}")
    surat.baris.append(Baris((Kata(TEPI, surat.y, f"{nomor}.", BIASA), with_smaller(name, 7.0, 6.9, baris=2))))
    surat.down(surat.jarak)
    number = surat.room(f"{role}.nik", TEPI + 42, 126, f"NIK saksi {nomor}")
    surat.baris.append(Baris((Kata(TEPI + 18, surat.y, "NIK", KECIL), number)))
    surat.gambar.append(Garis(TEPI + 180, surat.y + 3.4, surat.tengah + 6, surat.y + 3.4, TIPIS))
