"""One row of everything that an address can name, in one jurisdiction."""

from datetime import date
from uuid import uuid4

from sqlalchemy.orm import Session

from pemakaman.akta.models import Akta
from pemakaman.akun.models import Akun
from pemakaman.berkas.models import Berkas, CetakKumpulan, Dokumen
from pemakaman.berkas.models_pratinjau import Pratinjau
from pemakaman.buku.models import CetakBuku
from pemakaman.db import now
from pemakaman.desk.models import (
    Gisa,
    GisaBukti,
    Insiden,
    JemputBola,
    Lapas,
    LayananHari,
    Pemilihan,
    PemilihanWilayah,
    PindahBlangko,
    SuratDesk,
)
from pemakaman.laporan.models import Bukti, DugaanGanda, Laporan, Permintaan
from pemakaman.laporan.models_penempatan import RencanaMakam
from pemakaman.makam.models import Blok, Makam, Petak, PetakFoto, TutupBuku
from pemakaman.pantau.models import Acuan, LaporanBulanan, TugasAkta
from pemakaman.pantau.rules.angka import sum_rows
from pemakaman.pembatalan.models import KasusHidup
from pemakaman.pemilih.models import (
    ButirLapangan,
    CekLapangan,
    DaftarPemilih,
    MunculLagi,
    Paket,
    Pemilih,
    PesananPaket,
    Usul,
)
from pemakaman.penduduk.models import ImporPenduduk
from pemakaman.perbaikan.models import Perbaikan
from pemakaman.pertukaran.models import Impor, SalinanBaris, SalinanHalaman
from pemakaman.peta.models import PetaBerkas
from pemakaman.petak.models import Iptm, Pemindahan
from pemakaman.surat.models import TemplatSurat
from pemakaman.verifikasi.models import AlasanSiap, HariLibur, HasilMassal
from tests.pabrik import DESA, METRO

JUMLAH_SURAT = ("kumulatif", "sisa_rekam", "rekam_hari", "blangko", "ikd")


def add_akun(session: Session) -> Akun:
    akun = Akun(
        nama_pengguna="petugas.metro", nama="Petugas Metro", peran="verifikator", wilayah_kode=METRO, aktif=True
    )
    session.add(akun)
    session.flush()
    return akun


def add_laporan(session: Session, akun: Akun) -> tuple[Makam, Laporan]:
    desa = DESA[METRO]
    makam = Makam(
        kode="METRO1",
        nama="TPU Metro",
        jenis="tpu",
        pengelolaan="pemda",
        status="aktif",
        kab_kode=METRO,
        kec_kode=desa[:8],
        desa_kode=desa,
    )
    session.add(makam)
    session.flush()
    laporan = Laporan(
        id=uuid4(),
        makam_id=makam.id,
        kab_kode=METRO,
        kec_kode=desa[:8],
        desa_kode=desa,
        status="disetujui",
        dibuat_oleh=akun.id,
        buku_tahun=2026,
        buku_nomor=1,
        nama="Almarhum Metro",
        dimakamkan_tanggal=date(2026, 1, 5),
    )
    session.add(laporan)
    session.flush()
    return makam, laporan


