"""Residents and candidates, suspected doubles, corrections, living-person cases, notices to KPU, the desk's own tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alasan_siap",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("bawaan", sa.Text(), nullable=True),
        sa.Column("untuk", sa.Text(), nullable=False),
        sa.Column("ruas", sa.Text(), nullable=True),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("urutan", sa.SmallInteger(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "untuk IN ('kembalikan', 'tolak', 'tanya', 'lampiran', 'urungkan', 'arsip')",
            name=op.f("ck_alasan_siap_untuk"),
        ),
        sa.CheckConstraint("length(teks) > 0", name=op.f("ck_alasan_siap_teks")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_alasan_siap_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alasan_siap")),
    )
    op.create_index("ix_alasan_siap_kab", "alasan_siap", ["kab_kode", "untuk", "urutan"], unique=False)
    op.create_index("uq_alasan_siap_bawaan", "alasan_siap", ["kab_kode", "bawaan"], unique=True)
    op.create_table(
        "hari_libur",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("libur", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_hari_libur_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hari_libur")),
    )
    op.create_index("uq_hari_libur_tanggal", "hari_libur", ["wilayah_kode", "tanggal"], unique=True)
    op.create_table(
        "pemetaan_penduduk",
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("sidik_judul", sa.Text(), nullable=False),
        sa.Column("pemetaan", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_pemetaan_penduduk_kab_kode")),
        sa.PrimaryKeyConstraint("kab_kode", "sidik_judul", name=op.f("pk_pemetaan_penduduk")),
    )
    op.create_table(
        "setelan_laporan",
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("jendela_ganda", sa.SmallInteger(), nullable=False),
        sa.Column("hari_layanan", sa.SmallInteger(), nullable=False),
        sa.Column("hari_penarikan", sa.SmallInteger(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("hari_layanan BETWEEN 1 AND 60", name=op.f("ck_setelan_laporan_hari_layanan")),
        sa.CheckConstraint("hari_penarikan BETWEEN 1 AND 60", name=op.f("ck_setelan_laporan_hari_penarikan")),
        sa.CheckConstraint("jendela_ganda BETWEEN 0 AND 90", name=op.f("ck_setelan_laporan_jendela_ganda")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_setelan_laporan_kab_kode")),
        sa.PrimaryKeyConstraint("kab_kode", name=op.f("pk_setelan_laporan")),
    )
    op.create_table(
        "hasil_massal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("aksi", sa.Text(), nullable=False),
        sa.Column(
            "baris", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_hasil_massal_dibuat_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hasil_massal")),
    )
    op.create_index(op.f("ix_hasil_massal_dibuat_oleh"), "hasil_massal", ["dibuat_oleh"], unique=False)
    op.create_table(
        "impor_penduduk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("susunan", sa.Text(), nullable=False),
        sa.Column(
            "pemetaan", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("uji", sa.Boolean(), nullable=False),
        sa.Column("lengkap", sa.Boolean(), nullable=False),
        sa.Column("tanggal_data", sa.Date(), nullable=True),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=True),
        sa.Column("dibaca", sa.Integer(), nullable=False),
        sa.Column("baru", sa.Integer(), nullable=False),
        sa.Column("berubah", sa.Integer(), nullable=False),
        sa.Column("tetap", sa.Integer(), nullable=False),
        sa.Column("hilang", sa.Integer(), nullable=False),
        sa.Column("salah", sa.Integer(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column(
            "contoh_salah",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("sha256_salah", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('diunggah', 'antre', 'berjalan', 'jadi', 'gagal')", name=op.f("ck_impor_penduduk_status")
        ),
        sa.CheckConstraint("susunan IN ('opensid', 'biasa')", name=op.f("ck_impor_penduduk_susunan")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_impor_penduduk_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_impor_penduduk_kab_kode")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_impor_penduduk_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impor_penduduk")),
    )
    op.create_index("ix_impor_penduduk_kab", "impor_penduduk", ["kab_kode", "dibuat_pada"], unique=False)
    op.create_table(
        "pencarian_layanan",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("nik", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column(
            "hasil", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("diminta_oleh", sa.Uuid(), nullable=True),
        sa.Column("diminta_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'gagal') = (galat IS NOT NULL)", name=op.f("ck_pencarian_layanan_gagal")),
        sa.CheckConstraint("nik ~ '^[0-9]{16}$'", name=op.f("ck_pencarian_layanan_nik")),
        sa.CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name=op.f("ck_pencarian_layanan_status")),
        sa.ForeignKeyConstraint(["diminta_oleh"], ["akun.id"], name=op.f("fk_pencarian_layanan_diminta_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pencarian_layanan")),
    )
    op.create_index("ix_pencarian_layanan_laporan", "pencarian_layanan", ["laporan_id", "id"], unique=False)
    op.create_table(
        "penduduk",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("kec_kode", sa.Text(), nullable=True),
        sa.Column("desa_kode", sa.Text(), nullable=True),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("no_kk", sa.Text(), nullable=True),
        sa.Column("kunci_baris", sa.Text(), nullable=True),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("nama_cari", sa.Text(), nullable=False),
        sa.Column("kunci_nama", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("jenis_kelamin", sa.Text(), nullable=True),
        sa.Column("tempat_lahir", sa.Text(), nullable=True),
        sa.Column("tanggal_lahir", sa.Date(), nullable=True),
        sa.Column("alamat", sa.Text(), nullable=True),
        sa.Column("dusun", sa.Text(), nullable=True),
        sa.Column("rt", sa.Text(), nullable=True),
        sa.Column("rw", sa.Text(), nullable=True),
        sa.Column("agama", sa.Text(), nullable=True),
        sa.Column("pekerjaan", sa.Text(), nullable=True),
        sa.Column("status_kawin", sa.Text(), nullable=True),
        sa.Column("hubungan_keluarga", sa.Text(), nullable=True),
        sa.Column("kewarganegaraan", sa.Text(), nullable=True),
        sa.Column("nama_ayah", sa.Text(), nullable=True),
        sa.Column("nik_ayah", sa.Text(), nullable=True),
        sa.Column("nama_ibu", sa.Text(), nullable=True),
        sa.Column("nik_ibu", sa.Text(), nullable=True),
        sa.Column("status_dasar", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("ktp_el", sa.Text(), nullable=True),
        sa.Column("tanda_hidup_tanggal", sa.Date(), nullable=True),
        sa.Column("tanda_hidup", sa.Text(), nullable=True),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("impor_terakhir", sa.Uuid(), nullable=False),
        sa.Column("hilang_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("jenis_kelamin IN ('L', 'P')", name=op.f("ck_penduduk_jenis_kelamin")),
        sa.CheckConstraint("nik ~ '^[0-9]{16}$'", name=op.f("ck_penduduk_nik")),
        sa.CheckConstraint("no_kk ~ '^[0-9]{16}$'", name=op.f("ck_penduduk_no_kk")),
        sa.ForeignKeyConstraint(["impor_terakhir"], ["impor_penduduk.id"], name=op.f("fk_penduduk_impor_terakhir")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penduduk")),
    )
    op.create_index("ix_penduduk_desa_lahir", "penduduk", ["desa_kode", "tanggal_lahir"], unique=False)
    op.create_index("ix_penduduk_kab_impor", "penduduk", ["kab_kode", "desa_kode", "impor_terakhir"], unique=False)
    op.create_index("ix_penduduk_kunci_nama", "penduduk", ["kunci_nama"], unique=False, postgresql_using="gin")
    op.create_index("ix_penduduk_lahir", "penduduk", ["tanggal_lahir"], unique=False)
    op.create_index(
        "ix_penduduk_nama_cari",
        "penduduk",
        ["kab_kode", "nama_cari"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"nama_cari": "gin_trgm_ops"},
    )
    op.create_index("ix_penduduk_nik", "penduduk", ["nik"], unique=False)
    op.create_index("ix_penduduk_no_kk", "penduduk", ["no_kk"], unique=False)
    op.create_index(
        "uq_penduduk_nik", "penduduk", ["kab_kode", "nik"], unique=True, postgresql_where=sa.text("nik IS NOT NULL")
    )
    op.create_index(
        "uq_penduduk_tanpa_nik",
        "penduduk",
        ["kab_kode", "kunci_baris"],
        unique=True,
        postgresql_where=sa.text("nik IS NULL"),
    )
    op.create_table(
        "catatan_meja",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(teks) > 0", name=op.f("ck_catatan_meja_teks")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_catatan_meja_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_catatan_meja_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catatan_meja")),
    )
    op.create_index("ix_catatan_meja_laporan", "catatan_meja", ["laporan_id", "id"], unique=False)
    op.create_table(
        "dugaan_ganda",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_a", sa.Uuid(), nullable=False),
        sa.Column("laporan_b", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column(
            "rincian", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=True),
        sa.Column("diputus_oleh", sa.Uuid(), nullable=True),
        sa.Column("diputus_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("jenis IN ('nik', 'nik_beda_nama', 'mirip')", name=op.f("ck_dugaan_ganda_jenis")),
        sa.CheckConstraint(
            "status <> 'bukan_sama' OR (diputus_oleh IS NOT NULL AND length(alasan) > 0)",
            name=op.f("ck_dugaan_ganda_putusan"),
        ),
        sa.CheckConstraint(
            "status IN ('terbuka', 'bukan_sama', 'digabung', 'gugur')", name=op.f("ck_dugaan_ganda_status")
        ),
        sa.CheckConstraint("laporan_a < laporan_b", name=op.f("ck_dugaan_ganda_urutan")),
        sa.ForeignKeyConstraint(["diputus_oleh"], ["akun.id"], name=op.f("fk_dugaan_ganda_diputus_oleh")),
        sa.ForeignKeyConstraint(["laporan_a"], ["laporan.id"], name=op.f("fk_dugaan_ganda_laporan_a")),
        sa.ForeignKeyConstraint(["laporan_b"], ["laporan.id"], name=op.f("fk_dugaan_ganda_laporan_b")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dugaan_ganda")),
        sa.UniqueConstraint("laporan_a", "laporan_b", name="uq_dugaan_ganda_pasangan"),
    )
    op.create_index(
        "ix_dugaan_ganda_a_terbuka",
        "dugaan_ganda",
        ["laporan_a"],
        unique=False,
        postgresql_where=sa.text("status = 'terbuka'"),
    )
    op.create_index(
        "ix_dugaan_ganda_b_terbuka",
        "dugaan_ganda",
        ["laporan_b"],
        unique=False,
        postgresql_where=sa.text("status = 'terbuka'"),
    )
    op.create_index(op.f("ix_dugaan_ganda_laporan_b"), "dugaan_ganda", ["laporan_b"], unique=False)
    op.create_table(
        "kasus_hidup",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=True),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("nomor_terima", sa.Text(), nullable=True),
        sa.Column("pengadu_nama", sa.Text(), nullable=True),
        sa.Column("pengadu_telepon", sa.Text(), nullable=True),
        sa.Column("pengadu_hubungan", sa.Text(), nullable=True),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("usul_putusan", sa.Text(), nullable=True),
        sa.Column("usul_alasan", sa.Text(), nullable=True),
        sa.Column("diusulkan_oleh", sa.Uuid(), nullable=True),
        sa.Column("diusulkan_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("diputus_oleh", sa.Uuid(), nullable=True),
        sa.Column("diputus_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("alasan_putusan", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("nik ~ '^[0-9]{16}$'", name=op.f("ck_kasus_hidup_nik")),
        sa.CheckConstraint("status <> 'terbuka' OR laporan_id IS NOT NULL", name=op.f("ck_kasus_hidup_terbuka")),
        sa.CheckConstraint(
            "status IN ('baru', 'terbuka', 'dikabulkan', 'ditolak', 'ditutup')", name=op.f("ck_kasus_hidup_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('dikabulkan', 'ditolak') OR (diputus_oleh IS NOT NULL AND diusulkan_oleh IS NOT NULL AND laporan_id IS NOT NULL)",
            name=op.f("ck_kasus_hidup_putusan"),
        ),
        sa.CheckConstraint("sumber IN ('publik', 'petugas')", name=op.f("ck_kasus_hidup_sumber")),
        sa.CheckConstraint("usul_putusan IN ('kabulkan', 'tolak')", name=op.f("ck_kasus_hidup_usul_putusan")),
        sa.CheckConstraint("(usul_putusan IS NULL) = (diusulkan_oleh IS NULL)", name=op.f("ck_kasus_hidup_usul")),
        sa.CheckConstraint("diputus_oleh <> diusulkan_oleh", name=op.f("ck_kasus_hidup_dua_orang")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_kasus_hidup_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diputus_oleh"], ["akun.id"], name=op.f("fk_kasus_hidup_diputus_oleh")),
        sa.ForeignKeyConstraint(["diusulkan_oleh"], ["akun.id"], name=op.f("fk_kasus_hidup_diusulkan_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_kasus_hidup_kab_kode")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_kasus_hidup_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kasus_hidup")),
    )
    op.create_index(
        "ix_kasus_hidup_antrean",
        "kasus_hidup",
        ["kab_kode", "dibuat_pada"],
        unique=False,
        postgresql_where=sa.text("status IN ('baru', 'terbuka')"),
    )
    op.create_index(
        "ix_kasus_hidup_laporan",
        "kasus_hidup",
        ["laporan_id"],
        unique=False,
        postgresql_where=sa.text("laporan_id IS NOT NULL"),
    )
    op.create_index("uq_kasus_hidup_nomor", "kasus_hidup", ["nomor"], unique=True)
    op.create_table(
        "perbaikan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("bagian", sa.Text(), nullable=False),
        sa.Column("usulan", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("diminta_oleh", sa.Uuid(), nullable=False),
        sa.Column("diminta_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("diputus_oleh", sa.Uuid(), nullable=True),
        sa.Column("diputus_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("alasan_putusan", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('diusulkan', 'disetujui', 'ditolak', 'ditarik')", name=op.f("ck_perbaikan_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('disetujui', 'ditolak') OR diputus_oleh IS NOT NULL", name=op.f("ck_perbaikan_putusan")
        ),
        sa.CheckConstraint("diputus_oleh <> diminta_oleh", name=op.f("ck_perbaikan_dua_orang")),
        sa.CheckConstraint("length(alasan) > 0", name=op.f("ck_perbaikan_alasan")),
        sa.ForeignKeyConstraint(["diminta_oleh"], ["akun.id"], name=op.f("fk_perbaikan_diminta_oleh")),
        sa.ForeignKeyConstraint(["diputus_oleh"], ["akun.id"], name=op.f("fk_perbaikan_diputus_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_perbaikan_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_perbaikan")),
    )
    op.create_index(
        "ix_perbaikan_antrean",
        "perbaikan",
        ["kab_kode", "diminta_pada"],
        unique=False,
        postgresql_where=sa.text("status = 'diusulkan'"),
    )
    op.create_index("ix_perbaikan_laporan", "perbaikan", ["laporan_id", "diminta_pada"], unique=False)
    op.create_index(
        "uq_perbaikan_terbuka",
        "perbaikan",
        ["laporan_id", "bagian"],
        unique=True,
        postgresql_where=sa.text("status = 'diusulkan'"),
    )
    op.create_table(
        "permintaan",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("bukti_jenis", sa.Text(), nullable=True),
        sa.Column("teks", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("jawaban", sa.Text(), nullable=True),
        sa.Column("selesai_oleh", sa.Uuid(), nullable=True),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dicabut", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("(jenis = 'lampiran') = (bukti_jenis IS NOT NULL)", name=op.f("ck_permintaan_lampiran")),
        sa.CheckConstraint(
            "bukti_jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'bukti_hidup', 'lainnya')",
            name=op.f("ck_permintaan_bukti_jenis"),
        ),
        sa.CheckConstraint("jenis = 'lampiran' OR length(teks) > 0", name=op.f("ck_permintaan_teks")),
        sa.CheckConstraint("jenis IN ('tanya', 'lampiran')", name=op.f("ck_permintaan_jenis")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_permintaan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_permintaan_laporan_id")),
        sa.ForeignKeyConstraint(["selesai_oleh"], ["akun.id"], name=op.f("fk_permintaan_selesai_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permintaan")),
    )
    op.create_index("ix_permintaan_laporan_id", "permintaan", ["laporan_id", "id"], unique=False)
    op.create_index(
        "ix_permintaan_terbuka",
        "permintaan",
        ["laporan_id"],
        unique=False,
        postgresql_where=sa.text("selesai_pada IS NULL"),
    )
    op.create_table(
        "kasus_bukti",
        sa.Column("kasus_id", sa.Uuid(), nullable=False),
        sa.Column("bukti_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["bukti_id"], ["bukti.id"], name=op.f("fk_kasus_bukti_bukti_id")),
        sa.ForeignKeyConstraint(["kasus_id"], ["kasus_hidup.id"], name=op.f("fk_kasus_bukti_kasus_id")),
        sa.PrimaryKeyConstraint("kasus_id", "bukti_id", name=op.f("pk_kasus_bukti")),
    )
    op.create_index(op.f("ix_kasus_bukti_bukti_id"), "kasus_bukti", ["bukti_id"], unique=False)
    op.create_table(
        "penarikan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("usul_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("sebab", sa.Text(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("dikirim_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("diterima_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("tanda_terima", sa.Text(), nullable=True),
        sa.Column("diterima_oleh", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(status = 'diterima') = (diterima_pada IS NOT NULL AND length(tanda_terima) > 0)",
            name=op.f("ck_penarikan_diterima"),
        ),
        sa.CheckConstraint(
            "(status IN ('dikirim', 'diterima')) = (dikirim_pada IS NOT NULL)", name=op.f("ck_penarikan_dikirim")
        ),
        sa.CheckConstraint(
            "status IN ('menunggu', 'dikirim', 'diterima', 'dicabut')", name=op.f("ck_penarikan_status")
        ),
        sa.CheckConstraint("length(sebab) > 0", name=op.f("ck_penarikan_sebab")),
        sa.ForeignKeyConstraint(["diterima_oleh"], ["akun.id"], name=op.f("fk_penarikan_diterima_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_penarikan_kab_kode")),
        sa.ForeignKeyConstraint(["usul_id"], ["usul.id"], name=op.f("fk_penarikan_usul_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penarikan")),
    )
    op.create_index("ix_penarikan_kab", "penarikan", ["kab_kode", "status", "dibuat_pada"], unique=False)
    op.create_index(op.f("ix_penarikan_usul_id"), "penarikan", ["usul_id"], unique=False)
    op.create_index(
        "uq_penarikan_usul",
        "penarikan",
        ["usul_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('menunggu', 'dikirim')"),
    )
    op.create_table(
        "perbaikan_bukti",
        sa.Column("perbaikan_id", sa.Uuid(), nullable=False),
        sa.Column("bukti_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["bukti_id"], ["bukti.id"], name=op.f("fk_perbaikan_bukti_bukti_id")),
        sa.ForeignKeyConstraint(["perbaikan_id"], ["perbaikan.id"], name=op.f("fk_perbaikan_bukti_perbaikan_id")),
        sa.PrimaryKeyConstraint("perbaikan_id", "bukti_id", name=op.f("pk_perbaikan_bukti")),
    )
    op.create_index(op.f("ix_perbaikan_bukti_bukti_id"), "perbaikan_bukti", ["bukti_id"], unique=False)
    op.create_table(
        "paket_penarikan",
        sa.Column("paket_id", sa.Uuid(), nullable=False),
        sa.Column("penarikan_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_paket_penarikan_paket_id")),
        sa.ForeignKeyConstraint(["penarikan_id"], ["penarikan.id"], name=op.f("fk_paket_penarikan_penarikan_id")),
        sa.PrimaryKeyConstraint("paket_id", "penarikan_id", name=op.f("pk_paket_penarikan")),
    )
    op.create_index(op.f("ix_paket_penarikan_penarikan_id"), "paket_penarikan", ["penarikan_id"], unique=False)
    op.add_column("akta", sa.Column("dibatalkan_pada", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("akta", sa.Column("dibatalkan_sebab", sa.Text(), nullable=True))
    op.add_column("berkas", sa.Column("dibatalkan_pada", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("bukti", sa.Column("untuk", sa.Text(), server_default=sa.text("'kematian'"), nullable=False))
    op.add_column("laporan", sa.Column("nomor_terima", sa.Text(), nullable=True))
    op.add_column("laporan", sa.Column("status_sebelum", sa.Text(), nullable=True))
    op.add_column("laporan", sa.Column("digabung_ke", sa.Uuid(), nullable=True))
    op.add_column("laporan", sa.Column("dieskalasi_pada", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("laporan", sa.Column("penduduk_id", sa.BigInteger(), nullable=True))
    op.add_column("laporan", sa.Column("nik_pilihan", sa.Text(), nullable=True))
    op.add_column(
        "laporan",
        sa.Column("nik_identitas", sa.Text(), sa.Computed("coalesce(nik_pilihan, nik)", persisted=True), nullable=True),
    )
    op.create_index(
        "ix_laporan_nik_pilihan",
        "laporan",
        ["nik_pilihan"],
        unique=False,
        postgresql_where=sa.text("nik_pilihan IS NOT NULL"),
    )
    op.add_column("laporan", sa.Column("kunci_ganda", postgresql.ARRAY(sa.Text()), nullable=True))
    op.create_index(
        "ix_laporan_digabung_ke",
        "laporan",
        ["digabung_ke"],
        unique=False,
        postgresql_where=sa.text("digabung_ke IS NOT NULL"),
    )
    op.create_index(
        "ix_laporan_nik_identitas",
        "laporan",
        ["nik_identitas"],
        unique=False,
        postgresql_where=sa.text("nik_identitas IS NOT NULL"),
    )
    op.create_index("ix_laporan_kunci_ganda", "laporan", ["kunci_ganda"], unique=False, postgresql_using="gin")
    op.create_index("uq_laporan_nomor_terima", "laporan", ["nomor_terima"], unique=True)
    op.create_index(
        "uq_laporan_satu_kematian",
        "laporan",
        ["nik_identitas"],
        unique=True,
        postgresql_where=sa.text(
            "status IN ('disetujui', 'akta_terbit') OR (status = 'dibekukan' AND status_sebelum IN ('disetujui', 'akta_terbit'))"
        ),
    )
    op.create_index(
        "uq_laporan_satu_penduduk",
        "laporan",
        ["penduduk_id"],
        unique=True,
        postgresql_where=sa.text(
            "status IN ('disetujui', 'akta_terbit') OR (status = 'dibekukan' AND status_sebelum IN ('disetujui', 'akta_terbit'))"
        ),
    )
    op.create_foreign_key(op.f("fk_laporan_penduduk_id"), "laporan", "penduduk", ["penduduk_id"], ["id"])
    op.create_foreign_key(op.f("fk_laporan_digabung_ke"), "laporan", "laporan", ["digabung_ke"], ["id"])
    op.add_column("paket", sa.Column("jenis", sa.Text(), server_default=sa.text("'usul'"), nullable=False))
    op.add_column("pemeriksaan", sa.Column("sumber", sa.Text(), nullable=True))
    op.add_column("pemeriksaan", sa.Column("penduduk_id", sa.BigInteger(), nullable=True))
    op.add_column("pemeriksaan", sa.Column("cuplikan", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.create_foreign_key(op.f("fk_pemeriksaan_penduduk_id"), "pemeriksaan", "penduduk", ["penduduk_id"], ["id"])
    op.add_column("usul", sa.Column("status_sebelum", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("usul", "status_sebelum")
    op.drop_constraint(op.f("fk_pemeriksaan_penduduk_id"), "pemeriksaan", type_="foreignkey")
    op.drop_column("pemeriksaan", "cuplikan")
    op.drop_column("pemeriksaan", "penduduk_id")
    op.drop_column("pemeriksaan", "sumber")
    op.drop_column("paket", "jenis")
    op.drop_constraint(op.f("fk_laporan_digabung_ke"), "laporan", type_="foreignkey")
    op.drop_constraint(op.f("fk_laporan_penduduk_id"), "laporan", type_="foreignkey")
    op.drop_index(
        "uq_laporan_satu_penduduk",
        table_name="laporan",
        postgresql_where=sa.text(
            "status IN ('disetujui', 'akta_terbit') OR (status = 'dibekukan' AND status_sebelum IN ('disetujui', 'akta_terbit'))"
        ),
    )
    op.drop_index(
        "uq_laporan_satu_kematian",
        table_name="laporan",
        postgresql_where=sa.text(
            "status IN ('disetujui', 'akta_terbit') OR (status = 'dibekukan' AND status_sebelum IN ('disetujui', 'akta_terbit'))"
        ),
    )
    op.drop_index("uq_laporan_nomor_terima", table_name="laporan")
    op.drop_index("ix_laporan_nik_pilihan", table_name="laporan", postgresql_where=sa.text("nik_pilihan IS NOT NULL"))
    op.drop_index("ix_laporan_kunci_ganda", table_name="laporan", postgresql_using="gin")
    op.drop_index(
        "ix_laporan_nik_identitas", table_name="laporan", postgresql_where=sa.text("nik_identitas IS NOT NULL")
    )
    op.drop_index("ix_laporan_digabung_ke", table_name="laporan", postgresql_where=sa.text("digabung_ke IS NOT NULL"))
    op.drop_column("laporan", "kunci_ganda")
    op.drop_column("laporan", "nik_identitas")
    op.drop_column("laporan", "nik_pilihan")
    op.drop_column("laporan", "penduduk_id")
    op.drop_column("laporan", "dieskalasi_pada")
    op.drop_column("laporan", "digabung_ke")
    op.drop_column("laporan", "status_sebelum")
    op.drop_column("laporan", "nomor_terima")
    op.drop_column("bukti", "untuk")
    op.drop_column("berkas", "dibatalkan_pada")
    op.drop_column("akta", "dibatalkan_sebab")
    op.drop_column("akta", "dibatalkan_pada")
    op.drop_index(op.f("ix_paket_penarikan_penarikan_id"), table_name="paket_penarikan")
    op.drop_table("paket_penarikan")
    op.drop_index(op.f("ix_perbaikan_bukti_bukti_id"), table_name="perbaikan_bukti")
    op.drop_table("perbaikan_bukti")
    op.drop_index(
        "uq_penarikan_usul", table_name="penarikan", postgresql_where=sa.text("status IN ('menunggu', 'dikirim')")
    )
    op.drop_index(op.f("ix_penarikan_usul_id"), table_name="penarikan")
    op.drop_index("ix_penarikan_kab", table_name="penarikan")
    op.drop_table("penarikan")
    op.drop_index(op.f("ix_kasus_bukti_bukti_id"), table_name="kasus_bukti")
    op.drop_table("kasus_bukti")
    op.drop_index("ix_permintaan_terbuka", table_name="permintaan", postgresql_where=sa.text("selesai_pada IS NULL"))
    op.drop_index("ix_permintaan_laporan_id", table_name="permintaan")
    op.drop_table("permintaan")
    op.drop_index("uq_perbaikan_terbuka", table_name="perbaikan", postgresql_where=sa.text("status = 'diusulkan'"))
    op.drop_index("ix_perbaikan_laporan", table_name="perbaikan")
    op.drop_index("ix_perbaikan_antrean", table_name="perbaikan", postgresql_where=sa.text("status = 'diusulkan'"))
    op.drop_table("perbaikan")
    op.drop_index("uq_kasus_hidup_nomor", table_name="kasus_hidup")
    op.drop_index(
        "ix_kasus_hidup_laporan", table_name="kasus_hidup", postgresql_where=sa.text("laporan_id IS NOT NULL")
    )
    op.drop_index(
        "ix_kasus_hidup_antrean", table_name="kasus_hidup", postgresql_where=sa.text("status IN ('baru', 'terbuka')")
    )
    op.drop_table("kasus_hidup")
    op.drop_index(op.f("ix_dugaan_ganda_laporan_b"), table_name="dugaan_ganda")
    op.drop_index(
        "ix_dugaan_ganda_b_terbuka", table_name="dugaan_ganda", postgresql_where=sa.text("status = 'terbuka'")
    )
    op.drop_index(
        "ix_dugaan_ganda_a_terbuka", table_name="dugaan_ganda", postgresql_where=sa.text("status = 'terbuka'")
    )
    op.drop_table("dugaan_ganda")
    op.drop_index("ix_catatan_meja_laporan", table_name="catatan_meja")
    op.drop_table("catatan_meja")
    op.drop_index("uq_penduduk_tanpa_nik", table_name="penduduk", postgresql_where=sa.text("nik IS NULL"))
    op.drop_index("uq_penduduk_nik", table_name="penduduk", postgresql_where=sa.text("nik IS NOT NULL"))
    op.drop_index("ix_penduduk_no_kk", table_name="penduduk")
    op.drop_index("ix_penduduk_nik", table_name="penduduk")
    op.drop_index(
        "ix_penduduk_nama_cari",
        table_name="penduduk",
        postgresql_using="gin",
        postgresql_ops={"nama_cari": "gin_trgm_ops"},
    )
    op.drop_index("ix_penduduk_lahir", table_name="penduduk")
    op.drop_index("ix_penduduk_kunci_nama", table_name="penduduk", postgresql_using="gin")
    op.drop_index("ix_penduduk_kab_impor", table_name="penduduk")
    op.drop_index("ix_penduduk_desa_lahir", table_name="penduduk")
    op.drop_table("penduduk")
    op.drop_index("ix_pencarian_layanan_laporan", table_name="pencarian_layanan")
    op.drop_table("pencarian_layanan")
    op.drop_index("ix_impor_penduduk_kab", table_name="impor_penduduk")
    op.drop_table("impor_penduduk")
    op.drop_index(op.f("ix_hasil_massal_dibuat_oleh"), table_name="hasil_massal")
    op.drop_table("hasil_massal")
    op.drop_table("setelan_laporan")
    op.drop_table("pemetaan_penduduk")
    op.drop_index("uq_hari_libur_tanggal", table_name="hari_libur")
    op.drop_table("hari_libur")
    op.drop_index("ix_alasan_siap_kab", table_name="alasan_siap")
    op.drop_table("alasan_siap")
