"""The labels of the official forms in reading order, as the annexes have them."""

F_2_01A = """
F-2.01 A | KOP SURAT KANTOR DINAS DUKCAPIL KABUPATEN/KOTA
Provinsi | Kabupaten/Kota | Kecamatan | Desa/Kelurahan | Kode Wilayah
FORMULIR PELAPORAN PENCATATAN SIPIL DI DALAM WILAYAH NKRI | Jenis Pelaporan Pencatatan Sipil
Kelahiran | Lahir Mati | Kematian
DATA PELAPOR | Nama | NIK | Nomor Dokumen Perjalanan RI* | Nomor Kartu Keluarga | Kewarganegaraan
DATA SUBJEK AKTA | Nama | NIK | Nomor Dokumen Perjalanan RI* | Nomor Kartu Keluarga | Kewarganegaraan
DATA ORANG TUA | Nama Ayah | NIK Ayah | Tempat Lahir Ayah | Tanggal Lahir Ayah | Tgl : | Bln : | Thn :
Kewarganegaraan | Nama Ibu | NIK Ibu | Tempat Lahir Ibu | Tanggal Lahir Ibu | Tgl : | Bln : | Thn :
Kewarganegaraan | DATA SAKSI I | Nama | NIK | Nomor Kartu Keluarga | Kewarganegaraan
DATA SAKSI II | Nama | NIK | Nomor Kartu Keluarga | Kewarganegaraan
KELAHIRAN | 1. Nama | 2. Jenis kelamin | 1. Laki-Laki | 2. Perempuan
3. Tempat dilahirkan | 1. RS/RB | 2. Puskesmas | 3. Polindes | 4. Rumah | 5. Lainnya | 4. Tempat kelahiran
5. Hari dan tanggal lahir | Hari : | Tgl : | Bln : | Thn : | 6. Pukul
7. Jenis kelahiran | 1. Tunggal | 2. Kembar 2 | 3. Kembar 3 | 4. Kembar 4 | 5. Lainnya
8. Kelahiran ke | 1. 2. 3. 4. ......... | 9. Penolong kelahiran | 1. Dokter | 2. Bidan/Perawat | 3. Dukun
4. Lainnya | 10. Berat bayi | Kg | 11. Panjang bayi | cm
YANG LAHIR MATI | 1. Lamanya dalam kandungan | Bulan | 2. Jenis Kelamin | 1. Laki-laki | 2. Perempuan
3. Tanggal lahir mati | Tgl : | Bln : | Thn : | 4. Jenis Kelahiran | 1. Tunggal | 2. Kembar 2 | 3. Kembar 3
4. Kembar 4 | 5. Lainnya | 5. Anak Ke- | 6. Tempat dilahirkan | 1. RS/RB | 2. Puskesmas | 3. Polindes
4. Rumah | 5. Lainnya | 7. Penolong Kelahiran | 1. Dokter | 2. Bidan/Perawat | 3. Dukun | 4. Lainnya
8. Sebab Lahir Mati | 9. Yang Menentukan | 1. Dokter | 2. Bidan/Perawat | 3. Tenaga Kesehatan
4. Kepolisian | 5. Lainnya | 10. Tempat Kelahiran
KEMATIAN | 1. NIK | 2. Nama lengkap | 3. Tanggal kematian | Tgl : | Bln : | Thn : | 4. Pukul
5. Sebab Kematian | 1. Sakit biasa / tua | 2. Wabah Penyakit | 3. Kecelakaan | 4. Kriminalitas
5. Bunuh Diri | 6. Lainnya | 6. Tempat kematian | 7. Yang menerangkan | 1. Dokter | 2. Tenaga Kesehatan
3. Kepolisian | 4. Lainnya | 20 | Mengetahui : | Pejabat Dukcapil yang Membidangi | Pelapor | * Jika Ada
"""

_LIMA = "Nama | NIK | Nomor Dokumen Perjalanan* | Nomor Kartu Keluarga | Kewarganegaraan"
_EMPAT = "Nama | NIK | Nomor Kartu Keluarga | Kewarganegaraan"
F_2_01 = f"""
F-2.01 | KOP SURAT KANTOR DINAS DUKCAPIL KABUPATEN/KOTA
Provinsi | Kabupaten/Kota | Kecamatan | Desa/Kelurahan | Kode Wilayah
FORMULIR PELAPORAN PENCATATAN SIPIL DI DALAM WILAYAH NKRI | Jenis Pelaporan Pencatatan Sipil
Kelahiran | Lahir Mati | Perkawinan | Pembatalan Perkawinan | Perceraian | Pembatalan Perceraian
Kematian | Pengangkatan Anak | Pengakuan Anak | Pengesahan Anak | Perubahan Nama
Perubahan Status Kewarganegaraan | Pencatatan Peristiwa Penting Lainnya | Pembetulan Akta | Pembatalan Akta
Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI
DATA PELAPOR | {_LIMA} | DATA SUBJEK AKTA KESATU | {_LIMA}
DATA SUBJEK AKTA KEDUA (JIKA ADA) | {_LIMA}
DATA SAKSI I | {_EMPAT} | DATA SAKSI II | {_EMPAT}
DATA ORANG TUA** | Nama Ayah | NIK Ayah | Tempat Lahir Ayah | Tanggal Lahir Ayah | Tgl : | Bln : | Thn :
Kewarganegaraan | Nama Ibu | NIK Ibu | Tempat Lahir Ibu | Tanggal Lahir Ibu | Tgl : | Bln : | Thn :
Kewarganegaraan | KELAHIRAN | YANG LAHIR MATI
PERKAWINAN ATAU PEMBATALAN PERKAWINAN | PERCERAIAN ATAU PEMBATALAN PERCERAIAN
KEMATIAN | 1. NIK | 2. Nama Lengkap | 3. Tanggal kematian | Tgl : | Bln : | Thn : | 4. Pukul
5. Sebab kematian | 1. Sakit biasa / tua | 2. Wabah Penyakit | 3. Kecelakaan | 4. Kriminalitas
5. Bunuh Diri | 6. Lainnya | 6. Tempat kematian | 7. Yang menerangkan | 1. Dokter | 2. Tenaga Kesehatan
3. Kepolisian | 4. Lainnya | PENGANGKATAN ANAK | PENGAKUAN ANAK | PENGESAHAN ANAK
PERUBAHAN NAMA | PERUBAHAN STATUS KEWARGANEGARAAN | PENCATATAN PERISTIWA PENTING LAINNYA
PEMBETULAN AKTA | PEMBATALAN AKTA | PELAPORAN PENCATATAN SIPIL DARI LUAR WILAYAH NKRI
Mengetahui : | Pejabat Dukcapil yang Membidangi | Pelapor
* Jika ada | ** Hanya diisi untuk keperluan pencatatan kelahiran, lahir mati dan kematian
"""