def add_papers(session: Session, akun: Akun, laporan: Laporan) -> dict[str, str]:
    bukti = Bukti(
        laporan_id=laporan.id,
        jenis="foto_makam",
        nama_berkas="foto.jpg",
        mime="image/jpeg",
        ukuran=3,
        sha256="a" * 64,
        sha256_asli="b" * 64,
        dibuat_oleh=akun.id,
    )
    berkas = Berkas(laporan_id=laporan.id, versi_dokumen=1, formulir="F-2.01A", status="antre")
    akta = Akta(laporan_id=laporan.id, nomor="1872-KM-05012026-0001", tanggal=date(2026, 1, 6), dicatat_oleh=akun.id)
    session.add_all([bukti, berkas, akta])
    session.flush()
    dokumen = Dokumen(
        jenis="F-1.07",
        judul="F-1.07",
        nomor="METRO1 1/2026",
        laporan_id=laporan.id,
        kab_kode=METRO,
        kode_periksa="A" * 26,
    )
    kumpulan = CetakKumpulan(kab_kode=METRO, dibuat_oleh=akun.id, bentuk="pdf", jumlah=1)
    session.add_all([dokumen, kumpulan])
    perbaikan = Perbaikan(
        laporan_id=laporan.id,
        kab_kode=METRO,
        bagian="kematian",
        usulan={"meninggal_tempat": [None, "Rumah"]},
        alasan="Salah tulis",
        diminta_oleh=akun.id,
    )
    session.add(perbaikan)
    session.flush()
    found = {"bukti_id": bukti.id, "berkas_id": berkas.id, "akta_id": akta.id, "perbaikan_id": perbaikan.id}
    found |= {"dokumen_id": dokumen.id, "kumpulan_id": kumpulan.id}
    return {name: str(value) for name, value in found.items()}


def add_voters(session: Session, akun: Akun, laporan: Laporan) -> dict[str, str]:
    daftar = DaftarPemilih(
        wilayah_kode=METRO,
        jenis="DPT",
        periode="2026",
        nama_berkas="dpt.csv",
        sha256="c" * 64,
        ukuran=1,
        status="jadi",
        dibuat_oleh=akun.id,
    )
    session.add(daftar)
    session.flush()
    pemilih = Pemilih(daftar_id=daftar.id, kecamatan="Metro Pusat", desa="Metro", nama="Almarhum Metro")
    session.add(pemilih)
    session.flush()
    usul = Usul(
        laporan_id=laporan.id,
        daftar_id=daftar.id,
        pemilih_id=pemilih.id,
        kab_kode=METRO,
        kode="1",
        kelas_bukti="akta",
        perbandingan={},
        diusulkan_oleh=akun.id,
    )
    paket = Paket(
        kab_kode=METRO,
        wilayah_kode=METRO,
        format="csv",
        jumlah=1,
        sha256="d" * 64,
        ukuran=1,
        dibuat_oleh=akun.id,
    )
    pesanan = PesananPaket(kab_kode=METRO, wilayah_kode=METRO, baru=True, periode="2026-T4", dibuat_oleh=akun.id)
    cek = CekLapangan(kab_kode=METRO, desa_kode=DESA[METRO], dibuat_oleh=akun.id)
    session.add_all([usul, paket, pesanan, cek])
    session.flush()
    butir = ButirLapangan(cek_id=cek.id, usul_id=usul.id, urutan=1)
    session.add(butir)
    session.flush()
    muncul = MunculLagi(
        daftar_id=daftar.id,
        pemilih_id=pemilih.id,
        usul_id=usul.id,
        kab_kode=METRO,
        dasar="nik",
        sebab="tanpa_akta",
    )
    session.add(muncul)
    session.flush()
    return {
        "cek_id": str(cek.id),
        "butir_id": str(butir.id),
        "daftar_id": str(daftar.id),
        "pemilih_id": str(pemilih.id),
        "usul_id": str(usul.id),
        "muncul_id": str(muncul.id),
        "paket_id": str(paket.id),
        "pesanan_id": str(pesanan.id),
    }


def add_desk(session: Session, akun: Akun, laporan: Laporan) -> dict[str, str]:
    permintaan = Permintaan(laporan_id=laporan.id, jenis="tanya", teks="Siapa ahli warisnya?", dibuat_oleh=akun.id)
    hasil = HasilMassal(aksi="setujui", baris=[], dibuat_oleh=akun.id)
    alasan = AlasanSiap(kab_kode=METRO, untuk="tolak", teks="Sudah ada aktanya.")
    libur = HariLibur(wilayah_kode=METRO, tanggal=date(2026, 6, 9), nama="HUT Kota Metro")
    session.add_all([permintaan, hasil, alasan, libur])
    session.flush()
    return {
        "permintaan_id": str(permintaan.id),
        "hasil_id": str(hasil.id),
        "alasan_id": str(alasan.id),
        "libur_id": str(libur.id),
    }


