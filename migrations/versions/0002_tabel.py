"""Every table of the main road."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jejak",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kapan", sa.TIMESTAMP(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column(
            "txid",
            sa.BigInteger(),
            server_default=sa.text("pg_current_xact_id()::text::bigint"),
            nullable=False,
        ),
        sa.Column("akun_id", sa.Uuid(), nullable=True),
        sa.Column("pelaku", sa.Text(), nullable=False),
        sa.Column("peran", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("asal", sa.Text(), nullable=True),
        sa.Column("waktu_perangkat", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("peristiwa", sa.Text(), nullable=False),
        sa.Column("objek", sa.Text(), nullable=False),
        sa.Column("objek_id", sa.Text(), nullable=False),
        sa.Column(
            "rincian",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jejak")),
    )
    op.create_index("ix_jejak_akun_id", "jejak", ["akun_id", "id"], unique=False)
    op.create_index("ix_jejak_objek", "jejak", ["objek", "objek_id", "id"], unique=False)
    op.create_index("ix_jejak_txid", "jejak", ["txid", "objek_id"], unique=False)
    op.create_index("ix_jejak_wilayah", "jejak", ["wilayah", "id"], unique=False)
    op.create_table(
        "jejak_baca",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kapan", sa.TIMESTAMP(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("akun_id", sa.Uuid(), nullable=True),
        sa.Column("pelaku", sa.Text(), nullable=False),
        sa.Column("peran", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("asal", sa.Text(), nullable=True),
        sa.Column("cara", sa.Text(), nullable=False),
        sa.Column("objek", sa.Text(), nullable=True),
        sa.Column("objek_id", sa.Text(), nullable=True),
        sa.Column("kata_cari", sa.Text(), nullable=True),
        sa.Column("sidik", sa.Text(), nullable=True),
        sa.Column("jumlah", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jejak_baca")),
    )
    op.create_index("ix_jejak_baca_akun_id", "jejak_baca", ["akun_id", "id"], unique=False)
    op.create_index("ix_jejak_baca_objek", "jejak_baca", ["objek", "objek_id", "id"], unique=False)
    op.create_index("ix_jejak_baca_sidik", "jejak_baca", ["sidik"], unique=False)
    op.create_index("ix_jejak_baca_wilayah", "jejak_baca", ["wilayah", "id"], unique=False)
    op.create_table(
        "percobaan_masuk",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("kapan", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_percobaan_masuk")),
    )
    op.create_index("ix_percobaan_masuk_kunci", "percobaan_masuk", ["kunci", "kapan"], unique=False)
    op.create_table(
        "wilayah",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("nama_cari", sa.Text(), nullable=False),
        sa.Column("tingkat", sa.Integer(), nullable=False),
        sa.Column("induk", sa.Text(), nullable=True),
        sa.Column("kode_pos", sa.Text(), nullable=True),
        sa.Column("berlaku_dari", sa.Date(), nullable=False),
        sa.Column("berlaku_sampai", sa.Date(), nullable=True),
        sa.CheckConstraint("berlaku_sampai IS NULL OR berlaku_sampai > berlaku_dari", name=op.f("ck_wilayah_masa")),
        sa.CheckConstraint("tingkat BETWEEN 1 AND 4", name=op.f("ck_wilayah_tingkat")),
        sa.ForeignKeyConstraint(["induk"], ["wilayah.kode"], name=op.f("fk_wilayah_induk")),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_wilayah")),
    )
    op.create_index("ix_wilayah_induk", "wilayah", ["induk", "nama"], unique=False)
    op.create_index(
        "ix_wilayah_nama_cari",
        "wilayah",
        ["nama_cari"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"nama_cari": "gin_trgm_ops"},
    )
    op.create_table(
        "akun",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nama_pengguna", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("peran", sa.Text(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=True),
        sa.Column("sandi", sa.Text(), nullable=True),
        sa.Column("aktif", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("alasan_nonaktif", sa.Text(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("sandi_diubah_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "peran IN ('pengelola_makam', 'operator_desa', 'verifikator', 'pejabat', 'admin_kab', 'petugas_provinsi', 'petugas_kpu', 'auditor', 'admin_sistem')",
            name=op.f("ck_akun_peran"),
        ),
        sa.CheckConstraint(
            "wilayah_kode IS NOT NULL OR peran IN ('admin_sistem', 'auditor')", name=op.f("ck_akun_wilayah")
        ),
        sa.CheckConstraint("aktif OR alasan_nonaktif IS NOT NULL", name=op.f("ck_akun_alasan_nonaktif")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_akun_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_akun")),
    )
    op.create_index(op.f("ix_akun_wilayah_kode"), "akun", ["wilayah_kode"], unique=False)
    op.create_index("uq_akun_nama_pengguna", "akun", [sa.literal_column("lower(nama_pengguna)")], unique=True)
    op.create_table(
        "makam",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("pengelolaan", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("kec_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=False),
        sa.Column("alamat", sa.Text(), nullable=True),
        sa.Column("lintang", sa.Double(), nullable=True),
        sa.Column("bujur", sa.Double(), nullable=True),
        sa.Column("telepon", sa.Text(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "jenis IN ('tpu', 'tpbu', 'tpk', 'krematorium', 'makam_keluarga', 'lainnya')",
            name=op.f("ck_makam_jenis"),
        ),
        sa.CheckConstraint(
            "pengelolaan IN ('pemda', 'desa', 'badan_sosial', 'keluarga')", name=op.f("ck_makam_pengelolaan")
        ),
        sa.CheckConstraint(
            "starts_with(desa_kode, kec_kode || '.') AND starts_with(kec_kode, kab_kode || '.')",
            name=op.f("ck_makam_wilayah"),
        ),
        sa.CheckConstraint("status IN ('aktif', 'penuh', 'ditutup')", name=op.f("ck_makam_status")),
        sa.CheckConstraint("(lintang IS NULL) = (bujur IS NULL)", name=op.f("ck_makam_koordinat_lengkap")),
        sa.CheckConstraint(
            "lintang BETWEEN -90 AND 90 AND bujur BETWEEN -180 AND 180", name=op.f("ck_makam_koordinat")
        ),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_makam_desa_kode")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_makam_kab_kode")),
        sa.ForeignKeyConstraint(["kec_kode"], ["wilayah.kode"], name=op.f("fk_makam_kec_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_makam")),
    )
    op.create_index(op.f("ix_makam_desa_kode"), "makam", ["desa_kode"], unique=False)
    op.create_index("ix_makam_kab_kode", "makam", ["kab_kode", "nama"], unique=False)
    op.create_index("uq_makam_kode", "makam", ["kode"], unique=True)
    op.create_table(
        "setelan_berkas",
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("formulir", sa.Text(), nullable=False),
        sa.Column("kertas", sa.Text(), nullable=False),
        sa.Column("kotak_nama", sa.SmallInteger(), nullable=False),
        sa.Column("kop", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tempat_tanda_tangan", sa.Text(), nullable=False),
        sa.Column("pejabat_jabatan", sa.Text(), nullable=False),
        sa.Column("pejabat_nama", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("formulir IN ('F-2.01A', 'F-2.01')", name=op.f("ck_setelan_berkas_formulir")),
        sa.CheckConstraint("kertas IN ('A4', 'F4', 'legal')", name=op.f("ck_setelan_berkas_kertas")),
        sa.CheckConstraint("kotak_nama IN (26, 34)", name=op.f("ck_setelan_berkas_kotak_nama")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_setelan_berkas_kab_kode")),
        sa.PrimaryKeyConstraint("kab_kode", name=op.f("pk_setelan_berkas")),
    )
    op.create_table(
        "setelan_pemilih",
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.CheckConstraint("kode IN ('1', '91')", name=op.f("ck_setelan_pemilih_kode")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_setelan_pemilih_kab_kode")),
        sa.PrimaryKeyConstraint("kab_kode", name=op.f("pk_setelan_pemilih")),
    )
    op.create_table(
        "buku",
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nomor_awal", sa.Integer(), nullable=False),
        sa.Column("nomor_terakhir", sa.Integer(), nullable=False),
        sa.CheckConstraint("nomor_awal >= 1 AND nomor_terakhir >= nomor_awal - 1", name=op.f("ck_buku_nomor")),
        sa.CheckConstraint("tahun BETWEEN 1900 AND 2200", name=op.f("ck_buku_tahun")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_buku_makam_id")),
        sa.PrimaryKeyConstraint("makam_id", "tahun", name=op.f("pk_buku")),
    )
    op.create_table(
        "daftar_pemilih",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("dibaca", sa.Integer(), nullable=False),
        sa.Column("masuk", sa.Integer(), nullable=False),
        sa.Column("salah", sa.Integer(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256_salah", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("jenis IN ('DPT', 'DPS', 'DPSHP', 'DPB', 'DP4')", name=op.f("ck_daftar_pemilih_jenis")),
        sa.CheckConstraint("status IN ('antre', 'berjalan', 'jadi', 'gagal')", name=op.f("ck_daftar_pemilih_status")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_daftar_pemilih_dibuat_oleh")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_daftar_pemilih_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daftar_pemilih")),
    )
    op.create_index(op.f("ix_daftar_pemilih_wilayah_kode"), "daftar_pemilih", ["wilayah_kode"], unique=False)
    op.create_index(
        "uq_daftar_pemilih_isi",
        "daftar_pemilih",
        ["wilayah_kode", "sha256"],
        unique=True,
        postgresql_where=sa.text("status <> 'gagal'"),
    )
    op.create_table(
        "impor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("susunan", sa.Text(), nullable=False),
        sa.Column("uji", sa.Boolean(), nullable=False),
        sa.Column("tanggal_makam_sama", sa.Boolean(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("dibaca", sa.Integer(), nullable=False),
        sa.Column("masuk", sa.Integer(), nullable=False),
        sa.Column("sudah_ada", sa.Integer(), nullable=False),
        sa.Column("salah", sa.Integer(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256_salah", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('antre', 'berjalan', 'jadi', 'gagal')", name=op.f("ck_impor_status")),
        sa.CheckConstraint("susunan IN ('badung', 'pasaman_barat')", name=op.f("ck_impor_susunan")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_impor_dibuat_oleh")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_impor_makam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impor")),
    )
    op.create_index(op.f("ix_impor_makam_id"), "impor", ["makam_id"], unique=False)
    op.create_table(
        "laporan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("kec_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("asal", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("diajukan_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("masuk_buku_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("buku_tahun", sa.Integer(), nullable=True),
        sa.Column("buku_nomor", sa.Integer(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("kasus", sa.Text(), nullable=False),
        sa.Column("tidak_dikenal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("nama", sa.Text(), nullable=True),
        sa.Column("nama_cari", sa.Text(), nullable=True),
        sa.Column("nama_bunyi", postgresql.ARRAY(sa.TEXT()), nullable=True),
        sa.Column("bin_binti", sa.Text(), nullable=True),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("nik_alasan", sa.Text(), nullable=True),
        sa.Column("no_kk", sa.Text(), nullable=True),
        sa.Column("jenis_kelamin", sa.Text(), nullable=True),
        sa.Column("tempat_lahir", sa.Text(), nullable=True),
        sa.Column("lahir_tahun", sa.SmallInteger(), nullable=True),
        sa.Column("lahir_bulan", sa.SmallInteger(), nullable=True),
        sa.Column("lahir_hari", sa.SmallInteger(), nullable=True),
        sa.Column("umur", sa.SmallInteger(), nullable=True),
        sa.Column("agama", sa.Text(), nullable=True),
        sa.Column("kewarganegaraan", sa.Text(), nullable=True),
        sa.Column("dokumen_perjalanan", sa.Text(), nullable=True),
        sa.Column("izin_tinggal", sa.Text(), nullable=True),
        sa.Column("status_kawin", sa.Text(), nullable=True),
        sa.Column("pekerjaan", sa.Text(), nullable=True),
        sa.Column("anak_ke", sa.SmallInteger(), nullable=True),
        sa.Column("alamat", sa.Text(), nullable=True),
        sa.Column("rt", sa.Text(), nullable=True),
        sa.Column("rw", sa.Text(), nullable=True),
        sa.Column("alamat_desa_kode", sa.Text(), nullable=True),
        sa.Column("meninggal_tanggal", sa.Date(), nullable=True),
        sa.Column("meninggal_pukul", sa.Time(), nullable=True),
        sa.Column("meninggal_tempat_jenis", sa.Text(), nullable=True),
        sa.Column("meninggal_tempat", sa.Text(), nullable=True),
        sa.Column("sebab", sa.SmallInteger(), nullable=True),
        sa.Column("menerangkan", sa.SmallInteger(), nullable=True),
        sa.Column("surat_nomor", sa.Text(), nullable=True),
        sa.Column("surat_tanggal", sa.Date(), nullable=True),
        sa.Column("surat_penerbit", sa.Text(), nullable=True),
        sa.Column("dimakamkan_tanggal", sa.Date(), nullable=True),
        sa.Column("dimakamkan_pukul", sa.Time(), nullable=True),
        sa.Column("blok", sa.Text(), nullable=True),
        sa.Column("petak", sa.Text(), nullable=True),
        sa.Column("nomor_makam", sa.Text(), nullable=True),
        sa.Column("tumpang", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("izin_nomor", sa.Text(), nullable=True),
        sa.Column("petugas_makam", sa.Text(), nullable=True),
        sa.Column("keterangan", sa.Text(), nullable=True),
        sa.Column("alasan_terlambat", sa.Text(), nullable=True),
        sa.Column("alasan_nik_sama", sa.Text(), nullable=True),
        sa.Column(
            "peringatan_diterima",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("waktu_perangkat", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'draf') = (buku_nomor IS NULL)", name=op.f("ck_laporan_nomor_buku")),
        sa.CheckConstraint("jenis_kelamin IN ('L', 'P')", name=op.f("ck_laporan_jenis_kelamin")),
        sa.CheckConstraint(
            "kasus IN ('rumah', 'rumah_sakit', 'tidak_dikenal', 'hilang', 'pesawat', 'luar_negeri', 'orang_asing', 'tidak_terdaftar', 'bayi', 'lahir_mati')",
            name=op.f("ck_laporan_kasus"),
        ),
        sa.CheckConstraint("meninggal_tanggal >= DATE '1900-01-01'", name=op.f("ck_laporan_meninggal_terlalu_lama")),
        sa.CheckConstraint("nik ~ '^[0-9]{16}$'", name=op.f("ck_laporan_nik")),
        sa.CheckConstraint(
            "nik_alasan IN ('tidak_punya', 'tidak_diketahui', 'tidak_terbaca', 'wna', 'bayi')",
            name=op.f("ck_laporan_nik_alasan"),
        ),
        sa.CheckConstraint("no_kk ~ '^[0-9]{16}$'", name=op.f("ck_laporan_no_kk")),
        sa.CheckConstraint("status = 'draf' OR dimakamkan_tanggal IS NOT NULL", name=op.f("ck_laporan_dimakamkan")),
        sa.CheckConstraint("status = 'draf' OR nama IS NOT NULL OR tidak_dikenal", name=op.f("ck_laporan_nama")),
        sa.CheckConstraint(
            "status IN ('draf', 'lapor_awal', 'diajukan', 'diperiksa', 'dikembalikan', 'disarankan', 'disetujui', 'akta_terbit', 'ditolak')",
            name=op.f("ck_laporan_status"),
        ),
        sa.CheckConstraint("(buku_nomor IS NULL) = (buku_tahun IS NULL)", name=op.f("ck_laporan_buku")),
        sa.CheckConstraint(
            "lahir_bulan BETWEEN 1 AND 12 AND lahir_hari BETWEEN 1 AND 31",
            name=op.f("ck_laporan_lahir_batas"),
        ),
        sa.CheckConstraint("lahir_bulan IS NULL OR lahir_tahun IS NOT NULL", name=op.f("ck_laporan_lahir_bulan")),
        sa.CheckConstraint("lahir_hari IS NULL OR lahir_bulan IS NOT NULL", name=op.f("ck_laporan_lahir_hari")),
        sa.CheckConstraint("menerangkan BETWEEN 1 AND 4", name=op.f("ck_laporan_menerangkan")),
        sa.CheckConstraint("meninggal_tanggal <= dimakamkan_tanggal", name=op.f("ck_laporan_urutan_tanggal")),
        sa.CheckConstraint("sebab BETWEEN 1 AND 6", name=op.f("ck_laporan_sebab")),
        sa.CheckConstraint("umur BETWEEN 0 AND 130", name=op.f("ck_laporan_umur")),
        sa.ForeignKeyConstraint(["alamat_desa_kode"], ["wilayah.kode"], name=op.f("fk_laporan_alamat_desa_kode")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_laporan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_laporan_kab_kode")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_laporan_makam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laporan")),
        sa.UniqueConstraint("makam_id", "buku_tahun", "buku_nomor", name="uq_laporan_nomor_buku"),
    )
    op.create_index(
        "ix_laporan_antrean",
        "laporan",
        ["kab_kode", "status", "diajukan_pada", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('diajukan', 'diperiksa', 'disarankan', 'dikembalikan')"),
    )
    op.create_index(
        "ix_laporan_antrean_makam",
        "laporan",
        ["makam_id", "status", "diajukan_pada", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('diajukan', 'diperiksa', 'disarankan', 'dikembalikan')"),
    )
    op.create_index(
        "ix_laporan_antrean_tanpa_nik",
        "laporan",
        ["kab_kode", "status", "diajukan_pada", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('diajukan', 'diperiksa', 'disarankan', 'dikembalikan') AND nik IS NULL"),
    )
    op.create_index("ix_laporan_desa", "laporan", ["desa_kode", "diubah_pada", "id"], unique=False)
    op.create_index("ix_laporan_kab_baru", "laporan", ["kab_kode", "diubah_pada", "id"], unique=False)
    op.create_index("ix_laporan_kab_dimakamkan", "laporan", ["kab_kode", "dimakamkan_tanggal", "id"], unique=False)
    op.create_index("ix_laporan_kab_meninggal", "laporan", ["kab_kode", "meninggal_tanggal", "id"], unique=False)
    op.create_index("ix_laporan_makam", "laporan", ["makam_id", "diubah_pada", "id"], unique=False)
    op.create_index(
        "ix_laporan_nama_bunyi", "laporan", ["kab_kode", "nama_bunyi"], unique=False, postgresql_using="gin"
    )
    op.create_index(
        "ix_laporan_nama_cari",
        "laporan",
        ["kab_kode", "nama_cari"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"nama_cari": "gin_trgm_ops"},
    )
    op.create_index("ix_laporan_nik", "laporan", ["nik"], unique=False, postgresql_where=sa.text("nik IS NOT NULL"))
    op.create_index("ix_laporan_pembuat", "laporan", ["dibuat_oleh", "diubah_pada", "id"], unique=False)
    op.create_table(
        "makam_pengelola",
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("akun_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_makam_pengelola_akun_id")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_makam_pengelola_makam_id")),
        sa.PrimaryKeyConstraint("makam_id", "akun_id", name=op.f("pk_makam_pengelola")),
    )
    op.create_index(op.f("ix_makam_pengelola_akun_id"), "makam_pengelola", ["akun_id"], unique=False)
    op.create_table(
        "paket",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("tps", sa.Text(), nullable=True),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("format IN ('csv', 'xlsx')", name=op.f("ck_paket_format")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_paket_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_paket_kab_kode")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_paket_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paket")),
        sa.UniqueConstraint("nomor", name=op.f("uq_paket_nomor")),
    )
    op.create_index(op.f("ix_paket_kab_kode"), "paket", ["kab_kode"], unique=False)
    op.create_table(
        "sesi",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("akun_id", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("terakhir_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("dicabut_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("asal", sa.Text(), nullable=False),
        sa.Column("perangkat", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_sesi_akun_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesi")),
    )
    op.create_index(op.f("ix_sesi_akun_id"), "sesi", ["akun_id"], unique=False)
    op.create_table(
        "undangan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("akun_id", sa.Uuid(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("berlaku_sampai", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("dipakai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_undangan_akun_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_undangan_dibuat_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undangan")),
    )
    op.create_index(op.f("ix_undangan_akun_id"), "undangan", ["akun_id"], unique=False)
    op.create_table(
        "akta",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("dicatat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dicatat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(nomor) BETWEEN 3 AND 40", name=op.f("ck_akta_nomor")),
        sa.ForeignKeyConstraint(["dicatat_oleh"], ["akun.id"], name=op.f("fk_akta_dicatat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_akta_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_akta")),
        sa.UniqueConstraint("laporan_id", name="uq_akta_laporan"),
        sa.UniqueConstraint("nomor", name="uq_akta_nomor"),
    )
    op.create_table(
        "berkas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("versi_dokumen", sa.Integer(), nullable=False),
        sa.Column("berlaku", sa.Boolean(), nullable=False),
        sa.Column("formulir", sa.Text(), nullable=False),
        sa.Column("kertas", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("ukuran", sa.Integer(), nullable=True),
        sa.Column("halaman", sa.Integer(), nullable=True),
        sa.Column("sebab_versi", sa.Text(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("jadi_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("diunduh_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name=op.f("ck_berkas_jadi")),
        sa.CheckConstraint("formulir IN ('F-2.01A', 'F-2.01')", name=op.f("ck_berkas_formulir")),
        sa.CheckConstraint("kertas IN ('A4', 'F4', 'legal')", name=op.f("ck_berkas_kertas")),
        sa.CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name=op.f("ck_berkas_gagal")),
        sa.CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name=op.f("ck_berkas_status")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_berkas_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berkas")),
        sa.UniqueConstraint("laporan_id", "versi_dokumen", name="uq_berkas_versi"),
    )
    op.create_index("uq_berkas_berlaku", "berkas", ["laporan_id"], unique=True, postgresql_where=sa.text("berlaku"))
    op.create_table(
        "bukti",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("sha256_asli", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column(
            "dibuat_pada",
            sa.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'lainnya')",
            name=op.f("ck_bukti_jenis"),
        ),
        sa.CheckConstraint("mime IN ('image/jpeg', 'image/png', 'application/pdf')", name=op.f("ck_bukti_mime")),
        sa.CheckConstraint("ukuran BETWEEN 1 AND 10485760", name=op.f("ck_bukti_ukuran")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_bukti_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_bukti_laporan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bukti")),
        sa.UniqueConstraint("laporan_id", "jenis", "sha256", name="uq_bukti_isi"),
    )
    op.create_index(op.f("ix_bukti_laporan_id"), "bukti", ["laporan_id"], unique=False)
    op.create_table(
        "catatan_kembali",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("ruas", sa.Text(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_catatan_kembali_dibuat_oleh")),
        sa.ForeignKeyConstraint(
            ["laporan_id"], ["laporan.id"], name=op.f("fk_catatan_kembali_laporan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catatan_kembali")),
    )
    op.create_index(op.f("ix_catatan_kembali_laporan_id"), "catatan_kembali", ["laporan_id"], unique=False)
    op.create_table(
        "keputusan",
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("disarankan_oleh", sa.Uuid(), nullable=False),
        sa.Column("disarankan_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("disetujui_oleh", sa.Uuid(), nullable=True),
        sa.Column("disetujui_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.CheckConstraint("disetujui_oleh <> disarankan_oleh", name=op.f("ck_keputusan_dua_orang")),
        sa.ForeignKeyConstraint(["disarankan_oleh"], ["akun.id"], name=op.f("fk_keputusan_disarankan_oleh")),
        sa.ForeignKeyConstraint(["disetujui_oleh"], ["akun.id"], name=op.f("fk_keputusan_disetujui_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_keputusan_laporan_id")),
        sa.PrimaryKeyConstraint("laporan_id", name=op.f("pk_keputusan")),
    )
    op.create_table(
        "klaim",
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("akun_id", sa.Uuid(), nullable=False),
        sa.Column("sejak", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("sampai", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_klaim_akun_id")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_klaim_laporan_id")),
        sa.PrimaryKeyConstraint("laporan_id", name=op.f("pk_klaim")),
    )
    op.create_index(op.f("ix_klaim_akun_id"), "klaim", ["akun_id"], unique=False)
    op.create_table(
        "laporan_orang",
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("peran", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=True),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("no_kk", sa.Text(), nullable=True),
        sa.Column("dokumen_perjalanan", sa.Text(), nullable=True),
        sa.Column("kewarganegaraan", sa.Text(), nullable=True),
        sa.Column("tempat_lahir", sa.Text(), nullable=True),
        sa.Column("lahir_tahun", sa.SmallInteger(), nullable=True),
        sa.Column("lahir_bulan", sa.SmallInteger(), nullable=True),
        sa.Column("lahir_hari", sa.SmallInteger(), nullable=True),
        sa.Column("hubungan", sa.Text(), nullable=True),
        sa.Column("telepon", sa.Text(), nullable=True),
        sa.Column("alamat", sa.Text(), nullable=True),
        sa.CheckConstraint("nik ~ '^[0-9]{16}$'", name=op.f("ck_laporan_orang_nik")),
        sa.CheckConstraint("no_kk ~ '^[0-9]{16}$'", name=op.f("ck_laporan_orang_no_kk")),
        sa.CheckConstraint(
            "peran IN ('pelapor', 'saksi1', 'saksi2', 'ayah', 'ibu')", name=op.f("ck_laporan_orang_peran")
        ),
        sa.CheckConstraint(
            "lahir_bulan BETWEEN 1 AND 12 AND lahir_hari BETWEEN 1 AND 31",
            name=op.f("ck_laporan_orang_lahir_batas"),
        ),
        sa.CheckConstraint("lahir_bulan IS NULL OR lahir_tahun IS NOT NULL", name=op.f("ck_laporan_orang_lahir_bulan")),
        sa.CheckConstraint("lahir_hari IS NULL OR lahir_bulan IS NOT NULL", name=op.f("ck_laporan_orang_lahir_hari")),
        sa.ForeignKeyConstraint(
            ["laporan_id"], ["laporan.id"], name=op.f("fk_laporan_orang_laporan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("laporan_id", "peran", name=op.f("pk_laporan_orang")),
    )
    op.create_index(
        "ix_laporan_orang_nik",
        "laporan_orang",
        ["nik"],
        unique=False,
        postgresql_where=sa.text("nik IS NOT NULL"),
    )
    op.create_table(
        "pemeriksaan",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("cara", sa.Text(), nullable=False),
        sa.Column("tanggal_cek", sa.Date(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column(
            "dibuat_pada",
            sa.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint("(cara = 'siak') = (tanggal_cek IS NOT NULL)", name=op.f("ck_pemeriksaan_tanggal_cek")),
        sa.CheckConstraint("cara = 'siak' OR length(alasan) > 0", name=op.f("ck_pemeriksaan_alasan")),
        sa.CheckConstraint("cara IN ('siak', 'tidak_ada')", name=op.f("ck_pemeriksaan_cara")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_pemeriksaan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_pemeriksaan_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pemeriksaan")),
    )
    op.create_index("ix_pemeriksaan_laporan_id", "pemeriksaan", ["laporan_id", "id"], unique=False)
    op.create_table(
        "pemilih",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("kecamatan", sa.Text(), nullable=False),
        sa.Column("desa", sa.Text(), nullable=False),
        sa.Column("kec_kode", sa.Text(), nullable=True),
        sa.Column("desa_kode", sa.Text(), nullable=True),
        sa.Column("dpid", sa.Text(), nullable=True),
        sa.Column("nkk", sa.Text(), nullable=True),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("jenis_kelamin", sa.Text(), nullable=True),
        sa.Column("tempat_lahir", sa.Text(), nullable=True),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("status_kawin", sa.Text(), nullable=True),
        sa.Column("alamat", sa.Text(), nullable=True),
        sa.Column("rt", sa.Text(), nullable=True),
        sa.Column("rw", sa.Text(), nullable=True),
        sa.Column("disabilitas", sa.Text(), nullable=True),
        sa.Column("ktp_el", sa.Text(), nullable=True),
        sa.Column("sumber", sa.Text(), nullable=True),
        sa.Column("keterangan", sa.Text(), nullable=True),
        sa.Column("tps", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_pemilih_daftar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pemilih")),
    )
    op.create_index("ix_pemilih_daftar_id", "pemilih", ["daftar_id", "id"], unique=False)
    op.create_index("ix_pemilih_nik", "pemilih", ["nik"], unique=False)
    op.create_table(
        "usul",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("pemilih_id", sa.BigInteger(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("kelas_bukti", sa.Text(), nullable=False),
        sa.Column("bukti_nomor", sa.Text(), nullable=True),
        sa.Column("bukti_tanggal", sa.Date(), nullable=True),
        sa.Column(
            "perbandingan",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column("diusulkan_oleh", sa.Uuid(), nullable=False),
        sa.Column("diusulkan_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("dikonfirmasi_oleh", sa.Uuid(), nullable=True),
        sa.Column("dikonfirmasi_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("kelas_bukti IN ('akta', 'skk', 'lainnya')", name=op.f("ck_usul_kelas_bukti")),
        sa.CheckConstraint("kode IN ('1', '91')", name=op.f("ck_usul_kode")),
        sa.CheckConstraint(
            "status IN ('diusulkan', 'dikonfirmasi', 'ditolak', 'dibatalkan')", name=op.f("ck_usul_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('ditolak', 'dibatalkan') OR length(alasan) > 0", name=op.f("ck_usul_alasan")
        ),
        sa.CheckConstraint(
            "status <> 'dikonfirmasi' OR dikonfirmasi_oleh IS NOT NULL", name=op.f("ck_usul_dikonfirmasi")
        ),
        sa.CheckConstraint("dikonfirmasi_oleh <> diusulkan_oleh", name=op.f("ck_usul_dua_orang")),
        sa.ForeignKeyConstraint(["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_usul_daftar_id")),
        sa.ForeignKeyConstraint(["dikonfirmasi_oleh"], ["akun.id"], name=op.f("fk_usul_dikonfirmasi_oleh")),
        sa.ForeignKeyConstraint(["diusulkan_oleh"], ["akun.id"], name=op.f("fk_usul_diusulkan_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_usul_kab_kode")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_usul_laporan_id")),
        sa.ForeignKeyConstraint(["pemilih_id"], ["pemilih.id"], name=op.f("fk_usul_pemilih_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usul")),
    )
    op.create_index("ix_usul_kab_status", "usul", ["kab_kode", "status", "id"], unique=False)
    op.create_index(
        "uq_usul_laporan_daftar",
        "usul",
        ["laporan_id", "daftar_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('diusulkan', 'dikonfirmasi')"),
    )
    op.create_index(
        "uq_usul_pemilih",
        "usul",
        ["pemilih_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('diusulkan', 'dikonfirmasi')"),
    )
    op.create_table(
        "paket_usul",
        sa.Column("paket_id", sa.Uuid(), nullable=False),
        sa.Column("usul_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_paket_usul_paket_id")),
        sa.ForeignKeyConstraint(["usul_id"], ["usul.id"], name=op.f("fk_paket_usul_usul_id")),
        sa.PrimaryKeyConstraint("paket_id", "usul_id", name=op.f("pk_paket_usul")),
    )
    op.create_index(op.f("ix_paket_usul_usul_id"), "paket_usul", ["usul_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_paket_usul_usul_id"), table_name="paket_usul")
    op.drop_table("paket_usul")
    op.drop_index(
        "uq_usul_pemilih",
        table_name="usul",
        postgresql_where=sa.text("status IN ('diusulkan', 'dikonfirmasi')"),
    )
    op.drop_index(
        "uq_usul_laporan_daftar",
        table_name="usul",
        postgresql_where=sa.text("status IN ('diusulkan', 'dikonfirmasi')"),
    )
    op.drop_index("ix_usul_kab_status", table_name="usul")
    op.drop_table("usul")
    op.drop_index("ix_pemilih_nik", table_name="pemilih")
    op.drop_index("ix_pemilih_daftar_id", table_name="pemilih")
    op.drop_table("pemilih")
    op.drop_index("ix_pemeriksaan_laporan_id", table_name="pemeriksaan")
    op.drop_table("pemeriksaan")
    op.drop_index("ix_laporan_orang_nik", table_name="laporan_orang", postgresql_where=sa.text("nik IS NOT NULL"))
    op.drop_table("laporan_orang")
    op.drop_index(op.f("ix_klaim_akun_id"), table_name="klaim")
    op.drop_table("klaim")
    op.drop_table("keputusan")
    op.drop_index(op.f("ix_catatan_kembali_laporan_id"), table_name="catatan_kembali")
    op.drop_table("catatan_kembali")
    op.drop_index(op.f("ix_bukti_laporan_id"), table_name="bukti")
    op.drop_table("bukti")
    op.drop_index("uq_berkas_berlaku", table_name="berkas", postgresql_where=sa.text("berlaku"))
    op.drop_table("berkas")
    op.drop_table("akta")
    op.drop_index(op.f("ix_undangan_akun_id"), table_name="undangan")
    op.drop_table("undangan")
    op.drop_index(op.f("ix_sesi_akun_id"), table_name="sesi")
    op.drop_table("sesi")
    op.drop_index(op.f("ix_paket_kab_kode"), table_name="paket")
    op.drop_table("paket")
    op.drop_index(op.f("ix_makam_pengelola_akun_id"), table_name="makam_pengelola")
    op.drop_table("makam_pengelola")
    op.drop_index("ix_laporan_pembuat", table_name="laporan")
    op.drop_index("ix_laporan_nik", table_name="laporan", postgresql_where=sa.text("nik IS NOT NULL"))
    op.drop_index(
        "ix_laporan_nama_cari",
        table_name="laporan",
        postgresql_using="gin",
        postgresql_ops={"nama_cari": "gin_trgm_ops"},
    )
    op.drop_index("ix_laporan_nama_bunyi", table_name="laporan", postgresql_using="gin")
    op.drop_index("ix_laporan_makam", table_name="laporan")
    op.drop_index("ix_laporan_kab_meninggal", table_name="laporan")
    op.drop_index("ix_laporan_kab_dimakamkan", table_name="laporan")
    op.drop_index("ix_laporan_kab_baru", table_name="laporan")
    op.drop_index("ix_laporan_desa", table_name="laporan")
    op.drop_index("ix_laporan_antrean_tanpa_nik", table_name="laporan")
    op.drop_index("ix_laporan_antrean_makam", table_name="laporan")
    op.drop_index(
        "ix_laporan_antrean",
        table_name="laporan",
        postgresql_where=sa.text("status IN ('diajukan', 'diperiksa', 'disarankan', 'dikembalikan')"),
    )
    op.drop_table("laporan")
    op.drop_index(op.f("ix_impor_makam_id"), table_name="impor")
    op.drop_table("impor")
    op.drop_index("uq_daftar_pemilih_isi", table_name="daftar_pemilih", postgresql_where=sa.text("status <> 'gagal'"))
    op.drop_index(op.f("ix_daftar_pemilih_wilayah_kode"), table_name="daftar_pemilih")
    op.drop_table("daftar_pemilih")
    op.drop_table("buku")
    op.drop_table("setelan_pemilih")
    op.drop_table("setelan_berkas")
    op.drop_index("uq_makam_kode", table_name="makam")
    op.drop_index("ix_makam_kab_kode", table_name="makam")
    op.drop_index(op.f("ix_makam_desa_kode"), table_name="makam")
    op.drop_table("makam")
    op.drop_index("uq_akun_nama_pengguna", table_name="akun")
    op.drop_index(op.f("ix_akun_wilayah_kode"), table_name="akun")
    op.drop_table("akun")
    op.drop_index(
        "ix_wilayah_nama_cari",
        table_name="wilayah",
        postgresql_using="gin",
        postgresql_ops={"nama_cari": "gin_trgm_ops"},
    )
    op.drop_index("ix_wilayah_induk", table_name="wilayah")
    op.drop_table("wilayah")
    op.drop_index("ix_percobaan_masuk_kunci", table_name="percobaan_masuk")
    op.drop_table("percobaan_masuk")
    op.drop_index("ix_jejak_baca_wilayah", table_name="jejak_baca")
    op.drop_index("ix_jejak_baca_sidik", table_name="jejak_baca")
    op.drop_index("ix_jejak_baca_objek", table_name="jejak_baca")
    op.drop_index("ix_jejak_baca_akun_id", table_name="jejak_baca")
    op.drop_table("jejak_baca")
    op.drop_index("ix_jejak_wilayah", table_name="jejak")
    op.drop_index("ix_jejak_txid", table_name="jejak")
    op.drop_index("ix_jejak_objek", table_name="jejak")
    op.drop_index("ix_jejak_akun_id", table_name="jejak")
    op.drop_table("jejak")
