"""Closed months and corrections, prints, monthly reports, batches of old books, blocks and plots, graves."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "setelan_bulanan",
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("hari_lapor", sa.SmallInteger(), nullable=False),
        sa.Column("hari_ingat", sa.SmallInteger(), nullable=False),
        sa.Column("kop", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("jabatan", sa.Text(), nullable=False),
        sa.Column("nama_pejabat", sa.Text(), nullable=True),
        sa.Column("nip", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("hari_ingat BETWEEN 1 AND 28", name=op.f("ck_setelan_bulanan_hari_ingat")),
        sa.CheckConstraint("hari_lapor BETWEEN 1 AND 28", name=op.f("ck_setelan_bulanan_hari_lapor")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_setelan_bulanan_wilayah_kode")),
        sa.PrimaryKeyConstraint("wilayah_kode", name=op.f("pk_setelan_bulanan")),
    )
    op.create_table(
        "setelan_makam",
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("susunan_buku", sa.Text(), nullable=False),
        sa.Column("tumpang_boleh", sa.Boolean(), nullable=False),
        sa.Column("tumpang_tahun", sa.SmallInteger(), nullable=False),
        sa.Column("tumpang_persetujuan", sa.Boolean(), nullable=False),
        sa.Column("pindah_tahun", sa.SmallInteger(), nullable=False),
        sa.Column("iptm_tahun", sa.SmallInteger(), nullable=False),
        sa.Column("iptm_ingat_hari", sa.SmallInteger(), nullable=False),
        sa.Column("cari_umum", sa.Boolean(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "susunan_buku IN ('gabungan', 'badung', 'pasaman_barat', 'jepara')",
            name=op.f("ck_setelan_makam_susunan_buku"),
        ),
        sa.CheckConstraint("iptm_ingat_hari BETWEEN 1 AND 365", name=op.f("ck_setelan_makam_iptm_ingat_hari")),
        sa.CheckConstraint("iptm_tahun BETWEEN 1 AND 50", name=op.f("ck_setelan_makam_iptm_tahun")),
        sa.CheckConstraint("pindah_tahun BETWEEN 0 AND 50", name=op.f("ck_setelan_makam_pindah_tahun")),
        sa.CheckConstraint("tumpang_tahun BETWEEN 0 AND 50", name=op.f("ck_setelan_makam_tumpang_tahun")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_setelan_makam_kab_kode")),
        sa.PrimaryKeyConstraint("kab_kode", name=op.f("pk_setelan_makam")),
    )
    op.create_table(
        "blok",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("golongan", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "golongan IN ('umum', 'islam', 'kristen', 'katolik', 'hindu', 'buddha', 'khonghucu', 'kepercayaan')",
            name=op.f("ck_blok_golongan"),
        ),
        sa.CheckConstraint("length(nama) BETWEEN 1 AND 40", name=op.f("ck_blok_nama")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_blok_makam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blok")),
    )
    op.create_index("uq_blok_nama", "blok", ["makam_id", sa.literal_column("lower(nama)")], unique=True)
    op.create_table(
        "cetak_buku",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=True),
        sa.Column("wilayah_kode", sa.Text(), nullable=True),
        sa.Column("dari", sa.Date(), nullable=False),
        sa.Column("sampai", sa.Date(), nullable=False),
        sa.Column("susunan", sa.Text(), nullable=False),
        sa.Column("nik_tampak", sa.Boolean(), nullable=False),
        sa.Column("petugas", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("dikerjakan", sa.Integer(), nullable=False),
        sa.Column("baris", sa.Integer(), nullable=True),
        sa.Column("halaman", sa.Integer(), nullable=True),
        sa.Column("ukuran", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("jadi_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name=op.f("ck_cetak_buku_jadi")),
        sa.CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name=op.f("ck_cetak_buku_status")),
        sa.CheckConstraint(
            "susunan IN ('gabungan', 'badung', 'pasaman_barat', 'jepara')", name=op.f("ck_cetak_buku_susunan")
        ),
        sa.CheckConstraint("(makam_id IS NULL) <> (wilayah_kode IS NULL)", name=op.f("ck_cetak_buku_lingkup")),
        sa.CheckConstraint("dari <= sampai", name=op.f("ck_cetak_buku_rentang")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_cetak_buku_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_cetak_buku_kab_kode")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_cetak_buku_makam_id")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_cetak_buku_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cetak_buku")),
    )
    op.create_index("ix_cetak_buku_pembuat", "cetak_buku", ["dibuat_oleh", "dibuat_pada"], unique=False)
    op.create_table(
        "laporan_bulanan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("bulan", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("angka", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("rincian", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("dihitung_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("nomor_surat", sa.Text(), nullable=True),
        sa.Column("tanggal_surat", sa.Date(), nullable=True),
        sa.Column("status_cetak", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256_pdf", sa.Text(), nullable=True),
        sa.Column("sha256_xlsx", sa.Text(), nullable=True),
        sa.Column("sha256_tertanda", sa.Text(), nullable=True),
        sa.Column("mime_tertanda", sa.Text(), nullable=True),
        sa.Column("tertanda_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("tertanda_oleh", sa.Uuid(), nullable=True),
        sa.Column("dikirim_tanggal", sa.Date(), nullable=True),
        sa.Column("dikirim_cara", sa.Text(), nullable=True),
        sa.Column("dikirim_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dikirim_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'dikirim') = (dikirim_tanggal IS NOT NULL)", name=op.f("ck_laporan_bulanan_dikirim")
        ),
        sa.CheckConstraint("status = 'draf' OR sha256_tertanda IS NOT NULL", name=op.f("ck_laporan_bulanan_tertanda")),
        sa.CheckConstraint("status IN ('draf', 'ditandatangani', 'dikirim')", name=op.f("ck_laporan_bulanan_status")),
        sa.CheckConstraint("status_cetak IN ('antre', 'jadi', 'gagal')", name=op.f("ck_laporan_bulanan_status_cetak")),
        sa.CheckConstraint("bulan BETWEEN 1 AND 12", name=op.f("ck_laporan_bulanan_bulan")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_laporan_bulanan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["dikirim_oleh"], ["akun.id"], name=op.f("fk_laporan_bulanan_dikirim_oleh")),
        sa.ForeignKeyConstraint(["tertanda_oleh"], ["akun.id"], name=op.f("fk_laporan_bulanan_tertanda_oleh")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_laporan_bulanan_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laporan_bulanan")),
    )
    op.create_index("uq_laporan_bulanan", "laporan_bulanan", ["wilayah_kode", "tahun", "bulan"], unique=True)
    op.create_table(
        "nomor_batal",
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("sebab", sa.Text(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_nomor_batal_makam_id")),
        sa.PrimaryKeyConstraint("makam_id", "tahun", "nomor", name=op.f("pk_nomor_batal")),
    )
    op.create_table(
        "pemetaan_buku",
        sa.Column("akun_id", sa.Uuid(), nullable=False),
        sa.Column("sidik_judul", sa.Text(), nullable=False),
        sa.Column("pemetaan", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_pemetaan_buku_akun_id")),
        sa.PrimaryKeyConstraint("akun_id", "sidik_judul", name=op.f("pk_pemetaan_buku")),
    )
    op.create_table(
        "tutup_buku",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("bulan", sa.SmallInteger(), nullable=False),
        sa.Column("nihil", sa.Boolean(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("laki", sa.Integer(), nullable=False),
        sa.Column("perempuan", sa.Integer(), nullable=False),
        sa.Column("tidak_diketahui", sa.Integer(), nullable=False),
        sa.Column("kelompok_umur", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("nomor_awal", sa.Integer(), nullable=True),
        sa.Column("nomor_akhir", sa.Integer(), nullable=True),
        sa.Column("jumlah_koreksi", sa.Integer(), nullable=False),
        sa.Column("petugas", sa.Text(), nullable=False),
        sa.Column("sha256_isi", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("halaman", sa.Integer(), nullable=True),
        sa.Column("sha256_tertanda", sa.Text(), nullable=True),
        sa.Column("mime_tertanda", sa.Text(), nullable=True),
        sa.Column("tertanda_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ditutup_oleh", sa.Uuid(), nullable=False),
        sa.Column("ditutup_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("dibuka_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibuka_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("alasan_buka", sa.Text(), nullable=True),
        sa.CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name=op.f("ck_tutup_buku_jadi")),
        sa.CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name=op.f("ck_tutup_buku_status")),
        sa.CheckConstraint(
            "(dibuka_pada IS NULL) = (dibuka_oleh IS NULL) AND (dibuka_pada IS NULL) = (alasan_buka IS NULL)",
            name=op.f("ck_tutup_buku_dibuka"),
        ),
        sa.CheckConstraint("(nomor_awal IS NULL) = (nomor_akhir IS NULL)", name=op.f("ck_tutup_buku_nomor")),
        sa.CheckConstraint("bulan BETWEEN 1 AND 12", name=op.f("ck_tutup_buku_bulan")),
        sa.CheckConstraint("jumlah = laki + perempuan + tidak_diketahui", name=op.f("ck_tutup_buku_jumlah")),
        sa.CheckConstraint("nihil = (jumlah = 0)", name=op.f("ck_tutup_buku_nihil")),
        sa.ForeignKeyConstraint(["dibuka_oleh"], ["akun.id"], name=op.f("fk_tutup_buku_dibuka_oleh")),
        sa.ForeignKeyConstraint(["ditutup_oleh"], ["akun.id"], name=op.f("fk_tutup_buku_ditutup_oleh")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_tutup_buku_makam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tutup_buku")),
    )
    op.create_index("ix_tutup_buku_makam", "tutup_buku", ["makam_id", "tahun", "bulan"], unique=False)
    op.create_index(
        "uq_tutup_buku",
        "tutup_buku",
        ["makam_id", "tahun", "bulan"],
        unique=True,
        postgresql_where=sa.text("dibuka_pada IS NULL"),
    )
    op.create_table(
        "petak",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("blok_id", sa.Uuid(), nullable=False),
        sa.Column("baris", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("panjang_cm", sa.Integer(), nullable=True),
        sa.Column("lebar_cm", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=True),
        sa.Column("lintang", sa.Double(), nullable=True),
        sa.Column("bujur", sa.Double(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jenis IN ('tunggal', 'ganda', 'keluarga', 'anak', 'abu')", name=op.f("ck_petak_jenis")),
        sa.CheckConstraint("status IN ('kosong', 'dipesan', 'terisi', 'tidak_dipakai')", name=op.f("ck_petak_status")),
        sa.CheckConstraint("(lintang IS NULL) = (bujur IS NULL)", name=op.f("ck_petak_koordinat_lengkap")),
        sa.CheckConstraint("length(nomor) BETWEEN 1 AND 20 AND length(baris) <= 20", name=op.f("ck_petak_nomor")),
        sa.CheckConstraint(
            "lintang BETWEEN -90 AND 90 AND bujur BETWEEN -180 AND 180", name=op.f("ck_petak_koordinat")
        ),
        sa.CheckConstraint(
            "panjang_cm BETWEEN 30 AND 2000 AND lebar_cm BETWEEN 30 AND 2000", name=op.f("ck_petak_ukuran")
        ),
        sa.ForeignKeyConstraint(["blok_id"], ["blok.id"], name=op.f("fk_petak_blok_id")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_petak_makam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petak")),
    )
    op.create_index("ix_petak_makam", "petak", ["makam_id", "status"], unique=False)
    op.create_index(
        "uq_petak_nomor",
        "petak",
        ["blok_id", sa.literal_column("lower(baris)"), sa.literal_column("lower(nomor)")],
        unique=True,
    )
    op.create_table(
        "salinan_halaman",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("impor_id", sa.Uuid(), nullable=False),
        sa.Column("urutan", sa.SmallInteger(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("selesai", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("mime IN ('image/jpeg', 'image/png')", name=op.f("ck_salinan_halaman_mime")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_salinan_halaman_dibuat_oleh")),
        sa.ForeignKeyConstraint(["impor_id"], ["impor.id"], name=op.f("fk_salinan_halaman_impor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_salinan_halaman")),
        sa.UniqueConstraint(
            "impor_id", "urutan", deferrable=True, initially="DEFERRED", name="uq_salinan_halaman_urutan"
        ),
    )
    op.create_index("uq_salinan_halaman_isi", "salinan_halaman", ["impor_id", "sha256"], unique=True)
    op.create_table(
        "petak_foto",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("petak_id", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("jenis IN ('makam', 'nisan')", name=op.f("ck_petak_foto_jenis")),
        sa.CheckConstraint("mime IN ('image/jpeg', 'image/png')", name=op.f("ck_petak_foto_mime")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_petak_foto_dibuat_oleh")),
        sa.ForeignKeyConstraint(["petak_id"], ["petak.id"], name=op.f("fk_petak_foto_petak_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petak_foto")),
    )
    op.create_index("ix_petak_foto_petak", "petak_foto", ["petak_id"], unique=False)
    op.create_table(
        "ahli_waris",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("hubungan", sa.Text(), nullable=True),
        sa.Column("telepon", sa.Text(), nullable=True),
        sa.Column("alamat", sa.Text(), nullable=True),
        sa.Column("sejak", sa.Date(), nullable=False),
        sa.Column("sampai", sa.Date(), nullable=True),
        sa.Column("sebab_ganti", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("sampai >= sejak", name=op.f("ck_ahli_waris_urutan")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_ahli_waris_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_ahli_waris_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ahli_waris")),
    )
    op.create_index("ix_ahli_waris_laporan", "ahli_waris", ["laporan_id", "sejak"], unique=False)
    op.create_index(
        "uq_ahli_waris_sekarang", "ahli_waris", ["laporan_id"], unique=True, postgresql_where=sa.text("sampai IS NULL")
    )
    op.create_table(
        "impor_laporan",
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("impor_id", sa.Uuid(), nullable=False),
        sa.Column("letak", sa.Text(), nullable=False),
        sa.Column("versi_laporan", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["impor_id"], ["impor.id"], name=op.f("fk_impor_laporan_impor_id")),
        sa.ForeignKeyConstraint(
            ["laporan_id"], ["laporan.id"], name=op.f("fk_impor_laporan_laporan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("laporan_id", name=op.f("pk_impor_laporan")),
    )
    op.create_index("ix_impor_laporan_impor", "impor_laporan", ["impor_id"], unique=False)
    op.create_table(
        "impor_salah",
        sa.Column("impor_id", sa.Uuid(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("pesan", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.ForeignKeyConstraint(["impor_id"], ["impor.id"], name=op.f("fk_impor_salah_impor_id")),
        sa.PrimaryKeyConstraint("impor_id", "urutan", name=op.f("pk_impor_salah")),
    )
    op.create_table(
        "iptm",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("pemegang", sa.Text(), nullable=False),
        sa.Column("telepon", sa.Text(), nullable=True),
        sa.Column("berlaku_dari", sa.Date(), nullable=False),
        sa.Column("berlaku_sampai", sa.Date(), nullable=False),
        sa.Column("menggantikan_id", sa.Uuid(), nullable=True),
        sa.Column("diingatkan_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("diingatkan_oleh", sa.Uuid(), nullable=True),
        sa.Column("dicabut_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("alasan_cabut", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(dicabut_pada IS NULL) = (alasan_cabut IS NULL)", name=op.f("ck_iptm_dicabut")),
        sa.CheckConstraint("berlaku_sampai > berlaku_dari", name=op.f("ck_iptm_masa")),
        sa.CheckConstraint("menggantikan_id <> id", name=op.f("ck_iptm_menggantikan")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_iptm_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diingatkan_oleh"], ["akun.id"], name=op.f("fk_iptm_diingatkan_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_iptm_laporan_id")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_iptm_makam_id")),
        sa.ForeignKeyConstraint(["menggantikan_id"], ["iptm.id"], name=op.f("fk_iptm_menggantikan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_iptm")),
    )
    op.create_index("ix_iptm_laporan", "iptm", ["laporan_id"], unique=False)
    op.create_index("ix_iptm_makam_habis", "iptm", ["makam_id", "berlaku_sampai"], unique=False)
    op.create_index("uq_iptm_menggantikan", "iptm", ["menggantikan_id"], unique=True)
    op.create_index("uq_iptm_nomor", "iptm", ["makam_id", sa.literal_column("lower(nomor)")], unique=True)
    op.create_table(
        "koreksi_buku",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("bulan", sa.SmallInteger(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("asal_tahun", sa.Integer(), nullable=False),
        sa.Column("asal_bulan", sa.SmallInteger(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("peristiwa", sa.Text(), nullable=False),
        sa.Column(
            "rincian", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("jenis IN ('susulan', 'ubah', 'keluar', 'kembali')", name=op.f("ck_koreksi_buku_jenis")),
        sa.CheckConstraint(
            "bulan BETWEEN 1 AND 12 AND asal_bulan BETWEEN 1 AND 12", name=op.f("ck_koreksi_buku_bulan")
        ),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_koreksi_buku_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_koreksi_buku_laporan_id")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_koreksi_buku_makam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_koreksi_buku")),
    )
    op.create_index("ix_koreksi_buku_asal", "koreksi_buku", ["makam_id", "asal_tahun", "asal_bulan"], unique=False)
    op.create_index("ix_koreksi_buku_bulan", "koreksi_buku", ["makam_id", "tahun", "bulan"], unique=False)
    op.create_index("ix_koreksi_buku_laporan", "koreksi_buku", ["laporan_id"], unique=False)
    op.create_index("uq_koreksi_buku_nomor", "koreksi_buku", ["makam_id", "tahun", "nomor"], unique=True)
    op.create_table(
        "pemindahan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("dari_petak_id", sa.Uuid(), nullable=True),
        sa.Column("ke_petak_id", sa.Uuid(), nullable=True),
        sa.Column("tujuan", sa.Text(), nullable=True),
        sa.Column("izin_nomor", sa.Text(), nullable=False),
        sa.Column("izin_tanggal", sa.Date(), nullable=False),
        sa.Column("izin_penerbit", sa.Text(), nullable=False),
        sa.Column("penerbit_jenis", sa.Text(), nullable=False),
        sa.Column("tumpang_persetujuan", sa.Text(), nullable=True),
        sa.Column("tumpang_surat", sa.Text(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("sha256_izin", sa.Text(), nullable=True),
        sa.Column("mime_izin", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("dibatalkan_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibatalkan_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("alasan_batal", sa.Text(), nullable=True),
        sa.CheckConstraint("(jenis = 'pindah_petak') = (ke_petak_id IS NOT NULL)", name=op.f("ck_pemindahan_ke_petak")),
        sa.CheckConstraint("jenis <> 'pindah_keluar' OR length(tujuan) > 0", name=op.f("ck_pemindahan_tujuan")),
        sa.CheckConstraint("jenis IN ('pindah_petak', 'pindah_keluar', 'gali')", name=op.f("ck_pemindahan_jenis")),
        sa.CheckConstraint("(dibatalkan_pada IS NULL) = (alasan_batal IS NULL)", name=op.f("ck_pemindahan_dibatalkan")),
        sa.CheckConstraint("length(izin_nomor) > 0 AND length(alasan) > 0", name=op.f("ck_pemindahan_izin")),
        sa.CheckConstraint(
            "penerbit_jenis IN ('dinas', 'pengadilan', 'kepolisian', 'lainnya')",
            name=op.f("ck_pemindahan_penerbit_jenis"),
        ),
        sa.ForeignKeyConstraint(["dari_petak_id"], ["petak.id"], name=op.f("fk_pemindahan_dari_petak_id")),
        sa.ForeignKeyConstraint(["dibatalkan_oleh"], ["akun.id"], name=op.f("fk_pemindahan_dibatalkan_oleh")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_pemindahan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["ke_petak_id"], ["petak.id"], name=op.f("fk_pemindahan_ke_petak_id")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_pemindahan_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pemindahan")),
    )
    op.create_index("ix_pemindahan_dari", "pemindahan", ["dari_petak_id"], unique=False)
    op.create_index("ix_pemindahan_laporan", "pemindahan", ["laporan_id"], unique=False)
    op.create_table(
        "penempatan",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("petak_id", sa.Uuid(), nullable=False),
        sa.Column("sejak", sa.Date(), nullable=False),
        sa.Column("sampai", sa.Date(), nullable=True),
        sa.Column("sebab", sa.Text(), nullable=False),
        sa.Column("akhir", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "akhir IN ('pindah_petak', 'pindah_keluar', 'gali', 'keluar_buku')", name=op.f("ck_penempatan_akhir")
        ),
        sa.CheckConstraint("(sampai IS NULL) = (akhir IS NULL)", name=op.f("ck_penempatan_berakhir")),
        sa.CheckConstraint("sebab IN ('pemakaman', 'tumpang', 'pindah')", name=op.f("ck_penempatan_sebab")),
        sa.CheckConstraint("sampai >= sejak", name=op.f("ck_penempatan_urutan")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_penempatan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_penempatan_laporan_id")),
        sa.ForeignKeyConstraint(["petak_id"], ["petak.id"], name=op.f("fk_penempatan_petak_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penempatan")),
    )
    op.create_index("ix_penempatan_laporan", "penempatan", ["laporan_id"], unique=False)
    op.create_index("ix_penempatan_petak", "penempatan", ["petak_id", "sejak"], unique=False)
    op.create_index(
        "uq_penempatan_sekarang", "penempatan", ["laporan_id"], unique=True, postgresql_where=sa.text("sampai IS NULL")
    )
    op.create_table(
        "rencana_makam",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("petak_id", sa.Uuid(), nullable=True),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("pukul", sa.Time(), nullable=True),
        sa.Column("kontak_nama", sa.Text(), nullable=False),
        sa.Column("kontak_telepon", sa.Text(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("alasan_batal", sa.Text(), nullable=True),
        sa.Column("laporan_id", sa.Uuid(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'batal') = (alasan_batal IS NOT NULL)", name=op.f("ck_rencana_makam_batal")),
        sa.CheckConstraint("laporan_id IS NULL OR status = 'dilaksanakan'", name=op.f("ck_rencana_makam_dilaksanakan")),
        sa.CheckConstraint("status IN ('direncanakan', 'dilaksanakan', 'batal')", name=op.f("ck_rencana_makam_status")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_rencana_makam_dibuat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_rencana_makam_laporan_id")),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_rencana_makam_makam_id")),
        sa.ForeignKeyConstraint(["petak_id"], ["petak.id"], name=op.f("fk_rencana_makam_petak_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rencana_makam")),
    )
    op.create_index("ix_rencana_makam_hari", "rencana_makam", ["makam_id", "tanggal"], unique=False)
    op.create_index("uq_rencana_makam_laporan", "rencana_makam", ["laporan_id"], unique=True)
    op.create_index(
        "uq_rencana_makam_petak",
        "rencana_makam",
        ["petak_id"],
        unique=True,
        postgresql_where=sa.text("status = 'direncanakan'"),
    )
    op.create_table(
        "salinan_baris",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("halaman_id", sa.Uuid(), nullable=False),
        sa.Column("urutan", sa.SmallInteger(), nullable=False),
        sa.Column("isian", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tidak_terbaca", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column(
            "galat", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("laporan_id", sa.Uuid(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('diketik', 'masuk', 'sudah_ada', 'salah')", name=op.f("ck_salinan_baris_status")
        ),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_salinan_baris_dibuat_oleh")),
        sa.ForeignKeyConstraint(["halaman_id"], ["salinan_halaman.id"], name=op.f("fk_salinan_baris_halaman_id")),
        sa.ForeignKeyConstraint(
            ["laporan_id"], ["laporan.id"], name=op.f("fk_salinan_baris_laporan_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_salinan_baris")),
    )
    op.create_index("ix_salinan_baris_halaman", "salinan_baris", ["halaman_id", "urutan"], unique=False)
    op.create_index("uq_salinan_baris_laporan", "salinan_baris", ["laporan_id"], unique=True)
    op.add_column("buku", sa.Column("koreksi_terakhir", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("impor", sa.Column("jenis", sa.Text(), server_default=sa.text("'berkas'"), nullable=False))
    op.add_column(
        "impor",
        sa.Column(
            "pemetaan", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
    )
    op.add_column("impor", sa.Column("jumlah", sa.Integer(), nullable=True))
    op.add_column("impor", sa.Column("minta_berhenti", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("impor", sa.Column("dibatalkan_oleh", sa.Uuid(), nullable=True))
    op.add_column("impor", sa.Column("dibatalkan_pada", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("impor", sa.Column("alasan_batal", sa.Text(), nullable=True))
    op.alter_column("impor", "sha256", existing_type=sa.TEXT(), nullable=True)
    op.create_foreign_key(op.f("fk_impor_dibatalkan_oleh"), "impor", "akun", ["dibatalkan_oleh"], ["id"])
    op.add_column("laporan", sa.Column("dusun", sa.Text(), nullable=True))
    op.add_column("laporan", sa.Column("petak_id", sa.Uuid(), nullable=True))
    op.add_column("laporan", sa.Column("tumpang_persetujuan", sa.Text(), nullable=True))
    op.add_column("laporan", sa.Column("tumpang_surat", sa.Text(), nullable=True))
    op.add_column("laporan", sa.Column("nomor_lama", sa.Text(), nullable=True))
    op.add_column("laporan", sa.Column("tidak_terbaca", postgresql.ARRAY(sa.TEXT()), nullable=True))
    op.add_column("laporan", sa.Column("keberatan_cari", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_index("ix_laporan_kab_masuk_buku", "laporan", ["kab_kode", "masuk_buku_pada"], unique=False)
    op.create_index("ix_laporan_makam_dimakamkan", "laporan", ["makam_id", "dimakamkan_tanggal"], unique=False)
    op.create_index(
        "ix_laporan_petak", "laporan", ["petak_id"], unique=False, postgresql_where=sa.text("petak_id IS NOT NULL")
    )
    op.create_foreign_key(op.f("fk_laporan_petak_id"), "laporan", "petak", ["petak_id"], ["id"])
    op.add_column("makam", sa.Column("dusun", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("makam", "dusun")
    op.drop_constraint(op.f("fk_laporan_petak_id"), "laporan", type_="foreignkey")
    op.drop_index("ix_laporan_petak", table_name="laporan", postgresql_where=sa.text("petak_id IS NOT NULL"))
    op.drop_index("ix_laporan_makam_dimakamkan", table_name="laporan")
    op.drop_index("ix_laporan_kab_masuk_buku", table_name="laporan")
    op.drop_column("laporan", "keberatan_cari")
    op.drop_column("laporan", "tidak_terbaca")
    op.drop_column("laporan", "nomor_lama")
    op.drop_column("laporan", "tumpang_surat")
    op.drop_column("laporan", "tumpang_persetujuan")
    op.drop_column("laporan", "petak_id")
    op.drop_column("laporan", "dusun")
    op.drop_constraint(op.f("fk_impor_dibatalkan_oleh"), "impor", type_="foreignkey")
    op.alter_column("impor", "sha256", existing_type=sa.TEXT(), nullable=False)
    op.drop_column("impor", "alasan_batal")
    op.drop_column("impor", "dibatalkan_pada")
    op.drop_column("impor", "dibatalkan_oleh")
    op.drop_column("impor", "minta_berhenti")
    op.drop_column("impor", "jumlah")
    op.drop_column("impor", "pemetaan")
    op.drop_column("impor", "jenis")
    op.drop_column("buku", "koreksi_terakhir")
    op.drop_index("uq_salinan_baris_laporan", table_name="salinan_baris")
    op.drop_index("ix_salinan_baris_halaman", table_name="salinan_baris")
    op.drop_table("salinan_baris")
    op.drop_index(
        "uq_rencana_makam_petak", table_name="rencana_makam", postgresql_where=sa.text("status = 'direncanakan'")
    )
    op.drop_index("uq_rencana_makam_laporan", table_name="rencana_makam")
    op.drop_index("ix_rencana_makam_hari", table_name="rencana_makam")
    op.drop_table("rencana_makam")
    op.drop_index("uq_penempatan_sekarang", table_name="penempatan", postgresql_where=sa.text("sampai IS NULL"))
    op.drop_index("ix_penempatan_petak", table_name="penempatan")
    op.drop_index("ix_penempatan_laporan", table_name="penempatan")
    op.drop_table("penempatan")
    op.drop_index("ix_pemindahan_laporan", table_name="pemindahan")
    op.drop_index("ix_pemindahan_dari", table_name="pemindahan")
    op.drop_table("pemindahan")
    op.drop_index("uq_koreksi_buku_nomor", table_name="koreksi_buku")
    op.drop_index("ix_koreksi_buku_laporan", table_name="koreksi_buku")
    op.drop_index("ix_koreksi_buku_bulan", table_name="koreksi_buku")
    op.drop_index("ix_koreksi_buku_asal", table_name="koreksi_buku")
    op.drop_table("koreksi_buku")
    op.drop_index("uq_iptm_nomor", table_name="iptm")
    op.drop_index("uq_iptm_menggantikan", table_name="iptm")
    op.drop_index("ix_iptm_makam_habis", table_name="iptm")
    op.drop_index("ix_iptm_laporan", table_name="iptm")
    op.drop_table("iptm")
    op.drop_table("impor_salah")
    op.drop_index("ix_impor_laporan_impor", table_name="impor_laporan")
    op.drop_table("impor_laporan")
    op.drop_index("uq_ahli_waris_sekarang", table_name="ahli_waris", postgresql_where=sa.text("sampai IS NULL"))
    op.drop_index("ix_ahli_waris_laporan", table_name="ahli_waris")
    op.drop_table("ahli_waris")
    op.drop_index("ix_petak_foto_petak", table_name="petak_foto")
    op.drop_table("petak_foto")
    op.drop_index("uq_salinan_halaman_isi", table_name="salinan_halaman")
    op.drop_table("salinan_halaman")
    op.drop_index("uq_petak_nomor", table_name="petak")
    op.drop_index("ix_petak_makam", table_name="petak")
    op.drop_table("petak")
    op.drop_index("uq_tutup_buku", table_name="tutup_buku", postgresql_where=sa.text("dibuka_pada IS NULL"))
    op.drop_index("ix_tutup_buku_makam", table_name="tutup_buku")
    op.drop_table("tutup_buku")
    op.drop_table("pemetaan_buku")
    op.drop_table("nomor_batal")
    op.drop_index("uq_laporan_bulanan", table_name="laporan_bulanan")
    op.drop_table("laporan_bulanan")
    op.drop_index("ix_cetak_buku_pembuat", table_name="cetak_buku")
    op.drop_table("cetak_buku")
    op.drop_index("uq_blok_nama", table_name="blok")
    op.drop_table("blok")
    op.drop_table("setelan_makam")
    op.drop_table("setelan_bulanan")