def add_kasus(session: Session, laporan: Laporan) -> dict[str, str]:
    kasus = KasusHidup(
        nomor="MH-0000-0000-0001",
        kab_kode=METRO,
        laporan_id=laporan.id,
        status="terbuka",
        sumber="publik",
        keterangan="Orangnya datang sendiri.",
    )
    session.add(kasus)
    session.flush()
    return {"kasus_id": str(kasus.id)}


def add_impor(session: Session, akun: Akun, makam: Makam) -> dict[str, str]:
    impor = Impor(
        makam_id=makam.id,
        susunan="badung",
        uji=False,
        tanggal_makam_sama=False,
        nama_berkas="buku.csv",
        sha256="e" * 64,
        status="jadi",
        dibuat_oleh=akun.id,
    )
    session.add(impor)
    session.flush()
    return {"impor_id": str(impor.id), **add_salinan(session, akun, makam)}


def add_salinan(session: Session, akun: Akun, makam: Makam) -> dict[str, str]:
    salinan = Impor(
        makam_id=makam.id,
        jenis="salinan",
        susunan="",
        uji=False,
        tanggal_makam_sama=False,
        nama_berkas="Buku 2003",
        dibuat_oleh=akun.id,
    )
    session.add(salinan)
    session.flush()
    halaman = SalinanHalaman(
        impor_id=salinan.id,
        urutan=1,
        nama_berkas="h.jpg",
        mime="image/jpeg",
        ukuran=1,
        sha256="1" * 64,
        dibuat_oleh=akun.id,
    )
    session.add(halaman)
    session.flush()
    baris = SalinanBaris(
        id=uuid4(), halaman_id=halaman.id, urutan=1, isian={}, tidak_terbaca=["nama"], dibuat_oleh=akun.id
    )
    session.add(baris)
    session.flush()
    return {"halaman_id": str(halaman.id), "baris_id": str(baris.id)}


def add_petak(session: Session, akun: Akun, makam: Makam, laporan: Laporan) -> dict[str, str]:
    blok = Blok(makam_id=makam.id, nama="A")
    session.add(blok)
    session.flush()
    petak = Petak(makam_id=makam.id, blok_id=blok.id, nomor="1", urutan=1)
    session.add(petak)
    session.flush()
    foto = PetakFoto(
        petak_id=petak.id, jenis="makam", mime="image/jpeg", ukuran=1, sha256="a" * 64, dibuat_oleh=akun.id
    )
    pindah = Pemindahan(
        laporan_id=laporan.id,
        jenis="gali",
        tanggal=date(2026, 2, 1),
        izin_nomor="1",
        izin_tanggal=date(2026, 1, 30),
        izin_penerbit="Polres Metro",
        penerbit_jenis="kepolisian",
        alasan="Penyidikan",
        dibuat_oleh=akun.id,
    )
    session.add_all([foto, pindah])
    session.flush()
    found = {"blok_id": blok.id, "petak_id": petak.id, "foto_id": foto.id, "pindah_id": pindah.id}
    return {name: str(value) for name, value in found.items()}


def add_tutup(session: Session, akun: Akun, makam: Makam) -> dict[str, str]:
    tutup = TutupBuku(
        makam_id=makam.id,
        tahun=2025,
        bulan=12,
        nihil=True,
        **dict.fromkeys(("jumlah", "laki", "perempuan", "tidak_diketahui", "jumlah_koreksi"), 0),
        kelompok_umur={},
        petugas="Petugas Metro",
        sha256_isi="a" * 64,
        ditutup_oleh=akun.id,
    )
    session.add(tutup)
    session.flush()
    return {"tutup_id": str(tutup.id)}


