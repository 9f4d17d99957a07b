// The form of one report: filled from the phone, saved at every pause of typing, put into the queue by "Simpan".
import { bacaRelatif, bacaRuas, hapusGalat, ingatMakam, isiBorang, pasangGalat } from "./borang.js";
import { pasangFoto } from "./foto.js";
import { ambilKiriman, daftarFoto, daftarKiriman, simpanKiriman } from "./gudang.js";
import { pasangKtp } from "./ktp.js";
import { pegang } from "./pegang.js";
import { kenali } from "./pemilik.js";
import { galatAwal } from "./periksa.js";
import { isiWilayah, pasangWilayah } from "./pilihan.js";
import { FOTO_PENUH, karenaPenuh, mintaTetap, muat, PENUH } from "./ruang.js";
import { form, pesan, wadah } from "./tempat.js";
import { pemberitahuan, ucapkan } from "./unsur.js";

const JEDA = 700;

// {kiriman, bekal, foto: the photos' part of the form, disimpan: marks of stored photos, kotor, lepas: lets the item go}
let buka = null;
let antrean = Promise.resolve(true);
let penanda;
let mengisi = false;

const sekarang = () => new Date().toISOString();
const tandaFoto = (satu) => `${satu.id} ${satu.sidik} ${satu.jenis} ${satu.urut}`;

function kirimanBaru(milik, makam, lain = {}) {
  const versi = Number(wadah.dataset.versi);
  return {
    id: crypto.randomUUID(), akun: milik.akun, versi, makam, ruas: {}, keadaan: "draf", dibuat: sekarang(), diisi: null,
    percobaan: 0, lagi: null, sebab: null, galat: {}, pesan: "", minta: [], pastikan: [], bentrok: null,
    laporan: null, versiDraf: null, relatif: null, ...lain,
  };
}

// jenis: baru | isi | draf. The item as it lies there, a new one, or undefined.
async function cari(jenis, argumen, milik, bekal) {
  if (jenis === "baru") return kirimanBaru(milik, bekal?.makam?.some(({ id }) => id === argumen) ? argumen : "");
  if (jenis === "isi") return ambilKiriman(argumen);
  const diHp = (await daftarKiriman(milik.akun)).find((satu) => satu.laporan === argumen);
  const draf = bekal?.draf?.find((satu) => satu.laporan === argumen);
  return diHp ?? (draf && kirimanBaru(milik, draf.makam, { ruas: draf.ruas, laporan: draf.laporan, versiDraf: draf.versi }));
}

const TIDAK_ADA = ["info", "Laporan ini tidak ada di HP ini", "Mungkin sudah diterima atau sudah dibuang. Lihat di daftar."];
const DIPAKAI = ["peringatan", "Laporan ini sedang dikirim atau terbuka di jendela lain", "Tunggu sebentar, lalu buka lagi."];

// Resolves to null when the form is open, or to a part of the page that says why it is not.
export async function bukaIsi(jenis, argumen, { milik, bekal }) {
  const dulu = await cari(jenis, argumen, milik, bekal);
  if (!dulu || dulu.akun !== milik.akun) return pemberitahuan(...TIDAK_ADA);
  const lepas = await pegang(dulu.id);
  if (!lepas) return pemberitahuan(...DIPAKAI);
  // While it was taken it may have been sent, or typed into elsewhere.
  const kini = await ambilKiriman(dulu.id);
  if (!kini && dulu.diubah) {
    lepas();
    return pemberitahuan(...TIDAK_ADA);
  }
  const foto = await daftarFoto(dulu.id);
  buka = { kiriman: kini ?? dulu, bekal, disimpan: new Set(foto.map(tandaFoto)), kotor: false, lepas };
  tampilkan(foto);
  return null;
}

function tampilkan(foto) {
  const ini = buka;
  mengisi = true;
  for (const lipatan of form.querySelectorAll("details")) lipatan.open = false;
  isiWilayah(form, ini.bekal, ini.kiriman.ruas);
  isiBorang(form, ini.kiriman, ini.bekal);
  ini.foto = pasangFoto(form.querySelector("[data-foto]"), { foto, berubah: () => buka === ini && tandai(0) });
  pasangKtp(form, { ambilFoto: () => ini.foto.daftar(), sapa: kenali });
  mengisi = false;
  form.querySelector("[data-aksi=lain]").href = `#lihat:${ini.kiriman.id}`;
  form.hidden = false;
}

// After the view has its heading: the summary takes the focus.
export function tunjukkanGalat() {
  const { galat, pesan: kata } = buka?.kiriman ?? {};
  const ada = Object.keys(galat ?? {}).length > 0;
  if (ada || kata) pasangGalat(form, galat, ada || !kata ? [] : [kata]);
}

function tandai(jeda = JEDA) {
  if (!buka || mengisi) return;
  buka.kotor = true;
  clearTimeout(penanda);
  penanda = setTimeout(simpanDraf, jeda);
}

const SIAP = { galat: {}, pesan: "", sebab: null, percobaan: 0, lagi: null, minta: [], pastikan: [], bentrok: null, ditolak: false };

// The item as the form shows it now. What the server said of it before stays until it is put into the queue again.
function baca(keadaan) {
  const siap = keadaan === "antre" ? { ...SIAP, diisi: sekarang() } : {};
  return { ...buka.kiriman, ruas: bacaRuas(form), makam: form.elements.makam_id.value, keadaan, relatif: bacaRelatif(form), ...siap };
}

