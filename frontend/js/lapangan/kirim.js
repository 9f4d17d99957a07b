// Sends what waits on this phone: one item after another, each on its own, from one tab. Nothing is deleted without a receipt.
import { ambilKiriman, daftarKiriman, dengarkan, lepasFoto, pemilik, perangkat, terima, ubahKiriman } from "./gudang.js";
import { jatuhTempo, jeda, JEDA_TERPANJANG, menunggu, sisaTunggu } from "./jawaban.js";
import { pegang, sendirian } from "./pegang.js";
import { kenali } from "./pemilik.js";
import { unggah } from "./unggah.js";

// For pages that load this bundle alone.
export * as gudang from "./gudang.js";
export { periksaJam } from "./jam.js";
export * as jawaban from "./jawaban.js";
export { hitungLain, kenali, siapaPemilik } from "./pemilik.js";
export { pegang } from "./pegang.js";
export { pasangHalaman, tanyaKeluar } from "./pita.js";

const SEGERA = 1000;
const TERTAHAN = 5000;

export const kabar = new EventTarget();
const kabari = (jenis, detail) => kabar.dispatchEvent(new CustomEvent(jenis, { detail }));

// `paksa`: a person pressed the button, no pause counts. `segera`: the line came back or the page is looked at again.
let tunggu;
export function kirimSemua({ paksa = false, segera = false } = {}) {
  // Pressing again while waiting for another tab's turn asks for nothing more.
  if (!paksa) return giliran({ segera });
  return (tunggu ??= giliran({ paksa }).finally(() => (tunggu = undefined)));
}

async function giliran(cara) {
  try {
    await sendirian(() => jalankan(cara), { tunggu: cara.paksa });
  } finally {
    jadwalkan(TERTAHAN);
  }
}

// Each item has one try a run, whatever becomes of the others.
async function jalankan(cara) {
  const sudah = new Set();
  if (!cara.paksa && !cara.segera && performance.now() < sesi.tunda) return;
  sibuk(true);
  try {
    await diam(bebaskan());
    for (let satu = await berikut(sudah, cara); satu; satu = await berikut(sudah, cara)) {
      sudah.add(satu.id);
      const lepas = await pegang(satu.id);
      if (!lepas) continue;
      // Whatever breaks on the phone itself breaks for this item only; it waits as it is.
      const akhir = await diam(kirimSatu(satu.id, cara).finally(lepas));
      if (akhir === "berhenti") return;
    }
  } finally {
    sibuk(false);
  }
}

// Only who has the turn sends: what still says "mengirim" was left behind by a tab that died, and is nobody's now.
async function bebaskan() {
  for (const { id } of (await milikku()).filter(({ keadaan }) => keadaan === "mengirim")) {
    await ubahKiriman(id, ({ keadaan }) => (keadaan === "mengirim" ? { keadaan: "antre" } : {}));
  }
}

let bekerja = false;
function sibuk(ya) {
  bekerja = ya;
  kabari("sibuk", { ya });
}

async function milikku() {
  const milik = await pemilik();
  return milik ? daftarKiriman(milik.akun) : [];
}

async function berikut(sudah, cara) {
  const kini = Date.now();
  const siap = (await milikku()).filter((satu) => !sudah.has(satu.id) && jatuhTempo(satu, kini, cara));
  return siap.sort((a, b) => (a.dibuat < b.dibuat ? -1 : 1))[0];
}

async function kirimSatu(id, cara) {
  const sapa = await kenaliDanKabarkan();
  if (sapa.keadaan === "keluar") return "berhenti";
  if (sapa.keadaan === "gagal") return tundaSemua(sapa, cara);
  const tiket = crypto.randomUUID();
  const kiriman = await mulai(id, sapa.salam, tiket);
  if (!kiriman) return "lanjut";
  const hasil = await hasilUnggah(kiriman, sapa.salam);
  await (hasil.hasil === "diterima" ? simpanTanda(kiriman, hasil.isi) : catat(kiriman, tiket, hasil));
  if (hasil.hasil === "sesi") sesiHilang();
  return hasil.hasil === "sesi" ? "berhenti" : "lanjut";
}

async function hasilUnggah(kiriman, salam) {
  if (!salam.boleh) {
    return { hasil: "gagal", jenis: "layanan", sebab: "Akun Anda sekarang tidak boleh mencatat pemakaman. Hubungi admin kabupaten/kota." };
  }
  try {
    const langkah = (ke, dari) => kabari("langkah", { id: kiriman.id, ke, dari });
    return await unggah(kiriman, salam.csrf, { perangkat: await perangkat().catch(() => null), langkah });
  } catch (galat) {
    return { hasil: "gagal", jenis: "program", sebab: `Kesalahan di HP ini: ${galat.message}` };
  }
}

// Only what still waits is taken, and only for its own account. A phone too full to note it may still send.
async function mulai(id, salam, tiket) {
  const ada = await ambilKiriman(id);
  if (!ada || ada.akun !== salam.akun.id) return undefined;
  const ubah = (kini) => (menunggu(kini) ? { keadaan: "mengirim", tiket, sebab: null } : {});
  const baru = await ubahKiriman(id, ubah).catch(() => menunggu(ada) && { ...ada, tiket });
  return baru?.tiket === tiket ? baru : undefined;
}

