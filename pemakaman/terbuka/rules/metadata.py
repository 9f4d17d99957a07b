"""What stands beside the figures so that others can use them rightly (Satu Data Indonesia, Perpres 39/2019). Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from pemakaman.pantau.rules.bulan import Bulan
from pemakaman.pantau.rules.periode import bulan_kode
from pemakaman.terbuka.rules.lisensi import LISENSI
from pemakaman.terbuka.rules.tutup import LEAST
from pemakaman.terbuka.rules.ukuran import KOLOM, SKEMA, UKURAN

JUDUL = "Pemakaman tercatat dan akta kematian menurut kabupaten/kota dan bulan"
BATASAN = (
    "Yang dihitung adalah orang yang tercatat di buku makam, bukan semua kematian. Makam yang belum memakai layanan "
    "ini tidak terhitung.",
    "Tempat adalah kabupaten/kota letak makam, bukan tempat tinggal almarhum.",
    "Bulan adalah bulan pemakaman. Angka bulan lama masih bertambah: laporan datang belakangan, akta terbit kemudian.",
    "Hanya bulan yang sudah selesai.",
)
PENYEMBUNYIAN = (
    f"Angka di bawah {LEAST}, juga nol, tidak ditampilkan, supaya tidak menunjuk orang tertentu.",
    "Supaya angka itu tidak dapat dihitung kembali dari jumlahnya, kabupaten/kota tetangganya menurut daftar kode ikut "
    "disembunyikan, dan yang tampil adalah jumlah keduanya (“gabungan”). Angka yang memuatnya ikut digabung bila dapat "
    "membukanya: akta bagian dari yang diajukan, yang diajukan dan yang ada NIK bagian dari pemakaman tercatat.",
    "Jumlah setahun tampil hanya bila semua bulannya tampil.",
    "Kelompoknya sama di semua bulan dan tahun, tidak bergantung pada angkanya. Kabupaten/kota baru, juga di tahun "
    "sebelum berdiri, berkelompok dengan satu tetangganya menurut daftar kode; kelompok yang lain tetap.",
    "Ini melindungi satu terbitan. Angka bulan lama masih berubah, jadi siapa yang menyimpan unduhan lama kadang dapat "
    "mengira perubahannya. Selisih dua angka yang sama-sama tampil tidak disembunyikan.",
)
SUMBER = "Buku makam yang diisi pengelola makam dan desa/kelurahan; akta dicatat Disdukcapil kabupaten/kota."
PEMUTAKHIRAN = "Terus-menerus; bulan baru muncul pada tanggal 1 bulan berikutnya."
REFERENSI = "Kode dan nama wilayah administrasi pemerintahan Kementerian Dalam Negeri"


def make_metadata(
    wilayah: tuple[str, str],
    kab: Mapping[str, str],
    *,
    tahun: Sequence[int],
    sampai: Bulan,
    lisensi: str,
    kontak: str,
) -> dict[str, Any]:
    """The metadata of a province, ready for JSON."""
    chosen = LISENSI[lisensi]
    return {
        "skema": SKEMA,
        "judul": JUDUL,
        "wilayah": {"kode": wilayah[0], "nama": wilayah[1]},
        "kontak": kontak,
        "lisensi": {"nama": chosen.nama, "alamat": chosen.alamat, "arti": chosen.arti},
        "sumber": SUMBER,
        "satuan": "orang",
        "periode": {"tahun": list(tahun), "sampai": bulan_kode(sampai), "satuan": "bulan"},
        "pemutakhiran": PEMUTAKHIRAN,
        "penyajian": "provinsi dan kabupaten/kota",
        "ukuran": [{"kode": one.kode, "nama": one.label, "definisi": one.definisi} for one in UKURAN],
        "kolom": [{"nama": nama, "jenis": jenis, "arti": arti} for nama, jenis, arti in KOLOM],
        "batasan": list(BATASAN),
        "penyembunyian": list(PENYEMBUNYIAN),
        "kode_referensi": {
            "nama": REFERENSI,
            "daftar": [{"kode": kode, "nama": nama} for kode, nama in (wilayah, *kab.items())],
        },
    }
