"""The fields that may be asked back, by page group, in the words of the counter. Pure."""

_ORANG = {"nama": "nama", "nik": "NIK", "no_kk": "nomor KK", "kewarganegaraan": "kewarganegaraan"}


def _person(prefix: str, label: str, **more: str) -> dict[str, str]:
    return {f"{prefix}_{ruas}": f"{label}: {teks}" for ruas, teks in {**_ORANG, **more}.items()}


_TENTANG_LAHIR = {"tempat_lahir": "tempat lahir", "lahir": "tanggal lahir"}

BAGIAN_LABEL = {
    "almarhum": "Almarhum/almarhumah",
    "kematian": "Kematian",
    "pemakaman": "Pemakaman",
    "pelapor": "Pelapor",
    "saksi": "Saksi",
    "orang_tua": "Orang tua",
    "bukti": "Bukti",
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
        "kewarganegaraan": "Kewarganegaraan",
        "dokumen_perjalanan": "Nomor paspor atau dokumen perjalanan",
        "izin_tinggal": "Izin tinggal",
        "alamat": "Alamat",
        "alamat_desa_kode": "Desa/kelurahan tempat tinggal",
    },
    "kematian": {
        "kasus": "Keadaan kematian",
        "meninggal_tanggal": "Tanggal meninggal",
        "meninggal_pukul": "Pukul meninggal",
        "meninggal_tempat": "Tempat meninggal",
        "sebab": "Sebab kematian",
        "menerangkan": "Yang menerangkan",
        "surat_nomor": "Nomor surat kematian",
        "surat_tanggal": "Tanggal surat kematian",
        "surat_penerbit": "Penerbit surat kematian",
    },
    "pemakaman": {
        "dimakamkan_tanggal": "Tanggal dimakamkan",
        "dimakamkan_pukul": "Pukul dimakamkan",
        "blok": "Blok, petak, atau nomor makam",
        "keterangan": "Keterangan",
    },
    "pelapor": _person(
        "pelapor", "Pelapor", hubungan="hubungan dengan almarhum", telepon="telepon", alamat="alamat"
    ),
    "saksi": {**_person("saksi1", "Saksi I"), **_person("saksi2", "Saksi II")},
    "orang_tua": {**_person("ayah", "Ayah", **_TENTANG_LAHIR), **_person("ibu", "Ibu", **_TENTANG_LAHIR)},
    "bukti": {"bukti": "Bukti (foto atau berkas)"},
}

RUAS_LABEL = {ruas: teks for group in RUAS_BAGIAN.values() for ruas, teks in group.items()}
