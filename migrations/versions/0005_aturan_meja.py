"""Rules of the tables that the new states change, the backfill of receipts, and the triggers of the new tables."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# constraint → (table, before, now); before None: it is new
CHECKS: dict[str, tuple[str, str | None, str]] = {
    "ck_laporan_status": (
        "laporan",
        "status IN ('draf', 'lapor_awal', 'diajukan', 'diperiksa', 'dikembalikan', 'disarankan', 'disetujui', 'akta_terbit', 'ditolak')",
        "status IN ('draf', 'lapor_awal', 'diajukan', 'diperiksa', 'dikembalikan', 'disarankan', 'disetujui', 'akta_terbit', 'ditolak', 'digabung', 'dibekukan', 'dibatalkan', 'diarsipkan')",
    ),
    "ck_bukti_jenis": (
        "bukti",
        "jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'lainnya')",
        "jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'bukti_hidup', 'lainnya')",
    ),
    "ck_pemeriksaan_cara": ("pemeriksaan", "cara IN ('siak', 'tidak_ada')", "cara IN ('siak', 'tidak_ada', 'calon')"),
    "ck_pemeriksaan_alasan": (
        "pemeriksaan",
        "cara = 'siak' OR length(alasan) > 0",
        "cara <> 'tidak_ada' OR length(alasan) > 0",
    ),
    "ck_usul_status": (
        "usul",
        "status IN ('diusulkan', 'dikonfirmasi', 'ditolak', 'dibatalkan')",
        "status IN ('diusulkan', 'dikonfirmasi', 'dibekukan', 'ditolak', 'dibatalkan')",
    ),
    "ck_bukti_untuk": ("bukti", None, "untuk IN ('kematian', 'perbaikan', 'hidup')"),
    "ck_laporan_status_sebelum": (
        "laporan",
        None,
        "status_sebelum IN ('draf', 'lapor_awal', 'diajukan', 'diperiksa', 'dikembalikan', 'disarankan', 'disetujui', 'akta_terbit', 'ditolak', 'digabung', 'dibekukan', 'dibatalkan', 'diarsipkan')",
    ),
    "ck_laporan_disisihkan": (
        "laporan",
        None,
        "(status IN ('diarsipkan', 'dibekukan', 'digabung')) = (status_sebelum IS NOT NULL)",
    ),
    "ck_laporan_digabung": ("laporan", None, "(status = 'digabung') = (digabung_ke IS NOT NULL)"),
    "ck_laporan_digabung_diri": ("laporan", None, "digabung_ke <> id"),
    "ck_laporan_nik_pilihan": ("laporan", None, "nik_pilihan ~ '^[0-9]{16}$'"),
    "ck_pemeriksaan_cuplikan": ("pemeriksaan", None, "(cara = 'calon') = (cuplikan IS NOT NULL)"),
    "ck_pemeriksaan_sumber": ("pemeriksaan", None, "sumber IN ('ekstrak', 'layanan')"),
    "ck_usul_status_sebelum": ("usul", None, "status_sebelum IN ('diusulkan', 'dikonfirmasi')"),
    "ck_usul_dibekukan": ("usul", None, "(status = 'dibekukan') = (status_sebelum IS NOT NULL)"),
    "ck_paket_jenis": ("paket", None, "jenis IN ('usul', 'penarikan')"),
    "ck_akta_dibatalkan": ("akta", None, "(dibatalkan_pada IS NULL) = (dibatalkan_sebab IS NULL)"),
    "ck_berkas_dibatalkan": ("berkas", None, "NOT (berlaku AND dibatalkan_pada IS NOT NULL)"),
}
# table → (object named in the trail, column that holds the object's id)
AUDITED = {
    "impor_penduduk": ("impor_penduduk", "id"),
    "dugaan_ganda": ("laporan", "laporan_a"),
    "permintaan": ("laporan", "laporan_id"),
    "catatan_meja": ("laporan", "laporan_id"),
    "perbaikan": ("laporan", "laporan_id"),
    "kasus_hidup": ("kasus_hidup", "id"),
    "penarikan": ("usul", "usul_id"),
    "setelan_laporan": ("setelan_laporan", "kab_kode"),
    "alasan_siap": ("alasan_siap", "id"),
    "hari_libur": ("hari_libur", "id"),
}
TABLES = (
    *AUDITED,
    "penduduk",
    "pemetaan_penduduk",
    "pencarian_layanan",
    "hasil_massal",
    "paket_penarikan",
    "perbaikan_bukti",
    "kasus_bukti",
)
LIVING_BEFORE = "status IN ('diusulkan', 'dikonfirmasi')"
LIVING_NOW = "status IN ('diusulkan', 'dikonfirmasi', 'dibekukan')"

# Sixteen letters of the receipt's alphabet; md5 of a random UUID leaves twelve of them unguessable.
NUMBER_OLD_ROWS = """
UPDATE laporan SET nomor_terima = (
    SELECT upper(substr(sidik, 1, 4) || '-' || substr(sidik, 5, 4) || '-' || substr(sidik, 9, 4))
    FROM (SELECT md5(gen_random_uuid()::text || laporan.id::text) AS sidik) AS acak
) WHERE status <> 'draf' AND nomor_terima IS NULL
"""


def upgrade() -> None:
    for name, (table, before, now) in CHECKS.items():
        if before is not None:
            op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, now)
    _change_unique(LIVING_NOW)
    op.drop_constraint("uq_akta_laporan", "akta", type_="unique")
    op.execute("CREATE UNIQUE INDEX uq_akta_laporan ON akta (laporan_id) WHERE dibatalkan_pada IS NULL")
    op.drop_constraint("uq_bukti_isi", "bukti", type_="unique")
    op.create_unique_constraint("uq_bukti_isi", "bukti", ["laporan_id", "untuk", "jenis", "sha256"])
    op.execute("ALTER TABLE laporan DISABLE TRIGGER laporan_jejak_wajib")
    op.execute(NUMBER_OLD_ROWS)
    op.execute("ALTER TABLE laporan ENABLE TRIGGER laporan_jejak_wajib")
    names = ", ".join(TABLES)
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {names} TO pemakaman_app")
    op.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO pemakaman_app")
    op.execute("GRANT SELECT ON penarikan, kasus_hidup, perbaikan, dugaan_ganda TO pemakaman_reader")
    for table, (objek, column) in AUDITED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('{objek}', '{column}')"
        )


def _change_unique(living: str) -> None:
    for name, columns in (("uq_usul_pemilih", "pemilih_id"), ("uq_usul_laporan_daftar", "laporan_id, daftar_id")):
        op.execute(f"DROP INDEX {name}")
        op.execute(f"CREATE UNIQUE INDEX {name} ON usul ({columns}) WHERE {living}")


def downgrade() -> None:
    """Refused by the old rules while a row stands in a state they do not know; nothing changes then."""
    for table in AUDITED:
        op.execute(f"DROP TRIGGER {table}_jejak_wajib ON {table}")
    op.execute("DROP INDEX uq_akta_laporan")
    op.create_unique_constraint("uq_akta_laporan", "akta", ["laporan_id"])
    op.drop_constraint("uq_bukti_isi", "bukti", type_="unique")
    op.create_unique_constraint("uq_bukti_isi", "bukti", ["laporan_id", "jenis", "sha256"])
    _change_unique(LIVING_BEFORE)
    for name, (table, before, _) in CHECKS.items():
        op.drop_constraint(op.f(name), table, type_="check")
        if before is not None:
            op.create_check_constraint(op.f(name), table, before)
