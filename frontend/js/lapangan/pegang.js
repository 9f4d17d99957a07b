// One hand at a time: one tab sends, and an item that is open for mending is not sent meanwhile. The browser opens
// a lock by itself when its tab dies.
import { ambilGiliran, lepasGiliran } from "./gudang.js";

const KUNCI = "pemakaman-kirim";
const GILIRAN = 150_000;

export async function sendirian(kerja, { tunggu = false } = {}) {
  if (navigator.locks) {
    return navigator.locks.request(KUNCI, tunggu ? {} : { ifAvailable: true }, (kunci) => (kunci ? kerja() : undefined));
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

// Gives a function that lets go, or null while another holds the item.
export function pegang(id) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((jadi, gagal) => {
    const dapat = (kunci) => (kunci ? new Promise((lepas) => jadi(lepas)) : jadi(null));
    navigator.locks.request(`pemakaman-isi-${id}`, { ifAvailable: true }, dapat).catch(gagal);
  });
}
