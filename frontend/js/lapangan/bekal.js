// What the forms need without a line, by account: cemeteries, regions, own drafts.
import { ambilBekal, pemilik, simpanBekal } from "./gudang.js";

const ALAMAT = "/lapangan/bekal";
const SEJAM = 3600 * 1000;
const BATAS = 30000;

const umur = (bekal) => (bekal ? Math.abs(Date.now() - Date.parse(bekal.diambil)) : Infinity);

// At most once an hour; `paksa` after receipts, when a draft of the server may be gone. Resolves to what there is now.
export async function ambilLagi({ paksa = false } = {}) {
  const milik = await pemilik();
  if (!milik) return null;
  const lama = await ambilBekal(milik.akun);
  if (!paksa && umur(lama) < SEJAM) return lama;
  const baru = await minta(milik.akun, lama);
  if (!baru) return lama;
  // A phone too full to keep them has at least what it had.
  await simpanBekal({ ...baru, diambil: new Date().toISOString() }).catch((galat) => console.info(galat.message));
  return baru;
}

// Only our own answer for this very account counts; a sign-in page or a captive portal leaves what there was.
async function minta(akun, lama) {
  const n = crypto.randomUUID();
  const batas = new AbortController();
  const penjaga = setTimeout(() => batas.abort(), BATAS);
  try {
    const headers = { Accept: "application/json", ...(lama?.tag && { "If-None-Match": lama.tag }) };
    const jawaban = await fetch(`${ALAMAT}?n=${n}`, { headers, cache: "no-store", redirect: "error", signal: batas.signal });
    if (jawaban.headers.get("X-Nonce") !== n) return null;
    if (jawaban.status === 304) return lama;
    const isi = jawaban.ok ? await jawaban.json() : {};
    return isi.layanan === "pemakaman" && isi.akun === akun ? { ...isi, tag: jawaban.headers.get("ETag") } : null;
  } catch (galat) {
    console.info("bekal:", galat.message);
    return null;
  } finally {
    clearTimeout(penjaga);
  }
}

export const namaMakam = (bekal, id) => bekal?.makam?.find((satu) => satu.id === id)?.nama ?? "";
