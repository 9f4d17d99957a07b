"""Rules of the tables that official books change, and the triggers and grants of the new tables."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# constraint → (table, before, now); before None: it is new, now None: it goes
CHECKS: dict[str, tuple[str, str | None, str | None]] = {
    "ck_bukti_jenis": (
        "bukti",
        "jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'bukti_hidup', 'lainnya')",
        "jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'persetujuan_tumpang', 'bukti_hidup', 'lainnya')",
    ),
    "ck_permintaan_bukti_jenis": (
        "permintaan",
        "bukti_jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'bukti_hidup', 'lainnya')",
        "bukti_jenis IN ('surat_kematian', 'surat_polisi', 'penetapan_pengadilan', 'surat_maskapai', 'skk_perwakilan', 'kk_ktp', 'dokumen_perjalanan', 'izin_tinggal', 'sptjm', 'dokumen_pendukung', 'foto_makam', 'surat_kuasa', 'persetujuan_tumpang', 'bukti_hidup', 'lainnya')",
    ),
    "ck_impor_susunan": ("impor", "susunan IN ('badung', 'pasaman_barat')", None),
    "ck_impor_status": (
        "impor",
        "status IN ('antre', 'berjalan', 'jadi', 'gagal')",
        "status IN ('diunggah', 'antre', 'berjalan', 'jadi', 'gagal', 'dihentikan', 'dibatalkan')",
    ),
    "ck_impor_jenis": ("impor", None, "jenis IN ('berkas', 'salinan')"),
    "ck_impor_berkas": ("impor", None, "(jenis = 'berkas') = (sha256 IS NOT NULL)"),
    "ck_impor_dibatalkan": ("impor", None, "(status = 'dibatalkan') = (dibatalkan_pada IS NOT NULL)"),
    "ck_buku_koreksi": ("buku", None, "koreksi_terakhir >= 0"),
}
# table → (object named in the trail, column that holds the object's id)
AUDITED = {
    "tutup_buku": ("makam", "makam_id"),
    "koreksi_buku": ("laporan", "laporan_id"),
    "nomor_batal": ("makam", "makam_id"),
    "cetak_buku": ("cetak_buku", "id"),
    "laporan_bulanan": ("laporan_bulanan", "id"),
    "setelan_bulanan": ("setelan_bulanan", "wilayah_kode"),
    "setelan_makam": ("setelan_makam", "kab_kode"),
    "blok": ("makam", "makam_id"),
    "petak": ("makam", "makam_id"),
    "petak_foto": ("petak", "petak_id"),
    "penempatan": ("laporan", "laporan_id"),
    "pemindahan": ("laporan", "laporan_id"),
    "ahli_waris": ("laporan", "laporan_id"),
    "iptm": ("laporan", "laporan_id"),
    "rencana_makam": ("makam", "makam_id"),
    "salinan_halaman": ("impor", "impor_id"),
}
TABLES = (*AUDITED, "impor_laporan", "impor_salah", "pemetaan_buku", "salinan_baris")
READ_BY_REPORTS = "tutup_buku, koreksi_buku, laporan_bulanan, blok, petak, penempatan, iptm"


def upgrade() -> None:
    for name, (table, before, now) in CHECKS.items():
        _replace(name, table, before, now)
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(TABLES)} TO pemakaman_app")
    op.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO pemakaman_app")
    op.execute(f"GRANT SELECT ON {READ_BY_REPORTS} TO pemakaman_reader")
    for table, (objek, column) in AUDITED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('{objek}', '{column}')"
        )


def downgrade() -> None:
    """Refused by the old rules while a row stands in a state they do not know; nothing changes then."""
    for table in AUDITED:
        op.execute(f"DROP TRIGGER {table}_jejak_wajib ON {table}")
    for name, (table, before, now) in CHECKS.items():
        _replace(name, table, now, before)


def _replace(name: str, table: str, old: str | None, new: str | None) -> None:
    if old is not None:
        op.drop_constraint(op.f(name), table, type_="check")
    if new is not None:
        op.create_check_constraint(op.f(name), table, new)
