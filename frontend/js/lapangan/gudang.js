// What the phone keeps: items with their photos, receipts, and what the forms need without a line. By account.
import { openDB } from "idb";
import { hitungan, ingat, ingatHitungan, lupakanPemilik, PEMILIK, pemilikSingkat } from "./hitungan.js";

const NAMA = "pemakaman";
const VERSI = 1;
export const SALURAN = "pemakaman-kotak";

// kiriman  {id, akun, versi, makam, ruas: {nama: [teks]}, keadaan, dibuat, diubah, diisi, percobaan, lagi, sebab,
//           sebabJenis, tiket, galat: {ruas: [pesan]}, pesan, minta: [kode asked], pastikan: [kode confirmed],
//           bentrok: {versi}, ditolak, laporan, versiDraf, relatif}
//           keadaan: draf | antre | mengirim | perbaiki | gagal
// foto     {id, kiriman, akun, isi: Blob, sidik, jenis, nama, urut, terkirim, ditolak}
// tanda    {kiriman, akun, nomor, terima, nama, makam, waktu, laporan, url, selisih_detik, catatan, tertinggal}
// bekal    {akun, nama, peran, waktu, makam, wilayah, draf}
// setelan  pemilik | perangkat | jam | giliran
function buka() {
  return openDB(NAMA, VERSI, {
    upgrade(db) {
      const kiriman = db.createObjectStore("kiriman", { keyPath: "id" });
      kiriman.createIndex("akun", "akun");
      db.createObjectStore("foto", { keyPath: "id" }).createIndex("kiriman", "kiriman");
      db.createObjectStore("tanda", { keyPath: "kiriman" }).createIndex("akun", "akun");
      db.createObjectStore("bekal", { keyPath: "akun" });
      db.createObjectStore("setelan");
    },
    // A newer page waits for nobody: this one closes and opens again at its next use.
    blocking: () => tutup(),
    terminated: () => { sambungan = undefined; },
  });
}

let sambungan;
const db = () => (sambungan ??= buka());
async function tutup() {
  const lama = sambungan;
  sambungan = undefined;
  (await lama)?.close();
}

const saluran = "BroadcastChannel" in globalThis ? new BroadcastChannel(SALURAN) : null;
const pendengar = new Set();
saluran?.addEventListener("message", () => pendengar.forEach((dengar) => dengar()));

// Another tab signed out or in.
globalThis.addEventListener("storage", (peristiwa) => {
  if (peristiwa.key === PEMILIK) pendengar.forEach((dengar) => dengar());
});

export const dengarkan = (dengar) => pendengar.add(dengar);

async function kabarkan() {
  await simpanHitungan();
  saluran?.postMessage("berubah");
  pendengar.forEach((dengar) => dengar());
}

// Other pages only look at this number, so that they need not open the database to find it empty.
async function simpanHitungan() {
  const milik = await pemilik();
  const semua = milik ? await daftarKiriman(milik.akun) : [];
  ingatHitungan(semua.filter((satu) => satu.keadaan !== "draf").length);
}
export { hitungan };

export const setelan = async (nama) => (await db()).get("setelan", nama);
export const aturSetelan = async (nama, nilai) => (await db()).put("setelan", nilai, nama);

// Two marks must agree: signing out only wipes the short one, which needs no open database.
export async function pemilik() {
  const milik = await setelan("pemilik");
  return milik?.akun === pemilikSingkat() ? milik : undefined;
}

export async function aturPemilik(nilai) {
  lupakanPemilik();
  if (nilai) await aturSetelan("pemilik", nilai);
  else await (await db()).delete("setelan", "pemilik");
  if (nilai) ingat(PEMILIK, nilai.akun);
  await kabarkan();
}

export async function perangkat() {
  const ada = await setelan("perangkat");
  if (ada) return ada;
  const baru = crypto.randomUUID();
  await aturSetelan("perangkat", baru);
  return baru;
}

export const daftarKiriman = async (akun) => (await db()).getAllFromIndex("kiriman", "akun", akun);
export async function hitungLain(akun) {
  const gudang = await db();
  return (await gudang.count("kiriman")) - (akun ? await gudang.countFromIndex("kiriman", "akun", akun) : 0);
}
export const daftarTanda = async (akun) => (await db()).getAllFromIndex("tanda", "akun", akun);
export const ambilKiriman = async (id) => (await db()).get("kiriman", id);
export const daftarFoto = async (id) =>
  (await (await db()).getAllFromIndex("foto", "kiriman", id)).sort((a, b) => a.urut - b.urut);
