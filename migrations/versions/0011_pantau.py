"""Monitoring: marks of what changed, facts and sums, reference figures, tasks, and boundaries for maps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# In the order they are made.
NEW = (
    "pantau_corong",
    "pantau_fakta",
    "pantau_jalan",
    "pantau_jeda",
    "pantau_makam",
    "pantau_makam_bulan",
    "pantau_sebaran",
    "pantau_tanda",
    "pantau_tanda_makam",
    "acuan",
    "peta_berkas",
    "peta_bentuk",
    "tugas_akta",
    "setelan_terbuka",
)
AUDITED = {
    "acuan": ("acuan", "id"),
    "tugas_akta": ("laporan", "laporan_id"),
    "peta_berkas": ("peta", "id"),
    "setelan_terbuka": ("setelan_terbuka", "wilayah_kode"),
}
# What decides how a report is counted: table → the reports that a changed row (here `ubah`) belongs to.
MARKING = {
    "laporan": "SELECT id FROM ubah",
    "keputusan": "SELECT laporan_id FROM ubah",
    "berkas": "SELECT laporan_id FROM ubah",
    "akta": "SELECT laporan_id FROM ubah",
    "usul": "SELECT laporan_id FROM ubah",
    "catatan_kembali": "SELECT laporan_id FROM ubah",
    "perbaikan": "SELECT laporan_id FROM ubah",
    "paket_usul": "SELECT u.laporan_id FROM ubah JOIN usul u ON u.id = ubah.usul_id",
    "tanda_terima": "SELECT u.laporan_id FROM ubah JOIN paket_usul p ON p.paket_id = ubah.paket_id "
    "JOIN usul u ON u.id = p.usul_id",
}
# What decides how a cemetery is judged, besides its reports.
MARKING_MAKAM = {
    "makam": "SELECT id FROM ubah",
    "makam_pengelola": "SELECT makam_id FROM ubah",
    "tutup_buku": "SELECT makam_id FROM ubah",
    "setelan_bulanan": "SELECT m.id FROM ubah JOIN makam m ON m.kab_kode = ubah.wilayah_kode",
    "buku": "SELECT makam_id FROM ubah",
}
# A statement trigger may name its rows only for one kind of change; no row ever moves to another report.
CHANGES = ("INSERT", "UPDATE", "DELETE")
# Every row of a book moves its counter, which judges nothing.
CHANGES_OF = {"buku": ("INSERT", "DELETE")}


def upgrade() -> None:
    op.add_column("berkas", sa.Column("pertama_diunduh_pada", sa.TIMESTAMP(timezone=True), nullable=True))
    op.execute("ALTER TABLE berkas DISABLE TRIGGER berkas_jejak_wajib")
    op.execute("UPDATE berkas SET pertama_diunduh_pada = diunduh_pada WHERE diunduh_pada IS NOT NULL")
    op.execute("ALTER TABLE berkas ENABLE TRIGGER berkas_jejak_wajib")
    _pantau_corong()
    _pantau_fakta()
    _pantau_jalan()
    _pantau_jeda()
    _pantau_makam()
    _pantau_makam_bulan()
    _pantau_sebaran()
    _pantau_tanda()
    _pantau_tanda_makam()
    _acuan()
    _peta_berkas()
    _peta_bentuk()
    _tugas_akta()
    _setelan_terbuka()
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(NEW)} TO pemakaman_app")
    op.execute(
        "GRANT SELECT ON pantau_fakta, pantau_corong, pantau_sebaran, pantau_jeda, pantau_makam, pantau_makam_bulan, "
        "pantau_jalan, acuan TO pemakaman_reader"
    )
    for table, (objek, column) in AUDITED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('{objek}', '{column}')"
        )
    for table, reports in MARKING.items():
        _mark(table, "pantau_tanda (laporan_id)", reports)
    for table, cemeteries in MARKING_MAKAM.items():
        _mark(table, "pantau_tanda_makam (makam_id)", cemeteries)
    op.create_index(
        "ix_laporan_kab_gabungan",
        "laporan",
        ["kab_kode", "dimakamkan_tanggal"],
        unique=False,
        postgresql_where=sa.text("digabung_ke IS NOT NULL"),
    )
    # What stood before: all of it is counted by the first run of the worker.
    op.execute("INSERT INTO pantau_tanda (laporan_id) SELECT id FROM laporan")


def downgrade() -> None:
    op.drop_index("ix_laporan_kab_gabungan", table_name="laporan")
    for table in (*MARKING, *MARKING_MAKAM):
        for change in CHANGES_OF.get(table, CHANGES):
            op.execute(f"DROP TRIGGER {table}_pantau_{change.lower()} ON {table}")
        op.execute(f"DROP FUNCTION pantau_tandai_{table}()")
    for table in reversed(NEW):
        op.drop_table(table)
    op.drop_column("berkas", "pertama_diunduh_pada")


def _mark(table: str, marks: str, found: str) -> None:
    """Marks are only ever added, so that two transactions never wait for each other here."""
    op.execute(
        f"CREATE FUNCTION pantau_tandai_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO {marks} {found}; RETURN NULL; END $$"
    )
    for change in CHANGES_OF.get(table, CHANGES):
        rows = "OLD" if change == "DELETE" else "NEW"
        op.execute(
            f"CREATE TRIGGER {table}_pantau_{change.lower()} AFTER {change} ON {table} "
            f"REFERENCING {rows} TABLE AS ubah FOR EACH STATEMENT EXECUTE FUNCTION pantau_tandai_{table}()"
        )


def _pantau_corong() -> None:
    op.create_table(
        "pantau_corong",
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("sumbu", sa.Text(), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("dimakamkan", sa.Integer(), nullable=False),
        sa.Column("ada_nik", sa.Integer(), nullable=False),
        sa.Column("diajukan", sa.Integer(), nullable=False),
        sa.Column("disetujui", sa.Integer(), nullable=False),
        sa.Column("diunduh", sa.Integer(), nullable=False),
        sa.Column("akta", sa.Integer(), nullable=False),
        sa.Column("diusulkan", sa.Integer(), nullable=False),
        sa.Column("diserahkan", sa.Integer(), nullable=False),
        sa.Column("diterima", sa.Integer(), nullable=False),
        sa.Column("lahir_mati", sa.Integer(), nullable=False),
        sa.Column("lapor30", sa.Integer(), nullable=False),
        sa.Column("akta30", sa.Integer(), nullable=False),
        sa.Column("kertas", sa.Integer(), nullable=False),
        sa.Column("susulan", sa.Integer(), nullable=False),
        sa.Column("tanpa_nik", sa.Integer(), nullable=False),
        sa.Column("tanpa_kelamin", sa.Integer(), nullable=False),
        sa.Column("tanpa_umur", sa.Integer(), nullable=False),
        sa.Column("dikembalikan", sa.Integer(), nullable=False),
        sa.Column("diperbaiki", sa.Integer(), nullable=False),
        sa.Column("terlambat", sa.Integer(), nullable=False),
        sa.Column("kali", sa.Integer(), nullable=False),
        sa.CheckConstraint("sumbu IN ('meninggal', 'dimakamkan', 'masuk')", name=op.f("ck_pantau_corong_sumbu")),
        sa.PrimaryKeyConstraint("tempat", "sumbu", "bulan", name=op.f("pk_pantau_corong")),
    )


def _pantau_fakta() -> None:
    op.create_table(
        "pantau_fakta",
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("kec_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("kertas", sa.Boolean(), nullable=False),
        sa.Column("lahir_mati", sa.Boolean(), nullable=False),
        sa.Column("meninggal", sa.Date(), nullable=True),
        sa.Column("dimakamkan", sa.Date(), nullable=False),
        sa.Column("masuk", sa.Date(), nullable=False),
        sa.Column("bulan_meninggal", sa.Date(), nullable=False),
        sa.Column("bulan_dimakamkan", sa.Date(), nullable=False),
        sa.Column("bulan_masuk", sa.Date(), nullable=False),
        sa.Column("kelamin", sa.Text(), nullable=False),
        sa.Column("umur", sa.Text(), nullable=False),
        sa.Column("sebab", sa.SmallInteger(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("ada_nik", sa.Boolean(), nullable=False),
        sa.Column("diajukan", sa.Date(), nullable=True),
        sa.Column("disetujui", sa.Date(), nullable=True),
        sa.Column("diunduh", sa.Date(), nullable=True),
        sa.Column("akta", sa.Date(), nullable=True),
        sa.Column("diusulkan", sa.Date(), nullable=True),
        sa.Column("diserahkan", sa.Date(), nullable=True),
        sa.Column("diterima", sa.Date(), nullable=True),
        sa.Column("menunggu", sa.Text(), nullable=False),
        sa.Column("dikembalikan", sa.SmallInteger(), nullable=False),
        sa.Column("diperbaiki", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("laporan_id", name=op.f("pk_pantau_fakta")),
    )
    op.create_index(
        "ix_pantau_fakta_menunggu",
        "pantau_fakta",
        ["kab_kode", "menunggu", "dimakamkan", "laporan_id"],
        unique=False,
        postgresql_where=sa.text("akta IS NULL AND NOT lahir_mati"),
    )
    op.create_index(
        "ix_pantau_fakta_belum_akta",
        "pantau_fakta",
        ["kab_kode", "dimakamkan", "laporan_id"],
        unique=False,
        postgresql_where=sa.text("akta IS NULL AND NOT lahir_mati"),
    )
    op.create_index("ix_pantau_fakta_desa", "pantau_fakta", ["desa_kode", "bulan_dimakamkan"], unique=False)
    op.create_index("ix_pantau_fakta_kab", "pantau_fakta", ["kab_kode", "dimakamkan", "laporan_id"], unique=False)
    op.create_index("ix_pantau_fakta_kec", "pantau_fakta", ["kec_kode", "bulan_dimakamkan"], unique=False)
    op.create_index("ix_pantau_fakta_kec_meninggal", "pantau_fakta", ["kec_kode", "bulan_meninggal"], unique=False)
    op.create_index("ix_pantau_fakta_makam", "pantau_fakta", ["makam_id", "bulan_dimakamkan"], unique=False)
    op.create_index(
        "ix_pantau_fakta_kab_akta",
        "pantau_fakta",
        ["kab_kode", "akta"],
        unique=False,
        postgresql_where=sa.text("akta IS NOT NULL"),
    )
    op.create_index(
        "ix_pantau_fakta_kab_disetujui",
        "pantau_fakta",
        ["kab_kode", "disetujui"],
        unique=False,
        postgresql_where=sa.text("disetujui IS NOT NULL"),
    )
    op.create_index(
        "ix_pantau_fakta_masuk",
        "pantau_fakta",
        ["kab_kode", "bulan_masuk", "bulan_meninggal"],
        unique=False,
        postgresql_where=sa.text("NOT lahir_mati"),
    )
    op.create_index("ix_pantau_fakta_pembuat", "pantau_fakta", ["dibuat_oleh", "bulan_masuk"], unique=False)


def _pantau_jalan() -> None:
    op.create_table(
        "pantau_jalan",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_pantau_jalan_satu")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pantau_jalan")),
    )


def _pantau_jeda() -> None:
    op.create_table(
        "pantau_jeda",
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("langkah", sa.Text(), nullable=False),
        sa.Column("hari", sa.Integer(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tempat", "bulan", "langkah", "hari", name=op.f("pk_pantau_jeda")),
    )


def _pantau_makam() -> None:
    op.create_table(
        "pantau_makam",
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("kec_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("kelas", sa.Text(), nullable=False),
        sa.Column("terakhir", sa.Date(), nullable=True),
        sa.Column("sejak", sa.Date(), nullable=False),
        sa.Column("lama", sa.Integer(), nullable=False),
        sa.Column("harapan", sa.Double(), nullable=True),
        sa.Column("belum_lapor", sa.Boolean(), nullable=False),
        sa.Column("berbuku", sa.Boolean(), nullable=False),
        sa.Column("berpengelola", sa.Boolean(), nullable=False),
        sa.Column("ditutup", sa.Integer(), nullable=False),
        sa.Column("terlambat", sa.Integer(), nullable=False),
        sa.Column("paling_lama", sa.Integer(), nullable=False),
        sa.Column("belum_ditutup", sa.Integer(), nullable=False),
        sa.Column("lambat_beruntun", sa.Integer(), nullable=False),
        sa.Column("tepat_beruntun", sa.Integer(), nullable=False),
        sa.Column("lewat_tenggat", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kelas IN ('hidup', 'belum_buka', 'mencolok', 'tanya', 'wajar', 'tanpa_banding')",
            name=op.f("ck_pantau_makam_kelas"),
        ),
        sa.PrimaryKeyConstraint("makam_id", name=op.f("pk_pantau_makam")),
    )
    op.create_index("ix_pantau_makam_kab", "pantau_makam", ["kab_kode", "kelas"], unique=False)


def _pantau_makam_bulan() -> None:
    op.create_table(
        "pantau_makam_bulan",
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("baris", sa.Integer(), nullable=False),
        sa.Column("tanpa_nik", sa.Integer(), nullable=False),
        sa.Column("tanpa_kelamin", sa.Integer(), nullable=False),
        sa.Column("tanpa_umur", sa.Integer(), nullable=False),
        sa.Column("dikembalikan", sa.Integer(), nullable=False),
        sa.Column("diperbaiki", sa.Integer(), nullable=False),
        sa.Column("terlambat", sa.Integer(), nullable=False),
        sa.Column("kali", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("makam_id", "bulan", name=op.f("pk_pantau_makam_bulan")),
    )


def _pantau_sebaran() -> None:
    op.create_table(
        "pantau_sebaran",
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("sumbu", sa.Text(), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("ukuran", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Text(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.CheckConstraint("ukuran IN ('umur', 'sebab', 'tempat')", name=op.f("ck_pantau_sebaran_ukuran")),
        sa.PrimaryKeyConstraint("tempat", "sumbu", "bulan", "ukuran", "nilai", name=op.f("pk_pantau_sebaran")),
    )


def _pantau_tanda() -> None:
    op.create_table(
        "pantau_tanda",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pantau_tanda")),
    )


def _pantau_tanda_makam() -> None:
    op.create_table(
        "pantau_tanda_makam",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pantau_tanda_makam")),
    )


def _acuan() -> None:
    op.create_table(
        "acuan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=True),
        sa.Column("provinsi_kode", sa.Text(), nullable=True),
        sa.Column("tahun", sa.SmallInteger(), nullable=False),
        sa.Column("kelamin", sa.Text(), nullable=False),
        sa.Column("umur", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("rendah", sa.Numeric(precision=14, scale=3), nullable=True),
        sa.Column("tinggi", sa.Numeric(precision=14, scale=3), nullable=True),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jenis <> 'kelengkapan' OR tinggi <= 100", name=op.f("ck_acuan_persen")),
        sa.CheckConstraint("jenis IN ('penduduk', 'angka_kematian', 'kelengkapan')", name=op.f("ck_acuan_jenis")),
        sa.CheckConstraint("kelamin IN ('', 'L', 'P')", name=op.f("ck_acuan_kelamin")),
        sa.CheckConstraint("length(sumber) > 0", name=op.f("ck_acuan_sumber")),
        sa.CheckConstraint(
            "nilai >= 0 AND rendah >= 0 AND rendah <= nilai AND nilai <= tinggi", name=op.f("ck_acuan_batas")
        ),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_acuan_tahun")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_acuan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["provinsi_kode"], ["wilayah.kode"], name=op.f("fk_acuan_provinsi_kode")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_acuan_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acuan")),
    )
    op.create_index(
        "uq_acuan",
        "acuan",
        ["jenis", sa.literal_column("coalesce(wilayah_kode, '')"), "tahun", "kelamin", "umur"],
        unique=True,
    )
    # The line to beat stands from the first day; whoever has a newer figure corrects it or adds a year.
    op.execute(
        "INSERT INTO acuan (id, jenis, tahun, kelamin, umur, nilai, sumber, catatan, versi) VALUES (gen_random_uuid(), "
        "'kelengkapan', 2023, '', '', 56.7, 'BPS menurut Databoks', "
        "'Bawaan program; perbaiki atau tambahkan tahun yang lebih baru.', 1)"
    )


def _peta_berkas() -> None:
    op.create_table(
        "peta_berkas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provinsi_kode", sa.Text(), nullable=False),
        sa.Column("tingkat", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("lisensi", sa.Text(), nullable=True),
        sa.Column(
            "hasil", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("barat", sa.Double(), nullable=False),
        sa.Column("selatan", sa.Double(), nullable=False),
        sa.Column("timur", sa.Double(), nullable=False),
        sa.Column("utara", sa.Double(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('coba', 'berlaku', 'lama')", name=op.f("ck_peta_berkas_status")),
        sa.CheckConstraint("tingkat IN (2, 3)", name=op.f("ck_peta_berkas_tingkat")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_peta_berkas_dibuat_oleh")),
        sa.ForeignKeyConstraint(["provinsi_kode"], ["wilayah.kode"], name=op.f("fk_peta_berkas_provinsi_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peta_berkas")),
    )
    op.create_index(
        "uq_peta_berkas_berlaku",
        "peta_berkas",
        ["provinsi_kode", "tingkat"],
        unique=True,
        postgresql_where=sa.text("status = 'berlaku'"),
    )


def _peta_bentuk() -> None:
    op.create_table(
        "peta_bentuk",
        sa.Column("berkas_id", sa.Uuid(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("jalur", sa.Text(), nullable=False),
        sa.Column("kotak", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["berkas_id"], ["peta_berkas.id"], name=op.f("fk_peta_bentuk_berkas_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("berkas_id", "kode", name=op.f("pk_peta_bentuk")),
    )


def _tugas_akta() -> None:
    op.create_table(
        "tugas_akta",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=False),
        sa.Column("untuk", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hasil", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_oleh", sa.Uuid(), nullable=True),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'terbuka') = (selesai_pada IS NULL)", name=op.f("ck_tugas_akta_selesai")),
        sa.CheckConstraint("status <> 'batal' OR length(hasil) > 0", name=op.f("ck_tugas_akta_batal")),
        sa.CheckConstraint("status IN ('terbuka', 'selesai', 'batal')", name=op.f("ck_tugas_akta_status")),
        sa.CheckConstraint("untuk IN ('desa', 'makam', 'kunjungan')", name=op.f("ck_tugas_akta_untuk")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_tugas_akta_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_tugas_akta_kab_kode")),
        sa.ForeignKeyConstraint(
            ["laporan_id"], ["laporan.id"], name=op.f("fk_tugas_akta_laporan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_tugas_akta_makam_id")),
        sa.ForeignKeyConstraint(["selesai_oleh"], ["akun.id"], name=op.f("fk_tugas_akta_selesai_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tugas_akta")),
    )
    op.create_index("ix_tugas_akta_desa", "tugas_akta", ["desa_kode", "status"], unique=False)
    op.create_index("ix_tugas_akta_kab", "tugas_akta", ["kab_kode", "status", "dibuat_pada"], unique=False)
    op.create_index(op.f("ix_tugas_akta_laporan_id"), "tugas_akta", ["laporan_id"], unique=False)
    op.create_index("ix_tugas_akta_makam", "tugas_akta", ["makam_id", "status"], unique=False)
    op.create_index(
        "uq_tugas_akta_terbuka",
        "tugas_akta",
        ["laporan_id"],
        unique=True,
        postgresql_where=sa.text("status = 'terbuka'"),
    )


def _setelan_terbuka() -> None:
    op.create_table(
        "setelan_terbuka",
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("terbit", sa.Boolean(), nullable=False),
        sa.Column("lisensi", sa.Text(), nullable=False),
        sa.Column("kontak", sa.Text(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT terbit OR length(kontak) > 0", name=op.f("ck_setelan_terbuka_kontak")),
        sa.CheckConstraint(
            "lisensi IN ('cc-by-4.0', 'cc-by-sa-4.0', 'cc0-1.0')", name=op.f("ck_setelan_terbuka_lisensi")
        ),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_setelan_terbuka_wilayah_kode")),
        sa.PrimaryKeyConstraint("wilayah_kode", name=op.f("pk_setelan_terbuka")),
    )
