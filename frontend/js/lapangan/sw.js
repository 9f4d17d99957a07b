// The page that works without a line. Keeps the shell and the built files, whole or not at all; touches nothing else.
const { kulit, aset, sidik, versi } = self.LAPANGAN;
const AWALAN = "pemakaman-kulit-";
const NAMA = AWALAN + versi;
// A line may be dead without saying so: after this the person gets the shell instead of a white page.
const BATAS = 15000;
// What a proxy says when the program behind it is gone.
const TANPA_PELADEN = [502, 504];

// Each file must have the very bytes that this version was built with: a captive portal or a server that is just
// being replaced answers 200 too. `omit`: whoever is signed in, the shell is nobody's.
async function simpan() {
  const tempat = await caches.open(NAMA);
  const ambil = async (url) => {
    const dengan = (cache) => fetch(url, { cache, credentials: "omit", integrity: sidik[url] });
    // What the browser's own store has of it may have come cut; then it is asked for anew.
    const jawaban = await dengan(url === kulit ? "no-cache" : "default").catch(() => dengan("reload"));
    if (!jawaban.ok) throw new Error(`${url}: ${jawaban.status}`);
    await tempat.put(url, jawaban);
  };
  try {
    await Promise.all([kulit, ...aset].map(ambil));
  } catch (galat) {
    await caches.delete(NAMA);
    throw galat;
  }
}

async function hapusLama() {
  for (const nama of await caches.keys()) if (nama.startsWith(AWALAN) && nama !== NAMA) await caches.delete(nama);
}

// Takes over at once: an open page has all it needs already and keeps what is typed in its own store.
self.addEventListener("install", (peristiwa) => peristiwa.waitUntil(simpan().then(() => self.skipWaiting())));
self.addEventListener("activate", (peristiwa) => peristiwa.waitUntil(hapusLama().then(() => self.clients.claim())));

const tersimpan = async (url) => (await caches.open(NAMA)).match(url);
const dariSimpanan = async (url, permintaan) => (await tersimpan(url)) ?? fetch(permintaan);
const habisWaktu = () => new Promise((_, tolak) => { setTimeout(() => tolak(new Error("terlalu lama")), BATAS); });

async function jelajah(permintaan) {
  let jawaban;
  try {
    jawaban = await Promise.race([fetch(permintaan), habisWaktu()]);
    if (!TANPA_PELADEN.includes(jawaban.status)) return jawaban;
  } catch (galat) {
    console.info(galat.message);
  }
  return (await tersimpan(kulit)) ?? jawaban ?? Response.error();
}

self.addEventListener("fetch", (peristiwa) => {
  const { request } = peristiwa;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    peristiwa.respondWith(url.pathname === kulit ? dariSimpanan(kulit, request) : jelajah(request));
  } else if (aset.includes(url.pathname)) {
    peristiwa.respondWith(dariSimpanan(url.pathname, request));
  }
});