def add_cetak(session: Session, akun: Akun, makam: Makam) -> dict[str, str]:
    cetak = CetakBuku(
        kab_kode=METRO,
        makam_id=makam.id,
        dari=date(2026, 1, 1),
        sampai=date(2026, 1, 31),
        susunan="badung",
        nik_tampak=False,
        petugas="Petugas Metro",
        dibuat_oleh=akun.id,
    )
    session.add(cetak)
    session.flush()
    return {"cetak_id": str(cetak.id)}


def add_dugaan(session: Session, laporan: Laporan) -> dict[str, str]:
    other = Laporan(
        id=uuid4(),
        **{name: getattr(laporan, name) for name in ("makam_id", "kab_kode", "kec_kode", "desa_kode", "dibuat_oleh")},
        status="diajukan",
        buku_tahun=2026,
        buku_nomor=2,
        nama="Almarhum Metro",
        dimakamkan_tanggal=date(2026, 1, 5),
    )
    session.add(other)
    session.flush()
    a, b = sorted((laporan.id, other.id))
    dugaan = DugaanGanda(laporan_a=a, laporan_b=b, jenis="mirip", sidik="f" * 64)
    session.add(dugaan)
    session.flush()
    return {"dugaan_id": str(dugaan.id)}


def add_grave(session: Session, akun: Akun, makam: Makam, laporan: Laporan) -> dict[str, str]:
    iptm = Iptm(
        makam_id=makam.id,
        laporan_id=laporan.id,
        nomor="IPTM/1",
        pemegang="Ahli Waris Metro",
        berlaku_dari=date(2024, 1, 1),
        berlaku_sampai=date(2026, 12, 31),
        dibuat_oleh=akun.id,
    )
    rencana = RencanaMakam(
        makam_id=makam.id, nama="Calon Metro", tanggal=date(2026, 12, 1), kontak_nama="Wati", dibuat_oleh=akun.id
    )
    session.add_all([iptm, rencana])
    session.flush()
    return {"iptm_id": str(iptm.id), "rencana_id": str(rencana.id)}


def add_ekstrak(session: Session, akun: Akun) -> dict[str, str]:
    ekstrak = ImporPenduduk(
        kab_kode=METRO,
        wilayah_kode=METRO,
        susunan="biasa",
        uji=True,
        nama_berkas="penduduk.csv",
        sha256="f" * 64,
        sha256_salah="f" * 64,
        ukuran=1,
        status="jadi",
        dibuat_oleh=akun.id,
    )
    session.add(ekstrak)
    session.flush()
    return {"ekstrak_id": str(ekstrak.id)}


def add_bulanan(session: Session, akun: Akun) -> dict[str, str]:
    bulanan = LaporanBulanan(
        wilayah_kode=METRO, tahun=2026, bulan=1, angka=sum_rows([]), rincian=[], dibuat_oleh=akun.id
    )
    session.add(bulanan)
    session.flush()
    return {"bulanan_id": str(bulanan.id)}


def add_acuan(session: Session) -> dict[str, str]:
    acuan = Acuan(jenis="penduduk", wilayah_kode=METRO, tahun=2024, nilai=182_293, sumber="Kemendagri")
    session.add(acuan)
    session.flush()
    return {"acuan_id": str(acuan.id)}


def add_pratinjau(session: Session, akun: Akun) -> dict[str, str]:
    row = Pratinjau(macam="setelan", kab_kode=METRO, isi={}, sidik="s", dibuat_oleh=akun.id)
    session.add(row)
    session.flush()
    return {"pratinjau_id": str(row.id)}


def add_peta(session: Session, akun: Akun) -> dict[str, str]:
    frame = {"barat": 105.0, "selatan": -6.0, "timur": 106.0, "utara": -5.0}
    values = {"nama_berkas": "batas.geojson", "sha256": "a" * 64, "ukuran": 1, "sumber": "BIG", "dibuat_oleh": akun.id}
    peta = PetaBerkas(provinsi_kode="18", tingkat=2, hasil={"keadaan": "gagal", "galat": "Kosong."}, **values, **frame)
    session.add(peta)
    session.flush()
    return {"peta_id": str(peta.id)}


