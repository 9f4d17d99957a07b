"""Desk Pemilu: elections, daily figures, transfers of blank cards, visits, prisons, service days, GISA, incidents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NEW = (
    "lapas",
    "setelan_desk",
    "gisa",
    "insiden",
    "jemput_bola",
    "laporan_blangko",
    "laporan_ikd",
    "laporan_lapas",
    "laporan_perekaman",
    "laporan_suket",
    "layanan_hari",
    "pemilihan",
    "pindah_blangko",
    "riwayat_desk",
    "surat_desk",
    "gisa_bukti",
    "jemput_bola_sasaran",
    "pemilihan_wilayah",
)
# table → (object named in the trail, column that holds the object's id)
AUDITED = {
    "pemilihan": ("pemilihan", "id"),
    "pemilihan_wilayah": ("pemilihan", "pemilihan_id"),
    "laporan_perekaman": ("laporan_perekaman", "id"),
    "laporan_blangko": ("laporan_blangko", "id"),
    "laporan_ikd": ("laporan_ikd", "id"),
    "laporan_suket": ("laporan_suket", "id"),
    "pindah_blangko": ("pindah_blangko", "id"),
    "jemput_bola": ("jemput_bola", "id"),
    "jemput_bola_sasaran": ("jemput_bola", "jemput_id"),
    "lapas": ("lapas", "id"),
    "laporan_lapas": ("laporan_lapas", "id"),
    "layanan_hari": ("layanan_hari", "id"),
    "gisa": ("gisa", "id"),
    "gisa_bukti": ("gisa", "gisa_id"),
    "insiden": ("insiden", "id"),
    "setelan_desk": ("setelan_desk", "wilayah_kode"),
    "surat_desk": ("surat_desk", "id"),
}


def upgrade() -> None:
    _lapas()
    _setelan_desk()
    _gisa()
    _insiden()
    _jemput_bola()
    _laporan_blangko()
    _laporan_ikd()
    _laporan_lapas()
    _laporan_perekaman()
    _laporan_suket()
    _layanan_hari()
    _pemilihan()
    _pindah_blangko()
    _riwayat_desk()
    _surat_desk()
    _gisa_bukti()
    _jemput_bola_sasaran()
    _pemilihan_wilayah()
    op.create_index(
        "ix_pemilih_tanpa_ktp",
        "pemilih",
        ["daftar_id", "desa_kode", "id"],
        postgresql_where=sa.text(
            "upper(ktp_el) IN ('B', 'BELUM', 'BLM', 'BELUM REKAM', 'BELUM KTP-EL', 'TIDAK', 'T', '0')"
        ),
    )
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(NEW)} TO pemakaman_app")
    # What a figure was before its correction is written once and stays.
    op.execute("REVOKE UPDATE, DELETE ON riwayat_desk FROM pemakaman_app")
    op.execute("GRANT SELECT ON laporan_perekaman, laporan_blangko, laporan_ikd, laporan_suket TO pemakaman_reader")
    for table, (objek, column) in AUDITED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {table}_jejak_wajib AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jejak_wajib('{objek}', '{column}')"
        )


def _lapas() -> None:
    op.create_table(
        "lapas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("tps_loksus", sa.Text(), nullable=True),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jenis IN ('lapas', 'rutan', 'lpka')", name=op.f("ck_lapas_jenis")),
        sa.CheckConstraint("length(nama) BETWEEN 1 AND 200", name=op.f("ck_lapas_nama")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_lapas_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lapas")),
    )
    op.create_index("uq_lapas_nama", "lapas", ["kab_kode", "nama"], unique=True)


def _setelan_desk() -> None:
    op.create_table(
        "setelan_desk",
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("alarm_hari", sa.SmallInteger(), nullable=False),
        sa.Column("jam_tenggat", sa.Time(), server_default=sa.text("'16:00'"), nullable=False),
        sa.Column("batas", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("alarm_hari BETWEEN 1 AND 90", name=op.f("ck_setelan_desk_alarm_hari")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_setelan_desk_wilayah_kode")),
        sa.PrimaryKeyConstraint("wilayah_kode", name=op.f("pk_setelan_desk")),
    )


def _gisa() -> None:
    op.create_table(
        "gisa",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("sk_nomor", sa.Text(), nullable=False),
        sa.Column("sk_tanggal", sa.Date(), nullable=False),
        sa.Column("kepemilikan", sa.SmallInteger(), nullable=False),
        sa.Column("pemutakhiran", sa.SmallInteger(), nullable=False),
        sa.Column("pemanfaatan", sa.SmallInteger(), nullable=False),
        sa.Column("melayani", sa.SmallInteger(), nullable=False),
        sa.Column("kegiatan", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kepemilikan BETWEEN 0 AND 100 AND pemutakhiran BETWEEN 0 AND 100 AND pemanfaatan BETWEEN 0 AND 100 AND melayani BETWEEN 0 AND 100",
            name=op.f("ck_gisa_indikator"),
        ),
        sa.CheckConstraint("length(sk_nomor) BETWEEN 1 AND 100", name=op.f("ck_gisa_sk_nomor")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_gisa_dibuat_oleh")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_gisa_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gisa")),
    )
    op.create_index("uq_gisa_sk", "gisa", ["wilayah_kode", "sk_nomor"], unique=True)


def _insiden() -> None:
    op.create_table(
        "insiden",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("judul", sa.Text(), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("tingkat", sa.Text(), nullable=False),
        sa.Column("pemilik_id", sa.Uuid(), nullable=False),
        sa.Column("tenggat", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("penyelesaian", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'selesai') = (selesai_pada IS NOT NULL)", name=op.f("ck_insiden_selesai")),
        sa.CheckConstraint("status <> 'selesai' OR length(penyelesaian) > 0", name=op.f("ck_insiden_penyelesaian")),
        sa.CheckConstraint("status IN ('terbuka', 'ditangani', 'selesai')", name=op.f("ck_insiden_status")),
        sa.CheckConstraint("tingkat IN ('rendah', 'sedang', 'tinggi')", name=op.f("ck_insiden_tingkat")),
        sa.CheckConstraint("length(judul) BETWEEN 1 AND 200", name=op.f("ck_insiden_judul")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_insiden_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_insiden_kab_kode")),
        sa.ForeignKeyConstraint(["pemilik_id"], ["akun.id"], name=op.f("fk_insiden_pemilik_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insiden")),
        sa.UniqueConstraint("nomor", name=op.f("uq_insiden_nomor")),
    )
    op.create_index("ix_insiden_kab", "insiden", ["kab_kode", "status", "tenggat"], unique=False)


def _jemput_bola() -> None:
    op.create_table(
        "jemput_bola",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("desa_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("lokasi", sa.Text(), nullable=False),
        sa.Column("jenis_sasaran", sa.Text(), nullable=False),
        sa.Column("petugas", sa.Text(), nullable=False),
        sa.Column("alat", sa.Text(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("asal", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("alasan_batal", sa.Text(), nullable=True),
        sa.Column("rekam", sa.Integer(), nullable=True),
        sa.Column("cetak", sa.Integer(), nullable=True),
        sa.Column("ikd", sa.Integer(), nullable=True),
        sa.Column("kia", sa.Integer(), nullable=True),
        sa.Column("akta", sa.Integer(), nullable=True),
        sa.Column("akta_kematian", sa.Integer(), nullable=True),
        sa.Column("kendala", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("selesai_oleh", sa.Uuid(), nullable=True),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'selesai') = (num_nulls(rekam, cetak, ikd, kia, akta, akta_kematian) = 0)",
            name=op.f("ck_jemput_bola_hasil"),
        ),
        sa.CheckConstraint(
            "asal IN ('belum_berakta', 'tindak_tms', 'pemilih', 'lainnya')", name=op.f("ck_jemput_bola_asal")
        ),
        sa.CheckConstraint(
            "jenis_sasaran IN ('sekolah', 'rumah', 'lansia_sakit', 'disabilitas', 'lapas', 'kantor', 'umum', 'kematian')",
            name=op.f("ck_jemput_bola_jenis_sasaran"),
        ),
        sa.CheckConstraint("status <> 'batal' OR length(alasan_batal) > 0", name=op.f("ck_jemput_bola_batal")),
        sa.CheckConstraint("status IN ('rencana', 'selesai', 'batal')", name=op.f("ck_jemput_bola_status")),
        sa.CheckConstraint("akta_kematian <= akta", name=op.f("ck_jemput_bola_akta")),
        sa.CheckConstraint(
            "rekam >= 0 AND cetak >= 0 AND ikd >= 0 AND kia >= 0 AND akta >= 0 AND akta_kematian >= 0",
            name=op.f("ck_jemput_bola_nol"),
        ),
        sa.CheckConstraint("target BETWEEN 0 AND 1000000", name=op.f("ck_jemput_bola_target")),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_jemput_bola_desa_kode")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_jemput_bola_dibuat_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_jemput_bola_kab_kode")),
        sa.ForeignKeyConstraint(["selesai_oleh"], ["akun.id"], name=op.f("fk_jemput_bola_selesai_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jemput_bola")),
    )
    op.create_index("ix_jemput_bola_kab", "jemput_bola", ["kab_kode", "tanggal"], unique=False)


def _laporan_blangko() -> None:
    op.create_table(
        "laporan_blangko",
        sa.Column("awal", sa.Integer(), nullable=False),
        sa.Column("masuk", sa.Integer(), nullable=False),
        sa.Column("terpakai", sa.Integer(), nullable=False),
        sa.Column("rusak", sa.Integer(), nullable=False),
        sa.Column("kirim", sa.Integer(), nullable=False),
        sa.Column("terima", sa.Integer(), nullable=False),
        sa.Column("sisa", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("nihil", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("terlambat", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("alasan_terlambat", sa.Text(), nullable=True),
        sa.Column("diubah_oleh", sa.Uuid(), nullable=True),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "NOT nihil OR (masuk = 0 AND terpakai = 0 AND rusak = 0)", name=op.f("ck_laporan_blangko_nihil")
        ),
        sa.CheckConstraint(
            "awal >= 0 AND masuk >= 0 AND terpakai >= 0 AND rusak >= 0 AND kirim >= 0 AND terima >= 0 AND sisa >= 0",
            name=op.f("ck_laporan_blangko_nol"),
        ),
        sa.CheckConstraint(
            "sisa = awal + masuk + terima - terpakai - rusak - kirim", name=op.f("ck_laporan_blangko_neraca")
        ),
        sa.CheckConstraint(
            "terlambat = (coalesce(alasan_terlambat, '') <> '')", name=op.f("ck_laporan_blangko_terlambat")
        ),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_laporan_blangko_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diubah_oleh"], ["akun.id"], name=op.f("fk_laporan_blangko_diubah_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_laporan_blangko_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laporan_blangko")),
    )
    op.create_index("uq_laporan_blangko_hari", "laporan_blangko", ["kab_kode", "tanggal"], unique=True)


def _laporan_ikd() -> None:
    op.create_table(
        "laporan_ikd",
        sa.Column("aktivasi_hari", sa.Integer(), nullable=False),
        sa.Column("kumulatif", sa.Integer(), nullable=False),
        sa.Column("target_persen", sa.SmallInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("nihil", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("terlambat", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("alasan_terlambat", sa.Text(), nullable=True),
        sa.Column("diubah_oleh", sa.Uuid(), nullable=True),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT nihil OR aktivasi_hari = 0", name=op.f("ck_laporan_ikd_nihil")),
        sa.CheckConstraint("aktivasi_hari >= 0 AND aktivasi_hari <= kumulatif", name=op.f("ck_laporan_ikd_aktivasi")),
        sa.CheckConstraint("target_persen BETWEEN 0 AND 100", name=op.f("ck_laporan_ikd_target")),
        sa.CheckConstraint("terlambat = (coalesce(alasan_terlambat, '') <> '')", name=op.f("ck_laporan_ikd_terlambat")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_laporan_ikd_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diubah_oleh"], ["akun.id"], name=op.f("fk_laporan_ikd_diubah_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_laporan_ikd_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laporan_ikd")),
    )
    op.create_index("uq_laporan_ikd_hari", "laporan_ikd", ["kab_kode", "tanggal"], unique=True)


def _laporan_lapas() -> None:
    op.create_table(
        "laporan_lapas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lapas_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("nihil", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("penghuni", sa.Integer(), nullable=False),
        sa.Column("wajib_ktp", sa.Integer(), nullable=False),
        sa.Column("domisili_dalam", sa.Integer(), nullable=False),
        sa.Column("domisili_luar", sa.Integer(), nullable=False),
        sa.Column("terdaftar", sa.Integer(), nullable=False),
        sa.Column("sudah_rekam", sa.Integer(), nullable=False),
        sa.Column("rekam_hari", sa.Integer(), nullable=False),
        sa.Column("nik_kosong", sa.Integer(), nullable=False),
        sa.Column("alat", sa.Integer(), nullable=False),
        sa.Column("petugas", sa.Integer(), nullable=False),
        sa.Column("luar", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("terlambat", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("alasan_terlambat", sa.Text(), nullable=True),
        sa.Column("diubah_oleh", sa.Uuid(), nullable=True),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT nihil OR rekam_hari = 0", name=op.f("ck_laporan_lapas_nihil")),
        sa.CheckConstraint("alat >= 0 AND petugas >= 0", name=op.f("ck_laporan_lapas_nol")),
        sa.CheckConstraint(
            "domisili_dalam >= 0 AND domisili_luar >= 0 AND domisili_dalam + domisili_luar <= penghuni",
            name=op.f("ck_laporan_lapas_domisili"),
        ),
        sa.CheckConstraint("sudah_rekam <= terdaftar", name=op.f("ck_laporan_lapas_rekam_terdaftar")),
        sa.CheckConstraint("rekam_hari BETWEEN 0 AND sudah_rekam", name=op.f("ck_laporan_lapas_rekam_hari")),
        sa.CheckConstraint("sudah_rekam BETWEEN 0 AND wajib_ktp", name=op.f("ck_laporan_lapas_sudah_rekam")),
        sa.CheckConstraint(
            "terdaftar >= 0 AND nik_kosong >= 0 AND terdaftar + nik_kosong <= penghuni",
            name=op.f("ck_laporan_lapas_terdaftar"),
        ),
        sa.CheckConstraint("wajib_ktp BETWEEN 0 AND penghuni", name=op.f("ck_laporan_lapas_wajib")),
        sa.CheckConstraint(
            "terlambat = (coalesce(alasan_terlambat, '') <> '')", name=op.f("ck_laporan_lapas_terlambat")
        ),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_laporan_lapas_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diubah_oleh"], ["akun.id"], name=op.f("fk_laporan_lapas_diubah_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_laporan_lapas_kab_kode")),
        sa.ForeignKeyConstraint(["lapas_id"], ["lapas.id"], name=op.f("fk_laporan_lapas_lapas_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laporan_lapas")),
    )
    op.create_index("ix_laporan_lapas_kab", "laporan_lapas", ["kab_kode", "tanggal"], unique=False)
    op.create_index("uq_laporan_lapas_hari", "laporan_lapas", ["lapas_id", "tanggal"], unique=True)


def _laporan_perekaman() -> None:
    op.create_table(
        "laporan_perekaman",
        sa.Column("penduduk", sa.Integer(), nullable=False),
        sa.Column("wajib_ktp", sa.Integer(), nullable=False),
        sa.Column("wajib_dinamis", sa.Integer(), nullable=False),
        sa.Column("rekam_hari", sa.Integer(), nullable=False),
        sa.Column("kumulatif", sa.Integer(), nullable=False),
        sa.Column("prr", sa.Integer(), nullable=False),
        sa.Column("sfe", sa.Integer(), nullable=False),
        sa.Column("duplikat", sa.Integer(), nullable=False),
        sa.Column("gagal", sa.Integer(), nullable=False),
        sa.Column("cetak_hari", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("nihil", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("terlambat", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("alasan_terlambat", sa.Text(), nullable=True),
        sa.Column("diubah_oleh", sa.Uuid(), nullable=True),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT nihil OR (rekam_hari = 0 AND cetak_hari = 0)", name=op.f("ck_laporan_perekaman_nihil")),
        sa.CheckConstraint("duplikat >= 0 AND gagal >= 0 AND cetak_hari >= 0", name=op.f("ck_laporan_perekaman_nol")),
        sa.CheckConstraint("kumulatif <= wajib_dinamis", name=op.f("ck_laporan_perekaman_kumulatif")),
        sa.CheckConstraint(
            "prr >= 0 AND sfe >= 0 AND prr + sfe <= kumulatif", name=op.f("ck_laporan_perekaman_antrean")
        ),
        sa.CheckConstraint("rekam_hari >= 0 AND rekam_hari <= kumulatif", name=op.f("ck_laporan_perekaman_rekam")),
        sa.CheckConstraint(
            "wajib_ktp >= 0 AND wajib_ktp <= wajib_dinamis AND wajib_dinamis <= penduduk",
            name=op.f("ck_laporan_perekaman_wajib"),
        ),
        sa.CheckConstraint(
            "terlambat = (coalesce(alasan_terlambat, '') <> '')", name=op.f("ck_laporan_perekaman_terlambat")
        ),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_laporan_perekaman_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diubah_oleh"], ["akun.id"], name=op.f("fk_laporan_perekaman_diubah_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_laporan_perekaman_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laporan_perekaman")),
    )
    op.create_index("uq_laporan_perekaman_hari", "laporan_perekaman", ["kab_kode", "tanggal"], unique=True)


def _laporan_suket() -> None:
    op.create_table(
        "laporan_suket",
        sa.Column("cetak_hari", sa.Integer(), nullable=False),
        sa.Column("kumulatif", sa.Integer(), nullable=False),
        sa.Column("batal_hari", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("nihil", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("terlambat", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("alasan_terlambat", sa.Text(), nullable=True),
        sa.Column("diubah_oleh", sa.Uuid(), nullable=True),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT nihil OR (cetak_hari = 0 AND batal_hari = 0)", name=op.f("ck_laporan_suket_nihil")),
        sa.CheckConstraint("batal_hari >= 0 AND batal_hari <= kumulatif", name=op.f("ck_laporan_suket_batal")),
        sa.CheckConstraint("cetak_hari >= 0 AND cetak_hari <= kumulatif", name=op.f("ck_laporan_suket_cetak")),
        sa.CheckConstraint(
            "terlambat = (coalesce(alasan_terlambat, '') <> '')", name=op.f("ck_laporan_suket_terlambat")
        ),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_laporan_suket_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diubah_oleh"], ["akun.id"], name=op.f("fk_laporan_suket_diubah_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_laporan_suket_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laporan_suket")),
    )
    op.create_index("uq_laporan_suket_hari", "laporan_suket", ["kab_kode", "tanggal"], unique=True)


def _layanan_hari() -> None:
    op.create_table(
        "layanan_hari",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("buka", sa.Boolean(), nullable=False),
        sa.Column("jam_buka", sa.Time(), nullable=True),
        sa.Column("jam_tutup", sa.Time(), nullable=True),
        sa.Column("petugas", sa.Text(), nullable=True),
        sa.Column("hp", sa.Text(), nullable=True),
        sa.Column("printer_baik", sa.Boolean(), nullable=True),
        sa.Column("alat_rekam_baik", sa.Boolean(), nullable=True),
        sa.Column("ribbon_cukup", sa.Boolean(), nullable=True),
        sa.Column("blangko_sisa", sa.Integer(), nullable=True),
        sa.Column("jaringan", sa.Text(), nullable=True),
        sa.Column("rekam", sa.Integer(), nullable=False),
        sa.Column("cetak", sa.Integer(), nullable=False),
        sa.Column("suket", sa.Integer(), nullable=False),
        sa.Column("kendala", sa.Text(), nullable=True),
        sa.Column("tindak_lanjut", sa.Text(), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("diubah_oleh", sa.Uuid(), nullable=True),
        sa.Column("diubah_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jaringan IN ('baik', 'lambat', 'putus')", name=op.f("ck_layanan_hari_jaringan")),
        sa.CheckConstraint("NOT buka OR jam_buka IS NOT NULL", name=op.f("ck_layanan_hari_jam_buka")),
        sa.CheckConstraint(
            "blangko_sisa >= 0 AND rekam >= 0 AND cetak >= 0 AND suket >= 0", name=op.f("ck_layanan_hari_nol")
        ),
        sa.CheckConstraint("buka OR (rekam = 0 AND cetak = 0 AND suket = 0)", name=op.f("ck_layanan_hari_tutup")),
        sa.CheckConstraint("jam_tutup > jam_buka", name=op.f("ck_layanan_hari_jam")),
        sa.CheckConstraint("length(tempat) BETWEEN 1 AND 200", name=op.f("ck_layanan_hari_tempat")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_layanan_hari_dibuat_oleh")),
        sa.ForeignKeyConstraint(["diubah_oleh"], ["akun.id"], name=op.f("fk_layanan_hari_diubah_oleh")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_layanan_hari_kab_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_hari")),
    )
    op.create_index("uq_layanan_hari_tempat", "layanan_hari", ["kab_kode", "tanggal", "tempat"], unique=True)


def _pemilihan() -> None:
    op.create_table(
        "pemilihan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("hari_h", sa.Date(), nullable=False),
        sa.Column("hari_suket", sa.SmallInteger(), nullable=False),
        sa.Column("target_rekam", sa.SmallInteger(), nullable=False),
        sa.Column("target_ikd", sa.SmallInteger(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("jenis IN ('pemilu', 'pilkada', 'psu')", name=op.f("ck_pemilihan_jenis")),
        sa.CheckConstraint("hari_suket BETWEEN 0 AND 60", name=op.f("ck_pemilihan_hari_suket")),
        sa.CheckConstraint("length(nama) BETWEEN 1 AND 200", name=op.f("ck_pemilihan_nama")),
        sa.CheckConstraint(
            "target_rekam BETWEEN 0 AND 100 AND target_ikd BETWEEN 0 AND 100", name=op.f("ck_pemilihan_target")
        ),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_pemilihan_dibuat_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pemilihan")),
    )


def _pindah_blangko() -> None:
    op.create_table(
        "pindah_blangko",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nomor", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("dari_kab", sa.Text(), nullable=False),
        sa.Column("ke_kab", sa.Text(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("dikirim_tanggal", sa.Date(), nullable=False),
        sa.Column("dikirim_oleh", sa.Uuid(), nullable=False),
        sa.Column("dikirim_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.Column("selesai_tanggal", sa.Date(), nullable=True),
        sa.Column("selesai_oleh", sa.Uuid(), nullable=True),
        sa.Column("selesai_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("jumlah_diterima", sa.Integer(), nullable=True),
        sa.Column("selisih_alasan", sa.Text(), nullable=True),
        sa.Column("alasan", sa.Text(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'dikirim') = (selesai_tanggal IS NULL)", name=op.f("ck_pindah_blangko_selesai")),
        sa.CheckConstraint(
            "(status = 'diterima') = (jumlah_diterima IS NOT NULL)", name=op.f("ck_pindah_blangko_diterima")
        ),
        sa.CheckConstraint(
            "status IN ('dikirim', 'diterima', 'ditolak', 'batal')", name=op.f("ck_pindah_blangko_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('ditolak', 'batal') OR length(alasan) > 0", name=op.f("ck_pindah_blangko_alasan")
        ),
        sa.CheckConstraint("dari_kab <> ke_kab", name=op.f("ck_pindah_blangko_dua_kab")),
        sa.CheckConstraint("jumlah BETWEEN 1 AND 10000000", name=op.f("ck_pindah_blangko_jumlah")),
        sa.CheckConstraint(
            "jumlah_diterima = jumlah OR length(selisih_alasan) > 0", name=op.f("ck_pindah_blangko_selisih")
        ),
        sa.CheckConstraint("jumlah_diterima BETWEEN 0 AND jumlah", name=op.f("ck_pindah_blangko_jumlah_diterima")),
        sa.CheckConstraint("selesai_tanggal >= dikirim_tanggal", name=op.f("ck_pindah_blangko_urutan")),
        sa.ForeignKeyConstraint(["dari_kab"], ["wilayah.kode"], name=op.f("fk_pindah_blangko_dari_kab")),
        sa.ForeignKeyConstraint(["dikirim_oleh"], ["akun.id"], name=op.f("fk_pindah_blangko_dikirim_oleh")),
        sa.ForeignKeyConstraint(["ke_kab"], ["wilayah.kode"], name=op.f("fk_pindah_blangko_ke_kab")),
        sa.ForeignKeyConstraint(["selesai_oleh"], ["akun.id"], name=op.f("fk_pindah_blangko_selesai_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pindah_blangko")),
        sa.UniqueConstraint("nomor", name=op.f("uq_pindah_blangko_nomor")),
    )
    op.create_index("ix_pindah_blangko_dari", "pindah_blangko", ["dari_kab", "dikirim_tanggal"], unique=False)
    op.create_index("ix_pindah_blangko_ke", "pindah_blangko", ["ke_kab", "selesai_tanggal"], unique=False)


def _riwayat_desk() -> None:
    op.create_table(
        "riwayat_desk",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("objek", sa.Text(), nullable=False),
        sa.Column("objek_id", sa.Uuid(), nullable=False),
        sa.Column("kab_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("lama", postgresql.JSONB(), nullable=False),
        sa.Column("baru", postgresql.JSONB(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("terlambat", sa.Boolean(), nullable=False),
        sa.Column("oleh", sa.Uuid(), nullable=False),
        sa.Column("pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("length(alasan) > 0 OR NOT terlambat", name=op.f("ck_riwayat_desk_alasan")),
        sa.ForeignKeyConstraint(["kab_kode"], ["wilayah.kode"], name=op.f("fk_riwayat_desk_kab_kode")),
        sa.ForeignKeyConstraint(["oleh"], ["akun.id"], name=op.f("fk_riwayat_desk_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat_desk")),
    )
    op.create_index("ix_riwayat_desk_kab", "riwayat_desk", ["kab_kode", "id"], unique=False)
    op.create_index("ix_riwayat_desk_objek", "riwayat_desk", ["objek", "objek_id", "id"], unique=False)


def _surat_desk() -> None:
    op.create_table(
        "surat_desk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("isi", postgresql.JSONB(), nullable=False),
        sa.Column("dihitung_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("nomor_surat", sa.Text(), nullable=True),
        sa.Column("tanggal_surat", sa.Date(), nullable=True),
        sa.Column("kepada", sa.Text(), nullable=False),
        sa.Column("jabatan", sa.Text(), nullable=False),
        sa.Column("nama_pejabat", sa.Text(), nullable=True),
        sa.Column("nip", sa.Text(), nullable=True),
        sa.Column("status_cetak", sa.Text(), nullable=False),
        sa.Column("galat", sa.Text(), nullable=True),
        sa.Column("sha256_pdf", sa.Text(), nullable=True),
        sa.Column("sha256_tertanda", sa.Text(), nullable=True),
        sa.Column("mime_tertanda", sa.Text(), nullable=True),
        sa.Column("tertanda_oleh", sa.Uuid(), nullable=True),
        sa.Column("tertanda_pada", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('draf', 'ditandatangani')", name=op.f("ck_surat_desk_status")),
        sa.CheckConstraint("status_cetak IN ('antre', 'jadi', 'gagal')", name=op.f("ck_surat_desk_status_cetak")),
        sa.CheckConstraint("(status = 'draf') = (sha256_tertanda IS NULL)", name=op.f("ck_surat_desk_tertanda")),
        sa.CheckConstraint("status = 'draf' OR length(nomor_surat) > 0", name=op.f("ck_surat_desk_nomor_surat")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_surat_desk_dibuat_oleh")),
        sa.ForeignKeyConstraint(["tertanda_oleh"], ["akun.id"], name=op.f("fk_surat_desk_tertanda_oleh")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_surat_desk_wilayah_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_desk")),
    )
    op.create_index(
        "uq_surat_desk_draf",
        "surat_desk",
        ["wilayah_kode", "tanggal"],
        unique=True,
        postgresql_where=sa.text("status = 'draf'"),
    )
    op.create_index("ix_surat_desk_tanggal", "surat_desk", ["wilayah_kode", "tanggal"], unique=False)
    # A signed letter stays as it was signed, whoever writes.
    op.execute(
        "CREATE FUNCTION surat_desk_tetap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'surat desk yang ditandatangani tidak berubah' USING ERRCODE = 'check_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER surat_desk_tetap BEFORE UPDATE OR DELETE ON surat_desk FOR EACH ROW "
        "WHEN (OLD.status = 'ditandatangani') EXECUTE FUNCTION surat_desk_tetap()"
    )


def _gisa_bukti() -> None:
    op.create_table(
        "gisa_bukti",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gisa_id", sa.Uuid(), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("dibuat_oleh", sa.Uuid(), nullable=False),
        sa.Column("dibuat_pada", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_gisa_bukti_sha256")),
        sa.ForeignKeyConstraint(["dibuat_oleh"], ["akun.id"], name=op.f("fk_gisa_bukti_dibuat_oleh")),
        sa.ForeignKeyConstraint(["gisa_id"], ["gisa.id"], name=op.f("fk_gisa_bukti_gisa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gisa_bukti")),
    )
    op.create_index("uq_gisa_bukti_berkas", "gisa_bukti", ["gisa_id", "sha256"], unique=True)


def _jemput_bola_sasaran() -> None:
    op.create_table(
        "jemput_bola_sasaran",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("jemput_id", sa.Uuid(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("laporan_id", sa.Uuid(), nullable=True),
        sa.Column("pemilih_id", sa.BigInteger(), nullable=True),
        sa.Column("teks", sa.Text(), nullable=True),
        sa.Column("tercapai", sa.Boolean(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=True),
        sa.CheckConstraint("teks !~ '\\d{16}'", name=op.f("ck_jemput_bola_sasaran_teks")),
        sa.CheckConstraint("num_nonnulls(laporan_id, pemilih_id, teks) = 1", name=op.f("ck_jemput_bola_sasaran_satu")),
        sa.ForeignKeyConstraint(["jemput_id"], ["jemput_bola.id"], name=op.f("fk_jemput_bola_sasaran_jemput_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jemput_bola_sasaran")),
    )
    op.create_index("ix_jemput_bola_sasaran_jemput", "jemput_bola_sasaran", ["jemput_id", "urutan"], unique=True)
    op.create_index(
        "ix_jemput_bola_sasaran_laporan",
        "jemput_bola_sasaran",
        ["laporan_id"],
        unique=False,
        postgresql_where=sa.text("laporan_id IS NOT NULL"),
    )
    op.create_index(
        "ix_jemput_bola_sasaran_pemilih",
        "jemput_bola_sasaran",
        ["pemilih_id"],
        unique=False,
        postgresql_where=sa.text("pemilih_id IS NOT NULL"),
    )


def _pemilihan_wilayah() -> None:
    op.create_table(
        "pemilihan_wilayah",
        sa.Column("pemilihan_id", sa.Uuid(), nullable=False),
        sa.Column("wilayah_kode", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pemilihan_id"], ["pemilihan.id"], name=op.f("fk_pemilihan_wilayah_pemilihan_id")),
        sa.ForeignKeyConstraint(["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_pemilihan_wilayah_wilayah_kode")),
        sa.PrimaryKeyConstraint("pemilihan_id", "wilayah_kode", name=op.f("pk_pemilihan_wilayah")),
    )
    op.create_index("ix_pemilihan_wilayah_kode", "pemilihan_wilayah", ["wilayah_kode"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_pemilih_tanpa_ktp", table_name="pemilih")
    for table in reversed(NEW):
        op.drop_table(table)
    op.execute("DROP FUNCTION surat_desk_tetap()")
