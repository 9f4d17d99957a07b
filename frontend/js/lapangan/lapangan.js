// The shell: which view the address asks for, and what the views need to know of the phone.
import { pasangSisipan } from "../sisipan.js";
import { ambilLagi } from "./bekal.js";
import { ambilBekal, daftarTanda, dengarkan } from "./gudang.js";
import { alamatIsi, bukaIsi, milikLain, pasangIsi, perbaruiBekal, tunjukkanGalat, tutupIsi } from "./isi.js";
import { jamMeragukan } from "./jam.js";
import { kabar, kirimSemua, mulaiPengirim } from "./kirim.js";
import { gambarKotak } from "./kotak.js";
import { gambarHilang, gambarLihat, tutupLihat } from "./lihat.js";
import { pantauPemasangan } from "./pasang.js";
import { kenali, siapaPemilik } from "./pemilik.js";
import { sudahTetap } from "./ruang.js";
import { pesan, wadah } from "./tempat.js";
import { gambarLagi, par, pemberitahuan, tautan, tautanTombol, tombol, unsur } from "./unsur.js";

const RUMAH = "/lapangan/";
const MASUK = `/masuk?lanjut=${RUMAH}`;
const NAMA_SITUS = " – Pemakaman";
const JUDUL = { kotak: "Catat di makam", baru: "Catat pemakaman", draf: "Lanjutkan draf", isi: "Isi laporan", lihat: "Laporan di HP ini" };
const BORANG = new Set(["baru", "draf", "isi"]);

const keadaan = { milik: null, bekal: null, sesi: null, sibuk: false, langkah: null, tetap: false, pekerja: false, jam: null, tersimpan: null };
const judul = document.querySelector("h1");
const kembali = document.getElementById("kembali");
let kini = { nama: "", argumen: "" };
let giliran = 0;
// A form was asked for before the server had named anybody: on a slow line the answer comes after the page.
let tungguMasuk = false;

// The worker shows this page at the address of one that could not be reached.
const nyasar = location.pathname !== RUMAH;

function rute() {
  const [nama, argumen = ""] = location.hash.slice(1).split(":");
  if (BORANG.has(nama) || nama === "lihat") return argumen || nama === "baru" ? { nama, argumen } : null;
  return nama === "" ? { nama: "kotak", argumen: "" } : null;
}

// An installed worker answers the next opening even where it came too late to take over this one.
const pekerjaSiap = async () => Boolean((await navigator.serviceWorker?.getRegistration())?.active);

async function bacaHp() {
  keadaan.milik = await siapaPemilik();
  keadaan.bekal = keadaan.milik ? ((await ambilBekal(keadaan.milik.akun)) ?? null) : null;
  keadaan.jam = await jamMeragukan();
  keadaan.tetap = await sudahTetap();
  keadaan.pekerja = await pekerjaSiap();
}

function beriJudul(teks) {
  judul.textContent = teks;
  document.title = teks + NAMA_SITUS;
}

const alat = () => ({ ...keadaan, gambar, pulang: () => { location.hash = ""; }, kirim: kirimSekarang });

// A store that does not answer is told, like everything else.
function takTerbaca(galat, judulnya = "Halaman ini tidak dapat ditampilkan") {
  console.error(galat);
  pesan.replaceChildren(pemberitahuan("bahaya", judulnya, `Catatan di HP ini tidak dapat dibaca (${galat.name}). Muat ulang halaman ini, lalu coba lagi.`));
}
const kirimSekarang = () => kirimSemua({ paksa: true }).catch((galat) => takTerbaca(galat, "Belum terkirim"));

async function isiPandangan() {
  if (kini.nama !== "lihat") return gambarKotak(alat());
  const anak = await gambarLihat(kini.argumen, alat());
  if (anak) return anak;
  const tanda = keadaan.milik && (await daftarTanda(keadaan.milik.akun)).find((satu) => satu.kiriman === kini.argumen);
  return gambarHilang(tanda, alat());
}

// Draws list or item as it is now. Only the newest drawing counts: an older one may come to its end later.
async function gambar() {
  const ke = ++giliran;
  await bacaHp();
  if (nyasar) return;
  if (BORANG.has(kini.nama)) {
    if (milikLain(keadaan.milik)) location.hash = "";
    else if (tungguMasuk && keadaan.milik) {
      tungguMasuk = false;
      pindahLagi({ awal: true });
    }
    return;
  }
  const anak = await isiPandangan();
  if (ke !== giliran) return;
  gambarLagi(wadah, anak);
}

const PERLU_MASUK = () => pemberitahuan("peringatan", "Belum ada yang masuk di HP ini",
  par("Masuk sekali saat ada sinyal, supaya daftar makam tersimpan di HP ini. ", tautan("Masuk", MASUK)));

