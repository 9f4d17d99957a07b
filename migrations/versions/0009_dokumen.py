"""Files of several documents: settings by version, the documents, prints together, collection, letters, signatures."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NEW = (
    "sidik_keluaran",
    "penandatanganan",
    "pengambilan_berkas",
    "cetak_butir",
    "dokumen",
    "templat_surat",
    "cetak_kumpulan",
    "pratinjau",
)
# table → (object named in the trail, column that holds the object's id)
AUDITED = {
    "dokumen": ("dokumen", "id"),
    "cetak_kumpulan": ("cetak_kumpulan", "id"),
    "pengambilan_berkas": ("laporan", "laporan_id"),
    "penandatanganan": ("dokumen", "dokumen_id"),
    "templat_surat": ("templat_surat", "seri"),
}
CODE = "(SELECT string_agg(substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 1 + (get_byte(acak.b, i) & 31), 1), '') FROM generate_series(0, 25) i)"
RANDOM = "(SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS b, berkas.id) acak"
# Random bytes 6 and 8 of a UUID are not wholly random; of 32 bytes 26 are used, which leaves more than 120 bits.
OLD_DOCUMENTS = f"""
INSERT INTO dokumen (id, jenis, judul, nomor, laporan_id, berkas_id, kab_kode, urutan, kertas, setelan_id, masukan,
    kode_periksa, status, percobaan, galat, sha256, ukuran, halaman, dibuat_pada, jadi_pada, keadaan, keadaan_pada, tanda_tangan)
SELECT gen_random_uuid(), berkas.formulir, berkas.formulir, laporan.buku_nomor || '/' || laporan.buku_tahun || ' v' || berkas.versi_dokumen,
    berkas.laporan_id, berkas.id, laporan.kab_kode, 1, berkas.kertas, berkas.setelan_id, '{{}}', {CODE},
    berkas.status, berkas.percobaan, berkas.galat, berkas.sha256, berkas.ukuran, berkas.halaman, berkas.dibuat_pada, berkas.jadi_pada,
    CASE WHEN berkas.dibatalkan_pada IS NOT NULL THEN 'dibatalkan' WHEN berkas.berlaku THEN 'berlaku' ELSE 'diganti' END,
    berkas.dibatalkan_pada, 'basah'
FROM berkas JOIN laporan ON laporan.id = berkas.laporan_id, LATERAL {RANDOM}
"""
SETTINGS_UP = """
UPDATE setelan_berkas SET isi = jsonb_build_object(
    'formulir', jsonb_build_array(jsonb_build_object('sejak', '1900-01-01', 'kode', formulir)),
    'kertas', kertas, 'kotak_nama', kotak_nama, 'kop', kop, 'tempat_tanda_tangan', tempat_tanda_tangan,
    'mengetahui', jsonb_build_object('jabatan', pejabat_jabatan, 'nama', pejabat_nama))
"""
SETTINGS_DOWN = """
UPDATE setelan_berkas SET formulir = isi #>> '{formulir,-1,kode}', kertas = isi ->> 'kertas',
    kotak_nama = (isi ->> 'kotak_nama')::smallint, kop = isi -> 'kop', tempat_tanda_tangan = isi ->> 'tempat_tanda_tangan',
    pejabat_jabatan = isi #>> '{mengetahui,jabatan}', pejabat_nama = isi #>> '{mengetahui,nama}'
