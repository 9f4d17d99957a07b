"""Grants of the runtime roles, the append-only trail, and the triggers that make it fail-closed."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# table → (object named in the trail, column that holds the object's id)
AUDITED = {
    "akun": ("akun", "id"),
    "makam": ("makam", "id"),
    "makam_pengelola": ("makam", "makam_id"),
    "laporan": ("laporan", "id"),
    "laporan_orang": ("laporan", "laporan_id"),
    "bukti": ("laporan", "laporan_id"),
    "catatan_kembali": ("laporan", "laporan_id"),
    "klaim": ("laporan", "laporan_id"),
    "pemeriksaan": ("laporan", "laporan_id"),
    "keputusan": ("laporan", "laporan_id"),
    "berkas": ("laporan", "laporan_id"),
    "akta": ("laporan", "laporan_id"),
    "setelan_berkas": ("setelan_berkas", "kab_kode"),
    "setelan_pemilih": ("setelan_pemilih", "kab_kode"),
    "daftar_pemilih": ("daftar_pemilih", "id"),
    "usul": ("usul", "id"),
    "paket": ("paket", "id"),
    "impor": ("impor", "id"),
}
APPEND_ONLY = ("jejak", "jejak_baca")
READER_TABLES = ("wilayah", "makam", "buku", "laporan", "berkas", "akta", "usul", "paket", "daftar_pemilih")

REQUIRE_EVENT = """
CREATE FUNCTION jejak_wajib() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kunci text;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        kunci := to_jsonb(OLD) ->> TG_ARGV[1];
    ELSE
        kunci := to_jsonb(NEW) ->> TG_ARGV[1];
    END IF;
    IF NOT EXISTS (
        SELECT FROM jejak
        WHERE txid = pg_current_xact_id()::text::bigint AND objek_id = kunci AND objek = TG_ARGV[0]
    ) THEN
        RAISE EXCEPTION 'perubahan pada % tanpa jejak', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""

REFUSE_CHANGE = """
CREATE FUNCTION jejak_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'jejak tidak dapat diubah atau dihapus' USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO pemakaman_app")
    op.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO pemakaman_app")
    op.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO pemakaman_app")
    op.execute("REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM pemakaman_app")
    op.execute(f"GRANT SELECT ON {', '.join(READER_TABLES)} TO pemakaman_reader")
    op.execute(REQUIRE_EVENT)
    op.execute(REFUSE_CHANGE)
    for table in APPEND_ONLY:
        op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM pemakaman_app")
        op.execute(
            f"CREATE TRIGGER {table}_tetap BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION jejak_tetap()"
        )
    for table, (objek, column) in AUDITED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('{objek}', '{column}')"
        )


def downgrade() -> None:
    op.execute("DROP FUNCTION jejak_wajib() CASCADE")
    op.execute("DROP FUNCTION jejak_tetap() CASCADE")
    op.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM pemakaman_app, pemakaman_reader")
    op.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM pemakaman_app")
