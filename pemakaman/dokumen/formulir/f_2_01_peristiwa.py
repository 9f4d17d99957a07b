"""The blocks of F-2.01 for events other than death, as tables of (label, kind).

Kind: a number of boxes, NAMA for as many boxes as a name has, TANGGAL, WAKTU, or the words of tick boxes
separated by '|'. A line break continues a label on the line below. Rows are numbered as they stand.
"""

NAMA, TANGGAL, WAKTU = "nama", "tanggal", "waktu"
Tabel = tuple[tuple[str, int | str], ...]

_KELAMIN = "Laki-laki|Perempuan"
_TEMPAT = "RS/RB|Puskesmas|Polindes|Rumah|Lainnya"
_KEMBAR = "Tunggal|Kembar 2|Kembar 3|Kembar 4|Lainnya"
_PENOLONG = "Dokter|Bidan/Perawat|Dukun|Lainnya"
_TERBIT = "Tanggal/Bulan/Tahun\nPenerbitan Akta Kelahiran"
_DINAS = "Dinas Kabupaten/Kota yang\nmenerbitkan Akta Kelahiran"
_WALI = "Nama Ayah/Ibu/Wali\n(bagi yang di bawah umur)"

KELAHIRAN: Tabel = (
    ("Nama", NAMA),
    ("Jenis kelamin", _KELAMIN),
    ("Tempat dilahirkan", _TEMPAT),
    ("Tempat kelahiran", NAMA),
    ("Hari dan tanggal lahir", "hari"),
    ("Pukul", WAKTU),
    ("Jenis kelahiran", _KEMBAR),
    ("Kelahiran anak ke-", 1),
    ("Penolong kelahiran", _PENOLONG),
    ("Berat bayi (gram)", 4),
    ("Panjang bayi (cm)", 3),
)
LAHIR_MATI: Tabel = (
    ("Lamanya dalam kandungan", 2),
    ("Jenis kelamin", _KELAMIN),
    ("Tanggal lahir mati", TANGGAL),
    ("Jenis kelahiran", _KEMBAR),
    ("Anak ke-", 1),
    ("Tempat dilahirkan", _TEMPAT),
    ("Penolong kelahiran", _PENOLONG),
    ("Sebab lahir mati", NAMA),
    ("Yang menentukan", "Dokter|Bidan/Perawat|Tenaga Kesehatan|Kepolisian|Lainnya"),
    ("Tempat kelahiran", NAMA),
)
PERKAWINAN: Tabel = (
    ("NIK Ayah dari Suami", 16),
    ("Nama Ayah dari Suami", NAMA),
    ("NIK Ibu dari Suami", 16),
    ("Nama Ibu dari Suami", NAMA),
    ("NIK Ayah dari Istri", 16),
    ("Nama Ayah dari Istri", NAMA),
    ("NIK Ibu dari Istri", 16),
    ("Nama Ibu dari Istri", NAMA),
    ("Status Perkawinan\nSebelum Kawin", "Kawin|Belum Kawin|Cerai Hidup|Cerai Mati"),
    ("Perkawinan yang ke-", 1),
    ("Istri yang ke-\n(bagi yang poligami)", 1),
    ("Tanggal Pemberkatan\nPerkawinan", TANGGAL),
    ("Tanggal Melapor", TANGGAL),
    ("Jam Pelaporan", WAKTU),
    ("Agama", "Islam|Kristen|Katolik|Hindu|Budha|Konghuchu"),
    ("Kepercayaan", 1),
    ("Nama Organisasi\nKepercayaan", NAMA),
    ("Nama Pengadilan", NAMA),
    ("Nomor Penetapan\nPengadilan", NAMA),
    ("Tanggal Penetapan\nPengadilan", TANGGAL),
    ("Nama Pemuka Agama/\nKepercayaan", NAMA),
    ("Nomor Surat Izin\ndari Perwakilan", 16),
    ("Nomor Paspor", 16),
    ("Perjanjian Perkawinan\ndibuat oleh Notaris", 16),
    ("Nomor Akta Notaris", 16),
    ("Tanggal Akta Notaris", TANGGAL),
    ("Jumlah Anak (jika ada\nagar mengisi formulir\ntambahan nama anak\ndan akta kelahiran anak)", 2),
)
PEMBATALAN_PERKAWINAN: Tabel = (
    ("Tanggal Perkawinan", TANGGAL),
    ("Nomor Akta Perkawinan", 16),
    ("Tanggal Akta Perkawinan", TANGGAL),
    ("Nama Pengadilan", NAMA),
    ("Nomor Putusan Pengadilan", 16),
    ("Tanggal Putusan Pengadilan", TANGGAL),
    ("Tanggal Pelaporan Perkawinan\ndi Luar Negeri", TANGGAL),
)
PERCERAIAN: Tabel = (
    ("Nomor Akta Perkawinan", 16),
    ("Tanggal Perkawinan", TANGGAL),
    ("Tanggal Akta Perkawinan", TANGGAL),
    ("Nama Pengadilan", NAMA),
    ("Tanggal Putusan Pengadilan", TANGGAL),
    ("Nomor Putusan Pengadilan", 23),
    ("Nomor Surat Keterangan\nPanitera Pengadilan", 16),
    ("Tanggal Surat Keterangan\nPanitera Pengadilan", TANGGAL),
    ("Tanggal Melapor", TANGGAL),
)
PEMBATALAN_PERCERAIAN: Tabel = (
    ("Nomor Akta Perceraian", 16),
    ("Tanggal Akta Perceraian", TANGGAL),
    ("Tanggal Pelaporan\nPerceraian dari Luar Negeri", TANGGAL),
)
PENGANGKATAN: Tabel = (
    ("Nama anak angkat", NAMA),
    ("Nomor Akta Kelahiran", 17),
    (_TERBIT, TANGGAL),
    (_DINAS, NAMA),
    ("Nama Ibu Kandung", NAMA),
    ("NIK Ibu Kandung", 16),
    ("Kewarganegaraan", NAMA),
    ("Nama Ayah Kandung", NAMA),
    ("NIK Ayah Kandung", 16),
    ("Kewarganegaraan", NAMA),
    ("Nama Ibu Angkat", NAMA),
    ("NIK Ibu Angkat", 16),
    ("Nomor Paspor", 16),
    ("Nama Ayah Angkat", NAMA),
    ("NIK Ayah Angkat", 16),
    ("Nomor Paspor", 16),
    ("Nama Pengadilan", NAMA),
    ("Tanggal Penetapan Pengadilan", TANGGAL),
    ("Nomor Penetapan Pengadilan", 19),
    ("Nama Lembaga\nPenetapan Pengadilan", NAMA),
    ("Tempat Lembaga\nPenetapan Pengadilan", NAMA),
)
_ORANG_TUA_KANDUNG: Tabel = (
    ("Nama Ibu Kandung", NAMA),
    ("NIK Ibu Kandung", 16),
    ("Kewarganegaraan Ibu Kandung", NAMA),
    ("Nama Ayah Kandung", NAMA),
    ("NIK Ayah Kandung", 16),
    ("Kewarganegaraan Ayah Kandung", NAMA),
    ("Tanggal Penetapan Pengadilan", TANGGAL),
    ("Nomor Penetapan Pengadilan", 19),
    ("Nama Lembaga Pengadilan", NAMA),
)
_AKTA_ANAK: Tabel = (
    ("Nomor Akta Kelahiran", 17),
    (_TERBIT, TANGGAL),
    (_DINAS, NAMA),
    ("Tanggal/Bulan/Tahun\nKelahiran Anak", TANGGAL),
    ("Tanggal/Bulan/Tahun\nPerkawinan Agama", TANGGAL),
)
PENGAKUAN: Tabel = _AKTA_ANAK + _ORANG_TUA_KANDUNG
PENGESAHAN: Tabel = (
    *_AKTA_ANAK,
    ("Nomor Akta Perkawinan/\nBuku Nikah", NAMA),
    ("Tanggal/Bulan/Tahun Akta\nPerkawinan/Buku Nikah", TANGGAL),
    *_ORANG_TUA_KANDUNG,
)
PERUBAHAN_NAMA: Tabel = (
    ("Nama Baru", NAMA),
    ("Nama Lama", NAMA),
    ("Nomor Akta Kelahiran", 17),
    (_WALI, NAMA),
    ("NIK Ayah/Ibu/Wali", 16),
    ("Kewarganegaraan", NAMA),
    ("Nomor Penetapan Pengadilan", 19),
    ("Tanggal Penetapan Pengadilan", TANGGAL),
    ("Nama Lembaga Pengadilan", NAMA),
)
PERUBAHAN_KEWARGANEGARAAN: Tabel = (
    ("Kewarganegaraan Baru", NAMA),
    ("Nomor Akta Kelahiran", 17),
    ("Nomor Akta Perkawinan", 17),
    ("Nama Suami atau Istri", NAMA),
    ("NIK Suami atau Istri", 16),
    ("Nomor Paspor", 17),
    ("Nomor Affidavit", 17),
    ("Nomor Keputusan Presiden", 17),
    ("Tanggal/Bulan/Tahun", TANGGAL),
    ("Nomor Berita Acara\nSumpah/Janji Setia", 17),
    ("Nama Jabatan yang\nmenerbitkan BAS/Janji Setia", NAMA),
    ("Tanggal/Bulan/Tahun", TANGGAL),
    ("Nomor Keputusan Menteri\n(Bidang Kewarganegaraan)", 17),
    ("Tanggal/Bulan/Tahun", TANGGAL),
)
PERISTIWA_LAIN: Tabel = (
    ("Nomor Akta Kelahiran", 17),
    ("Jenis kelamin Lama", _KELAMIN),
    ("Jenis kelamin Baru", _KELAMIN),
    ("Nomor Penetapan Pengadilan", 19),
    ("Tanggal Penetapan Pengadilan", TANGGAL),
    ("Nama Lembaga Pengadilan", NAMA),
)
PEMBETULAN_AKTA: Tabel = (
    ("Nomor Akta yang akan\ndibetulkan/ditarik", 17),
    (_WALI, NAMA),
    ("NIK Ayah/Ibu/Wali", 16),
)
PEMBATALAN_AKTA: Tabel = (
    ("Akta yang dibatalkan", 17),
    ("Nomor Akta yang dibatalkan", 17),
    ("Nomor Putusan Pengadilan", 17),
    ("Tanggal Putusan Pengadilan", TANGGAL),
    ("Nama Lembaga Pengadilan", NAMA),
)
LUAR_NEGERI: Tabel = (
    ("Jenis Peristiwa Penting", "Kelahiran|Perkawinan|Perceraian"),
    ("", "Kematian|Pengangkatan Anak|Pelepasan Kewarganegaraan RI"),
    ("Nomor Surat Keterangan\nPelaporan Pencatatan Sipil\ndari Perwakilan RI", 17),
    ("Tanggal Surat Keterangan\nPelaporan Pencatatan Sipil\ndari Perwakilan RI", TANGGAL),
    ("Kantor Perwakilan yang\nmelakukan Pencatatan", NAMA),
    ("Nomor Bukti Pencatatan Sipil\ndari Negara Setempat", 17),
    ("Tanggal Penerbitan\ndari Negara Setempat", TANGGAL),
)