def add_surat(session: Session, akun: Akun) -> dict[str, str]:
    templat = TemplatSurat(
        seri=uuid4(), versi=1, kab_kode=METRO, judul="Surat", isi="{{nama_almarhum}}", dibuat_oleh=akun.id
    )
    session.add(templat)
    session.flush()
    return {"seri": str(templat.seri)}


def add_tugas(session: Session, akun: Akun, makam: Makam, laporan: Laporan) -> dict[str, str]:
    here = {"kab_kode": METRO, "desa_kode": DESA[METRO], "makam_id": makam.id}
    tugas = TugasAkta(laporan_id=laporan.id, untuk="desa", dibuat_oleh=akun.id, **here)
    session.add(tugas)
    session.flush()
    return {"tugas_id": str(tugas.id)}


def add_pemilu(session: Session, akun: Akun) -> dict[str, str]:
    pemilihan = Pemilihan(nama="Pilwalkot Metro", jenis="pilkada", hari_h=date(2026, 12, 9), dibuat_oleh=akun.id)
    session.add(pemilihan)
    session.flush()
    kirim = PindahBlangko(
        dari_kab=METRO,
        ke_kab="18.13",
        jumlah=5,
        dikirim_tanggal=date(2026, 1, 5),
        dikirim_oleh=akun.id,
        dikirim_pada=now(),
    )
    surat = SuratDesk(
        wilayah_kode="18",
        tanggal=date(2026, 1, 5),
        isi={"jumlah": dict.fromkeys(JUMLAH_SURAT, 0), "belum_lapor": [], "ramalan": None},
        dihitung_pada=now(),
        kepada="Gubernur Lampung",
        jabatan="Ketua Desk",
        dibuat_oleh=akun.id,
        dibuat_pada=now(),
    )
    session.add_all([kirim, surat, PemilihanWilayah(pemilihan_id=pemilihan.id, wilayah_kode=METRO)])
    session.flush()
    found = {"desk_kab": METRO, "pemilihan_id": str(pemilihan.id), "blangko_id": str(kirim.id)}
    return {**found, "surat_desk_id": str(surat.id)}


def add_kerja_desk(session: Session, akun: Akun) -> dict[str, str]:
    hari, desa = date(2026, 1, 5), DESA[METRO]
    owned = {"dibuat_oleh": akun.id}
    kunjungan = {"tanggal": hari, "lokasi": "Balai", "jenis_sasaran": "umum", "petugas": "Ana", "target": 5}
    jemput = JemputBola(kab_kode=METRO, desa_kode=desa, **kunjungan, **owned)
    lapas = Lapas(kab_kode=METRO, nama="Lapas Metro", jenis="lapas")
    layanan = LayananHari(kab_kode=METRO, tanggal=hari, tempat="Kantor", buka=False, dibuat_pada=now(), **owned)
    nilai = {"kepemilikan": 80, "pemutakhiran": 70, "pemanfaatan": 60, "melayani": 50}
    gisa = Gisa(id=uuid4(), wilayah_kode=desa, sk_nomor="1", sk_tanggal=hari, **nilai, **owned)
    berkas = {"nama_berkas": "sk.pdf", "mime": "application/pdf", "ukuran": 1, "sha256": "a" * 64}
    bukti = GisaBukti(gisa_id=gisa.id, **berkas, **owned)
    kabar = {"judul": "Printer rusak", "uraian": "Mati.", "tingkat": "sedang", "pemilik_id": akun.id}
    insiden = Insiden(kab_kode=METRO, tenggat=now(), dibuat_pada=now(), **kabar, **owned)
    session.add_all([jemput, lapas, layanan, gisa, insiden])
    session.flush()
    session.add(bukti)
    session.flush()
    rows = {"jemput_id": jemput, "lapas_id": lapas, "layanan_id": layanan, "gisa_id": gisa, "gisa_bukti_id": bukti}
    return {name: str(row.id) for name, row in {**rows, "insiden_id": insiden}.items()}