const TANPA_BEKAL = () => pemberitahuan("peringatan", "Daftar makam belum ada di HP ini",
  "Yang Anda ketik tetap tersimpan. Buka halaman ini sekali saat ada sinyal, lalu pilih makamnya.");

const kabarBekal = () => !keadaan.bekal?.makam?.length && TANPA_BEKAL();

async function bukaBorang({ nama, argumen }) {
  tungguMasuk = !keadaan.milik;
  const halangan = keadaan.milik ? await bukaIsi(nama, argumen, keadaan) : PERLU_MASUK();
  gambarLagi(wadah, [halangan ?? kabarBekal()]);
}

// The heading takes the focus, as a new page would.
async function pindah({ awal = false } = {}) {
  const tujuan = rute();
  if (!tujuan) return;
  ++giliran;
  if (!(await tutupIsi({ paksa: milikLain(await siapaPemilik()) }))) {
    history.replaceState(null, "", alamatIsi());
    return;
  }
  tutupLihat();
  // Told once: on coming back the list itself says it.
  if (kini.nama === "kotak") keadaan.tersimpan = null;
  kini = tujuan;
  await bacaHp();
  beriJudul(JUDUL[kini.nama]);
  kembali.hidden = kini.nama === "kotak";
  if (BORANG.has(kini.nama)) await bukaBorang(kini);
  else await gambar();
  if (awal) return;
  scrollTo(0, 0);
  judul.focus();
  tunjukkanGalat();
}

// Moves come one after the other: leaving a form may still have to save it.
let antre = Promise.resolve();
const pindahLagi = (cara) => (antre = antre.then(() => pindah(cara)).catch(takTerbaca));

function gambarNyasar() {
  beriJudul("Tidak ada sinyal");
  gambarLagi(wadah, [
    par("Halaman ini tidak dapat dibuka sekarang: tidak ada sinyal, atau server tidak menjawab."),
    par("Anda tetap bisa mencatat pemakaman. Laporan tersimpan di HP ini dan dikirim saat ada sinyal."),
    unsur("div", { kelas: "bilah-aksi" }, unsur("div", { kelas: "govuk-button-group" },
      tautanTombol("Catat di makam", RUMAH), tombol("Coba lagi", () => location.reload(), "kedua"))),
  ]);
}

async function perbarui({ paksa = false } = {}) {
  const bekal = await ambilLagi({ paksa });
  await bacaHp();
  if (bekal && perbaruiBekal(bekal)) gambarLagi(wadah, [kabarBekal()]);
  await gambar();
}

function dengarPengirim() {
  let tandaDulu = null;
  const jumlahTanda = async () => (keadaan.milik ? (await daftarTanda(keadaan.milik.akun)).length : 0);
  kabar.addEventListener("sesi", ({ detail }) => {
    keadaan.sesi = detail;
    if (detail.masuk) perbarui();
    else gambar();
  });
  kabar.addEventListener("langkah", ({ detail }) => { keadaan.langkah = detail; gambar(); });
  kabar.addEventListener("sibuk", async ({ detail }) => {
    keadaan.sibuk = detail.ya;
    if (detail.ya) tandaDulu = await jumlahTanda();
    else if (tandaDulu !== null && (await jumlahTanda()) > tandaDulu) await perbarui({ paksa: true });
    gambar();
  });
}

async function tersimpan(id) {
  keadaan.tersimpan = id;
  if (location.hash) location.hash = "";
  else await pindahLagi();
  await kirimSemua({ segera: true });
}

// Somebody has just signed in here: until the server has named him, nobody sees what the one before him keeps here.
const SABAR = 10_000;
async function tungguNama() {
  if (!document.referrer || new URL(document.referrer).pathname !== "/masuk") return;
  gambarLagi(wadah, [par("Sebentar, memeriksa siapa yang masuk …")]);
  await Promise.race([kenali().catch(() => null), new Promise((jadi) => { setTimeout(jadi, SABAR); })]);
}

async function mulai() {
  judul.tabIndex = -1;
  navigator.serviceWorker?.register("/sw.js").catch((galat) => console.info(galat.message));
  if (nyasar) return gambarNyasar();
  pasangSisipan();
  pasangIsi(tersimpan);
  pantauPemasangan(gambar);
  navigator.serviceWorker?.ready.then(gambar);
  dengarkan(gambar);
  dengarPengirim();
  addEventListener("hashchange", () => pindahLagi());
  // Taken back from the history as it was: somebody may have signed out since.
  addEventListener("pageshow", (peristiwa) => peristiwa.persisted && gambar());
  for (const peristiwa of ["online", "offline"]) addEventListener(peristiwa, gambar);
  await tungguNama();
  await pindahLagi({ awal: true });
  await mulaiPengirim();
}

mulai();
