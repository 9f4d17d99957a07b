"""The words of the desk: kinds and states, with what a reader sees."""

from enum import StrEnum


class JenisPemilihan(StrEnum):
    """What is voted on."""

    PEMILU = "pemilu"
    PILKADA = "pilkada"
    PSU = "psu"


class StatusPindah(StrEnum):
    """Where blank cards on the way between two kab/kota are."""

    DIKIRIM = "dikirim"
    DITERIMA = "diterima"
    DITOLAK = "ditolak"
    BATAL = "batal"


class Sasaran(StrEnum):
    """Whom a visit is for."""

    SEKOLAH = "sekolah"
    RUMAH = "rumah"
    LANSIA_SAKIT = "lansia_sakit"
    DISABILITAS = "disabilitas"
    LAPAS = "lapas"
    KANTOR = "kantor"
    UMUM = "umum"
    KEMATIAN = "kematian"


class AsalJemput(StrEnum):
    """From which of our work lists a visit was drawn."""

    BELUM_BERAKTA = "belum_berakta"
    TINDAK_TMS = "tindak_tms"
    PEMILIH = "pemilih"
    LAINNYA = "lainnya"


class StatusJemput(StrEnum):
    """A visit is planned, held or called off."""

    RENCANA = "rencana"
    SELESAI = "selesai"
    BATAL = "batal"


class JenisLapas(StrEnum):
    """Prisons and detention houses."""

    LAPAS = "lapas"
    RUTAN = "rutan"
    LPKA = "lpka"


class Jaringan(StrEnum):
    """The line of a service point."""

    BAIK = "baik"
    LAMBAT = "lambat"
    PUTUS = "putus"


class TingkatInsiden(StrEnum):
    """How much a trouble holds back."""

    RENDAH = "rendah"
    SEDANG = "sedang"
    TINGGI = "tinggi"


class StatusInsiden(StrEnum):
    """What became of a trouble."""

    TERBUKA = "terbuka"
    DITANGANI = "ditangani"
    SELESAI = "selesai"


JENIS_PEMILIHAN_LABEL = {
    JenisPemilihan.PEMILU: "Pemilu",
    JenisPemilihan.PILKADA: "Pilkada",
    JenisPemilihan.PSU: "Pemungutan suara ulang",
}
STATUS_PINDAH_LABEL = {
    StatusPindah.DIKIRIM: "Dalam perjalanan",
    StatusPindah.DITERIMA: "Diterima",
    StatusPindah.DITOLAK: "Ditolak penerima",
    StatusPindah.BATAL: "Dibatalkan pengirim",
}
SASARAN_LABEL = {
    Sasaran.SEKOLAH: "Sekolah (pemilih pemula)",
    Sasaran.RUMAH: "Rumah warga",
    Sasaran.LANSIA_SAKIT: "Lansia atau orang sakit",
    Sasaran.DISABILITAS: "Penyandang disabilitas",
    Sasaran.LAPAS: "Lapas atau rutan",
    Sasaran.KANTOR: "Kantor atau perusahaan",
    Sasaran.UMUM: "Tempat umum",
    Sasaran.KEMATIAN: "Keluarga yang belum mengurus akta kematian",
}
ASAL_JEMPUT_LABEL = {
    AsalJemput.BELUM_BERAKTA: "Dimakamkan, belum berakta",
    AsalJemput.TINDAK_TMS: "Meninggal menurut KPU",
    AsalJemput.PEMILIH: "Daftar pemilih",
    AsalJemput.LAINNYA: "Daftar lain",
}
STATUS_JEMPUT_LABEL = {
    StatusJemput.RENCANA: "Direncanakan",
    StatusJemput.SELESAI: "Selesai",
    StatusJemput.BATAL: "Dibatalkan",
}
JENIS_LAPAS_LABEL = {JenisLapas.LAPAS: "Lapas", JenisLapas.RUTAN: "Rutan", JenisLapas.LPKA: "LPKA"}
JARINGAN_LABEL = {Jaringan.BAIK: "Baik", Jaringan.LAMBAT: "Lambat", Jaringan.PUTUS: "Putus"}
TINGKAT_INSIDEN_LABEL = {
    TingkatInsiden.RENDAH: "Rendah",
    TingkatInsiden.SEDANG: "Sedang",
    TingkatInsiden.TINGGI: "Tinggi",
}
STATUS_INSIDEN_LABEL = {
    StatusInsiden.TERBUKA: "Terbuka",
    StatusInsiden.DITANGANI: "Ditangani",
    StatusInsiden.SELESAI: "Selesai",
}
