// The list: what waits on this phone, what is half-filled, what was received; and how the phone stands.
import { namaMakam } from "./bekal.js";
import { simpanKeBerkas } from "./ekspor.js";
import { daftarKiriman, daftarTanda, hitungLain } from "./gudang.js";
import { kapan, kataKeadaan, kataTanda, namaKiriman, tanggalRuas } from "./kata.js";
import { bagianPasang, kabarVersi } from "./pasang.js";
import { kataRuang } from "./ruang.js";
import { bilah, lipatan, par, pemberitahuan, tag, tautan, tautanTombol, tombol, ucapkan, unsur } from "./unsur.js";

const TANDA_TAMPIL = 10;
const MASUK = "/masuk?lanjut=/lapangan/";

function hari(satu) {
  const dimakamkan = tanggalRuas(satu.ruas, "dimakamkan_tanggal");
  return dimakamkan && `dimakamkan ${dimakamkan}`;
}

function butir(href, nama, rinci, ...lain) {
  return unsur("li", { kelas: "tugas__satu" },
    tautan(nama, href, { kelas: "govuk-link govuk-link--no-visited-state tugas__judul", "data-kunci": href }),
    unsur("span", { kelas: "tugas__teks" }, rinci.filter(Boolean).join(", ")), ...lain);
}

const daftar = (judul, ...anak) => anak.flat().length > 0 && unsur("section", { "aria-label": judul },
  unsur("h2", { kelas: "govuk-heading-m" }, judul), unsur("ul", { kelas: "govuk-list tugas" }, ...anak));

function butirKiriman(satu, bekal) {
  const kata = kataKeadaan(satu);
  const ke = satu.keadaan === "draf" ? `#isi:${satu.id}` : `#lihat:${satu.id}`;
  return butir(ke, namaKiriman(satu), [namaMakam(bekal, satu.makam), hari(satu)],
    unsur("p", { kelas: "lapangan__keadaan" }, tag(kata.jenis, kata.teks)),
    kata.rinci && unsur("span", { kelas: "tugas__teks" }, kata.rinci));
}

const butirDraf = (satu, bekal) => butir(`#draf:${satu.laporan}`, satu.nama || "Belum bernama",
  [namaMakam(bekal, satu.makam), `diubah ${kapan(satu.diubah)}`]);

const butirTanda = (satu, bekal) => butir(satu.tertinggal ? `#lihat:${satu.kiriman}` : satu.url ?? `/laporan/${satu.laporan}`, satu.nama || "Tanpa nama",
  [namaMakam(bekal, satu.makam), kapan(satu.waktu)],
  unsur("p", { kelas: "lapangan__keadaan" }, tag("selesai", `Diterima, nomor ${satu.nomor}`)),
  kataTanda(satu) && unsur("span", { kelas: "tugas__teks" }, kataTanda(satu)));

// The last ones, and those that still hold what is in no report.
const tandaTampil = (tanda) => tanda.sort((a, b) => (a.waktu < b.waktu ? 1 : -1)).filter((satu, ke) => ke < TANDA_TAMPIL || satu.tertinggal);

const TERSIMPAN = "Tersimpan di HP ini, belum terkirim";

// What was just saved, in the state it has by now. A first try without a signal fails at once; that it is safe comes first.
function bagianTersimpan(id, semua, tanda) {
  const diterima = tanda.find((satu) => satu.kiriman === id);
  if (diterima) return pemberitahuan("sukses", `Diterima, nomor ${diterima.nomor}`, diterima.nama || "Tanpa nama");
  const ada = semua.find((satu) => satu.id === id);
  if (!ada) return null;
  const teks = ada.keadaan === "gagal" ? TERSIMPAN : kataKeadaan(ada).teks;
  return pemberitahuan(ada.keadaan === "perbaiki" ? "peringatan" : "info", teks, namaKiriman(ada));
}

const selisih = (detik) => (Math.abs(detik) >= 172800 ? `${Math.round(Math.abs(detik) / 86400)} hari`
  : Math.abs(detik) >= 7200 ? `${Math.round(Math.abs(detik) / 3600)} jam` : `${Math.round(Math.abs(detik) / 60)} menit`);

// The device's clock is told, never trusted.
const bagianJam = (jam) => jam && pemberitahuan("peringatan", "Jam HP ini salah",
  `Jam HP ini ${jam.selisih_detik > 0 ? "terlambat" : "terlalu cepat"} kira-kira ${selisih(jam.selisih_detik)}. Betulkan di setelan HP, dan periksa tanggal dimakamkan sebelum menyimpan.`);

// Before one leaves the signal behind: is all here that the grave needs?
function kataSiap(bekal, pekerja) {
  if (bekal?.makam?.length && pekerja) return "HP ini siap dipakai tanpa sinyal.";
  if (!navigator.onLine) return "HP ini belum siap dipakai tanpa sinyal.";
  return bekal && !bekal.makam?.length ? "Akun ini belum ditunjuk untuk makam mana pun; hubungi admin kabupaten/kota." : "HP ini sedang disiapkan, tunggu sebentar.";
}

