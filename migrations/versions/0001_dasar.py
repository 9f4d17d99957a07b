"""Extensions, database roles, the job queue's own schema."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MAKE_ROLES = """
DO $$
DECLARE nama text;
BEGIN
    FOREACH nama IN ARRAY ARRAY['pemakaman_app', 'pemakaman_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = nama) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', nama);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END;
        END IF;
        IF NOT pg_has_role(current_user, nama, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', nama);
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', nama);
    END LOOP;
END $$
"""

DROP_QUEUE = """
DO $$
DECLARE baris record;
BEGIN
    FOR baris IN SELECT tablename FROM pg_tables WHERE tablename LIKE 'procrastinate\\_%' AND schemaname = 'public' LOOP
        EXECUTE format('DROP TABLE %I CASCADE', baris.tablename);
    END LOOP;
    FOR baris IN SELECT oid::regprocedure AS nama FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', baris.nama);
    END LOOP;
    FOR baris IN SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate\\_job%' AND typtype IN ('e', 'c') LOOP
        EXECUTE format('DROP TYPE %I CASCADE', baris.typname);
    END LOOP;
END $$
"""


def upgrade() -> None:
    for extension in ("pg_trgm", "btree_gin"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    op.execute(MAKE_ROLES)
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DROP_QUEUE.replace("%", "%%"))
    for role in ("pemakaman_app", "pemakaman_reader"):
        op.execute(f"DROP OWNED BY {role}")
    for extension in ("btree_gin", "pg_trgm"):
        op.execute(f"DROP EXTENSION {extension}")
