// Pure: what an answer means, when a try is due, how long to wait. Only what names the item counts as an answer.
const JEDA = [5, 15, 45, 120, 300, 600].map((detik) => detik * 1000);
export const JEDA_TERPANJANG = 1.2 * JEDA.at(-1);
const MENUNGGU = ["antre", "gagal", "mengirim"];
const STATUS = { diterima: 200, perbaiki: 422, bentrok: 409, kurang_foto: 409, ditolak: 403, rusak: 400 };

const SEBAB = {
  jaringan: "Tidak ada sinyal, atau sambungan terputus.",
  waktu: "Sambungan terlalu lambat, jadi pengiriman dihentikan.",
  alih: "Jaringan ini mengalihkan ke halaman lain. Di Wi-Fi umum, buka dulu halaman masuk Wi-Fi itu.",
  terpotong: "Jawaban server terpotong di jalan.",
  asing: "Yang menjawab bukan server Pemakaman, mungkin halaman masuk Wi-Fi.",
};

export const jeda = (percobaan, acak = Math.random()) =>
  JEDA[Math.min(Math.max(percobaan, 1), JEDA.length) - 1] * (0.8 + 0.4 * acak);

// A wait longer than any pause comes from a clock that was set back meanwhile, and is over.
export function sisaTunggu(kiriman, kini) {
  const sisa = kiriman.keadaan === "gagal" ? Date.parse(kiriman.lagi) - kini : 0;
  return sisa > 0 && sisa <= JEDA_TERPANJANG ? sisa : 0;
}

export const menunggu = (kiriman) => MENUNGGU.includes(kiriman.keadaan);

// `segera`: the line is back or somebody looks, so what failed for the line need not wait.
export function jatuhTempo(kiriman, kini, { paksa = false, segera = false } = {}) {
  if (!menunggu(kiriman)) return false;
  return paksa || (segera && kiriman.sebabJenis === "jalur") || sisaTunggu(kiriman, kini) === 0;
}

export function uraikan(jenis, teks) {
  if (!/^application\/json\b/i.test(jenis ?? "")) return { putus: "asing" };
  try {
    const isi = JSON.parse(teks);
    return isi && typeof isi === "object" ? { isi } : { putus: "asing" };
  } catch {
    return { putus: "terpotong" };
  }
}

export function sebabGagal({ status, putus, isi }) {
  const gagal = (jenis, sebab) => ({ hasil: "gagal", jenis, sebab });
  if (status >= 500) return gagal("layanan", `Server sedang bermasalah (kode ${status}).`);
  if (status === 413) return gagal("layanan", "Kiriman terlalu besar untuk jaringan ini (kode 413).");
  if (status === 429) return gagal("layanan", isi?.pesan ?? "Server sedang ramai dan meminta menunggu (kode 429).");
  if (putus) return gagal("jalur", SEBAB[putus]);
  if (status < 400) return gagal("layanan", "Jawaban server tidak cocok dengan yang dikirim.");
  return gagal("layanan", `Server menolak (kode ${status}). ${typeof isi?.pesan === "string" ? isi.pesan : ""}`.trim());
}

// `cocok` decides whether the body speaks of what was sent.
export function bacaJawaban(jawab, cocok) {
  const { status, isi } = jawab;
  if (isi && status === 401 && isi.galat) return { hasil: "sesi" };
  if (isi?.hasil && STATUS[isi.hasil] === status && cocok(isi)) return { hasil: isi.hasil, isi };
  // A token that is no longer valid: the program says so with a page or without a result.
  if (status === 400 && !isi?.hasil) return { ...sebabGagal(jawab), hasil: "basi" };
  return sebabGagal(jawab);
}

// A receipt names a report and its number; photos echo their fingerprint.
const bertanda = (isi) => [isi.laporan, isi.nomor].every((satu) => typeof satu === "string" && satu);
export const cocokLaporan = (id) => (isi) => isi.kiriman === id && (isi.hasil !== "diterima" || bertanda(isi));
export const cocokFoto = (id, sidik) => (isi) => isi.kiriman === id && (isi.hasil !== "diterima" || isi.sidik === sidik);
