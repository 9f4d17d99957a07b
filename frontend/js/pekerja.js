// What the two service workers share: a store of its own for each version, filled whole or not at all, and the line
// that is tried first. Each keeps to its own scope and its own store.

// A line may be dead without saying so: after this the person gets what is kept instead of a white page.
const BATAS = 15000;
// What a proxy says when the program behind it is gone.
const TANPA_PELADEN = [502, 504];

const habisWaktu = () => new Promise((_, tolak) => { setTimeout(() => tolak(new Error("terlalu lama")), BATAS); });

// Keeps what `sidik` names (address → fingerprint) under `awalan` and `versi`. Each file must have the very bytes of
// this version: a captive portal or a server that is just being replaced answers 200 too. `omit`: nobody's session.
export function pasang(awalan, versi, sidik, minta) {
  const nama = awalan + versi;

  async function simpan() {
    const tempat = await caches.open(nama);
    const ambil = async (url) => {
      const jawaban = await minta(url, (cache) => fetch(url, { cache, credentials: "omit", integrity: sidik[url] }));
      if (!jawaban.ok) throw new Error(`${url}: ${jawaban.status}`);
      await tempat.put(url, jawaban);
    };
    try {
      await Promise.all(Object.keys(sidik).map(ambil));
    } catch (galat) {
      await caches.delete(nama);
      throw galat;
    }
  }

  async function hapusLama() {
    for (const satu of await caches.keys()) if (satu.startsWith(awalan) && satu !== nama) await caches.delete(satu);
  }

  // Takes over at once: an open page has all it needs already and keeps what is typed in its own store.
  self.addEventListener("install", (peristiwa) => peristiwa.waitUntil(simpan().then(() => self.skipWaiting())));
  self.addEventListener("activate", (peristiwa) => peristiwa.waitUntil(hapusLama().then(() => self.clients.claim())));

  const tersimpan = async (url) => (await caches.open(nama)).match(url);

  // The line first, what is kept under `url` where it is dead.
  async function jalurDulu(permintaan, url) {
    let jawaban;
    try {
      jawaban = await Promise.race([fetch(permintaan), habisWaktu()]);
      if (!TANPA_PELADEN.includes(jawaban.status)) return jawaban;
    } catch (galat) {
      console.info(galat.message);
    }
    return (await tersimpan(url)) ?? jawaban ?? Response.error();
  }

  return { tersimpan, jalurDulu };
}

// Answers each GET of this site for which `jawab` has something; all else goes its way untouched.
export function layani(jawab) {
  self.addEventListener("fetch", (peristiwa) => {
    const { request } = peristiwa;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    const jawaban = jawab(request, url.pathname);
    if (jawaban) peristiwa.respondWith(jawaban);
  });
}
