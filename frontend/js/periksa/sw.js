// Below /periksa/ only: a code scanned without a line opens the page that checks its signature. The worker of the
// field, which has the rest of the site, keeps its own store; neither touches the other's.
const { halaman, sidik, versi } = self.PERIKSA;
const AWALAN = "pemakaman-periksa-";
const NAMA = AWALAN + versi;
const BATAS = 15000;
const TANPA_PELADEN = [502, 504];

// Whole or not at all, and the very bytes of this version: a captive portal answers 200 too.
async function simpan() {
  const tempat = await caches.open(NAMA);
  const ambil = async (url) => {
    const jawaban = await fetch(url, { cache: "no-cache", credentials: "omit", integrity: sidik[url] });
    if (!jawaban.ok) throw new Error(`${url}: ${jawaban.status}`);
    await tempat.put(url, jawaban);
  };
  try {
    await Promise.all(Object.keys(sidik).map(ambil));
  } catch (galat) {
    await caches.delete(NAMA);
    throw galat;
  }
}

async function hapusLama() {
  for (const nama of await caches.keys()) if (nama.startsWith(AWALAN) && nama !== NAMA) await caches.delete(nama);
}

self.addEventListener("install", (peristiwa) => peristiwa.waitUntil(simpan().then(() => self.skipWaiting())));
self.addEventListener("activate", (peristiwa) => peristiwa.waitUntil(hapusLama().then(() => self.clients.claim())));

const tersimpan = async (url) => (await caches.open(NAMA)).match(url);
const habisWaktu = () => new Promise((_, tolak) => { setTimeout(() => tolak(new Error("terlalu lama")), BATAS); });

// The line first, what is kept where it is dead.
async function ambil(permintaan, url) {
  let jawaban;
  try {
    jawaban = await Promise.race([fetch(permintaan), habisWaktu()]);
    if (!TANPA_PELADEN.includes(jawaban.status)) return jawaban;
  } catch (galat) {
    console.info(galat.message);
  }
  return (await tersimpan(url)) ?? jawaban ?? Response.error();
}

self.addEventListener("fetch", (peristiwa) => {
  const { request } = peristiwa;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") peristiwa.respondWith(ambil(request, halaman));
  else if (url.pathname in sidik) peristiwa.respondWith(ambil(request, url.pathname));
});
