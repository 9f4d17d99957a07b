"""Copy the journeys' pictures that README and manual show: `make gambar`. Those of provinces: `gambar_contoh`."""

from pathlib import Path

from PIL import Image

from pemakaman.config import ROOT

SOURCE, TARGET = ROOT / "build" / "gambar", ROOT / "docs" / "panduan" / "gambar"
COLOURS = 96
TALLEST = {360: 1100, 1280: 1000}
# name in the manual → how the journey's picture ends, without its running number
CHOSEN = {
    "masuk-360": "2-pengelola-*-masuk-360.png",
    "beranda-pengelola-360": "2-pengelola-*-beranda-360.png",
    "mulai-360": "2-pengelola-*-mulai-360.png",
    "almarhum-360": "2-pengelola-*-almarhum-360.png",
    "bukti-360": "2-pengelola-*-bukti-ada-360.png",
    "periksa-360": "2-pengelola-*-periksa-360.png",
    "tanda-terima-360": "2-pengelola-*-tanda-terima-360.png",
    "catatan-petugas-360": "2-pengelola-*-catatan-di-ruas-360.png",
    "antrean-1280": "3-verifikator-*-antrean-1280.png",
    "meja-1280": "3-verifikator-*-meja-dipegang-1280.png",
    "kembalikan-1280": "3-verifikator-*-kembalikan-1280.png",
    "berkas-1280": "4-pejabat-*-berkas-siap-1280.png",
    "dokumen-360": "2-pengelola-*-dokumen-360.png",
    "cetak-bersama-1280": "4-pejabat-*-cetak-1280.png",
    "cetakan-1280": "4-pejabat-*-cetakan-1280.png",
    "setelan-berkas-1280": "1-admin-*-setelan-berkas-1280.png",
    "periksa-keaslian-360": "95-periksa-*-cocok-360.png",
    "akta-1280": "3-verifikator-*-catat-akta-1280.png",
    "usul-1280": "72-pemilih-pejabat-*-usul-satu-1280.png",
    "paket-1280": "73-pemilih-kpu-*-paket-satu-1280.png",
    "lapor-awal-360": "60-borang-*-terisi-360.png",
    "jejak-1280": "12-keliling-auditor-*-jejak-1280.png",
    "kirim-sekarang-360": "10-sesi-berakhir-*-kirim-sekarang-360.png",
    "calon-1280": "22-ganda-verifikator-*-dipilih-1280.png",
    "ganda-1280": "22-ganda-verifikator-*-banding-1280.png",
    "tanya-jawab-360": "21-ganda-pengelola-*-permintaan-360.png",
    "bersih-1280": "23-ganda-pejabat-*-bersih-1280.png",
    "hasil-1280": "23-ganda-pejabat-*-hasil-1280.png",
    "kolom-buku-lama-1280": "56-buku-lama-*-kolom-1280.png",
    "kolom-penduduk-1280": "20-ganda-admin-*-kolom-1280.png",
    "salinan-halaman-360": "31-salinan-hape-*-halaman-360.png",
    "salinan-ketik-1280": "30-salinan-meja-*-ketik-1280.png",
    "salinan-salah-360": "31-salinan-hape-*-salah-360.png",
    "perbaikan-1280": "28-perbaikan-pejabat-*-banding-1280.png",
    "terlacak-360": "29-perbaikan-keluarga-*-terlacak-360.png",
    "masih-hidup-360": "20-hidup-warga-*-lapor-terisi-360.png",
    "kasus-1280": "21-hidup-verifikator-*-kasus-siap-diusulkan-1280.png",
    "putus-1280": "22-hidup-pejabat-*-kasus-diputus-1280.png",
    "setelan-makam-1280": "40-kubur-admin-*-setelan-1280.png",
    "waris-360": "41-kubur-pengelola-*-waris-diganti-360.png",
    "izin-360": "41-kubur-pengelola-*-daftar-izin-360.png",
    "lembar-hari-360": "41-kubur-pengelola-*-lembar-hari-360.png",
    "cari-makam-360": "42-kubur-peziarah-*-ditemukan-360.png",
    "denah-360": "40-petak-pengelola-*-denah-terisi-360.png",
    "tumpang-360": "40-petak-pengelola-*-tumpang-terisi-360.png",
    "tutup-buku-360": "50-buku-pengelola-*-bulan-360.png",
    "bulan-tertutup-360": "50-buku-pengelola-*-bulan-tertutup-360.png",
    "bulanan-1280": "54-bulanan-pejabat-*-bulanan-1280.png",
    "belum-lapor-1280": "54-bulanan-pejabat-*-belum-lapor-1280.png",
    "tanpa-sinyal-360": "65-luring-*-tanpa-sinyal-360.png",
    "laporan-di-hp-360": "65-luring-*-lihat-360.png",
    "baca-ktp-360": "67-baca-ktp-*-usulan-360.png",
    "diterima-360": "65-luring-*-diterima-360.png",
    "tanya-keluar-360": "64-akun-lain-*-tanya-keluar-360.png",
    "calon-pemilih-1280": "71-pemilih-verif-*-calon-1280.png",
    "cek-hasil-360": "71-pemilih-verif-*-cek-hasil-360.png",
    "sandi-paket-360": "72-pemilih-pejabat-*-sandi-360.png",
    "kembali-satu-1280": "72-pemilih-pejabat-*-kembali-satu-1280.png",
    "kalender-kpu-1280": "72-pemilih-pejabat-*-kalender-1280.png",
    "terima-kpu-1280": "73-pemilih-kpu-*-tanda-terima-1280.png",
    "impor-pemilih-1280": "70-pemilih-admin-*-impor-selesai-1280.png",
    "tugas-akta-360": "82-tugas-operator-*-tugas-360.png",
    "desk-ditolak-360": "81-desk-admin-*-desk-ditolak-360.png",
    "desk-hari-360": "81-desk-admin-*-desk-hari-360.png",
}


def copy_picture(name: str, pattern: str) -> bool:
    """One picture, cut to a readable height and few colours; False when the journey did not take it."""
    found = sorted(SOURCE.glob(pattern))
    if not found:
        return False
    with Image.open(found[0]) as picture:
        height = min(picture.height, TALLEST[int(name.rpartition("-")[2])])
        small = picture.convert("RGB").crop((0, 0, picture.width, height))
        small.quantize(COLOURS).save(TARGET / f"{name}.png", optimize=True)
    return True


def main() -> None:
    """Copy all; names what is missing and ends with an error then."""
    TARGET.mkdir(parents=True, exist_ok=True)
    missing = [name for name, pattern in CHOSEN.items() if not copy_picture(name, pattern)]
    if missing:
        raise SystemExit(f"Gambar belum ada: {', '.join(missing)} ({Path(SOURCE).name})")


if __name__ == "__main__":
    main()
