"""Matching and the exchange with KPU: lists by version, what matching found, receipts, field checks, names that came back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NEW = (
    "cocok",
    "cocok_laporan",
    "keputusan_cocok",
    "rekap_pemilih",
    "beda_pemilih",
    "tanda_terima",
    "pesanan_paket",
    "cek_lapangan",
    "butir_lapangan",
    "muncul_lagi",
    "tindak_tms",
)
# table → (object named in the trail, column that holds the object's id)
AUDITED = {
    "cek_lapangan": ("cek_lapangan", "id"),
    "butir_lapangan": ("cek_lapangan", "cek_id"),
    "tanda_terima": ("paket", "paket_id"),
}
CHECKS = {
    ("daftar_pemilih", "jenis"): (
        "jenis IN ('DPT', 'DPS', 'DPSHP', 'DPB', 'DP4', 'TMS')",
        "jenis IN ('DPT', 'DPS', 'DPSHP', 'DPB', 'DP4')",
    ),
    ("paket", "format"): ("format IN ('csv', 'xlsx', 'zip')", "format IN ('csv', 'xlsx')"),
    ("paket", "jenis"): ("jenis IN ('usul', 'penarikan', 'serah')", "jenis IN ('usul', 'penarikan')"),
}
NEW_CHECKS = {
    ("daftar_pemilih", "versi"): "versi >= 1",
    ("daftar_pemilih", "jumlah_disebut"): "jumlah_disebut >= 0",
    ("paket_usul", "hasil"): "hasil IN ('diterima', 'ditolak')",
    ("paket_usul", "sebab"): "(hasil = 'ditolak') = (sebab IS NOT NULL)",
    ("paket_usul", "untuk"): "untuk IN ('hapus', 'verifikasi')",
    ("setelan_pemilih", "hari_tanda_terima"): "hari_tanda_terima BETWEEN 1 AND 365",
    ("usul", "skor"): "skor BETWEEN 0 AND 1",
    ("usul", "pita"): "pita IN ('usul', 'periksa', 'tolak')",
}
OF_A_FAMILY = """
EXISTS (SELECT FROM bukti b WHERE b.laporan_id = usul.laporan_id AND b.jenis = 'sptjm' AND b.untuk = 'kematian')
"""


def upgrade() -> None:
    _columns()
    for (table, name), (new, _) in CHECKS.items():
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, new)
    for (table, name), check in NEW_CHECKS.items():
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, check)
    _proof_classes(
        "'akta', 'skk', 'keluarga', 'tidak_ada'",
        f"UPDATE usul SET kelas_bukti = CASE WHEN {OF_A_FAMILY} THEN 'keluarga' ELSE 'tidak_ada' END "
        "WHERE kelas_bukti = 'lainnya'",
    )
    _cocok()
    _cocok_laporan()
    _keputusan_cocok()
    _rekap_pemilih()
    _beda_pemilih()
    _number_lists()
    _tanda_terima()
    _pesanan_paket()
    _cek_lapangan()
    _butir_lapangan()
    _muncul_lagi()
    _tindak_tms()
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(NEW)} TO pemakaman_app")
    op.execute("GRANT SELECT ON cocok, tanda_terima, rekap_pemilih TO pemakaman_reader")
    for table, (objek, column) in AUDITED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('{objek}', '{column}')"
        )


def _proof_classes(classes: str, rewrite: str) -> None:
    op.drop_constraint(op.f("ck_usul_kelas_bukti"), "usul")
    op.execute("ALTER TABLE usul DISABLE TRIGGER usul_jejak_wajib")
    op.execute(rewrite)
    op.execute("ALTER TABLE usul ENABLE TRIGGER usul_jejak_wajib")
    op.create_check_constraint(op.f("ck_usul_kelas_bukti"), "usul", f"kelas_bukti IN ({classes})")


def _columns() -> None:
    op.add_column("daftar_pemilih", sa.Column("tanggal", sa.Date(), nullable=True))
    op.add_column("daftar_pemilih", sa.Column("sumber", sa.Text(), server_default=sa.text("'KPU'"), nullable=False))
    op.add_column("daftar_pemilih", sa.Column("versi", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.add_column("daftar_pemilih", sa.Column("jumlah_disebut", sa.Integer(), nullable=True))
    op.add_column("daftar_pemilih", sa.Column("sebelum_id", sa.Uuid(), nullable=True))
    op.add_column("daftar_pemilih", sa.Column("baru", sa.Integer(), nullable=True))
    op.add_column("daftar_pemilih", sa.Column("berubah", sa.Integer(), nullable=True))
    op.add_column("daftar_pemilih", sa.Column("hilang", sa.Integer(), nullable=True))
    op.add_column("daftar_pemilih", sa.Column("kata", postgresql.JSONB(), nullable=True))
    op.add_column("daftar_pemilih", sa.Column("diringkas_pada", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_daftar_pemilih_sebelum_id"), "daftar_pemilih", "daftar_pemilih", ["sebelum_id"], ["id"]
    )
    op.add_column("paket", sa.Column("periode", sa.Text(), nullable=True))
    op.add_column("paket", sa.Column("jumlah_verifikasi", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("paket", sa.Column("jumlah_penarikan", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("paket", sa.Column("isi", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False))
    op.add_column("paket", sa.Column("tenggat", sa.Date(), nullable=True))
    op.add_column("paket_usul", sa.Column("untuk", sa.Text(), server_default=sa.text("'hapus'"), nullable=False))
    op.add_column("paket_usul", sa.Column("nomor", sa.Integer(), nullable=True))
    op.add_column("paket_usul", sa.Column("hasil", sa.Text(), nullable=True))
    op.add_column("paket_usul", sa.Column("sebab", sa.Text(), nullable=True))
    op.add_column(
        "pemilih",
        sa.Column("kunci_nama", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    )
    op.create_index("ix_pemilih_kunci_nama", "pemilih", ["kunci_nama"], unique=False, postgresql_using="gin")
    op.create_index("ix_pemilih_lahir", "pemilih", ["daftar_id", "tanggal_lahir"], unique=False)
    op.create_index("ix_pemilih_nkk", "pemilih", ["nkk"], unique=False, postgresql_where=sa.text("nkk IS NOT NULL"))
    op.drop_index("ix_pemilih_nik", table_name="pemilih")
    op.create_index("ix_pemilih_nik", "pemilih", ["nik"], unique=False, postgresql_ops={"nik": "text_pattern_ops"})
    op.add_column(
        "setelan_pemilih",
        sa.Column("hari_tanda_terima", sa.SmallInteger(), server_default=sa.text("14"), nullable=False),
    )
    op.add_column("usul", sa.Column("skor", sa.Double(), nullable=True))
    op.add_column("usul", sa.Column("pita", sa.Text(), nullable=True))
    op.add_column("usul", sa.Column("model", sa.Text(), nullable=True))


def _cek_lapangan() -> None:
    op.create_table(
        "cek_lapangan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=False),
        sa.Column("tps", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("status_cetak", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> 'batal' OR length(alasan) > 0", name=op.f("ck_cek_lapangan_alasan")),
        sa.CheckConstraint("status IN ('berjalan', 'selesai', 'batal')", name=op.f("ck_cek_lapangan_status")),
        sa.CheckConstraint("status_cetak IN ('antre', 'jadi', 'gagal')", name=op.f("ck_cek_lapangan_status_cetak")),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_cek_lapangan_desa_kode")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_cek_lapangan_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_cek_lapangan_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cek_lapangan")),
        sa.UniqueConstraint("nomor", name=op.f("uq_cek_lapangan_nomor")),
    )
    op.create_index("ix_cek_lapangan_kab", "cek_lapangan", ["kab_kode", "nomor"], unique=False)


def _rekap_pemilih() -> None:
    op.create_table(
        "rekap_pemilih",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("asal", sa.Text(), nullable=False),
        sa.Column("kecamatan", sa.Text(), nullable=False),
        sa.Column("desa", sa.Text(), nullable=False),
        sa.Column("tps", sa.Text(), nullable=False),
        sa.Column("kec_kode", sa.Text(), nullable=True),
        sa.Column("desa_kode", sa.Text(), nullable=True),
        sa.Column("laki", sa.Integer(), nullable=True),
        sa.Column("perempuan", sa.Integer(), nullable=True),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.CheckConstraint("(tps = '') OR (desa <> '')", name=op.f("ck_rekap_pemilih_tps")),
        sa.CheckConstraint("asal IN ('daftar', 'kpu')", name=op.f("ck_rekap_pemilih_asal")),
        sa.CheckConstraint("laki >= 0 AND perempuan >= 0 AND jumlah >= 0", name=op.f("ck_rekap_pemilih_jumlah")),
        sa.ForeignKeyConstraint(
            ["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_rekap_pemilih_daftar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rekap_pemilih")),
    )
    op.create_index(
        "uq_rekap_pemilih_tempat", "rekap_pemilih", ["daftar_id", "asal", "kecamatan", "desa", "tps"], unique=True
    )


def _beda_pemilih() -> None:
    op.create_table(
        "beda_pemilih",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("kecamatan", sa.Text(), nullable=False),
        sa.Column("desa", sa.Text(), nullable=False),
        sa.Column("pemilih_id", sa.BigInteger(), nullable=True),
        sa.Column("lama_id", sa.BigInteger(), nullable=True),
        sa.Column("ruas", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.CheckConstraint("jenis IN ('baru', 'berubah', 'hilang')", name=op.f("ck_beda_pemilih_jenis")),
        sa.CheckConstraint("(jenis = 'baru') = (lama_id IS NULL)", name=op.f("ck_beda_pemilih_lama")),
        sa.CheckConstraint("(jenis = 'hilang') = (pemilih_id IS NULL)", name=op.f("ck_beda_pemilih_pemilih")),
        sa.ForeignKeyConstraint(
            ["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_beda_pemilih_daftar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beda_pemilih")),
    )
    op.create_index("ix_beda_pemilih_tempat", "beda_pemilih", ["daftar_id", "jenis", "kecamatan", "desa", "id"])


def _number_lists() -> None:
    """Lists that came before there were versions get theirs in the order they came; rows of voters can be deleted."""
    op.execute("ALTER TABLE daftar_pemilih DISABLE TRIGGER daftar_pemilih_jejak_wajib")
    op.execute(
        "UPDATE daftar_pemilih d SET versi = n.versi FROM (SELECT id, row_number() OVER "
        "(PARTITION BY wilayah_kode, jenis, periode ORDER BY dibuat_pada, id) AS versi "
        "FROM daftar_pemilih WHERE status <> 'gagal') n WHERE n.id = d.id AND n.versi > 1"
    )
    op.execute("ALTER TABLE daftar_pemilih ENABLE TRIGGER daftar_pemilih_jejak_wajib")
    op.create_index("ix_usul_pemilih", "usul", ["pemilih_id"])


def _tanda_terima() -> None:
    op.create_table(
        "tanda_terima",
        sa.Column("paket_id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("jumlah_diterima", sa.Integer(), nullable=False),
        sa.Column("jumlah_ditolak", sa.Integer(), nullable=False),
        sa.Column("per_kecamatan", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("nama_berkas", sa.Text(), nullable=True),
        sa.Column("dicatat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dicatat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jumlah_diterima >= 0 AND jumlah_ditolak >= 0", name=op.f("ck_tanda_terima_jumlah")),
        sa.CheckConstraint("length(nomor) BETWEEN 1 AND 100", name=op.f("ck_tanda_terima_nomor")),
        sa.ForeignKeyConstraint(["dicatat_oleh"], ["akun.id"], name=op.f("fk_tanda_terima_dicatat_oleh")),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_tanda_terima_paket_id")),
        sa.PrimaryKeyConstraint("paket_id", name=op.f("pk_tanda_terima")),
    )


def _pesanan_paket() -> None:
    op.create_table(
        "pesanan_paket",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("tps", sa.Text(), nullable=True),
        sa.Column("baru", sa.Boolean(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("paket_id", sa.Uuid(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('antre', 'berjalan', 'jadi', 'gagal')", name=op.f("ck_pesanan_paket_status")),
        sa.CheckConstraint("(status = 'jadi') = (paket_id IS NOT NULL)", name=op.f("ck_pesanan_paket_jadi")),
        sa.CheckConstraint("(status = 'gagal') = (galat IS NOT NULL)", name=op.f("ck_pesanan_paket_gagal")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_pesanan_paket_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_pesanan_paket_kab_kode")),
        sa.ForeignKeyConstraint(["paket_id"], ["paket.id"], name=op.f("fk_pesanan_paket_paket_id")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_pesanan_paket_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pesanan_paket")),
    )
    op.create_index("ix_pesanan_paket_kab", "pesanan_paket", ["kab_kode", "dibuat_pada"], unique=False)


def _cocok() -> None:
    op.create_table(
        "cocok",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("pemilih_id", sa.BigInteger(), nullable=False),
        sa.Column("skor", sa.Double(), nullable=False),
        sa.Column("pita", sa.Text(), nullable=False),
        sa.Column("urutan", sa.SmallInteger(), nullable=False),
        sa.Column("alasan", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("pita IN ('usul', 'periksa', 'tolak')", name=op.f("ck_cocok_pita")),
        sa.CheckConstraint("skor BETWEEN 0 AND 1", name=op.f("ck_cocok_skor")),
        sa.CheckConstraint("urutan >= 1", name=op.f("ck_cocok_urutan")),
        sa.ForeignKeyConstraint(
            ["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_cocok_daftar_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_cocok_laporan_id")),
        sa.ForeignKeyConstraint(["pemilih_id"], ["pemilih.id"], name=op.f("fk_cocok_pemilih_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cocok")),
    )
    op.create_index("ix_cocok_daftar", "cocok", ["daftar_id", "pita", "skor"], unique=False)
    op.create_index("ix_cocok_pemilih", "cocok", ["pemilih_id"], unique=False)
    op.create_index("uq_cocok_pasangan", "cocok", ["laporan_id", "pemilih_id"], unique=True)


def _cocok_laporan() -> None:
    op.create_table(
        "cocok_laporan",
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("jati", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("calon", sa.SmallInteger(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_cocok_laporan_daftar_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_cocok_laporan_laporan_id")),
        sa.PrimaryKeyConstraint("laporan_id", "daftar_id", name=op.f("pk_cocok_laporan")),
    )
    op.create_index(op.f("ix_cocok_laporan_daftar_id"), "cocok_laporan", ["daftar_id"], unique=False)


def _keputusan_cocok() -> None:
    op.create_table(
        "keputusan_cocok",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=False),
        sa.Column("pemilih_id", sa.BigInteger(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("sama", sa.Boolean(), nullable=False),
        sa.Column("asal", sa.Text(), nullable=False),
        sa.Column("tingkat", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("skor", sa.Double(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=True),
        sa.Column("sidik", sa.Text(), nullable=True),
        sa.Column("oleh", sa.Uuid(), nullable=False),
        sa.Column("pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("asal IN ('usul', 'calon', 'lapangan')", name=op.f("ck_keputusan_cocok_asal")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_keputusan_cocok_kab_kode")),
        sa.ForeignKeyConstraint(["laporan_id"], ["laporan.id"], name=op.f("fk_keputusan_cocok_laporan_id")),
        sa.ForeignKeyConstraint(["oleh"], ["akun.id"], name=op.f("fk_keputusan_cocok_oleh")),
        sa.ForeignKeyConstraint(["pemilih_id"], ["pemilih.id"], name=op.f("fk_keputusan_cocok_pemilih_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keputusan_cocok")),
    )
    op.create_index("ix_keputusan_cocok_pemilih", "keputusan_cocok", ["pemilih_id"], unique=False)
    op.create_index("ix_keputusan_cocok_kab", "keputusan_cocok", ["kab_kode", "id"], unique=False)
    op.create_index("ix_keputusan_cocok_pasangan", "keputusan_cocok", ["laporan_id", "pemilih_id"], unique=False)


def _tindak_tms() -> None:
    op.create_table(
        "tindak_tms",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("pemilih_id", sa.BigInteger(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=True),
        sa.Column("keadaan", sa.Text(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("makam_id", sa.Uuid(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("ditindak_oleh", sa.Uuid(), nullable=True),
        sa.Column("ditindak_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(keadaan = 'tanpa_laporan') = (laporan_id IS NULL)", name=op.f("ck_tindak_tms_laporan")),
        sa.CheckConstraint("keadaan IN ('tanpa_laporan', 'tanpa_akta', 'berakta')", name=op.f("ck_tindak_tms_keadaan")),
        sa.CheckConstraint("makam_id IS NULL OR status <> 'baru'", name=op.f("ck_tindak_tms_makam")),
        sa.CheckConstraint("status IN ('baru', 'ditugaskan', 'selesai')", name=op.f("ck_tindak_tms_status")),
        sa.ForeignKeyConstraint(
            ["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_tindak_tms_daftar_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["ditindak_oleh"], ["akun.id"], name=op.f("fk_tindak_tms_ditindak_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_tindak_tms_kab_kode")),
        sa.ForeignKeyConstraint(
            ["laporan_id"], ["laporan.id"], name=op.f("fk_tindak_tms_laporan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["makam_id"], ["makam.id"], name=op.f("fk_tindak_tms_makam_id")),
        sa.ForeignKeyConstraint(
            ["pemilih_id"], ["pemilih.id"], name=op.f("fk_tindak_tms_pemilih_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tindak_tms")),
    )
    op.create_index("ix_tindak_tms_daftar", "tindak_tms", ["daftar_id"], unique=False)
    op.create_index("ix_tindak_tms_kab", "tindak_tms", ["kab_kode", "keadaan", "status", "id"], unique=False)
    op.create_index("ix_tindak_tms_laporan", "tindak_tms", ["laporan_id"], unique=False)
    op.create_index(
        "ix_tindak_tms_makam",
        "tindak_tms",
        ["makam_id"],
        unique=False,
        postgresql_where=sa.text("makam_id IS NOT NULL"),
    )
    op.create_index("uq_tindak_tms_pemilih", "tindak_tms", ["pemilih_id"], unique=True)


def _butir_lapangan() -> None:
    op.create_table(
        "butir_lapangan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cek_id", sa.Uuid(), nullable=False),
        sa.Column("usul_id", sa.Uuid(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("hasil", sa.Text(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("keterangan_dari", sa.Text(), nullable=True),
        sa.Column("dicatat_oleh", sa.Uuid(), nullable=True),
        sa.Column("dicatat_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("orang_sama", sa.Boolean(), nullable=True),
        sa.Column("kasus_nomor", sa.Text(), nullable=True),
        sa.Column("putusan_alasan", sa.Text(), nullable=True),
        sa.Column("diputus_oleh", sa.Uuid(), nullable=True),
        sa.Column("diputus_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "hasil IN ('meninggal', 'hidup', 'pindah', 'tidak_dikenal')", name=op.f("ck_butir_lapangan_hasil")
        ),
        sa.CheckConstraint("(hasil IS NULL) = (dicatat_pada IS NULL)", name=op.f("ck_butir_lapangan_dicatat")),
        sa.CheckConstraint("orang_sama IS NULL OR hasil = 'meninggal'", name=op.f("ck_butir_lapangan_orang_sama")),
        sa.CheckConstraint("(putusan_alasan IS NULL) = (diputus_pada IS NULL)", name=op.f("ck_butir_lapangan_putusan")),
        sa.CheckConstraint(
            "diputus_pada IS NULL OR hasil IN ('hidup', 'pindah', 'tidak_dikenal')",
            name=op.f("ck_butir_lapangan_diputus"),
        ),
        sa.CheckConstraint("diputus_oleh <> dicatat_oleh", name=op.f("ck_butir_lapangan_dua_orang")),
        sa.ForeignKeyConstraint(["cek_id"], ["cek_lapangan.id"], name=op.f("fk_butir_lapangan_cek_id")),
        sa.ForeignKeyConstraint(["dicatat_oleh"], ["akun.id"], name=op.f("fk_butir_lapangan_dicatat_oleh")),
        sa.ForeignKeyConstraint(["diputus_oleh"], ["akun.id"], name=op.f("fk_butir_lapangan_diputus_oleh")),
        sa.ForeignKeyConstraint(["usul_id"], ["usul.id"], name=op.f("fk_butir_lapangan_usul_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_butir_lapangan")),
    )
    op.create_index("ix_butir_lapangan_usul", "butir_lapangan", ["usul_id"], unique=False)
    op.create_index("uq_butir_lapangan_urutan", "butir_lapangan", ["cek_id", "urutan"], unique=True)


def _muncul_lagi() -> None:
    op.create_table(
        "muncul_lagi",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("daftar_id", sa.Uuid(), nullable=False),
        sa.Column("pemilih_id", sa.BigInteger(), nullable=False),
        sa.Column("usul_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=True),
        sa.Column("dasar", sa.Text(), nullable=False),
        sa.Column("sebab", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("ditindak_oleh", sa.Uuid(), nullable=True),
        sa.Column("ditindak_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("dasar IN ('nik', 'kk_nama_lahir', 'nama_lahir_desa')", name=op.f("ck_muncul_lagi_dasar")),
        sa.CheckConstraint(
            "sebab IN ('belum_diterima', 'ditolak_kpu', 'tanpa_akta', 'akta_sesudahnya', 'akta_terbit')",
            name=op.f("ck_muncul_lagi_sebab"),
        ),
        sa.CheckConstraint("status = 'baru' OR ditindak_pada IS NOT NULL", name=op.f("ck_muncul_lagi_ditindak")),
        sa.CheckConstraint(
            "status IN ('baru', 'diusulkan', 'disampaikan', 'selesai')", name=op.f("ck_muncul_lagi_status")
        ),
        sa.ForeignKeyConstraint(["daftar_id"], ["daftar_pemilih.id"], name=op.f("fk_muncul_lagi_daftar_id")),
        sa.ForeignKeyConstraint(["ditindak_oleh"], ["akun.id"], name=op.f("fk_muncul_lagi_ditindak_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_muncul_lagi_kab_kode")),
        sa.ForeignKeyConstraint(["pemilih_id"], ["pemilih.id"], name=op.f("fk_muncul_lagi_pemilih_id")),
        sa.ForeignKeyConstraint(["usul_id"], ["usul.id"], name=op.f("fk_muncul_lagi_usul_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_muncul_lagi")),
    )
    op.create_index(op.f("ix_muncul_lagi_daftar_id"), "muncul_lagi", ["daftar_id"], unique=False)
    op.create_index("ix_muncul_lagi_kab", "muncul_lagi", ["kab_kode", "status", "id"], unique=False)
    op.create_index("ix_muncul_lagi_usul", "muncul_lagi", ["usul_id"], unique=False)
    op.create_index("uq_muncul_lagi_pemilih", "muncul_lagi", ["pemilih_id", "usul_id"], unique=True)


def downgrade() -> None:
    """Lists of KPU's own dead and whole hand-overs have no place in the schema before: they go."""
    for table in reversed(NEW):
        op.drop_table(table)
    for table in ("daftar_pemilih", "paket"):
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_jejak_wajib")
    op.execute("DELETE FROM daftar_pemilih WHERE jenis = 'TMS'")
    op.execute("DELETE FROM paket_penarikan WHERE paket_id IN (SELECT id FROM paket WHERE jenis = 'serah')")
    op.execute("DELETE FROM paket_usul WHERE paket_id IN (SELECT id FROM paket WHERE jenis = 'serah')")
    op.execute("DELETE FROM paket WHERE jenis = 'serah'")
    for table in ("daftar_pemilih", "paket"):
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_jejak_wajib")
    _proof_classes(
        "'akta', 'skk', 'lainnya'",
        "UPDATE usul SET kelas_bukti = 'lainnya' WHERE kelas_bukti IN ('keluarga', 'tidak_ada')",
    )
    for table, name in NEW_CHECKS:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
    for (table, name), (_, old) in CHECKS.items():
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, old)
    op.drop_index("ix_usul_pemilih", table_name="usul")
    op.drop_column("usul", "model")
    op.drop_column("usul", "pita")
    op.drop_column("usul", "skor")
    op.drop_column("setelan_pemilih", "hari_tanda_terima")
    op.drop_index("ix_pemilih_nik", table_name="pemilih")
    op.create_index("ix_pemilih_nik", "pemilih", ["nik"], unique=False)
    op.drop_index("ix_pemilih_nkk", table_name="pemilih")
    op.drop_index("ix_pemilih_lahir", table_name="pemilih")
    op.drop_index("ix_pemilih_kunci_nama", table_name="pemilih", postgresql_using="gin")
    op.drop_column("pemilih", "kunci_nama")
    op.drop_column("paket_usul", "sebab")
    op.drop_column("paket_usul", "hasil")
    op.drop_column("paket_usul", "nomor")
    op.drop_column("paket_usul", "untuk")
    op.drop_column("paket", "tenggat")
    op.drop_column("paket", "isi")
    op.drop_column("paket", "jumlah_penarikan")
    op.drop_column("paket", "jumlah_verifikasi")
    op.drop_column("paket", "periode")
    op.drop_constraint(op.f("fk_daftar_pemilih_sebelum_id"), "daftar_pemilih", type_="foreignkey")
    op.drop_column("daftar_pemilih", "kata")
    op.drop_column("daftar_pemilih", "diringkas_pada")
    op.drop_column("daftar_pemilih", "hilang")
    op.drop_column("daftar_pemilih", "berubah")
    op.drop_column("daftar_pemilih", "baru")
    op.drop_column("daftar_pemilih", "sebelum_id")
    op.drop_column("daftar_pemilih", "jumlah_disebut")
    op.drop_column("daftar_pemilih", "versi")
    op.drop_column("daftar_pemilih", "sumber")
    op.drop_column("daftar_pemilih", "tanggal")