// Edits that are not in the book, made while it travelled or after an answer that got lost: the receipt carries them and
// the photos stay with it, so that they can be read off.
async function simpanTanda(kiriman, isi) {
  const kini = (await ambilKiriman(kiriman.id)) ?? kiriman;
  const tanda = {
    kiriman: kiriman.id,
    akun: kiriman.akun,
    nomor: isi.nomor,
    terima: isi.terima ?? null,
    nama: kiriman.ruas?.nama?.[0] ?? "",
    makam: kiriman.makam,
    waktu: isi.waktu,
    laporan: isi.laporan,
    url: isi.url,
    selisih_detik: isi.selisih_detik,
    catatan: isi.catatan ?? "",
    tertinggal: isi.catatan || kini.diubah !== kiriman.diubah ? { ruas: kini.ruas } : null,
  };
  try {
    await terima(tanda);
  } catch {
    await lepasFoto(kiriman.id);
    await terima(tanda);
  }
}

// What the server said of an older content does not belong to a newer one.
async function catat(kiriman, tiket, hasil) {
  const bagian = keadaanBaru(kiriman, hasil);
  await diam(ubahKiriman(kiriman.id, (kini) => (kini.tiket === tiket && kini.keadaan === "mengirim" ? bagian : {})));
}

function keadaanBaru(kiriman, { hasil, isi, sebab, jenis }) {
  if (hasil === "sesi" || hasil === "ganti") return { keadaan: "antre" };
  if (hasil === "gagal") return keadaanGagal(kiriman, { sebab, jenis });
  return {
    keadaan: "perbaiki",
    percobaan: (kiriman.percobaan ?? 0) + 1,
    galat: isi.galat ?? {},
    pesan: isi.pesan ?? "",
    minta: isi.pastikan ?? [],
    bentrok: hasil === "bentrok" ? { versi: isi.versi ?? null, laporan: isi.laporan ?? null } : null,
    ditolak: hasil === "ditolak",
  };
}

function keadaanGagal(kiriman, { sebab, jenis }) {
  const percobaan = (kiriman.percobaan ?? 0) + 1;
  const lagi = new Date(Date.now() + jeda(percobaan)).toISOString();
  return { keadaan: "gagal", sebab, sebabJenis: jenis, percobaan, lagi };
}

// Without a greeting no item can go: the line is at fault, not this item.
async function tundaSemua(sapa, cara) {
  const kini = Date.now();
  for (const satu of (await milikku()).filter((satu) => jatuhTempo(satu, kini, cara))) {
    await diam(ubahKiriman(satu.id, (ada) => (menunggu(ada) ? keadaanGagal(ada, sapa) : {})));
  }
  return "berhenti";
}

// Who is signed in is asked less and less often while nobody is; a page that loads asks at once.
const sesi = { tunda: 0, kali: 0, disapa: false };
function sesiHilang() {
  sesi.kali += 1;
  sesi.tunda = performance.now() + jeda(sesi.kali);
  kabari("sesi", { masuk: false });
}

async function kenaliDanKabarkan() {
  const sapa = await kenali();
  sesi.disapa = true;
  if (sapa.keadaan === "keluar") sesiHilang();
  if (sapa.keadaan === "masuk") {
    Object.assign(sesi, { tunda: 0, kali: 0 });
    kabari("sesi", { masuk: true, nama: sapa.salam.akun.nama, boleh: sapa.salam.boleh });
  }
  return sapa;
}

// What a person may decide about an item that came back: once more, over what is newer there, or as a new report.
const lepaskan = (id, bagian) => ubahKiriman(id, (ada) => (ada.keadaan === "mengirim" ? {} : { ...ANTRE_LAGI, ...bagian(ada) }));
const ANTRE_LAGI = { keadaan: "antre", percobaan: 0, lagi: null, sebab: null, bentrok: null, ditolak: false, pesan: "", galat: {}, minta: [] };
export const kirimLagi = (id) => lepaskan(id, () => ({}));
// An item that came back as a draft through the office's file does not know yet that it has one.
export const pakaiIsianIni = (id) => lepaskan(id, ({ bentrok, laporan, versiDraf }) => (
  { laporan: laporan ?? bentrok?.laporan ?? null, versiDraf: bentrok?.versi ?? versiDraf }));
export const jadikanBaru = (id) => lepaskan(id, () => ({ laporan: null, versiDraf: null }));

let terpasang = false;
let jam;

// Nobody waits for what the page starts by itself; the item stays where it is and keeps saying that it waits.
const diam = (janji) => janji.catch((galat) => console.info(galat.message));

// A timer for the item that is due next; changes in any tab set it anew.
const jadwalkan = (paling) => diam(aturJam(paling));
async function aturJam(paling = SEGERA) {
  if (!terpasang || bekerja) return;
  const kini = Date.now();
  const tunggu = (await milikku()).filter(menunggu).map((satu) => sisaTunggu(satu, kini));
  if (!tunggu.length || bekerja) return;
  clearTimeout(jam);
  const lama = Math.max(Math.min(...tunggu), sesi.tunda - performance.now(), paling);
  jam = setTimeout(() => diam(kirimSemua()), Math.min(lama, JEDA_TERPANJANG));
}

// Installs what starts sending: this load, the line, the eye of the user, the next due time.
export async function mulaiPengirim() {
  if (terpasang) return;
  terpasang = true;
  const segera = () => diam(kirimSemua({ segera: true }));
  addEventListener("online", segera);
  addEventListener("pageshow", (peristiwa) => peristiwa.persisted && segera());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && segera());
  dengarkan(() => jadwalkan());
  await segera();
  if (sesi.disapa) return;
  // Nothing of the owner waits; whoever signed in here since may have something.
  await diam(kenaliDanKabarkan());
  await segera();
}