// Saves come one after the other; resolves to whether all of it is stored.
function simpan(keadaan) {
  antrean = antrean.then(() => buka && tulis(buka, keadaan));
  return antrean;
}

async function tulis(ini, keadaan) {
  const isi = baca(keadaan);
  const foto = ini.foto.daftar().map((satu, urut) => ({ ...satu, kiriman: isi.id, akun: isi.akun, urut }));
  const sama = foto.length === ini.disimpan.size && foto.every((satu) => ini.disimpan.has(tandaFoto(satu)));
  ini.kotor = false;
  try {
    const baru = foto.filter((satu) => !ini.disimpan.has(tandaFoto(satu)));
    if (!(await muat(baru))) return penuh(ini, isi, keadaan);
    await simpanKiriman(isi, sama ? undefined : foto);
  } catch (galat) {
    return karenaPenuh(galat) ? penuh(ini, isi, keadaan) : gagal(ini, galat);
  }
  Object.assign(ini, { kiriman: isi, disimpan: new Set(foto.map(tandaFoto)) });
  kabari();
  mintaTetap();
  return true;
}

// The words of a draft are small and often still fit; a report goes into the queue with all its photos or not at all.
async function penuh(ini, isi, keadaan) {
  ini.kotor = true;
  const tertulis = keadaan === "draf" && (await simpanKiriman(isi).then(() => true, () => false));
  kabari(pemberitahuan("bahaya", tertulis ? "Foto belum tersimpan" : "Belum tersimpan", tertulis ? FOTO_PENUH : PENUH));
  return false;
}

function gagal(ini, galat) {
  ini.kotor = true;
  const kata = `HP ini menolak menyimpan (${galat.name}). Jangan tutup halaman ini, lalu tekan Simpan sekali lagi.`;
  kabari(pemberitahuan("bahaya", "Belum tersimpan", kata));
  return false;
}

function kabari(isi) {
  if (!isi && !pesan.firstChild) return;
  pesan.replaceChildren(...(isi ? [isi] : []));
  if (!isi) return;
  ucapkan(isi.textContent);
  isi.scrollIntoView({ block: "center" });
}

const simpanDraf = () => {
  clearTimeout(penanda);
  return buka?.kotor ? simpan("draf") : antrean;
};

// Nothing of it stays in the page, where the next person on this phone could find it.
function tutup() {
  const { foto, lepas } = buka;
  buka = null;
  lepas();
  foto.tutup();
  pasangKtp(form, { ambilFoto: () => [], sapa: kenali });
  hapusGalat(form);
  form.reset();
  form.hidden = true;
  pesan.replaceChildren();
}

// Leaves the form; what was typed stays as a draft, and a photo that is still being shrunk comes along. Resolves to
// false when that could not be stored: then the form stays, for it is the only place that has it.
export async function tutupIsi({ paksa = false } = {}) {
  if (!buka) return true;
  await buka.foto.selesai();
  if (!(await simpanDraf()) && buka?.kotor && !paksa) return false;
  if (buka) tutup();
  return true;
}

// Where the open form lives, for an address that was left too early.
export const alamatIsi = () => (buka ? `#isi:${buka.kiriman.id}` : "#");

// Another account took over this page: what is in the form is none of its business.
export const milikLain = (milik) => Boolean(buka) && buka.kiriman.akun !== milik?.akun;

// The provisions came while the form is open: its lists are filled, what was typed stays. Says whether it did.
export function perbaruiBekal(bekal) {
  if (!buka || buka.bekal?.makam?.length || bekal.akun !== buka.kiriman.akun) return false;
  const [ruas, relatif] = [bacaRuas(form), bacaRelatif(form)];
  Object.assign(buka, { bekal });
  mengisi = true;
  isiWilayah(form, bekal, ruas);
  isiBorang(form, { ...buka.kiriman, ruas, relatif }, bekal);
  mengisi = false;
  return true;
}

// Before "tersimpan" is said it lies in the store, whole.
async function masukkan(tersimpan) {
  const galat = galatAwal(form);
  pasangGalat(form, galat);
  if (Object.keys(galat).length) return;
  clearTimeout(penanda);
  await buka.foto.selesai();
  if (!(await simpan("antre"))) return;
  const { id, akun, makam } = buka.kiriman;
  ingatMakam(akun, makam);
  tutup();
  tersimpan(id);
}

let sedang = false;
async function sekali(kerja) {
  if (sedang) return;
  sedang = true;
  await kerja().finally(() => { sedang = false; });
}

// Once for the page. `tersimpan(id)`: the report lies in the queue.
export function pasangIsi(tersimpan) {
  pasangWilayah(form, () => buka?.bekal);
  form.addEventListener("submit", (peristiwa) => peristiwa.preventDefault());
  for (const jenis of ["input", "change"]) form.addEventListener(jenis, () => tandai());
  form.querySelector("[data-aksi=simpan]").addEventListener("click", () => sekali(() => masukkan(tersimpan)));
  form.querySelector("[data-aksi=nanti]").addEventListener("click", () => { location.hash = ""; });
  // The phone may end the page without asking.
  addEventListener("pagehide", simpanDraf);
  document.addEventListener("visibilitychange", () => document.hidden && simpanDraf());
}
