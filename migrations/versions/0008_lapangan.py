"""Items delivered by phones, and the photos that wait for theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("kiriman_hp", "foto_hp")


def upgrade() -> None:
    op.create_table(
        "kiriman_hp",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("akun_id", sa.Uuid(), nullable=False),
        sa.Column("cara", sa.Text(), nullable=False),
        sa.Column("perangkat", sa.Uuid(), nullable=True),
        sa.Column("versi_muatan", sa.Integer(), nullable=False),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("diisi_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dikirim_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("diterima_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selisih_detik", sa.Integer(), nullable=True),
        sa.Column("jumlah_foto", sa.Integer(), nullable=False),
        sa.CheckConstraint("cara IN ('kirim', 'berkas')", name=op.f("ck_kiriman_hp_cara")),
        sa.CheckConstraint("sidik ~ '^[0-9a-f]{64}$'", name=op.f("ck_kiriman_hp_sidik")),
        sa.CheckConstraint("versi_muatan >= 1", name=op.f("ck_kiriman_hp_versi_muatan")),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_kiriman_hp_akun_id")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_kiriman_hp_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiriman_hp")),
    )
    op.create_index("ix_kiriman_hp_laporan", "kiriman_hp", ["laporan_id"])
    op.create_index("ix_kiriman_hp_akun", "kiriman_hp", ["akun_id", "diterima_pada"])
    op.create_table(
        "foto_hp",
        sa.Column("kiriman_id", sa.Uuid(), nullable=False),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("akun_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("sidik ~ '^[0-9a-f]{64}$'", name=op.f("ck_foto_hp_sidik")),
        sa.CheckConstraint("ukuran BETWEEN 1 AND 10485760", name=op.f("ck_foto_hp_ukuran")),
        sa.ForeignKeyConstraint(["akun_id"], ["akun.id"], name=op.f("fk_foto_hp_akun_id")),
        sa.PrimaryKeyConstraint("kiriman_id", "sidik", "akun_id", name=op.f("pk_foto_hp")),
    )
    op.create_index("ix_foto_hp_dibuat_pada", "foto_hp", ["dibuat_pada"])
    op.add_column("laporan", sa.Column("lintang", sa.Double(), nullable=True))
    op.add_column("laporan", sa.Column("bujur", sa.Double(), nullable=True))
    op.create_check_constraint(
        op.f("ck_laporan_koordinat"), "laporan", "lintang BETWEEN -90 AND 90 AND bujur BETWEEN -180 AND 180"
    )
    op.create_check_constraint(op.f("ck_laporan_koordinat_lengkap"), "laporan", "(lintang IS NULL) = (bujur IS NULL)")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(TABLES)} TO pemakaman_app")
    op.execute("GRANT SELECT ON kiriman_hp TO pemakaman_reader")
    op.execute(
        "CREATE CONSTRAINT TRIGGER kiriman_hp_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON kiriman_hp "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('laporan', 'laporan_id')"
    )


def downgrade() -> None:
    op.drop_column("laporan", "bujur")
    op.drop_column("laporan", "lintang")
    op.drop_table("foto_hp")
    op.drop_table("kiriman_hp")
