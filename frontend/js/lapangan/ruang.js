// Room on the phone: asked to be kept, told in words, refused before anything is half-written.
import { besar } from "./kata.js";

const MB = 1024 * 1024;
const SEDIKIT = 60 * MB;
// The browser's own books need room too.
const CADANGAN = 2 * MB;

export const sudahTetap = async () => (await navigator.storage?.persisted?.().catch(() => false)) ?? false;

// Without this the browser may empty the store when the phone gets full. Chromium answers without asking anybody;
// Firefox asks the person and answers after him or never, so nothing may wait for it, and it is asked once a page.
let diminta = false;
export async function mintaTetap() {
  if (diminta) return;
  diminta = true;
  if (!(await sudahTetap())) await navigator.storage?.persist?.().catch(() => false);
}

// Bytes left for this site, or null where the browser does not tell.
export async function sisaRuang() {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return Number.isFinite(quota) ? Math.max(0, quota - (usage ?? 0)) : null;
  } catch {
    return null;
  }
}

export async function kataRuang() {
  const sisa = await sisaRuang();
  if (sisa === null) return { sedikit: false, teks: "Ruang kosong di HP ini tidak dapat dibaca." };
  const foto = Math.floor(sisa / (0.5 * MB));
  if (sisa >= SEDIKIT) return { sedikit: false, teks: `Ruang kosong untuk catatan: ${besar(sisa)}, cukup.` };
  return { sedikit: true, teks: `Ruang kosong tinggal ${besar(sisa)}, kira-kira ${foto} foto. Kirim dulu yang ada, atau hapus berkas lain di HP ini.` };
}

export const PENUH = "HP ini penuh, laporan belum tersimpan. Yang Anda ketik masih ada di layar ini: jangan tutup halaman. Hapus foto atau berkas lain di HP, lalu tekan Simpan lagi.";

export const FOTO_PENUH = "HP ini penuh. Tulisannya sudah tersimpan, fotonya belum: jangan tutup halaman. Hapus foto atau berkas lain di HP, atau hapus foto di laporan ini.";

// Before writing: is there room for these photos? Where the browser does not tell, the write itself decides.
export async function muat(foto) {
  const perlu = foto.reduce((jumlah, satu) => jumlah + (satu.isi?.size ?? 0), 0);
  const sisa = await sisaRuang();
  return sisa === null || sisa >= perlu + CADANGAN;
}

export const karenaPenuh = (galat) => galat?.name === "QuotaExceededError" || galat?.inner?.name === "QuotaExceededError";
