// One question to the server, with an end to the waiting, and what may have answered instead of it.
import { uraikan } from "./jawaban.js";

const SABAR = 30_000;
// Slower than this a line is as good as none: 4 KB a second.
const PELAN = 4;

// A photo on a thin line may take long; one that was too slow for the last try gets more time in the next.
export const batasWaktu = (byte, percobaan = 0) => (2 * SABAR + byte / PELAN) * Math.min(1 + percobaan, 4);

export async function minta(url, { cara = "GET", kepala = {}, isi, batas = SABAR } = {}) {
  const henti = new AbortController();
  const penjaga = setTimeout(() => henti.abort(), batas);
  try {
    const jawab = await fetch(url, {
      method: cara,
      headers: { Accept: "application/json", ...kepala },
      body: isi,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "manual",
      signal: henti.signal,
    });
    if (jawab.type === "opaqueredirect") return { status: 0, putus: "alih" };
    return { status: jawab.status, ...uraikan(jawab.headers.get("content-type"), await jawab.text()) };
  } catch {
    return { status: 0, putus: henti.signal.aborted ? "waktu" : "jaringan" };
  } finally {
    clearTimeout(penjaga);
  }
}
