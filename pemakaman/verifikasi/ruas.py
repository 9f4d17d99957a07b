"""The fields that may be asked back, by page group, in the words of the counter. Pure."""


def _person(prefix: str, label: str, **more: str) -> dict[str, str]:
    known = {"nama": "nama", "nik": "NIK", "kewarganegaraan": "kewarganegaraan", **more}
    return {f"{prefix}_{ruas}": f"{label}: {teks}" for ruas, teks in known.items()}


_LAHIR = {"tempat_lahir": "tempat lahir", "lahir": "tanggal lahir"}

BAGIAN_LABEL = {
    "almarhum": "Almarhum/almarhumah",
    "kematian": "Kematian",
    "pemakaman": "Pemakaman",
    "pelapor": "Pelapor",
    "saksi": "Saksi",
    "orang_tua": "Orang tua",
    "bukti": "Bukti",
    "umum": "Lainnya",
}

RUAS_BAGIAN: dict[str, dict[str, str]] = {
    "almarhum": {
        "nama": "Nama",
        "nik": "NIK",
        "no_kk": "Nomor KK",
        "jenis_kelamin": "Jenis kelamin",
        "tempat_lahir": "Tempat lahir",
        "lahir": "Tanggal lahir",
        "umur": "Umur",
        "agama": "Agama",
        "status_kawin": "Status perkawinan",
        "pekerjaan": "Pekerjaan",
        "kewarganegaraan": "Kewarganegaraan",
        "dokumen_perjalanan": "Nomor paspor atau dokumen perjalanan",
        "izin_tinggal": "Izin tinggal",
        "alamat": "Alamat",
        "dusun": "Dusun",
        "alamat_desa_kode": "Desa/kelurahan tempat tinggal",
        "bin_binti": "Bin/binti",
    },
    "kematian": {
        "kasus": "Keadaan kematian",
        "meninggal_tanggal": "Tanggal meninggal",
        "meninggal_pukul": "Pukul meninggal",
        "meninggal_tempat_jenis": "Jenis tempat meninggal",
        "meninggal_tempat": "Nama atau alamat tempat meninggal",
        "sebab": "Sebab kematian",
        "menerangkan": "Yang menerangkan",
        "surat_nomor": "Nomor surat kematian",
        "surat_tanggal": "Tanggal surat kematian",
        "surat_penerbit": "Penerbit surat kematian",
    },
    "pemakaman": {
        "dimakamkan_tanggal": "Tanggal dimakamkan",
        "dimakamkan_pukul": "Pukul dimakamkan",
        "blok": "Blok",
        "petak": "Petak",
        "nomor_makam": "Nomor makam",
        "keterangan": "Keterangan",
    },
    "pelapor": _person(
        "pelapor",
        "Pelapor",
        hubungan="hubungan dengan almarhum",
        telepon="nomor HP",
        alamat="alamat",
        no_kk="nomor KK",
    ),
    "saksi": {
        **_person("saksi1", "Saksi I", no_kk="nomor KK"),
        **_person("saksi2", "Saksi II", no_kk="nomor KK"),
    },
    "orang_tua": {**_person("ayah", "Ayah", **_LAHIR), **_person("ibu", "Ibu", **_LAHIR)},
    "bukti": {"bukti": "Bukti (foto atau berkas)"},
    "umum": {"umum": "Laporan secara keseluruhan"},
}

RUAS_LABEL = {ruas: teks for group in RUAS_BAGIAN.values() for ruas, teks in group.items()}