// Who types here, and whether the line and the session are there to send.
function bagianJalur({ milik, sesi, lain }, menunggu) {
  const bagian = [];
  if (!navigator.onLine) {
    bagian.push(pemberitahuan("info", "Tidak ada sinyal", "Anda tetap bisa mencatat. Laporan dikirim sendiri saat ada sinyal dan halaman ini terbuka."));
  }
  if (!milik) {
    bagian.push(pemberitahuan("peringatan", "Belum ada yang masuk di HP ini",
      par("Masuk sekali saat ada sinyal, supaya daftar makam tersimpan di HP ini. ", tautan("Masuk", MASUK))));
  } else if (sesi?.masuk === false && menunggu > 0) {
    bagian.push(unsur("p", {}, tautanTombol(`Masuk lagi untuk mengirim ${menunggu} laporan`, MASUK)));
  } else if (sesi?.masuk === false) {
    bagian.push(par("Anda belum masuk. ", tautan("Masuk", MASUK), " supaya laporan dapat dikirim."));
  }
  if (lain > 0) bagian.push(par(`Di HP ini ada ${lain} laporan milik akun lain. Hanya akun itu yang dapat melihat dan mengirimnya.`));
  return bagian;
}

function bagianHp({ ruang, tetap, milik }, semua) {
  return lipatan("Tentang HP ini", par(ruang.teks),
    !tetap && par("Peramban boleh menghapus catatan bila HP penuh. Pasang program ini di layar utama supaya lebih aman."),
    semua.length > 0 && par("Bila HP ini tidak dapat mengirim, simpan laporannya ke berkas dan bawa ke kantor."),
    semua.length > 0 && tombol("Simpan semua ke berkas", () => simpanKeBerkas(semua.map(({ id }) => id), milik), "kedua"));
}

const kataDulu = new Map();

// Said aloud when an item's state changes, and when its number has come.
function ucapkanPerubahan(semua, tanda) {
  const kata = [...semua.map((satu) => [satu.id, `${namaKiriman(satu)}: ${kataKeadaan(satu).teks}`]),
    ...tanda.map((satu) => [satu.kiriman, `${satu.nama || "Tanpa nama"}: Diterima, nomor ${satu.nomor}`])];
  const baru = kata.filter(([id, teks]) => kataDulu.has(id) && kataDulu.get(id) !== teks).map(([, teks]) => teks);
  kata.forEach(([id, teks]) => kataDulu.set(id, teks));
  if (baru.length) ucapkan(baru.join(". "));
}

// keadaan: {milik, sesi, sibuk, bekal, tetap, pekerja: is the worker installed, jam, tersimpan: id of what was just saved, kirim: function}
export async function gambarKotak(keadaan) {
  const { milik, bekal } = keadaan;
  const akun = milik?.akun;
  const [semua, tanda, lain, ruang] = await Promise.all([
    akun ? daftarKiriman(akun) : [], akun ? daftarTanda(akun) : [], hitungLain(akun), kataRuang(),
  ]);
  semua.sort((a, b) => (a.dibuat < b.dibuat ? 1 : -1));
  ucapkanPerubahan(semua, tanda);
  const menunggu = semua.filter((satu) => satu.keadaan !== "draf");
  const draf = semua.filter((satu) => satu.keadaan === "draf");
  const diHp = new Set([...semua, ...tanda].map((satu) => satu.laporan).filter(Boolean));
  const drafServer = (bekal?.draf ?? []).filter((satu) => !diHp.has(satu.laporan));
  const baru = tandaTampil(tanda);
  return [
    bagianTersimpan(keadaan.tersimpan, semua, tanda), kabarVersi(), bagianJam(keadaan.jam), ruang.sedikit && pemberitahuan("peringatan", "HP hampir penuh", ruang.teks),
    milik && unsur("p", { kelas: "govuk-body redup" }, `Atas nama ${milik.nama}. ${kataSiap(bekal, keadaan.pekerja)}`),
    ...bagianJalur({ ...keadaan, lain }, menunggu.length),
    daftar("Menunggu dikirim", menunggu.map((satu) => butirKiriman(satu, bekal))),
    daftar("Belum selesai diisi", draf.map((satu) => butirKiriman(satu, bekal))),
    daftar("Draf di server", drafServer.map((satu) => butirDraf(satu, bekal))),
    daftar("Sudah diterima", baru.map((satu) => butirTanda(satu, bekal))),
    milik && !semua.length && !baru.length && unsur("div", { kelas: "kosong" }, unsur("p", { kelas: "kosong__teks" }, "Belum ada laporan di HP ini.")),
    par("Pemakaman baru tercatat resmi bila laporannya sudah diterima dan bernomor. Yang tersimpan di HP ini belum tercatat."),
    bagianPasang(), bagianHp({ ...keadaan, ruang }, semua),
    bilah(milik && tautanTombol("Catat pemakaman", "#baru"),
      menunggu.length > 0 && tombol(keadaan.sibuk ? "Mengirim…" : "Kirim sekarang", keadaan.kirim, "kedua", { "data-kunci": "kirim" })),
  ];
}
