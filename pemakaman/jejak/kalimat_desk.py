"""The sentences of the trail of Desk Pemilu. Data, not rules."""

_HARIAN = {
    "laporan_perekaman": "Laporan perekaman KTP-el",
    "laporan_blangko": "Laporan blangko",
    "laporan_ikd": "Laporan IKD",
    "laporan_suket": "Laporan suket",
    "laporan_lapas": "Laporan lapas dan rutan",
    "layanan_hari": "Layanan hari libur dan hari H",
}
_LANGKAH = {"dibuat": "diisi", "nihil": "nihil", "diperbaiki": "diperbaiki"}

DESK: dict[str, str] = {
    f"{objek}.{langkah}": f"{label} {kata}" for objek, label in _HARIAN.items() for langkah, kata in _LANGKAH.items()
} | {
    "pindah_blangko.dikirim": "Blangko dikirim ke kabupaten/kota lain",
    "pindah_blangko.diterima": "Blangko dari kabupaten/kota lain diterima",
    "pindah_blangko.diperbaiki": "Penerimaan blangko diperbaiki",
    "pindah_blangko.ditolak": "Kiriman blangko ditolak penerima",
    "pindah_blangko.batal": "Kiriman blangko dibatalkan pengirim",
    "pemilihan.dibuat": "Pemilihan ditambahkan",
    "pemilihan.diubah": "Pemilihan diubah",
    "setelan_desk.diubah": "Setelan Desk Pemilu diubah",
    "jemput_bola.dibuat": "Jemput bola direncanakan",
    "jemput_bola.diubah": "Rencana jemput bola diubah",
    "jemput_bola.selesai": "Hasil jemput bola dicatat",
    "jemput_bola.diperbaiki": "Hasil jemput bola diperbaiki",
    "jemput_bola.batal": "Jemput bola dibatalkan",
    "lapas.dibuat": "Lapas atau rutan ditambahkan",
    "lapas.diubah": "Data lapas atau rutan diubah",
    "gisa.dibuat": "GISA dicatat",
    "gisa.diubah": "GISA diubah",
    "gisa.bukti_ditambah": "Bukti GISA ditambahkan",
    "gisa.bukti_dihapus": "Bukti GISA dihapus",
    "surat_desk.dibuat": "Surat harian desk dibuat",
    "surat_desk.dihitung": "Surat harian desk dihitung ulang",
    "surat_desk.diubah": "Nomor, tanggal atau penanda tangan surat harian desk diubah",
    "surat_desk.dicetak": "Surat harian desk dicetak",
    "surat_desk.gagal_dicetak": "Surat harian desk gagal dicetak",
    "surat_desk.ditandatangani": "Surat harian desk ditandatangani",
    "insiden.dibuat": "Insiden dilaporkan",
    "insiden.diubah": "Insiden diubah",
    "insiden.ditangani": "Insiden mulai ditangani",
    "insiden.selesai": "Insiden selesai",
    "insiden.dibuka_lagi": "Insiden dibuka lagi",
}
OBJEK_DESK: dict[str, str] = _HARIAN | {
    "pindah_blangko": "Pindah blangko",
    "pemilihan": "Pemilihan",
    "setelan_desk": "Setelan Desk Pemilu",
    "jemput_bola": "Jemput bola",
    "lapas": "Lapas atau rutan",
    "gisa": "GISA",
    "insiden": "Insiden",
    "surat_desk": "Surat harian desk",
}
