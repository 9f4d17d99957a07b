// One hand at a time: one tab sends, and an item that is open for mending is not sent meanwhile. The browser opens
// a lock by itself when its tab dies.
import { ambilGiliran, lepasGiliran } from "./gudang.js";

const KUNCI = "pemakaman-kirim";
const GILIRAN = 150_000;
const TUNGGU = 15_000;

export async function sendirian(kerja, { tunggu = false } = {}) {
  if (navigator.locks) {
    const cara = tunggu ? { signal: habis(TUNGGU) } : { ifAvailable: true };
    return navigator.locks.request(KUNCI, cara, (kunci) => (kunci ? kerja() : undefined)).catch(bilaBukanHabis);
  }
  const siapa = crypto.randomUUID();
  if (!(await ambilGiliran(siapa, GILIRAN))) return undefined;
  const perpanjang = setInterval(() => ambilGiliran(siapa, GILIRAN), GILIRAN / 5);
  try {
    return await kerja();
  } finally {
    clearInterval(perpanjang);
    await lepasGiliran(siapa);
  }
}

function habis(lama) {
  const henti = new AbortController();
  setTimeout(() => henti.abort(), lama);
  return henti.signal;
}

// Another tab is still sending: there is nothing more to do here.
function bilaBukanHabis(galat) {
  if (galat.name !== "AbortError") throw galat;
}

// Gives a function that lets go, or null while another holds the item.
export function pegang(id) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((jadi, gagal) => {
    const dapat = (kunci) => (kunci ? new Promise((lepas) => jadi(lepas)) : jadi(null));
    navigator.locks.request(`pemakaman-isi-${id}`, { ifAvailable: true }, dapat).catch(gagal);
  });
}