export const ambilBekal = async (akun) => (await db()).get("bekal", akun);
export const simpanBekal = async (bekal) => (await db()).put("bekal", bekal);

// The item and all its photos, or nothing: a full phone leaves what was there before.
export async function simpanKiriman(kiriman, foto) {
  // Strict: "tersimpan" is said when it lies on the disk, not when the browser means to write it.
  const kerja = (await db()).transaction(["kiriman", "foto"], "readwrite", { durability: "strict" });
  const tempat = kerja.objectStore("foto");
  kerja.objectStore("kiriman").put({ ...kiriman, diubah: new Date().toISOString() });
  if (foto) {
    const tetap = new Set(foto.map((satu) => satu.id));
    for (const lama of await tempat.index("kiriman").getAllKeys(kiriman.id)) if (!tetap.has(lama)) tempat.delete(lama);
    for (const satu of foto) tempat.put(satu);
  }
  await kerja.done;
  await kabarkan();
}

// Changes part of an item that still lies there; returns it as it is now, or undefined when it is gone.
export async function ubahKiriman(id, bagian) {
  const kerja = (await db()).transaction("kiriman", "readwrite");
  const ada = await kerja.store.get(id);
  const baru = ada && { ...ada, ...(typeof bagian === "function" ? bagian(ada) : bagian) };
  if (baru) kerja.store.put(baru);
  await kerja.done;
  await kabarkan();
  return baru;
}

export async function ubahFoto(id, bagian) {
  const kerja = (await db()).transaction("foto", "readwrite");
  const ada = await kerja.store.get(id);
  if (ada) kerja.store.put({ ...ada, ...bagian });
  await kerja.done;
}

// The receipt comes and the item goes in one step; what did not come along stays with the receipt.
export async function terima(tanda) {
  const kerja = (await db()).transaction(["kiriman", "foto", "tanda"], "readwrite");
  kerja.objectStore("tanda").put(tanda);
  if (tanda.tertinggal) kerja.objectStore("kiriman").delete(tanda.kiriman);
  else await hapusDi(kerja, tanda.kiriman);
  await kerja.done;
  await kabarkan();
}

// Read off by its owner: the receipt stays without them.
export async function lupakanTertinggal(id) {
  const kerja = (await db()).transaction(["kiriman", "foto", "tanda"], "readwrite");
  const ada = await kerja.objectStore("tanda").get(id);
  if (ada) kerja.objectStore("tanda").put({ ...ada, tertinggal: null, catatan: "" });
  await hapusDi(kerja, id);
  await kerja.done;
  await kabarkan();
}

// A full phone may not even take a receipt; the photos of a report that has arrived make room for it.
export async function lepasFoto(id) {
  const kerja = (await db()).transaction("foto", "readwrite");
  for (const satu of await kerja.store.index("kiriman").getAllKeys(id)) kerja.store.delete(satu);
  await kerja.done;
}

// A turn for browsers without navigator.locks. One that lies further ahead than it can last comes from a clock set back.
export async function ambilGiliran(siapa, lama) {
  const kerja = (await db()).transaction("setelan", "readwrite");
  const kini = Date.now();
  const ada = await kerja.store.get("giliran");
  const orangLain = ada && ada.siapa !== siapa && ada.sampai > kini && ada.sampai - kini <= lama;
  if (!orangLain) kerja.store.put({ siapa, sampai: kini + lama }, "giliran");
  await kerja.done;
  return !orangLain;
}

export async function lepasGiliran(siapa) {
  const kerja = (await db()).transaction("setelan", "readwrite");
  if ((await kerja.store.get("giliran"))?.siapa === siapa) kerja.store.delete("giliran");
  await kerja.done;
}

export async function buang(id) {
  const kerja = (await db()).transaction(["kiriman", "foto"], "readwrite");
  await hapusDi(kerja, id);
  await kerja.done;
  await kabarkan();
}

async function hapusDi(kerja, id) {
  const foto = kerja.objectStore("foto");
  kerja.objectStore("kiriman").delete(id);
  for (const satu of await foto.index("kiriman").getAllKeys(id)) foto.delete(satu);
}