"""
BACK = """
UPDATE berkas SET sha256 = d.sha256, ukuran = d.ukuran, halaman = d.halaman, kertas = coalesce(d.kertas, 'A4')
FROM dokumen d WHERE d.berkas_id = berkas.id AND d.jenis = berkas.formulir
"""


def upgrade() -> None:
    _settings_by_version()
    op.add_column("berkas", sa.Column("setelan_id", sa.Uuid(), nullable=True))
    op.add_column("berkas", sa.Column("jumlah_cetak", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column(
        "berkas",
        sa.Column("pilihan", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
    )
    op.create_foreign_key(op.f("fk_berkas_setelan_id"), "berkas", "setelan_berkas", ["setelan_id"], ["id"])
    op.create_index(
        "ix_berkas_siap", "berkas", ["jadi_pada", "id"], postgresql_where=sa.text("berlaku AND status = 'jadi'")
    )
    _new_tables()
    _previews()
    with_trigger_off(
        "berkas",
        "UPDATE berkas SET setelan_id = s.id, jumlah_cetak = (diunduh_pada IS NOT NULL)::int "
        "FROM laporan l LEFT JOIN setelan_berkas s ON s.kab_kode = l.kab_kode WHERE l.id = berkas.laporan_id",
    )
    op.execute(OLD_DOCUMENTS)
    op.execute(
        "INSERT INTO sidik_keluaran (sha256, dokumen_id, berkas_id) SELECT DISTINCT ON (sha256) sha256, id, berkas_id "
        "FROM dokumen WHERE sha256 IS NOT NULL ORDER BY sha256, dibuat_pada"
    )
    op.drop_constraint(op.f("ck_berkas_jadi"), "berkas")
    op.drop_constraint(op.f("ck_berkas_kertas"), "berkas")
    for column in ("sha256", "ukuran", "halaman", "kertas"):
        op.drop_column("berkas", column)
    op.create_check_constraint(op.f("ck_berkas_jadi"), "berkas", "(status = 'jadi') = (jadi_pada IS NOT NULL)")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(NEW)} TO pemakaman_app")
    op.execute("REVOKE UPDATE, DELETE ON sidik_keluaran FROM pemakaman_app")
    op.execute("GRANT SELECT ON dokumen, cetak_kumpulan TO pemakaman_reader")
    for table, (objek, column) in AUDITED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('{objek}', '{column}')"
        )


def with_trigger_off(table: str, statement: str) -> None:
    op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_jejak_wajib")
    op.execute(statement)
    op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_jejak_wajib")


def _settings_by_version() -> None:
    op.add_column(
        "setelan_berkas", sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False)
    )
    op.add_column("setelan_berkas", sa.Column("isi", postgresql.JSONB(), nullable=True))
    op.add_column("setelan_berkas", sa.Column("dibuat_oleh", sa.Uuid(), nullable=True))
    op.add_column(
        "setelan_berkas",
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    with_trigger_off("setelan_berkas", SETTINGS_UP)
    op.alter_column("setelan_berkas", "isi", nullable=False)
    op.alter_column("setelan_berkas", "id", server_default=None)
    op.drop_constraint(op.f("pk_setelan_berkas"), "setelan_berkas")
    op.create_primary_key(op.f("pk_setelan_berkas"), "setelan_berkas", ["id"])
    op.create_unique_constraint("uq_setelan_berkas_versi", "setelan_berkas", ["kab_kode", "versi"])
    op.create_foreign_key(op.f("fk_setelan_berkas_dibuat_oleh"), "setelan_berkas", "akun", ["dibuat_oleh"], ["id"])
    op.create_check_constraint(op.f("ck_setelan_berkas_versi"), "setelan_berkas", "versi >= 1")
    columns = ("formulir", "kertas", "kotak_nama", "kop", "tempat_tanda_tangan", "pejabat_jabatan", "pejabat_nama")
    for column in columns:
        op.drop_column("setelan_berkas", column)


def _new_tables() -> None:
    op.create_table(
        "cetak_kumpulan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("bentuk", sa.Text(), nullable=False),
        sa.Column("sebab", sa.Text(), nullable=True),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("selesai", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("ukuran", sa.Integer(), nullable=True),
        sa.Column("halaman", sa.Integer(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("jadi_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name=op.f("ck_cetak_kumpulan_jadi")),
        sa.CheckConstraint("bentuk IN ('pdf', 'zip')", name=op.f("ck_cetak_kumpulan_bentuk")),
        sa.CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name=op.f("ck_cetak_kumpulan_gagal")),
        sa.CheckConstraint("status IN ('antre', 'jadi', 'gagal', 'dihapus')", name=op.f("ck_cetak_kumpulan_status")),
        sa.CheckConstraint("jumlah BETWEEN 1 AND 2000", name=op.f("ck_cetak_kumpulan_jumlah")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_cetak_kumpulan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_cetak_kumpulan_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cetak_kumpulan")),
    )
    op.create_index("ix_cetak_kumpulan_kab", "cetak_kumpulan", ["kab_kode", "dibuat_pada", "id"], unique=False)
    op.create_table(
        "templat_surat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seri", sa.Uuid(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("judul", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("dipakai", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("versi >= 1", name=op.f("ck_templat_surat_versi")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_templat_surat_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_templat_surat_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templat_surat")),
        sa.UniqueConstraint("seri", "versi", name="uq_templat_surat_versi"),
    )
    op.create_index("ix_templat_surat_kab", "templat_surat", ["kab_kode", "judul"], unique=False)
    op.create_table(
        "cetak_butir",
        sa.Column("kumpulan_id", sa.Uuid(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("berkas_id", sa.Uuid(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_cetak_butir_berkas_id")),
        sa.ForeignKeyConstraint(
            ["kumpulan_id"], ["cetak_kumpulan.id"], name=op.f("fk_cetak_butir_kumpulan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kumpulan_id", "urutan", name=op.f("pk_cetak_butir")),
    )
    op.create_index("ix_cetak_butir_berkas", "cetak_butir", ["berkas_id"])
    op.create_table(
        "dokumen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("judul", sa.Text(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=True),
        sa.Column("berkas_id", sa.Uuid(), nullable=True),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("urutan", sa.SmallInteger(), nullable=False),
        sa.Column("kertas", sa.Text(), nullable=True),
        sa.Column("setelan_id", sa.Uuid(), nullable=True),
        sa.Column("masukan", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("kode_periksa", sa.Text(), nullable=False),
        sa.Column("inisial", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("sha256_asal", sa.Text(), nullable=True),
        sa.Column("ukuran", sa.Integer(), nullable=True),
        sa.Column("halaman", sa.Integer(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=True),
        sa.Column("resmi", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("jadi_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("keadaan", sa.Text(), nullable=False),
        sa.Column("keadaan_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("tanda_tangan", sa.Text(), nullable=False),
        sa.CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name=op.f("ck_dokumen_jadi")),
        sa.CheckConstraint(
            "(tanda_tangan = 'ditandatangani') = (sha256_asal IS NOT NULL)", name=op.f("ck_dokumen_asal")
        ),
        sa.CheckConstraint(
            "jenis IN ('F-2.01A', 'F-2.01', 'F-2.01F', 'F-1.02', 'F-1.06', 'F-1.07', 'F-1.04', 'F-2.29', 'SPTJM-KEMATIAN', 'SK-PEMAKAMAN', 'SURAT-PENGANTAR', 'TANDA-TERIMA', 'SURAT')",
            name=op.f("ck_dokumen_jenis"),
        ),
        sa.CheckConstraint("keadaan IN ('berlaku', 'diganti', 'dibatalkan')", name=op.f("ck_dokumen_keadaan")),
        sa.CheckConstraint("kode_periksa ~ '^[A-Z2-7]{26}$'", name=op.f("ck_dokumen_kode_periksa")),
        sa.CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name=op.f("ck_dokumen_gagal")),
        sa.CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name=op.f("ck_dokumen_status")),
        sa.CheckConstraint(
            "tanda_tangan IN ('basah', 'menunggu', 'ditandatangani')", name=op.f("ck_dokumen_tanda_tangan")
        ),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_dokumen_berkas_id")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_dokumen_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_dokumen_kab_kode")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_dokumen_laporan_id")),
        sa.ForeignKeyConstraint(["setelan_id"], ["setelan_berkas.id"], name=op.f("fk_dokumen_setelan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dokumen")),
        sa.UniqueConstraint("kode_periksa", name="uq_dokumen_kode_periksa"),
    )
    op.create_index(
        "uq_dokumen_nomor_surat",
        "dokumen",
        ["kab_kode", "nomor"],
        unique=True,
        postgresql_where=sa.text("jenis IN ('SURAT', 'SURAT-PENGANTAR') AND keadaan = 'berlaku'"),
    )
    op.create_index("ix_dokumen_berkas", "dokumen", ["berkas_id", "urutan"], unique=False)
    op.create_index("ix_dokumen_kab", "dokumen", ["kab_kode", "jenis", "dibuat_pada", "id"], unique=False)
    op.create_index("ix_dokumen_laporan", "dokumen", ["laporan_id", "dibuat_pada"], unique=False)
    op.create_index(
        "ix_dokumen_menunggu",
        "dokumen",
        ["kab_kode", "jadi_pada", "id"],
        unique=False,
        postgresql_where=sa.text("tanda_tangan = 'menunggu' AND keadaan = 'berlaku' AND status = 'jadi'"),
    )
    op.create_table(
        "pengambilan_berkas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("berkas_id", sa.Uuid(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("nama_pengambil", sa.Text(), nullable=False),
        sa.Column("hubungan", sa.Text(), nullable=False),
        sa.Column("identitas", sa.Text(), nullable=False),
        sa.Column("identitas_diperiksa", sa.Boolean(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("dicatat_oleh", sa.Uuid(), nullable=False),
        sa.Column("diambil_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("dibatalkan_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dibatalkan_sebab", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(dibatalkan_pada IS NULL) = (dibatalkan_sebab IS NULL)", name=op.f("ck_pengambilan_berkas_dibatalkan")
        ),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_pengambilan_berkas_berkas_id")),
        sa.ForeignKeyConstraint(["dicatat_oleh"], ["akun.id"], name=op.f("fk_pengambilan_berkas_dicatat_oleh")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_pengambilan_berkas_laporan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengambilan_berkas")),
    )
    op.create_index(
        "uq_pengambilan_berkas",
        "pengambilan_berkas",
        ["berkas_id"],
        unique=True,
        postgresql_where=sa.text("dibatalkan_pada IS NULL"),
    )
    op.create_table(
        "penandatanganan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dokumen_id", sa.Uuid(), nullable=False),
        sa.Column("cara", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("pesan", sa.Text(), nullable=True),
        sa.Column("nomor_penyedia", sa.Text(), nullable=True),
        sa.Column("penanda_tangan", sa.Text(), nullable=True),
        sa.Column("oleh", sa.Uuid(), nullable=False),
        sa.Column("sha256_asal", sa.Text(), nullable=False),
        sa.Column("sha256_hasil", sa.Text(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'selesai') = (sha256_hasil IS NOT NULL)", name=op.f("ck_penandatanganan_selesai")
        ),
        sa.CheckConstraint("cara IN ('pkcs12', 'bsre')", name=op.f("ck_penandatanganan_cara")),
        sa.CheckConstraint("status <> 'gagal' OR pesan IS NOT NULL", name=op.f("ck_penandatanganan_gagal")),
        sa.CheckConstraint(
            "status IN ('dikirim', 'selesai', 'gagal', 'ditinggalkan')", name=op.f("ck_penandatanganan_status")
        ),
        sa.ForeignKeyConstraint(["dokumen_id"], ["dokumen.id"], name=op.f("fk_penandatanganan_dokumen_id")),
        sa.ForeignKeyConstraint(["oleh"], ["akun.id"], name=op.f("fk_penandatanganan_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penandatanganan")),
    )
    op.create_index("ix_penandatanganan_dokumen", "penandatanganan", ["dokumen_id", "dibuat_pada"], unique=False)
    op.create_index(
        "uq_penandatanganan_jalan",
        "penandatanganan",
        ["dokumen_id"],
        unique=True,
        postgresql_where=sa.text("status = 'dikirim'"),
    )
    op.create_index(
        "uq_penandatanganan_selesai",
        "penandatanganan",
        ["dokumen_id"],
        unique=True,
        postgresql_where=sa.text("status = 'selesai'"),
    )
    op.create_table(
        "sidik_keluaran",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("dokumen_id", sa.Uuid(), nullable=True),
        sa.Column("berkas_id", sa.Uuid(), nullable=True),
        sa.Column("kumpulan_id", sa.Uuid(), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_sidik_keluaran_sha256")),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_sidik_keluaran_berkas_id")),
        sa.ForeignKeyConstraint(["dokumen_id"], ["dokumen.id"], name=op.f("fk_sidik_keluaran_dokumen_id")),
        sa.ForeignKeyConstraint(["kumpulan_id"], ["cetak_kumpulan.id"], name=op.f("fk_sidik_keluaran_kumpulan_id")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_sidik_keluaran")),
    )


def _previews() -> None:
    op.create_table(
        "pratinjau",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("macam", sa.Text(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("isi", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("gambar", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("macam IN ('setelan', 'surat')", name=op.f("ck_pratinjau_macam")),
        sa.CheckConstraint("status IN ('antre', 'jadi', 'gagal')", name=op.f("ck_pratinjau_status")),
        sa.CheckConstraint("(status = 'jadi') = (sha256 IS NOT NULL)", name=op.f("ck_pratinjau_jadi")),
        sa.CheckConstraint("status <> 'gagal' OR galat IS NOT NULL", name=op.f("ck_pratinjau_gagal")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_pratinjau_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_pratinjau_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pratinjau")),
    )
    op.create_index("ix_pratinjau_pemesan", "pratinjau", ["dibuat_oleh", "macam", "sidik"], unique=False)
    op.create_index("ix_pratinjau_dibuat", "pratinjau", ["dibuat_pada"], unique=False)


def downgrade() -> None:
    for column, kind in (
        ("sha256", sa.Text()),
        ("ukuran", sa.Integer()),
        ("halaman", sa.Integer()),
        ("kertas", sa.Text()),
    ):
        op.add_column("berkas", sa.Column(column, kind, nullable=True))
    op.drop_constraint(op.f("ck_berkas_jadi"), "berkas")
    with_trigger_off("berkas", BACK)
    with_trigger_off(
        "berkas",
        "UPDATE berkas SET kertas = coalesce(kertas, 'A4'), status = CASE WHEN status = 'jadi' AND sha256 IS NULL "
        "THEN 'antre' ELSE status END",
    )
    op.alter_column("berkas", "kertas", nullable=False)
    op.create_check_constraint(op.f("ck_berkas_jadi"), "berkas", "(status = 'jadi') = (sha256 IS NOT NULL)")
    op.create_check_constraint(op.f("ck_berkas_kertas"), "berkas", "kertas IN ('A4', 'F4', 'legal')")
    for table in NEW:
        op.drop_table(table)
    op.drop_index("ix_berkas_siap", "berkas")
    op.drop_column("berkas", "setelan_id")
    op.drop_column("berkas", "jumlah_cetak")
    op.drop_column("berkas", "pilihan")
    _settings_in_place()


def _settings_in_place() -> None:
    """Only the newest version of a kab/kota survives."""
    columns = {
        "formulir": sa.Text(),
        "kertas": sa.Text(),
        "kotak_nama": sa.SmallInteger(),
        "kop": postgresql.JSONB(),
        "tempat_tanda_tangan": sa.Text(),
        "pejabat_jabatan": sa.Text(),
        "pejabat_nama": sa.Text(),
    }
    for column, kind in columns.items():
        op.add_column("setelan_berkas", sa.Column(column, kind, nullable=True))
    with_trigger_off(
        "setelan_berkas",
        "DELETE FROM setelan_berkas a USING setelan_berkas b WHERE a.kab_kode = b.kab_kode AND a.versi < b.versi",
    )
    with_trigger_off("setelan_berkas", SETTINGS_DOWN)
    for column in columns:
        if column != "pejabat_nama":
            op.alter_column("setelan_berkas", column, nullable=False)
    op.drop_constraint(op.f("ck_setelan_berkas_versi"), "setelan_berkas")
    op.drop_constraint("uq_setelan_berkas_versi", "setelan_berkas")
    op.drop_constraint(op.f("fk_setelan_berkas_dibuat_oleh"), "setelan_berkas")
    op.drop_constraint(op.f("pk_setelan_berkas"), "setelan_berkas")
    op.create_primary_key(op.f("pk_setelan_berkas"), "setelan_berkas", ["kab_kode"])
    for column in ("id", "isi", "dibuat_oleh", "dibuat_pada"):
        op.drop_column("setelan_berkas", column)
    op.create_check_constraint(
        op.f("ck_setelan_berkas_formulir"), "setelan_berkas", "formulir IN ('F-2.01A', 'F-2.01')"
    )
    op.create_check_constraint(op.f("ck_setelan_berkas_kertas"), "setelan_berkas", "kertas IN ('A4', 'F4', 'legal')")
    op.create_check_constraint(op.f("ck_setelan_berkas_kotak_nama"), "setelan_berkas", "kotak_nama IN (26, 34)")
