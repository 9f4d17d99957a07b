"""How a death (`_l`) and a voter (`_r`) are compared: per field, outcomes from the strongest to the weakest.

Conditions are SQL of DuckDB over the columns of `almarhum` and `calon`; Splink translates them for other engines.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tingkat:
    """One outcome: its name, when it holds, and the words a clerk reads."""

    nama: str
    syarat: str
    kata: str


@dataclass(frozen=True)
class Perbandingan:
    """One compared field. `kosong` says when nothing is known; what no outcome catches is `beda`."""

    nama: str
    kosong: str
    tingkat: tuple[Tingkat, ...]
    beda: str


_SORTED = "urut_l = urut_r"
_SHORTER = "least(array_length(kata_l), array_length(kata_r))"
_SHARED = "array_length(array_intersect(kata_l, kata_r))"
_SUBSET = f"{_SHARED} = {_SHORTER}"
_LEAST = "least(bit_l, bit_r)"
_NEAR = (
    "(jaro_winkler_similarity(urut_l, urut_r) >= 0.93 OR jaro_winkler_similarity(rapat_l, rapat_r) >= 0.94 "
    "OR (levenshtein(rapat_l, rapat_r) <= 1 AND length(rapat_l) >= 4) "
    "OR (levenshtein(rapat_l, rapat_r) <= 2 AND length(rapat_l) >= 9))"
)
_PART = (
    "(length(rapat_l) >= 3 AND "
    "(ends_with(rapat_r, rapat_l) OR starts_with(rapat_r, rapat_l) OR ends_with(rapat_l, rapat_r)))"
)
# Brothers share a word: where both names have two or more, one alike says nothing of the others.
_WORD = (
    "(least(array_length(kata_l), array_length(kata_r)) = 1 AND length(panjang_l) >= 5 AND length(panjang_r) >= 5 "
    "AND levenshtein(panjang_l, panjang_r) <= 1)"
)
_SYLLABLE = "(length(rapat_l) = 2 AND ends_with(rapat_r, rapat_l))"
_SOME = "(array_length(array_intersect(langka_l, langka_r)) > 0)"
_ALIKE = (
    "(jaro_winkler_similarity(urut_l, urut_r) >= 0.84 OR jaro_winkler_similarity(rapat_l, rapat_r) >= 0.86 "
    "OR k1_l = k1_r OR k1_l = k2_r OR k2_l = k1_r)"
)
_ANY_NAME = f"({_SORTED} OR {_NEAR} OR {_SHARED} > 0 OR {_PART} OR {_WORD} OR {_SYLLABLE} OR {_ALIKE})"

NAMA = Perbandingan(
    "nama",
    "nama_l IS NULL OR nama_r IS NULL",
    (
        Tingkat("sama_langka", f"{_SORTED} AND bit_r >= 22", "Nama sama, dan nama ini jarang"),
        Tingkat("sama_jarang", f"{_SORTED} AND bit_r >= 16", "Nama sama, dan tidak banyak yang memakainya"),
        Tingkat("sama", f"{_SORTED} AND bit_r >= 11", "Nama sama"),
        Tingkat("sama_umum", _SORTED, "Nama sama, tetapi banyak yang memakainya"),
        Tingkat("rapat", "rapat_l = rapat_r", "Nama sama bila spasinya dirapatkan"),
        Tingkat("mirip_langka", f"{_NEAR} AND {_LEAST} >= 20", "Nama hampir sama, beda ejaan sedikit"),
        Tingkat("mirip", _NEAR, "Nama mirip"),
        Tingkat(
            "bagian_jarang", f"{_SUBSET} AND {_LEAST} >= 15", "Nama yang satu bagian dari nama yang lain, dan jarang"
        ),
        Tingkat("bagian_langka", f"{_SUBSET} AND {_LEAST} >= 10", "Nama yang satu bagian dari nama yang lain"),
        Tingkat("bagian", _SUBSET, "Sebagian nama sama, kata yang umum"),
        Tingkat("potong", _PART, "Nama yang satu potongan nama yang lain"),
        Tingkat("kata_mirip", _WORD, "Kata terpanjang dalam nama hampir sama"),
        Tingkat("suku", _SYLLABLE, "Nama panggilan dari suku kata terakhir"),
        Tingkat("satu_kata", _SOME, "Satu kata yang jarang sama"),
        Tingkat("agak", _ALIKE, "Bunyi nama agak mirip"),
    ),
    "Nama berbeda",
)

_NIK_KNOWN = "nik_teks_l IS NULL OR (nik_r IS NULL AND nik12_r IS NULL)"
_FULL_L = "nik_l IS NOT NULL"
NIK = Perbandingan(
    "nik",
    _NIK_KNOWN,
    (
        Tingkat("sama", f"nik_l = nik_r AND {_ANY_NAME}", "NIK sama"),
        Tingkat("sama_nama_lain", "nik_l = nik_r", "NIK sama, tetapi namanya lain: mungkin NIK pelapor atau keluarga"),
        Tingkat(
            "sama_samar",
            f"nik_r IS NULL AND nik12_l = nik12_r AND {_ANY_NAME}",
            "12 angka pertama NIK sama; 4 terakhir disamarkan di daftar",
        ),
        Tingkat("sama_samar_nama_lain", "nik_r IS NULL AND nik12_l = nik12_r", "12 angka pertama NIK sama, nama lain"),
        Tingkat(
            "salah_angka",
            "nik_r IS NOT NULL AND levenshtein(nik_teks_l, nik_r) <= 2",
            "NIK beda satu atau dua angka",
        ),
        Tingkat(
            "salah_angka_samar",
            "nik_r IS NULL AND nik_l IS NOT NULL AND levenshtein(nik12_l, nik12_r) <= 2",
            "NIK yang tidak disamarkan hampir sama",
        ),
        Tingkat("potong", "starts_with(coalesce(nik_r, nik12_r), left(nik_teks_l, 10))", "Angka depan NIK sama"),
        Tingkat(
            "tanggal",
            "nik_tgl_l IS NOT NULL AND th_r IS NOT NULL "
            "AND nik_tgl_l = (th_r % 100)::INTEGER * 10000 + bl_r * 100 + hr_r "
            "AND (jk_r IS NULL OR nik_jk_l = jk_r)",
            "Tanggal lahir di dalam NIK cocok",
        ),
        Tingkat("pendek", "nik_l IS NULL", "NIK di buku tidak lengkap"),
    ),
    "NIK berbeda",
)

_FULL = "hr_l IS NOT NULL AND hr_r IS NOT NULL"
_GAP = "abs(th_l - th_r)"
_BY_AGE = "lahir_asal_l = 'umur'"
LAHIR = Perbandingan(
    "lahir",
    "th_l IS NULL OR th_r IS NULL",
    (
        Tingkat(
            "sama",
            f"{_FULL} AND th_l = th_r AND bl_l = bl_r AND hr_l = hr_r AND NOT hari_bawaan_l",
            "Tanggal lahir sama",
        ),
        Tingkat(
            "sama_bawaan",
            f"{_FULL} AND th_l = th_r AND bl_l = bl_r AND hr_l = hr_r",
            "Tanggal lahir sama, tetapi mungkin hanya isian bawaan",
        ),
        Tingkat(
            "tertukar", f"{_FULL} AND th_l = th_r AND bl_l = hr_r AND hr_l = bl_r", "Hari dan bulan lahir tertukar"
        ),
        Tingkat(
            "tahun_lain",
            f"{_FULL} AND bl_l = bl_r AND hr_l = hr_r AND {_GAP} IN (1, 2, 10, 20)",
            "Hari dan bulan lahir sama, tahun meleset",
        ),
        Tingkat(
            "satu_lain", f"{_FULL} AND th_l = th_r AND (bl_l = bl_r OR hr_l = hr_r)", "Tanggal lahir beda satu bagian"
        ),
        Tingkat(
            "tahun_bulan",
            "bl_l IS NOT NULL AND hr_l IS NULL AND th_l = th_r AND bl_l = bl_r",
            "Bulan dan tahun lahir sama",
        ),
        Tingkat("tahun_saja", f"hr_l IS NULL AND NOT {_BY_AGE} AND th_l = th_r", "Tahun lahir sama"),
        Tingkat("dekat_penuh", f"{_FULL} AND {_GAP} <= 1", "Tanggal lahir berbeda, tahunnya dekat"),
        Tingkat("umur", f"{_BY_AGE} AND {_GAP} <= 1", "Umur cocok"),
        Tingkat("umur_kira", f"{_BY_AGE} AND {_GAP} <= 3", "Umur hampir cocok"),
        Tingkat("umur_jauh", f"{_BY_AGE} AND {_GAP} <= 7", "Umur meleset beberapa tahun"),
        Tingkat("tahun_dekat", f"NOT {_BY_AGE} AND hr_l IS NULL AND {_GAP} <= 2", "Tahun lahir dekat"),
        Tingkat(
            "hari_bulan",
            f"{_FULL} AND bl_l = bl_r AND hr_l = hr_r AND NOT hari_bawaan_l",
            "Hari dan bulan lahir sama, tahun lain",
        ),
        Tingkat("meleset", f"{_GAP} <= 12", "Tahun lahir berbeda"),
    ),
    "Tahun lahir jauh berbeda",
)

JENIS_KELAMIN = Perbandingan(
    "jenis_kelamin",
    "jk_l IS NULL OR jk_r IS NULL",
    (Tingkat("sama", "jk_l = jk_r", "Jenis kelamin sama"),),
    "Jenis kelamin berbeda",
)

_SAME_DESA = (
    "(desa_l = desa_r OR "
    "(length(desa_l) >= 6 AND levenshtein(desa_l, desa_r) <= 1 AND (kec_l IS NULL OR kec_l = kec_r)))"
)
TEMPAT = Perbandingan(
    "tempat",
    "(desa_l IS NULL AND kec_l IS NULL) OR (desa_r IS NULL AND kec_r IS NULL)",
    (
        Tingkat("rt_rw", f"{_SAME_DESA} AND rt_l = rt_r AND rw_l = rw_r", "Desa, RT, dan RW sama"),
        Tingkat("rt", f"{_SAME_DESA} AND rt_l = rt_r", "Desa dan RT sama"),
        Tingkat("desa", f"{_SAME_DESA} AND (rt_l IS NULL OR rt_r IS NULL)", "Desa sama"),
        Tingkat("desa_rt_lain", _SAME_DESA, "Desa sama, RT lain"),
        Tingkat(
            "kecamatan",
            "kec_l = kec_r OR (length(kec_l) >= 6 AND levenshtein(kec_l, kec_r) <= 1)",
            "Kecamatan sama, desa lain",
        ),
        Tingkat("kabupaten", "kab_l = kab_r", "Kecamatan lain, kabupaten sama"),
        Tingkat("tak_tahu", "kab_l IS NULL OR kab_r IS NULL", "Kecamatan lain"),
    ),
    "Kabupaten lain",
)

_STREET = "array_length(array_intersect(jalan_l, jalan_r))"
ALAMAT = Perbandingan(
    "alamat",
    "jalan_l IS NULL OR jalan_r IS NULL",
    (
        Tingkat(
            "sama", f"{_STREET} >= 2 AND {_STREET} = least(array_length(jalan_l), array_length(jalan_r))", "Alamat sama"
        ),
        Tingkat(
            "sebagian", f"2 * {_STREET} >= least(array_length(jalan_l), array_length(jalan_r))", "Sebagian alamat sama"
        ),
    ),
    "Alamat berbeda",
)

TEMPAT_LAHIR = Perbandingan(
    "tempat_lahir",
    "tmpt_l IS NULL OR tmpt_r IS NULL",
    (
        Tingkat("sama", "tmpt_l = tmpt_r", "Tempat lahir sama"),
        Tingkat("mirip", "jaro_winkler_similarity(tmpt_l, tmpt_r) >= 0.9", "Tempat lahir mirip"),
    ),
    "Tempat lahir berbeda",
)

AYAH = Perbandingan(
    "ayah",
    "ayah_kata_l IS NULL OR (serumah_r IS NULL AND nama_r IS NULL)",
    (
        Tingkat(
            "serumah",
            "array_length(array_intersect(ayah_kata_l, serumah_r)) = array_length(ayah_kata_l)",
            "Nama ayah ada di KK pemilih",
        ),
        Tingkat(
            "di_nama", "array_length(array_intersect(ayah_kata_l, kata_r)) > 0", "Nama ayah ada di dalam nama pemilih"
        ),
        Tingkat(
            "sebagian",
            "array_length(array_intersect(ayah_kata_l, serumah_r)) > 0",
            "Sebagian nama ayah ada di KK pemilih",
        ),
    ),
    "Nama ayah tidak ada di KK pemilih",
)

PELAPOR = Perbandingan(
    "pelapor",
    "nik_pelapor_l IS NULL AND pelapor_l IS NULL",
    (
        Tingkat(
            "geser",
            "nik_pelapor_l = nik_r AND urut_l = urut_r AND pelapor_l IS NOT NULL AND pelapor_l <> nama_r",
            "NIK di kolom pelapor milik pemilih ini, yang senama dengan almarhum: NIK salah kolom",
        ),
        Tingkat("orangnya", "nik_pelapor_l = nik_r", "Pemilih ini pelapornya sendiri"),
        Tingkat(
            "senama",
            "nik_pelapor_l IS NULL AND pelapor_l = nama_r AND NOT urut_l = urut_r",
            "Pemilih ini senama dengan pelapor",
        ),
        Tingkat("serumah", "rumah_pelapor_l = rumah_r", "Pemilih ini satu KK dengan pelapor"),
        Tingkat(
            "nama_serumah",
            "pelapor_l <> nama_r AND array_contains(nama_serumah_r, pelapor_l)",
            "Di KK pemilih ada yang senama dengan pelapor",
        ),
        Tingkat("tak_ketemu", "rumah_pelapor_l IS NULL", "Pelapor tidak ditemukan di daftar"),
    ),
    "Pemilih ini tidak satu KK dengan pelapor",
)

HUBUNGAN = Perbandingan(
    "hubungan",
    "hub_l IS NULL OR th_r IS NULL",
    (
        Tingkat(
            "cocok",
            "(hub_l = 'turun' AND th_r <= pelapor_th_l - 13) OR (hub_l = 'cucu' AND th_r <= pelapor_th_l - 28) "
            "OR (hub_l = 'naik' AND th_r >= pelapor_th_l + 13) "
            "OR (hub_l = 'pasangan' AND abs(th_r - pelapor_th_l) <= 25 AND jk_r <> pelapor_jk_l)",
            "Umur pemilih cocok dengan hubungan pelapor",
        ),
    ),
    "Umur pemilih tidak cocok dengan hubungan pelapor",
)

SEMUA = (NAMA, NIK, LAHIR, JENIS_KELAMIN, TEMPAT, ALAMAT, TEMPAT_LAHIR, AYAH, PELAPOR, HUBUNGAN)

_COMMON = """nama, list_sort(string_split(nama, ' ')) AS kata,
    array_to_string(list_sort(string_split(nama, ' ')), ' ') AS urut, replace(nama, ' ', '') AS rapat,
    list_reduce(string_split(nama, ' '), lambda x, y: CASE WHEN length(y) > length(x) THEN y ELSE x END) AS panjang,
    bit, k1, k2, jk, th, bl, hr, coalesce(hari_bawaan, false) AS hari_bawaan, tmpt, desa, kec, kab, rt, rw,
    string_split(alamat, ' ') AS jalan, nik, nik12"""
# Words of a name that are worth something: a key of the rarest two is made of them.
_RARE = (
    "list_filter(string_split(nama, ' '), lambda kata: length(kata) >= 4 AND NOT list_contains(biasa, kata)) AS langka"
)
COLUMNS_L = f"""i AS unique_id, 'a' AS source_dataset, {_COMMON}, {_RARE}, nik_teks, nik_tgl, nik_jk, lahir_asal,
    string_split(ayah, ' ') AS ayah_kata, pelapor, nik_pelapor, rumah_pelapor, hub, pelapor_th, pelapor_jk,
    NULL::VARCHAR AS rumah, NULL::VARCHAR[] AS serumah, NULL::VARCHAR[] AS nama_serumah"""
COLUMNS_R = f"""i AS unique_id, 'b' AS source_dataset, {_COMMON}, {_RARE},
    NULL::VARCHAR AS nik_teks, NULL::BIGINT AS nik_tgl, NULL::VARCHAR AS nik_jk, NULL::VARCHAR AS lahir_asal,
    NULL::VARCHAR[] AS ayah_kata, NULL::VARCHAR AS pelapor, NULL::VARCHAR AS nik_pelapor,
    NULL::VARCHAR AS rumah_pelapor, NULL::VARCHAR AS hub, NULL::BIGINT AS pelapor_th, NULL::VARCHAR AS pelapor_jk,
    rumah, serumah, nama_serumah"""
"""Both sides have the same columns, as the engine asks; `biasa` is the list of common words beside every row."""
